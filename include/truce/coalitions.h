/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who could leave together: stability against coalitions, equilibrium jumps, strong equilibria.
 *
 * A coalition H is a set of parties that may agree on where to go. R_H(s) is what its members bring about from s by
 * legal sequences. A state is an improvement for H when every member prefers it to s strictly; in the weak sense when
 * no member likes it less and one prefers it. As for one party, an improvement to x may be answered by the others,
 * and s is stable for H under
 *
 *     Nash        when H has no improvement from s
 *     GMR         when each can be answered: the others bring about a state that is no improvement on s for H
 *     SMR         ... from where H cannot bring about an improvement on s either
 *     SEQ, SSEQ   as GMR and SMR, each step of the answer being an improvement of its own mover
 *
 * With a coalition of one these are the individual concepts. Answers come from single parties, not from other
 * coalitions. A jump leads from one equilibrium to another that is an improvement for some coalition. A strong
 * equilibrium is Nash stable for every coalition. Kilgour, Hipel, Fang and Peng 2001, Group Decision and Negotiation
 * 10(2), 159-175; Inohara and Hipel 2008, Systems Engineering 11(4), 343-359; Aumann 1959, "Acceptable points in
 * general cooperative n-person games". Descriptions of the first two were read, not their formulas.
 */
#ifndef TRUCE_COALITIONS_H
#define TRUCE_COALITIONS_H

#include <truce/set.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Some of the model's parties, ascending. At least one, and none beyond the first 64. */
typedef struct truce_coalition {
    const uint32_t *members;
    size_t count;
} truce_coalition;

/* What a coalition takes for an improvement. */
typedef enum truce_improvement {
    TRUCE_IMPROVES_STRICTLY, /* every member prefers it */
    TRUCE_IMPROVES_WEAKLY    /* no member likes it less, and one prefers it */
} truce_improvement;

/* A state compared is a visit, 64 states compared by their bits are one, a move followed is eight. So many are
 * allowed unless the query says otherwise: a minute or two. */
#define TRUCE_COALITION_VISITS (UINT64_C(1) << 34)

typedef struct truce_coalitions_query {
    const truce_coalition *coalitions; /* NULL: every set of parties but the empty one */
    size_t coalition_count;
    truce_improvement improvement;
    const truce_set *rows; /* the states to decide on; NULL: the equilibria of each concept */
    const truce_set *only; /* where `rows` is NULL: of the equilibria just these; NULL: all */
    uint64_t limit;        /* verdicts with an exit, and jumps; 0: all */
    uint64_t visits;       /* 0: TRUCE_COALITION_VISITS */
} truce_coalitions_query;

/* From one equilibrium to another. */
typedef struct truce_jump {
    uint32_t slot;
    truce_state from, to;
    size_t coalition; /* number in the list; of those that can make the jump none is a part of it. Two or more
                         members */
} truce_jump;

/* All but the solution belongs to this and is only to be read. */
typedef struct truce_coalitions {
    const truce_solution *solution;
    truce_improvement improvement;
    const truce_coalition *coalitions; /* as asked, or all: smaller ones first, then by parties */
    size_t coalition_count;
    bool are_all, are_blocs; /* every set of parties; several that share no member and hold every party */
    const uint32_t *slots;   /* of the solution's concepts those that are defined for coalitions */
    size_t slot_count;       /* slots below are numbers in that list */
    truce_set **rows;        /* [slot]: the states decided on */
    truce_set **stable;      /* [slot]: of these, those stable for every coalition of the list */
    const truce_jump *jumps; /* by slot, from, to, coalition */
    size_t jump_count;
    bool has_more_jumps;     /* the limit was reached */
    truce_set *strong;       /* the strong equilibria; NULL: they would take too many visits, and only some coalitions
                                were asked about */
    uint64_t visits;
} truce_coalitions;

