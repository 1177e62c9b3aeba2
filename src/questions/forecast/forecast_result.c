/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shape of `forecast`: what is assumed, the outlook by horizon and outcome, the first agreement, where it ends.
 * The prose says what a figure means and does not mean, to somebody who knows nothing of statistics.
 */
#include "questions/questions.h"
#include "result/declare.h"
#include "words/say.h"

#include <truce/forecast.h>

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#define GET(name, value) GET_OF(truce_forecast, name, value)
#define IS(name, truth) IS_OF(truce_forecast, name, truth)

enum { DIGITS = 32, RANGE_DIGITS = 2 * TRUCE__PERCENT + 4, TOLD_ENDS = 3 };
enum { MOST_FOR_VARIANTS = 4096 }; /* states, if nobody asks for variants */

static const truce_forecast *of(const truce__at *at) { return at->result->self; }

static const char *const slips_names[] = {"undoable", "step", "any", NULL};
static const char *const unit_names[] = {"rounds", "days", NULL};

/* ------------------------------------------------------------------ numbers */

/* A number in the cell's own text. */
static truce__value decimal(const truce__at *at, const char *digits) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce__text_puts(text, digits);
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__decimal_of(truce__text_bytes(text));
}

static truce__value probability(const truce__at *at, double p) {
    char digits[DIGITS];
    snprintf(digits, sizeof digits, "%.6f", p);
    return decimal(at, digits);
}

static truce__value duration(const truce__at *at, double time) {
    char digits[DIGITS];
    snprintf(digits, sizeof digits, "%.10g", time);
    return decimal(at, digits);
}

/* A bound, where variants were drawn and it is known. */
static truce__value bound(const truce__at *at, double p) {
    return of(at)->variants && !isnan(p) ? probability(at, p) : truce__none();
}

static truce__value told(const truce__at *at, double p) {
    char figure[TRUCE__PERCENT];
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce__text_puts(text, truce__percent_of(p, figure));
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}

/* -------------------------------------------------------------- assumptions */

GET(concept, truce__text_of(truce_concept_at(r->query.concept)->id))
GET(slip, probability(at, r->query.slip))
GET(slip_high, probability(at, r->slip_high))
GET(slips, truce__text_of(slips_names[r->query.slips]))
GET(initiative, probability(at, r->query.initiative))
GET(unit, truce__text_of(unit_names[r->is_calendar]))
GET(tempo, r->is_calendar ? duration(at, r->tempo[at->index]) : truce__none())
GET(variants, truce__number(r->variants))
GET(seed, truce__number(r->query.seed))
static const truce__field assumption_fields[] = {
    {"concept", TEXT, IN_JSON, .get = concept},
    {"slip", DECIMAL, IN_JSON, .get = slip, .about = "the probability of a slip at a decision"},
    {"slip_high", DECIMAL, IN_JSON, .get = slip_high},
    {"slips", TEXT, IN_JSON, .get = slips, .one_of = slips_names, .about = "which changes may be slips"},
    {"initiative", DECIMAL, IN_JSON, .get = initiative},
    {"unit", TEXT, IN_JSON, .get = unit, .one_of = unit_names, .about = "of time"},
    {"tempo", MAP, IN_JSON, .domain = &truce__party_domain, .of = ITEM(DECIMAL, TRUCE__NULLABLE, .get = tempo),
     .about = "days between two decisions of a party; null where time is in rounds"},
    {"variants", NUMBER, IN_JSON, .get = variants, .about = "readings drawn; 0: the model was read as it stands"},
    {"seed", NUMBER, IN_JSON, .get = seed},
    {0}};

/* ----------------------------------------------------------------- outlooks */

/* An item of the horizons, in it one of the outcomes. */
static const truce_horizon *horizon_of(const truce__at *at) { return &of(at)->horizons[at->index]; }
static const truce_outlook *outlook_of(const truce__at *at) {
    return &of(at)->outlooks[at->up->index * of(at)->outcome_count + at->index];
}
#define OUTLOOK (outlook_of(at))

static uint64_t count_horizons(const truce__at *at) { return of(at)->horizon_count; }
static const char *date_of(const truce_horizon *horizon) { return *horizon->date ? horizon->date : NULL; }

