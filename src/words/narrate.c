/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A witness told in sentences: who can improve by which move, why it likes the new state more, and who answers how.
 * States are named by number, code and outcomes, moves by the options they change. Long lists are cut and counted;
 * of many improvements those that nothing sanctions come first.
 */
#include "words/narrate.h"

enum { NAMED = 6, TOLD = 20 }; /* states of a list, of which readers are told half; improvements of a verdict */

typedef struct teller {
    const truce__speaker *s;
    const truce_graph *graph;
    const truce_witness *witness;
    const truce__reason *reason;
    truce__value party, state; /* the focal party; the number of the witness's state */
} teller;

#define TELL(t, key, ...) SPEAK((t)->s, key, __VA_ARGS__)
#define TELL_ALONE(t, key) SPEAK_ALONE((t)->s, key)

static teller teller_of(const truce__speaker *s, const truce__reason *reason) {
    const truce_witness *witness = reason->witness;
    return (teller){s, s->at->graph, witness, reason, truce__party_named(witness->party),
                    truce__number(witness->state)};
}

/* "and a strong loss ", "and a loss of degree 3 " */
static void say_loss(const teller *t, uint32_t loss) {
    if (loss == 2) TELL_ALONE(t, WITNESS_STRONG_LOSS);
    else TELL(t, WITNESS_LOSS_OF_DEGREE, truce__number(loss));
}

/* Why `end` is no better for the focal party than the start; `loss`: by what degree it is worse, where degrees
 * count. */
static void say_no_better(const teller *t, truce_state end, uint32_t loss) {
    switch (truce__ending_of(t->graph, t->witness, end)) {
    case TRUCE__ENDS_AT_START: TELL(t, WITNESS_AT_START, t->party); break;
    case TRUCE__ENDS_AS_GOOD: TELL(t, WITNESS_AS_GOOD, t->party, t->state); break;
    case TRUCE__ENDS_WORSE:
        TELL(t, WITNESS_WORSE, t->party, t->state);
        if (loss > 1) say_loss(t, loss);
        truce__speak_preference(t->s, t->witness->party, t->witness->state, end);
        break;
    }
}

/* -------------------------------------------------------------- sanctioned */

static size_t count_better(const truce_claim *end) {
    size_t count = 0;
    for (size_t i = 0; i < end->child_count; i++) count += end->children[i].kind == TRUCE_CLAIM_BETTER;
    return count;
}

/* "3, 5 and 2 more", of the moves from the end of an answer, or of those that are better than the start. */
static void say_some(const teller *t, const truce_claim *end, bool only_better) {
    size_t count = only_better ? count_better(end) : end->child_count, told = 0;
    for (size_t i = 0; i < end->child_count && told < NAMED; i++) {
        if (only_better && end->children[i].kind != TRUCE_CLAIM_BETTER) continue;
        if (told++) TELL_ALONE(t, LIST_NEXT);
        TELL(t, PLAIN, truce__number(end->children[i].to));
    }
    if (count > told) TELL(t, AND_MORE, truce__number(count - told));
}

static void say_counters(const teller *t, const truce_claim *end) {
    size_t count = end->child_count;
    if (count == 0) {
        TELL(t, WITNESS_NO_COUNTER, t->party);
        return;
    }
    TELL(t, WITNESS_COUNTERS, t->party, truce__number(count));
    say_some(t, end, false);
    size_t n_better = count_better(end);
    const uint32_t degree = t->reason->degree;
    if (n_better) {
        TELL(t, WITNESS_COUNTERS_HELD, truce__number(n_better), t->state);
        say_some(t, end, true);
        TELL_ALONE(t, WITNESS_STOP);
    } else if (degree == 2) {
        TELL(t, WITNESS_COUNTERS_LOSE, truce__number(count), t->state);
    } else if (degree) {
        TELL(t, WITNESS_COUNTERS_LOSE_DEGREE, truce__number(count), t->state, truce__number(degree));
    } else {
        TELL(t, WITNESS_COUNTERS_FAIL, truce__number(count), t->state);
    }
}

static bool is_later(const teller *t, const truce_claim *improvement) {
    return improvement->from != t->witness->state;
}

