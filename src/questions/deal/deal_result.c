/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shape of `deal`: the zone of agreement with a row for each deal, the same for states that were asked for, what
 * is temporary, the traps, and what rules of bargaining choose. The prose stands in deal_words.c.
 */
#include "questions/deal/deal_words.h"
#include "questions/gain.h"
#include "questions/questions.h"
#include "questions/sentences.h"
#include "result/declare.h"

#include <inttypes.h>

#define GET(name, value) GET_OF(truce_deals, name, value)
#define IS(name, truth) IS_OF(truce_deals, name, truth)
#define SIZE(name, value) \
    static uint64_t name(const truce__at *at) { \
        const truce_deals *r = at->result->self; \
        (void)r; \
        return value; \
    }

IS(has_asked, r->asked_for != NULL)
IS(has_asked_rows, r->asked_for && r->asked_count)
IS(has_deals, r->deal_count > 0)
IS(has_status_quo, truce_graph_status_quo(at->graph) != 0)
IS(is_valued_after, r->after != NULL)
IS(knows_expiry, r->after && !truce__is_after_expiry(at)) /* now differs from after expiry */
IS(has_homes, r->home != NULL)

/* A text put together for a cell. */
static truce__text *fresh(const truce__at *at) {
    truce__text_clear(&at->scratch->text);
    return &at->scratch->text;
}

static truce__value made(const truce__text *text) { return truce__text_of(truce__text_bytes(text)); }

/* ------------------------------------------------------------ no deal, counts */

static const char *const no_deal_kinds[] = {"status_quo", "state", "statement", NULL};
GET(none_rank, truce__number(r->no_deal[at->index].rank))
GET(none_state, truce__state_of(r->no_deal[at->index].state))
GET(none_from, truce__text_of(no_deal_kinds[r->no_deal[at->index].kind]))
IS(is_said, r->no_deal[at->index].kind == TRUCE_NO_DEAL_STATEMENT)
GET(none_states, is_said(at) ? truce__number(r->no_deal[at->index].candidates) : truce__none())
static const truce__field none_fields[] = {
    {"rank", NUMBER, IN_JSON, .get = none_rank},
    {"state", STATE, IN_JSON, .get = none_state},
    {"from", TEXT, IN_JSON, .get = none_from, .one_of = no_deal_kinds},
    {"states", NUMBER, IN_JSON, TRUCE__OMIT, .get = none_states, .about = "in which the statement is true"},
    {0}};

GET(acceptable_count, truce__number(truce_set_count(r->acceptable)))
GET(gains_all_count, truce__number(truce_set_count(r->gains_all)))
GET(efficient_count, truce__number(truce_set_count(r->efficient)))
GET(weakly_count, truce__number(truce_set_count(r->weakly_efficient)))
GET(zone_count, truce__number(truce_set_count(r->zone)))
GET(enforced_count, truce__number(truce_set_count(r->needs_enforcement)))
GET(waive_count, truce__number(r->waive_count))
static const truce__field count_fields[] = {
    {"acceptable", NUMBER, IN_JSON, .get = acceptable_count, .about = "states that leave no party below its no deal"},
    {"gains_all", NUMBER, IN_JSON, .get = gains_all_count, .about = "states that every party prefers to its no deal"},
    {"efficient", NUMBER, IN_JSON, .get = efficient_count},
    {"weakly_efficient", NUMBER, IN_JSON, .get = weakly_count},
    {"zone", NUMBER, IN_JSON, .get = zone_count, .about = "deals: acceptable and efficient"},
    {"needs_enforcement", NUMBER, IN_JSON, .get = enforced_count},
    {"waive", NUMBER, IN_JSON, .get = waive_count},
    {0}};

GET(acceptable_states, truce__set_of(r->acceptable))
GET(gains_all_states, truce__set_of(r->gains_all))
GET(efficient_states, truce__set_of(r->efficient))
GET(zone_states, truce__set_of(r->zone))
GET(enforced_states, truce__set_of(r->needs_enforcement))
GET(lapsing, truce__bool(r->may_lapse))
GET(step_concept, truce__text_of(truce_concept_at(r->step_concept)->id))

/* ------------------------------------------------------------------ one deal */

