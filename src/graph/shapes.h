/* SPDX-License-Identifier: Apache-2.0 */
/* What the files that build a space share among themselves, and the parallel loop over blocks of
 * combinations that ranking uses too. */
#ifndef TRUCE_SHAPES_H
#define TRUCE_SHAPES_H

#include "graph/slices.h"
#include "graph/space.h"

/* Runs `work` for every block of TRUCE__SLICE_BITS cells, on the context's threads. Each thread has a slicer of its
 * own (NULL in the graph shape, where cells are not combinations). Each block must write only its own part; then
 * their order does not matter. Stops at the first failure. */
typedef truce_status (*truce__block_fn)(void *ud, truce__slicer *slicer, uint64_t block);
truce_status truce__blocks_run(truce_ctx *ctx, const truce__space *space, truce__block_fn work, void *ud);
/* The same, where a block of a product takes that many steps over its words: few are done sooner by one thread than
 * several are woken. */
truce_status truce__blocks_run_short(truce_ctx *ctx, const truce__space *space, uint32_t steps, truce__block_fn work,
                                     void *ud);

enum { TRUCE__GROUP_WORDS = 8 }; /* of feasible bits, for each sum in `before` */

/* Fills feasible, before and n_states of a space of combinations. */
truce_status truce__space_mark_feasible(truce_ctx *ctx, truce__space *space);
/* Fills these of a shared space, on process 0, from what each process has found for its own part. */
truce_status truce__space_gather_feasible(truce_ctx *ctx, truce__space *space);
/* Fills before and n_states from the feasible bits. */
truce_status truce__space_count_states(truce_ctx *ctx, truce__space *space);

/* Sets *is_good to whether there is such a state; a diagnostic at `loc` if not. */
truce_status truce__space_check_number(truce_ctx *ctx, const truce__space *space, uint64_t state, truce__loc loc,
                                       bool *is_good);

/* Reports that no state is feasible, and the rule that excludes the last one. Returns TRUCE_E_MODEL unless something
 * else failed. */
truce_status truce__space_report_empty(truce_ctx *ctx, const truce__space *space);

/* Build the two kinds of the graph shape: states named one by one; and a list of feasible combinations, perhaps
 * coalesced. If the list would take more than `worth` steps, *is_worth becomes false and *space stays half made. */
truce_status truce__space_build_plain(truce_ctx *ctx, truce__space *space);
truce_status truce__space_build_listed(truce_ctx *ctx, truce__space *space, uint64_t worth, bool *is_worth);

/* A list of moves as it is gathered, and compressed rows made from it: ascending and without repetition in both
 * directions. Linear: two transpositions sort the rows. */
typedef TRUCE__VEC(uint64_t) truce__pairs; /* from << 32 | to */
truce_status truce__csr_make(truce_ctx *ctx, uint64_t n_cells, const truce__pairs *pairs, truce__csr *out,
                              truce__csr *in);
void truce__csr_free(truce_ctx *ctx, truce__csr *rows);

typedef TRUCE__VEC(uint64_t) truce__codes; /* feasible combinations, ascending */

/* Moves as rows: the explicit ones of the model, or those that options allow between the combinations of two states.
 * If there are more than `worth`, the latter sets *is_worth to false and leaves the rows half made. */
truce_status truce__space_read_moves(truce_ctx *ctx, truce__space *space);
truce_status truce__space_derive_moves(truce_ctx *ctx, truce__space *space, const truce__codes *codes,
                                       const uint32_t *state_of, uint64_t worth, bool *is_worth);

#endif
