/* SPDX-License-Identifier: Apache-2.0 */
/* `states` and `solve` in their three formats. */
#include "render/csv.h"
#include "render/frame.h"
#include "render/json.h"
#include "render/sentences.h"
#include "render/moves_list.h"

/* ---------------------------------------------------------------- states */

static void states_json(truce__out *out, const truce_graph *graph, truce__pick *pick) {
    truce__json json;
    truce__json_begin(&json, out, "truce.states.v1");
    truce__json_model(&json, graph->model);
    if (truce_graph_is_after_expiry(graph)) truce__json_definitions(&json, graph);
    truce__json_parties(&json, graph->model);
    truce__json_options(&json, graph->model);
    truce__json_states(&json, graph);
    truce__json_list(&json, "table", true);
    for (truce_state state = truce__pick_next(pick); state; state = truce__pick_next(pick)) {
        if (truce__out_failed(out)) break;
        truce__json_object(&json, NULL, false);
        truce__json_state_code(&json, "state", graph, state);
        truce__json_levels(&json, graph, state);
        truce__json_outcomes(&json, graph, state);
        truce__json_rank(&json, graph, state);
        if (pick->options->show_moves) truce__json_moves(&json, graph, state);
        truce__json_end(&json);
    }
    truce__json_end(&json);
    truce__json_bool(&json, "truncated", truce__pick_is_cut(pick));
    truce__json_end(&json);
}

static void states_csv(truce__out *out, const truce_graph *graph, truce__pick *pick) {
    truce__csv csv = {.out = out};
    truce__out_note(out, truce__frame_warn_of_cut(out->ctx, graph, pick));
    if (pick->options->show_moves) {
        truce__moves_csv(out, graph, pick);
        return;
    }
    truce__csv_state_head(&csv, graph);
    truce__csv_end_row(&csv);
    for (truce_state state = truce__pick_next(pick); state; state = truce__pick_next(pick)) {
        if (truce__out_failed(out)) break;
        truce__csv_state(&csv, graph, state);
        truce__csv_end_row(&csv);
    }
}

static void states_table(truce__out *out, const truce_graph *graph, truce__pick *pick) {
    truce__frame_head(out, graph);
    if (pick->total > 0) truce__option_table(out, graph, NULL, pick);
    else truce__out_puts(out, "\nNo state matches.\n");
    if (pick->options->show_moves && pick->total > 0) {
        truce__pick_rewind(pick);
        truce__moves_words(out, graph, pick);
    }
    truce__frame_cut(out, pick);
}

truce_status truce_render_states(truce_ctx *ctx, const truce_graph *graph, const truce_render_options *options,
                                 const truce_sink *sink) {
    options = truce__render_options(options);
    truce__out out;
    truce__pick pick;
    truce__out_init(&out, ctx, options, sink);
    truce__out_note(&out, truce__pick_init(ctx, graph, NULL, options, &pick));
    if (!truce__out_failed(&out)) {
        if (options->format == TRUCE_FORMAT_JSON) states_json(&out, graph, &pick);
        else if (options->format == TRUCE_FORMAT_CSV) states_csv(&out, graph, &pick);
        else states_table(&out, graph, &pick);
    }
    truce__pick_free(ctx, &pick);
    return truce__out_end(&out);
}

/* ----------------------------------------------------------------- solve */

static const char *concept_id(const truce_solution *solution, uint32_t slot) {
    return truce_concept_at(truce_solution_concept(solution, slot))->id;
}

static void counts_json(truce__json *json, const truce_solution *solution) {
    const truce_model *model = truce_solution_graph(solution)->model;
    uint32_t slots = truce_solution_concept_count(solution);
    truce__json_list(json, "concepts", false);
    for (uint32_t slot = 0; slot < slots; slot++) truce__json_text(json, NULL, concept_id(solution, slot));
    truce__json_end(json);
    truce__json_object(json, "counts", false);
    for (uint32_t slot = 0; slot < slots; slot++)
        truce__json_number(json, concept_id(solution, slot), truce_set_count(truce_solution_equilibria(solution, slot)));
    truce__json_end(json);
    truce__json_object(json, "stable_counts", false);
    for (uint32_t slot = 0; slot < slots; slot++) {
        truce__json_object(json, concept_id(solution, slot), false);
        for (uint32_t party = 0; party < model->n_parties; party++)
            truce__json_number(json, model->parties[party].id,
                               truce_set_count(truce_solution_stable(solution, slot, party)));
        truce__json_end(json);
    }
    truce__json_end(json);
}

/* The lists of equilibria; true when the limit cut one short. */
static bool equilibria_json(truce__json *json, const truce_solution *solution, uint64_t limit) {
    bool is_cut = false;
    truce__json_object(json, "equilibria", false);
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) {
        const truce_set *set = truce_solution_equilibria(solution, slot);
        uint64_t count = 0;
        truce__json_list(json, concept_id(solution, slot), false);
        for (truce_state s = truce_set_next(set, 0); s && (!limit || count < limit); s = truce_set_next(set, s), count++) {
            if (truce__out_failed(json->out)) break;
            truce__json_number(json, NULL, s);
        }
        truce__json_end(json);
        is_cut |= count < truce_set_count(set);
    }
    truce__json_end(json);
    return is_cut;
}

