/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shape of `solve`: verdicts, equilibria, a row for each state. For people it is the table of individual
 * stability as papers print it: a group of columns for each concept, in it one for each party with a tick where the
 * state is stable for it, and "Eq" with an E where it is for all. Rows that are an equilibrium of some concept carry
 * a star, the status quo an arrow.
 */
#include "concepts/concepts.h"
#include "questions/patterns_result.h"
#include "questions/questions.h"
#include "questions/sentences.h"
#include "questions/solve/in_short.h"
#include "questions/solve/near_result.h"
#include "questions/told_states.h"
#include "result/declare.h"
#include "words/level_sets.h"
#include "words/states.h"
#include "words/say.h"

#include <truce/variant.h>

#define GET(name, value) GET_OF(void, name, value)
#define IS(name, truth) IS_OF(void, name, truth)

enum { NAMED = 12 }; /* states that hang on ties */

#define SOLUTION (at->result->solution)
#define OPTIONS (at->result->options)
#define EQUILIBRIA truce_solution_equilibria(SOLUTION, (uint32_t)at->index)
#define TIES (TRUCE__SOLVED(at)->ties)
#define STABLE truce_solution_stable(SOLUTION, (uint32_t)at->up->index, (uint32_t)at->index)
#define MAYBE_EQUILIBRIA truce_solution_maybe_equilibria(SOLUTION, (uint32_t)at->index)
#define VERDICT truce_solution_verdict(SOLUTION, (uint32_t)at->up->index, (uint32_t)at->index, at->state)
#define HOLDS truce_solution_holds(SOLUTION, (uint32_t)at->index, at->state)

GET(count, truce__number(truce_set_count(EQUILIBRIA)))
GET(stable_count, truce__number(truce_set_count(STABLE)))
GET(equilibria, truce__set_of(EQUILIBRIA))
GET(settled, truce__number(truce_solution_settled(SOLUTION, (uint32_t)at->up->index, (uint32_t)at->index)))

/* The depth from which on no party's verdicts change; 0: the concept has an end. */
static uint32_t settled_of(const truce__at *at, uint32_t slot) {
    uint32_t most = 0;
    for (uint32_t party = 0; party < at->graph->model->n_parties; party++) {
        uint32_t depth = truce_solution_settled(SOLUTION, slot, party);
        most = depth > most ? depth : most;
    }
    return most;
}

static bool is_endless(const truce__at *item) { return settled_of(item, (uint32_t)item->index) > 0; }

static uint32_t period_of(const truce__at *item, uint32_t *before) {
    return truce_solution_period(item->result->solution, (uint32_t)item->index, before);
}

static truce__value period(const truce__at *at) {
    uint32_t before;
    return truce__number(period_of(at, &before));
}

static truce__value before_period(const truce__at *at) {
    uint32_t before;
    period_of(at, &before);
    return truce__number(before);
}

static bool repeats(const truce__at *item) {
    uint32_t before;
    return period_of(item, &before) > 0;
}

IS(has_period, truce__count_kept(at, &truce__concept_domain, repeats) > 0)
static const truce__field period_fields[] = {
    {"preperiod", NUMBER, IN_JSON, .get = before_period}, {"period", NUMBER, IN_JSON, .get = period}, {0}};

static bool has_endless(const truce__at *at) {
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++)
        if (settled_of(at, slot)) return true;
    return false;
}

IS(is_stable, truce_set_contains(STABLE, at->state))
GET(is_equilibrium, truce__bool(truce_set_contains(EQUILIBRIA, at->state)))
IS(is_maybe, VERDICT == TRUCE_MAYBE)
GET(is_maybe_equilibrium, truce__bool(HOLDS == TRUCE_MAYBE))
GET(maybe_equilibria, truce__set_of(MAYBE_EQUILIBRIA))
IS(knows_patterns, truce_patterns_exist(at->graph) && !TRUCE__SOLVED(at)->no_patterns)
IS(has_few, truce_set_count(EQUILIBRIA) <= TRUCE__FEW_STATES || TRUCE__SOLVED(at)->all_patterns)

static truce_status open_patterns(truce__at *at) {
    return truce__told_patterns_open(at, EQUILIBRIA);
}

