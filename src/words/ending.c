/* SPDX-License-Identifier: Apache-2.0 */
#include "words/ending.h"

#include "words/clauses.h"
#include "words/naming.h"

static void set_all_levels(const truce_model *model, uint64_t *levels) {
    for (uint32_t o = 0; o < model->n_options; o++) levels[o] = truce__all_levels(&model->options[o]);
}

/* What it becomes. */
static void speak_becomes(const truce__speaker *s, const truce__expiry *expiry) {
    const truce_model *model = s->at->model;
    uint64_t levels[TRUCE__MAX_OPTIONS];
    if (model->is_plain) {
        truce__speak_quoted(s, model->options[0].levels[expiry->becomes->level]);
        return;
    }
    set_all_levels(model, levels);
    for (uint32_t i = 0; i < expiry->n_becomes; i++)
        levels[expiry->becomes[i].option] = UINT64_C(1) << expiry->becomes[i].level;
    truce__speak_levels(s, levels);
}

void truce__speak_expiry(const truce__speaker *s, const truce__expiry *expiry) {
    truce__text when, then;
    truce__speaker first = *s, second = *s;
    truce__text_init(&when, s->text->ctx);
    truce__text_init(&then, s->text->ctx);
    first.text = &when;
    second.text = &then;
    truce__speak_stmt(&first, &expiry->when);
    speak_becomes(&second, expiry);
    truce__value where = truce__spoken_of(truce__text_bytes(&when)), called = truce__name_of(expiry->called),
                 becomes = truce__spoken_of(truce__text_bytes(&then)), after = truce__name_of(expiry->after);
    if (expiry->called && expiry->after) SPEAK(s, EXPIRY_LASTS, called, after, becomes);
    else if (expiry->called) SPEAK(s, EXPIRY_ENDS, called, becomes);
    else if (expiry->after) SPEAK(s, EXPIRY_WHERE_AFTER, where, becomes, after);
    else SPEAK(s, EXPIRY_WHERE, where, becomes);
    s->text->failed |= when.failed || then.failed;
    truce__text_free(&then);
    truce__text_free(&when);
}

void truce__add_what_stays(const truce_graph *graph, truce_state state, truce_state left, uint64_t *stays) {
    const truce_model *model = graph->model;
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
    if (model->is_plain) return;
    truce_graph_state_levels(graph, state, before);
    truce_graph_state_levels(graph, left, after);
    for (uint32_t o = 0; o < model->n_options; o++) {
        bool is_kept = before[o] == after[o] && after[o] != TRUCE_LEVEL_MIXED;
        stays[o] |= is_kept ? UINT64_C(1) << after[o] : truce__all_levels(&model->options[o]);
    }
}

bool truce__speak_what_stays(const truce__speaker *s, const uint64_t *stays) {
    const truce_model *model = s->at->model;
    truce_state today = truce_graph_status_quo(s->at->graph);
    uint8_t now[TRUCE__MAX_OPTIONS];
    uint64_t levels[TRUCE__MAX_OPTIONS];
    bool is_told = false;
    if (!today || model->is_plain) return false;
    truce_graph_state_levels(s->at->graph, today, now);
    set_all_levels(model, levels);
    for (uint32_t o = 0; o < model->n_options; o++) {
        bool is_final = model->options[o].moves == TRUCE__MOVES_UP || model->options[o].moves == TRUCE__MOVES_DOWN;
        if (!is_final || !stays[o] || now[o] == TRUCE_LEVEL_MIXED || stays[o] >> now[o] & 1) continue;
        levels[o] = stays[o];
        is_told = true;
    }
    if (is_told) truce__speak_levels(s, levels);
    return is_told;
}
