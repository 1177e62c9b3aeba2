/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Spreads and gathers arrays when options are left out; reduce.h says why.
 *
 * Without idle options both arrays have their cells in the same order. So an array is spread by walking over runs of
 * options, from the highest down. A run that counts goes on to other reduced cells; an idle run repeats what was just
 * written. The lowest cells form a unit. A unit without idle options is copied. Else it has the cells of all options
 * with strides below 64, and a table maps each of them to a reduced cell. Bits in units of six options of two levels
 * need no table: to put back an option of stride 2^p doubles every 2^p bits, and a few shifts do that for a whole
 * word (Warren 2013, Hacker's Delight, section 7-2).
 */
#include "graph/reduce.h"

enum { PIECE = 1 << 13, PARALLEL = 1 << 20 }; /* cells; fewer are copied before threads wake */

/* --------------------------------------------------------------- mentions */

/* The options in a statement. `outcomes` has those in each outcome. */
static uint64_t options_in(const truce__stmt *stmt, const uint64_t *outcomes) {
    uint64_t options = 0;
    for (uint32_t i = 0; i < stmt->n_nodes; i++) {
        const truce__node *node = &stmt->nodes[i];
        if (node->op == TRUCE__OP_ATOM) options |= (uint64_t)1 << node->option;
        if (node->op == TRUCE__OP_OUTCOME) options |= outcomes[node->option];
    }
    return options;
}

static void options_in_outcomes(const truce_model *model, uint64_t *outcomes) {
    for (uint32_t i = 0; i < model->n_outcomes; i++) {
        uint32_t outcome = model->outcome_order[i];
        outcomes[outcome] = options_in(&model->outcomes[outcome].stmt, outcomes);
    }
}

static uint64_t all_options(const truce_model *model) {
    return ((uint64_t)1 << model->n_options) - 1;
}

uint64_t truce__idle_in_rules(const truce_model *model) {
    uint64_t outcomes[TRUCE__MAX_OUTCOMES], options = 0;
    options_in_outcomes(model, outcomes);
    for (uint32_t i = 0; i < model->n_rules; i++) options |= options_in(&model->rules[i].stmt, outcomes);
    return all_options(model) & ~options;
}

/* A single state counts as all options. */
static uint64_t options_in_item(const truce_model *model, const truce__pref_item *item, const uint64_t *outcomes) {
    uint64_t options = item->state ? all_options(model) : 0;
    for (uint32_t s = 0; s < item->n_stmts; s++) options |= options_in(&item->stmts[s], outcomes);
    return options;
}

void truce__options_in_items(const truce_model *model, const truce__pref *pref, uint64_t *options) {
    uint64_t outcomes[TRUCE__MAX_OUTCOMES];
    options_in_outcomes(model, outcomes);
    for (uint32_t i = 0; i < pref->n_items; i++) options[i] = options_in_item(model, &pref->items[i], outcomes);
}

uint64_t truce__idle_in_pref(const truce_model *model, const truce__pref *pref) {
    uint64_t outcomes[TRUCE__MAX_OUTCOMES], options = 0;
    options_in_outcomes(model, outcomes);
    for (uint32_t i = 0; i < pref->n_items; i++) options |= options_in_item(model, &pref->items[i], outcomes);
    return all_options(model) & ~options;
}

uint64_t truce__idle_in_expiries(const truce_model *model) {
    uint64_t outcomes[TRUCE__MAX_OUTCOMES], options = 0;
    options_in_outcomes(model, outcomes);
    for (uint32_t i = 0; i < model->n_expiries; i++) options |= options_in(&model->expiries[i].when, outcomes);
    return all_options(model) & ~options;
}

/* ------------------------------------------------------------------ shape */

static bool is_idle(const truce__reduction *how, uint32_t option) {
    return how->idle >> option & 1;
}

static void set_strides(const truce_model *model, truce__reduction *out) {
    out->n_cells = out->n_reduced = 1;
    for (uint32_t i = 0; i < model->n_options; i++) {
        out->stride[i] = out->n_reduced;
        out->n_cells *= model->options[i].n_levels;
        if (!is_idle(out, i)) out->n_reduced *= model->options[i].n_levels;
    }
}

/* Takes options into the unit. Returns the first option above it. */
static uint32_t make_unit(const truce_model *model, truce__reduction *out) {
    uint32_t end = 0;
    out->unit_full = out->unit_reduced = 1;
    out->is_plain = out->is_binary = true;
    for (; end < model->n_options && (out->unit_full < 64 || (out->is_plain && !is_idle(out, end))); end++) {
        if (is_idle(out, end)) out->is_plain = false;
        else out->unit_reduced *= model->options[end].n_levels;
        out->unit_full *= model->options[end].n_levels;
        out->is_binary = out->is_binary && model->options[end].n_levels == 2;
    }
    out->is_binary = out->is_binary && out->unit_full == 64;
    return end;
}

/* Maps the cells of a unit of the options below `end` to reduced cells, and each reduced cell to the first of its
 * cells. */
static void map_unit(const truce__space *space, uint32_t end, truce__reduction *out) {
    for (uint64_t cell = out->unit_full; cell-- > 0;) {
        uint64_t reduced = 0;
        for (uint32_t i = 0; i < end; i++)
            if (!is_idle(out, i))
                reduced += cell / space->stride[i] % space->model->options[i].n_levels * out->stride[i];
        out->reduced_of[cell] = (uint16_t)reduced;
        out->full_of[reduced] = (uint16_t)cell;
    }
}

bool truce__reduction_make(const truce__space *space, uint64_t idle, truce__reduction *out) {
    const truce_model *model = space->model;
    if (!idle || !space->is_product || space->split || space->n_cells < TRUCE__REDUCE_FROM) return false;
    out->idle = idle;
    set_strides(model, out);
    uint32_t end = make_unit(model, out);
    if (!out->is_plain) map_unit(space, end, out);
    uint64_t full = out->unit_full, reduced = out->unit_reduced;
    out->n_runs = 0;
    for (uint32_t i = end; i < model->n_options; i++) {
        truce__run *last = out->n_runs ? &out->runs[out->n_runs - 1] : NULL;
        if (last && last->is_idle == is_idle(out, i) && full < PIECE) last->count *= model->options[i].n_levels;
        else out->runs[out->n_runs++] = (truce__run){model->options[i].n_levels, is_idle(out, i), full, reduced};
        full *= model->options[i].n_levels;
        if (!is_idle(out, i)) reduced *= model->options[i].n_levels;
    }
    return true;
}

truce__space truce__reduced_space(const truce__space *space, const truce__reduction *how) {
    truce__space out = *space;
    out.n_combinations = out.n_cells = out.n_states = how->n_reduced;
    memcpy(out.stride, how->stride, sizeof out.stride);
    out.feasible = out.before = NULL;
    return out;
}

/* ------------------------------------------------------------------ pieces */

/* The run below which cells make a piece; threads take a piece at a time. */
static uint32_t piece_level(const truce__reduction *how) {
    uint32_t level = 0;
    while (level < how->n_runs && how->runs[level].full < PIECE) level++;
    return level;
}

static uint64_t piece_size(const truce__reduction *how, uint32_t level) {
    return level < how->n_runs ? how->runs[level].full : how->n_cells;
}

/* The first reduced cell behind piece number `piece`. */
static uint64_t piece_origin(const truce__reduction *how, uint32_t level, uint64_t piece) {
    uint64_t origin = 0;
    for (uint32_t i = level; i < how->n_runs; i++) {
        if (!how->runs[i].is_idle) origin += piece % how->runs[i].count * how->runs[i].reduced;
        piece /= how->runs[i].count;
    }
    return origin;
}

/* ------------------------------------------------------------------ values */

/* to[c] = from[of[c]] */
static void pick(uint32_t bytes, const uint16_t *of, uint64_t n, const unsigned char *from, unsigned char *to) {
    if (bytes == 1)
        for (uint64_t c = 0; c < n; c++) to[c] = from[of[c]];
    else if (bytes == 2)
        for (uint64_t c = 0; c < n; c++) ((uint16_t *)(void *)to)[c] = ((const uint16_t *)(const void *)from)[of[c]];
    else
        for (uint64_t c = 0; c < n; c++) ((uint32_t *)(void *)to)[c] = ((const uint32_t *)(const void *)from)[of[c]];
}

static void spread_unit(const truce__reduction *how, uint32_t bytes, const unsigned char *from, unsigned char *to) {
    if (how->is_plain) memcpy(to, from, how->unit_full * bytes);
    else pick(bytes, how->reduced_of, how->unit_full, from, to);
}

/* Spreads the cells below run number `level`. */
static void spread_below(const truce__reduction *how, uint32_t level, uint32_t bytes, const unsigned char *from,
                         unsigned char *to) {
    if (level == 0) {
        spread_unit(how, bytes, from, to);
        return;
    }
    const truce__run *run = &how->runs[level - 1];
    for (uint64_t k = 0; k < run->count; k++) {
        unsigned char *here = to + k * run->full * bytes;
        if (run->is_idle && k) memcpy(here, to, run->full * bytes);
        else spread_below(how, level - 1, bytes, from + k * run->reduced * bytes, here);
    }
}

/* Spreading piece by piece. */
typedef struct spreading {
    const truce__reduction *how;
    uint32_t level, bytes;
    uint64_t size; /* of a piece */
    const void *from;
    void *to;
} spreading;

static spreading spread_from(const truce__reduction *how, uint32_t bytes, const void *from, void *to) {
    uint32_t level = piece_level(how);
    return (spreading){how, level, bytes, piece_size(how, level), from, to};
}

static void spread_piece(const void *ud, uint64_t piece) {
    const spreading *job = ud;
    uint64_t origin = piece_origin(job->how, job->level, piece);
    spread_below(job->how, job->level, job->bytes, (const unsigned char *)job->from + origin * job->bytes,
                 (unsigned char *)job->to + piece * job->size * job->bytes);
}

void truce__spread_values(truce_ctx *ctx, const truce__reduction *how, uint32_t bytes, const void *reduced,
                          void *full) {
    const spreading job = spread_from(how, bytes, reduced, full);
    truce__for_each(ctx, how->n_cells > PARALLEL, how->n_cells / job.size, spread_piece, &job);
}

static void gather_unit(const truce__reduction *how, uint32_t bytes, const unsigned char *from, unsigned char *to) {
    if (how->is_plain) memcpy(to, from, how->unit_full * bytes);
    else pick(bytes, how->full_of, how->unit_reduced, from, to);
}

static void gather_below(const truce__reduction *how, uint32_t level, uint32_t bytes, const unsigned char *from,
                         unsigned char *to) {
    if (level == 0) {
        gather_unit(how, bytes, from, to);
        return;
    }
    const truce__run *run = &how->runs[level - 1];
    for (uint64_t k = 0; k < (run->is_idle ? 1 : run->count); k++)
        gather_below(how, level - 1, bytes, from + k * run->full * bytes, to + k * run->reduced * bytes);
}

void truce__gather_values(const truce__reduction *how, uint32_t bytes, const void *full, void *reduced) {
    gather_below(how, how->n_runs, bytes, full, reduced);
}

/* -------------------------------------------------------------------- bits */

/* `count` bits from bit `at` on, at most 64. */
static uint64_t bits_at(const uint64_t *words, uint64_t at, unsigned count) {
    uint64_t bits = words[at / 64] >> at % 64;
    if (at % 64 + count > 64) bits |= words[at / 64 + 1] << (64 - at % 64);
    return count < 64 ? bits & (((uint64_t)1 << count) - 1) : bits;
}

static void put_bits(uint64_t *words, uint64_t at, unsigned count, uint64_t bits) {
    uint64_t mask = UINT64_MAX >> (64 - count);
    unsigned shift = at % 64;
    words[at / 64] = (words[at / 64] & ~(mask << shift)) | bits << shift;
    if (shift + count > 64)
        words[at / 64 + 1] = (words[at / 64 + 1] & ~(mask >> (64 - shift))) | bits >> (64 - shift);
}

static void copy_bits(const uint64_t *from, uint64_t at, uint64_t *to, uint64_t to_at, uint64_t count) {
    uint64_t done = 0;
    if (at % 64 == 0 && to_at % 64 == 0) {
        memcpy(to + to_at / 64, from + at / 64, count / 64 * sizeof *to);
        done = count / 64 * 64;
    }
    for (unsigned n; done < count; done += n) {
        n = count - done < 64 ? (unsigned)(count - done) : 64;
        put_bits(to, to_at + done, n, bits_at(from, at + done, n));
    }
}

/* lower_half[p]: the bits whose place has bit p clear. Pieces of 2^p bits stand at the bits of mask p; after two are
 * joined, at those of mask p + 1. */
static const uint64_t lower_half[] = {UINT64_C(0x5555555555555555), UINT64_C(0x3333333333333333),
                                      UINT64_C(0x0F0F0F0F0F0F0F0F), UINT64_C(0x00FF00FF00FF00FF),
                                      UINT64_C(0x0000FFFF0000FFFF), UINT64_C(0x00000000FFFFFFFF)};

/* Doubles every 2^p bits of the lower half. */
static uint64_t widen(uint64_t bits, unsigned p) {
    for (unsigned q = 5; q-- > p;) bits = (bits | bits << (1U << q)) & lower_half[q];
    return bits | bits << (1U << p);
}

/* The inverse: keeps the first of every two pieces of 2^p bits. */
static uint64_t narrow(uint64_t bits, unsigned p) {
    bits &= lower_half[p];
    for (unsigned q = p; q < 5; q++) bits = (bits | bits >> (1U << q)) & lower_half[q + 1];
    return bits;
}

static void spread_bit_unit(const truce__reduction *how, const uint64_t *from, uint64_t at, uint64_t *to,
                            uint64_t to_at) {
    if (how->is_plain) {
        copy_bits(from, at, to, to_at, how->unit_full);
    } else if (how->is_binary) {
        uint64_t bits = bits_at(from, at, (unsigned)how->unit_reduced);
        for (unsigned p = 0; p < 6; p++)
            if (is_idle(how, p)) bits = widen(bits, p);
        to[to_at / 64] = bits;
    } else {
        for (uint64_t c = 0; c < how->unit_full; c++)
            put_bits(to, to_at + c, 1, bits_at(from, at + how->reduced_of[c], 1));
    }
}

static void spread_bits_below(const truce__reduction *how, uint32_t level, const uint64_t *from, uint64_t at,
                              uint64_t *to, uint64_t to_at) {
    if (level == 0) {
        spread_bit_unit(how, from, at, to, to_at);
        return;
    }
    const truce__run *run = &how->runs[level - 1];
    for (uint64_t k = 0; k < run->count; k++) {
        uint64_t here = to_at + k * run->full;
        if (run->is_idle && k) copy_bits(to, to_at, to, here, run->full);
        else spread_bits_below(how, level - 1, from, at + k * run->reduced, to, here);
    }
}

static void spread_bit_piece(const void *ud, uint64_t piece) {
    const spreading *job = ud;
    spread_bits_below(job->how, job->level, job->from, piece_origin(job->how, job->level, piece), job->to,
                      piece * job->size);
}

void truce__spread_bits(truce_ctx *ctx, const truce__reduction *how, const uint64_t *reduced, uint64_t *full) {
    const spreading job = spread_from(how, 0, reduced, full);
    full[truce__bits_words(how->n_cells) - 1] = 0;
    truce__for_each(ctx, false, how->n_cells / job.size, spread_bit_piece, &job); /* so little is done before threads
                                                                                     wake */
}

static void gather_bit_unit(const truce__reduction *how, const uint64_t *from, uint64_t at, uint64_t *to,
                            uint64_t to_at) {
    if (how->is_plain) {
        copy_bits(from, at, to, to_at, how->unit_full);
    } else if (how->is_binary) {
        uint64_t bits = from[at / 64];
        for (unsigned p = 6; p-- > 0;)
            if (is_idle(how, p)) bits = narrow(bits, p);
        put_bits(to, to_at, (unsigned)how->unit_reduced, bits);
    } else {
        for (uint64_t c = 0; c < how->unit_reduced; c++)
            put_bits(to, to_at + c, 1, bits_at(from, at + how->full_of[c], 1));
    }
}

static void gather_bits_below(const truce__reduction *how, uint32_t level, const uint64_t *from, uint64_t at,
                              uint64_t *to, uint64_t to_at) {
    if (level == 0) {
        gather_bit_unit(how, from, at, to, to_at);
        return;
    }
    const truce__run *run = &how->runs[level - 1];
    for (uint64_t k = 0; k < (run->is_idle ? 1 : run->count); k++)
        gather_bits_below(how, level - 1, from, at + k * run->full, to, to_at + k * run->reduced);
}

truce_status truce__gather_feasible(truce_ctx *ctx, const truce__space *space, const truce__reduction *how,
                                    uint64_t **feasible) {
    *feasible = NULL;
    if (!space->feasible) return TRUCE_OK;
    size_t words = truce__bits_words(how->n_reduced);
    *feasible = truce__big_alloc(ctx, words * sizeof **feasible);
    if (!*feasible) return TRUCE_E_NOMEM;
    (*feasible)[words - 1] = 0;
    gather_bits_below(how, how->n_runs, space->feasible, 0, *feasible, 0);
    return TRUCE_OK;
}
