/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inverse GMCR: which preferences of a party make a state s stable for it (Kinsara, Kilgour and Hipel 2015,
 * doi:10.1109/TSMC.2014.2387838, enumerate rankings; here the condition itself is worked out).
 */
#ifndef TRUCE_INVERSE_H
#define TRUCE_INVERSE_H

#include "unknowns/condition.h"

enum {
    TRUCE__LEAST_SETS = 200,        /* told of one party */
    TRUCE__COUNTED_STATES = 24,     /* beyond, rankings are counted for Nash alone */
    TRUCE__COUNTED_STATEMENTS = 24, /* beyond, orders are not counted */
    TRUCE__COUNTED_TOTAL = 2000     /* states beyond which numbers of rankings are not written down */
};

/* States that the party must rank no higher than s, ascending; enough for stability, and none can be left out. */
typedef struct truce__least_set {
    const truce_state *states;
    uint32_t count;
} truce__least_set;

/* How many of them make s stable, in decimal digits; NULL where they are not counted. */
typedef struct truce__fraction {
    const char *total, *good;
    char share[16]; /* "0.250000"; "" where it is not known */
} truce__fraction;

typedef struct truce__inverse_party {
    bool is_free;  /* s is stable for it whatever it prefers; the one least set is empty */
    bool is_stable; /* s is stable for it as things stand */
    const truce__least_set *sets; /* by size, then by states */
    uint32_t n_sets;
    bool is_cut;              /* there may be more */
    truce__fraction rankings; /* strict rankings of all states */
    truce__fraction orders;   /* orders of its own statements, if it has an order */
    uint32_t n_statements;    /* of that order; 0: it has none */
} truce__inverse_party;

typedef struct truce__inverse {
    truce_ctx *ctx;
    truce__inverse_party *parties;
    uint32_t n_parties;
    truce__arena arena;
} truce__inverse;

/* Free the result even after a failure. Errors: those of truce__condition_make(). Time: for each party the length of
 * its formula; 2^24 / 64 times that to count rankings; up to 2^22 sets of statements to count orders. */
truce_status truce__inverse_find(truce_ctx *ctx, const truce_graph *graph, truce__reading reading, truce_state state,
                                 truce__inverse *inverse);
void truce__inverse_free(truce__inverse *inverse);

#endif
