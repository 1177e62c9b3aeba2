/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/solve/groups_result.h"

#include "graph/grouping.h"
#include "questions/patterns_result.h"
#include "questions/questions.h"
#include "questions/solve/solve.h"
#include "result/declare.h"
#include "words/say.h"

#define GET(name, value) GET_OF(void, name, value)
#define IS(name, truth) IS_OF(void, name, truth)

struct truce__groups {
    truce_ctx *ctx;
    truce__group_by by; /* its options are the query's */
    truce__grouping *grouping;
    uint64_t *held, *maybe; /* [concept][group] */
    const truce_set **verdicts;
    truce__told_patterns told;
};

#define GROUPS (TRUCE__SOLVED(at)->groups)
#define GROUPING (GROUPS->grouping)

/* ----------------------------------------------------------------- finding */

void truce__groups_free(truce__groups *groups) {
    if (!groups) return;
    truce_ctx *ctx = groups->ctx;
    truce__grouping_free(groups->grouping);
    truce__free(ctx, groups->held);
    truce__free(ctx, groups->maybe);
    truce__free(ctx, groups->verdicts);
    truce__free(ctx, groups);
}

static truce_status count_held(truce__groups *groups, const truce_solution *solution) {
    uint32_t n_slots = truce_solution_concept_count(solution), count = groups->grouping->count;
    groups->held = truce__calloc(groups->ctx, (size_t)n_slots * count + 1, sizeof *groups->held);
    groups->maybe = truce__calloc(groups->ctx, (size_t)n_slots * count + 1, sizeof *groups->maybe);
    if (!groups->held || !groups->maybe) return TRUCE_E_NOMEM;
    for (uint32_t slot = 0; slot < n_slots; slot++) {
        const truce_set *maybe = truce_solution_maybe_equilibria(solution, slot);
        size_t place = (size_t)slot * count;
        truce__grouping_count(groups->grouping, truce_solution_equilibria(solution, slot), groups->held + place);
        if (maybe) truce__grouping_count(groups->grouping, maybe, groups->maybe + place);
    }
    return truce__go_on(groups->ctx);
}

/* What tells verdicts apart: under each concept, whether a state holds, and whether it may. */
static truce_status take_verdicts(truce__groups *groups, const truce_solution *solution) {
    uint32_t n_slots = truce_solution_concept_count(solution);
    groups->verdicts = truce__calloc(groups->ctx, 2 * (size_t)n_slots + 1, sizeof *groups->verdicts);
    if (!groups->verdicts) return TRUCE_E_NOMEM;
    for (uint32_t slot = 0; slot < n_slots; slot++) {
        groups->verdicts[2 * (size_t)slot] = truce_solution_equilibria(solution, slot);
        groups->verdicts[2 * (size_t)slot + 1] = truce_solution_maybe_equilibria(solution, slot);
    }
    groups->by.verdicts = groups->verdicts;
    groups->by.n_verdicts = 2 * (size_t)n_slots;
    groups->by.patterns = true;
    return TRUCE_OK;
}

/* The states that are grouped: of the rows, those that hold where only these were asked for. */
static truce_status states_of_rows(truce_ctx *ctx, const truce_query *query, const truce_solution *solution,
                                   const truce_set *rows, truce_set **among) {
    if (!truce__argument(query, "rows")->text || truce__render_options(query->options)->kind != TRUCE_ROWS_EQUILIBRIA)
        return rows ? truce_set_copy(ctx, rows, among) : TRUCE_OK;
    TRY(truce_set_new(ctx, truce_solution_graph(solution), among));
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) {
        const truce_set *maybe = truce_solution_maybe_equilibria(solution, slot);
        TRY(truce_set_or(*among, truce_solution_equilibria(solution, slot)));
        if (maybe) TRY(truce_set_or(*among, maybe));
    }
    return rows ? truce_set_and(*among, rows) : TRUCE_OK;
}

truce_status truce__groups_find(truce_ctx *ctx, const truce_query *query, const truce_solution *solution,
                                const truce_set *rows, truce__groups **groups) {
    const truce_argument *asked = truce__argument(query, "groups");
    if (!asked->text) return TRUCE_OK;
    truce__groups *found = truce__calloc(ctx, 1, sizeof *found);
    if (!found) return TRUCE_E_NOMEM;
    found->ctx = ctx;
    found->by = (truce__group_by){.outcomes = (asked->number & TRUCE_GROUPS_OUTCOMES) != 0,
                                  .options = asked->numbers, .n_options = asked->count};
    truce_set *among = NULL;
    truce_status status = states_of_rows(ctx, query, solution, rows, &among);
    if (status == TRUCE_OK && asked->number & TRUCE_GROUPS_PATTERNS) status = take_verdicts(found, solution);
    if (status == TRUCE_OK)
        status = truce__grouping_new(ctx, truce_solution_graph(solution), among, &found->by, &found->grouping);
    truce_set_free(among);
    if (status == TRUCE_OK) found->told.levels = found->grouping->levels;
    if (status == TRUCE_OK) status = count_held(found, solution);
    if (status == TRUCE_OK) *groups = found;
    else truce__groups_free(found);
    return status;
}

