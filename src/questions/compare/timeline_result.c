/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of `timeline`: how things stand at each date, and which verdicts flipped since the one before. */
#include "questions/compare/flips_result.h"
#include "result/declare.h"

#include <truce/variant.h>

#define MOMENT ((const truce__moment *)at->self)
#define GET(name, value) GET_OF(truce_timeline, name, value)

static const truce_timeline *of(const truce__at *at) { return at->result->self; }

/* ----------------------------------------------------------------- moments */

static bool next_moment(const truce__at *list, truce__at *item) {
    if (++item->index >= of(list)->count) return false;
    truce__at_moment(item, &of(list)->moments[item->index]);
    return true;
}

static const truce__event *event_at(const truce__at *at) {
    return &of(at)->model->events[MOMENT->first_event + at->index];
}

static uint64_t count_events(const truce__at *at) { return MOMENT->event_count; }
GET(event_id, truce__text_of(event_at(at)->id))
GET(event_name, truce__text_of(event_at(at)->name))
GET(event_because, truce__text_of(event_at(at)->note.because))
static const truce__field event_fields[] = {
    {"id", TEXT, IN_JSON, .get = event_id},
    {"name", TEXT, IN_JSON, .get = event_name},
    {"because", TEXT, IN_JSON, TRUCE__NULLABLE, .get = event_because},
    {0}};

/* ------------------------------------------------------------------- flips */

static const char *cause_id(const truce__at *at, uint32_t cause) { return of(at)->model->events[cause].id; }
GET(date, truce__text_of(MOMENT->date))
GET(cause, truce__text_of(cause_id(at, truce__cause_at(at))))
GET(causes, truce__joined_causes(at, cause_id))
static const truce__field flip_fields[] = {
    {"date", TEXT, IN_CSV, .get = date},
    {"", SPLICE, IN_DATA, .of = truce__flip_fields},
    {"causes", LIST, IN_JSON, .count = truce__count_causes, .of = ITEM(TEXT, .get = cause),
     .about = "events that, each left out alone, bring the old verdict back"},
    {"causes", TEXT, IN_CSV, .get = causes},
    {0}};
static const truce__field told_flip_fields[] = {
    {"date", TEXT, IN_PAPER, .get = date, .head = HEAD(DATE)},
    {"", SPLICE, IN_PAPER, .of = truce__told_flip_fields},
    {"causes", LIST, IN_PAPER, .count = truce__count_causes, .of = ITEM(TEXT, .get = cause),
     .head = HEAD(BECAUSE_OF)},
    {0}};

/* The flips of all moments one below the other: the moment's number stands in the high bits of the index. */
static bool next_flip(const truce__at *list, truce__at *item) {
    const truce_timeline *t = of(list);
    uint64_t moment = item->index == UINT64_MAX ? 0 : item->index >> 32, flip = (uint32_t)(item->index + 1);
    for (; moment < t->count; moment++, flip = 0) {
        if (flip >= t->moments[moment].flips.at.count) continue;
        truce__at_moment(item, &t->moments[moment]);
        item->index = moment << 32 | flip;
        return true;
    }
    return false;
}

/* ------------------------------------------------------------------- prose */

static bool has_flips(const truce__at *at) {
    truce__at row = {.index = UINT64_MAX};
    return next_flip(at, &row);
}

