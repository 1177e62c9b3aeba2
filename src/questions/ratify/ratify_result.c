/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of `ratify`: who ratifies what, which equilibria would not be ratified, and whose consent is missing. */
#include "concepts/concepts.h"
#include "graph/set.h"
#include "model/completions.h"
#include "questions/questions.h"
#include "questions/ratify/vacuous.h"
#include "questions/told_states.h"
#include "result/declare.h"
#include "words/clauses.h"
#include "words/naming.h"
#include "words/narrate.h"
#include "words/say.h"
#include "words/states.h"

#include <truce/home.h>

#define GET(name, value) GET_OF(truce_ratification, name, value)
#define IS(name, truth) IS_OF(truce_ratification, name, truth)

enum { MOST_SETS = 100, TOLD_SETS = 5, TOLD_STATES = 20, LABEL_WIDTH = 4, MOST_OUTCOMES = 64, FEW_STATES = 8 };

static const truce_ratification *of(const truce__at *at) { return at->result->self; }
static const truce_home *home_at(const truce__at *at) { return &of(at)->homes[at->index]; } /* an item of the homes */
static const truce_home_actor *actor_at(const truce__at *at) { return &home_at(at->up)->actors[at->index]; }

static uint32_t home_count(const truce__at *at) { return (uint32_t)of(at)->home_count; }
static const char *home_id(const truce__at *at, uint32_t i) { return at->model->parties[of(at)->homes[i].party].id; }
static truce__value home_label(const truce__at *at, uint32_t i) {
    return truce__party_named(((const truce_ratification *)at->result->self)->homes[i].party);
}
static const truce__domain homes = {"home", TRUCE__M_MANY_HOMES, home_count, home_id, home_label};

/* The actors of the home whose number the place is. */
static uint32_t actor_count(const truce__at *at) { return (uint32_t)home_at(at)->actor_count; }
static const char *actor_id(const truce__at *at, uint32_t i) { return home_at(at)->actors[i].id; }
static truce__value actor_label(const truce__at *at, uint32_t i) {
    return (truce__value){.kind = TRUCE__ACTOR, .self = &at->model->homes[at->index].actors[i]};
}
static const truce__domain actors = {"actor", TRUCE__M_MANY_ACTORS, actor_count, actor_id, actor_label};

/* the homes */
GET(home_party, truce__member(at, &homes, at->index))
GET(home_rule, truce__text_of(home_at(at)->rule))
GET(home_quota, truce__decimal_of(home_at(at)->quota))
static uint64_t voted_count(const truce__at *at) {
    const truce_set *voted = home_at(at)->voted;
    return voted ? truce_set_count(voted) : truce_graph_state_count(at->graph);
}
GET(voted, truce__number(voted_count(at)))
GET(win_set, truce__number(truce_set_count(home_at(at)->win_set)))
GET(with_veto, truce__number(truce_set_count(home_at(at)->with_veto)))
GET(its_id, truce__text_of(actor_at(at)->id))
GET(its_name, truce__text_of(actor_at(at)->name))
GET(its_party, truce__bool(actor_at(at)->party != UINT32_MAX))
GET(its_weight, truce__decimal_of(actor_at(at)->weight))
GET(its_reversion, truce__state_of(actor_at(at)->reversion))
GET(its_states, truce__number(truce_set_count(actor_at(at)->ratifies)))
static const char *const rules[] = {"unanimity", "majority", "quota", "weighted", NULL};
static const truce__field actor_fields[] = {
    {"id", TEXT, IN_JSON, .get = its_id},
    {"name", TEXT, IN_JSON, .get = its_name},
    {"is_party", BOOL, IN_JSON, .get = its_party},
    {"weight", DECIMAL, IN_JSON, .get = its_weight},
    {"reversion", STATE, IN_JSON, .get = its_reversion, .about = "what it compares with"},
    {"ratifies", NUMBER, IN_JSON, .get = its_states, .about = "states that it likes at least as well"},
    {0}};
