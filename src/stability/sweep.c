/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passes over product spaces as sweeps along axes; arcs never exist in memory.
 *
 * In option form a party may set all its options at once, so the extreme over its moves is the extreme along one of its
 * axes after the other. Infeasible cells hold 0 for a maximum and the type's largest value for a minimum, so they never win;
 * between the axes of one party they may carry a value through, since only the end of a move must be feasible, but they are
 * reset before the next party's turn: a sequence cannot pass through them. The others' turns repeat until the sum of all
 * values stays the same, once where everything is feasible.
 *
 * Memory is what limits a sweep, so passes are few: free axes that lie side by side are one axis of all their settings
 * together (across parties too where everything is feasible), the first sweep reads the ranks themselves instead of a copy,
 * and the last one compares and writes bits instead of values. docs/performance.md has the figures.
 */
#include "stability/engine.h"

#include "space/walk.h"
#include "stability/transpose.h"
#include "stability/kernels.h"

enum {
    CHUNK = 1024,       /* values of a line that go together */
    GROUP = 8 * CHUNK,  /* values a thread takes at a time where lines are short */
    PARALLEL = 1 << 17  /* cells below which one thread is faster */
};

typedef struct axis {
    uint64_t stride;
    uint64_t n_levels; /* of merged axes: of all together */
    truce__axis_kind kind;
    const truce__option *option; /* the lowest of merged ones */
} axis;

/* What a pass works on: a space, and of its other arrays those that it needs. `from` and `to` may be the same. */
typedef struct field {
    const truce__kernels *kernels;
    const truce__space *space;
    const axis *along;
    uint64_t width, chunks; /* of long lines: into how many chunks of which width they are cut */
    truce__extreme which;
    const void *from;
    void *to;
    const void *ranks;
    bool is_to_be_capped; /* what is read is min(from, ranks) */
    uint64_t *bits;
} field;

static field field_of(const truce__solver *solver) {
    return (field){.kernels = truce__kernels_best(solver->ranks->bytes), .space = &solver->graph->space};
}

/* Does `n` items, each of about GROUP cells. */
static void for_each(const field *f, uint64_t n, truce__item_fn work) {
    truce__for_each(f->space->ctx, f->space->n_cells > PARALLEL, n, work, f);
}

static uint64_t group_count(const field *f) {
    return (f->space->n_cells + GROUP - 1) / GROUP;
}

static const void *at(const field *f, const void *values, uint64_t cell) {
    return (const char *)values + cell * f->kernels->bytes;
}

static void *at_out(const field *f, void *values, uint64_t cell) {
    return (char *)values + cell * f->kernels->bytes;
}

/* ------------------------------------------------------------------- axes */

static bool is_stepped(const truce__option *option) {
    return option->moves != TRUCE__MOVES_NONE && option->step && option->step + 1 < option->n_levels;
}

static axis make_axis(const truce__space *space, uint32_t option) {
    const truce__option *info = &space->model->options[option];
    truce__axis_kind kind = is_stepped(info)                  ? TRUCE__AXIS_STEP
                            : info->moves == TRUCE__MOVES_UP   ? TRUCE__AXIS_UP
                            : info->moves == TRUCE__MOVES_DOWN ? TRUCE__AXIS_DOWN
                                                               : TRUCE__AXIS_FREE;
    return (axis){space->stride[option], info->n_levels, kind, info};
}

typedef struct axes {
    axis at[TRUCE__MAX_OPTIONS];
    uint32_t count;
} axes;

/* Adds the axes of a party's options, merging free ones that lie side by side. */
static void add_axes(const truce__space *space, uint32_t party, axes *list) {
    const truce__party *mover = &space->model->parties[party];
    for (uint32_t i = 0; i < mover->n_options; i++) {
        if (space->model->options[mover->first_option + i].moves == TRUCE__MOVES_NONE) continue;
        axis next = make_axis(space, mover->first_option + i);
        axis *last = list->count ? &list->at[list->count - 1] : NULL;
        bool is_adjacent = last && last->stride * last->n_levels == next.stride;
        if (is_adjacent && last->kind == TRUCE__AXIS_FREE && next.kind == TRUCE__AXIS_FREE) last->n_levels *= next.n_levels;
        else list->at[list->count++] = next;
    }
}

