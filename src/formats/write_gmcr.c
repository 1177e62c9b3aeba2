/* SPDX-License-Identifier: Apache-2.0 */
/*
 * .gmcr for GMCR+. Its options are taken or not, so an option of more levels becomes one for each level from the
 * second on ("at least that"), with conditions that exclude a higher one without the lower. States and moves stay the
 * same. Statements are written as conditions where each is few boxes of options; else every party gets a ranking of
 * the states.
 */
#include "formats/formats.h"
#include "render/json.h"

enum { MOST_BOXES = 4096, MOST_BOXES_OF_A_STATEMENT = 64, MOST_STATEMENTS = 63 /* GMCR+ takes no more */ };

typedef struct writing {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce_model *model;
    truce__out out;
    truce__json json;
    truce__partial partial;
    uint64_t all[TRUCE__MAX_OPTIONS];
    uint32_t first[TRUCE__MAX_OPTIONS + 1]; /* of each option, its first one there */
    const truce__formula *formulas;         /* that are asked about: whether any is `wanted` */
    uint32_t n_formulas;
    bool wanted;
    bool by_statements;
} writing;

/* ------------------------------------------------------------------- boxes */

static truce__truth any_is(void *ud, const uint64_t *allowed) {
    writing *w = ud;
    truce__truth truth = TRUCE__FALSE;
    for (uint32_t i = 0; i < w->n_formulas && truth != TRUCE__TRUE; i++) {
        truce__truth one = truce__partial_eval(&w->partial, &w->formulas[i], allowed);
        if (!w->wanted) one = truce__negate(one);
        if (one > truth) truth = one;
    }
    return truth;
}

/* The boxes in which any of these statements is true, or is false. */
static truce_status find_boxes(writing *w, const truce__stmt *stmts, uint32_t count, bool wanted, size_t most,
                               truce__cubes *boxes) {
    truce__formula *formulas = truce__arena_alloc(&w->partial.arena, count, sizeof *formulas);
    *boxes = (truce__cubes){.ctx = w->ctx, .n_options = w->model->n_options, .all = w->all, .truth = any_is, .ud = w,
                            .most = most};
    if (!formulas) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < count; i++) {
        TRY(truce__partial_compile(&w->partial, &stmts[i], &formulas[i]));
        boxes->relevant |= formulas[i].options;
    }
    w->formulas = formulas;
    w->n_formulas = count;
    w->wanted = wanted;
    return truce__cubes_find(boxes);
}

static void put_literal(writing *w, uint32_t option, bool is_taken) {
    truce__json_list(&w->json, NULL, false);
    truce__json_number(&w->json, NULL, option);
    truce__json_text(&w->json, NULL, is_taken ? "Y" : "N");
    truce__json_end(&w->json);
}

static void put_box(writing *w, const uint64_t *box) {
    truce__json_list(&w->json, NULL, false);
    for (uint32_t o = 0; o < w->model->n_options; o++) {
        if (box[o] == w->all[o]) continue;
        uint32_t level = (uint32_t)__builtin_ctzll(box[o]);
        if (level > 0) put_literal(w, w->first[o] + level - 1, true);
        if (level + 1 < w->model->options[o].n_levels) put_literal(w, w->first[o] + level, false);
    }
    truce__json_end(&w->json);
}

/* ------------------------------------------------------------------- parts */

static void put_options(writing *w, truce__text *name) {
    static const char *const directions[] = {[TRUCE__MOVES_BOTH] = "both", [TRUCE__MOVES_UP] = "fwd",
                                             [TRUCE__MOVES_DOWN] = "back", [TRUCE__MOVES_NONE] = "both"};
    truce__json_list(&w->json, "options", true);
    for (uint32_t o = 0; o < w->model->n_options; o++)
        for (uint32_t level = 1; level < w->model->options[o].n_levels; level++) {
            const truce__option *option = &w->model->options[o];
            truce__text_clear(name);
            truce__text_puts(name, option->name);
            if (option->n_levels > 2) truce__text_printf(name, ": at least %s", option->levels[level]);
            truce__json_object(&w->json, NULL, false);
            truce__json_text(&w->json, "name", truce__text_bytes(name));
            truce__json_text(&w->json, "permittedDirection", directions[option->moves]);
            truce__json_end(&w->json);
        }
    truce__json_end(&w->json);
}

static truce_status put_infeasible(writing *w) {
    truce_status status = TRUCE_OK;
    size_t left = MOST_BOXES;
    truce__json_list(&w->json, "infeasibles", true);
    for (uint32_t o = 0; o < w->model->n_options; o++)
        for (uint32_t level = 2; level < w->model->options[o].n_levels; level++) {
            truce__json_list(&w->json, NULL, false);
            put_literal(w, w->first[o] + level - 2, false);
            put_literal(w, w->first[o] + level - 1, true);
            truce__json_end(&w->json);
        }
    for (uint32_t r = 0; r < w->model->n_rules && status == TRUCE_OK; r++) {
        truce__cubes boxes;
        status = find_boxes(w, &w->model->rules[r].stmt, 1, false, left, &boxes);
        if (status == TRUCE_OK && boxes.is_over) {
            status = truce__diag(w->ctx, TRUCE_ERROR, &w->model->source, w->model->rules[r].stmt.loc, NULL,
                                 "this rule takes more than %d conditions of GMCR+", MOST_BOXES);
            if (status == TRUCE_OK) status = TRUCE_E_MODEL;
        }
        for (size_t i = 0; i < boxes.found.count && status == TRUCE_OK; i += boxes.n_options, left--)
            put_box(w, boxes.found.at + i);
        truce__vec_free(w->ctx, &boxes.found);
    }
    truce__json_end(&w->json);
    return status;
}

