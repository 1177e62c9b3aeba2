/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/sample.h"

#include "graph/set.h"

/* --------------------------------------------------------------- preparing */

static truce_status add_place(truce__sample *sample, uint32_t *places, uint32_t place) {
    for (uint32_t i = 0; i < sample->n_states; i++)
        if (places[i] == place) return TRUCE_OK;
    if (sample->n_states < TRUCE__MOST_TRACKED) places[sample->n_states++] = place;
    return TRUCE_OK;
}

/* States asked for, the status quo, the equilibria of the model as written, in the order of their numbers within
 * each. */
static truce_status track_states(truce__sample *sample, const truce_solution *solution,
                                 const truce__sampling *sampling) {
    const truce_graph *graph = sample->stage.graph;
    uint32_t *places = truce__arena_alloc(&sample->arena, TRUCE__MOST_TRACKED, sizeof *places);
    if (!places) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < sampling->n_asked; i++)
        TRY(add_place(sample, places, sample->stage.written[sampling->asked[i] - 1]));
    sample->n_asked = sample->n_states;
    if (sample->stage.status_quo != TRUCE__NONE) TRY(add_place(sample, places, sample->stage.status_quo));
    for (uint32_t c = 0; c < sample->stage.n_concepts; c++) {
        const truce_set *set = truce_solution_equilibria(solution, c);
        for (uint64_t cell = truce__bits_next(set->bits, graph->space.n_cells, 0);
             cell != UINT64_MAX && sample->n_states < TRUCE__MOST_TRACKED;
             cell = truce__bits_next(set->bits, graph->space.n_cells, cell + 1))
            TRY(add_place(sample, places, sample->stage.written[truce__space_number(&graph->space, cell) - 1]));
    }
    sample->states = places;
    return TRUCE_OK;
}

/* Where options stand otherwise than `only` asks, or in several ways. */
static truce_status find_beside(truce__sample *sample, const uint64_t *only) {
    const truce__stage *stage = &sample->stage;
    uint8_t levels[TRUCE__MAX_OPTIONS];
    if (!only || !stage->no_deal || stage->graph->model->is_plain) return TRUCE_OK;
    bool *is_beside = truce__arena_alloc(&sample->arena, stage->n_states, sizeof *is_beside);
    if (!is_beside) return TRUCE_E_NOMEM;
    for (uint32_t s = 0; s < stage->n_states; s++) {
        truce_graph_state_levels(stage->wide, s + 1, levels);
        is_beside[s] = false;
        for (uint32_t o = 0; o < stage->wide->model->n_options; o++) {
            const uint64_t all = truce__all_levels(&stage->wide->model->options[o]);
            uint64_t here = levels[o] == TRUCE_LEVEL_MIXED ? all : UINT64_C(1) << levels[o];
            is_beside[s] |= (here & ~only[o] & all) != 0;
        }
    }
    sample->is_beside = is_beside;
    return TRUCE_OK;
}

bool truce__home_is_counted(const truce_model *model, uint32_t home) {
    const truce__home *h = &model->homes[home];
    bool is = (h->rule == TRUCE__RATIFY_UNANIMITY || h->rule == TRUCE__RATIFY_MAJORITY) && !h->reversion.n_nodes &&
              !(model->no_deal && model->no_deal[h->party].stmt.n_nodes);
    for (uint32_t i = 0; i < h->n_actors && is; i++) {
        uint32_t party = h->actors[i].party;
        is = party != TRUCE__NONE && !(model->no_deal && model->no_deal[party].stmt.n_nodes);
    }
    return is;
}

/* Of states that were asked for: whether they can be reached, and hold then; and where they would be refused. Of
 * outcomes, whether one of their states does. */