bool truce__is_transitive(const truce__space *space, uint32_t party) {
    if (!space->is_product) return false;
    const truce__party *mover = &space->model->parties[party];
    for (uint32_t i = 0; i < mover->n_options; i++)
        if (is_stepped(&space->model->options[mover->first_option + i])) return false;
    return true;
}

uint64_t truce__max_rounds(const truce__space *space) {
    uint64_t largest = 0;
    for (uint32_t p = 0; p < space->model->n_parties; p++) {
        uint64_t fibre = 1;
        for (uint32_t i = 0; i < space->model->parties[p].n_options; i++)
            fibre *= space->model->options[space->model->parties[p].first_option + i].n_levels;
        if (fibre > largest) largest = fibre;
    }
    return 64 + largest;
}

/* ----------------------------------------------------------------- passes */

void truce__take_ranks(truce__solver *solver) {
    solver->source = solver->ranks->at;
    solver->is_to_be_capped = false;
}

void truce__own_values(truce__solver *solver) {
    if (solver->source == solver->values) return;
    memcpy(solver->values, solver->source, solver->graph->space.n_cells * solver->ranks->bytes);
    solver->source = solver->values;
}

/* What the masks of all groups sum up to. */
typedef struct masking {
    field f;
    uint32_t value;
    _Atomic uint64_t *sum;
} masking;

static void mask_group(const void *ud, uint64_t g) {
    const masking *job = ud;
    const field *f = &job->f;
    uint64_t word = g * (GROUP / 64), whole = f->space->n_cells / 64;
    uint64_t words = whole - word < GROUP / 64 ? whole - word : GROUP / 64;
    uint64_t sum = f->kernels->mask(at_out(f, f->to, word * 64), f->space->feasible + word, words, job->value);
    atomic_fetch_add_explicit(job->sum, sum, memory_order_relaxed);
}

/* Infeasible cells get `value`; the sum of the others, 0 where all cells are feasible. Minima only fall, so an unchanged sum means
 * that nothing changed. */
static uint64_t mask(truce__solver *solver, uint32_t value) {
    field f = field_of(solver);
    if (!f.space->feasible) return 0;
    truce__own_values(solver);
    const uint64_t n_cells = f.space->n_cells, whole = n_cells / 64;
    _Atomic uint64_t sum = 0;
    f.to = solver->values;
    masking job = {f, value, &sum};
    truce__for_each(solver->ctx, n_cells > PARALLEL, group_count(&f), mask_group, &job);
    if (n_cells % 64) { /* the last cells, in a row of their own */
        _Alignas(64) unsigned char row[64 * sizeof(uint32_t)] = {0};
        size_t size = (size_t)(n_cells % 64) * f.kernels->bytes;
        memcpy(row, at(&f, f.to, whole * 64), size);
        sum += f.kernels->mask(row, f.space->feasible + whole, 1, value);
        memcpy(at_out(&f, f.to, whole * 64), row, size);
    }
    return sum;
}

/* A free axis whose lines are short and whose blocks are whole rows of 64. */
static bool can_fold(const axis *a) {
    bool is_power = (a->stride & (a->stride - 1)) == 0;
    return a->kind == TRUCE__AXIS_FREE && is_power && a->stride < 64 && a->stride * a->n_levels % 64 == 0;
}

/* Cuts long lines into chunks and gives their number in all: few enough values for all threads to have work, whole words of
 * bits if lines are long. */
static uint64_t cut_lines(field *f) {
    const axis *a = f->along;
    const uint64_t n_blocks = f->space->n_cells / (a->stride * a->n_levels);
    uint64_t width = CHUNK;
    while (width > 64 && n_blocks * (a->stride / width) < 4 * (uint64_t)f->space->ctx->threads) width /= 2;
    f->width = width < a->stride ? width : a->stride;
    f->chunks = (a->stride + f->width - 1) / f->width;
    return n_blocks * f->chunks;
}

