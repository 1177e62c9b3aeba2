/* SPDX-License-Identifier: Apache-2.0 */
/* Points of a product of levels, with an entry for each combination of the options that matter, or few; and what all
 * points have in common. */
#include "graph/points.h"

void truce__points_free(truce__points *points) {
    truce__free(points->ctx, points->members);
    truce__free(points->ctx, points->covered);
    truce__free(points->ctx, points->outside);
    truce__big_free(points->ctx, points->entries);
    truce__big_free(points->ctx, points->cells);
}

void truce__points_place(truce__points *points) {
    uint32_t word = 0, shift = 0;
    uint64_t stride = 1;
    for (uint32_t a = 0; a < points->n_axes; a++) {
        truce__axis *axis = &points->axes[a];
        if (shift + axis->n_levels > 64) word++, shift = 0;
        axis->word = word, axis->shift = shift, axis->stride = stride;
        shift += axis->n_levels;
        stride *= axis->n_levels;
        points->all[word] |= (((uint64_t)1 << axis->n_levels) - 1) << axis->shift;
    }
    points->n_words = word + 1;
}

void truce__points_row(const truce__points *points, uint64_t combination, uint64_t *row) {
    for (uint32_t a = 0; a < points->n_axes; a++) {
        const truce__axis *axis = &points->axes[a];
        row[axis->word] |= (uint64_t)1 << (axis->shift + combination / axis->stride % axis->n_levels);
    }
}

/* ------------------------------------------------------- options left out */

/* A byte for each combination, until the options that matter are known. */
enum { MEMBER = 1, OUTSIDE = 2 };

typedef struct shape {
    uint64_t inner, outer; /* combinations of the options before an option, and behind it */
    uint32_t n_levels;
} shape;

static bool has_effect(truce_ctx *ctx, const uint8_t *bytes, shape s) {
    for (uint64_t b = 0; b < s.outer && !truce__stops_at(ctx, b); b++) {
        const uint8_t *block = bytes + b * s.inner * s.n_levels;
        for (uint64_t from = 0; from < s.inner; from += 4096) {
            uint64_t end = from + 4096 < s.inner ? from + 4096 : s.inner;
            bool has_both = false;
            for (uint64_t j = from; j < end; j++) {
                uint8_t seen = 0;
                for (uint32_t l = 0; l < s.n_levels; l++) seen |= block[l * s.inner + j];
                has_both |= seen == (MEMBER | OUTSIDE);
            }
            if (has_both) return true;
        }
    }
    return false;
}

/* Joins the combinations that differ in this option only. What is written lies before what is still to be read. */
static void leave_out(truce_ctx *ctx, uint8_t *bytes, shape s) {
    for (uint64_t b = 0; b < s.outer && !truce__stops_at(ctx, b); b++) {
        const uint8_t *block = bytes + b * s.inner * s.n_levels;
        for (uint64_t j = 0; j < s.inner; j++) {
            uint8_t seen = 0;
            for (uint32_t l = 0; l < s.n_levels; l++) seen |= block[l * s.inner + j];
            bytes[b * s.inner + j] = seen;
        }
    }
}

static truce_status reduce(truce__points *points, const truce__space *space, uint8_t *bytes) {
    const truce_model *model = space->model;
    uint64_t outer = 1; /* of the options behind that were kept; those before are all still there */
    bool matters[TRUCE__MAX_OPTIONS];
    for (uint32_t o = model->n_options; o-- > 0;) {
        shape s = {space->stride[o], outer, model->options[o].n_levels};
        matters[o] = has_effect(points->ctx, bytes, s);
        if (matters[o]) outer *= s.n_levels;
        else leave_out(points->ctx, bytes, s);
        TRY(truce__go_on(points->ctx));
    }
    for (uint32_t o = 0; o < model->n_options; o++)
        if (matters[o])
            points->axes[points->n_axes++] = (truce__axis){.option = o, .n_levels = model->options[o].n_levels};
    points->n_entries = outer;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- dense */

static truce_status fill_bytes(truce_ctx *ctx, const truce_set *set, uint8_t *bytes) {
    const truce__space *space = &set->graph->space;
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        if (truce__stops_at(ctx, cell)) return TRUCE_E_CANCELLED;
        bytes[cell] = !truce__is_state(space, cell) ? 0 : truce__bits_get(set->bits, cell) ? MEMBER : OUTSIDE;
    }
    return TRUCE_OK;
}

