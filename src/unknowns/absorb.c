/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/absorb.h"

#include <math.h>

enum { MOST_DENSE = 2000, MOST_SWEEPS = 100000 };
#define RESIDUAL 1e-13
#define MOST_PUSHES 2e8 /* along arcs, in all sweeps */

typedef struct arc {
    uint32_t to; /* index of a state that was reached */
    double share;
} arc;

/* The states that the chain reaches, in the order in which they were found, and its transitions among them. */
typedef struct net {
    truce_ctx *ctx;
    const truce__chain *chain;
    uint32_t *index; /* by cell; TRUCE__NONE: not reached */
    TRUCE__VEC(uint64_t) cells;
    TRUCE__VEC(arc) arcs;
    TRUCE__VEC(size_t) first; /* arcs of each state, and behind the last */
    truce_status status;
} net;

/* -------------------------------------------------------------------- reach */

static uint32_t index_of(net *n, uint64_t cell) {
    if (n->index[cell] != TRUCE__NONE) return n->index[cell];
    n->index[cell] = (uint32_t)n->cells.count;
    if (n->status == TRUCE_OK) n->status = truce__vec_push(n->ctx, &n->cells, cell);
    return n->index[cell];
}

static void add_arc(void *ud, uint64_t to, double share) {
    net *n = ud;
    if (n->status != TRUCE_OK || share <= 0) return;
    const arc one = {index_of(n, to), share};
    if (n->status == TRUCE_OK) n->status = truce__vec_push(n->ctx, &n->arcs, one);
}

static truce_status reach(net *n, uint64_t start) {
    const uint64_t n_cells = n->chain->clocks->space->n_cells;
    n->index = truce__alloc(n->ctx, n_cells * sizeof *n->index);
    if (!n->index) return TRUCE_E_NOMEM;
    memset(n->index, 0xFF, n_cells * sizeof *n->index);
    index_of(n, start);
    for (size_t i = 0; n->status == TRUCE_OK && i < n->cells.count && n->cells.count <= TRUCE__MOST_ABSORBING; i++) {
        TRY(truce__go_on(n->ctx));
        TRY(truce__vec_push(n->ctx, &n->first, n->arcs.count));
        truce__chain_each(n->chain, n->cells.at[i], add_arc, n);
    }
    TRY(n->status);
    return truce__vec_push(n->ctx, &n->first, n->arcs.count);
}

/* --------------------------------------------------------------- components */

/* Tarjan's search without recursion. Components come out with those behind them first. */
typedef struct components {
    uint32_t *order, *low, *of, *members; /* by state; members: by component */
    size_t *next; /* by state: the arc to look at */
    uint32_t *stack, *path;
    uint32_t stacked, deep, seen;
    size_t count;
    TRUCE__VEC(size_t) first; /* members of each component, and behind the last */
    size_t placed;
} components;

static truce_status allocate(const net *n, components *c) {
    const size_t count = n->cells.count;
    uint32_t **const arrays[] = {&c->order, &c->low, &c->of, &c->members, &c->stack, &c->path};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        if (!(*arrays[i] = truce__calloc(n->ctx, count, sizeof **arrays[i]))) return TRUCE_E_NOMEM;
    c->next = truce__calloc(n->ctx, count, sizeof *c->next);
    if (!c->next) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < count; i++) c->of[i] = TRUCE__NONE;
    return TRUCE_OK;
}

static void components_free(truce_ctx *ctx, components *c) {
    uint32_t *const arrays[] = {c->order, c->low, c->of, c->members, c->stack, c->path};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) truce__free(ctx, arrays[i]);
    truce__free(ctx, c->next);
    truce__vec_free(ctx, &c->first);
}

static void enter(const net *n, components *c, uint32_t state) {
    c->order[state] = c->low[state] = ++c->seen;
    c->next[state] = n->first.at[state];
    c->stack[c->stacked++] = state;
    c->path[c->deep++] = state;
}

static truce_status leave(const net *n, components *c, uint32_t state) {
    c->deep--;
    if (c->deep && c->low[state] < c->low[c->path[c->deep - 1]]) c->low[c->path[c->deep - 1]] = c->low[state];
    if (c->low[state] != c->order[state]) return TRUCE_OK;
    TRY(truce__vec_push(n->ctx, &c->first, c->placed));
    for (uint32_t member = TRUCE__NONE; member != state;) {
        member = c->stack[--c->stacked];
        c->of[member] = (uint32_t)c->count;
        c->members[c->placed++] = member;
    }
    c->count++;
    return TRUCE_OK;
}

