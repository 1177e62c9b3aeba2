/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A witness told in sentences: who can improve by which move, why it likes the new state more, and who answers how. States
 * are named by number, code and outcomes, moves by the options they change. Long lists are cut and counted;
 * of many improvements those that nothing sanctions come first.
 */
#include "words/narrate.h"

#include "concepts/concepts.h"
#include "words/state.h"

#include <inttypes.h>
#include <stdlib.h>

enum { NAMED = 6, TOLD = 20 }; /* states of a list; improvements of a verdict */

typedef struct teller {
    truce__text *text;
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce_witness *witness;
    const char *party; /* the focal party's name */
    truce__replies replies; /* how the concept lets the others answer */
} teller;

#define say(t, ...) truce__text_printf((t)->text, __VA_ARGS__)

static const char *name_of(const teller *t, uint32_t party) {
    return t->graph->model->parties[party].name;
}

static void say_state(const teller *t, truce_state state) {
    say(t, "state ");
    truce__state_label(t->text, t->graph, state);
}

bool truce__narrate_changes(truce__text *text, const truce_graph *graph, truce_state from, truce_state to) {
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
    uint32_t options = truce_model_option_count(graph->model), left = 0, said = 0;
    truce_graph_state_levels(graph, from, before);
    truce_graph_state_levels(graph, to, after);
    for (uint32_t o = 0; o < options; o++) left += before[o] != after[o] && after[o] != TRUCE_LEVEL_MIXED;
    for (uint32_t o = 0; o < options; o++) {
        const truce__option *option = &graph->model->options[o];
        if (before[o] == after[o] || after[o] == TRUCE_LEVEL_MIXED) continue;
        truce__text_printf(text, "%s'%s' ", said == 0 ? "" : said + 1 == left ? " and " : ", ", option->name);
        if (before[o] != TRUCE_LEVEL_MIXED && option->n_levels > 2)
            truce__text_printf(text, "from %s ", option->levels[before[o]]);
        truce__text_printf(text, "to %s", option->levels[after[o]]);
        said++;
    }
    return said > 0;
}

/* "North farm can set 'Pump at night' to no"; where options do not tell, "North farm can move to state 2 (push)" and true: the
 * state is named already. */
static bool say_move(const teller *t, uint32_t party, truce_state from, truce_state to) {
    size_t before = t->text->length;
    say(t, "%s can set ", name_of(t, party));
    if (truce__narrate_changes(t->text, t->graph, from, to) || t->text->failed) return false;
    t->text->length = before;
    say(t, "%s can move to ", name_of(t, party));
    say_state(t, to);
    return true;
}

/* Why `end` is no better for the focal party than the start. */
static void say_no_better(const teller *t, truce_state end) {
    truce_state start = t->witness->state;
    uint32_t party = t->witness->party;
    if (end == start) {
        say(t, "the state from which %s set out", t->party);
    } else if (truce_graph_rank(t->graph, party, end) == truce_graph_rank(t->graph, party, start)) {
        say(t, "which is as good for %s as state %" PRIu64, t->party, start);
    } else {
        say(t, "which is worse for %s than state %" PRIu64 ": ", t->party, start);
        truce__narrate_preference(t->text, t->graph, party, start, end);
    }
}

/* -------------------------------------------------------------- sanctioned */

static void say_counters(const teller *t, const truce_improvement *improvement) {
    if (improvement->counter_count == 0) {
        say(t, " From there no move is open to %s.", t->party);
        return;
    }
    size_t count = improvement->counter_count;
    say(t, " From there %s can move on to ", t->party);
    say(t, count == 1 ? "state" : "states");
    for (size_t i = 0; i < count && i < NAMED; i++) say(t, "%s %" PRIu64, i ? "," : "", improvement->counters[i]);
    if (count > NAMED) say(t, " and %zu more", count - NAMED);
    say(t, count == 1 ? ", no better than state %" PRIu64 "."
                      : ", none of them better than state %" PRIu64 ".", t->witness->state);
}

static void say_sanction(const teller *t, const truce_improvement *improvement, bool has_counters) {
    truce_state at = improvement->to;
    bool is_named = false;
    say(t, " This is sanctioned: ");
    for (size_t i = 0; i < improvement->reply_count; i++) {
        if (i) say(t, i + 1 == improvement->reply_count ? ", and then " : ", then ");
        is_named = say_move(t, improvement->replies[i].party, at, improvement->replies[i].to);
        at = improvement->replies[i].to;
    }
    if (!is_named) {
        say(t, ", which leads to ");
        say_state(t, at);
    }
    say(t, ", ");
    say_no_better(t, at);
    say(t, ".");
    if (has_counters) say_counters(t, improvement);
}

/* ---------------------------------------------------------- not sanctioned */

/* The same state may be brought about by several last movers; a reader wants it once. */
static bool is_told(const truce_reach *reach, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (reach[k].state == reach[i].state) return true;
    return false;
}

static int by_state(const void *a, const void *b) {
    const truce_state *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* How many different states the list holds. */
static truce_status count_states(truce_ctx *ctx, const truce_reach *reach, size_t count, size_t *distinct) {
    truce_state *states = truce__calloc(ctx, count, sizeof *states);
    if (!states) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < count; i++) states[i] = reach[i].state;
    qsort(states, count, sizeof *states, by_state);
    *distinct = 0;
    for (size_t i = 0; i < count; i++) *distinct += i == 0 || states[i] != states[i - 1];
    truce__free(ctx, states);
    return TRUCE_OK;
}

