/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A statement as it is put into words: `not` stands only before outcomes and counts (De Morgan), chains of `and` and
 * `or` are lists, and what a list says of one option is one set of levels. A few dozen terms at most: longer
 * statements are told as their author wrote them.
 */
#ifndef TRUCE_TERMS_H
#define TRUCE_TERMS_H

#include "model/model.h"

typedef enum truce__term_kind {
    TRUCE__TERM_TRUE,
    TRUCE__TERM_FALSE,
    TRUCE__TERM_LEVELS, /* an option stands at one of these levels */
    TRUCE__TERM_STATE,  /* of a plain graph: the state is one of these, or is none of them */
    TRUCE__TERM_OUTCOME,
    TRUCE__TERM_AND,
    TRUCE__TERM_OR,
    TRUCE__TERM_IMPLIES, /* first implies second */
    TRUCE__TERM_IF,      /* first if second */
    TRUCE__TERM_IFF,
    TRUCE__TERM_COUNT /* exactly, at most, at least `number` of the children */
} truce__term_kind;

enum { TRUCE__MOST_TERMS = 1 << 7, TRUCE__NO_TERM = 0xFFFF };

typedef struct truce__term {
    truce__term_kind kind;
    bool is_denied;         /* OUTCOME, STATE, COUNT */
    uint32_t option;        /* LEVELS; OUTCOME: the outcome */
    uint64_t levels;        /* LEVELS: a bit each */
    const truce__node *node; /* STATE, COUNT */
    uint16_t first, next;   /* children in order: the first, and of each the next; TRUCE__NO_TERM: none */
} truce__term;

typedef struct truce__terms {
    const truce_model *model;
    const truce__stmt *stmt; /* NULL: of levels */
    truce__term at[TRUCE__MOST_TERMS];
    uint16_t count, root;
    bool is_long; /* nobody reads on so far: there are no terms */
} truce__terms;

/* Of the statement or, denied, of its opposite. O(nodes). */
void truce__terms_of(const truce_model *model, const truce__stmt *stmt, bool is_denied, truce__terms *terms);
/* The conjunction of what is said of each option: `levels[o]` are bits, and all of an option's levels say nothing. */
void truce__terms_of_levels(const truce_model *model, const uint64_t *levels, truce__terms *terms);

/* Whether the term is true where options stand at `levels`. */
bool truce__term_holds(const truce__terms *terms, uint16_t term, const uint32_t *levels);
/* The options that the term mentions, a bit each, those of outcomes included. */
uint64_t truce__term_options(const truce__terms *terms, uint16_t term);
/* The same of an outcome. */
uint64_t truce__outcome_options(const truce_model *model, uint32_t outcome);

/* Calls `visit` for every combination of levels of these options until it says false; the others stand at their
 * first. False when there are too many combinations or `visit` said so. */
bool truce__all_combinations(const truce_model *model, uint64_t options,
                             bool (*visit)(const uint32_t *levels, void *ud), void *ud);

/* The levels of today; false when the model does not say. */
bool truce__levels_today(const truce_model *model, uint32_t *levels);

#endif
