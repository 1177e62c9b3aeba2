/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/forecast/maker.h"

#include "graph/planes.h"
#include "questions/no_deal.h"
#include "unknowns/lanes.h"
#include "unknowns/simulate.h"

#include <math.h>

#define ROOM_AT_ONCE 268435456.0 /* bytes: readings side by side share a quarter of a gigabyte */

/* ------------------------------------------------------------------ outcomes */

/* The cell of one space as another has it, of the same options; UINT64_MAX: it has none. */
static uint64_t cell_in(const truce__space *to, const truce__space *from, uint64_t cell) {
    uint64_t code = from->is_product || !from->code ? cell : from->code[cell];
    uint64_t there = to->is_product || !to->code ? code : truce__space_find_code(to, code);
    return there != UINT64_MAX && truce__is_state(to, there) ? there : UINT64_MAX;
}

static void mark_rest(const truce_graph *graph, uint64_t **bits) {
    const uint32_t count = graph->model->n_outcomes;
    for (size_t w = 0; w < truce__bits_words(graph->space.n_cells); w++) {
        bits[count][w] = truce__states_of_word(&graph->space, w);
        for (uint32_t i = 0; i < count; i++) bits[count][w] &= ~bits[i][w];
    }
}

static void mark_state(const maker *m, const truce_graph *graph, truce_state state, uint64_t *bits) {
    const truce__space *written = &m->f->graph->space;
    uint64_t cell = cell_in(&graph->space, written, truce__space_cell(written, state));
    if (cell != UINT64_MAX) truce__bits_set(bits, cell);
}

truce_status truce__outcomes_mark(const maker *m, const truce_graph *graph, uint64_t ***outcomes) {
    const truce_forecast_query *query = &m->f->query;
    const uint32_t named = graph->model->n_outcomes, count = m->f->outcome_count;
    const size_t bytes = truce__bits_words(graph->space.n_cells) * sizeof(uint64_t);
    uint64_t **bits = truce__calloc(m->ctx, count, sizeof *bits);
    *outcomes = bits;
    if (!bits) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < count; i++) {
        bits[i] = truce__big_alloc(m->ctx, bytes);
        if (!bits[i]) return TRUCE_E_NOMEM;
        TRY(truce__big_set(m->ctx, bits[i], 0, bytes));
        if (i < named) TRY(truce__graph_stmt_bits(m->ctx, graph, &graph->model->outcomes[i].stmt, bits[i]));
    }
    if (query->with_rest) mark_rest(graph, bits);
    for (uint32_t i = 0; i < query->state_count; i++)
        mark_state(m, graph, query->states[i], bits[count - query->state_count + i]);
    return TRUCE_OK;
}

void truce__outcomes_free(const maker *m, uint64_t **outcomes) {
    for (uint32_t i = 0; outcomes && i < m->f->outcome_count; i++) truce__big_free(m->ctx, outcomes[i]);
    truce__free(m->ctx, outcomes);
}

/* Agreements: states that every party likes at least as well as what it has without one, and one likes better.
 * `gaining`: of parties, whether the status quo is better for it; NULL: nobody asks. */
static truce_status find_agreements(truce_ctx *ctx, const truce_graph *graph, uint64_t *bits, bool *gaining) {
    const uint64_t n_cells = graph->space.n_cells;
    const size_t words = truce__bits_words(n_cells);
    uint64_t *room = truce__big_alloc(ctx, 2 * words * sizeof *room), *gains = room ? room + words : NULL;
    truce_status status = room ? TRUCE_OK : TRUCE_E_NOMEM;
    for (size_t w = 0; status == TRUCE_OK && w < words; w++) {
        bits[w] = truce__states_of_word(&graph->space, w);
        gains[w] = 0;
    }
    for (uint32_t party = 0; status == TRUCE_OK && party < graph->model->n_parties; party++) {
        truce__worst none = {0};
        status = truce__no_deal_of(ctx, graph, party, &graph->ranks[party], room, &none);
        if (gaining) gaining[party] = truce__rank_at(&graph->ranks[party], graph->space.status_quo) > none.rank;
        for (uint64_t cell = 0; status == TRUCE_OK && cell < n_cells; cell++) {
            uint32_t rank = truce__rank_at(&graph->ranks[party], cell);
            if (rank < none.rank) bits[cell / 64] &= ~(UINT64_C(1) << cell % 64);
            if (rank > none.rank) truce__bits_set(gains, cell);
        }
    }
    for (size_t w = 0; status == TRUCE_OK && w < words; w++) bits[w] &= gains[w];
    truce__big_free(ctx, room);
    return status;
}

