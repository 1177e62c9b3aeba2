/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/compare/flips_result.h"

#include "model/completions.h"
#include "result/declare.h"

#include <truce/variant.h>

/* Flips told in words, causes named for each, states named of a concept, and how far on twins are looked for. */
enum { TOLD = 40, NAMED_CAUSES = 6, NAMED_STATES = 6, TWINS = 4096 };

#define MOMENT ((const truce__moment *)at->self)
#define FLIP truce__flip_at(at)
#define GET(name, value) GET_OF(void, name, value)
#define IS(name, truth) IS_OF(void, name, truth)

truce_compare_options truce__compare_options(const truce_query *query) {
    const truce_argument *concepts = truce__argument(query, "concepts");
    return (truce_compare_options){.concepts = concepts->numbers,
                                   .concept_count = concepts->count,
                                   .where = truce__argument(query, "where")->text,
                                   .limit = truce__render_options(query->options)->limit,
                                   .after_expiry = truce__argument(query, "after-expiry")->number};
}

void truce__at_moment(truce__at *at, const truce__moment *moment) {
    at->self = moment;
    at->graph = moment->solved.graph;
    at->model = truce_graph_model(at->graph);
}

const truce__flip *truce__flip_at(const truce__at *at) { return &MOMENT->flips.at.at[(uint32_t)at->index]; }
uint64_t truce__count_flips(const truce__at *at) { return MOMENT->flips.at.count; }
uint64_t truce__count_causes(const truce__at *at) { return FLIP->cause_count; }
uint32_t truce__cause_at(const truce__at *item) { return truce__flip_at(item->up)->causes[item->index]; }

truce__value truce__joined_causes(const truce__at *at, const char *(*id)(const truce__at *at, uint32_t cause)) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (size_t i = 0; i < FLIP->cause_count; i++) {
        if (i) truce__text_puts(text, " ");
        truce__text_puts(text, id(at, FLIP->causes[i]));
    }
    return truce__text_of(truce__text_bytes(text));
}

/* ---------------------------------------------------------------- standing */

static const truce_set *equilibria(const truce__moment *moment, uint64_t slot) {
    return truce_solution_equilibria(moment->solved.solution, (uint32_t)slot);
}

/* Equilibria in which an outcome holds. */
static uint64_t holding(const truce__moment *moment, uint64_t slot, uint64_t outcome) {
    return moment->holding[slot * truce_graph_model(moment->solved.graph)->n_outcomes + outcome];
}

static truce_verdict verdict_for(const truce__at *at, uint64_t slot, uint64_t party) {
    return truce_solution_verdict(MOMENT->solved.solution, (uint32_t)slot, (uint32_t)party,
                                  truce_graph_status_quo(at->graph));
}

static const truce_set *maybe_equilibria(const truce__moment *moment, uint64_t slot) {
    return truce_solution_maybe_equilibria(moment->solved.solution, (uint32_t)slot);
}

/* Of the hypergame: states that every party sees, and finds stable in its view. */
static const truce_set *as_seen(const truce__moment *moment, uint64_t slot) {
    return moment->views->equilibria[slot];
}

static const truce_set *maybe_seen(const truce__moment *moment, uint64_t slot) {
    return moment->views->maybe[slot];
}

IS(has_views, MOMENT->views != NULL)
IS(has_status_quo, truce_graph_status_quo(at->graph) != 0)
IS(is_stable, verdict_for(at, at->up->index, at->index) == TRUCE_STABLE)
IS(is_maybe, verdict_for(at, at->up->index, at->index) == TRUCE_MAYBE)
IS(has_maybe, maybe_equilibria(MOMENT, at->index) != NULL)
IS(has_any_maybe, truce__count_kept(at, &truce__concept_domain, has_maybe) > 0)
IS(has_maybe_seen, has_views(at) && maybe_seen(MOMENT, at->index) != NULL)
IS(has_any_maybe_seen, truce__count_kept(at, &truce__concept_domain, has_maybe_seen) > 0)
IS(has_open_quo, has_status_quo(at) && has_maybe(at))
GET(quo_code, has_status_quo(at) ? truce__text_of(truce_graph_state_code(at->graph, truce_graph_status_quo(at->graph),
                                                                         at->scratch->code))
                                 : truce__none())
