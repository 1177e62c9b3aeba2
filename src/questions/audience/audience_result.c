/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shape of `audience`: for each entry of the model the sweep over demotions, and the states from which backing
 * down is an improvement. Rows are chosen for each entry anew, so a walk makes them as it enters the entry.
 */
#include "graph/set.h"
#include "questions/questions.h"
#include "result/declare.h"
#include "words/say.h"

#include <truce/audience.h>

#include <inttypes.h>

#define GET(name, value) GET_OF(truce_audience, name, value)
#define IS(name, truth) IS_OF(truce_audience, name, truth)

enum { STEPS = 20 }; /* steps of a sweep in text: the first of them and the last */

static const truce_audience *of(const truce__at *at) { return at->result->self; }

/* ------------------------------------------------------------------ entries */

/* An entry that a walk is in: its rows, and what the cells of the row at hand share. */
typedef struct entry {
    const truce_audience_cost *cost;
    truce_set *rows; /* the tempted states that the options let through */
    truce_render_options options;
    truce__pick pick;
    uint64_t needs;
    truce_state to;
} entry;

static void free_entry(truce_ctx *ctx, entry *e) {
    truce__pick_free(ctx, &e->pick);
    truce_set_free(e->rows);
    truce__free(ctx, e);
}

static truce_status choose_rows(truce_ctx *ctx, const truce__result *result, entry *e) {
    TRY(truce_set_copy(ctx, e->cost->tempted, &e->rows));
    if (result->options->rows) TRY(truce_set_and(e->rows, result->options->rows));
    e->options = *result->options;
    e->options.rows = e->rows;
    return truce__pick_init(ctx, result->graph, NULL, &e->options, &e->pick);
}

static truce_status make_entry(const truce__result *result, size_t index, entry **made) {
    const truce_audience *audience = result->self;
    entry *e = truce__calloc(result->ctx, 1, sizeof *e);
    if (!e) return TRUCE_E_NOMEM;
    e->cost = &audience->costs[index];
    truce_status status = choose_rows(result->ctx, result, e);
    if (status == TRUCE_OK) *made = e;
    else free_entry(result->ctx, e);
    return status;
}

static truce_status open_entry(truce__at *at) {
    entry *e = NULL;
    TRY(make_entry(at->result, (size_t)at->index, &e));
    at->self = e;
    return TRUCE_OK;
}

static void close_entry(truce__at *at) {
    free_entry(at->result->ctx, (entry *)(uintptr_t)at->self);
}

static uint64_t count_entries(const truce__at *at) { return of(at)->cost_count; }

#define ENTRY ((const entry *)at->self)
#define COST (ENTRY->cost)
GET(party, truce__member(at, &truce__party_domain, COST->party))
GET(escalated, truce__text_of(COST->escalated))
GET(backs_down, truce__text_of(COST->backs_down))
GET(rank_count, truce__number(COST->rank_count))
GET(on_the_line, truce__number(truce_set_count(COST->on_the_line)))
GET(tempted, truce__number(truce_set_count(COST->tempted)))
GET(ties_hands, truce__number(COST->ties_hands))
GET(has_status_quo, COST->status_quo_is_on_the_line ? truce__bool(true) : truce__none())
GET(quo_needs, truce__number(COST->status_quo_needs))
GET(quo_locks, truce__bool(COST->status_quo_locks))
GET(is_cut, truce__bool(truce__pick_is_cut(&ENTRY->pick)))
static const truce__field quo_fields[] = {
    {"needs", NUMBER, IN_JSON, .get = quo_needs},
    {"locks", BOOL, IN_JSON, .get = quo_locks, .about = "no other improvement is open to it there"},
    {0}};

/* -------------------------------------------------------------------- sweep */

/* Rows have their step as `self`. */
#define STEP ((const truce_audience_step *)at->self)
IS(knows_no_deal, r->cost_count && r->costs[0].has_no_deal) /* of all entries alike */
GET(demotion, truce__number(STEP->demotion))
GET(still_tempted, truce__number(STEP->tempted))
GET(acceptable, knows_no_deal(at) ? truce__number(STEP->acceptable) : truce__none())
GET(agreeable, knows_no_deal(at) ? truce__number(STEP->agreeable) : truce__none())

static bool next_step(const truce__at *list, truce__at *item) {
    const truce_audience_cost *cost = ((const entry *)list->self)->cost;
    if (++item->index >= cost->step_count) return false;
    item->self = &cost->steps[item->index];
    return true;
}

