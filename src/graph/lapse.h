/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What happens by itself, one step at a time. A lapse settles one entry of `expires:` that applies in a state; what
 * the state turns into (expiry.h) is the end of all lapses.
 *
 * Where an entry leads to a combination that is no state, the entries that follow in the list settle with it, round
 * and round as they do for the end, until there is a state again; where there never is, the entry leads nowhere. So
 * each state that turns into another reaches it by lapses. A coalesced state lapses as each of its members does; an
 * entry that changes nothing, or leads from one member to another, is no lapse.
 *
 *     truce__lapses lapses;
 *     truce__lapses_init(ctx, space, &lapses);
 *     truce__lapse_walk walk;
 *     truce__lapse_from(&walk, &lapses, cell);
 *     for (uint64_t to; truce__lapse_next(&walk, &to);) ...
 */
#ifndef TRUCE_LAPSE_H
#define TRUCE_LAPSE_H

#include "graph/expiry.h"

typedef struct truce__lapses {
    truce_ctx *ctx;
    const truce__space *space;
    uint64_t *applies; /* product: bits over the cells in which some entry applies, then those of each entry */
    truce__places places; /* listed combinations */
} truce__lapses;

/* Adds what truce__lapses_init() takes. */
void truce__lapses_needs(truce_ctx *ctx, const truce__space *space, truce__needs *needs);
/* `lapses` is to be freed even if the call fails; zeros may be freed too. O(cells x nodes of the entries / 64). */
truce_status truce__lapses_init(truce_ctx *ctx, const truce__space *space, truce__lapses *lapses);
void truce__lapses_free(truce__lapses *lapses);

/* The cells into which a cell lapses, entry by entry; a cell may come several times. O(nodes of the entries). When
 * the work is cancelled some may be missing: the caller asks. */
typedef struct truce__lapse_walk {
    const truce__lapses *lapses;
    uint64_t cell;
    uint64_t member, end; /* members of a listed state; else the cell itself */
    uint32_t entry;       /* of the last result, from 0 */
    uint32_t next;
} truce__lapse_walk;

void truce__lapse_from(truce__lapse_walk *walk, const truce__lapses *lapses, uint64_t cell);
bool truce__lapse_next(truce__lapse_walk *walk, uint64_t *to);

#endif
