/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What holds, for people: by outcome in numbers, then in words. Concepts with the same equilibria are told together.
 * The patterns told are bounded in all, and shared out so that no concept takes the room of another: a model of any
 * size fits two screens.
 */
#include "questions/solve/in_short.h"

#include "graph/set.h"
#include "questions/patterns_result.h"
#include "questions/told_states.h"
#include "result/declare.h"

#define GET(name, value) GET_OF(void, name, value)
#define IS(name, truth) IS_OF(void, name, truth)

enum { ROWS = 12, PATTERNS = 15, NUMBERS = 60 }; /* told at most: rows of counts, patterns in all, numbers of a set */

#define SOLUTION (at->result->solution)
#define TIES (TRUCE__SOLVED(at)->ties)

/* ------------------------------------------------------------------- counts */

/* Rows: all states, the status quo if there is one, the outcomes. */
#define COUNTED TRUCE__SOLVED(at)->counted

static uint64_t count_rows(const truce__at *at) {
    uint64_t all = COUNTED->count + 1;
    return all < ROWS ? all : ROWS;
}

static const truce_conclusion *row_of(const truce__at *row) {
    return row->index ? &TRUCE__SOLVED(row)->counted->at[row->index - 1] : NULL;
}

static truce__value label(const truce__at *at) {
    const truce_conclusion *row = row_of(at);
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    if (!row) WORD(text, SUMMARY_ALL);
    else if (!row->outcome) WORDS(text, at, SUMMARY_TODAY, truce__get_status_quo(at));
    else truce__text_puts(text, row->name);
    return truce__text_of(truce__text_bytes(text));
}

static uint64_t held(const truce__at *at) {
    const truce_conclusion *row = row_of(at->up);
    if (row) return row->held[at->index];
    return truce_set_count(truce_solution_equilibria(SOLUTION, (uint32_t)at->index));
}

static truce__tone tone_of_held(truce__value value) {
    return value.number ? TRUCE__GOOD_NEWS : TRUCE__NEUTRAL;
}

GET(states, truce__number(row_of(at) ? row_of(at)->states : truce_graph_state_count(at->graph)))
GET(get_held, truce__number(held(at)))
IS(is_short, at->result->options->in_short)
IS(is_short_and_cut, is_short(at) && COUNTED->count + 1 > ROWS)

