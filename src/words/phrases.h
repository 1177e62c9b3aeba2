/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values in words, and messages with values in their places. A value may need a message (a list, a state's name) and
 * a message has values, so both stand in one file. Plain text; the caller escapes it.
 */
#ifndef TRUCE_PHRASES_H
#define TRUCE_PHRASES_H

#include "words/speak.h"

/* Speaks a message with values in its places; `args` end with a null value. */
void truce__speak(const truce__speaker *s, truce__message message, const truce__value *args);
#define SPEAK(s, key, ...) truce__speak((s), TRUCE__M_##key, (const truce__value[]){__VA_ARGS__, {0}})
void truce__speak_value(const truce__speaker *s, truce__value value);
/* A line of a preference: its statement, "(..) or (..)" where any of several is enough, a state, or all others. */
void truce__speak_item(const truce__speaker *s, const truce__pref_item *item);

/* The same as plain text, unescaped, as tables show it. */
void truce__value_words(truce__text *text, const truce__at *at, truce__value value);
void truce__message_words(truce__text *text, const truce__at *at, truce__message message, const truce__value *args);
#define WORDS(text, at, key, ...)                                                                                    \
    truce__message_words(text, at, TRUCE__M_##key, (const truce__value[]){__VA_ARGS__, {0}})
/* A message without places. */
void truce__text_message(truce__text *text, truce__message message);
#define WORD(text, key) truce__text_message(text, TRUCE__M_##key)
/* The place of words that are about a graph and no result. */
static inline truce__at truce__at_graph(const truce_graph *graph) {
    return (truce__at){.graph = graph, .model = graph->model};
}

/* Whether an option shows the move. */
bool truce__has_changes(const truce_graph *graph, truce_state from, truce_state to);
/* "“Offer” of North farm from none to water": an option that changes, or is at a level; `before` may be
 * TRUCE_LEVEL_MIXED: not told. */
void truce__speak_change(const truce__speaker *s, uint32_t option, uint8_t before, uint8_t after);
/* "“Pump at night” to no and “Offer” from none to water" */
void truce__speak_changes(const truce__speaker *s, truce_state from, truce_state to);
/* "North farm can stop the pump at night"; where options do not tell, "North farm can move to state 2 (push)" and
 * true: the state is named already. */
bool truce__speak_move(const truce__speaker *s, uint32_t party, truce_state from, truce_state to);

/* Arguments that only words have. */
/* "“Pump” to yes" */
static inline truce__value truce__changes_of(truce_state from, truce_state to) {
    return (truce__value){.kind = TRUCE__CHANGES, .number = from, .to = to};
}
/* What a party does, as a bare infinitive: "stop the pump", "set “Pump” to no": words/states.h. */
static inline truce__value truce__own_changes_of(truce_state from, truce_state to) {
    return (truce__value){.kind = TRUCE__OWN_CHANGES, .number = from, .to = to};
}
/* " (the model's reason: ...)"; nothing for NULL */
static inline truce__value truce__note_of(const truce__note *note) {
    return (truce__value){.kind = TRUCE__NOTE, .self = note};
}
/* The statement, in the marks that set it off from the sentence: words/clauses.c has its words. */
static inline truce__value truce__stmt_of(const truce__stmt *stmt) {
    return (truce__value){.kind = TRUCE__STATEMENT, .self = stmt};
}
/* The same of all the statements of a preference. */
static inline truce__value truce__item_of(const truce__pref_item *item) {
    return (truce__value){.kind = TRUCE__ITEM, .self = item};
}
/* The opposite of all of them, as a clause. */
static inline truce__value truce__opposite_of(const truce__pref_item *item) {
    return (truce__value){.kind = TRUCE__ITEM_OPPOSITE, .self = item};
}
/* "standoff, talks"; the second has for those without a name what sentences call them: "a standoff, talks" */
static inline truce__value truce__outcomes_of(truce_state state) {
    return (truce__value){.kind = TRUCE__OUTCOMES, .number = state};
}
static inline truce__value truce__outcomes_called(truce_state state) {
    return (truce__value){.kind = TRUCE__OUTCOMES, .number = state, .to = 1};
}
/* "state 2 (Y0N: standoff)", for readers "“Standoff” (state 2)"; the second begins a sentence */
static inline truce__value truce__the_state(truce_state state) {
    return (truce__value){.kind = TRUCE__THE_STATE, .number = state};
}
static inline truce__value truce__the_state_first(truce_state state) {
    return (truce__value){.kind = TRUCE__THE_STATE, .number = state, .to = 1};
}
/* "a truce with further releases", and "a temporary truce is observed": words/states.h has both. */
static inline truce__value truce__state_called(truce_state state) {
    return (truce__value){.kind = TRUCE__STATE_CALLED, .number = state};
}
static inline truce__value truce__differences_of(truce_state from, truce_state to) {
    return (truce__value){.kind = TRUCE__DIFFERENCES, .number = from, .to = to};
}
/* An option, an outcome of the model by what they are called: words/naming.h. */
static inline truce__value truce__option_of(uint32_t option) {
    return (truce__value){.kind = TRUCE__OPTION, .number = option};
}
static inline truce__value truce__outcome_of(uint32_t outcome) {
    return (truce__value){.kind = TRUCE__OUTCOME, .number = outcome};
}
static inline truce__value truce__spoken_of(const char *text) {
    return (truce__value){.kind = TRUCE__SPOKEN, .text = text};
}
/* Members as a list, "a, b, c". */
static inline truce__value truce__these(const truce__at *of, const truce__domain *domain,
                                        bool (*keep)(const truce__at *item)) {
    return (truce__value){.kind = TRUCE__SUBSET, .domain = domain, .of = of, .keep = keep};
}
/* "a, b and c" */
static inline truce__value truce__these_and(const truce__at *of, const truce__domain *domain,
                                            bool (*keep)(const truce__at *item)) {
    return (truce__value){.kind = TRUCE__SUBSET, .domain = domain, .of = of, .keep = keep, .number = 1};
}
/* "a, b or c" */
static inline truce__value truce__these_or(const truce__at *of, const truce__domain *domain,
                                           bool (*keep)(const truce__at *item)) {
    return (truce__value){.kind = TRUCE__SUBSET, .domain = domain, .of = of, .keep = keep, .number = 2};
}
/* The first `most` states of a set, "4, 7 and 3 more"; 0: as many as read well. */
static inline truce__value truce__some_of(const truce_set *set, uint64_t most) {
    return (truce__value){.kind = TRUCE__STATES, .set = set, .number = most};
}

#endif