GET(horizon_at, duration(at, horizon_of(at)->at))
GET(horizon_date, truce__text_of(date_of(horizon_of(at))))
GET(the_outcome, truce__member(at, &truce__outcome_domain, at->index))
GET(p, probability(at, OUTLOOK->p))
GET(low, bound(at, OUTLOOK->low))
GET(high, bound(at, OUTLOOK->high))
GET(slip0, probability(at, OUTLOOK->slip0))
GET(more_slips, probability(at, OUTLOOK->slip_high))
GET(reference, probability(at, OUTLOOK->reference))
static const truce__field outlook_fields[] = {
    {"outcome", MEMBER, IN_JSON, .get = the_outcome, .domain = &truce__outcome_domain},
    {"p", DECIMAL, IN_JSON, .get = p},
    {"low", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = low, .about = "below it lie a tenth of the variants"},
    {"high", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = high},
    {"slip0", DECIMAL, IN_JSON, .get = slip0, .about = "without slips"},
    {"slip_high", DECIMAL, IN_JSON, .get = more_slips, .about = "with two and a half times as many"},
    {"reference", DECIMAL, IN_JSON, .get = reference, .about = "if nothing changes"},
    {0}};

/* The most probable states of a horizon. */
static const truce_likely_state *likely_of(const truce__at *at, uint64_t horizon) {
    return &of(at)->likely[horizon * TRUCE_LIKELY_STATES];
}

static bool next_likely(const truce__at *list, truce__at *item) {
    if (++item->index == TRUCE_LIKELY_STATES) return false;
    item->self = &likely_of(list, list->index)[item->index];
    item->state = likely_of(list, list->index)[item->index].state;
    return item->state != 0;
}

#define LIKELY ((const truce_likely_state *)at->self)
GET(likely_p, probability(at, LIKELY->p))
GET(told_likely_p, told(at, LIKELY->p))
static const truce__field likely_fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__state_fields}, {"p", DECIMAL, IN_JSON, .get = likely_p}, {0}};

/* --------------------------------------------------------------------- ends */

#define END ((const truce_end *)at->self)

static bool next_end(const truce__at *list, truce__at *item) {
    uint64_t limit = list->result->options->limit;
    if (++item->index >= of(list)->end_count || (limit && item->index >= limit)) return false;
    item->self = &of(list)->ends[item->index];
    return true;
}

static bool next_end_state(const truce__at *list, truce__at *item) {
    const truce_end *end = list->self;
    uint64_t limit = list->result->options->limit;
    if (++item->index >= end->count || (limit && item->index >= limit)) return false;
    item->state = end->states[item->index];
    return true;
}

GET(end_state, truce__state_of(at->state))
GET(end_size, truce__number(END->count))
GET(end_p, probability(at, END->p))
GET(end_low, bound(at, END->low))
GET(end_high, bound(at, END->high))
GET(knows_ends, r->knows_ends ? truce__bool(true) : truce__none())
static const truce__field end_fields[] = {
    {"states", LIST, IN_JSON, .next = next_end_state, .of = ITEM(STATE, .get = end_state)},
    {"size", NUMBER, IN_JSON, .get = end_size},
    {"p", DECIMAL, IN_JSON, .get = end_p},
    {"low", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = end_low,
     .about = "in the variants, of ending where some of these states come again and again"},
    {"high", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = end_high},
    {0}};

/* ------------------------------------------------------- agreement, simulation */