static void say_head(const truce__at *at, truce__say *say) {
    (void)at;
    truce__say_blank(say);
    SAY_ALONE(say, SUMMARY_HEAD);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_others(const truce__at *at, truce__say *say) {
    SAY(say, SUMMARY_OTHERS, truce__number(COUNTED->count + 1 - ROWS));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static const truce__field count_fields[] = {
    {"label", TEXT, IN_TEXT, TRUCE__IS_KEY, .get = label, .head = HEAD(NOTHING)},
    {"states", NUMBER, IN_TEXT, TRUCE__RIGHT | TRUCE__IS_KEY, .get = states, .head = HEAD(STATES)},
    {"held", MAP, IN_TEXT, TRUCE__RIGHT, .domain = &truce__concept_domain,
     .of = ITEM(NUMBER, .get = get_held, .tone = tone_of_held)},
    {0}};

const truce__field truce__summary_fields[] = {
    {"", PROSE, IN_TEXT, .say = say_head, .when = is_short},
    {"counts", LIST, IN_TEXT, TRUCE__TABLE | TRUCE__CLOSE_UP, .count = count_rows, .of = RECORD_OF(count_fields),
     .when = is_short},
    {"", PROSE, IN_TEXT, .say = say_others, .when = is_short_and_cut},
    {0}};

/* -------------------------------------------------------------- equilibria */

/* "Nash   2: 4, 7" */
static void say_numbers_of(const truce__at *at, truce__say *say, uint32_t slot) {
    const truce_set *set = truce_solution_equilibria(SOLUTION, slot);
    truce__value number = truce__number(truce_set_count(set));
    SAY(say, PLAIN, truce__member(at, &truce__concept_domain, slot));
    truce__say_term(say);
    if (number.number) SAY(say, EQUILIBRIA_LIST, number, truce__some_of(set, NUMBERS));
    else SAY(say, PLAIN, number);
    const truce_set *maybe = truce_solution_maybe_equilibria(SOLUTION, slot);
    if (maybe && truce_set_count(maybe))
        SAY(say, EQUILIBRIA_MAYBE, truce__number(truce_set_count(maybe)), truce__some_of(maybe, NUMBERS));
    truce__say_end(say, TRUCE__TERM);
}

/* A set of states that hold, or may hold, under one concept or under several. */
typedef struct held_set {
    const truce_set *set;
    uint32_t slot; /* the first that has it */
    bool is_maybe, is_large;
    truce_patterns *patterns; /* NULL: no states, or too many */
    size_t told;
} held_set;

typedef struct overview {
    const truce__at *at;
    held_set *sets;
    uint32_t count;
} overview;

static const truce_set *set_of(const truce__at *at, uint32_t slot, bool is_maybe) {
    return is_maybe ? truce_solution_maybe_equilibria(SOLUTION, slot) : truce_solution_equilibria(SOLUTION, slot);
}

static bool is_known(const overview *o, const truce_set *set, bool is_maybe) {
    for (uint32_t i = 0; i < o->count; i++)
        if (o->sets[i].is_maybe == is_maybe && truce_set_equal(o->sets[i].set, set)) return true;
    return false;
}

static truce_status add_set(overview *o, uint32_t slot, bool is_maybe) {
    const truce_set *set = set_of(o->at, slot, is_maybe);
    if (!set || (is_maybe && !truce_set_count(set)) || is_known(o, set, is_maybe)) return TRUCE_OK;
    held_set *one = &o->sets[o->count++];
    *one = (held_set){.set = set, .slot = slot, .is_maybe = is_maybe};
    bool is_few = truce_set_count(set) <= TRUCE__FEW_STATES || TRUCE__SOLVED(o->at)->all_patterns;
    one->is_large = !is_few || TRUCE__SOLVED(o->at)->no_patterns;
    if (one->is_large || !truce_set_count(set)) return TRUCE_OK;
    return truce_patterns_of(o->at->result->ctx, set, &one->patterns);
}

static size_t pattern_count(const held_set *one) {
    return one->patterns ? truce_patterns_count(one->patterns) : 0;
}

/* One to each in turn, until all are told or there is no more room. */
static void share_out(overview *o) {
    uint32_t left = PATTERNS, before;
    do {
        before = left;
        for (uint32_t i = 0; i < o->count && left; i++) {
            if (o->sets[i].told == pattern_count(&o->sets[i])) continue;
            o->sets[i].told++;
            left--;
        }
    } while (left && left < before);
}

/* "Nash and SEQ: 22 states, 12 of them on a tie." */
static void say_set(const overview *o, truce__say *say, const held_set *one) {
    const truce__at *at = o->at;
    uint32_t named = 0, all = 0, count = truce__concept_domain.count(at);
    for (uint32_t slot = one->slot; slot < count; slot++) {
        const truce_set *set = set_of(at, slot, one->is_maybe);
        all += set && truce_set_equal(set, one->set);
    }
    for (uint32_t slot = one->slot; slot < count; slot++) {
        const truce_set *set = set_of(at, slot, one->is_maybe);
        if (!set || !truce_set_equal(set, one->set)) continue;
        if (named && named + 1 < all) SAY_ALONE(say, LIST_NEXT);
        else if (named) SAY_ALONE(say, LIST_AND);
        SAY(say, PLAIN, truce__member(at, &truce__concept_domain, slot));
        named++;
    }
    truce__value number = truce__number(truce_set_count(one->set));
    if (one->is_maybe) SAY(say, SUMMARY_MAYBE, number);
    else SAY(say, SUMMARY_SET, number);
    size_t tied = TIES->is_known && !at->result->reads_all && !one->is_maybe ? truce__ties_count(TIES, one->set) : 0;
    if (tied) SAY(say, SUMMARY_TIED, truce__number(tied));
    if (one->is_large) SAY_ALONE(say, SUMMARY_LARGE);
    SAY_ALONE(say, SUMMARY_STOP);
    truce__say_end(say, TRUCE__ENTRY);
}

static truce_status say_sets(overview *o, truce__say *say) {
    truce__telling t;
    truce_status status = truce__telling_begin(&t, o->at, say);
    for (uint32_t i = 0; i < o->count && status == TRUCE_OK; i++) {
        const held_set *one = &o->sets[i];
        say_set(o, say, one);
        if (one->patterns) status = truce__tell_patterns(&t, one->set, one->patterns, one->told);
    }
    truce__telling_end(&t);
    return status;
}

static truce_status tell_sets(const truce__at *at, truce__say *say) {
    uint32_t n_slots = truce__concept_domain.count(at);
    overview o = {.at = at};
    o.sets = truce__calloc(at->result->ctx, 2 * (size_t)n_slots + 1, sizeof *o.sets);
    truce_status status = o.sets ? TRUCE_OK : TRUCE_E_NOMEM;
    for (uint32_t slot = 0; slot < n_slots && status == TRUCE_OK; slot++) {
        status = add_set(&o, slot, false);
        if (status == TRUCE_OK) status = add_set(&o, slot, true);
    }
    share_out(&o);
    if (status == TRUCE_OK) status = say_sets(&o, say);
    for (uint32_t i = 0; i < o.count; i++) truce_patterns_free(o.sets[i].patterns);
    truce__free(at->result->ctx, o.sets);
    return status;
}

void truce__say_what_holds(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    SAY_ALONE(say, EQUILIBRIA);
    truce__say_end(say, TRUCE__LINE);
    if (truce__tells_patterns(at)) {
        truce__at_note(at, tell_sets(at, say));
        return;
    }
    say->term_width = truce__label_columns(at, &truce__concept_domain);
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++) say_numbers_of(at, say, slot);
}