static size_t list_asked(const truce__sample *sample, const truce__sampling *sampling, truce__conclusion *all) {
    const truce__stage *stage = &sample->stage;
    const truce_model *model = stage->graph->model;
    size_t n = 0;
    for (uint32_t k = 0; k < sample->n_asked && stage->asks_reach; k++) {
        all[n++] = (truce__conclusion){TRUCE__IS_REACHED, 0, sample->states[k], false};
        for (uint32_t c = 0; c < stage->n_concepts; c++)
            all[n++] = (truce__conclusion){TRUCE__HOLDS_REACHED, c, sample->states[k], false};
        if (stage->no_deal) all[n++] = (truce__conclusion){TRUCE__BETTER_REACHED, 0, sample->states[k], false};
        for (uint32_t h = 0; h < model->n_homes && stage->no_deal; h++)
            if (truce__home_is_counted(model, h))
                all[n++] = (truce__conclusion){TRUCE__IS_REFUSED, h, sample->states[k], false};
    }
    for (size_t o = 0; o < sampling->n_outcomes && stage->asks_reach; o++)
        for (uint32_t c = 0; c < stage->n_concepts; c++) {
            all[n++] = (truce__conclusion){TRUCE__FORM_REACHED, c, sampling->outcomes[o], false};
            if (stage->no_deal) all[n++] = (truce__conclusion){TRUCE__FORM_GAINS, c, sampling->outcomes[o], false};
        }
    return n;
}

static truce_status list_conclusions(truce__sample *sample, const truce__sampling *sampling) {
    const truce__stage *stage = &sample->stage;
    const uint32_t n_outcomes = stage->graph->model->n_outcomes, n_concepts = stage->n_concepts;
    const uint32_t n_parties = stage->graph->model->n_parties;
    size_t room = (size_t)n_concepts * (sample->n_states + n_outcomes + 1 + 2 * sampling->n_outcomes) +
                  ((size_t)n_parties + 2) * sample->n_states + 2 +
                  (size_t)sample->n_asked * (2 + n_concepts + stage->graph->model->n_homes), n = 0;
    truce__conclusion *all = truce__arena_alloc(&sample->arena, room, sizeof *all);
    if (!all) return TRUCE_E_NOMEM;
    for (uint32_t k = 0; k < sample->n_states; k++)
        for (uint32_t c = 0; c < n_concepts; c++)
            all[n++] = (truce__conclusion){TRUCE__IS_EQUILIBRIUM, c, sample->states[k], false};
    for (uint32_t o = 0; o < n_outcomes; o++)
        for (uint32_t c = 0; c < n_concepts; c++)
            all[n++] = (truce__conclusion){TRUCE__HOLDS_SOMEWHERE, c, o, false};
    for (uint32_t c = 0; c < n_concepts; c++) all[n++] = (truce__conclusion){TRUCE__HAS_NONE, c, 0, false};
    for (uint32_t k = 0; k < sample->n_states && stage->no_deal; k++) {
        all[n++] = (truce__conclusion){TRUCE__IS_BETTER, 0, sample->states[k], false};
        all[n++] = (truce__conclusion){TRUCE__IS_IN_ZONE, 0, sample->states[k], false};
    }
    if (sample->is_beside) all[n++] = (truce__conclusion){TRUCE__IS_BETTER_ONLY, 0, 0, false};
    if (sample->is_beside) all[n++] = (truce__conclusion){TRUCE__SOME_BETTER, 0, 0, false};
    n += list_asked(sample, sampling, all + n);
    sample->n_told = n;
    for (uint32_t k = 0; k < sample->n_states && stage->no_deal; k++)
        for (uint32_t p = 0; p < n_parties; p++)
            all[n++] = (truce__conclusion){TRUCE__IS_PREFERRED, p, sample->states[k], false};
    sample->conclusions = all;
    sample->n_conclusions = n;
    return TRUCE_OK;
}

