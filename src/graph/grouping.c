/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Groups are split by one question after the other: is this outcome the case, at which level is that option. A pass
 * gives each state the number of its group and answer, in the order in which these first come, so numbers stay below
 * TRUCE__MOST_GROUPS and a byte holds them. Then every state's moves are walked once, or, where a party moves freely
 * within large blocks, each block is sorted by rank, which tells of all its pairs at once. Each thread counts for
 * itself and adds what it found at the end, so the sums are the same for any number of threads.
 *
 * Patterns may overlap. A state belongs to the first that holds it, and each holds a state that no other does: so no
 * group is empty.
 */
#include "graph/grouping.h"

#include "graph/patterns.h"
#include "graph/walk.h"

enum { ANSWERS = TRUCE__MAX_LEVELS + 1 }; /* the last: members of a coalesced state differ */

void truce__grouping_free(truce__grouping *g) {
    if (!g) return;
    truce_ctx *ctx = g->ctx;
    truce__big_free(ctx, g->of);
    truce__free(ctx, g->first);
    truce__free(ctx, g->states);
    truce__free(ctx, g->moves);
    truce__free(ctx, g->better);
    truce__free(ctx, g->levels);
    truce__free(ctx, g->alike);
    truce__free(ctx, g->place);
    truce__free(ctx, g);
}

/* --------------------------------------------------------------- splitting */

/* What is asked of each state. */
typedef struct question {
    const truce_set *set;     /* whether it is in this set; NULL: */
    uint32_t option;          /* at which level this option is */
    const truce_graph *graph;
} question;

static uint32_t answer_of(const question *q, uint64_t cell) {
    const truce__space *space = &q->graph->space;
    if (q->set) return truce__bits_get(q->set->bits, cell);
    if (space->is_product)
        return (uint32_t)(cell / space->stride[q->option] % q->graph->model->options[q->option].n_levels);
    uint8_t levels[TRUCE__MAX_OPTIONS];
    truce_graph_state_levels(q->graph, truce__space_number(space, cell), levels);
    return levels[q->option] == TRUCE_LEVEL_MIXED ? TRUCE__MAX_LEVELS : levels[q->option];
}

static truce_status too_many(const truce__grouping *g) {
    TRY(truce__diag(g->ctx, TRUCE_ERROR, &g->graph->model->source, (truce__loc){0},
                    "name fewer options, or fewer states", "the states fall into more than %d groups",
                    (int)TRUCE__MOST_GROUPS));
    return TRUCE_E_LIMIT;
}

static truce_status split(truce__grouping *g, const question *q) {
    uint16_t became[TRUCE__MOST_GROUPS + 1][ANSWERS] = {{0}};
    uint64_t n_cells = g->graph->space.n_cells;
    g->count = 0;
    for (uint64_t cell = 0; cell < n_cells; cell++) {
        if (truce__stops_at(g->ctx, cell)) return TRUCE_E_CANCELLED;
        if (!g->of[cell]) continue;
        uint16_t *group = &became[g->of[cell]][answer_of(q, cell)];
        if (!*group && g->count == TRUCE__MOST_GROUPS) return too_many(g);
        if (!*group) *group = (uint16_t)++g->count;
        g->of[cell] = (uint8_t)*group;
    }
    return TRUCE_OK;
}

static truce_status split_by_outcome(truce__grouping *g, uint32_t outcome) {
    question q = {.graph = g->graph};
    truce_set *set = NULL;
    TRY(truce__set_where(g->ctx, g->graph, &g->graph->model->outcomes[outcome].stmt, &set));
    q.set = set;
    truce_status status = split(g, &q);
    truce_set_free(set);
    return status;
}

/* ---------------------------------------------------------------- patterns */

/* The patterns of each group so far; the groups that they make count from `first` of it. */
typedef struct by_patterns {
    truce_patterns *of[TRUCE__MOST_GROUPS];
    uint32_t first[TRUCE__MOST_GROUPS], total;
} by_patterns;

static truce_status patterns_of_group(const truce__grouping *g, uint32_t group, truce_patterns **patterns) {
    truce_set *set = NULL;
    TRY(truce_set_new(g->ctx, g->graph, &set));
    for (uint64_t cell = 0; cell < g->graph->space.n_cells && !truce__stops_at(g->ctx, cell); cell++)
        if (g->of[cell] == group + 1) set->bits[cell / 64] |= (uint64_t)1 << cell % 64;
    truce_status status = truce__set_recount(set);
    if (status == TRUCE_OK) status = truce__go_on(g->ctx);
    if (status == TRUCE_OK) status = truce_patterns_of(g->ctx, set, patterns);
    truce_set_free(set);
    return status;
}