/* In text the steps between the first ones and the last are one row, without a step. */
static bool next_told_step(const truce__at *list, truce__at *item) {
    const truce_audience_cost *cost = ((const entry *)list->self)->cost;
    if (cost->step_count <= STEPS || item->index + 2 < STEPS) return next_step(list, item);
    if (++item->index > STEPS) return false;
    item->self = item->index == STEPS ? &cost->steps[cost->step_count - 1] : NULL;
    return true;
}

static truce__value steps_left_out(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    if (at->self) return truce__none();
    truce__text_clear(text);
    WORDS(text, at, AUDIENCE_STEPS, truce__number(((const entry *)at->up->self)->cost->step_count - STEPS));
    return truce__text_of(truce__text_bytes(text));
}

/* A row of all sweeps: the entry's number, then the step's. */
static const truce_audience_cost *cost_of_row(const truce__at *at) { return &of(at)->costs[at->index >> 40]; }

static bool next_step_of_all(const truce__at *list, truce__at *item) {
    const truce_audience *r = of(list);
    for (item->index++; item->index >> 40 < r->cost_count; item->index = ((item->index >> 40) + 1) << 40) {
        uint64_t step = item->index & ((UINT64_C(1) << 40) - 1);
        if (step >= cost_of_row(item)->step_count) continue;
        item->self = &cost_of_row(item)->steps[step];
        return true;
    }
    return false;
}

GET(row_party, truce__member(at, &truce__party_domain, cost_of_row(at)->party))
GET(row_backs_down, truce__text_of(cost_of_row(at)->backs_down))
static const truce__field step_fields[] = {{"demotion", NUMBER, IN_JSON, .get = demotion},
                                           {"tempted", NUMBER, IN_JSON, .get = still_tempted,
                                            .about = "escalated states from which backing down is an improvement"},
                                           {"acceptable", NUMBER, IN_JSON, TRUCE__OMIT, .get = acceptable,
                                            .about = "states that the party ranks at least at its no deal"},
                                           {"agreeable", NUMBER, IN_JSON, TRUCE__OMIT, .get = agreeable,
                                            .about = "of these, states that every other party does too"},
                                           {0}};
static const truce__field step_of_all_fields[] = {
    {"party", MEMBER, IN_CSV, .get = row_party, .domain = &truce__party_domain},
    {"backs_down", TEXT, IN_CSV, .get = row_backs_down},
    {"demotion", NUMBER, IN_CSV, .get = demotion},
    {"tempted", NUMBER, IN_CSV, .get = still_tempted},
    {"acceptable", NUMBER, IN_CSV, TRUCE__NULLABLE, .get = acceptable},
    {"agreeable", NUMBER, IN_CSV, TRUCE__NULLABLE, .get = agreeable},
    {0}};

/* ----------------------------------------------------------- tempted states */

/* Lists of them have an entry as `self`, from wherever they are. */
static bool next_tempted(const truce__at *list, truce__at *item) {
    const entry *e = list->self;
    item->index++;
    item->state = truce__pick_at(&e->pick, item->index, item->index ? item->state : 0);
    return item->state != 0;
}

static truce_status open_tempted(truce__at *at) {
    entry *e = (entry *)(uintptr_t)at->self;
    e->needs = truce_audience_needs(of(at), (size_t)(e->cost - of(at)->costs), at->state, &e->to);
    return TRUCE_OK;
}

/* Goes through the tempted states of all entries: the entry at hand, and the row it has come to. */
typedef struct cursor {
    entry *at;
    size_t next; /* entry */
    uint64_t index;
    uint64_t total; /* rows without the limit, of the entries so far */
} cursor;

static truce_status open_all(truce__at *at) {
    cursor *c = truce__calloc(at->result->ctx, 1, sizeof *c);
    at->self = c;
    return c ? TRUCE_OK : TRUCE_E_NOMEM;
}

static void leave_entry(truce_ctx *ctx, cursor *c) {
    if (c->at) free_entry(ctx, c->at);
    c->at = NULL;
}

static void close_all(truce__at *at) {
    cursor *c = (cursor *)(uintptr_t)at->self;
    leave_entry(at->result->ctx, c);
    truce__free(at->result->ctx, c);
}

static bool enter_entry(const truce__at *list, cursor *c) {
    leave_entry(list->result->ctx, c);
    if (c->next == of(list)->cost_count) return false;
    truce_status status = make_entry(list->result, c->next++, &c->at);
    truce__at_note(list, status);
    if (status != TRUCE_OK) return false;
    c->index = 0;
    c->total += c->at->pick.total;
    return true;
}