GET(mean, isfinite(r->mean) ? duration(at, r->mean) : truce__none())
GET(within, probability(at, r->within[at->index].p))
GET(within_low, bound(at, r->within[at->index].low))
GET(within_high, bound(at, r->within[at->index].high))
GET(agreed_today, truce__bool(r->agreed_today))
GET(ever, isnan(r->ever.p) ? truce__none() : probability(at, r->ever.p))
GET(ever_low, bound(at, r->ever.low))
GET(ever_high, bound(at, r->ever.high))
static const truce__field agreement_fields[] = {
    {"today", BOOL, IN_JSON, .get = agreed_today,
     .about = "whether today's state is one, in the model as it is written"},
    {"ever", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = ever,
     .about = "the probability that one ever comes; null where it is not known"},
    {"ever_low", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = ever_low},
    {"ever_high", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = ever_high},
    {"mean", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = mean,
     .about = "time until the first agreement, in the model as it is written; null where it may never come, or is "
              "not known"},
    {"within", LIST, IN_JSON, .count = count_horizons, .of = ITEM(DECIMAL, .get = within),
     .about = "by horizon, of having come to one"},
    {"within_low", LIST, IN_JSON, .count = count_horizons, .of = ITEM(DECIMAL, TRUCE__NULLABLE, .get = within_low)},
    {"within_high", LIST, IN_JSON, .count = count_horizons, .of = ITEM(DECIMAL, TRUCE__NULLABLE, .get = within_high)},
    {0}};

GET(runs, truce__number(r->query.simulate))
GET(is_simulated, r->query.simulate ? truce__bool(true) : truce__none())
GET(count, truce__number(OUTLOOK->simulated))
GET(share, probability(at, (double)OUTLOOK->simulated / (double)r->query.simulate))
static const truce__field simulated_outcome_fields[] = {
    {"outcome", MEMBER, IN_JSON, .get = the_outcome, .domain = &truce__outcome_domain},
    {"count", NUMBER, IN_JSON, .get = count},
    {"share", DECIMAL, IN_JSON, .get = share},
    {0}};
static const truce__field simulated_horizon_fields[] = {
    {"at", DECIMAL, IN_JSON, .get = horizon_at},
    {"outcomes", LIST, IN_JSON, .domain = &truce__outcome_domain, .of = RECORD_OF(simulated_outcome_fields)},
    {0}};
static const truce__field simulated_fields[] = {
    {"runs", NUMBER, IN_JSON, .get = runs},
    {"horizons", LIST, IN_JSON, .count = count_horizons, .of = RECORD_OF(simulated_horizon_fields)},
    {0}};

/* --------------------------------------------------------------------- rows */

/* A row of the outlook for spreadsheets: one number for horizon and outcome. */
static uint64_t count_rows(const truce__at *at) { return of(at)->horizon_count * of(at)->outcome_count; }
static const truce_outlook *row_of(const truce__at *at) { return &of(at)->outlooks[at->index]; }
static const truce_horizon *horizon_of_row(const truce__at *at) {
    return &of(at)->horizons[at->index / of(at)->outcome_count];
}
GET(row_at, duration(at, horizon_of_row(at)->at))
GET(row_date, truce__text_of(date_of(horizon_of_row(at))))
GET(row_outcome, truce__member(at, &truce__outcome_domain, at->index % r->outcome_count))
GET(row_p, probability(at, row_of(at)->p))
GET(row_low, bound(at, row_of(at)->low))
GET(row_high, bound(at, row_of(at)->high))
GET(row_slip0, probability(at, row_of(at)->slip0))
GET(row_slip_high, probability(at, row_of(at)->slip_high))
GET(row_reference, probability(at, row_of(at)->reference))
static const truce__field row_fields[] = {
    {"at", DECIMAL, IN_CSV, .get = row_at},
    {"date", TEXT, IN_CSV, TRUCE__NULLABLE, .get = row_date},
    {"outcome", MEMBER, IN_CSV, .get = row_outcome, .domain = &truce__outcome_domain},
    {"p", DECIMAL, IN_CSV, .get = row_p},
    {"low", DECIMAL, IN_CSV, TRUCE__NULLABLE, .get = row_low},
    {"high", DECIMAL, IN_CSV, TRUCE__NULLABLE, .get = row_high},
    {"slip0", DECIMAL, IN_CSV, .get = row_slip0},
    {"slip_high", DECIMAL, IN_CSV, .get = row_slip_high},
    {"reference", DECIMAL, IN_CSV, .get = row_reference},
    {0}};

/* ------------------------------------------------------------------ drawing */

