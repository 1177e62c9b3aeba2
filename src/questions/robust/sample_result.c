/* SPDX-License-Identifier: Apache-2.0 */
/* How often conclusions hold, as data and in words. */
#include "questions/robust/robust.h"
#include "result/declare.h"

#include <stdio.h>

#define GET(name, value) GET_OF(truce__robust, name, value)
#define IS(name, truth) IS_OF(truce__robust, name, truth)

enum { TOLD_DEALS = 12 };

static const truce__shares *of(const truce__at *at) { return &TRUCE__ROBUST(at)->shares; }
static const truce__sample *sample_of(const truce__at *at) { return &of(at)->sample; }
static uint32_t n_concepts(const truce__at *at) { return sample_of(at)->stage.n_concepts; }

/* ------------------------------------------------------------------ numbers */

truce__value truce__six_digits(const truce__at *at, double value) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce__text_printf(text, "%.6f", value);
    return truce__decimal_of(truce__text_bytes(text));
}

void truce__percent(truce__text *text, uint64_t count, uint64_t total) {
    char figure[TRUCE__PERCENT];
    truce__text_puts(text, truce__percent_of(total ? (double)count / (double)total : 0, figure));
}

static truce__value told_share(const truce__at *at, uint64_t count) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce__percent(text, count, sample_of(at)->variants);
    return truce__text_of(truce__text_bytes(text));
}

/* --------------------------------------------------------------------- data */

static truce__value share_by(const truce__at *at, uint64_t count) {
    return truce__six_digits(at, truce__wilson(count, sample_of(at)->variants).share);
}
static truce__value low_by(const truce__at *at, uint64_t count) {
    return truce__six_digits(at, truce__wilson(count, sample_of(at)->variants).low);
}
static truce__value high_by(const truce__at *at, uint64_t count) {
    return truce__six_digits(at, truce__wilson(count, sample_of(at)->variants).high);
}

