/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which states a table shows, and in which order.
 *
 * By number nothing is stored: the next row follows from the sets. Sorted by a party's preference, or by how far they
 * are from a combination, only the rows to be shown are held, so that ten million states cost a pass over them and
 * memory for the few that are printed.
 */
#ifndef TRUCE_PICK_H
#define TRUCE_PICK_H

#include "graph/graph.h"

typedef struct truce__ranked {
    uint32_t rank;
    truce_state state;
} truce__ranked;

/* For qsort(): best rank first, ties by number. */
int truce__ranked_best_first(const void *a, const void *b);

typedef struct truce__pick {
    const truce_graph *graph;
    const truce_solution *solution; /* NULL: no solution, all states are candidates */
    const truce_render_options *options;
    uint64_t total; /* rows there would be without a limit */
    bool is_sorted;
    uint32_t near[TRUCE__MAX_OPTIONS]; /* the levels of the combination that rows are near to */
    TRUCE__VEC(truce__ranked) best; /* when sorted: the rows, in order */
    truce_state at;                 /* the row given last */
    uint64_t done;                  /* rows given so far */
    truce_state left_out; /* the status quo, where it would have a row without the limit; else 0 */
    bool is_told;         /* next() gives it behind the others */
} truce__pick;

/* Counts the rows and, when they are sorted, collects them. Owns memory afterwards even when it fails. */
truce_status truce__pick_init(truce_ctx *ctx, const truce_graph *graph, const truce_solution *solution,
                              const truce_render_options *options, truce__pick *pick);
void truce__pick_free(truce_ctx *ctx, truce__pick *pick);

/* Row number `index` from 0, which follows on the row of `before` (0: index is 0); 0: behind the last, or when the
 * work is cancelled. Keeps no place, so that several walks may go over one pick. */
truce_state truce__pick_at(const truce__pick *pick, uint64_t index, truce_state before);

/* The next row, or 0: behind the last, or when the work is cancelled. A copy of the pick goes over them again. */
truce_state truce__pick_next(truce__pick *pick);

/* The same in text, which also has the row of the status quo where the limit left it out: behind the others. */
truce_state truce__pick_told_at(const truce__pick *pick, uint64_t index, truce_state before);
uint64_t truce__pick_told_count(const truce__pick *pick);

/* Rows that at() gives in all, and whether the limit left some out. */
uint64_t truce__pick_count(const truce__pick *pick);
bool truce__pick_is_cut(const truce__pick *pick);

#endif
