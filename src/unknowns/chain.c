/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/chain.h"

/* The choices of a party in a cell, and where it makes none. */
static void choose(const truce__clocks *clocks, const truce__choices *choices, uint64_t cell, uint32_t party,
                   truce__decision_fn decision, void *ud) {
    uint64_t row = cell * clocks->n_parties + party;
    double share = clocks->rates[party] / clocks->total;
    const uint32_t *to;
    uint32_t count = truce__targets_of(&choices->best, row, &to);
    truce__cause cause = TRUCE__CHOOSES;
    if (!count && (count = truce__targets_of(&choices->ahead, row, &to)) > 0) cause = TRUCE__GOES_FIRST;
    for (uint32_t i = 0; i < count; i++) decision(ud, to[i], cause, share / count);
    if (cause == TRUCE__GOES_FIRST) decision(ud, cell, TRUCE__WAITS, share);
    else if (!count) decision(ud, cell, TRUCE__CHOOSES, share);
}

static void slip(const truce__clocks *clocks, uint64_t cell, uint32_t party, truce__decision_fn decision, void *ud) {
    uint32_t degree = clocks->degrees[cell * clocks->n_parties + party];
    double share = clocks->rates[party] / clocks->total;
    truce__slip_walk walk;
    if (!degree) {
        decision(ud, cell, TRUCE__MISTAKES, share);
        return;
    }
    truce__slips_from(&walk, clocks, party, cell);
    for (uint64_t to; truce__slips_next(&walk, &to);) decision(ud, to, TRUCE__MISTAKES, share / degree);
}

void truce__decisions_each(const truce__clocks *clocks, const truce__choices *choices, uint64_t cell,
                           truce__decision_fn decision, void *ud) {
    for (uint32_t party = 0; party < clocks->n_parties; party++) {
        choose(clocks, choices, cell, party, decision, ud);
        slip(clocks, cell, party, decision, ud);
    }
    for (uint32_t i = 0; i < clocks->n_lapses; i++)
        decision(ud, clocks->lapses[i].to[cell], TRUCE__EXPIRES, clocks->lapses[i].rate / clocks->total);
}

typedef struct weighing {
    const truce__chain *chain;
    truce__arc_fn arc;
    void *ud;
} weighing;

static void weigh(void *ud, uint64_t to, truce__cause cause, double share) {
    const weighing *w = ud;
    double chance = truce__chance_of(cause, w->chain->slip, w->chain->initiative);
    if (chance > 0) w->arc(w->ud, to, share * chance);
}

void truce__chain_each(const truce__chain *chain, uint64_t cell, truce__arc_fn arc, void *ud) {
    weighing w = {chain, arc, ud};
    if (chain->stops && truce__bits_get(chain->stops, cell)) arc(ud, cell, 1);
    else truce__decisions_each(chain->clocks, chain->choices, cell, weigh, &w);
}