/* ------------------------------------------------------------------- prepare */

static truce_status restructure(maker *m, reading *r) {
    r->clocks = &r->own_clocks;
    TRY(truce__clocks_init(m->ctx, r->graph, m->tempi.rates, m->tempi.lapse_rates, (truce__slips)m->f->query.slips,
                           &r->own_clocks));
    truce_status status = truce__outcomes_mark(m, r->graph, &r->own_outcomes);
    r->outcomes = r->own_outcomes;
    return status;
}

static truce_status prepare(maker *m, const uint16_t *taken, reading *r) {
    const truce_forecast_query *query = &m->f->query;
    const truce__chosen concept = truce__concept_in(&truce__concepts, query->concept);
    const uint64_t outlooks = m->f->horizon_count * m->f->outcome_count;
    if (taken) {
        TRY(truce__vary(m->ctx, r->graph, &m->unknowns, taken, &r->varied));
        r->graph = r->varied.graph;
        if (r->varied.is_restructured) TRY(restructure(m, r));
    }
    TRY(truce__choices_find(m->ctx, r->graph, concept, query->initiative > 0, &r->choices));
    r->agreements = truce__big_alloc(m->ctx, truce__bits_words(r->graph->space.n_cells) * sizeof *r->agreements);
    if (!r->agreements) return TRUCE_E_NOMEM;
    TRY(find_agreements(m->ctx, r->graph, r->agreements, taken ? NULL : m->f->worse_without));
    if (query->simulate) r->counts = truce__calloc(m->ctx, outlooks, sizeof *r->counts);
    return r->counts || !query->simulate ? TRUCE_OK : TRUCE_E_NOMEM;
}

truce_status truce__reading_prepare(maker *m, uint64_t number, const uint16_t *taken, reading *r) {
    *r = (reading){.graph = m->f->graph, .clocks = &m->clocks, .outcomes = m->outcomes, .number = number};
    truce__diags_mark said = truce__diags_here(m->ctx);
    truce_status status = prepare(m, taken, r);
    if (status == TRUCE_OK && taken) truce__diags_forget(m->ctx, said); /* warnings that only this one deserves */
    r->chain = (truce__chain){r->clocks, &r->choices, m->f->query.slip, m->f->query.initiative, r->agreements};
    r->row = m->rows ? m->rows + number * m->width : NULL;
    return status;
}

void truce__reading_free(maker *m, reading *r) {
    truce__transient_free(&r->transient);
    truce__choices_free(&r->choices);
    truce__clocks_free(&r->own_clocks);
    truce__outcomes_free(m, r->own_outcomes);
    truce__big_free(m->ctx, r->agreements);
    truce__free(m->ctx, r->counts);
    truce__varied_free(&r->varied);
    *r = (reading){.number = 0};
}

/* ----------------------------------------------------------------------- run */

/* The probability of an outcome after a time, in a column. */
static double mass_of(const truce__transient *t, const uint64_t *bits, size_t time, int column) {
    const double *p = t->results + time * t->count * TRUCE__COLUMNS + column;
    double sum = 0;
    for (uint32_t place = 0; place < t->count; place++)
        if (truce__bits_get(bits, t->cells[place])) sum += p[(size_t)place * TRUCE__COLUMNS];
    return sum < 1 ? sum : 1;
}

