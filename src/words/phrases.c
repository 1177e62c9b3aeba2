/* SPDX-License-Identifier: Apache-2.0 */
#include "words/phrases.h"

#include "words/naming.h"
#include "words/clauses.h"
#include "words/states.h"

/* States named in a list where the caller does not say how many. */
enum { NAMED = 12 };

void truce__text_message(truce__text *text, truce__message message) {
    truce__text_puts(text, truce__pattern(truce__language_of(text->ctx), message));
}

/* ---------------------------------------------------------------- messages */

typedef struct speech {
    const truce__speaker *speaker;
    const truce__value *args;
} speech;

static void add_literal(void *ud, const char *bytes, size_t length) {
    const truce__speaker *s = ((const speech *)ud)->speaker;
    s->dress->literal(s->text, bytes, length);
}

static bool begins_sentence(const truce__text *text) {
    if (text->length == 0) return true;
    return text->length >= 2 && text->bytes[text->length - 1] == ' ' && text->bytes[text->length - 2] == '.';
}

static void speak_members(const truce__speaker *s, truce__value v, bool is_in_sentence);

/* Sentences call parties and actors at home as the author calls them there; tables and lists of labels have their
 * names. */
static void add_argument(void *ud, unsigned place) {
    const speech *s = ud;
    truce__value v = s->args[place];
    if (v.kind == TRUCE__MEMBER && v.of->model == s->speaker->at->model) {
        truce__value label = v.domain->label(v.of, (uint32_t)v.number);
        if (label.kind == TRUCE__PARTY || label.kind == TRUCE__ACTOR) v = label;
    }
    if (v.kind == TRUCE__PARTY)
        truce__speak_called(s->speaker, (uint32_t)v.number, begins_sentence(s->speaker->text));
    else if (v.kind == TRUCE__ACTOR)
        truce__speak_called_actor(s->speaker, v.self, begins_sentence(s->speaker->text));
    else if (v.kind == TRUCE__SUBSET) speak_members(s->speaker, v, true);
    else truce__speak_value(s->speaker, v);
}

static uint64_t number_of(const truce__speaker *s, truce__value v);

static uint64_t number_at(void *ud, unsigned place) {
    const speech *s = ud;
    return number_of(s->speaker, s->args[place]);
}

void truce__speak(const truce__speaker *s, truce__message message, const truce__value *args) {
    speech one = {s, args};
    const truce__language *language = truce__language_of(s->text->ctx);
    truce__fill(&(const truce__filler){language, add_literal, add_argument, number_at, &one}, message);
}

void truce__value_words(truce__text *text, const truce__at *at, truce__value value) {
    truce__speaker s = truce__plainly(text, at);
    truce__speak_value(&s, value);
}

void truce__message_words(truce__text *text, const truce__at *at, truce__message message, const truce__value *args) {
    truce__speaker s = truce__plainly(text, at);
    truce__speak(&s, message, args);
}

/* ------------------------------------------------------------------ states */

/* As tables list them; `is_called`: those without a name as sentences call them. */
static void speak_outcomes(const truce__speaker *s, truce_state state, bool is_called) {
    const truce_graph *graph = s->at->graph;
    for (uint32_t k = 0, said = 0; k < graph->model->n_outcomes; k++) {
        if (!truce_graph_has_outcome(graph, state, k)) continue;
        truce__speak_between(s, said++, 0, TRUCE__M_LIST_NEXT);
        const truce__outcome *outcome = &graph->model->outcomes[k];
        bool is_nameless = outcome->words.called && strcmp(outcome->name, outcome->id) == 0;
        if (is_called && is_nameless) truce__speak_name(s, outcome->words.called);
        else truce__speak_outcome_label(s, graph->model, k);
    }
}

static bool has_outcome(const truce_graph *graph, truce_state state) {
    for (uint32_t k = 0; k < graph->model->n_outcomes; k++)
        if (truce_graph_has_outcome(graph, state, k)) return true;
    return false;
}

static void mark_state(const truce__speaker *s, truce_state state, bool is_begin) {
    if (s->dress->mark_state) s->dress->mark_state(s, state, is_begin);
}

/* "2 (Y0N: standoff, talks)" */
static void speak_label(const truce__speaker *s, truce_state state) {
    char room[TRUCE_CODE_SIZE];
    const truce_graph *graph = s->at->graph;
    truce__value number = truce__number(state), code = truce__name_of(truce_graph_state_code(graph, state, room));
    mark_state(s, state, true);
    if (has_outcome(graph, state)) SPEAK(s, STATE_NAME_OUTCOMES, number, code, truce__outcomes_of(state));
    else SPEAK(s, STATE_NAME, number, code);
    mark_state(s, state, false);
}