static const truce__field home_fields[] = {
    {"party", MEMBER, IN_JSON, .get = home_party, .domain = &homes},
    {"rule", TEXT, IN_JSON, .get = home_rule, .one_of = rules},
    {"quota", DECIMAL, IN_JSON, .get = home_quota, .about = "how much consent is enough"},
    {"actors", LIST, IN_JSON, .domain = &actors, .of = RECORD_OF(actor_fields)},
    {"voted", NUMBER, IN_JSON, .get = voted, .about = "states that are put to a vote"},
    {"win_set", NUMBER, IN_JSON, .get = win_set, .about = "of these, those that would be ratified"},
    {"with_veto", NUMBER, IN_JSON, .get = with_veto, .about = "of these, those not below the party's own no deal"},
    {0}};

/* equilibria that would not be ratified */
GET(ratified_count, truce__number(truce_set_count(r->ratified)))
GET(agreeable_count, truce__number(truce_set_count(r->agreeable)))
GET(involuntary_count, truce__number(truce_set_count(r->involuntary[at->index])))
GET(involuntary_states, truce__set_of(r->involuntary[at->index]))
static const truce__field involuntary_fields[] = {{"count", NUMBER, IN_JSON, .get = involuntary_count},
                                                  {"states", STATES, IN_JSON, .get = involuntary_states},
                                                  {0}};

/* What a home says to a state. Only forms that show what is missing ask, because finding that is a search. */
#define VOTE ((const truce_vote *)at->self)
IS(is_asked, truce_home_is_asked(home_at(at), at->state)) /* at a home */
IS(consents, truce_set_contains(actor_at(at)->ratifies, at->state))
IS(refuses, is_asked(at->up) && !truce_set_contains(actor_at(at)->ratifies, at->state))
IS(would_ratify, !is_asked(at) || truce_set_contains(home_at(at)->win_set, at->state))
GET(is_unasked, is_asked(at) ? truce__none() : truce__bool(false))
GET(home_ratifies, truce__bool(would_ratify(at)))
GET(needed_actor, truce__member(at->up, &actors, VOTE->needed[at->index]))
GET(missing_actor, truce__member(at->up->up, &actors, VOTE->missing[at->up->index * VOTE->missing_size + at->index]))
GET(vote_is_cut, VOTE->is_cut ? truce__bool(true) : truce__none())
static uint64_t count_needed(const truce__at *at) { return VOTE->needed_count; }
static uint64_t count_missing(const truce__at *at) { return VOTE->missing_count; }
static uint64_t count_of_set(const truce__at *at) { return VOTE->missing_size; }

static truce_status open_vote(truce__at *at) {
    truce_vote *vote = NULL;
    TRY(truce_home_vote(at->result->ctx, of(at), at->index, at->state, MOST_SETS, &vote));
    at->self = vote;
    return TRUCE_OK;
}

static void close_vote(truce__at *at) {
    truce_vote_free(at->result->ctx, (truce_vote *)(uintptr_t)at->self);
}

static const truce__field lacking[] = {
    {"needed", LIST, IN_JSON, .count = count_needed, .of = ITEM(MEMBER, .get = needed_actor, .domain = &actors),
     .about = "actors without whom no majority is possible"},
    {"missing", LIST, IN_JSON, .count = count_missing,
     .about = "the least sets of actors whose consent would be enough",
     .of = ITEM(LIST, .count = count_of_set, .of = ITEM(MEMBER, .get = missing_actor, .domain = &actors))},
    {"truncated", BOOL, IN_JSON, TRUCE__OMIT, .get = vote_is_cut},
    {0}};

IS(gives_reason, refuses(at) && actor_at(at)->party != UINT32_MAX)
GET(refusing_actor, truce__member(at->up, &actors, at->index))
static truce__value refusal(const truce__at *at) {
    const truce__speaker s = truce__barely(&at->scratch->text, at);
    truce__text_clear(s.text);
    truce__speak_preference(&s, actor_at(at)->party, actor_at(at)->reversion, at->state);
    if (s.text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(s.text));
}
static truce__value decided_by(const truce__at *at) {
    return truce__deciding_place(at->graph, actor_at(at)->party, actor_at(at)->reversion, at->state);
}
static const truce__field reason_fields[] = {
    {"actor", MEMBER, IN_JSON, .get = refusing_actor, .domain = &actors},
    {"because", TEXT, IN_JSON, .get = refusal},
    {"decided_by", NUMBER, IN_JSON, TRUCE__OMIT, .get = decided_by,
     .about = "the place in the actor's order of the statement that decides that"},
    {0}};