GET(equilibrium_count, truce__number(truce_set_count(equilibria(MOMENT, at->index))))
GET(maybe_count, truce__number(truce_set_count(maybe_equilibria(MOMENT, at->index))))
GET(seen_count, truce__number(truce_set_count(as_seen(MOMENT, at->index))))
GET(maybe_seen_count, truce__number(truce_set_count(maybe_seen(MOMENT, at->index))))
GET(holding_count, truce__number(holding(MOMENT, at->up->index, at->index)))
bool truce__moment_reads_all(const truce__at *at) {
    return truce_solution_is_of_completions(MOMENT->solved.solution);
}

GET(if_open, truce__is_open_model(at->model) ? truce__bool(true) : truce__none())
GET(reading, truce__text_of(truce__moment_reads_all(at) ? "all" : "first"))
static const truce__field completion_fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__completion_counts},
    {"reading", TEXT, IN_JSON, .get = reading, .one_of = truce__readings},
    {0}};

const truce__field truce__moment_fields[] = {
    {"completions", RECORD, IN_JSON, TRUCE__OMIT, .get = if_open, .of = completion_fields,
     .about = "where the model has 'either'"},
    {"states", RECORD, IN_JSON, .of = truce__space_fields},
    {"status_quo", STATE, IN_JSON, TRUCE__NULLABLE, .get = truce__get_status_quo},
    {"code", TEXT, IN_JSON, TRUCE__NULLABLE, .get = quo_code, .about = "of the status quo"},
    {"stable", MAP, IN_JSON, .domain = &truce__concept_domain, .keep = has_status_quo,
     .of = ITEM(SUBSET, .domain = &truce__party_domain, .keep = is_stable),
     .about = "for whom the status quo is stable"},
    {"counts", MAP, IN_JSON, .domain = &truce__concept_domain, .of = ITEM(NUMBER, .get = equilibrium_count),
     .about = "equilibria"},
    {"maybe", MAP, IN_JSON, .domain = &truce__concept_domain, .keep = has_open_quo, .when = has_any_maybe,
     .of = ITEM(SUBSET, .domain = &truce__party_domain, .keep = is_maybe),
     .about = "for whom it depends on a tie, or on what is unknown, whether the status quo is stable"},
    {"maybe_counts", MAP, IN_JSON, .domain = &truce__concept_domain, .keep = has_maybe, .when = has_any_maybe,
     .of = ITEM(NUMBER, .get = maybe_count), .about = "states that may be equilibria"},
    {"hypergame_counts", MAP, IN_JSON, .domain = &truce__concept_domain, .when = has_views,
     .of = ITEM(NUMBER, .get = seen_count), .about = "states that every party sees and finds stable in its view"},
    {"maybe_hypergame_counts", MAP, IN_JSON, .domain = &truce__concept_domain, .keep = has_maybe_seen,
     .when = has_any_maybe_seen, .of = ITEM(NUMBER, .get = maybe_seen_count),
     .about = "others that every party sees and none finds unstable"},
    {"by_outcome", MAP, IN_JSON, .domain = &truce__concept_domain,
     .of = ITEM(MAP, .domain = &truce__outcome_domain, .of = ITEM(NUMBER, .get = holding_count)),
     .about = "equilibria in which the outcome holds"},
    {0}};

/* ------------------------------------------------------------------- flips */

/* The state as the later model has it, or the earlier one where it is gone. */
static const truce_graph *graph_of(const truce__at *at) {
    return MOMENT[FLIP->after ? 0 : -1].solved.graph;
}

static truce_state state_of(const truce__flip *flip) {
    return flip->after ? flip->after : flip->before;
}

static truce__value party_of(const truce__at *at) {
    uint32_t party = FLIP->party;
    return party == UINT32_MAX ? truce__none() : truce__member(at, &truce__party_domain, party);
}

