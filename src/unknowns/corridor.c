/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/corridor.h"

#include "graph/walk.h"
#include "unknowns/prices.h"

/* ------------------------------------------------------------------- prices */

static uint64_t priced(uint32_t price) { return truce__may(price) && price ? price : TRUCE__NEVER; }

/* The items that favour `to` and those that favour `from`, in the order of the list; then candidates. */
typedef struct versus {
    const truce__list *list;
    const uint64_t *from, *to;
} versus;

static int favours(const versus *v, uint32_t item) {
    return (int)truce__bits_get(v->to, item) - (int)truce__bits_get(v->from, item);
}

/* What it takes that the item at place `decider` (n_written: one inserted) is not preceded by any against: those on
 * top are dropped, the others, from place `from` on, passed with all that stands between, or dropped too. */
static uint64_t price_of_decider(const versus *v, uint32_t decider) {
    const truce__tariff *tariff = &v->list->tariff;
    uint64_t swap = priced(tariff->swap), drop = priced(tariff->drop), best = TRUCE__NEVER, dropped = 0;
    uint64_t pass = truce__lesser(swap, drop);
    for (uint32_t place = 0; place < decider; place++) {
        if (favours(v, place) >= 0) continue;
        uint64_t rest = truce__sum_or_most(dropped, truce__product_or_most(pass, decider - place));
        best = truce__lesser(best, rest);
        dropped = truce__sum_or_most(dropped, drop);
    }
    return truce__lesser(best, dropped);
}

static uint64_t price_in_order(const versus *v) {
    const truce__list *list = v->list;
    uint64_t flip = priced(list->tariff.flip), best = TRUCE__NEVER;
    for (uint32_t item = 0; item < list->n_written; item++) {
        int side = favours(v, item);
        uint64_t own = side > 0 ? 0 : side < 0 ? flip : TRUCE__NEVER;
        if (own != TRUCE__NEVER) best = truce__lesser(best, truce__sum_or_most(own, price_of_decider(v, item)));
        if (best == 0) return 0;
    }
    for (uint32_t item = list->n_written; item < list->n_items; item++) {
        if (favours(v, item) <= 0) continue;
        uint64_t rest = price_of_decider(v, list->n_written);
        return truce__lesser(best, truce__sum_or_most(priced(list->tariff.insert), rest));
    }
    return best;
}

/* Whether some edits of weights can make the sum of what speaks for the move larger. */
static uint64_t price_in_weights(const versus *v) {
    uint64_t drop = priced(v->list->tariff.drop), flip = priced(v->list->tariff.flip);
    bool has_for = false, has_against = false;
    for (uint32_t item = 0; item < v->list->n_written; item++) {
        truce__wide shift = favours(v, item) * v->list->weight[item];
        has_for |= shift > 0;
        has_against |= shift < 0;
    }
    if (has_for && has_against) return truce__lesser(drop, flip);
    return has_against ? flip : TRUCE__NEVER;
}

/* States of different places: some swap brings one above the other. */
static uint64_t price_in_ranking(const versus *v) {
    bool is_apart = memcmp(v->from, v->to, v->list->words * sizeof *v->from) != 0;
    return is_apart ? priced(v->list->tariff.swap) : TRUCE__NEVER;
}

static uint32_t price_as_written(const truce__list *list, const uint64_t *from, const uint64_t *to, bool *is_known) {
    versus v = {list, from, to};
    *is_known = true;
    if (list->kind == TRUCE__PREF_WEIGH) {
        truce__wide sum = 0;
        for (uint32_t item = 0; item < list->n_written; item++) sum += favours(&v, item) * list->weight[item];
        if (sum > 0) return 0;
    } else {
        for (uint32_t item = 0; list->kind == TRUCE__PREF_RANK && item < list->n_written; item++) {
            if (truce__bits_get(from, item)) break;
            if (truce__bits_get(to, item)) return 0;
        }
    }
    *is_known = false;
    return TRUCE__NONE;
}

uint32_t truce__price_of_move(const truce__list *list, uint64_t from, uint64_t to) {
    versus v = {list, truce__truth_of(list, from), truce__truth_of(list, to)};
    bool is_known;
    uint64_t price = price_as_written(list, v.from, v.to, &is_known);
    if (is_known) return (uint32_t)price;
    price = list->kind == TRUCE__PREF_ORDER   ? price_in_order(&v)
            : list->kind == TRUCE__PREF_WEIGH ? price_in_weights(&v)
                                              : price_in_ranking(&v);
    return price < TRUCE__NONE ? (uint32_t)price : TRUCE__NONE;
}

/* ------------------------------------------------------------- priced moves */

static truce_status count_moves(truce__priced *priced_moves) {
    const truce__space *space = &priced_moves->graph->space;
    for (uint64_t c = 0; c < space->n_cells; c++) {
        priced_moves->first[c] = priced_moves->n_moves;
        TRY(truce__go_on(priced_moves->ctx));
        for (uint32_t p = 0; truce__is_state(space, c) && p < space->model->n_parties; p++) {
            truce__walk walk;
            truce__walk_from(&walk, space, p, c);
            for (uint64_t to; truce__walk_next(&walk, &to);) priced_moves->n_moves++;
        }
    }
    priced_moves->first[space->n_cells] = priced_moves->n_moves;
    return TRUCE_OK;
}

