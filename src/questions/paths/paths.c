/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reach: breadth first over pairs (cell, who moved last), because whoever moved last may not move next. Xu, Kilgour,
 * Hipel and Kemkes 2010 (doi:10.1016/j.ejor.2010.03.025) see the same as walks in a graph with coloured arcs and use
 * matrices; a search touches each move once at most and stops by itself, so that what it has not found does not
 * exist.
 *
 * A party leaves a cell once, when it can first: when the cell has first been reached with another party moving last.
 * So a cell is looked at twice at most: all may leave that did not make the only first arrival, and that one once
 * another arrives.
 *
 * What lapses by itself is a step of nobody's, kept as one mover more. It may follow any step, itself included, and
 * after it every party may move.
 *
 * Where a party moves freely along its own options (a product, no steps) most of its moves need not even be looked
 * at. Its two-way options span a block of cells in which each has the same moves, itself apart. Let u be a cell from
 * which the party's moves were tried and t one in the same block. If all moves count, then those from u and from one
 * more cell of the block reach everything that can be reached from it. If only improvements do and u ranks no higher
 * than t, then whatever improves on t improves on u. The same holds, one-way options or not, for every t reached by
 * the party itself: it went there from such a u, and its moves compose.
 */
#include "questions/paths/pairs.h"

#include "concepts/worth.h"
#include "graph/walk.h"

enum { PATIENCE = 1 << 20 }; /* moves tried between two looks at whether to go on */

const char *truce_paths_by_name(truce_paths_by by) {
    static const char *const names[] = {"moves", "improvements", "unsanctioned"};
    return names[by];
}

/* --------------------------------------------------------------------- plan */

static bool has_blocks(const truce_paths *paths, uint32_t party) {
    return truce__is_transitive(&paths->graph->space, party);
}

static truce_status plan(const truce_paths *paths, bool has_worth) {
    const truce_graph *graph = paths->graph;
    double cells = (double)graph->space.n_cells, movers = paths->n_movers;
    truce__needs needs = {0};
    truce__needs_arrays(paths->ctx, &needs, 1, cells * movers * sizeof(uint32_t));
    truce__needs_arrays(paths->ctx, &needs, 1, 2.0 * (double)graph->space.n_states * sizeof *paths->queue);
    truce__needs_arrays(paths->ctx, &needs, 2, cells / 8);
    for (uint32_t party = 0; party < paths->n_parties; party++) {
        truce__blocks blocks;
        truce__blocks_of(&graph->space, party, &blocks);
        if (has_blocks(paths, party))
            truce__needs_arrays(paths->ctx, &needs, 1, (double)blocks.count * sizeof(uint32_t));
    }
    if (truce__may_lapse(paths)) truce__lapses_needs(paths->ctx, &graph->space, &needs);
    if (has_worth) TRY(truce__worth_needs(paths->ctx, graph, &needs));
    return truce__plan_needs(paths->ctx, graph->model->source.file, "finding paths", needs);
}

static uint32_t movers_of(const truce_model *model, bool no_lapsing) {
    return model->n_parties + (model->n_expiries && !no_lapsing);
}

truce_status truce__paths_plan(truce_ctx *ctx, const truce_graph *graph, bool no_lapsing) {
    truce_paths paths = {.ctx = ctx, .graph = graph, .n_parties = graph->model->n_parties};
    paths.n_movers = movers_of(graph->model, no_lapsing);
    return plan(&paths, false);
}

/* ------------------------------------------------------------------- search */

typedef struct search {
    truce_paths *paths;
    uint32_t **tried; /* by party and block: what tells that further moves lead nowhere new; NULL: a party without
                         blocks */
    truce__blocks *blocks; /* by party */
    uint64_t done, found; /* entries of the queue */
    uint64_t patience;
} search;

/* Whether the cell goes into the queue again when another party first reaches it after `steps` steps. */
static bool matters(const truce_paths *paths, uint64_t cell, uint32_t steps) {
    const uint64_t first = truce__pair(paths, cell, 0);
    uint32_t found = 0, least = UINT32_MAX;
    for (uint32_t mover = 0; mover < paths->n_movers; mover++) {
        uint32_t before = truce__steps_of(paths, first + mover);
        if (!before) continue;
        found++;
        if (before < least) least = before;
    }
    bool is_by_nobody = truce__may_lapse(paths) && truce__steps_of(paths, first + paths->n_parties);
    return found == 0 || (found == 1 && least < steps && !is_by_nobody && cell != paths->start);
}

static void mark(search *s, uint64_t cell, uint32_t mover, uint32_t steps) {
    truce_paths *paths = s->paths;
    if (matters(paths, cell, steps)) paths->queue[s->found++] = cell;
    truce__value_put(paths->steps, paths->step_bytes, truce__pair(paths, cell, mover), steps);
    paths->n_pairs++;
}