static const truce__field vote_fields[] = {
    {"voted", BOOL, IN_JSON, TRUCE__OMIT, .get = is_unasked, .about = "false: the home is not asked"},
    {"ratified", BOOL, IN_DATA, .get = home_ratifies},
    {"consent", SUBSET, IN_JSON, .domain = &actors, .keep = consents},
    {"refuse", SUBSET, IN_DATA, .domain = &actors, .keep = refuses},
    {"reasons", LIST, IN_JSON, .domain = &actors, .keep = gives_reason, .of = RECORD_OF(reason_fields),
     .about = "why parties of the model refuse"},
    {"", SPLICE, IN_JSON, .of = lacking, .open = open_vote, .close = close_vote},
    {0}};

/* the table */
IS(holds, truce_set_contains(truce_solution_equilibria(r->solution, (uint32_t)at->index), at->state))
GET(is_ratified, truce__bool(truce_set_contains(r->passing, at->state)))
GET(is_agreeable, truce__bool(truce_set_contains(r->agreeable, at->state)))
static const truce__field row_fields[] = {
    {"", SPLICE, IN_DATA, .of = truce__state_fields},
    {"", SPLICE, IN_DATA, .of = truce__outcome_fields},
    {"", SPLICE, IN_CSV, .of = truce__csv_state_fields},
    {"holds", SUBSET, IN_DATA, TRUCE__SPREAD, .domain = &truce__concept_domain, .keep = holds, .csv = "eq"},
    {"ratified", BOOL, IN_JSON, .get = is_ratified},
    {"agreeable", BOOL, IN_JSON, .get = is_agreeable},
    {"homes", MAP, IN_DATA, .domain = &homes, .of = RECORD_OF(vote_fields)},
    {0}};

static truce__value is_cut(const truce__at *at) {
    bool cut = truce__is_pick_cut(at);
    for (uint32_t i = 0; i < truce__concept_domain.count(at); i++)
        cut |= truce__is_set_cut(at, of(at)->involuntary[i]);
    return truce__bool(cut);
}

/* -------------------------------------------------------------- for people */

/* "✓", or the actors who refuse */
static truce__value home_says(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    if (!is_asked(at)) return truce__text_of("–");
    if (would_ratify(at)) return truce__text_of("✓");
    truce__at item = *at;
    item.up = at;
    truce__text_clear(text);
    for (item.index = 0; item.index < actor_count(at); item.index++) {
        if (!refuses(&item)) continue;
        truce__text_puts(text, text->length ? ", " : "✗ ");
        truce__text_puts(text, actor_id(at, (uint32_t)item.index));
    }
    return truce__text_of(truce__text_bytes(text));
}

static truce__tone tone_of_home(truce__value value) {
    if (strcmp(value.text, "–") == 0) return TRUCE__NEUTRAL;
    return strcmp(value.text, "✓") == 0 ? TRUCE__GOOD_NEWS : TRUCE__BAD_NEWS;
}

GET(quo_mark, truce__text_of(at->state == truce_graph_status_quo(at->graph) ? ">" : ""))
IS(has_rows, truce__pick_count(at->result->pick) > 0)
static const truce__field told_fields[] = {
    {"mark", TEXT, IN_PEOPLE, TRUCE__RIGHT | TRUCE__IS_KEY, .get = quo_mark, .head = HEAD(NOTHING)},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_state_fields},
    {"eq", SUBSET, IN_PEOPLE, TRUCE__SPREAD, .domain = &truce__concept_domain, .keep = holds, .mark = TRUCE__M_MARK_E,
     .group = HEAD(EQUILIBRIUM)},
    {"home", MAP, IN_PEOPLE, TRUCE__BY_ID, .domain = &homes, .of = ITEM(TEXT, .get = home_says, .tone = tone_of_home),
     .group = HEAD(RATIFIED_AT_HOME_OF)},
    {"", SPLICE, IN_PEOPLE, .of = truce__told_outcome_fields},
    {0}};

static void say_rule(const truce__at *at, truce__say *say) {
    const truce_home *home = home_at(at);
    if (strcmp(home->rule, "unanimity") == 0) SAY_ALONE(say, RATIFY_ALL);
    else if (strcmp(home->rule, "weighted") == 0) SAY(say, RATIFY_WEIGHT, truce__text_of(home->quota));
    else SAY(say, RATIFY_QUOTA, truce__text_of(home->quota), truce__number(home->actor_count));
}