static truce__value yes_no(bool is) { return truce__text_of(is ? "yes" : "no"); }
GET(concept, truce__member(at, &truce__concept_domain, FLIP->slot))
GET(is_status_quo, truce__bool(FLIP->is_status_quo))
GET(before, truce__state_of(FLIP->before))
GET(after, truce__state_of(FLIP->after))
GET(code, truce__text_of(truce_graph_state_code(graph_of(at), state_of(FLIP), at->scratch->code)))
static truce__value yes_maybe_no(truce_verdict v) { return v == TRUCE_MAYBE ? truce__text_of("maybe") : yes_no(v); }
static truce__value if_maybe(truce_verdict v) { return v == TRUCE_MAYBE ? truce__bool(true) : truce__none(); }
static truce__value mark_of(truce_verdict v) {
    return truce__message_of(v == TRUCE_STABLE ? TRUCE__M_MARK_STABLE
                             : v == TRUCE_MAYBE ? TRUCE__M_MARK_MAYBE : TRUCE__M_COLUMN_NOTHING);
}
GET(held, truce__bool(FLIP->held == TRUCE_STABLE))
GET(holds, truce__bool(FLIP->holds == TRUCE_STABLE))
GET(maybe_held, if_maybe(FLIP->held))
GET(maybe_holds, if_maybe(FLIP->holds))
GET(csv_status_quo, yes_no(FLIP->is_status_quo))
GET(csv_held, yes_maybe_no(FLIP->held))
GET(csv_holds, yes_maybe_no(FLIP->holds))
GET(told_held, mark_of(FLIP->held))
GET(told_holds, mark_of(FLIP->holds))
GET(told_party, FLIP->party == UINT32_MAX ? truce__message_of(TRUCE__M_FLIP_EVERY_PARTY) : party_of(at))
GET(flip_total, truce__number(MOMENT->flips.total))
truce__value truce__get_flip_total(const truce__at *at) { return flip_total(at); }
const truce__field truce__flip_fields[] = {
    {"concept", MEMBER, IN_DATA, .get = concept, .domain = &truce__concept_domain},
    {"party", MEMBER, IN_DATA, TRUCE__NULLABLE, .get = party_of, .domain = &truce__party_domain,
     .about = "whether it is stable for this party; null: whether it is an equilibrium"},
    {"status_quo", BOOL, IN_JSON, .get = is_status_quo,
     .about = "about the status quo, whichever state that is in either model"},
    {"status_quo", TEXT, IN_CSV, .get = csv_status_quo},
    {"before", STATE, IN_DATA, TRUCE__NULLABLE, .get = before, .about = "null: there was no such state"},
    {"after", STATE, IN_DATA, TRUCE__NULLABLE, .get = after, .about = "null: there is no such state"},
    {"code", TEXT, IN_DATA, .get = code},
    {"held", BOOL, IN_JSON, .get = held},
    {"held", TEXT, IN_CSV, .get = csv_held},
    {"holds", BOOL, IN_JSON, .get = holds},
    {"maybe_held", BOOL, IN_JSON, TRUCE__OMIT, .get = maybe_held,
     .about = "it depended on a tie, or on what was unknown"},
    {"maybe_holds", BOOL, IN_JSON, TRUCE__OMIT, .get = maybe_holds, .about = "it depends on that now"},
    {"holds", TEXT, IN_CSV, .get = csv_holds},
    {0}};
const truce__field truce__told_flip_fields[] = {
    {"concept", MEMBER, IN_PAPER, .get = concept, .head = HEAD(CONCEPT)},
    {"party", MEMBER, IN_PAPER, .get = told_party, .head = HEAD(STABLE_FOR)},
    {"status_quo", BOOL, IN_PAPER, .get = is_status_quo, .head = HEAD(STATUS_QUO)},
    {"before", STATE, IN_PAPER, TRUCE__RIGHT, .get = before, .head = HEAD(STATE_BEFORE)},
    {"after", STATE, IN_PAPER, TRUCE__RIGHT, .get = after, .head = HEAD(STATE_AFTER)},
    {"code", TEXT, IN_PAPER, .get = code, .head = HEAD(CODE)},
    {"held", TEXT, IN_PAPER, .get = told_held, .head = HEAD(HELD)},
    {"holds", TEXT, IN_PAPER, .get = told_holds, .head = HEAD(HOLDS)},
    {0}};

/* ------------------------------------------------------------------- prose */

/* For the two functions below: the concepts, from the place's number on, under which the status quo is stable for the
 * same parties as under that one. */
static bool is_alike(const truce__at *at, uint64_t slot, uint64_t other) {
    for (uint32_t p = 0; p < at->model->n_parties; p++)
        if (verdict_for(at, slot, p) != verdict_for(at, other, p)) return false;
    return true;
}

IS(says_the_same, at->index >= at->up->index && is_alike(at, at->index, at->up->index))

static bool was_said(const truce__at *at) {
    for (uint64_t before = 0; before < at->index; before++)
        if (is_alike(at, before, at->index)) return true;
    return false;
}