IS(says_verified, OPTIONS->says_verified)
GET(matching, truce__number(at->result->pick->total))
GET(verified, truce__number(OPTIONS->verified))

/* Ties follow from one order of the states. */
IS(knows_ties, TIES->is_known && !at->result->reads_all)
/* Items of a list for each concept: their index is the place among all ties. */
static bool next_tied(const truce__at *list, truce__at *item) {
    const truce__ties *ties = TRUCE__SOLVED(list)->ties;
    const truce_set *equilibria = truce_solution_equilibria(list->result->solution, (uint32_t)list->index);
    uint64_t limit = list->result->options->limit, end = limit && limit < ties->count ? limit : ties->count;
    while (++item->index < end)
        if (truce_set_contains(equilibria, item->state = ties->states[item->index])) return true;
    return false;
}

static truce__value is_cut(const truce__at *at) {
    bool cut = truce__is_pick_cut(at) || truce__are_coalitions_cut(at);
    for (uint32_t i = 0; i < truce__concept_domain.count(at); i++) {
        const truce_set *maybe = truce_solution_maybe_equilibria(SOLUTION, i);
        cut |= truce__is_set_cut(at, truce_solution_equilibria(SOLUTION, i));
        cut |= maybe && truce__is_set_cut(at, maybe);
    }
    return truce__bool(cut || truce__are_views_cut(at));
}

static const truce__field verdict_fields[] = {
    {"stable", SUBSET, IN_CSV, TRUCE__SPREAD, .domain = &truce__party_domain, .keep = is_stable, .csv = ""},
    {"eq", BOOL, IN_CSV, .get = is_equilibrium},
    {0}};
static const truce__field maybe_fields[] = {
    {"maybe", SUBSET, IN_CSV, TRUCE__SPREAD, .domain = &truce__party_domain, .keep = is_maybe},
    {"maybe_eq", BOOL, IN_CSV, .get = is_maybe_equilibrium},
    {0}};
static const truce__field row_fields[] = {
    {"", SPLICE, IN_DATA, .of = truce__state_fields},
    {"", SPLICE, IN_DATA, .of = truce__outcome_fields},
    {"", SPLICE, IN_CSV, .of = truce__csv_state_fields},
    {"", SPLICE, IN_JSON, .of = truce__json_rank_fields},
    {"stable", MAP, IN_JSON, .domain = &truce__concept_domain,
     .of = ITEM(SUBSET, .domain = &truce__party_domain, .keep = is_stable),
     .about = "parties for whom the state is stable"},
    {"maybe", MAP, IN_JSON, .domain = &truce__concept_domain, .keep = truce__leaves_open,
     .when = truce__leaves_any_open, .of = ITEM(SUBSET, .domain = &truce__party_domain, .keep = is_maybe),
     .about = "parties for whom it depends on a tie, or on what is unknown, whether the state is stable"},
    {"verdicts", MAP, IN_CSV, .domain = &truce__concept_domain, .of = RECORD_OF(verdict_fields)},
    {"maybe", MAP, IN_CSV, .domain = &truce__concept_domain, .keep = truce__leaves_open,
     .of = RECORD_OF(maybe_fields)},
    {"", SPLICE, IN_CSV, .of = truce__sight_fields},
    {0}};

/* -------------------------------------------------------------- for people */

static bool is_any_equilibrium(const truce__at *at) {
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++)
        if (truce_set_contains(truce_solution_equilibria(SOLUTION, slot), at->state)) return true;
    return false;
}

static truce__value mark(const truce__at *at) {
    bool is_today = at->state == truce_graph_status_quo(at->graph), holds = is_any_equilibrium(at);
    return truce__text_of(is_today && holds ? ">*" : is_today ? ">" : holds ? "*" : "");
}

static truce__tone tone_of_mark(truce__value value) {
    return strchr(value.text, '*') ? TRUCE__GOOD_NEWS : TRUCE__STRONG;
}

static truce__tone tone_of_equilibrium(truce__value value) {
    return value.number == TRUCE__M_MARK_E ? TRUCE__GOOD_NEWS : TRUCE__NEUTRAL;
}

