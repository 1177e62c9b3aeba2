/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A coalition's witness told in sentences: by which path the members improve, why each of them likes the end more,
 * who answers how, and for which member the answer spoils it. The others of the kind are told in narrate.c.
 */
#include "words/narrate.h"

enum { NAMED = 6, TOLD = 20 }; /* states of a list; improvements of a verdict */

typedef struct teller {
    const truce__speaker *s;
    const truce_graph *graph;
    const truce_coalition_witness *w;
    truce__at members; /* the place of the coalition, for lists of its members */
    truce__value state;
} teller;

#define TELL(t, key, ...) SPEAK((t)->s, key, __VA_ARGS__)
#define TELL_ALONE(t, key) SPEAK_ALONE((t)->s, key)

static bool is_member(const truce__at *item) {
    const truce_coalition_witness *w = item->up->self;
    for (size_t i = 0; i < w->coalition.count; i++)
        if (w->coalition.members[i] == item->index) return true;
    return false;
}

static truce__value members_of(const teller *t) {
    return truce__these_and(&t->members, &truce__party_domain, is_member);
}

static const truce__concept *concept_of(const teller *t) { return truce__concept_at(t->w->concept); }

/* ------------------------------------------------------------------- moves */

/* The moves of a chain, one after the other, and with `leading` where they lead; gives the last claim, the one that
 * the chain is about. */
static const truce_claim *say_moves(const teller *t, const truce_claim *first, truce__message leading) {
    bool is_named = false;
    for (;; first = first->children) {
        is_named = truce__speak_move(t->s, first->mover, first->from, first->to);
        if (first->kind != TRUCE_CLAIM_STEP) break;
        truce__speak_message(t->s, first->children->kind == TRUCE_CLAIM_STEP ? TRUCE__M_WITNESS_THEN
                                                                             : TRUCE__M_WITNESS_AND_THEN);
    }
    if (!is_named) truce__speak(t->s, leading, (const truce__value[]){truce__the_state(first->to), {0}});
    return first;
}

/* ", which is better for north by ..., and for south by ..." */
static void say_better(const teller *t, truce_state end) {
    bool has_one = false;
    for (size_t i = 0; i < t->w->coalition.count; i++) {
        uint32_t party = t->w->coalition.members[i];
        bool prefers = truce_graph_rank(t->graph, party, end) > truce_graph_rank(t->graph, party, t->w->state);
        if (!prefers) continue;
        if (has_one) TELL(t, TOGETHER_AND_FOR, truce__party_named(party));
        else TELL(t, TOGETHER_BETTER_FOR, truce__party_named(party));
        truce__speak_preference(t->s, party, end, t->w->state);
        has_one = true;
    }
    for (size_t i = 0; i < t->w->coalition.count; i++) {
        uint32_t party = t->w->coalition.members[i];
        if (truce_graph_rank(t->graph, party, end) == truce_graph_rank(t->graph, party, t->w->state))
            TELL(t, TOGETHER_AS_GOOD_FOR, truce__party_named(party));
    }
    TELL_ALONE(t, WITNESS_STOP);
}

/* ----------------------------------------------------------------- answers */

/* The member for which the end is worst beside the start: it tells why it is no improvement for all. */
static uint32_t spoiled(const teller *t, truce_state end, bool *is_worse) {
    *is_worse = false;
    uint32_t found = TRUCE__NONE;
    for (size_t i = 0; i < t->w->coalition.count && !*is_worse; i++) {
        uint32_t party = t->w->coalition.members[i];
        uint32_t here = truce_graph_rank(t->graph, party, end);
        uint32_t there = truce_graph_rank(t->graph, party, t->w->state);
        *is_worse = here < there;
        if (*is_worse || (here == there && found == TRUCE__NONE)) found = party;
    }
    return found;
}

static void say_no_better(const teller *t, truce_state end) {
    bool is_worse;
    uint32_t party = spoiled(t, end, &is_worse);
    truce__value who = truce__party_named(party);
    if (end == t->w->state) {
        TELL(t, TOGETHER_AT_START, t->state);
    } else if (is_worse) {
        TELL(t, WITNESS_WORSE, who, t->state);
        truce__speak_preference(t->s, party, t->w->state, end);
    } else if (t->w->improvement == TRUCE_IMPROVES_WEAKLY) {
        TELL(t, TOGETHER_AS_GOOD_ALL, t->state);
    } else {
        TELL(t, WITNESS_AS_GOOD, who, t->state);
    }
    TELL_ALONE(t, WITNESS_STOP);
}

