/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/transient.h"

#include <math.h>

enum { BLOCK = 4096, LEAST_SLOTS = 64 };

/* ----------------------------------------------------------------- weights */

static uint64_t hash_of(truce__cause cause, double share) {
    uint64_t bits;
    memcpy(&bits, &share, sizeof bits);
    bits = (bits ^ (uint64_t)cause) * UINT64_C(0x9E3779B97F4A7C15);
    return bits ^ bits >> 32;
}

static uint32_t *slot_of(const truce__transient *t, truce__cause cause, double share) {
    uint64_t at = hash_of(cause, share) & (t->n_slots - 1);
    for (; t->slots[at]; at = (at + 1) & (t->n_slots - 1)) {
        const truce__weight *weight = &t->weights.at[t->slots[at] - 1];
        if (weight->cause == cause && !(weight->share < share) && !(weight->share > share)) break;
    }
    return &t->slots[at];
}

static truce_status grow_slots(truce__transient *t) {
    uint64_t count = t->n_slots ? 2 * t->n_slots : LEAST_SLOTS;
    uint32_t *slots = truce__calloc(t->ctx, count, sizeof *slots);
    if (!slots) return TRUCE_E_NOMEM;
    truce__free(t->ctx, t->slots);
    t->slots = slots;
    t->n_slots = count;
    for (size_t i = 0; i < t->weights.count; i++)
        *slot_of(t, t->weights.at[i].cause, t->weights.at[i].share) = (uint32_t)i + 1;
    return TRUCE_OK;
}

static truce_status add_weight(truce__transient *t, truce__cause cause, double share) {
    truce__weight weight = {.cause = cause, .share = share};
    for (int c = 0; c < TRUCE__COLUMNS; c++)
        weight.by_column[c] = share * truce__chance_of(cause, t->slips[c], t->chain.initiative);
    return truce__vec_push(t->ctx, &t->weights, weight);
}

/* The number of the weight of a cause and a share, a new one where there was none; TRUCE__NONE after a failure, which
 * is noted. */
static uint32_t weight_for(truce__transient *t, truce__cause cause, double share) {
    if (t->status == TRUCE_OK && 2 * t->weights.count >= t->n_slots) t->status = grow_slots(t);
    if (t->status != TRUCE_OK) return TRUCE__NONE;
    uint32_t *slot = slot_of(t, cause, share);
    if (*slot) return *slot - 1;
    t->status = add_weight(t, cause, share);
    if (t->status != TRUCE_OK) return TRUCE__NONE;
    *slot = (uint32_t)t->weights.count;
    return *slot - 1;
}

static bool is_possible(const truce__transient *t, truce__cause cause) {
    for (int c = 0; c < TRUCE__COLUMNS; c++)
        if (truce__chance_of(cause, t->slips[c], t->chain.initiative) > 0) return true;
    return false;
}

/* ------------------------------------------------------------------- states */

typedef struct reaching {
    truce__transient *t;
    TRUCE__VEC(uint32_t) queue;
    bool is_possible[TRUCE__CAUSES];
} reaching;

static void reach(void *ud, uint64_t to, truce__cause cause, double share) {
    reaching *r = ud;
    (void)share;
    if (!r->is_possible[cause] || truce__bits_get(r->t->reached, to) || r->t->status != TRUCE_OK) return;
    truce__bits_set(r->t->reached, to);
    r->t->status = truce__vec_push(r->t->ctx, &r->queue, (uint32_t)to);
}

static uint64_t cells_of(const truce__transient *t) { return t->chain.clocks->space->n_cells; }

static truce_status find_reached(truce__transient *t, uint64_t start) {
    reaching r = {.t = t};
    for (int cause = 0; cause < TRUCE__CAUSES; cause++) r.is_possible[cause] = is_possible(t, (truce__cause)cause);
    reach(&r, start, TRUCE__EXPIRES, 1);
    for (size_t i = 0; i < r.queue.count && t->status == TRUCE_OK; i++) {
        truce__decisions_each(t->chain.clocks, t->chain.choices, r.queue.at[i], reach, &r);
        if (i % 1024 == 0 && t->status == TRUCE_OK) t->status = truce__go_on(t->ctx);
    }
    t->count = (uint32_t)r.queue.count;
    truce__vec_free(t->ctx, &r.queue);
    return t->status;
}