static void say_sanction(const teller *t, const truce_claim *improvement) {
    const truce_claim *end = truce__answer_end(improvement), *first = improvement->children;
    bool is_named = false;
    TELL_ALONE(t, WITNESS_IS_SANCTIONED);
    for (const truce_claim *step = first; step; step = truce__next_step(step)) {
        if (step != first)
            truce__speak_message(t->s, step == end ? TRUCE__M_WITNESS_AND_THEN : TRUCE__M_WITNESS_THEN);
        is_named = truce__speak_move(t->s, step->mover, step->from, step->to);
    }
    if (!is_named) TELL(t, WITNESS_LEADS, truce__the_state(end->to));
    say_no_better(t, end->to, end->loss);
    TELL_ALONE(t, WITNESS_STOP);
    if (improvement->left > 1) say_counters(t, end);
    else if (is_later(t, improvement)) TELL_ALONE(t, WITNESS_TREE_ENDS);
}

/* ---------------------------------------------------------- not sanctioned */

static bool is_improving(const teller *t) {
    return t->reason->concept->replies == TRUCE__REPLIES_IMPROVING;
}

static void say_reached(const teller *t, const truce_claim *claim) {
    TELL(t, WITNESS_REACHED, truce__the_state(claim->to), truce__party_named(claim->mover));
    if (claim->kind == TRUCE_CLAIM_ESCAPED) TELL(t, WITNESS_ESCAPES, t->party, truce__number(claim->children->to));
}

static void say_brought_about(const teller *t, const truce_claim *improvement) {
    const truce_claim *named[NAMED];
    bool has_escapes = false, has_returns = false, has_more;
    size_t most = t->s->dress->is_for_readers ? NAMED / 2 : NAMED, distinct;
    size_t told = truce__brought_about(improvement, named, most, &has_more);
    if (truce__count_brought_about(t->s->text->ctx, improvement, &distinct) != TRUCE_OK) {
        t->s->text->failed = true;
        return;
    }
    for (size_t i = 0; i < improvement->child_count; i++) {
        has_escapes |= improvement->children[i].kind == TRUCE_CLAIM_ESCAPED;
        has_returns |= improvement->children[i].kind == TRUCE_CLAIM_RETURN;
    }
    const uint32_t degree = t->reason->degree;
    truce__value how = is_improving(t) ? truce__message_of(TRUCE__M_WITNESS_REACH_IMPROVING) : truce__none(),
                 escaping = has_escapes ? truce__message_of(degree ? TRUCE__M_WITNESS_REACH_ESCAPING_LOSS
                                                                   : TRUCE__M_WITNESS_REACH_ESCAPING)
                 : has_returns ? truce__message_of(TRUCE__M_WITNESS_REACH_RETURNING)
                                        : truce__none();
    if (degree == 2)
        TELL(t, WITNESS_REACH_NO_LOSS, truce__number(distinct), how, t->party, t->state, escaping);
    else if (degree)
        TELL(t, WITNESS_REACH_NO_LOSS_DEGREE, truce__number(distinct), how, t->party, t->state, escaping,
             truce__number(degree));
    else TELL(t, WITNESS_REACH, truce__number(distinct), how, t->party, t->state, escaping);
    for (size_t i = 0; i < told; i++) {
        if (i) truce__speak_message(t->s, i + 1 == distinct ? TRUCE__M_LIST_AND : TRUCE__M_LIST_NEXT);
        say_reached(t, named[i]);
    }
    if (has_more) TELL(t, AND_MORE, truce__number(distinct - told));
    TELL_ALONE(t, WITNESS_STOP);
}

static void say_freedom(const teller *t, const truce_claim *improvement) {
    if (improvement->left == 0) {
        if (is_later(t, improvement)) TELL_ALONE(t, WITNESS_TREE_ENDS);
        return;
    }
    if (improvement->child_count == 0 && is_improving(t)) {
        TELL_ALONE(t, WITNESS_NO_IMPROVING_REPLY);
    } else if (improvement->child_count == 0) {
        TELL_ALONE(t, WITNESS_NO_REPLY);
    } else {
        TELL_ALONE(t, WITNESS_UNSANCTIONED);
        say_brought_about(t, improvement);
    }
}

