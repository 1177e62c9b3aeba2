/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `deal` in words: what no deal is, and how many states are better; of the first deals, and of states asked for, who
 * would leave and how they can be reached; what rules of bargaining would choose.
 */
#include "questions/deal/deal_words.h"

#include "graph/set.h"
#include "questions/told_states.h"
#include "words/clauses.h"
#include "words/ending.h"
#include "words/states.h"

enum { TOLD = 8, NAMED = 15, MOST_NAMES = 3 }; /* deals told in words; states of a list; the same by name */

static truce__value count_of(const truce_set *set) { return truce__number(truce_set_count(set)); }
static truce__value label_of(uint32_t concept) { return truce__text_of(truce_concept_at(concept)->label); }

/* ------------------------------------------------------------------ domains */

static uint32_t home_count(const truce__at *at) { return (uint32_t)truce__deals_of(at)->home->home_count; }
static const truce__party *host(const truce__at *at, uint32_t i) {
    return &at->model->parties[truce__deals_of(at)->home->homes[i].party];
}
static const char *home_id(const truce__at *at, uint32_t i) { return host(at, i)->id; }
static truce__value home_label(const truce__at *at, uint32_t i) {
    return truce__party_named(truce__deals_of(at)->home->homes[i].party);
}

/* The actors of the home whose number the place is. */
static const truce_home *home_at(const truce__at *at) { return &truce__deals_of(at)->home->homes[at->index]; }
static uint32_t actor_count(const truce__at *at) { return (uint32_t)home_at(at)->actor_count; }
static const char *actor_id(const truce__at *at, uint32_t i) { return home_at(at)->actors[i].id; }
static truce__value actor_label(const truce__at *at, uint32_t i) {
    return (truce__value){.kind = TRUCE__ACTOR, .self = &at->model->homes[at->index].actors[i]};
}

const truce__domain truce__deal_homes = {"home", TRUCE__M_MANY_HOMES, home_count, home_id, home_label},
                    truce__deal_actors = {"actor", TRUCE__M_MANY_ACTORS, actor_count, actor_id, actor_label};

/* -------------------------------------------------------------------- above */

static bool is_one_state(const truce__at *at) {
    const truce_no_deal *no_deal = truce__deals_of(at)->no_deal;
    for (uint32_t p = 0; p < at->model->n_parties; p++)
        if (no_deal[p].state != no_deal[0].state || no_deal[p].kind == TRUCE_NO_DEAL_STATEMENT) return false;
    return true;
}

void truce__say_no_deal(const truce__at *at, truce__say *say) {
    const truce_no_deal *no_deal = truce__deals_of(at)->no_deal;
    if (is_one_state(at)) {
        if (no_deal[0].kind == TRUCE_NO_DEAL_STATUS_QUO) SAY(say, DEAL_NONE_QUO, truce__state_of(no_deal[0].state));
        else SAY(say, DEAL_NONE, truce__state_of(no_deal[0].state));
        truce__say_end(say, TRUCE__PARAGRAPH);
        return;
    }
    SAY_ALONE(say, DEAL_NONE_MEANS);
    truce__say_end(say, TRUCE__LINE);
    for (uint32_t p = 0; p < at->model->n_parties; p++) {
        truce__value who = truce__party_of(at, p), state = truce__state_of(no_deal[p].state);
        truce__value words = truce__differences_of(truce_graph_status_quo(at->graph), no_deal[p].state);
        truce__value candidates = truce__number(no_deal[p].candidates);
        bool has_words = words.number && truce__has_changes(at->graph, words.number, no_deal[p].state);
        bool is_said = no_deal[p].kind == TRUCE_NO_DEAL_STATEMENT, is_worst = is_said && no_deal[p].candidates > 1;
        if (is_worst && has_words) SAY(say, DEAL_NONE_SAID_WORST, who, words, state, candidates);
        else if (is_worst) SAY(say, DEAL_NONE_WORST, who, state, candidates);
        else if (has_words) SAY(say, DEAL_NONE_SAID_FOR, who, words, state);
        else if (no_deal[p].kind == TRUCE_NO_DEAL_STATUS_QUO) SAY(say, DEAL_NONE_FOR_QUO, who, state);
        else SAY(say, DEAL_NONE_FOR, who, state);
        truce__say_end(say, TRUCE__INSET);
    }
}