static uint32_t alike_of(const truce_patterns *patterns) {
    size_t count = truce_patterns_count(patterns);
    return count > TRUCE__MOST_ALIKE ? TRUCE__MOST_ALIKE + 1 : (uint32_t)count;
}

static truce_status find_patterns(const truce__grouping *g, by_patterns *found) {
    for (uint32_t group = 0; group < g->count; group++) {
        TRY(patterns_of_group(g, group, &found->of[group]));
        found->first[group] = found->total;
        found->total += alike_of(found->of[group]);
        if (found->total > TRUCE__MOST_GROUPS) return too_many(g);
    }
    return TRUCE_OK;
}

/* Of the others that a long list leaves all levels are allowed. */
static void note_pattern(const truce__grouping *g, const by_patterns *found, uint32_t was, uint32_t pattern) {
    uint32_t n_options = g->graph->model->n_options, group = g->count - 1;
    bool is_rest = pattern == TRUCE__MOST_ALIKE;
    for (uint32_t o = 0; o < n_options; o++)
        g->levels[group * n_options + o] = is_rest ? truce_patterns_all(found->of[was], o)
                                                   : truce_pattern_levels(found->of[was], pattern, o);
    g->alike[group] = (uint8_t)was;
    g->place[group] = (uint8_t)pattern;
}

static truce_status split_by_found(truce__grouping *g, const by_patterns *found) {
    uint16_t became[TRUCE__MOST_GROUPS] = {0};
    g->levels = truce__calloc(g->ctx, (size_t)found->total * g->graph->model->n_options + 1, sizeof *g->levels);
    g->alike = truce__calloc(g->ctx, found->total + (size_t)1, sizeof *g->alike);
    g->place = truce__calloc(g->ctx, found->total + (size_t)1, sizeof *g->place);
    if (!g->levels || !g->alike || !g->place) return TRUCE_E_NOMEM;
    g->count = 0;
    for (uint64_t cell = 0; cell < g->graph->space.n_cells; cell++) {
        if (truce__stops_at(g->ctx, cell)) return TRUCE_E_CANCELLED;
        if (!g->of[cell]) continue;
        uint32_t was = g->of[cell] - 1u, last = alike_of(found->of[was]) - 1;
        uint32_t pattern = truce__pattern_first(&g->graph->space, found->of[was], last, cell);
        uint16_t *group = &became[found->first[was] + pattern];
        if (!*group) {
            *group = (uint16_t)++g->count;
            note_pattern(g, found, was, pattern);
        }
        g->of[cell] = (uint8_t)*group;
    }
    return TRUCE_OK;
}

static truce_status split_by_patterns(truce__grouping *g) {
    if (!truce_patterns_exist(g->graph)) {
        TRY(truce__diag(g->ctx, TRUCE_ERROR, &g->graph->model->source, (truce__loc){0}, "group them by outcomes",
                        "states without options have no levels, and so no patterns"));
        return TRUCE_E_USAGE;
    }
    by_patterns *found = truce__calloc(g->ctx, 1, sizeof *found);
    if (!found) return TRUCE_E_NOMEM;
    uint32_t count = g->count;
    truce__progress(g->ctx, "looking for patterns", 0, 1);
    truce_status status = find_patterns(g, found);
    if (status == TRUCE_OK) status = split_by_found(g, found);
    for (uint32_t group = 0; group < count; group++) truce_patterns_free(found->of[group]);
    truce__free(g->ctx, found);
    return status;
}

static truce_status divide(truce__grouping *g, const truce__group_by *by) {
    for (uint32_t k = 0; by->outcomes && k < g->graph->model->n_outcomes; k++) TRY(split_by_outcome(g, k));
    for (size_t i = 0; i < by->n_options; i++)
        TRY(split(g, &(question){.option = by->options[i], .graph = g->graph}));
    for (size_t i = 0; i < by->n_verdicts; i++)
        if (by->verdicts[i]) TRY(split(g, &(question){.set = by->verdicts[i], .graph = g->graph}));
    return by->patterns ? split_by_patterns(g) : TRUCE_OK;
}