static truce_status price_moves(truce__priced *all, const truce__list *lists) {
    const truce__space *space = &all->graph->space;
    uint64_t kept = 0;
    for (uint64_t c = 0; c < space->n_cells; c++) {
        all->first[c] = kept;
        TRY(truce__go_on(all->ctx));
        if (c % 1024 == 0) truce__progress(all->ctx, "pricing moves", c, space->n_cells);
        for (uint32_t p = 0; truce__is_state(space, c) && p < space->model->n_parties; p++) {
            truce__walk walk;
            truce__walk_from(&walk, space, p, c);
            for (uint64_t to; truce__walk_next(&walk, &to);) {
                uint32_t price = truce__price_of_move(&lists[p], c, to);
                if (price != TRUCE__NONE) all->moves[kept++] = (truce__priced_move){(uint32_t)to, p, price};
            }
        }
    }
    all->first[space->n_cells] = all->n_moves = kept;
    return TRUCE_OK;
}

truce_status truce__priced_make(truce_ctx *ctx, const truce__list *lists, truce__priced *all) {
    const truce_graph *graph = lists->graph;
    uint64_t n = graph->space.n_cells;
    *all = (truce__priced){.ctx = ctx, .graph = graph};
    TRY(truce__plan(ctx, graph->model->source.file, "prices of moves", 8.0 * (double)n));
    all->first = truce__big_alloc(ctx, (n + 1) * sizeof *all->first);
    if (!all->first) return TRUCE_E_NOMEM;
    TRY(count_moves(all));
    double bytes = (double)all->n_moves * sizeof *all->moves;
    TRY(truce__plan(ctx, graph->model->source.file, "prices of moves", bytes));
    all->moves = truce__big_alloc(ctx, (all->n_moves + 1) * sizeof *all->moves);
    return all->moves ? price_moves(all, lists) : TRUCE_E_NOMEM;
}

void truce__priced_free(truce__priced *all) {
    if (!all->ctx) return;
    truce__big_free(all->ctx, all->first);
    truce__big_free(all->ctx, all->moves);
}

/* ----------------------------------------------------------------- corridor */

truce_status truce__corridor_init(truce_ctx *ctx, const truce_graph *graph, truce__corridor *corridor) {
    uint64_t bytes = graph->space.n_cells * sizeof *corridor->place_of;
    *corridor = (truce__corridor){.ctx = ctx};
    corridor->place_of = truce__big_alloc(ctx, bytes);
    return corridor->place_of ? truce__big_set(ctx, corridor->place_of, 0, bytes) : TRUCE_E_NOMEM;
}

void truce__corridor_free(truce__corridor *corridor) {
    if (!corridor->ctx) return;
    truce__big_free(corridor->ctx, corridor->place_of);
    truce__vec_free(corridor->ctx, &corridor->cells);
    truce__vec_free(corridor->ctx, &corridor->first);
    truce__vec_free(corridor->ctx, &corridor->moves);
    truce__vec_free(corridor->ctx, &corridor->queue);
    truce__vec_free(corridor->ctx, &corridor->arrived);
    truce__vec_free(corridor->ctx, &corridor->is_open);
}

static truce_status enter(truce__corridor *c, uint64_t cell) {
    if (c->place_of[cell]) return TRUCE_OK;
    TRY(truce__vec_push(c->ctx, &c->cells, cell));
    c->place_of[cell] = (uint32_t)c->cells.count;
    return TRUCE_OK;
}

/* All that can be reached, with the moves that lead there. */
static truce_status spread(truce__corridor *c, const truce__priced *all, const uint64_t *budget, uint64_t start) {
    TRY(enter(c, start));
    for (size_t i = 0; i < c->cells.count; i++) {
        uint64_t cell = c->cells.at[i];
        TRY(truce__vec_push(c->ctx, &c->first, c->moves.count));
        TRY(truce__go_on(c->ctx));
        for (uint64_t k = all->first[cell]; k < all->first[cell + 1]; k++) {
            truce__priced_move move = all->moves[k];
            if (move.price > budget[move.party]) continue;
            TRY(enter(c, move.to));
            move.to = c->place_of[move.to] - 1;
            TRY(truce__vec_push(c->ctx, &c->moves, move));
        }
    }
    return truce__vec_push(c->ctx, &c->first, c->moves.count);
}