/* The next state that is better for all and efficient; 0: none. */
static truce_state next_best(const truce_deals *deals, truce_state one) {
    do one = truce_set_next(deals->gains_all, one);
    while (one && !truce_set_contains(deals->efficient, one));
    return one;
}

/* The state's name as results say it; with how many share it. Nothing where one before has been called so. */
static void speak_best(const truce__speaker *s, truce_state one, bool follows) {
    const truce_deals *deals = truce__deals_of(s->at);
    uint64_t count = 0;
    bool is_said = false;
    truce__text name, other;
    truce__text_init(&name, s->text->ctx);
    truce__text_init(&other, s->text->ctx);
    const truce__speaker aside = truce__plainly(&name, s->at), beside = truce__plainly(&other, s->at);
    truce__speak_state_name(&aside, one);
    for (truce_state k = next_best(deals, 0); k; k = next_best(deals, k)) {
        truce__text_clear(&other);
        truce__speak_state_name(&beside, k);
        if (strcmp(truce__text_bytes(&name), truce__text_bytes(&other)) != 0) continue;
        is_said |= k < one;
        count++;
    }
    if (!is_said && follows) SPEAK_ALONE(s, LIST_SEMICOLON);
    truce__value told = truce__spoken_of(truce__text_bytes(&name));
    if (!is_said && count > 1) SPEAK(s, DEAL_SHARED, told, truce__number(count));
    else if (!is_said) SPEAK(s, PLAIN, told);
    if (name.failed || other.failed) truce__at_note(s->at, TRUCE_E_NOMEM);
    truce__text_free(&other);
    truce__text_free(&name);
}

/* By name, of what is better for all, those that are efficient. */
static void say_best(const truce__at *at, truce__say *say) {
    const truce_deals *deals = truce__deals_of(at);
    uint64_t count = truce_set_count_both(deals->gains_all, deals->efficient);
    truce__text names;
    if (!count || count > MOST_NAMES) return;
    truce__text_init(&names, at->result->ctx);
    const truce__speaker s = truce__plainly(&names, at);
    for (truce_state one = next_best(deals, 0); one; one = next_best(deals, one)) speak_best(&s, one, names.length);
    truce__value told = truce__text_of(truce__text_bytes(&names));
    if (count == truce_set_count(deals->gains_all)) SAY(say, DEAL_ALL_BEST, truce__number(count), told);
    else SAY(say, DEAL_BEST, truce__number(count), told);
    truce__say_end(say, TRUCE__PARAGRAPH);
    if (names.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&names);
}