static void find_shares(const maker *m, reading *r) {
    const size_t outcomes = m->f->outcome_count, outlooks = m->f->horizon_count * outcomes;
    for (size_t i = 0; i < outlooks; i++)
        for (int column = WITHOUT; column <= MORE; column++)
            r->row[(size_t)column * outlooks + i] =
                mass_of(&r->transient, r->outcomes[i % outcomes], i / outcomes, column);
    for (size_t time = 0; time < m->f->horizon_count; time++)
        r->row[m->at_within + time] = fmin(r->transient.stopped[time], 1);
}

static bool has_state(const truce_end *end, truce_state state) {
    size_t low = 0, high = end->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (end->states[middle] < state) low = middle + 1;
        else high = middle;
    }
    return low < end->count && end->states[low] == state;
}

/* The cell of the model as it is written that a reading's cell is; UINT64_MAX: it has none. */
static uint64_t written_cell(const maker *m, const reading *r, uint64_t cell) {
    return r->varied.is_restructured ? cell_in(&m->f->graph->space, &r->graph->space, cell) : cell;
}

static bool meets(const maker *m, const reading *r, const truce_end *end, const uint64_t *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint64_t cell = written_cell(m, r, cells[i]);
        if (cell != UINT64_MAX && has_state(end, truce__space_number(&m->f->graph->space, cell))) return true;
    }
    return false;
}

/* How probable it is to end among states of each end of the model as it is written. */
static void find_end_shares(const maker *m, reading *r, const truce__absorption *absorption) {
    for (size_t end = 0; end < m->width - m->at_ends; end++) {
        double sum = 0;
        for (size_t i = 0; i < absorption->closed.count; i++) {
            const truce__closed *closed = &absorption->closed.at[i];
            if (meets(m, r, &m->f->ends[end], absorption->cells.at + closed->first, closed->count))
                sum += closed->probability;
        }
        r->row[m->at_ends + end] = absorption->is_known ? fmin(sum, 1) : NAN;
    }
}

static truce_status find_long_run(const maker *m, reading *r) {
    const uint64_t start = r->graph->space.status_quo;
    truce__absorption absorption;
    truce_status status = truce__absorb(m->ctx, &r->chain, start, r->agreements, TRUCE__QUICKLY, &absorption);
    r->row[m->at_ever] = absorption.is_known ? absorption.hit : NAN;
    truce__absorption_free(&absorption);
    if (status != TRUCE_OK || !m->f->knows_ends) return status;
    status = truce__absorb(m->ctx, &r->chain, start, NULL, TRUCE__QUICKLY, &absorption);
    if (status == TRUCE_OK) find_end_shares(m, r, &absorption);
    truce__absorption_free(&absorption);
    return status;
}

truce_status truce__reading_run(const maker *m, reading *r, bool is_worth) {
    const truce_forecast *f = m->f;
    const uint64_t start = r->graph->space.status_quo;
    truce__chain playing = r->chain;
    playing.stops = NULL;
    TRY(truce__transient_make(m->ctx, &r->chain, m->slips, start, &r->transient));
    TRY(truce__transient_run(&r->transient, m->times, f->horizon_count, is_worth));
    find_shares(m, r);
    if (f->variants) TRY(find_long_run(m, r));
    if (!f->query.simulate) return TRUCE_OK;
    const truce__plays plays = {m->times, f->horizon_count, r->outcomes, f->outcome_count, f->query.seed};
    return truce__simulate(m->ctx, &playing, start, &plays, r->number, f->query.simulate, m->readings, r->counts);
}

void truce__reading_collect(maker *m, const reading *r) {
    const truce__transient *t = &r->transient;
    for (size_t i = 0; r->counts && i < m->f->horizon_count * m->f->outcome_count; i++)
        m->simulated[i] += r->counts[i];
    for (uint32_t place = 0; place < t->count; place++) {
        uint64_t cell = written_cell(m, r, t->cells[place]);
        for (size_t time = 0; cell != UINT64_MAX && time < m->f->horizon_count; time++)
            m->states[time * truce__cells_of(m) + cell] +=
                t->results[(time * t->count + place) * TRUCE__COLUMNS + WITH];
    }
}

