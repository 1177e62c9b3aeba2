/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A product shared by several processes. It is split along its last options into slabs; each process has the slabs of
 * a contiguous range of cells. Statements, and moves of parties without split options, then concern one process
 * alone. For other parties' moves see engine/transpose.h. A verdict is one bit for each state; process 0 gathers
 * these bits.
 */
#ifndef TRUCE_SPLIT_H
#define TRUCE_SPLIT_H

#include "graph/processes.h"
#include "graph/space.h"

struct truce__split {
    truce_ctx *ctx;
    uint32_t first_option; /* this option and all after it are split */
    uint64_t *first_cell;  /* of each process, and at the end the number of all cells */
    uint64_t *first_state; /* states before those of each process, and at the end all */
};

/* The first of process number `process`'s share, if `count` processes share `total` things. */
uint64_t truce__share(uint64_t total, uint32_t process, uint32_t count);

/* Whether a product of these combinations would be split: there are several processes, none of them holds a shared
 * graph, and each would have enough to do. Models with stepped options are not split, because replies are then
 * followed move by move across the whole space. If a space is not split, or its states are listed, process 0 does all
 * the work; truce__why_whole() says why. */
bool truce__can_be_split(const truce__space *space);
const char *truce__why_whole(const truce__space *space);

/* Splits a product that can be: the space becomes this process's part. */
truce_status truce__space_split(truce_ctx *ctx, truce__space *space);
/* Turns this process's count of states into the count of all, and finds where its numbers begin. */
truce_status truce__split_count(truce__space *space);
void truce__split_free(truce__split *split);

/* Whether this process has the state. */
bool truce__has_state(const truce__space *space, truce_state state);

/* Sums and the like over the processes that share the space. They do nothing if the space is not shared. */
truce_status truce__total(const truce__space *space, uint64_t *words, size_t count);
truce_status truce__least(const truce__space *space, uint64_t *word);
truce_status truce__any(const truce__space *space, bool *flag);
/* The `or` over all processes of bytes of 0 and 1. */
truce_status truce__any_of_each(const truce__space *space, unsigned char *flags, size_t count);

/* Puts a set of cells together. `here` has bits over this process's cells, 0 after the last. They fill
 * `whole`, bits over all cells on process 0; NULL on the others. */
truce_status truce__gather_bits(const truce__space *space, const uint64_t *here, uint64_t *whole);

#endif