/* Values of any kind, a level at a time: every level takes the extreme of those within its step. */
static void sweep_window(const field *f, const axis *a, truce__extreme which, const void *from, void *to, uint64_t width) {
    unsigned char copy[TRUCE__MAX_LEVELS * sizeof(uint32_t)];
    uint32_t bytes = f->kernels->bytes;
    for (uint64_t x = 0; x < width; x++) {
        for (uint64_t l = 0; l < a->n_levels; l++) memcpy(copy + l * bytes, at(f, from, l * a->stride + x), bytes);
        for (uint32_t l = 0, low, high; l < a->n_levels; l++) {
            truce__option_reach(a->option, l, &low, &high);
            f->kernels->gather[which](copy + low * (size_t)bytes, 1, high - low + 1, 1, at_out(f, to, l * a->stride + x));
        }
    }
}

/* One chunk of every line of a block. */
static void sweep_chunk(const field *f, const axis *a, truce__extreme which, const void *from, void *to, uint64_t width) {
    _Alignas(64) unsigned char most[CHUNK * sizeof(uint32_t)];
    switch (a->kind) {
    case TRUCE__AXIS_FREE:
        f->kernels->gather[which](from, a->stride, a->n_levels, width, most);
        for (uint64_t l = 0; l < a->n_levels; l++) memcpy(at_out(f, to, l * a->stride), most, width * f->kernels->bytes);
        break;
    case TRUCE__AXIS_UP: f->kernels->ladder[which](from, to, a->stride, a->n_levels, width, true); break;
    case TRUCE__AXIS_DOWN: f->kernels->ladder[which](from, to, a->stride, a->n_levels, width, false); break;
    case TRUCE__AXIS_STEP: sweep_window(f, a, which, from, to, width); break;
    }
}

/* Short lines go so many blocks at a time. */
static uint64_t short_group(const axis *a) {
    return 1 + GROUP / (a->stride * a->n_levels);
}

static void sweep_short(const void *ud, uint64_t g) {
    const field *f = ud;
    const axis *a = f->along;
    const uint64_t block = a->stride * a->n_levels, n_blocks = f->space->n_cells / block;
    const uint64_t group = short_group(a), first = g * group, count = n_blocks - first < group ? n_blocks - first : group;
    const void *in = at(f, f->from, first * block);
    void *out = at_out(f, f->to, first * block);
    if (can_fold(a)) f->kernels->fold[f->which](in, out, a->stride, block, count);
    else f->kernels->shorts[f->which](in, out, a->stride, a->n_levels, count * block, a->kind);
}

/* One chunk of all lines of a block. */
typedef struct chunk {
    uint64_t cell, width;
} chunk;

static chunk chunk_at(const field *f, uint64_t item) {
    const axis *a = f->along;
    uint64_t x = item % f->chunks * f->width;
    return (chunk){item / f->chunks * a->stride * a->n_levels + x, a->stride - x < f->width ? a->stride - x : f->width};
}

static void sweep_long(const void *ud, uint64_t item) {
    const field *f = ud;
    chunk c = chunk_at(f, item);
    sweep_chunk(f, f->along, f->which, at(f, f->from, c.cell), at_out(f, f->to, c.cell), c.width);
}

/* Sweeps along the axes one after the other, first from `from`, and gives where the values stand then. When the work is cancelled
 * the rest is left out: nobody will look at the values. */
static const void *sweep_all(const field *base, const axes *list, truce__extreme which, const void *from, void *to) {
    field f = *base;
    f.which = which;
    f.from = from;
    f.to = to;
    if (!f.space->n_cells) return from;
    for (uint32_t i = 0; i < list->count; i++, f.from = to) {
        const axis *a = f.along = &list->at[i];
        uint64_t n_blocks = f.space->n_cells / (a->stride * a->n_levels), group = short_group(a);
        bool is_short = a->stride < 64 && a->kind != TRUCE__AXIS_STEP;
        if (is_short) for_each(&f, (n_blocks + group - 1) / group, sweep_short);
        else for_each(&f, cut_lines(&f), sweep_long);
    }
    return f.from;
}