/* One group of all states, or none where there are no states. */
static truce_status gather(truce__grouping *g, const truce_set *among) {
    const truce__space *space = &g->graph->space;
    g->of = truce__big_alloc(g->ctx, space->n_cells);
    if (!g->of) return TRUCE_E_NOMEM;
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        if (truce__stops_at(g->ctx, cell)) return TRUCE_E_CANCELLED;
        g->of[cell] = truce__is_state(space, cell) && (!among || truce__bits_get(among->bits, cell));
        g->count |= g->of[cell];
    }
    return TRUCE_OK;
}

static truce_status count_states(truce__grouping *g) {
    g->first = truce__calloc(g->ctx, g->count + (size_t)1, sizeof *g->first);
    g->states = truce__calloc(g->ctx, g->count + (size_t)1, sizeof *g->states);
    if (!g->first || !g->states) return TRUCE_E_NOMEM;
    for (uint64_t cell = 0; cell < g->graph->space.n_cells; cell++) {
        if (truce__stops_at(g->ctx, cell)) return TRUCE_E_CANCELLED;
        if (g->of[cell] && !g->states[g->of[cell] - 1]++) g->first[g->of[cell] - 1] = cell;
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- moves */

enum { WORTH = 1024 /* cells, for threads */ };

typedef struct counting {
    const truce__grouping *g;
    uint32_t party;
    truce__blocks blocks;
    bool is_free; /* the party's moves are those within its blocks */
    _Atomic uint64_t *moves, *better;
    _Atomic bool *is_out; /* of memory */
} counting;

/* What one range of cells or blocks adds. */
typedef struct sums {
    uint64_t *moves, *better; /* [from][to] */
    uint64_t *lower;          /* of each group so many cells of the block have a lower rank */
    struct member *members;   /* of a block */
} sums;

typedef struct member {
    uint32_t rank, group;
} member;

static void count_from(const counting *job, uint64_t cell, const sums *s) {
    const truce__grouping *g = job->g;
    const truce__ranks *ranks = &g->graph->ranks[job->party];
    uint32_t here = truce__rank_at(ranks, cell);
    truce__walk walk;
    truce__walk_from(&walk, &g->graph->space, job->party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (!g->of[to] || g->of[to] == g->of[cell]) continue;
        size_t place = truce__between(g, 0, g->of[cell] - 1u, g->of[to] - 1u);
        s->moves[place]++;
        s->better[place] += truce__rank_at(ranks, to) > here;
    }
}

static int by_rank(const void *a, const void *b) {
    const member *x = a, *y = b;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

static size_t list_members(const counting *job, uint64_t block, member *members) {
    const truce__grouping *g = job->g;
    uint64_t size = g->graph->space.n_cells / job->blocks.count, first = truce__block_first(&job->blocks, block);
    size_t count = 0;
    for (uint64_t i = 0; i < size; i++) {
        uint64_t cell = truce__block_cell(&job->blocks, first, i);
        if (g->of[cell])
            members[count++] = (member){truce__rank_at(&g->graph->ranks[job->party], cell), g->of[cell] - 1u};
    }
    return count;
}

/* From each cell of a block a move leads to each other. Those that improve come from lower ranks. */
static truce_status count_within(const counting *job, uint64_t block, const sums *s) {
    const truce__grouping *g = job->g;
    size_t n = list_members(job, block, s->members);
    TRY(truce__sort(g->ctx, s->members, n, sizeof *s->members, by_rank));
    memset(s->lower, 0, g->count * sizeof *s->lower);
    for (size_t begin = 0, end; begin < n; begin = end) {
        for (end = begin; end < n && s->members[end].rank == s->members[begin].rank; end++)
            for (uint32_t from = 0; from < g->count; from++)
                s->better[truce__between(g, 0, from, s->members[end].group)] += s->lower[from];
        for (size_t i = begin; i < end; i++) s->lower[s->members[i].group]++;
    }
    for (uint32_t from = 0; from < g->count; from++)
        for (uint32_t to = 0; to < g->count; to++)
            s->moves[truce__between(g, 0, from, to)] += s->lower[from] * s->lower[to];
    return TRUCE_OK;
}

static bool count_part(const counting *job, uint64_t first, uint64_t end, const sums *s) {
    for (uint64_t at = first; at < end && !truce__is_cancelled(job->g->ctx); at++) {
        if ((at - first) % 1024 == 0) truce__progress_part(job->g->ctx, at - first, end - first);
        if (!job->is_free) {
            if (job->g->of[at]) count_from(job, at, s);
        } else if (count_within(job, at, s) == TRUCE_E_NOMEM) return false;
    }
    return true;
}

static void add_up(const counting *job, const sums *s) {
    uint32_t count = job->g->count;
    for (uint32_t from = 0; from < count; from++)
        for (uint32_t to = 0; to < count; to++) {
            size_t i = truce__between(job->g, 0, from, to), sum = truce__between(job->g, job->party, from, to);
            if (from == to) continue;
            atomic_fetch_add_explicit(&job->moves[sum], s->moves[i], memory_order_relaxed);
            atomic_fetch_add_explicit(&job->better[sum], s->better[i], memory_order_relaxed);
        }
}

static void count_range(const void *ud, uint64_t first, uint64_t end) {
    const counting *job = ud;
    truce_ctx *ctx = job->g->ctx;
    size_t n = (size_t)job->g->count * job->g->count;
    uint64_t size = job->is_free ? job->g->graph->space.n_cells / job->blocks.count : 0;
    sums s = {.moves = truce__calloc(ctx, 2 * n + job->g->count + 1, sizeof *s.moves),
              .members = truce__big_alloc(ctx, size * sizeof *s.members + 1)};
    bool is_well = s.moves && s.members;
    if (is_well) s.better = s.moves + n, s.lower = s.better + n;
    if (is_well && count_part(job, first, end, &s)) add_up(job, &s);
    else atomic_store(job->is_out, true);
    truce__free(ctx, s.moves);
    truce__big_free(ctx, s.members);
}

/* Whether the party moves within blocks and nowhere else, and these are larger than what sorting them tells. */
static bool is_crowded(const counting *job) {
    const truce__space *space = &job->g->graph->space;
    truce__blocks fibres;
    if (!truce__is_transitive(space, job->party)) return false;
    truce__fibres_of(space, job->party, &fibres);
    return fibres.count && fibres.count == job->blocks.count && space->n_cells / fibres.count > job->g->count;
}

static truce_status count_moves(truce__grouping *g) {
    const truce__space *space = &g->graph->space;
    size_t n = (size_t)g->graph->model->n_parties * g->count * g->count;
    _Atomic bool is_out = false;
    g->moves = truce__calloc(g->ctx, n + 1, sizeof *g->moves);
    g->better = truce__calloc(g->ctx, n + 1, sizeof *g->better);
    if (!g->moves || !g->better) return TRUCE_E_NOMEM;
    counting job = {.g = g, .moves = (_Atomic uint64_t *)g->moves, .better = (_Atomic uint64_t *)g->better,
                    .is_out = &is_out};
    for (job.party = 0; job.party < g->graph->model->n_parties; job.party++) {
        truce__progress(g->ctx, "counting moves between groups", job.party, g->graph->model->n_parties);
        if (space->is_product) truce__blocks_of(space, job.party, &job.blocks);
        job.is_free = is_crowded(&job);
        truce__for_ranges(g->ctx, space->n_cells > WORTH, job.is_free ? job.blocks.count : space->n_cells,
                          count_range, &job);
    }
    if (atomic_load(&is_out)) return TRUCE_E_NOMEM;
    return truce__go_on(g->ctx);
}

truce_status truce__grouping_new(truce_ctx *ctx, const truce_graph *graph, const truce_set *among,
                                 const truce__group_by *by, truce__grouping **grouping) {
    if (!truce__graph_has_ranks(graph)) return TRUCE_E_USAGE;
    truce__grouping *g = truce__calloc(ctx, 1, sizeof *g);
    if (!g) return TRUCE_E_NOMEM;
    g->ctx = ctx;
    g->graph = graph;
    truce_status status = gather(g, among);
    if (status == TRUCE_OK) status = divide(g, by);
    if (status == TRUCE_OK) status = count_states(g);
    if (status == TRUCE_OK) status = count_moves(g);
    if (status == TRUCE_OK) *grouping = g;
    else truce__grouping_free(g);
    return status;
}

void truce__grouping_count(const truce__grouping *g, const truce_set *set, uint64_t *count) {
    uint64_t n_cells = g->graph->space.n_cells;
    memset(count, 0, g->count * sizeof *count);
    for (uint64_t cell = truce__bits_next(set->bits, n_cells, 0); cell != UINT64_MAX;
         cell = truce__bits_next(set->bits, n_cells, cell + 1))
        if (g->of[cell]) count[g->of[cell] - 1]++;
}
