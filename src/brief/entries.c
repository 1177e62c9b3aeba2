/* SPDX-License-Identifier: Apache-2.0 */
/* The inputs of the model, numbered: the text points at them, the appendix lists them, a comment can dispute them. */
#include "brief/brief.h"

#include "model/completions.h"
#include "model/inputs.h"

static const char *copy(truce__brief *b, const char *text) {
    const char *copied = text ? truce__arena_text(&b->arena, text, strlen(text)) : NULL;
    if (text && !copied) truce__out_note(&b->out, TRUCE_E_NOMEM);
    return copied;
}

static const truce__outcome *outcome_of(const truce__brief *b, const truce__note *note) {
    for (uint32_t k = 0; k < b->model->n_outcomes; k++)
        if (&b->model->outcomes[k].note == note) return &b->model->outcomes[k];
    return NULL;
}

static void add(void *ud, const truce__input *input) {
    truce__brief *b = ud;
    const truce__outcome *outcome = outcome_of(b, input->note);
    truce__entry entry = {.kind = input->kind,
                          .path = copy(b, input->path),
                          .text = copy(b, input->text),
                          .written = copy(b, outcome ? outcome->stmt.text : input->text + input->written),
                          .party = input->party,
                          .stmt = input->stmt,
                          .other = input->other,
                          .note = input->note,
                          .item = input->item,
                          .owner = input->owner};
    truce__out_note(&b->out, truce__vec_push(b->ctx, &b->entries, entry));
}

truce_status truce__entries_collect(truce__brief *b) {
    TRY(truce__inputs_each(b->ctx, b->model, add, b));
    return b->out.status;
}

/* The note as the file has it, of an item of an open preference: its main reading has items of its own. */
static const truce__note *written_note(const truce__brief *b, const truce__note *note) {
    for (uint32_t p = 0; p < b->model->n_parties; p++) {
        const truce__pref *pref = &b->model->prefs[p];
        truce__written at = {0};
        for (; pref->kind == TRUCE__PREF_ORDER && at.number < pref->n_items; at.number++)
            if (&pref->items[at.number].note == note) return &truce__written_at(pref, &at)->note;
    }
    return note;
}

size_t truce__entry_find(const truce__brief *b, const truce__note *note) {
    const truce__note *written = written_note(b, note);
    for (size_t i = 0; i < b->entries.count; i++)
        if (b->entries.at[i].note == written) return i;
    return SIZE_MAX;
}

const char *truce__entry_mark(truce__brief *b, const truce__note *note) {
    size_t i = truce__entry_find(b, note);
    if (i == SIZE_MAX) return "";
    const char *name = words(b, INPUT_MARK, N(i + 1));
    return truce__fragment(b, "<a class=mark href=#i%zu>%s</a>", i + 1, name);
}

void truce__mention(truce__brief *b, truce_state state) {
    for (size_t i = 0; i < b->states.count; i++)
        if (b->states.at[i] == state) return;
    truce__out_note(&b->out, truce__vec_push(b->ctx, &b->states, state));
}
