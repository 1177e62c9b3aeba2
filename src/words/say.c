/* SPDX-License-Identifier: Apache-2.0 */
/* Messages and values put into words. Values are made as plain text first, which the form then escapes. */
#include "words/say.h"

#include "words/narrate.h"
#include "words/state.h"

/* States named in a list where the caller does not say how many. */
enum { NAMED = 12 };

void truce__text_message(truce__text *text, truce__message message) {
    truce__text_puts(text, truce__pattern(truce__language_of(text->ctx), message));
}

/* ------------------------------------------------------------------ values */

static void add_members(truce__text *text, truce__value v) {
    uint32_t total = truce__count_kept(v.of, v.domain, v.keep), count = v.domain->count(v.of), said = 0;
    truce__at item = *v.of;
    item.up = v.of;
    for (item.index = 0; item.index < count; item.index++) {
        if (v.keep && !v.keep(&item)) continue;
        bool is_last_of_some = said && said + 1 == total && v.number;
        if (said++) truce__text_message(text, is_last_of_some ? TRUCE__M_LIST_AND : TRUCE__M_LIST_NEXT);
        truce__text_puts(text, v.domain->label(v.of, (uint32_t)item.index));
    }
}

static void add_set(truce__text *text, const truce__at *at, const truce_set *set, uint64_t most) {
    uint64_t named = 0, count = truce_set_count(set);
    for (truce_state state = truce_set_next(set, 0); state && named < most; state = truce_set_next(set, state)) {
        if (named++) truce__text_message(text, TRUCE__M_LIST_NEXT);
        truce__text_number(text, state);
    }
    if (count > named) WORDS(text, at, AND_MORE, truce__number(count - named));
}

void truce__value_words(truce__text *text, const truce__at *at, truce__value v) {
    switch (v.kind) {
    case TRUCE__NUMBER: truce__text_number(text, v.number); break;
    case TRUCE__BOOL: truce__text_message(text, v.number ? TRUCE__M_YES : TRUCE__M_NO); break;
    case TRUCE__STATE: truce__state_label(text, at->graph, v.number); break;
    case TRUCE__MEMBER: truce__text_puts(text, v.domain->label(v.of, (uint32_t)v.number)); break;
    case TRUCE__SUBSET: add_members(text, v); break;
    case TRUCE__STATES: add_set(text, at, v.set, v.number ? v.number : NAMED); break;
    case TRUCE__CHANGES: truce__narrate_changes(text, at->graph, v.number, v.to); break;
    case TRUCE__MESSAGE: truce__text_message(text, (truce__message)v.number); break;
    case TRUCE__ITEM: truce__narrate_item(text, v.self); break;
    case TRUCE__OUTCOMES: truce__state_outcomes(text, at->graph, v.number); break;
    case TRUCE__NOTE: if (v.self) truce__narrate_note(text, v.self); break;
    case TRUCE__DECIMAL: case TRUCE__TEXT: case TRUCE__SPOKEN: truce__text_puts(text, v.text); break;
    default: break;
    }
}

bool truce__shows_changes(const truce__at *at, truce_state from, truce_state to) {
    return truce__has_changes(at->graph, from, to);
}

uint32_t truce__label_columns(const truce__at *at, const truce__domain *domain) {
    uint32_t widest = 0, count = domain->count(at);
    for (uint32_t i = 0; i < count; i++) {
        const char *label = domain->label(at, i);
        uint32_t columns = truce__utf8_width(label, strlen(label));
        if (columns > widest) widest = columns;
    }
    return widest;
}

/* ---------------------------------------------------------------- messages */

typedef struct speech {
    truce__text *text;
    const truce__at *at;
    const truce__say_form *form; /* NULL: plain text */
    const truce__value *args;
} speech;

static void add_value(void *ud, unsigned place) {
    const speech *s = ud;
    truce__value v = s->args[place];
    if (!s->form || v.kind == TRUCE__SPOKEN) {
        truce__value_words(s->text, s->at, v);
        return;
    }
    truce__text plain;
    truce__text_init(&plain, s->text->ctx);
    truce__value_words(&plain, s->at, v);
    bool is_marked = v.kind == TRUCE__STATE && s->form->mark_state;
    if (is_marked) s->form->mark_state(s->text, true);
    s->form->literal(s->text, truce__text_bytes(&plain), plain.length);
    if (is_marked) s->form->mark_state(s->text, false);
    if (plain.failed) s->text->failed = true;
    truce__text_free(&plain);
}