static void sweep_here(truce__solver *solver, const axes *list, truce__extreme which) {
    const field f = field_of(solver);
    solver->source = sweep_all(&f, list, which, solver->source, solver->values);
}

/* A party some of whose options are split between ranks. */
static truce_status sweep_transposed(truce__solver *solver, uint32_t party, truce__extreme which) {
    const truce__space *space = &solver->graph->space, transposed = truce__transposed(space, party);
    field f = field_of(solver);
    f.space = &transposed;
    axes list;
    list.count = 0;
    TRY(truce__transpose(space, party, f.kernels->bytes, solver->source, solver->transposed));
    add_axes(&transposed, party, &list);
    sweep_all(&f, &list, which, solver->transposed, solver->transposed);
    solver->source = solver->values;
    return truce__transpose_back(space, party, f.kernels->bytes, solver->transposed, solver->values);
}

static truce_status sweep_party(truce__solver *solver, uint32_t party, truce__extreme which) {
    const truce__space *space = &solver->graph->space;
    if (truce__must_transpose(space, party)) return sweep_transposed(solver, party, which);
    axes list;
    list.count = 0;
    add_axes(space, party, &list);
    sweep_here(solver, &list, which);
    return TRUCE_OK;
}

/* Everything is feasible: the others' moves commute, so all their axes in one go are all they can reach. */
static truce_status sweep_feasible(truce__solver *solver) {
    const truce__space *space = &solver->graph->space;
    axes list;
    list.count = 0;
    for (uint32_t party = 0; party < space->model->n_parties; party++)
        if (party != solver->party && !truce__must_transpose(space, party)) add_axes(space, party, &list);
    sweep_here(solver, &list, TRUCE__MIN);
    for (uint32_t party = 0; party < space->model->n_parties; party++)
        if (party != solver->party && truce__must_transpose(space, party)) TRY(sweep_transposed(solver, party, TRUCE__MIN));
    truce__own_values(solver);
    return TRUCE_OK;
}

truce_status truce__sweep_replies(truce__solver *solver, bool *is_settled) {
    const truce__space *space = &solver->graph->space;
    uint32_t n = space->model->n_parties, quiet = 0; /* turns in a row that changed nothing */
    *is_settled = true;
    if (!space->feasible) return sweep_feasible(solver);
    uint64_t rounds_left = truce__max_rounds(space), sum = mask(solver, UINT32_MAX);
    for (uint32_t party = 0; quiet < n; party = (party + 1) % n) {
        if (party == 0 && !space->split && rounds_left-- == 0) { /* settling needs the whole space */
            *is_settled = false;
            break;
        }
        if (truce__is_cancelled(solver->ctx)) return TRUCE_E_CANCELLED;
        quiet++;
        if (party == solver->party) continue;
        TRY(sweep_party(solver, party, TRUCE__MIN));
        uint64_t now = mask(solver, UINT32_MAX);
        bool is_changed = now != sum;
        TRY(truce__any(space, &is_changed));
        if (is_changed) quiet = 1;
        sum = now;
    }
    mask(solver, 0);
    return TRUCE_OK;
}

/* Graph shape: values become the best over the party's rows. */
typedef struct row_job {
    field f;
    const truce__rows *rows;
} row_job;

static void best_of_group(const void *ud, uint64_t g) {
    const row_job *job = ud;
    const field *f = &job->f;
    const truce__rows *rows = job->rows;
    const uint64_t first = g * GROUP, left = f->space->n_cells - first, end = first + (left < GROUP ? left : GROUP);
    for (uint64_t c = first; c < end; c++) {
        uint32_t best = truce__value_at(f->from, f->kernels->bytes, c);
        for (uint64_t i = rows->first[c]; rows->n_arcs && i < rows->first[c + 1]; i++) {
            uint32_t value = truce__value_at(f->from, f->kernels->bytes, rows->to[i]);
            if (value > best) best = value;
        }
        truce__value_put(f->to, f->kernels->bytes, c, best);
    }
}