/* The same by outcome, then by horizon. */
static const truce_outlook *spot_of(const truce__at *at) {
    const truce_forecast *f = of(at);
    return &f->outlooks[at->index % f->horizon_count * f->outcome_count + at->index / f->horizon_count];
}
#define IN_FIGURE (IN_PEOPLE | TRUCE__IN_DRAWING)
GET(spot_outcome, truce__member(at, &truce__outcome_domain, at->index / r->horizon_count))
GET(spot_time, duration(at, r->horizons[at->index % r->horizon_count].at))
GET(spot_now, probability(at, spot_of(at)->reference))
GET(spot_p, probability(at, spot_of(at)->p))
GET(spot_low, bound(at, spot_of(at)->low))
GET(spot_high, bound(at, spot_of(at)->high))
GET(spot_slip0, probability(at, spot_of(at)->slip0))
GET(spot_more, probability(at, spot_of(at)->slip_high))
static const truce__field spot_fields[] = {
    {"panel", MEMBER, IN_FIGURE, .get = spot_outcome, .domain = &truce__outcome_domain, .head = HEAD(OUTCOME)},
    {"time", DECIMAL, IN_FIGURE, .get = spot_time, .head = HEAD(NOW)},
    {"now", DECIMAL, IN_FIGURE, .get = spot_now, .head = HEAD(NOW)},
    {"value", DECIMAL, IN_FIGURE, .get = spot_p, .head = HEAD(FORECAST)},
    {"low", DECIMAL, IN_FIGURE, TRUCE__NULLABLE, .get = spot_low, .head = HEAD(RANGE)},
    {"high", DECIMAL, IN_FIGURE, TRUCE__NULLABLE, .get = spot_high, .head = HEAD(RANGE)},
    {"other", DECIMAL, IN_FIGURE, .get = spot_slip0, .head = HEAD(NO_SLIPS)},
    {"another", DECIMAL, IN_FIGURE, .get = spot_more, .head = HEAD(MORE_SLIPS)},
    {0}};
static const truce__field spots = {
    NULL, LIST, IN_FIGURE, .count = count_rows, .of = RECORD_OF(spot_fields)};
IS(is_in_days, r->is_calendar && r->outcome_count)
IS(is_in_rounds, !r->is_calendar && r->outcome_count)

/* -------------------------------------------------------------- for people */

IS(has_band, r->variants > 0)

/* "0–5.8%"; where both ends look alike, once. */
static const char *range(double low, double high, char figure[RANGE_DIGITS]) {
    char first[TRUCE__PERCENT], last[TRUCE__PERCENT];
    truce__percent_of(low, first);
    truce__percent_of(high, last);
    if (strcmp(first, last) == 0) first[0] = '\0';
    else first[strlen(first) - 1] = '\0';
    snprintf(figure, RANGE_DIGITS, "%s%s%s", first, *first ? "\xE2\x80\x93" : "", last);
    return figure;
}

static truce__value band(const truce__at *at) {
    char figure[RANGE_DIGITS];
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce__text_puts(text, range(OUTLOOK->low, OUTLOOK->high, figure));
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}

GET(told_now, truce__bool(OUTLOOK->reference > 0))
GET(told_slip0, told(at, OUTLOOK->slip0))
GET(told_p, told(at, OUTLOOK->p))
GET(told_more, told(at, OUTLOOK->slip_high))
static const truce__field told_outlook_fields[] = {
    {"now", BOOL, IN_PEOPLE, .get = told_now, .head = HEAD(NOW)},
    {"slip0", TEXT, IN_PEOPLE, TRUCE__RIGHT, .get = told_slip0, .head = HEAD(NO_SLIPS)},
    {"p", TEXT, IN_PEOPLE, TRUCE__RIGHT, .get = told_p, .head = HEAD(FORECAST)},
    {"band", TEXT, IN_PEOPLE, TRUCE__RIGHT, .get = band, .head = HEAD(RANGE), .when = has_band},
    {"slip_high", TEXT, IN_PEOPLE, TRUCE__RIGHT, .get = told_more, .head = HEAD(MORE_SLIPS)},
    {"outcome", MEMBER, IN_PEOPLE, TRUCE__LAST, .get = the_outcome, .domain = &truce__outcome_domain,
     .head = HEAD(OUTCOME)},
    {0}};
static const truce__field told_likely_fields[] = {
    {"", SPLICE, IN_PEOPLE, .of = truce__told_state_fields},
    {"p", TEXT, IN_PEOPLE, TRUCE__RIGHT, .get = told_likely_p, .head = HEAD(FORECAST)},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_outcome_fields},
    {0}};