/* Where each kind of count begins. */
static void lay_out(truce__sample *sample) {
    const truce__stage *stage = &sample->stage;
    const size_t n_unknowns = sample->unknowns.count, n = stage->n_states;
    size_t at = 0;
    sample->at_holds = at, at += stage->n_concepts * n;
    sample->at_better = at, at += stage->no_deal ? n : 0;
    sample->at_zone = at, at += stage->no_deal ? n : 0;
    sample->at_conclusion = at, at += sample->n_conclusions;
    sample->at_reading = at, at += n_unknowns * TRUCE__READINGS;
    sample->at_differs = at, at += sample->n_told * n_unknowns * TRUCE__READINGS;
    sample->at_flips = at, at += sample->has_interactions ? sample->n_told * n_unknowns : 0;
    sample->n_counts = at;
}

/* The lanes in which the home's vote fails. */
static uint32_t refused_in(const truce__sample *sample, const truce__conclusion *conclusion,
                           const truce__verdicts *verdicts) {
    const truce__stage *stage = &sample->stage;
    const truce__home *home = &stage->graph->model->homes[conclusion->slot];
    const uint32_t asked = home->rule == TRUCE__RATIFY_UNANIMITY ? home->n_actors : home->n_actors / 2 + 1;
    uint32_t refuses[TRUCE__LANES] = {0}, lanes = 0;
    for (uint32_t i = 0; i < home->n_actors; i++) {
        size_t row = (size_t)home->actors[i].party * stage->n_states;
        for (uint32_t l = 0; l < TRUCE__LANES; l++)
            refuses[l] += verdicts->worse[row + conclusion->index] >> l & 1;
    }
    for (uint32_t l = 0; l < TRUCE__LANES; l++)
        lanes |= (uint32_t)(home->n_actors - refuses[l] < asked) << l;
    return lanes;
}

/* The lanes in which some state of the outcome is an equilibrium and is reached; `gains`: and is better for all. */
static uint32_t formed_in(const truce__sample *sample, const truce__conclusion *conclusion,
                          const truce__verdicts *verdicts, uint32_t alive, bool gains) {
    const truce__stage *stage = &sample->stage;
    const uint32_t *holds = verdicts->holds + (size_t)conclusion->slot * stage->n_states;
    uint32_t lanes = 0;
    for (uint32_t k = 0; k < stage->n_outcome[conclusion->index] && lanes != alive; k++) {
        uint32_t state = stage->outcome[conclusion->index][k];
        uint32_t here = holds[state] & verdicts->reached[state];
        lanes |= gains ? here & verdicts->better[state] : here;
    }
    return lanes;
}

/* The lanes in which a conclusion holds. */
static uint32_t held_in(const truce__sample *sample, const truce__conclusion *conclusion,
                        const truce__verdicts *verdicts, uint32_t alive) {
    const truce__stage *stage = &sample->stage;
    const uint32_t *holds = verdicts->holds + (size_t)conclusion->slot * stage->n_states;
    uint32_t lanes = 0;
    switch (conclusion->kind) {
    case TRUCE__IS_EQUILIBRIUM: return holds[conclusion->index] & alive;
    case TRUCE__HOLDS_SOMEWHERE:
        for (uint32_t k = 0; k < stage->n_outcome[conclusion->index] && lanes != alive; k++)
            lanes |= holds[stage->outcome[conclusion->index][k]];
        return lanes & alive;
    case TRUCE__HAS_NONE:
        for (uint32_t s = 0; s < stage->n_states && lanes != alive; s++) lanes |= holds[s];
        return ~lanes & alive;
    case TRUCE__IS_PREFERRED:
        return verdicts->prefers[(size_t)conclusion->slot * stage->n_states + conclusion->index] & alive;
    case TRUCE__IS_BETTER: return verdicts->better[conclusion->index] & alive;
    case TRUCE__IS_BETTER_ONLY:
        for (uint32_t s = 0; s < stage->n_states && lanes != alive; s++)
            if (sample->is_beside[s]) lanes |= verdicts->better[s];
        return ~lanes & alive;
    case TRUCE__SOME_BETTER:
        for (uint32_t s = 0; s < stage->n_states && lanes != alive; s++) lanes |= verdicts->better[s] & alive;
        return lanes;
    case TRUCE__IS_REACHED: return verdicts->reached[conclusion->index] & alive;
    case TRUCE__HOLDS_REACHED: return holds[conclusion->index] & verdicts->reached[conclusion->index] & alive;
    case TRUCE__BETTER_REACHED:
        return verdicts->better[conclusion->index] & verdicts->reached[conclusion->index] & alive;
    case TRUCE__IS_REFUSED: return refused_in(sample, conclusion, verdicts) & alive;
    case TRUCE__FORM_REACHED: return formed_in(sample, conclusion, verdicts, alive, false) & alive;
    case TRUCE__FORM_GAINS: return formed_in(sample, conclusion, verdicts, alive, true) & alive;
    case TRUCE__IS_IN_ZONE: return verdicts->zone[conclusion->index] & alive;
    }
    return 0;
}