static void best_of_rows(truce__solver *solver) {
    row_job job = {field_of(solver), &solver->graph->space.out[solver->party]};
    job.f.from = solver->source;
    job.f.to = solver->scratch;
    truce__for_each(solver->ctx, job.f.space->n_cells > PARALLEL, group_count(&job.f), best_of_group, &job);
    solver->scratch = solver->values;
    solver->source = solver->values = job.f.to;
}

truce_status truce__best_move(truce__solver *solver) {
    if (!solver->graph->space.is_product) {
        best_of_rows(solver);
        return TRUCE_OK;
    }
    TRY(sweep_party(solver, solver->party, TRUCE__MAX));
    mask(solver, 0);
    return TRUCE_OK;
}

void truce__cap_by_ranks(truce__solver *solver) {
    solver->is_to_be_capped = solver->source != solver->ranks->at;
}

static void cap_group(const void *ud, uint64_t g) {
    const field *f = ud;
    uint64_t first = g * GROUP, left = f->space->n_cells - first;
    f->kernels->cap(at(f, f->to, first), at(f, f->ranks, first), at_out(f, f->to, first), left < GROUP ? left : GROUP);
}

/* Caps the values where no pass that follows could do it on its way. */
static void cap(truce__solver *solver) {
    field f = field_of(solver);
    f.ranks = solver->ranks->at;
    f.to = solver->values;
    if (solver->is_to_be_capped) for_each(&f, group_count(&f), cap_group);
    solver->is_to_be_capped = false;
}

const void *truce__worths(truce__solver *solver) {
    cap(solver);
    return solver->source;
}

static void mark_group(const void *ud, uint64_t g) {
    const field *f = ud;
    const uint64_t *exists = f->space->feasible, word = g * (GROUP / 64), left = f->space->n_cells / 64 - word;
    f->kernels->mark(at(f, f->from, word * 64), at(f, f->ranks, word * 64), exists ? exists + word : NULL, f->bits + word,
                     left < GROUP / 64 ? left : GROUP / 64);
}

/* Bits of values <= ranks. */
static void mark(const field *f) {
    const uint64_t n_cells = f->space->n_cells, whole = n_cells / 64, *exists = f->space->feasible;
    for_each(f, group_count(f), mark_group);
    if (n_cells % 64) { /* the last cells, in rows of their own */
        _Alignas(64) unsigned char a[64 * sizeof(uint32_t)] = {0}, b[64 * sizeof(uint32_t)] = {0};
        memcpy(a, at(f, f->from, whole * 64), (size_t)(n_cells % 64) * f->kernels->bytes);
        memcpy(b, at(f, f->ranks, whole * 64), (size_t)(n_cells % 64) * f->kernels->bytes);
        f->kernels->mark(a, b, exists ? exists + whole : NULL, f->bits + whole, 1);
        f->bits[whole] &= truce__bits_mask(n_cells, (size_t)whole);
    }
}

/* Whether capping and the comparison can ride on the sweep along this axis, which must be the first and the last one for that: its
 * lines, or if they are short its blocks, are whole words of bits. */
static bool can_secure(const axis *a) {
    if (a->kind == TRUCE__AXIS_FREE && a->stride >= 64) return a->stride % 64 == 0;
    return can_fold(a) && a->stride * a->n_levels <= GROUP;
}

