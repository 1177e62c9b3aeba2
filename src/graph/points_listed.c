/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Points of a space whose states are listed: a row of bits for each combination. An option is left out where no two
 * rows that differ in it alone stand on both sides. A table of all rows without that option's bits finds out.
 */
#include "graph/points.h"

typedef struct rows { /* members first */
    truce_ctx *ctx;
    uint64_t *at;
    uint32_t n_words;
    uint64_t n_members, n;
    bool *is_first;  /* of the rows that are the same under a mask; room for n */
    uint32_t *table; /* numbers of rows by their bits; UINT32_MAX: free */
    uint64_t n_slots; /* a power of two */
} rows;

static uint64_t *row_at(const rows *r, uint64_t i) {
    return r->at + i * r->n_words;
}

static uint64_t hash_row(const uint64_t *row, const uint64_t *mask, uint32_t n_words) {
    uint64_t h = 0x9E3779B97F4A7C15u;
    for (uint32_t w = 0; w < n_words; w++) {
        h = (h ^ (row[w] & mask[w])) * 0xBF58476D1CE4E5B9u;
        h ^= h >> 31;
    }
    return h;
}

static bool is_same(const uint64_t *a, const uint64_t *b, const uint64_t *mask, uint32_t n_words) {
    for (uint32_t w = 0; w < n_words; w++)
        if ((a[w] ^ b[w]) & mask[w]) return false;
    return true;
}

/* The number in the table of the rows that are the same as this one; UINT32_MAX where it will be entered. */
static uint32_t *find_slot(const rows *r, uint64_t row, const uint64_t *mask) {
    uint64_t slot = hash_row(row_at(r, row), mask, r->n_words) & (r->n_slots - 1);
    while (r->table[slot] != UINT32_MAX && !is_same(row_at(r, r->table[slot]), row_at(r, row), mask, r->n_words))
        slot = (slot + 1) & (r->n_slots - 1);
    return &r->table[slot];
}

/* *is_split: two rows that are the same under the mask stand on both sides. */
static truce_status enter(const rows *r, const uint64_t *mask, bool *is_split) {
    memset(r->table, 0xFF, r->n_slots * sizeof *r->table);
    *is_split = false;
    for (uint64_t i = 0; i < r->n && !*is_split; i++) {
        uint32_t *slot = find_slot(r, i, mask);
        if (truce__stops_at(r->ctx, i)) return TRUCE_E_CANCELLED;
        r->is_first[i] = *slot == UINT32_MAX;
        if (r->is_first[i]) *slot = (uint32_t)i;
        *is_split = i >= r->n_members && *slot < r->n_members;
    }
    return TRUCE_OK;
}

static void keep_first(rows *r, const uint64_t *mask) {
    uint64_t n = 0, n_members = 0;
    for (uint64_t i = 0; i < r->n; i++) {
        if (!r->is_first[i]) continue;
        for (uint32_t w = 0; w < r->n_words; w++) row_at(r, n)[w] = row_at(r, i)[w] & mask[w];
        n++;
        n_members += i < r->n_members;
    }
    r->n = n, r->n_members = n_members;
}

/* The axes that matter keep their places in the words. */
static truce_status reduce(truce__points *points, rows *r) {
    uint64_t mask[TRUCE__CUBE_WORDS];
    bool matters[TRUCE__MAX_OPTIONS];
    uint32_t n_axes = 0;
    memcpy(mask, points->all, sizeof mask);
    for (uint32_t a = points->n_axes; a-- > 0;) {
        const truce__axis *axis = &points->axes[a];
        const uint64_t bits = (((uint64_t)1 << axis->n_levels) - 1) << axis->shift;
        mask[axis->word] &= ~bits;
        TRY(enter(r, mask, &matters[a]));
        if (matters[a]) mask[axis->word] |= bits;
        else keep_first(r, mask);
    }
    memcpy(points->all, mask, sizeof mask);
    for (uint32_t a = 0; a < points->n_axes; a++)
        if (matters[a]) points->axes[n_axes++] = points->axes[a];
    points->n_axes = n_axes;
    return TRUCE_OK;
}

/* The combinations of the states in the set, or of the others, behind the rows that there are. */
static truce_status add_rows(const truce__points *points, const truce_set *set, bool is_in, rows *r) {
    const truce__space *space = &set->graph->space;
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        if (truce__stops_at(r->ctx, cell)) return TRUCE_E_CANCELLED;
        if (truce__bits_get(set->bits, cell) != is_in) continue;
        for (uint64_t m = space->first_member[cell]; m < space->first_member[cell + 1]; m++)
            truce__points_row(points, space->members[m], row_at(r, r->n++));
    }
    return TRUCE_OK;
}

static truce_status make_rows(truce__points *points, const truce_set *set, rows *r) {
    const truce__space *space = &set->graph->space;
    const uint64_t room = space->first_member[space->n_cells];
    r->n_slots = 16;
    while (r->n_slots < room * 2) r->n_slots *= 2;
    TRY(truce__plan(r->ctx, set->graph->model->source.file, "a search for patterns",
                    (double)(room * (2 * (uint64_t)r->n_words * sizeof(uint64_t) + 1) +
                             r->n_slots * sizeof *r->table)));
    r->at = truce__calloc(r->ctx, room * r->n_words, sizeof *r->at);
    r->is_first = truce__calloc(r->ctx, room, sizeof *r->is_first);
    r->table = truce__calloc(r->ctx, r->n_slots, sizeof *r->table);
    if (!r->at || !r->is_first || !r->table) return TRUCE_E_NOMEM;
    TRY(add_rows(points, set, true, r));
    r->n_members = r->n;
    TRY(add_rows(points, set, false, r));
    return reduce(points, r);
}

static truce_status part(truce__points *points, const rows *r) {
    points->n_members = r->n_members;
    points->n_outside = r->n - r->n_members;
    points->members = truce__calloc(r->ctx, points->n_members * r->n_words, sizeof *points->members);
    points->outside = truce__calloc(r->ctx, points->n_outside * r->n_words + 1, sizeof *points->outside);
    if (!points->members || !points->outside) return TRUCE_E_NOMEM;
    memcpy(points->members, r->at, points->n_members * r->n_words * sizeof *r->at);
    memcpy(points->outside, row_at(r, r->n_members), points->n_outside * r->n_words * sizeof *r->at);
    return TRUCE_OK;
}

truce_status truce__points_listed(truce__points *points, const truce_set *set) {
    const truce_model *model = set->graph->model;
    for (uint32_t o = 0; o < model->n_options; o++)
        points->axes[points->n_axes++] = (truce__axis){.option = o, .n_levels = model->options[o].n_levels};
    points->is_listed = true;
    truce__points_place(points);
    rows r = {.ctx = points->ctx, .n_words = points->n_words};
    truce_status status = make_rows(points, set, &r);
    if (status == TRUCE_OK) status = part(points, &r);
    truce__free(r.ctx, r.at);
    truce__free(r.ctx, r.is_first);
    truce__free(r.ctx, r.table);
    return status;
}