/* "30 days", "4 rounds" */
static void say_time(const truce__at *at, truce__say *say, double time) {
    char figure[TRUCE__PERCENT];
    bool is_whole = time == floor(time) && time < 1e15;
    snprintf(figure, sizeof figure, time < 100 ? "%.1f" : "%.0f", time);
    if (of(at)->is_calendar && is_whole) SAY(say, FORECAST_DAYS, truce__number((uint64_t)time));
    else if (of(at)->is_calendar) SAY(say, FORECAST_SOME_DAYS, truce__text_of(figure));
    else if (is_whole) SAY(say, FORECAST_ROUNDS, truce__number((uint64_t)time));
    else SAY(say, FORECAST_SOME_ROUNDS, truce__text_of(figure));
}

static void say_tempo(const truce__at *at, truce__say *say) {
    const truce_forecast *f = of(at);
    if (!f->is_calendar) {
        SAY_ALONE(say, FORECAST_IN_ROUNDS);
        truce__say_end(say, TRUCE__PARAGRAPH);
        return;
    }
    for (uint32_t party = 0; party < at->model->n_parties; party++) {
        SAY(say, FORECAST_EVERY, truce__party_of(at, party));
        say_time(at, say, f->tempo[party]);
        SAY_ALONE(say, FORECAST_ON_AVERAGE);
        truce__say_end(say, TRUCE__POINT);
    }
}

static void say_lapses(const truce__at *at, truce__say *say) {
    const truce_forecast *f = of(at);
    for (uint32_t i = 0; i < at->model->n_expiries; i++) {
        const truce__expiry *expiry = &at->model->expiries[i];
        if (f->lapses[i]) {
            SAY(say, FORECAST_LAPSES, truce__stmt_of(&expiry->when));
            say_time(at, say, expiry->hours / 24);
            SAY_ALONE(say, FORECAST_ON_AVERAGE);
        } else if (expiry->hours > 0 && !f->is_calendar) {
            SAY(say, FORECAST_STANDS_IN_ROUNDS, truce__stmt_of(&expiry->when));
        } else {
            SAY(say, FORECAST_STANDS, truce__stmt_of(&expiry->when));
        }
        truce__say_end(say, TRUCE__POINT);
    }
}

static void say_mistakes(const truce__at *at, truce__say *say) {
    const truce_forecast *f = of(at);
    static const truce__message kinds[] = {TRUCE__M_FORECAST_UNDOABLE, TRUCE__M_FORECAST_STEP, TRUCE__M_FORECAST_ANY};
    char figure[TRUCE__PERCENT];
    truce__percent_of(f->query.slip, figure);
    if (f->query.slip > 0)
        SAY(say, FORECAST_SLIPS, truce__text_of(figure), truce__message_of(kinds[f->query.slips]));
    else SAY_ALONE(say, FORECAST_NO_SLIPS);
    truce__say_end(say, TRUCE__POINT);
    if (f->query.initiative <= 0) return;
    SAY(say, FORECAST_INITIATIVE, truce__text_of(truce__percent_of(f->query.initiative, figure)));
    truce__say_end(say, TRUCE__POINT);
}

static void say_method(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    SAY(say, FORECAST_PLAYS, truce__the_state(truce_graph_status_quo(at->graph)),
        truce__text_of(truce_concept_at(of(at)->query.concept)->label));
    truce__say_end(say, TRUCE__PARAGRAPH);
    truce__say_concept(say, of(at)->query.concept);
    say_tempo(at, say);
    say_mistakes(at, say);
    say_lapses(at, say);
}

static void say_space(const truce__at *at, truce__say *say) {
    if (of(at)->outcome_count) truce__say_blank(say);
}

static void say_horizon(const truce__at *at, truce__say *say) {
    const truce_horizon *horizon = &of(at)->horizons[at->index];
    truce__say_blank(say);
    SAY_ALONE(say, FORECAST_AFTER);
    say_time(at, say, horizon->at);
    if (*horizon->date) SAY(say, FORECAST_ON, truce__text_of(horizon->date));
    truce__say_end(say, TRUCE__HEAD);
}

