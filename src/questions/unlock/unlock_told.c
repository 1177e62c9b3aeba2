/* SPDX-License-Identifier: Apache-2.0 */
/* `unlock` in words: answers by who would have to see what differently, and what is necessary in any case. */
#include "questions/unlock/unlock_result.h"

static const truce__unlock_result *of(const truce__at *at) { return at->result->self; }

static truce__value concept_of(const truce__at *at) {
    return truce__text_of(truce_concept_at(of(at)->asked.query.concept)->label);
}

static truce__value message_if(bool is, truce__message message) {
    return truce__message_of(is ? message : TRUCE__M_UNLOCK_NOTHING);
}

/* -------------------------------------------------------------------- asked */

static void say_question(const truce__at *at, truce__say *say) {
    const truce__unlock_query *query = &of(at)->asked.query;
    truce__message way = query->ways == TRUCE__BY_UNSANCTIONED ? TRUCE__M_UNLOCK_ASK_UNSANCTIONED
                                                               : TRUCE__M_UNLOCK_ASK_IMPROVEMENTS;
    truce__say_blank(say);
    SAY(say, UNLOCK_ASK, truce__text_of(query->target), concept_of(at),
        message_if(query->ways != TRUCE__ANY_WAY, way), message_if(query->lasts, TRUCE__M_UNLOCK_ASK_LASTS));
    truce__say_end(say, TRUCE__PARAGRAPH);
    truce__say_concept(say, query->concept);
}

truce__message truce__unlock_impossible(const truce__at *at, truce__value *args) {
    const truce__unlock_result *r = of(at);
    args[0] = args[1] = (truce__value){0};
    switch (r->unlocked.impossible) {
    case TRUCE__NO_TARGET: return TRUCE__M_UNLOCK_NO_TARGET;
    case TRUCE__NO_DEPARTURE:
    case TRUCE__NO_WAY:
        args[0] = truce__state_of(truce_graph_status_quo(at->graph));
        return r->unlocked.impossible == TRUCE__NO_WAY ? TRUCE__M_UNLOCK_NO_WAY : TRUCE__M_UNLOCK_NO_DEPARTURE;
    case TRUCE__NEVER_STABLE:
    case TRUCE__NEVER_LASTS:
        args[0] = truce__party_of(at, r->unlocked.party);
        return r->unlocked.impossible == TRUCE__NEVER_LASTS ? TRUCE__M_UNLOCK_NEVER_LASTS
                                                            : TRUCE__M_UNLOCK_NEVER_STABLE;
    default: return TRUCE__M_UNLOCK_ALL_TRIED;
    }
}

static void say_impossible(const truce__at *at, truce__say *say) {
    truce__value args[TRUCE__UNLOCK_ARGS];
    truce__message message = truce__unlock_impossible(at, args);
    truce__say_args(say, message, args);
    if (of(at)->asked.query.levers) SAY_ALONE(say, UNLOCK_NO_LEVERS);
    truce__say_end(say, TRUCE__HEAD_BAD);
}

bool truce__unlock_is_too_dear(const truce__unlock_result *r) {
    return r->unlocked.cost > r->asked.query.most_cost;
}

static void say_cost(const truce__at *at, truce__say *say) {
    const truce__unlock_result *r = of(at);
    truce__value count = truce__number(r->unlocked.count), cost = truce__number(r->unlocked.cost);
    uint64_t effort = r->asked.query.effort;
    truce__value spent = truce__number(effort);
    truce__value more = truce__number(effort < UINT64_MAX / 10 ? 10 * effort : UINT64_MAX);
    if (!r->unlocked.is_known) {
        if (truce__unlock_is_too_dear(r)) SAY(say, UNLOCK_DEARER, cost);
        else SAY(say, UNLOCK_SPENT, cost, spent, more);
        truce__say_end(say, TRUCE__HEAD);
        return;
    }
    if (r->unlocked.cost == 0) SAY(say, UNLOCK_FREE, count);
    else if (r->unlocked.is_counted) SAY(say, UNLOCK_COST, cost, count);
    else SAY(say, UNLOCK_COST_OR_MORE, cost, count, spent, more);
    truce__say_end(say, TRUCE__HEAD_GOOD);
}