void truce__say_standing(const truce__at *at, truce__say *say) {
    truce__at slot = *at;
    truce__say_expiry(at, say);
    if (!has_status_quo(at)) return;
    SAY(say, MOMENT_STATUS_QUO, truce__get_status_quo(at));
    for (slot.index = 0; slot.index < truce__concept_domain.count(at); slot.index++) {
        truce__value concepts = truce__these(&slot, &truce__concept_domain, says_the_same);
        if (was_said(&slot)) continue;
        if (truce__count_kept(&slot, &truce__party_domain, is_stable))
            SAY(say, MOMENT_STABLE, concepts, truce__these(&slot, &truce__party_domain, is_stable));
        else if (!truce__count_kept(&slot, &truce__party_domain, is_maybe))
            SAY(say, MOMENT_STABLE_FOR_NOBODY, concepts);
        if (truce__count_kept(&slot, &truce__party_domain, is_maybe))
            SAY(say, MOMENT_MAYBE, concepts, truce__these(&slot, &truce__party_domain, is_maybe));
    }
    truce__say_end(say, TRUCE__BELOW);
}

static bool has_same_outcomes(const truce_model *model, const truce_model *other) {
    if (model->n_outcomes != other->n_outcomes) return false;
    for (uint32_t k = 0; k < model->n_outcomes; k++)
        if (strcmp(model->outcomes[k].id, other->outcomes[k].id) != 0) return false;
    return true;
}

/* Whether there are as many equilibria of each concept and outcome as at the moment before. */
static bool has_same_equilibria(const truce__at *at) {
    const truce__moment *before = MOMENT - 1;
    if (!has_same_outcomes(at->model, truce_graph_model(before->solved.graph))) return false;
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++) {
        const truce_set *now = maybe_equilibria(MOMENT, slot), *then = maybe_equilibria(before, slot);
        if (truce_set_count(equilibria(MOMENT, slot)) != truce_set_count(equilibria(before, slot))) return false;
        if ((now ? truce_set_count(now) : 0) != (then ? truce_set_count(then) : 0)) return false;
        for (uint32_t k = 0; k < at->model->n_outcomes; k++)
            if (holding(MOMENT, slot, k) != holding(before, slot, k)) return false;
    }
    return true;
}

/* "1, 4" */
static void say_states(truce__say *say, const truce_set *states) {
    for (truce_state s = truce_set_next(states, 0), first = s; s; s = truce_set_next(states, s)) {
        if (s != first) SAY_ALONE(say, LIST_NEXT);
        SAY(say, PLAIN, truce__number(s));
    }
}

/* " (1, 4; Stalemate 2, Deal 1)": which they are, where they are few, and in which outcomes. */
static void say_equilibria(const truce__at *at, truce__say *say, uint32_t slot) {
    const truce_set *states = equilibria(MOMENT, slot);
    bool is_named = truce_set_count(states) <= NAMED_STATES, has_one = false;
    if (!truce_set_count(states)) return;
    if (is_named) {
        SAY_ALONE(say, MOMENT_BEGIN);
        say_states(say, states);
    }
    for (uint32_t k = 0; k < at->model->n_outcomes; k++) {
        truce__value count = truce__number(holding(MOMENT, slot, k));
        if (!count.number) continue;
        if (has_one) SAY_ALONE(say, LIST_NEXT);
        else if (is_named) SAY_ALONE(say, MOMENT_OUTCOMES);
        else SAY_ALONE(say, MOMENT_BEGIN);
        SAY(say, MOMENT_OUTCOME, truce__member(at, &truce__outcome_domain, k), count);
        has_one = true;
    }
    if (is_named || has_one) SAY_ALONE(say, MOMENT_END);
}

static bool is_same_set(const truce_set *x, const truce_set *y) {
    uint64_t of_x = x ? truce_set_count(x) : 0, of_y = y ? truce_set_count(y) : 0;
    return of_x == of_y && (of_x == 0 || of_x == truce_set_count_both(x, y));
}

static bool has_same_set(const truce__at *at, uint64_t slot, uint64_t other) {
    return is_same_set(equilibria(MOMENT, slot), equilibria(MOMENT, other)) &&
           is_same_set(maybe_equilibria(MOMENT, slot), maybe_equilibria(MOMENT, other));
}

IS(has_the_same, at->index >= at->up->index && has_same_set(at, at->index, at->up->index))

static bool was_named(const truce__at *at) {
    for (uint64_t before = 0; before < at->index; before++)
        if (has_same_set(at, before, at->index)) return true;
    return false;
}

static bool has_same_seen(const truce__at *at, uint64_t slot, uint64_t other) {
    return is_same_set(as_seen(MOMENT, slot), as_seen(MOMENT, other)) &&
           is_same_set(maybe_seen(MOMENT, slot), maybe_seen(MOMENT, other));
}

