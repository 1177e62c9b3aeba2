/* SPDX-License-Identifier: Apache-2.0 */
/* Makes layers: in a product fibre by fibre, else move by move. */
#include "concepts/layers.h"

#include "concepts/layer_choices.h"
#include "concepts/layer_fibres.h"

enum { PARALLEL = 1 << 15 }; /* cells below which one thread is faster */

/* ------------------------------------------------------------------- movers */

/* Whether some option of the party can move, or in the graph shape some arc is there. */
static bool may_move(const truce_graph *graph, uint32_t party) {
    const truce__space *space = &graph->space;
    if (!space->is_product) return space->out[party].n_arcs > 0;
    const truce__party *p = &graph->model->parties[party];
    for (uint32_t i = 0; i < p->n_options; i++)
        if (graph->model->options[p->first_option + i].moves != TRUCE__MOVES_NONE) return true;
    return false;
}

/* The same for certain: rules may leave a party no move. Found at once where there is one. */
static bool does_move(const truce_graph *graph, uint32_t party) {
    const truce__space *space = &graph->space;
    if (!may_move(graph, party)) return false;
    if (!space->is_product || !space->feasible) return true;
    for (uint64_t cell = truce__bits_next(space->feasible, space->n_cells, 0); cell != UINT64_MAX;
         cell = truce__bits_next(space->feasible, space->n_cells, cell + 1)) {
        truce__walk walk;
        uint64_t to;
        truce__walk_from(&walk, space, party, cell);
        if (truce__walk_next(&walk, &to)) return true;
        if (truce__stops_at(graph->ctx, cell)) return true; /* nobody waits for the answer any more */
    }
    return false;
}

truce__movers truce__movers_of(const truce_graph *graph) {
    truce__movers movers = {{UINT32_MAX, UINT32_MAX}, 0};
    for (uint32_t party = 0; party < graph->model->n_parties; party++) {
        if (!does_move(graph, party)) continue;
        if (movers.count < 2) movers.party[movers.count] = party;
        movers.count++;
    }
    return movers;
}

/* -------------------------------------------------------------------- words */

truce_status truce__layer_open(const truce__layering *l, truce__layer *layer) {
    *layer = (truce__layer){.words = truce__big_alloc(l->ctx, l->graph->space.n_cells * sizeof(uint64_t) + 1)};
    return layer->words ? TRUCE_OK : TRUCE_E_NOMEM;
}

static void empty_pools(const truce__layering *l, truce__layer *layer) {
    for (int i = 0; i < TRUCE__CHUNKS; i++) truce__vec_free(l->ctx, &layer->pools[i]);
}

void truce__layer_close(const truce__layering *l, truce__layer *layer) {
    empty_pools(l, layer);
    truce__big_free(l->ctx, layer->words);
    layer->words = NULL;
}

static uint32_t least_rank(const uint64_t *pairs, uint32_t count, uint32_t mover) {
    uint32_t least = truce__pair_rank(*pairs, mover);
    for (uint32_t i = 1; i < count; i++) {
        uint32_t rank = truce__pair_rank(pairs[i], mover);
        if (rank < least) least = rank;
    }
    return least;
}

uint32_t truce__layer_secures(const truce__layer *layer, uint32_t mover, uint64_t cell) {
    uint32_t count;
    const uint64_t *pairs = truce__layer_set(layer, cell, &count);
    return least_rank(pairs, count, mover);
}

truce_verdict truce__layer_verdict(const truce__layering *l, const truce__layer *layer, uint64_t cell) {
    uint32_t count;
    const uint64_t *pairs = truce__layer_set(layer, cell, &count);
    uint64_t own = truce__pair_at(l, cell);
    for (uint32_t i = 0; i < count; i++)
        if (pairs[i] == own) return count == 1 ? TRUCE_STABLE : TRUCE_MAYBE;
    return TRUCE_UNSTABLE;
}

/* ------------------------------------------------------------------ by moves */

static truce_status from_moves(const truce__layering *l, uint32_t mover, const truce__layer *below, uint64_t cell,
                               truce__shelf *s, uint64_t *word) {
    truce__choices c;
    truce__walk walk;
    uint64_t pairs[TRUCE__CHOICES + 1];
    uint32_t count;
    truce__choices_clear(&c);
    truce__walk_from(&walk, &l->graph->space, l->movers.party[mover], cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        const uint64_t *follow = truce__layer_set(below, to, &count);
        truce__choices_add(&c, mover, follow, count, to);
    }
    count = truce__choices_anticipate(&c, mover, truce__pair_at(l, cell), TRUCE__NOWHERE, pairs);
    return truce__shelf_put(s, pairs, count, word);
}

/* ------------------------------------------------------------------ verdicts */

static uint32_t most_rank(const uint64_t *pairs, uint32_t count, uint32_t mover) {
    uint32_t most = truce__pair_rank(*pairs, mover);
    for (uint32_t i = 1; i < count; i++) {
        uint32_t rank = truce__pair_rank(pairs[i], mover);
        if (rank > most) most = rank;
    }
    return most;
}

truce_verdict truce__layer_judge(const truce__layering *l, uint32_t mover, const truce__layer *below, uint64_t cell,
                                 uint32_t *secured) {
    truce__walk walk;
    uint32_t possible = 0, count;
    *secured = 0;
    truce__walk_from(&walk, &l->graph->space, l->movers.party[mover], cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        const uint64_t *pairs = truce__layer_set(below, to, &count);
        uint32_t least = least_rank(pairs, count, mover), most = most_rank(pairs, count, mover);
        if (least > *secured) *secured = least;
        if (most > possible) possible = most;
    }
    return truce__layer_decide(truce__mover_rank(l, mover, cell), *secured, possible);
}