/* Outcomes that are not so today and have a chance without slips, at the last horizon. */
IS(comes_without, r->horizon_count &&
                      r->outlooks[(r->horizon_count - 1) * r->outcome_count + at->index].fraction > 0 &&
                      r->outlooks[at->index].reference <= 0)

static void say_slips(const truce__at *at, truce__say *say) {
    const truce_forecast *f = of(at);
    char figure[TRUCE__PERCENT];
    SAY(say, FORECAST_MEANS_SLIPS, truce__text_of(truce__percent_of(f->slip_high, figure)));
    if (f->stands_still && f->query.initiative > 0) SAY_ALONE(say, FORECAST_STILL_BUT_INITIATIVE);
    else if (f->stands_still && f->variants) SAY_ALONE(say, FORECAST_STILL_AS_WRITTEN);
    else if (f->stands_still) SAY_ALONE(say, FORECAST_STILL);
    truce__say_end(say, TRUCE__POINT);
    if (!f->outcome_count) return;
    if (truce__count_kept(at, &truce__outcome_domain, comes_without))
        SAY(say, FORECAST_WITHOUT, truce__these(at, &truce__outcome_domain, comes_without));
    else SAY_ALONE(say, FORECAST_NONE_WITHOUT);
    truce__say_end(say, TRUCE__POINT);
}

/* What is unsure in the model, and what that does to the figures. */
static void say_doubts(const truce__at *at, truce__say *say) {
    const truce_forecast *f = of(at);
    if (f->variants) SAY(say, FORECAST_MEANS_RANGE, truce__number(f->doubts), truce__number(f->variants));
    else if (f->doubts) SAY(say, FORECAST_NO_RANGE, truce__number(f->doubts));
    else SAY_ALONE(say, FORECAST_NO_DOUBTS);
    if (f->variants && f->unsaid) SAY(say, FORECAST_UNSAID, truce__number(f->unsaid), truce__number(f->statements));
    truce__say_end(say, TRUCE__POINT);
}

static void say_meaning(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    SAY_ALONE(say, FORECAST_MEANS);
    truce__say_end(say, TRUCE__HEAD);
    SAY_ALONE(say, FORECAST_MEANS_FIGURE);
    truce__say_end(say, TRUCE__POINT);
    say_slips(at, say);
    say_doubts(at, say);
    SAY_ALONE(say, FORECAST_MEANS_NOW);
    truce__say_end(say, TRUCE__POINT);
}

IS(is_worse_without, r->worse_without[at->index])

/* How long it takes, in the model as it is written. An agreement that is there today takes no time. */
static void say_mean(const truce__at *at, truce__say *say) {
    const truce_forecast *f = of(at);
    if (f->ever.p <= 0 || isnan(f->mean) || f->agreed_today) return;
    if (isfinite(f->mean)) {
        SAY_ALONE(say, FORECAST_MEAN);
        say_time(at, say, f->mean < 100 ? round(10 * f->mean) / 10 : round(f->mean));
    } else {
        SAY_ALONE(say, FORECAST_NEVER);
    }
    if (f->variants) SAY_ALONE(say, FORECAST_AS_WRITTEN);
    SAY_ALONE(say, FORECAST_STOP);
}

static void say_agreement(const truce__at *at, truce__say *say) {
    const truce_forecast *f = of(at);
    char figure[TRUCE__PERCENT], bounds[RANGE_DIGITS];
    truce__say_blank(say);
    SAY_ALONE(say, FORECAST_AGREEMENT);
    truce__say_end(say, TRUCE__HEAD);
    SAY_ALONE(say, FORECAST_AGREEMENT_IS);
    truce__say_end(say, TRUCE__POINT);
    if (f->agreed_today) {
        SAY_ALONE(say, FORECAST_AGREED_TODAY);
        if (f->variants) SAY_ALONE(say, FORECAST_AS_WRITTEN);
        SAY(say, FORECAST_AGREED_BECAUSE, truce__these(at, &truce__party_domain, is_worse_without));
        truce__say_end(say, TRUCE__POINT);
    }
    if (f->ever.p <= 0) SAY_ALONE(say, FORECAST_NO_AGREEMENT);
    else SAY_ALONE(say, FORECAST_COMES);
    for (size_t i = 0; i < f->horizon_count && f->ever.p > 0; i++) {
        SAY(say, FORECAST_WITHIN, truce__text_of(truce__percent_of(f->within[i].p, figure)));
        if (f->variants)
            SAY(say, FORECAST_BETWEEN, truce__text_of(range(f->within[i].low, f->within[i].high, bounds)));
        SAY_ALONE(say, FORECAST_WITHIN_TIME);
        say_time(at, say, f->horizons[i].at);
        if (i + 1 < f->horizon_count) SAY_ALONE(say, LIST_NEXT);
        else SAY_ALONE(say, FORECAST_STOP);
    }
    say_mean(at, say);
    truce__say_end(say, TRUCE__POINT);
}