static bool next_tempted_of_all(const truce__at *list, truce__at *item) {
    cursor *c = (cursor *)(uintptr_t)list->self;
    item->index++;
    for (truce_state before = c->index ? item->state : 0;; before = 0) {
        item->state = c->at ? truce__pick_at(&c->at->pick, c->index++, before) : 0;
        item->self = c->at;
        if (item->state) return true;
        if (!enter_entry(list, c)) return false;
    }
}

static uint64_t count_tempted_of_all(const truce__at *list) { return ((const cursor *)list->self)->total; }

GET(needs, truce__number(ENTRY->needs))
GET(goes_to, truce__state_of(ENTRY->to))

static truce__value told_to(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    char code[TRUCE_CODE_SIZE];
    truce__text_clear(text);
    truce__text_printf(text, "%" PRIu64 " %s", ENTRY->to, truce_graph_state_code(at->graph, ENTRY->to, code));
    return truce__text_of(truce__text_bytes(text));
}

static const truce__field tempted_fields[] = {
    {"party", MEMBER, IN_CSV, .get = party, .domain = &truce__party_domain},
    {"backs_down", TEXT, IN_CSV, .get = backs_down},
    {"", SPLICE, IN_DATA, .of = truce__state_fields},
    {"needs", NUMBER, IN_DATA, .get = needs, .about = "the least demotion with which backing down is no improvement"},
    {"to", STATE, IN_DATA, .get = goes_to, .about = "where it would back down to"},
    {"", SPLICE, IN_CSV, .of = truce__outcome_fields},
    {0}};
static const truce__field told_tempted_fields[] = {
    {"", SPLICE, IN_PEOPLE, .of = truce__told_state_fields},
    {"needs", NUMBER, IN_PEOPLE, TRUCE__RIGHT, .get = needs, .head = HEAD(NEEDS)},
    {"to", TEXT, IN_PEOPLE, .get = told_to, .head = HEAD(BACKS_DOWN_TO)},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_outcome_fields},
    {0}};

/* -------------------------------------------------------------- for people */

IS(has_rows, ENTRY->pick.total > 0)
GET(nothing, truce__text_of(""))
static const truce__field told_step_fields[] = {
    {"", TEXT, IN_TEXT, TRUCE__IS_KEY, .get = nothing, .head = HEAD(NOTHING)}, /* sets the table in */
    {"demotion", NUMBER, IN_PEOPLE, TRUCE__RIGHT, .get = demotion, .head = HEAD(DEMOTION)},
    {"tempted", NUMBER, IN_PEOPLE, TRUCE__RIGHT, .get = still_tempted, .head = HEAD(TEMPTED)},
    {"acceptable", NUMBER, IN_PEOPLE, TRUCE__RIGHT, .get = acceptable,
     .head = HEAD(ACCEPTABLE), .when = knows_no_deal},
    {"agreeable", NUMBER, IN_PEOPLE, TRUCE__RIGHT, .get = agreeable, .head = HEAD(AGREEABLE), .when = knows_no_deal},
    {0}};

static void say_entry(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    const truce__audience *audience = &at->model->audiences[at->index];
    SAY(say, AUDIENCE_HAS, party(at), truce__stmt_of(&audience->escalated), truce__stmt_of(&audience->backed_down));
    truce__say_end(say, TRUCE__PARAGRAPH);
    SAY(say, AUDIENCE_LINE, on_the_line(at), truce__number(truce_graph_state_count(at->graph)), party(at));
    if (truce_set_count(COST->tempted))
        SAY(say, AUDIENCE_TIED, tempted(at), ties_hands(at), rank_count(at), party(at));
    else SAY(say, AUDIENCE_FREE, party(at));
    truce__say_end(say, TRUCE__INSET);
}

static void say_status_quo(const truce__at *at, truce__say *say) {
    if (!COST->status_quo) return;
    if (!COST->status_quo_is_on_the_line) SAY_ALONE(say, AUDIENCE_QUO_ELSEWHERE);
    else if (COST->status_quo_needs == 0) SAY_ALONE(say, AUDIENCE_QUO_FREE);
    else SAY(say, AUDIENCE_QUO_NEEDS, quo_needs(at));
    if (COST->status_quo_is_on_the_line && COST->status_quo_locks) SAY(say, AUDIENCE_QUO_LOCKS, party(at));
    else if (COST->status_quo_is_on_the_line) SAY(say, AUDIENCE_QUO_OPEN, party(at));
    truce__say_end(say, TRUCE__INSET);
}

static void say_cut(const truce__at *at, truce__say *say) {
    truce__say_cut_rows(say, truce__pick_count(&ENTRY->pick), ENTRY->pick.total);
}

