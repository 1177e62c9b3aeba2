/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A witness told in sentences: who can improve by which move, why it likes the new state more, and who answers how. States
 * are named by number, code and outcomes, moves by the options they change. Long lists are cut and counted;
 * of many improvements those that nothing sanctions come first.
 */
#include "words/narrate.h"

#include "words/reason.h"
#include "words/state.h"

#include <inttypes.h>

enum { NAMED = 6, TOLD = 20 }; /* states of a list; improvements of a verdict */

typedef struct teller {
    truce__text *text;
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce_witness *witness;
    const char *party; /* the focal party's name */
    truce__reason reason;
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
    switch (truce__ending_of(t->graph, t->witness, end)) {
    case TRUCE__ENDS_AT_START: say(t, "the state from which %s set out", t->party); break;
    case TRUCE__ENDS_AS_GOOD: say(t, "which is as good for %s as state %" PRIu64, t->party, start); break;
    case TRUCE__ENDS_WORSE:
        say(t, "which is worse for %s than state %" PRIu64 ": ", t->party, start);
        truce__narrate_preference(t->text, t->graph, t->witness->party, start, end);
        break;
    }
}

/* -------------------------------------------------------------- sanctioned */

static void say_counters(const teller *t, const truce_claim *end) {
    size_t count = end->child_count;
    if (count == 0) {
        say(t, " From there no move is open to %s.", t->party);
        return;
    }
    say(t, " From there %s can move on to ", t->party);
    say(t, count == 1 ? "state" : "states");
    for (size_t i = 0; i < count && i < NAMED; i++) say(t, "%s %" PRIu64, i ? "," : "", end->children[i].to);
    if (count > NAMED) say(t, " and %zu more", count - NAMED);
    say(t, count == 1 ? ", no better than state %" PRIu64 "."
                      : ", none of them better than state %" PRIu64 ".", t->witness->state);
}

static void say_sanction(const teller *t, const truce_claim *improvement) {
    const truce_claim *end = truce__answer_end(improvement);
    bool is_named = false;
    say(t, " This is sanctioned: ");
    for (const truce_claim *step = improvement->children; step; step = truce__next_step(step)) {
        if (step != improvement->children) say(t, step == end ? ", and then " : ", then ");
        is_named = say_move(t, step->mover, step->from, step->to);
    }
    if (!is_named) {
        say(t, ", which leads to ");
        say_state(t, end->to);
    }
    say(t, ", ");
    say_no_better(t, end->to);
    say(t, ".");
    if (t->reason.concept->has_counter) say_counters(t, end);
}

/* ---------------------------------------------------------- not sanctioned */

static bool is_improving(const teller *t) {
    return t->reason.concept->replies == TRUCE__REPLIES_IMPROVING;
}

static void say_brought_about(const teller *t, const truce_claim *improvement) {
    const truce_claim *named[NAMED];
    bool has_escapes = false, has_more;
    size_t distinct, told = truce__brought_about(improvement, named, NAMED, &has_more);
    if (truce__count_brought_about(t->ctx, improvement, &distinct) != TRUCE_OK) {
        t->text->failed = true;
        return;
    }
    for (size_t i = 0; i < improvement->child_count; i++)
        has_escapes |= improvement->children[i].kind == TRUCE_CLAIM_ESCAPED;
    say(t, " The others can bring about %zu state%s after it%s, ", distinct, distinct == 1 ? "" : "s",
        is_improving(t) ? " by improvements of their own" : "");
    say(t, "%sbetter for %s than state %" PRIu64 "%s: ", distinct == 1 ? "" : "each ", t->party, t->witness->state,
        has_escapes ? " or with a move to one that is" : "");
    for (size_t i = 0; i < told; i++) {
        if (i) say(t, i + 1 == distinct ? " and " : ", ");
        say_state(t, named[i]->to);
        say(t, " by %s", name_of(t, named[i]->mover));
        if (named[i]->kind == TRUCE_CLAIM_ESCAPED)
            say(t, ", from where %s can move on to state %" PRIu64, t->party, named[i]->children->to);
    }
    if (has_more) say(t, " and %zu more", distinct - told);
    say(t, ".");
}