/* What actors are told to answer to: the states asked for, where they are few; else the outcomes. Of an outcome: to
 * all of its states that are put to a vote, or to none, and whether others are not put to one. */
typedef enum answer { UNDECIDED, REFUSES, ACCEPTS } answer;
typedef struct topics {
    bool are_states;
    uint32_t count;
    truce_state states[FEW_STATES];
    answer says[MOST_OUTCOMES];
    bool is_partly[MOST_OUTCOMES];
} topics;

static void find_topics(const truce__at *at, topics *t) {
    const truce__pick *pick = at->result->pick;
    *t = (topics){.are_states = at->result->options->rows && pick && truce__pick_count(pick) <= FEW_STATES};
    t->count = at->model->n_outcomes < MOST_OUTCOMES ? at->model->n_outcomes : MOST_OUTCOMES;
    if (!t->are_states) return;
    truce_state one = 0;
    for (t->count = 0; t->count < FEW_STATES && (one = truce__pick_at(pick, t->count, one)) != 0;)
        t->states[t->count++] = one;
}

static answer to_state(const truce_home *home, const truce_home_actor *a, truce_state state) {
    if (!truce_home_is_asked(home, state)) return UNDECIDED;
    return truce_set_contains(a->ratifies, state) ? ACCEPTS : REFUSES;
}

static truce_status judge_outcome(const truce__at *at, const truce_home *home, const truce_home_actor *a, uint32_t k,
                                  topics *t) {
    truce_set *set = NULL;
    TRY(truce__set_where(at->result->ctx, at->graph, &at->model->outcomes[k].stmt, &set));
    uint64_t all = truce_set_count(set);
    truce_status status = home->voted ? truce_set_and(set, home->voted) : TRUCE_OK;
    uint64_t count = truce_set_count(set), liked = truce_set_count_both(set, a->ratifies);
    if (count && liked == count) t->says[k] = ACCEPTS;
    else if (count && liked == 0) t->says[k] = REFUSES;
    t->is_partly[k] = count < all;
    truce_set_free(set);
    return status;
}

static bool has_same_outcomes(const truce_graph *graph, truce_state a, truce_state b) {
    for (uint32_t k = 0; k < graph->model->n_outcomes; k++)
        if (truce_graph_has_outcome(graph, a, k) != truce_graph_has_outcome(graph, b, k)) return false;
    return true;
}

static bool is_shared(const truce_graph *graph, const topics *t, uint32_t k) {
    for (uint32_t i = 0; i < t->count; i++)
        if (i != k && has_same_outcomes(graph, t->states[k], t->states[i])) return true;
    return false;
}

/* A state by its outcomes; with its number where another topic has the same ones, by it alone where it has none. An
 * outcome with where it is put to a vote. */
static void speak_topic(const truce__speaker *s, const topics *t, uint32_t k) {
    const truce_graph *graph = s->at->graph;
    const truce_state state = t->are_states ? t->states[k] : 0;
    if (state && !truce__has_outcome(graph, state)) {
        SPEAK(s, STATE_NUMBERED, truce__number(state));
        return;
    }
    truce__text called;
    truce__speaker aside = *s;
    truce__text_init(&called, s->text->ctx);
    aside.text = &called;
    if (state) truce__speak_state_outcomes(&aside, state, false);
    else truce__speak_outcome_called(&aside, k);
    truce__value name = truce__spoken_of(truce__text_bytes(&called));
    if (state && is_shared(graph, t, k)) SPEAK(s, RATIFY_TOPIC_NUMBER, name, truce__number(state));
    else if (!state && t->is_partly[k]) SPEAK(s, RATIFY_WHERE_VOTED, name);
    else SPEAK(s, PLAIN, name);
    if (called.failed) truce__at_note(s->at, TRUCE_E_NOMEM);
    truce__text_free(&called);
}

/* "The coalition partners would refuse a truce with further releases." False where nothing is answered so.
 * `goes_on`: the sentence before is about the same actor. */
