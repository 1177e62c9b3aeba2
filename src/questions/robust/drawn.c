/* SPDX-License-Identifier: Apache-2.0 */
/* Draws the sample of `robust`, and picks what is told of it. */
#include "questions/robust/robust.h"

#include "concepts/concepts.h"
#include "unknowns/exact.h"

/* States told beside those tracked, and those told because they are in doubt; of an exact probability, at most. */
enum { FREQUENT = 20, DOUBTFUL = 20, STEPS = 20000, CHARTED = 24 }; /* CHARTED: rows of the chart */
#define LEAST 0.01                     /* of the doubt about a conclusion that an input must remove to be told */

/* ------------------------------------------------------------------ states */

typedef struct often {
    uint32_t place;
    uint64_t count; /* under the concept where it is most */
} often;

static int by_count(const void *a, const void *b) {
    const often *x = a, *y = b;
    if (x->count != y->count) return x->count < y->count ? 1 : -1;
    return (x->place > y->place) - (x->place < y->place);
}

static uint64_t most_of(const truce__sample *sample, uint32_t place) {
    uint64_t most = 0;
    for (uint32_t c = 0; c < sample->stage.n_concepts; c++) {
        uint64_t count = truce__sample_holds(sample, c, place);
        if (count > most) most = count;
    }
    return most;
}

/* The states that are tracked, then the others that are equilibria most often. */
static truce_status list_states(truce_ctx *ctx, truce__shares *shares) {
    const truce__sample *sample = &shares->sample;
    bool *is_tracked = truce__calloc(ctx, sample->stage.n_states, sizeof *is_tracked);
    often *others = truce__calloc(ctx, sample->stage.n_states, sizeof *others);
    uint32_t *places = truce__arena_alloc(&shares->arena, (size_t)sample->n_states + FREQUENT, sizeof *places);
    uint32_t n_others = 0;
    truce_status status = is_tracked && others && places ? TRUCE_OK : TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < sample->n_states && status == TRUCE_OK; i++) {
        places[shares->n_places++] = sample->states[i];
        is_tracked[sample->states[i]] = true;
    }
    for (uint32_t s = 0; s < sample->stage.n_states && status == TRUCE_OK; s++) {
        uint64_t most = is_tracked[s] || !sample->stage.number[s] ? 0 : most_of(sample, s);
        if (most) others[n_others++] = (often){s, most};
    }
    if (status == TRUCE_OK) status = truce__sort(ctx, others, n_others, sizeof *others, by_count);
    for (uint32_t i = 0; i < n_others && i < FREQUENT && status == TRUCE_OK; i++)
        places[shares->n_places++] = others[i].place;
    shares->places = places;
    truce__free(ctx, is_tracked);
    truce__free(ctx, others);
    return status;
}

static bool is_doubtful(const truce__sample *sample, uint32_t place) {
    for (uint32_t c = 0; c < sample->stage.n_concepts; c++) {
        uint64_t count = truce__sample_holds(sample, c, place);
        if (count && count < sample->variants) return true;
    }
    return false;
}

/* Those asked about come first among the places. */
static truce_status list_doubtful(truce__shares *shares, size_t n_named) {
    const truce__sample *sample = &shares->sample;
    uint32_t *doubtful = truce__arena_alloc(&shares->arena, DOUBTFUL, sizeof *doubtful);
    if (!doubtful) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < shares->n_places && shares->n_doubtful < DOUBTFUL; i++) {
        uint32_t place = shares->places[i];
        bool is_asked = i < n_named || place == sample->stage.status_quo;
        if (is_asked || is_doubtful(sample, place)) doubtful[shares->n_doubtful++] = place;
        if (is_asked) shares->n_asked = shares->n_doubtful;
    }
    shares->doubtful = doubtful;
    return TRUCE_OK;
}

static void chart(truce__shares *shares, truce__charted_share *rows, bool is_state, uint32_t index) {
    for (uint32_t slot = 0; slot < shares->sample.stage.n_concepts && shares->n_charted < CHARTED; slot++) {
        truce__charted_share row = {is_state, index, slot};
        bool is_there = false;
        for (uint32_t before = 0; before < slot; before++) {
            truce__charted_share other = {is_state, index, before};
            is_there |= truce__charted_count(shares, &other) == truce__charted_count(shares, &row);
        }
        if (!is_there) rows[shares->n_charted++] = row;
    }
}

static truce_status list_charted(truce__shares *shares) {
    const truce__sample *sample = &shares->sample;
    truce__charted_share *rows = truce__arena_alloc(&shares->arena, CHARTED, sizeof *rows);
    if (!rows) return TRUCE_E_NOMEM;
    shares->charted = rows;
    for (uint32_t o = 0; o < sample->stage.graph->model->n_outcomes; o++) chart(shares, rows, false, o);
    const bool has_outcomes = sample->stage.graph->model->n_outcomes > 0;
    for (uint32_t i = 0; i < shares->n_doubtful && (i < shares->n_asked || !has_outcomes); i++)
        chart(shares, rows, true, shares->doubtful[i]);
    return TRUCE_OK;
}

uint64_t truce__charted_count(const truce__shares *shares, const truce__charted_share *row) {
    const truce__sample *sample = &shares->sample;
    if (row->is_state) return truce__sample_holds(sample, row->slot, row->index);
    for (size_t k = 0; k < sample->n_conclusions; k++) {
        const truce__conclusion *c = &sample->conclusions[k];
        if (c->kind == TRUCE__HOLDS_SOMEWHERE && c->index == row->index && c->slot == row->slot)
            return truce__sample_of(sample, k);
    }
    return 0;
}