static void say_end(const truce__at *at, truce__say *say) {
    (void)at;
    truce__say_blank(say);
    SAY_ALONE(say, AUDIENCE_END);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static const truce__field entry_fields[] = {
    {"party", MEMBER, IN_JSON, .get = party, .domain = &truce__party_domain},
    {"escalated", TEXT, IN_JSON, .get = escalated},
    {"backs_down", TEXT, IN_JSON, .get = backs_down},
    {"ranks", NUMBER, IN_JSON, .get = rank_count, .about = "the greatest demotion that makes a difference"},
    {"on_the_line", NUMBER, IN_JSON, .get = on_the_line,
     .about = "states in which it has escalated and not backed down"},
    {"tempted", NUMBER, IN_JSON, .get = tempted,
     .about = "of these, those from which backing down is an improvement"},
    {"ties_hands", NUMBER, IN_JSON, .get = ties_hands,
     .about = "the least demotion with which it is one from nowhere"},
    {"status_quo", RECORD, IN_JSON, TRUCE__NULLABLE, .get = has_status_quo, .of = quo_fields},
    {"sweep", LIST, IN_JSON, .next = next_step, .of = RECORD_OF(step_fields)},
    {"table", LIST, IN_JSON, .next = next_tempted, .of = ITEM(RECORD, 0, .of = tempted_fields, .open = open_tempted)},
    {"truncated", BOOL, IN_JSON, .get = is_cut},
    {"", PROSE, IN_PEOPLE, .say = say_entry},
    {"", PROSE, IN_PEOPLE, .say = say_status_quo},
    {"sweep", LIST, IN_TEXT, TRUCE__TABLE | TRUCE__CLOSE_UP, .next = next_told_step,
     .of = ITEM(RECORD, 0, .of = told_step_fields, .get = steps_left_out)},
    {"sweep", LIST, IN_PAPER, TRUCE__TABLE, .next = next_step, .of = RECORD_OF(told_step_fields)},
    {"table", LIST, IN_PEOPLE, TRUCE__TABLE, .next = next_tempted, .when = has_rows,
     .of = ITEM(RECORD, 0, .of = told_tempted_fields, .open = open_tempted),
     .caption = TRUCE__M_CAPTION_AUDIENCE_STEPS},
    {"", PROSE, IN_PEOPLE, .say = say_cut},
    {0}};

static const truce__field fields[] = {
    {"schema", TEXT, IN_JSON, .get = truce__get_schema},
    {"version", TEXT, IN_JSON, .get = truce__get_version},
    {"model", RECORD, IN_JSON, .of = truce__model_fields},
    {"definitions", RECORD, IN_JSON, .of = truce__definition_fields},
    {"states", RECORD, IN_JSON, .of = truce__space_fields},
    {"status_quo", STATE, IN_JSON, TRUCE__NULLABLE, .get = truce__get_status_quo},
    {"sweep", LIST, IN_CSV, TRUCE__TABLE, .next = next_step_of_all, .of = RECORD_OF(step_of_all_fields)},
    {"table", LIST, IN_CSV, TRUCE__TABLE, .open = open_all, .close = close_all, .next = next_tempted_of_all,
     .total = count_tempted_of_all, .of = ITEM(RECORD, 0, .of = tempted_fields, .open = open_tempted)},
    {"", PROSE, IN_PEOPLE, .say = truce__say_head},
    {"audience", LIST, IN_JSON | IN_PEOPLE, TRUCE__TALL, .count = count_entries,
     .of = ITEM(RECORD, 0, .of = entry_fields, .open = open_entry, .close = close_entry)},
    {"", PROSE, IN_PEOPLE, .say = say_end},
    {0}};

const truce__layout truce__audience_layout = {"truce.audience.v1", fields};

truce_status truce_result_of_audience(truce_ctx *ctx, const truce_audience *audience,
                                      const truce_render_options *options, truce_result **result) {
    return truce__result_new(
        ctx, (truce__result){.layout = &truce__audience_layout, .self = audience, .graph = audience->graph}, false,
        options, result);
}

static void release_audience(void *audience) {
    truce_audience_free(audience);
}

truce_status truce__run_audience(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    truce_audience *audience = NULL;
    TRY(truce_audience_sweep(ctx, query->graph, &audience));
    truce_status status = truce_result_of_audience(ctx, audience, query->options, result);
    if (status == TRUCE_OK) (*result)->owned[0] = (truce__owned){release_audience, audience};
    else truce_audience_free(audience);
    return status;
}
