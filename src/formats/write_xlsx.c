/* SPDX-License-Identifier: Apache-2.0 */
/* A workbook of a spreadsheet program, which the host makes: options, states, ranks, moves, a sheet each. */
#include "formats/formats.h"

enum { MOST_ROWS = 1 << 20 /* of a sheet, with its head */ };

typedef struct filling {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce_model *model;
    const truce_solution *solution;
    const truce_workbook *book;
    uint32_t row;
    uint16_t column;
    bool has_failed;
} filling;

static void put_text(filling *f, const char *text) {
    if (!f->has_failed) f->has_failed = !f->book->text(f->book->ud, f->row, f->column, text);
    f->column++;
}

static void put_number(filling *f, uint64_t number) {
    if (!f->has_failed) f->has_failed = !f->book->number(f->book->ud, f->row, f->column, (double)number);
    f->column++;
}

static void put_truth(filling *f, bool is_true) {
    put_text(f, is_true ? "yes" : "no");
}

static void end_row(filling *f) {
    f->row++;
    f->column = 0;
}

static void begin_sheet(filling *f, const char *name) {
    f->row = 0;
    f->column = 0;
    if (!f->has_failed) f->has_failed = !f->book->sheet(f->book->ud, name);
}

static truce_status how_it_went(const filling *f) {
    return f->has_failed ? TRUCE_E_IO : truce__go_on(f->ctx);
}

static void put_options(filling *f) {
    static const char *const heads[] = {"party", "party_name", "option", "option_name", "levels", "moves", "step"};
    static const char *const moves[] = {[TRUCE__MOVES_BOTH] = "both", [TRUCE__MOVES_UP] = "up",
                                        [TRUCE__MOVES_DOWN] = "down", [TRUCE__MOVES_NONE] = "none"};
    truce__text levels;
    truce__text_init(&levels, f->ctx);
    begin_sheet(f, "options");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) put_text(f, heads[i]);
    end_row(f);
    for (uint32_t o = 0; o < truce_model_option_count(f->model); o++) {
        const truce__option *option = &f->model->options[o];
        truce__text_clear(&levels);
        for (uint32_t level = 0; level < option->n_levels; level++)
            truce__text_printf(&levels, "%s%s", level ? ", " : "", option->levels[level]);
        put_text(f, f->model->parties[option->party].id);
        put_text(f, f->model->parties[option->party].name);
        put_text(f, option->id);
        put_text(f, option->name);
        put_text(f, truce__text_bytes(&levels));
        put_text(f, moves[option->moves]);
        if (option->step) put_number(f, option->step);
        end_row(f);
    }
    f->has_failed |= levels.failed;
    truce__text_free(&levels);
}

static void put_prefixed(filling *f, truce__text *text, const char *prefix, const char *id) {
    truce__text_clear(text);
    truce__text_printf(text, "%s%s", prefix, id);
    put_text(f, truce__text_bytes(text));
}

static void put_state(filling *f, truce_state state, truce__text *text) {
    char code[TRUCE_CODE_SIZE];
    uint8_t levels[TRUCE__MAX_OPTIONS];
    uint32_t n_options = truce_model_option_count(f->model);
    put_number(f, state);
    put_text(f, truce_graph_state_code(f->graph, state, code));
    if (n_options) truce_graph_state_levels(f->graph, state, levels);
    for (uint32_t o = 0; o < n_options; o++)
        put_text(f, levels[o] == TRUCE_LEVEL_MIXED ? "-" : f->model->options[o].levels[levels[o]]);
    truce__text_clear(text);
    for (uint32_t i = 0; i < f->model->n_outcomes; i++)
        if (truce_graph_has_outcome(f->graph, state, i))
            truce__text_printf(text, "%s%s", text->length ? " " : "", f->model->outcomes[i].id);
    put_text(f, truce__text_bytes(text));
    put_truth(f, truce_graph_status_quo(f->graph) == state);
    for (uint32_t i = 0; i < truce_solution_concept_count(f->solution); i++)
        put_truth(f, truce_solution_holds(f->solution, i, state) == TRUCE_STABLE);
    end_row(f);
}

