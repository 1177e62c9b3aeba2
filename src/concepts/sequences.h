/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a group of parties can bring about by legal sequences, found state by state, nearest first. A legal sequence
 * has one move or more, and no party moves twice in a row.
 *
 *     truce__sequences all;
 *     truce__sequences_init(&all, ctx, graph);
 *     truce__sequences_begin(&all, movers, TRUCE__FORWARD);
 *     TRY(truce__sequences_start(&all, cell));
 *     for (const truce__arrival *next; (status = truce__sequences_next(&all, &next)) == TRUCE_OK && next;) ...
 *     truce__sequences_free(&all);
 *
 * Who may move on from a cell depends on who moved there last. The first party that comes to a cell leaves all moves
 * to the others; the second one opens the rest, and a third opens nothing new. So a cell is gone on from twice at
 * most, and once where two moves of a party in a row can be made as one. A return to a start is not told.
 */
#ifndef TRUCE_SEQUENCES_H
#define TRUCE_SEQUENCES_H

#include "base/numbers.h"
#include "graph/graph.h"

/* A group of parties: a bit for each. Larger models are refused. */
enum { TRUCE__MOST_IN_GROUPS = 64 };
typedef uint64_t truce__group;

static inline truce__group truce__group_of(uint32_t party) { return UINT64_C(1) << party; }
static inline bool truce__is_in(truce__group group, uint32_t party) { return group >> party & 1; }
static inline uint32_t truce__group_size(truce__group group) { return (uint32_t)__builtin_popcountll(group); }
static inline bool truce__is_within(truce__group part, truce__group whole) { return (part & ~whole) == 0; }
static inline truce__group truce__all_parties(const truce_model *model) {
    return model->n_parties < 64 ? (UINT64_C(1) << model->n_parties) - 1 : ~UINT64_C(0);
}

typedef enum truce__sequence_kind {
    TRUCE__FORWARD,   /* any moves */
    TRUCE__IMPROVING, /* each step improves for its mover on the state just before */
    TRUCE__BACKWARD   /* any moves, from their ends to where they began */
} truce__sequence_kind;

typedef struct truce__arrival {
    uint64_t cell;
    size_t before;  /* the arrival from where the last move was made; SIZE_MAX: of a start */
    uint32_t party; /* that moved last; TRUCE__NONE: a start */
    bool is_new;    /* the first at this cell */
} truce__arrival;

/* Whether a move improves for its party. */
typedef bool (*truce__improves_fn)(const void *ud, uint32_t party, uint64_t from, uint64_t to);

typedef struct truce__sequences {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__group movers;
    truce__sequence_kind kind;
    bool composes; /* two moves of a mover in a row can be made as one */
    truce__improves_fn improves; /* NULL: by the ranks of the graph */
    const void *judge;
    truce__numbers met;
    TRUCE__VEC(truce__arrival) all;
    size_t given, left; /* arrivals told; those gone on from */
    uint64_t visits;    /* of moves, over all searches: several each */
} truce__sequences;

enum { TRUCE__VISITS_OF_A_MOVE = 8 }; /* about; where searches count as effort */

void truce__sequences_init(truce__sequences *s, truce_ctx *ctx, const truce_graph *graph);
void truce__sequences_free(truce__sequences *s);
/* Begins anew; starts come before the first truce__sequences_next(). */
void truce__sequences_begin(truce__sequences *s, truce__group movers, truce__sequence_kind kind);
/* IMPROVING, after beginning: another judge than the graph's ranks. */
void truce__sequences_judge(truce__sequences *s, truce__improves_fn improves, const void *judge);
truce_status truce__sequences_start(truce__sequences *s, uint64_t cell);
/* The next cell, each once; NULL behind the last. Lent until the next call. */
truce_status truce__sequences_next(truce__sequences *s, const truce__arrival **next);
/* Whether the cell was told, or is a start. */
static inline bool truce__sequences_have(const truce__sequences *s, uint64_t cell) {
    uint32_t n = s->graph->model->n_parties;
    return truce__numbers_has(&s->met, truce__pair_number(cell, n, n + 2));
}

/* Of products, where options tell where a move leads: whether the party's options differ between two cells; whether
 * the parties can go from one to the other in the order of the file, each by one move; whether directions of moves
 * leave it open that they get there at all. O(options). */
bool truce__differs(const truce__space *space, uint32_t party, uint64_t a, uint64_t b);
bool truce__goes_straight(const truce__space *space, truce__group movers, uint64_t from, uint64_t to);
bool truce__may_go(const truce__space *space, truce__group movers, uint64_t from, uint64_t to);

#endif