/* "the standoff and talks (state 2)" */
static void speak_for_readers(const truce__speaker *s, truce_state state, bool is_first) {
    char room[TRUCE_CODE_SIZE];
    const truce_graph *graph = s->at->graph;
    truce__value number = truce__number(state);
    mark_state(s, state, true);
    if (graph->model->is_plain)
        SPEAK(s, STATE_QUOTED, truce__name_of(truce_graph_state_code(graph, state, room)), number);
    else if (s->dress->call_state) s->dress->call_state(s, state, is_first);
    else if (has_outcome(graph, state)) {
        truce__speak_state_outcomes(s, state, is_first);
        SPEAK(s, STATE_OF_OUTCOMES, number);
    }
    else if (is_first) SPEAK(s, STATE_FIRST, number);
    else SPEAK(s, STATE_NUMBERED, number);
    mark_state(s, state, false);
}

static void speak_the_state(const truce__speaker *s, truce_state state, bool is_first) {
    if (s->dress->is_for_readers) speak_for_readers(s, state, is_first);
    else if (is_first) SPEAK(s, STATE_FIRST, truce__state_of(state));
    else SPEAK(s, STATE_NUMBERED, truce__state_of(state));
}

/* -------------------------------------------------------------- statements */

/* A state that stands in a ranking. */
static void speak_place(const truce__speaker *s, truce_state state) {
    char room[TRUCE_CODE_SIZE];
    const truce_graph *graph = s->at->graph;
    bool is_today = state == truce_graph_status_quo(graph) && !has_outcome(graph, state);
    if (graph->model->is_plain) truce__speak_name(s, truce_graph_state_code(graph, state, room));
    else if (is_today) SPEAK_ALONE(s, STATE_TODAY);
    else truce__speak_situation(s, state);
}

void truce__speak_item(const truce__speaker *s, const truce__pref_item *item) {
    if (item->is_rest) SPEAK_ALONE(s, STMT_ALL_OTHER_STATES);
    else if (item->state) speak_place(s, item->state);
    else if (!item->n_stmts) SPEAK_ALONE(s, STMT_STRONGLY_PREFERRED);
    else if (item->note.says) truce__speak_name(s, item->note.says);
    else truce__speak_any(s, item->stmts, item->n_stmts);
}

/* What is wanted by who comes to want the opposite: none of several statements; what a weight below 0 was against. */
static void speak_item_opposite(const truce__speaker *s, const truce__pref_item *item) {
    if (item->weight.mantissa < 0) {
        truce__speak_item(s, item);
        return;
    }
    if (item->note.says) SPEAK(s, STMT_NOT_SO, truce__name_of(item->note.says));
    for (uint32_t i = 0; i < item->n_stmts && !item->note.says; i++) {
        truce__speak_between(s, i, item->n_stmts, TRUCE__M_LIST_AND);
        truce__speak_opposite(s, &item->stmts[i]);
    }
}

static void mark_statement(const truce__speaker *s, bool is_begin) {
    if (s->dress->mark_statement) s->dress->mark_statement(s->text, is_begin);
    else truce__speak_message(s, is_begin ? TRUCE__M_STATEMENT_BEGIN : TRUCE__M_STATEMENT_END);
}

static void speak_marked(const truce__speaker *s, truce__value v) {
    mark_statement(s, true);
    if (v.kind == TRUCE__STATEMENT) truce__speak_stmt(s, v.self);
    else truce__speak_item(s, v.self);
    mark_statement(s, false);
}

/* " (the model's reason: ...; confidence 0.8)", as far as there is something to say. */
static void speak_grounds(const truce__speaker *s, const truce__note *note) {
    if (s->dress->grounds) {
        s->dress->grounds(s, note);
        return;
    }
    truce__text sure;
    truce__text_init(&sure, s->text->ctx);
    if (note->has_confidence) truce__decimal_write(&sure, note->confidence);
    truce__value because = truce__name_of(note->because), confidence = truce__text_of(truce__text_bytes(&sure));
    if (note->because && note->has_confidence) SPEAK(s, NOTE_BOTH, because, confidence);
    else if (note->because) SPEAK(s, NOTE_BECAUSE, because);
    else if (note->has_confidence) SPEAK(s, NOTE_CONFIDENCE, confidence);
    if (sure.failed) s->text->failed = true;
    truce__text_free(&sure);
}

/* ------------------------------------------------------------------ values */

static void speak_phrase(const truce__speaker *s, const char *english) {
    const char *phrase = truce__translated(truce__language_of(s->text->ctx), english);
    s->dress->literal(s->text, phrase, strlen(phrase));
}

/* In the model and the graph that the member is of: where two are compared, not those of the sentence. */
static void speak_member(const truce__speaker *s, truce__value v) {
    truce__speaker inner = *s;
    inner.at = v.of;
    truce__speak_value(&inner, v.domain->label(v.of, (uint32_t)v.number));
}

static uint64_t number_of_member(truce__value v) {
    truce__value label = v.domain->label(v.of, (uint32_t)v.number);
    if (label.kind == TRUCE__ACTOR) return truce__number_of_actor(v.of->model, label.self);
    return label.kind == TRUCE__PARTY ? truce__number_of_party(v.of->model, label.number) : 1;
}