/* What the others do while the party takes its improvement, and where all of it leads. */
static void say_met(const teller *t, const truce_claim *improvement) {
    const truce_claim *end = &improvement->children[improvement->child_count - 1];
    TELL_ALONE(t, WITNESS_MET);
    for (const truce_claim *one = improvement->children; one < end; one++) {
        if (one != improvement->children) truce__speak_message(t->s, TRUCE__M_LIST_AND);
        truce__speak_move(t->s, one->mover, one->from, one->to);
    }
    TELL(t, WITNESS_TOGETHER, truce__the_state(end->to));
    say_no_better(t, end->to, 0);
    TELL_ALONE(t, WITNESS_STOP);
}

/* A line of play, which ends where nobody moves on. */
static void say_line(const teller *t, const truce_claim *first) {
    const truce_claim *end = first;
    bool is_named = false;
    if (first->kind == TRUCE_CLAIM_DECLINED) TELL_ALONE(t, WITNESS_DECLINED);
    else TELL_ALONE(t, WITNESS_ANTICIPATED);
    for (const truce_claim *step = first; step; step = step->children) {
        truce__message then = step->children ? TRUCE__M_WITNESS_THEN : TRUCE__M_WITNESS_AND_THEN;
        if (step != first) truce__speak_message(t->s, then);
        is_named = truce__speak_move(t->s, step->mover, step->from, step->to);
        end = step;
    }
    if (!is_named) TELL(t, WITNESS_LEADS, truce__the_state(end->to));
    if (first->kind == TRUCE_CLAIM_DECLINED) {
        say_no_better(t, end->to, 0);
    } else {
        TELL(t, WITNESS_LINE_GAINS, t->party, t->state);
        truce__speak_preference(t->s, t->witness->party, end->to, t->witness->state);
    }
    TELL_ALONE(t, WITNESS_STOP);
}

void truce__speak_improvement(const truce__speaker *s, const truce__reason *reason, const truce_claim *improvement) {
    teller t = teller_of(s, reason);
    if (reason->concept->tells_lines) {
        say_line(&t, improvement);
        return;
    }
    if (is_later(&t, improvement)) TELL(&t, WITNESS_FROM, truce__number(improvement->from));
    bool is_named = truce__speak_move(s, improvement->mover, improvement->from, improvement->to);
    if (!is_named) TELL(&t, WITNESS_REACHES, truce__the_state(improvement->to));
    if (is_later(&t, improvement)) TELL(&t, WITNESS_BETTER_THAN, t.state);
    else TELL_ALONE(&t, WITNESS_BETTER);
    truce__speak_preference(s, t.witness->party, improvement->to, t.witness->state);
    TELL_ALONE(&t, WITNESS_STOP);
    if (improvement->kind == TRUCE_CLAIM_MET) say_met(&t, improvement);
    else if (improvement->kind == TRUCE_CLAIM_UNMET) TELL_ALONE(&t, WITNESS_UNMET);
    else if (improvement->kind == TRUCE_CLAIM_SANCTIONED) say_sanction(&t, improvement);
    else say_freedom(&t, improvement);
}

/* ----------------------------------------------------------------- verdict */

void truce__speak_verdict(const truce__speaker *s, const truce__reason *reason) {
    const truce_witness *w = reason->witness;
    truce__value state = truce__the_state_first(w->state), party = truce__party_named(w->party),
                 concept = truce__text_of(truce_concept_at(w->concept)->label);
    bool is_stable = w->verdict == TRUCE_STABLE, is_own = reason->own == truce_concept_at(w->concept);
    if (w->verdict == TRUCE_MAYBE) SPEAK(s, WITNESS_MAYBE, state, party, truce__text_of(reason->own->label));
    else if (is_own && is_stable) SPEAK(s, WITNESS_STABLE, state, party, concept);
    else if (is_own) SPEAK(s, WITNESS_UNSTABLE, state, party, concept);
    else if (is_stable) SPEAK(s, WITNESS_STABLE_MIXED, state, party, truce__text_of(reason->own->label));
    else SPEAK(s, WITNESS_UNSTABLE_MIXED, state, party, truce__text_of(reason->own->label));
}

static void say_free(const teller *t) {
    size_t total = t->witness->claim_count, n_free = t->reason->n_free;
    if (total == 1) TELL_ALONE(t, WITNESS_FREE_ONE);
    else if (n_free == total) TELL(t, WITNESS_FREE_ALL, truce__number(total));
    else TELL(t, WITNESS_FREE_SOME, truce__number(n_free), truce__number(total));
}