static void stable_json(truce__json *json, const truce_solution *solution, truce_state state) {
    const truce_model *model = truce_solution_graph(solution)->model;
    truce__json_object(json, "stable", false);
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) {
        truce__json_list(json, concept_id(solution, slot), false);
        for (uint32_t party = 0; party < model->n_parties; party++)
            if (truce_set_contains(truce_solution_stable(solution, slot, party), state))
                truce__json_text(json, NULL, model->parties[party].id);
        truce__json_end(json);
    }
    truce__json_end(json);
}

static void solve_json(truce__out *out, const truce_solution *solution, truce__pick *pick) {
    const truce_graph *graph = truce_solution_graph(solution);
    truce__json json;
    truce__json_begin(&json, out, "truce.solve.v1");
    truce__json_model(&json, graph->model);
    truce__json_definitions(&json, graph);
    truce__json_parties(&json, graph->model);
    truce__json_options(&json, graph->model);
    truce__json_states(&json, graph);
    counts_json(&json, solution);
    bool is_cut = equilibria_json(&json, solution, pick->options->limit);
    truce__json_list(&json, "table", true);
    for (truce_state state = truce__pick_next(pick); state; state = truce__pick_next(pick)) {
        if (truce__out_failed(out)) break;
        truce__json_object(&json, NULL, false);
        truce__json_state_code(&json, "state", graph, state);
        truce__json_outcomes(&json, graph, state);
        truce__json_rank(&json, graph, state);
        stable_json(&json, solution, state);
        truce__json_end(&json);
    }
    truce__json_end(&json);
    truce__json_bool(&json, "truncated", is_cut || truce__pick_is_cut(pick));
    if (pick->options->says_verified) truce__json_number(&json, "verified", pick->options->verified);
    truce__json_end(&json);
}

static void solve_csv_head(truce__csv *csv, const truce_solution *solution) {
    const truce_model *model = truce_solution_graph(solution)->model;
    truce__csv_state_head(csv, truce_solution_graph(solution));
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) {
        for (uint32_t party = 0; party < model->n_parties; party++)
            truce__csv_joined(csv, concept_id(solution, slot), model->parties[party].id);
        truce__csv_joined(csv, "eq", concept_id(solution, slot));
    }
    truce__csv_end_row(csv);
}

static void solve_csv(truce__out *out, const truce_solution *solution, truce__pick *pick) {
    const truce_graph *graph = truce_solution_graph(solution);
    truce__csv csv = {.out = out};
    truce__out_note(out, truce__frame_warn_of_cut(out->ctx, graph, pick));
    solve_csv_head(&csv, solution);
    for (truce_state state = truce__pick_next(pick); state; state = truce__pick_next(pick)) {
        if (truce__out_failed(out)) break;
        truce__csv_state(&csv, graph, state);
        for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) {
            for (uint32_t party = 0; party < graph->model->n_parties; party++)
                truce__csv_number(&csv, truce_set_contains(truce_solution_stable(solution, slot, party), state));
            truce__csv_number(&csv, truce_set_contains(truce_solution_equilibria(solution, slot), state));
        }
        truce__csv_end_row(&csv);
    }
}

static void solve_table(truce__out *out, const truce_solution *solution, truce__pick *pick) {
    const truce_graph *graph = truce_solution_graph(solution);
    truce__frame_head(out, graph);
    if (truce__pick_count(pick) > 0) {
        switch (pick->options->view) {
        case TRUCE_VIEW_STABILITY: truce__stability_table(out, solution, pick); break;
        case TRUCE_VIEW_OPTIONS: truce__option_table(out, graph, solution, pick); break;
        case TRUCE_VIEW_TABLEAU: truce__tableau(out, solution, pick->options); break;
        }
    } else if (pick->options->kind != TRUCE_ROWS_NONE) {
        truce__out_puts(out, pick->options->rows ? "\nNo state matches.\n" : "\nNo state is an equilibrium.\n");
    }
    truce__frame_foot(out, solution, pick);
    truce__say_solved(out, solution, pick->options->at);
}

truce_status truce_render_solve(truce_ctx *ctx, const truce_solution *solution, const truce_render_options *options,
                                const truce_sink *sink) {
    options = truce__render_options(options);
    truce__out out;
    truce__pick pick;
    truce__out_init(&out, ctx, options, sink);
    out.served = &truce_solution_graph(solution)->space;
    truce__out_note(&out, truce__pick_init(ctx, truce_solution_graph(solution), solution, options, &pick));
    if (!truce__out_failed(&out)) {
        if (options->format == TRUCE_FORMAT_JSON) solve_json(&out, solution, &pick);
        else if (options->format == TRUCE_FORMAT_CSV) solve_csv(&out, solution, &pick);
        else solve_table(&out, solution, &pick);
    }
    truce__pick_free(ctx, &pick);
    return truce__out_end(&out);
}
