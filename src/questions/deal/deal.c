/* SPDX-License-Identifier: Apache-2.0 */
/* Agreements, made from the parts that agreement.h lists. */
#include "questions/deal/agreement.h"
#include "questions/no_deal.h"
#include "questions/deal/pareto.h"
#include "questions/paths/pairs.h"

#include <truce/paths.h>

/* ------------------------------------------------------------------- no deal */

static truce_status find_no_deal(truce__agreement *a, uint32_t party, uint64_t *bits, truce_no_deal *out) {
    const truce_graph *graph = a->graph;
    truce__worst left = {a->options.no_deal, 0, 1};
    if (left.state) {
        *out = (truce_no_deal){TRUCE_NO_DEAL_STATE, left.state, truce_graph_rank(graph, party, left.state), 1};
        return TRUCE_OK;
    }
    TRY(truce__no_deal_of(a->ctx, graph, party, &graph->ranks[party], bits, &left));
    bool is_said = graph->model->no_deal && graph->model->no_deal[party].stmt.n_nodes;
    *out = (truce_no_deal){is_said ? TRUCE_NO_DEAL_STATEMENT : TRUCE_NO_DEAL_STATUS_QUO, left.state, left.rank,
                           left.candidates};
    return TRUCE_OK;
}

static truce_status find_no_deals(truce__agreement *a) {
    uint32_t n_parties = a->graph->model->n_parties;
    truce_status status = TRUCE_OK;
    uint64_t *bits = truce__big_alloc(a->ctx, truce__bits_words(a->graph->space.n_cells) * sizeof *bits);
    truce_no_deal *no_deal = truce__arena_alloc(&a->arena, n_parties, sizeof *no_deal);
    if (!bits || !no_deal) status = TRUCE_E_NOMEM;
    for (uint32_t party = 0; party < n_parties && status == TRUCE_OK; party++)
        status = find_no_deal(a, party, bits, &no_deal[party]);
    a->result.no_deal = no_deal;
    truce__big_free(a->ctx, bits);
    return status;
}

/* ------------------------------------------------------------------- the sets */

static truce_status compare_with_no_deal(truce__agreement *a) {
    truce_set *acceptable = NULL, *gains_all = NULL;
    TRY(truce_set_all(a->ctx, a->graph, &acceptable));
    TRY(truce__deal_keep(a, acceptable));
    TRY(truce_set_all(a->ctx, a->graph, &gains_all));
    TRY(truce__deal_keep(a, gains_all));
    for (uint32_t p = 0; p < a->graph->model->n_parties; p++) {
        uint32_t rank = a->result.no_deal[p].rank;
        TRY(truce__set_and_ranked(acceptable, &a->graph->ranks[p], rank, UINT32_MAX));
        TRY(truce__set_and_ranked(gains_all, &a->graph->ranks[p], rank + 1, UINT32_MAX));
    }
    a->result.acceptable = acceptable;
    a->result.gains_all = gains_all;
    return TRUCE_OK;
}

static truce_status find_efficient(truce__agreement *a) {
    truce_set *efficient = NULL, *weakly = NULL;
    TRY(truce_set_new(a->ctx, a->graph, &efficient));
    TRY(truce__deal_keep(a, efficient));
    TRY(truce_set_new(a->ctx, a->graph, &weakly));
    TRY(truce__deal_keep(a, weakly));
    TRY(truce__pareto(a->ctx, a->graph, efficient->bits, weakly->bits));
    a->result.efficient = efficient;
    a->result.weakly_efficient = weakly;
    TRY(truce__set_recount(efficient));
    return truce__set_recount(weakly);
}

static truce_status make_sets(truce__agreement *a) {
    truce_set *zone = NULL;
    TRY(compare_with_no_deal(a));
    TRY(find_efficient(a));
    TRY(truce_set_copy(a->ctx, a->result.acceptable, &zone));
    TRY(truce__deal_keep(a, zone));
    a->result.zone = zone;
    return truce_set_and(zone, a->result.efficient);
}