static void say_freedom(const teller *t, const truce_claim *improvement) {
    if (t->reason.concept->replies == TRUCE__REPLIES_NONE)
        say(t, " Under %s that is enough: replies do not count.", truce_concept_at(t->witness->concept)->label);
    else if (improvement->child_count == 0)
        say(t, " Nothing sanctions it: none of the others has %s from there.",
            is_improving(t) ? "an improvement" : "a move");
    else {
        say(t, " Nothing sanctions it.");
        say_brought_about(t, improvement);
    }
}

/* ----------------------------------------------------------------- verdict */

static void say_improvement(const teller *t, size_t number, const truce_claim *improvement) {
    say(t, "\n%zu. ", number);
    if (!say_move(t, improvement->mover, improvement->from, improvement->to)) {
        say(t, " and reach ");
        say_state(t, improvement->to);
    }
    say(t, ", which is better: ");
    truce__narrate_preference(t->text, t->graph, t->witness->party, improvement->to, t->witness->state);
    say(t, ".");
    if (improvement->kind == TRUCE_CLAIM_SANCTIONED) say_sanction(t, improvement);
    else say_freedom(t, improvement);
}

static void say_ground(const teller *t) {
    size_t total = t->witness->claim_count, n_free = t->reason.n_free, n_moves = t->reason.n_moves;
    switch (t->reason.ground) {
    case TRUCE__GROUND_NO_MOVE: say(t, ": no move is open from there."); break;
    case TRUCE__GROUND_NO_IMPROVEMENT:
        if (n_moves == 1) say(t, ": the one move from there is no improvement.");
        else say(t, ": none of the %zu moves from there is an improvement.", n_moves);
        break;
    case TRUCE__GROUND_SANCTIONED:
        if (total == 1) say(t, ": the one improvement is sanctioned.");
        else say(t, ": each of the %zu improvements is sanctioned.", total);
        break;
    case TRUCE__GROUND_IMPROVEMENT:
        if (total == 1) say(t, ": there is an improvement.");
        else say(t, ": there are %zu improvements.", total);
        break;
    case TRUCE__GROUND_FREE:
        if (total == 1) say(t, ": there is an improvement that nothing sanctions.");
        else if (n_free == total) say(t, ": nothing sanctions any of the %zu improvements.", total);
        else say(t, ": %zu of the %zu improvements %s not sanctioned.", n_free, total, n_free == 1 ? "is" : "are");
        break;
    }
}

/* Tells the improvements of one kind until TOLD are told. */
static void say_some(const teller *t, truce_claim_kind kind, size_t *told) {
    for (size_t i = 0; i < t->witness->claim_count && *told < TOLD; i++)
        if (t->witness->claims[i].kind == kind) say_improvement(t, ++*told, &t->witness->claims[i]);
}

static void say_improvements(const teller *t) {
    size_t count = t->witness->claim_count, told = 0;
    if (count > TOLD) {
        say_some(t, TRUCE_CLAIM_FREE, &told);
        say_some(t, TRUCE_CLAIM_SANCTIONED, &told);
        say(t, "\nThe other %zu improvements are not told here; --format json lists them.", count - told);
        return;
    }
    for (size_t i = 0; i < count; i++) say_improvement(t, i + 1, &t->witness->claims[i]);
}

truce_status truce__narrate(truce__text *text, truce_ctx *ctx, const truce_graph *graph, const truce_witness *witness) {
    teller t = {text, ctx, graph, witness, .party = graph->model->parties[witness->party].name};
    TRY(truce__reason_of(ctx, graph, witness, &t.reason));
    say(&t, "State ");
    truce__state_label(text, graph, witness->state);
    say(&t, " is %s for %s under %s", witness->verdict == TRUCE_STABLE ? "stable" : "unstable", t.party,
        truce_concept_at(witness->concept)->label);
    say_ground(&t);
    say_improvements(&t);
    return text->failed ? TRUCE_E_NOMEM : TRUCE_OK;
}
