/* SPDX-License-Identifier: Apache-2.0 */
/* .nfg for Gambit: a strategy is what a party does with all its options, a pay-off is a rank. */
#include "formats/formats.h"
#include "render/out.h"

enum { MOST_PROFILES = 1 << 20 };

static void put_quoted(truce__out *out, const char *text) {
    truce__out_puts(out, "\"");
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') truce__out_puts(out, "\\");
        truce__out_add(out, *text == '\n' ? " " : text, 1);
    }
    truce__out_puts(out, "\"");
}

/* The strategies of a party: its combinations, the first option varying fastest. */
static void put_strategies(truce__out *out, const truce_graph *graph, uint32_t party, truce__text *name) {
    const truce_model *model = graph->model;
    const truce__party *of = &model->parties[party];
    uint64_t count = 1;
    for (uint32_t i = 0; i < of->n_options; i++) count *= model->options[of->first_option + i].n_levels;
    truce__out_puts(out, "{");
    for (uint64_t code = 0; code < count && !truce__out_failed(out); code++) {
        uint64_t left = code;
        truce__text_clear(name);
        for (uint32_t i = 0; i < of->n_options; i++) {
            const truce__option *option = &model->options[of->first_option + i];
            truce__text_printf(name, "%s%s=%s", i ? " " : "", option->id, option->levels[left % option->n_levels]);
            left /= option->n_levels;
        }
        truce__out_puts(out, " ");
        put_quoted(out, truce__text_bytes(name));
    }
    truce__out_puts(out, " }");
}

static void put_pay_offs(truce__out *out, const truce_graph *graph) {
    const truce__space *space = &graph->space;
    for (uint64_t code = 0; code < space->n_combinations && !truce__out_failed(out); code++) {
        uint64_t cell = space->is_product ? code : truce__space_find_code(space, code);
        bool is_state = cell != UINT64_MAX && truce__space_is_feasible(space, cell);
        for (uint32_t p = 0; p < graph->model->n_parties; p++) {
            truce__out_puts(out, p ? " " : "");
            truce__out_number(out, is_state ? truce__graph_rank_at(graph, p, cell) : 0);
        }
        truce__out_puts(out, "\n");
        if (code % 1024 == 0) truce__out_note(out, truce__go_on(out->ctx));
    }
}

truce_status truce__write_nfg(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink) {
    const truce_model *model = graph->model;
    truce__loss loss = {.ctx = ctx, .model = model, .format = "a .nfg file"};
    TRY(truce__refuse_stateless(&loss));
    if (graph->space.n_combinations > MOST_PROFILES) {
        TRY(truce__diag(ctx, TRUCE_ERROR, &model->source, (truce__loc){0}, NULL,
                        "a .nfg file lists every profile, and this model has more than %d", MOST_PROFILES));
        return TRUCE_E_MODEL;
    }
    TRY(truce__warn_of_losses(&loss));
    if (graph->space.n_states < graph->space.n_combinations)
        TRY(truce__diag(ctx, TRUCE_WARNING, &model->source, model->rules[0].stmt.loc, NULL,
                        "a .nfg file holds no rules: what they exclude is a profile there, with pay-offs of 0"));
    truce__out out;
    truce__text name;
    truce__out_init(&out, ctx, &(truce_render_options){0}, sink);
    truce__text_init(&name, ctx);
    truce__out_puts(&out, "NFG 1 R ");
    put_quoted(&out, model->title);
    truce__out_puts(&out, " {");
    for (uint32_t p = 0; p < model->n_parties; p++) {
        truce__out_puts(&out, " ");
        put_quoted(&out, model->parties[p].name);
    }
    truce__out_puts(&out, " }\n{ ");
    for (uint32_t p = 0; p < model->n_parties; p++) {
        put_strategies(&out, graph, p, &name);
        truce__out_puts(&out, "\n");
    }
    truce__out_puts(&out, "} \"Pay-offs are ranks: only which of two is larger counts.\"\n\n");
    put_pay_offs(&out, graph);
    if (name.failed) truce__out_note(&out, TRUCE_E_NOMEM);
    truce__text_free(&name);
    return truce__out_end(&out);
}