/* ------------------------------------------------------------------- readings */

/* Variants whose fates are drawn together, and of these so many at work. */
typedef struct batch {
    maker *m;
    reading at[TRUCE__LANES];
    uint32_t at_once, count;
    uint16_t *taken; /* fates by unknown and lane */
} batch;

double truce__reading_needs(const maker *m) {
    const truce_graph *graph = m->f->graph;
    double rows = (double)truce__cells_of(m) * graph->model->n_parties;
    return truce__transient_needs(&m->clocks, m->f->horizon_count) +
           (m->f->query.initiative > 0 ? 4 : 2) * rows * sizeof(uint32_t);
}

static void work(const void *job, uint64_t item) {
    batch *b = (batch *)(uintptr_t)job;
    b->at[item].status = truce__reading_run(b->m, &b->at[item], b->at_once == 1);
}

static truce_status run_some(batch *b, uint64_t first) {
    maker *m = b->m;
    truce_status status = TRUCE_OK;
    truce_progress_fn progress = m->ctx->progress; /* of readings, not of what each is made of */
    m->ctx->progress = NULL;
    for (uint32_t i = 0; i < b->count && status == TRUCE_OK; i++) {
        status = truce__reading_prepare(m, first + i, b->taken + (first + i) % TRUCE__LANES, &b->at[i]);
        b->at[i].status = TRUCE_E_CANCELLED; /* until it ran */
    }
    m->ctx->progress = progress;
    if (status == TRUCE_OK) truce__for_each(m->ctx, b->at_once > 1, b->count, work, b);
    for (uint32_t i = 0; i < b->count && status == TRUCE_OK; i++) status = b->at[i].status;
    for (uint32_t i = 0; i < b->count; i++) {
        if (status == TRUCE_OK) truce__reading_collect(m, &b->at[i]);
        truce__reading_free(m, &b->at[i]);
    }
    return status == TRUCE_OK ? truce__go_on(m->ctx) : status;
}

static void draw(const batch *b, uint64_t first) {
    for (uint32_t u = 0; u < b->m->unknowns.count; u++) {
        const truce__unknown *unknown = &b->m->unknowns.at[u];
        truce__lanes_best()->draw(b->m->f->query.seed, first, unknown->number, unknown->upto, unknown->n_fates,
                                  b->taken + (size_t)u * TRUCE__LANES, NULL);
    }
}

/* As many at a time as there is room for; a power of two, so that no draw is split. */
static uint32_t count_at_once(const maker *m) {
    uint32_t count = TRUCE__LANES;
    while (count > 1 && count * truce__reading_needs(m) > ROOM_AT_ONCE) count /= 2;
    return count;
}

static truce_status run_variants(maker *m) {
    batch b = {.m = m, .at_once = count_at_once(m)};
    truce_status status = TRUCE_OK;
    b.taken = truce__calloc(m->ctx, ((size_t)m->unknowns.count + 1) * TRUCE__LANES, sizeof *b.taken);
    if (!b.taken) return TRUCE_E_NOMEM;
    for (uint64_t done = 0; done < m->readings && status == TRUCE_OK; done += b.count) {
        uint64_t left = m->readings - done;
        truce__progress(m->ctx, "forecasting", done, m->readings);
        if (done % TRUCE__LANES == 0) draw(&b, done);
        b.count = left < b.at_once ? (uint32_t)left : b.at_once;
        status = run_some(&b, done);
    }
    truce__free(m->ctx, b.taken);
    return status;
}

truce_status truce__readings_run(maker *m, reading *written) {
    if (m->f->variants) {
        truce__reading_free(m, written);
        return run_variants(m);
    }
    truce__progress(m->ctx, "forecasting", 0, 1);
    written->row = m->rows;
    TRY(truce__reading_run(m, written, true));
    truce__reading_collect(m, written);
    return TRUCE_OK;
}