/* All states are reached from the first. */
static truce_status find_components(const net *n, components *c) {
    TRY(allocate(n, c));
    enter(n, c, 0);
    while (c->deep) {
        uint32_t state = c->path[c->deep - 1];
        if (c->seen % 4096 == 0) TRY(truce__go_on(n->ctx));
        if (c->next[state] == n->first.at[state + 1]) {
            TRY(leave(n, c, state));
            continue;
        }
        uint32_t to = n->arcs.at[c->next[state]++].to;
        if (!c->order[to]) enter(n, c, to);
        else if (c->of[to] == TRUCE__NONE && c->order[to] < c->low[state]) c->low[state] = c->order[to];
    }
    return truce__vec_push(n->ctx, &c->first, c->placed);
}

/* ------------------------------------------------------------------- visits */

/* A component while it is solved. `flow`: what comes in, then the expected visits, by state that was reached. */
typedef struct part {
    const net *n;
    const components *c;
    uint32_t number;
    const uint32_t *members;
    uint32_t count;
    uint32_t *place; /* by state: its place among the members */
    double *flow;
    bool converges;
} part;

static bool is_inside(const part *p, uint32_t state) { return p->c->of[state] == p->number; }

/* GTH: states are taken out from the last on; what goes through one goes on in proportion to where it leads. */
static truce_status eliminate(part *p) {
    const uint32_t m = p->count, width = m + 1; /* the last column is what leaves */
    double *a = truce__calloc(p->n->ctx, (size_t)m * width, sizeof *a);
    truce_status status = a ? TRUCE_OK : TRUCE_E_NOMEM;
    for (uint32_t i = 0; status == TRUCE_OK && i < m; i++)
        for (size_t k = p->n->first.at[p->members[i]]; k < p->n->first.at[p->members[i] + 1]; k++) {
            const arc *one = &p->n->arcs.at[k];
            uint32_t j = is_inside(p, one->to) ? p->place[one->to] : m;
            if (j != i) a[(size_t)i * width + j] += one->share;
        }
    for (uint32_t k = m; status == TRUCE_OK && k-- > 0;) {
        double *row = a + (size_t)k * width, sum = row[m];
        for (uint32_t j = 0; j < k; j++) sum += row[j];
        row[k] = sum;
        status = truce__go_on(p->n->ctx);
        p->flow[p->members[k]] /= sum;
        for (uint32_t i = 0; i < k; i++) {
            double *other = a + (size_t)i * width, share = other[k] / sum;
            if (share <= 0) continue;
            for (uint32_t j = 0; j < k; j++) other[j] += j == i ? 0 : share * row[j];
            other[m] += share * row[m];
        }
        for (uint32_t j = 0; j < k; j++) p->flow[p->members[j]] += p->flow[p->members[k]] * row[j];
    }
    /* forwards: visits of the later states by way of the earlier ones */
    for (uint32_t k = 1; status == TRUCE_OK && k < m; k++) {
        double through = 0;
        for (uint32_t i = 0; i < k; i++)
            through += p->flow[p->members[i]] * a[(size_t)i * width + k];
        p->flow[p->members[k]] += through / a[(size_t)k * width + k];
    }
    truce__free(p->n->ctx, a);
    return status;
}

/* Pushes what has come in and was not yet passed on, state by state in the order in which they were reached, until
 * hardly anything is left: the residual is what is still to be passed on, and bounds the error of every probability.
 */
