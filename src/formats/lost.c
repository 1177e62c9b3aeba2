/* SPDX-License-Identifier: Apache-2.0 */
/* What another format has no place for, each with a warning at its place. */
#include "formats/formats.h"

static truce_status warn(const truce__loss *l, bool is_there, truce__loc loc, const char *what) {
    if (!is_there) return TRUCE_OK;
    return truce__diag(l->ctx, TRUCE_WARNING, &l->model->source, loc, NULL, "%s holds no %s", l->format, what);
}

truce_status truce__refuse_stateless(const truce__loss *l) {
    const truce_model *model = l->model;
    bool is_plain = model->is_plain, is_merged = model->n_coalesce > 0;
    if (!is_plain && !is_merged) return TRUCE_OK;
    TRY(truce__diag(l->ctx, TRUCE_ERROR, &model->source, is_merged ? model->coalesce[0].stmt.loc : (truce__loc){0},
                    is_merged ? "leave 'coalesce' out" : NULL, "%s holds %s, and this model has %s", l->format,
                    is_plain ? "options" : "single states",
                    is_plain ? "states without options" : "states that are merged"));
    return TRUCE_E_MODEL;
}

static truce_status warn_of_moves(const truce__loss *l) {
    const truce_model *model = l->model;
    const truce__option *fixed = NULL, *one_way = NULL, *stepped = NULL;
    for (uint32_t i = model->n_options; i-- > 0;) {
        const truce__option *option = &model->options[i];
        if (option->moves == TRUCE__MOVES_NONE) fixed = option;
        if (option->moves == TRUCE__MOVES_UP || option->moves == TRUCE__MOVES_DOWN) one_way = option;
        if (option->step) stepped = option;
    }
    if (l->moves == TRUCE__HOLDS_MOVES) return TRUCE_OK;
    if (l->moves == TRUCE__HOLDS_NO_MOVES) {
        const truce__option *option = fixed ? fixed : one_way ? one_way : stepped;
        return warn(l, option || model->has_moves, option ? option->loc : (truce__loc){0},
                    "moves: where they go one way only, or step by step, it does not say");
    }
    if (fixed) TRY(warn(l, true, fixed->loc, "options that nobody can change: there they change both ways"));
    if (one_way && l->moves != TRUCE__HOLDS_ONE_WAY)
        TRY(warn(l, true, one_way->loc, "moves that go one way only: there they go both ways"));
    if (stepped) TRY(warn(l, true, stepped->loc, "moves step by step: there they jump"));
    return warn(l, model->has_moves, (truce__loc){0}, "list of moves: there they follow from the options");
}

static truce_status warn_of_preferences(const truce__loss *l) {
    const truce_model *model = l->model;
    const truce__pref *open = NULL, *marked = NULL;
    for (uint32_t p = model->n_parties; p-- > 0;) {
        const truce__pref *pref = &model->prefs[p];
        if (pref->either || pref->written) open = pref;
        if (pref->is_marked) marked = pref;
    }
    if (open) TRY(warn(l, true, open->loc, "open preferences: the main reading is written"));
    return marked ? warn(l, true, marked->loc, "strength of preference") : TRUCE_OK;
}

static bool has_notes(const truce_model *model) {
    for (uint32_t p = 0; p < model->n_parties; p++)
        for (uint32_t i = 0; i < model->prefs[p].n_items; i++) {
            const truce__note *note = &model->prefs[p].items[i].note;
            if (note->because || note->n_cites || note->has_confidence || note->quote) return true;
        }
    return model->n_sources > 0;
}

truce_status truce__warn_of_losses(const truce__loss *l) {
    const truce_model *model = l->model;
    const truce__loc nowhere = {0};
    TRY(warn_of_moves(l));
    TRY(warn_of_preferences(l));
    TRY(warn(l, model->has_status_quo && !l->holds_today, model->status_quo_loc, "status quo"));
    TRY(warn(l, model->behaviour || model->n_views, nowhere, "behaviour or perception of a party ('behaviour', "
                                                             "'perceives')"));
    TRY(warn(l, model->no_deal || model->pain || model->utilities || model->n_homes || model->n_expiries ||
                    model->n_audiences || model->n_events || model->tempo || model->n_levers, nowhere,
             "time, home or agreements ('expires', 'ratify', 'no_deal', 'events' and the like)"));
    bool has_words = model->summary || has_notes(model);
    if (l->holds_outcomes) return warn(l, has_words, nowhere, "summary, reasons, sources or confidence");
    return warn(l, model->n_outcomes || has_words, nowhere, "outcomes, reasons, sources or confidence");
}

truce_status truce__written_verdicts(const truce__loss *l, const truce_graph *graph, truce_solution **solution) {
    TRY(truce__warn_of_losses(l));
    return truce_solve(l->ctx, graph, NULL, 0, solution);
}
