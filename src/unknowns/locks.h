/* SPDX-License-Identifier: Apache-2.0 */
/* What each party thinks of each target of a model that is to be unlocked, and what the target costs it. */
#ifndef TRUCE_LOCKS_H
#define TRUCE_LOCKS_H

#include "unknowns/locked.h"

static inline truce__lock *truce__lock_of(const truce__locked *locked, uint32_t target, uint32_t party) {
    return &locked->locks[(size_t)target * locked->n_parties + party];
}
/* The concept whose formula a lock has: for SEQ that is GMR. */
truce__stake truce__weaker_stake(const truce__locked *locked);
/* Makes the stakes of a lock, if they are not made. */
truce_status truce__locked_make(truce__locked *locked, uint32_t target, uint32_t party);
void truce__lock_drop(truce__lock *lock);
/* The stakes of a lock, or those of all locks of a target, are not used for now: frees them where those of all
 * targets take much memory. */
void truce__lock_leave(truce__locked *locked, truce__lock *lock);
void truce__locked_leave(truce__locked *locked, uint32_t target);
/* Whether the target lasts for a party that has its list in that order. */
bool truce__locked_lasts(const truce__locked *locked, uint32_t target, uint32_t party, truce__order order);

/* Settles, by solving the model with each order of the party, what its orders up to a price make of each target, and
 * so the prices of all its locks as far as `most`. *is_done false: there are too few targets or too many orders for
 * that, or `spare` was used up. survey.c */
truce_status truce__locked_survey(truce__locked *locked, uint32_t party, uint64_t most, uint64_t *spare,
                                  bool *is_done);
/* What a survey found of an order of a layer: bits over the targets, those stable by Nash and behind them those as
 * is_stable of a lock; NULL: there was none. */
const uint64_t *truce__locked_surveyed(const truce__locked *locked, uint32_t party, uint64_t price, size_t order);

/* Whether the party can have the target for edits of `most` or less, as far as its list alone and the effort tell;
 * the second takes its effort from a haul. pay.c */
truce_status truce__lock_pay(truce__locked *locked, uint32_t target, uint32_t party, uint64_t most, uint64_t *spare,
                             bool *can);
truce_status truce__locked_pay(truce__locked *locked, uint32_t target, uint32_t party, uint64_t most,
                               truce__haul *haul, bool *can);

#endif
