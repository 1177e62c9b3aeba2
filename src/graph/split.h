/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A product shared by several processes: split along its last options into slabs, each process having the slabs of a
 * contiguous range of cells. Statements, and the moves of parties without split options, then concern one process
 * alone; for the other parties' moves see engine/transpose.h. What is found of each state is one bit: process 0
 * gathers these.
 */
#ifndef TRUCE_SPLIT_H
#define TRUCE_SPLIT_H

#include "graph/processes.h"
#include "graph/space.h"

struct truce__split {
    truce_ctx *ctx;
    uint32_t first_option; /* this and all behind it are split */
    uint64_t *first_cell;  /* of each process, and behind the last one's end */
    uint64_t *first_state; /* states before each process's, and all */
};

/* Where share number `process` of `total` things begins. */
uint64_t truce__share(uint64_t total, uint32_t process, uint32_t count);

/* Whether a product of these combinations would be split: there are several processes, none of which holds a shared
 * graph, and enough for each to do. Stepped options are not split: their replies are followed move by move across the
 * whole space. Where it would not, or where the states are listed, process 0 does all, and here is why. */
bool truce__can_be_split(const truce__space *space);
const char *truce__why_whole(const truce__space *space);

/* Splits a product that can be: the space becomes this process's part. */
truce_status truce__space_split(truce_ctx *ctx, truce__space *space);
/* Turns the process's own count of states into that of all, and finds where its numbers begin. */
truce_status truce__split_count(truce__space *space);
void truce__split_free(truce__split *split);

/* Whether this process has the state. */
bool truce__has_state(const truce__space *space, truce_state state);

/* Sums and the like over the processes that share the space; nothing happens where one has all. */
truce_status truce__total(const truce__space *space, uint64_t *words, size_t count);
truce_status truce__least(const truce__space *space, uint64_t *word);
truce_status truce__any(const truce__space *space, bool *flag);
/* Bytes of 0 and 1: the `or` of all processes'. */
truce_status truce__any_of_each(const truce__space *space, unsigned char *flags, size_t count);

/* Puts together what the processes have of a set of cells: `here`, bits over this process's cells, 0 behind the last,
 * is added to `whole`, bits over all cells on process 0; NULL on the others. */
truce_status truce__gather_bits(const truce__space *space, const uint64_t *here, uint64_t *whole);

#endif
