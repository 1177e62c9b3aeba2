/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Patterns: a small irredundant cover of a set by products of level sets. The combinations that do not exist are
 * don't-cares.
 *
 * This is two-level minimisation of a function of many-valued variables, in the manner of ESPRESSO-MV (Rudell and
 * Sangiovanni-Vincentelli, IEEE Transactions on CAD 6(5), 1987, doi:10.1109/TCAD.1987.1270318):
 *
 *   leave out     options without effect on the set (the points' part)
 *   expand        from a member that no cube holds, the one with the least freedom first: add the level that lets in
 *                 most members not held yet, until each further level would let in a state from outside
 *   irredundant   take out cubes all of whose members other cubes hold, small ones first
 *   merge         two cubes become one where the least cube around what only they hold lets nothing in
 *   reshape       reduce a cube to what only it holds, expand it towards what only one other holds, and keep that if
 *                 another cube becomes redundant
 *
 * Why not an exact minimum: its time is exponential, and the covers here are at or next to it (the test compares with
 * all minimal covers of small sets). Why not decision diagrams: they are canonical, but not short for readers.
 * Ties go to the lower number, so the result depends on nothing but the set.
 */
#include "graph/patterns.h"
#include "graph/points.h"

enum {
    FEW_CUBES = 200, /* merging compares each cube with each other */
    MOST_ENTRIES = 1 << 22, /* of more, few members do without */
    FEW_MEMBERS = 1 << 16
};

typedef struct cover {
    truce__points *points;
    TRUCE__VEC(uint64_t) cubes; /* rows of n_words */
    uint64_t n_cubes;
    uint32_t *within; /* room for all members */
} cover;

struct truce_patterns {
    truce_ctx *ctx;
    uint32_t n_options;
    size_t count;
    uint64_t *levels, *occurring; /* count x n_options */
    uint64_t *states;             /* count */
    uint64_t all[TRUCE__MAX_OPTIONS];
};

static uint64_t *cube_at(const cover *c, uint64_t i) {
    return c->cubes.at + i * c->points->n_words;
}

/* ------------------------------------------------------------------ expand */

/* The direction that lets in most; UINT32_MAX: all are blocked. */
static uint32_t best_direction(const truce__points *points, const uint64_t *cube, const uint64_t *blocked,
                               const uint64_t *gain) {
    uint32_t best = UINT32_MAX;
    for (uint32_t w = 0; w < points->n_words; w++)
        for (uint64_t open = points->all[w] & ~cube[w] & ~blocked[w]; open; open &= open - 1) {
            uint32_t bit = w * 64 + (uint32_t)__builtin_ctzll(open);
            if (best == UINT32_MAX || gain[bit] > gain[best]) best = bit;
        }
    return best;
}

static truce_status expand(truce__points *points, uint64_t *cube) {
    uint64_t blocked[TRUCE__CUBE_WORDS] = {0}, gain[TRUCE__CUBE_BITS] = {0};
    for (;;) {
        TRY(truce__points_look(points, cube, blocked, gain));
        uint32_t bit = best_direction(points, cube, blocked, gain);
        if (bit == UINT32_MAX) return TRUCE_OK;
        cube[bit / 64] |= (uint64_t)1 << bit % 64;
    }
}

/* ------------------------------------------------------------------- cover */

/* Counts the cube's members as covered once more, or once less. */
static void count_cube(const cover *c, const uint64_t *cube, uint32_t by) {
    uint64_t n = truce__points_within(c->points, cube, c->within);
    for (uint64_t i = 0; i < n; i++) c->points->covered[c->within[i]] += by;
}

static truce_status add_cube(cover *c, const uint64_t *cube) {
    uint32_t n_words = c->points->n_words;
    TRY(truce__vec_reserve(c->points->ctx, &c->cubes, (c->n_cubes + 1) * n_words));
    memcpy(cube_at(c, c->n_cubes++), cube, n_words * sizeof *cube);
    count_cube(c, cube, 1);
    return TRUCE_OK;
}

static void remove_cube(cover *c, uint64_t i) {
    uint32_t n_words = c->points->n_words;
    count_cube(c, cube_at(c, i), UINT32_MAX);
    memmove(cube_at(c, i), cube_at(c, i + 1), (c->n_cubes - i - 1) * n_words * sizeof(uint64_t));
    c->n_cubes--;
}

typedef struct place { /* of a member or a cube, in an order of its own */
    uint64_t key;
    uint32_t at;
} place;

static int by_key(const void *a, const void *b) {
    const place *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static truce_status cover_members(cover *c, place *order) {
    truce__points *points = c->points;
    for (uint64_t m = 0; m < points->n_members; m++)
        order[m] = (place){truce__points_freedom(points, m), (uint32_t)m};
    TRY(truce__sort(points->ctx, order, points->n_members, sizeof *order, by_key));
    for (uint64_t i = 0; i < points->n_members; i++) {
        uint64_t cube[TRUCE__CUBE_WORDS] = {0};
        if (points->covered[order[i].at]) continue;
        memcpy(cube, truce__member(points, order[i].at), points->n_words * sizeof *cube);
        TRY(expand(points, cube));
        TRY(add_cube(c, cube));
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------- irredundant */

static bool is_redundant(const cover *c, const uint64_t *cube) {
    uint64_t n = truce__points_within(c->points, cube, c->within);
    for (uint64_t i = 0; i < n; i++)
        if (c->points->covered[c->within[i]] < 2) return false;
    return true;
}

static bool meets(const truce__points *points, const uint64_t *a, const uint64_t *b) {
    for (uint32_t i = 0; i < points->n_axes; i++)
        if (!(truce__cube_levels(a, &points->axes[i]) & truce__cube_levels(b, &points->axes[i]))) return false;
    return true;
}

/* Takes out what is redundant. `added`: the only cube that was put into a cover in which none was, so that those
 * apart from it still are not; NULL: any may be. */
static truce_status take_out(cover *c, const uint64_t *added) {
    truce_ctx *ctx = c->points->ctx;
    uint32_t n_words = c->points->n_words;
    place *order = truce__calloc(ctx, c->n_cubes + 1, sizeof *order);
    bool *is_out = truce__calloc(ctx, c->n_cubes + 1, sizeof *is_out);
    truce_status status = order && is_out ? TRUCE_OK : TRUCE_E_NOMEM;
    uint64_t n = 0;
    for (uint64_t i = 0; status == TRUCE_OK && i < c->n_cubes; i++) {
        if (added && !meets(c->points, cube_at(c, i), added)) continue;
        order[n++] = (place){truce__points_within(c->points, cube_at(c, i), c->within), (uint32_t)i};
        status = truce__go_on(ctx);
    }
    if (status == TRUCE_OK) status = truce__sort(ctx, order, n, sizeof *order, by_key);
    for (uint64_t i = 0; status == TRUCE_OK && i < n; i++) {
        uint64_t *cube = cube_at(c, order[i].at);
        is_out[order[i].at] = is_redundant(c, cube);
        if (is_out[order[i].at]) count_cube(c, cube, UINT32_MAX);
        status = truce__go_on(ctx);
    }
    if (status == TRUCE_OK) {
        uint64_t kept = 0;
        for (uint64_t i = 0; i < c->n_cubes; i++)
            if (!is_out[i]) memmove(cube_at(c, kept++), cube_at(c, i), n_words * sizeof(uint64_t));
        c->n_cubes = kept;
    }
    truce__free(ctx, order);
    truce__free(ctx, is_out);
    return status;
}

/* ----------------------------------------------------------- merge, reshape */

/* The least cube around the members that only this one holds. */
static void find_core(const cover *c, const uint64_t *cube, uint64_t *core) {
    const truce__points *points = c->points;
    uint64_t n = truce__points_within(points, cube, c->within);
    memset(core, 0, points->n_words * sizeof *core);
    for (uint64_t i = 0; i < n; i++)
        if (points->covered[c->within[i]] == 1)
            for (uint32_t w = 0; w < points->n_words; w++) core[w] |= truce__member(points, c->within[i])[w];
}

/* Adds the members that these two cubes hold and no other. */
static void add_shared(const cover *c, const uint64_t *a, const uint64_t *b, uint64_t *both) {
    const truce__points *points = c->points;
    uint64_t n = truce__points_within(points, a, c->within);
    for (uint64_t i = 0; i < n; i++)
        if (points->covered[c->within[i]] == 2 &&
            truce__cube_holds(b, truce__member(points, c->within[i]), points->n_words))
            for (uint32_t w = 0; w < points->n_words; w++) both[w] |= truce__member(points, c->within[i])[w];
}

/* Puts `cube` into the place of cube `at`, and takes out what it makes redundant. */
static truce_status exchange(cover *c, uint64_t at, const uint64_t *cube) {
    count_cube(c, cube_at(c, at), UINT32_MAX);
    memcpy(cube_at(c, at), cube, c->points->n_words * sizeof *cube);
    count_cube(c, cube, 1);
    return take_out(c, cube);
}

static truce_status merge_one(cover *c, uint64_t *cores, bool *has_merged) {
    truce__points *points = c->points;
    uint32_t n_words = points->n_words;
    for (uint64_t i = 0; i < c->n_cubes; i++) find_core(c, cube_at(c, i), cores + i * n_words);
    for (uint64_t b = 1; b < c->n_cubes; b++)
        for (uint64_t a = 0; a < b; a++) {
            uint64_t both[TRUCE__CUBE_WORDS] = {0};
            for (uint32_t w = 0; w < n_words; w++) both[w] = cores[a * n_words + w] | cores[b * n_words + w];
            TRY(truce__go_on(points->ctx));
            if (!truce__points_allow(points, both)) continue;
            add_shared(c, cube_at(c, a), cube_at(c, b), both);
            if (!truce__points_allow(points, both)) continue;
            *has_merged = true;
            TRY(expand(points, both));
            remove_cube(c, b);
            return exchange(c, a, both);
        }
    return TRUCE_OK;
}

static truce_status merge(cover *c) {
    uint64_t *cores = truce__calloc(c->points->ctx, c->n_cubes * c->points->n_words + 1, sizeof *cores);
    truce_status status = cores ? TRUCE_OK : TRUCE_E_NOMEM;
    bool has_merged = true;
    while (status == TRUCE_OK && has_merged) {
        has_merged = false;
        status = merge_one(c, cores, &has_merged);
    }
    truce__free(c->points->ctx, cores);
    return status;
}

static truce_status reshape(cover *c) {
    c->points->wanted = 1;
    for (uint64_t i = 0; i < c->n_cubes; i++) {
        uint64_t core[TRUCE__CUBE_WORDS] = {0}, before = c->n_cubes;
        find_core(c, cube_at(c, i), core);
        TRY(expand(c->points, core));
        TRY(exchange(c, i, core));
        if (c->n_cubes < before) i = UINT64_MAX; /* from the first again */
    }
    c->points->wanted = 0;
    return TRUCE_OK;
}

static truce_status find_cover(cover *c) {
    truce_ctx *ctx = c->points->ctx;
    place *order = truce__calloc(ctx, c->points->n_members + 1, sizeof *order);
    truce_status status = order ? cover_members(c, order) : TRUCE_E_NOMEM;
    truce__free(ctx, order);
    if (status == TRUCE_OK) status = take_out(c, NULL);
    if (status != TRUCE_OK || c->n_cubes > FEW_CUBES) return status;
    TRY(merge(c));
    TRY(reshape(c));
    return merge(c);
}

/* ------------------------------------------------------------------ result */

static bool holds(const truce_patterns *patterns, size_t i, const uint32_t *levels) {
    for (uint32_t o = 0; o < patterns->n_options; o++)
        if (!(patterns->levels[i * patterns->n_options + o] >> levels[o] & 1)) return false;
    return true;
}

/* In a listed space a state may have several members; one in the pattern is enough. */
static bool holds_state(const truce__space *space, const truce_patterns *patterns, size_t i, uint64_t cell) {
    uint32_t levels[TRUCE__MAX_OPTIONS];
    uint64_t first = space->is_product ? 0 : space->first_member[cell],
             end = space->is_product ? 1 : space->first_member[cell + 1];
    for (uint64_t m = first; m < end; m++) {
        truce__space_levels(space, space->is_product ? cell : space->members[m], levels);
        if (holds(patterns, i, levels)) return true;
    }
    return false;
}

uint32_t truce__pattern_first(const truce__space *space, const truce_patterns *patterns, uint32_t last,
                              uint64_t cell) {
    uint32_t levels[TRUCE__MAX_OPTIONS], i = 0;
    if (space->is_product) truce__space_levels(space, cell, levels);
    while (i < last && !(space->is_product ? holds(patterns, i, levels) : holds_state(space, patterns, i, cell))) i++;
    return i;
}

static truce_status count_listed(const truce_set *set, truce_patterns *patterns) {
    const truce__space *space = &set->graph->space;
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        if (truce__stops_at(patterns->ctx, cell)) return TRUCE_E_CANCELLED;
        if (!truce__bits_get(set->bits, cell)) continue;
        for (size_t i = 0; i < patterns->count; i++)
            patterns->states[i] += holds_state(space, patterns, i, cell);
    }
    return TRUCE_OK;
}

/* For each member the number of states that it stands for: several where options were left out. */
static truce_status weigh_members(const truce_set *set, const truce__points *points, uint64_t *weights) {
    const truce__space *space = &set->graph->space;
    uint32_t levels[TRUCE__MAX_OPTIONS];
    for (uint64_t cell = truce__bits_next(set->bits, space->n_cells, 0), n = 0; cell != UINT64_MAX;
         cell = truce__bits_next(set->bits, space->n_cells, cell + 1)) {
        uint64_t entry = 0;
        if (truce__stops_at(points->ctx, n++)) return TRUCE_E_CANCELLED;
        truce__space_levels(space, cell, levels);
        for (uint32_t a = 0; a < points->n_axes; a++)
            entry += levels[points->axes[a].option] * points->axes[a].stride;
        weights[points->entries ? points->entries[entry] - 1 : n - 1]++;
    }
    return TRUCE_OK;
}

static truce_status count_walked(const truce_set *set, const cover *c, truce_patterns *patterns) {
    uint64_t *weights = truce__calloc(patterns->ctx, c->points->n_members, sizeof *weights);
    truce_status status = weights ? weigh_members(set, c->points, weights) : TRUCE_E_NOMEM;
    for (size_t i = 0; status == TRUCE_OK && i < patterns->count; i++) {
        uint64_t n = truce__points_within(c->points, cube_at(c, i), c->within);
        for (uint64_t m = 0; m < n; m++) patterns->states[i] += weights[c->within[m]];
        status = truce__go_on(patterns->ctx);
    }
    truce__free(patterns->ctx, weights);
    return status;
}

/* Most states first, then the one that allows the lower levels. */
static bool stands_before(const truce_patterns *patterns, size_t a, size_t b) {
    if (patterns->states[a] != patterns->states[b]) return patterns->states[a] > patterns->states[b];
    for (uint32_t o = 0; o < patterns->n_options; o++) {
        uint64_t x = patterns->levels[a * patterns->n_options + o], y = patterns->levels[b * patterns->n_options + o];
        uint64_t differ = x ^ y;
        if (differ) return x >> __builtin_ctzll(differ) & 1;
    }
    return false;
}

typedef struct order_item {
    const truce_patterns *patterns;
    size_t at;
} order_item;

static int by_size(const void *a, const void *b) {
    const order_item *x = a, *y = b;
    return stands_before(y->patterns, y->at, x->at) - stands_before(x->patterns, x->at, y->at);
}

static truce_status sort_patterns(truce_patterns *patterns) {
    truce_ctx *ctx = patterns->ctx;
    uint32_t n_options = patterns->n_options;
    order_item *order = truce__calloc(ctx, patterns->count, sizeof *order);
    uint64_t *levels = truce__calloc(ctx, patterns->count * n_options, sizeof *levels);
    uint64_t *occurring = truce__calloc(ctx, patterns->count * n_options, sizeof *occurring);
    uint64_t *states = truce__calloc(ctx, patterns->count, sizeof *states);
    truce_status status = order && levels && occurring && states ? TRUCE_OK : TRUCE_E_NOMEM;
    for (size_t i = 0; status == TRUCE_OK && i < patterns->count; i++) order[i] = (order_item){patterns, i};
    if (status == TRUCE_OK) status = truce__sort(ctx, order, patterns->count, sizeof *order, by_size);
    for (size_t i = 0; status == TRUCE_OK && i < patterns->count; i++) {
        size_t from = order[i].at * n_options;
        memcpy(levels + i * n_options, patterns->levels + from, n_options * sizeof *levels);
        memcpy(occurring + i * n_options, patterns->occurring + from, n_options * sizeof *occurring);
        states[i] = patterns->states[order[i].at];
    }
    truce__free(ctx, order);
    if (status != TRUCE_OK) {
        truce__free(ctx, levels);
        truce__free(ctx, occurring);
        truce__free(ctx, states);
        return status;
    }
    truce__free(ctx, patterns->levels);
    truce__free(ctx, patterns->occurring);
    truce__free(ctx, patterns->states);
    patterns->levels = levels;
    patterns->occurring = occurring;
    patterns->states = states;
    return TRUCE_OK;
}

/* The levels that members in a cube have, as a cube. */
static void find_occurring(const cover *c, const uint64_t *cube, uint64_t *occurring) {
    uint64_t n = truce__points_within(c->points, cube, c->within);
    memset(occurring, 0, c->points->n_words * sizeof *occurring);
    for (uint64_t m = 0; m < n; m++)
        for (uint32_t w = 0; w < c->points->n_words; w++)
            occurring[w] |= truce__member(c->points, c->within[m])[w] & cube[w];
}

/* The levels that a pattern allows, and of those that it fixes the ones that occur. */
static void write_pattern(const cover *c, size_t i, truce_patterns *patterns) {
    uint64_t *levels = patterns->levels + i * patterns->n_options, found[TRUCE__CUBE_WORDS];
    uint64_t *occurring = patterns->occurring + i * patterns->n_options;
    memcpy(levels, patterns->all, patterns->n_options * sizeof *levels);
    memcpy(occurring, patterns->all, patterns->n_options * sizeof *occurring);
    find_occurring(c, cube_at(c, i), found);
    for (uint32_t a = 0; a < c->points->n_axes; a++) {
        const truce__axis *axis = &c->points->axes[a];
        uint64_t allowed = levels[axis->option] = truce__cube_levels(cube_at(c, i), axis);
        if (allowed != patterns->all[axis->option])
            occurring[axis->option] = truce__cube_levels(found, axis);
    }
}

static truce_status write_down(const truce_set *set, const cover *c, truce_patterns *patterns) {
    patterns->count = c->n_cubes;
    patterns->levels = truce__calloc(patterns->ctx, patterns->count * patterns->n_options, sizeof(uint64_t));
    patterns->occurring = truce__calloc(patterns->ctx, patterns->count * patterns->n_options, sizeof(uint64_t));
    patterns->states = truce__calloc(patterns->ctx, patterns->count, sizeof(uint64_t));
    if (!patterns->levels || !patterns->occurring || !patterns->states) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < patterns->count; i++) write_pattern(c, i, patterns);
    TRY(c->points->is_listed ? count_listed(set, patterns) : count_walked(set, c, patterns));
    return sort_patterns(patterns);
}

static truce_status make_points(truce__points *points, const truce_set *set, truce__points_shape shape) {
    return shape == TRUCE__POINTS_LISTED ? truce__points_listed(points, set)
           : shape == TRUCE__POINTS_FEW  ? truce__points_few(points, set)
                                         : truce__points_dense(points, set);
}

static truce_status find(const truce_set *set, truce__points *points, truce_patterns *patterns) {
    cover c = {.points = points};
    truce_status status = TRUCE_E_NOMEM;
    c.within = truce__calloc(points->ctx, points->n_members, sizeof *c.within);
    points->covered = truce__calloc(points->ctx, points->n_members, sizeof *points->covered);
    if (c.within && points->covered) status = find_cover(&c);
    if (status == TRUCE_OK) status = write_down(set, &c, patterns);
    truce__vec_free(points->ctx, &c.cubes);
    truce__free(points->ctx, c.within);
    return status;
}

truce_status truce__patterns_by(truce_ctx *ctx, const truce_set *set, truce__points_shape shape,
                                truce_patterns **out) {
    const truce_model *model = set->graph->model;
    truce__points points = {.ctx = ctx};
    truce_patterns *patterns = truce__calloc(ctx, 1, sizeof *patterns);
    if (!patterns) return TRUCE_E_NOMEM;
    patterns->ctx = ctx;
    patterns->n_options = model->n_options;
    for (uint32_t o = 0; o < model->n_options; o++)
        patterns->all[o] = truce__all_levels(&model->options[o]);
    truce_status status = set->count ? make_points(&points, set, shape) : TRUCE_OK;
    if (status == TRUCE_OK && set->count) status = find(set, &points, patterns);
    truce__points_free(&points);
    if (status == TRUCE_OK) *out = patterns;
    else truce_patterns_free(patterns);
    return status;
}

truce_status truce_patterns_of(truce_ctx *ctx, const truce_set *set, truce_patterns **patterns) {
    if (!set || !truce_patterns_exist(set->graph)) return TRUCE_E_USAGE;
    const truce__space *space = &set->graph->space;
    bool is_few = space->n_cells > MOST_ENTRIES && set->count <= FEW_MEMBERS;
    return truce__patterns_by(ctx, set,
                              !space->is_product ? TRUCE__POINTS_LISTED
                              : is_few           ? TRUCE__POINTS_FEW
                                                 : TRUCE__POINTS_DENSE,
                              patterns);
}

truce_status truce__pattern_members(truce_ctx *ctx, const truce_set *set, const truce_patterns *patterns,
                                    size_t pattern, truce_set **members) {
    const truce__space *space = &set->graph->space;
    truce_set *found = NULL;
    TRY(truce_set_copy(ctx, set, &found));
    uint64_t n = 0;
    for (uint64_t cell = truce__bits_next(set->bits, space->n_cells, 0); cell != UINT64_MAX;
         cell = truce__bits_next(set->bits, space->n_cells, cell + 1)) {
        if (truce__stops_at(ctx, n++)) break;
        if (!holds_state(space, patterns, pattern, cell))
            found->bits[cell / 64] &= ~((uint64_t)1 << cell % 64);
    }
    truce_status status = truce__set_recount(found);
    if (status == TRUCE_OK) *members = found;
    else truce_set_free(found);
    return status;
}

bool truce_patterns_exist(const truce_graph *graph) {
    return graph->space.is_product || graph->space.members;
}

void truce_patterns_free(truce_patterns *patterns) {
    if (!patterns) return;
    truce__free(patterns->ctx, patterns->levels);
    truce__free(patterns->ctx, patterns->occurring);
    truce__free(patterns->ctx, patterns->states);
    truce__free(patterns->ctx, patterns);
}

size_t truce_patterns_count(const truce_patterns *patterns) {
    return patterns->count;
}

uint64_t truce_pattern_states(const truce_patterns *patterns, size_t pattern) {
    return pattern < patterns->count ? patterns->states[pattern] : 0;
}

uint64_t truce_pattern_levels(const truce_patterns *patterns, size_t pattern, uint32_t option) {
    if (pattern >= patterns->count || option >= patterns->n_options) return 0;
    return patterns->levels[pattern * patterns->n_options + option];
}

uint64_t truce__pattern_occurring(const truce_patterns *patterns, size_t pattern, uint32_t option) {
    return patterns->occurring[pattern * patterns->n_options + option];
}

uint64_t truce_patterns_all(const truce_patterns *patterns, uint32_t option) {
    return option < patterns->n_options ? patterns->all[option] : 0;
}