static truce_status put_states(filling *f) {
    truce__text text;
    truce__text_init(&text, f->ctx);
    begin_sheet(f, "states");
    put_text(f, "state");
    put_text(f, "code");
    for (uint32_t o = 0; o < truce_model_option_count(f->model); o++) put_text(f, f->model->options[o].id);
    put_text(f, "outcomes");
    put_text(f, "status_quo");
    for (uint32_t i = 0; i < truce_solution_concept_count(f->solution); i++)
        put_prefixed(f, &text, "equilibrium_", truce_concept_at(truce_solution_concept(f->solution, i))->id);
    end_row(f);
    for (truce_state s = 1; s <= truce_graph_state_count(f->graph) && !f->has_failed; s++) {
        if (s % 256 == 0 && truce__is_cancelled(f->ctx)) break;
        put_state(f, s, &text);
    }
    f->has_failed |= text.failed;
    truce__text_free(&text);
    return how_it_went(f);
}

static truce_status put_ranks(filling *f) {
    char code[TRUCE_CODE_SIZE];
    begin_sheet(f, "ranks");
    put_text(f, "state");
    put_text(f, "code");
    for (uint32_t p = 0; p < f->model->n_parties; p++) put_text(f, f->model->parties[p].id);
    end_row(f);
    for (truce_state s = 1; s <= truce_graph_state_count(f->graph) && !f->has_failed; s++) {
        if (s % 256 == 0 && truce__is_cancelled(f->ctx)) break;
        put_number(f, s);
        put_text(f, truce_graph_state_code(f->graph, s, code));
        for (uint32_t p = 0; p < f->model->n_parties; p++) put_number(f, truce_graph_rank(f->graph, p, s));
        end_row(f);
    }
    return how_it_went(f);
}

static truce_status put_move(void *ud, const truce__move_row *move) {
    filling *f = ud;
    put_number(f, move->from);
    put_number(f, move->to);
    put_text(f, f->model->parties[move->party].id);
    put_truth(f, move->is_improvement);
    put_truth(f, move->is_one_way);
    end_row(f);
    return f->has_failed ? TRUCE_E_IO : TRUCE_OK;
}

/* The sheet of moves, if they have room there; else a warning. */
static truce_status put_moves(filling *f, const truce__loss *loss) {
    static const char *const heads[] = {"from", "to", "party", "improvement", "one_way"};
    bool is_over = false;
    TRY(truce__moves_are_over(f->ctx, f->graph, MOST_ROWS - 1, &is_over));
    if (is_over)
        return truce__diag(f->ctx, TRUCE_WARNING, &loss->model->source, (truce__loc){0}, NULL,
                           "%s has no sheet of the moves: it would have more than %d rows", loss->format, MOST_ROWS);
    begin_sheet(f, "moves");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) put_text(f, heads[i]);
    end_row(f);
    return truce__moves_each(f->ctx, f->graph, put_move, f);
}

truce_status truce__write_xlsx(truce_ctx *ctx, const truce_graph *graph, const truce_workbook *book) {
    filling f = {.ctx = ctx, .graph = graph, .model = graph->model, .book = book};
    const truce__loss loss = {.ctx = ctx, .model = graph->model, .format = "a workbook",
                              .moves = TRUCE__HOLDS_MOVES, .holds_today = true, .holds_outcomes = true};
    truce_solution *solution = NULL;
    TRY(truce__states_refuse(&loss, graph, MOST_ROWS - 1, "a table of states has no limit: --to csv"));
    TRY(truce__written_verdicts(&loss, graph, &solution));
    f.solution = solution;
    put_options(&f);
    truce_status status = how_it_went(&f);
    if (status == TRUCE_OK) status = put_states(&f);
    if (status == TRUCE_OK) status = put_ranks(&f);
    if (status == TRUCE_OK) status = put_moves(&f, &loss);
    truce_solution_free(solution);
    return status;
}
