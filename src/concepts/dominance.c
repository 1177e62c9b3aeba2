/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Decides for coalitions. With V_j(x) the worth of x to member j, which is its rank, or the least rank to which the
 * others can bring j from x, a state s is unstable for the coalition H under
 *
 *     Nash, GMR, SEQ   iff  some x in R_H(s) has V_j(x) > r_j(s) for every member j
 *
 * So the same question is asked three times, with other values. (In the weak sense it is V_j(x) >= r_j(s) for every j
 * and V'(x) > r'(s), where r' is the sum of the members' ranks: a state that no member likes less is one that they
 * all like as well only if the sums are equal.) It is answered region by region. A region holds every state that H
 * can bring about from one of its states; where H can take back all its moves it is exactly that, else a search
 * decides what the region leaves open.
 *
 *   1. If for some member nothing in the region is worth more than the start, the start is stable.
 *   2. Few starts are compared with every state of the region, those of high ranks first. For many, states are put
 *      into sets of bits first, by what they are worth to each member. A start then takes one set for each member,
 *      those that are worth enough, and looks at what they have in common, 64 states at a time. States whose ranks
 *      add up to less than the start's are no improvement and are left out.
 *
 * SMR and SSEQ ask whether each answer y of the others can be escaped: y is an improvement on s, or H gets from y to
 * one. Every state that is stable under Nash, or unstable under GMR (SEQ), is settled by that. For the others an
 * upper bound of V is tried first, in which each member escapes by itself. Then y by y is looked up: by regions,
 * whose escapes are found once for a start; by options; or by marking backwards from all improvements.
 */
#include "concepts/together.h"

#include "graph/walk.h"

enum {
    FEW = 12,       /* starts of a region that are compared one by one, ... */
    SMALL = 256,    /* as they are in a region of so many states */
    N_SUMS = 4096,  /* by so many sums of ranks states are ordered */
    PIECE = 1 << 16, /* states whose sets of bits are made together */
    N_GRADES = 256, /* of worth: a set of bits for each */
    TOGETHER = 8,   /* words of them that are looked at together */
    MOST_PAIRS = 1 << 28,    /* of a row and a state, to look for prospects */
    MOST_PROSPECTS = 1 << 12 /* to compare coalitions with */
};

typedef struct regions {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__group group;
    uint32_t *of;    /* the region of each cell */
    uint32_t *cells; /* region by region, the most liked first */
    uint32_t *first; /* of each region among them, and behind the last */
    uint16_t *place; /* of each cell in the order of liking, 0 first; about by the sum of ranks */
    uint32_t *spare;
    uint32_t count;
    bool is_exact; /* each state of a region can be brought about from each other one */
} regions;

/* See add_prospect(). */
typedef struct prospect {
    truce__group needed, all;
} prospect;

/* Work on one coalition. */
typedef struct deciding {
    truce__together *t;
    truce__engine *engine;
    const truce__space *space;
    size_t coalition;
    truce__group group, others;
    uint32_t members[TRUCE__MOST_IN_GROUPS], k;
    uint32_t width; /* values of a state: one for each member, and in the weak sense one for all */
    bool aside[TRUCE__MOST_IN_GROUPS];
    uint32_t *rank;  /* [cell][width]: thresholds */
    uint32_t *worth; /* [cell][width] */
    uint32_t sums;   /* of ranks: above the greatest */
    regions own, beyond;
    bool has_beyond; /* `beyond` is that of this coalition's others */
    uint32_t *stamps; /* of each region of `own`: whether it has an escape for the start at hand */
    uint32_t serial;
    uint32_t *heads;  /* of each region of `own`: the ranks of its most liked state */
    uint32_t refuge;  /* a region without escape, for the start before */
    bool is_open;     /* every combination exists, and every option can be moved to and fro at will */
    uint64_t *rows[3], *left[3]; /* by kind of reply: the rows to decide, and those from which the coalition would
                                    leave */
    uint64_t *rest;
    uint32_t *starts; /* of a region */
    uint64_t *sets;   /* of a piece of a region: [value][grade][word], states of that grade or better */
    uint32_t *tallies; /* by value, reduced by `shift`: how many states, then their grade; 0 is best */
    uint32_t shift[TRUCE__MOST_IN_GROUPS + 1], n_grades, n_words;
    truce__sequences going, answers, escaping;
    TRUCE__VEC(prospect) prospects;
    truce__numbers known; /* pairs of these groups */
    bool has_prospects;
} deciding;

/* ------------------------------------------------------------------- cells */

static const uint32_t *rank_of(const deciding *d, uint64_t cell) { return d->rank + cell * d->width; }
static const uint32_t *worth_of(const deciding *d, uint64_t cell) { return d->worth + cell * d->width; }

/* Whether a state with these values is an improvement on the start with those ranks. */
static bool exceeds(const deciding *d, const uint32_t *values, const uint32_t *start) {
    if (d->width == d->k) {
        for (uint32_t j = 0; j < d->k; j++)
            if (values[j] <= start[j]) return false;
        return true;
    }
    for (uint32_t j = 0; j < d->k; j++)
        if (values[j] < start[j]) return false;
    return values[d->k] > start[d->k];
}

/* ----------------------------------------------------------------- regions */

static uint32_t root_of(uint32_t *of, uint32_t cell) {
    while (of[cell] != cell) {
        of[cell] = of[of[cell]];
        cell = of[cell];
    }
    return cell;
}

static void unite(uint32_t *of, uint32_t a, uint32_t b) {
    a = root_of(of, a);
    b = root_of(of, b);
    if (a < b) of[b] = a;
    else of[a] = b;
}

/* The cell with the party's movable options at their first levels. */
static uint64_t base_of(const truce__space *space, uint32_t party, uint64_t cell) {
    const truce__party *mover = &space->model->parties[party];
    for (uint32_t i = mover->first_option; i < mover->first_option + mover->n_options; i++) {
        const truce__option *option = &space->model->options[i];
        if (option->moves != TRUCE__MOVES_NONE) cell -= cell / space->stride[i] % option->n_levels * space->stride[i];
    }
    return cell;
}