/* Rows have their facts as `self`. */
#define DEAL ((const truce_deal_facts *)at->self)
IS(gains, truce__deal_gains(at))
IS(loses, truce__deal_loses(at))
IS(holds, DEAL->holds[at->index] == TRUCE_STABLE)
IS(may_hold, DEAL->holds[at->index] == TRUCE_MAYBE)
IS(is_open, r->maybe[at->index] != NULL)
IS(has_open, truce__count_kept(at, &truce__concept_domain, is_open) > 0)
GET(is_acceptable, truce__bool(truce_set_contains(r->acceptable, at->state)))
GET(is_efficient, truce__bool(!DEAL->improved_by))
GET(improved_by, truce__state_of(DEAL->improved_by))
GET(is_enforced, truce__bool(DEAL->needs_enforcement))
GET(by_moves, has_status_quo(at) ? truce__bool(DEAL->reachable_by_moves) : truce__none())
GET(by_improvements, has_status_quo(at) ? truce__bool(DEAL->reachable_by_improvements) : truce__none())
GET(csv_by_moves, truce__bool(DEAL->reachable_by_moves))
GET(csv_by_improvements, truce__bool(DEAL->reachable_by_improvements))

SIZE(count_defections, DEAL->defection_count)
#define DEFECTION (&DEAL->defections[at->index])
static truce__value defection_concept(const truce__at *at) {
    uint64_t slot = 0;
    while (at->result->concepts[slot] != DEFECTION->concept) slot++;
    return truce__member(at, &truce__concept_domain, slot);
}
GET(defector, truce__member(at, &truce__party_domain, DEFECTION->party))
GET(defects_to, truce__state_of(DEFECTION->to))
static const truce__field defection_fields[] = {
    {"concept", MEMBER, IN_JSON, .get = defection_concept, .domain = &truce__concept_domain},
    {"party", MEMBER, IN_JSON, .get = defector, .domain = &truce__party_domain},
    {"to", STATE, IN_JSON, .get = defects_to},
    {0}};

/* "seq: north to 9; seq: south to 4" */
static truce__value joined_defections(const truce__at *at) {
    truce__text *text = fresh(at);
    for (size_t i = 0; i < DEAL->defection_count; i++)
        truce__text_printf(text, "%s%s: %s to %" PRIu64, i ? "; " : "",
                           truce_concept_at(DEAL->defections[i].concept)->id,
                           at->model->parties[DEAL->defections[i].party].id, DEAL->defections[i].to);
    return made(text);
}

/* ways */
GET(has_steps, DEAL->has_steps ? truce__bool(true) : truce__none())
GET(has_phases, DEAL->has_phases ? truce__bool(true) : truce__none())
SIZE(count_steps, DEAL->step_count)
SIZE(count_phases, DEAL->phase_count)
GET(step_party, truce__mover_of(at, DEAL->steps[at->index].party))
GET(step_lapses, truce__is_lapse(DEAL->steps[at->index].party))
GET(step_to, truce__state_of(DEAL->steps[at->index].to))
GET(phase_party, truce__mover_of(at, DEAL->phases[at->index].party))
GET(phase_lapses, truce__is_lapse(DEAL->phases[at->index].party))
GET(phase_to, truce__state_of(DEAL->phases[at->index].to))
static const truce__field step_fields[] = {
    TRUCE__WHO_STEPS(step_party, step_lapses),
    {"to", STATE, IN_JSON, .get = step_to},
    {0}};
static const truce__field phase_fields[] = {
    TRUCE__WHO_STEPS(phase_party, phase_lapses),
    {"to", STATE, IN_JSON, .get = phase_to},
    {0}};

/* "north to 4; lapses to 7" */
static truce__value joined_steps(const truce__at *at) {
    truce__text *text = fresh(at);
    if (DEAL->has_steps && DEAL->step_count == 0) truce__text_puts(text, "none");
    for (size_t i = 0; i < DEAL->step_count; i++)
        truce__text_printf(text, "%s%s to %" PRIu64, i ? "; " : "",
                           DEAL->steps[i].party == TRUCE_NOBODY ? "lapses"
                                                                : at->model->parties[DEAL->steps[i].party].id,
                           DEAL->steps[i].to);
    return made(text);
}

/* what lasts, and what would be ratified */
GET(becomes, truce__state_of(DEAL->turns_into))
GET(deal_lasts, truce__bool(DEAL->loser_count == 0))
SIZE(count_losers, DEAL->loser_count)
GET(loser, truce__member(at, &truce__party_domain, DEAL->losers[at->index]))
GET(is_ratified, truce__bool(DEAL->is_ratified))
IS(blocks, truce__home_blocks(at))
IS(refuses, truce__actor_refuses(at))