static bool say_answer(const truce__at *at, truce__say *say, size_t actor, const topics *t, answer told,
                       bool goes_on) {
    const truce__actor *who = &at->model->homes[at->index].actors[actor];
    uint64_t count = 0, said = 0;
    truce__text topic, called;
    truce__text_init(&topic, at->result->ctx);
    truce__text_init(&called, at->result->ctx);
    const truce__speaker s = truce__plainly(&topic, at), subject = truce__plainly(&called, at);
    for (uint32_t k = 0; k < t->count; k++) count += t->says[k] == told;
    for (uint32_t k = 0; k < t->count; k++) {
        if (t->says[k] != told) continue;
        if (!t->are_states)
            truce__speak_between(&s, said, count, told == ACCEPTS ? TRUCE__M_LIST_AND : TRUCE__M_LIST_OR);
        else if (said) SPEAK_ALONE(&s, LIST_SEMICOLON);
        said++;
        speak_topic(&s, t, k);
    }
    truce__speak_called_actor(&subject, who, true);
    truce__value list = truce__text_of(truce__text_bytes(&topic)), name = truce__text_of(truce__text_bytes(&called));
    truce__value number = truce__number(truce__number_of_actor(at->model, who));
    if (count && goes_on) SAY(say, RATIFY_ACCEPT_TOO, number, list);
    else if (count && told == ACCEPTS) SAY(say, RATIFY_ACCEPT, name, list);
    else if (count) SAY(say, RATIFY_REFUSE, name, list);
    if (count) SAY_ALONE(say, SPACE);
    if (topic.failed || called.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&called);
    truce__text_free(&topic);
    return count > 0;
}

static void say_answers(const truce__at *at, truce__say *say, size_t actor) {
    const truce_home *home = home_at(at);
    topics t;
    find_topics(at, &t);
    for (uint32_t k = 0; k < t.count; k++)
        if (t.are_states) t.says[k] = to_state(home, &home->actors[actor], t.states[k]);
        else truce__at_note(at, judge_outcome(at, home, &home->actors[actor], k, &t));
    bool refuses = say_answer(at, say, actor, &t, REFUSES, false);
    bool accepts = say_answer(at, say, actor, &t, ACCEPTS, refuses);
    if (refuses || accepts) truce__say_end(say, TRUCE__DETAIL);
}

/* What an actor compares with, and how much of what it is asked is as good. */
static void say_reversion(const truce__at *at, truce__say *say, const truce_home_actor *a, truce__value all) {
    truce_state today = truce_graph_status_quo(at->graph);
    truce__value state = truce__state_of(a->reversion), good = truce__number(truce_set_count(a->ratifies)),
                 is_today = truce__number(1 + (a->reversion != today));
    if (home_at(at)->voted) SAY(say, RATIFY_COMPARES_OF, state, good, all, is_today);
    else SAY(say, RATIFY_COMPARES, state, good, is_today);
    if (a->reversion != today && today && !at->model->is_plain)
        SAY(say, RATIFY_UNLIKE_TODAY, truce__number(a->reversion), truce__differences_of(today, a->reversion));
}

static void say_home(const truce__at *at, truce__say *say) {
    const truce_home *home = home_at(at);
    SAY(say, RATIFY_HOME, truce__member(at, &homes, at->index));
    say_rule(at, say);
    truce__value rule = truce__text_of(home->rule), wins = win_set(at), all = voted(at), own = with_veto(at),
                 party = home_party(at);
    if (home->voted) SAY(say, RATIFY_WIN_SET_OF, rule, wins, all, own, party);
    else SAY(say, RATIFY_WIN_SET, rule, wins, all, own, party);
    truce__say_end(say, TRUCE__PARAGRAPH);
    for (size_t i = 0; i < home->actor_count; i++) {
        const truce_home_actor *a = &home->actors[i];
        SAY(say, RATIFY_ACTOR, truce__text_of(a->id), truce__text_of(a->name));
        if (strcmp(home->rule, "weighted") == 0) SAY(say, RATIFY_WEIGHS, truce__text_of(a->weight));
        say_reversion(at, say, a, all);
        truce__say_end(say, TRUCE__BELOW);
        say_answers(at, say, i);
    }
}