static truce_status relax(part *p) {
    const net *n = p->n;
    const size_t count = n->cells.count;
    double *waiting = truce__calloc(n->ctx, count, sizeof *waiting), left = 0, pushes = 0;
    double *leaves = truce__calloc(n->ctx, count, sizeof *leaves); /* the share that does not stay in the state */
    truce_status status = waiting && leaves ? TRUCE_OK : TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < p->count && status == TRUCE_OK; i++) {
        uint32_t state = p->members[i];
        left += waiting[state] = p->flow[state];
        p->flow[state] = 0;
        for (size_t k = n->first.at[state]; k < n->first.at[state + 1]; k++)
            if (n->arcs.at[k].to != state) leaves[state] += n->arcs.at[k].share;
    }
    for (uint32_t sweep = 0; sweep < MOST_SWEEPS && pushes < MOST_PUSHES && left > RESIDUAL && status == TRUCE_OK;
         sweep++) {
        status = truce__go_on(n->ctx);
        for (uint32_t state = 0; state < count; state++) {
            if (waiting[state] <= 0) continue;
            double visits = waiting[state] / leaves[state];
            p->flow[state] += visits;
            waiting[state] = 0;
            pushes += (double)(n->first.at[state + 1] - n->first.at[state]);
            for (size_t k = n->first.at[state]; k < n->first.at[state + 1]; k++)
                if (n->arcs.at[k].to != state && is_inside(p, n->arcs.at[k].to))
                    waiting[n->arcs.at[k].to] += visits * n->arcs.at[k].share;
        }
        left = 0;
        for (uint32_t i = 0; i < p->count; i++) left += waiting[p->members[i]];
    }
    p->converges = left <= RESIDUAL;
    truce__free(n->ctx, waiting);
    truce__free(n->ctx, leaves);
    return status;
}

/* Whether the chain can leave the component. */
static bool is_left(const part *p) {
    for (uint32_t i = 0; i < p->count; i++)
        for (size_t k = p->n->first.at[p->members[i]]; k < p->n->first.at[p->members[i] + 1]; k++)
            if (!is_inside(p, p->n->arcs.at[k].to)) return true;
    return false;
}

/* What leaves the component flows into those behind it. */
static void pass_on(const part *p) {
    for (uint32_t i = 0; i < p->count; i++) {
        uint32_t state = p->members[i];
        for (size_t k = p->n->first.at[state]; k < p->n->first.at[state + 1]; k++)
            if (!is_inside(p, p->n->arcs.at[k].to))
                p->flow[p->n->arcs.at[k].to] += p->flow[state] * p->n->arcs.at[k].share;
    }
}

/* ------------------------------------------------------------------ results */

static int by_number(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* A component that is never left. */
static truce_status close_part(truce__absorption *absorption, const part *p) {
    truce__closed closed = {absorption->cells.count, p->count, 0};
    for (uint32_t i = 0; i < p->count; i++) {
        closed.probability += p->flow[p->members[i]];
        TRY(truce__vec_push(absorption->ctx, &absorption->cells, p->n->cells.at[p->members[i]]));
    }
    return truce__vec_push(absorption->ctx, &absorption->closed, closed);
}

/* What ends somewhere, all components being closed or left. */
typedef struct solving {
    truce__absorption *absorption;
    const net *n;
    const components *c;
    const uint64_t *goals;
    truce__effort effort;
    double *flow;
    uint32_t *place;
    double time;
} solving;

static part part_of(const solving *s, size_t number) {
    part p = {.n = s->n, .c = s->c, .number = (uint32_t)number, .flow = s->flow, .place = s->place};
    p.converges = true;
    p.members = s->c->members + s->c->first.at[number];
    p.count = (uint32_t)(s->c->first.at[number + 1] - s->c->first.at[number]);
    for (uint32_t i = 0; i < p.count; i++) s->place[p.members[i]] = i;
    return p;
}

static truce_status solve_part(solving *s, part *p) {
    if (s->effort == TRUCE__QUICKLY && p->count > TRUCE__QUICKLY_ABSORBING) {
        p->converges = false;
        return TRUCE_OK;
    }
    return p->count <= MOST_DENSE ? eliminate(p) : relax(p);
}

/* In the order in which the chain passes through them: the last that Tarjan's search completes comes first. */
static truce_status solve(solving *s) {
    s->flow[0] = 1;
    for (size_t number = s->c->count; number-- > 0;) {
        part p = part_of(s, number);
        if (!is_left(&p)) {
            TRY(close_part(s->absorption, &p));
            bool is_goal = s->goals && truce__bits_get(s->goals, s->n->cells.at[p.members[0]]);
            if (is_goal) s->absorption->hit += s->flow[p.members[0]];
            continue;
        }
        TRY(solve_part(s, &p));
        if (!p.converges) s->absorption->is_known = false;
        for (uint32_t i = 0; i < p.count; i++) s->time += s->flow[p.members[i]];
        pass_on(&p);
    }
    s->absorption->mean = s->time / s->n->chain->clocks->total;
    return TRUCE_OK;
}

/* Where there is one end, it is certain. */
static truce_status find_only_end(solving *s, bool *is_only) {
    size_t only = 0, count = 0;
    for (size_t number = 0; number < s->c->count; number++) {
        part p = part_of(s, number);
        if (is_left(&p)) continue;
        only = number;
        count++;
    }
    *is_only = count == 1 && s->effort != TRUCE__TIMES;
    if (!*is_only) return TRUCE_OK;
    part p = part_of(s, only);
    for (uint32_t i = 0; i < p.count; i++) p.flow[p.members[i]] = 0;
    p.flow[p.members[0]] = 1;
    bool is_goal = s->goals && truce__bits_get(s->goals, s->n->cells.at[p.members[0]]);
    s->absorption->hit = is_goal;
    return close_part(s->absorption, &p);
}

/* Whether the chain may end elsewhere than in a goal. */
static bool may_miss(const truce__absorption *absorption, const uint64_t *goals) {
    for (size_t i = 0; i < absorption->closed.count; i++) {
        const truce__closed *closed = &absorption->closed.at[i];
        if (!goals || !truce__bits_get(goals, absorption->cells.at[closed->first])) return true;
    }
    return false;
}

typedef struct ranked {
    truce__closed closed;
    uint64_t lowest;
} ranked;

static int by_probability(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->closed.probability > y->closed.probability) return -1;
    if (x->closed.probability < y->closed.probability) return 1;
    return by_number(&x->lowest, &y->lowest);
}