/* "turns_into" has one of two places. */
#define STATE_OF_ROW \
    {"state", STATE, IN_JSON, .get = truce__get_state}, \
    {"code", TEXT, IN_JSON, .get = truce__get_code}, \
    {"turns_into", STATE, IN_JSON, .get = truce__get_expires_into, .when = truce__is_after_expiry}, \
    {"", SPLICE, IN_JSON, .of = truce__outcome_fields}, \
    {"", SPLICE, IN_JSON, .of = truce__json_rank_fields}, \
    {"gains", SUBSET, IN_JSON, .domain = &truce__party_domain, .keep = gains, \
     .about = "parties that prefer it to their no deal"}
#define WHO_LEAVES \
    {"holds", SUBSET, IN_JSON, .domain = &truce__concept_domain, .keep = holds}, \
    {"maybe", SUBSET, IN_JSON, .domain = &truce__concept_domain, .keep = may_hold, .when = has_open, \
     .about = "concepts under which it depends on a tie, or on what is unknown"}, \
    {"defections", LIST, IN_JSON, .count = count_defections, .of = RECORD_OF(defection_fields), \
     .about = "for each concept under which it does not hold, each party that would leave"}, \
    {"needs_enforcement", BOOL, IN_JSON, .get = is_enforced}, \
    {"reachable_by_moves", BOOL, IN_JSON, TRUCE__NULLABLE, .get = by_moves}, \
    {"reachable_by_improvements", BOOL, IN_JSON, TRUCE__NULLABLE, .get = by_improvements}, \
    {"steps", LIST, IN_JSON, TRUCE__NULLABLE, .get = has_steps, .count = count_steps, .of = RECORD_OF(step_fields)}
#define WHAT_LASTS \
    {"turns_into", STATE, IN_JSON, .get = becomes, .when = knows_expiry}, \
    {"lasts", BOOL, IN_JSON, .get = deal_lasts, .when = is_valued_after}, \
    {"loses_after_expiry", LIST, IN_JSON, .count = count_losers, .when = is_valued_after, \
     .of = ITEM(MEMBER, .get = loser, .domain = &truce__party_domain)}, \
    {"phases", LIST, IN_JSON, TRUCE__NULLABLE, .get = has_phases, .count = count_phases, \
     .of = RECORD_OF(phase_fields), \
     .when = is_valued_after, .about = "steps that each last by themselves"}, \
    {"ratified", BOOL, IN_JSON, .get = is_ratified, .when = has_homes}, \
    {"blocked_by", MAP, IN_JSON, .domain = &truce__deal_homes, .keep = blocks, .when = has_homes, \
     .of = ITEM(SUBSET, .domain = &truce__deal_actors, .keep = refuses), \
     .about = "the actors who refuse at each home"}
static const truce__field deal_fields[] = {STATE_OF_ROW, WHO_LEAVES, WHAT_LASTS, {0}};
static const truce__field asked_fields[] = {
    STATE_OF_ROW,
    {"loses", SUBSET, IN_JSON, .domain = &truce__party_domain, .keep = loses,
     .about = "parties that it leaves below no deal"},
    {"acceptable", BOOL, IN_JSON, .get = is_acceptable},
    {"efficient", BOOL, IN_JSON, .get = is_efficient},
    {"improved_by", STATE, IN_JSON, TRUCE__NULLABLE, .get = improved_by},
    WHO_LEAVES,
    WHAT_LASTS,
    {0}};