static bool keeps_something(const truce__at *at) {
    const truce__unlock_asked *asked = &of(at)->asked;
    bool keeps = false;
    for (uint32_t p = 0; asked->is_kept && p < at->model->n_parties; p++)
        keeps |= asked->is_kept[p] || asked->kept_items[p];
    return keeps;
}

/* The kinds of changes that were tried, or those that were not. */
static void say_kinds(const truce__at *at, truce__say *say, bool tried) {
    const truce__unlock_query *query = &of(at)->asked.query;
    const truce__tariff *tariff = &query->tariff;
    const uint32_t n_levers = at->model->n_levers, n_used = (uint32_t)__builtin_popcountll(query->levers);
    const struct {
        bool is_listed;
        truce__message words;
    } kinds[] = {{truce__may(tariff->swap) == tried, TRUCE__M_UNLOCK_TRIED_SWAP},
                 {truce__may(tariff->drop) == tried, TRUCE__M_UNLOCK_TRIED_DROP},
                 {truce__may(tariff->insert) == tried, TRUCE__M_UNLOCK_TRIED_INSERT},
                 {truce__may(tariff->flip) == tried, TRUCE__M_UNLOCK_TRIED_FLIP},
                 {tried ? n_used > 0 : n_used < n_levers, n_used > 0 && n_used < n_levers
                                                              ? TRUCE__M_UNLOCK_SOME_LEVERS
                                                              : TRUCE__M_UNLOCK_LEVERS},
                 {!tried && keeps_something(at), TRUCE__M_UNLOCK_KEPT}};
    size_t told = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!kinds[i].is_listed) continue;
        if (told++) SAY_ALONE(say, LIST_SEMICOLON);
        else if (tried) SAY_ALONE(say, UNLOCK_TRIED);
        else SAY_ALONE(say, UNLOCK_NOT_TRIED);
        truce__say_args(say, kinds[i].words, &(const truce__value){0});
    }
    if (told) SAY_ALONE(say, UNLOCK_STOP);
}