static bool takes_back(const truce__space *space, uint32_t party) {
    const truce__party *mover = &space->model->parties[party];
    if (!truce__is_transitive(space, party)) return false;
    for (uint32_t i = mover->first_option; i < mover->first_option + mover->n_options; i++)
        if (space->model->options[i].moves == TRUCE__MOVES_UP || space->model->options[i].moves == TRUCE__MOVES_DOWN)
            return false;
    return true;
}

static void unite_by_options(regions *r, uint32_t party) {
    const truce__space *space = &r->graph->space;
    memset(r->spare, 0xFF, space->n_cells * sizeof *r->spare);
    for (uint64_t c = 0; c < space->n_cells && !truce__stops_at(r->ctx, c); c++) {
        if (!truce__is_state(space, c)) continue;
        uint64_t base = base_of(space, party, c);
        if (r->spare[base] == UINT32_MAX) r->spare[base] = (uint32_t)c;
        else unite(r->of, r->spare[base], (uint32_t)c);
    }
}

static void unite_by_moves(regions *r, uint32_t party) {
    const truce__space *space = &r->graph->space;
    truce__walk walk;
    for (uint64_t c = 0; c < space->n_cells && !truce__stops_at(r->ctx, c); c++) {
        truce__walk_from(&walk, space, party, c);
        for (uint64_t to; truce__walk_next(&walk, &to);) unite(r->of, (uint32_t)c, (uint32_t)to);
    }
}

/* Gives regions numbers by their lowest cells. */
static truce_status number_regions(regions *r) {
    uint64_t n_cells = r->graph->space.n_cells;
    r->count = 0;
    for (uint64_t c = 0; c < n_cells && !truce__stops_at(r->ctx, c); c++) r->of[c] = root_of(r->of, (uint32_t)c);
    for (uint64_t c = 0; c < n_cells && !truce__stops_at(r->ctx, c); c++)
        r->of[c] = r->of[c] == c ? r->count++ : r->of[r->of[c]];
    return truce__go_on(r->ctx);
}

static uint64_t sum_at(const regions *r, uint64_t cell) {
    uint64_t sum = 0;
    for (truce__group left = r->group; left; left &= left - 1)
        sum += truce__rank_at(&r->graph->ranks[__builtin_ctzll(left)], cell);
    return sum;
}

/* Orders the cells by about the sum of ranks, the highest first, and then by region. */
static truce_status sort_by_sum(regions *r, uint32_t *sorted) {
    const truce__space *space = &r->graph->space;
    uint64_t most = 1;
    size_t count[N_SUMS + 1] = {0};
    for (truce__group left = r->group; left; left &= left - 1)
        most += r->graph->ranks[__builtin_ctzll(left)].count;
    for (uint64_t c = 0; c < space->n_cells; c++) {
        if (truce__stops_at(r->ctx, c)) return TRUCE_E_CANCELLED;
        r->place[c] = (uint16_t)(N_SUMS - sum_at(r, c) * (N_SUMS - 1) / most);
        count[r->place[c]]++;
    }
    for (size_t i = 1; i <= N_SUMS; i++) count[i] += count[i - 1];
    for (uint64_t c = space->n_cells; c-- > 0 && !truce__stops_at(r->ctx, c);)
        sorted[--count[r->place[c]]] = (uint32_t)c;
    return truce__go_on(r->ctx);
}

static truce_status sort_by_region(regions *r) {
    const truce__space *space = &r->graph->space;
    uint32_t *sorted = r->spare;
    TRY(sort_by_sum(r, sorted));
    memset(r->first, 0, ((size_t)r->count + 1) * sizeof *r->first);
    for (uint64_t c = 0; c < space->n_cells && !truce__stops_at(r->ctx, c); c++)
        if (truce__is_state(space, c)) r->first[r->of[c] + 1]++;
    TRY(truce__go_on(r->ctx));
    for (uint32_t i = 0; i < r->count; i++) r->first[i + 1] += r->first[i];
    for (uint64_t i = 0; i < space->n_cells && !truce__stops_at(r->ctx, i); i++)
        if (truce__is_state(space, sorted[i])) r->cells[r->first[r->of[sorted[i]]]++] = sorted[i];
    for (uint32_t i = r->count; i > 0; i--) r->first[i] = r->first[i - 1]; /* each had gone on to the next */
    r->first[0] = 0;
    return truce__go_on(r->ctx);
}

static truce_status find_regions(regions *r, truce__group group) {
    const truce__space *space = &r->graph->space;
    r->group = group;
    r->is_exact = space->is_product;
    for (uint64_t c = 0; c < space->n_cells && !truce__stops_at(r->ctx, c); c++) r->of[c] = (uint32_t)c;
    for (; group; group &= group - 1) {
        uint32_t party = (uint32_t)__builtin_ctzll(group);
        if (space->is_product) unite_by_options(r, party);
        else unite_by_moves(r, party);
        r->is_exact = r->is_exact && takes_back(space, party);
        if (truce__is_cancelled(r->ctx)) return TRUCE_E_CANCELLED;
    }
    TRY(number_regions(r));
    return sort_by_region(r);
}

static truce_status make_regions(regions *r, truce_ctx *ctx, const truce_graph *graph) {
    uint64_t bytes = (graph->space.n_cells + 1) * sizeof(uint32_t);
    r->ctx = ctx;
    r->graph = graph;
    r->of = truce__big_alloc(ctx, bytes);
    r->cells = truce__big_alloc(ctx, bytes);
    r->first = truce__big_alloc(ctx, bytes);
    r->spare = truce__big_alloc(ctx, bytes);
    r->place = truce__big_alloc(ctx, bytes / 2);
    return r->of && r->cells && r->first && r->spare && r->place ? TRUCE_OK : TRUCE_E_NOMEM;
}

static void free_regions(regions *r) {
    if (!r->ctx) return;
    truce__big_free(r->ctx, r->of);
    truce__big_free(r->ctx, r->cells);
    truce__big_free(r->ctx, r->first);
    truce__big_free(r->ctx, r->spare);
    truce__big_free(r->ctx, r->place);
}

/* How many of a region's states may be improvements on the start: those whose ranks do not
 * add up to less. */
static uint32_t count_likely(const regions *r, const uint32_t *states, uint32_t count, uint64_t start) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->place[states[middle]] <= r->place[start]) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* ------------------------------------------------------------------ values */

