/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The graph shape: spaces whose states or moves have to be listed.
 *
 * Coalescing makes one state of all feasible combinations that agree on a coalescing statement being true; a combination
 * that satisfies two such statements ties their classes together. The state takes the place of its lowest code. One coalesced
 * state can reach another when any member of the first can reach any member of the second. Such graphs, and those with
 * explicit moves, need not be transitive.
 */
#include "space/shapes.h"
#include "space/walk.h"

static const uint32_t no_state = UINT32_MAX;

/* ----------------------------------------------------------------- moves */

static truce_status rows_reserve(truce_ctx *ctx, truce__space *space) {
    uint32_t n = space->model->n_parties;
    space->out = truce__calloc(ctx, n, sizeof *space->out);
    space->in = truce__calloc(ctx, n, sizeof *space->in);
    return space->out && space->in ? TRUCE_OK : TRUCE_E_NOMEM;
}

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
        TRY_OR_DONE(truce__rows_make(ctx, space->n_cells, &pairs, &space->out[party], &space->in[party]));
    }
done:
    truce__vec_free(ctx, &pairs);
    return status;
}

/* Moves between states from moves between their members. */
static truce_status derive_moves(truce_ctx *ctx, truce__space *space, const truce__space *base, const uint32_t *state_of) {
    truce_status status = TRUCE_OK;
    truce__pairs pairs = {0};
    for (uint32_t party = 0; party < space->model->n_parties; party++) {
        pairs.count = 0;
        for (uint64_t from = 0; from < base->n_cells; from++) {
            if (from % 4096 == 0) {
                TRY_OR_DONE(truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK);
                TRY_OR_DONE(truce__plan(ctx, space->model->source.file, "the list of moves", (double)pairs.count * 32));
            }
            if (state_of[from] == no_state) continue;
            truce__walk walk;
            truce__walk_from(&walk, base, party, from);
            for (uint64_t to; truce__walk_next(&walk, &to);)
                if (state_of[to] != state_of[from])
                    TRY_OR_DONE(truce__vec_push(ctx, &pairs, (uint64_t)state_of[from] << 32 | state_of[to]));
        }
        TRY_OR_DONE(truce__rows_make(ctx, space->n_cells, &pairs, &space->out[party], &space->in[party]));
    }
done:
    truce__vec_free(ctx, &pairs);
    return status;
}

/* ---------------------------------------------------------------- classes */

static uint32_t find_root(const uint32_t *parent, uint32_t x) {
    while (parent[x] != x) x = parent[x];
    return x;
}

/* Ties together the coalescing statements that hold in one combination; the root, or no_state when none holds. */
static uint32_t class_of(const truce_model *model, uint32_t *parent, const uint32_t *levels) {
    uint32_t root = no_state;
    for (uint32_t i = 0; i < model->n_coalesce; i++) {
        if (!truce__stmt_eval(model, &model->coalesce[i].stmt, levels)) continue;
        uint32_t other = find_root(parent, i);
        if (root == no_state) root = other;
        else if (other < root) parent[root] = other, root = other;
        else parent[other] = root;
    }
    return root;
}

/* Numbers the states: state_of[combination]. `first_of` is room for one entry a coalescing statement. */
static void number_states(truce__space *space, const truce__space *base, uint32_t *parent, uint32_t *first_of,
                          uint32_t *state_of) {
    uint32_t levels[TRUCE__MAX_OPTIONS];
    for (uint64_t c = 0; c < base->n_cells; c++) { /* first all ties, then the numbers */
        state_of[c] = no_state;
        if (!truce__space_is_feasible(base, c)) continue;
        truce__space_levels(base, c, levels);
        state_of[c] = class_of(space->model, parent, levels);
    }
    uint32_t count = 0;
    for (uint64_t c = 0; c < base->n_cells; c++) {
        if (!truce__space_is_feasible(base, c)) continue;
        if (state_of[c] == no_state) {
            state_of[c] = count++;
            continue;
        }
        uint32_t root = find_root(parent, state_of[c]);
        if (first_of[root] == no_state) first_of[root] = count++;
        state_of[c] = first_of[root];
    }
    space->n_states = space->n_cells = count;
}

