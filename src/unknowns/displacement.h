/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a confidence means: the displacement model.
 *
 * A statement stands where it is written with probability c, its confidence. Otherwise, half of the time, the party
 * does not hold it at all; else it stands elsewhere in the list: up or down alike, where there is room; one place
 * with probability 1/2, two with 1/4, and so on, and the end of the list takes what is left. Statements and parties
 * are independent. `if_wrong` on a statement says which of these it is where the analyst knows: absent, elsewhere, or
 * its opposite in its place.
 *
 * Places: statement j of a list (from 0) stands at 2j; g places up it stands at 2j - 2g - 1, g places down at
 * 2j + 2g + 1, between others. What stands at one place is sorted by j. So each place hangs on its own statement
 * alone, and any few statements have the distribution that they have in the whole list: a Thurstone model with whole
 * numbers (Thurstone 1927, doi:10.1037/h0070288). Hence the exact probabilities of exact.h.
 * docs/decisions/0022-displacement.md has the reasons.
 *
 * Groups of a ranking are displaced and never absent. A weight is absent, or 2, 4, ... times as large or as small. A
 * rule is absent. An option that its party cannot use has no moves.
 */
#ifndef TRUCE_DISPLACEMENT_H
#define TRUCE_DISPLACEMENT_H

#include "graph/graph.h"

typedef enum truce__unsure {
    TRUCE__UNSURE_STATEMENT, /* of an order */
    TRUCE__UNSURE_GROUP,     /* of a ranking */
    TRUCE__UNSURE_WEIGHT,
    TRUCE__UNSURE_OPTION,
    TRUCE__UNSURE_RULE
} truce__unsure;

/* What an unknown turns out to be, as far as people are told. */
typedef enum truce__reading {
    TRUCE__READ_HERE,
    TRUCE__READ_ABSENT,
    TRUCE__READ_HIGHER, /* more important; a larger weight */
    TRUCE__READ_LOWER,
    TRUCE__READ_OPPOSITE,
    TRUCE__READINGS
} truce__reading;

/* One way in which an unknown can turn out. */
typedef struct truce__fate {
    truce__reading reading;
    int32_t place; /* STATEMENT, GROUP: where it stands; WEIGHT: by which power of two it is multiplied */
} truce__fate;

typedef struct truce__unknown {
    truce__unsure kind;
    uint32_t party;    /* TRUCE__NONE: a rule */
    uint32_t item;     /* the statement or weight, from 0; the group; the option; the rule */
    const char *path;  /* as edits write it */
    const char *text;  /* the statement; an option's id */
    double confidence;
    uint64_t number;   /* of its draws: a hash of party and path, so that models that share it share its draws */
    const truce__fate *fates;
    const uint64_t *upto; /* fate k is that of draws below upto[k] and not below upto[k - 1]; of 2^53 */
    uint32_t n_fates;
} truce__unknown;

/* A party's list: what is sampled of it. */
typedef struct truce__doubts {
    const truce__pref *pref;
    uint32_t n_items;        /* statements or weights; groups of a ranking */
    const uint32_t *unknown; /* of each; TRUCE__NONE: certain */
    const uint32_t *group;   /* RANK: of each item of the preference, TRUCE__NONE where it is a mark; else NULL */
} truce__doubts;

enum { TRUCE__ONE = 53, TRUCE__MOST_SHIFTS = 4 }; /* bits of a draw; a weight changes by at most 2^4 */

/* What the analyst is taken to mean. */
typedef struct truce__assumptions {
    double absent;             /* share of absence among what is wrong, 0 to 1; a half unless said */
    double default_confidence; /* of statements without one; 0: they are certain */
} truce__assumptions;

typedef struct truce__unknowns {
    truce__arena arena;
    const truce_model *model;
    truce__assumptions assumptions;
    truce__unknown *at;
    uint32_t count;
    truce__doubts *doubts;      /* of each party */
    uint32_t n_statements;      /* of all parties' lists */
    uint32_t n_unsaid;          /* of these, without a confidence */
    bool are_rules_fixed;       /* there are unsure rules, which cannot be left out here */
} truce__unknowns;

/* Finds what is unsure in the graph's model. Borrows the model. O(items x length of the longest list). Errors:
 * TRUCE_E_NOMEM. Free it in any case. */
truce_status truce__unknowns_find(truce_ctx *ctx, const truce_graph *graph, const truce__assumptions *assumptions,
                                  truce__unknowns *unknowns);
void truce__unknowns_free(truce__unknowns *unknowns);

/* The probability of a fate. */
static inline double truce__fate_chance(const truce__unknown *unknown, uint32_t fate) {
    uint64_t below = fate ? unknown->upto[fate - 1] : 0;
    return (double)(unknown->upto[fate] - below) / (double)((uint64_t)1 << TRUCE__ONE);
}
/* The fate that a draw below 2^53 gives. */
static inline uint32_t truce__fate_of(const truce__unknown *unknown, uint64_t draw) {
    uint32_t fate = 0;
    while (fate + 1 < unknown->n_fates && draw >= unknown->upto[fate]) fate++;
    return fate;
}

#endif
