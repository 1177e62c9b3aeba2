/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks of the keys that stability does not need, over the states. It is an error if an analysis would have no
 * answer (nothing to fall back on, an arrangement that expires into nothing, an event that does not fit); what is
 * merely odd is a warning.
 */
#include "questions/check/check_optional.h"

#include "questions/ratify/vacuous.h"

#include "model/as_of.h"
#include "graph/planes.h"
#include "graph/ranks.h"

#include <inttypes.h>

typedef struct checker {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce_model *model;
    uint64_t *bits; /* over cells */
} checker;

#define say(k, severity, loc, hint, ...)                                                                             \
    truce__diag((k)->ctx, (severity), &(k)->model->source, (loc), (hint), __VA_ARGS__)

/* ------------------------------------------------------------- statements */

static truce_status count_true(checker *k, const truce__stmt *stmt, uint64_t *count) {
    TRY(truce__graph_stmt_bits(k->ctx, k->graph, stmt, k->bits));
    *count = truce__bits_count(k->bits, k->graph->space.n_cells);
    return truce__is_cancelled(k->ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

/* A no deal must exist. */
static truce_status check_left_with(checker *k, const truce__stmt *stmt, const char *what) {
    uint64_t count;
    if (!stmt->n_nodes) return TRUCE_OK;
    TRY(count_true(k, stmt, &count));
    if (count) return TRUCE_OK;
    return say(k, TRUCE_ERROR, stmt->loc, NULL, "%s: '%s' is true in no state", what,
               truce__excerpt_of(stmt->text).text);
}

/* A statement that is to tell states apart. */
static truce_status check_telling(checker *k, const truce__stmt *stmt, const char *nowhere, const char *everywhere) {
    uint64_t count;
    if (!stmt->n_nodes) return TRUCE_OK;
    TRY(count_true(k, stmt, &count));
    const truce__excerpt told = truce__excerpt_of(stmt->text);
    if (count == 0) return say(k, TRUCE_WARNING, stmt->loc, nowhere, "'%s' is true in no state", told.text);
    if (everywhere && count == k->graph->space.n_states)
        return say(k, TRUCE_WARNING, stmt->loc, everywhere, "'%s' is true in every state", told.text);
    return TRUCE_OK;
}

static truce_status check_said(checker *k) {
    for (uint32_t p = 0; p < k->model->n_parties; p++) {
        if (k->model->no_deal)
            TRY(check_left_with(k, &k->model->no_deal[p].stmt, "the party would have no state without a deal"));
        if (k->model->pain)
            TRY(check_telling(k, &k->model->pain[p].stmt, "it never hurts", "it hurts whatever happens"));
    }
    for (uint32_t i = 0; i < k->model->n_audiences; i++) {
        TRY(check_telling(k, &k->model->audiences[i].escalated, "it never escalates", NULL));
        TRY(check_telling(k, &k->model->audiences[i].backed_down, "it never backs down", NULL));
    }
    for (uint32_t i = 0; i < k->model->n_expiries; i++)
        TRY(check_telling(k, &k->model->expiries[i].when, "it never applies", NULL));
    return TRUCE_OK;
}

/* --------------------------------------------------------------- utilities */

/* The states in which a class of the party's ranking has its least and its greatest utility. */
typedef struct range {
    uint32_t least, most; /* ranks by utility; `least` is 0 for none yet */
    uint64_t least_cell, most_cell;
} range;

static void widen(range *r, uint32_t rank, uint64_t cell) {
    if (!r->least || rank < r->least) r->least = rank, r->least_cell = cell;
    if (rank > r->most) r->most = rank, r->most_cell = cell;
}

static truce_status warn_of_contradiction(checker *k, uint32_t party, uint64_t better, uint64_t worse) {
    const truce__space *space = &k->graph->space;
    char codes[2][TRUCE_CODE_SIZE];
    truce_state liked = truce__space_number(space, better), other = truce__space_number(space, worse);
    return say(k, TRUCE_WARNING, k->model->utilities[party].loc,
               "cardinal solutions would work against its preferences",
               "party '%s' prefers state %" PRIu64 " (%s) to %" PRIu64 " (%s), but its utility is less there",
               k->model->parties[party].id, liked, truce_graph_state_code(k->graph, liked, codes[0]), other,
               truce_graph_state_code(k->graph, other, codes[1]));
}

/* A class holds a state of less utility than some state of a class below it. */
static truce_status find_contradiction(checker *k, uint32_t party, const range *ranges, uint32_t count) {
    const range *best = NULL;
    for (uint32_t r = 1; r <= count; r++) {
        if (best && ranges[r].least && ranges[r].least < best->most)
            return warn_of_contradiction(k, party, ranges[r].least_cell, best->most_cell);
        if (!best || ranges[r].most > best->most) best = &ranges[r];
    }
    return TRUCE_OK;
}

static truce_status check_utility(checker *k, uint32_t party) {
    const truce__space *space = &k->graph->space;
    const truce__ranks *own = &k->graph->ranks[party];
    truce__ranks worth = {0};
    bool is_good = true;
    if (k->model->utilities[party].kind == TRUCE__PREF_NONE) return TRUCE_OK;
    range *ranges = truce__calloc(k->ctx, (size_t)own->count + 1, sizeof *ranges);
    truce_status status =
        ranges ? truce__ranks_of(k->ctx, space, &k->model->utilities[party], &worth, &is_good) : TRUCE_E_NOMEM;
    for (uint64_t c = 0; status == TRUCE_OK && is_good && c < space->n_cells; c++)
        if (truce__is_state(space, c)) widen(&ranges[truce__rank_at(own, c)], truce__rank_at(&worth, c), c);
    if (status == TRUCE_OK && is_good) status = find_contradiction(k, party, ranges, own->count);
    truce__ranks_free(k->ctx, &worth);
    truce__free(k->ctx, ranges);
    return status;
}

/* -------------------------------------------------------------------- home */

static truce_status check_actor(checker *k, const truce__actor *actor) {
    truce__ranks ranks = {0};
    bool is_good = true;
    if (actor->party != TRUCE__NONE || actor->pref.kind == TRUCE__PREF_NONE) return TRUCE_OK;
    truce_status status = truce__ranks_of(k->ctx, &k->graph->space, &actor->pref, &ranks, &is_good);
    if (status == TRUCE_OK && is_good && ranks.count == 1 && k->graph->space.n_states > 1)
        status = say(k, TRUCE_WARNING, actor->loc, "it ratifies everything",
                     "actor '%s' is indifferent between all states", actor->id);
    truce__ranks_free(k->ctx, &ranks);
    return status;
}

static truce_status check_homes(checker *k) {
    for (uint32_t i = 0; i < k->model->n_homes; i++) {
        const truce__home *home = &k->model->homes[i];
        TRY(check_left_with(k, &home->reversion, "there is nothing to compare with"));
        for (uint32_t a = 0; a < home->n_actors; a++) TRY(check_actor(k, &home->actors[a]));
    }
    return TRUCE_OK;
}

/* -------------------------------------------------------------------- time */

/* A failure that has been reported is no failure of this check. */
static truce_status if_machine(truce_status status) {
    return status == TRUCE_E_MODEL || status == TRUCE_E_USAGE ? TRUCE_OK : status;
}

static truce_status check_expiries(checker *k) {
    truce_graph *after = NULL;
    if (!k->model->n_expiries || truce_graph_is_after_expiry(k->graph)) return TRUCE_OK;
    truce_status status = truce_graph_after_expiry(k->ctx, k->graph, &after);
    truce_graph_free(after);
    return if_machine(status);
}

/* Whether the text after an event is a model whose states can be built. */
static truce_status try_model(checker *k, const char *text, size_t length) {
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_status status = truce_parse(k->ctx, text, length, k->model->source.file, &model);
    if (status == TRUCE_OK) status = truce_graph_build(k->ctx, model, &graph);
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

/* Errors after an event are reported at the event: by then the lines are others. */
static truce_status check_event(checker *k, uint32_t index, bool *goes_on) {
    const truce__event *event = &k->model->events[index];
    truce__past past = {.count = index + 1, .without = TRUCE__NONE};
    char *text = NULL;
    size_t length;
    truce_status status = truce__text_after(k->ctx, k->model, past, &text, &length);
    *goes_on = status == TRUCE_OK;
    if (status != TRUCE_OK) return if_machine(status); /* that change has been reported */
    truce__diags_mark mark = truce__diags_here(k->ctx);
    status = try_model(k, text, length);
    truce__free(k->ctx, text);
    const char *why = NULL;
    for (size_t i = mark.kept; i < k->ctx->diags.count && !why; i++)
        if (k->ctx->diags.at[i].severity == TRUCE_ERROR) why = k->ctx->diags.at[i].message;
    if (status == TRUCE_OK || status == TRUCE_E_MODEL) truce__diags_forget(k->ctx, mark);
    if (status != TRUCE_E_MODEL) return status;
    *goes_on = false;
    return say(k, TRUCE_ERROR, event->loc, NULL, "after event '%s' the model is wrong: %s", event->id,
               why ? why : "no state is left");
}

/* Whether the tree alone shows that nothing is wrong after an event. */
static truce_status try_event(checker *k, truce__course *course, uint32_t index, bool *is_good) {
    truce__past past = {.count = index + 1, .without = TRUCE__NONE};
    truce_model *model;
    truce_graph *graph = NULL;
    truce__diags_mark mark = truce__diags_here(k->ctx);
    truce_status status = truce__course_model(course, past, k->model->source.file, &model);
    if (status == TRUCE_OK && model) status = truce_graph_build(k->ctx, model, &graph);
    *is_good = status == TRUCE_OK && graph;
    truce_graph_free(graph);
    truce_model_free(model);
    if (status == TRUCE_OK || status == TRUCE_E_MODEL) truce__diags_forget(k->ctx, mark);
    return status == TRUCE_E_MODEL ? TRUCE_OK : status;
}

static truce_status check_events(checker *k) {
    truce__course course;
    bool goes_on = true, is_good;
    if (!k->model->n_events) return TRUCE_OK;
    truce_status status = truce__course_init(k->ctx, k->model, &course);
    for (uint32_t i = 0; i < k->model->n_events && goes_on && status == TRUCE_OK; i++) {
        status = try_event(k, &course, i, &is_good);
        if (status == TRUCE_OK && !is_good) status = check_event(k, i, &goes_on);
    }
    truce__course_free(&course);
    return status;
}

truce_status truce__check_around(truce_ctx *ctx, const truce_graph *graph) {
    checker k = {.ctx = ctx, .graph = graph, .model = graph->model};
    truce_status status = TRUCE_OK;
    k.bits = truce__big_alloc(ctx, truce__bits_words(graph->space.n_cells) * sizeof *k.bits);
    if (!k.bits) return TRUCE_E_NOMEM;
    TRY_OR_DONE(check_said(&k));
    for (uint32_t p = 0; k.model->utilities && p < k.model->n_parties; p++) TRY_OR_DONE(check_utility(&k, p));
    TRY_OR_DONE(check_homes(&k));
    TRY_OR_DONE(if_machine(truce__warn_of_vacuous_homes_in(ctx, graph)));
    TRY_OR_DONE(check_expiries(&k));
    TRY_OR_DONE(check_events(&k));
done:
    truce__big_free(ctx, k.bits);
    return status;
}