truce_status truce__absorption_sort(truce__absorption *absorption) {
    const size_t count = absorption->closed.count;
    ranked *all = truce__calloc(absorption->ctx, count, sizeof *all);
    truce_status status = all ? TRUCE_OK : TRUCE_E_NOMEM;
    for (size_t i = 0; i < count && status == TRUCE_OK; i++) {
        const truce__closed *closed = &absorption->closed.at[i];
        uint64_t *cells = absorption->cells.at + closed->first;
        status = truce__sort(absorption->ctx, cells, closed->count, sizeof *cells, by_number);
        all[i] = (ranked){*closed, cells[0]};
    }
    if (status == TRUCE_OK) status = truce__sort(absorption->ctx, all, count, sizeof *all, by_probability);
    for (size_t i = 0; i < count && status == TRUCE_OK; i++) absorption->closed.at[i] = all[i].closed;
    truce__free(absorption->ctx, all);
    return status;
}

static truce_status find_ends(truce__absorption *absorption, net *n, const uint64_t *goals, truce__effort effort) {
    components c = {.order = NULL};
    solving s = {.absorption = absorption, .n = n, .c = &c, .goals = goals, .effort = effort};
    bool is_only = false;
    truce_status status = find_components(n, &c);
    if (status == TRUCE_OK) {
        s.flow = truce__calloc(n->ctx, n->cells.count, sizeof *s.flow);
        s.place = truce__calloc(n->ctx, n->cells.count, sizeof *s.place);
        status = s.flow && s.place ? find_only_end(&s, &is_only) : TRUCE_E_NOMEM;
    }
    if (status == TRUCE_OK && !is_only) status = solve(&s);
    truce__free(n->ctx, s.flow);
    truce__free(n->ctx, s.place);
    components_free(n->ctx, &c);
    return status;
}

truce_status truce__absorb(truce_ctx *ctx, const truce__chain *chain, uint64_t start, const uint64_t *goals,
                           truce__effort effort, truce__absorption *absorption) {
    truce__chain stopping = *chain;
    net n = {.ctx = ctx, .chain = &stopping};
    stopping.stops = goals;
    *absorption = (truce__absorption){.ctx = ctx, .is_known = true};
    truce_status status = reach(&n, start);
    absorption->reached = n.cells.count;
    absorption->is_known = n.cells.count <= TRUCE__MOST_ABSORBING;
    if (status == TRUCE_OK && absorption->is_known) status = find_ends(absorption, &n, goals, effort);
    if (status == TRUCE_OK && goals && may_miss(absorption, goals)) absorption->mean = INFINITY;
    else if (status == TRUCE_OK && goals) absorption->hit = 1;
    truce__free(ctx, n.index);
    truce__vec_free(ctx, &n.cells);
    truce__vec_free(ctx, &n.arcs);
    truce__vec_free(ctx, &n.first);
    return status;
}

void truce__absorption_free(truce__absorption *absorption) {
    if (!absorption->ctx) return;
    truce__vec_free(absorption->ctx, &absorption->closed);
    truce__vec_free(absorption->ctx, &absorption->cells);
}
