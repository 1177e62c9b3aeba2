/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the model goes from today, under assumptions about slips: by outcome and horizon the band of what forecasts
 * say. A table, with a bar in each cell.
 */
#include "brief/brief.h"

#include <truce/forecast.h>

#include <math.h>

/* Situations that are forecast; readings times situations, within bounds of readings; horizons and outcomes that are
 * told. */
enum { STATES = 1 << 12, WORK = 1 << 19, LEAST_READINGS = 100, MOST_READINGS = 1000, HORIZONS = 3, ROWS = 6 };

/* From the lowest to the highest of the averages at the rates of slips, and of the middle eight in ten readings;
 * within it the average at the middle rate. */
typedef struct band {
    double low, high, middle;
} band;

static band band_of(const truce_forecast *f, size_t horizon, uint32_t outcome) {
    const truce_outlook *o = &f->outlooks[horizon * f->outcome_count + outcome];
    const double all[] = {o->p, o->high, o->slip0, o->slip_high};
    band of = {o->low, o->low, o->p};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i] < of.low) of.low = all[i];
        if (all[i] > of.high) of.high = all[i];
    }
    return of;
}

static uint64_t hundredths(double share) { return (uint64_t)(100 * share + 0.5); }

static size_t told_horizons(const truce_forecast *f) {
    return f->horizon_count < HORIZONS ? f->horizon_count : HORIZONS;
}

/* Outcomes that at some horizon are there in a run of a hundred on average, and the rest if it is; behind them today
 * and the targets, each alone. `*is_rare`: all others are rarer. */
static size_t choose(const truce__brief *b, const truce_forecast *f, uint32_t *rows, bool *is_rare) {
    uint32_t named = b->model->n_outcomes;
    size_t count = 0, n_rare = 0;
    for (uint32_t k = 0; k <= named; k++) {
        double most = 0;
        for (size_t h = 0; h < told_horizons(f); h++) most = fmax(most, f->outlooks[h * f->outcome_count + k].p);
        n_rare += k < named && most < 0.01;
        if (most >= 0.01 && (k == named || count < ROWS)) rows[count++] = k;
        else if (k < named && most >= 0.01) *is_rare = false;
    }
    *is_rare &= n_rare > 0;
    for (uint32_t k = named + 1; k < f->outcome_count; k++) rows[count++] = k;
    return count;
}

/* Today and the targets that are no outcome by themselves. */
static uint32_t singles(const truce__brief *b, truce_state *states) {
    uint32_t count = 0;
    for (size_t i = 0; i <= b->chosen.n_targets; i++) {
        truce_state state = i ? b->chosen.targets[i - 1].state : b->now;
        bool is_outcome = false;
        for (size_t k = 0; k < b->findings.count; k++)
            is_outcome |= b->findings.at[k].states == 1 && b->findings.at[k].nearest == state;
        if (!is_outcome) states[count++] = state;
    }
    return count;
}

static const char *row_name(truce__brief *b, const truce_state *states, uint32_t row) {
    uint32_t named = b->model->n_outcomes;
    if (row < named) return truce__capital(b, truce__outcome_called(b, row));
    if (row == named) return word(b, NO_OUTCOME);
    truce_state state = states[row - named - 1];
    const char *name = state == b->now ? word(b, TODAYS_SITUATION) : truce__called_words(b, state);
    return words(b, ALONE, H(truce__capital(b, name)));
}

static const char *horizon_words(truce__brief *b, const truce_forecast *f, size_t horizon) {
    uint64_t at = (uint64_t)(f->horizons[horizon].at + 0.5);
    return f->is_calendar ? words(b, AFTER_DAYS, N(at)) : words(b, AFTER_ROUNDS, N(at));
}

static const char *band_words(truce__brief *b, band of) {
    uint64_t low = hundredths(of.low), high = hundredths(of.high);
    return low == high ? words(b, NUMBER, N(low)) : words(b, BAND, N(hundredths(of.middle)), N(low), N(high));
}

