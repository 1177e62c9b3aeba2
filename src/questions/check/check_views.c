/* SPDX-License-Identifier: Apache-2.0 */
/* What parties misread: whether it fits the model, and what it can change. */
#include "questions/check/check_views.h"

#include "concepts/concepts.h"
#include "graph/view.h"
#include "result/declare.h"
#include "words/say.h"

#include <truce/variant.h>

/* -------------------------------------------------------------------- check */

static bool is_the_same(const truce_graph *seen) {
    bool is_same = truce_variant_shares_states(seen) && !seen->has_other_moves;
    for (uint32_t party = 0; party < seen->model->n_parties; party++)
        is_same = is_same && truce_variant_shares_ranks(seen, party);
    return is_same;
}

static truce_status check_view(truce_ctx *ctx, const truce_graph *graph, const truce__perceives *view) {
    const truce_model *model = graph->model;
    truce_graph *seen = NULL;
    TRY(truce_variant_seen_by(ctx, graph, view->party, &seen));
    bool is_idle = is_the_same(seen);
    truce_graph_free(seen);
    if (!is_idle) return TRUCE_OK;
    return truce__diag(ctx, TRUCE_WARNING, &model->source, view->loc, "leave it out, or say what differs",
                       "'%s' misreads nothing: what it sees is the model", model->parties[view->party].id);
}

truce_status truce__check_views(truce_ctx *ctx, const truce_graph *graph) {
    for (uint32_t i = 0; i < graph->model->n_views; i++) {
        truce_status status = check_view(ctx, graph, &graph->model->views[i]);
        if (status != TRUCE_OK && status != TRUCE_E_MODEL) return status; /* the others may be wrong too */
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- result */

#define VIEW ((const truce__perceives *)at->self)

/* Whether all that the party misreads is what others want. */
static bool is_about_wants(const truce__perceives *view) {
    static const char wants[] = "preferences";
    bool is_about = view->changes.count > 0;
    for (uint32_t i = 0; i < view->changes.count; i++) {
        const char *path = view->changes.at[i].path;
        is_about &= strncmp(path + (*path == '"'), wants, sizeof wants - 1) == 0;
    }
    return is_about;
}

/* Concepts in which no preference counts but the party's own. */
static bool is_own(const truce__at *item) {
    uint32_t concept = (uint32_t)item->index;
    return truce__is_one_of_all(item->model, concept) && truce__concept_at(concept)->is_own;
}
static bool hangs_on_others(const truce__at *item) {
    uint32_t concept = (uint32_t)item->index;
    const truce__concept *family = truce__concept_at(concept);
    return truce__is_one_of_all(item->model, concept) && !family->is_own && family != &truce__mixed;
}

/* Families, each by the id that stands for all its members. */
static uint32_t family_count(const truce__at *at) { (void)at; return truce_concept_count(); }
static const char *family_id(const truce__at *at, uint32_t i) {
    const truce_concept *concept = truce_concept_at(i);
    (void)at;
    return concept->family ? concept->family : concept->id;
}
static truce__value family_label(const truce__at *at, uint32_t i) {
    const truce_concept *concept = truce_concept_at(i);
    return truce__text_of(concept->family ? family_id(at, i) : concept->label);
}
static const truce__domain families = {"concept", TRUCE__M_MANY_CONCEPTS, family_count, family_id, family_label};

static bool next_view(const truce__at *list, truce__at *item) {
    const truce_model *model = list->model;
    if (++item->index >= model->n_views) return false;
    item->self = &model->views[item->index];
    return true;
}

static truce__value viewer(const truce__at *at) { return truce__party_of(at, VIEW->party); }
static truce__value only_wants(const truce__at *at) { return truce__bool(is_about_wants(VIEW)); }
static bool has_views(const truce__at *at) { return at->model && at->model->n_views; }

static const truce__field view_fields[] = {
    {"party", MEMBER, IN_JSON, .get = viewer, .domain = &truce__party_domain},
    {"only_preferences", BOOL, IN_JSON, .get = only_wants,
     .about = "whether all that it misreads is what others want: then no verdict of its own under Nash, GMR, SMR and "
              "concepts like these can differ"},
    {0}};

/* "north misreads only what others want. Its own verdicts under Nash, GMR, SMR cannot differ for that; those under
 * SEQ, SSEQ can." */
static void say_views(const truce__at *at, truce__say *say) {
    for (uint32_t i = 0; i < at->model->n_views; i++) {
        truce__value party = truce__party_named(at->model->views[i].party);
        if (!is_about_wants(&at->model->views[i])) continue;
        SAY(say, CHECK_ONLY_WANTS, party, truce__these_and(at, &families, is_own),
            truce__these_and(at, &families, hangs_on_others));
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
}

const truce__field truce__check_view_fields[] = {
    {"views", LIST, IN_JSON, .next = next_view, .of = RECORD_OF(view_fields), .when = has_views},
    {"", PROSE, IN_PEOPLE, .say = say_views, .when = has_views},
    {0}};
