/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A product shared by several ranks: split along its last options into slabs, each rank having the slabs of a contiguous range of
 * cells. Statements, and the moves of parties without split options, then concern one rank alone; for the other parties'
 * moves see stability/transpose.h. After that, rank 0 asks the owner about states that are not its own.
 */
#ifndef TRUCE_SPLIT_H
#define TRUCE_SPLIT_H

#include "graph/space.h"

typedef enum truce__asked {
    TRUCE__ASK_NUMBER,   /* of a cell */
    TRUCE__ASK_FEASIBLE, /* is a cell? */
    TRUCE__ASK_RANK,     /* of a cell, for party `of` */
    TRUCE__ASK_CELL,     /* of a state */
    TRUCE__ASK_MEMBER,   /* is a state, of set `of`? */
    TRUCE__ASK_NEXT,     /* the next member of set `of` after a state, on this rank; 0: none */
    TRUCE__ASK_NOTHING,  /* only whether to go on */
    TRUCE__ASK_NO_MORE
} truce__asked;

typedef struct truce__question {
    uint64_t what, of, about; /* `about`: a cell or a state */
} truce__question;

/* One answer serves this question and those about the cells or states that come next; for members of a set it is the next ones, 0
 * behind the last. */
enum { TRUCE__ANSWERS = 128, TRUCE__REMEMBERED = 1021 };

/* As a rank sends them. A rank that was asked to stop says so with its next answers, and rank 0 stops for it. */
typedef struct truce__answers {
    uint64_t at[TRUCE__ANSWERS], is_cancelled;
} truce__answers;

typedef struct truce__answer {
    truce__question question;
    uint32_t owner;
    bool is_known;
    truce__answers answers;
} truce__answer;

struct truce__split {
    truce_ctx *ctx;
    uint32_t first_option; /* this and all behind it are split */
    uint64_t *first_cell;  /* of each rank, and behind the last one's end */
    uint64_t *first_state; /* states before each rank's, and all */
    TRUCE__VEC(const truce_set *) sets; /* of this graph: numbered alike on all ranks, since all make the same calls */
    truce__answer *remembered; /* rank 0: by hash of `what` and `of`; made when first needed */
};

/* Where share number `rank` of `total` things begins. */
uint64_t truce__share(uint64_t total, uint32_t rank, uint32_t size);

/* Whether a product of these combinations would be split: there are several ranks, and enough for each to do. Stepped options are
 * not split: their replies are followed move by move across the whole space. Where it would not, or where the states are listed,
 * every rank does and holds all, and here is why. */
bool truce__can_be_split(const truce__space *space);
const char *truce__why_whole(const truce__space *space);
/* Splits a product between the context's ranks, if it can be. */
truce_status truce__space_split(truce_ctx *ctx, truce__space *space);
/* Turns the rank's own count of states into that of all, and finds where its numbers begin. */
truce_status truce__split_count(truce__space *space);
void truce__split_free(truce__split *split);

/* Whether this rank has the cell, or the state. */
bool truce__has_cell(const truce__space *space, uint64_t cell);
bool truce__has_state(const truce__space *space, truce_state state);
uint32_t truce__owner(const truce__space *space, truce__asked what, uint64_t about);
/* Rank 0 asks another one. */
uint64_t truce__ask(const truce__space *space, uint32_t owner, truce__question question);
/* The same of whom it concerns. */
uint64_t truce__ask_owner(const truce__space *space, truce__asked what, uint64_t of, uint64_t about);
/* Whether any rank was asked to stop, as far as rank 0 can hear of it: all others have to be inside truce_serve(). */
bool truce__is_any_cancelled(const truce__space *space);
/* No more questions; what was answered is forgotten. */
void truce__ask_no_more(truce__split *split);

/* Sums and the like over the ranks that share the space; nothing happens where each has all. */
truce_status truce__total(const truce__space *space, uint64_t *words, size_t count);
truce_status truce__least(const truce__space *space, uint64_t *word);
truce_status truce__any(const truce__space *space, bool *flag);
/* Bytes of 0 and 1: the `or` of all ranks'. */
truce_status truce__any_of_each(const truce__space *space, unsigned char *flags, size_t count);

#endif