/* The probability that a state is an equilibrium by Nash: parties are independent. */
static truce_status multiply(truce_ctx *ctx, const truce__sample *sample, truce_state state, double *exact) {
    double product = 1;
    *exact = -1;
    for (uint32_t p = 0; p < sample->stage.graph->model->n_parties; p++) {
        double own;
        TRY(truce__chance_nash(ctx, sample->stage.graph, &sample->unknowns, p, state, STEPS, &own));
        if (own < 0) return TRUCE_OK;
        product *= own;
    }
    *exact = product;
    return TRUCE_OK;
}

static truce_status find_exact(truce_ctx *ctx, truce__shares *shares) {
    const truce__sample *sample = &shares->sample;
    double *exact = truce__arena_alloc(&shares->arena, shares->n_places, sizeof *exact);
    if (!exact) return TRUCE_E_NOMEM;
    shares->nash = TRUCE__NONE;
    for (uint32_t c = 0; c < sample->stage.n_concepts; c++)
        if (truce__concept_at(sample->concepts[c]) == &truce__nash) shares->nash = c;
    for (uint32_t i = 0; i < shares->n_places && shares->nash != TRUCE__NONE; i++)
        TRY(multiply(ctx, sample, sample->stage.number[shares->places[i]], &exact[i]));
    shares->exact = exact;
    return TRUCE_OK;
}

static truce_status list_deals(truce__shares *shares) {
    const truce__sample *sample = &shares->sample;
    uint32_t *deals = truce__arena_alloc(&shares->arena, sample->n_states, sizeof *deals);
    if (!deals) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < sample->n_states && sample->stage.no_deal; i++)
        if (truce__sample_zone(sample, sample->states[i])) deals[shares->n_deals++] = i;
    shares->deals = deals;
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- matters */

static int by_share(const void *a, const void *b) {
    const truce__matter *x = a, *y = b;
    if (x->removes != y->removes) return x->removes < y->removes ? 1 : -1;
    return (x->unknown > y->unknown) - (x->unknown < y->unknown);
}

/* Over all conclusions, each weighted by how doubtful it is. */
static truce__matter over_all(const truce__sample *sample, uint32_t unknown) {
    truce__matter m = {.conclusion = SIZE_MAX, .unknown = unknown};
    double doubt = 0;
    for (size_t k = 0; k < sample->n_told; k++) {
        double own = truce__sample_doubt(sample, k);
        if (own <= 0) continue;
        m.removes += own * truce__sample_removes(sample, k, unknown);
        m.total += own * truce__sample_total(sample, k, unknown);
        doubt += own;
    }
    if (doubt > 0) m.removes /= doubt, m.total /= doubt;
    return m;
}

typedef TRUCE__VEC(truce__matter) matters;

static truce_status add_matters(truce_ctx *ctx, const truce__sample *sample, size_t conclusion, matters *list) {
    size_t first = list->count;
    bool is_overall = conclusion == SIZE_MAX;
    for (uint32_t u = 0; u < sample->unknowns.count; u++) {
        truce__matter m = {.conclusion = conclusion, .unknown = u};
        if (is_overall) m = over_all(sample, u);
        else {
            m.removes = truce__sample_removes(sample, conclusion, u);
            m.total = truce__sample_total(sample, conclusion, u);
        }
        if (is_overall || m.removes >= LEAST || m.total >= LEAST) TRY(truce__vec_push(ctx, list, m));
    }
    return truce__sort(ctx, list->at + first, list->count - first, sizeof *list->at, by_share);
}

static truce_status list_matters(truce_ctx *ctx, truce__shares *shares) {
    const truce__sample *sample = &shares->sample;
    matters list = {0};
    truce_status status = add_matters(ctx, sample, SIZE_MAX, &list);
    shares->n_overall = list.count;
    for (size_t k = 0; k < sample->n_told && status == TRUCE_OK; k++)
        if (truce__sample_doubt(sample, k) > 0) status = add_matters(ctx, sample, k, &list);
    truce__matter *kept = truce__arena_alloc(&shares->arena, list.count, sizeof *kept);
    if (status == TRUCE_OK && !kept) status = TRUCE_E_NOMEM;
    if (status == TRUCE_OK && list.count) memcpy(kept, list.at, list.count * sizeof *kept);
    shares->matters = kept;
    shares->n_matters = status == TRUCE_OK ? list.count : 0;
    truce__vec_free(ctx, &list);
    return status;
}

/* -------------------------------------------------------------------- whole */

truce_status truce__shares_find(truce_ctx *ctx, const truce_solution *solution, const truce__sampling *sampling,
                                truce__shares *shares) {
    truce__unknowns unknowns;
    truce__arena_init(&shares->arena, ctx);
    shares->assumptions = sampling->assumptions;
    shares->seed = sampling->seed;
    truce_status status =
        truce__unknowns_find(ctx, truce_solution_graph(solution), &sampling->assumptions, &unknowns);
    bool is_sure = status == TRUCE_OK && unknowns.count == 0;
    shares->are_rules_fixed = unknowns.are_rules_fixed;
    truce__unknowns_free(&unknowns);
    if (status != TRUCE_OK || is_sure) return status;
    shares->is_drawn = true;
    TRY(truce__sample_draw(ctx, solution, sampling, &shares->sample));
    TRY(list_states(ctx, shares));
    TRY(list_doubtful(shares, sampling->n_asked));
    TRY(list_charted(shares));
    TRY(find_exact(ctx, shares));
    TRY(list_deals(shares));
    return list_matters(ctx, shares);
}

void truce__shares_free(truce__shares *shares) {
    truce__sample_free(&shares->sample);
    if (shares->arena.ctx) truce__arena_free(&shares->arena);
}
