/* SPDX-License-Identifier: Apache-2.0 */
/* An edit in words, and as one entry of `changes`. */
#include "questions/robust/robust.h"
#include "result/declare.h"

/* --------------------------------------------------------------------- words */

enum { NAMED = 3 }; /* of a place of a ranking */

/* "“a”, “b” and 2 more" */
static truce__value told_place(truce__text *text, const truce__at *at, const truce__pref *pref, uint32_t place) {
    uint32_t count;
    const truce__pref_item *items = truce__rank_place(pref, place, &count);
    for (uint32_t i = 0; i < count && i < NAMED; i++) {
        if (i) WORD(text, LIST_NEXT);
        truce__value_words(text, at, truce__item_of(&items[i]));
    }
    if (count > NAMED) WORDS(text, at, AND_MORE, truce__number(count - NAMED));
    return truce__text_of(truce__text_bytes(text));
}

/* An item of an order, also one that is open. */
static truce__value told_item(truce__text *text, const truce__at *at, const truce__pref *pref, uint32_t place) {
    uint32_t count;
    const truce__pref_item *item = &truce__edit_items(pref, &count)[place - 1];
    if (item->either) WORDS(text, at, EDIT_OPEN, truce__number(place));
    else truce__value_words(text, at, truce__item_of(item));
    return truce__text_of(truce__text_bytes(text));
}

void truce__edit_place_words(truce__text *text, const truce__at *at, uint32_t party, uint32_t place) {
    const truce__pref *pref = &at->model->prefs[party];
    if (pref->kind == TRUCE__PREF_RANK) told_place(text, at, pref, place);
    else told_item(text, at, pref, place);
}

static void say_structure(truce__text *text, const truce__at *at, const truce__model_edit *edit) {
    if (edit->option == TRUCE__NONE) {
        WORDS(text, at, EDIT_RULE_DROPPED, truce__stmt_of(&at->model->rules[edit->at - 1].stmt));
        return;
    }
    truce__value party = truce__party_named(edit->party),
                 option = {.kind = TRUCE__OWN_OPTION, .number = edit->option};
    if (edit->moves == TRUCE__MOVES_NONE) WORDS(text, at, EDIT_OPTION_FIXED, party, option);
    else WORDS(text, at, EDIT_OPTION_BOTH, party, option);
}

static void say_places(truce__text *text, const truce__at *at, const truce__model_edit *edit, truce__text *room) {
    const truce__pref *pref = &at->model->prefs[edit->party];
    uint32_t below = truce__rank_place_below(pref, edit->at);
    truce__value party = truce__party_named(edit->party), one = told_place(&room[0], at, pref, edit->at),
                 other = told_place(&room[1], at, pref, below);
    if (edit->kind == TRUCE__EDIT_SWAP) WORDS(text, at, EDIT_PLACES_SWAPPED, party, other, one);
    else WORDS(text, at, EDIT_PLACES_MERGED, party, one, other);
}

static void say_flip(truce__text *text, const truce__at *at, truce__value party, const truce__pref *pref,
                     uint32_t place) {
    uint32_t count;
    WORDS(text, at, EDIT_FLIPPED, party, truce__opposite_of(&truce__edit_items(pref, &count)[place - 1]));
}

static void say_statements(truce__text *text, const truce__at *at, const truce__model_edit *edit,
                           truce__text *room) {
    const truce__pref *pref = &at->model->prefs[edit->party];
    truce__value party = truce__party_named(edit->party), one = told_item(&room[0], at, pref, edit->at);
    switch (edit->kind) {
    case TRUCE__EDIT_SWAP:
        WORDS(text, at, EDIT_SWAPPED, party, told_item(&room[1], at, pref, edit->at + 1), one);
        break;
    case TRUCE__EDIT_DROP: WORDS(text, at, EDIT_DROPPED, party, one); break;
    default: say_flip(text, at, party, pref, edit->at); break;
    }
}

void truce__edit_words(truce__text *text, const truce__at *at, const truce__model_edit *edit) {
    truce__text room[2];
    for (int i = 0; i < 2; i++) truce__text_init(&room[i], text->ctx);
    if (edit->kind == TRUCE__EDIT_STRUCTURE) say_structure(text, at, edit);
    else if (at->model->prefs[edit->party].kind == TRUCE__PREF_RANK) say_places(text, at, edit, room);
    else say_statements(text, at, edit, room);
    for (int i = 0; i < 2; i++) {
        text->failed |= room[i].failed;
        truce__text_free(&room[i]);
    }
}

/* -------------------------------------------------------------------- changes */

truce_status truce__open_edit(truce__at *at) {
    truce__told_change *change;
    truce_edit written;
    truce_ctx *ctx = at->result->ctx;
    TRY(truce__change_begin(ctx, &change));
    truce_status status = truce__edit_written(ctx, &change->arena, at->model, at->self, &written);
    if (status == TRUCE_OK) status = truce__change_tell(change, &written);
    if (status == TRUCE_OK) at->self = change;
    else truce__change_free(change);
    return status;
}

void truce__close_edit(truce__at *at) {
    truce__change_free((truce__told_change *)(uintptr_t)at->self);
}