static void put_cell(truce__brief *b, band of) {
    double wide = of.high - of.low < 0.01 ? 1 : 100 * (of.high - of.low);
    putf(b, "<td><svg class=band aria-hidden=true><rect x=%.1f%% width=%.1f%% /></svg> %s</td>",
         100 * of.low > 99 ? 99 : 100 * of.low, wide, band_words(b, of));
}

static void put_table(truce__brief *b, const truce_forecast *f, const truce_state *states, const uint32_t *rows,
                      size_t count) {
    size_t horizons = told_horizons(f);
    putf(b, "<table class=bands>\n<caption>%s</caption>\n<thead><tr><th scope=col>%s</th>",
         words(b, BANDS_CAPTION, N(2 - (f->variants > 0))), word(b, COLUMN_OUTCOME));
    for (size_t h = 0; h < horizons; h++) putf(b, "<th scope=col>%s</th>", horizon_words(b, f, h));
    put(b, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; i++) {
        putf(b, "<tr><th scope=row>%s</th>", row_name(b, states, rows[i]));
        for (size_t h = 0; h < horizons; h++) put_cell(b, band_of(f, h, rows[i]));
        put(b, "</tr>\n");
    }
    put(b, "</tbody></table>\n");
}

/* The section's heading: whether what holds today's name stays the most frequent. */
static const char *head(truce__brief *b, const truce_forecast *f) {
    size_t last = told_horizons(f) - 1;
    uint32_t today = truce__naming_outcome(b->graph, b->now);
    bool stays = today != TRUCE__NONE;
    for (uint32_t k = 0; stays && k <= b->model->n_outcomes; k++)
        if (k == b->model->n_outcomes || !truce_graph_has_outcome(b->graph, b->now, k))
            stays = band_of(f, last, k).high < band_of(f, last, today).low;
    return stays ? words(b, OUTLOOK_HEAD_STAYS, H(truce__outcome_called(b, today))) : word(b, OUTLOOK_HEAD);
}

/* Whether what ends by itself does so in the runs, and why not; "" where nothing does in the model. */
static const char *ending_words(truce__brief *b, const truce_forecast *f) {
    uint32_t count = b->model->n_expiries, n_running = 0;
    for (uint32_t i = 0; i < count; i++) n_running += f->lapses && f->lapses[i];
    if (count == 0) return "";
    if (n_running == 0 && !f->is_calendar) return word(b, OUTLOOK_NOTHING_ENDS_IN_ROUNDS);
    if (n_running == 0) return word(b, OUTLOOK_NOTHING_ENDS);
    return n_running < count ? word(b, OUTLOOK_SOME_ENDS) : word(b, OUTLOOK_ALL_ENDS);
}

/* Whether some situation is of both outcomes, and whether all of the second are of the first. */
static bool overlap(const truce__brief *b, uint32_t first, uint32_t second, bool *includes) {
    bool is_shared = false;
    *includes = true;
    for (truce_state s = 1; s <= truce_graph_state_count(b->graph); s++) {
        if (!truce_graph_has_outcome(b->graph, s, second)) continue;
        bool is_both = truce_graph_has_outcome(b->graph, s, first);
        is_shared |= is_both;
        *includes &= is_both;
    }
    *includes &= is_shared;
    return is_shared;
}

/* That outcomes overlap, and which include others; "" where none do. */
static const char *overlap_words(truce__brief *b, const uint32_t *outcomes, size_t count) {
    const char *all = "", *names[ROWS];
    bool is_shared = false, includes;
    for (size_t i = 0; i < count; i++) {
        size_t n_included = 0;
        for (size_t k = 0; k < count; k++) {
            if (i == k || outcomes[i] >= b->model->n_outcomes || outcomes[k] >= b->model->n_outcomes) continue;
            is_shared |= overlap(b, outcomes[i], outcomes[k], &includes);
            if (includes) names[n_included++] = truce__outcome_called(b, outcomes[k]);
        }
        if (n_included == 0) continue;
        const char *name = truce__capital(b, truce__outcome_called(b, outcomes[i]));
        all = truce__fragment(b, "%s %s", all,
                              words(b, OUTLOOK_INCLUDES, H(name), H(truce__choice(b, names, n_included))));
    }
    return is_shared ? truce__fragment(b, " %s%s", word(b, OUTLOOK_OVERLAPS), all) : "";
}

