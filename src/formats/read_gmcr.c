/* SPDX-License-Identifier: Apache-2.0 */
/*
 * .gmcr, what GMCR+ saves: a JSON object. Conditions are lists of [option, "Y" or "N"], all of which must hold; a
 * compound has members, of which one must. Options and decision makers are numbered from 0 in the order of the file.
 * Rankings of states use other numbers: options are first put together by decision maker, then feasible states are
 * numbered from 1 in the order of their codes, the first option varying fastest. Those are truce's numbers too.
 *
 * What GMCR+ derives (payoffs, coalitionsFull) is not read: copies in files are often stale. "x-truce" is where truce
 * keeps what the format has no place for; GMCR+ ignores it.
 */
#include "formats/formats.h"

#include "document/document.h"
#include "document/flow.h"

#include <stdio.h>

typedef struct maker {
    const char *id, *name;
    const truce__yaml *map;
} maker;

typedef struct gmcr {
    truce__foreign *f;
    const truce__yaml *root, *options, *makers;
    TRUCE__VEC(truce__draft_option) written; /* in the order of the file; `party` TRUCE__NONE: nobody's so far */
    TRUCE__VEC(maker) parties;
    TRUCE__VEC(truce__draft_option) sorted;  /* by decision maker, each in the order of its list */
    truce__fresh_ids ids;
} gmcr;

static const truce__yaml *entry(const truce__yaml *map, const char *key) {
    const truce__pair *pair = map ? truce__yaml_entry(map, key) : NULL;
    return pair && !truce__yaml_is_null(pair->value) ? pair->value : NULL;
}

static bool is_text(const truce__yaml *node, const char *text) {
    return node && node->kind == TRUCE__YAML_SCALAR && strcmp(node->text, text) == 0;
}

/* A whole number from `least` to `most`. */
static bool number_of(const truce__yaml *node, uint64_t least, uint64_t most, uint64_t *number) {
    *number = 0;
    if (!node || node->kind != TRUCE__YAML_SCALAR || !node->length || node->length > 18) return false;
    for (const char *c = node->text; *c; c++) {
        if (*c < '0' || *c > '9') return false;
        *number = 10 * *number + (uint64_t)(*c - '0');
    }
    return *number >= least && *number <= most;
}

static const truce__yaml *list_of(gmcr *g, const truce__yaml *map, const char *key, truce_status *status) {
    const truce__yaml *list = entry(map, key);
    if (!list || list->kind == TRUCE__YAML_LIST) return list;
    if (*status == TRUCE_OK)
        *status = TRUCE__WRONG(g->f, list->loc, "write it in brackets: [...]", "'%s' is a list", key);
    return NULL;
}

/* ------------------------------------------------------------------ options */

static truce_status read_direction(gmcr *g, const truce__yaml *map, truce__moves *moves) {
    static const struct { const char *word; truce__moves moves; } words[] = {
        {"both", TRUCE__MOVES_BOTH}, {"reversible", TRUCE__MOVES_BOTH}, {"fwd", TRUCE__MOVES_UP},
        {"forward", TRUCE__MOVES_UP}, {"back", TRUCE__MOVES_DOWN}, {"backward", TRUCE__MOVES_DOWN}};
    const truce__yaml *word = entry(map, "permittedDirection");
    if (!word) word = entry(map, "reversible");
    *moves = TRUCE__MOVES_BOTH;
    for (size_t i = 0; word && i < sizeof words / sizeof *words; i++)
        if (is_text(word, words[i].word)) return *moves = words[i].moves, TRUCE_OK;
    if (!word) return TRUCE_OK;
    return TRUCE__WRONG(g->f, word->loc, "write \"both\", \"fwd\" (from N to Y) or \"back\"",
                        "the direction of an option is not understood");
}