/* The sums of ranks, without gaps, as the last threshold of each cell. */
static truce_status rank_sums(deciding *d) {
    uint64_t n_cells = d->space->n_cells, most = 0;
    for (uint32_t j = 0; j < d->k; j++) most += d->t->graph->ranks[d->members[j]].count;
    uint32_t *place = truce__big_alloc(d->t->ctx, (most + 1) * sizeof *place);
    if (!place) return TRUCE_E_NOMEM;
    memset(place, 0, (most + 1) * sizeof *place);
    for (uint64_t c = 0; c < n_cells && !truce__stops_at(d->t->ctx, c); c++)
        if (truce__is_state(d->space, c)) place[sum_at(&d->own, c)] = 1;
    d->sums = 0;
    for (uint64_t i = 0; i <= most; i++) place[i] = place[i] ? ++d->sums : 0;
    for (uint64_t c = 0; c < n_cells && !truce__stops_at(d->t->ctx, c); c++)
        d->rank[c * d->width + d->k] = truce__is_state(d->space, c) ? place[sum_at(&d->own, c)] : 0;
    truce__big_free(d->t->ctx, place);
    return truce__go_on(d->t->ctx);
}

static truce_status take_ranks(deciding *d) {
    uint64_t n_cells = d->space->n_cells;
    for (uint32_t j = 0; j < d->k; j++) {
        const truce__ranks *ranks = &d->t->graph->ranks[d->members[j]];
        for (uint64_t c = 0; c < n_cells && !truce__stops_at(d->t->ctx, c); c++)
            d->rank[c * d->width + j] = truce__rank_at(ranks, c);
        TRY(truce__go_on(d->t->ctx));
    }
    return d->width > d->k ? rank_sums(d) : TRUCE_OK;
}

/* Takes the engine's values for member number `j`, but no more than the rank. */
static void take_values(deciding *d, truce__engine *engine, uint32_t bytes, uint32_t j) {
    const void *values = truce__values(engine);
    for (uint64_t c = 0; c < d->space->n_cells && !truce__stops_at(d->t->ctx, c); c++) {
        uint32_t value = truce__value_at(values, bytes, c), rank = d->rank[c * d->width + j];
        d->worth[c * d->width + j] = value < rank ? value : rank;
    }
}

static truce_status worst_for(deciding *d, truce__engine *engine, uint32_t party, truce__replies replies) {
    truce__leave_aside(engine, d->aside);
    TRY(truce__assess(engine, party, replies));
    return truce__worst_reply(engine, replies);
}

/* The least sum of ranks to which the others can bring the coalition: a party's place in the engine is lent to it. */
static truce_status take_sums(deciding *d, truce__replies replies) {
    const truce_graph *graph = d->t->graph;
    truce_ctx *ctx = d->t->ctx;
    truce__engine *engine = NULL;
    truce_status status = TRUCE_OK;
    uint32_t n = graph->model->n_parties, party = d->members[0], bytes = truce__value_bytes(d->sums);
    truce__ranks *ranks = truce__calloc(ctx, n, sizeof *ranks);
    void *sums = truce__big_alloc(ctx, d->space->n_cells * bytes);
    if (!ranks || !sums) TRY_OR_DONE(TRUCE_E_NOMEM);
    memcpy(ranks, graph->ranks, n * sizeof *ranks);
    for (uint64_t c = 0; c < d->space->n_cells && !truce__stops_at(d->t->ctx, c); c++)
        truce__value_put(sums, bytes, c, rank_of(d, c)[d->k]);
    ranks[party] = (truce__ranks){.at = sums, .bytes = bytes, .count = d->sums};
    TRY_OR_DONE(truce__engine_open(ctx, graph, ranks, true, &engine));
    TRY_OR_DONE(worst_for(d, engine, party, replies));
    take_values(d, engine, bytes, d->k);
done:
    truce__engine_close(engine);
    truce__free(ctx, ranks);
    truce__big_free(ctx, sums);
    return status;
}

static truce_status take_worths(deciding *d, truce__replies replies) {
    for (uint32_t j = 0; j < d->k; j++) {
        TRY(worst_for(d, d->engine, d->members[j], replies));
        take_values(d, d->engine, d->t->graph->ranks[d->members[j]].bytes, j);
    }
    TRY(truce__visit(d->t, d->space->n_cells));
    return d->width > d->k ? take_sums(d, replies) : TRUCE_OK;
}

/* The best rank of a member in each region, spread over its cells. */
static void spread_best(deciding *d, uint32_t j, uint32_t bytes, void *values) {
    const regions *r = &d->own;
    memset(values, 0, d->space->n_cells * bytes);
    for (uint32_t i = 0; i < r->count && !truce__stops_at(r->ctx, r->first[i]); i++) {
        uint32_t best = 0;
        for (uint32_t at = r->first[i]; at < r->first[i + 1]; at++) {
            uint32_t rank = rank_of(d, r->cells[at])[j];
            best = rank > best ? rank : best;
        }
        for (uint32_t at = r->first[i]; at < r->first[i + 1]; at++)
            truce__value_put(values, bytes, r->cells[at], best);
    }
}

/* An upper bound of what x is worth where the coalition may escape from an answer: each member by itself. */
static truce_status take_bounds(deciding *d, truce__replies replies) {
    for (uint32_t j = 0; j < d->k; j++) {
        uint32_t party = d->members[j], bytes = d->t->graph->ranks[party].bytes;
        void *values;
        truce__leave_aside(d->engine, d->aside);
        TRY(truce__assess_given(d->engine, party, &values));
        spread_best(d, j, bytes, values);
        TRY(truce__worst_reply(d->engine, replies));
        take_values(d, d->engine, bytes, j);
    }
    for (uint64_t c = 0; d->width > d->k && c < d->space->n_cells && !truce__stops_at(d->t->ctx, c); c++)
        d->worth[c * d->width + d->k] = UINT32_MAX;
    return truce__visit(d->t, d->space->n_cells);
}

/* ------------------------------------------------------------------ search */

typedef enum test { BY_WORTH, BY_ANSWERS } test;

static truce_status is_free(deciding *d, uint64_t start, uint64_t cell, truce__replies replies, bool *answer);