static void say_end_of(truce__say *say, const truce_end *end) {
    char figure[TRUCE__PERCENT];
    truce__value p = truce__text_of(truce__percent_of(end->p, figure));
    if (end->count == 1) SAY(say, FORECAST_ENDS_IN, truce__the_state(end->states[0]), p);
    else SAY(say, FORECAST_MOVES_AMONG, truce__number(end->count), truce__the_state(end->states[0]), p);
    truce__say_end(say, TRUCE__POINT);
}

static void say_ends(const truce__at *at, truce__say *say) {
    const truce_forecast *f = of(at);
    truce__say_blank(say);
    SAY_ALONE(say, FORECAST_ENDS);
    if (f->variants) SAY_ALONE(say, FORECAST_AS_WRITTEN);
    truce__say_end(say, TRUCE__HEAD);
    if (!f->knows_ends) {
        SAY_ALONE(say, FORECAST_ENDS_UNKNOWN);
        truce__say_end(say, TRUCE__POINT);
        return;
    }
    for (size_t i = 0; i < f->end_count && i < TOLD_ENDS; i++) say_end_of(say, &f->ends[i]);
    if (f->end_count <= TOLD_ENDS) return;
    SAY(say, FORECAST_ENDS_MORE, truce__number(f->end_count - TOLD_ENDS));
    truce__say_end(say, TRUCE__POINT);
}

/* The largest difference between what was computed and what was played. */
static double largest_difference(const truce_forecast *f) {
    double most = 0;
    for (size_t i = 0; i < f->horizon_count * f->outcome_count; i++)
        most = fmax(most, fabs(f->outlooks[i].p - (double)f->outlooks[i].simulated / (double)f->query.simulate));
    return most;
}