/* Of several members their count, of one its own number. */
static uint64_t number_of_members(truce__value v) {
    uint64_t count = 0, number = 0;
    truce__at item = *v.of;
    item.up = v.of;
    for (item.index = 0; item.index < v.domain->count(v.of); item.index++) {
        if (v.keep && !v.keep(&item)) continue;
        count++;
        number = number_of_member(truce__member(v.of, v.domain, item.index));
    }
    return count == 1 ? number : count;
}

/* What the words around a value agree with: of a name 1 or 2, as the model says whether it is a plural. */
static uint64_t number_of(const truce__speaker *s, truce__value v) {
    switch (v.kind) {
    case TRUCE__PARTY: return truce__number_of_party(s->at->model, v.number);
    case TRUCE__MEMBER: return number_of_member(v);
    case TRUCE__SUBSET: return number_of_members(v);
    default: return v.number;
    }
}

static void speak_members(const truce__speaker *s, truce__value v, bool is_in_sentence) {
    uint32_t total = truce__count_kept(v.of, v.domain, v.keep), count = v.domain->count(v.of), said = 0;
    truce__message last = v.number == 2 ? TRUCE__M_LIST_OR : v.number ? TRUCE__M_LIST_AND : TRUCE__M_LIST_NEXT;
    truce__at item = *v.of;
    item.up = v.of;
    for (item.index = 0; item.index < count; item.index++) {
        if (v.keep && !v.keep(&item)) continue;
        truce__speak_between(s, said++, total, last);
        truce__value label = v.domain->label(v.of, (uint32_t)item.index);
        if (is_in_sentence && label.kind == TRUCE__PARTY && v.of->model == s->at->model)
            truce__speak_called(s, (uint32_t)label.number, begins_sentence(s->text));
        else if (is_in_sentence && label.kind == TRUCE__ACTOR && v.of->model == s->at->model)
            truce__speak_called_actor(s, label.self, begins_sentence(s->text));
        else speak_member(s, truce__member(v.of, v.domain, item.index));
    }
}

static void speak_set(const truce__speaker *s, const truce_set *set, uint64_t most) {
    uint64_t named = 0, count = truce_set_count(set);
    for (truce_state state = truce_set_next(set, 0); state && named < most; state = truce_set_next(set, state)) {
        if (named++) truce__speak_message(s, TRUCE__M_LIST_NEXT);
        truce__text_number(s->text, state);
    }
    if (count > named) SPEAK(s, AND_MORE, truce__number(count - named));
}

void truce__speak_value(const truce__speaker *s, truce__value v) {
    switch (v.kind) {
    case TRUCE__NUMBER: truce__text_number(s->text, v.number); break;
    case TRUCE__BOOL: truce__speak_message(s, v.number ? TRUCE__M_YES : TRUCE__M_NO); break;
    case TRUCE__STATE: speak_label(s, v.number); break;
    case TRUCE__THE_STATE: speak_the_state(s, v.number, v.to != 0); break;
    case TRUCE__MEMBER: speak_member(s, v); break;
    case TRUCE__PARTY: truce__speak_party(s, s->at->model, (uint32_t)v.number); break;
    case TRUCE__ACTOR: truce__speak_actor(s, s->at->model, v.self); break;
    case TRUCE__OPTION: truce__speak_option(s, s->at->model, (uint32_t)v.number); break;
    case TRUCE__OUTCOME: truce__speak_outcome(s, s->at->model, (uint32_t)v.number); break;
    case TRUCE__OPTION_LABEL: truce__speak_option_label(s, s->at->model, (uint32_t)v.number); break;
    case TRUCE__OUTCOME_LABEL: truce__speak_outcome_label(s, s->at->model, (uint32_t)v.number); break;
    case TRUCE__SUBSET: speak_members(s, v, false); break;
    case TRUCE__STATES: speak_set(s, v.set, v.number ? v.number : NAMED); break;
    case TRUCE__OWN_OPTION: truce__speak_own_option(s, s->at->model, (uint32_t)v.number); break;
    case TRUCE__CHANGES: truce__speak_changes(s, v.number, v.to); break;
    case TRUCE__OWN_CHANGES: truce__speak_does(s, v.number, v.to); break;
    case TRUCE__STATE_CALLED: truce__speak_state_name(s, v.number); break;
    case TRUCE__DIFFERENCES: truce__speak_differences(s, v.number, v.to); break;
    case TRUCE__MESSAGE: truce__speak_message(s, (truce__message)v.number); break;
    case TRUCE__STATEMENT: case TRUCE__ITEM: speak_marked(s, v); break;
    case TRUCE__ITEM_OPPOSITE: speak_item_opposite(s, v.self); break;
    case TRUCE__OUTCOMES: speak_outcomes(s, v.number, v.to); break;
    case TRUCE__NOTE: if (v.self) speak_grounds(s, v.self); break;
    case TRUCE__NAME: truce__speak_name(s, v.text); break;
    case TRUCE__PHRASE: speak_phrase(s, v.text); break;
    case TRUCE__DECIMAL: case TRUCE__TEXT: s->dress->literal(s->text, v.text, strlen(v.text)); break;
    case TRUCE__SPOKEN: truce__text_puts(s->text, v.text); break;
    default: break;
    }
}