static const truce__field csv_fields[] = {
    {"", SPLICE, IN_CSV, .of = truce__state_fields},
    {"", SPLICE, IN_CSV, .of = truce__outcome_fields},
    {"", SPLICE, IN_CSV, .of = truce__csv_state_fields},
    {"gains", SUBSET, IN_CSV, TRUCE__SPREAD, .domain = &truce__party_domain, .keep = gains},
    {"holds", SUBSET, IN_CSV, TRUCE__SPREAD, .domain = &truce__concept_domain, .keep = holds},
    {"maybe", SUBSET, IN_CSV, .domain = &truce__concept_domain, .keep = may_hold, .when = has_open},
    {"needs_enforcement", BOOL, IN_CSV, .get = is_enforced},
    {"defections", TEXT, IN_CSV, .get = joined_defections},
    {"reachable_by_moves", BOOL, IN_CSV, .get = csv_by_moves},
    {"reachable_by_improvements", BOOL, IN_CSV, .get = csv_by_improvements},
    {"steps", TEXT, IN_CSV, .get = joined_steps},
    {"becomes", STATE, IN_CSV, .get = becomes, .when = knows_expiry},
    {"lasts", BOOL, IN_CSV, .get = deal_lasts, .when = is_valued_after},
    {"ratified", BOOL, IN_CSV, .get = is_ratified, .when = has_homes},
    {"acceptable", BOOL, IN_CSV, .get = is_acceptable, .when = has_asked},
    {"efficient", BOOL, IN_CSV, .get = is_efficient, .when = has_asked},
    {"improved_by", STATE, IN_CSV, TRUCE__NULLABLE, .get = improved_by, .when = has_asked},
    {0}};

SIZE(count_zone, truce_set_count(r->zone))
SIZE(count_asked, truce_set_count(r->asked_for))
GET(asked_count, truce__number(truce_set_count(r->asked_for)))

/* --------------------------------------------------------------- temporary */

/* How the party fares compared with no deal, now or after expiry. */
static truce_gain fares(const truce__at *at, bool is_after) {
    const truce_deals *r = truce__deals_of(at);
    uint32_t party = (uint32_t)at->index;
    uint32_t rank = truce_graph_rank(is_after ? r->after : r->graph, party, at->state);
    uint32_t floor = is_after ? r->no_deal_after[party] : r->no_deal[party].rank;
    return rank > floor ? TRUCE_BETTER : rank < floor ? TRUCE_WORSE : TRUCE_SAME;
}

/* Whether nobody is worse off than without a deal once what is temporary has expired. */
static bool lasts(const truce__at *at) {
    const truce_deals *r = truce__deals_of(at);
    for (uint32_t p = 0; p < at->model->n_parties; p++)
        if (truce_graph_rank(r->after, p, at->state) < r->no_deal_after[p]) return false;
    return true;
}

IS(tells_temporary, r->temporary && !truce__is_after_expiry(at))
GET(lapses_into, truce__state_of(truce_graph_expires_into(r->after, at->state)))
GET(now, truce__text_of(truce__gain_names[fares(at, false)]))
GET(after, truce__text_of(truce__gain_names[fares(at, true)]))
GET(state_lasts, truce__bool(lasts(at)))
GET(state_ratified, truce__bool(truce_set_contains(r->home->passing, at->state)))
SIZE(count_temporary, truce_set_count(r->temporary))

static bool next_of(const truce__at *list, truce__at *item, uint64_t limit) {
    if (++item->index >= limit && limit) return false;
    item->state = truce_set_next(truce__deals_of(list)->temporary, item->index ? item->state : 0);
    return item->state != 0;
}

static uint64_t told_limit(const truce__at *at) {
    uint64_t limit = at->result->options->limit;
    return limit && limit < TRUCE__TOLD_TEMPORARY ? limit : TRUCE__TOLD_TEMPORARY;
}

static bool next_temporary(const truce__at *list, truce__at *item) {
    return next_of(list, item, list->result->options->limit);
}

static bool next_told_temporary(const truce__at *list, truce__at *item) {
    return next_of(list, item, told_limit(list));
}

static const truce__field temporary_fields[] = {{"state", STATE, IN_DATA, .get = truce__get_state},
                                                {"code", TEXT, IN_DATA, .get = truce__get_code},
                                                {"turns_into", STATE, IN_DATA, .get = lapses_into},
                                                {"now", MAP, IN_DATA, .domain = &truce__party_domain,
                                                 .of = ITEM(TEXT, .get = now, .one_of = truce__gain_names)},
                                                {"after", MAP, IN_DATA, .domain = &truce__party_domain,
                                                 .of = ITEM(TEXT, .get = after, .one_of = truce__gain_names)},
                                                {"lasts", BOOL, IN_DATA, .get = state_lasts},
                                                {"ratified", BOOL, IN_DATA, .get = state_ratified, .when = has_homes},
                                                {0}};

/* ------------------------------------------------- traps, exclusions, choices */

GET(trap_states, truce__set_of(r->traps[at->index]))