/* "3, 5 and 2 more." */
static void say_tied(const teller *t) {
    size_t count = t->reason->n_tied, named = count < TRUCE__TIED_NAMED ? count : TRUCE__TIED_NAMED;
    if (t->s->dress->is_for_readers) named = count = 0;
    if (count) TELL(t, WITNESS_TIED_NAMED, truce__number(count));
    for (size_t i = 0; i < named; i++) {
        if (i) TELL_ALONE(t, LIST_NEXT);
        TELL(t, PLAIN, truce__number(t->reason->tied[i]));
    }
    if (count > named) TELL(t, AND_MORE, truce__number(count - named));
    TELL_ALONE(t, WITNESS_STOP);
}

/* No move is an improvement, but some may lead to a state just as good. */
static void say_no_improvement(const teller *t) {
    truce__value moves = truce__number(t->reason->n_moves), tied = truce__number(t->reason->n_tied);
    if (!t->reason->n_tied) {
        TELL(t, WITNESS_NO_IMPROVEMENT, moves);
        return;
    }
    if (t->reason->n_moves == 1) TELL_ALONE(t, WITNESS_TIED_MOVE);
    else TELL(t, WITNESS_TIED_MOVES, moves, tied);
    say_tied(t);
}

static void say_sanctioned(const teller *t) {
    TELL(t, WITNESS_SANCTIONED, truce__number(t->witness->claim_count));
    if (!t->reason->n_tied) return;
    TELL(t, WITNESS_TIED_TOO, truce__number(t->reason->n_tied));
    say_tied(t);
}

/* With how many moves to come, and by which layer of a period. */
static void say_horizon(const teller *t) {
    const truce_witness *w = t->witness;
    truce__value depth = truce__number(w->depth);
    if (!w->period) TELL(t, WITNESS_HORIZON, depth);
    else if (w->verdict == TRUCE_STABLE)
        TELL(t, WITNESS_PERIOD_STABLE, truce__number(w->before), truce__number(w->period), depth);
    else TELL(t, WITNESS_PERIOD, truce__number(w->before), truce__number(w->period), depth);
}

void truce__speak_ground(const truce__speaker *s, const truce__reason *reason) {
    const teller made = teller_of(s, reason), *t = &made;
    truce__value total = truce__number(t->witness->claim_count);
    switch (t->reason->ground) {
    case TRUCE__GROUND_NO_MOVE: TELL_ALONE(t, WITNESS_NO_MOVE); break;
    case TRUCE__GROUND_NO_IMPROVEMENT: say_no_improvement(t); break;
    case TRUCE__GROUND_SANCTIONED: say_sanctioned(t); break;
    case TRUCE__GROUND_IMPROVEMENT: TELL(t, WITNESS_IMPROVEMENT, total); break;
    case TRUCE__GROUND_FREE: say_free(t); break;
    case TRUCE__GROUND_LINES: say_horizon(t); break;
    }
}

/* ----------------------------------------------------------- in a sentence */

/* Of an order: to move brings about what decides. */
static void say_wish(const teller *t, const truce_claim *one) {
    const truce__pref_item *item =
        truce__deciding_item(t->graph, t->witness->party, truce_graph_expires_into(t->graph, one->to),
                             truce_graph_expires_into(t->graph, one->from));
    if (!item) return;
    truce__text wish;
    truce__text_init(&wish, t->s->text->ctx);
    truce__speaker aside = *t->s;
    aside.text = &wish;
    truce__speak_item(&aside, item);
    TELL(t, PLAIN_WISH, t->party, truce__own_changes_of(one->from, one->to),
         truce__spoken_of(truce__text_bytes(&wish)));
    t->s->text->failed |= wish.failed;
    truce__text_free(&wish);
}

