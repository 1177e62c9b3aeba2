/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the model goes from today, under assumptions about slips: by outcome and horizon the band of what forecasts
 * say. A table, with a bar in each cell.
 */
#include "brief/brief.h"

#include <truce/forecast.h>

/* Situations and readings that are forecast; horizons and outcomes that are told. */
enum { STATES = 1 << 12, READINGS = 100, HORIZONS = 3, ROWS = 6 };

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

/* Outcomes with a chance of at least a hundredth, the rest behind them. */
static size_t choose(const truce_forecast *f, uint32_t *outcomes) {
    size_t count = 0;
    for (uint32_t k = 0; k < f->outcome_count; k++) {
        bool has_chance = false, is_rest = k + 1 == f->outcome_count;
        for (size_t h = 0; h < f->horizon_count; h++) has_chance |= hundredths(band_of(f, h, k).high) > 0;
        if (has_chance && (is_rest || count < ROWS)) outcomes[count++] = k;
    }
    return count;
}

/* The signs of today and the targets that are of the outcome, where several are: runs there may be in any. */
static const char *signs_within(truce__brief *b, uint32_t outcome) {
    const char *signs = "";
    uint32_t count = 0;
    for (size_t i = 0; i <= b->chosen.n_targets; i++) {
        truce_state state = i ? b->chosen.targets[i - 1].state : b->now;
        if (!truce_graph_has_outcome(b->graph, state, outcome)) continue;
        const char *sign = i ? truce__target_sign(b, state) : word(b, SIGN_TODAY);
        signs = count++ ? words(b, SIGNS, H(signs), H(sign)) : sign;
    }
    return count > 1 ? signs : "";
}

static const char *row_name(truce__brief *b, uint32_t outcome) {
    if (outcome == b->model->n_outcomes) return word(b, NO_OUTCOME);
    const char *name = truce__capital(b, truce__outcome_called(b, outcome)), *signs = signs_within(b, outcome);
    return *signs ? words(b, NAME_WITH_SIGN, H(name), H(signs)) : name;
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

static void put_table(truce__brief *b, const truce_forecast *f, const uint32_t *outcomes, size_t count) {
    size_t horizons = f->horizon_count < HORIZONS ? f->horizon_count : HORIZONS;
    putf(b, "<table class=bands>\n<caption>%s</caption>\n<thead><tr><th scope=col>%s</th>",
         word(b, BANDS_CAPTION), word(b, COLUMN_OUTCOME));
    for (size_t h = 0; h < horizons; h++) putf(b, "<th scope=col>%s</th>", horizon_words(b, f, h));
    put(b, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; i++) {
        putf(b, "<tr><th scope=row>%s</th>", row_name(b, outcomes[i]));
        for (size_t h = 0; h < horizons; h++) put_cell(b, band_of(f, h, outcomes[i]));
        put(b, "</tr>\n");
    }
    put(b, "</tbody></table>\n");
}

/* The section's heading: whether what holds today's name stays the most frequent. */
static const char *head(truce__brief *b, const truce_forecast *f) {
    size_t last = (f->horizon_count < HORIZONS ? f->horizon_count : HORIZONS) - 1;
    uint32_t today = truce__naming_outcome(b->graph, b->now);
    bool stays = today != TRUCE__NONE;
    for (uint32_t k = 0; stays && k < f->outcome_count; k++)
        if (k == b->model->n_outcomes || !truce_graph_has_outcome(b->graph, b->now, k))
            stays = band_of(f, last, k).high < band_of(f, last, today).low;
    return stays ? words(b, OUTLOOK_HEAD_STAYS, H(truce__outcome_called(b, today))) : word(b, OUTLOOK_HEAD);
}

/* Whether what ends by itself does so in the runs; "" where nothing does in the model. */
static const char *ending_words(truce__brief *b, const truce_forecast *f) {
    uint32_t count = b->model->n_expiries, n_running = 0;
    for (uint32_t i = 0; i < count; i++) n_running += f->lapses && f->lapses[i];
    if (count == 0) return "";
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

/* That rows overlap, and which include others; "" where none do. */
static const char *overlap_words(truce__brief *b, const uint32_t *outcomes, size_t count) {
    const char *all = "", *names[ROWS];
    bool is_shared = false, includes;
    for (size_t i = 0; i < count; i++) {
        size_t n_included = 0;
        for (size_t k = 0; k < count; k++) {
            if (i == k || outcomes[i] == b->model->n_outcomes || outcomes[k] == b->model->n_outcomes) continue;
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

static void tell(truce__brief *b, const truce_forecast *f) {
    uint32_t outcomes[ROWS + 1];
    size_t count = f->horizon_count ? choose(f, outcomes) : 0;
    if (count == 0) return;
    truce__section(b, "outlook", head(b, f));
    const truce_forecast_query *q = &f->query;
    putf(b, "<p>%s", words(b, OUTLOOK_INTRO, N(hundredths(q->slip)), N(hundredths(f->slip_high))));
    if (!f->is_calendar) putf(b, " %s", word(b, WHAT_A_ROUND_IS));
    put(b, "</p>\n");
    put_table(b, f, outcomes, count);
    const char *ending = ending_words(b, f);
    putf(b, "<p>%s%s%s%s</p>\n", word(b, OUTLOOK_MEANS), overlap_words(b, outcomes, count), *ending ? " " : "",
         ending);
    put(b, "</section>\n");
}

/* What limits forbid is not told, and what the forecast remarks on is no matter of the brief. */
void truce__brief_outlook(truce__brief *b) {
    truce_forecast_query query = truce_forecast_usual();
    truce_forecast *f = NULL;
    bool is_wanted = !b->options->has_variants || b->options->variants > 0;
    if (!b->now || !is_wanted || b->findings.count == 0 || truce_graph_state_count(b->graph) > STATES) return;
    if (truce__out_failed(&b->out)) return;
    query.with_rest = true;
    query.variants = b->sample.variants < READINGS ? b->sample.variants : READINGS;
    truce__diags_mark mark = truce__diags_here(b->ctx);
    truce_status status = truce_forecast_make(b->ctx, b->graph, &query, &f);
    if (status == TRUCE_OK || status == TRUCE_E_LIMIT) truce__diags_forget(b->ctx, mark);
    if (status != TRUCE_E_LIMIT) truce__out_note(&b->out, status);
    if (status == TRUCE_OK) tell(b, f);
    truce_forecast_free(f);
}
