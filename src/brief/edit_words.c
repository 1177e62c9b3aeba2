/* SPDX-License-Identifier: Apache-2.0 */
/* Changes of the model in words: what a reply proposes, and what an event brings. */
#include "brief/brief.h"

#include <stdlib.h>

#define TODAY_AT "status_quo."

const char *truce__path_mark(truce__brief *b, const char *path) {
    for (size_t i = 0; i < b->entries.count; i++)
        if (b->entries.at[i].path && strcmp(b->entries.at[i].path, path) == 0)
            return truce__entry_mark(b, b->entries.at[i].note);
    return "";
}

/* What an edit is about: the mark of its input, or else its path. */
static const char *place_of(truce__brief *b, const char *path) {
    const char *mark = truce__path_mark(b, path);
    return *mark ? mark : truce__code(b, path);
}

/* "place 2 of the list of North", of what comes into a list of wishes; else the path. */
static const char *entry_place(truce__brief *b, const char *path) {
    for (uint32_t p = 0; p < b->model->n_parties; p++) {
        const char *list = truce__fragment(b, "preferences.%s.order.", b->model->parties[p].id);
        unsigned long place = strncmp(path, list, strlen(list)) == 0 ? strtoul(path + strlen(list), NULL, 10) : 0;
        if (place) return words(b, CHANGE_PLACE, H(truce__party_words(b, p)), N(place));
    }
    return truce__code(b, path);
}

/* A plain text without its quotation marks. */
static const char *unquoted(truce__brief *b, const char *value) {
    size_t length = strlen(value);
    bool is_text = length > 2 && *value == '"' && strcspn(value + 1, "\"\\") == length - 2;
    return is_text ? truce__fragment(b, "%.*s", (int)(length - 2), value + 1) : value;
}

/* "that further hostages are free", where the value says so by itself or as a level that an option has today; else
 * as it is written. */
static const char *value_of(truce__brief *b, const truce_edit *edit) {
    const char *value = unquoted(b, edit->value), *text = value;
    bool is_today = strncmp(edit->path, TODAY_AT, strlen(TODAY_AT)) == 0, is_ok = false;
    if (is_today) text = truce__fragment(b, "%s = %s", edit->path + strlen(TODAY_AT), value);
    const truce__source source = {.file = "", .text = text, .length = strlen(text)};
    truce__stmt *stmt = truce__arena_alloc(&b->arena, 1, sizeof *stmt);
    truce__diags_mark said = truce__diags_here(b->ctx);
    truce_status status = stmt ? truce__stmt_parse(b->ctx, &b->arena, b->model, &source, (truce__loc){0}, false, text,
                                                   strlen(text), stmt, &is_ok)
                               : TRUCE_E_NOMEM;
    truce__out_note(&b->out, status);
    if (status == TRUCE_OK && !is_ok) truce__diags_forget(b->ctx, said);
    return is_ok ? words(b, WISH, H(truce__whole_stmt_words(b, stmt))) : truce__code(b, value);
}

const char *truce__proposal_words(truce__brief *b, const truce_edit *edit) {
    const char *place = place_of(b, edit->path);
    switch (edit->op) {
    case TRUCE_EDIT_SET: return words(b, EDIT_SET, H(place), H(value_of(b, edit)));
    case TRUCE_EDIT_INSERT: return words(b, EDIT_INSERT, H(entry_place(b, edit->path)), H(value_of(b, edit)));
    case TRUCE_EDIT_MOVE: return words(b, EDIT_MOVE, H(place), N(edit->to));
    case TRUCE_EDIT_REMOVE: break;
    }
    return words(b, EDIT_REMOVE, H(place));
}

static const char *change_words(truce__brief *b, const truce_edit *edit) {
    const char *place = place_of(b, edit->path);
    switch (edit->op) {
    case TRUCE_EDIT_SET: return words(b, CHANGE_SAYS, H(place), H(value_of(b, edit)));
    case TRUCE_EDIT_INSERT: return words(b, CHANGE_ADDS, H(entry_place(b, edit->path)), H(value_of(b, edit)));
    case TRUCE_EDIT_MOVE: return words(b, CHANGE_MOVES, H(place), N(edit->to));
    case TRUCE_EDIT_REMOVE: break;
    }
    return words(b, CHANGE_ENDS, H(place));
}

const char *truce__changes_words(truce__brief *b, const truce__edits *changes) {
    const char *all = "";
    for (uint32_t i = 0; i < changes->count; i++) {
        const char *one = change_words(b, &changes->at[i]);
        all = i ? words(b, SEMICOLON, H(all), H(one)) : one;
    }
    return all;
}