static uint32_t place_of(const truce__transient *t, uint64_t cell) {
    uint64_t below = t->reached[cell / 64] & ((UINT64_C(1) << cell % 64) - 1);
    return t->before[cell / 64] + (uint32_t)__builtin_popcountll(below);
}

static truce_status list_cells(truce__transient *t, uint64_t start) {
    const size_t words = truce__bits_words(cells_of(t));
    t->before = truce__calloc(t->ctx, words, sizeof *t->before);
    t->cells = truce__calloc(t->ctx, t->count, sizeof *t->cells);
    t->first = truce__calloc(t->ctx, (size_t)t->count + 1, sizeof *t->first);
    t->stops = truce__calloc(t->ctx, truce__bits_words(t->count), sizeof *t->stops);
    if (!t->before || !t->cells || !t->first || !t->stops) return TRUCE_E_NOMEM;
    uint32_t place = 0;
    for (size_t w = 0; w < words; w++) {
        t->before[w] = place;
        for (uint64_t left = t->reached[w]; left; left &= left - 1, place++) {
            uint64_t cell = 64 * w + (uint64_t)__builtin_ctzll(left);
            t->cells[place] = (uint32_t)cell;
            if (t->chain.stops && truce__bits_get(t->chain.stops, cell)) truce__bits_set(t->stops, place);
        }
    }
    t->start = place_of(t, start);
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ entries */

/* The entries of one state: what stays is added up by cause, so that it is one entry each. */
typedef struct listing {
    truce__transient *t;
    uint64_t cell;
    uint32_t place;
    bool fills; /* else they are counted */
    bool is_possible[TRUCE__CAUSES];
    double stays[TRUCE__CAUSES];
    struct { /* the weight that came last, which mostly comes again */
        truce__cause cause;
        double share;
        uint32_t number;
    } last;
} listing;

static void list_entry(listing *l, uint32_t to, truce__cause cause, double share) {
    truce__transient *t = l->t;
    if (!l->fills) {
        t->first[to]++;
        return;
    }
    if (l->last.number == TRUCE__NONE || l->last.cause != cause || l->last.share < share || l->last.share > share) {
        l->last.cause = cause;
        l->last.share = share;
        l->last.number = weight_for(t, cause, share);
    }
    if (l->last.number != TRUCE__NONE) t->entries[--t->first[to]] = (truce__entry){l->place, l->last.number};
}

static void list_decision(void *ud, uint64_t to, truce__cause cause, double share) {
    listing *l = ud;
    if (!l->is_possible[cause]) return;
    if (to == l->cell) l->stays[cause] += share;
    else list_entry(l, place_of(l->t, to), cause, share);
}

/* Backwards, and each list is filled from its end: so entries come in the order of where they are from. */
static truce_status list_all(truce__transient *t, bool fills) {
    listing l = {.t = t, .fills = fills, .last = {.number = TRUCE__NONE}};
    for (int cause = 0; cause < TRUCE__CAUSES; cause++) l.is_possible[cause] = is_possible(t, (truce__cause)cause);
    for (uint32_t place = t->count; place-- > 0 && t->status == TRUCE_OK;) {
        l.place = place;
        l.cell = t->cells[place];
        memset(l.stays, 0, sizeof l.stays);
        truce__decisions_each(t->chain.clocks, t->chain.choices, l.cell, list_decision, &l);
        for (int cause = 0; cause < TRUCE__CAUSES; cause++)
            if (l.stays[cause] > 0) list_entry(&l, place, (truce__cause)cause, l.stays[cause]);
        if (place % 1024 == 0 && t->status == TRUCE_OK) t->status = truce__go_on(t->ctx);
    }
    return t->status;
}

static truce_status list_entries(truce__transient *t) {
    TRY(list_all(t, false));
    uint64_t sum = 0;
    for (uint32_t place = 0; place < t->count; place++) t->first[place] = sum += t->first[place];
    t->first[t->count] = sum;
    t->entries = truce__alloc(t->ctx, (sum + 1) * sizeof *t->entries);
    return t->entries ? list_all(t, true) : TRUCE_E_NOMEM;
}

truce_status truce__transient_make(truce_ctx *ctx, const truce__chain *chain, const double slips[TRUCE__COLUMNS],
                                   uint64_t start, truce__transient *t) {
    *t = (truce__transient){.ctx = ctx, .chain = *chain};
    memcpy(t->slips, slips, sizeof t->slips);
    t->reached = truce__calloc(ctx, truce__bits_words(cells_of(t)), sizeof *t->reached);
    if (!t->reached) return TRUCE_E_NOMEM;
    TRY(find_reached(t, start));
    TRY(list_cells(t, start));
    return list_entries(t);
}

void truce__transient_free(truce__transient *t) {
    if (!t->ctx) return;
    void *const blocks[] = {t->reached, t->before, t->cells, t->first, t->entries, t->slots, t->stops, t->results,
                            t->stopped};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) truce__free(t->ctx, blocks[i]);
    truce__vec_free(t->ctx, &t->weights);
    *t = (truce__transient){.ctx = NULL};
}

