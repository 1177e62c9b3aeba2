/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/locked.h"

#include "concepts/concepts.h"
#include "graph/expiry.h"
#include "graph/planes.h"
#include "graph/set.h"
#include "graph/twins.h"
#include "unknowns/candidates.h"
#include "unknowns/locks.h"

/* ------------------------------------------------------------------- sides */

static truce__tariff tariff_of(const truce__locked *l, uint32_t party) {
    static const truce__tariff none = {TRUCE__NONE, TRUCE__NONE, TRUCE__NONE, TRUCE__NONE};
    return l->query->is_kept && l->query->is_kept[party] ? none : l->query->tariff;
}

static truce_status read_no_deal(truce__locked *l, uint32_t party) {
    const truce_model *model = l->graph->model;
    const truce__space *space = &l->graph->space;
    truce__side *side = &l->sides[party];
    size_t words = truce__bits_words(space->n_cells);
    if (!model->no_deal || !model->no_deal[party].stmt.n_nodes) {
        side->no_deal = space->status_quo;
        return truce__vec_push(l->ctx, &side->no_deals, side->no_deal);
    }
    uint64_t *bits = truce__calloc(l->ctx, words, sizeof *bits);
    truce_status status = bits ? TRUCE_OK : TRUCE_E_NOMEM;
    if (status == TRUCE_OK)
        status = truce__graph_stmt_bits(l->ctx, l->graph, &model->no_deal[party].stmt, bits);
    for (uint64_t c = status == TRUCE_OK ? truce__bits_next(bits, space->n_cells, 0) : UINT64_MAX; c != UINT64_MAX;
         c = truce__bits_next(bits, space->n_cells, c + 1)) {
        status = truce__vec_push(l->ctx, &side->no_deals, c);
        if (status != TRUCE_OK) break;
    }
    truce__free(l->ctx, bits);
    if (status == TRUCE_OK && side->no_deals.count == 0) {
        TRY(truce__diag(l->ctx, TRUCE_ERROR, &model->source, model->no_deal[party].stmt.loc, NULL,
                        "no state satisfies '%s', the no deal of this party",
                        truce__excerpt_of(model->no_deal[party].stmt.text).text));
        return TRUCE_E_MODEL;
    }
    side->no_deal = side->no_deals.count == 1 ? side->no_deals.at[0] : UINT64_MAX;
    return status;
}

static truce_status open_side(truce__locked *l, uint32_t party) {
    truce__side *side = &l->sides[party];
    truce__tariff tariff = tariff_of(l, party);
    uint32_t n_candidates = 0;
    if (truce__may(tariff.insert))
        TRY(truce__candidates_make(l->ctx, &l->arena, l->graph, party, &side->candidates, &n_candidates));
    TRY(truce__list_read(l->ctx, l->graph, party, tariff, side->candidates, n_candidates, &l->lists[party]));
    const truce__list *list = &l->lists[party];
    side->most = truce__list_most_price(list);
    uint32_t least = truce__less_of(truce__less_of(list->tariff.swap, list->tariff.drop),
                                    truce__less_of(list->tariff.insert, list->tariff.flip));
    side->least = truce__may(least) ? least : TRUCE__NEVER;
    TRY(truce__orders_add_written(l->ctx, list, &side->written));
    return l->query->lasts ? read_no_deal(l, party) : TRUCE_OK;
}

/* ----------------------------------------------------------------- targets */

/* The target's states in this model. */
static truce_status find_targets(truce__locked *l, const truce_graph *written, truce_set **set) {
    const truce__unlock_query *query = l->query;
    truce__twins twins;
    if (!query->is_list && l->own) return truce_graph_where(l->ctx, l->graph, query->target, set);
    TRY(truce_set_new(l->ctx, l->graph, set));
    if (!l->own) {
        memcpy((*set)->bits, query->targets->bits, truce__bits_words(l->graph->space.n_cells) * sizeof *(*set)->bits);
        return truce__set_recount(*set);
    }
    if (l->graph->model->n_options != written->model->n_options) return TRUCE_OK;
    truce_status status = truce__twins_init(l->ctx, written, l->graph, &twins);
    for (uint64_t c = truce__bits_next(query->targets->bits, written->space.n_cells, 0);
         status == TRUCE_OK && c != UINT64_MAX;
         c = truce__bits_next(query->targets->bits, written->space.n_cells, c + 1)) {
        uint64_t twin = truce__twin_of(&twins, c);
        if (twin != UINT64_MAX) truce__bits_set((*set)->bits, twin);
    }
    truce__twins_free(&twins);
    return status == TRUCE_OK ? truce__set_recount(*set) : status;
}