static truce_status enter(truce__points *points, const uint8_t *bytes) {
    truce_ctx *ctx = points->ctx;
    for (uint64_t e = 0; e < points->n_entries; e++) points->n_members += bytes[e] == MEMBER;
    points->entries = truce__big_alloc(ctx, points->n_entries * sizeof *points->entries);
    points->members = truce__calloc(ctx, points->n_members * points->n_words, sizeof *points->members);
    if (!points->entries) return TRUCE_E_NOMEM;
    if (!points->members) return TRUCE_E_NOMEM;
    for (uint64_t e = 0, m = 0; e < points->n_entries; e++) {
        if (truce__stops_at(ctx, e)) return TRUCE_E_CANCELLED;
        points->entries[e] = bytes[e] == 0 ? 0 : bytes[e] == OUTSIDE ? TRUCE__OUTSIDE : (uint32_t)m + 1;
        if (bytes[e] == MEMBER) truce__points_row(points, e, truce__member(points, m++));
    }
    return TRUCE_OK;
}

truce_status truce__points_dense(truce__points *points, const truce_set *set) {
    truce_ctx *ctx = points->ctx;
    const truce_model *model = set->graph->model;
    points->n_entries = set->graph->space.n_cells;
    TRY(truce__plan(ctx, model->source.file, "a search for patterns", (double)points->n_entries * 5));
    uint8_t *bytes = truce__big_alloc(ctx, points->n_entries);
    if (!bytes) return TRUCE_E_NOMEM;
    truce_status status = fill_bytes(ctx, set, bytes);
    if (status == TRUCE_OK) status = reduce(points, &set->graph->space, bytes);
    truce__points_place(points);
    if (status == TRUCE_OK && points->n_entries > UINT32_MAX - 2) status = TRUCE_E_LIMIT;
    if (status == TRUCE_OK) status = enter(points, bytes);
    truce__big_free(ctx, bytes);
    return status;
}

/* --------------------------------------------------------------------- few */

truce_status truce__points_few(truce__points *points, const truce_set *set) {
    const truce_model *model = set->graph->model;
    uint64_t *cells = NULL;
    size_t count = 0;
    for (uint32_t o = 0; o < model->n_options; o++)
        points->axes[points->n_axes++] = (truce__axis){.option = o, .n_levels = model->options[o].n_levels};
    truce__points_place(points);
    TRY(truce__set_cells(points->ctx, set, 0, &cells, &count));
    points->set = set, points->cells = cells, points->n_members = count;
    points->members = truce__calloc(points->ctx, count * points->n_words, sizeof *points->members);
    if (!points->members) return TRUCE_E_NOMEM;
    for (uint64_t m = 0; m < count; m++) truce__points_row(points, cells[m], truce__member(points, m));
    return TRUCE_OK;
}

static uint32_t find_entry(const truce__points *points, uint64_t cell) {
    uint64_t low = 0, high = points->n_members;
    if (!truce__bits_get(points->set->bits, cell))
        return truce__is_state(&points->set->graph->space, cell) ? TRUCE__OUTSIDE : 0;
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        if (points->cells[middle] <= cell) low = middle;
        else high = middle;
    }
    return (uint32_t)low + 1;
}

static inline uint32_t entry_of(const truce__points *points, uint64_t cell) {
    return points->entries ? points->entries[cell] : find_entry(points, cell);
}

/* -------------------------------------------------------- through a cube */

typedef struct walk {
    const truce__points *points;
    uint64_t levels[TRUCE__MAX_OPTIONS]; /* of each axis */
    uint64_t gained;  /* wanted members met */
    uint32_t *within; /* all members met; NULL: not wanted */
    uint64_t n_within;
} walk;

/* One entry; false: it lies outside. */
static inline bool meet(walk *w, uint32_t entry) {
    if (entry == TRUCE__OUTSIDE) return false;
    if (entry == 0) return true;
    if (w->within) w->within[w->n_within++] = entry - 1;
    else w->gained += w->points->covered[entry - 1] <= w->points->wanted;
    return true;
}

/* All entries with allowed levels of the axes below `n`, from `entry` on; false as soon as one lies outside. */
static bool walk_axes(walk *w, uint32_t n, uint64_t entry) {
    if (n == 0) return meet(w, entry_of(w->points, entry));
    const truce__axis *axis = &w->points->axes[n - 1];
    for (uint64_t left = w->levels[n - 1]; left; left &= left - 1)
        if (!walk_axes(w, n - 1, entry + (uint64_t)__builtin_ctzll(left) * axis->stride)) return false;
    return true;
}

static walk walk_of(const truce__points *points, const uint64_t *cube) {
    walk w = {.points = points};
    for (uint32_t a = 0; a < points->n_axes; a++) w.levels[a] = truce__cube_levels(cube, &points->axes[a]);
    return w;
}

