/* SPDX-License-Identifier: Apache-2.0 */
#include "proposal.h"

#include "edits.h"

#include <truce/edit.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CLAIM = 2001 }; /* bytes of a verdict's name */

static bool refuse(proposal *p, unsigned status, const char *why) {
    snprintf(p->why, sizeof p->why, "%s", why);
    p->status = status;
    return false;
}

bool proposal_refuse(proposal *p, truce_status status, const char *what) {
    p->was_cancelled = status == TRUCE_E_CANCELLED;
    if (p->was_cancelled) return refuse(p, 503, "the work was cancelled");
    const char *why = status == TRUCE_E_NOMEM ? "out of memory" : "not possible";
    size_t first = 0, total = truce_diags_total(p->ctx);
    while (first < total && truce_diag_at(p->ctx, first)->severity != TRUCE_ERROR) first++;
    const truce_diag *d = first < total ? truce_diag_at(p->ctx, first) : NULL;
    bool has_hint = d && d->hint;
    snprintf(p->why, sizeof p->why, "%s: %s%s%s", what, d ? d->message : why, has_hint ? "; " : "",
             has_hint ? d->hint : "");
    p->status = status == TRUCE_E_NOMEM && !d ? 500 : 422;
    return false;
}

/* Whether edits find the path in a text: only what is there can be removed. Leaves no diagnostics. */
static bool has_input(truce_ctx *ctx, const char *text, size_t length, const char *path) {
    const truce_edit gone = {.op = TRUCE_EDIT_REMOVE, .path = path};
    char *rest = NULL;
    bool is_there = truce_text_edit(ctx, text, length, "the model", &gone, 1, &rest, &length) == TRUCE_OK;
    truce_release(ctx, rest);
    truce_diags_clear(ctx);
    return is_there;
}

/* A verdict: a state of the graph, a party and a concept, as in "138 israel nash". */
static bool is_verdict(const truce_graph *graph, const char *claim) {
    const truce_model *model = truce_graph_model(graph);
    char state[MOST_CLAIM], party[MOST_CLAIM], concept[MOST_CLAIM], rest[2];
    return strlen(claim) < MOST_CLAIM &&
           sscanf(claim, "%2000s %2000s %2000s %1s", state, party, concept, rest) == 3 &&
           truce_graph_state_find(graph, state) && truce_concept_find(concept) != UINT32_MAX &&
           truce_model_party_find(model, party) < truce_model_party_count(model);
}

/* What is too large to be built is not looked at. */
static bool has_verdict(proposal *p, const char *claim) {
    truce_graph *graph = NULL;
    truce_status status = truce_graph_build(p->ctx, p->before, &graph);
    if (status == TRUCE_E_CANCELLED) return proposal_refuse(p, status, "the verdict");
    truce_diags_clear(p->ctx);
    bool is_known = status != TRUCE_OK || is_verdict(graph, claim);
    truce_graph_free(graph);
    if (is_known) return true;
    p->field = "claim";
    snprintf(p->why, sizeof p->why, "the model has no verdict '%.200s': write the number of a situation, a party and "
             "a concept, as in '1 %.100s nash'", claim, truce_model_party_id(p->before, 0));
    p->status = 422;
    return false;
}

static bool change(proposal *p, const model_row *model, const char *list) {
    response r = {0};
    size_t count = 0;
    json_object *asked = json_tokener_parse(list);
    truce_edit *edits = asked ? read_edits(asked, &r, &count) : NULL;
    truce_status status = TRUCE_E_USAGE;
    p->field = "change";
    if (edits)
        status = truce_text_edit(p->ctx, model->text, model->length, "the change", edits, count, &p->text,
                                 &p->length);
    if (status == TRUCE_OK) status = truce_parse(p->ctx, p->text, p->length, "the changed model", &p->after);
    bool is_good = status == TRUCE_OK;
    if (!edits) refuse(p, 422, "the change that was proposed is no list of edits");
    else if (!is_good) proposal_refuse(p, status, "the change does not fit the model");
    response_free(&r);
    free(edits);
    json_object_put(asked);
    return is_good;
}

static bool has_place(proposal *p, const model_row *model, const char *input) {
    if (has_input(p->ctx, model->text, model->length, input) ||
        (p->after && has_input(p->ctx, p->text, p->length, input)))
        return true;
    p->field = "input";
    snprintf(p->why, sizeof p->why, "the model has no input '%.300s'", input);
    p->status = 422;
    return false;
}

bool proposal_read(proposal *p, truce_ctx *ctx, const model_row *model, const comment_row *comment) {
    const char *input = comment->input, *claim = comment->claim;
    *p = (proposal){.ctx = ctx, .status = 200};
    truce_status status = truce_parse(ctx, model->text, model->length, "the model", &p->before);
    p->is_of_model = status != TRUCE_OK;
    if (p->is_of_model) return proposal_refuse(p, status, "the model");
    bool is_good = !comment->change || change(p, model, comment->change);
    if (input && *input && !has_place(p, model, input)) return false;
    return claim && *claim && !has_verdict(p, claim) ? false : is_good;
}

void proposal_free(proposal *p) {
    truce_model_free(p->after);
    truce_model_free(p->before);
    if (p->ctx) truce_release(p->ctx, p->text);
    p->text = NULL;
    p->before = p->after = NULL;
}

/* A model that is wrong itself is no reason to refuse what readers say of it. */
static void check(proposal *p, const model_row *model, const comment_row *comment, const watcher *watch) {
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1, .memory = watch->memory});
    if (!ctx) {
        refuse(p, 500, "out of memory");
        return;
    }
    if (watch->attend) watch->attend(watch->ud, ctx);
    if (!proposal_read(p, ctx, model, comment) && p->is_of_model && !p->was_cancelled)
        p->status = 200;
    if (watch->attend) watch->attend(watch->ud, NULL);
    proposal_free(p);
    truce_ctx_free(ctx);
    p->ctx = NULL;
}

static bool names_something(const comment_row *comment) {
    return comment->change || (comment->input && *comment->input) || (comment->claim && *comment->claim);
}

store_status proposal_check(proposal *p, store *s, const comment_row *comment, const watcher *watch) {
    model_row model = {0};
    *p = (proposal){.status = 200};
    store_status status = store_model(s, comment->model, 0, &model);
    if (status == STORE_OK && model.is_deleted) status = STORE_NONE;
    if (status == STORE_OK && names_something(comment))
        check(p, &model, comment, watch);
    model_row_free(&model);
    return status;
}