/* Whether the party's moves from the cell may lead anywhere new. If so, the caller tries them now. */
static bool is_worth_trying(search *s, uint32_t party, uint64_t cell) {
    const truce_paths *paths = s->paths;
    if (!s->tried[party]) return true;
    uint32_t *tried = &s->tried[party][truce__block_of(&s->blocks[party], cell)];
    bool is_found = truce__steps_of(paths, truce__pair(paths, cell, party)) != 0;
    if (!paths->worth) {
        if (*tried == 2 || (*tried == 0 && is_found)) return false;
        ++*tried;
        return true;
    }
    /* grows as ranks fall; 0: none yet */
    uint32_t above = UINT32_MAX - truce__rank_at(&paths->graph->ranks[party], cell);
    if (is_found || *tried >= above) return false;
    *tried = above;
    return true;
}

static truce_status check_in(search *s) {
    s->patience = PATIENCE;
    if (truce__is_cancelled(s->paths->ctx)) return TRUCE_E_CANCELLED;
    truce__progress(s->paths->ctx, "finding paths", s->done, 0);
    return TRUCE_OK;
}

static truce_status leave(search *s, uint64_t cell, uint32_t party, uint32_t steps) {
    const truce_paths *paths = s->paths;
    if (!is_worth_trying(s, party, cell)) return TRUCE_OK;
    truce__walk walk;
    truce__walk_from(&walk, &paths->graph->space, party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (--s->patience == 0) TRY(check_in(s));
        if (!truce__steps_of(paths, truce__pair(paths, to, party)) && truce__step_counts(paths, party, cell, to))
            mark(s, to, party, steps);
    }
    return TRUCE_OK;
}