/* An answer of one move that options show. */
static void say_answered(const teller *t, const truce_claim *one) {
    const truce_claim *answer = one->children;
    if (answer != truce__answer_end(one) || !truce__has_changes(t->graph, answer->from, answer->to)) return;
    bool is_worse = truce__ending_of(t->graph, t->witness, answer->to) == TRUCE__ENDS_WORSE;
    truce__value step = truce__own_changes_of(one->from, one->to), who = truce__party_named(answer->mover),
                 reply = truce__own_changes_of(answer->from, answer->to);
    if (is_improving(t) && is_worse) TELL(t, PLAIN_RATHER_WORSE, t->party, step, who, reply);
    else if (is_improving(t)) TELL(t, PLAIN_RATHER_NO_BETTER, t->party, step, who, reply);
    else if (is_worse) TELL(t, PLAIN_COULD_WORSE, t->party, step, who, reply);
    else TELL(t, PLAIN_COULD_NO_BETTER, t->party, step, who, reply);
}

/* The first thing that another party would then do in its own interest, though it deters nobody. */
static void say_reply(const teller *t, const truce_claim *one) {
    for (size_t i = 0; i < one->child_count; i++) {
        const truce_claim *reply = &one->children[i];
        if (reply->after != SIZE_MAX || !truce__has_changes(t->graph, reply->from, reply->to)) continue;
        TELL(t, PLAIN_REPLY, t->party, truce__own_changes_of(one->from, one->to), truce__party_named(reply->mover),
             truce__own_changes_of(reply->from, reply->to));
        return;
    }
}

/* The improvement that is told where one is enough, without numbers of states: what speaks for it, and what against
 * it. Nothing where it is no change of options. */
static void say_plainly(const teller *t) {
    const truce_claim *one = truce__telling_claim(t->graph, t->witness);
    if (!one || is_later(t, one) || !truce__has_changes(t->graph, one->from, one->to)) return;
    if (t->reason->ground == TRUCE__GROUND_IMPROVEMENT) say_wish(t, one);
    else if (one->kind == TRUCE_CLAIM_FREE) {
        TELL(t, PLAIN_FREE, t->party, truce__own_changes_of(one->from, one->to));
        if (is_improving(t)) say_reply(t, one);
    }
    else if (one->kind == TRUCE_CLAIM_SANCTIONED) say_answered(t, one);
}

/* ---------------------------------------------------------------- in lines */

static void add_line(const truce__speaker *s, const truce__reason *reason, size_t number, const truce_claim *one) {
    truce__text_puts(s->text, "\n");
    SPEAK(s, WITNESS_NUMBER, truce__number(number));
    truce__speak_improvement(s, reason, one);
}

/* Tells the improvements of one kind until TOLD are told. */
static void add_some(const truce__speaker *s, const truce__reason *reason, truce_claim_kind kind, size_t *told) {
    const truce_witness *w = reason->witness;
    for (size_t i = 0; i < w->claim_count && *told < TOLD; i++)
        if (w->claims[i].kind == kind) add_line(s, reason, ++*told, &w->claims[i]);
}

static void add_improvements(const truce__speaker *s, const truce__reason *reason) {
    const truce_witness *w = reason->witness;
    size_t count = w->claim_count + w->later_count, told = 0;
    if (w->claim_count > TOLD) {
        add_some(s, reason, TRUCE_CLAIM_FREE, &told);
        add_some(s, reason, TRUCE_CLAIM_SANCTIONED, &told);
        add_some(s, reason, TRUCE_CLAIM_UNMET, &told);
        add_some(s, reason, TRUCE_CLAIM_MET, &told);
    }
    for (size_t i = 0; i < w->claim_count && w->claim_count <= TOLD; i++)
        add_line(s, reason, ++told, &w->claims[i]);
    for (size_t i = 0; i < w->later_count && told < TOLD; i++) add_line(s, reason, ++told, &w->later[i]);
    if (told == count) return;
    truce__text_puts(s->text, "\n");
    SPEAK(s, WITNESS_UNTOLD, truce__number(count - told));
}

truce_status truce__narrate(truce__text *text, truce_ctx *ctx, const truce_graph *graph,
                            const truce_witness *witness) {
    truce__reason reason;
    truce__at at = truce__at_graph(graph);
    truce__speaker s = truce__plainly(text, &at);
    TRY(truce__reason_of(ctx, graph, witness, &reason));
    truce__speak_verdict(&s, &reason);
    truce__speak_ground(&s, &reason);
    const teller made = teller_of(&s, &reason);
    say_plainly(&made);
    add_improvements(&s, &reason);
    return text->failed ? TRUCE_E_NOMEM : TRUCE_OK;
}