/* What holds in the model as written: a variant in which every unknown has its first fate. */
static truce_status find_written(truce__sample *sample) {
    truce__lane_room *room = NULL;
    const truce__verdicts *verdicts;
    uint16_t *taken = truce__calloc(sample->ctx, ((size_t)sample->unknowns.count + 1) * TRUCE__LANES, sizeof *taken);
    truce_status status = taken ? TRUCE_OK : TRUCE_E_NOMEM;
    if (status == TRUCE_OK) status = truce__lane_room_new(&sample->stage, truce__lanes_best(), &room);
    if (status == TRUCE_OK) status = truce__solve_lanes(room, taken, 1, &verdicts);
    for (size_t k = 0; k < sample->n_conclusions && status == TRUCE_OK; k++)
        sample->conclusions[k].is_written = held_in(sample, &sample->conclusions[k], verdicts, 1);
    truce__lane_room_free(room);
    truce__free(sample->ctx, taken);
    return status;
}

truce_status truce__sample_prepare(truce_ctx *ctx, const truce_solution *solution, const truce__sampling *sampling,
                                   truce__sample *sample) {
    const truce_graph *graph = truce_solution_graph(solution);
    const uint32_t n_concepts = (uint32_t)truce_solution_concept_count(solution);
    *sample = (truce__sample){.ctx = ctx, .has_interactions = sampling->has_interactions};
    truce__arena_init(&sample->arena, ctx);
    sample->concepts = truce__arena_alloc(&sample->arena, n_concepts, sizeof *sample->concepts);
    if (!sample->concepts) return TRUCE_E_NOMEM;
    for (uint32_t c = 0; c < n_concepts; c++) sample->concepts[c] = truce_solution_concept(solution, c);
    TRY(truce__unknowns_find(ctx, graph, &sampling->assumptions, &sample->unknowns));
    TRY(truce__stage_make(ctx, graph, &sample->unknowns, sample->concepts, n_concepts, sampling->is_plain,
                          &sample->stage));
    if (sampling->asks_reach) TRY(truce__stage_ask_reach(&sample->stage, !sampling->no_lapsing));
    TRY(track_states(sample, solution, sampling));
    TRY(find_beside(sample, sampling->only));
    TRY(list_conclusions(sample, sampling));
    lay_out(sample);
    sample->counts = truce__calloc(ctx, sample->n_counts, sizeof *sample->counts);
    return sample->counts ? find_written(sample) : TRUCE_E_NOMEM;
}

void truce__sample_free(truce__sample *sample) {
    if (!sample->ctx) return;
    truce__free(sample->ctx, sample->counts);
    truce__stage_free(&sample->stage);
    truce__unknowns_free(&sample->unknowns);
    truce__arena_free(&sample->arena);
    *sample = (truce__sample){0};
}

/* ------------------------------------------------------------------ counts */

enum { WORDS = TRUCE__BLOCK / TRUCE__LANES };