static truce_status read_options(gmcr *g) {
    uint32_t number = 0;
    for (const truce__pair *p = g->options->first; p; p = p->next, number++) {
        const truce__yaml *name = entry(p->value, "name");
        truce__draft_option option = {.n_levels = 2, .party = TRUCE__NONE, .today = TRUCE__NONE};
        char otherwise[32];
        snprintf(otherwise, sizeof otherwise, "option_%u", number);
        if (p->value->kind != TRUCE__YAML_MAP || !name || name->kind != TRUCE__YAML_SCALAR) {
            TRY(TRUCE__WRONG(g->f, p->value->loc,
                             "write {\"name\": \"Release water\", \"permittedDirection\": \"both\"}",
                             "option %u has no name", number));
            continue;
        }
        TRY(read_direction(g, p->value, &option.moves));
        option.name = name->text;
        option.id = truce__fresh_id(g->f, &g->ids, name->text, otherwise);
        if (!option.id) return TRUCE_E_NOMEM;
        TRY(truce__vec_push(g->f->ctx, &g->written, option));
    }
    if (number <= TRUCE__MAX_OPTIONS) return TRUCE_OK;
    return TRUCE__WRONG(g->f, g->options->loc, "leave out those that decide nothing",
                        "the file has %u options; truce takes %d", number, TRUCE__MAX_OPTIONS);
}

/* ----------------------------------------------------------- decision makers */

static truce_status give_options(gmcr *g, uint32_t party) {
    truce_status status = TRUCE_OK;
    const truce__yaml *list = list_of(g, g->parties.at[party].map, "options", &status);
    for (const truce__pair *p = list ? list->first : NULL; p && status == TRUCE_OK; p = p->next) {
        uint64_t number;
        if (!g->written.count || !number_of(p->value, 0, g->written.count - 1, &number)) {
            status = TRUCE__WRONG(g->f, p->value->loc, "options are numbered from 0 in the order of the file",
                                  "there is no such option; there are %zu", g->written.count);
            continue;
        }
        truce__draft_option *option = &g->written.at[number];
        if (option->party != TRUCE__NONE) {
            status = TRUCE__WRONG(g->f, p->value->loc, "leave it to one of them",
                                  "option %u, '%.*s', is listed twice: it can have one decision maker",
                                  (unsigned)number, truce__clip(option->name, strlen(option->name)), option->name);
            continue;
        }
        option->party = party;
        status = truce__vec_push(g->f->ctx, &g->sorted, *option);
    }
    return status;
}

static truce_status read_makers(gmcr *g) {
    uint32_t number = 0;
    for (const truce__pair *p = g->makers->first; p; p = p->next, number++) {
        const truce__yaml *name = entry(p->value, "name");
        char otherwise[32];
        snprintf(otherwise, sizeof otherwise, "party_%u", number);
        if (p->value->kind != TRUCE__YAML_MAP || !name || name->kind != TRUCE__YAML_SCALAR) {
            TRY(TRUCE__WRONG(g->f, p->value->loc, "give it a 'name'", "decision maker %u has no name", number));
            continue;
        }
        maker m = {truce__fresh_id(g->f, &g->ids, name->text, otherwise), name->text, p->value};
        if (!m.id) return TRUCE_E_NOMEM;
        TRY(truce__vec_push(g->f->ctx, &g->parties, m));
        TRY(give_options(g, (uint32_t)g->parties.count - 1));
    }
    for (size_t i = 0; i < g->written.count && !g->f->errors; i++)
        if (g->written.at[i].party == TRUCE__NONE)
            TRY(TRUCE__WRONG(g->f, g->options->loc, "list its number under the 'options' of one",
                             "option %zu, '%.*s', has no decision maker", i,
                             truce__clip(g->written.at[i].name, strlen(g->written.at[i].name)),
                             g->written.at[i].name));
    return TRUCE_OK;
}

/* --------------------------------------------------------------- conditions */

static truce_status read_literal(gmcr *g, const truce__yaml *node, truce__text *text) {
    const truce__yaml *option = node->kind == TRUCE__YAML_LIST && node->count == 2 ? node->first->value : NULL;
    const truce__yaml *sign = option ? node->last->value : NULL;
    uint64_t number;
    if (!option || (!is_text(sign, "Y") && !is_text(sign, "N")))
        return TRUCE__WRONG(g->f, node->loc, "write [0, \"Y\"] or [0, \"N\"]", "this is no part of a condition");
    if (!g->written.count || !number_of(option, 0, g->written.count - 1, &number))
        return TRUCE__WRONG(g->f, option->loc, "options are numbered from 0 in the order of the file",
                            "there is no such option; there are %zu", g->written.count);
    truce__text_printf(text, "%s%s", is_text(sign, "Y") ? "" : "not ", g->written.at[number].id);
    return TRUCE_OK;
}