static truce__value mark_of(truce_verdict verdict, truce__message stable) {
    return truce__message_of(verdict == TRUCE_STABLE  ? stable
                             : verdict == TRUCE_MAYBE ? TRUCE__M_MARK_MAYBE
                                                      : TRUCE__M_COLUMN_NOTHING);
}

GET(told_verdict, mark_of(VERDICT, TRUCE__M_MARK_STABLE))
GET(told_equilibrium, mark_of(HOLDS, TRUCE__M_MARK_E))
static const truce__field told_verdict_fields[] = {
    {"stable", MAP, IN_PEOPLE, TRUCE__BY_ID | TRUCE__SHORTENED, .domain = &truce__party_domain,
     .of = ITEM(TEXT, .get = told_verdict)},
    {"eq", TEXT, IN_PEOPLE, .get = told_equilibrium, .head = HEAD(EQ), .tone = tone_of_equilibrium},
    {0}};
static const truce__field told_fields[] = {
    {"mark", TEXT, IN_PEOPLE, TRUCE__RIGHT | TRUCE__IS_KEY, .get = mark, .head = HEAD(NOTHING), .tone = tone_of_mark},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_state_fields},
    {"verdicts", MAP, IN_PEOPLE, TRUCE__GROUPS, .domain = &truce__concept_domain,
     .of = RECORD_OF(told_verdict_fields)},
    {"", SPLICE, IN_PEOPLE, .of = truce__sight_fields},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_outcome_fields},
    {0}};

static const truce__field words_of_concept = {NULL, TEXT, IN_TEXT, .get = told_equilibrium,
                                              .tone = tone_of_equilibrium};
IS(has_today, truce_graph_status_quo(at->graph) != 0)
IS(has_no_today, !has_today(at))

/* Codes stand last: readers of words do not need them. */
static truce__value in_words(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__speaker s = truce__plainly(text, at);
    char code[TRUCE_CODE_SIZE];
    truce__text_clear(text);
    if (at->model->is_plain) return truce__text_of(truce__get_code(at).text);
    truce__speak_situation(&s, at->state);
    WORDS(text, at, SITUATION_CODE, truce__name_of(truce_graph_state_code(at->graph, at->state, code)));
    return truce__text_of(truce__text_bytes(text));
}

static const truce__field told_word_fields[] = {
    {"mark", TEXT, IN_TEXT, TRUCE__RIGHT | TRUCE__IS_KEY, .get = mark, .head = HEAD(NOTHING), .tone = tone_of_mark},
    {"state", STATE, IN_TEXT, TRUCE__RIGHT | TRUCE__IS_KEY, .get = truce__get_state, .head = HEAD(STATE)},
    {"eq", MAP, IN_TEXT, .domain = &truce__concept_domain, .of = &words_of_concept},
    {"words", TEXT, IN_TEXT, TRUCE__LAST, .get = in_words, .head = HEAD(WORDS), .when = has_today},
    {"words", TEXT, IN_TEXT, TRUCE__LAST, .get = in_words, .head = HEAD(ALL_WORDS), .when = has_no_today},
    {0}};

IS(has_rows, truce__pick_count(at->result->pick) > 0)
IS(has_told_rows, has_rows(at) && !OPTIONS->in_short)
IS(lacks_rows, !has_rows(at) && OPTIONS->kind != TRUCE_ROWS_NONE && !OPTIONS->in_short)
IS(has_stability_view, has_told_rows(at) && OPTIONS->view == TRUCE_VIEW_STABILITY)
IS(has_option_view, has_told_rows(at) && OPTIONS->view == TRUCE_VIEW_OPTIONS)
IS(has_word_view, has_told_rows(at) && OPTIONS->view == TRUCE_VIEW_WORDS)
IS(has_tableau_view, has_told_rows(at) && OPTIONS->view == TRUCE_VIEW_TABLEAU)

IS(shows_first_ranks, at->result->reads_all && (has_option_view(at) || has_tableau_view(at)))

