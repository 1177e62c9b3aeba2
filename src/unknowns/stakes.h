/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What decides whether a state is stable for a party, as a formula over its comparisons with other states.
 *
 * Write w(z) for "the party ranks z no higher than the state". For each of its moves to x there is a clause, and it
 * is stable if all clauses hold:
 *
 *     Nash   w(x)
 *     GMR    w(x) or w(y) for some y that the others can reach from x
 *     SMR    w(x) or, for some such y, w(y) and w(z) for each z that the party can reach from y
 *     SEQ    as GMR, y reached by improvements
 *
 * So a clause is true if one of its terms is, and a term if all of its comparisons are. States that differ from the
 * state in question on the same items the same way are of one kind: one comparison. Comparisons that hold for every
 * order that edits can make are left out, and clauses that have a term of none. Without flips, a comparison that
 * follows from another one of its term is left out too, likewise terms and clauses that say nothing of their own.
 */
#ifndef TRUCE_STAKES_H
#define TRUCE_STAKES_H

#include "unknowns/orders.h"
#include "unknowns/prices.h"

typedef enum truce__stake { TRUCE__STAKE_NASH, TRUCE__STAKE_GMR, TRUCE__STAKE_SMR, TRUCE__STAKE_SEQ } truce__stake;

typedef struct truce__sets { /* sets of numbers, each once; set i has members[first[i]] to members[first[i + 1]] */
    TRUCE__VEC(uint32_t) members;
    TRUCE__VEC(size_t) first;
    uint32_t *slots;
    size_t room;
} truce__sets;

static inline uint32_t truce__sets_count(const truce__sets *sets) {
    return sets->first.count ? (uint32_t)sets->first.count - 1 : 0;
}

typedef struct truce__stakes {
    const truce__list *list;
    uint64_t cell;
    uint32_t n_kinds;
    /* of each kind, list->words words: items that speak for a state of the kind and against the state in question,
     * and the other way round. RANK: the places that claim a state of the kind; of the other, see `own`. */
    TRUCE__VEC(uint64_t) favours, opposes;
    const uint64_t *own;
    truce__sets terms, clauses; /* of kinds, of terms */
    uint64_t visits;            /* of moves, while it was made */
    uint64_t n_moves, n_tied;   /* moves of the party; those to states that no item tells apart from this one */
} truce__stakes;

/* Whose improvements count for SEQ: the lists of all parties, each in some order. */
typedef struct truce__profile {
    const truce__list *lists;
    const truce__order *orders;
} truce__profile;

/* Makes the formula for a state. `others` is for SEQ alone. Free it in any case. O(states that the others reach from
 * the party's moves; times the party's moves for SMR). */
truce_status truce__stakes_make(const truce__list *list, uint64_t cell, truce__stake stake,
                                const truce__profile *others, truce__stakes *stakes);
/* The formula w(to), or its part: whether the party would rather not go from `cell` to `to`. */
truce_status truce__stakes_of_move(const truce__list *list, uint64_t cell, uint64_t to, truce__stakes *stakes);
/* w(to) for each of some states. */
truce_status truce__stakes_of_states(const truce__list *list, uint64_t cell, const uint64_t *to, size_t count,
                                     truce__stakes *stakes);
void truce__stakes_free(truce__stakes *stakes);

static inline const uint64_t *truce__kind_favours(const truce__stakes *stakes, uint32_t kind) {
    return stakes->favours.at + (size_t)kind * stakes->list->words;
}
static inline const uint64_t *truce__kind_opposes(const truce__stakes *stakes, uint32_t kind) {
    return stakes->opposes.at + (size_t)kind * stakes->list->words;
}

/* Whether no order that edits can make ends the stability: the formula has no clause. */
static inline bool truce__stakes_are_none(const truce__stakes *stakes) {
    return truce__sets_count(&stakes->clauses) == 0;
}

/* What it takes to make the formula true or false, from what it takes for each comparison: 0 where it is as wanted,
 * else a price and 1 more, TRUCE__NEVER where it cannot be. The least that any order costs in which the formula is
 * so, in the same way; exact where it is 0. Bits of `settled` are clauses known to be true, bits of `lost` terms
 * known to be false; NULL: none. O(members). */
uint64_t truce__stakes_bound(const truce__stakes *stakes, bool wanted, const uint64_t *of_kinds,
                             const uint64_t *settled, const uint64_t *lost);

/* Effort is counted in looks: a step of a search, or going over so many members of a formula. Formulas have from one
 * to many thousands, so that steps alone would say little of the time. These are the looks of going over this one. */
enum { TRUCE__MEMBERS_OF_A_LOOK = 64 };
uint64_t truce__stakes_looks(const truce__stakes *stakes);

/* Whether the state is stable for a party that has its list in that order. `values` has room for the kinds. */
bool truce__stakes_hold(const truce__stakes *stakes, truce__order order, uint64_t *values);

#endif