/* What is temporary in the cell lapses. */
static truce_status lapse(search *s, uint64_t cell, uint32_t steps) {
    const truce_paths *paths = s->paths;
    truce__lapse_walk walk;
    truce__lapse_from(&walk, &paths->lapses, cell);
    for (uint64_t to; truce__lapse_next(&walk, &to);) {
        if (--s->patience == 0) TRY(check_in(s));
        if (!truce__steps_of(paths, truce__pair(paths, to, paths->n_parties))) mark(s, to, paths->n_parties, steps);
    }
    return truce__is_cancelled(paths->ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

/* Lets parties leave the cell after `steps` steps that could not leave it before. */
static truce_status look(search *s, uint64_t cell, uint32_t steps) {
    const truce_paths *paths = s->paths;
    if (steps && cell == paths->start) return TRUCE_OK; /* whoever can leave it has */
    uint32_t now = 0, before = TRUCE__NONE, only = TRUCE__NONE;
    for (uint32_t mover = 0; steps && mover < paths->n_movers; mover++) {
        uint32_t at = truce__steps_of(paths, truce__pair(paths, cell, mover));
        if (at && at < steps) before = mover;
        else if (at == steps && now++ == 0) only = mover;
    }
    if (before != TRUCE__NONE) return leave(s, cell, before, steps + 1);
    for (uint32_t party = 0; party < paths->n_parties; party++)
        if (now != 1 || party != only) TRY(leave(s, cell, party, steps + 1));
    return truce__may_lapse(paths) ? lapse(s, cell, steps + 1) : TRUCE_OK;
}

/* Gives the steps of each pair the room of the next larger type. */
static truce_status widen(truce_paths *paths) {
    const uint64_t pairs = truce__pair(paths, paths->graph->space.n_cells, 0);
    const uint32_t bytes = 2 * paths->step_bytes;
    void *wide = truce__big_alloc(paths->ctx, pairs * bytes);
    if (!wide) return TRUCE_E_NOMEM;
    for (uint64_t i = 0; i < pairs && !truce__stops_at(paths->ctx, i); i++)
        truce__value_put(wide, bytes, i, truce__steps_of(paths, i));
    truce__big_free(paths->ctx, paths->steps);
    paths->steps = wide;
    paths->step_bytes = bytes;
    return truce__go_on(paths->ctx);
}

static truce_status run(search *s) {
    truce_paths *paths = s->paths;
    paths->queue[s->found++] = paths->start;
    TRY(truce__vec_push(paths->ctx, &paths->level, 0));
    for (uint32_t steps = 0; s->done < s->found; steps++) {
        uint64_t end = s->found;
        TRY(truce__vec_push(paths->ctx, &paths->level, end));
        if (paths->step_bytes < truce__value_bytes(steps + 1)) TRY(widen(paths));
        if (truce__is_cancelled(paths->ctx)) return TRUCE_E_CANCELLED;
        for (; s->done < end; s->done++) TRY(look(s, paths->queue[s->done], steps));
    }
    for (uint64_t i = 1; i < s->found; i++) truce__bits_set(paths->reach->bits, paths->queue[i]);
    return truce__set_recount(paths->reach);
}

static truce_status find(truce_paths *paths) {
    truce_status status = TRUCE_OK;
    search s = {.paths = paths, .patience = PATIENCE};
    s.tried = truce__calloc(paths->ctx, paths->n_parties, sizeof *s.tried);
    s.blocks = truce__calloc(paths->ctx, paths->n_parties, sizeof *s.blocks);
    if (!s.tried || !s.blocks) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint32_t party = 0; party < paths->n_parties; party++) {
        if (!has_blocks(paths, party)) continue;
        truce__blocks_of(&paths->graph->space, party, &s.blocks[party]);
        size_t bytes = s.blocks[party].count * sizeof **s.tried;
        s.tried[party] = truce__big_alloc(paths->ctx, bytes);
        if (!s.tried[party]) TRY_OR_DONE(TRUCE_E_NOMEM);
        TRY_OR_DONE(truce__big_set(paths->ctx, s.tried[party], 0, bytes));
    }
    TRY_OR_DONE(run(&s));
done:
    for (uint32_t party = 0; s.tried && party < paths->n_parties; party++)
        truce__big_free(paths->ctx, s.tried[party]);
    truce__free(paths->ctx, s.tried);
    truce__free(paths->ctx, s.blocks);
    return status;
}

/* -------------------------------------------------------------------- worth */

static truce_status prepare_worth(truce_paths *paths) {
    if (paths->query.by == TRUCE_BY_MOVES) return TRUCE_OK;
    if (paths->query.by == TRUCE_BY_UNSANCTIONED) 
        return truce__worth_find(paths->ctx, paths->graph,
                                 truce__concept_in(&truce__concepts, paths->query.concept), &paths->worth);
    paths->worth = paths->graph->ranks;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- result */

static truce_status check_query(truce_ctx *ctx, const truce_graph *graph, truce_paths_query *query) {
    if (query->by != TRUCE_BY_UNSANCTIONED) query->concept = UINT32_MAX;
    if (!query->from) query->from = truce_graph_status_quo(graph);
    bool is_good = truce__graph_has_ranks(graph) && query->from >= 1 && query->from <= graph->space.n_states &&
                   query->to_state <= graph->space.n_states && query->by <= TRUCE_BY_UNSANCTIONED;
    if (!is_good || query->by != TRUCE_BY_UNSANCTIONED) return is_good ? TRUCE_OK : TRUCE_E_USAGE;
    return truce__worth_allow(ctx, graph, truce__concept_in(&truce__concepts, query->concept),
                              "no path can be by its unsanctioned improvements");
}

static void forget_targets(truce_paths *paths) {
    truce_set_free(paths->asked);
    paths->asked = NULL;
    paths->target_total = paths->unreachable_total = paths->arc_total = 0;
    paths->targets.count = paths->obstacles.count = paths->arcs.count = paths->lapse_arcs.count = 0;
    truce__arena_free(&paths->arena);
    truce__arena_init(&paths->arena, paths->ctx);
}

static truce_status keep_asked(truce_paths *paths, const truce_set *to, truce_state to_state) {
    TRY(truce_set_new(paths->ctx, paths->graph, &paths->asked));
    if (to) memcpy(paths->asked->bits, to->bits, truce__bits_words(paths->graph->space.n_cells) * sizeof *to->bits);
    else truce__bits_set(paths->asked->bits, truce__space_cell(&paths->graph->space, to_state));
    return truce__set_recount(paths->asked);
}

static truce_status allocate(truce_paths *paths) {
    const truce__space *space = &paths->graph->space;
    uint64_t pairs = truce__pair(paths, space->n_cells, 0);
    TRY(plan(paths, paths->query.by == TRUCE_BY_UNSANCTIONED));
    paths->step_bytes = 1;
    paths->steps = truce__big_alloc(paths->ctx, pairs);
    paths->queue = truce__big_alloc(paths->ctx, 2 * space->n_states * sizeof *paths->queue);
    if (!paths->steps || !paths->queue) return TRUCE_E_NOMEM;
    TRY(truce__big_set(paths->ctx, paths->steps, 0, pairs));
    if (truce__may_lapse(paths)) TRY(truce__lapses_init(paths->ctx, space, &paths->lapses));
    return truce_set_new(paths->ctx, paths->graph, &paths->reach);
}

truce_status truce_paths_ask(truce_paths *paths, const truce_set *to, truce_state to_state) {
    if (to_state > paths->graph->space.n_states) return TRUCE_E_USAGE;
    forget_targets(paths);
    if (!to && !to_state) return TRUCE_OK;
    TRY(keep_asked(paths, to, to_state));
    TRY(truce__paths_aim(paths));
    return truce__paths_obstacles(paths);
}

truce_status truce_paths_find(truce_ctx *ctx, const truce_graph *graph, const truce_paths_query *query,
                              truce_paths **out) {
    truce_status status = TRUCE_OK;
    truce_paths_query checked = *query;
    TRY(check_query(ctx, graph, &checked));
    truce_paths *paths = truce__calloc(ctx, 1, sizeof *paths);
    if (!paths) return TRUCE_E_NOMEM;
    paths->ctx = ctx;
    paths->graph = graph;
    paths->query = checked;
    paths->query.to = NULL;
    paths->query.to_state = 0;
    paths->n_parties = graph->model->n_parties;
    paths->n_movers = movers_of(graph->model, checked.no_lapsing);
    paths->start = truce__space_cell(&graph->space, checked.from);
    truce__arena_init(&paths->arena, ctx);
    TRY_OR_DONE(allocate(paths));
    TRY_OR_DONE(prepare_worth(paths));
    TRY_OR_DONE(find(paths));
    TRY_OR_DONE(truce_paths_ask(paths, checked.to, checked.to_state));
    *out = paths;
    paths = NULL;
done:
    truce_paths_free(paths);
    return status;
}

void truce_paths_free(truce_paths *paths) {
    if (!paths) return;
    truce_ctx *ctx = paths->ctx;
    if (paths->worth != paths->graph->ranks) truce__worth_free(ctx, paths->graph, paths->worth);
    truce__big_free(ctx, paths->steps);
    truce__big_free(ctx, paths->queue);
    truce__vec_free(ctx, &paths->level);
    truce__vec_free(ctx, &paths->targets);
    truce__vec_free(ctx, &paths->obstacles);
    truce__vec_free(ctx, &paths->arcs);
    truce__vec_free(ctx, &paths->lapse_arcs);
    truce__lapses_free(&paths->lapses);
    truce_set_free(paths->reach);
    truce_set_free(paths->asked);
    truce__arena_free(&paths->arena);
    truce__free(ctx, paths);
}

const truce_graph *truce_paths_graph(const truce_paths *paths) {
    return paths->graph;
}

truce_state truce_paths_from(const truce_paths *paths) {
    return paths->query.from;
}

truce_paths_by truce_paths_by_of(const truce_paths *paths) {
    return paths->query.by;
}

uint32_t truce_paths_concept(const truce_paths *paths) {
    return paths->query.concept;
}

const truce_set *truce_paths_reach(const truce_paths *paths) {
    return paths->reach;
}

uint32_t truce_paths_steps(const truce_paths *paths, truce_state state) {
    return truce__cell_steps(paths, truce__space_cell(&paths->graph->space, state));
}

uint32_t truce_paths_steps_by(const truce_paths *paths, truce_state state, uint32_t party) {
    uint32_t mover = party == TRUCE_NOBODY ? paths->n_parties : party;
    if (mover >= paths->n_movers) return 0;
    return truce__steps_of(paths, truce__pair(paths, truce__space_cell(&paths->graph->space, state), mover));
}

uint32_t truce_paths_longest(const truce_paths *paths) {
    uint32_t longest = 0; /* a level may hold only cells that were found before */
    for (size_t level = paths->level.count - 1; level-- > 1 && !longest;)
        for (uint64_t i = paths->level.at[level]; i < paths->level.at[level + 1] && !longest; i++)
            if (truce__cell_steps(paths, paths->queue[i]) == level) longest = (uint32_t)level;
    return longest;
}

bool truce_paths_lapse(const truce_paths *paths) {
    return truce__may_lapse(paths);
}

uint64_t truce_paths_pairs(const truce_paths *paths) {
    return paths->n_pairs;
}

bool truce_paths_has_targets(const truce_paths *paths) {
    return paths->asked != NULL;
}

bool truce_paths_from_is_target(const truce_paths *paths) {
    return truce_set_contains(paths->asked, paths->query.from);
}

uint64_t truce_paths_target_total(const truce_paths *paths) {
    return paths->target_total;
}

size_t truce_paths_target_count(const truce_paths *paths) {
    return paths->targets.count;
}

const truce_path *truce_paths_target(const truce_paths *paths, size_t index) {
    return &paths->targets.at[index];
}

uint64_t truce_paths_unreachable_total(const truce_paths *paths) {
    return paths->unreachable_total;
}

size_t truce_paths_unreachable_count(const truce_paths *paths) {
    return paths->obstacles.count;
}

const truce_obstacle *truce_paths_unreachable(const truce_paths *paths, size_t index) {
    return &paths->obstacles.at[index];
}

uint64_t truce_paths_arc_total(const truce_paths *paths) {
    return paths->arc_total;
}

size_t truce_paths_arc_count(const truce_paths *paths) {
    return paths->arcs.count;
}

const truce_path_arc *truce_paths_arc(const truce_paths *paths, size_t index) {
    return &paths->arcs.at[index];
}
