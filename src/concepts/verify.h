/* SPDX-License-Identifier: Apache-2.0 */
/* Single moves and preferences, from the definitions alone, for the check of witnesses and of other results. A
 * verifier is made in verify_model.c; verify.c checks witnesses with it. */
#ifndef TRUCE_VERIFY_H
#define TRUCE_VERIFY_H

#include "base/base.h"

truce_ctx *truce__verifier_ctx(const truce_verifier *verifier);
const truce_graph *truce__verifier_graph(const truce_verifier *verifier);

/* R_party(state), each state once: lent until the next call. O(moves). */
truce_status truce__verifier_moves(truce_verifier *verifier, uint32_t party, truce_state state,
                                   const truce_state **moves, size_t *count);
/* Whether `to` is in R_party(from), without listing the rest where their members are few. O(options) for each pair of
 * members; 0 and numbers beyond the last are no states. */
bool truce__verifier_is_move(truce_verifier *verifier, uint32_t party, truce_state from, truce_state to);
/* The states into which a state lapses by one entry of `expires`: lent until the next call. O(entries x members). */
truce_status truce__verifier_lapses(truce_verifier *verifier, truce_state state, const truce_state **lapses,
                                    size_t *count);
/* Whether states of the same *origin have the same moves of the party, themselves apart; false: it is not known. */
bool truce__verifier_is_alike(truce_verifier *verifier, uint32_t party, truce_state state, uint64_t *origin);
/* Whether the party strictly prefers a to b. */
bool truce__verifier_prefers(truce_verifier *verifier, uint32_t party, truce_state a, truce_state b);

/* The degree by which the party prefers a to b: 0 if it does not, 2 or more if the preference is strong. */
uint32_t truce__verifier_degree(truce_verifier *verifier, uint32_t party, truce_state a, truce_state b);
/* What a check worked out and keeps for the next one; freed with the verifier. */
typedef struct truce__keepsake {
    void *thing; /* NULL: nothing */
    void (*release)(truce_ctx *ctx, void *thing);
} truce__keepsake;
truce__keepsake *truce__verifier_keepsake(truce_verifier *verifier);
/* Checks a witness whose claims are lines of play, with so many moves to come; 0: without end. *why: what is wrong,
 * or NULL. */
truce_status truce__verify_limited(truce_verifier *verifier, const truce_witness *witness, size_t depth,
                                   const char **why);

/* Checks a witness of simultaneous sanctioning (verify_sim.c). *why as above. */
truce_status truce__verify_sim(truce_verifier *verifier, const truce_witness *witness, const char **why);

/* TRUCE_OK unless memory ran out or the work was cancelled: whoever finds something wrong asks this first, for
 * answers are then worth nothing. */
truce_status truce__verifier_ended(const truce_verifier *verifier);

#endif
