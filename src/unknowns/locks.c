/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/locks.h"

#include "graph/expiry.h"

enum { MOST_HELD = 256 << 20 /* bytes of stakes that are kept */ };

truce__stake truce__weaker_stake(const truce__locked *l) {
    return l->query->stake == TRUCE__STAKE_SEQ ? TRUCE__STAKE_GMR : l->query->stake;
}

truce_status truce__locked_make(truce__locked *l, uint32_t target, uint32_t party) {
    truce__lock *lock = truce__lock_of(l, target, party);
    uint64_t before = truce__memory_held(l->ctx);
    if (lock->is_made) return TRUCE_OK;
    lock->is_made = true;
    TRY(truce__stakes_make(&l->lists[party], l->targets[target], TRUCE__STAKE_NASH, NULL, &lock->nash));
    TRY(truce__stakes_make(&l->lists[party], l->targets[target], truce__weaker_stake(l), NULL, &lock->stakes));
    l->held += truce__memory_held(l->ctx) - before;
    l->looks += (lock->nash.visits + lock->stakes.visits) / TRUCE__VISITS_OF_A_MOVE;
    return truce__go_on(l->ctx);
}

void truce__lock_drop(truce__lock *lock) {
    if (!lock->is_made) return;
    truce__stakes_free(&lock->nash);
    truce__stakes_free(&lock->stakes);
    lock->nash = lock->stakes = (truce__stakes){0};
    lock->is_made = false;
}

void truce__lock_leave(truce__locked *l, truce__lock *lock) {
    uint64_t before = truce__memory_held(l->ctx);
    if (l->held <= MOST_HELD) return;
    truce__lock_drop(lock);
    l->held -= truce__lesser(l->held, before - truce__memory_held(l->ctx));
}

void truce__locked_leave(truce__locked *l, uint32_t target) {
    for (uint32_t p = 0; p < l->n_parties; p++) truce__lock_leave(l, truce__lock_of(l, target, p));
}

bool truce__locked_lasts(const truce__locked *l, uint32_t target, uint32_t party, truce__order order) {
    const truce__side *side = &l->sides[party];
    const truce__list *list = &l->lists[party];
    if (!l->query->lasts) return true;
    uint64_t worst = side->no_deals.at[0];
    for (size_t i = 1; i < side->no_deals.count; i++)
        if (truce__order_compare(list, order, side->no_deals.at[i], worst) < 0) worst = side->no_deals.at[i];
    uint64_t after = truce__expires_into(l->after, worst), own = truce__expires_into(l->after, l->targets[target]);
    return truce__order_compare(list, order, own, after) >= 0;
}
