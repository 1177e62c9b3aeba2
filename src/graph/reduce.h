/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Options that make no difference.
 *
 * An option is idle for some statements if none of them mentions it: their truth is the same at all its levels.
 * Feasibility, a party's ranks and often its verdicts rest on such statements alone. They are found once on the
 * combinations of the other options, which are far fewer, and copied to all cells. Each idle option of two levels
 * halves the work.
 *
 * A set of options is a word with a bit for each option.
 */
#ifndef TRUCE_REDUCE_H
#define TRUCE_REDUCE_H

#include "graph/space.h"

enum {
    TRUCE__REDUCE_FROM = 4096,                      /* cells below which there is nothing to gain */
    TRUCE__MOST_LOW = 63 * TRUCE__MAX_LEVELS + 1 /* cells of the options whose strides are below 64 */
};

/* A run of neighbouring options, all idle or all not. Options of large stride have runs of their own, so that arrays
 * can be cut there. */
typedef struct truce__run {
    uint64_t count;         /* of their settings */
    bool is_idle;
    uint64_t full, reduced; /* cells below them, of either array */
} truce__run;

typedef struct truce__reduction {
    uint64_t idle;
    uint64_t n_cells, n_reduced;
    uint64_t stride[TRUCE__MAX_OPTIONS]; /* among reduced cells, of the options that are not idle */
    /* The unit: the lowest cells, which are handled together. Above it are the runs, lowest first. */
    uint64_t unit_full, unit_reduced;
    bool is_plain, is_binary; /* nothing idle in the unit; six options of two levels */
    uint16_t reduced_of[TRUCE__MOST_LOW], full_of[TRUCE__MOST_LOW]; /* within a unit that is not plain */
    truce__run runs[TRUCE__MAX_OPTIONS];
    uint32_t n_runs;
} truce__reduction;

/* The options that none of these statements mentions, directly or through outcomes. */
uint64_t truce__idle_in_rules(const truce_model *model);
uint64_t truce__idle_in_pref(const truce_model *model, const truce__pref *pref);
uint64_t truce__idle_in_expiries(const truce_model *model); /* in their conditions, which alone decide what expires */

/* The options that each item of a preference mentions, likewise. */
void truce__options_in_items(const truce_model *model, const truce__pref *pref, uint64_t *options);

/* Whether a product becomes smaller without these options; if so, *out says how. False for a part. */
bool truce__reduction_make(const truce__space *space, uint64_t idle, truce__reduction *out);

/* Arrays over all cells from those over reduced cells, and back: values of 1, 2 or 4 bytes, and bits. */
void truce__spread_values(truce_ctx *ctx, const truce__reduction *how, uint32_t bytes, const void *reduced,
                          void *full);
void truce__spread_bits(truce_ctx *ctx, const truce__reduction *how, const uint64_t *reduced, uint64_t *full);
/* Spreads values into a new array, which is read-only and freed with truce__big_free(). It is tiled if it is large
 * and can be tiled (tiling.c). NULL if memory is out. After truce__is_cancelled() it is incomplete. */
void *truce__spread_new(truce_ctx *ctx, const truce__space *space, const truce__reduction *how, uint32_t bytes,
                        const void *reduced);
/* Adds what that takes, for values of `bytes` bytes at most. */
void truce__spread_needs(const truce_ctx *ctx, const truce__space *space, const truce__reduction *how, uint32_t bytes,
                         truce__needs *needs);
void truce__gather_values(const truce__reduction *how, uint32_t bytes, const void *full, void *reduced);

/* The reduced cells as a product of the same model, all of them feasible. Statements that mention no idle option can
 * be evaluated over it; it has no moves. It owns nothing. */
truce__space truce__reduced_space(const truce__space *space, const truce__reduction *how);

/* Gathers the feasible bits of the reduced cells into *feasible, for truce__big_free(); NULL if all are feasible. */
truce_status truce__gather_feasible(truce_ctx *ctx, const truce__space *space, const truce__reduction *how,
                                    uint64_t **feasible);

#endif