/* Room for one block. A row has a bit for each of its variants, a word for each batch of 32. */
typedef struct block_room {
    const truce__lane_kernels *kernels;
    uint16_t *taken, *again; /* of a batch: fates by unknown and lane; those of draws of their own */
    uint32_t *reading;       /* a row for each [unknown * TRUCE__READINGS + reading] */
    uint32_t *differs;       /* a row for each conclusion: where it is not as in the model as written */
    uint32_t alive[WORDS];
} block_room;

#define ROW(rows, index) ((rows) + (size_t)(index) * WORDS)

static void count_states(const truce__sample *sample, const truce__verdicts *verdicts, const block_room *b,
                         uint64_t *counts) {
    const truce__stage *stage = &sample->stage;
    b->kernels->tally(verdicts->holds, (uint64_t)stage->n_concepts * stage->n_states, counts + sample->at_holds);
    if (!stage->no_deal) return;
    b->kernels->tally(verdicts->better, stage->n_states, counts + sample->at_better);
    b->kernels->tally(verdicts->zone, stage->n_states, counts + sample->at_zone);
}

static void find_readings(const truce__sample *sample, block_room *b, uint32_t batch) {
    for (uint32_t u = 0; u < sample->unknowns.count; u++) {
        uint32_t lanes[TRUCE__READINGS] = {0};
        const truce__fate *fates = sample->unknowns.at[u].fates;
        const uint16_t *taken = b->taken + (size_t)u * TRUCE__LANES;
        for (uint32_t l = 0; l < TRUCE__LANES; l++) lanes[fates[taken[l]].reading] |= UINT32_C(1) << l;
        for (uint32_t r = 0; r < TRUCE__READINGS; r++)
            ROW(b->reading, u * TRUCE__READINGS + r)[batch] = lanes[r] & b->alive[batch];
    }
}

/* Most conclusions are in most variants as they are in the model as written, so the others are counted. */
static void hear(const truce__sample *sample, const truce__verdicts *verdicts, block_room *b, uint32_t batch) {
    const uint32_t alive = b->alive[batch];
    for (size_t k = 0; k < sample->n_conclusions; k++)
        ROW(b->differs, k)[batch] = held_in(sample, &sample->conclusions[k], verdicts, alive) ^
                                    (sample->conclusions[k].is_written ? alive : 0);
}

/* A block's rows, once they are whole. */
static void count_rows(const truce__sample *sample, const block_room *b, uint64_t *counts) {
    const size_t width = (size_t)sample->unknowns.count * TRUCE__READINGS;
    for (size_t i = 0; i < width; i++)
        counts[sample->at_reading + i] = b->kernels->common(ROW(b->reading, i), b->alive);
    const uint32_t n = b->kernels->common(b->alive, b->alive);
    for (size_t k = 0; k < sample->n_conclusions; k++) {
        const uint32_t *differs = ROW(b->differs, k), count = b->kernels->common(differs, differs);
        counts[sample->at_conclusion + k] = sample->conclusions[k].is_written ? n - count : count;
        uint64_t *to = counts + sample->at_differs + k * width;
        for (size_t i = 0; i < width && count && k < sample->n_told; i++)
            if (counts[sample->at_reading + i]) to[i] = b->kernels->common(differs, ROW(b->reading, i));
    }
}

static void exchange(uint16_t *a, uint16_t *b) {
    for (int l = 0; l < TRUCE__LANES; l++) {
        uint16_t other = a[l];
        a[l] = b[l];
        b[l] = other;
    }
}

