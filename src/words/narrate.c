/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A witness told in sentences: who can improve by which move, why it likes the new state more, and who answers how.
 * States are named by number, code and outcomes, moves by the options they change. Long lists are cut and counted;
 * of many improvements those that nothing sanctions come first.
 */
#include "words/narrate.h"

#include "words/reason.h"
#include "words/say.h"

enum { NAMED = 6, TOLD = 20 }; /* states of a list; improvements of a verdict */

typedef struct teller {
    truce__text *text;
    truce_ctx *ctx;
    truce__at at;
    const truce_witness *witness;
    truce__value party, state; /* the focal party's name; the number of the witness's state */
    truce__reason reason;
} teller;

#define TELL(t, key, ...) WORDS((t)->text, &(t)->at, key, __VA_ARGS__)
#define TELL_ALONE(t, key) WORD((t)->text, key)

static truce__value name_of(const teller *t, uint32_t party) {
    return truce__text_of(t->at.model->parties[party].name);
}

/* ------------------------------------------------------------------- moves */

/* "North farm can set 'Pump at night' to no"; where options do not tell, "North farm can move to state 2 (push)" and
 * true: the state is named already. */
static bool say_move(const teller *t, uint32_t party, truce_state from, truce_state to) {
    bool shows = truce__has_changes(t->at.graph, from, to);
    if (shows) TELL(t, CAN_SET, name_of(t, party), truce__changes_of(from, to));
    else TELL(t, CAN_MOVE, name_of(t, party), truce__state_of(to));
    return !shows;
}

/* Why `end` is no better for the focal party than the start. */
static void say_no_better(const teller *t, truce_state end) {
    switch (truce__ending_of(t->at.graph, t->witness, end)) {
    case TRUCE__ENDS_AT_START: TELL(t, WITNESS_AT_START, t->party); break;
    case TRUCE__ENDS_AS_GOOD: TELL(t, WITNESS_AS_GOOD, t->party, t->state); break;
    case TRUCE__ENDS_WORSE:
        TELL(t, WITNESS_WORSE, t->party, t->state);
        truce__narrate_preference(t->text, t->at.graph, t->witness->party, t->witness->state, end);
        break;
    }
}

/* -------------------------------------------------------------- sanctioned */

static void say_counters(const teller *t, const truce_claim *end) {
    size_t count = end->child_count;
    if (count == 0) {
        TELL(t, WITNESS_NO_COUNTER, t->party);
        return;
    }
    TELL(t, WITNESS_COUNTERS, t->party, truce__number(count));
    for (size_t i = 0; i < count && i < NAMED; i++) {
        if (i) TELL_ALONE(t, LIST_NEXT);
        truce__text_number(t->text, end->children[i].to);
    }
    if (count > NAMED) TELL(t, AND_MORE, truce__number(count - NAMED));
    TELL(t, WITNESS_COUNTERS_FAIL, truce__number(count), t->state);
}

static void say_sanction(const teller *t, const truce_claim *improvement) {
    const truce_claim *end = truce__answer_end(improvement), *first = improvement->children;
    bool is_named = false;
    TELL_ALONE(t, WITNESS_IS_SANCTIONED);
    for (const truce_claim *step = first; step; step = truce__next_step(step)) {
        if (step != first)
            truce__text_message(t->text, step == end ? TRUCE__M_WITNESS_AND_THEN : TRUCE__M_WITNESS_THEN);
        is_named = say_move(t, step->mover, step->from, step->to);
    }
    if (!is_named) TELL(t, WITNESS_LEADS, truce__state_of(end->to));
    say_no_better(t, end->to);
    TELL_ALONE(t, WITNESS_STOP);
    if (t->reason.concept->has_counter) say_counters(t, end);
}

/* ---------------------------------------------------------- not sanctioned */

static bool is_improving(const teller *t) {
    return t->reason.concept->replies == TRUCE__REPLIES_IMPROVING;
}