SIZE(count_waived, truce__deals_shown(at, r->waive_count))
IS(is_waived, truce__deal_waives(r, (size_t)at->up->index, (uint32_t)at->index))

/* Rows have their choice as `self`. */
#define CHOICE_MADE ((const truce_choice *)at->self)
static const char *const footings[] = {"ordinal", "ranks_compared", "utilities", "utilities_compared", NULL};

static bool next_choice(const truce__at *list, truce__at *item) {
    const truce_deals *r = truce__deals_of(list);
    if (++item->index >= r->choice_count) return false;
    item->self = &r->choices[item->index];
    return true;
}

/* The end of strikes depends on who begins. */
static bool is_by_beginner(const truce__at *at) {
    return strcmp(truce_rule_at(CHOICE_MADE->rule)->id, "strikes") == 0 && !CHOICE_MADE->none;
}

IS(is_ordinal, truce_rule_at(CHOICE_MADE->rule)->footing == TRUCE_ORDINAL)
IS(is_listed, at->index < CHOICE_MADE->listed)
GET(rule, truce__text_of(truce_rule_at(CHOICE_MADE->rule)->id))
GET(footing, truce__text_of(footings[truce_rule_at(CHOICE_MADE->rule)->footing]))
GET(chosen_count, truce__number(CHOICE_MADE->count))
SIZE(count_listed, CHOICE_MADE->listed)
GET(chosen, truce__state_of(CHOICE_MADE->states[at->index]))
GET(by_beginner, is_by_beginner(at) ? truce__bool(true) : truce__none())
GET(by_number, is_by_beginner(at) ? truce__none() : truce__bool(true))
GET(depth, CHOICE_MADE->depth && is_ordinal(at) ? truce__number(CHOICE_MADE->depth) : truce__none())
GET(rank, CHOICE_MADE->depth && !is_ordinal(at) ? truce__number(CHOICE_MADE->depth) : truce__none())
GET(why_none, truce__text_of(CHOICE_MADE->none))
static const truce__field choice_fields[] = {
    {"solution", TEXT, IN_DATA, .get = rule},
    {"footing", TEXT, IN_DATA, .get = footing, .one_of = footings},
    {"count", NUMBER, IN_DATA, .get = chosen_count},
    {"states", MAP, IN_JSON, TRUCE__OMIT, .get = by_beginner, .domain = &truce__party_domain, .keep = is_listed,
     .of = ITEM(STATE, .get = chosen), .about = "what is left for each party that begins to strike"},
    {"states", LIST, IN_JSON, TRUCE__OMIT, .get = by_number, .count = count_listed, .of = ITEM(STATE, .get = chosen)},
    {"states", LIST, IN_CSV, .count = count_listed, .of = ITEM(STATE, .get = chosen)},
    {"depth", NUMBER, IN_DATA, TRUCE__OMIT, .get = depth, .about = "how far down the parties go"},
    {"rank", NUMBER, IN_DATA, TRUCE__OMIT, .get = rank, .about = "the lowest rank"},
    {"none", TEXT, IN_DATA, TRUCE__NULLABLE, .get = why_none, .about = "why it chooses nothing"},
    {0}};

GET(verified, truce__number(r->verified))
GET(to_verify, truce__number(r->to_verify))

static bool is_any_list_cut(const truce__at *at) {
    const truce_deals *r = truce__deals_of(at);
    const truce_set *const sets[] = {r->acceptable, r->gains_all, r->efficient, r->zone, r->needs_enforcement};
    bool cut = count_waived(at) < r->waive_count;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) cut |= truce__is_set_cut(at, sets[i]);
    for (size_t i = 0; i < r->concept_count; i++) cut |= truce__is_set_cut(at, r->traps[i]);
    for (size_t i = 0; i < r->choice_count; i++) cut |= r->choices[i].listed < r->choices[i].count;
    return cut;
}

static truce__value is_cut(const truce__at *at) {
    const truce_deals *r = truce__deals_of(at);
    bool cut = is_any_list_cut(at) || truce__deals_shown(at, r->deal_count) < truce_set_count(r->zone);
    if (r->asked_for) cut |= truce__deals_shown(at, r->asked_count) < truce_set_count(r->asked_for);
    if (tells_temporary(at)) cut |= truce__is_set_cut(at, r->temporary);
    return truce__bool(cut);
}

/* -------------------------------------------------------------- for people */

