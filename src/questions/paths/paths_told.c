/* SPDX-License-Identifier: Apache-2.0 */
/* `paths` for people: the table of what is reached, the paths to the states asked for, and what keeps others out of
 * reach. */
#include "graph/walk.h"
#include "questions/paths/paths_items.h"
#include "questions/told_states.h"
#include "result/declare.h"
#include "words/narrate.h"
#include "words/states.h"

#define GET(name, value) GET_OF(truce_paths_show, name, value)
#define IS(name, truth) IS_OF(truce_paths_show, name, truth)

/* Columns of steps in all; numbers of steps counted in words. */
enum { MOST_STEPS = 16, COUNTED = 12 };

#define ASKED (r->paths[0])
#define STEP (&TARGET->path[at->index])

GET(from, truce__state_of(truce_paths_from(ASKED)))
GET(mover, truce__mover_of(at, STEP->party))
GET(is_better, truce__bool(STEP->gain == TRUCE_BETTER))
GET(gain, truce__gain_of(STEP->party, STEP->gain))
IS(has_targets, truce_paths_has_targets(ASKED))

/* --------------------------------------------------------- what is reached */

/*
 * The reachability table of status quo analysis (Li, Kilgour and Hipel 2005): a row for each state, a group of
 * columns for each kind of path, in it a mark under the number of steps after which the state is first reached. Where
 * that takes more columns than a reader wants, each group is one column with the number itself.
 */
#define KIND_OF(at) (((const truce_paths_show *)(at)->result->self)->paths[(at)->index])

static uint32_t kind_count(const truce__at *at) {
    return (uint32_t)((const truce_paths_show *)at->result->self)->count;
}
static const char *kind_id(const truce__at *at, uint32_t i) {
    return truce_paths_by_name(truce_paths_by_of(((const truce_paths_show *)at->result->self)->paths[i]));
}
static truce__value kind_label(const truce__at *at, uint32_t i) {
    static const truce__message names[] = {TRUCE__M_PATHS_KIND_MOVES, TRUCE__M_PATHS_KIND_IMPROVEMENTS,
                                           TRUCE__M_PATHS_KIND_UNSANCTIONED};
    return truce__message_of(names[truce_paths_by_of(((const truce_paths_show *)at->result->self)->paths[i])]);
}
static const truce__domain kinds = {"kind", TRUCE__M_MANY_KINDS_OF_PATHS, kind_count, kind_id, kind_label};

/* The numbers of steps of the kind whose number the place is. */
static uint32_t steps_count(const truce__at *at) { return truce_paths_longest(KIND_OF(at)) + 1; }
static const char *steps_id(const truce__at *at, uint32_t i) {
    static const char *const numbers[] = {"0", "1", "2",  "3",  "4",  "5",  "6",  "7",
                                          "8", "9", "10", "11", "12", "13", "14", "15"};
    (void)at;
    return numbers[i];
}
static truce__value steps_label(const truce__at *at, uint32_t i) { return truce__text_of(steps_id(at, i)); }
static const truce__domain numbers_of_steps = {"steps", TRUCE__M_MANY_STEPS, steps_count, steps_id, steps_label};

static bool has_step_columns(const truce__at *at) {
    const truce_paths_show *r = at->result->self;
    uint64_t all = 0;
    for (size_t i = 0; i < r->count; i++) all += truce_paths_longest(r->paths[i]) + UINT64_C(1);
    return all <= MOST_STEPS;
}

static bool is_after(const truce__at *at) {
    const truce_paths *paths = KIND_OF(at->up);
    if (at->index == 0) return at->state == truce_paths_from(paths);
    return truce_paths_steps(paths, at->state) == at->index;
}

static truce__value steps_of_kind(const truce__at *at) {
    uint32_t count = truce_paths_steps(KIND_OF(at), at->state);
    bool is_start = at->state == truce_paths_from(KIND_OF(at));
    return count || is_start ? truce__number(count) : truce__none();
}

static truce__tone tone_of_steps(truce__value value) {
    return value.kind == TRUCE__NUMBER || value.number ? TRUCE__GOOD_NEWS : TRUCE__NEUTRAL;
}

IS(has_one_column, !has_step_columns(at))
/* Many states were asked for, and none can be reached: the reasons say it all. */
static bool is_all_beyond(const truce__at *at) {
    const truce_paths_show *r = at->result->self;
    return !r->is_limit_given && truce_paths_has_targets(ASKED) && truce_paths_target_total(ASKED) == 0 &&
           truce_paths_unreachable_total(ASKED) > TRUCE__FEW_ROWS;
}

