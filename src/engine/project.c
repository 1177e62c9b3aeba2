/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How lines of the smaller array lie over those of the larger, and the passes from one to the other.
 *
 * Options form levels, from the lowest up. Level 0 holds the cells below the first option that is left out. Each
 * further level holds some neighbouring options that are left out and, above them, some that stay. Work is cut into
 * items. An item has a window of the smaller array, small enough for a near cache, and some settings of the options
 * left out above it. So the larger array is read once and in long runs, as memory likes it, and threads have work
 * even if the smaller array is tiny.
 */
#include "engine/project.h"

#include <stdatomic.h>

enum {
    WINDOW = 4096,     /* the most cells of the smaller array that an item has */
    ITEM = 1 << 16,    /* about so many cells of the larger one */
    PARALLEL = 1 << 17 /* cells below which one thread is faster */
};

typedef struct level {
    uint64_t full, reduced;  /* stride in the larger array of the options left out; in the smaller array of those
                                kept */
    uint64_t left_out, kept; /* settings of these options */
} level;

typedef struct shape {
    level level[TRUCE__MAX_OPTIONS + 1];
    uint32_t n_levels;
    uint32_t inner;              /* windows are made of this level: */
    uint64_t units, n_pieces;    /* kept settings in a window, and the number of such pieces */
    uint64_t n_settings;         /* left out above it: */
    uint64_t per_item, n_slices; /* settings in an item, and the number of such slices */
    uint64_t n_items;
} shape;

typedef struct window {
    uint64_t full, cell, n_cells; /* its first cell in either array; its size */
    uint64_t units, setting, end;
} window;

/* n lines of d cells of the smaller array, from `cell` on. Each stands for k lines of the larger, from `full` on. */
typedef struct lines {
    uint64_t full, cell, d, k, n;
} lines;

/* ------------------------------------------------------------------- shape */

