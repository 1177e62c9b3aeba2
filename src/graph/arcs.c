/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Moves of listed states: written in the model, or derived from options.
 *
 * A party changes only its own options. So combinations are sorted by their codes without the party's own digits:
 * those between which it can move stand side by side, in one group. Groups are mostly small, whatever the number of
 * combinations. Within a group, the levels that can be set from a combination form a box. Either the combinations of
 * the box are looked up in the group, or those of the group are compared with the box, whichever are fewer. A
 * coalesced state can reach another if any of its members can reach any member of the other; such graphs need not be
 * transitive.
 */
#include "graph/shapes.h"
#include "graph/walk.h"

/* --------------------------------------------------------- explicit moves */

static truce_status read_arcs(truce_ctx *ctx, truce__space *space, const truce__arcs *arcs, truce__pairs *pairs) {
    for (size_t i = 0; i < arcs->n_arcs; i++) {
        const truce__arc *arc = &arcs->arcs[i];
        bool has_from, has_to = true;
        TRY(truce__space_check_number(ctx, space, arc->from, arc->loc, &has_from));
        if (has_from) TRY(truce__space_check_number(ctx, space, arc->to, arc->loc, &has_to));
        if (has_from && has_to && arc->from == arc->to) {
            TRY(truce__diag(ctx, TRUCE_ERROR, &space->model->source, arc->loc, NULL,
                            "a move must lead to another state than it leaves"));
            has_to = false;
        }
        if (!has_from || !has_to) space->is_wrong = true;
        else TRY(truce__vec_push(ctx, pairs, (arc->from - 1) << 32 | (arc->to - 1)));
    }
    return TRUCE_OK;
}

truce_status truce__space_read_moves(truce_ctx *ctx, truce__space *space) {
    truce_status status = TRUCE_OK;
    truce__pairs pairs = {0};
    for (uint32_t party = 0; party < space->model->n_parties; party++) {
        pairs.count = 0;
        TRY_OR_DONE(read_arcs(ctx, space, &space->model->moves[party], &pairs));
        TRY_OR_DONE(truce__csr_make(ctx, space->n_cells, &pairs, &space->out[party], &space->in[party]));
    }
done:
    truce__vec_free(ctx, &pairs);
    return status;
}

/* ----------------------------------------------------------------- groups */

typedef struct split { /* a combination as its party sees it */
    uint64_t others; /* the code with the party's own levels at 0 */
    uint64_t own;    /* the party's own levels as a number */
    uint32_t state;
} split;

typedef struct mover {
    truce_ctx *ctx;
    const truce_model *model;
    const truce__party *party;
    split *splits; /* of all combinations, sorted by others, then own */
    truce__pairs pairs;
    uint64_t most; /* the most pairs that are worth listing, or that memory holds */
} mover;

static int by_others(const void *a, const void *b) {
    const split *x = a, *y = b;
    if (x->others != y->others) return x->others < y->others ? -1 : 1;
    return x->own < y->own ? -1 : x->own > y->own;
}

/* A party's options stand side by side in the file, and so do its digits in a code. */
static truce_status split_codes(mover *m, const truce__space *space, const truce__codes *codes,
                                const uint32_t *state_of) {
    uint64_t span = 1, stride = m->party->n_options ? space->stride[m->party->first_option] : 1;
    for (uint32_t i = 0; i < m->party->n_options; i++) span *= m->model->options[m->party->first_option + i].n_levels;
    for (size_t i = 0; i < codes->count; i++) {
        if (truce__stops_at(m->ctx, i)) return TRUCE_E_CANCELLED;
        uint64_t own = codes->at[i] / stride % span;
        m->splits[i] = (split){.others = codes->at[i] - own * stride, .own = own, .state = state_of[i]};
    }
    return truce__sort(m->ctx, m->splits, codes->count, sizeof *m->splits, by_others);
}

/* ------------------------------------------------------------------ boxes */

/* What one move can make of the party's own levels: a range for each of its options. Narrow ranges, which leave out
 * some level, come first: only they decide whether a combination is within. */
typedef struct box {
    uint32_t n_axes, n_narrow;
    uint64_t volume;
    uint64_t lowest; /* own levels, all as low as they can become */
    struct {
        uint64_t stride; /* within the own levels */
        uint32_t n_levels, low, high;
    } axes[TRUCE__MAX_OPTIONS];
} box;

static void add_axes(const mover *m, uint64_t own, bool narrow, box *b) {
    uint64_t stride = 1;
    for (uint32_t i = 0; i < m->party->n_options; i++) {
        const truce__option *option = &m->model->options[m->party->first_option + i];
        uint32_t level = (uint32_t)(own / stride % option->n_levels), low, high;
        truce__option_reach(option, level, &low, &high);
        if (narrow == (low > 0 || high + 1 < option->n_levels)) {
            b->axes[b->n_axes].stride = stride;
            b->axes[b->n_axes].n_levels = option->n_levels;
            b->axes[b->n_axes].low = low;
            b->axes[b->n_axes++].high = high;
            b->volume *= (uint64_t)high - low + 1;
            b->lowest += low * stride;
        }
        stride *= option->n_levels;
    }
}