static truce_status read_simple(gmcr *g, const truce__yaml *node, truce__text *text) {
    if (node->kind != TRUCE__YAML_LIST)
        return TRUCE__WRONG(g->f, node->loc, "write [[0, \"Y\"], [1, \"N\"]]", "this is no condition");
    if (!node->count) truce__text_puts(text, "true");
    for (const truce__pair *p = node->first; p; p = p->next) {
        if (p != node->first) truce__text_puts(text, " and ");
        TRY(read_literal(g, p->value, text));
    }
    return TRUCE_OK;
}

/* A condition, a compound, or {name, state: [{option, yn}]} of the Chrome app. */
static truce_status read_condition(gmcr *g, const truce__yaml *node, truce__text *text) {
    if (node->kind != TRUCE__YAML_MAP) return read_simple(g, node, text);
    const truce__yaml *members = entry(node, "members"), *state = entry(node, "state");
    if (members && members->kind == TRUCE__YAML_LIST && members->count) {
        for (const truce__pair *p = members->first; p; p = p->next) {
            truce__text_puts(text, p == members->first ? "(" : " or (");
            TRY(read_simple(g, p->value, text));
            truce__text_puts(text, ")");
        }
        return TRUCE_OK;
    }
    if (!state || state->kind != TRUCE__YAML_LIST || !state->count)
        return TRUCE__WRONG(g->f, node->loc, "write {\"compound\": true, \"members\": [condition, ...]}",
                            "this is no condition");
    for (const truce__pair *p = state->first; p; p = p->next) {
        const truce__yaml *option = entry(p->value, "option"), *yes = entry(p->value, "yn");
        uint64_t number;
        bool is_yes = is_text(yes, "true");
        if (!g->written.count || !number_of(option, 0, g->written.count - 1, &number) ||
            (!is_yes && !is_text(yes, "false")))
            return TRUCE__WRONG(g->f, p->value->loc, "write an option's number and true or false",
                                "this is no part of a condition");
        truce__text_printf(text, "%s%s%s", p == state->first ? "" : " and ", is_yes ? "" : "not ",
                           g->written.at[number].id);
    }
    return TRUCE_OK;
}

static truce_status read_infeasible(gmcr *g) {
    truce_status status = TRUCE_OK;
    const truce__yaml *list = list_of(g, g->root, "infeasibles", &status);
    TRY(status);
    if (!list || !list->count) return TRUCE_OK;
    truce__text_puts(&g->f->yaml, "feasible:\n");
    for (const truce__pair *p = list->first; p; p = p->next) {
        truce__text_puts(&g->f->yaml, "  - not (");
        TRY(read_condition(g, p->value, &g->f->yaml));
        truce__text_puts(&g->f->yaml, ")\n");
    }
    return TRUCE_OK;
}

/* -------------------------------------------------------------- preferences */

static truce_status read_statements(gmcr *g, const maker *m) {
    truce_status status = TRUCE_OK;
    const truce__yaml *list = list_of(g, m->map, "preferences", &status);
    TRY(status);
    if (!list || !list->count) return TRUCE_OK;
    truce__draft_prefer(g->f, m->id);
    truce__text_puts(&g->f->yaml, "    order:\n");
    for (const truce__pair *p = list->first; p; p = p->next) {
        truce__text_puts(&g->f->yaml, "      - ");
        TRY(read_condition(g, p->value, &g->f->yaml));
        truce__text_puts(&g->f->yaml, "\n");
    }
    return TRUCE_OK;
}

