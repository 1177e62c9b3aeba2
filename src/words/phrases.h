/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values in words, and messages with values in their places: what everything that speaks is made of. A value may need
 * a message (a list, a state's name) and a message has values, so both stand in one file. Plain text; whoever needs
 * it escaped does that.
 */
#ifndef TRUCE_PHRASES_H
#define TRUCE_PHRASES_H

#include "result/result.h"
#include "words/catalogue.h"

/* A value in words, unescaped, as tables show it. */
void truce__value_words(truce__text *text, const truce__at *at, truce__value value);
/* A message in words, unescaped: for cells that are put together. `args` end with a null value. */
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

/* A message whose words and values go where the filler says: for forms that escape. */
typedef struct truce__speech {
    truce__text *text;
    const truce__at *at;
    const truce__value *args;
    void (*literal)(truce__text *text, const char *bytes, size_t length);
    void (*value)(const struct truce__speech *speech, truce__value value);
    const void *ud; /* of `value` */
} truce__speech;
void truce__speak(const truce__speech *speech, truce__message message);

/* Appends "2 (Y0N: standoff, talks)". */
void truce__state_label(truce__text *text, const truce_graph *graph, truce_state state);
/* Appends the outcomes of the state, "standoff, talks", perhaps nothing. */
void truce__state_outcomes(truce__text *text, const truce_graph *graph, truce_state state);
/* Whether an option shows the move. */
bool truce__has_changes(const truce_graph *graph, truce_state from, truce_state to);

/* Arguments that only words have. */
static inline truce__value truce__message_of(truce__message message) {
    return (truce__value){.kind = TRUCE__MESSAGE, .number = message};
}
/* "'Pump' from no to yes" */
static inline truce__value truce__changes_of(truce_state from, truce_state to) {
    return (truce__value){.kind = TRUCE__CHANGES, .number = from, .to = to};
}
/* " (the model's reason: ...)"; nothing for NULL */
static inline truce__value truce__note_of(const truce__note *note) {
    return (truce__value){.kind = TRUCE__NOTE, .self = note};
}
/* "not x or y" */
static inline truce__value truce__item_of(const truce__pref_item *item) {
    return (truce__value){.kind = TRUCE__ITEM, .self = item};
}
/* "standoff, talks" */
static inline truce__value truce__outcomes_of(truce_state state) {
    return (truce__value){.kind = TRUCE__OUTCOMES, .number = state};
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
