/* SPDX-License-Identifier: Apache-2.0 */
/* What a target costs a party: by a survey where there are many targets, else by the formula of the target. */
#include "unknowns/locks.h"

#include "graph/expiry.h"

enum { MOST_LOOKS = 1000000 /* for one bound */ };

/* Raises the price of a lock to the least that makes a formula true, as far as prices up to `most` tell. */
static truce_status raise_price(truce__locked *l, const truce__stakes *stakes, uint64_t most, truce__lock *lock,
                                uint64_t *spare) {
    truce__effort effort = {.looks = truce__lesser(MOST_LOOKS, *spare), .price = most};
    truce__cheapest found;
    truce_status status = truce__cheapest_find(stakes, true, &effort, &found);
    if (status == TRUCE_OK && found.price > lock->price) lock->price = found.price;
    *spare -= truce__lesser(*spare, found.looks);
    truce__cheapest_free(l->ctx, &found);
    return status;
}

static truce_status raise_for_lasting(truce__locked *l, uint32_t target, uint32_t party, uint64_t most,
                                      uint64_t *spare) {
    uint64_t own = truce__expires_into(l->after, l->targets[target]), other = l->sides[party].no_deal;
    truce__stakes stakes;
    if (other == UINT64_MAX) return TRUCE_OK; /* which one it is depends on the order: tried one by one */
    other = truce__expires_into(l->after, other);
    if (own == other) return TRUCE_OK;
    truce_status status = truce__stakes_of_states(&l->lists[party], own, &other, 1, &stakes);
    if (status == TRUCE_OK) status = raise_price(l, &stakes, most, truce__lock_of(l, target, party), spare);
    truce__stakes_free(&stakes);
    return status;
}

truce_status truce__lock_pay(truce__locked *l, uint32_t target, uint32_t party, uint64_t most, uint64_t *spare,
                             bool *can) {
    truce__lock *lock = truce__lock_of(l, target, party);
    bool is_surveyed = lock->price > most || lock->sought >= most;
    if (!is_surveyed) TRY(truce__locked_survey(l, party, most, spare, &is_surveyed));
    if (!is_surveyed) {
        uint64_t looks = l->looks;
        TRY(truce__locked_make(l, target, party));
        *spare -= truce__lesser(*spare, l->looks - looks);
        TRY(raise_price(l, &lock->stakes, most, lock, spare));
        if (lock->price == TRUCE__NEVER) lock->why = TRUCE__NEVER_STABLE;
        if (l->query->lasts && lock->price <= most) {
            TRY(raise_for_lasting(l, target, party, most, spare));
            if (lock->price == TRUCE__NEVER) lock->why = TRUCE__NEVER_LASTS;
        }
        lock->sought = most;
        if (lock->price > most) truce__lock_leave(l, lock); /* of many targets most stay out of reach */
        TRY(truce__go_on(l->ctx));
    }
    *can = lock->price <= most;
    return TRUCE_OK;
}

truce_status truce__locked_pay(truce__locked *l, uint32_t target, uint32_t party, uint64_t most, truce__haul *haul,
                               bool *can) {
    uint64_t effort = l->query->effort, before = effort > haul->done ? effort - haul->done : 0, spare = before;
    truce_status status = truce__lock_pay(l, target, party, most, &spare, can);
    haul->done += before - spare;
    haul->is_over |= before > 0 && spare == 0;
    return status;
}
