/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of `cases`: the models that are part of the library. Title, parties, states and sources are the model's;
 * so all are read when the question is asked. */
#include "cases/cases.h"
#include "model/model.h"
#include "questions/questions.h"
#include "result/declare.h"
#include "words/say.h"

#include <truce/set.h>

typedef struct read_case {
    const truce_case *is;
    truce_model *model;
    uint64_t states;
} read_case;

typedef struct listing {
    truce_ctx *ctx;
    bool is_one; /* only one was asked for */
    size_t count;
    read_case at[];
} listing;

#define GET(name, value) GET_OF(listing, name, value)
#define CASE (r->at[at->index].is)

/* -------------------------------------------------------------------- rows */

static uint64_t count_cases(const truce__at *list) {
    const listing *all = list->result->self;
    return all->count;
}

static truce_status open_case(truce__at *at) {
    const listing *all = at->result->self;
    at->model = all->at[at->index].model;
    return TRUCE_OK;
}

GET(name, truce__text_of(CASE->name))
GET(group, truce__text_of(CASE->group))
GET(title, truce__text_of(truce_model_title(at->model)))
GET(told_title, truce__name_of(truce_model_title(at->model)))
GET(party_name, truce__text_of(truce_model_party_name(at->model, (uint32_t)at->index)))
GET(party_count, truce__number(at->model->n_parties))
GET(states, truce__number(r->at[at->index].states))
GET(teaches, truce__phrase_of(CASE->teaches))
GET(text, truce__text_of(CASE->text))
IS_OF(listing, is_one, r->is_one)

/* "D. M. Kilgour: A title. Where it was printed, 2005, https://doi.org/..." */
static void add_source(truce__text *text, const truce__cited_source *source) {
    const char *const parts[] = {source->author, source->title, source->publisher, source->note, source->date,
                                 source->url};
    static const char *const before[] = {"", ": ", ". ", ". ", ", ", ", "};
    bool is_begun = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i]) continue;
        if (is_begun) truce__text_puts(text, before[i]);
        truce__text_puts(text, parts[i]);
        is_begun = true;
    }
}

/* The sources from `first` to before `end`, as one text. */
static truce__value sources_of(const truce__at *at, uint64_t first, uint64_t end) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (uint64_t i = first; i < end; i++) {
        if (i > first) truce__text_puts(text, "; ");
        add_source(text, &at->model->sources[i]);
    }
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}

GET(source, sources_of(at, at->index, at->index + 1))
GET(all_sources, sources_of(at, 0, at->model->n_sources))
static uint64_t count_sources(const truce__at *list) { return list->model->n_sources; }

static const truce__field case_fields[] = {
    {"name", TEXT, IN_DATA, .get = name, .about = "as 'cases NAME' takes it"},
    {"group", TEXT, IN_DATA, .get = group, .one_of = truce__case_groups},
    {"title", TEXT, IN_DATA, .get = title},
    {"parties", LIST, IN_DATA, .domain = &truce__party_domain, .of = ITEM(TEXT, 0, .get = party_name),
     .about = "by name"},
    {"states", NUMBER, IN_DATA, .get = states, .about = "how many are feasible"},
    {"teaches", TEXT, IN_DATA, .get = teaches, .about = "what it is good for"},
    {"sources", LIST, IN_JSON, .count = count_sources, .of = ITEM(TEXT, 0, .get = source),
     .about = "what the model rests on"},
    {"sources", TEXT, IN_CSV, .get = all_sources},
    {"text", TEXT, IN_JSON, .when = is_one, .get = text, .about = "the model, where one case is asked for"},
    {0}};

/* ------------------------------------------------------------------ people */

static uint64_t count_groups(const truce__at *list) {
    uint64_t count = 0;
    (void)list;
    while (truce__case_groups[count]) count++;
    return count;
}

/* The cases of the group whose number the place around is. */
static bool next_of_group(const truce__at *list, truce__at *item) {
    const listing *all = list->result->self;
    const char *wanted = truce__case_groups[list->index];
    while (++item->index < all->count)
        if (strcmp(all->at[item->index].is->group, wanted) == 0) return true;
    return false;
}