/* Lists each state's lowest combination and, where states are coalesced, all its members. */
static truce_status list_members(truce_ctx *ctx, truce__space *space, const truce__space *base, const uint32_t *state_of) {
    uint64_t n = space->n_states;
    space->code = truce__big_alloc(ctx, n * sizeof *space->code);
    space->first_member = truce__big_alloc(ctx, (n + 2) * sizeof *space->first_member);
    space->members = truce__big_alloc(ctx, base->n_states * sizeof *space->members);
    if (!space->code || !space->first_member || !space->members) return TRUCE_E_NOMEM;
    uint64_t *first = space->first_member;
    memset(first, 0, (n + 2) * sizeof *first);
    for (uint64_t c = 0; c < base->n_cells; c++)
        if (state_of[c] != no_state) first[state_of[c] + 2]++;
    for (uint64_t s = 0; s < n; s++) first[s + 2] += first[s + 1];
    for (uint64_t c = 0; c < base->n_cells; c++)
        if (state_of[c] != no_state) space->members[first[state_of[c] + 1]++] = c;
    for (uint64_t s = 0; s < n; s++) space->code[s] = space->members[first[s]];
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ build */

static truce_status list_states(truce_ctx *ctx, truce__space *space, const truce__space *base, uint32_t *state_of) {
    uint32_t n = space->model->n_coalesce;
    uint32_t *parent = truce__calloc(ctx, 2 * (size_t)n + 1, sizeof *parent);
    if (!parent) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < n; i++) parent[i] = i, parent[n + i] = no_state;
    number_states(space, base, parent, parent + n, state_of);
    truce__free(ctx, parent);
    return list_members(ctx, space, base, state_of);
}

truce_status truce__space_build_listed(truce_ctx *ctx, truce__space *space) {
    truce_status status = TRUCE_OK;
    uint32_t *state_of = NULL;
    truce__space base = *space; /* the combinations before they are coalesced */
    base.is_product = true;
    double bytes = (double)base.n_cells * (sizeof *state_of + 3 * sizeof(uint64_t) + 1);
    TRY(truce__plan(ctx, space->model->source.file, "a list of all states", bytes));
    if (base.n_cells >= no_state) {
        TRY(truce__diag(ctx, TRUCE_ERROR, &space->model->source, (truce__loc){0}, NULL,
                        "with coalesced states or explicit moves there can be at most 2^32 - 2 combinations; here are %llu",
                        (unsigned long long)base.n_cells));
        return TRUCE_E_LIMIT;
    }
    uint64_t today = UINT64_MAX;
    TRY_OR_DONE(truce__space_mark_feasible(ctx, &base));
    state_of = truce__big_alloc(ctx, base.n_cells * sizeof *state_of);
    if (!state_of) TRY_OR_DONE(TRUCE_E_NOMEM);
    TRY_OR_DONE(list_states(ctx, space, &base, state_of));
    TRY_OR_DONE(rows_reserve(ctx, space));
    if (space->model->has_moves) TRY_OR_DONE(truce__space_read_moves(ctx, space));
    else TRY_OR_DONE(derive_moves(ctx, space, &base, state_of));
    TRY_OR_DONE(truce__space_locate_today(ctx, &base, &today));
    space->is_wrong = space->is_wrong || base.is_wrong;
    if (today != UINT64_MAX) space->status_quo = state_of[today];
done:
    truce__big_free(ctx, state_of);
    truce__big_free(ctx, base.feasible);
    truce__big_free(ctx, base.before);
    return status;
}

truce_status truce__space_build_plain(truce_ctx *ctx, truce__space *space) {
    space->n_states = space->n_cells;
    TRY(rows_reserve(ctx, space));
    return truce__space_read_moves(ctx, space);
}