static truce_status name_state(gmcr *g, const truce__yaml *node, double value, double *values, uint32_t n_states) {
    uint64_t number;
    if (!number_of(node, 1, n_states, &number))
        return TRUCE__WRONG(g->f, node->loc, "states are numbered from 1, the first option varying fastest",
                            "there is no such state: %u are feasible", n_states);
    if (values[number - 1] > 0)
        return TRUCE__WRONG(g->f, node->loc, "leave it at one place; states that are equal stand in one list: [2, 3]",
                            "state %u is ranked twice", (unsigned)number);
    values[number - 1] = value;
    return TRUCE_OK;
}

/* Best first; what is not named comes last. */
static truce_status read_ranking(gmcr *g, const maker *m, const truce__yaml *list, double *values,
                                 uint32_t n_states) {
    uint32_t place = list->count + 1;
    for (uint32_t i = 0; i < n_states; i++) values[i] = 0;
    for (const truce__pair *p = list->first; p; p = p->next) {
        double value = place--;
        if (p->value->kind != TRUCE__YAML_LIST) TRY(name_state(g, p->value, value, values, n_states));
        else
            for (const truce__pair *t = p->value->first; t; t = t->next)
                TRY(name_state(g, t->value, value, values, n_states));
    }
    uint32_t missing = 0;
    for (uint32_t i = 0; i < n_states; i++) missing += values[i] <= 0;
    if (missing)
        TRY(TRUCE__LOST(g->f, list->loc, NULL, "%u of %u states are not ranked: they come last, as equals", missing,
                        n_states));
    return truce__draft_rank(g->f, m->id, values, n_states);
}