static const char *const signs[] = {[TRUCE_WORSE] = "-", [TRUCE_SAME] = "=", [TRUCE_BETTER] = "+"};
GET(now_sign, truce__text_of(signs[fares(at, false)]))
GET(after_sign, truce__text_of(signs[fares(at, true)]))

static truce__tone tone_of_sign(truce__value value) {
    return *value.text == '-' ? TRUCE__BAD_NEWS : TRUCE__NEUTRAL;
}

/* "E", "?", or the parties that would leave by their numbers. */
static truce__value told_concept(const truce__at *at) {
    truce__text *text = fresh(at);
    if (holds(at)) truce__text_puts(text, "E");
    if (may_hold(at)) truce__text_message(text, TRUCE__M_MARK_MAYBE);
    for (size_t i = 0; i < DEAL->defection_count; i++) {
        if (DEAL->defections[i].concept != at->result->concepts[at->index]) continue;
        truce__text_printf(text, "%s%" PRIu32, text->length ? " " : "", DEAL->defections[i].party + 1);
    }
    return made(text);
}

static truce__tone tone_of_concept(truce__value value) {
    return *value.text == 'E' ? TRUCE__GOOD_NEWS : *value.text == '?' ? TRUCE__NEUTRAL : TRUCE__BAD_NEWS;
}

static truce__value told_way(const truce__at *at) {
    truce__text *text = fresh(at);
    if (at->state == truce_graph_status_quo(at->graph)) return truce__message_of(TRUCE__M_DEAL_TODAY);
    if (!DEAL->has_steps && DEAL->reachable_by_improvements) return truce__message_of(TRUCE__M_DEAL_IMPROVING);
    if (!DEAL->has_steps)
        return truce__message_of(DEAL->reachable_by_moves ? TRUCE__M_DEAL_MOVES : TRUCE__M_DEAL_NO_WAY);
    WORDS(text, at, DEAL_STEP_COUNT, truce__number(DEAL->step_count));
    return made(text);
}

static truce__value yes_no(bool is) { return truce__message_of(is ? TRUCE__M_DEAL_YES : TRUCE__M_DEAL_NO); }
GET(told_efficient, yes_no(!DEAL->improved_by))
GET(told_lasts, yes_no(lasts(at)))
GET(told_ratified, yes_no(truce_set_contains(r->home->passing, at->state)))

static truce__tone tone_of_yes(truce__value value) {
    return value.number == TRUCE__M_DEAL_YES ? TRUCE__GOOD_NEWS : TRUCE__BAD_NEWS;
}

#define TOLD_STATE \
    {"", SPLICE, IN_PEOPLE, .of = truce__told_state_fields}, \
    {"gains", MAP, IN_PEOPLE, TRUCE__BY_NUMBER, .domain = &truce__party_domain, \
     .of = ITEM(TEXT, .get = now_sign, .tone = tone_of_sign), .group = HEAD(GAINS)}, \
    {"holds", MAP, IN_PEOPLE, .domain = &truce__concept_domain, \
     .of = ITEM(TEXT, .get = told_concept, .tone = tone_of_concept)}
#define TOLD_WAY \
    {"way", TEXT, IN_PEOPLE, .get = told_way, .head = HEAD(FROM_TODAY), .when = has_status_quo}, \
    {"", SPLICE, IN_PEOPLE, .of = truce__told_outcome_fields}
static const truce__field told_deal_fields[] = {TOLD_STATE, TOLD_WAY, {0}};
static const truce__field told_asked_fields[] = {
    TOLD_STATE, {"efficient", TEXT, IN_PEOPLE, .get = told_efficient, .head = HEAD(EFFICIENT)}, TOLD_WAY, {0}};
static const truce__field told_temporary_fields[] = {
    {"", SPLICE, IN_PEOPLE, .of = truce__told_state_fields},
    {"turns_into", STATE, IN_PEOPLE, TRUCE__RIGHT, .get = lapses_into, .head = HEAD(TURNS_INTO)},
    {"now", MAP, IN_PEOPLE, TRUCE__BY_NUMBER, .domain = &truce__party_domain, .group = HEAD(NOW),
     .of = ITEM(TEXT, .get = now_sign, .tone = tone_of_sign)},
    {"after", MAP, IN_PEOPLE, TRUCE__BY_NUMBER, .domain = &truce__party_domain, .group = HEAD(LAPSED),
     .of = ITEM(TEXT, .get = after_sign, .tone = tone_of_sign)},
    {"lasts", TEXT, IN_PEOPLE, .get = told_lasts, .head = HEAD(LASTS), .tone = tone_of_yes},
    {"ratified", TEXT, IN_PEOPLE, .get = told_ratified,
     .head = HEAD(RATIFIED), .tone = tone_of_yes, .when = has_homes},
    {0}};