/* Decides for the rows of each concept and each coalition. `query` may be NULL. The solution is borrowed.
 * Errors: TRUCE_E_USAGE (a coalition is wrong, no concept of the solution is defined for coalitions, a shared graph,
 * other rules of reply), TRUCE_E_LIMIT (more than 64 parties, too many coalitions, memory, or visits; a diagnostic
 * has the number), TRUCE_E_NOMEM, TRUCE_E_CANCELLED. Time at most O(rows x sum of |R_H(s)| over coalitions), times
 * replies for SMR and SSEQ; much less where filters answer: src/concepts/coalitions.c. */
TRUCE_API truce_status truce_coalitions_find(truce_ctx *ctx, const truce_solution *solution,
                                             const truce_coalitions_query *query, truce_coalitions **coalitions);
TRUCE_API void truce_coalitions_free(truce_coalitions *coalitions);

/* Whether a state of rows[slot] is stable for that coalition. O(1). */
TRUCE_API bool truce_coalition_is_stable(const truce_coalitions *coalitions, size_t slot, size_t coalition,
                                         truce_state state);
/* Where the coalition would go from a state that is unstable for it: the nearest state that is an improvement which
 * the others cannot answer. Kept for the first verdicts, as many as the limit; else 0. */
TRUCE_API truce_state truce_coalition_exit(const truce_coalitions *coalitions, size_t slot, size_t coalition,
                                           truce_state state);

/* A move of one party to a state. */
typedef struct truce_coalition_step {
    uint32_t party;
    truce_state to;
} truce_coalition_step;

/* A shortest legal sequence of the members' moves between two states, for truce_release(); *count is 0 where there is
 * none. O(states and moves that the coalition reaches). */
TRUCE_API truce_status truce_coalition_path(truce_ctx *ctx, const truce_graph *graph,
                                            const truce_coalition *coalition, truce_state from, truce_state to,
                                            truce_coalition_step **steps, size_t *count);

/* The reason of a verdict for a coalition: claims as in truce.h, with the coalition in the party's place. Better is
 * what is an improvement on the start for the coalition. What takes several moves is a chain: STEP with one child,
 * and so on, up to the claim that it is about.
 *
 *     SANCTIONED, FREE   end the members' way from the start to an improvement
 *     SANCTION           ends the others' answer. Children, where escapes count: all that the coalition can bring
 *                        about from there, NO_BETTER, with `after`
 *     BETTER, ESCAPED    children of FREE as of a party's; ESCAPED has the members' way on to BETTER */
typedef struct truce_coalition_witness {
    uint32_t concept;
    truce_improvement improvement;
    truce_coalition coalition;
    truce_state state;
    truce_verdict verdict;
    /* Stable: every improvement, nearest first. Unstable: of the nearest that are free the first that none of these
     * surpasses for the members (no member likes it less, some member more; where all like both alike, the same of
     * the others). */
    const truce_claim *claims;
    size_t claim_count;
} truce_coalition_witness;

/* Finds the reason by searching from the state. Errors: TRUCE_E_USAGE (no such state, coalition or concept; a concept
 * not defined for coalitions), TRUCE_E_NOMEM, TRUCE_E_CANCELLED. Time O(improvements x what the others reach), for
 * SMR and SSEQ times what the coalition reaches. */
TRUCE_API truce_status truce_coalition_explain(truce_ctx *ctx, const truce_graph *graph, truce_state state,
                                               const truce_coalition *coalition, uint32_t concept,
                                               truce_improvement improvement, truce_coalition_witness **witness);
TRUCE_API void truce_coalition_witness_free(truce_ctx *ctx, truce_coalition_witness *witness);

/* Checks it straight from the definitions, as truce_verify() does: src/concepts/verify_coalition.c. TRUCE_E_BUG with
 * a diagnostic where it does not hold. */
TRUCE_API truce_status truce_coalition_verify(truce_verifier *verifier, const truce_coalition_witness *witness);

#ifdef __cplusplus
}
#endif
#endif
