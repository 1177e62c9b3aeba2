/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Warnings about modelling that is allowed and probably not meant.
 *
 * Statements are judged by their truth over all states at once (64 to a word), so that "the same" means "true in the
 * same states" and not "written alike". Two sets of bits are held at a time: sets are told apart by a hash, and only
 * equal hashes are compared bit by bit. Everything is linear in states x statements.
 */
#include "questions/check/check_optional.h"
#include "questions/check/check_views.h"
#include "questions/check/check_words.h"
#include "graph/planes.h"
#include "graph/strength.h"
#include "graph/variant.h"
#include "graph/walk.h"
#include "model/completions.h"
#include "unknowns/levers.h"

#include <inttypes.h>

enum { SEARCHED = 1 << 16 }; /* states in which a move is looked for before a party is given the benefit of the
                                doubt */

/* The truth of an item, of one or several statements, over the states. */
typedef struct extent {
    uint64_t count, hash;
} extent;

typedef struct checker {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce_model *model;
    uint64_t *bits, *other; /* words over cells */
    size_t words;
} checker;

static truce_status warn(checker *k, truce__loc loc, const char *hint, const char *before, const char *name,
                         const char *after) {
    return truce__diag(k->ctx, TRUCE_WARNING, &k->model->source, loc, hint, "%s'%s' %s", before,
                       truce__excerpt_of(name).text, after);
}