static truce_status keep_targets(truce__locked *l, const truce_set *set) {
    const truce__space *space = &l->graph->space;
    if (set->count > UINT32_MAX / l->n_parties) return TRUCE_E_LIMIT;
    l->targets = truce__arena_alloc(&l->arena, set->count, sizeof *l->targets);
    l->ends = truce__arena_alloc(&l->arena, truce__bits_words(space->n_cells), sizeof *l->ends);
    uint64_t bytes = (set->count * l->n_parties + 1) * sizeof *l->locks;
    TRY(truce__plan(l->ctx, l->graph->model->source.file, "what each party thinks of each target", (double)bytes));
    l->locks = truce__big_alloc(l->ctx, bytes);
    if (!l->targets || !l->ends || !l->locks) return TRUCE_E_NOMEM;
    TRY(truce__big_set(l->ctx, l->locks, 0, bytes));
    l->has_locks = true;
    for (uint64_t c = truce__bits_next(set->bits, space->n_cells, 0); c != UINT64_MAX;
         c = truce__bits_next(set->bits, space->n_cells, c + 1)) {
        l->targets[l->n_targets++] = c;
        truce__bits_set(l->ends, c);
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- locks */

/* What holds as the lists are written: there a party pays nothing, and nothing has to be searched. */
static void begin_lock(truce__locked *l, uint32_t target, uint32_t party) {
    truce__lock *lock = truce__lock_of(l, target, party);
    const truce__side *side = &l->sides[party];
    truce_state state = truce__space_number(&l->graph->space, l->targets[target]);
    lock->is_nash = truce_solution_verdict(l->before, 0, party, state) == TRUCE_STABLE;
    lock->is_stable = truce_solution_verdict(l->before, 1, party, state) == TRUCE_STABLE;
    lock->holds = truce_solution_verdict(l->before, 2, party, state) == TRUCE_STABLE;
    bool lasts = truce__locked_lasts(l, target, party, truce__orders_get(&side->written, 0));
    if (lock->is_stable && lasts) {
        lock->sought = UINT64_MAX;
        return;
    }
    lock->price = side->least;
    if (lock->price == TRUCE__NEVER) lock->why = lock->is_stable ? TRUCE__NEVER_LASTS : TRUCE__NEVER_STABLE;
}

static truce_status begin_locks(truce__locked *l) {
    static const char *const names[] = {[TRUCE__STAKE_NASH] = "nash", [TRUCE__STAKE_GMR] = "gmr",
                                        [TRUCE__STAKE_SMR] = "smr", [TRUCE__STAKE_SEQ] = "seq"};
    const uint32_t concepts[] = {truce_concept_find("nash"), truce_concept_find(names[truce__weaker_stake(l)]),
                                 truce_concept_find(names[l->query->stake])};
    if (!l->n_targets) return TRUCE_OK;
    truce_status status = truce_solve(l->ctx, l->graph, concepts, 3, &l->before);
    for (uint32_t t = 0; t < l->n_targets && status == TRUCE_OK; t++) {
        for (uint32_t p = 0; p < l->n_parties; p++) begin_lock(l, t, p);
        status = truce__go_on(l->ctx);
    }
    return status;
}

/* -------------------------------------------------------------- impossible */

/* Whether any move from the status quo can become an improvement. */
static bool can_depart(const truce__locked *l) {
    uint64_t start = l->graph->space.status_quo;
    return l->priced.first[start] < l->priced.first[start + 1];
}

/* Whether no edits at all make the target hold for some party, as far as its list alone tells. A party that may drop
 * all that it wants can be had. */
static truce_status is_hopeless(truce__locked *l, uint32_t target, bool *is) {
    bool can = true;
    for (uint32_t p = 0; p < l->n_parties && can; p++) {
        if (truce__may(l->lists[p].tariff.drop)) continue;
        TRY(truce__lock_pay(l, target, p, UINT64_MAX - 1, l->spare, &can));
        l->party = p;
    }
    *is = !can;
    if (!can) l->impossible = truce__lock_of(l, target, l->party)->why;
    return TRUCE_OK;
}

/* Leaves the targets to which a way leads, and looks whether edits may unlock one of them. */
static truce_status sift_targets(truce__locked *l) {
    bool is_hopeful = false;
    for (uint32_t t = 0; t < l->n_targets; t++) {
        bool is_on_way = l->query->ways == TRUCE__ANY_WAY || l->corridor.place_of[l->targets[t]];
        if (!is_on_way) l->ends[l->targets[t] / 64] &= ~(UINT64_C(1) << l->targets[t] % 64);
    }
    l->impossible = l->n_targets ? TRUCE__NO_WAY : TRUCE__NO_TARGET;
    for (uint32_t t = 0; t < l->n_targets && !is_hopeful; t++) {
        bool is;
        if (!truce__bits_get(l->ends, l->targets[t])) continue;
        truce__progress(l->ctx, "looking for what is impossible", t, l->n_targets);
        TRY(is_hopeless(l, t, &is));
        is_hopeful = !is;
    }
    if (is_hopeful) l->impossible = TRUCE__POSSIBLE;
    return TRUCE_OK;
}

static truce_status look_for_way(truce__locked *l) {
    uint64_t start = l->graph->space.status_quo;
    uint64_t *all = truce__calloc(l->ctx, l->n_parties, sizeof *all);
    if (!all) return TRUCE_E_NOMEM;
    memset(all, 0xFF, l->n_parties * sizeof *all);
    truce_status status = truce__priced_make(l->ctx, l->lists, &l->priced);
    if (status == TRUCE_OK) status = truce__corridor_init(l->ctx, l->graph, &l->corridor);
    if (status == TRUCE_OK) status = truce__corridor_fill(&l->corridor, &l->priced, all, start, l->ends);
    truce__free(l->ctx, all);
    return status;
}

static truce_status open_all(truce__locked *l, const truce_graph *written) {
    truce_set *set = NULL;
    truce_status status = find_targets(l, written, &set);
    if (status == TRUCE_OK) status = keep_targets(l, set);
    truce_set_free(set);
    TRY(status);
    if (l->query->lasts) TRY(truce_graph_after_expiry(l->ctx, l->graph, &l->after));
    for (uint32_t p = 0; p < l->n_parties; p++) TRY(open_side(l, p));
    if (l->query->ways != TRUCE__ANY_WAY) TRY(look_for_way(l));
    TRY(begin_locks(l));
    TRY(sift_targets(l));
    bool is_stuck = l->impossible == TRUCE__NO_WAY && l->query->ways != TRUCE__ANY_WAY && !can_depart(l);
    if (is_stuck) l->impossible = TRUCE__NO_DEPARTURE;
    return TRUCE_OK;
}

truce_status truce__locked_open(truce_ctx *ctx, const truce_graph *written, const truce__unlock_query *query,
                                uint64_t used, uint64_t *spare, truce__locked *l) {
    uint64_t bits[1] = {used};
    *l = (truce__locked){.ctx = ctx, .query = query, .graph = written, .used = used, .spare = spare};
    truce__arena_init(&l->arena, ctx);
    for (uint32_t i = 0; i < written->model->n_levers && i < 64; i++)
        if (used >> i & 1) l->cost += written->model->levers[i].cost;
    if (used) {
        TRY(truce__levers_graph(ctx, written, bits, NULL, 0, &l->own));
        l->graph = l->own;
    }
    l->n_parties = l->graph->model->n_parties;
    truce__judge_init(&l->judge, ctx, l->graph);
    l->is_open = true;
    l->lists = truce__calloc(ctx, l->n_parties, sizeof *l->lists);
    l->sides = truce__calloc(ctx, l->n_parties, sizeof *l->sides);
    if (!l->lists || !l->sides) return TRUCE_E_NOMEM;
    return open_all(l, written);
}

void truce__locked_free(truce__locked *l) {
    if (!l->ctx) return;
    for (size_t i = 0; l->has_locks && i < (size_t)l->n_targets * l->n_parties; i++) truce__lock_drop(&l->locks[i]);
    for (uint32_t p = 0; l->sides && p < l->n_parties; p++) {
        truce__side *side = &l->sides[p];
        for (size_t i = 0; i < side->layers.count; i++) {
            truce__orders_free(l->ctx, &side->layers.at[i].orders);
            truce__free(l->ctx, side->layers.at[i].bits);
        }
        truce__vec_free(l->ctx, &side->layers);
        truce__vec_free(l->ctx, &side->numbers);
        truce__orders_free(l->ctx, &side->written);
        truce__vec_free(l->ctx, &side->no_deals);
        if (l->lists && l->lists[p].ctx) truce__list_free(&l->lists[p]);
    }
    if (l->is_open) truce__judge_free(&l->judge);
    truce__corridor_free(&l->corridor);
    truce__priced_free(&l->priced);
    truce__big_free(l->ctx, l->locks);
    truce__free(l->ctx, l->lists);
    truce__free(l->ctx, l->sides);
    truce_solution_free(l->before);
    truce_graph_free(l->after);
    truce_graph_free(l->own);
    truce__arena_free(&l->arena);
}