static truce_status walk_around(truce__points *points, const uint64_t *cube, uint64_t *blocked, uint64_t *gain) {
    walk w = walk_of(points, cube);
    for (uint32_t a = 0; a < points->n_axes; a++) {
        const truce__axis *axis = &points->axes[a];
        const uint64_t had = w.levels[a];
        for (uint32_t l = 0; l < axis->n_levels; l++) {
            if ((had | blocked[axis->word] >> axis->shift) >> l & 1) continue;
            TRY(truce__go_on(points->ctx));
            w.levels[a] = (uint64_t)1 << l;
            w.gained = 0;
            if (!walk_axes(&w, points->n_axes, 0)) blocked[axis->word] |= (uint64_t)1 << (axis->shift + l);
            gain[axis->word * 64 + axis->shift + l] = w.gained;
        }
        w.levels[a] = had;
    }
    return TRUCE_OK;
}

uint32_t truce__points_freedom(const truce__points *points, uint64_t member) {
    uint32_t free = 0;
    if (points->is_listed) return 0;
    walk w = walk_of(points, truce__member(points, member));
    uint64_t entry = 0;
    for (uint32_t a = 0; a < points->n_axes; a++)
        entry += (uint64_t)__builtin_ctzll(w.levels[a]) * points->axes[a].stride;
    for (uint32_t a = 0; a < points->n_axes; a++) {
        const truce__axis *axis = &points->axes[a];
        uint64_t first = entry - (uint64_t)__builtin_ctzll(w.levels[a]) * axis->stride;
        for (uint32_t l = 0; l < axis->n_levels; l++)
            free += entry_of(points, first + l * axis->stride) != TRUCE__OUTSIDE;
    }
    return free;
}

/* ------------------------------------------------------------------ either */

/* The only bit of a row that a cube lacks; UINT32_MAX: it lacks none or several, or one that is blocked. */
static uint32_t missing(const uint64_t *row, const uint64_t *cube, const uint64_t *blocked, uint32_t n_words) {
    uint32_t bit = UINT32_MAX, count = 0;
    for (uint32_t w = 0; w < n_words; w++) {
        uint64_t lack = row[w] & ~cube[w];
        if (lack & blocked[w]) return UINT32_MAX;
        if (lack) bit = w * 64 + (uint32_t)__builtin_ctzll(lack), count += (uint32_t)__builtin_popcountll(lack);
    }
    return count == 1 ? bit : UINT32_MAX;
}

static truce_status look_listed(truce__points *points, const uint64_t *cube, uint64_t *blocked, uint64_t *gain) {
    for (uint64_t i = 0; i < points->n_outside; i++) {
        uint32_t bit = missing(points->outside + i * points->n_words, cube, blocked, points->n_words);
        if (truce__stops_at(points->ctx, i)) return TRUCE_E_CANCELLED;
        if (bit != UINT32_MAX) blocked[bit / 64] |= (uint64_t)1 << bit % 64;
    }
    memset(gain, 0, TRUCE__CUBE_BITS * sizeof *gain);
    for (uint64_t m = 0; m < points->n_members; m++) {
        uint32_t bit = missing(truce__member(points, m), cube, blocked, points->n_words);
        if (bit != UINT32_MAX) gain[bit] += points->covered[m] <= points->wanted;
    }
    return truce__go_on(points->ctx);
}

truce_status truce__points_look(truce__points *points, const uint64_t *cube, uint64_t *blocked, uint64_t *gain) {
    return points->is_listed ? look_listed(points, cube, blocked, gain) : walk_around(points, cube, blocked, gain);
}

bool truce__points_allow(const truce__points *points, const uint64_t *cube) {
    if (!points->is_listed) {
        walk w = walk_of(points, cube);
        return walk_axes(&w, points->n_axes, 0);
    }
    for (uint64_t i = 0; i < points->n_outside; i++)
        if (truce__cube_holds(cube, points->outside + i * points->n_words, points->n_words)) return false;
    return true;
}

uint64_t truce__points_within(const truce__points *points, const uint64_t *cube, uint32_t *within) {
    uint64_t n = 0;
    if (!points->is_listed) {
        walk w = walk_of(points, cube);
        w.within = within;
        (void)walk_axes(&w, points->n_axes, 0);
        return w.n_within;
    }
    for (uint64_t m = 0; m < points->n_members; m++)
        if (truce__cube_holds(cube, truce__member(points, m), points->n_words)) within[n++] = (uint32_t)m;
    return n;
}
