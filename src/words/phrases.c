/* SPDX-License-Identifier: Apache-2.0 */
#include "words/phrases.h"

/* States named in a list where the caller does not say how many. */
enum { NAMED = 12 };

void truce__text_message(truce__text *text, truce__message message) {
    truce__text_puts(text, truce__pattern(truce__language_of(text->ctx), message));
}

/* ---------------------------------------------------------------- messages */

static void add_literal(void *ud, const char *bytes, size_t length) {
    const truce__speech *s = ud;
    s->literal(s->text, bytes, length);
}

static void add_argument(void *ud, unsigned place) {
    const truce__speech *s = ud;
    s->value(s, s->args[place]);
}

static uint64_t number_at(void *ud, unsigned place) {
    return ((const truce__speech *)ud)->args[place].number;
}

void truce__speak(const truce__speech *speech, truce__message message) {
    truce__speech s = *speech;
    const truce__language *language = truce__language_of(s.text->ctx);
    truce__fill(&(const truce__filler){language, add_literal, add_argument, number_at, &s}, message);
}

static void add_plain(const truce__speech *speech, truce__value value) {
    truce__value_words(speech->text, speech->at, value);
}

void truce__message_words(truce__text *text, const truce__at *at, truce__message message, const truce__value *args) {
    truce__speak(&(const truce__speech){text, at, args, truce__text_add, add_plain, NULL}, message);
}

/* ------------------------------------------------------------------ states */

void truce__state_outcomes(truce__text *text, const truce_graph *graph, truce_state state) {
    bool has_one = false;
    for (uint32_t k = 0; k < graph->model->n_outcomes; k++) {
        if (!truce_graph_has_outcome(graph, state, k)) continue;
        if (has_one) WORD(text, LIST_NEXT);
        truce__text_puts(text, graph->model->outcomes[k].name);
        has_one = true;
    }
}

static bool has_outcome(const truce_graph *graph, truce_state state) {
    for (uint32_t k = 0; k < graph->model->n_outcomes; k++)
        if (truce_graph_has_outcome(graph, state, k)) return true;
    return false;
}

void truce__state_label(truce__text *text, const truce_graph *graph, truce_state state) {
    char room[TRUCE_CODE_SIZE];
    truce__value number = truce__number(state), code = truce__text_of(truce_graph_state_code(graph, state, room));
    truce__at at = truce__at_graph(graph);
    if (has_outcome(graph, state)) WORDS(text, &at, STATE_NAME_OUTCOMES, number, code, truce__outcomes_of(state));
    else WORDS(text, &at, STATE_NAME, number, code);
}

/* ------------------------------------------------------------------- moves */

typedef struct levels {
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
} levels;

static void get_levels(const truce_graph *graph, truce_state from, truce_state to, levels *l) {
    truce_graph_state_levels(graph, from, l->before);
    truce_graph_state_levels(graph, to, l->after);
}

static bool is_changed(const levels *l, uint32_t o) {
    return l->before[o] != l->after[o] && l->after[o] != TRUCE_LEVEL_MIXED;
}

static uint32_t count_changes(const truce_graph *graph, const levels *l) {
    uint32_t count = 0;
    for (uint32_t o = 0; o < truce_model_option_count(graph->model); o++) count += is_changed(l, o);
    return count;
}

bool truce__has_changes(const truce_graph *graph, truce_state from, truce_state to) {
    levels l;
    get_levels(graph, from, to, &l);
    return count_changes(graph, &l) > 0;
}

/* "'Offer' from none to water"; the level before is told only where there are more than two. */
static void add_change(truce__text *text, const truce__option *option, uint8_t before, uint8_t after) {
    truce__value name = truce__text_of(option->name), level = truce__text_of(option->levels[after]);
    if (before == TRUCE_LEVEL_MIXED || option->n_levels <= 2) WORDS(text, NULL, CHANGE, name, level);
    else WORDS(text, NULL, CHANGE_FROM, name, truce__text_of(option->levels[before]), level);
}

/* "'Pump at night' from yes to no and 'Offer' from none to water" */
static void add_changes(truce__text *text, const truce_graph *graph, truce_state from, truce_state to) {
    levels l;
    get_levels(graph, from, to, &l);
    uint32_t count = count_changes(graph, &l), said = 0;
    for (uint32_t o = 0; said < count; o++) {
        if (!is_changed(&l, o)) continue;
        if (said) truce__text_message(text, said + 1 == count ? TRUCE__M_LIST_AND : TRUCE__M_LIST_NEXT);
        add_change(text, &graph->model->options[o], l.before[o], l.after[o]);
        said++;
    }
}

/* -------------------------------------------------------------- statements */

static void add_item(truce__text *text, const truce__pref_item *item) {
    for (uint32_t i = 0; i < item->n_stmts; i++) {
        if (i) WORD(text, LIST_OR);
        truce__text_puts(text, item->stmts[i].text);
    }
}

/* " (the model's reason: ...; confidence 0.8)", as far as there is something to say. */
static void add_note(truce__text *text, const truce__note *note) {
    truce__text sure;
    truce__text_init(&sure, text->ctx);
    if (note->has_confidence) truce__decimal_write(&sure, note->confidence);
    truce__value because = truce__text_of(note->because), confidence = truce__text_of(truce__text_bytes(&sure));
    if (note->because && note->has_confidence) WORDS(text, NULL, NOTE_BOTH, because, confidence);
    else if (note->because) WORDS(text, NULL, NOTE_BECAUSE, because);
    else if (note->has_confidence) WORDS(text, NULL, NOTE_CONFIDENCE, confidence);
    if (sure.failed) text->failed = true;
    truce__text_free(&sure);
}

/* ------------------------------------------------------------------ values */

static void add_members(truce__text *text, truce__value v) {
    uint32_t total = truce__count_kept(v.of, v.domain, v.keep), count = v.domain->count(v.of), said = 0;
    truce__message last = v.number == 2 ? TRUCE__M_LIST_OR : TRUCE__M_LIST_AND;
    truce__at item = *v.of;
    item.up = v.of;
    for (item.index = 0; item.index < count; item.index++) {
        if (v.keep && !v.keep(&item)) continue;
        bool is_last_of_some = said && said + 1 == total && v.number;
        if (said++) truce__text_message(text, is_last_of_some ? last : TRUCE__M_LIST_NEXT);
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
    case TRUCE__CHANGES: add_changes(text, at->graph, v.number, v.to); break;
    case TRUCE__MESSAGE: truce__text_message(text, (truce__message)v.number); break;
    case TRUCE__ITEM: add_item(text, v.self); break;
    case TRUCE__OUTCOMES: truce__state_outcomes(text, at->graph, v.number); break;
    case TRUCE__NOTE: if (v.self) add_note(text, v.self); break;
    case TRUCE__DECIMAL: case TRUCE__TEXT: case TRUCE__SPOKEN: truce__text_puts(text, v.text); break;
    default: break;
    }
}
