/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a mover has to choose from, over any number of moves: all that layers.h asks of them, in a few words, so that
 * moves can be put together in any order and a state can be left out of its own moves.
 *
 * A state x secures min r_i over A(x), what may be anticipated there. Of a set of moves is kept:
 *
 *     best, second   the most that one of them secures, and the most that another one does
 *     list           the pairs of ranks in their A(x) that give the mover `second` or more, the best first; each with
 *                    the move that leads there, or SEVERAL
 *
 * No state that has all these moves, or all but one, asks for less than `second`: so nothing is lost when the list is
 * cut there. It is also cut behind 17 pairs. Whoever asks for more of them than these leaves out at most the 8 of one
 * move, and is left with 9, one more than a layer holds.
 */
#ifndef TRUCE_LAYER_CHOICES_H
#define TRUCE_LAYER_CHOICES_H

#include "concepts/layer_sets.h"

enum { TRUCE__CHOICES = 2 * TRUCE__PAIRS + 1 };
#define TRUCE__SEVERAL UINT64_MAX
#define TRUCE__NOWHERE (UINT64_MAX - 1)

typedef struct truce__choice {
    uint64_t key;  /* the pair, with the mover's rank in the high half */
    uint64_t from; /* the only move that leads there, or SEVERAL */
} truce__choice;

typedef struct truce__choices_head {
    uint32_t best, second; /* 0: there is none */
    uint64_t best_at;      /* the move that secures the best */
    uint32_t count;        /* of the list */
} truce__choices_head;

typedef struct truce__choices {
    truce__choices_head head;
    truce__choice list[TRUCE__CHOICES];
} truce__choices;

/* Between pairs and keys, either way. */
static inline uint64_t truce__choice_key(uint64_t pair, uint32_t mover) {
    return mover ? pair << 32 | pair >> 32 : pair;
}
static inline uint32_t truce__key_rank(uint64_t key) { return (uint32_t)(key >> 32); }

static inline void truce__choices_clear(truce__choices *c) {
    c->head = (truce__choices_head){.best_at = TRUCE__NOWHERE};
}
/* Puts the move `from` to what is there: it leads to where these pairs may be anticipated. */
void truce__choices_add(truce__choices *c, uint32_t mover, const uint64_t *pairs, uint32_t count, uint64_t from);
/* Puts other moves to it; none of them is there already. */
void truce__choices_join(truce__choices *c, const truce__choices_head *head, const truce__choice *list);

/* What is anticipated at a state with these moves but `without` (or NOWHERE): fills `pairs`, ascending, with room
 * for TRUCE__CHOICES + 1. `own`: the state's pair. Returns how many; if more than TRUCE__PAIRS, perhaps not all. */
uint32_t truce__choices_anticipate(const truce__choices *c, uint32_t mover, uint64_t own, uint64_t without,
                                   uint64_t *pairs);
/* The verdict that these moves mean for a state of that rank. */
truce_verdict truce__choices_judge(const truce__choices *c, uint32_t rank, uint64_t without);

#endif