static uint64_t least(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

static uint64_t at_least_one(uint64_t n) {
    return n ? n : 1;
}

/* Cells from one kept setting to the next. */
static uint64_t unit_of(const level *at) {
    return at->full * at->left_out;
}

/* Neighbours share a level unless it would be too large for an item. */
static void add_option(shape *s, uint64_t stride, uint64_t n_levels) {
    level *last = &s->level[s->n_levels - 1];
    const uint64_t unit = unit_of(last);
    if (s->n_levels > 1 && unit == stride && unit < ITEM) {
        last->left_out *= n_levels;
        return;
    }
    last->kept = stride / unit;
    s->level[s->n_levels++] = (level){stride, last->reduced * last->kept, n_levels, 1};
}

static void cut_into_items(shape *s) {
    s->inner = s->n_levels - 1;
    while (s->inner > 0 && (s->level[s->inner].reduced > WINDOW || s->level[s->inner].full >= ITEM)) s->inner--;
    const level *at = &s->level[s->inner];
    uint64_t n_windows;
    s->units = at_least_one(least(at->kept, least(WINDOW / at->reduced, at_least_one(ITEM / unit_of(at)))));
    s->n_pieces = n_windows = (at->kept + s->units - 1) / s->units;
    s->n_settings = 1;
    for (uint32_t i = s->inner + 1; i < s->n_levels; i++) {
        n_windows *= s->level[i].kept;
        s->n_settings *= s->level[i].left_out;
    }
    s->per_item = least(s->n_settings, at_least_one(ITEM / (s->units * unit_of(at))));
    s->n_slices = (s->n_settings + s->per_item - 1) / s->per_item;
    s->n_items = n_windows * s->n_slices;
}

static void set_shape(const truce__space *space, uint64_t options, shape *s) {
    s->n_levels = 1;
    s->level[0] = (level){1, 1, 1, 1};
    for (uint32_t i = 0; options >> i; i++)
        if (options >> i & 1) add_option(s, space->stride[i], space->model->options[i].n_levels);
    level *last = &s->level[s->n_levels - 1];
    last->kept = space->n_cells / unit_of(last);
    cut_into_items(s);
}

/* ------------------------------------------------------------------- lines */

static window window_of(const shape *s, uint64_t item) {
    const level *at = &s->level[s->inner];
    uint64_t place = item / s->n_slices, first = place % s->n_pieces * s->units;
    window w = {.full = first * unit_of(at), .cell = first * at->reduced, .units = least(s->units, at->kept - first)};
    w.n_cells = w.units * at->reduced;
    w.setting = item % s->n_slices * s->per_item;
    w.end = least(s->n_settings, w.setting + s->per_item);
    place /= s->n_pieces;
    for (at++; at < s->level + s->n_levels; at++) {
        w.full += place % at->kept * unit_of(at);
        w.cell += place % at->kept * at->reduced;
        place /= at->kept;
    }
    return w;
}

typedef void (*lines_fn)(const void *job, const lines *l);

static void below(const shape *s, uint32_t depth, uint64_t full, uint64_t cell, uint64_t units, lines_fn work,
                  const void *job) {
    const level *at = &s->level[depth];
    if (depth == 0) work(job, &(lines){full, cell, units, 1, 1});
    else if (depth == 1) work(job, &(lines){full, cell, at->full, at->left_out, units});
    else
        for (uint64_t i = 0; i < units; i++)
            for (uint64_t k = 0; k < at->left_out; k++)
                below(s, depth - 1, full + i * unit_of(at) + k * at->full, cell + i * at->reduced, at[-1].kept, work,
                      job);
}

/* All lines of a window. */
static void each_line(const shape *s, const window *w, lines_fn work, const void *job) {
    for (uint64_t setting = w->setting; setting < w->end; setting++) {
        uint64_t full = w->full, left = setting;
        for (uint32_t i = s->inner + 1; i < s->n_levels; i++) {
            full += left % s->level[i].left_out * s->level[i].full;
            left /= s->level[i].left_out;
        }
        below(s, s->inner, full, w->cell, w->units, work, job);
    }
}

/* ------------------------------------------------------------------ passes */

typedef struct pass {
    const truce__kernels *kernels;
    const truce__space *space;
    truce__extreme which;
    const void *few, *all;
    void *to;
    uint64_t *bits;
    atomic_flag *lock;
    lines_fn lines;
    shape shape;
} pass;

static void prepare(const truce__projection *what, pass *p) {
    p->kernels = what->kernels;
    p->space = what->space;
    set_shape(what->space, what->options, &p->shape);
}

static void run(const pass *p, truce__item_fn item) {
    truce__for_each(p->space->ctx, p->space->n_cells > PARALLEL, p->shape.n_items, item, p);
}

static void lines_of_item(const void *ud, uint64_t item) {
    const pass *p = ud;
    const window w = window_of(&p->shape, item);
    each_line(&p->shape, &w, p->lines, p);
}

/* A pass that goes through lines in any order. */
static void run_lines(const truce__projection *what, lines_fn work, const void *few, const void *all, void *to,
                      uint64_t *bits) {
    pass p;
    prepare(what, &p);
    p.lines = work;
    p.few = few;
    p.all = all;
    p.to = to;
    p.bits = bits;
    run(&p, lines_of_item);
}

static const void *at(const pass *p, const void *values, uint64_t cell) {
    return (const char *)values + cell * p->kernels->bytes;
}

static void *at_out(const pass *p, void *values, uint64_t cell) {
    return (char *)values + cell * p->kernels->bytes;
}

/* A window's extremes, from `first` on. */
typedef struct picking {
    const pass *p;
    void *to;
    uint64_t first;
} picking;

static void pick_lines(const void *ud, const lines *l) {
    const picking *job = ud;
    const pass *p = job->p;
    p->kernels->pick[p->which](at(p, p->all, l->full), at_out(p, job->to, l->cell - job->first), l->d, l->k, l->n);
}

/* If several items share a window, each finds its own extremes first. */
static void project_item(const void *ud, uint64_t item) {
    const pass *p = ud;
    const window w = window_of(&p->shape, item);
    const bool is_alone = p->shape.n_slices == 1;
    _Alignas(64) unsigned char aside[WINDOW * sizeof(uint32_t)];
    const picking job = {p, is_alone ? at_out(p, p->to, w.cell) : aside, w.cell};
    memset(job.to, p->which == TRUCE__MIN ? 0xFF : 0, w.n_cells * p->kernels->bytes);
    each_line(&p->shape, &w, pick_lines, &job);
    if (is_alone) return;
    while (atomic_flag_test_and_set_explicit(p->lock, memory_order_acquire)) {}
    p->kernels->pick[p->which](aside, at_out(p, p->to, w.cell), w.n_cells, 1, 1);
    atomic_flag_clear_explicit(p->lock, memory_order_release);
}

void truce__project(const truce__projection *what, truce__extreme which, const void *all, void *few) {
    atomic_flag lock = ATOMIC_FLAG_INIT;
    pass p;
    prepare(what, &p);
    const level *last = &p.shape.level[p.shape.n_levels - 1];
    p.which = which;
    p.all = all;
    p.to = few;
    p.lock = &lock;
    if (p.shape.n_slices > 1)
        memset(few, which == TRUCE__MIN ? 0xFF : 0, last->reduced * last->kept * p.kernels->bytes);
    run(&p, project_item);
}

static void spread_lines(const void *ud, const lines *l) {
    const pass *p = ud;
    const size_t size = l->d * p->kernels->bytes;
    for (uint64_t i = 0; i < l->n * l->k; i++)
        memcpy(at_out(p, p->to, l->full + i * l->d), at(p, p->few, l->cell + i / l->k * l->d), size);
}

void truce__spread(const truce__projection *what, const void *few, void *to) {
    run_lines(what, spread_lines, few, NULL, to, NULL);
}

static void cap_lines(const void *ud, const lines *l) {
    const pass *p = ud;
    p->kernels->bound[TRUCE__MIN](at(p, p->few, l->cell), at(p, p->all, l->full), at_out(p, p->to, l->full), l->d,
                                  l->k, l->n);
}

static void raise_lines(const void *ud, const lines *l) {
    const pass *p = ud;
    p->kernels->bound[TRUCE__MAX](at(p, p->few, l->cell), at(p, p->all, l->full), at_out(p, p->to, l->full), l->d,
                                  l->k, l->n);
}

void truce__bound(const truce__projection *what, truce__extreme which, const void *few, const void *all, void *to) {
    run_lines(what, which == TRUCE__MIN ? cap_lines : raise_lines, few, all, to, NULL);
}

/* The last cells, in rows of their own. */
static void mark_rest(const truce__kernels *kernels, const truce__space *space, const void *few, const void *ranks,
                      uint64_t cell, uint64_t n, uint64_t *bits) {
    const size_t word = (size_t)(cell / 64), size = (size_t)n * kernels->bytes;
    _Alignas(64) unsigned char a[64 * sizeof(uint32_t)] = {0}, b[64 * sizeof(uint32_t)] = {0};
    memcpy(a, few, size);
    memcpy(b, ranks, size);
    kernels->mark(a, b, space->feasible ? space->feasible + word : NULL, bits + word, 64, 1, 1);
    bits[word] &= truce__bits_mask(space->n_cells, word);
}

void truce__mark_cells(const truce__kernels *kernels, const truce__space *space, const void *few, const void *ranks,
                       uint64_t cell, uint64_t n, uint64_t *bits) {
    const uint64_t word = cell / 64, rest = n % 64, done = (n - rest) * kernels->bytes;
    kernels->mark(few, ranks, space->feasible ? space->feasible + word : NULL, bits + word, n - rest, 1, 1);
    if (rest)
        mark_rest(kernels, space, (const char *)few + done, (const char *)ranks + done, cell + n - rest, rest, bits);
}

static void mark_lines(const void *ud, const lines *l) {
    const pass *p = ud;
    const uint64_t *exists = p->space->feasible, word = l->full / 64;
    const void *few = at(p, p->few, l->cell), *ranks = at(p, p->all, l->full);
    /* lines may be no whole words only if nothing is left out */
    if (l->d % 64) truce__mark_cells(p->kernels, p->space, few, ranks, l->full, l->d, p->bits);
    else p->kernels->mark(few, ranks, exists ? exists + word : NULL, p->bits + word, l->d, l->k, l->n);
}

void truce__mark(const truce__projection *what, const void *few, const void *ranks, uint64_t *bits) {
    run_lines(what, mark_lines, few, ranks, NULL, bits);
}

/* ------------------------------------------------------------------ spaces */

uint64_t truce__can_project(const truce__space *space, uint64_t options) {
    for (uint32_t i = 0; i < space->model->n_options; i++)
        if (space->stride[i] % 64) options &= ~((uint64_t)1 << i);
    return options;
}

/* Feasibility does not depend on the options left out, so any of the lines that a line stands for will do. */
static void copy_exists(const truce__space *space, uint64_t options, uint64_t n_cells, uint64_t *exists) {
    shape s;
    set_shape(space, options, &s);
    const uint64_t d = s.level[0].kept; /* cells of a line */
    for (uint64_t cell = 0; cell < n_cells; cell += d) {
        uint64_t full = 0;
        for (const level *at = s.level + 1; at < s.level + s.n_levels; at++)
            full += cell / at->reduced % at->kept * unit_of(at);
        memcpy(exists + cell / 64, space->feasible + full / 64, d / 8);
    }
}

truce__space truce__space_without(const truce__space *space, uint64_t options, uint64_t *exists) {
    truce__space out = *space;
    uint64_t n = 1; /* settings left out so far */
    for (uint32_t i = 0; i < space->model->n_options; i++) {
        out.stride[i] = space->stride[i] / n;
        if (options >> i & 1) n *= space->model->options[i].n_levels;
    }
    out.n_cells = space->n_cells / n;
    out.before = NULL;
    if (space->feasible && options) copy_exists(space, options, out.n_cells, exists);
    if (space->feasible && options) out.feasible = exists;
    return out;
}
