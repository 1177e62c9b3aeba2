/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/ratify/vacuous.h"

#include "graph/variant.h"

static const char *const advice = "say under 'agreements' what is put to a vote, or under 'reversion' what it is "
                                  "compared with";

#define warn(ctx, graph, loc, hint, ...)                                                                             \
    truce__diag((ctx), TRUCE_WARNING, &(graph)->model->source, (loc), (hint), __VA_ARGS__)

/* Actors without preferences, or indifferent ones, have a warning of their own. */
static bool has_preference(const truce_graph *graph, const truce__actor *actor) {
    if (actor->party == TRUCE__NONE) return actor->pref.kind != TRUCE__PREF_NONE;
    return truce_graph_rank_count(graph, actor->party) > 1;
}

static truce_status warn_of_actors(truce_ctx *ctx, const truce_graph *graph, const truce__home *model,
                                   const truce_home *home, bool *has_one) {
    for (uint32_t i = 0; i < model->n_actors; i++) {
        if (truce_set_count(home->actors[i].ratifies) != graph->space.n_states) continue;
        *has_one = true;
        if (!has_preference(graph, &model->actors[i])) continue;
        TRY(warn(ctx, graph, model->actors[i].loc, advice,
                 "actor '%s' would ratify every state: it likes none less than what it compares with",
                 model->actors[i].id));
    }
    return TRUCE_OK;
}

static truce_status warn_of_home(truce_ctx *ctx, const truce_graph *graph, const truce__home *model,
                                 const truce_home *home) {
    const char *party = graph->model->parties[model->party].id;
    uint64_t wins = truce_set_count(home->win_set), n_states = graph->space.n_states;
    bool has_actor = false;
    if (home->voted && !truce_set_count(home->voted))
        return warn(ctx, graph, model->agreements.loc, NULL, "nothing is put to a vote: '%s' is true in no state",
                    model->agreements.text);
    if (home->voted && truce_set_count(home->voted) < n_states) return TRUCE_OK;
    if (n_states < 2) return TRUCE_OK;
    TRY(warn_of_actors(ctx, graph, model, home, &has_actor));
    if (wins == n_states && !has_actor)
        return warn(ctx, graph, model->loc, advice, "the home of '%s' would ratify every state", party);
    if (wins) return TRUCE_OK;
    return warn(ctx, graph, model->loc, "no state has enough consent", "the home of '%s' would ratify nothing",
                party);
}

truce_status truce__warn_of_vacuous_homes(truce_ctx *ctx, const truce_ratification *r) {
    for (size_t i = 0; i < r->home_count; i++)
        TRY(warn_of_home(ctx, r->graph, &r->graph->model->homes[i], &r->homes[i]));
    return TRUCE_OK;
}

/* Whether every home has something to compare with. */
static bool has_answer(const truce_ctx *ctx, const truce_graph *graph) {
    const truce_model *model = graph->model;
    if (!truce__graph_has_ranks(graph) || truce_diag_count(ctx, TRUCE_ERROR)) return false;
    for (uint32_t i = 0; i < model->n_homes; i++) {
        uint32_t party = model->homes[i].party;
        bool has_no_deal = model->no_deal && model->no_deal[party].stmt.n_nodes;
        if (!model->homes[i].reversion.n_nodes && !has_no_deal && !truce_graph_status_quo(graph)) return false;
    }
    return model->n_homes > 0;
}

truce_status truce__warn_of_vacuous_homes_in(truce_ctx *ctx, const truce_graph *graph) {
    truce_ratification *ratification = NULL;
    if (!has_answer(ctx, graph)) return TRUCE_OK;
    truce_status status = truce_ratify(ctx, graph, NULL, &ratification);
    if (status == TRUCE_OK) status = truce__warn_of_vacuous_homes(ctx, ratification);
    truce_ratification_free(ratification);
    return status;
}