void truce__say_deal_counts(const truce__at *at, truce__say *say) {
    const truce_deals *deals = truce__deals_of(at);
    truce__value gains_all = count_of(deals->gains_all);
    truce__say_blank(say);
    SAY(say, DEAL_ACCEPTABLE, count_of(deals->acceptable));
    if (gains_all.number) SAY(say, DEAL_GAINS, gains_all);
    else SAY_ALONE(say, DEAL_GAINS_NONE);
    SAY(say, DEAL_EFFICIENT, count_of(deals->efficient), count_of(deals->weakly_efficient));
    truce__say_end(say, TRUCE__PARAGRAPH);
    if (truce__is_told_below(at, deals->gains_all)) {
        SAY_ALONE(say, DEAL_BETTER_BELOW);
        truce__say_end(say, TRUCE__PARAGRAPH);
        truce__tell_below(at, say, deals->gains_all);
    } else if (gains_all.number) {
        SAY(say, DEAL_BETTER, truce__some_of(deals->gains_all, NAMED));
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
    say_best(at, say);
    SAY(say, DEAL_ZONE, count_of(deals->zone));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* Whether the set, whose number the place above is, has the party. */
static bool waives(const truce__at *at) {
    return truce__deal_waives(truce__deals_of(at), (size_t)at->up->index, (uint32_t)at->index);
}

void truce__say_waived(const truce__at *at, truce__say *say) {
    size_t count = truce__deals_of(at)->waive_count, told = count < TOLD ? count : TOLD;
    truce__at set = *at;
    for (set.index = 0; set.index < told; set.index++) {
        truce__value parties = truce__these_and(&set, &truce__party_domain, waives);
        if (set.index) SAY(say, DEAL_WAIVE_OR, parties);
        else SAY(say, DEAL_WAIVE, parties);
    }
    if (!told) return;
    if (told < count) SAY(say, DEAL_WAIVE_MORE, truce__number(count - told));
    SAY_ALONE(say, DEAL_WAIVE_END);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* ----------------------------------------------------------------- one deal */

#define DEAL ((const truce_deal_facts *)at->self)

/* Whether an earlier defection of the deal is by the same party to the same state. */
static bool is_repeated(const truce_deal_facts *deal, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (deal->defections[k].party == deal->defections[i].party &&
            deal->defections[k].to == deal->defections[i].to)
            return true;
    return false;
}

/* Whether the party, whose number the place above is, would leave for the place's state under the concept. */
static bool leaves(const truce__at *at) {
    for (size_t i = 0; i < DEAL->defection_count; i++) {
        const truce_defection *d = &DEAL->defections[i];
        if (d->party == at->up->index && d->to == at->state && d->concept == at->result->concepts[at->index])
            return true;
    }
    return false;
}

static void say_leavers(const truce__at *at, truce__say *say) {
    truce__at leaver = *at;
    leaver.up = at;
    for (size_t i = 0; i < DEAL->defection_count; i++) {
        if (is_repeated(DEAL, i)) continue;
        leaver.index = DEAL->defections[i].party;
        leaver.state = DEAL->defections[i].to;
        if (i) SAY_ALONE(say, DEAL_LEFT_NEXT);
        SAY(say, DEAL_LEFT, truce__party_of(at, leaver.index), truce__state_of(leaver.state),
            truce__these_and(&leaver, &truce__concept_domain, leaves));
    }
}

/* Whether it is acceptable and efficient: of states asked for. */
static void say_standing(const truce__at *at, truce__say *say) {
    bool is_above = truce__count_kept(at, &truce__party_domain, truce__deal_gains) > 0;
    bool is_below = truce__count_kept(at, &truce__party_domain, truce__deal_loses) > 0;
    truce__value above = truce__these_and(at, &truce__party_domain, truce__deal_gains);
    truce__value below = truce__these_and(at, &truce__party_domain, truce__deal_loses);
    if (is_above) SAY(say, DEAL_ABOVE, above);
    if (is_above && is_below) SAY(say, DEAL_BUT_BELOW, below);
    else if (is_below) SAY(say, DEAL_BELOW, below);
    else if (!is_above) SAY_ALONE(say, DEAL_AS_NONE);
    if (is_below) SAY_ALONE(say, DEAL_UNACCEPTABLE);
    else SAY_ALONE(say, DEAL_IS_ACCEPTABLE);
    if (DEAL->improved_by) SAY(say, DEAL_WASTES, truce__state_of(DEAL->improved_by));
    else SAY_ALONE(say, DEAL_IS_EFFICIENT);
}

static void say_steps(const truce__at *at, truce__say *say, bool are_phases, const truce_step *steps, size_t count) {
    static const truce__message moves[] = {TRUCE__M_DEAL_STEPS, TRUCE__M_DEAL_PHASES, TRUCE__M_DEAL_THEN},
                                lapses[] = {TRUCE__M_DEAL_STEPS_LAPSE, TRUCE__M_DEAL_PHASES_LAPSE,
                                            TRUCE__M_DEAL_THEN_LAPSES};
    for (size_t i = 0; i < count; i++) {
        bool is_lapse = steps[i].party == TRUCE_NOBODY;
        truce__value to = truce__state_of(steps[i].to), who = is_lapse ? to : truce__party_of(at, steps[i].party);
        const truce__value args[] = {who, is_lapse ? truce__none() : to, {0}};
        truce__say_args(say, (is_lapse ? lapses : moves)[i ? 2 : are_phases], args);
    }
    if (count) SAY_ALONE(say, DEAL_STOP);
}

static bool is_loser(const truce__at *at) {
    for (size_t i = 0; i < DEAL->loser_count; i++)
        if (DEAL->losers[i] == at->index) return true;
    return false;
}

static void say_lapse(const truce__at *at, truce__say *say) {
    if (DEAL->turns_into == DEAL->state || truce__is_after_expiry(at)) return;
    SAY(say, DEAL_LAPSES, truce__state_of(DEAL->turns_into));
    if (DEAL->loser_count) SAY(say, DEAL_LAPSES_WORSE, truce__these(at, &truce__party_domain, is_loser));
    else SAY_ALONE(say, DEAL_LAPSES_WELL);
    SAY_ALONE(say, DEAL_STOP);
}

static void say_blockers(const truce__at *at, truce__say *say) {
    truce__at home = *at;
    bool has_one = false;
    home.up = at;
    SAY_ALONE(say, DEAL_UNRATIFIED);
    for (home.index = 0; home.index < home_count(at); home.index++) {
        if (!truce__home_blocks(&home)) continue;
        if (has_one) SAY_ALONE(say, LIST_NEXT);
        SAY(say, DEAL_REFUSED, truce__member(at, &truce__deal_homes, home.index),
            truce__these(&home, &truce__deal_actors, truce__actor_refuses));
        has_one = true;
    }
    SAY_ALONE(say, DEAL_STOP);
}

static bool is_open(const truce__at *at) { return DEAL->holds[at->index] == TRUCE_MAYBE; }
static bool holds(const truce__at *at) { return DEAL->holds[at->index] == TRUCE_STABLE; }

/* That nobody would leave it; what is certain stands before what is open. */
static void say_holding(const truce__at *at, truce__say *say) {
    bool is_certain = truce__count_kept(at, &truce__concept_domain, holds) > 0;
    truce__value open = truce__these_and(at, &truce__concept_domain, is_open);
    if (DEAL->defection_count) SAY_ALONE(say, DEAL_STOP);
    else if (is_certain) SAY(say, DEAL_HOLDS, truce__these_or(at, &truce__concept_domain, holds));
    if (!truce__count_kept(at, &truce__concept_domain, is_open)) return;
    if (DEAL->defection_count || is_certain) SAY(say, DEAL_MAYBE_TOO, open);
    else SAY(say, DEAL_MAYBE, open);
}

static void say_deal(const truce__at *at, truce__say *say, bool is_asked) {
    SAY(say, DEAL_STATE, truce__state_of(at->state));
    if (is_asked) say_standing(at, say), SAY_ALONE(say, DEAL_IT);
    if (DEAL->defection_count) SAY_ALONE(say, DEAL_LEFT_BY);
    say_leavers(at, say);
    say_holding(at, say);
    if (DEAL->needs_enforcement) SAY_ALONE(say, DEAL_ENFORCED);
    say_steps(at, say, false, DEAL->steps, DEAL->step_count);
    say_lapse(at, say);
    say_steps(at, say, true, DEAL->phases, DEAL->phase_count);
    if (!DEAL->phase_count && DEAL->step_count && truce__deals_of(at)->after) SAY_ALONE(say, DEAL_NO_PHASES);
    if (!DEAL->is_ratified) say_blockers(at, say);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* The first of so many; gives how many are left. */
static size_t say_first(const truce__at *at, truce__say *say, const truce_deal_facts *facts, size_t count,
                        bool is_asked) {
    size_t shown = truce__deals_shown(at, count), told = shown < TOLD ? shown : TOLD;
    truce__at row = *at;
    row.up = at;
    row.index = UINT64_MAX;
    while (truce__next_fact(&row, facts, told)) say_deal(&row, say, is_asked);
    return shown - told;
}

/* ------------------------------------------------------------- deals, asked */

static void say_numbers(const truce__at *at, truce__say *say) {
    for (uint32_t p = 0; p < at->model->n_parties; p++) {
        if (p) SAY_ALONE(say, DEAL_NUMBERS_NEXT);
        SAY(say, DEAL_NUMBER, truce__number(p + 1), truce__party_of(at, p));
    }
}

static void say_key(const truce__at *at, truce__say *say, bool is_asked) {
    truce__say_blank(say);
    SAY_ALONE(say, DEAL_PARTIES);
    say_numbers(at, say);
    truce__say_end(say, TRUCE__PARAGRAPH);
    if (is_asked) SAY_ALONE(say, DEAL_ASKED_KEY);
    else SAY_ALONE(say, DEAL_KEY);
    if (truce_graph_status_quo(at->graph)) SAY(say, DEAL_KEY_WAY, label_of(truce__deals_of(at)->step_concept));
    SAY_ALONE(say, DEAL_STOP);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static uint64_t count_asked_deals(const truce_deals *deals) {
    uint64_t count = 0;
    for (truce_state s = truce_set_next(deals->asked_for, 0); s; s = truce_set_next(deals->asked_for, s))
        count += truce_set_contains(deals->zone, s);
    return count;
}

void truce__say_asked_for(const truce__at *at, truce__say *say) {
    const truce_deals *deals = truce__deals_of(at);
    uint64_t count = truce_set_count(deals->asked_for), in_zone = count_asked_deals(deals);
    truce__say_blank(say);
    if (!count) SAY_ALONE(say, DEAL_ASKED_NONE);
    else if (count > 1) SAY(say, DEAL_ASKED, truce__number(count), truce__number(in_zone));
    else if (in_zone) SAY_ALONE(say, DEAL_ASKED_ONE);
    else SAY_ALONE(say, DEAL_ASKED_OTHER);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

void truce__say_asked_key(const truce__at *at, truce__say *say) {
    say_key(at, say, true);
}

void truce__say_asked(const truce__at *at, truce__say *say) {
    const truce_deals *deals = truce__deals_of(at);
    truce__say_cut_rows(say, truce__deals_shown(at, deals->asked_count), truce_set_count(deals->asked_for));
    truce__say_blank(say);
    size_t left = say_first(at, say, deals->asked, deals->asked_count, true);
    if (!left) return;
    SAY(say, DEAL_ASKED_OTHERS, truce__number(left));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

void truce__say_deals_key(const truce__at *at, truce__say *say) {
    say_key(at, say, false);
}

void truce__say_deals(const truce__at *at, truce__say *say) {
    const truce_deals *deals = truce__deals_of(at);
    truce__say_blank(say);
    SAY_ALONE(say, DEAL_WHO_LEAVES);
    truce__say_end(say, TRUCE__LINE);
    size_t left = say_first(at, say, deals->deals, deals->deal_count, false);
    say_first(at, say, deals->beside, deals->beside_count, false);
    if (!left) return;
    SAY(say, DEAL_OTHERS, truce__number(left));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* -------------------------------------------------------------------- below */

/* "A temporary truce lasts as long as the releases take; then the campaign goes on." */
static void say_expiries(const truce__at *at, truce__say *say) {
    truce__text clause, sentence;
    truce__text_init(&clause, at->result->ctx);
    truce__text_init(&sentence, at->result->ctx);
    const truce__speaker s = truce__plainly(&clause, at), first = truce__plainly(&sentence, at);
    for (uint32_t i = 0; i < at->model->n_expiries; i++) {
        truce__text_clear(&clause);
        truce__text_clear(&sentence);
        truce__speak_expiry(&s, &at->model->expiries[i]);
        truce__speak_capital(&first, truce__text_bytes(&clause), true);
        SAY(say, PLAIN, truce__text_of(truce__text_bytes(&sentence)));
        SAY_ALONE(say, DEAL_STOP);
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
    if (clause.failed || sentence.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&sentence);
    truce__text_free(&clause);
}

/* "What cannot be taken back stays: a further group of hostages is free.": in all states that are told. */
static void say_what_stays(const truce__at *at, truce__say *say) {
    const truce_deals *deals = truce__deals_of(at);
    uint64_t stays[TRUCE__MAX_OPTIONS] = {0};
    truce__text clauses;
    if (truce_set_count(deals->temporary) > TRUCE__TOLD_TEMPORARY) return;
    for (truce_state one = truce_set_next(deals->temporary, 0); one; one = truce_set_next(deals->temporary, one))
        truce__add_what_stays(at->graph, one, truce_graph_expires_into(deals->after, one), stays);
    truce__text_init(&clauses, at->result->ctx);
    const truce__speaker s = truce__plainly(&clauses, at);
    if (truce__speak_what_stays(&s, stays)) {
        SAY(say, WHAT_STAYS, truce__text_of(truce__text_bytes(&clauses)));
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
    if (clauses.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&clauses);
}

void truce__say_temporary_key(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    SAY(say, DEAL_TEMPORARY, label_of(truce__deals_of(at)->step_concept));
    truce__say_end(say, TRUCE__PARAGRAPH);
    SAY_ALONE(say, DEAL_PARTIES);
    say_numbers(at, say);
    SAY_ALONE(say, DEAL_TEMPORARY_KEY);
    if (truce__deals_of(at)->home) SAY_ALONE(say, DEAL_TEMPORARY_HOME);
    else SAY_ALONE(say, DEAL_STOP);
    truce__say_end(say, TRUCE__PARAGRAPH);
    say_expiries(at, say);
    say_what_stays(at, say);
}

void truce__say_traps(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    SAY_ALONE(say, DEAL_TRAPS);
    truce__say_end(say, TRUCE__LINE);
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++) {
        const truce_set *traps = truce__deals_of(at)->traps[slot];
        truce__value concept = truce__member(at, &truce__concept_domain, slot);
        bool is_below = truce__is_told_below(at, traps);
        if (is_below) SAY(say, STATES_OF_BELOW, concept, truce__number(truce_set_count(traps)));
        else if (truce_set_count(traps)) SAY(say, DEAL_TRAPS_OF, concept, truce__some_of(traps, NAMED));
        else SAY(say, DEAL_TRAPS_NONE, concept);
        truce__say_end(say, TRUCE__INSET);
        if (is_below) truce__tell_below(at, say, traps);
    }
}

/* "4, 7, 9 and 12 more" */
static void say_states(truce__say *say, const truce_choice *choice) {
    size_t named = choice->listed < NAMED ? choice->listed : NAMED;
    for (size_t i = 0; i < named; i++) {
        if (i) SAY_ALONE(say, LIST_NEXT);
        SAY(say, PLAIN, truce__number(choice->states[i]));
    }
    if (named < choice->count) SAY(say, AND_MORE, truce__number(choice->count - named));
}

/* "state 7 if North farm begins; state 4 if South farm begins"; all at once where they end alike. */
static void say_strikes(const truce__at *at, truce__say *say, const truce_choice *choice) {
    bool is_same = true;
    for (size_t i = 1; i < choice->listed; i++) is_same &= choice->states[i] == choice->states[0];
    if (is_same) SAY(say, DEAL_STRIKES_ALL, truce__number(choice->states[0]));
    for (size_t i = 0; i < choice->listed && !is_same; i++) {
        if (i) SAY_ALONE(say, DEAL_STRIKES_NEXT);
        SAY(say, DEAL_STRIKES, truce__number(choice->states[i]), truce__party_of(at, i));
    }
}

static void say_choice(const truce__at *at, truce__say *say, const truce_choice *choice) {
    const truce_rule *rule = truce_rule_at(choice->rule);
    truce__value depth = truce__number(choice->depth);
    SAY(say, DEAL_RULE, truce__phrase_of(rule->name), truce__phrase_of(truce_footing_words(rule->footing)));
    if (choice->none) SAY(say, DEAL_CHOICE_NONE, truce__phrase_of(choice->none));
    else if (strcmp(rule->id, "strikes") == 0) say_strikes(at, say, choice);
    else SAY(say, DEAL_CHOICE, truce__number(choice->count)), say_states(say, choice);
    if (choice->depth && rule->footing == TRUCE_ORDINAL)
        SAY(say, DEAL_DEPTH, depth, count_of(truce__deals_of(at)->zone));
    else if (choice->depth) SAY(say, DEAL_RANK, depth);
    SAY_ALONE(say, DEAL_STOP);
    truce__say_end(say, TRUCE__INSET);
}

void truce__say_choices(const truce__at *at, truce__say *say) {
    const truce_deals *deals = truce__deals_of(at);
    if (!deals->choice_count) return;
    truce__say_blank(say);
    SAY_ALONE(say, DEAL_CHOICES);
    truce__say_end(say, TRUCE__LINE);
    for (size_t i = 0; i < deals->choice_count; i++) say_choice(at, say, &deals->choices[i]);
}

void truce__say_deals_verified(const truce__at *at, truce__say *say) {
    const truce_deals *deals = truce__deals_of(at);
    truce__value verified = truce__number(deals->verified);
    if (deals->to_verify == 0) return;
    if (deals->verified == deals->to_verify) SAY(say, DEAL_VERIFIED, verified);
    else SAY(say, DEAL_VERIFIED_SOME, verified, truce__number(deals->to_verify));
    truce__say_end(say, TRUCE__PARAGRAPH);
}