/* How many states there are, from what is written so far. */
static truce_status count_states(gmcr *g, uint32_t *n_states) {
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce__diags_mark said = truce__diags_here(g->f->ctx);
    truce_status status = truce_parse(g->f->ctx, truce__text_bytes(&g->f->yaml), g->f->yaml.length,
                                      g->f->source.file, &model);
    if (status == TRUCE_OK) status = truce_graph_build(g->f->ctx, model, &graph);
    if (status == TRUCE_OK) *n_states = (uint32_t)truce_graph_state_count(graph);
    if (status == TRUCE_OK && truce_graph_state_count(graph) > UINT32_MAX / 16) status = TRUCE_E_LIMIT;
    if (status == TRUCE_OK) truce__diags_forget(g->f->ctx, said); /* what is missing follows */
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

static truce_status read_rankings(gmcr *g) {
    uint32_t n_states = 0;
    if (g->f->yaml.failed) return TRUCE_E_NOMEM;
    TRY(count_states(g, &n_states));
    double *values = truce__calloc(g->f->ctx, (size_t)n_states + 1, sizeof *values);
    truce_status status = values ? TRUCE_OK : TRUCE_E_NOMEM;
    for (size_t i = 0; i < g->parties.count && status == TRUCE_OK; i++) {
        const maker *m = &g->parties.at[i];
        const truce__yaml *list = list_of(g, m->map, "preferenceRanking", &status);
        if (!list && status == TRUCE_OK) list = list_of(g, m->map, "preferenceVector", &status);
        if (list && list->count && status == TRUCE_OK) status = read_ranking(g, m, list, values, n_states);
    }
    truce__free(g->f->ctx, values);
    return status;
}

static truce_status read_preferences(gmcr *g) {
    const truce__yaml *manual = entry(g->root, "useManualPreferenceRanking");
    if (!manual) manual = entry(g->root, "useManualPreferenceVectors");
    if (manual && !is_text(manual, "true") && !is_text(manual, "false"))
        return TRUCE__WRONG(g->f, manual->loc, "true: states are ranked by hand; false: statements rank them",
                            "this is neither true nor false");
    if (manual && is_text(manual, "true")) return read_rankings(g);
    for (size_t i = 0; i < g->parties.count; i++) TRY(read_statements(g, &g->parties.at[i]));
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- the rest */

static truce_status warn_of_rest(gmcr *g) {
    const truce__yaml *coalitions = entry(g->root, "coalitions");
    for (const truce__pair *p = coalitions ? coalitions->first : NULL; p; p = p->next)
        if (p->value->kind == TRUCE__YAML_LIST && p->value->count > 1)
            return TRUCE__LOST(g->f, p->value->loc, "ask about coalitions with 'solve --coalitions'",
                               "decision makers stay apart: a truce model has no fixed coalitions");
    for (size_t i = 0; i < g->parties.count; i++) {
        const truce__yaml *list = entry(g->parties.at[i].map, "misperceptions");
        if (list && list->count)
            return TRUCE__LOST(g->f, list->loc, "'perceives' says what a party sees otherwise",
                               "misperceptions are not read");
    }
    return TRUCE_OK;
}

/* What truce wrote: the title, and the level of each option today. */
static truce_status read_own(gmcr *g, const char **title) {
    const truce__yaml *own = entry(g->root, "x-truce");
    const truce__yaml *name = entry(own, "title"), *today = entry(own, "status_quo");
    *title = name && name->kind == TRUCE__YAML_SCALAR ? name->text : NULL;
    if (!today) return TRUCE_OK;
    bool is_right = today->kind == TRUCE__YAML_LIST && today->count == g->sorted.count;
    size_t i = 0;
    for (const truce__pair *p = is_right ? today->first : NULL; p; p = p->next, i++) {
        is_right &= is_text(p->value, "Y") || is_text(p->value, "N");
        g->sorted.at[i].today = is_text(p->value, "Y");
    }
    if (is_right) return TRUCE_OK;
    return TRUCE__WRONG(g->f, today->loc, "write [\"Y\", \"N\", ...]", "this is \"Y\" or \"N\" for each option");
}

static truce_status write_head(gmcr *g) {
    const size_t count = g->parties.count;
    const char *title;
    const char **ids = truce__arena_alloc(&g->f->arena, count, sizeof *ids);
    const char **names = truce__arena_alloc(&g->f->arena, count, sizeof *names);
    if (!ids || !names) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < count; i++) ids[i] = g->parties.at[i].id, names[i] = g->parties.at[i].name;
    TRY(read_own(g, &title));
    if (g->f->errors) return TRUCE_OK;
    truce__draft_write(g->f, title, ids, names, (uint32_t)count, g->sorted.at, (uint32_t)g->sorted.count);
    return TRUCE_OK;
}

static truce_status read_whole(gmcr *g) {
    truce_status status = TRUCE_OK;
    const truce__loc start = g->root ? g->root->loc : (truce__loc){0};
    if (!g->root || g->root->kind != TRUCE__YAML_MAP)
        return TRUCE__WRONG(g->f, start, "GMCR+ saves a JSON object with 'decisionMakers' and 'options'",
                            "this is no .gmcr file");
    g->options = list_of(g, g->root, "options", &status);
    if (status == TRUCE_OK) g->makers = list_of(g, g->root, "decisionMakers", &status);
    TRY(status);
    if (g->f->errors) return TRUCE_OK;
    if (!g->options || !g->makers || !g->options->count || !g->makers->count)
        return TRUCE__WRONG(g->f, g->root->loc, "GMCR+ saves both, lists with an entry each", "the file has no %s",
                            !g->options || !g->options->count ? "options" : "decision makers");
    TRY(read_options(g));
    if (g->f->errors) return TRUCE_OK;
    TRY(read_makers(g));
    if (g->f->errors) return TRUCE_OK;
    TRY(write_head(g));
    TRY(read_infeasible(g));
    if (g->f->errors) return TRUCE_OK;
    TRY(warn_of_rest(g));
    return read_preferences(g);
}

truce_status truce__read_gmcr(truce__foreign *f) {
    gmcr g = {.f = f};
    truce__document document;
    truce_status status =
        truce__document_read(f->ctx, &f->arena, f->source.text, f->source.length, f->source.file, &document);
    g.root = document.root;
    f->errors += document.has_errors || !document.root;
    if (status == TRUCE_OK && !f->errors) status = read_whole(&g);
    truce__vec_free(f->ctx, &g.written);
    truce__vec_free(f->ctx, &g.parties);
    truce__vec_free(f->ctx, &g.sorted);
    truce__vec_free(f->ctx, &g.ids.all);
    truce__document_free(&document);
    return status;
}