double truce__transient_needs(const truce__clocks *clocks, size_t n_times) {
    const double cells = (double)clocks->space->n_cells, columns = TRUCE__COLUMNS * sizeof(double);
    double by_state = (2 + (double)n_times) * columns + 2 * sizeof(uint32_t) + sizeof(uint64_t) + 1;
    return cells * by_state + ((double)clocks->n_slips + 2 * cells) * sizeof(truce__entry);
}

/* ------------------------------------------------------------ uniformization */

/* The number of decisions until a time, which is Poisson, from `first` to `last`. Weights are found from the largest
 * downwards, so that no power and no factorial is needed, and made to add up to 1. */
typedef struct poisson {
    double mean, weight; /* of number `at` */
    uint64_t first, last, at;
} poisson;

#define LEAST_WEIGHT 1e-20

static double last_of(double mean) { return mean > 0 ? floor(mean + 6 * sqrt(mean) + 20) : 0; }

static poisson poisson_of(double mean) {
    poisson p = {.mean = mean, .last = (uint64_t)last_of(mean)};
    uint64_t mode = (uint64_t)mean;
    double sum = 1, weight = 1, lowest = 1;
    for (p.first = mode; p.first > 0 && lowest > LEAST_WEIGHT; p.first--) {
        lowest *= (double)p.first / mean;
        sum += lowest;
    }
    for (uint64_t k = mode; k < p.last; k++) sum += weight *= mean / (double)(k + 1);
    p.weight = lowest / sum;
    p.at = p.first;
    return p;
}

/* The weight of k; to be asked for k from 0 on, one after the other. */
static double weight_of(poisson *p, uint64_t k) {
    if (k < p->first || k > p->last) return 0;
    double weight = p->weight;
    p->weight *= p->mean / (double)(++p->at);
    return weight;
}

/* All weights from k on, once nothing changes any more. */
static double rest_of(poisson *p, uint64_t k) {
    double rest = 0;
    for (; k <= p->last; k++) rest += weight_of(p, k);
    return rest;
}

double truce__transient_terms(const truce__clocks *clocks, double time) { return last_of(clocks->total * time); }

/* ----------------------------------------------------------------- products */

/* One product, in blocks of places. */
typedef struct product {
    truce__transient *t;
    const double *from;
    double *to;
    double *weights; /* by time: of `from` */
    struct of_block {
        double stopped;
        bool changes;
    } *blocks;
    bool is_last; /* only what is there is added up */
} product;

static void add_up(const product *p, uint32_t begin, uint32_t end) {
    const truce__transient *t = p->t;
    for (size_t time = 0; time < t->n_times; time++) {
        double weight = p->weights[time], *result = t->results + time * t->count * TRUCE__COLUMNS;
        if (weight <= 0) continue;
        for (size_t i = (size_t)begin * TRUCE__COLUMNS; i < (size_t)end * TRUCE__COLUMNS; i++)
            result[i] += weight * p->from[i];
    }
}

typedef double pair __attribute__((vector_size(2 * sizeof(double))));

enum { PAIRS = TRUCE__COLUMNS / 2 };

static void add_product(pair sum[PAIRS], const double *weights, const double *from) {
    for (size_t i = 0; i < PAIRS; i++) {
        pair weight, value;
        memcpy(&weight, weights + 2 * i, sizeof weight);
        memcpy(&value, from + 2 * i, sizeof value);
        sum[i] += weight * value;
    }
}