static void make_box(const mover *m, uint64_t own, box *b) {
    b->n_axes = 0;
    b->volume = 1;
    b->lowest = 0;
    add_axes(m, own, true, b);
    b->n_narrow = b->n_axes;
    add_axes(m, own, false, b);
}

static bool is_within(const box *b, uint64_t own) {
    for (uint32_t i = 0; i < b->n_narrow; i++) {
        uint64_t level = own / b->axes[i].stride % b->axes[i].n_levels;
        if (level < b->axes[i].low || level > b->axes[i].high) return false;
    }
    return true;
}

/* ------------------------------------------------------------------- moves */

static truce_status add_move(mover *m, uint32_t from, uint32_t to) {
    return from == to ? TRUCE_OK : truce__vec_push(m->ctx, &m->pairs, (uint64_t)from << 32 | to);
}

static const split *find_own(const split *group, size_t count, uint64_t own) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (group[middle].own < own) low = middle + 1;
        else high = middle;
    }
    return low < count && group[low].own == own ? &group[low] : NULL;
}

/* Looks up every setting in the box, turning it like an odometer. */
static truce_status move_by_box(mover *m, const split *from, const box *b, const split *group, size_t count) {
    uint32_t level[TRUCE__MAX_OPTIONS];
    for (uint32_t i = 0; i < b->n_axes; i++) level[i] = b->axes[i].low;
    uint64_t own = b->lowest;
    for (uint64_t done = 0; done < b->volume; done++) {
        const split *to = find_own(group, count, own);
        if (to) TRY(add_move(m, from->state, to->state));
        for (uint32_t i = 0; i < b->n_axes; i++) {
            if (level[i]++ < b->axes[i].high) {
                own += b->axes[i].stride;
                break;
            }
            own -= (uint64_t)(b->axes[i].high - b->axes[i].low) * b->axes[i].stride;
            level[i] = b->axes[i].low;
        }
    }
    return TRUCE_OK;
}

static truce_status move_by_group(mover *m, const split *from, const box *b, const split *group, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (is_within(b, group[i].own)) TRY(add_move(m, from->state, group[i].state));
    return TRUCE_OK;
}

enum { LOOK_UP = 8 }; /* comparisons that cost about as much as looking up one */

/* Lists all moves within one group; stops once there are more than `most`. */
static truce_status move_within(mover *m, const split *group, size_t count) {
    box b;
    for (size_t i = 0; i < count && m->pairs.count <= m->most; i++) {
        if (truce__is_cancelled(m->ctx)) return TRUCE_E_CANCELLED;
        make_box(m, group[i].own, &b);
        if (b.volume < count / LOOK_UP) TRY(move_by_box(m, &group[i], &b, group, count));
        else TRY(move_by_group(m, &group[i], &b, group, count));
    }
    return TRUCE_OK;
}

static truce_status list_moves(mover *m, size_t n_splits) {
    m->pairs.count = 0;
    for (size_t begin = 0, end, n = 0; begin < n_splits && m->pairs.count <= m->most; begin = end, n++) {
        if (n % 1024 == 0) truce__progress_part(m->ctx, begin, n_splits);
        for (end = begin + 1; end < n_splits && m->splits[end].others == m->splits[begin].others;) end++;
        TRY(move_within(m, m->splits + begin, end - begin));
    }
    return TRUCE_OK;
}

enum { PAIR_BYTES = 32 }; /* of a growing list of pairs and the rows made from it */

truce_status truce__space_derive_moves(truce_ctx *ctx, truce__space *space, const truce__codes *codes,
                                       const uint32_t *state_of, uint64_t worth, bool *is_worth) {
    truce_status status = TRUCE_OK;
    const char *file = space->model->source.file;
    mover m = {.ctx = ctx, .model = space->model, .most = ctx->memory ? ctx->memory / PAIR_BYTES : UINT64_MAX};
    bool is_tight = m.most < worth;
    uint64_t n_moves = 0, most = 0;
    if (!is_tight) m.most = worth;
    m.splits = truce__big_alloc(ctx, codes->count * sizeof *m.splits);
    if (!m.splits) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint32_t party = 0; party < space->model->n_parties; party++) {
        m.party = &space->model->parties[party];
        truce__progress(ctx, "moves", party, space->model->n_parties);
        TRY_OR_DONE(split_codes(&m, space, codes, state_of));
        TRY_OR_DONE(list_moves(&m, codes->count));
        if (m.pairs.count > most) most = m.pairs.count;
        n_moves += m.pairs.count;
        *is_worth = n_moves <= worth;
        if (is_tight && m.pairs.count > m.most)
            TRY_OR_DONE(truce__plan(ctx, file, "the list of moves", (double)m.pairs.count * PAIR_BYTES));
        if (!*is_worth) goto done;
        TRY_OR_DONE(truce__csr_make(ctx, space->n_cells, &m.pairs, &space->out[party], &space->in[party]));
    }
    TRY_OR_DONE(truce__plan(ctx, file, "the list of moves", (double)most * PAIR_BYTES));
done:
    truce__vec_free(ctx, &m.pairs);
    truce__big_free(ctx, m.splits);
    return status;
}