/* What the method tells of it. */
static void keep(truce__brief *b, const truce_forecast *f, const uint32_t *rows, size_t count) {
    truce__outlook *told = &b->outlook;
    *told = (truce__outlook){.is_told = true, .is_calendar = f->is_calendar, .concept = f->query.concept,
                             .slips = hundredths(f->query.slip), .more_slips = hundredths(f->slip_high),
                             .readings = f->variants,
                             .has_fewer = f->variants < b->sample.variants};
    for (uint32_t i = 0; f->lapses && i < b->model->n_expiries; i++) told->has_endings |= f->lapses[i];
    for (size_t i = 0; i < count; i++)
        for (size_t h = 0; h < told_horizons(f); h++)
            told->error = fmax(told->error, f->outlooks[h * f->outcome_count + rows[i]].error);
}

static void tell(truce__brief *b, const truce_forecast *f, const truce_state *states) {
    uint32_t rows[ROWS + 1 + 1 + TRUCE__TARGETS];
    bool is_rare = true;
    size_t count = f->horizon_count ? choose(b, f, rows, &is_rare) : 0;
    if (count == 0) return;
    keep(b, f, rows, count);
    truce__section(b, "outlook", head(b, f));
    truce__put_first_alternatives(b);
    putf(b, "<p>%s", words(b, OUTLOOK_INTRO, N(b->outlook.slips), N(b->outlook.more_slips)));
    if (!f->is_calendar) putf(b, " %s", word(b, WHAT_A_ROUND_IS));
    put(b, "</p>\n");
    put_table(b, f, states, rows, count);
    const char *ending = ending_words(b, f);
    putf(b, "<p>%s%s%s%s%s%s</p>\n", word(b, OUTLOOK_MEANS), overlap_words(b, rows, count), is_rare ? " " : "",
         is_rare ? word(b, OUTLOOK_OTHERS_RARE) : "", *ending ? " " : "", ending);
    put(b, "</section>\n");
}

static uint64_t readings(const truce__brief *b) {
    uint64_t count = WORK / truce_graph_state_count(b->graph);
    if (count < LEAST_READINGS) count = LEAST_READINGS;
    if (count > MOST_READINGS) count = MOST_READINGS;
    return b->sample.variants < count ? b->sample.variants : count;
}

/* What limits forbid is not told, and what the forecast remarks on is no matter of the brief. */
void truce__brief_outlook(truce__brief *b) {
    truce_forecast_query query = truce_forecast_usual();
    truce_forecast *f = NULL;
    bool is_wanted = !b->options->has_variants || b->options->variants > 0;
    if (!b->now || !is_wanted || b->findings.count == 0 || truce_graph_state_count(b->graph) > STATES) return;
    if (truce__out_failed(&b->out)) return;
    truce_state states[1 + TRUCE__TARGETS];
    query.with_rest = true;
    query.states = states;
    query.state_count = singles(b, states);
    query.variants = readings(b);
    truce__diags_mark mark = truce__diags_here(b->ctx);
    truce_status status = truce_forecast_make(b->ctx, b->graph, &query, &f);
    if (status == TRUCE_OK || status == TRUCE_E_LIMIT) truce__diags_forget(b->ctx, mark);
    if (status != TRUCE_E_LIMIT) truce__out_note(&b->out, status);
    if (status == TRUCE_OK) tell(b, f, states);
    truce_forecast_free(f);
}