static void say_meeting(const truce__at *at, truce__say *say) {
    truce__value ratified = ratified_count(at), agreeable = agreeable_count(at);
    if (of(at)->home_count > 1) SAY(say, RATIFY_MEET, ratified);
    if (ratified.number == 0 && truce__is_open_model(at->model)) SAY_ALONE(say, RATIFY_NONE_FIRST);
    else if (ratified.number == 0) SAY_ALONE(say, RATIFY_NONE);
    else if (agreeable.number == 0) SAY_ALONE(say, RATIFY_BELOW);
    else SAY(say, RATIFY_AGREEABLE, agreeable);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_homes(const truce__at *at, truce__say *say) {
    truce__at home = *at;
    home.up = at;
    truce__say_blank(say);
    for (home.index = 0; home.index < home_count(at); home.index++) say_home(&home, say);
    say_meeting(at, say);
}

static void say_involuntary(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    SAY_ALONE(say, RATIFY_INVOLUNTARY);
    truce__say_end(say, TRUCE__LINE);
    say->term_width = LABEL_WIDTH;
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++) {
        const truce_set *set = of(at)->involuntary[slot];
        uint64_t count = truce_set_count(set),
                 all = truce_set_count(truce_solution_equilibria(of(at)->solution, slot));
        SAY(say, PLAIN, truce__member(at, &truce__concept_domain, slot));
        truce__say_term(say);
        SAY(say, RATIFY_OF, truce__number(count), truce__number(all));
        bool is_below = truce__is_told_below(at, set);
        if (is_below) SAY_ALONE(say, STATES_BELOW);
        else if (count) SAY(say, RATIFY_STATES, truce__some_of(set, TOLD_STATES));
        truce__say_end(say, TRUCE__TERM);
        if (is_below) truce__tell_below(at, say, set);
    }
}

/* "a and b, or c and d": the least sets whose consent is missing. */
static void say_sets(const truce__at *home, truce__say *say, const truce_vote *vote) {
    for (size_t i = 0; i < vote->missing_count; i++) {
        if (i) SAY_ALONE(say, RATIFY_OR);
        for (size_t k = 0; k < vote->missing_size; k++) {
            if (k && k + 1 == vote->missing_size) SAY_ALONE(say, LIST_AND);
            else if (k) SAY_ALONE(say, LIST_NEXT);
            SAY(say, PLAIN, truce__member(home, &actors, vote->missing[i * vote->missing_size + k]));
        }
    }
    if (!vote->missing_count) SAY_ALONE(say, RATIFY_NOBODY);
    if (vote->is_cut) SAY_ALONE(say, RATIFY_OR_OTHERS);
}

static void say_missing(const truce__at *home, truce__say *say) {
    truce_vote *vote = NULL;
    truce__at_note(home, truce_home_vote(home->result->ctx, of(home), home->index, home->state, TOLD_SETS, &vote));
    if (!vote) return;
    SAY(say, RATIFY_HOME, truce__member(home, &homes, home->index));
    say_sets(home, say, vote);
    truce_vote_free(home->result->ctx, vote);
}

/* Consent that is missing in the rows shown, and in how many rows. */
static void gather_missing(const truce__at *at, truce__say *say, truce__tally *tally) {
    truce__at row = *at, home;
    row.index = UINT64_MAX;
    while (at->scratch->status == TRUCE_OK && truce__next_told_row(at, &row)) {
        home = row;
        home.up = at;
        for (home.index = 0; home.index < home_count(at); home.index++) {
            if (would_ratify(&home)) continue;
            say_missing(&home, say);
            truce__tally_paragraph(tally, say);
        }
    }
}