IS(has_temporary, tells_temporary(at) && truce_set_count(r->temporary))

static void say_cut_at(const truce__at *at, truce__say *say, uint64_t limit) {
    uint64_t total = count_temporary(at);
    truce__say_cut_rows(say, limit && limit < total ? limit : total, total);
}

static void say_told_cut(const truce__at *at, truce__say *say) { say_cut_at(at, say, told_limit(at)); }
static void say_temporary_cut(const truce__at *at, truce__say *say) {
    say_cut_at(at, say, at->result->options->limit);
}

/* ------------------------------------------------------------------- whole */

#define TABLE_IN(forms, next_row, row_fields) \
    LIST, forms, TRUCE__TABLE | TRUCE__CLOSE_UP, .next = next_row, .of = RECORD_OF(row_fields)
static void say_told_deals_cut(const truce__at *at, truce__say *say) {
    truce__say_cut_rows(say, truce__deals_told(at), truce_set_count(truce__deals_of(at)->zone));
}

static void say_deals_cut(const truce__at *at, truce__say *say) {
    const truce_deals *deals = truce__deals_of(at);
    truce__say_cut_rows(say, truce__deals_shown(at, deals->deal_count), truce_set_count(deals->zone));
}

static void say_lapsing(const truce__at *at, truce__say *say) {
    truce__say_lapsing(at, say, truce__deals_of(at)->may_lapse);
}