/* The greatest over the lines of a chunk against each line's ranks. */
static void secure_long(const field *f, uint64_t item) {
    const axis *a = f->along;
    const chunk c = chunk_at(f, item);
    const uint64_t *exists = f->space->feasible;
    const void *from = at(f, f->from, c.cell), *ranks = at(f, f->ranks, c.cell);
    _Alignas(64) unsigned char most[CHUNK * sizeof(uint32_t)];
    if (f->is_to_be_capped) f->kernels->gather_capped(from, ranks, a->stride, a->n_levels, c.width, most);
    else f->kernels->gather[TRUCE__MAX](from, a->stride, a->n_levels, c.width, most);
    for (uint64_t l = 0; l < a->n_levels; l++) {
        uint64_t line = c.cell + l * a->stride, word = line / 64;
        f->kernels->mark(most, at(f, f->ranks, line), exists ? exists + word : NULL, f->bits + word, c.width / 64);
    }
}

/* Short lines: some blocks at a time, on the side. */
static void secure_short(const field *f, uint64_t g) {
    const axis *a = f->along;
    const uint64_t block = a->stride * a->n_levels, group = GROUP / block, n_blocks = f->space->n_cells / block;
    const uint64_t first = g * group * block, left = n_blocks - g * group, count = left < group ? left : group;
    const uint64_t *exists = f->space->feasible;
    const void *from = at(f, f->from, first), *ranks = at(f, f->ranks, first);
    _Alignas(64) unsigned char aside[GROUP * sizeof(uint32_t)];
    if (f->is_to_be_capped) f->kernels->cap(from, ranks, aside, count * block);
    f->kernels->fold[TRUCE__MAX](f->is_to_be_capped ? aside : from, aside, a->stride, block, count);
    f->kernels->mark(aside, ranks, exists ? exists + first / 64 : NULL, f->bits + first / 64, count * block / 64);
}

static void secure(const void *ud, uint64_t item) {
    const field *f = ud;
    if (f->along->stride >= 64) secure_long(f, item);
    else secure_short(f, item);
}

static uint64_t secure_count(field *f) {
    const uint64_t block = f->along->stride * f->along->n_levels, group = GROUP / block;
    return f->along->stride >= 64 ? cut_lines(f) : (f->space->n_cells / block + group - 1) / group;
}

/* The party's axes, capping and the comparison, which ride on the last sweep where they can. */
static void sweep_and_mark(truce__solver *solver, field *f) {
    axes list;
    list.count = 0;
    add_axes(f->space, solver->party, &list);
    bool is_fused = list.count && can_secure(&list.at[list.count - 1]);
    if (is_fused) list.count--;
    if (list.count || !is_fused) cap(solver);
    sweep_here(solver, &list, TRUCE__MAX);
    f->from = solver->source;
    f->along = &list.at[list.count];
    f->is_to_be_capped = solver->is_to_be_capped;
    solver->is_to_be_capped = false;
    if (is_fused) for_each(f, secure_count(f), secure);
    else mark(f);
}

truce_status truce__mark_secured(truce__solver *solver, uint64_t *bits) {
    field f = field_of(solver);
    f.ranks = solver->ranks->at;
    f.bits = bits;
    if (f.space->is_product && !truce__must_transpose(f.space, solver->party)) {
        sweep_and_mark(solver, &f);
        return TRUCE_OK;
    }
    cap(solver);
    if (f.space->is_product) TRY(sweep_transposed(solver, solver->party, TRUCE__MAX));
    else best_of_rows(solver);
    f.from = solver->source;
    mark(&f);
    return TRUCE_OK;
}

/* Which way replies are propagated: sweeps where every opponent's moves are transitive, so that nobody gains by moving twice
 * in a row and the rule against it can be forgotten; settling elsewhere. */
truce_status truce__worst_reply(truce__solver *solver, truce__replies replies) {
    const truce__space *space = &solver->graph->space;
    bool is_settled = false, can_sweep = space->is_product;
    for (uint32_t party = 0; party < space->model->n_parties && can_sweep; party++)
        can_sweep = party == solver->party || truce__is_transitive(space, party);
    if (can_sweep && replies == TRUCE__REPLIES_ANY) TRY(truce__sweep_replies(solver, &is_settled));
    if (can_sweep && replies == TRUCE__REPLIES_IMPROVING) TRY(truce__fibre_replies(solver, &is_settled));
    return is_settled ? TRUCE_OK : truce__settle_replies(solver, replies);
}