static bool has_cases(const truce__at *item) {
    truce__at one = {.index = UINT64_MAX};
    return next_of_group(item, &one);
}

static void say_group(const truce__at *at, truce__say *say) {
    static const truce__message heads[] = {TRUCE__M_CASES_CONFLICTS, TRUCE__M_CASES_SYMMETRIC, TRUCE__M_CASES_GAMES};
    if (at->index) truce__say_blank(say);
    truce__say_args(say, heads[at->index], &(const truce__value){0});
    truce__say_end(say, TRUCE__TITLE);
}

static void say_how(const truce__at *at, truce__say *say) {
    (void)at;
    truce__say_blank(say);
    SAY_ALONE(say, CASES_HOW);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static const truce__field told_fields[] = {
    {"name", TEXT, IN_PEOPLE, TRUCE__IS_KEY, .get = name, .head = HEAD(CASE)},
    {"parties", NUMBER, IN_PEOPLE, TRUCE__RIGHT, .get = party_count, .head = HEAD(PARTIES)},
    {"states", NUMBER, IN_PEOPLE, TRUCE__RIGHT, .get = states, .head = HEAD(STATES)},
    {"title", TEXT, IN_PAPER, .get = told_title, .head = HEAD(TITLE)},
    {"teaches", TEXT, IN_PEOPLE, TRUCE__LAST, .get = teaches, .head = HEAD(TEACHES)},
    {0}};

static const truce__field group_fields[] = {
    {"", PROSE, IN_PEOPLE, .say = say_group},
    {"cases", LIST, IN_PEOPLE, TRUCE__TABLE | TRUCE__CLOSE_UP, .next = next_of_group,
     .of = ITEM(RECORD, 0, .of = told_fields, .open = open_case)},
    {0}};

static const truce__field fields[] = {
    {"schema", TEXT, IN_JSON, .get = truce__get_schema},
    {"version", TEXT, IN_JSON, .get = truce__get_version},
    {"cases", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .count = count_cases,
     .of = ITEM(RECORD, 0, .of = case_fields, .open = open_case)},
    {"groups", LIST, IN_PEOPLE, .count = count_groups, .keep = has_cases, .of = RECORD_OF(group_fields)},
    {"", PROSE, IN_TEXT, .say = say_how},
    {0}};

const truce__layout truce__cases_layout = {"truce.cases.v1", fields};

/* ------------------------------------------------------------------ reading */

static void release_listing(void *thing) {
    listing *all = thing;
    for (size_t i = 0; i < all->count; i++) truce_model_free(all->at[i].model);
    truce__free(all->ctx, all);
}

static truce_status read_one(truce_ctx *ctx, read_case *one) {
    truce_graph *graph = NULL;
    TRY(truce_parse(ctx, one->is->text, strlen(one->is->text), one->is->name, &one->model));
    TRY(truce_graph_build(ctx, one->model, &graph));
    one->states = truce_graph_state_count(graph);
    truce_graph_free(graph);
    return TRUCE_OK;
}

truce_status truce__run_cases(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    const char *name = truce__argument(query, "name")->text;
    const truce_case *one = name ? truce_case_find(name) : NULL;
    size_t count = one ? 1 : truce_case_count();
    if (name && !one) return TRUCE_E_USAGE;
    listing *all = truce__calloc(ctx, 1, sizeof *all + count * sizeof all->at[0]);
    if (!all) return TRUCE_E_NOMEM;
    all->ctx = ctx;
    all->is_one = one != NULL;
    all->count = count;
    for (size_t i = 0; i < count; i++) all->at[i].is = one ? one : truce_case_at(i);
    truce_status status = TRUCE_OK;
    for (size_t i = 0; i < count && status == TRUCE_OK; i++) status = read_one(ctx, &all->at[i]);
    if (status == TRUCE_OK)
        status = truce__result_new(ctx, (truce__result){.layout = &truce__cases_layout, .self = all}, false,
                                   query->options, result);
    if (status == TRUCE_OK) (*result)->owned[0] = (truce__owned){release_listing, all};
    else release_listing(all);
    return status;
}