static const truce__field fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__head_fields},
    {"no_deal", MAP, IN_JSON, .domain = &truce__party_domain, .of = RECORD_OF(none_fields)},
    {"counts", RECORD, IN_JSON, .of = count_fields},
    {"concepts", SUBSET, IN_JSON, .domain = &truce__concept_domain},
    {"", SPLICE, IN_JSON, .of = truce__left_out_fields},
    {"acceptable", STATES, IN_JSON, .get = acceptable_states},
    {"gains_all", STATES, IN_JSON, .get = gains_all_states},
    {"efficient", STATES, IN_JSON, .get = efficient_states},
    {"zone", STATES, IN_JSON, .get = zone_states},
    {"steps_hold_under", TEXT, IN_JSON, .get = step_concept},
    TRUCE__LAPSING(lapsing),
    {"deals", LIST, IN_JSON, TRUCE__TALL, .next = truce__next_deal, .of = RECORD_OF(deal_fields)},
    {"asked_count", NUMBER, IN_JSON, .get = asked_count, .when = has_asked},
    {"asked", LIST, IN_JSON, TRUCE__TALL, .next = truce__next_asked, .of = RECORD_OF(asked_fields),
     .when = has_asked},
    {"asked", LIST, IN_CSV, TRUCE__TABLE, .next = truce__next_asked, .of = RECORD_OF(csv_fields), .when = has_asked,
     .total = count_asked},
    {"deals", LIST, IN_CSV, TRUCE__TABLE, .next = truce__next_deal, .of = RECORD_OF(csv_fields), .total = count_zone},
    {"temporary", LIST, IN_DATA, TRUCE__TABLE | TRUCE__TALL, .next = next_temporary,
     .of = RECORD_OF(temporary_fields), .when = tells_temporary, .total = count_temporary,
     .about = "equilibria that turn into another state"},
    {"traps", MAP, IN_JSON, .domain = &truce__concept_domain, .of = ITEM(STATES, .get = trap_states),
     .about = "equilibria that are not efficient"},
    {"needs_enforcement", STATES, IN_JSON, .get = enforced_states},
    {"waive", LIST, IN_JSON, .count = count_waived,
     .of = ITEM(SUBSET, .domain = &truce__party_domain, .keep = is_waived),
     .about = "the least sets of parties without whose condition some state is better for all others"},
    {"solutions", LIST, IN_DATA, TRUCE__TABLE | TRUCE__TALL, .next = next_choice, .of = RECORD_OF(choice_fields)},
    {"verified", NUMBER, IN_JSON, .get = verified},
    {"to_verify", NUMBER, IN_JSON, .get = to_verify},
    {"truncated", BOOL, IN_JSON, .get = is_cut},

    {"", PROSE, IN_PEOPLE, .say = truce__say_head},
    {"", PROSE, IN_PEOPLE, .say = truce__say_concepts},
    {"", PROSE, IN_PEOPLE, .say = truce__say_no_deal},
    {"", PROSE, IN_PEOPLE, .say = truce__say_deal_counts},
    {"", PROSE, IN_PEOPLE, .say = truce__say_waived},
    {"", PROSE, IN_PEOPLE, .say = truce__say_asked_for, .when = has_asked},
    {"", PROSE, IN_PEOPLE, .say = truce__say_asked_key, .when = has_asked_rows},
    {"asked", TABLE_IN(IN_PEOPLE, truce__next_asked, told_asked_fields), .when = has_asked_rows},
    {"", PROSE, IN_PEOPLE, .say = truce__say_asked, .when = has_asked_rows},
    {"", PROSE, IN_PEOPLE, .say = truce__say_deals_key, .when = has_deals},
    {"deals", TABLE_IN(IN_TEXT, truce__next_told_deal, told_deal_fields), .when = has_deals},
    {"deals", TABLE_IN(IN_PAPER, truce__next_deal, told_deal_fields), .when = has_deals},
    {"", PROSE, IN_TEXT, .say = say_told_deals_cut, .when = has_deals},
    {"", PROSE, IN_PAPER, .say = say_deals_cut, .when = has_deals},
    {"", PROSE, IN_PEOPLE, .say = truce__say_deals, .when = has_deals},
    {"", PROSE, IN_PEOPLE, .say = truce__say_temporary_key, .when = has_temporary},
    {"temporary", TABLE_IN(IN_TEXT, next_told_temporary, told_temporary_fields), .when = has_temporary},
    {"temporary", TABLE_IN(IN_PAPER, next_temporary, told_temporary_fields), .when = has_temporary},
    {"", PROSE, IN_TEXT, .say = say_told_cut, .when = has_temporary},
    {"", PROSE, IN_PAPER, .say = say_temporary_cut, .when = has_temporary},
    {"", PROSE, IN_PEOPLE, .say = truce__say_traps},
    {"", PROSE, IN_PEOPLE, .say = truce__say_choices},
    {"", PROSE, IN_PEOPLE, .say = truce__say_definitions},
    {"", PROSE, IN_PEOPLE, .say = say_lapsing, .when = has_status_quo},
    {"", PROSE, IN_PEOPLE, .say = truce__say_deals_verified},
    {"", PROSE, IN_PEOPLE, .say = truce__say_agreed},
    {0}};

const truce__layout truce__deal_layout = {"truce.deal.v1", fields};

truce_status truce_result_of_deal(truce_ctx *ctx, const truce_deals *deals, const truce_render_options *options,
                                  truce_result **result) {
    return truce__result_new(ctx,
                             (truce__result){.layout = &truce__deal_layout,
                                             .self = deals,
                                             .graph = deals->graph,
                                             .concepts = deals->concepts,
                                             .concept_count = deals->concept_count},
                             false, options, result);
}

static void release_deals(void *deals) {
    truce_deals_free(deals);
}

truce_status truce__run_deal(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    const truce_argument *concepts = truce__argument(query, "concepts"), *rules = truce__argument(query, "solution");
    const truce_argument *where = truce__argument(query, "where");
    const truce_render_options *options = truce__render_options(query->options);
    const truce_deal_options asked = {
        .no_deal = truce__argument(query, "no-deal")->number,
        .ask = where->set, .ask_state = where->number,
        .concepts = concepts->numbers, .concept_count = concepts->count,
        .rules = rules->numbers, .rule_count = rules->count,
        .limit = options->limit, .verifies_all = options->says_verified,
        .no_lapsing = truce__argument(query, "no-lapsing")->number,
        .is_list_only = options->format == TRUCE_FORMAT_JSON || options->format == TRUCE_FORMAT_CSV,
    };
    truce_deals *deals = NULL;
    TRY(truce_deal(ctx, query->graph, &asked, &deals));
    truce_status status = truce_result_of_deal(ctx, deals, options, result);
    if (status == TRUCE_OK) (*result)->owned[0] = (truce__owned){release_deals, deals};
    else truce_deals_free(deals);
    return status;
}