/* The nearest state for which the coalition would leave, by searching; UINT64_MAX where there is none. */
static truce_status find_exit(deciding *d, uint64_t start, test how, truce__replies replies, uint64_t *exit) {
    const truce__arrival *next;
    uint64_t before = d->going.visits;
    *exit = UINT64_MAX;
    truce__sequences_begin(&d->going, d->group, TRUCE__FORWARD);
    TRY(truce__sequences_start(&d->going, start));
    while (*exit == UINT64_MAX) {
        TRY(truce__sequences_next(&d->going, &next));
        if (!next) break;
        uint64_t cell = next->cell;
        bool is_exit = exceeds(d, how == BY_WORTH ? worth_of(d, cell) : rank_of(d, cell), rank_of(d, start));
        if (is_exit && how == BY_ANSWERS) TRY(is_free(d, start, cell, replies, &is_exit));
        if (is_exit) *exit = cell;
    }
    return truce__visit(d->t, d->going.visits - before);
}

/* --------------------------------------------------------------- dominance */

/* The rows in a region that nothing excludes at once. */
static uint32_t find_starts(deciding *d, uint32_t region, const uint64_t *rows, uint32_t *top) {
    const regions *r = &d->own;
    uint32_t count = 0;
    memset(top, 0, d->width * sizeof *top);
    for (uint32_t at = r->first[region]; at < r->first[region + 1]; at++)
        if (truce__bits_get(rows, r->cells[at])) d->starts[count++] = r->cells[at];
    for (uint32_t at = r->first[region]; count && at < r->first[region + 1]; at++) {
        const uint32_t *values = worth_of(d, r->cells[at]);
        for (uint32_t j = 0; j < d->width; j++) top[j] = values[j] > top[j] ? values[j] : top[j];
    }
    uint32_t n_left = 0;
    for (uint32_t i = 0; i < count; i++)
        if (exceeds(d, top, rank_of(d, d->starts[i]))) d->starts[n_left++] = d->starts[i];
    return n_left;
}

/* Whether the coalition gets from one state of a region to another. */
typedef enum truth { NO, PERHAPS, YES } truth;

static truth gets(const deciding *d, uint64_t from, uint64_t to) {
    if (d->own.is_exact) return YES;
    if (!d->space->is_product) return PERHAPS;
    if (!truce__may_go(d->space, d->group, from, to)) return NO;
    return truce__goes_straight(d->space, d->group, from, to) ? YES : PERHAPS;
}

static truth better_of(truth a, truth b) { return a > b ? a : b; }

/* What comparing says of a start; where it says perhaps, a search decides. */
static truce_status note_start(deciding *d, uint32_t start, truth leaves, uint64_t *left) {
    uint64_t exit = leaves == YES ? 0 : UINT64_MAX;
    if (leaves == PERHAPS) TRY(find_exit(d, start, BY_WORTH, TRUCE__REPLIES_NONE, &exit));
    if (exit != UINT64_MAX) truce__bits_set(left, start);
    return TRUCE_OK;
}

static truce_status compare_all(deciding *d, uint32_t start, const uint32_t *states, uint32_t count, uint64_t *left) {
    const uint32_t *rank = rank_of(d, start);
    uint32_t i = 0;
    truth so_far = NO;
    count = count_likely(&d->own, states, count, start);
    for (; i < count && so_far != YES; i++)
        if (exceeds(d, worth_of(d, states[i]), rank)) so_far = better_of(so_far, gets(d, start, states[i]));
    TRY(truce__visit(d->t, i + 1));
    return note_start(d, start, so_far, left);
}

/* Gives each value of the member number `j` a grade, about as many states to each. */
static void find_grades(deciding *d, uint32_t j, const uint32_t *states, uint32_t count, uint32_t top) {
    uint32_t *tally = d->tallies + (size_t)j * 4 * PIECE, each = count / d->n_grades + 1, so_far = 0;
    for (d->shift[j] = 0; top >> d->shift[j] >= 4 * PIECE;) d->shift[j]++;
    uint32_t highest = top >> d->shift[j];
    memset(tally, 0, ((size_t)highest + 1) * sizeof *tally);
    for (uint32_t i = 0; i < count; i++) tally[worth_of(d, states[i])[j] >> d->shift[j]]++;
    for (uint32_t v = highest + 1; v-- > 0;) {
        uint32_t n = tally[v];
        tally[v] = so_far / each;
        so_far += n;
    }
}

static uint64_t *set_at(const deciding *d, uint32_t j, uint32_t grade) {
    return d->sets + ((size_t)j * N_GRADES + grade) * (PIECE / 64);
}

/* Makes the sets of one piece. */
static void make_sets(deciding *d, const uint32_t *states, uint32_t count, const uint32_t *top) {
    d->n_words = (count + 64 * TOGETHER - 1) / (64 * TOGETHER) * TOGETHER;
    d->n_grades = d->n_words < N_GRADES ? d->n_words : N_GRADES;
    for (uint32_t j = 0; j < d->width; j++) {
        const uint32_t *tally = d->tallies + (size_t)j * 4 * PIECE;
        find_grades(d, j, states, count, top[j]);
        for (uint32_t grade = 0; grade < d->n_grades; grade++)
            memset(set_at(d, j, grade), 0, d->n_words * sizeof(uint64_t));
        for (uint32_t i = 0; i < count; i++)
            truce__bits_set(set_at(d, j, tally[worth_of(d, states[i])[j] >> d->shift[j]]), i);
        for (uint32_t grade = 1; grade < d->n_grades; grade++)
            for (uint32_t w = 0; w < d->n_words; w++) set_at(d, j, grade)[w] |= set_at(d, j, grade - 1)[w];
    }
}

/* Whether the coalition gets to one of the states with bits in these words; they may be worth too little. */
static truth ask_words(const deciding *d, uint32_t start, const uint32_t *states, const uint64_t *words) {
    truth so_far = NO;
    for (uint32_t w = 0; w < TOGETHER; w++)
        for (uint64_t bits = words[w]; bits && so_far != YES; bits &= bits - 1) {
            uint32_t to = states[w * 64 + (uint32_t)__builtin_ctzll(bits)];
            if (exceeds(d, worth_of(d, to), rank_of(d, start))) so_far = better_of(so_far, gets(d, start, to));
        }
    return so_far;
}

