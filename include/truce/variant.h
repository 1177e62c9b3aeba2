/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Variants: the same conflict with something else in it, made from what changed.
 *
 * A variant is a graph like any other: it is solved, explained, verified, searched for paths and agreements. It
 * shares with the graph that it was made from whatever the change leaves as it was - states, moves, the ranks of the
 * other parties, what states turn into - and owns the rest: where one party's preference differs, that party's ranks.
 *
 * A variant borrows from its graph: free it first. A graph is not changed by its variants, so that several contexts,
 * each with a thread of its own, may make variants of one graph at a time. A shared graph
 * (processes.h) has none: TRUCE_E_USAGE.
 */
#ifndef TRUCE_VARIANTS_H
#define TRUCE_VARIANTS_H

#include <truce/edit.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The graph of another model, which is borrowed too; valued after expiry if `graph` is. Warnings concern what is not
 * shared.
 * Errors: those of truce_graph_build() and truce_graph_after_expiry(). Time: that of building what is not shared. */
TRUCE_API truce_status truce_variant_of(truce_ctx *ctx, const truce_graph *graph, const truce_model *model,
                                        truce_graph **variant);

/* The same of the graph's own model after some edits; that model goes with the variant. Errors: those of
 * truce_text_edit() and truce_parse() too. Time O(edits x length of the text), and as above. */
TRUCE_API truce_status truce_variant_edit(truce_ctx *ctx, const truce_graph *graph, const truce_edit *edits,
                                          size_t count, truce_graph **variant);

/* The conflict as the party sees it: the graph of the model with the changes of its entry under `perceives`; without
 * such an entry the same conflict. States correspond by their codes; the status quo is that of `graph`, if the party
 * sees it. Errors: those of truce_variant_edit(); TRUCE_E_MODEL for a change that does not fit, with its place. */
TRUCE_API truce_status truce_variant_seen_by(truce_ctx *ctx, const truce_graph *graph, uint32_t party,
                                             truce_graph **variant);
/* The party whose view a graph is; UINT32_MAX: it is none. */
TRUCE_API uint32_t truce_variant_viewer(const truce_graph *graph);

/* The party's `order` or `weigh` with only these of its statements (from 0), in this order: others are left out,
 * neighbours swapped. No text is read: the quickest way to many variants. Errors: TRUCE_E_USAGE (no such party or
 * statement, one named twice, a party with a ranking), TRUCE_E_LIMIT, TRUCE_E_NOMEM, TRUCE_E_CANCELLED. Time: that of
 * ranking the states for one party. */
TRUCE_API truce_status truce_variant_prefer(truce_ctx *ctx, const truce_graph *graph, uint32_t party,
                                            const uint32_t *statements, size_t count, truce_graph **variant);

/* Solves a variant by the concepts of `before`, which is of the graph that it was made from. Verdicts that cannot
 * differ are copied: under Nash, GMR and SMR those of each party whose ranks are shared, under other concepts those
 * where all ranks are. Any two graphs may be given; those that share nothing are solved whole. Errors: those of
 * truce_solve(). */
TRUCE_API truce_status truce_solve_variant(truce_ctx *ctx, const truce_graph *variant, const truce_solution *before,
                                           truce_solution **solution);

/* Open models, in which an `either` lists alternatives. A completion takes one alternative at each. All else that is
 * asked of the graph is about its main reading, which takes the first. */

/* How many completions the model has; 1: nothing is open; UINT64_MAX: that many or more. */
TRUCE_API uint64_t truce_model_completion_count(const truce_model *model);

/* truce_solve() in every completion. A state is in truce_solution_stable() where it is stable in all of them, and in
 * truce_solution_maybe() where it is so in some, or where the concept leaves that open in some. Under Nash, GMR and
 * SMR only the party's own completions matter: as many solves as the party has completions that has most. Under other
 * concepts there is a solve for each combination. truce_solution_maybe_equilibria(): states that are equilibria in
 * some completion. No set is NULL. The solution is of `graph`. Of a model that is not open it is truce_solve()'s.
 * Errors: those of truce_solve(); TRUCE_E_LIMIT also where more than `most` solves would be needed, 0: 4,096;
 * TRUCE_E_USAGE for a shared graph (processes.h). */
TRUCE_API truce_status truce_solve_completions(truce_ctx *ctx, const truce_graph *graph, const uint32_t *concepts,
                                               size_t count, uint64_t most, truce_solution **solution);
TRUCE_API bool truce_solution_is_of_completions(const truce_solution *solution);

/* How many statements the party's list has, for that; 0 where it has a ranking or nothing. */
TRUCE_API uint32_t truce_model_statement_count(const truce_model *model, uint32_t party);

/* Whether a graph shares its states with another one, and a party's ranks. */
TRUCE_API bool truce_variant_shares_states(const truce_graph *graph);
TRUCE_API bool truce_variant_shares_ranks(const truce_graph *graph, uint32_t party);

#ifdef __cplusplus
}
#endif
#endif