/* ------------------------------------------------------------------ groups */

IS(asks_groups, GROUPS != NULL)
IS(asks_outcomes, GROUPS->by.outcomes)
IS(asks_patterns, GROUPS->by.patterns)

static bool asks_option(const truce__at *at) {
    for (size_t i = 0; i < GROUPS->by.n_options; i++)
        if (GROUPS->by.options[i] == at->index) return true;
    return false;
}

static bool next_group(const truce__at *list, truce__at *item) {
    const truce__grouping *g = TRUCE__SOLVED(list)->groups->grouping;
    if (++item->index >= g->count) return false;
    item->state = truce__space_number(&g->graph->space, g->first[item->index]);
    return true;
}

static truce_status open_groups(truce__at *at) {
    at->self = &GROUPS->told;
    return TRUCE_OK;
}

static void close_groups(truce__at *at) { (void)at; }

static size_t slot_place(const truce__at *at) { return (size_t)at->index * GROUPING->count + (size_t)at->up->index; }

static bool has_today(const truce__at *at) {
    uint64_t today = GROUPING->graph->space.status_quo;
    return today != UINT64_MAX && GROUPING->of[today] == at->index + 1;
}

/* Whether no state has levels that both patterns allow. */
static bool are_apart(const truce__at *at, const uint64_t *one, const uint64_t *other) {
    for (uint32_t o = 0; o < at->model->n_options; o++)
        if (!(one[o] & other[o])) return true;
    return false;
}

/* Its pattern, without those before it, in the language of models; verdicts, outcomes and options come beside it. */
static truce_status write_statement(truce__text *text, const truce__at *at) {
    const truce__grouping *g = GROUPING;
    size_t own = (size_t)at->index, n_options = at->model->n_options;
    bool is_free = truce__told_pattern_is_free(at, own), has_said = !is_free;
    if (!is_free) TRY(truce__told_pattern_write(text, at, own));
    for (size_t other = 0; other < g->count; other++) {
        if (g->alike[other] != g->alike[own] || g->place[other] >= g->place[own]) continue;
        if (are_apart(at, g->levels + own * n_options, g->levels + other * n_options)) continue;
        truce__text_puts(text, has_said ? " and not (" : "not (");
        TRY(truce__told_pattern_write(text, at, other));
        truce__text_puts(text, ")");
        has_said = true;
    }
    if (!has_said) truce__text_puts(text, "true");
    return TRUCE_OK;
}

static truce_status write_words(truce__text *text, const truce__at *at) {
    const truce__speaker s = truce__plainly(text, at);
    if (truce__told_pattern_is_free(at, (size_t)at->index)) SPEAK_ALONE(&s, STMT_ALWAYS);
    else truce__told_pattern_speak(&s, at, (size_t)at->index);
    return TRUCE_OK;
}

IS(is_rest, GROUPING->place[at->index] == TRUCE__MOST_ALIKE)
GET(rest, truce__bool(is_rest(at)))
GET(statement, truce__told_as(at, write_statement))
GET(words, truce__told_as(at, write_words))
GET(told_words, is_rest(at) ? truce__text_of("…") : words(at))

static truce__tone tone_of_held(truce__value value) { return value.number ? TRUCE__GOOD_NEWS : TRUCE__NEUTRAL; }

GET(number, truce__number(at->index + 1))
GET(states, truce__number(GROUPING->states[at->index]))
GET(is_today, truce__bool(has_today(at)))
GET(mark, truce__text_of(has_today(at) ? ">" : ""))
GET(held, truce__number(GROUPS->held[slot_place(at)]))
GET(maybe_held, truce__number(GROUPS->maybe[slot_place(at)]))

static const truce__field group_fields[] = {
    {"group", NUMBER, IN_DATA, .get = number, .about = "its number, from 1"},
    {"", SPLICE, IN_DATA, .of = truce__outcome_fields, .when = asks_outcomes},
    {"levels", MAP, IN_DATA, .domain = &truce__option_domain, .keep = asks_option,
     .of = ITEM(TEXT, TRUCE__NULLABLE, .get = truce__get_level), .csv = "",
     .about = "of the options asked for; null where the members of coalesced states differ"},
    {"", SPLICE, IN_JSON, .of = truce__pattern_levels, .when = asks_patterns},
    {"statement", TEXT, IN_DATA, .get = statement, .when = asks_patterns,
     .about = "its pattern without those of equal verdicts before it, as models write it"},
    {"text", TEXT, IN_DATA, .get = words, .when = asks_patterns, .about = "its pattern in words"},
    {"rest", BOOL, IN_DATA, .get = rest, .when = asks_patterns,
     .about = "whether it has what is in none of the twelve largest patterns of equal verdicts"},
    {"states", NUMBER, IN_DATA, .get = states},
    {"state", STATE, IN_DATA, .get = truce__get_state, .about = "its first state"},
    {"status_quo", BOOL, IN_DATA, .get = is_today, .about = "whether the status quo is in it"},
    {"equilibria", MAP, IN_DATA, .domain = &truce__concept_domain, .of = ITEM(NUMBER, .get = held)},
    {"maybe_equilibria", MAP, IN_DATA, .domain = &truce__concept_domain, .keep = truce__leaves_open,
     .when = truce__leaves_any_open, .of = ITEM(NUMBER, .get = maybe_held)},
    {0}};