static void say_simulated(const truce__at *at, truce__say *say) {
    const truce_forecast *f = of(at);
    char figure[TRUCE__PERCENT];
    if (!f->query.simulate || !f->outcome_count) return;
    truce__say_blank(say);
    SAY(say, FORECAST_SIMULATED, truce__number(f->query.simulate),
        truce__text_of(truce__percent_of(largest_difference(f), figure)));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static const truce__field horizon_fields[] = {
    {"at", DECIMAL, IN_JSON, .get = horizon_at, .about = "days or rounds from the model's date on"},
    {"date", TEXT, IN_JSON, TRUCE__NULLABLE, .get = horizon_date},
    {"outcomes", LIST, IN_JSON, TRUCE__TALL, .domain = &truce__outcome_domain, .of = RECORD_OF(outlook_fields)},
    {"states", LIST, IN_JSON, TRUCE__TALL, .next = next_likely, .of = RECORD_OF(likely_fields),
     .about = "the ten most probable"},
    {"", PROSE, IN_PEOPLE, .say = say_horizon},
    {"outlook", LIST, IN_PEOPLE, TRUCE__TABLE | TRUCE__CLOSE_UP, .domain = &truce__outcome_domain,
     .of = RECORD_OF(told_outlook_fields)},
    {"states", LIST, IN_PAPER, TRUCE__TABLE, .next = next_likely, .of = RECORD_OF(told_likely_fields),
     .caption = TRUCE__M_CAPTION_LIKELY},
    {0}};

static const truce__field fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__head_fields},
    {"assumptions", RECORD, IN_JSON, .of = assumption_fields},
    {"horizons", LIST, IN_JSON, TRUCE__TALL, .count = count_horizons, .of = RECORD_OF(horizon_fields)},
    {"first_agreement", RECORD, IN_JSON, .of = agreement_fields,
     .about = "of the model as it is written: a state that every party likes at least as well as what it has without "
              "an agreement, and some party likes better"},
    {"absorbing", LIST, IN_JSON, TRUCE__NULLABLE, .get = knows_ends, .next = next_end, .of = RECORD_OF(end_fields),
     .about = "of the model as it is written: sets of states that are never left; null where too many are reached"},
    {"simulated", RECORD, IN_JSON, TRUCE__NULLABLE, .get = is_simulated, .of = simulated_fields},
    {"outlook", LIST, IN_CSV, TRUCE__TABLE, .count = count_rows, .of = RECORD_OF(row_fields)},
    {"", PROSE, IN_PEOPLE, .say = truce__say_head},
    {"", PROSE, IN_PEOPLE, .say = say_method},
    {"", PROSE, IN_TEXT, .say = say_space},
    {"outlook", FIGURE, IN_FIGURE, .figure = TRUCE__OUTLOOK, .of = &spots, .head = HEAD(OUTLOOK_DAYS),
     .when = is_in_days},
    {"outlook", FIGURE, IN_FIGURE, .figure = TRUCE__OUTLOOK, .of = &spots, .head = HEAD(OUTLOOK_ROUNDS),
     .when = is_in_rounds},
    {"horizons", LIST, IN_PEOPLE, .count = count_horizons, .of = RECORD_OF(horizon_fields)},
    {"", PROSE, IN_PEOPLE, .say = say_meaning},
    {"", PROSE, IN_PEOPLE, .say = say_agreement},
    {"", PROSE, IN_PEOPLE, .say = say_ends},
    {"", PROSE, IN_PEOPLE, .say = say_simulated},
    {0}};

const truce__layout truce__forecast_layout = {"truce.forecast.v1", fields};

truce_status truce_result_of_forecast(truce_ctx *ctx, const truce_forecast *forecast,
                                      const truce_render_options *options, truce_result **result) {
    return truce__result_new(
        ctx, (truce__result){.layout = &truce__forecast_layout, .self = forecast, .graph = forecast->graph}, false,
        options, result);
}

const truce_forecast *truce_forecast_of(const truce_result *result) {
    return result && result->layout == &truce__forecast_layout ? result->self : NULL;
}

/* ---------------------------------------------------------------------- run */

static void release(void *forecast) { truce_forecast_free(forecast); }

/* A share given in millionths. */
static void take_share(const truce_query *query, const char *option, double *share) {
    const truce_argument *argument = truce__argument(query, option);
    if (argument->option) *share = (double)argument->number / 1e6;
}

static void take_number(const truce_query *query, const char *option, uint64_t *number) {
    const truce_argument *argument = truce__argument(query, option);
    if (argument->option) *number = argument->number;
}

truce_status truce__run_forecast(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    truce_forecast_query asked = truce_forecast_usual();
    const truce_argument *concept = truce__argument(query, "concept");
    if (concept->count) asked.concept = concept->numbers[0];
    asked.horizons = truce__argument(query, "horizons")->text;
    asked.slips = (truce_slips)truce__argument(query, "slips")->number;
    take_share(query, "slip", &asked.slip);
    take_share(query, "initiative", &asked.initiative);
    const uint64_t variants = truce__argument(query, "variants")->number;
    if (variants) asked.variants = variants;
    else if (truce_graph_state_count(query->graph) > MOST_FOR_VARIANTS) asked.variants = 0;
    if (truce__argument(query, "as-written")->number) asked.variants = 0;
    take_number(query, "seed", &asked.seed);
    take_number(query, "simulate", &asked.simulate);
    truce_forecast *forecast = NULL;
    TRY(truce_forecast_make(ctx, query->graph, &asked, &forecast));
    truce_status status = truce_result_of_forecast(ctx, forecast, query->options, result);
    if (status == TRUCE_OK) (*result)->owned[0] = (truce__owned){release, forecast};
    else truce_forecast_free(forecast);
    return status;
}