static void say_reasons(const truce__at *at, truce__say *say) {
    truce__tally tally = {.count = 0};
    gather_missing(at, say, &tally);
    if (tally.count) {
        truce__say_blank(say);
        SAY_ALONE(say, RATIFY_LACKING);
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
    for (size_t i = 0; i < tally.count; i++) {
        SAY(say, RATIFY_TIMES, truce__spoken_of(tally.at[i].text), truce__number(tally.at[i].count));
        truce__say_end(say, TRUCE__BELOW);
    }
    if (tally.others) {
        SAY(say, RATIFY_OTHERS, truce__number(tally.others));
        truce__say_end(say, TRUCE__BELOW);
    }
    truce__tally_free(&tally, say);
}

/* In short only states that some home votes on have a row, and today's. */
static bool is_told(const truce__at *list, truce_state state) {
    bool is_kept = !list->result->options->in_short || state == truce_graph_status_quo(list->graph);
    for (uint32_t h = 0; h < of(list)->home_count && !is_kept; h++)
        is_kept = truce_home_is_asked(&of(list)->homes[h], state);
    return is_kept;
}

static bool next_told(const truce__at *list, truce__at *item) {
    while (truce__next_told_row(list, item))
        if (is_told(list, item->state)) return true;
    return false;
}

static void say_rows_left(const truce__at *at, truce__say *say) {
    uint64_t left = 0;
    truce__at row = *at;
    row.index = UINT64_MAX;
    while (truce__next_told_row(at, &row)) left += !is_told(at, row.state);
    if (!left) return;
    SAY(say, RATIFY_ROWS_LEFT, truce__number(left));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_end(const truce__at *at, truce__say *say) {
    if (truce__concept_domain.count(at)) say_involuntary(at, say);
    truce__say_definitions(at, say);
    SAY_ALONE(say, RATIFY_END);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static const truce__field fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__head_fields},
    {"homes", LIST, IN_JSON, TRUCE__TALL, .domain = &homes, .of = RECORD_OF(home_fields)},
    {"ratified", NUMBER, IN_JSON, .get = ratified_count, .about = "states that every home would ratify"},
    {"agreeable", NUMBER, IN_JSON, .get = agreeable_count,
     .about = "of these, those that leave no party below its no deal"},
    {"concepts", SUBSET, IN_JSON, .domain = &truce__concept_domain},
    {"", SPLICE, IN_JSON, .of = truce__left_out_fields},
    {"involuntary", MAP, IN_JSON, .domain = &truce__concept_domain, .of = RECORD_OF(involuntary_fields),
     .about = "equilibria that some home would not ratify"},
    {"table", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .next = truce__next_row, .of = RECORD_OF(row_fields)},
    {"truncated", BOOL, IN_JSON, .get = is_cut},
    {"", PROSE, IN_PEOPLE, .say = truce__say_head},
    {"", PROSE, IN_PEOPLE, .say = truce__say_concepts},
    {"", PROSE, IN_PEOPLE, .say = say_homes},
    {"table", LIST, IN_TEXT, TRUCE__TABLE, .next = next_told, .of = RECORD_OF(told_fields),
     .when = has_rows, .caption = TRUCE__M_CAPTION_RATIFY_TABLE},
    {"table", LIST, IN_PAPER, TRUCE__TABLE, .next = truce__next_row, .of = RECORD_OF(told_fields), .when = has_rows,
     .caption = TRUCE__M_CAPTION_RATIFY_TABLE},
    {"", PROSE, IN_TEXT, .say = say_rows_left},
    {"", PROSE, IN_TEXT, .say = truce__say_told_cut},
    {"", PROSE, IN_PAPER, .say = truce__say_cut},
    {"", PROSE, IN_PEOPLE, .say = say_reasons, .when = has_rows},
    {"", PROSE, IN_PEOPLE, .say = say_end},
    {0}};

const truce__layout truce__ratify_layout = {"truce.ratify.v1", fields};

truce_status truce_result_of_ratify(truce_ctx *ctx, const truce_ratification *ratification,
                                    const truce_render_options *options, truce_result **result) {
    return truce__result_new(ctx,
                             (truce__result){.layout = &truce__ratify_layout,
                                             .self = ratification,
                                             .graph = ratification->graph,
                                             .solution = ratification->solution},
                             true, options, result);
}

static void release_ratification(void *ratification) {
    truce_ratification_free(ratification);
}

static void release_solution(void *solution) {
    truce_solution_free(solution);
}

truce_status truce__run_ratify(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    const truce_argument *concepts = truce__argument(query, "concepts");
    truce_solution *solution = NULL;
    truce_ratification *home = NULL;
    truce_status status = truce__solve_usual(ctx, query->graph, concepts->numbers, concepts->count, &solution);
    if (status == TRUCE_OK) status = truce_ratify(ctx, query->graph, solution, &home);
    if (status == TRUCE_OK) status = truce__warn_of_vacuous_homes(ctx, home);
    if (status == TRUCE_OK) status = truce_result_of_ratify(ctx, home, query->options, result);
    if (status == TRUCE_OK) {
        (*result)->owned[0] = (truce__owned){release_ratification, home};
        (*result)->owned[1] = (truce__owned){release_solution, solution};
        return TRUCE_OK;
    }
    truce_ratification_free(home);
    truce_solution_free(solution);
    return status;
}