IS(is_seen_alike, at->index >= at->up->index && has_same_seen(at, at->index, at->up->index))

static bool was_seen(const truce__at *at) {
    for (uint64_t before = 0; before < at->index; before++)
        if (has_same_seen(at, before, at->index)) return true;
    return false;
}

static bool sees_all(const truce__at *at) {
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++)
        if (!is_same_set(as_seen(MOMENT, slot), equilibria(MOMENT, slot)) ||
            !is_same_set(maybe_seen(MOMENT, slot), maybe_equilibria(MOMENT, slot)))
            return false;
    return true;
}

static void say_maybe(const truce_set *maybe, truce__say *say) {
    if (maybe && truce_set_count(maybe))
        SAY(say, EQUILIBRIA_MAYBE, truce__number(truce_set_count(maybe)), truce__some_of(maybe, NAMED_STATES));
}

static void say_as_seen(const truce__at *at, truce__say *say) {
    truce__at slot = *at;
    if (!has_views(at)) return;
    if (sees_all(at)) SAY_ALONE(say, MOMENT_SEEN_ALIKE);
    for (slot.index = 0; !sees_all(at) && slot.index < truce__concept_domain.count(at); slot.index++) {
        if (was_seen(&slot)) continue;
        const truce_set *seen = as_seen(MOMENT, slot.index);
        truce__value concepts = truce__these(&slot, &truce__concept_domain, is_seen_alike),
                     count = truce__number(truce_set_count(seen));
        if (slot.index) SAY(say, MOMENT_NEXT_EQUILIBRIA, concepts, count);
        else SAY(say, MOMENT_SEEN, concepts, count);
        if (count.number && count.number <= NAMED_STATES) {
            SAY_ALONE(say, MOMENT_BEGIN);
            say_states(say, seen);
            SAY_ALONE(say, MOMENT_END);
        }
        say_maybe(maybe_seen(MOMENT, slot.index), say);
    }
    truce__say_end(say, TRUCE__BELOW);
}

void truce__say_equilibria(const truce__at *at, truce__say *say, bool is_later) {
    bool is_same = is_later && has_same_equilibria(at);
    truce__at slot = *at;
    if (is_same) SAY_ALONE(say, MOMENT_SAME_EQUILIBRIA);
    for (slot.index = 0; !is_same && slot.index < truce__concept_domain.count(at); slot.index++) {
        if (was_named(&slot)) continue;
        truce__value concepts = truce__these(&slot, &truce__concept_domain, has_the_same),
                     count = truce__number(truce_set_count(equilibria(MOMENT, slot.index)));
        if (slot.index) SAY(say, MOMENT_NEXT_EQUILIBRIA, concepts, count);
        else SAY(say, MOMENT_EQUILIBRIA, concepts, count);
        say_equilibria(at, say, (uint32_t)slot.index);
        say_maybe(maybe_equilibria(MOMENT, slot.index), say);
    }
    truce__say_end(say, TRUCE__BELOW);
    say_as_seen(at, say);
}

/* Whether two flips differ in their concept only. */
static bool is_twin(const truce__flip *x, const truce__flip *y) {
    return x->party == y->party && x->is_status_quo == y->is_status_quo && x->before == y->before &&
           x->after == y->after && x->held == y->held && x->holds == y->holds && x->cause_count == y->cause_count &&
           memcmp(x->causes, y->causes, x->cause_count * sizeof *x->causes) == 0;
}

/* "Nash, SEQ: " for a flip and its twins after it. Twins are looked for among the next few thousand: more are not
 * shown. */
static void say_concepts(const truce__at *at, truce__say *say) {
    const truce__flip *first = FLIP;
    size_t left = truce__count_flips(at) - at->index, end = left < TWINS ? left : TWINS;
    SAY(say, PLAIN, concept(at));
    for (size_t i = 1; i < end; i++)
        if (is_twin(&first[i], first))
            SAY(say, FLIP_NEXT_CONCEPT, truce__member(at, &truce__concept_domain, first[i].slot));
    SAY_ALONE(say, FLIP_CONCEPTS_END);
}

static bool is_told(const truce__at *at) {
    const truce__flip *flip = FLIP;
    for (size_t back = at->index < TWINS ? at->index : TWINS; back > 0; back--)
        if (is_twin(flip - back, flip)) return true;
    return false;
}

