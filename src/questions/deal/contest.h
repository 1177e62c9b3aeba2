/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the rules of bargaining: the deals as places 0 .. count - 1, with every party's view of each. */
#ifndef TRUCE_CONTEST_H
#define TRUCE_CONTEST_H

#include "questions/deal/agreement.h"

typedef struct truce__contest {
    truce__agreement *a;
    truce_ctx *ctx;
    uint32_t n_parties;
    uint64_t *cells; /* ascending */
    size_t count;
    uint32_t *ranks; /* [party * count + place] */

    /* Utilities, where the model declares them: what a party gains over its no deal, as a whole number of
     * 10^-scale. */
    int64_t *gains;         /* [party * count + place] */
    int64_t *ideals;        /* of each party: the most it gains in an acceptable state */
    uint32_t *scales;
    unsigned char *is_fair; /* places where nobody loses by its utilities */
} truce__contest;

static inline uint32_t truce__place_rank(const truce__contest *c, uint32_t party, size_t place) {
    return c->ranks[party * c->count + place];
}
static inline int64_t truce__place_gain(const truce__contest *c, uint32_t party, size_t place) {
    return c->gains[party * c->count + place];
}

static inline truce_state truce__place_state(const truce__contest *c, size_t place) {
    return truce__space_number(&c->a->graph->space, c->cells[place]);
}

/* Fills a choice with the best places. `compare` is positive where the first place is better, 0 where both are as
 * good. `may_win`: bytes, places that take part; NULL: all. */
typedef int (*truce__compare_fn)(void *ud, size_t one, size_t other);
truce_status truce__choose_best(truce__contest *c, const unsigned char *may_win, truce__compare_fn compare, void *ud,
                                truce_choice *choice);
/* The same with one place. */
truce_status truce__choose_place(truce__contest *c, size_t place, truce_choice *choice);

/* Whether every party has utilities. */
bool truce__has_utilities(const truce_model *model);
/* Reads them. */
truce_status truce__contest_utilities(truce__contest *c);

typedef truce_status (*truce__rule_fn)(truce__contest *c, truce_choice *choice);
truce_status truce__choose_nash(truce__contest *c, truce_choice *choice);
truce_status truce__choose_kalai_smorodinsky(truce__contest *c, truce_choice *choice);
truce_status truce__choose_egalitarian(truce__contest *c, truce_choice *choice);
truce_status truce__choose_zeuthen(truce__contest *c, truce_choice *choice);

#endif