static const truce__field told_group_fields[] = {
    {"mark", TEXT, IN_PEOPLE, TRUCE__RIGHT, .get = mark, .head = HEAD(NOTHING)},
    {"group", NUMBER, IN_PEOPLE, TRUCE__RIGHT | TRUCE__IS_KEY, .get = number, .head = HEAD(GROUP)},
    {"levels", MAP, IN_PEOPLE, .domain = &truce__option_domain, .keep = asks_option,
     .of = ITEM(TEXT, TRUCE__NULLABLE, .get = truce__get_level)},
    {"states", NUMBER, IN_PEOPLE, TRUCE__RIGHT, .get = states, .head = HEAD(STATES)},
    {"equilibria", MAP, IN_PEOPLE, TRUCE__RIGHT, .domain = &truce__concept_domain,
     .of = ITEM(NUMBER, .get = held, .tone = tone_of_held)},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_outcome_fields, .when = asks_outcomes},
    {"text", TEXT, IN_PEOPLE, .get = told_words, .when = asks_patterns, .head = HEAD(PATTERN)},
    {0}};

/* ------------------------------------------------------------------- moves */

/* Items are pairs of groups and a party that has moves from one to the other: their index is the place among all
 * pairs, ordered by party last, so that arcs from one group stand together. */
static uint32_t from_of(const truce__at *at) {
    return (uint32_t)(at->index / ((uint64_t)at->model->n_parties * GROUPING->count));
}
static uint32_t party_of(const truce__at *at) {
    return (uint32_t)(at->index / GROUPING->count % at->model->n_parties);
}
static uint32_t to_of(const truce__at *at) { return (uint32_t)(at->index % GROUPING->count); }
static size_t pair_of(const truce__at *at) { return truce__between(GROUPING, party_of(at), from_of(at), to_of(at)); }

static bool next_arc(const truce__at *list, truce__at *item) {
    const truce__grouping *g = TRUCE__SOLVED(list)->groups->grouping;
    uint64_t n = (uint64_t)list->model->n_parties * g->count * g->count;
    while (++item->index < n)
        if (g->moves[pair_of(item)]) return true;
    return false;
}

GET(arc_party, truce__member(at, &truce__party_domain, party_of(at)))
GET(arc_from, truce__number(from_of(at) + 1))
GET(arc_to, truce__number(to_of(at) + 1))
GET(moves, truce__number(GROUPING->moves[pair_of(at)]))
GET(improvements, truce__number(GROUPING->better[pair_of(at)]))

static const truce__field arc_fields[] = {
    {"from", NUMBER, IN_ALL, TRUCE__RIGHT | TRUCE__IS_KEY, .get = arc_from, .head = HEAD(FROM)},
    {"party", MEMBER, IN_ALL, .get = arc_party, .domain = &truce__party_domain, .head = HEAD(PARTY)},
    {"to", NUMBER, IN_ALL, TRUCE__RIGHT, .get = arc_to, .head = HEAD(TO)},
    {"moves", NUMBER, IN_ALL, TRUCE__RIGHT, .get = moves, .head = HEAD(MOVES)},
    {"improvements", NUMBER, IN_ALL, TRUCE__RIGHT, .get = improvements, .head = HEAD(IMPROVEMENTS)},
    {0}};

const truce__field truce__group_tables[] = {
    {"groups", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .open = open_groups, .close = close_groups,
     .next = next_group, .of = RECORD_OF(group_fields),
     .when = asks_groups, .about = "states with the same outcomes, levels, or both"},
    {"group_moves", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .next = next_arc, .of = RECORD_OF(arc_fields),
     .when = asks_groups, .about = "each party's moves from one group to another, by their numbers"},
    {0}};
const truce__field truce__told_group_tables[] = {
    {"groups", LIST, IN_PEOPLE, TRUCE__TABLE, .open = open_groups, .close = close_groups,
     .next = next_group, .of = RECORD_OF(told_group_fields),
     .when = asks_groups, .caption = TRUCE__M_CAPTION_GROUPS},
    {"group_moves", LIST, IN_PEOPLE, TRUCE__TABLE, .next = next_arc, .of = RECORD_OF(arc_fields),
     .when = asks_groups, .caption = TRUCE__M_CAPTION_GROUP_MOVES},
    {0}};