/* "3, 5 and 2 more", each state once. */
static void say_states(const teller *t, const truce_claim *parent, bool says_last) {
    const truce_claim *named[NAMED];
    bool has_more;
    size_t distinct, told = truce__brought_about(parent, named, NAMED, &has_more);
    if (truce__count_brought_about(t->s->text->ctx, parent, &distinct) != TRUCE_OK) {
        t->s->text->failed = true;
        return;
    }
    for (size_t i = 0; i < told; i++) {
        if (i) truce__speak_message(t->s, i + 1 == distinct ? TRUCE__M_LIST_AND : TRUCE__M_LIST_NEXT);
        if (!says_last) TELL(t, PLAIN, truce__number(named[i]->to));
        else TELL(t, WITNESS_REACHED, truce__the_state(named[i]->to), truce__party_named(named[i]->mover));
        if (named[i]->kind == TRUCE_CLAIM_ESCAPED)
            TELL(t, TOGETHER_ESCAPES, truce__number(truce__chain_end(named[i]->children)->to));
    }
    if (has_more) TELL(t, AND_MORE, truce__number(distinct - told));
}

static void say_sanction(const teller *t, const truce_claim *improvement) {
    TELL_ALONE(t, WITNESS_IS_SANCTIONED);
    const truce_claim *end = say_moves(t, improvement->children, TRUCE__M_WITNESS_LEADS);
    say_no_better(t, end->to);
    if (concept_of(t)->depth < 3) return;
    if (end->child_count == 0) {
        TELL_ALONE(t, TOGETHER_NO_COUNTER);
        return;
    }
    TELL(t, TOGETHER_COUNTERS, truce__number(end->child_count));
    say_states(t, end, false);
    TELL(t, TOGETHER_COUNTERS_FAIL, t->state);
}

static void say_freedom(const teller *t, const truce_claim *improvement) {
    const truce__concept *concept = concept_of(t);
    bool is_improving = concept->replies == TRUCE__REPLIES_IMPROVING;
    if (concept->depth == 1) return;
    if (t->w->coalition.count == t->graph->model->n_parties) {
        TELL_ALONE(t, TOGETHER_NO_OTHERS);
        return;
    }
    if (improvement->child_count == 0) {
        truce__speak_message(t->s, is_improving ? TRUCE__M_WITNESS_NO_IMPROVING_REPLY : TRUCE__M_WITNESS_NO_REPLY);
        return;
    }
    size_t distinct;
    if (truce__count_brought_about(t->s->text->ctx, improvement, &distinct) != TRUCE_OK) {
        t->s->text->failed = true;
        return;
    }
    truce__value how = is_improving ? truce__message_of(TRUCE__M_WITNESS_REACH_IMPROVING) : truce__none(),
                 escaping = concept->depth > 2 ? truce__message_of(TRUCE__M_TOGETHER_REACH_ESCAPING) : truce__none();
    TELL_ALONE(t, WITNESS_UNSANCTIONED);
    TELL(t, TOGETHER_REACH, truce__number(distinct), how, t->state, escaping);
    say_states(t, improvement, true);
    TELL_ALONE(t, WITNESS_STOP);
}

/* ----------------------------------------------------------------- verdict */

static void say_verdict(const teller *t) {
    const truce_coalition_witness *w = t->w;
    truce__value state = truce__the_state_first(w->state);
    truce__value label = truce__text_of(truce_concept_at(w->concept)->label);
    if (w->verdict != TRUCE_STABLE && concept_of(t)->depth == 1)
        TELL(t, TOGETHER_IMPROVEMENT, state, members_of(t), label);
    else if (w->verdict != TRUCE_STABLE) TELL(t, TOGETHER_UNSTABLE, state, members_of(t), label);
    else if (w->claim_count) TELL(t, TOGETHER_STABLE, state, members_of(t), label, truce__number(w->claim_count));
    else TELL(t, TOGETHER_NO_IMPROVEMENT, state, members_of(t), label);
}

static void say_improvement(const teller *t, size_t number, const truce_claim *one) {
    truce__text_puts(t->s->text, "\n");
    TELL(t, WITNESS_NUMBER, truce__number(number));
    const truce_claim *end = say_moves(t, one, TRUCE__M_WITNESS_REACHES);
    say_better(t, end->to);
    if (end->kind == TRUCE_CLAIM_SANCTIONED) say_sanction(t, end);
    else say_freedom(t, end);
}

truce_status truce__narrate_together(truce__text *text, const truce_graph *graph,
                                     const truce_coalition_witness *witness) {
    truce__at at = truce__at_graph(graph);
    truce__speaker s = truce__plainly(text, &at);
    teller t = {&s, graph, witness, at, truce__number(witness->state)};
    t.members.self = witness;
    say_verdict(&t);
    size_t told = 0;
    for (; told < witness->claim_count && told < TOLD; told++) say_improvement(&t, told + 1, &witness->claims[told]);
    if (told < witness->claim_count) {
        truce__text_puts(text, "\n");
        SPEAK(&s, WITNESS_UNTOLD, truce__number(witness->claim_count - told));
    }
    return text->failed ? TRUCE_E_NOMEM : TRUCE_OK;
}