/* Marks in `is_open` the places from which an end can be reached. */
static truce_status trace_back(truce__corridor *c, const uint64_t *ends) {
    size_t n = c->cells.count, n_moves = c->moves.count;
    truce_status status = TRUCE_OK;
    uint64_t *first = truce__calloc(c->ctx, n + 2, sizeof *first);
    uint32_t *from = truce__calloc(c->ctx, n_moves + 1, sizeof *from);
    if (!first || !from) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (size_t k = 0; k < n_moves && !truce__stops_at(c->ctx, k); k++) first[c->moves.at[k].to + 2]++;
    TRY_OR_DONE(truce__go_on(c->ctx));
    for (size_t i = 2; i < n + 2; i++) first[i] += first[i - 1];
    for (size_t i = 0; i < n && !truce__stops_at(c->ctx, i); i++)
        for (uint64_t k = c->first.at[i]; k < c->first.at[i + 1]; k++)
            from[first[c->moves.at[k].to + 1]++] = (uint32_t)i;
    TRY_OR_DONE(truce__vec_reserve(c->ctx, &c->queue, n));
    c->queue.count = 0;
    memset(c->is_open.at, 0, n);
    for (size_t i = 0; i < n; i++)
        if (truce__bits_get(ends, c->cells.at[i])) c->is_open.at[i] = 1, c->queue.at[c->queue.count++] = (uint32_t)i;
    for (size_t q = 0; q < c->queue.count && !truce__stops_at(c->ctx, q); q++)
        for (uint64_t k = first[c->queue.at[q]]; k < first[c->queue.at[q] + 1]; k++) {
            if (c->is_open.at[from[k]]) continue;
            c->is_open.at[from[k]] = 1;
            c->queue.at[c->queue.count++] = from[k];
        }
    status = truce__go_on(c->ctx);
done:
    truce__free(c->ctx, first);
    truce__free(c->ctx, from);
    return status;
}

/* Leaves the places marked in `is_open`. */
static void narrow(truce__corridor *c) {
    size_t kept = 0, n_moves = 0;
    for (size_t i = 0; i < c->cells.count; i++) {
        bool stays = c->is_open.at[i];
        c->place_of[c->cells.at[i]] = stays ? (uint32_t)++kept : 0;
    }
    for (size_t i = 0, place = 0; i < c->cells.count; i++) {
        uint64_t begin = c->first.at[i], end = c->first.at[i + 1];
        if (!c->is_open.at[i]) continue;
        c->first.at[place++] = n_moves;
        for (uint64_t k = begin; k < end; k++) {
            truce__priced_move move = c->moves.at[k];
            if (!c->is_open.at[move.to]) continue;
            move.to = c->place_of[c->cells.at[move.to]] - 1;
            c->moves.at[n_moves++] = move;
        }
    }
    c->first.at[kept] = n_moves;
    for (size_t i = 0; i < c->cells.count; i++)
        if (c->is_open.at[i]) c->cells.at[c->place_of[c->cells.at[i]] - 1] = c->cells.at[i];
    c->cells.count = kept;
    c->moves.count = n_moves;
}

truce_status truce__corridor_fill(truce__corridor *c, const truce__priced *all, const uint64_t *budget,
                                  uint64_t start, const uint64_t *ends) {
    for (size_t i = 0; i < c->cells.count; i++) c->place_of[c->cells.at[i]] = 0;
    c->cells.count = c->first.count = c->moves.count = 0;
    TRY(spread(c, all, budget, start));
    TRY(truce__vec_reserve(c->ctx, &c->is_open, c->cells.count));
    TRY(truce__vec_reserve(c->ctx, &c->arrived, c->cells.count));
    TRY(trace_back(c, ends));
    narrow(c);
    return TRUCE_OK;
}

/* -------------------------------------------------------------------- reach */

truce_status truce__corridor_reach(truce__corridor *c, truce__move_counts counts, void *ud) {
    size_t n = c->cells.count;
    if (!n) return TRUCE_OK;
    TRY(truce__vec_reserve(c->ctx, &c->queue, 2 * n + 2));
    for (size_t i = 0; i < n; i++) c->arrived.at[i] = TRUCE__NONE, c->is_open.at[i] = 0;
    /* a place is gone on from when it is first reached, and once more when another party comes there */
    c->arrived.at[0] = TRUCE__NONE - 1; /* nobody: all may leave the start */
    c->is_open.at[0] = 1;
    c->queue.count = 0;
    c->queue.at[c->queue.count++] = 0;
    for (size_t q = 0; q < c->queue.count; q++) {
        uint32_t place = c->queue.at[q];
        TRY(truce__go_on(c->ctx));
        for (uint64_t k = c->first.at[place]; k < c->first.at[place + 1]; k++) {
            const truce__priced_move *move = &c->moves.at[k];
            bool is_barred = !c->is_open.at[place] && c->arrived.at[place] == move->party;
            bool is_done = c->is_open.at[move->to] || c->arrived.at[move->to] == move->party;
            if (is_barred || is_done) continue;
            if (!counts(ud, move->party, c->cells.at[place], c->cells.at[move->to])) continue;
            if (c->arrived.at[move->to] == TRUCE__NONE) c->arrived.at[move->to] = move->party;
            else c->is_open.at[move->to] = 1;
            c->queue.at[c->queue.count++] = move->to;
        }
    }
    return TRUCE_OK;
}
