/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passes over product spaces as sweeps along axes; arcs never exist in memory.
 *
 * In option form a party may set all its options at once. So the extreme over its moves is found along its axes, one
 * after the other. Infeasible cells hold 0 for a maximum and the type's largest value for a minimum, so they never
 * win. Between the axes of one party they may carry a value through, since only the end of a move must be feasible.
 * Before the next party's turn they are reset, for a sequence cannot pass through them. The others' turns repeat
 * until the sum of all values stays the same. If everything is feasible one round is enough.
 *
 * An option is loose if it is free and no rule mentions it: it can be set and set back in every state. The others'
 * worst reply to t is then the same for all settings of their loose options in t. For one move leads from one such t
 * to another, it may come first, and two moves of one party in a row count as one because its moves are transitive.
 * The same holds for the best of a party's own moves and its own loose options. Moves of other options do not depend
 * on loose ones, so the extreme over loose options can be taken first, and once. All loose options but the lowest are
 * then left out of the array (project.h). All that follows, rounds above all, works on one value instead of hundreds,
 * and the comparison reads this value beside the ranks. If values do not depend on a loose option of the party, the
 * cap by ranks needs only the greatest rank over that option: max over i of min(v, r_i) = min(v, max over i of r_i).
 *
 * Memory limits a sweep, so passes are few. Free axes that lie side by side become one axis of all their settings
 * together, across parties too if everything is feasible. The first sweep reads the ranks themselves instead of a
 * copy. docs/performance.md has the figures.
 */
#include "engine/passes.h"

#include "graph/reduce.h"
#include "graph/walk.h"
#include "engine/kernels.h"
#include "engine/project.h"
#include "engine/transpose.h"

#include <assert.h>

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

/* What a sweep works on. `from` and `to` may be the same. */
typedef struct field {
    const truce__kernels *kernels;
    const truce__space *space;
    const axis *along;
    uint32_t n_along;
    uint64_t width, chunks; /* cells that go together; the number of such chunks in a long line */
    truce__extreme which;
    const void *from;
    void *to;
    const void *ranks;
    bool is_capped; /* first to min(values, ranks) */
    uint64_t *bits;
} field;

/* The space of the values. */
static const truce__space *space_of(const truce__solver *solver) {
    return solver->left_out ? &solver->fewer_space : &solver->graph->space;
}

static const truce__kernels *kernels_of(const truce__solver *solver) {
    return truce__kernels_best(solver->ranks->bytes);
}