static void say_title(const truce__at *at, truce__say *say) {
    if (*at->model->title) {
        SAY(say, PLAIN, truce__text_of(at->model->title));
        truce__say_end(say, TRUCE__TITLE);
    }
    if (of(at)->count > 1) return;
    SAY_ALONE(say, TIMELINE_NO_EVENTS);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_events(const truce__at *at, truce__say *say) {
    truce__at item = *at;
    for (item.index = 0; item.index < MOMENT->event_count; item.index++) {
        const truce__event *event = event_at(&item);
        truce__value name = truce__text_of(event->name);
        if (item.index) SAY(say, TIMELINE_NEXT_EVENT, name);
        else SAY(say, TIMELINE_EVENT, truce__text_of(MOMENT->date), name);
        if (strcmp(event->name, event->id) != 0) SAY(say, TIMELINE_EVENT_ID, truce__text_of(event->id));
    }
}

static void say_moment(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    if (MOMENT->event_count) say_events(at, say);
    else if (MOMENT->date) SAY(say, TIMELINE_BEGIN_DATE, truce__text_of(MOMENT->date));
    else SAY_ALONE(say, TIMELINE_BEGIN);
    truce__say_end(say, TRUCE__HEAD);
    truce__say_completions(at, say, truce__moment_reads_all(at));
    truce__say_standing(at, say);
    truce__say_equilibria(at, say, at->index > 0);
}

static void say_cause(const truce__at *at, truce__say *say, uint32_t cause) {
    SAY(say, PLAIN, truce__text_of(cause_id(at, cause)));
}

static bool is_later(const truce__at *at) { return at->index > 0; }
static void say_flips(const truce__at *at, truce__say *say) { truce__say_flips(at, say, say_cause); }

/* ------------------------------------------------------------------- whole */

static const truce__field moment_fields[] = {
    {"date", TEXT, IN_JSON, TRUCE__NULLABLE, .get = date},
    {"events", LIST, IN_JSON, .count = count_events, .of = RECORD_OF(event_fields)},
    {"", SPLICE, IN_JSON, .of = truce__moment_fields},
    {"flips", LIST, IN_JSON, TRUCE__TALL, .count = truce__count_flips, .of = RECORD_OF(flip_fields)},
    {"flip_total", NUMBER, IN_JSON, .get = truce__get_flip_total, .about = "with those beyond the limit"},
    {"", PROSE, IN_PEOPLE, .say = say_moment},
    {"", PROSE, IN_TEXT, .say = say_flips, .when = is_later},
    {0}};

static const truce__field fields[] = {
    {"schema", TEXT, IN_JSON, .get = truce__get_schema},
    {"version", TEXT, IN_JSON, .get = truce__get_version},
    {"model", RECORD, IN_JSON, .of = truce__model_fields},
    {"definitions", RECORD, IN_JSON, .of = truce__definition_fields},
    {"parties", SUBSET, IN_JSON, .domain = &truce__party_domain},
    {"concepts", SUBSET, IN_JSON, .domain = &truce__concept_domain},
    {"", SPLICE, IN_JSON, .of = truce__left_out_fields},
    {"flips", LIST, IN_CSV, TRUCE__TABLE, .next = next_flip, .of = RECORD_OF(flip_fields)},
    {"", PROSE, IN_PEOPLE, .say = say_title},
    {"moments", LIST, IN_JSON | IN_PEOPLE, TRUCE__TALL, .next = next_moment, .of = RECORD_OF(moment_fields)},
    {"flips", LIST, IN_PAPER, TRUCE__TABLE, .next = next_flip, .of = RECORD_OF(told_flip_fields), .when = has_flips},
    {0}};

const truce__layout truce__timeline_layout = {"truce.timeline.v1", fields};

truce_status truce_result_of_timeline(truce_ctx *ctx, const truce_timeline *timeline,
                                      const truce_render_options *options, truce_result **result) {
    const truce__solved *first = &timeline->moments[0].solved;
    return truce__result_new(ctx,
                             (truce__result){.layout = &truce__timeline_layout,
                                             .self = timeline,
                                             .graph = first->graph,
                                             .model = timeline->model,
                                             .solution = first->solution,
                                             .reads_all = truce_solution_is_of_completions(first->solution)},
                             false, options, result);
}

static void release_timeline(void *timeline) {
    truce_timeline *t = timeline;
    truce_timeline_free(t->arena.ctx, t);
}

truce_status truce__run_timeline(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    const truce_compare_options asked = truce__compare_options(query);
    truce_timeline *timeline = NULL;
    if (!query->model) return TRUCE_E_USAGE;
    TRY(truce_timeline_new(ctx, query->model, &asked, &timeline));
    truce_status status = truce_result_of_timeline(ctx, timeline, query->options, result);
    if (status == TRUCE_OK) (*result)->owned[0] = (truce__owned){release_timeline, timeline};
    else truce_timeline_free(ctx, timeline);
    return status;
}
