/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Arrays over a product, and over the same product without some of its options.
 *
 * The lowest option left out has a stride of whole words of 64 cells. So both arrays consist of whole lines: each
 * line of the smaller array stands for lines of the larger, and kernels (kernels.h) take a run of them at a time.
 * project.c says how the lines lie.
 */
#ifndef TRUCE_PROJECT_H
#define TRUCE_PROJECT_H

#include "graph/space.h"
#include "engine/kernels.h"

/* The options among `options` that can be left out. */
uint64_t truce__can_project(const truce__space *space, uint64_t options);

/* The space without them. Its feasible cells go to `exists`, which is not touched where all are feasible. */
truce__space truce__space_without(const truce__space *space, uint64_t options, uint64_t *exists);

/* A projection: it leaves `options`, which may be none, out of the larger space. Arrays must not overlap unless
 * stated. */
typedef struct truce__projection {
    const truce__kernels *kernels;
    const truce__space *space;
    uint64_t options;
} truce__projection;

/* few = the extreme of `all` over the options left out. */
void truce__project(const truce__projection *what, truce__extreme which, const void *all, void *few);
/* to = few, for each cell of the larger array the one that stands for it. */
void truce__spread(const truce__projection *what, const void *few, void *to);
/* to = the extreme of few and all; `to` may be `all`, and `few` too if nothing is left out. */
void truce__bound(const truce__projection *what, truce__extreme which, const void *few, const void *all, void *to);
/* Bits of the feasible cells where few <= ranks. */
void truce__mark(const truce__projection *what, const void *few, const void *ranks, uint64_t *bits);
/* The same for n cells from `cell` on, a multiple of 64; values and ranks begin there. */
void truce__mark_cells(const truce__kernels *kernels, const truce__space *space, const void *values,
                       const void *ranks, uint64_t cell, uint64_t n, uint64_t *bits);

#endif
