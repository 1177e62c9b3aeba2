/* SPDX-License-Identifier: Apache-2.0 */
/*
 * By which concept each party judges, and by which of them it would stay in a state. Parties are independent: a
 * profile with one concept for each makes the state an equilibrium if and only if each party would stay by its own.
 * So a list for each party says which profiles do, and no profile has to be tried.
 *
 * The weakest of them takes for each party the concept under which it stays in most states, the most demanding one
 * that with the fewest. They are compared by the verdicts of this model: one concept may imply the other here and not
 * elsewhere.
 */
#include "concepts/concepts.h"
#include "questions/solve/solve.h"
#include "result/declare.h"
#include "words/say.h"

#define SOLUTION (at->result->solution)
#define GET(name, value) GET_OF(void, name, value)
#define IS(name, truth) IS_OF(void, name, truth)

static bool is_mixed(const truce_solution *solution, uint32_t slot) {
    return truce__concept_at(truce_solution_concept(solution, slot)) == &truce__mixed;
}

/* ------------------------------------------------------------------ profile */

static bool has_mixed(const truce__at *at) {
    bool has_one = false;
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++) has_one |= is_mixed(SOLUTION, slot);
    return has_one;
}

GET(own_concept, truce__member(at, &truce__any_concept_domain,
                               truce_model_behaviour(at->model, (uint32_t)at->index)))

/* "Mixed: north by SEQ, south by Nash." */
static void say_profile(const truce__at *at, truce__say *say) {
    SAY_ALONE(say, PROFILE);
    for (uint32_t party = 0; party < at->model->n_parties; party++) {
        const truce_concept *own = truce_concept_at(truce_model_behaviour(at->model, party));
        if (party) SAY_ALONE(say, LIST_NEXT);
        SAY(say, PROFILE_PARTY, truce__party_named(party), truce__text_of(own->label));
    }
    SAY_ALONE(say, WITNESS_STOP);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* ---------------------------------------------------------------- behaviour */

/* Whether the party would stay by the concept of that slot; `mixed` is no concept of one party. */
static bool would_stay(const truce__at *at, uint32_t party, uint32_t slot) {
    return !is_mixed(SOLUTION, slot) &&
           truce_set_contains(truce_solution_stable(SOLUTION, slot, party), TRUCE__SOLVED(at)->behaviour_of);
}

static bool stays(const truce__at *at) {
    return would_stay(at, (uint32_t)at->up->index, (uint32_t)at->index);
}

static uint32_t count_ways(const truce__at *at, uint32_t party) {
    uint32_t count = 0;
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++) count += would_stay(at, party, slot);
    return count;
}

/* The concept by which the party stays here and in most states, the first of several; or the last by which it stays
 * here and in the fewest. */
static uint32_t extreme(const truce__at *at, uint32_t party, bool is_weakest) {
    uint32_t best = UINT32_MAX;
    uint64_t count = 0;
    for (uint32_t slot = 0; slot < truce_solution_concept_count(SOLUTION); slot++) {
        if (!would_stay(at, party, slot)) continue;
        uint64_t states = truce_set_count(truce_solution_stable(SOLUTION, slot, party));
        if (best != UINT32_MAX && (is_weakest ? states <= count : states > count)) continue;
        best = slot;
        count = states;
    }
    return best;
}

static bool differ(const truce__at *at) {
    bool any = false;
    for (uint32_t party = 0; party < at->model->n_parties; party++)
        any |= extreme(at, party, true) != extreme(at, party, false);
    return any;
}

/* "north=gmr,south=nash", as --concepts takes it */
static truce__value profile(const truce__at *at, bool is_weakest) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (uint32_t party = 0; party < at->model->n_parties; party++) {
        uint32_t concept = truce_solution_concept(SOLUTION, extreme(at, party, is_weakest));
        truce__text_printf(text, "%s%s=%s", party ? "," : "", at->model->parties[party].id,
                           truce_concept_at(concept)->id);
    }
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}

/* Whether the item is a party that would leave by every concept. */
static bool leaves(const truce__at *item) {
    return count_ways(item, (uint32_t)item->index) == 0;
}

static void say_profiles(const truce__at *at, truce__say *say) {
    truce__value state = truce__the_state_first(TRUCE__SOLVED(at)->behaviour_of);
    if (truce__count_kept(at, &truce__party_domain, leaves)) {
        SAY(say, BEHAVIOUR_NEVER, state, truce__these_and(at, &truce__party_domain, leaves));
    } else {
        SAY(say, BEHAVIOUR_WEAKEST, state, profile(at, true));
        if (differ(at)) SAY(say, BEHAVIOUR_DEMANDING, profile(at, false));
    }
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_behaviour(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    SAY(say, BEHAVIOUR_HEAD, truce__the_state(TRUCE__SOLVED(at)->behaviour_of));
    truce__say_end(say, TRUCE__LINE);
    say->term_width = truce__label_columns(at, &truce__party_domain);
    for (uint32_t party = 0; party < at->model->n_parties; party++) {
        truce__at of_party = *at;
        of_party.index = party;
        of_party.up = at;
        SAY(say, PLAIN, truce__member(at, &truce__party_domain, party));
        truce__say_term(say);
        if (count_ways(at, party)) SAY(say, PLAIN, truce__these(&of_party, &truce__concept_domain, stays));
        else SAY_ALONE(say, BEHAVIOUR_NONE);
        truce__say_end(say, TRUCE__TERM);
    }
    say_profiles(at, say);
}

IS(asks_behaviour, TRUCE__SOLVED(at)->behaviour_of != 0)
GET(state, truce__state_of(TRUCE__SOLVED(at)->behaviour_of))
static const truce__field behaviour_fields[] = {
    {"state", STATE, IN_JSON, .get = state},
    {"parties", MAP, IN_JSON, .domain = &truce__party_domain,
     .of = ITEM(SUBSET, .domain = &truce__concept_domain, .keep = stays)},
    {0}};
static const truce__field party_fields[] = {
    {"state", STATE, IN_CSV, .get = state},
    {"party", MEMBER, IN_CSV, .get = truce__get_party, .domain = &truce__party_domain},
    {"concepts", SUBSET, IN_CSV, .domain = &truce__concept_domain, .keep = stays},
    {0}};

const truce__field truce__behaviour_fields[] = {
    {"profile", MAP, IN_JSON, .domain = &truce__party_domain,
     .of = ITEM(MEMBER, .get = own_concept, .domain = &truce__any_concept_domain), .when = has_mixed,
     .about = "the concept by which each party judges under mixed"},
    {"behaviour", RECORD, IN_JSON, .of = behaviour_fields, .when = asks_behaviour,
     .about = "the concepts under which each party would stay in a state"},
    {"behaviour", LIST, IN_CSV, TRUCE__TABLE, .domain = &truce__party_domain, .of = RECORD_OF(party_fields),
     .when = asks_behaviour},
    {"", PROSE, IN_PEOPLE, .say = say_profile, .when = has_mixed},
    {"", PROSE, IN_PEOPLE, .say = say_behaviour, .when = asks_behaviour},
    {0}};