static void say_tried(const truce__at *at, truce__say *say) {
    say_kinds(at, say, true);
    say_kinds(at, say, false);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_proof(const truce__at *at, truce__say *say) {
    const truce__unlock_result *r = of(at);
    if (!r->unlocked.proof.count) return;
    SAY_ALONE(say, UNLOCK_PROOF);
    truce__say_end(say, TRUCE__PARAGRAPH);
    for (size_t i = 0; i < r->unlocked.proof.count; i++) {
        const truce__unlock_cost *line = &r->unlocked.proof.at[i];
        truce__value cost = truce__number(line->cost), profiles = truce__number(line->profiles),
                     tried = truce__number(line->tried), others = truce__number(line->profiles - line->tried);
        if (r->asked.query.ways == TRUCE__ANY_WAY) SAY(say, UNLOCK_PROOF_COST, cost, profiles, tried, others);
        else SAY(say, UNLOCK_PROOF_COST_OF_WAY, cost, profiles, tried, others);
        truce__say_end(say, TRUCE__POINT);
    }
}

/* ----------------------------------------------------------------- answers */

/* The message for a change of mind, and its arguments. */
static truce__message rethink_words(const truce__at *at, const truce__rethink *rethink, truce__value *args) {
    truce__value party = truce__party_of(at, rethink->party);
    truce__value item = rethink->item ? truce__item_of(rethink->item) : truce__none();
    truce__value above = rethink->above ? truce__item_of(rethink->above) : truce__none();
    truce__value below = rethink->below ? truce__item_of(rethink->below) : truce__none();
    args[0] = party;
    args[1] = item;
    args[2] = args[3] = (truce__value){0};
    switch (rethink->kind) {
    case TRUCE__RETHINK_FLIP: args[1] = truce__opposite_of(rethink->item); return TRUCE__M_RETHINK_FLIP;
    case TRUCE__RETHINK_DROP: return TRUCE__M_RETHINK_DROP;
    case TRUCE__RETHINK_PLACES: args[1] = (truce__value){0}; return TRUCE__M_RETHINK_PLACES;
    case TRUCE__RETHINK_MOVE:
        args[2] = rethink->is_down ? below : above;
        return rethink->is_down ? TRUCE__M_RETHINK_DOWN : TRUCE__M_RETHINK_UP;
    default:
        if (rethink->above) args[2] = above;
        return rethink->above ? TRUCE__M_RETHINK_ABOVE : TRUCE__M_RETHINK_LAST;
    }
}

/* The same for the use of a lever. */
static truce__message lever_words(const truce__at *at, const truce__lever *lever, truce__value *args) {
    truce__value cost = truce__number(lever->cost);
    args[0] = truce__name_of(lever->name);
    args[2] = args[3] = (truce__value){0};
    if (lever->party == TRUCE__NONE && !lever->who) {
        args[1] = cost;
        return TRUCE__M_UNLOCK_LEVER;
    }
    args[1] = lever->party != TRUCE__NONE ? truce__party_of(at, lever->party) : truce__name_of(lever->who);
    args[2] = cost;
    return TRUCE__M_UNLOCK_LEVER_OF;
}

uint64_t truce__count_unlock_words(const truce__unlock_answer *answer) {
    return (uint64_t)__builtin_popcountll(answer->levers) + answer->n_rethinks;
}

truce__message truce__unlock_words(const truce__at *at, const truce__unlock_answer *answer, uint64_t number,
                                   truce__value *args) {
    for (uint32_t i = 0; i < at->model->n_levers; i++)
        if (answer->levers >> i & 1 && number-- == 0) return lever_words(at, &at->model->levers[i], args);
    return rethink_words(at, &answer->rethinks[number], args);
}

static bool is_same_change(const truce_edit *a, const truce_edit *b) {
    bool is_same_value = a->value && b->value ? strcmp(a->value, b->value) == 0 : a->value == b->value;
    return a->op == b->op && a->to == b->to && strcmp(a->path, b->path) == 0 && is_same_value;
}

static bool are_same_changes(const truce__unlock_answer *a, const truce__unlock_answer *b) {
    bool is_same = a->n_changes == b->n_changes && a->levers == b->levers;
    for (uint32_t i = 0; is_same && i < a->n_changes; i++) is_same = is_same_change(&a->changes[i], &b->changes[i]);
    return is_same;
}

uint64_t truce__unlock_parties(const truce__unlock_answer *answer) {
    uint64_t parties = 0;
    for (uint32_t i = 0; i < answer->n_rethinks; i++) parties |= UINT64_C(1) << answer->rethinks[i].party;
    return parties;
}

static bool is_same_group(const truce__unlock_answer *a, const truce__unlock_answer *b) {
    return truce__unlock_parties(a) == truce__unlock_parties(b) && a->levers == b->levers;
}

static bool rethinks(const truce__at *item) {
    return truce__unlock_parties(item->up->self) >> item->index & 1;
}

static void say_group(const truce__at *at, truce__say *say, const truce__unlock_answer *answer, uint64_t count) {
    truce__at of_answer = *at;
    of_answer.self = answer;
    truce__value who = truce__these_and(&of_answer, &truce__party_domain, rethinks);
    if (truce__unlock_parties(answer)) SAY(say, UNLOCK_GROUP, who, truce__number(count));
    else SAY(say, UNLOCK_GROUP_LEVERS, truce__number(count));
    truce__say_end(say, TRUCE__HEAD);
}

static void say_outcomes(truce__say *say, const truce__unlock_answer *answer) {
    for (uint32_t i = 0; i < answer->n_gained; i++) {
        if (i == 0) SAY(say, UNLOCK_GAINED, truce__outcome_of(answer->gained[i]));
        else SAY(say, UNLOCK_AND_OUTCOME, truce__outcome_of(answer->gained[i]));
    }
    if (answer->n_gained) SAY_ALONE(say, UNLOCK_STOP);
    for (uint32_t i = 0; i < answer->n_lost; i++) {
        if (i == 0) SAY(say, UNLOCK_LOST, truce__outcome_of(answer->lost[i]));
        else SAY(say, UNLOCK_AND_OUTCOME, truce__outcome_of(answer->lost[i]));
    }
    if (answer->n_lost) SAY_ALONE(say, UNLOCK_STOP);
}

/* A state as it is then: levers may have made other states than the model has. */
static truce__value state_then(const truce__at *at, const truce__unlock_answer *answer, truce_state state) {
    char code[TRUCE_CODE_SIZE];
    bool is_there = answer->state <= truce_graph_state_count(at->graph);
    bool is_same = is_there && strcmp(truce_graph_state_code(at->graph, answer->state, code), answer->code) == 0;
    if (is_same) return truce__state_of(state);
    return state == answer->state ? truce__text_of(answer->code) : truce__number(state);
}

/* What follows from the changes: the state, the way to it, and what else changes. */
static void say_effect(const truce__at *at, truce__say *say, const truce__unlock_answer *answer) {
    bool is_free = !truce__count_unlock_words(answer);
    if (is_free) SAY(say, UNLOCK_HOLDS, state_then(at, answer, answer->state));
    else SAY(say, UNLOCK_THEN, state_then(at, answer, answer->state));
    for (uint32_t i = 0; i < answer->n_path; i++) {
        truce__value party = truce__party_of(at, answer->path[i].party);
        truce__value to = state_then(at, answer, answer->path[i].to);
        if (i == 0) SAY(say, UNLOCK_FIRST_STEP, party, to);
        else SAY(say, UNLOCK_NEXT_STEP, party, to);
    }
    SAY_ALONE(say, UNLOCK_STOP);
    say_outcomes(say, answer);
    if (answer->before != answer->after)
        SAY(say, UNLOCK_EQUILIBRIA, truce__number(answer->after), truce__number(answer->before));
    truce__say_end(say, is_free ? TRUCE__POINT : TRUCE__SUBPOINT);
}

static void say_answer(const truce__at *at, truce__say *say, uint64_t number, size_t first) {
    const truce__unlock_result *r = of(at);
    const truce__unlock_answer *answer = &r->unlocked.answers.at[first];
    if (truce__count_unlock_words(answer)) {
        SAY(say, UNLOCK_NUMBER, truce__number(number));
        truce__say_end(say, TRUCE__POINT);
    }
    for (uint64_t i = 0; i < truce__count_unlock_words(answer); i++) {
        truce__value args[TRUCE__UNLOCK_ARGS];
        truce__message message = truce__unlock_words(at, answer, i, args);
        truce__say_args(say, message, args);
        truce__say_end(say, TRUCE__SUBPOINT);
    }
    for (size_t i = first; i < r->unlocked.answers.count && are_same_changes(answer, &r->unlocked.answers.at[i]); i++)
        say_effect(at, say, &r->unlocked.answers.at[i]);
}

/* Answers that differ in the state alone stand side by side. */
static bool begins(const truce__unlock_result *r, size_t i) {
    return i == 0 || !are_same_changes(&r->unlocked.answers.at[i - 1], &r->unlocked.answers.at[i]);
}

/* Group by group, in the order of the first answer of each. */
static void say_answers(const truce__at *at, truce__say *say) {
    const truce__unlock_result *r = of(at);
    const truce__unlock_answer *all = r->unlocked.answers.at;
    size_t count = r->unlocked.answers.count;
    uint64_t number = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_told = false;
        uint64_t members = 0;
        for (size_t k = 0; k < i && !is_told; k++) is_told = is_same_group(&all[k], &all[i]);
        if (is_told) continue;
        for (size_t k = i; k < count; k++) members += is_same_group(&all[i], &all[k]) && begins(r, k);
        if (r->unlocked.cost > 0) say_group(at, say, &all[i], members);
        for (size_t k = i; k < count; k++)
            if (is_same_group(&all[i], &all[k]) && begins(r, k)) say_answer(at, say, ++number, k);
    }
    if (count < r->unlocked.count) truce__say_cut_rows(say, count, r->unlocked.count);
    if (count) {
        if (r->unlocked.cost == 0) SAY_ALONE(say, UNLOCK_VERIFIED_FREE);
        else SAY(say, UNLOCK_VERIFIED, truce__number(count));
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
}

void truce__say_unlocked(const truce__at *at, truce__say *say) {
    say_question(at, say);
    if (of(at)->unlocked.impossible != TRUCE__POSSIBLE) {
        say_impossible(at, say);
        say_tried(at, say);
        return;
    }
    say_cost(at, say);
    if (of(at)->unlocked.cost > 0) say_tried(at, say);
    say_answers(at, say);
    say_proof(at, say);
}

/* ----------------------------------------------------------------- inverse */

enum { SETS_TOLD = 5, DIGITS_TOLD = 15 };

/* The outcome whose states are these; UINT32_MAX: none. */
static uint32_t outcome_of(const truce__at *at, const truce__least_set *set) {
    for (uint32_t o = 0; o < at->model->n_outcomes; o++) {
        bool is_it = set->count > 0;
        for (uint32_t i = 0; i < set->count && is_it; i++)
            is_it = truce_graph_has_outcome(at->graph, set->states[i], o);
        uint64_t all = 0;
        for (truce_state s = 1; is_it && all <= set->count && s <= truce_graph_state_count(at->graph); s++)
            all += truce_graph_has_outcome(at->graph, s, o);
        if (is_it && all == set->count) return o;
    }
    return UINT32_MAX;
}

static void say_set(const truce__at *at, truce__say *say, const truce__least_set *set) {
    uint32_t outcome = set->count > 1 ? outcome_of(at, set) : UINT32_MAX;
    if (outcome != UINT32_MAX) SAY(say, INVERSE_OUTCOME, truce__outcome_of(outcome));
    for (uint32_t i = 0; outcome == UINT32_MAX && i < set->count; i++) {
        truce__value state = truce__state_of(set->states[i]);
        if (i == 0) SAY(say, INVERSE_STATE, state);
        else if (i + 1 < set->count) SAY(say, INVERSE_NEXT_STATE, state);
        else SAY(say, INVERSE_LAST_STATE, state);
    }
    truce__say_end(say, TRUCE__SUBPOINT);
}

static void say_sets(const truce__at *at, truce__say *say, const truce__inverse_party *party, truce__value name) {
    truce__value state = truce__state_of(truce_set_next(of(at)->asked.query.targets, 0));
    if (party->is_free) SAY(say, INVERSE_FREE, name);
    else if (party->n_sets == 1) SAY(say, INVERSE_ONE, name, state);
    else SAY(say, INVERSE_ANY, name, state);
    truce__say_end(say, TRUCE__POINT);
    for (uint32_t i = 0; !party->is_free && i < party->n_sets && i < SETS_TOLD; i++)
        say_set(at, say, &party->sets[i]);
    if (party->n_sets <= SETS_TOLD && !party->is_cut) return;
    if (party->is_cut) SAY(say, INVERSE_MORE_OR, truce__number(party->n_sets - SETS_TOLD));
    else SAY(say, INVERSE_MORE, truce__number(party->n_sets - SETS_TOLD));
    truce__say_end(say, TRUCE__SUBPOINT);
}

static void say_counts(truce__say *say, const truce__inverse_party *party) {
    const truce__fraction *rankings = &party->rankings, *orders = &party->orders;
    bool is_short = rankings->total && strlen(rankings->total) <= DIGITS_TOLD;
    if (is_short)
        SAY(say, INVERSE_RANKINGS, truce__decimal_of(rankings->total), truce__decimal_of(rankings->good));
    else if (rankings->share[0]) SAY(say, INVERSE_SHARE, truce__decimal_of(rankings->share));
    if (orders->total)
        SAY(say, INVERSE_ORDERS, truce__decimal_of(orders->total), truce__decimal_of(orders->good));
    if (is_short || rankings->share[0] || orders->total) truce__say_end(say, TRUCE__SUBPOINT);
}

void truce__say_inverse(const truce__at *at, truce__say *say) {
    const truce__unlock_result *r = of(at);
    truce__say_blank(say);
    SAY(say, INVERSE_ASK, truce__state_of(truce_set_next(r->asked.query.targets, 0)), concept_of(at));
    truce__say_end(say, TRUCE__PARAGRAPH);
    for (uint32_t p = 0; p < r->inverse.n_parties; p++) {
        say_sets(at, say, &r->inverse.parties[p], truce__party_of(at, p));
        if (!r->inverse.parties[p].is_free) say_counts(say, &r->inverse.parties[p]);
    }
    if (r->asked.reading == TRUCE__READ_SEQ) {
        SAY_ALONE(say, INVERSE_SEQ);
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
}
