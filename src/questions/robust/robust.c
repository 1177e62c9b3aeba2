/* SPDX-License-Identifier: Apache-2.0 */
/* Works out the parts of `robust`, one after the other. */
#include "questions/robust/robust.h"

#include "concepts/concepts.h"
#include "graph/set.h"
#include "model/completions.h"

enum { VARIANTS = 100000 }; /* drawn where nothing is said */

/* ------------------------------------------------------------------ certainty */

static bool is_below_one(truce__decimal confidence) {
    return truce__decimal_double(confidence) < 1;
}

static void count_note(truce__certainty *c, const truce__note *note) {
    bool is_uncertain = note->has_confidence && is_below_one(note->confidence);
    if (is_uncertain) c->uncertain++;
    else c->certain++;
    c->silent += !note->has_confidence;
}

/* Statements of preferences, rules and options: what may be otherwise. */
static truce__certainty count_certainty(const truce_model *model) {
    truce__certainty c = {0};
    for (uint32_t party = 0; party < model->n_parties; party++) {
        uint32_t count;
        const truce__pref_item *items = truce__edit_items(&model->prefs[party], &count);
        for (uint32_t i = 0; i < count; i++) count_note(&c, &items[i].note);
    }
    for (uint32_t i = 0; i < model->n_rules; i++) count_note(&c, &model->rules[i].note);
    for (uint32_t i = 0; i < model->n_options && !model->is_plain; i++) count_note(&c, &model->options[i].note);
    return c;
}

/* ---------------------------------------------------------------------- asking */

static void free_robust(truce__robust *r) {
    truce__shares_free(&r->shares);
    truce__one_at_a_time_free(&r->one);
    truce__radii_free(&r->radii);
    truce_set_free(r->asked);
    truce_solution_free(r->solution);
    truce__free(r->ctx, r);
}

static void release_robust(void *robust) {
    free_robust(robust);
}

/* The states that --radius lists; NULL: it lists none. */
static const truce_set *named(const truce_query *query) {
    const truce_argument *radius = truce__argument(query, "radius");
    return radius->text && radius->set && truce_set_count(radius->set) ? radius->set : NULL;
}

static truce_status choose_asked(truce__robust *r, const truce_query *query) {
    const truce_graph *graph = truce_solution_graph(r->solution);
    truce_state now = truce_graph_status_quo(graph);
    r->has_named = named(query) != NULL;
    TRY(truce_set_new(r->ctx, graph, &r->asked));
    if (r->has_named) TRY(truce_set_or(r->asked, named(query)));
    return now ? truce_set_add(r->asked, now) : TRUCE_OK;
}

/* Shares as options give them, in millionths. */
static double share_of(const truce_query *query, const char *option, double usual) {
    const truce_argument *given = truce__argument(query, option);
    return given->option ? (double)given->number / 1e6 : usual;
}

static truce_status draw(truce__robust *r, const truce_query *query) {
    truce_state asked[TRUCE__MOST_TRACKED];
    size_t n_asked = 0;
    const truce_set *set = named(query);
    for (truce_state s = set ? truce_set_next(set, 0) : 0; s && n_asked < TRUCE__MOST_TRACKED;
         s = truce_set_next(set, s))
        asked[n_asked++] = s;
    const truce_argument *variants = truce__argument(query, "variants"), *seed = truce__argument(query, "seed");
    const truce__sampling sampling = {
        .assumptions = {share_of(query, "absent", 0.5), share_of(query, "default-confidence", 0)},
        .variants = variants->option ? variants->number : VARIANTS,
        .seed = seed->option ? seed->number : 1,
        .precision = share_of(query, "precision", 0),
        .asked = asked,
        .n_asked = n_asked,
        .has_interactions = truce__argument(query, "interactions")->number != 0,
        .blocks = query->blocks};
    return truce__shares_find(r->ctx, r->solution, &sampling, &r->shares);
}

static truce_status work_out(truce__robust *r, const truce_query *query) {
    const truce_argument *concepts = truce__argument(query, "concepts");
    uint64_t limit = truce__render_options(query->options)->limit;
    if (!truce__graph_has_ranks(query->graph)) return TRUCE_E_USAGE;
    TRY(truce__solve_usual(r->ctx, query->graph, concepts->numbers, concepts->count, &r->solution));
    TRY(choose_asked(r, query));
    r->certainty = count_certainty(query->graph->model);
    TRY(truce__one_at_a_time_find(r->ctx, r->solution, r->asked, limit, &r->one));
    TRY(truce__radii_find(r->ctx, r->solution, query, &r->radii));
    return draw(r, query);
}

truce_status truce__run_robust(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    truce__robust *r = truce__calloc(ctx, 1, sizeof *r);
    if (!r) return TRUCE_E_NOMEM;
    r->ctx = ctx;
    truce_status status = work_out(r, query);
    if (status == TRUCE_OK)
        status = truce__result_new(ctx,
                                   (truce__result){.layout = &truce__robust_layout, .self = r,
                                                   .graph = query->graph, .solution = r->solution},
                                   false, query->options, result);
    if (status == TRUCE_OK) (*result)->owned[0] = (truce__owned){release_robust, r};
    else free_robust(r);
    return status;
}