static void say_reached(const teller *t, const truce_claim *claim) {
    TELL(t, WITNESS_REACHED, truce__state_of(claim->to), name_of(t, claim->mover));
    if (claim->kind == TRUCE_CLAIM_ESCAPED) TELL(t, WITNESS_ESCAPES, t->party, truce__number(claim->children->to));
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
    TELL(t, WITNESS_REACH, truce__number(distinct),
         is_improving(t) ? truce__message_of(TRUCE__M_WITNESS_REACH_IMPROVING) : truce__none(), t->party, t->state,
         has_escapes ? truce__message_of(TRUCE__M_WITNESS_REACH_ESCAPING) : truce__none());
    for (size_t i = 0; i < told; i++) {
        if (i) truce__text_message(t->text, i + 1 == distinct ? TRUCE__M_LIST_AND : TRUCE__M_LIST_NEXT);
        say_reached(t, named[i]);
    }
    if (has_more) TELL(t, AND_MORE, truce__number(distinct - told));
    TELL_ALONE(t, WITNESS_STOP);
}

static void say_freedom(const teller *t, const truce_claim *improvement) {
    if (t->reason.concept->replies == TRUCE__REPLIES_NONE) {
        TELL(t, WITNESS_ENOUGH, truce__text_of(truce_concept_at(t->witness->concept)->label));
    } else if (improvement->child_count == 0) {
        truce__text_message(t->text,
                            is_improving(t) ? TRUCE__M_WITNESS_NO_IMPROVING_REPLY : TRUCE__M_WITNESS_NO_REPLY);
    } else {
        TELL_ALONE(t, WITNESS_UNSANCTIONED);
        say_brought_about(t, improvement);
    }
}

/* ----------------------------------------------------------------- verdict */

static void say_improvement(const teller *t, size_t number, const truce_claim *improvement) {
    truce__text_puts(t->text, "\n");
    TELL(t, WITNESS_NUMBER, truce__number(number));
    if (!say_move(t, improvement->mover, improvement->from, improvement->to))
        TELL(t, WITNESS_REACHES, truce__state_of(improvement->to));
    TELL_ALONE(t, WITNESS_BETTER);
    truce__narrate_preference(t->text, t->at.graph, t->witness->party, improvement->to, t->witness->state);
    TELL_ALONE(t, WITNESS_STOP);
    if (improvement->kind == TRUCE_CLAIM_SANCTIONED) say_sanction(t, improvement);
    else say_freedom(t, improvement);
}

static void say_free(const teller *t) {
    size_t total = t->witness->claim_count, n_free = t->reason.n_free;
    if (total == 1) TELL_ALONE(t, WITNESS_FREE_ONE);
    else if (n_free == total) TELL(t, WITNESS_FREE_ALL, truce__number(total));
    else TELL(t, WITNESS_FREE_SOME, truce__number(n_free), truce__number(total));
}

static void say_ground(const teller *t) {
    truce__value total = truce__number(t->witness->claim_count);
    switch (t->reason.ground) {
    case TRUCE__GROUND_NO_MOVE: TELL_ALONE(t, WITNESS_NO_MOVE); break;
    case TRUCE__GROUND_NO_IMPROVEMENT: TELL(t, WITNESS_NO_IMPROVEMENT, truce__number(t->reason.n_moves)); break;
    case TRUCE__GROUND_SANCTIONED: TELL(t, WITNESS_SANCTIONED, total); break;
    case TRUCE__GROUND_IMPROVEMENT: TELL(t, WITNESS_IMPROVEMENT, total); break;
    case TRUCE__GROUND_FREE: say_free(t); break;
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
        truce__text_puts(t->text, "\n");
        TELL(t, WITNESS_UNTOLD, truce__number(count - told));
        return;
    }
    for (size_t i = 0; i < count; i++) say_improvement(t, i + 1, &t->witness->claims[i]);
}

truce_status truce__narrate(truce__text *text, truce_ctx *ctx, const truce_graph *graph,
                            const truce_witness *witness) {
    teller t = {text, ctx, truce__at_graph(graph), witness, .state = truce__number(witness->state)};
    TRY(truce__reason_of(ctx, graph, witness, &t.reason));
    t.party = name_of(&t, witness->party);
    truce__value state = truce__state_of(witness->state),
                 concept = truce__text_of(truce_concept_at(witness->concept)->label);
    if (witness->verdict == TRUCE_STABLE) TELL(&t, WITNESS_STABLE, state, t.party, concept);
    else TELL(&t, WITNESS_UNSTABLE, state, t.party, concept);
    say_ground(&t);
    say_improvements(&t);
    return text->failed ? TRUCE_E_NOMEM : TRUCE_OK;
}