static void work(const void *job, uint64_t block) {
    const product *p = job;
    const truce__transient *t = p->t;
    struct of_block *of = &p->blocks[block];
    uint32_t begin = (uint32_t)block * BLOCK, end = t->count - begin < BLOCK ? t->count : begin + BLOCK;
    add_up(p, begin, end);
    *of = (struct of_block){.stopped = 0};
    for (uint32_t place = begin; place < end && !p->is_last; place++) {
        pair sums[PAIRS] = {0};
        double sum[TRUCE__COLUMNS];
        const double *before = p->from + (size_t)place * TRUCE__COLUMNS;
        for (uint64_t k = t->first[place]; k < t->first[place + 1]; k++) {
            const truce__entry *entry = &t->entries[k];
            add_product(sums, t->weights.at[entry->weight].by_column,
                        p->from + (size_t)entry->from * TRUCE__COLUMNS);
        }
        memcpy(sum, sums, sizeof sum);
        if (truce__bits_get(t->stops, place)) {
            of->stopped += sum[TRUCE__COLUMNS - 1];
            sum[TRUCE__COLUMNS - 1] = 0;
        }
        for (int c = 0; c < TRUCE__COLUMNS; c++) of->changes |= sum[c] < before[c] || sum[c] > before[c];
        memcpy(p->to + (size_t)place * TRUCE__COLUMNS, sum, sizeof sum);
    }
}

static void add_stopped(product *p, double stopped) {
    for (size_t time = 0; time < p->t->n_times; time++) p->t->stopped[time] += p->weights[time] * stopped;
}

static truce_status multiply(product *p, poisson *by_time, uint64_t last, double *states[2], bool is_worth) {
    truce__transient *t = p->t;
    const uint64_t n_blocks = ((uint64_t)t->count + BLOCK - 1) / BLOCK;
    bool is_stopped = truce__bits_get(t->stops, t->start), changes = true;
    double stopped = is_stopped;
    double *begin = states[0] + (size_t)t->start * TRUCE__COLUMNS;
    for (int c = 0; c < TRUCE__COLUMNS - is_stopped; c++) begin[c] = 1;
    for (uint64_t k = 0; k <= last && changes; k++) {
        p->from = states[k % 2];
        p->to = states[1 - k % 2];
        p->is_last = k == last;
        for (size_t time = 0; time < t->n_times; time++) p->weights[time] = weight_of(&by_time[time], k);
        add_stopped(p, stopped);
        truce__for_each(t->ctx, is_worth, n_blocks, work, p);
        TRY(truce__go_on(t->ctx));
        changes = false;
        for (uint64_t b = 0; b < n_blocks; b++) {
            stopped += p->blocks[b].stopped;
            changes |= p->blocks[b].changes;
        }
        if (changes || p->is_last) continue;
        p->is_last = true;
        for (size_t time = 0; time < t->n_times; time++) p->weights[time] = rest_of(&by_time[time], k + 1);
        add_stopped(p, stopped);
        truce__for_each(t->ctx, is_worth, n_blocks, work, p);
    }
    return truce__go_on(t->ctx);
}

truce_status truce__transient_run(truce__transient *t, const double *times, size_t count, bool is_worth) {
    const size_t width = (size_t)t->count * TRUCE__COLUMNS;
    product p = {.t = t};
    t->n_times = count;
    t->results = truce__calloc(t->ctx, count * width, sizeof *t->results);
    t->stopped = truce__calloc(t->ctx, count, sizeof *t->stopped);
    double *states[2] = {truce__calloc(t->ctx, width, sizeof(double)), truce__calloc(t->ctx, width, sizeof(double))};
    poisson *by_time = truce__calloc(t->ctx, count, sizeof *by_time);
    p.weights = truce__calloc(t->ctx, count, sizeof *p.weights);
    p.blocks = truce__calloc(t->ctx, (size_t)t->count / BLOCK + 1, sizeof *p.blocks);
    bool is_whole = t->results && t->stopped && states[0] && states[1] && by_time && p.weights && p.blocks;
    truce_status status = is_whole ? TRUCE_OK : TRUCE_E_NOMEM;
    uint64_t last = 0;
    for (size_t i = 0; i < count && is_whole; i++) {
        by_time[i] = poisson_of(t->chain.clocks->total * times[i]);
        if (by_time[i].last > last) last = by_time[i].last;
    }
    if (is_whole) status = multiply(&p, by_time, last, states, is_worth);
    truce__free(t->ctx, states[0]);
    truce__free(t->ctx, states[1]);
    truce__free(t->ctx, by_time);
    truce__free(t->ctx, p.weights);
    truce__free(t->ctx, p.blocks);
    return status;
}