/* The state asked for, or a set of states. */
static truce_status take_question(truce__agreement *a) {
    truce_set *asked = NULL;
    if (!a->options.ask && !a->options.ask_state) return TRUCE_OK;
    if (a->options.ask) TRY(truce_set_copy(a->ctx, a->options.ask, &asked));
    else TRY(truce_set_new(a->ctx, a->graph, &asked));
    TRY(truce__deal_keep(a, asked));
    a->result.asked_for = asked;
    return a->options.ask ? TRUCE_OK : truce_set_add(asked, a->options.ask_state);
}

static truce_status list_states(truce__agreement *a) {
    uint64_t *asked = NULL;
    size_t deals, count = 0;
    TRY(take_question(a));
    TRY(truce__set_cells(a->ctx, a->result.zone, a->options.limit, &a->cells, &deals));
    if (a->result.asked_for)
        TRY(truce__set_cells(a->ctx, a->result.asked_for, a->options.limit, &asked, &count));
    uint64_t *cells = truce__big_alloc(a->ctx, (deals + count + 2) * sizeof *cells);
    a->facts = truce__big_alloc(a->ctx, (deals + count + 2) * sizeof *a->facts);
    if (cells) memcpy(cells, a->cells, deals * sizeof *cells);
    if (cells && count) memcpy(cells + deals, asked, count * sizeof *cells);
    truce__big_free(a->ctx, asked);
    truce__big_free(a->ctx, a->cells);
    a->cells = cells;
    if (!cells || !a->facts) return TRUCE_E_NOMEM;
    a->fact_count = deals + count;
    for (size_t i = 0; i < a->fact_count; i++)
        a->facts[i] = (truce_deal_facts){.state = truce__space_number(&a->graph->space, cells[i]),
                                         .gains_all = truce__bits_get(a->result.gains_all->bits, cells[i])};
    a->result.deals = a->facts;
    a->result.deal_count = deals;
    a->result.asked = a->facts + deals;
    a->result.asked_count = count;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- what is better */

static bool is_no_worse_for_all(const truce__agreement *a, uint64_t cell, uint64_t than) {
    for (uint32_t p = 0; p < a->graph->model->n_parties; p++)
        if (truce__rank_at(&a->graph->ranks[p], cell) < truce__rank_at(&a->graph->ranks[p], than)) return false;
    return true;
}

/* Whatever is not efficient is improved on by something efficient: improvements on it end there. An efficient state
 * that is no worse for anybody is better for somebody, or the one that it improves on would be efficient itself. */
static truce_status find_improver(const truce__agreement *a, size_t fact) {
    uint64_t n_cells = a->graph->space.n_cells, tried = 0;
    if (truce__bits_get(a->result.efficient->bits, a->cells[fact])) return TRUCE_OK;
    for (uint64_t c = truce__bits_next(a->result.efficient->bits, n_cells, 0); c != UINT64_MAX;
         c = truce__bits_next(a->result.efficient->bits, n_cells, c + 1)) {
        if (++tried % 65536 == 0 && truce__is_cancelled(a->ctx)) return TRUCE_E_CANCELLED;
        if (!is_no_worse_for_all(a, c, a->cells[fact])) continue;
        a->facts[fact].improved_by = truce__space_number(&a->graph->space, c);
        return TRUCE_OK;
    }
    return TRUCE_OK;
}

static truce_status find_improvers(const truce__agreement *a) {
    for (size_t i = a->result.deal_count; i < a->fact_count; i++) {
        if (i % 256 == 0 && truce__is_cancelled(a->ctx)) return TRUCE_E_CANCELLED;
        TRY(find_improver(a, i));
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- the ways */

/* The states that moves, or improvements, lead to from today. */
static truce_status note_reach(truce__agreement *a, truce_paths_by by) {
    truce_paths *paths = NULL;
    truce_state status_quo = truce_graph_status_quo(a->graph);
    if (!status_quo || a->fact_count == 0) return TRUCE_OK;
    const truce_paths_query query = {.by = by, .no_lapsing = a->options.no_lapsing};
    TRY(truce_paths_find(a->ctx, a->graph, &query, &paths));
    for (size_t i = 0; i < a->fact_count + a->result.beside_count; i++) {
        truce_deal_facts *deal = &a->facts[i];
        bool is_reached = deal->state == status_quo || truce_set_contains(truce_paths_reach(paths), deal->state);
        *(by == TRUCE_BY_MOVES ? &deal->reachable_by_moves : &deal->reachable_by_improvements) = is_reached;
    }
    truce_paths_free(paths);
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ the whole */

static void tally(truce__agreement *a) {
    truce_deals *result = &a->result;
    for (size_t i = 0; i < result->deal_count; i++) {
        result->reachable_by_moves += result->deals[i].reachable_by_moves;
        result->reachable_by_improvements += result->deals[i].reachable_by_improvements;
        result->with_steps += result->deals[i].has_steps;
        result->with_phases += result->deals[i].has_phases;
        result->lasting += result->deals[i].loser_count == 0;
        result->ratified += result->deals[i].is_ratified;
    }
    result->graph = a->graph;
    result->may_lapse = a->graph->model->n_expiries && !a->options.no_lapsing;
}

/* The part that takes most memory comes last but is planned first, so that a refusal comes at once. */
static truce_status work_out(truce__agreement *a) {
    if (truce_graph_status_quo(a->graph)) TRY(truce__paths_plan(a->ctx, a->graph, a->options.no_lapsing));
    TRY(find_no_deals(a));
    TRY(make_sets(a));
    TRY(truce__deal_waive(a));
    TRY(list_states(a));
    TRY(find_improvers(a));
    TRY(truce__deal_hold(a));
    TRY(truce__deal_tell(a));
    TRY(note_reach(a, TRUCE_BY_MOVES));
    TRY(note_reach(a, TRUCE_BY_IMPROVEMENTS));
    TRY(truce__deal_last(a));
    TRY(truce__deal_steps(a));
    TRY(truce__deal_choose(a));
    TRY(truce__deal_verify(a));
    tally(a);
    return TRUCE_OK;
}

static truce_status check_arguments(const truce_graph *graph, const truce_deal_options *options) {
    if (!truce__graph_has_ranks(graph)) return TRUCE_E_USAGE;
    truce_state most = truce_graph_state_count(graph);
    return options->no_deal > most || options->ask_state > most ? TRUCE_E_USAGE : TRUCE_OK;
}

truce_status truce_deal(truce_ctx *ctx, const truce_graph *graph, const truce_deal_options *options,
                        truce_deals **deals) {
    static const truce_deal_options usual = {0};
    if (!options) options = &usual;
    TRY(check_arguments(graph, options));
    truce__agreement *a = truce__calloc(ctx, 1, sizeof *a);
    if (!a) return TRUCE_E_NOMEM;
    a->ctx = ctx;
    a->graph = graph;
    a->options = *options;
    truce__arena_init(&a->arena, ctx);
    truce_status status = work_out(a);
    if (status == TRUCE_OK) *deals = &a->result;
    else truce_deals_free(&a->result);
    return status;
}

void truce_deals_free(truce_deals *deals) {
    if (!deals) return;
    truce__agreement *a = (truce__agreement *)deals;
    truce_ctx *ctx = a->ctx;
    for (size_t i = 0; i < a->sets.count; i++) truce_set_free(a->sets.at[i]);
    truce__vec_free(ctx, &a->sets);
    truce_ratification_free(a->home);
    truce_solution_free(a->solution);
    truce__lapses_free(&a->lapses);
    truce_graph_free(a->after);
    truce__big_free(ctx, a->cells);
    truce__big_free(ctx, a->facts);
    truce__arena_free(&a->arena);
    truce__free(ctx, a);
}
