/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ways from one state to others by improvements, where preferences may be edited. Each move has a price: the least
 * that its mover's edits cost after which the move improves. A way on which nobody's moves are dearer than what may
 * be spent on its edits is a necessary condition; the states on such ways are the corridor, and whatever is exact is
 * looked for in it alone.
 */
#ifndef TRUCE_CORRIDOR_H
#define TRUCE_CORRIDOR_H

#include "unknowns/orders.h"

/* The least price of edits after which the party prefers cell `to` to cell `from`; TRUCE__NONE: no edits do that. Of
 * rankings and weights a lower bound, TRUCE__NONE exactly. O(items). */
uint32_t truce__price_of_move(const truce__list *list, uint64_t from, uint64_t to);

/* Moves that some edits make improvements. */
typedef struct truce__priced_move {
    uint32_t to; /* a cell */
    uint32_t party, price;
} truce__priced_move;

typedef struct truce__priced {
    truce_ctx *ctx;
    const truce_graph *graph;
    uint64_t *first; /* by cell; one more */
    truce__priced_move *moves;
    uint64_t n_moves;
} truce__priced;

/* Free it in any case. O(moves x items). */
truce_status truce__priced_make(truce_ctx *ctx, const truce__list *lists, truce__priced *priced);
void truce__priced_free(truce__priced *priced);

/* A place of the corridor is one of its cells, numbered as they were found. */
typedef struct truce__corridor {
    truce_ctx *ctx;
    uint32_t *place_of; /* by cell: place + 1; 0: outside */
    TRUCE__VEC(uint64_t) cells;
    TRUCE__VEC(uint64_t) first; /* by place; one more */
    TRUCE__VEC(truce__priced_move) moves; /* `to` is a place */
    TRUCE__VEC(uint32_t) queue;
    /* of truce__corridor_reach(), by place: who came first, and whether somebody else came too */
    TRUCE__VEC(uint32_t) arrived;
    TRUCE__VEC(unsigned char) is_open;
} truce__corridor;

truce_status truce__corridor_init(truce_ctx *ctx, const truce_graph *graph, truce__corridor *corridor);
void truce__corridor_free(truce__corridor *corridor);

/* Fills the corridor with the ways from `start` to cells marked in `ends`, where party i may spend `budget[i]`. Place
 * 0 is the start, if there is a way at all; else there are no places. O(moves). */
truce_status truce__corridor_fill(truce__corridor *corridor, const truce__priced *priced, const uint64_t *budget,
                                  uint64_t start, const uint64_t *ends);

/* Whether a move counts. Statuses are kept by whoever asks. */
typedef bool (*truce__move_counts)(void *ud, uint32_t party, uint64_t from, uint64_t to);

/* Finds the places that can be reached by legal sequences of moves that count: corridor->arrived is then not
 * TRUCE__NONE; the start always is. O(moves of the corridor). */
truce_status truce__corridor_reach(truce__corridor *corridor, truce__move_counts counts, void *ud);
static inline bool truce__corridor_has(const truce__corridor *corridor, uint64_t cell) {
    uint32_t place = corridor->place_of[cell];
    return place && corridor->arrived.at[place - 1] != TRUCE__NONE;
}

#endif