/* The state in words, of the graph that has it. */
static void say_state(const truce__at *at, truce__say *say) {
    const truce__at *outer = say->at;
    truce__at place = *at;
    place.graph = graph_of(at);
    say->at = &place;
    if (FLIP->is_status_quo) SAY(say, FLIP_STATUS_QUO, truce__state_of(state_of(FLIP)));
    else SAY(say, PLAIN, truce__state_of(state_of(FLIP)));
    say->at = outer;
}

/* What became of an equilibrium, and of a state stable for a party. */
static const truce__message told_flips[3][3][2] = {
    [TRUCE_UNSTABLE] = {[TRUCE_MAYBE] = {TRUCE__M_FLIP_MAY_BE_EQUILIBRIUM, TRUCE__M_FLIP_MAY_BE_STABLE},
                        [TRUCE_STABLE] = {TRUCE__M_FLIP_IS_EQUILIBRIUM, TRUCE__M_FLIP_IS_STABLE}},
    [TRUCE_MAYBE] = {[TRUCE_UNSTABLE] = {TRUCE__M_FLIP_CANNOT_BE_EQUILIBRIUM, TRUCE__M_FLIP_CANNOT_BE_STABLE},
                     [TRUCE_STABLE] = {TRUCE__M_FLIP_SURELY_EQUILIBRIUM, TRUCE__M_FLIP_SURELY_STABLE}},
    [TRUCE_STABLE] = {[TRUCE_UNSTABLE] = {TRUCE__M_FLIP_NO_EQUILIBRIUM, TRUCE__M_FLIP_NOT_STABLE},
                      [TRUCE_MAYBE] = {TRUCE__M_FLIP_UNSURE_EQUILIBRIUM, TRUCE__M_FLIP_UNSURE_STABLE}}};

static void say_verdict(const truce__at *at, truce__say *say) {
    const truce__flip *flip = FLIP;
    bool is_equilibrium = flip->party == UINT32_MAX, is_gone = flip->holds == TRUCE_UNSTABLE && !flip->after;
    const truce__value args[] = {party_of(at), {0}};
    truce__message words = told_flips[flip->held][flip->holds][!is_equilibrium];
    if (is_gone && flip->held == TRUCE_STABLE) words = TRUCE__M_FLIP_GONE_EQUILIBRIUM;
    truce__say_args(say, words, is_equilibrium ? &args[1] : args); /* parties are compared in states that both have */
    if (!flip->before) SAY_ALONE(say, FLIP_NEW_STATE);
}

static void say_causes(const truce__at *at, truce__say *say,
                       void (*say_cause)(const truce__at *at, truce__say *say, uint32_t cause)) {
    const truce__flip *flip = FLIP;
    if (flip->cause_count == 0) SAY_ALONE(say, FLIP_ONLY_TOGETHER);
    for (size_t i = 0; i < flip->cause_count && i < NAMED_CAUSES; i++) {
        if (i == 0) SAY_ALONE(say, FLIP_BECAUSE);
        else if (i + 1 == flip->cause_count) SAY_ALONE(say, LIST_AND);
        else SAY_ALONE(say, LIST_NEXT);
        say_cause(at, say, flip->causes[i]);
    }
    if (flip->cause_count > NAMED_CAUSES) SAY(say, AND_MORE, truce__number(flip->cause_count - NAMED_CAUSES));
    if (flip->cause_count > 1) SAY_ALONE(say, FLIP_EACH_NEEDED);
}

void truce__say_flips(const truce__at *at, truce__say *say,
                      void (*say_cause)(const truce__at *at, truce__say *say, uint32_t cause)) {
    uint64_t shown = 0, told = 0, count = truce__count_flips(at), total = MOMENT->flips.total;
    truce__at row = *at;
    for (row.index = 0; row.index < count && shown < TOLD; row.index++, told++) {
        if (truce__is_cancelled(at->result->ctx)) return;
        if (is_told(&row)) continue;
        say_concepts(&row, say);
        say_state(&row, say);
        say_verdict(&row, say);
        say_causes(&row, say, say_cause);
        truce__say_end(say, TRUCE__BELOW);
        shown++;
    }
    for (; row.index < count && row.index < (uint64_t)TOLD * TWINS; row.index++) {
        if (truce__is_cancelled(at->result->ctx)) return;
        told += is_told(&row);
    }
    if (total > told) SAY(say, FLIP_MORE, truce__number(total - told));
    if (total == 0) SAY_ALONE(say, FLIP_NONE);
    if (total > told || total == 0) truce__say_end(say, TRUCE__BELOW);
}