static void say_ranks(const truce__at *at, truce__say *say) {
    (void)at;
    SAY_ALONE(say, COMPLETIONS_RANKS);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_no_rows(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    if (OPTIONS->rows) SAY_ALONE(say, NO_MATCH);
    else SAY_ALONE(say, NO_EQUILIBRIUM);
    truce__say_end(say, TRUCE__LINE);
}

/* Whether some verdict is open. */
static bool has_open(const truce__at *at) {
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++)
        for (uint32_t party = 0; party < at->graph->model->n_parties; party++) {
            const truce_set *maybe = truce_solution_maybe(SOLUTION, slot, party);
            if (maybe && truce_set_count(maybe)) return true;
        }
    return false;
}

static void say_maybe(const truce__at *at, truce__say *say) {
    (void)at;
    SAY_ALONE(say, MAYBE_KEY);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* Concepts that were asked for with all others, and could not be had. */
static void say_left_out(const truce__at *at, truce__say *say) {
    for (const truce__left_out *one = at->result->left_out; one; one = one->next) {
        SAY(say, LEFT_OUT, truce__text_of(one->concept->label), truce__text_of(one->why));
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
}

static void say_settled(const truce__at *at, truce__say *say) {
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++) {
        truce__value depth = truce__number(settled_of(at, slot));
        if (!depth.number) continue;
        SAY(say, SOLVE_SETTLED, truce__member(at, &truce__concept_domain, slot), depth);
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
}

static void say_periods(const truce__at *at, truce__say *say) {
    truce__at slot = *at;
    for (slot.index = 0; slot.index < truce__concept_domain.count(at); slot.index++) {
        uint32_t before, length = period_of(&slot, &before);
        if (!length) continue;
        SAY(say, SOLVE_PERIOD, truce__member(at, &truce__concept_domain, slot.index), truce__number(before),
            truce__number(length));
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
}

IS(has_ties, knows_ties(at) && TIES->count)

/* By their numbers where there are few states; else each set has been told with how many there are. */
static void say_ties(const truce__at *at, truce__say *say) {
    size_t count = TIES->count, named = count < NAMED ? count : NAMED;
    if (truce__tells_patterns(at)) {
        SAY_ALONE(say, SOLVE_TIE);
        truce__say_end(say, TRUCE__PARAGRAPH);
        return;
    }
    SAY(say, SOLVE_TIES, truce__number(count));
    for (size_t i = 0; i < named; i++) {
        if (i) SAY_ALONE(say, LIST_NEXT);
        SAY(say, PLAIN, truce__number(TIES->states[i]));
    }
    if (count > named) SAY(say, AND_MORE, truce__number(count - named));
    SAY_ALONE(say, WITNESS_STOP);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* The slot of Nash; UINT32_MAX: it was not asked for, or nothing is a Nash equilibrium. */
static uint32_t slot_of_nash(const truce__at *at) {
    uint32_t count = truce__concept_domain.count(at);
    for (uint32_t slot = 0; slot < count; slot++)
        if (strcmp(truce__concept_domain.id(at, slot), "nash") == 0 &&
            truce_set_count(truce_solution_equilibria(SOLUTION, slot)))
            return slot;
    return UINT32_MAX;
}

IS(knows_strict, knows_ties(at) && slot_of_nash(at) != UINT32_MAX)

/* A Nash equilibrium without a tie: every move from it is worse for its mover. */
static void say_strict(const truce__at *at, truce__say *say) {
    const truce_set *nash = truce_solution_equilibria(SOLUTION, slot_of_nash(at));
    uint64_t count = truce_set_count(nash);
    SAY(say, SOLVE_STRICT, truce__number(count - truce__ties_count(TIES, nash)), truce__number(count));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_verified(const truce__at *at, truce__say *say) {
    if (OPTIONS->verified && OPTIONS->in_short) SAY(say, SOLVE_VERIFIED_UNSEEN, truce__number(OPTIONS->verified));
    else if (OPTIONS->verified) SAY(say, SOLVE_VERIFIED, truce__number(OPTIONS->verified));
    else SAY_ALONE(say, SOLVE_VERIFIED_NONE);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static const truce__field fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__head_with_options},
    {"concepts", SUBSET, IN_JSON, .domain = &truce__concept_domain},
    {"", SPLICE, IN_JSON, .of = truce__left_out_fields},
    {"counts", MAP, IN_JSON, .domain = &truce__concept_domain, .of = ITEM(NUMBER, .get = count),
     .about = "equilibria"},
    {"stable_counts", MAP, IN_JSON, .domain = &truce__concept_domain,
     .of = ITEM(MAP, .domain = &truce__party_domain, .of = ITEM(NUMBER, .get = stable_count)),
     .about = "states stable for each party"},
    {"equilibria", MAP, IN_JSON, .domain = &truce__concept_domain, .of = ITEM(STATES, .get = equilibria)},
    {"maybe_equilibria", MAP, IN_JSON, .domain = &truce__concept_domain, .keep = truce__leaves_open,
     .when = truce__leaves_any_open, .of = ITEM(STATES, .get = maybe_equilibria),
     .about = "unstable for no party, but not certainly stable for all"},
    {"tied", MAP, IN_JSON, .domain = &truce__concept_domain,
     .of = ITEM(LIST, .next = next_tied, .of = ITEM(STATE, .get = truce__get_state)), .when = knows_ties,
     .about = "equilibria from which some party has a move to a state it likes just as well"},
    {"patterns", MAP, IN_JSON, .domain = &truce__concept_domain, .keep = has_few, .when = knows_patterns,
     .of = ITEM(LIST, .open = open_patterns, .close = truce__told_patterns_close, .count = truce__told_patterns_count,
                .of = &truce__pattern_item),
     .about = "the equilibria of concepts that have at most 10,000, as products of levels; together exactly these "
              "states"},
    {"periods", MAP, IN_JSON, .domain = &truce__concept_domain, .keep = repeats, .of = RECORD_OF(period_fields),
     .when = has_period,
     .about = "of concepts whose layers repeat: layers before the first that comes again; after how many it does"},
    {"settled", MAP, IN_JSON, .domain = &truce__concept_domain, .keep = is_endless,
     .of = ITEM(MAP, .domain = &truce__party_domain, .of = ITEM(NUMBER, .get = settled)), .when = has_endless,
     .about = "of concepts that look ahead without end, for each party: the depth from which on verdicts no longer "
              "change"},
    {"", SPLICE, IN_JSON, .of = truce__coalition_json_fields},
    {"table", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .next = truce__next_row, .of = RECORD_OF(row_fields)},
    {"", SPLICE, IN_DATA, .of = truce__behaviour_fields},
    {"", SPLICE, IN_DATA, .of = truce__view_fields},
    TRUCE__COALITION_TABLES,
    {"", SPLICE, IN_DATA, .of = truce__group_tables},
    {"", SPLICE, IN_JSON, .of = truce__near_fields},
    {"truncated", BOOL, IN_JSON, .get = is_cut},
    {"matching", NUMBER, IN_JSON, .get = matching, .when = truce__is_pick_cut,
     .about = "the states that rows were asked of, where the table has fewer"},
    {"verified", NUMBER, IN_JSON, .get = verified, .when = says_verified},
    {"", PROSE, IN_PEOPLE, .say = truce__say_head},
    {"", PROSE, IN_PEOPLE, .say = truce__say_concepts},
    {"", SPLICE, IN_PEOPLE, .of = truce__near_fields},
    {"", PROSE, IN_TEXT, .say = say_ranks, .when = shows_first_ranks},
    {"table", LIST, IN_TEXT, TRUCE__TABLE | TRUCE__CLOSE_UP, .next = truce__next_told_row,
     .of = RECORD_OF(told_fields), .when = has_stability_view, .caption = TRUCE__M_CAPTION_SOLVE},
    {"table", LIST, IN_TEXT, TRUCE__TABLE | TRUCE__CLOSE_UP, .next = truce__next_told_row,
     .of = RECORD_OF(told_word_fields), .when = has_word_view, .caption = TRUCE__M_CAPTION_SOLVE_WORDS},
    {"table", LIST, IN_PAPER, TRUCE__TABLE, .next = truce__next_row, .of = RECORD_OF(told_fields), .when = has_rows,
     .caption = TRUCE__M_CAPTION_SOLVE},
    {"", FIGURE, IN_TEXT, .figure = TRUCE__OPTION_TABLE, .when = has_option_view},
    {"", FIGURE, IN_TEXT, .figure = TRUCE__TABLEAU, .when = has_tableau_view},
    {"", SPLICE, IN_TEXT, .of = truce__summary_fields},
    {"", PROSE, IN_PEOPLE, .say = say_no_rows, .when = lacks_rows},
    {"", PROSE, IN_TEXT, .say = truce__say_told_cut, .when = has_told_rows},
    {"", PROSE, IN_PAPER, .say = truce__say_cut},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_group_tables},
    {"", PROSE, IN_PEOPLE, .say = truce__say_what_holds},
    {"", PROSE, IN_PEOPLE, .say = say_maybe, .when = has_open},
    {"", PROSE, IN_PEOPLE, .say = say_settled, .when = has_endless},
    {"", PROSE, IN_PEOPLE, .say = say_periods, .when = has_period},
    {"", PROSE, IN_PEOPLE, .say = say_ties, .when = has_ties},
    {"", PROSE, IN_PEOPLE, .say = say_strict, .when = knows_strict},
    {"", PROSE, IN_PAPER, .say = say_left_out, .when = truce__has_left_out},
    {"", SPLICE, IN_PEOPLE, .of = truce__behaviour_fields},
    {"", SPLICE, IN_PEOPLE, .of = truce__view_fields},
    TRUCE__COALITIONS_TOLD,
    {"", PROSE, IN_PEOPLE, .say = truce__say_definitions},
    {"", PROSE, IN_PEOPLE, .say = say_verified, .when = says_verified},
    {"", PROSE, IN_PEOPLE, .say = truce__say_solved},
    {0}};

const truce__layout truce__solve_layout = {"truce.solve.v1", fields};

/* ------------------------------------------------------------------ asking */

static void release_own(void *thing) {
    truce__solved_own *own = thing;
    if (!own) return;
    truce_ctx *ctx = own->ctx;
    truce__ties_free(own->ties);
    truce_conclusions_free(own->counted);
    truce__views_free(own->views);
    truce__groups_free(own->groups);
    truce_set_free(own->rows);
    truce__coalition_verdicts_free(own->coalitions);
    truce__free(ctx, own);
}

/* The result of a solution, with what else was asked; `own` becomes the result's in any case. */
static truce_status show(truce_ctx *ctx, const truce_solution *solution, const truce_render_options *options,
                         truce__solved_own *own, truce_result **result) {
    truce_status status = truce__ties_find(ctx, solution, &own->ties);
    if (status == TRUCE_OK && truce__render_options(options)->in_short)
        status = truce_conclude(ctx, solution, &own->counted);
    if (status == TRUCE_OK)
        status = truce__result_new(ctx,
                                   (truce__result){.layout = &truce__solve_layout, .self = own,
                                                   .graph = truce_solution_graph(solution), .solution = solution},
                                   true, options, result);
    if (status != TRUCE_OK) {
        release_own(own);
        return status;
    }
    (*result)->owned[0] = (truce__owned){release_own, own};
    (*result)->reads_all = truce_solution_is_of_completions(solution);
    return TRUCE_OK;
}

static truce_status new_own(truce_ctx *ctx, truce__solved_own **own) {
    *own = truce__calloc(ctx, 1, sizeof **own);
    if (!*own) return TRUCE_E_NOMEM;
    (*own)->ctx = ctx;
    return TRUCE_OK;
}

truce_status truce_result_of_solve(truce_ctx *ctx, const truce_solution *solution,
                                   const truce_render_options *options, truce_result **result) {
    truce__solved_own *own;
    TRY(new_own(ctx, &own));
    return show(ctx, solution, options, own, result);
}

static void release_solution(void *solution) {
    truce_solution_free(solution);
}

static truce_status verify(truce_ctx *ctx, const truce_solution *solution, const truce__solved_own *own,
                           truce_render_options *options) {
    TRY(truce_solution_verify(ctx, solution, options, &options->verified));
    if (own->views) TRY(truce__views_verify(ctx, own->views, options, &options->verified));
    if (own->coalitions) TRY(truce__coalition_verdicts_verify(own->coalitions, &options->verified));
    truce__tell(ctx, "%llu verdicts verified", (unsigned long long)options->verified);
    return TRUCE_OK;
}

/* Of the rows those that hold under each of some concepts, or under none of them. */
static truce_status keep(truce_ctx *ctx, const truce_argument *asked, const truce_solution *solution, bool is_held,
                         truce_set *rows) {
    for (size_t i = 0; i < asked->count; i++) {
        uint32_t slot = 0, n_slots = truce_solution_concept_count(solution);
        while (slot < n_slots && truce_solution_concept(solution, slot) != asked->numbers[i]) slot++;
        if (slot == n_slots) {
            const truce_model *model = truce_graph_model(truce_solution_graph(solution));
            TRY(truce__diag(ctx, TRUCE_ERROR, &model->source, (truce__loc){0}, "name it in --concepts as well",
                            "rows are to hold or fail under '%s', which is not solved",
                            truce_concept_at(asked->numbers[i])->id));
            return TRUCE_E_USAGE;
        }
        const truce_set *held = truce_solution_equilibria(solution, slot);
        TRY(is_held ? truce_set_and(rows, held) : truce_set_and_not(rows, held));
    }
    return TRUCE_OK;
}

static truce_status narrow(truce_ctx *ctx, const truce_query *query, const truce_solution *solution,
                           truce_render_options *options, truce__solved_own *own) {
    const truce_argument *holds = truce__argument(query, "holds"), *fails = truce__argument(query, "fails");
    if (!holds->count && !fails->count) return TRUCE_OK;
    if (options->rows) TRY(truce_set_copy(ctx, options->rows, &own->rows));
    else TRY(truce_set_all(ctx, query->graph, &own->rows));
    options->rows = own->rows;
    TRY(keep(ctx, holds, solution, true, own->rows));
    return keep(ctx, fails, solution, false, own->rows);
}

/* Finds out what was asked for beside the verdicts. */
static truce_status ask_more(truce_ctx *ctx, const truce_query *query, const truce_solution *solution,
                             truce_render_options *options, truce__solved_own *own) {
    own->behaviour_of = truce__argument(query, "behaviour-of")->number;
    own->all_patterns = truce__argument(query, "patterns")->number > 0;
    own->no_patterns = truce__argument(query, "no-patterns")->number > 0;
    const truce__views_asked asked = {options->limit, truce__argument(query, "completions")->number};
    TRY(truce__views_find(ctx, solution, &asked, &own->views));
    TRY(truce__coalition_verdicts_find(ctx, solution, query, &own->coalitions));
    TRY(truce__groups_find(ctx, query, solution, options->rows, &own->groups));
    return options->says_verified ? verify(ctx, solution, own, options) : TRUCE_OK;
}

/* In every completion; where no concept is asked for by those that are usual for the model. */
static truce_status solve(truce_ctx *ctx, const truce_query *query, truce_solution **solution) {
    const truce_argument *concepts = truce__argument(query, "concepts");
    uint64_t most = truce__argument(query, "completions")->number;
    uint32_t *usual;
    size_t count;
    if (concepts->count)
        return truce_solve_completions(ctx, query->graph, concepts->numbers, concepts->count, most, solution);
    TRY(truce__usual_concepts(ctx, query->graph->model, &usual, &count));
    truce_status status = truce_solve_completions(ctx, query->graph, usual, count, most, solution);
    truce__free(ctx, usual);
    return status;
}

truce_status truce__run_solve(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    truce_render_options options = *truce__render_options(query->options);
    truce_solution *solution = NULL;
    truce__solved_own *own = NULL;
    truce_status status;
    TRY_OR_DONE(solve(ctx, query, &solution));
    TRY_OR_DONE(new_own(ctx, &own));
    TRY_OR_DONE(narrow(ctx, query, solution, &options, own));
    TRY_OR_DONE(ask_more(ctx, query, solution, &options, own));
    status = show(ctx, solution, &options, own, result);
    own = NULL;
    if (status == TRUCE_OK) (*result)->owned[1] = (truce__owned){release_solution, solution}, solution = NULL;
done:
    release_own(own);
    truce_solution_free(solution);
    return status;
}