/* The members count, share, low and high of what `how` counts. */
#define COUNTED(name, how)                                                    \
    GET(name##_count, truce__number(how(at)))                                 \
    GET(name##_share, share_by(at, how(at)))                                  \
    GET(name##_low, low_by(at, how(at)))                                      \
    GET(name##_high, high_by(at, how(at)))
#define COUNTS(name)                                                                                       \
    {"count", NUMBER, IN_DATA, .get = name##_count, .about = "variants in which it holds"},                \
    {"share", DECIMAL, IN_DATA, .get = name##_share},                                                      \
    {"low", DECIMAL, IN_DATA, .get = name##_low, .about = "of Wilson's 95% interval of the share"},        \
    {"high", DECIMAL, IN_DATA, .get = name##_high}

/* Rows of states by concept. */
static uint32_t place_at(const truce__at *at) { return of(at)->places[at->index / n_concepts(at)]; }
static uint32_t slot_at(const truce__at *at) { return (uint32_t)(at->index % n_concepts(at)); }
static uint64_t state_held(const truce__at *at) {
    return truce__sample_holds(sample_of(at), slot_at(at), place_at(at));
}
static truce__value exact_at(const truce__at *at) {
    double exact = slot_at(at) == of(at)->nash ? of(at)->exact[at->index / n_concepts(at)] : -1;
    return exact < 0 ? truce__none() : truce__six_digits(at, exact);
}
static uint64_t count_states(const truce__at *at) { return (uint64_t)of(at)->n_places * n_concepts(at); }
GET(state, truce__state_of(sample_of(at)->stage.number[place_at(at)]))
GET(state_concept, truce__member(at, &truce__concept_domain, slot_at(at)))
GET(exact, exact_at(at))
COUNTED(state, state_held)
static const truce__field state_fields[] = {
    {"state", STATE, IN_DATA, .get = state},
    {"concept", MEMBER, IN_DATA, .get = state_concept, .domain = &truce__concept_domain},
    COUNTS(state),
    {"exact", DECIMAL, IN_DATA, TRUCE__NULLABLE, .get = exact,
     .about = "the probability itself, where it can be enumerated"},
    {0}};

/* Rows of conclusions of one kind. */
static size_t first_of(const truce__sample *sample, truce__conclusion_kind kind) {
    size_t k = 0;
    while (k < sample->n_conclusions && sample->conclusions[k].kind != kind) k++;
    return k;
}
static const truce__conclusion *outcome_row(const truce__at *at) {
    return &sample_of(at)->conclusions[first_of(sample_of(at), TRUCE__HOLDS_SOMEWHERE) + at->index];
}
static uint64_t outcome_held(const truce__at *at) {
    return truce__sample_of(sample_of(at), first_of(sample_of(at), TRUCE__HOLDS_SOMEWHERE) + at->index);
}
static uint64_t count_outcomes(const truce__at *at) { return (uint64_t)at->model->n_outcomes * n_concepts(at); }
GET(outcome, truce__member(at, &truce__outcome_domain, outcome_row(at)->index))
GET(outcome_concept, truce__member(at, &truce__concept_domain, outcome_row(at)->slot))
COUNTED(outcome, outcome_held)
static const truce__field outcome_fields[] = {
    {"outcome", MEMBER, IN_DATA, .get = outcome, .domain = &truce__outcome_domain},
    {"concept", MEMBER, IN_DATA, .get = outcome_concept, .domain = &truce__concept_domain},
    COUNTS(outcome),
    {0}};

static uint64_t none_held(const truce__at *at) {
    return truce__sample_of(sample_of(at), first_of(sample_of(at), TRUCE__HAS_NONE) + at->index);
}
static uint64_t count_none(const truce__at *at) { return n_concepts(at); }
GET(none_concept, truce__member(at, &truce__concept_domain, at->index))
COUNTED(none, none_held)
static const truce__field none_fields[] = {
    {"concept", MEMBER, IN_DATA, .get = none_concept, .domain = &truce__concept_domain}, COUNTS(none), {0}};

/* Rows of agreements; in `parties` the row is the place above. */
static uint32_t deal_place(const truce__at *at, uint64_t row) { return sample_of(at)->states[of(at)->deals[row]]; }
static uint64_t better_held(const truce__at *at) {
    return truce__sample_better(sample_of(at), deal_place(at, at->index));
}
static uint64_t zone_held(const truce__at *at) {
    return truce__sample_zone(sample_of(at), deal_place(at, at->index));
}
static uint64_t preferred_held(const truce__at *at) {
    const truce__sample *sample = sample_of(at);
    size_t first = first_of(sample, TRUCE__IS_PREFERRED);
    return truce__sample_of(sample, first + (size_t)of(at)->deals[at->up->index] * at->model->n_parties + at->index);
}
static uint64_t count_deals(const truce__at *at) { return of(at)->n_deals; }
GET(deal_state, truce__state_of(sample_of(at)->stage.number[deal_place(at, at->index)]))
GET(preferred_share, share_by(at, preferred_held(at)))
COUNTED(better, better_held)
COUNTED(zone, zone_held)
static const truce__field better_fields[] = {COUNTS(better), {0}};
static const truce__field zone_fields[] = {COUNTS(zone), {0}};
static const truce__field deal_fields[] = {
    {"state", STATE, IN_DATA, .get = deal_state},
    {"better", RECORD, IN_JSON, .of = better_fields,
     .about = "every party ranks it above what it has without a deal"},
    {"zone", RECORD, IN_JSON, .of = zone_fields, .about = "no party ranks it below, and it is efficient"},
    {"better", DECIMAL, IN_CSV, .get = better_share},
    {"zone", DECIMAL, IN_CSV, .get = zone_share},
    {"parties", MAP, IN_DATA, .domain = &truce__party_domain, .of = ITEM(DECIMAL, .get = preferred_share),
     .about = "shares in which each party ranks it above"},
    {0}};

static const char *const stops[] = {"variants", "precision", NULL};
GET(seed, truce__number(r->shares.seed))
GET(variants, truce__number(r->shares.sample.variants))
GET(stopped, truce__text_of(stops[r->shares.sample.is_precise]))
static const truce__field sample_fields[] = {
    {"seed", NUMBER, IN_JSON, .get = seed},
    {"variants", NUMBER, IN_JSON, .get = variants},
    {"stopped", TEXT, IN_JSON, .get = stopped, .one_of = stops,
     .about = "variants: all were drawn; precision: every share was known well enough"},
    {"states", LIST, IN_JSON, TRUCE__TALL, .count = count_states, .of = RECORD_OF(state_fields),
     .about =
         "states asked about, the status quo, equilibria of the model as written, then the most frequent others"},
    {"outcomes", LIST, IN_JSON, TRUCE__TALL, .count = count_outcomes, .of = RECORD_OF(outcome_fields),
     .about = "variants in which the outcome holds in some equilibrium"},
    {"none", LIST, IN_JSON, TRUCE__TALL, .count = count_none, .of = RECORD_OF(none_fields),
     .about = "variants without any equilibrium of the concept"},
    {"deals", LIST, IN_JSON, TRUCE__TALL, .count = count_deals, .of = RECORD_OF(deal_fields),
     .about = "of these states, those that are a possible agreement in some variant"},
    {0}};

GET(is_drawn, r->shares.is_drawn ? truce__bool(true) : truce__none())
IS(was_drawn, r->shares.is_drawn)
IS(has_deals, r->shares.is_drawn && r->shares.n_deals > 0)
IS(has_outcomes, r->shares.is_drawn && at->model->n_outcomes > 0)
const truce__field truce__sample_json_fields[] = {
    {"sample", RECORD, IN_JSON, TRUCE__NULLABLE, .get = is_drawn, .of = sample_fields,
     .about = "null: nothing is in doubt"},
    {0}};
const truce__field truce__sample_csv_fields[] = {
    {"states", LIST, IN_CSV, TRUCE__TABLE, .count = count_states, .of = RECORD_OF(state_fields), .when = was_drawn},
    {"outcomes", LIST, IN_CSV, TRUCE__TABLE, .count = count_outcomes, .of = RECORD_OF(outcome_fields),
     .when = was_drawn},
    {"deals", LIST, IN_CSV, TRUCE__TABLE, .count = count_deals, .of = RECORD_OF(deal_fields), .when = was_drawn},
    {0}};

/* -------------------------------------------------------------- for people */

static void say_meaning(const truce__at *at, truce__say *say) {
    const truce__shares *shares = of(at);
    truce__say_blank(say);
    SAY_ALONE(say, SHARES_TITLE);
    truce__say_end(say, TRUCE__TITLE);
    SAY_ALONE(say, SHARES_MEANING);
    truce__say_end(say, TRUCE__PARAGRAPH);
    if (!shares->is_drawn) {
        SAY_ALONE(say, SHARES_SKIPPED);
        truce__say_end(say, TRUCE__PARAGRAPH);
        return;
    }
    SAY(say, SHARES_DRAWN, truce__number(sample_of(at)->variants), truce__number(sample_of(at)->unknowns.count));
    if (sample_of(at)->is_precise) SAY_ALONE(say, SHARES_PRECISE);
    truce__say_end(say, TRUCE__PARAGRAPH);
    SAY_ALONE(say, SHARES_ALL);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* The widest half of an interval, in tenths of a point. */
static void say_off(const truce__at *at, truce__say *say) {
    const truce__sample *sample = sample_of(at);
    double most = 0;
    for (size_t k = 0; k < sample->n_conclusions; k++) {
        truce__interval w = truce__wilson(truce__sample_of(sample, k), sample->variants);
        if ((w.high - w.low) / 2 > most) most = (w.high - w.low) / 2;
    }
    char points[32];
    snprintf(points, sizeof points, "%.1f", most * 100 < 0.1 ? 0.1 : most * 100);
    SAY(say, SHARES_OFF, truce__text_of(points));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_holding(const truce__at *at, truce__say *say) {
    const truce__sample *sample = sample_of(at);
    for (uint32_t c = 0; c < n_concepts(at); c++) {
        uint64_t in_all = 0, written = 0;
        for (size_t k = 0; k < sample->n_told; k++) {
            const truce__conclusion *conclusion = &sample->conclusions[k];
            if (conclusion->kind != TRUCE__IS_EQUILIBRIUM || conclusion->slot != c || !conclusion->is_written)
                continue;
            written++;
            in_all += truce__sample_of(sample, k) == sample->variants;
        }
        truce__value concept = truce__concept_domain.label(at, c);
        if (written) SAY(say, SHARES_HOLD, truce__number(in_all), truce__number(written), concept);
        else SAY(say, SHARES_NONE_WRITTEN, concept);
        truce__say_end(say, TRUCE__POINT);
    }
    for (uint32_t c = 0; c < n_concepts(at); c++) {
        uint64_t none = truce__sample_of(sample, first_of(sample, TRUCE__HAS_NONE) + c);
        if (!none) continue;
        truce__text room;
        truce__text_init(&room, at->result->ctx);
        truce__percent(&room, none, sample->variants);
        SAY(say, SHARES_NO_EQUILIBRIUM, truce__text_of(truce__text_bytes(&room)), truce__concept_domain.label(at, c));
        truce__say_end(say, TRUCE__POINT);
        truce__text_free(&room);
    }
}

/* Outcomes, a column for each concept. */
static uint64_t count_told_outcomes(const truce__at *at) { return at->model->n_outcomes; }
static uint64_t told_outcome_held(const truce__at *at) {
    size_t first = first_of(sample_of(at), TRUCE__HOLDS_SOMEWHERE);
    return truce__sample_of(sample_of(at), first + at->up->index * n_concepts(at) + at->index);
}
GET(told_outcome, truce__member(at, &truce__outcome_domain, at->index))
GET(outcome_percent, told_share(at, told_outcome_held(at)))
static const truce__field told_outcome_fields[] = {
    {"outcome", MEMBER, IN_PEOPLE, TRUCE__IS_KEY, .get = told_outcome, .domain = &truce__outcome_domain,
     .head = HEAD(OUTCOME)},
    {"holds", MAP, IN_PEOPLE, .domain = &truce__concept_domain,
     .of = ITEM(TEXT, TRUCE__RIGHT, .get = outcome_percent)},
    {0}};

static bool next_doubtful(const truce__at *list, truce__at *item) {
    const truce__shares *shares = of(list);
    if (++item->index >= shares->n_doubtful) return false;
    item->state = sample_of(list)->stage.number[shares->doubtful[item->index]];
    return true;
}
static uint64_t told_state_held(const truce__at *at) {
    return truce__sample_holds(sample_of(at), (uint32_t)at->index, of(at)->doubtful[at->up->index]);
}
GET(state_percent, told_share(at, told_state_held(at)))
static const truce__field told_state_fields[] = {
    {"", SPLICE, IN_PEOPLE, .of = truce__told_state_fields},
    {"holds", MAP, IN_PEOPLE, .domain = &truce__concept_domain, .of = ITEM(TEXT, TRUCE__RIGHT, .get = state_percent)},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_outcome_fields},
    {0}};

/* Possible agreements. */
static uint64_t count_told_deals(const truce__at *at) {
    return of(at)->n_deals < TOLD_DEALS ? of(at)->n_deals : TOLD_DEALS;
}
GET(better_percent, told_share(at, better_held(at)))
GET(zone_percent, told_share(at, zone_held(at)))
GET(preferred_percent, told_share(at, preferred_held(at)))
static const truce__field told_deal_fields[] = {
    {"state", STATE, IN_PEOPLE, TRUCE__IS_KEY | TRUCE__RIGHT, .get = deal_state, .head = HEAD(STATE)},
    {"zone", TEXT, IN_PEOPLE, TRUCE__RIGHT, .get = zone_percent, .head = HEAD(POSSIBLE)},
    {"better", TEXT, IN_PEOPLE, TRUCE__RIGHT, .get = better_percent, .head = HEAD(BETTER_FOR_ALL)},
    {"parties", MAP, IN_PEOPLE, TRUCE__BY_ID, .domain = &truce__party_domain,
     .of = ITEM(TEXT, TRUCE__RIGHT, .get = preferred_percent), .group = HEAD(BETTER_FOR)},
    {0}};

/* The chart: concepts stand behind a name where not all agree. */
static const truce__charted_share *charted_at(const truce__at *at) { return &of(at)->charted[at->index]; }
static uint64_t charted_held(const truce__at *at) { return truce__charted_count(of(at), charted_at(at)); }
static truce__value charted_label(const truce__at *at) {
    truce__charted_share row = *charted_at(at);
    truce__text *text = &at->scratch->text;
    truce__text concepts;
    uint64_t held = charted_held(at);
    bool are_all = true;
    truce__text_init(&concepts, at->result->ctx);
    for (row.slot = 0; row.slot < n_concepts(at); row.slot++) {
        bool is_same = truce__charted_count(of(at), &row) == held;
        are_all &= is_same;
        if (!is_same) continue;
        if (concepts.length) WORD(&concepts, LIST_NEXT);
        truce__value_words(&concepts, at, truce__concept_domain.label(at, row.slot));
    }
    truce__value name = row.is_state ? truce__the_state_first(sample_of(at)->stage.number[row.index])
                                     : truce__outcome_of(row.index);
    truce__text_clear(text);
    if (are_all) WORDS(text, at, PLAIN, name);
    else WORDS(text, at, SHARES_UNDER, name, truce__text_of(truce__text_bytes(&concepts)));
    if (concepts.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&concepts);
    return truce__text_of(truce__text_bytes(text));
}
static uint64_t count_charted(const truce__at *at) { return of(at)->n_charted; }
IS(has_chart, r->shares.is_drawn && r->shares.n_charted > 0)
GET(charted_percent, told_share(at, charted_held(at)))
GET(charted_share, share_by(at, charted_held(at)))
GET(charted_low, low_by(at, charted_held(at)))
GET(charted_high, high_by(at, charted_held(at)))
static const truce__field charted_fields[] = {
    {"label", TEXT, IN_PEOPLE, .get = charted_label},
    {"value", DECIMAL, IN_PEOPLE, .get = charted_share},
    {"low", DECIMAL, IN_PEOPLE, .get = charted_low},
    {"high", DECIMAL, IN_PEOPLE, .get = charted_high},
    {"told", TEXT, IN_PEOPLE, .get = charted_percent},
    {0}};
static const truce__field chart = {NULL, LIST, IN_PEOPLE, .count = count_charted, .of = RECORD_OF(charted_fields)};

static void say_chart(const truce__at *at, truce__say *say) {
    (void)at;
    truce__say_blank(say);
    SAY_ALONE(say, SHARES_CHART);
    truce__say_end(say, TRUCE__HEAD);
}

const truce__field truce__sample_told_fields[] = {
    {"", PROSE, IN_PEOPLE, .say = say_meaning},
    {"", PROSE, IN_PEOPLE, .say = say_off, .when = was_drawn},
    {"", PROSE, IN_PEOPLE, .say = say_holding, .when = was_drawn},
    {"outcomes", LIST, IN_PEOPLE, TRUCE__TABLE, .count = count_told_outcomes, .of = RECORD_OF(told_outcome_fields),
     .caption = TRUCE__M_SHARES_OUTCOMES, .when = has_outcomes},
    {"states", LIST, IN_PEOPLE, TRUCE__TABLE, .next = next_doubtful, .of = RECORD_OF(told_state_fields),
     .caption = TRUCE__M_SHARES_STATES, .when = was_drawn},
    {"deals", LIST, IN_PEOPLE, TRUCE__TABLE, .count = count_told_deals, .of = RECORD_OF(told_deal_fields),
     .caption = TRUCE__M_SHARES_DEALS, .when = has_deals},
    {"", PROSE, IN_TEXT, .say = say_chart, .when = has_chart},
    {"", FIGURE, IN_PEOPLE | TRUCE__IN_DRAWING, .figure = TRUCE__SCALE, .of = &chart, .head = HEAD(SHARES_CHARTED),
     .when = has_chart},
    {0}};