/* Whether the coalition gets to a state of the piece that is worth more than the start. */
static truth ask_piece(deciding *d, uint32_t start, const uint32_t *states, uint32_t count) {
    const uint64_t *sets[TRUCE__MOST_IN_GROUPS + 1];
    if (!d->width) return NO;
    uint32_t n_words = (count_likely(&d->own, states, count, start) + 63) / 64;
    truth so_far = NO;
    for (uint32_t j = 0; j < d->width; j++) {
        bool is_equal_enough = d->width > d->k && j < d->k;
        uint32_t least = rank_of(d, start)[j] + !is_equal_enough;
        sets[j] = set_at(d, j, d->tallies[(size_t)j * 4 * PIECE + (least >> d->shift[j])]);
    }
    for (uint32_t first = 0; first < n_words && so_far != YES; first += TOGETHER) {
        uint64_t words[TOGETHER], any = 0;
        memcpy(words, sets[0] + first, sizeof words);
        for (uint32_t j = 1; j < d->width; j++)
            for (uint32_t w = 0; w < TOGETHER; w++) words[w] &= sets[j][first + w];
        for (uint32_t w = 0; w < TOGETHER; w++) any |= words[w];
        if (any) so_far = better_of(so_far, ask_words(d, start, states + (size_t)first * 64, words));
    }
    return so_far;
}

/* Many starts in a large region. */
static truce_status compare_sets(deciding *d, uint32_t region, uint32_t n_starts, const uint32_t *top,
                                 uint64_t *left) {
    const regions *r = &d->own;
    for (uint32_t at = r->first[region], count; at < r->first[region + 1] && n_starts; at += count) {
        const uint32_t *states = r->cells + at;
        uint32_t n_left = 0;
        count = r->first[region + 1] - at < PIECE ? r->first[region + 1] - at : PIECE;
        make_sets(d, states, count, top);
        TRY(truce__visit(d->t, (uint64_t)n_starts * (1 + d->n_words)));
        for (uint32_t i = 0; i < n_starts; i++) {
            if (i % 1024 == 0 && truce__is_cancelled(d->t->ctx)) return TRUCE_E_CANCELLED;
            truth leaves = ask_piece(d, d->starts[i], states, count);
            TRY(note_start(d, d->starts[i], leaves, left));
            if (!truce__bits_get(left, d->starts[i])) d->starts[n_left++] = d->starts[i];
        }
        n_starts = n_left;
    }
    return TRUCE_OK;
}