static void add_literal(void *ud, const char *bytes, size_t length) {
    const speech *s = ud;
    (s->form ? s->form->literal : truce__text_add)(s->text, bytes, length);
}

static uint64_t number_at(void *ud, unsigned place) {
    return ((const speech *)ud)->args[place].number;
}

static void speak(speech *s, truce__message message) {
    const truce__language *language = truce__language_of(s->text->ctx);
    truce__fill(&(const truce__filler){language, add_literal, add_value, number_at, s}, message);
}

void truce__message_words(truce__text *text, const truce__at *at, truce__message message, const truce__value *args) {
    speak(&(speech){text, at, NULL, args}, message);
}

/* -------------------------------------------------------------- paragraphs */

void truce__say_init(truce__say *say, const truce__say_form *form, void *ud, const truce__at *at) {
    *say = (truce__say){.form = form, .ud = ud, .at = at};
    truce__text_init(&say->text, at->result->ctx);
    truce__text_init(&say->term, at->result->ctx);
}

void truce__say_free(truce__say *say) {
    if (say->text.failed || say->term.failed) truce__at_note(say->at, TRUCE_E_NOMEM);
    truce__text_free(&say->text);
    truce__text_free(&say->term);
}

void truce__say_args(truce__say *say, truce__message message, const truce__value *args) {
    speak(&(speech){&say->text, say->at, say->form, args}, message);
}

void truce__say_end(truce__say *say, truce__block block) {
    say->form->end(say, block);
    truce__text_clear(&say->text);
    truce__text_clear(&say->term);
}

void truce__say_blank(truce__say *say) {
    say->form->blank(say);
}

void truce__say_term(truce__say *say) {
    truce__text_clear(&say->term);
    truce__text_puts(&say->term, truce__text_bytes(&say->text));
    truce__text_clear(&say->text);
}

/* ------------------------------------------------------------------- tally */

void truce__tally_paragraph(truce__tally *tally, truce__say *say) {
    const char *text = truce__text_bytes(&say->text);
    size_t i = 0, size = say->text.length + 1;
    while (i < tally->count && strcmp(tally->at[i].text, text) != 0) i++;
    if (i == TRUCE__TALLIED) tally->others++;
    else if (i < tally->count) tally->at[i].count++;
    else if (!(tally->at[i].text = truce__alloc(say->text.ctx, size))) truce__at_note(say->at, TRUCE_E_NOMEM);
    else {
        memcpy(tally->at[i].text, text, size);
        tally->at[tally->count++].count = 1;
    }
    truce__text_clear(&say->text);
}

void truce__tally_free(truce__tally *tally, truce__say *say) {
    for (size_t i = 0; i < tally->count; i++) truce__free(say->text.ctx, tally->at[i].text);
}

/* --------------------------------------------------------- above and below */

void truce__say_expiry(const truce__at *at, truce__say *say) {
    if (!truce__is_after_expiry(at)) return;
    uint64_t count = truce_graph_expiring_count(at->graph);
    if (count == 0) SAY_ALONE(say, EXPIRY_NONE);
    else SAY(say, EXPIRY, truce__number(count));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

void truce__say_head(const truce__at *at, truce__say *say) {
    const truce_model *model = at->model;
    if (*model->title) {
        SAY(say, PLAIN, truce__text_of(model->title));
        truce__say_end(say, TRUCE__TITLE);
    }
    SAY(say, HEAD_STATES, truce__number(truce_graph_state_count(at->graph)));
    if (!model->is_plain) SAY(say, HEAD_COMBINATIONS, truce__number(truce_graph_combination_count(at->graph)));
    if (truce_graph_status_quo(at->graph)) SAY(say, HEAD_STATUS_QUO, truce__get_status_quo(at));
    SAY_ALONE(say, HEAD_END);
    truce__say_end(say, TRUCE__PARAGRAPH);
    truce__say_expiry(at, say);
}

void truce__say_cut_rows(truce__say *say, uint64_t shown, uint64_t total) {
    if (shown == total) return;
    truce__say_blank(say);
    SAY(say, ROWS_CUT, truce__number(shown), truce__number(total));
    truce__say_end(say, TRUCE__LINE);
}

void truce__say_cut(const truce__at *at, truce__say *say) {
    truce__say_cut_rows(say, truce__pick_count(at->result->pick), at->result->pick->total);
}

void truce__say_definitions(const truce__at *at, truce__say *say) {
    (void)at;
    truce__say_blank(say);
    SAY_ALONE(say, DEFINITIONS);
    truce__say_end(say, TRUCE__PARAGRAPH);
}