/* Many states are told by outcomes, unless somebody asked for rows or for certain states. */
static bool has_table(const truce__at *at) {
    const truce_paths_show *r = at->result->self;
    bool is_asked = r->is_limit_given || truce_paths_has_targets(ASKED) || !at->model->n_outcomes;
    if (is_all_beyond(at)) return false;
    return is_asked || truce_graph_state_count(at->graph) <= TRUCE__FEW_ROWS || !truce__tells_patterns(at);
}
IS(has_step_table, has_table(at) && has_step_columns(at))
IS(has_number_table, has_table(at) && !has_step_columns(at))
IS(has_outcome_table, !has_table(at) && !is_all_beyond(at))
GET(start_mark, truce__text_of(at->state == truce_paths_from(ASKED) ? ">" : ""))
static const truce__field step_columns[] = {
    {"steps", SUBSET, IN_PEOPLE, TRUCE__SPREAD | TRUCE__RIGHT, .domain = &numbers_of_steps, .keep = is_after,
     .tone = tone_of_steps},
    {0}};
static const truce__field one_column[] = {
    {"steps", NUMBER, IN_PEOPLE, TRUCE__NULLABLE | TRUCE__RIGHT, .get = steps_of_kind, .head = HEAD(STEPS),
     .tone = tone_of_steps},
    {0}};
static const truce__field told_reach_fields[] = {
    {"mark", TEXT, IN_PEOPLE, TRUCE__RIGHT | TRUCE__IS_KEY, .get = start_mark, .head = HEAD(NOTHING)},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_state_fields},
    {"kinds", MAP, IN_PEOPLE, TRUCE__GROUPS, .domain = &kinds, .of = RECORD_OF(step_columns),
     .when = has_step_columns},
    {"kinds", MAP, IN_PEOPLE, TRUCE__GROUPS, .domain = &kinds, .of = RECORD_OF(one_column), .when = has_one_column},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_outcome_fields},
    {0}};

void truce__say_kind_of_paths(const truce__at *at, truce__say *say, const truce_paths *paths) {
    truce_paths_by kind = truce_paths_by_of(paths);
    if (kind == TRUCE_BY_MOVES) SAY_ALONE(say, PATHS_MOVES);
    else if (kind == TRUCE_BY_IMPROVEMENTS) SAY_ALONE(say, PATHS_IMPROVEMENTS);
    else SAY(say, PATHS_UNSANCTIONED, truce__member(at, &truce__any_concept_domain, truce_paths_concept(paths)));
}

/* Of models with many states, which have no table: how near each outcome is, by each kind of path. */
typedef struct nearness {
    uint32_t n_kinds, *steps; /* outcome by outcome; UINT32_MAX: out of reach */
} nearness;

static void look_for_outcomes(const truce_paths_show *r, size_t kind, const truce_graph *graph, nearness *near) {
    for (truce_state s = 1; s <= truce_graph_state_count(graph) && !truce__stops_at(graph->ctx, s); s++) {
        uint32_t count = truce_paths_steps(r->paths[kind], s);
        bool is_start = s == truce_paths_from(r->paths[kind]);
        if (is_start) count = 0;
        for (uint32_t k = 0; k < graph->model->n_outcomes && (count || is_start); k++) {
            uint32_t *least = &near->steps[(size_t)k * near->n_kinds + kind];
            if (count < *least && truce_graph_has_outcome(graph, s, k)) *least = count;
        }
    }
}

static truce_status open_outcomes(truce__at *at) {
    const truce_paths_show *r = at->result->self;
    truce_ctx *ctx = at->result->ctx;
    nearness *near = truce__calloc(ctx, 1, sizeof *near);
    if (near) near->n_kinds = (uint32_t)r->count;
    if (near) near->steps = truce__calloc(ctx, r->count * at->model->n_outcomes, sizeof *near->steps);
    if (!near || !near->steps) {
        truce__free(ctx, near);
        return TRUCE_E_NOMEM;
    }
    memset(near->steps, 0xFF, r->count * at->model->n_outcomes * sizeof *near->steps);
    for (size_t kind = 0; kind < r->count; kind++) look_for_outcomes(r, kind, at->graph, near);
    at->self = near;
    return TRUCE_OK;
}

static void close_outcomes(truce__at *at) {
    nearness *near = (nearness *)(uintptr_t)at->self;
    truce__free(at->result->ctx, near->steps);
    truce__free(at->result->ctx, near);
}

static truce__value steps_to_outcome(const truce__at *at) {
    const nearness *near = at->self;
    uint32_t steps = near->steps[at->up->index * near->n_kinds + at->index];
    return steps == UINT32_MAX ? truce__none() : truce__number(steps);
}

GET(outcome_label, truce__outcome_domain.label(at, (uint32_t)at->index))
static const truce__field outcome_fields[] = {
    {"outcome", TEXT, IN_PEOPLE, .get = outcome_label, .head = HEAD(OUTCOME)},
    {"kinds", MAP, IN_PEOPLE, .domain = &kinds,
     .of = ITEM(NUMBER, TRUCE__NULLABLE | TRUCE__RIGHT, .get = steps_to_outcome)},
    {0}};