/* Whether each item of the order is few boxes. */
static truce_status are_statements(writing *w, const truce__pref *pref, bool *are) {
    *are = pref->kind == TRUCE__PREF_NONE || (pref->kind == TRUCE__PREF_ORDER && pref->n_items <= MOST_STATEMENTS);
    for (uint32_t i = 0; i < pref->n_items && *are; i++) {
        truce__cubes boxes;
        truce_status status = find_boxes(w, pref->items[i].stmts, pref->items[i].n_stmts, true,
                                         MOST_BOXES_OF_A_STATEMENT, &boxes);
        *are = !boxes.is_over;
        truce__vec_free(w->ctx, &boxes.found);
        TRY(status);
    }
    return TRUCE_OK;
}

static truce_status put_statements(writing *w, const truce__pref *pref) {
    truce_status status = TRUCE_OK;
    truce__json_list(&w->json, "preferences", false);
    for (uint32_t i = 0; i < pref->n_items && status == TRUCE_OK; i++) {
        truce__cubes boxes;
        status = find_boxes(w, pref->items[i].stmts, pref->items[i].n_stmts, true, MOST_BOXES_OF_A_STATEMENT, &boxes);
        size_t count = boxes.found.count / boxes.n_options;
        if (status == TRUCE_OK && count > 1) {
            truce__json_object(&w->json, NULL, false);
            truce__json_bool(&w->json, "compound", true);
            truce__json_list(&w->json, "members", false);
        }
        for (size_t k = 0; k < count && status == TRUCE_OK; k++) put_box(w, boxes.found.at + k * boxes.n_options);
        if (status == TRUCE_OK && count > 1) truce__json_end(&w->json), truce__json_end(&w->json);
        truce__vec_free(w->ctx, &boxes.found);
    }
    truce__json_end(&w->json);
    return status;
}

typedef struct placed {
    uint64_t code; /* with an option for each level from the second on */
    uint32_t rank, number;
} placed;

static int by_code(const void *a, const void *b) {
    const placed *x = a, *y = b;
    return (x->code > y->code) - (x->code < y->code);
}
static int best_first(const void *a, const void *b) {
    const placed *x = a, *y = b;
    if (x->rank != y->rank) return x->rank < y->rank ? 1 : -1;
    return (x->number > y->number) - (x->number < y->number);
}

/* States by their numbers there. */
static truce_status number_states(writing *w, placed *states, size_t count) {
    const truce__space *space = &w->graph->space;
    for (size_t i = 0; i < count; i++) {
        uint32_t levels[TRUCE__MAX_OPTIONS];
        uint64_t cell = truce__space_cell(space, i + 1);
        truce__space_levels(space, space->is_product ? cell : space->code[cell], levels);
        states[i].code = 0;
        for (uint32_t o = 0; o < w->model->n_options; o++)
            states[i].code |= ((UINT64_C(1) << levels[o]) - 1) << w->first[o];
        states[i].number = (uint32_t)i; /* ours, for now */
    }
    return truce__sort(w->ctx, states, count, sizeof *states, by_code);
}

static truce_status put_ranking(writing *w, uint32_t party, placed *states, size_t count) {
    TRY(number_states(w, states, count));
    for (size_t i = 0; i < count; i++) {
        uint64_t cell = truce__space_cell(&w->graph->space, states[i].number + (truce_state)1);
        states[i].rank = truce__graph_rank_at(w->graph, party, cell);
        states[i].number = (uint32_t)i + 1;
    }
    TRY(truce__sort(w->ctx, states, count, sizeof *states, best_first));
    truce__json_list(&w->json, "preferenceRanking", false);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && states[end].rank == states[i].rank; end++) {}
        if (end > i + 1) truce__json_list(&w->json, NULL, false);
        for (size_t k = i; k < end; k++) truce__json_number(&w->json, NULL, states[k].number);
        if (end > i + 1) truce__json_end(&w->json);
    }
    truce__json_end(&w->json);
    return TRUCE_OK;
}

