/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Layers in a product, fibre by fibre. A fibre of a party holds the states that differ in its own options only: all
 * that it may move to from one of them.
 *
 * The states of a fibre that differ in two-way options without a step can all move to the same states, each without
 * itself. They make a block, and need one summary of their moves (layer_choices.h). The moves to the own block are
 * summed up first. Then the other axes are passed, one after the other: along each, a block takes up what the
 * blocks have that it may move to, all levels above, all below, or those within the step. These are disjoint sets of
 * moves, and after the last axis they are all. In the end each state leaves itself out. So a layer takes O(states x
 * one-way options), whatever the number of moves.
 */
#ifndef TRUCE_LAYER_FIBRES_H
#define TRUCE_LAYER_FIBRES_H

#include "concepts/layer_sets.h"
#include "graph/walk.h"

typedef struct truce__layer_fibres {
    truce__blocks shape;
    uint64_t *places;  /* from the first cell of a fibre to each of its cells, block after block */
    size_t n_places, n_blocks, block;
    uint32_t n_axes;
    bool has_steps;
    const truce__option *axes[TRUCE__MAX_OPTIONS]; /* between blocks, the first varying fastest */
} truce__layer_fibres;

/* The fibres of a party in a product. */
truce_status truce__layer_fibres_open(truce_ctx *ctx, const truce__space *space, uint32_t party,
                                      truce__layer_fibres *f);
void truce__layer_fibres_close(truce_ctx *ctx, truce__layer_fibres *f);
/* Adds the memory that making a layer takes beside the layers. */
void truce__layer_fibres_needs(truce_ctx *ctx, const truce__space *space, uint32_t party, truce__needs *needs);

/* What is made: sets, or with `judges` verdicts. */
typedef struct truce__layer_job {
    const truce__layering *l;
    const truce__layer_fibres *fibres;
    const truce__layer *below;
    truce__layer *layer;
    uint32_t mover;
    bool judges;
} truce__layer_job;

/* Makes the fibres from number `begin` on and before `end`. */
truce_status truce__layer_fibres_make(const truce__layer_job *job, uint64_t begin, uint64_t end, truce__shelf *shelf);

#endif