static void say_reach(const teller *t, const truce_reach *reach, size_t count) {
    bool has_escapes = false;
    size_t distinct, told = 0;
    if (count_states(t->text->ctx, reach, count, &distinct) != TRUCE_OK) {
        t->text->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) has_escapes |= reach[i].escape != 0;
    say(t, " The others can bring about %zu state%s after it%s, ", distinct, distinct == 1 ? "" : "s",
        t->replies == TRUCE__REPLIES_IMPROVING ? " by improvements of their own" : "");
    say(t, "%sbetter for %s than state %" PRIu64 "%s: ", distinct == 1 ? "" : "each ", t->party, t->witness->state,
        has_escapes ? " or with a move to one that is" : "");
    for (size_t i = 0; i < count && told < NAMED; i++) {
        if (is_told(reach, i)) continue;
        if (told) say(t, told + 1 == distinct ? " and " : ", ");
        say_state(t, reach[i].state);
        say(t, " by %s", name_of(t, reach[i].party));
        if (reach[i].escape) say(t, ", from where %s can move on to state %" PRIu64, t->party, reach[i].escape);
        told++;
    }
    if (distinct > told) say(t, " and %zu more", distinct - told);
    say(t, ".");
}

static void say_freedom(const teller *t, const truce_improvement *improvement) {
    if (t->replies == TRUCE__REPLIES_NONE)
        say(t, " Under %s that is enough: replies do not count.", truce_concept_at(t->witness->concept)->label);
    else if (improvement->reach_count == 0)
        say(t, " Nothing sanctions it: none of the others has %s from there.",
            t->replies == TRUCE__REPLIES_IMPROVING ? "an improvement" : "a move");
    else {
        say(t, " Nothing sanctions it.");
        say_reach(t, improvement->reach, improvement->reach_count);
    }
}

/* ----------------------------------------------------------------- verdict */

static void say_improvement(const teller *t, size_t number, const truce_improvement *improvement, bool has_counters) {
    say(t, "\n%zu. ", number);
    if (!say_move(t, t->witness->party, t->witness->state, improvement->to)) {
        say(t, " and reach ");
        say_state(t, improvement->to);
    }
    say(t, ", which is better: ");
    truce__narrate_preference(t->text, t->graph, t->witness->party, improvement->to, t->witness->state);
    say(t, ".");
    if (improvement->is_sanctioned) say_sanction(t, improvement, has_counters);
    else say_freedom(t, improvement);
}

/* Stable without an improvement: how many moves there are all the same. */
static truce_status say_at_rest(const teller *t) {
    truce_state *moves = NULL;
    size_t count = 0;
    TRY(truce_graph_moves(t->ctx, t->graph, t->witness->party, t->witness->state, &moves, &count));
    truce_release(t->ctx, moves);
    if (count == 0) say(t, ": no move is open from there.");
    else if (count == 1) say(t, ": the one move from there is no improvement.");
    else say(t, ": none of the %zu moves from there is an improvement.", count);
    return TRUCE_OK;
}

static void say_count(const teller *t) {
    size_t total = t->witness->improvement_count, open = 0;
    for (size_t i = 0; i < total; i++) open += !t->witness->improvements[i].is_sanctioned;
    if (t->witness->is_stable && total == 1) say(t, ": the one improvement is sanctioned.");
    else if (t->witness->is_stable) say(t, ": each of the %zu improvements is sanctioned.", total);
    else if (t->replies == TRUCE__REPLIES_NONE && total == 1) say(t, ": there is an improvement.");
    else if (t->replies == TRUCE__REPLIES_NONE) say(t, ": there are %zu improvements.", total);
    else if (total == 1) say(t, ": there is an improvement that nothing sanctions.");
    else if (open == total) say(t, ": nothing sanctions any of the %zu improvements.", total);
    else say(t, ": %zu of the %zu improvements %s not sanctioned.", open, total, open == 1 ? "is" : "are");
}

/* Tells the improvements that are sanctioned, or those that are not, until TOLD are told. */
static void say_some(const teller *t, bool sanctioned, bool has_counters, size_t *told) {
    for (size_t i = 0; i < t->witness->improvement_count && *told < TOLD; i++) {
        const truce_improvement *improvement = &t->witness->improvements[i];
        if (improvement->is_sanctioned == sanctioned) say_improvement(t, ++*told, improvement, has_counters);
    }
}

static void say_improvements(const teller *t, bool has_counters) {
    size_t count = t->witness->improvement_count, told = 0;
    if (count > TOLD) {
        say_some(t, false, has_counters, &told);
        say_some(t, true, has_counters, &told);
        say(t, "\nThe other %zu improvements are not told here; --format json lists them.", count - told);
        return;
    }
    for (size_t i = 0; i < count; i++) say_improvement(t, i + 1, &t->witness->improvements[i], has_counters);
}

truce_status truce__narrate(truce__text *text, truce_ctx *ctx, const truce_graph *graph, const truce_witness *witness) {
    const truce__concept *concept = truce__concept_at(witness->concept);
    teller t = {text, ctx, graph, witness, graph->model->parties[witness->party].name, concept->replies};
    say(&t, "State ");
    truce__state_label(text, graph, witness->state);
    say(&t, " is %s for %s under %s", witness->is_stable ? "stable" : "unstable", t.party, truce_concept_at(witness->concept)->label);
    if (witness->improvement_count == 0) return say_at_rest(&t);
    say_count(&t);
    say_improvements(&t, concept->has_counter);
    return text->failed ? TRUCE_E_NOMEM : TRUCE_OK;
}