/* left := the rows from which the coalition reaches a state that is worth more to all its members. */
static truce_status find_dominated(deciding *d, const uint64_t *rows, uint64_t *left) {
    const regions *r = &d->own;
    uint32_t top[TRUCE__MOST_IN_GROUPS + 1];
    memset(left, 0, d->t->words * sizeof *left);
    TRY(truce__visit(d->t, d->space->n_cells));
    for (uint32_t region = 0; region < r->count; region++) {
        uint32_t n_starts = find_starts(d, region, rows, top), count = r->first[region + 1] - r->first[region];
        if (n_starts > FEW && count > SMALL) TRY(compare_sets(d, region, n_starts, top, left));
        else
            for (uint32_t i = 0; i < n_starts; i++)
                TRY(compare_all(d, d->starts[i], r->cells + r->first[region], count, left));
    }
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- escapes */

/* Whether the coalition gets from a region to an improvement on the start; of exact regions only. */
static bool has_escape(deciding *d, uint64_t start, uint32_t region) {
    const regions *r = &d->own;
    const uint32_t *states = r->cells + r->first[region], *rank = rank_of(d, start);
    uint32_t i = 0, count;
    if (d->stamps[region] / 2 == d->serial) return d->stamps[region] & 1;
    count = count_likely(r, states, r->first[region + 1] - r->first[region], start);
    while (i < count && !exceeds(d, rank_of(d, states[i]), rank)) i++;
    d->t->result.visits += i + 1;
    d->stamps[region] = 2 * d->serial + (i < count);
    return i < count;
}

/* Prepares the question which states have an escape for a start. Where options do not tell where moves lead, all
 * states from where the coalition gets to an improvement are marked. */
static truce_status begin_escapes(deciding *d, uint64_t start) {
    if (++d->serial == UINT32_MAX / 2) {
        memset(d->stamps, 0, d->space->n_cells * sizeof *d->stamps);
        d->serial = 1;
    }
    if (d->space->is_product) return TRUCE_OK;
    const truce__arrival *next;
    uint64_t before = d->escaping.visits;
    truce__sequences_begin(&d->escaping, d->group, TRUCE__BACKWARD);
    for (uint64_t c = 0; c < d->space->n_cells; c++)
        if (truce__is_state(d->space, c) && exceeds(d, rank_of(d, c), rank_of(d, start)))
            TRY(truce__sequences_start(&d->escaping, c));
    do TRY(truce__sequences_next(&d->escaping, &next));
    while (next);
    return truce__visit(d->t, d->space->n_cells + d->escaping.visits - before);
}

/* Whether the coalition gets from a state to an improvement on the start; by searching. */
static truce_status search_escape(deciding *d, uint64_t start, uint64_t cell, bool *answer) {
    const truce__arrival *next;
    uint64_t before = d->escaping.visits;
    truce__sequences_begin(&d->escaping, d->group, TRUCE__FORWARD);
    TRY(truce__sequences_start(&d->escaping, cell));
    for (*answer = false; !*answer;) {
        TRY(truce__sequences_next(&d->escaping, &next));
        if (!next) break;
        *answer = exceeds(d, rank_of(d, next->cell), rank_of(d, start));
    }
    return truce__visit(d->t, d->escaping.visits - before);
}

static truce_status escapes(deciding *d, uint64_t start, uint64_t cell, bool *is_escape) {
    const regions *r = &d->own;
    const uint32_t *states = r->cells + r->first[r->of[cell]], *rank = rank_of(d, start);
    truth so_far = exceeds(d, rank_of(d, cell), rank) ? YES : NO;
    if (r->is_exact) *is_escape = has_escape(d, start, r->of[cell]);
    else if (!d->space->is_product) *is_escape = truce__sequences_have(&d->escaping, cell);
    if (r->is_exact || !d->space->is_product) return TRUCE_OK;
    uint32_t i = 0, count = count_likely(r, states, r->first[r->of[cell] + 1] - r->first[r->of[cell]], start);
    for (; i < count && so_far != YES; i++)
        if (exceeds(d, rank_of(d, states[i]), rank)) so_far = better_of(so_far, gets(d, cell, states[i]));
    TRY(truce__visit(d->t, i + 1));
    *is_escape = so_far == YES;
    return so_far == PERHAPS ? search_escape(d, start, cell, is_escape) : TRUCE_OK;
}

static truce_status make_beyond(deciding *d) {
    if (!d->beyond.ctx) TRY(make_regions(&d->beyond, d->t->ctx, d->t->graph));
    if (!d->has_beyond) TRY(find_regions(&d->beyond, d->others));
    d->has_beyond = true;
    return TRUCE_OK;
}

/* Whether the others have no answer to the improvement from `start` to `cell` that the coalition cannot escape. */
static truce_status is_free(deciding *d, uint64_t start, uint64_t cell, truce__replies replies, bool *answer) {
    *answer = true;
    if (replies == TRUCE__REPLIES_ANY && d->own.is_exact) TRY(make_beyond(d));
    if (replies == TRUCE__REPLIES_ANY && d->own.is_exact && d->beyond.is_exact) {
        const regions *r = &d->beyond;
        uint32_t region = r->of[cell], at = r->first[region + 1];
        while (at > r->first[region] && *answer) TRY(escapes(d, start, r->cells[--at], answer));
        return truce__visit(d->t, r->first[region + 1] - at + 1);
    }
    const truce__arrival *next;
    uint64_t before = d->answers.visits;
    truce__sequences_begin(&d->answers, d->others,
                           replies == TRUCE__REPLIES_ANY ? TRUCE__FORWARD : TRUCE__IMPROVING);
    TRY(truce__sequences_start(&d->answers, cell));
    do {
        TRY(truce__sequences_next(&d->answers, &next));
        if (next) TRY(escapes(d, start, next->cell, answer));
    } while (next && *answer);
    return truce__visit(d->t, d->answers.visits - before + 1);
}

/* Whether the others can bring about, from every improvement, a region without escape. Where all combinations exist
 * and all moves can be taken back, they can bring about every region from everywhere. The region that gave the answer
 * last is asked first; of the others most have an escape to their most liked state. */
static truce_status has_refuge(deciding *d, uint64_t start, bool *answer) {
    const uint32_t *rank = rank_of(d, start);
    uint32_t count = d->own.count, i = 0;
    *answer = !has_escape(d, start, d->refuge);
    while (!*answer && i < count && (exceeds(d, d->heads + (size_t)i * d->width, rank) || has_escape(d, start, i)))
        i++;
    if (!*answer && i < count) {
        *answer = true;
        d->refuge = i;
    }
    return truce__visit(d->t, i + 1);
}

static void find_heads(deciding *d) {
    const regions *r = &d->own;
    d->refuge = 0;
    for (uint32_t i = 0; i < r->count; i++)
        memcpy(d->heads + (size_t)i * d->width, rank_of(d, r->cells[r->first[i]]), d->width * sizeof *d->heads);
}

/* Whether the coalition leaves the start, all answers and escapes considered. The bounds are in `worth`. */
static truce_status leaves(deciding *d, uint64_t start, truce__replies replies, bool *answer) {
    const regions *r = &d->own;
    uint32_t region = r->of[start];
    uint64_t exit = UINT64_MAX;
    *answer = false;
    TRY(begin_escapes(d, start));
    if (d->is_open && replies == TRUCE__REPLIES_ANY) {
        TRY(has_refuge(d, start, answer));
        *answer = !*answer;
        return TRUCE_OK;
    }
    const uint32_t *states = r->cells + r->first[region];
    uint32_t count = count_likely(r, states, r->first[region + 1] - r->first[region], start);
    for (uint32_t i = 0; r->is_exact && !*answer && i < count; i++) {
        uint64_t cell = states[i];
        d->t->result.visits++;
        if (exceeds(d, rank_of(d, cell), rank_of(d, start)) && exceeds(d, worth_of(d, cell), rank_of(d, start)))
            TRY(is_free(d, start, cell, replies, answer));
    }
    if (!r->is_exact) TRY(find_exit(d, start, BY_ANSWERS, replies, &exit));
    *answer |= exit != UINT64_MAX;
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- verdicts */

static truce__replies replies_of(const deciding *d, size_t slot) { return truce__slot_concept(d->t, slot)->replies; }

/* Notes for the first rows of a slot where the coalition would go. */
static truce_status note_exits(deciding *d, size_t slot, const uint64_t *left, test how) {
    truce__together *t = d->t;
    for (size_t i = 0; i < t->n_kept[slot]; i++) {
        uint64_t cell = t->kept[slot][i], exit;
        if (!truce__bits_get(left, cell)) continue;
        if (how == BY_ANSWERS) TRY(begin_escapes(d, cell));
        TRY(find_exit(d, cell, how, replies_of(d, slot), &exit));
        if (exit == UINT64_MAX) return TRUCE_E_BUG;
        t->exits[(slot * t->most_kept + i) * t->result.coalition_count + d->coalition] = (uint32_t)exit + 1;
    }
    return TRUCE_OK;
}

/* Adds the rows of the slot that are in `left` to those that are unstable. */
static void mark(deciding *d, size_t slot, const uint64_t *left) {
    uint64_t *unstable = truce__unstable_for(d->t, slot, d->coalition);
    for (size_t i = 0; i < d->t->words; i++) unstable[i] |= left[i] & d->t->result.rows[slot]->bits[i];
}

/* SMR and SSEQ: the rows that are neither stable under Nash nor unstable under GMR (SEQ). */
static truce_status decide_rest(deciding *d, size_t slot, truce__replies replies) {
    uint64_t *rest = d->rest;
    const uint64_t *rows = d->t->result.rows[slot]->bits;
    bool is_any = false;
    for (size_t i = 0; i < d->t->words; i++)
        is_any |= (rest[i] = rows[i] & d->left[TRUCE__REPLIES_NONE][i] & ~d->left[replies][i]) != 0;
    if (!is_any || !d->others) return TRUCE_OK;
    if (d->is_open) find_heads(d);
    TRY(take_bounds(d, replies));
    TRY(find_dominated(d, rest, d->rows[TRUCE__REPLIES_NONE])); /* its rows are decided */
    memcpy(rest, d->rows[TRUCE__REPLIES_NONE], d->t->words * sizeof *rest);
    for (uint64_t c = 0; (c = truce__bits_next(rest, d->space->n_cells, c)) != UINT64_MAX; c++) {
        bool is_left;
        TRY(leaves(d, c, replies, &is_left));
        if (!is_left) rest[c / 64] &= ~((uint64_t)1 << c % 64);
    }
    mark(d, slot, rest);
    return note_exits(d, slot, rest, BY_ANSWERS);
}

static truce_status decide_kind(deciding *d, truce__replies replies) {
    bool is_asked = false;
    for (size_t slot = 0; slot < d->t->result.slot_count; slot++) is_asked |= replies_of(d, slot) == replies;
    if (!is_asked) return TRUCE_OK;
    for (size_t i = 0; i < d->t->words; i++) d->rows[replies][i] &= d->left[TRUCE__REPLIES_NONE][i];
    if (d->others) {
        TRY(take_worths(d, replies));
        TRY(find_dominated(d, d->rows[replies], d->left[replies]));
    } else { /* nobody answers: as under Nash, whose worths are still there */
        memcpy(d->left[replies], d->rows[replies], d->t->words * sizeof(uint64_t));
    }
    for (size_t slot = 0; slot < d->t->result.slot_count; slot++) {
        if (replies_of(d, slot) != replies) continue;
        mark(d, slot, d->left[replies]);
        TRY(note_exits(d, slot, truce__unstable_for(d->t, slot, d->coalition), BY_WORTH));
    }
    for (size_t slot = 0; slot < d->t->result.slot_count; slot++)
        if (replies_of(d, slot) == replies && truce__slot_concept(d->t, slot)->depth > 2)
            TRY(decide_rest(d, slot, replies));
    return TRUCE_OK;
}

/* Nash, for the rows of all concepts; equilibria that are left so are not strong. */
static truce_status decide_nash(deciding *d) {
    truce__together *t = d->t;
    TRY(truce__big_copy(t->ctx, d->worth, d->rank, d->space->n_cells * d->width * sizeof *d->worth));
    TRY(find_dominated(d, d->rows[TRUCE__REPLIES_NONE], d->left[TRUCE__REPLIES_NONE]));
    for (size_t i = 0; t->result.are_all && i < t->words; i++)
        t->nash->bits[i] &= ~d->left[TRUCE__REPLIES_NONE][i];
    for (size_t slot = 0; slot < t->result.slot_count; slot++) {
        if (replies_of(d, slot) != TRUCE__REPLIES_NONE) continue;
        mark(d, slot, d->left[TRUCE__REPLIES_NONE]);
        TRY(note_exits(d, slot, truce__unstable_for(t, slot, d->coalition), BY_WORTH));
    }
    return TRUCE_OK;
}

static void set_coalition(deciding *d, size_t coalition) {
    const truce__together *t = d->t;
    const truce_coalition *who = &t->result.coalitions[coalition];
    d->coalition = coalition;
    d->group = t->groups[coalition];
    d->others = truce__all_parties(t->graph->model) & ~d->group;
    d->k = (uint32_t)who->count;
    d->width = d->k + (t->query.improvement == TRUCE_IMPROVES_WEAKLY && d->k > 1);
    memset(d->aside, 0, sizeof d->aside);
    for (size_t i = 0; i < who->count; i++) {
        d->members[i] = who->members[i];
        d->aside[who->members[i]] = true;
    }
    d->has_beyond = false;
    memset(d->stamps, 0, d->space->n_cells * sizeof *d->stamps);
    d->serial = 1;
}

/* The rows of all concepts with that kind of reply; under Nash those of all concepts, and what may be strong. */
static void collect_rows(deciding *d) {
    const truce__together *t = d->t;
    for (int kind = 0; kind < 3; kind++) memset(d->rows[kind], 0, t->words * sizeof(uint64_t));
    for (size_t slot = 0; slot < t->result.slot_count; slot++)
        for (size_t i = 0; i < t->words; i++) {
            d->rows[TRUCE__REPLIES_NONE][i] |= t->result.rows[slot]->bits[i];
            d->rows[replies_of(d, slot)][i] |= t->result.rows[slot]->bits[i];
        }
    for (size_t i = 0; t->result.are_all && i < t->words; i++)
        d->rows[TRUCE__REPLIES_NONE][i] |= t->nash->bits[i];
}

/* ---------------------------------------------------------------- prospects */

/* A state that a coalition might leave some row for: it has to hold the parties that are needed, and no others than
 * those who accept. */
static truce_status add_prospect(deciding *d, uint64_t row, uint64_t to) {
    const truce__together *t = d->t;
    truce__leaning leaning = truce__leaning_of(t->graph, to, row);
    truce__group all = t->query.improvement == TRUCE_IMPROVES_STRICTLY ? leaning.prefer : leaning.accept;
    bool is_among, is_new;
    if (!leaning.prefer) return TRUCE_OK;
    truce__group needed = truce__needed_between(d->space, all, row, to, &is_among);
    if (!is_among) return TRUCE_OK;
    TRY(truce__numbers_add(t->ctx, &d->known, needed << t->graph->model->n_parties | all, &is_new));
    return is_new ? truce__vec_push(t->ctx, &d->prospects, ((prospect){needed, all})) : TRUCE_OK;
}

/* Where rows are few, their prospects show at once which coalitions leave none of them. */
static truce_status find_prospects(deciding *d) {
    const truce__together *t = d->t;
    collect_rows(d);
    const uint64_t *rows = d->rows[TRUCE__REPLIES_NONE];
    uint64_t n_rows = truce__bits_count(rows, d->space->n_cells);
    d->has_prospects = t->result.are_all && n_rows * d->space->n_cells <= MOST_PAIRS;
    if (!d->has_prospects) return TRUCE_OK;
    TRY(truce__visit(d->t, n_rows * d->space->n_cells));
    for (uint64_t row = 0; (row = truce__bits_next(rows, d->space->n_cells, row)) != UINT64_MAX; row++)
        for (uint64_t to = 0; to < d->space->n_cells && d->prospects.count <= MOST_PROSPECTS; to++) {
            if (truce__stops_at(t->ctx, to)) return TRUCE_E_CANCELLED;
            if (to != row && truce__is_state(d->space, to)) TRY(add_prospect(d, row, to));
        }
    d->has_prospects = d->prospects.count <= MOST_PROSPECTS;
    return TRUCE_OK;
}

static bool may_leave(const deciding *d, truce__group group) {
    for (size_t i = 0; d->has_prospects && i < d->prospects.count; i++)
        if (truce__is_within(d->prospects.at[i].needed, group) && truce__is_within(group, d->prospects.at[i].all))
            return true;
    return !d->has_prospects;
}

static truce_status decide(deciding *d, size_t coalition) {
    truce__together *t = d->t;
    truce__progress(t->ctx, "coalitions", coalition, t->result.coalition_count);
    TRY(truce__visit(t, d->prospects.count + 1));
    if (!may_leave(d, t->groups[coalition])) return TRUCE_OK; /* all rows are stable */
    TRY(truce__visit(t, d->space->n_cells * (2 * t->result.coalitions[coalition].count + 8)));
    set_coalition(d, coalition);
    collect_rows(d);
    TRY(find_regions(&d->own, d->group));
    TRY(take_ranks(d));
    TRY(decide_nash(d));
    TRY(decide_kind(d, TRUCE__REPLIES_ANY));
    return decide_kind(d, TRUCE__REPLIES_IMPROVING);
}

/* --------------------------------------------------------------- life time */

static truce_status check_size(const truce__together *t) {
    if (t->graph->space.n_cells < UINT32_MAX) return TRUCE_OK;
    TRY(truce__diag(t->ctx, TRUCE_ERROR, &t->graph->model->source, (truce__loc){0}, NULL,
                    "coalitions: the limit is 2^32 combinations"));
    return TRUCE_E_LIMIT;
}

static truce_status plan(deciding *d, size_t largest) {
    truce_ctx *ctx = d->t->ctx;
    truce__needs needs = {0};
    double cells = (double)d->space->n_cells;
    unsigned kinds = 0;
    for (size_t slot = 0; slot < d->t->result.slot_count; slot++) kinds |= 1U << replies_of(d, slot);
    TRY(truce__engine_needs(d->engine, kinds, &needs));
    truce__needs_arrays(ctx, &needs, 8 + 3 + 2 * (double)(largest + 1), cells * sizeof(uint32_t));
    truce__needs_arrays(ctx, &needs, 7, cells / 8);
    return truce__plan_needs(ctx, d->t->graph->model->source.file, "looking at coalitions", needs);
}

static truce_status make_arrays(deciding *d, size_t largest) {
    truce_ctx *ctx = d->t->ctx;
    uint64_t cells = d->space->n_cells, each = cells * sizeof(uint32_t), bits = d->t->words * sizeof(uint64_t);
    TRY(plan(d, largest));
    TRY(make_regions(&d->own, ctx, d->t->graph));
    d->rank = truce__big_alloc(ctx, each * (largest + 1));
    d->worth = truce__big_alloc(ctx, each * (largest + 1));
    d->stamps = truce__big_alloc(ctx, each);
    d->heads = truce__big_alloc(ctx, each * (largest + 1));
    d->starts = truce__big_alloc(ctx, each);
    d->sets = truce__big_alloc(ctx, (largest + 1) * N_GRADES * (PIECE / 64) * sizeof *d->sets);
    d->tallies = truce__big_alloc(ctx, (largest + 1) * 4 * PIECE * sizeof *d->tallies);
    d->rest = truce__big_alloc(ctx, bits);
    bool is_whole = d->rank && d->worth && d->stamps && d->heads && d->starts && d->sets && d->tallies &&
                    d->rest;
    for (int kind = 0; kind < 3; kind++) {
        d->rows[kind] = truce__big_alloc(ctx, bits);
        d->left[kind] = truce__big_alloc(ctx, bits);
        is_whole = is_whole && d->rows[kind] && d->left[kind];
    }
    return is_whole ? TRUCE_OK : TRUCE_E_NOMEM;
}

static void free_arrays(deciding *d) {
    truce_ctx *ctx = d->t->ctx;
    truce__sequences_free(&d->going);
    truce__sequences_free(&d->answers);
    truce__sequences_free(&d->escaping);
    truce__vec_free(ctx, &d->prospects);
    truce__numbers_free(ctx, &d->known);
    free_regions(&d->own);
    free_regions(&d->beyond);
    for (int kind = 0; kind < 3; kind++) {
        truce__big_free(ctx, d->rows[kind]);
        truce__big_free(ctx, d->left[kind]);
    }
    truce__big_free(ctx, d->rest);
    truce__big_free(ctx, d->tallies);
    truce__big_free(ctx, d->sets);
    truce__big_free(ctx, d->starts);
    truce__big_free(ctx, d->stamps);
    truce__big_free(ctx, d->heads);
    truce__big_free(ctx, d->worth);
    truce__big_free(ctx, d->rank);
    truce__engine_close(d->engine);
    truce__free(ctx, d);
}

truce_status truce__decide_coalitions(truce__together *t) {
    size_t largest = 0;
    TRY(check_size(t));
    deciding *d = truce__calloc(t->ctx, 1, sizeof *d);
    if (!d) return TRUCE_E_NOMEM;
    truce_status status;
    d->t = t;
    d->space = &t->graph->space;
    d->is_open = d->space->is_product && !d->space->feasible;
    for (uint32_t p = 0; p < t->graph->model->n_parties; p++) d->is_open = d->is_open && takes_back(d->space, p);
    for (uint32_t i = 0; i < t->graph->model->n_options; i++)
        d->is_open = d->is_open && t->graph->model->options[i].moves == TRUCE__MOVES_BOTH;
    truce__sequences_init(&d->going, t->ctx, t->graph);
    truce__sequences_init(&d->answers, t->ctx, t->graph);
    truce__sequences_init(&d->escaping, t->ctx, t->graph);
    for (size_t i = 0; i < t->result.coalition_count; i++)
        if (t->result.coalitions[i].count > largest) largest = t->result.coalitions[i].count;
    TRY_OR_DONE(truce__engine_open(t->ctx, t->graph, t->graph->ranks, true, &d->engine));
    TRY_OR_DONE(make_arrays(d, largest));
    TRY_OR_DONE(find_prospects(d));
    for (size_t i = 0; i < t->result.coalition_count; i++) TRY_OR_DONE(decide(d, i));
    if (t->result.are_all) TRY_OR_DONE(truce__set_recount(t->nash));
done:
    free_arrays(d);
    return status;
}