/* The truth of any of `count` statements into `bits`; `scratch` is needed for more than one. */
static truce_status evaluate(checker *k, const truce__stmt *stmts, uint32_t count, uint64_t *bits,
                             uint64_t *scratch) {
    TRY(truce__graph_stmt_bits(k->ctx, k->graph, &stmts[0], bits));
    for (uint32_t i = 1; i < count; i++) {
        TRY(truce__graph_stmt_bits(k->ctx, k->graph, &stmts[i], scratch));
        for (size_t w = 0; w < k->words; w++) bits[w] |= scratch[w];
    }
    return truce__is_cancelled(k->ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

static extent measure(const checker *k, const uint64_t *bits) {
    extent e = {truce__bits_count(bits, k->graph->space.n_cells), 0x9E3779B97F4A7C15u};
    for (size_t w = 0; w < k->words; w++) e.hash = (e.hash ^ bits[w]) * 0xFF51AFD7ED558CCDu ^ e.hash >> 29;
    return e;
}

static bool is_constant(const checker *k, extent e) {
    return e.count == 0 || e.count == k->graph->space.n_states;
}

/* ------------------------------------------------------------- preferences */

/* Whether two items are true in the same states, their extents being equal already. */
static truce_status compare(checker *k, const truce__pref_item *a, const truce__pref_item *b, uint64_t *third,
                            bool *same) {
    TRY(evaluate(k, a->stmts, a->n_stmts, k->bits, third));
    TRY(evaluate(k, b->stmts, b->n_stmts, k->other, third));
    *same = memcmp(k->bits, k->other, k->words * sizeof *k->bits) == 0;
    return TRUCE_OK;
}

/* Appends the item as it would be written: its statements joined by "or". */
static void add_name(truce__text *text, const truce__pref_item *item) {
    for (uint32_t i = 0; i < item->n_stmts; i++)
        truce__text_printf(text, "%s%s", i ? " or " : "", item->stmts[i].text);
}

static truce_status warn_constant(checker *k, const truce__pref_item *item, extent e) {
    truce__text name;
    truce__text_init(&name, k->ctx);
    add_name(&name, item);
    truce_status status = name.failed ? TRUCE_E_NOMEM
                                      : warn(k, item->loc, "it tells no two states apart", "", name.bytes,
                                             e.count ? "is true in every state" : "is true in no state");
    truce__text_free(&name);
    return status;
}

static truce_status warn_repeated(checker *k, const truce__pref_item *item, const truce__pref_item *above,
                                  bool is_order) {
    truce__text name, other;
    truce__text_init(&name, k->ctx);
    truce__text_init(&other, k->ctx);
    add_name(&name, item);
    add_name(&other, above);
    const char *hint = is_order ? "it decides nothing that the one above has not decided" : "their weights add up";
    truce_status status = TRUCE_E_NOMEM;
    if (!name.failed && !other.failed)
        status = truce__diag(k->ctx, TRUCE_WARNING, &k->model->source, item->loc, hint,
                             "'%s' is true in the same states as '%s' above", truce__excerpt_of(name.bytes).text,
                             truce__excerpt_of(other.bytes).text);
    truce__text_free(&name);
    truce__text_free(&other);
    return status;
}

/* Item number `index` against all items above it. */
static truce_status check_repeated(checker *k, const truce__pref *pref, uint32_t index, const extent *extents,
                                   uint64_t *third) {
    uint32_t count;
    const truce__pref_item *items = truce__written_items(pref, &count);
    for (uint32_t i = 0; i < index; i++) {
        bool same = false;
        if (items[i].either || extents[i].count != extents[index].count || extents[i].hash != extents[index].hash)
            continue;
        TRY(compare(k, &items[i], &items[index], third, &same));
        if (same) return warn_repeated(k, &items[index], &items[i], pref->kind == TRUCE__PREF_ORDER);
    }
    return TRUCE_OK;
}

/* Alternatives are not judged one by one: that one of them decides nothing may be what is meant. */
static truce_status check_items(checker *k, const truce__pref *pref, extent *extents, uint64_t *third) {
    uint32_t count;
    const truce__pref_item *items = truce__written_items(pref, &count);
    for (uint32_t i = 0; i < count; i++) {
        const truce__pref_item *item = &items[i];
        if (item->either) continue;
        TRY(evaluate(k, item->stmts, item->n_stmts, k->bits, third));
        extents[i] = measure(k, k->bits);
        if (is_constant(k, extents[i])) TRY(warn_constant(k, item, extents[i]));
        else TRY(check_repeated(k, pref, i, extents, third));
    }
    return TRUCE_OK;
}

/* Rankings are left out: building the graph has reported their idle items. */
static truce_status check_statements(checker *k, const truce__pref *pref) {
    uint32_t count;
    if (pref->kind != TRUCE__PREF_ORDER && pref->kind != TRUCE__PREF_WEIGH) return TRUCE_OK;
    truce__written_items(pref, &count);
    extent *extents = truce__calloc(k->ctx, count, sizeof *extents);
    uint64_t *third = truce__big_alloc(k->ctx, k->words * sizeof *third);
    truce_status status = extents && third ? check_items(k, pref, extents, third) : TRUCE_E_NOMEM;
    truce__big_free(k->ctx, third);
    truce__free(k->ctx, extents);
    return status;
}

/* Whether two alternatives rank all states alike, and as strongly: then the choice between them makes no difference,
 * wherever they stand. */
static truce_status are_alike(checker *k, const truce__pref *a, const truce__pref *b, bool *answer) {
    truce__ranks of_a = {0}, of_b = {0};
    truce_status status;
    TRY_OR_DONE(truce__rank_by(k->ctx, k->graph, a, &of_a));
    TRY_OR_DONE(truce__rank_by(k->ctx, k->graph, b, &of_b));
    *answer = of_a.count == of_b.count;
    for (uint64_t c = 0; *answer && c < k->graph->space.n_cells; c++) {
        if (truce__stops_at(k->ctx, c)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        *answer = truce__rank_at(&of_a, c) == truce__rank_at(&of_b, c);
    }
    if (*answer) TRY_OR_DONE(truce__are_as_strong(k->ctx, &of_a, &of_b, answer));
done:
    truce__ranks_free(k->ctx, &of_a);
    truce__ranks_free(k->ctx, &of_b);
    return status;
}

static truce_status measure_ranks(checker *k, const truce__pref *pref, extent *e) {
    truce__ranks ranks = {0};
    TRY(truce__rank_by(k->ctx, k->graph, pref, &ranks));
    *e = (extent){ranks.count, 0x9E3779B97F4A7C15u};
    for (uint64_t c = 0; c < k->graph->space.n_cells && !truce__stops_at(k->ctx, c); c++)
        e->hash = (e->hash ^ truce__rank_at(&ranks, c)) * 0xFF51AFD7ED558CCDu ^ e->hash >> 29;
    truce__ranks_free(k->ctx, &ranks);
    return truce__is_cancelled(k->ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

/* Alternative number `index` against those before it. */
static truce_status check_alternative(checker *k, const truce__pref *alternatives, uint32_t index,
                                      const extent *extents) {
    for (uint32_t i = 0; i < index; i++) {
        bool same = false;
        if (extents[i].count != extents[index].count || extents[i].hash != extents[index].hash) continue;
        TRY(are_alike(k, &alternatives[i], &alternatives[index], &same));
        if (same)
            return truce__diag(k->ctx, TRUCE_WARNING, &k->model->source, alternatives[index].loc,
                               "leave one of them out", "alternatives %u and %u rank all states alike", i + 1,
                               index + 1);
    }
    return TRUCE_OK;
}

static truce_status check_alternatives(checker *k, const truce__pref *alternatives, uint32_t count) {
    extent *extents = truce__calloc(k->ctx, count, sizeof *extents);
    truce_status status = extents ? TRUCE_OK : TRUCE_E_NOMEM;
    truce__diags_mark mark = truce__diags_here(k->ctx);
    for (uint32_t i = 0; i < count && status == TRUCE_OK; i++)
        status = measure_ranks(k, &alternatives[i], &extents[i]);
    truce__diags_forget(k->ctx, mark); /* building the graph has told them */
    for (uint32_t i = 1; i < count && status == TRUCE_OK; i++)
        status = check_alternative(k, alternatives, i, extents);
    truce__free(k->ctx, extents);
    return status;
}

/* The alternatives of a preference that is not open as a whole. */
static truce_status check_order(checker *k, const truce__pref *pref) {
    for (uint32_t i = 0; i < pref->n_written; i++)
        TRY(check_alternatives(k, pref->written[i].either, pref->written[i].n_either));
    return check_statements(k, pref);
}

/* Whether the author says that the party is indifferent: `rank: [rest]`. */
static bool says_so(const truce__pref *pref) {
    return pref->kind == TRUCE__PREF_RANK && pref->n_items == 1 && pref->items[0].is_rest;
}

static truce_status check_preference(checker *k, uint32_t party) {
    const truce__pref *pref = &k->model->prefs[party];
    if (truce_graph_rank_count(k->graph, party) == 1 && pref->kind != TRUCE__PREF_NONE && !says_so(pref) &&
        !truce__is_open(pref))
        TRY(warn(k, pref->loc, "its preferences tell no two states apart", "party ", k->model->parties[party].id,
                 "is indifferent between all states"));
    if (!pref->either) return check_order(k, pref);
    TRY(check_alternatives(k, pref->either, pref->n_either));
    for (uint32_t i = 0; i < pref->n_either; i++) TRY(check_order(k, &pref->either[i]));
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- outcomes */

static truce_status check_outcome(checker *k, uint32_t index, extent *extents) {
    const truce__outcome *outcome = &k->model->outcomes[index];
    TRY(evaluate(k, &outcome->stmt, 1, k->bits, NULL));
    extents[index] = measure(k, k->bits);
    if (is_constant(k, extents[index]))
        return warn(k, outcome->loc, NULL, "outcome ", outcome->id,
                    extents[index].count ? "holds in every state" : "holds in no state");
    for (uint32_t i = 0; i < index; i++) {
        if (extents[i].count != extents[index].count || extents[i].hash != extents[index].hash) continue;
        TRY(evaluate(k, &k->model->outcomes[i].stmt, 1, k->other, NULL));
        if (memcmp(k->bits, k->other, k->words * sizeof *k->bits) == 0)
            return truce__diag(k->ctx, TRUCE_WARNING, &k->model->source, outcome->loc, NULL,
                               "outcome '%s' holds in the same states as outcome '%s'", outcome->id,
                               k->model->outcomes[i].id);
    }
    return TRUCE_OK;
}

static truce_status check_outcomes(checker *k) {
    extent *extents = truce__calloc(k->ctx, k->model->n_outcomes, sizeof *extents);
    if (!extents) return TRUCE_E_NOMEM;
    truce_status status = TRUCE_OK;
    for (uint32_t i = 0; i < k->model->n_outcomes && status == TRUCE_OK; i++) status = check_outcome(k, i, extents);
    truce__free(k->ctx, extents);
    return status;
}

static truce_status check_coalesce(checker *k) {
    for (uint32_t i = 0; i < k->model->n_coalesce; i++) {
        const truce__stmt *stmt = &k->model->coalesce[i].stmt;
        TRY(evaluate(k, stmt, 1, k->bits, NULL));
        if (measure(k, k->bits).count == 0)
            TRY(warn(k, stmt->loc, "it merges no states", "", stmt->text, "is true in no state"));
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- rules */

/* A rule is idle when every combination that breaks it breaks another rule too. */
static truce_status check_rules(checker *k) {
    const truce_model *model = k->model;
    if (model->is_plain || model->n_rules == 0) return TRUCE_OK;
    bool *is_idle = truce__calloc(k->ctx, model->n_rules, sizeof *is_idle);
    if (!is_idle) return TRUCE_E_NOMEM;
    truce_status status = truce__idle_rules(k->ctx, model, is_idle);
    for (uint32_t rule = 0; status == TRUCE_OK && rule < model->n_rules; rule++)
        if (is_idle[rule])
            status = warn(k, model->rules[rule].stmt.loc, "without it the same states exist", "rule ",
                          model->rules[rule].stmt.text, "excludes nothing");
    truce__free(k->ctx, is_idle);
    return status;
}

/* ------------------------------------------------------ options and parties */

static void mention(const truce__stmt *stmt, bool *mentioned) {
    for (uint32_t i = 0; i < stmt->n_nodes; i++)
        if (stmt->nodes[i].op == TRUCE__OP_ATOM) mentioned[stmt->nodes[i].option] = true;
}

/* Rankings by state number mention every option: nothing to find. */
static bool mention_preferences(const truce_model *model, bool *mentioned) {
    for (uint32_t party = 0; party < model->n_parties; party++) {
        uint32_t count;
        const truce__pref_item *items = truce__every_item(&model->prefs[party], &count);
        for (uint32_t i = 0; i < count; i++) {
            if (items[i].state) return false;
            for (uint32_t s = 0; s < items[i].n_stmts; s++) mention(&items[i].stmts[s], mentioned);
        }
    }
    return true;
}

static void mention_items(const truce__pref *pref, bool *mentioned) {
    for (uint32_t i = 0; i < pref->n_items; i++)
        for (uint32_t n = 0; n < pref->items[i].n_stmts; n++) mention(&pref->items[i].stmts[n], mentioned);
}

static void mention_surroundings(const truce_model *model, bool *mentioned) {
    for (uint32_t p = 0; p < model->n_parties; p++) {
        if (model->no_deal) mention(&model->no_deal[p].stmt, mentioned);
        if (model->pain) mention(&model->pain[p].stmt, mentioned);
        if (model->utilities) mention_items(&model->utilities[p], mentioned);
    }
    for (uint32_t i = 0; i < model->n_homes; i++) {
        mention(&model->homes[i].reversion, mentioned);
        mention(&model->homes[i].agreements, mentioned);
        for (uint32_t a = 0; a < model->homes[i].n_actors; a++)
            mention_items(&model->homes[i].actors[a].pref, mentioned);
    }
    for (uint32_t i = 0; i < model->n_expiries; i++) {
        mention(&model->expiries[i].when, mentioned);
        for (uint32_t f = 0; f < model->expiries[i].n_becomes; f++)
            mentioned[model->expiries[i].becomes[f].option] = true;
    }
    for (uint32_t i = 0; i < model->n_audiences; i++) {
        mention(&model->audiences[i].escalated, mentioned);
        mention(&model->audiences[i].backed_down, mentioned);
    }
}

static truce_status check_options(checker *k) {
    bool mentioned[TRUCE__MAX_OPTIONS] = {false};
    const truce_model *model = k->model;
    if (model->is_plain || !mention_preferences(model, mentioned)) return TRUCE_OK;
    for (uint32_t i = 0; i < model->n_rules; i++) mention(&model->rules[i].stmt, mentioned);
    for (uint32_t i = 0; i < model->n_coalesce; i++) mention(&model->coalesce[i].stmt, mentioned);
    for (uint32_t i = 0; i < model->n_outcomes; i++) mention(&model->outcomes[i].stmt, mentioned);
    mention_surroundings(model, mentioned);
    for (uint32_t o = 0; o < model->n_options; o++)
        if (!mentioned[o])
            TRY(warn(k, model->options[o].loc, "no preference, rule or outcome depends on it", "option ",
                     model->options[o].id, "is mentioned nowhere"));
    return TRUCE_OK;
}

static bool is_found_moving(const truce__space *space, uint32_t party) {
    uint64_t searched = 0;
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        truce__walk walk;
        uint64_t to;
        if (!truce__space_is_feasible(space, cell)) continue;
        if (searched++ == SEARCHED || truce__is_cancelled(space->ctx)) return true;
        truce__walk_from(&walk, space, party, cell);
        if (truce__walk_next(&walk, &to)) return true;
    }
    return false;
}

static bool is_actor(const truce_model *model, uint32_t party) {
    for (uint32_t i = 0; i < model->n_homes; i++)
        for (uint32_t a = 0; a < model->homes[i].n_actors; a++)
            if (model->homes[i].actors[a].party == party) return true;
    return false;
}

/* A party that is an actor at a home may be there for that alone. */
static truce_status check_parties(checker *k) {
    for (uint32_t party = 0; party < k->model->n_parties; party++)
        if (!is_actor(k->model, party) && !is_found_moving(&k->graph->space, party))
            TRY(warn(k, k->model->parties[party].loc, "it is stable everywhere and sanctions nothing", "party ",
                     k->model->parties[party].id, "never moves"));
    return TRUCE_OK;
}

/* -------------------------------------------------------------------- all */

truce_status truce_check(truce_ctx *ctx, const truce_graph *graph) {
    const truce_model *model = graph->model;
    checker k = {.ctx = ctx, .graph = graph, .model = model, .words = truce__bits_words(graph->space.n_cells)};
    truce__needs needs = {0};
    truce_status status;
    size_t errors = truce_diag_count(ctx, TRUCE_ERROR);
    if (!truce__graph_has_ranks(graph)) return TRUCE_E_USAGE;
    truce__needs_arrays(ctx, &needs, 3, 8 * (double)k.words);
    TRY_OR_DONE(truce__plan_needs(ctx, model->source.file, "checking the statements", needs));
    k.bits = truce__big_alloc(ctx, k.words * sizeof *k.bits);
    k.other = truce__big_alloc(ctx, k.words * sizeof *k.other);
    if (!k.bits || !k.other) TRY_OR_DONE(TRUCE_E_NOMEM);
    truce__progress(ctx, "checking", 0, 0);
    TRY_OR_DONE(truce__check_names(ctx, graph));
    TRY_OR_DONE(truce__check_phrases(ctx, model));
    TRY_OR_DONE(check_parties(&k));
    TRY_OR_DONE(check_options(&k));
    TRY_OR_DONE(check_rules(&k));
    TRY_OR_DONE(truce__check_around(ctx, graph));
    TRY_OR_DONE(truce__check_views(ctx, graph));
    TRY_OR_DONE(truce__levers_try(ctx, graph));
    if (graph->space.n_states == 1) goto done; /* everything is constant then */
    TRY_OR_DONE(check_coalesce(&k));
    TRY_OR_DONE(check_outcomes(&k));
    for (uint32_t party = 0; party < model->n_parties; party++) TRY_OR_DONE(check_preference(&k, party));
done:
    truce__big_free(ctx, k.bits);
    truce__big_free(ctx, k.other);
    return status == TRUCE_OK && truce_diag_count(ctx, TRUCE_ERROR) != errors ? TRUCE_E_MODEL : status;
}
