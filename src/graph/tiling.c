/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Arrays over all cells as tiles.
 *
 * An array repeats itself over the levels of an idle option. The cells below some option are a tile; idle options
 * from there on only repeat tiles. So an array without these options holds the tiles that differ. A tile's place has
 * digits for the other options, which say which of them it is. The number of different tiles doubles with each option
 * that counts, not with each option. So the more states there are, the smaller the part of an array that is ever
 * written.
 */
#include "graph/reduce.h"

enum { LEAST_TILE = 1 << 16, LEAST_ARRAY = 1 << 20 }; /* bytes; mapping a tile costs as much as writing a quarter of
                                                         LEAST_TILE */

/* Mappings of one array at most, and of a graph's ranks together. A process may have some 65,000. */
enum { MOST_TILES = 4096, ALL_TILES = 1 << 13 };

typedef struct tiling {
    uint32_t level;   /* of the first run above a tile */
    uint64_t size;    /* bytes of a tile */
    uint64_t count;   /* of all tiles */
    truce__reduction once; /* the cells of the tiles that differ: without idle runs from `level` on */
} tiling;

/* Leaves out the idle runs from `level` on. */
static void strike_idle(const truce__reduction *how, uint32_t level, truce__reduction *once) {
    *once = *how;
    once->n_runs = level;
    once->n_cells = how->runs[level].full;
    for (uint32_t i = level; i < how->n_runs; i++) {
        const truce__run *run = &how->runs[i];
        if (run->is_idle) continue;
        once->runs[once->n_runs++] = (truce__run){run->count, false, once->n_cells, run->reduced};
        once->n_cells *= run->count;
    }
}

/* Finds the smallest tiles that are worth mapping and consist of whole pages. */
static bool find_tiling(const truce_ctx *ctx, const truce__space *space, const truce__reduction *how, uint32_t bytes,
                        tiling *out) {
    const uint64_t unit = truce__tile_unit(), share = ALL_TILES / space->model->n_parties;
    const uint64_t most = share < MOST_TILES ? share : MOST_TILES;
    if (unit == 0 || how->n_cells * bytes < LEAST_ARRAY) return false;
    for (uint32_t level = 0; level < how->n_runs; level++) {
        const truce__run *run = &how->runs[level];
        out->level = level;
        out->size = run->full * bytes;
        out->count = how->n_cells / run->full;
        if (!run->is_idle || out->size < LEAST_TILE || out->size % unit != 0 || out->count > most) continue;
        strike_idle(how, level, &out->once);
        return truce__is_for_tiles(ctx, out->once.n_cells * bytes, how->n_cells * bytes);
    }
    return false;
}

/* Which of the different tiles stands at place number `tile`. */
static uint32_t tile_at(const truce__reduction *how, uint32_t level, uint64_t tile) {
    uint64_t which = 0, weight = 1;
    for (uint32_t i = level; i < how->n_runs; i++) {
        const truce__run *run = &how->runs[i];
        if (!run->is_idle) which += tile % run->count * weight, weight *= run->count;
        tile /= run->count;
    }
    return (uint32_t)which;
}

/* NULL if it cannot be done. */
static void *lay_tiles(truce_ctx *ctx, const truce__reduction *how, const tiling *t, uint32_t bytes,
                       const void *reduced) {
    truce__tiles tiles;
    uint32_t *which = truce__calloc(ctx, t->count, sizeof *which);
    void *full = NULL;
    if (which && truce__tiles_begin(ctx, t->once.n_cells * bytes, &tiles)) {
        truce__spread_values(ctx, &t->once, bytes, reduced, tiles.at);
        for (uint64_t i = 0; i < t->count; i++) which[i] = tile_at(how, t->level, i);
        full = truce__tiles_end(ctx, &tiles, t->size, which, t->count);
    }
    truce__free(ctx, which);
    return full;
}

void *truce__spread_new(truce_ctx *ctx, const truce__space *space, const truce__reduction *how, uint32_t bytes,
                        const void *reduced) {
    tiling t;
    void *full = find_tiling(ctx, space, how, bytes, &t) ? lay_tiles(ctx, how, &t, bytes, reduced) : NULL;
    if (full) return full;
    full = truce__big_alloc(ctx, how->n_cells * bytes);
    if (full) truce__spread_values(ctx, how, bytes, reduced, full);
    return full;
}

void truce__spread_needs(const truce_ctx *ctx, const truce__space *space, const truce__reduction *how, uint32_t bytes,
                         truce__needs *needs) {
    tiling t;
    double tiles = 0, whole = 0;
    for (uint32_t size = 1; size <= bytes; size *= 2) {
        bool is_tiled = find_tiling(ctx, space, how, size, &t);
        double takes = (double)(is_tiled ? t.once.n_cells : how->n_cells) * size;
        double *most = is_tiled ? &tiles : &whole;
        if (takes > *most) *most = takes;
    }
    if (tiles > whole) needs->memory += tiles;
    else truce__needs_arrays(ctx, needs, 1, whole);
}