static truce_status put_makers(writing *w) {
    const size_t count = w->by_statements ? 0 : (size_t)truce_graph_state_count(w->graph);
    placed *states = truce__calloc(w->ctx, count + 1, sizeof *states);
    truce_status status = states ? TRUCE_OK : TRUCE_E_NOMEM;
    truce__json_list(&w->json, "decisionMakers", true);
    for (uint32_t p = 0; p < w->model->n_parties && status == TRUCE_OK; p++) {
        const truce__party *party = &w->model->parties[p];
        truce__json_object(&w->json, NULL, false);
        truce__json_text(&w->json, "name", party->name);
        truce__json_list(&w->json, "options", false);
        for (uint32_t o = w->first[party->first_option]; o < w->first[party->first_option + party->n_options]; o++)
            truce__json_number(&w->json, NULL, o);
        truce__json_end(&w->json);
        if (w->by_statements) {
            status = put_statements(w, &w->model->prefs[p]);
        } else {
            truce__json_list(&w->json, "preferences", false);
            truce__json_end(&w->json);
            status = put_ranking(w, p, states, count);
        }
        truce__json_list(&w->json, "misperceptions", false);
        truce__json_end(&w->json);
        truce__json_end(&w->json);
    }
    truce__json_end(&w->json);
    truce__free(w->ctx, states);
    return status;
}

static void put_own(writing *w) {
    uint32_t levels[TRUCE__MAX_OPTIONS];
    uint64_t today = w->graph->space.status_quo;
    truce__json_object(&w->json, "x-truce", false);
    if (*w->model->title) truce__json_text(&w->json, "title", w->model->title);
    if (today != UINT64_MAX) {
        truce__space_levels(&w->graph->space, w->graph->space.is_product ? today : w->graph->space.code[today],
                            levels);
        truce__json_list(&w->json, "status_quo", false);
        for (uint32_t o = 0; o < w->model->n_options; o++)
            for (uint32_t level = 1; level < w->model->options[o].n_levels; level++)
                truce__json_text(&w->json, NULL, levels[o] >= level ? "Y" : "N");
        truce__json_end(&w->json);
    }
    truce__json_end(&w->json);
}

/* ------------------------------------------------------------------ warnings */

static truce_status count_options(writing *w) {
    const truce__option *wide = NULL;
    for (uint32_t o = 0; o < w->model->n_options; o++) {
        const truce__option *option = &w->model->options[o];
        w->all[o] = truce__all_levels(option);
        w->first[o + 1] = w->first[o] + option->n_levels - 1;
        if (!option->has_default_levels && !wide) wide = option;
    }
    if (w->first[w->model->n_options] > TRUCE__MAX_OPTIONS) {
        TRY(truce__diag(w->ctx, TRUCE_ERROR, &w->model->source, (truce__loc){0}, NULL,
                        "GMCR+ has options that are taken or not: this model would take %u, and 62 are the most",
                        w->first[w->model->n_options]));
        return TRUCE_E_MODEL;
    }
    if (!wide) return TRUCE_OK;
    return truce__diag(w->ctx, TRUCE_WARNING, &w->model->source, wide->loc, NULL,
                       "a .gmcr file holds no levels: an option becomes one for each level from the second on");
}

static truce_status choose_form(writing *w) {
    w->by_statements = true;
    for (uint32_t p = 0; p < w->model->n_parties && w->by_statements; p++) {
        TRY(are_statements(w, &w->model->prefs[p], &w->by_statements));
        if (w->by_statements) continue;
        TRY(truce__diag(w->ctx, TRUCE_WARNING, &w->model->source, w->model->prefs[p].loc, NULL,
                        "preferences become rankings of states: GMCR+ has no statements like these"));
    }
    return TRUCE_OK;
}

static truce_status write_all(writing *w) {
    truce__text name;
    truce__text_init(&name, w->ctx);
    truce__json_object(&w->json, NULL, true);
    truce__json_text(&w->json, "program", "gmcr-py");
    truce__json_text(&w->json, "version", "0.3.12");
    truce__json_bool(&w->json, "useManualPreferenceRanking", !w->by_statements);
    put_options(w, &name);
    if (name.failed) truce__out_note(&w->out, TRUCE_E_NOMEM);
    truce__text_free(&name);
    TRY(put_makers(w));
    TRY(put_infeasible(w));
    truce__json_list(&w->json, "coalitions", false);
    for (uint32_t p = 0; p < w->model->n_parties; p++) truce__json_number(&w->json, NULL, p);
    truce__json_end(&w->json);
    truce__json_list(&w->json, "coalitionsFull", false);
    truce__json_end(&w->json);
    put_own(w);
    truce__json_end(&w->json);
    return TRUCE_OK;
}

truce_status truce__write_gmcr(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink) {
    writing w = {.ctx = ctx, .graph = graph, .model = graph->model};
    truce__loss loss = {.ctx = ctx, .model = graph->model, .format = "a .gmcr file",
                        .moves = TRUCE__HOLDS_ONE_WAY, .holds_today = true};
    TRY(truce__refuse_stateless(&loss));
    TRY(truce__warn_of_losses(&loss));
    TRY(count_options(&w));
    truce_status status = truce__partial_init(ctx, graph->model, &w.partial);
    if (status == TRUCE_OK) status = choose_form(&w);
    truce__out_init(&w.out, ctx, &(truce_render_options){0}, sink);
    w.json.out = &w.out;
    if (status == TRUCE_OK) status = write_all(&w);
    truce__out_note(&w.out, status);
    status = truce__out_end(&w.out);
    truce__partial_free(&w.partial);
    return status;
}