static field field_of(const truce__solver *solver) {
    return (field){.kernels = kernels_of(solver), .space = space_of(solver)};
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

static truce__axis_kind kind_of(const truce__option *option) {
    return truce__is_stepped(option)            ? TRUCE__AXIS_STEP
           : option->moves == TRUCE__MOVES_UP   ? TRUCE__AXIS_UP
           : option->moves == TRUCE__MOVES_DOWN ? TRUCE__AXIS_DOWN
                                                : TRUCE__AXIS_FREE;
}

typedef struct axes {
    axis at[TRUCE__MAX_OPTIONS];
    uint32_t count;
} axes;

/* Lists the axes of the options in `options`, a bit each, that can be moved in this space. Free axes that lie side by
 * side are merged. */
static void find_axes(const truce__space *space, uint64_t options, axes *list) {
    list->count = 0;
    for (uint32_t i = 0; options >> i; i++) {
        const truce__option *option = &space->model->options[i];
        if (!(options >> i & 1) || option->moves == TRUCE__MOVES_NONE) continue;
        axis next = {space->stride[i], option->n_levels, kind_of(option), option};
        axis *last = list->count ? &list->at[list->count - 1] : NULL;
        bool is_adjacent = last && last->stride * last->n_levels == next.stride;
        if (is_adjacent && last->kind == TRUCE__AXIS_FREE && next.kind == TRUCE__AXIS_FREE)
            last->n_levels *= next.n_levels;
        else list->at[list->count++] = next;
    }
}

static uint64_t options_of(const truce__space *space, uint32_t party) {
    const truce__party *mover = &space->model->parties[party];
    return (((uint64_t)1 << mover->n_options) - 1) << mover->first_option;
}

static uint64_t options_of_others(const truce__space *space, uint32_t party) {
    return (((uint64_t)1 << space->model->n_options) - 1) & ~options_of(space, party);
}

static uint64_t options_of_replies(const truce__solver *solver) {
    const truce__space *space = &solver->graph->space;
    uint64_t options = options_of_others(space, solver->party);
    for (uint32_t party = 0; solver->aside && party < space->model->n_parties; party++)
        if (solver->aside[party]) options &= ~options_of(space, party);
    return options;
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

/* ----------------------------------------------------------------- arrays */

/* Where a pass writes: in place, but never into the ranks. */
static void *place_of(const truce__solver *solver) {
    return solver->source == solver->fewer ? solver->fewer : solver->values;
}

static void *other_place(const truce__solver *solver) {
    return solver->source == solver->fewer ? solver->values : solver->fewer;
}

/* From now on the values are at `place`, where `left_out` are left out. */
static void stand(truce__solver *solver, const void *place, uint64_t left_out) {
    solver->source = place;
    if (solver->left_out == left_out) return;
    solver->left_out = left_out;
    if (left_out) solver->fewer_space = truce__space_without(&solver->graph->space, left_out, solver->exists);
}

void truce__pass_take(truce__solver *solver) {
    stand(solver, solver->ranks->at, 0);
    solver->bound = TRUCE__UNBOUND;
}

void truce__pass_give(truce__solver *solver) {
    stand(solver, solver->values, 0);
    solver->bound = TRUCE__UNBOUND;
}

/* The projection from an array over all cells to the values. */
static truce__projection to_whole(const truce__solver *solver) {
    return (truce__projection){kernels_of(solver), &solver->graph->space, solver->left_out};
}

static truce__extreme extreme_of(truce__bound_kind bound) {
    return bound == TRUCE__CAPPED ? TRUCE__MIN : TRUCE__MAX;
}

void truce__pass_values(truce__solver *solver) {
    const truce__projection what = to_whole(solver);
    if (solver->source == solver->values && !solver->left_out && !solver->bound) return;
    assert(solver->values);
    if (solver->source == solver->values && solver->left_out) { /* make room */
        memcpy(solver->fewer, solver->values, space_of(solver)->n_cells * solver->ranks->bytes);
        solver->source = solver->fewer;
    }
    if (solver->bound)
        truce__bound(&what, extreme_of(solver->bound), solver->source, solver->ranks->at, solver->values);
    else truce__spread(&what, solver->source, solver->values);
    solver->bound = TRUCE__UNBOUND;
    stand(solver, solver->values, 0);
}

/* Free ones that no rule mentions. */
static uint64_t loose(const truce__space *space, uint64_t options) {
    if (space->split || space->n_cells < TRUCE__REDUCE_FROM) return 0;
    options &= space->idle;
    for (uint32_t i = 0; options >> i; i++) {
        const truce__option *option = &space->model->options[i];
        if (option->moves == TRUCE__MOVES_NONE || kind_of(option) != TRUCE__AXIS_FREE) options &= ~((uint64_t)1 << i);
    }
    return options;
}

/* Takes the extreme over the loose options in `options` that can be left out, and leaves them out. */
static void project_out(truce__solver *solver, uint64_t options, truce__extreme which) {
    options = solver->fewer ? truce__can_project(&solver->graph->space, options & ~solver->left_out) : 0;
    if (!options) return;
    void *to = other_place(solver);
    const truce__projection what = {kernels_of(solver), space_of(solver), options};
    truce__project(&what, which, solver->source, to);
    stand(solver, to, solver->left_out | options);
}

static uint64_t cells_without(const truce__space *space, uint64_t options) {
    uint64_t n_cells = space->n_cells;
    for (uint32_t i = 0; options >> i; i++)
        if (options >> i & 1) n_cells /= space->model->options[i].n_levels;
    return n_cells;
}

/* There are two sides: the party and all others. Values without one side's loose options are made from an array of
 * all cells and stand beside it, in `fewer`. Values without both sides' are made from these and go to the place of
 * that array. So the room needed is that for one side. */
uint64_t truce__fewer_cells(const truce__space *space) {
    uint64_t most = 0;
    if (!space->is_product || space->n_cells < TRUCE__REDUCE_FROM) return 0;
    for (uint32_t party = 0; party < space->model->n_parties; party++) {
        const uint64_t sides[] = {options_of(space, party), options_of_others(space, party)};
        for (int i = 0; i < 2; i++) {
            uint64_t options = truce__can_project(space, loose(space, sides[i])),
                     n_cells = cells_without(space, options);
            if (options && n_cells > most) most = n_cells;
        }
    }
    return most;
}

/* ----------------------------------------------------------------- passes */

/* The sum over all groups that are masked. */
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

/* Gives infeasible cells `value` and returns the sum of the others, or 0 if all cells are feasible. Minima only fall,
 * so an unchanged sum means that nothing changed. */
static uint64_t mask(truce__solver *solver, uint32_t value) {
    field f = field_of(solver);
    if (!f.space->feasible) return 0;
    if (solver->source == solver->ranks->at) truce__pass_values(solver);
    const uint64_t n_cells = f.space->n_cells, whole = n_cells / 64;
    _Atomic uint64_t sum = 0;
    f.to = place_of(solver);
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

static uint64_t block_of(const axis *a) {
    return a->stride * a->n_levels;
}

/* Axes of any kind, a level at a time: every level takes the extreme of the levels within its step. */
static void sweep_window(const field *f, const axis *a, const void *from, void *to, uint64_t width) {
    unsigned char copy[TRUCE__MAX_LEVELS * sizeof(uint32_t)];
    uint32_t bytes = f->kernels->bytes;
    for (uint64_t x = 0; x < width; x++) {
        for (uint64_t l = 0; l < a->n_levels; l++) memcpy(copy + l * bytes, at(f, from, l * a->stride + x), bytes);
        for (uint32_t l = 0, low, high; l < a->n_levels; l++) {
            truce__option_reach(a->option, l, &low, &high);
            f->kernels->gather[f->which](copy + low * (size_t)bytes, 1, high - low + 1, 1,
                                         at_out(f, to, l * a->stride + x));
        }
    }
}

/* One chunk of every line of a block. */
static void sweep_chunk(const field *f, const axis *a, const void *from, void *to, uint64_t width) {
    _Alignas(64) unsigned char most[CHUNK * sizeof(uint32_t)];
    switch (a->kind) {
    case TRUCE__AXIS_FREE:
        f->kernels->gather[f->which](from, a->stride, a->n_levels, width, most);
        for (uint64_t l = 0; l < a->n_levels; l++)
            memcpy(at_out(f, to, l * a->stride), most, width * f->kernels->bytes);
        break;
    case TRUCE__AXIS_UP: f->kernels->ladder[f->which](from, to, a->stride, a->n_levels, width, true); break;
    case TRUCE__AXIS_DOWN: f->kernels->ladder[f->which](from, to, a->stride, a->n_levels, width, false); break;
    case TRUCE__AXIS_STEP: sweep_window(f, a, from, to, width); break;
    }
}

/* Cuts long lines into chunks, narrow enough for all threads to have work. Returns the number of chunks in all
 * blocks. */
static uint64_t cut_lines(field *f) {
    const axis *a = f->along;
    const uint64_t n_blocks = f->space->n_cells / block_of(a);
    uint64_t width = CHUNK;
    while (width > 64 && n_blocks * (a->stride / width) < 4 * (uint64_t)f->space->ctx->threads) width /= 2;
    f->width = width < a->stride ? width : a->stride;
    f->chunks = (a->stride + f->width - 1) / f->width;
    return n_blocks * f->chunks;
}

static void sweep_long(const void *ud, uint64_t item) {
    const field *f = ud;
    const axis *a = f->along;
    const uint64_t x = item % f->chunks * f->width, cell = item / f->chunks * block_of(a) + x;
    const uint64_t width = a->stride - x < f->width ? a->stride - x : f->width;
    sweep_chunk(f, a, at(f, f->from, cell), at_out(f, f->to, cell), width);
}

/* Short lines, which go many at a time. */
static bool is_short(const axis *a) {
    return a->stride < 64 && a->kind != TRUCE__AXIS_STEP;
}

/* A free axis whose lines are short and whose blocks are whole rows of 64. */
static bool can_fold(const axis *a) {
    bool is_power = (a->stride & (a->stride - 1)) == 0;
    return a->kind == TRUCE__AXIS_FREE && is_power && a->stride < 64 && block_of(a) % 64 == 0;
}

static void sweep_blocks(const field *f, const axis *a, const void *from, void *to, uint64_t cells) {
    const uint64_t block = block_of(a);
    if (can_fold(a)) f->kernels->fold[f->which](from, to, a->stride, block, cells / block);
    else if (is_short(a)) f->kernels->shorts[f->which](from, to, a->stride, a->n_levels, cells, a->kind);
    else
        for (uint64_t x = 0; x < cells; x += block)
            for (uint64_t w = 0; w < a->stride; w += CHUNK)
                sweep_chunk(f, a, at(f, from, x + w), at_out(f, to, x + w),
                            a->stride - w < CHUNK ? a->stride - w : CHUNK);
}

/* How many axes, from `first` on, have blocks small enough to be swept along together while a group of cells is in a
 * near cache. */
static uint32_t count_near(const axes *list, uint32_t first) {
    uint32_t n = 0;
    while (first + n < list->count && block_of(&list->at[first + n]) <= GROUP) n++;
    return n;
}

/* Cuts groups: whole blocks of the `n_along` axes, about GROUP cells, a multiple of 64. Returns the number of
 * groups. */
static uint64_t cut_groups(field *f) {
    const uint64_t block = f->n_along ? block_of(&f->along[f->n_along - 1]) : 1;
    uint64_t blocks = block < GROUP ? GROUP / block : 1;
    if (blocks >= 64) blocks -= blocks % 64;
    f->width = block * blocks;
    return (f->space->n_cells + f->width - 1) / f->width;
}

/* Sweeps a group along its axes, from `from` to `to`; after the first axis within `to`. */
static const void *sweep_near(const field *f, const void *from, void *to, uint64_t cells) {
    for (uint32_t i = 0; i < f->n_along; i++, from = to) sweep_blocks(f, &f->along[i], from, to, cells);
    return from;
}

static uint64_t cells_in_group(const field *f, uint64_t first) {
    return f->space->n_cells - first < f->width ? f->space->n_cells - first : f->width;
}

static void sweep_group(const void *ud, uint64_t item) {
    const field *f = ud;
    const uint64_t first = item * f->width;
    sweep_near(f, at(f, f->from, first), at_out(f, f->to, first), cells_in_group(f, first));
}

/* Sweeps along the axes one after the other and returns where the values stand then. The first sweep reads at `from`.
 * After a cancellation the rest is skipped: nobody will look at the values. */
static const void *sweep_all(const field *base, const axes *list, truce__extreme which, const void *from, void *to) {
    field f = *base;
    f.which = which;
    f.from = from;
    f.to = to;
    if (!f.space->n_cells) return from;
    for (uint32_t i = 0; i < list->count; i += f.n_along, f.from = to) {
        f.along = &list->at[i];
        f.n_along = count_near(list, i);
        if (f.n_along == 0) f.n_along = 1;
        if (f.n_along > 1 || is_short(f.along)) for_each(&f, cut_groups(&f), sweep_group);
        else for_each(&f, cut_lines(&f), sweep_long);
    }
    return f.from;
}

/* Along all axes of those options. */
static void sweep(truce__solver *solver, uint64_t options, truce__extreme which) {
    const field f = field_of(solver);
    axes list;
    find_axes(f.space, options & ~solver->left_out, &list);
    solver->source = sweep_all(&f, &list, which, solver->source, place_of(solver));
}

/* A party some of whose options are split between processes. */
static truce_status sweep_transposed(truce__solver *solver, uint32_t party, truce__extreme which) {
    const truce__space *space = &solver->graph->space, transposed = truce__transposed(space, party);
    field f = field_of(solver);
    f.space = &transposed;
    axes list;
    TRY(truce__transpose(space, party, f.kernels->bytes, solver->source, solver->transposed));
    find_axes(&transposed, options_of(space, party), &list);
    sweep_all(&f, &list, which, solver->transposed, solver->transposed);
    solver->source = solver->values;
    return truce__transpose_back(space, party, f.kernels->bytes, solver->transposed, solver->values);
}

/* Along those of the party's axes. */
static truce_status sweep_party(truce__solver *solver, uint32_t party, uint64_t options, truce__extreme which) {
    const truce__space *space = &solver->graph->space;
    if (truce__must_transpose(space, party)) return sweep_transposed(solver, party, which);
    sweep(solver, options & options_of(space, party), which);
    return TRUCE_OK;
}

static bool has_axes(const truce__space *space, uint64_t options) {
    axes list;
    find_axes(space, options, &list);
    return list.count > 0;
}

/* If everything is feasible the others' moves commute: one sweep along all their axes covers all they can reach. */
static truce_status sweep_feasible(truce__solver *solver, uint64_t options) {
    const truce__space *space = &solver->graph->space;
    uint32_t n = space->model->n_parties;
    for (uint32_t party = 0; party < n; party++)
        if (truce__must_transpose(space, party)) options &= ~options_of(space, party);
    sweep(solver, options, TRUCE__MIN);
    for (uint32_t party = 0; party < n; party++)
        if (truce__makes_reply(solver, party) && truce__must_transpose(space, party))
            TRY(sweep_transposed(solver, party, TRUCE__MIN));
    return TRUCE_OK;
}

/* The others in turn along those options, until none of them changes anything. */
static truce_status go_round(truce__solver *solver, uint64_t options, bool *is_settled) {
    const truce__space *space = &solver->graph->space;
    uint32_t n = space->model->n_parties, quiet = 0; /* turns in a row that changed nothing */
    uint64_t rounds_left = truce__max_rounds(space), sum = mask(solver, UINT32_MAX);
    for (uint32_t party = 0; quiet < n; party = (party + 1) % n) {
        if (party == 0 && !space->split && rounds_left-- == 0) { /* settling needs the whole space */
            *is_settled = false;
            break;
        }
        if (truce__is_cancelled(solver->ctx)) return TRUCE_E_CANCELLED;
        quiet++;
        if (!has_axes(space, options & options_of(space, party))) continue;
        TRY(sweep_party(solver, party, options, TRUCE__MIN));
        uint64_t now = mask(solver, UINT32_MAX);
        bool is_changed = now != sum;
        TRY(truce__any(space, &is_changed));
        if (is_changed) quiet = 1;
        sum = now;
    }
    mask(solver, 0);
    return TRUCE_OK;
}

truce_status truce__sweep_replies(truce__solver *solver, bool *is_settled) {
    const truce__space *space = &solver->graph->space;
    const uint64_t others = options_of_replies(solver), first = loose(space, others);
    *is_settled = true;
    if (!solver->aside) project_out(solver, first, TRUCE__MIN); /* the room for fewer values is for all others */
    if (!space->feasible) return sweep_feasible(solver, others);
    sweep(solver, first, TRUCE__MIN); /* those that could not be left out */
    return has_axes(space, others & ~first) ? go_round(solver, others & ~first, is_settled) : TRUCE_OK;
}

/* Graph shape: values become the best over the party's rows. */
typedef struct row_job {
    field f;
    const truce__csr *rows;
} row_job;

static void best_of_group(const void *ud, uint64_t g) {
    const row_job *job = ud;
    const field *f = &job->f;
    const truce__csr *rows = job->rows;
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

/* Every cell takes the greatest that its party can move to; infeasible cells may take something too. */
static truce_status sweep_own(truce__solver *solver) {
    const truce__space *space = &solver->graph->space;
    const uint64_t own = options_of(space, solver->party);
    project_out(solver, loose(space, own), TRUCE__MAX);
    return sweep_party(solver, solver->party, own, TRUCE__MAX);
}

void truce__pass_bound(truce__solver *solver, truce__bound_kind bound) {
    if (solver->source == solver->ranks->at) return;
    if (solver->bound) truce__pass_values(solver);
    solver->bound = bound;
}

/* The values become min(values, r), before the best move is taken. So if loose options of the party are left out,
 * they become the greatest of this over these options. */
static void cap(truce__solver *solver) {
    const truce__space *space = &solver->graph->space;
    const uint64_t own = truce__can_project(space, loose(space, options_of(space, solver->party))) & solver->left_out;
    const truce__kernels *kernels = kernels_of(solver);
    const void *values = solver->source, *ranks = solver->ranks->at;
    const uint64_t left_out = solver->left_out;
    solver->bound = TRUCE__UNBOUND;
    void *to = left_out ? other_place(solver) : solver->values;
    if (own) {
        truce__project(&(truce__projection){kernels, space, own}, TRUCE__MAX, ranks, to);
        ranks = to;
    }
    stand(solver, to, own);
    truce__bound(&(truce__projection){kernels, space_of(solver), left_out & ~own}, TRUCE__MIN, values, ranks, to);
}

static void take_bound(truce__solver *solver) {
    if (solver->bound == TRUCE__CAPPED) cap(solver);
    if (solver->bound) truce__pass_values(solver);
}

truce_status truce__pass_best(truce__solver *solver) {
    take_bound(solver);
    if (!solver->graph->space.is_product) {
        best_of_rows(solver);
        return TRUCE_OK;
    }
    TRY(sweep_own(solver));
    mask(solver, 0);
    return TRUCE_OK;
}

typedef struct summing {
    field f;
    _Atomic uint64_t *sum;
} summing;

static void sum_group(const void *ud, uint64_t g) {
    const summing *job = ud;
    const field *f = &job->f;
    const uint64_t first = g * GROUP, left = f->space->n_cells - first;
    uint64_t sum = f->kernels->sum(at(f, f->from, first), left < GROUP ? left : GROUP);
    atomic_fetch_add_explicit(job->sum, sum, memory_order_relaxed);
}

truce_status truce__pass_sum(const truce__solver *solver, uint64_t *sum) {
    _Atomic uint64_t all = 0;
    summing job = {field_of(solver), &all};
    job.f.from = solver->source;
    truce__for_each(solver->ctx, job.f.space->n_cells > PARALLEL, group_count(&job.f), sum_group, &job);
    *sum = all;
    return truce__total(&solver->graph->space, sum, 1);
}

/* Looks values up in a table. */
typedef struct lifting {
    field f;
    const uint32_t *table;
} lifting;

static void lift_group(const void *ud, uint64_t g) {
    const lifting *job = ud;
    const field *f = &job->f;
    const uint64_t first = g * GROUP, left = f->space->n_cells - first, end = first + (left < GROUP ? left : GROUP);
    const uint32_t *table = job->table;
    const void *from = f->from;
    void *to = f->to;
    switch (f->kernels->bytes) {
    case 1:
        for (uint64_t c = first; c < end; c++) ((uint8_t *)to)[c] = (uint8_t)table[((const uint8_t *)from)[c]];
        break;
    case 2:
        for (uint64_t c = first; c < end; c++) ((uint16_t *)to)[c] = (uint16_t)table[((const uint16_t *)from)[c]];
        break;
    default:
        for (uint64_t c = first; c < end; c++) ((uint32_t *)to)[c] = table[((const uint32_t *)from)[c]];
    }
}

/* A cap that is still to do need not be done before: min(table[min(v, r)], r) = min(table[v], r). */
truce_status truce__pass_lift(truce__solver *solver, const uint32_t *table) {
    lifting job = {field_of(solver), table};
    if (truce__is_cancelled(solver->ctx)) return TRUCE_E_CANCELLED; /* the values may be anything */
    job.f.from = solver->source;
    job.f.to = place_of(solver);
    truce__for_each(solver->ctx, job.f.space->n_cells > PARALLEL, group_count(&job.f), lift_group, &job);
    solver->source = job.f.to;
    solver->bound = TRUCE__CAPPED;
    return TRUCE_OK;
}

uint32_t truce__pass_value(const truce__solver *solver, uint64_t place) {
    const truce__space *whole = &solver->graph->space, *space = space_of(solver);
    uint64_t cell = place;
    for (uint32_t i = 0; solver->left_out && i < whole->model->n_options; i++) {
        uint64_t level = place / whole->stride[i] % whole->model->options[i].n_levels;
        cell -= level * whole->stride[i];
        if (!(solver->left_out >> i & 1)) cell += level * space->stride[i];
    }
    return truce__value_at(solver->source, solver->ranks->bytes, cell);
}

/* Cap, sweeps along all axes and comparison in one: a group of cells is read once, and only bits are written. */
static void mark_group(const void *ud, uint64_t item) {
    const field *f = ud;
    const uint64_t first = item * f->width, cells = cells_in_group(f, first);
    const void *values = at(f, f->from, first), *ranks = at(f, f->ranks, first);
    _Alignas(64) unsigned char aside[GROUP * sizeof(uint32_t)];
    if (f->is_capped) f->kernels->bound[TRUCE__MIN](values, ranks, aside, cells, 1, 1);
    values = sweep_near(f, f->is_capped ? aside : values, aside, cells);
    truce__mark_cells(f->kernels, f->space, values, ranks, first, cells, f->bits);
}

/* Marks in this way if the party's axes allow small groups of whole words of bits. */
static bool mark_near(truce__solver *solver, uint64_t *bits) {
    field f = field_of(solver);
    axes list;
    if (solver->left_out || !f.space->is_product || truce__must_transpose(f.space, solver->party)) return false;
    find_axes(f.space, options_of(f.space, solver->party), &list);
    f.along = list.at;
    f.n_along = list.count;
    const uint64_t n_groups = cut_groups(&f);
    if (count_near(&list, 0) < list.count || (n_groups > 1 && f.width % 64)) return false;
    f.which = TRUCE__MAX;
    f.from = solver->source;
    f.ranks = solver->ranks->at;
    f.is_capped = solver->bound == TRUCE__CAPPED;
    f.bits = bits;
    for_each(&f, n_groups, mark_group);
    solver->bound = TRUCE__UNBOUND;
    return true;
}

void truce__pass_compare(truce__solver *solver, uint64_t *bits) {
    if (solver->bound) truce__pass_values(solver);
    const truce__projection what = to_whole(solver);
    truce__mark(&what, solver->source, solver->ranks->at, bits);
}

truce_status truce__pass_mark(truce__solver *solver, uint64_t *bits) {
    if (solver->bound == TRUCE__FLOORED) truce__pass_values(solver);
    if (mark_near(solver, bits)) return TRUCE_OK;
    take_bound(solver);
    if (solver->graph->space.is_product) TRY(sweep_own(solver));
    else best_of_rows(solver);
    truce__pass_compare(solver, bits);
    return TRUCE_OK;
}