static uint64_t count_outcomes(const truce__at *at) { return at->model->n_outcomes; }

/* How many states are first reached after so many steps. */
static uint64_t count_at(const truce_paths *paths, uint32_t number) {
    uint64_t count = 0;
    for (uint64_t i = paths->level.at[number]; i < paths->level.at[number + 1]; i++)
        count += truce__cell_steps(paths, paths->queue[i]) == number;
    return count;
}

/* How many moves there are from the start. */
static uint64_t count_steps(const truce_paths *paths) {
    uint64_t count = 0;
    for (uint32_t party = 0; party < paths->n_parties; party++) {
        truce__walk walk;
        uint64_t to;
        truce__walk_from(&walk, &paths->graph->space, party, paths->start);
        while (truce__walk_next(&walk, &to)) count++;
    }
    return count;
}

static void say_stuck(truce__say *say, const truce_paths *paths) {
    truce_paths_by kind = truce_paths_by_of(paths);
    truce__value state = truce__state_of(truce_paths_from(paths));
    if (kind == TRUCE_BY_MOVES) SAY(say, PATHS_STUCK_MOVES, state);
    else if (kind == TRUCE_BY_IMPROVEMENTS) SAY(say, PATHS_STUCK_IMPROVEMENTS, state);
    else SAY(say, PATHS_STUCK_UNSANCTIONED, state);
    bool is_today = truce_paths_from(paths) == truce_graph_status_quo(paths->graph);
    if (is_today && kind == TRUCE_BY_IMPROVEMENTS) SAY(say, PATHS_FROM_TODAY, truce__number(count_steps(paths)));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* Which states can be reached, or which cannot, whichever are fewer: where they are many. */
static void tell_smaller(const truce__at *at, truce__say *say, const truce_set *reached) {
    truce_set *others = NULL;
    truce_status status = truce_set_copy(at->result->ctx, reached, &others);
    if (status == TRUCE_OK) status = truce_set_complement(others);
    bool is_reached = status == TRUCE_OK && truce_set_count(reached) <= truce_set_count(others);
    const truce_set *told = is_reached ? reached : others;
    if (status == TRUCE_OK && truce__is_told_below(at, told)) {
        if (is_reached) SAY_ALONE(say, PATHS_THOSE);
        else SAY_ALONE(say, PATHS_NOT_THOSE);
        truce__say_end(say, TRUCE__PARAGRAPH);
        truce__tell_below(at, say, told);
    }
    truce__at_note(at, status);
    truce_set_free(others);
}

/* "By any moves 6 of 7 states can be reached from state 1 (...): 4 after 1 step, 2 after 2; the other one ..." */
static void say_reach_of(const truce__at *at, truce__say *say, const truce_paths *paths) {
    uint64_t reached = truce_set_count(truce_paths_reach(paths)), states = truce_graph_state_count(at->graph);
    uint32_t farthest = truce_paths_longest(paths);
    SAY_ALONE(say, PATHS_BY);
    truce__say_kind_of_paths(at, say, paths);
    SAY(say, PATHS_REACHED, truce__number(reached), truce__number(states), from(at));
    if (farthest > COUNTED) SAY(say, PATHS_LAST, truce__number(farthest));
    else SAY(say, PATHS_AFTER_ONE, truce__number(count_at(paths, 1)));
    for (uint32_t number = 2; number <= farthest && farthest <= COUNTED; number++)
        SAY(say, PATHS_AFTER, truce__number(count_at(paths, number)), truce__number(number));
    if (reached == states) SAY_ALONE(say, PATHS_ALL);
    else SAY(say, PATHS_OTHERS, truce__number(states - reached));
    truce__say_end(say, TRUCE__PARAGRAPH);
    if (reached < states) tell_smaller(at, say, truce_paths_reach(paths));
}

static void say_reach(const truce__at *at, truce__say *say) {
    const truce_paths_show *r = at->result->self;
    bool has_concept = truce_paths_by_of(ASKED) == TRUCE_BY_UNSANCTIONED;
    SAY_ALONE(say, PATHS_IMPROVEMENT_MEANS);
    truce__say_end(say, TRUCE__PARAGRAPH);
    if (has_concept) truce__say_concept(say, truce_paths_concept(ASKED));
    for (size_t i = 0; i < r->count; i++)
        if (truce_set_count(truce_paths_reach(r->paths[i]))) say_reach_of(at, say, r->paths[i]);
        else say_stuck(say, r->paths[i]);
}

/* ----------------------------------------------------------------- targets */

static bool next_told(const truce__at *list, truce__at *item) {
    const truce_paths_show *r = list->result->self;
    return truce__next_target(list, item) && (!r->most_paths || item->index < r->most_paths);
}

static bool is_among(const uint32_t *parties, uint32_t count, uint64_t party) {
    uint32_t i = 0;
    while (i < count && parties[i] != party) i++;
    return i < count;
}

/* The parties, and last what lapses by itself. */
static uint32_t mover_count(const truce__at *at) { return at->model->n_parties + 1; }
static const char *mover_id(const truce__at *at, uint32_t i) {
    return i < at->model->n_parties ? truce__party_domain.id(at, i) : "";
}
static truce__value mover_label(const truce__at *at, uint32_t i) {
    if (i < at->model->n_parties) return truce__party_domain.label(at, i);
    return truce__message_of(TRUCE__M_WHAT_LAPSES);
}
static const truce__domain movers = {"mover", TRUCE__M_MANY_MOVERS, mover_count, mover_id, mover_label};

IS(is_first, at->index < at->model->n_parties ? is_among(TARGET->first, TARGET->first_count, at->index)
                                              : TARGET->may_lapse_first)
IS(is_always, is_among(TARGET->always, TARGET->always_count, at->index))

static void say_number_of_paths(const truce__at *at, truce__say *say) {
    SAY(say, PATHS_TO, truce__state_of(TARGET->state), truce__number(TARGET->steps));
    if (TARGET->count == UINT64_MAX) SAY_ALONE(say, PATHS_COUNTLESS);
    else if (TARGET->count == 1) SAY_ALONE(say, PATHS_ONE);
    else SAY(say, PATHS_COUNT, truce__number(TARGET->count));
    truce__say_end(say, TRUCE__HEAD);
}

static void say_who(const truce__at *at, truce__say *say) {
    truce__value parties = truce__these_or(at, &movers, is_first);
    bool is_one = TARGET->count == 1;
    if (TARGET->first_count + TARGET->may_lapse_first > 1) SAY(say, PATHS_THEY_BEGIN, parties);
    else if (is_one) SAY(say, PATHS_BEGINS, parties);
    else SAY(say, PATHS_ALL_BEGIN, parties);
    if (!is_one && TARGET->always_count)
        SAY(say, PATHS_ALWAYS, truce__these_and(at, &truce__party_domain, is_always));
    if (!is_one && TARGET->must_lapse) SAY_ALONE(say, PATHS_ALWAYS_LAPSES);
}

/* No move of the path told is anything but an improvement. */
static void say_only_better(const truce__at *at, truce__say *say) {
    bool is_one = TARGET->count == 1, has_moves = TARGET->lapses < TARGET->steps;
    if (!has_moves && is_one) SAY_ALONE(say, PATHS_ALL_LAPSE);
    else if (!has_moves) SAY_ALONE(say, PATHS_ALL_LAPSE_BELOW);
    else if (TARGET->lapses && is_one) SAY_ALONE(say, PATHS_MOVES_BETTER);
    else if (TARGET->lapses) SAY_ALONE(say, PATHS_MOVES_BETTER_BELOW);
    else if (is_one) SAY_ALONE(say, PATHS_BETTER);
    else SAY_ALONE(say, PATHS_BETTER_BELOW);
}

static void say_sacrifices(const truce__at *at, truce__say *say) {
    bool is_one = TARGET->count == 1;
    truce__value worse = truce__number(TARGET->worse);
    if (TARGET->worse && is_one) SAY(say, PATHS_WORSE, worse);
    else if (TARGET->worse) SAY(say, PATHS_WORSE_BELOW, worse);
    else if (TARGET->same && is_one) SAY_ALONE(say, PATHS_SAME);
    else if (TARGET->same) SAY_ALONE(say, PATHS_SAME_BELOW);
    else say_only_better(at, say);
    if (TARGET->lapses && TARGET->lapses < TARGET->steps) SAY(say, PATHS_LAPSES, truce__number(TARGET->lapses));
}

/* What another party would then do in its own interest, as the path goes on. */
static void say_first_reply(const truce__at *at, truce__say *say) {
    const truce_path_step *first = TARGET->path, *reply = first + 1;
    bool is_other = TARGET->steps > 1 && reply->party != first->party && reply->party != TRUCE_NOBODY;
    if (!is_other || reply->gain != TRUCE_BETTER || !truce__has_changes(at->graph, first->to, reply->to)) return;
    truce_state from = truce_paths_from(truce__paths_asked(at));
    SAY(say, PLAIN_REPLY, truce__party_of(at, first->party), truce__own_changes_of(from, first->to),
        truce__party_of(at, reply->party), truce__own_changes_of(first->to, reply->to));
}

/* The least part of a party's move after which another is as well off as `rank` says; all of it where none is
 * less. */
static truce_state least_that_restores(const truce__at *at, const truce_path_step *move, truce_state before,
                                       uint32_t whose, uint32_t rank) {
    truce_state *moves = NULL, least = move->to;
    size_t count = 0;
    if (move->party == TRUCE_NOBODY) return least;
    truce__at_note(at, truce_graph_moves(at->result->ctx, at->graph, move->party, before, &moves, &count));
    for (size_t i = 0; i < count; i++) {
        uint32_t own = truce__count_changes(at->graph, before, moves[i]);
        uint32_t all = truce__count_changes(at->graph, before, move->to);
        bool is_part = own && own + truce__count_changes(at->graph, moves[i], move->to) == all;
        if (is_part && truce_graph_rank(at->graph, whose, moves[i]) >= rank &&
            own < truce__count_changes(at->graph, before, least))
            least = moves[i];
    }
    truce_release(at->result->ctx, moves);
    return least;
}

/* Who begins the path below at a loss, and what that lasts until. */
static void say_first_loss(const truce__at *at, truce__say *say) {
    const truce_path_step *first = &TARGET->path[0];
    truce_state from = truce_paths_from(truce__paths_asked(at)), before = from;
    uint32_t i = 0;
    if (first->gain != TRUCE_WORSE || !truce__has_changes(at->graph, from, first->to)) return;
    uint32_t rank = truce_graph_rank(at->graph, first->party, from);
    for (; i < TARGET->steps; before = TARGET->path[i++].to)
        if (truce_graph_rank(at->graph, first->party, TARGET->path[i].to) >= rank) break;
    truce__value who = truce__party_of(at, first->party), does = truce__own_changes_of(from, first->to);
    if (i < TARGET->steps && !truce__has_changes(at->graph, before, TARGET->path[i].to)) return;
    bool is_one = TARGET->count == 1, is_to_end = i == TARGET->steps;
    const truce_path_step *end = &TARGET->path[is_to_end ? 0 : i];
    truce_state restored = is_to_end ? end->to : least_that_restores(at, end, before, first->party, rank);
    truce__value until = truce__differences_of(before, restored);
    if (is_one && is_to_end) SAY(say, PATHS_WORSE_TO_END, who, does);
    else if (is_one) SAY(say, PATHS_WORSE_UNTIL, who, does, until);
    else if (is_to_end) SAY(say, PATHS_BELOW_WORSE_TO_END, who, does);
    else SAY(say, PATHS_BELOW_WORSE_UNTIL, who, does, until);
    say_first_reply(at, say);
}

static void say_target(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    say_number_of_paths(at, say);
    say_who(at, say);
    say_sacrifices(at, say);
    say_first_loss(at, say);
    truce__say_end(say, TRUCE__FLUSH);
}

static void say_gain(const truce__at *at, truce__say *say, truce_state before, const truce_path_step *step) {
    bool is_liked = step->gain == TRUCE_BETTER;
    truce__value who = truce__party_of(at, step->party);
    truce__text why;
    truce__text_init(&why, at->result->ctx);
    truce__speaker s = truce__plainly(&why, at);
    truce__speak_preference(&s, step->party, is_liked ? step->to : before, is_liked ? before : step->to);
    if (why.failed) truce__at_note(at, TRUCE_E_NOMEM);
    if (step->gain == TRUCE_SAME) SAY(say, PATHS_STEP_SAME, who);
    else if (is_liked) SAY(say, PATHS_STEP_BETTER, who, truce__text_of(truce__text_bytes(&why)));
    else SAY(say, PATHS_STEP_WORSE, who, truce__text_of(truce__text_bytes(&why)));
    truce__text_free(&why);
}

static void say_move(const truce__at *at, truce__say *say, truce_state before, const truce_path_step *step,
                     truce__value number) {
    truce__value who = truce__party_of(at, step->party), to = truce__state_of(step->to);
    if (truce__has_changes(at->graph, before, step->to))
        SAY(say, PATHS_STEP_SETS, number, who, truce__own_changes_of(before, step->to), to);
    else SAY(say, PATHS_STEP_MOVES, number, who, to);
    say_gain(at, say, before, step);
}

/* With how long it takes and what the entry rests on. */
static void say_lapse(const truce__at *at, truce__say *say, truce_state before, const truce_path_step *step,
                      truce__value number) {
    const truce__expiry *expiry = &at->model->expiries[step->entry];
    SAY(say, PATHS_STEP_LAPSES, number);
    if (truce__has_changes(at->graph, before, step->to))
        SAY(say, PATHS_STEP_LAPSING, truce__changes_of(before, step->to));
    if (expiry->after) SAY(say, PATHS_STEP_TIME, truce__text_of(expiry->after));
    SAY(say, PATHS_STEP_LAPSED, truce__state_of(step->to), truce__note_of(&expiry->note));
}

static void say_steps(const truce__at *at, truce__say *say) {
    truce_state before = truce_paths_from(truce__paths_asked(at));
    truce__say_blank(say);
    for (uint32_t i = 0; i < TARGET->steps && at->scratch->status == TRUCE_OK; i++) {
        const truce_path_step *step = &TARGET->path[i];
        if (step->party == TRUCE_NOBODY) say_lapse(at, say, before, step, truce__number(i + 1));
        else say_move(at, say, before, step, truce__number(i + 1));
        truce__say_end(say, TRUCE__STEP);
        before = step->to;
    }
}

GET(mover_in_words, STEP->party == TRUCE_NOBODY ? truce__message_of(TRUCE__M_LAPSES_BY_ITSELF) : mover(at))
GET(step_number, truce__number(at->index + 1))
static truce__tone tone_of_gain(truce__value value) {
    if (!value.kind || *value.text == 's') return TRUCE__NEUTRAL;
    return *value.text == 'b' ? TRUCE__GOOD_NEWS : TRUCE__BAD_NEWS;
}
static const truce__field paper_step_fields[] = {
    {"step", NUMBER, IN_PAPER, TRUCE__RIGHT, .get = step_number, .head = HEAD(STEP)},
    {"party", MEMBER, IN_PAPER, .get = mover_in_words, .domain = &truce__party_domain, .head = HEAD(MOVER)},
    {"", SPLICE, IN_PAPER, .of = truce__told_state_fields},
    {"", SPLICE, IN_PAPER, .of = truce__told_level_fields},
    {"for_mover", TEXT, IN_PAPER, .get = gain, .head = HEAD(FOR_THE_MOVER), .tone = tone_of_gain},
    {0}};

/* The evolution of a conflict as papers print it: the places of the path from left to right. What belongs to a step
 * stands with the place where it begins. */
static bool next_place(const truce__at *list, truce__at *item) {
    const truce_path *target = list->self;
    if (++item->index > target->steps) return false;
    item->state = item->index ? target->path[item->index - 1].to : truce_paths_from(truce__paths_asked(list));
    return true;
}

static truce__value sign_of_level(const truce__at *at) {
    const truce__option *info = &at->model->options[at->index];
    uint8_t value = truce__row_levels(at)[at->index];
    if (value == TRUCE_LEVEL_MIXED) return truce__text_of("-");
    if (!info->has_default_levels) return truce__name_of(info->levels[value]);
    return truce__message_of(value ? TRUCE__M_MARK_YES : TRUCE__M_MARK_NO);
}

static truce__value number_of_place(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce__text_number(text, at->state);
    if (at->model->is_plain) {
        truce__text_puts(text, " ");
        truce__text_puts(text, truce_graph_state_code(at->graph, at->state, at->scratch->code));
    }
    return truce__text_of(truce__text_bytes(text));
}

#define IF_STEP(value) at->index < TARGET->steps ? (value) : truce__none()
GET(place_mark, at->index == 0 && at->state == truce_graph_status_quo(at->graph)
                    ? truce__message_of(TRUCE__M_MARK_STATUS_QUO)
                    : truce__text_of(""))
GET(place_mover, IF_STEP(STEP->party == TRUCE_NOBODY ? truce__message_of(TRUCE__M_LAPSES) : mover(at)))
GET(place_gain, IF_STEP(gain(at)))
GET(place_is_better, IF_STEP(is_better(at)))
static const truce__field place_fields[] = {
    {"mark", TEXT, IN_TEXT, .get = place_mark},
    {"above", MEMBER, IN_TEXT, .get = place_mover, .domain = &truce__party_domain},
    {"solid", BOOL, IN_TEXT, .get = place_is_better},
    {"levels", MAP, IN_TEXT, .domain = &truce__option_domain, .of = ITEM(TEXT, .get = sign_of_level)},
    {"below", TEXT, IN_TEXT, .get = place_gain, .head = HEAD(FOR_THE_MOVER), .tone = tone_of_gain},
    {"foot", TEXT, IN_TEXT, .get = number_of_place, .head = HEAD(STATE)},
    {0}};
static const truce__field told_target_fields[] = {
    {"", PROSE, IN_PEOPLE, .say = say_target},
    {"path", FIGURE, IN_TEXT, .figure = TRUCE__SEQUENCE,
     .of = ITEM(LIST, .next = next_place, .of = RECORD_OF(place_fields))},
    {"path", LIST, IN_PAPER, TRUCE__TABLE, .next = truce__next_step_of_path, .of = RECORD_OF(paper_step_fields)},
    {"", PROSE, IN_PEOPLE, .say = say_steps},
    {0}};

static uint64_t untold(const truce__at *at) {
    const truce_paths_show *r = at->result->self;
    uint64_t told = truce_paths_target_count(ASKED);
    if (r->most_paths && told > r->most_paths) told = r->most_paths;
    return truce_paths_target_total(ASKED) - told;
}

IS(is_target_at_start, has_targets(at) && truce_paths_from_is_target(ASKED))
IS(is_nothing_asked, has_targets(at) && !truce_paths_from_is_target(ASKED) && !truce_paths_target_total(ASKED) &&
                         !truce_paths_unreachable_total(ASKED))
IS(has_untold, has_targets(at) && untold(at) > 0)
IS(has_unreachable, has_targets(at) && truce_paths_unreachable_total(ASKED) > 0)

static void say_at_start(const truce__at *at, truce__say *say) {
    (void)at;
    truce__say_blank(say);
    SAY_ALONE(say, PATHS_AT_START);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_nothing_asked(const truce__at *at, truce__say *say) {
    (void)at;
    truce__say_blank(say);
    SAY_ALONE(say, PATHS_NOTHING_ASKED);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_untold(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    SAY(say, PATHS_UNTOLD, truce__number(untold(at)));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* ------------------------------------------------------------ out of reach */

/* What the author says of the level at which the option stands there; NULL: nothing, or it is open. */
static const char *clause_there(const truce__at *at) {
    const truce__option *option = &at->model->options[OBSTACLE->option];
    const char *there = truce__level_there(at);
    uint32_t level = 0;
    while (there && level < option->n_levels && option->levels[level] != there) level++;
    return there && level < option->n_levels ? truce__clause_of_level(option->words.says, level) : NULL;
}

static void say_level(const truce__at *at, truce__say *say) {
    const char *there = truce__level_there(at), *clause = clause_there(at);
    if (clause && OBSTACLE->kind == TRUCE_OBSTACLE_LEVEL) {
        SAY(say, PATHS_CLAUSE, truce__name_of(clause));
        return;
    }
    if (clause) {
        SAY(say, PATHS_CLAUSE_OF, truce__name_of(clause), truce__option_of(OBSTACLE->option));
        return;
    }
    SAY(say, PATHS_STANDS, truce__option_of(OBSTACLE->option),
        there ? truce__name_of(there) : truce__message_of(TRUCE__M_LEVEL_OPEN));
}

static void say_one_way(const truce__at *at, truce__say *say) {
    say_level(at, say);
    switch (at->model->options[OBSTACLE->option].moves) {
    case TRUCE__MOVES_NONE: SAY_ALONE(say, PATHS_NEVER_MOVES); break;
    case TRUCE__MOVES_UP: SAY_ALONE(say, PATHS_ONLY_UP); break;
    default: SAY_ALONE(say, PATHS_ONLY_DOWN); break;
    }
}

static void say_reason(const truce__at *at, truce__say *say) {
    switch (OBSTACLE->kind) {
    case TRUCE_OBSTACLE_ONE_WAY: say_one_way(at, say); break;
    case TRUCE_OBSTACLE_NO_ENTRY:
        if (truce_paths_by_of(truce__paths_asked(at)) == TRUCE_BY_MOVES) SAY_ALONE(say, PATHS_NO_MOVE_IN);
        else SAY_ALONE(say, PATHS_NO_IMPROVEMENT_IN);
        break;
    case TRUCE_OBSTACLE_LEVEL:
        say_level(at, say);
        if (clause_there(at)) SAY_ALONE(say, PATHS_CLAUSE_IN_NO_STATE);
        else SAY_ALONE(say, PATHS_IN_NO_STATE);
        break;
    case TRUCE_OBSTACLE_SEARCH: SAY_ALONE(say, PATHS_SEARCHED); break;
    }
}

/* Reasons alike are told once, with how many states have them and the first of these; nothing, where the only reason
 * is that the start cannot be left. */
static void list_out_of_reach(const truce__at *at, truce__say *say) {
    const truce_paths_show *r = at->result->self;
    truce__tally tally = {.count = 0};
    truce_state first[TRUCE__TALLIED] = {0};
    truce__at item = *at;
    item.up = at;
    item.index = UINT64_MAX;
    uint64_t told = 0;
    while (at->scratch->status == TRUCE_OK && truce__next_obstacle(at, &item)) {
        size_t before = tally.count;
        say_reason(&item, say);
        truce__tally_paragraph(&tally, say);
        if (tally.count > before) first[before] = item.state;
    }
    for (size_t i = 0; i < tally.count && i < TRUCE__OBSTACLES_TOLD; i++) {
        truce__value state = truce__state_of(first[i]);
        if (tally.at[i].count == 1) SAY(say, PATHS_BEYOND, state);
        else SAY(say, PATHS_BEYOND_SOME, truce__number(tally.at[i].count), state);
        SAY(say, PLAIN, truce__spoken_of(tally.at[i].text));
        truce__say_end(say, TRUCE__BULLET);
        told += tally.at[i].count;
    }
    truce__tally_free(&tally, say);
    uint64_t left = truce_paths_unreachable_total(ASKED) - told;
    if (!left) return;
    SAY(say, PATHS_MORE_BEYOND, truce__number(left));
    truce__say_end(say, TRUCE__REST);
}

static void say_out_of_reach(const truce__at *at, truce__say *say) {
    static const truce__message how[] = {TRUCE__M_PATHS_NOT_BY_MOVES, TRUCE__M_PATHS_NOT_BY_IMPROVEMENTS,
                                         TRUCE__M_PATHS_NOT_UNSANCTIONED};
    const truce_paths *paths = truce__paths_asked(at);
    uint64_t total = truce_paths_unreachable_total(paths), reached = truce_set_count(truce_paths_reach(paths));
    truce__say_blank(say);
    if (total > 1 || truce_paths_target_total(paths)) SAY(say, PATHS_SOME_CANNOT, truce__number(total));
    else SAY(say, PATHS_CANNOT, truce__state_of(truce_paths_unreachable(paths, 0)->state));
    truce__say_args(say, how[truce_paths_by_of(paths)], &(const truce__value){0});
    if (reached) SAY(say, PATHS_PROVED, truce__number(reached));
    else SAY_ALONE(say, PATHS_PROVED_AT_ONCE);
    truce__say_end(say, TRUCE__PARAGRAPH);
    if (reached) list_out_of_reach(at, say);
}

/* ------------------------------------------------------------------- whole */

static bool checks_sanctions(const truce_paths_show *r) {
    return truce_paths_by_of(ASKED) != TRUCE_BY_UNSANCTIONED ||
           truce_paths_checks_sanctions(ASKED, r->is_closed_verified ? TRUCE_VERIFY_CLOSED : 0);
}

static void say_verified(const truce__at *at, truce__say *say) {
    const truce_paths_show *r = at->result->self;
    bool has_told = truce_paths_target_count(ASKED) > 0;
    if (!has_told && !r->is_closed_verified) return;
    SAY_ALONE(say, PATHS_VERIFIED);
    if (has_told) SAY_ALONE(say, PATHS_VERIFIED_SHOWN);
    if (!checks_sanctions(r)) SAY_ALONE(say, PATHS_VERIFIED_LESS);
    if (has_told && r->is_closed_verified) SAY_ALONE(say, PATHS_VERIFIED_AND);
    if (r->is_closed_verified) SAY_ALONE(say, PATHS_VERIFIED_CLOSED);
    SAY_ALONE(say, PATHS_ALL);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_cut(const truce__at *at, truce__say *say) {
    const truce_paths *paths = truce__paths_asked(at);
    const truce_set *set = truce__paths_in_question(paths);
    bool has_start = truce_set_contains(set, truce_paths_from(paths));
    truce__say_cut_rows(say, truce__pick_count(at->result->pick), truce_set_count(set) + !has_start);
}

static void say_lapsing(const truce__at *at, truce__say *say) {
    truce__say_lapsing(at, say, truce_paths_lapse(truce__paths_asked(at)));
}

const truce__field truce__paths_told[] = {
    {"", PROSE, IN_PEOPLE, .say = truce__say_head},
    {"", PROSE, IN_PEOPLE, .say = say_reach},
    {"reach", LIST, IN_PEOPLE, TRUCE__TABLE, .next = truce__next_row, .of = RECORD_OF(told_reach_fields),
     .when = has_step_table, .caption = TRUCE__M_CAPTION_PATHS_STEPS},
    {"reach", LIST, IN_PEOPLE, TRUCE__TABLE, .next = truce__next_row, .of = RECORD_OF(told_reach_fields),
     .when = has_number_table, .caption = TRUCE__M_CAPTION_PATHS_NUMBER},
    {"", PROSE, IN_PEOPLE, .say = say_cut, .when = has_table},
    {"outcomes", LIST, IN_PEOPLE, TRUCE__TABLE, .open = open_outcomes, .close = close_outcomes,
     .count = count_outcomes, .of = RECORD_OF(outcome_fields), .when = has_outcome_table,
     .caption = TRUCE__M_CAPTION_PATHS_OUTCOMES},
    {"", PROSE, IN_PEOPLE, .say = say_at_start, .when = is_target_at_start},
    {"", PROSE, IN_PEOPLE, .say = say_nothing_asked, .when = is_nothing_asked},
    {"targets", LIST, IN_PEOPLE, .next = next_told, .of = RECORD_OF(told_target_fields), .when = has_targets},
    {"", PROSE, IN_PEOPLE, .say = say_untold, .when = has_untold},
    {"", PROSE, IN_PEOPLE, .say = say_out_of_reach, .when = has_unreachable},
    {"", PROSE, IN_PEOPLE, .say = truce__say_definitions},
    {"", PROSE, IN_PEOPLE, .say = say_lapsing},
    {"", PROSE, IN_PEOPLE, .say = say_verified},
    {0}};