/* Redraws one unknown after the other, and counts the conclusions that turn. */
static truce_status count_flips(truce__lane_room *room, const truce__sample *sample, block_room *b, uint32_t batch,
                                uint64_t *counts) {
    const truce__verdicts *verdicts;
    const uint32_t alive = b->alive[batch];
    for (uint32_t u = 0; u < sample->unknowns.count; u++) {
        uint16_t *taken = b->taken + (size_t)u * TRUCE__LANES, *again = b->again + (size_t)u * TRUCE__LANES;
        uint64_t *flips = counts + sample->at_flips + u;
        if (memcmp(taken, again, TRUCE__LANES * sizeof *taken) == 0) continue;
        exchange(taken, again);
        TRY(truce__solve_lanes(room, b->taken, alive, &verdicts));
        exchange(taken, again);
        for (size_t k = 0; k < sample->n_told; k++) {
            const truce__conclusion *conclusion = &sample->conclusions[k];
            uint32_t before = ROW(b->differs, k)[batch] ^ (conclusion->is_written ? alive : 0);
            uint32_t turned = before ^ held_in(sample, conclusion, verdicts, alive);
            if (turned) flips[k * sample->unknowns.count] += (uint64_t)__builtin_popcount(turned);
        }
    }
    return TRUCE_OK;
}

static truce_status count_batch(truce__lane_room *room, const truce__sample *sample, const truce__sampling *sampling,
                                uint64_t first, uint32_t batch, block_room *b, uint64_t *counts) {
    const truce__verdicts *verdicts;
    for (uint32_t u = 0; u < sample->unknowns.count; u++) {
        const truce__unknown *unknown = &sample->unknowns.at[u];
        size_t at = (size_t)u * TRUCE__LANES;
        b->kernels->draw(sampling->seed, first, unknown->number, unknown->upto, unknown->n_fates, b->taken + at,
                         sample->has_interactions ? b->again + at : NULL);
    }
    TRY(truce__solve_lanes(room, b->taken, b->alive[batch], &verdicts));
    count_states(sample, verdicts, b, counts);
    find_readings(sample, b, batch);
    hear(sample, verdicts, b, batch);
    return sample->has_interactions ? count_flips(room, sample, b, batch, counts) : TRUCE_OK;
}

uint64_t truce__block_variants(const truce__sampling *sampling, uint64_t block) {
    uint64_t left = sampling->variants - block * TRUCE__BLOCK;
    return left < TRUCE__BLOCK ? left : TRUCE__BLOCK;
}

truce_status truce__sample_block(truce__lane_room *room, const truce__sample *sample, const truce__sampling *sampling,
                                 uint64_t block, uint64_t *counts) {
    const uint64_t n = truce__block_variants(sampling, block);
    truce_ctx *ctx = sample->ctx;
    const size_t fates = ((size_t)sample->unknowns.count + 1) * TRUCE__LANES;
    const size_t rows = (size_t)sample->unknowns.count * TRUCE__READINGS + 1;
    block_room b = {.kernels = sampling->kernels ? sampling->kernels : truce__lanes_best(),
                    .taken = truce__calloc(ctx, fates, sizeof *b.taken),
                    .again = truce__calloc(ctx, sample->has_interactions ? fates : 1, sizeof *b.again),
                    .reading = truce__calloc(ctx, rows * WORDS, sizeof *b.reading),
                    .differs = truce__calloc(ctx, (sample->n_conclusions + 1) * WORDS, sizeof *b.differs)};
    truce_status status = b.taken && b.again && b.reading && b.differs ? TRUCE_OK : TRUCE_E_NOMEM;
    memset(counts, 0, sample->n_counts * sizeof *counts);
    for (uint64_t i = 0; i * TRUCE__LANES < n && status == TRUCE_OK; i++) {
        const uint64_t left = n - i * TRUCE__LANES;
        b.alive[i] = left < TRUCE__LANES ? (UINT32_C(1) << left) - 1 : UINT32_MAX;
        const uint64_t first = block * TRUCE__BLOCK + i * TRUCE__LANES;
        status = count_batch(room, sample, sampling, first, (uint32_t)i, &b, counts);
        if (status == TRUCE_OK) status = truce__go_on(ctx);
        truce__progress_part(ctx, i, WORDS);
    }
    if (status == TRUCE_OK) count_rows(sample, &b, counts);
    truce__free(ctx, b.taken);
    truce__free(ctx, b.again);
    truce__free(ctx, b.reading);
    truce__free(ctx, b.differs);
    return status;
}
