/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A forecast: clocks, then the model as it is written, of which it is told where it ends; then its readings, and what
 * they have in common: means, and between which bounds eight in ten of them lie.
 */
#include "questions/forecast/maker.h"

#include <math.h>

#define MORE_SLIPS 2.5
enum { MOST_BOUNDED_ENDS = 64 };

truce_forecast_query truce_forecast_usual(void) {
    return (truce_forecast_query){
        .concept = truce_concept_find("seq"), .slip = 0.02, .variants = 1000, .seed = 1};
}

/* ------------------------------------------------------------------- figures */

static int by_size(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The value below which that share of sorted values lies, between two of them by proportion. */
static double quantile(const double *sorted, uint64_t count, double share) {
    double at = share * (double)(count - 1);
    uint64_t below = (uint64_t)at;
    if (below + 1 >= count) return sorted[count - 1];
    return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

/* The standard error of a mean of independent values, by their own scatter. */
static double error_of(const double *values, uint64_t count, double mean) {
    double sum = 0;
    for (uint64_t i = 0; i < count; i++) sum += (values[i] - mean) * (values[i] - mean);
    return count > 1 ? sqrt(sum / (double)(count - 1) / (double)count) : 0;
}

/* What the readings give in a column of their rows. */
static truce_status share_of(const maker *m, size_t column, double *room, truce_share *share) {
    double sum = 0;
    for (uint64_t i = 0; i < m->readings; i++) sum += room[i] = m->rows[i * m->width + column];
    share->p = sum / (double)m->readings;
    share->low = share->high = NAN;
    share->error = 0;
    if (isnan(sum)) return TRUCE_OK;
    share->error = error_of(room, m->readings, share->p);
    TRY(truce__sort(m->ctx, room, m->readings, sizeof *room, by_size));
    share->low = quantile(room, m->readings, 0.1);
    share->high = quantile(room, m->readings, 0.9);
    return TRUCE_OK;
}

static double mean_of(const maker *m, size_t column) {
    double sum = 0;
    for (uint64_t i = 0; i < m->readings; i++) sum += m->rows[i * m->width + column];
    return sum / (double)m->readings;
}

static truce_status find_outlook(const maker *m, size_t place, double *room) {
    const size_t outlooks = m->f->horizon_count * m->f->outcome_count;
    truce_outlook *o = &m->f->outlooks[place];
    truce_share share;
    uint64_t possible = 0;
    TRY(share_of(m, WITH * outlooks + place, room, &share));
    for (uint64_t i = 0; i < m->readings; i++) possible += m->rows[i * m->width + place] > 0;
    *o = (truce_outlook){.p = share.p, .low = share.low, .high = share.high, .error = share.error};
    o->slip0 = mean_of(m, WITHOUT * outlooks + place);
    o->slip_high = mean_of(m, MORE * outlooks + place);
    o->fraction = (double)possible / (double)m->readings;
    o->simulated = m->simulated[place];
    o->reference = truce__bits_get(m->outcomes[place % m->f->outcome_count], m->f->graph->space.status_quo);
    return TRUCE_OK;
}

static truce_status find_figures(const maker *m, double *room) {
    truce_forecast *f = m->f;
    for (size_t i = 0; i < f->horizon_count * f->outcome_count; i++) TRY(find_outlook(m, i, room));
    for (size_t i = 0; i < f->horizon_count; i++) TRY(share_of(m, m->at_within + i, room, &f->within[i]));
    if (!f->variants) return TRUCE_OK; /* what is told of the model as it is written is there already */
    TRY(share_of(m, m->at_ever, room, &f->ever));
    for (size_t i = 0; i < m->width - m->at_ends; i++) {
        truce_share share;
        TRY(share_of(m, m->at_ends + i, room, &share));
        f->ends[i].low = share.low;
        f->ends[i].high = share.high;
    }
    return TRUCE_OK;
}

/* The most probable states of a horizon, of equals the lowest. */
static void find_likely(const maker *m, size_t horizon) {
    truce_likely_state *likely = m->f->likely + horizon * TRUCE_LIKELY_STATES;
    const double *p = m->states + horizon * truce__cells_of(m);
    uint32_t count = 0;
    for (uint64_t cell = 0; cell < truce__cells_of(m); cell++) {
        double here = p[cell] / (double)m->readings;
        uint32_t place = count;
        while (place > 0 && likely[place - 1].p < here) place--;
        if (here <= 0 || place == TRUCE_LIKELY_STATES) continue;
        if (count < TRUCE_LIKELY_STATES) count++;
        for (uint32_t i = count - 1; i > place; i--) likely[i] = likely[i - 1];
        likely[place] = (truce_likely_state){truce__space_number(&m->f->graph->space, cell), here};
    }
    m->f->stays[horizon] = p[m->f->graph->space.status_quo] / (double)m->readings;
}

/* ----------------------------------------------- the model as it is written */

static truce_status keep_ends(maker *m, const truce__absorption *ends) {
    truce_forecast *f = m->f;
    truce_end *kept = truce__calloc(m->ctx, ends->closed.count, sizeof *kept);
    truce_state *states = truce__calloc(m->ctx, ends->cells.count, sizeof *states);
    f->ends = kept;
    f->end_states = states;
    if (!kept || !states) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < ends->cells.count; i++)
        states[i] = truce__space_number(&f->graph->space, ends->cells.at[i]);
    for (size_t i = 0; i < ends->closed.count; i++)
        kept[i] = (truce_end){states + ends->closed.at[i].first, ends->closed.at[i].count,
                              ends->closed.at[i].probability, NAN, NAN};
    f->end_count = ends->closed.count;
    return TRUCE_OK;
}

static truce_status find_ends(maker *m, const truce__chain *chain) {
    truce__absorption ends;
    const uint64_t start = m->f->graph->space.status_quo;
    truce_status status = truce__absorb(m->ctx, chain, start, NULL, TRUCE__PROBABILITIES, &ends);
    m->f->knows_ends = ends.is_known;
    m->f->reached = ends.reached;
    if (status == TRUCE_OK && ends.is_known) status = truce__absorption_sort(&ends);
    if (status == TRUCE_OK && ends.is_known) status = keep_ends(m, &ends);
    truce__absorption_free(&ends);
    return status;
}

/* When the first agreement comes, if it does. */
static truce_status find_agreement(maker *m, const reading *written) {
    truce__absorption ends;
    const uint64_t start = m->f->graph->space.status_quo;
    truce_status status = truce__absorb(m->ctx, &written->chain, start, written->agreements, TRUCE__TIMES, &ends);
    double ever = ends.is_known ? ends.hit : NAN;
    m->f->ever = (truce_share){ever, ever, ever, 0};
    m->f->mean = ends.is_known ? ends.mean : NAN;
    m->f->agreed_today = truce__bits_get(written->agreements, start);
    truce__absorption_free(&ends);
    return status;
}

typedef struct leaving {
    uint64_t cell;
    bool leaves;
} leaving;

static void see_arc(void *ud, uint64_t to, double share) {
    leaving *l = ud;
    l->leaves |= to != l->cell && share > 0;
}

static truce_status tell_written(maker *m, const reading *written) {
    leaving l = {.cell = m->f->graph->space.status_quo};
    truce__chain chain = written->chain, still = chain;
    chain.stops = still.stops = NULL;
    still.slip = 0;
    truce__chain_each(&still, l.cell, see_arc, &l);
    m->f->stands_still = !l.leaves;
    TRY(find_ends(m, &chain));
    return find_agreement(m, written);
}

/* -------------------------------------------------------------------- begin */

static truce_status refuse(truce_ctx *ctx, const truce_graph *graph, const char *hint, const char *message) {
    TRY(truce__diag(ctx, TRUCE_ERROR, &graph->model->source, (truce__loc){0}, hint, "%s", message));
    return TRUCE_E_USAGE;
}

static truce_status check(truce_ctx *ctx, const truce_graph *graph, const truce_forecast_query *query) {
    const char *const what = "no forecast can be by its unsanctioned improvements";
    bool is_share = query->slip >= 0 && query->initiative >= 0 && query->slip + query->initiative <= 1;
    if (!truce__graph_has_ranks(graph)) return TRUCE_E_USAGE;
    if (graph->space.status_quo == UINT64_MAX)
        return refuse(ctx, graph, "add status_quo to it", "the model does not say where things stand today");
    if (!is_share || query->slips > TRUCE_SLIPS_ANY)
        return refuse(ctx, graph, "they are probabilities at one decision",
                      "slips and initiatives add up to more than 1");
    return truce__worth_allow(ctx, graph, truce__concept_in(&truce__concepts, query->concept), what);
}

static truce_status plan_clocks(maker *m) {
    truce__needs needs = {0};
    const truce_graph *graph = m->f->graph;
    truce__clocks_needs(m->ctx, graph, m->tempi.lapse_rates, &needs);
    TRY(truce__worth_needs(m->ctx, graph, &needs));
    truce__needs_arrays(m->ctx, &needs, m->f->outcome_count + 2, (double)truce__cells_of(m) / 8);
    return truce__plan_needs(m->ctx, graph->model->source.file, "this forecast", needs);
}

/* What readings take, once the clocks say how many slips there are. */
static truce_status plan_readings(maker *m) {
    truce__needs needs = {0};
    const truce_graph *graph = m->f->graph;
    TRY(truce__worth_needs(m->ctx, graph, &needs));
    needs.memory += truce__reading_needs(m);
    needs.memory += (double)m->readings * (double)m->width * sizeof *m->rows;
    truce__needs_arrays(m->ctx, &needs, (double)m->f->horizon_count, (double)truce__cells_of(m) * sizeof *m->states);
    return truce__plan_needs(m->ctx, graph->model->source.file, "this forecast", needs);
}

/* The figures' own memory. */
static truce_status allocate(maker *m) {
    truce_forecast *f = m->f;
    const size_t outlooks = f->horizon_count * f->outcome_count;
    const uint64_t bytes = f->horizon_count * truce__cells_of(m) * sizeof *m->states;
    f->outlooks = truce__calloc(m->ctx, outlooks, sizeof *f->outlooks);
    f->likely = truce__calloc(m->ctx, f->horizon_count * TRUCE_LIKELY_STATES, sizeof *f->likely);
    f->stays = truce__calloc(m->ctx, f->horizon_count, sizeof *f->stays);
    f->within = truce__calloc(m->ctx, f->horizon_count, sizeof *f->within);
    m->simulated = truce__calloc(m->ctx, outlooks, sizeof *m->simulated);
    m->rows = truce__calloc(m->ctx, m->readings * m->width, sizeof *m->rows);
    m->states = truce__big_alloc(m->ctx, bytes);
    bool is_whole = f->outlooks && f->likely && f->stays && f->within && m->simulated && m->rows && m->states;
    return is_whole ? truce__big_set(m->ctx, m->states, 0, bytes) : TRUCE_E_NOMEM;
}

static truce_status read_time(maker *m, truce__arena *arena, const char *list) {
    truce_forecast *f = m->f;
    const truce_model *model = f->graph->model;
    truce__horizon *horizons;
    double *tempo = truce__calloc(m->ctx, model->n_parties, sizeof *tempo);
    bool *lapses = truce__calloc(m->ctx, model->n_expiries, sizeof *lapses);
    f->tempo = tempo;
    f->lapses = lapses;
    f->worse_without = truce__calloc(m->ctx, model->n_parties, sizeof *f->worse_without);
    if (!tempo || !lapses || !f->worse_without) return TRUCE_E_NOMEM;
    truce__tempi *tempi = &m->tempi;
    TRY(truce__tempi_find(m->ctx, arena, model, tempi));
    TRY(truce__horizons_read(m->ctx, arena, model, tempi, list, &horizons, &f->horizon_count));
    f->horizons = truce__calloc(m->ctx, f->horizon_count, sizeof *f->horizons);
    double *times = truce__arena_alloc(arena, f->horizon_count, sizeof *times);
    if (!f->horizons || !times) return TRUCE_E_NOMEM;
    f->is_calendar = tempi->is_calendar;
    for (uint32_t party = 0; party < model->n_parties; party++) tempo[party] = 1 / tempi->rates[party];
    for (uint32_t i = 0; i < model->n_expiries; i++) lapses[i] = tempi->lapse_rates[i] > 0;
    for (size_t i = 0; i < f->horizon_count; i++) {
        f->horizons[i].at = times[i] = horizons[i].at;
        memcpy(f->horizons[i].date, horizons[i].date, sizeof horizons[i].date);
    }
    m->times = times;
    return TRUCE_OK;
}

static void lay_out(maker *m) {
    const truce_forecast *f = m->f;
    m->at_within = 3 * f->horizon_count * f->outcome_count;
    m->at_ever = m->at_within + f->horizon_count;
    m->at_ends = m->at_ever + 1;
    m->width = m->at_ends + (f->variants && f->end_count <= MOST_BOUNDED_ENDS ? f->end_count : 0);
}

/* How many variants there are to draw, of a model with doubts. */
static truce_status find_doubts(maker *m) {
    truce_forecast *f = m->f;
    TRY(truce__unknowns_find(m->ctx, f->graph, &(truce__assumptions){.absent = 0.5}, &m->unknowns));
    f->doubts = m->unknowns.count;
    f->statements = m->unknowns.n_statements;
    f->unsaid = m->unknowns.n_unsaid;
    f->variants = f->doubts ? f->query.variants : 0;
    m->readings = f->variants ? f->variants : 1;
    return TRUCE_OK;
}

static truce_status make(maker *m, reading *written, const char *horizons, truce__arena *arena) {
    truce_forecast *f = m->f;
    TRY(read_time(m, arena, horizons));
    TRY(find_doubts(m));
    TRY(plan_clocks(m));
    TRY(truce__clocks_init(m->ctx, f->graph, m->tempi.rates, m->tempi.lapse_rates, (truce__slips)f->query.slips,
                           &m->clocks));
    lay_out(m);
    TRY(plan_readings(m));
    TRY(truce__outcomes_mark(m, f->graph, &m->outcomes));
    TRY(truce__reading_prepare(m, 0, NULL, written));
    TRY(tell_written(m, written));
    lay_out(m);
    TRY(allocate(m));
    TRY(truce__readings_run(m, written));
    double *room = truce__calloc(m->ctx, m->readings, sizeof *room);
    truce_status status = room ? find_figures(m, room) : TRUCE_E_NOMEM;
    truce__free(m->ctx, room);
    for (size_t i = 0; status == TRUCE_OK && i < f->horizon_count; i++) find_likely(m, i);
    return status;
}

truce_status truce_forecast_make(truce_ctx *ctx, const truce_graph *graph, const truce_forecast_query *query,
                                 truce_forecast **forecast) {
    truce__arena arena;
    reading written = {.number = 0};
    TRY(check(ctx, graph, query));
    truce_forecast *f = truce__calloc(ctx, 1, sizeof *f);
    if (!f) return TRUCE_E_NOMEM;
    *f = (truce_forecast){.ctx = ctx, .graph = graph, .query = *query};
    f->query.horizons = NULL;
    f->slip_high = fmin(MORE_SLIPS * query->slip, 1 - query->initiative);
    f->outcome_count = graph->model->n_outcomes + query->with_rest + query->state_count;
    maker m = {.ctx = ctx, .f = f, .slips = {0, query->slip, f->slip_high, query->slip}};
    truce__arena_init(&arena, ctx);
    truce_status status = make(&m, &written, query->horizons, &arena);
    f->query.states = NULL;
    truce__reading_free(&m, &written);
    truce__clocks_free(&m.clocks);
    truce__outcomes_free(&m, m.outcomes);
    truce__unknowns_free(&m.unknowns);
    truce__free(ctx, m.rows);
    truce__free(ctx, m.simulated);
    truce__big_free(ctx, m.states);
    truce__arena_free(&arena);
    if (status == TRUCE_OK) *forecast = f;
    else truce_forecast_free(f);
    return status;
}

void truce_forecast_free(truce_forecast *f) {
    if (!f) return;
    truce_ctx *ctx = f->ctx;
    void *const blocks[] = {f->horizons, f->outlooks, f->likely, f->stays, f->within, f->end_states,
                            f->ends, f->worse_without, (void *)(uintptr_t)f->tempo, (void *)(uintptr_t)f->lapses};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) truce__free(ctx, blocks[i]);
    truce__free(ctx, f);
}