/* ------------------------------------------------------------------- a layer */

typedef struct making {
    truce__layer_job job; /* without fibres: move by move */
    truce_status *status; /* of each chunk */
    bool *is_over;
} making;

static truce_status make_cells(const truce__layer_job *j, uint64_t begin, uint64_t end, truce__shelf *s) {
    for (uint64_t cell = begin; cell < end; cell++) {
        uint64_t *word = &j->layer->words[cell];
        uint32_t secured;
        if (cell % 1024 == 0 && truce__is_cancelled(j->l->ctx)) return TRUCE_E_CANCELLED;
        *word = 0;
        if (!truce__is_state(&j->l->graph->space, cell)) continue;
        if (j->judges) *word = 1U + truce__layer_judge(j->l, j->mover, j->below, cell, &secured);
        else TRY(from_moves(j->l, j->mover, j->below, cell, s, word));
    }
    return TRUCE_OK;
}

/* A chunk is an equal share of the fibres, or of the cells, whatever the number of threads. */
static void make_chunk(const void *ud, uint64_t chunk) {
    const making *m = ud;
    const truce__layer_job *j = &m->job;
    uint64_t all = j->fibres ? j->fibres->shape.count : j->l->graph->space.n_cells;
    uint64_t each = all / TRUCE__CHUNKS, more = all % TRUCE__CHUNKS;
    uint64_t begin = chunk * each + (chunk < more ? chunk : more), end = begin + each + (chunk < more);
    truce__shelf s = {.ctx = j->l->ctx, .pool = &j->layer->pools[chunk], .chunk = chunk};
    m->status[chunk] = j->fibres ? truce__layer_fibres_make(j, begin, end, &s) : make_cells(j, begin, end, &s);
    m->is_over[chunk] = s.is_over;
}

void truce__layers_needs(const truce_graph *graph, truce__needs *needs) {
    const truce__movers movers = truce__movers_of(graph);
    for (uint32_t mover = 0; graph->space.is_product && mover < 2; mover++)
        if (movers.party[mover] != UINT32_MAX)
            truce__layer_fibres_needs(graph->ctx, &graph->space, movers.party[mover], needs);
}

truce_status truce__layer_first(const truce__layering *l, truce__layer *layer) {
    if (l->pairs)
        return truce__big_copy(l->ctx, layer->words, l->pairs, l->graph->space.n_cells * sizeof *layer->words);
    for (uint64_t cell = 0; cell < l->graph->space.n_cells; cell++) {
        if (truce__stops_at(l->ctx, cell)) return TRUCE_E_CANCELLED;
        layer->words[cell] = truce__is_state(&l->graph->space, cell) ? truce__pair_at(l, cell) : 0;
    }
    return TRUCE_OK;
}

static truce_status make_layer(const truce__layering *l, uint32_t mover, const truce__layer *below, bool judges,
                               truce__layer *layer) {
    truce_status statuses[TRUCE__CHUNKS] = {TRUCE_OK}, status = TRUCE_OK;
    bool is_over[TRUCE__CHUNKS] = {false}, has_over = false;
    truce__layer_fibres f = {.places = NULL};
    making m = {{l, NULL, below, layer, mover, judges}, statuses, is_over};
    if (l->graph->space.is_product) {
        TRY(truce__layer_fibres_open(l->ctx, &l->graph->space, l->movers.party[mover], &f));
        m.job.fibres = &f;
    }
    empty_pools(l, layer);
    truce__for_each(l->ctx, l->graph->space.n_cells >= PARALLEL, TRUCE__CHUNKS, make_chunk, &m);
    truce__layer_fibres_close(l->ctx, &f);
    if (truce__is_cancelled(l->ctx)) return TRUCE_E_CANCELLED;
    for (int i = 0; i < TRUCE__CHUNKS; i++) {
        has_over |= is_over[i];
        if (status == TRUCE_OK) status = statuses[i];
    }
    const truce__lack limit = {TRUCE__M_LIMIT_PAIRS, TRUCE__PAIRS};
    return has_over ? truce__concept_refuse(l->ctx, l->graph, l->concept, limit, TRUCE_E_LIMIT) : status;
}

truce_status truce__layer_next(const truce__layering *l, uint32_t mover, const truce__layer *below,
                               truce__layer *layer) {
    if (l->movers.party[mover] == UINT32_MAX) return truce__layer_first(l, layer);
    return make_layer(l, mover, below, false, layer);
}

truce_status truce__layer_judge_all(const truce__layering *l, uint32_t mover, const truce__layer *below,
                                    truce__layer *layer) {
    return make_layer(l, mover, below, true, layer);
}

/* ------------------------------------------------------------------- prints */

static uint64_t mix(uint64_t x) {
    x = (x ^ x >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    x = (x ^ x >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    return x ^ x >> 32;
}

void truce__layer_print(const truce__layering *l, const truce__layer *layer, uint64_t print[2]) {
    for (uint64_t cell = 0; cell < l->graph->space.n_cells && !truce__stops_at(l->ctx, cell); cell++) {
        uint32_t count;
        const uint64_t *pairs = truce__layer_set(layer, cell, &count);
        for (uint32_t i = 0; i < count; i++) {
            print[0] = mix(print[0] + pairs[i]);
            print[1] = (print[1] ^ pairs[i]) * UINT64_C(0x9E3779B97F4A7C15) + cell;
        }
    }
}
