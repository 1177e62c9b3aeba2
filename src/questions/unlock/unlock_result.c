/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of `unlock`: what would have to change, why nothing cheaper does, and the inverse. unlock_told.c has the
 * words. */
#include "questions/unlock/unlock_result.h"

#include "questions/change_result.h"
#include "result/declare.h"

#define GET(name, value) GET_OF(truce__unlock_result, name, value)
#define IS(name, truth) IS_OF(truce__unlock_result, name, truth)

/* -------------------------------------------------------------------- what */

static const char *const conditions[] = {"equilibrium", "reachable", "lasts", NULL};
static const char *const reasons[] = {[TRUCE__POSSIBLE] = "possible",
                                      [TRUCE__NO_TARGET] = "no_target",
                                      [TRUCE__NO_DEPARTURE] = "no_departure",
                                      [TRUCE__NO_WAY] = "no_way",
                                      [TRUCE__NEVER_STABLE] = "never_stable",
                                      [TRUCE__NEVER_LASTS] = "never_lasts",
                                      [TRUCE__ALL_TRIED] = "all_tried",
                                      NULL};

IS(is_search, !r->asked.is_inverse)
IS(is_inverse, r->asked.is_inverse)
IS(is_impossible, r->unlocked.impossible != TRUCE__POSSIBLE)

static bool is_required(const truce__at *item) {
    const truce__unlock_result *r = item->result->self;
    return item->index == 0 || (item->index == 1 ? r->asked.query.ways != TRUCE__ANY_WAY : r->asked.query.lasts);
}
static uint64_t count_conditions(const truce__at *at) { (void)at; return 3; }

static uint64_t count_kinds(const truce__at *at) { (void)at; return TRUCE__N_TARIFF; }
static bool is_tried(const truce__at *item) {
    const truce__tariff *tariff = &((const truce__unlock_result *)item->result->self)->asked.query.tariff;
    const uint32_t prices[TRUCE__N_TARIFF] = {tariff->swap, tariff->drop, tariff->insert, tariff->flip};
    return truce__may(prices[item->index]);
}
GET(kind, truce__text_of(truce__tariff_names[at->index]))
GET(target, truce__text_of(r->asked.query.target))
GET(concept_id, truce__text_of(truce_concept_at(r->asked.query.concept)->id))
GET(condition, truce__text_of(conditions[at->index]))
GET(cost, is_search(at) && r->unlocked.is_known ? truce__number(r->unlocked.cost) : truce__none())
GET(at_least, is_search(at) && !is_impossible(at) && !r->unlocked.is_known ? truce__number(r->unlocked.cost)
                                                                            : truce__none())
static const char *const limits[] = {"effort", "max-cost", NULL};
GET(ended_by, is_search(at) && !is_impossible(at) && !r->unlocked.is_known
                  ? truce__text_of(limits[truce__unlock_is_too_dear(r)])
                  : truce__none())
GET(impossible, is_search(at) && is_impossible(at) ? truce__bool(true) : truce__none())
GET(reason, truce__text_of(reasons[r->unlocked.impossible]))
GET(stuck_state, r->unlocked.impossible == TRUCE__NO_DEPARTURE
                     ? truce__state_of(truce_graph_status_quo(at->graph))
                     : truce__none())
GET(hindering_party, r->unlocked.impossible == TRUCE__NEVER_STABLE || r->unlocked.impossible == TRUCE__NEVER_LASTS
                         ? truce__party_of(at, r->unlocked.party)
                         : truce__none())
GET(answer_count, is_search(at) ? truce__number(r->unlocked.count) : truce__none())
GET(is_cut, truce__bool(is_search(at) ? !r->unlocked.is_counted || r->unlocked.answers.count < r->unlocked.count
                                      : false))

static truce__value words_of(const truce__at *at, truce__message message, const truce__value *args) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce__message_words(text, at, message, args);
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}

static truce__value impossible_words(const truce__at *at) {
    truce__value args[TRUCE__UNLOCK_ARGS];
    truce__message message = truce__unlock_impossible(at, args);
    return words_of(at, message, args);
}

static const truce__field impossible_fields[] = {
    {"reason", TEXT, IN_JSON, .get = reason, .one_of = reasons},
    {"text", TEXT, IN_JSON, .get = impossible_words, .about = "the same as a sentence"},
    {"state", STATE, IN_JSON, TRUCE__NULLABLE, .get = stuck_state,
     .about = "the status quo, where no edits make any move from it an improvement"},
    {"party", MEMBER, IN_JSON, TRUCE__NULLABLE, .get = hindering_party, .domain = &truce__party_domain,
     .about = "which leaves each target, or for which none lasts, whatever the edits"},
    {0}};

/* ------------------------------------------------------------------- proof */

#define LINE (&r->unlocked.proof.at[at->index])
GET(line_cost, truce__number(LINE->cost))
GET(line_profiles, truce__number(LINE->profiles))
GET(line_tried, truce__number(LINE->tried))
GET(line_excluded, truce__number(LINE->profiles - LINE->tried))
static uint64_t count_lines(const truce__at *at) {
    const truce__unlock_result *r = at->result->self;
    return r->unlocked.proof.count;
}
static const truce__field line_fields[] = {
    {"cost", NUMBER, IN_JSON, .get = line_cost},
    {"profiles", NUMBER, IN_JSON, .get = line_profiles,
     .about = "ways to spend that on edits and levers, so many or more if it is 2^64 - 1"},
    {"tried", NUMBER, IN_JSON, .get = line_tried, .about = "looked at one by one"},
    {"excluded", NUMBER, IN_JSON, .get = line_excluded, .about = "by what each party alone would have to spend"},
    {0}};
static const truce__field proof_fields[] = {
    {"costs", LIST, IN_JSON, .count = count_lines, .of = RECORD_OF(line_fields)}, {0}};

/* ----------------------------------------------------------------- answers */

#define ANSWER ((const truce__unlock_answer *)at->self)

static bool next_answer(const truce__at *list, truce__at *item) {
    const truce__unlock_result *r = list->result->self;
    if (++item->index >= r->unlocked.answers.count) return false;
    item->self = &r->unlocked.answers.at[item->index];
    return true;
}

GET(answer_state, truce__state_of(ANSWER->state))
GET(answer_code, truce__text_of(ANSWER->code))
GET(answer_cost, truce__number(r->unlocked.cost))
GET(is_verified, truce__bool(true))
static uint64_t count_changes(const truce__at *at) { return ANSWER->n_changes; }
static uint64_t count_words(const truce__at *at) { return truce__count_unlock_words(ANSWER); }
static truce__value words(const truce__at *at) {
    truce__value args[TRUCE__UNLOCK_ARGS];
    truce__message message = truce__unlock_words(at, ANSWER, at->index, args);
    return words_of(at, message, args);
}
static bool has_to_rethink(const truce__at *item) {
    return truce__unlock_parties(item->up->self) >> item->index & 1;
}
static uint64_t count_path(const truce__at *at) { return ANSWER->n_path; }
static bool is_used(const truce__at *item) {
    return ((const truce__unlock_answer *)item->up->self)->levers >> item->index & 1;
}
static uint64_t count_levers(const truce__at *at) { return at->model ? at->model->n_levers : 0; }
GET(lever_id, truce__text_of(at->model->levers[at->index].id))

/* The entry of a change as JSON has it; `self` of the place around is the answer. */
static truce_status open_change(truce__at *at) {
    truce__told_change *change;
    const truce__unlock_answer *answer = at->self;
    TRY(truce__change_begin(at->result->ctx, &change));
    truce_status status = truce__change_tell(change, &answer->changes[at->index]);
    if (status == TRUCE_OK) at->self = change;
    else truce__change_free(change);
    return status;
}
static void close_change(truce__at *at) { truce__change_free((truce__told_change *)(uintptr_t)at->self); }

#define STEP (&ANSWER->path[at->index])
GET(step_party, truce__party_of(at, STEP->party))
GET(step_to, truce__state_of(STEP->to))
static const truce__field step_fields[] = {
    {"party", MEMBER, IN_JSON, .get = step_party, .domain = &truce__party_domain},
    {"to", STATE, IN_JSON, .get = step_to},
    {"improvement", BOOL, IN_JSON, .get = is_verified},
    {0}};

GET(before, truce__number(ANSWER->before))
GET(after, truce__number(ANSWER->after))
static bool has_number(const uint32_t *numbers, uint32_t count, uint64_t number) {
    for (uint32_t i = 0; i < count; i++)
        if (numbers[i] == number) return true;
    return false;
}
static bool is_gained(const truce__at *item) {
    const truce__unlock_answer *answer = item->up->self;
    return has_number(answer->gained, answer->n_gained, item->index);
}
static bool is_lost(const truce__at *item) {
    const truce__unlock_answer *answer = item->up->self;
    return has_number(answer->lost, answer->n_lost, item->index);
}
static const truce__field equilibria_fields[] = {
    {"before", NUMBER, IN_JSON, .get = before}, {"after", NUMBER, IN_JSON, .get = after}, {0}};
static const truce__field effect_fields[] = {
    {"equilibria", RECORD, IN_JSON, .of = equilibria_fields, .about = "how many there are"},
    {"gained", SUBSET, IN_JSON, .domain = &truce__outcome_domain, .keep = is_gained,
     .about = "outcomes that hold in an equilibrium then and in none now"},
    {"lost", SUBSET, IN_JSON, .domain = &truce__outcome_domain, .keep = is_lost},
    {0}};

static const truce__field answer_fields[] = {
    {"state", STATE, IN_JSON, .get = answer_state, .about = "in the model as it is then"},
    {"code", TEXT, IN_JSON, .get = answer_code},
    {"cost", NUMBER, IN_JSON, .get = answer_cost},
    {"changes", LIST, IN_JSON, TRUCE__TALL, .count = count_changes,
     .of = &(const truce__field){NULL, RECORD, TRUCE__IN_ALL, .of = truce__change_fields, .open = open_change,
                                 .close = close_change},
     .about = "to be made one after the other; `events` takes them"},
    {"text", LIST, IN_JSON, .count = count_words, .of = ITEM(TEXT, .get = words),
     .about = "what has to be different, in sentences"},
    {"parties", SUBSET, IN_JSON, .domain = &truce__party_domain, .keep = has_to_rethink,
     .about = "who has to see something differently"},
    {"levers", LIST, IN_JSON, .count = count_levers, .keep = is_used, .of = ITEM(TEXT, .get = lever_id)},
    {"path", LIST, IN_JSON, .count = count_path, .of = RECORD_OF(step_fields)},
    {"effects", RECORD, IN_JSON, .of = effect_fields},
    {"verified", BOOL, IN_JSON, .get = is_verified,
     .about = "the model with the changes was read, solved and checked from the definitions"},
    {0}};

/* --------------------------------------------------------------------- csv */

static truce__value joined_changes(const truce__at *at) {
    static const char *const words[] = {"set", "remove", "insert", "move"};
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (uint32_t i = 0; i < ANSWER->n_changes; i++) {
        const truce_edit *change = &ANSWER->changes[i];
        truce__text_printf(text, "%s%s %s", i ? "; " : "", words[change->op], change->path);
        if (change->value) truce__text_printf(text, ": %s", change->value);
        if (change->op == TRUCE_EDIT_MOVE) truce__text_printf(text, " to %u", change->to);
    }
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}
static truce__value joined_path(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (uint32_t i = 0; i < ANSWER->n_path; i++)
        truce__text_printf(text, "%s%s %llu", i ? "; " : "", at->model->parties[ANSWER->path[i].party].id,
                           (unsigned long long)ANSWER->path[i].to);
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}
static uint64_t total_answers(const truce__at *at) {
    const truce__unlock_result *r = at->result->self;
    return r->unlocked.count;
}
static const truce__field row_fields[] = {
    {"state", STATE, IN_CSV, .get = answer_state},
    {"code", TEXT, IN_CSV, .get = answer_code},
    {"cost", NUMBER, IN_CSV, .get = answer_cost},
    {"levers", LIST, IN_CSV, .count = count_levers, .keep = is_used, .of = ITEM(TEXT, .get = lever_id)},
    {"changes", TEXT, IN_CSV, .get = joined_changes},
    {"path", TEXT, IN_CSV, .get = joined_path},
    {"gained", SUBSET, IN_CSV, .domain = &truce__outcome_domain, .keep = is_gained},
    {"lost", SUBSET, IN_CSV, .domain = &truce__outcome_domain, .keep = is_lost},
    {0}};

/* ----------------------------------------------------------------- inverse */

#define PARTY (&r->inverse.parties[at->index])
#define OF_PARTY (&r->inverse.parties[at->up->index])
static uint64_t count_sets(const truce__at *at) {
    const truce__unlock_result *r = at->result->self;
    return PARTY->n_sets;
}
static uint64_t count_states(const truce__at *at) {
    const truce__unlock_result *r = at->result->self;
    return OF_PARTY->sets[at->index].count;
}
GET(over, truce__state_of(r->inverse.parties[at->up->up->index].sets[at->up->index].states[at->index]))
static const truce__field over_fields[] = {{"over", STATE, IN_JSON, .get = over}, {0}};
GET(total_rankings, truce__decimal_of(PARTY->rankings.total))
GET(good_rankings, truce__decimal_of(PARTY->rankings.good))
GET(share_of_rankings, truce__decimal_of(PARTY->rankings.share[0] ? PARTY->rankings.share : NULL))
GET(total_orders, truce__decimal_of(PARTY->orders.total))
GET(good_orders, truce__decimal_of(PARTY->orders.good))
GET(share_of_orders, truce__decimal_of(PARTY->orders.share[0] ? PARTY->orders.share : NULL))
GET(is_party_stable, truce__bool(PARTY->is_stable))
GET(are_sets_cut, truce__bool(PARTY->is_cut))
static const truce__field ranking_fields[] = {
    {"total", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = total_rankings},
    {"good", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = good_rankings},
    {"share", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = share_of_rankings},
    {0}};
static const truce__field order_fields[] = {
    {"total", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = total_orders},
    {"good", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = good_orders},
    {"share", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = share_of_orders},
    {0}};
static const truce__field inverse_fields[] = {
    {"stable", BOOL, IN_JSON, .get = is_party_stable, .about = "as the model stands"},
    {"any_of", LIST, IN_JSON, TRUCE__TALL, .count = count_sets,
     .of = ITEM(LIST, .count = count_states, .of = RECORD_OF(over_fields)),
     .about = "least sets of states: ranking the target at least as high as all states of one of them is enough"},
    {"any_of_truncated", BOOL, IN_JSON, .get = are_sets_cut},
    {"rankings", RECORD, IN_JSON, .of = ranking_fields, .about = "strict rankings of all states"},
    {"orders", RECORD, IN_JSON, .of = order_fields, .about = "orders of the party's own statements"},
    {0}};

/* ------------------------------------------------------------------ result */

static const truce__field fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__head_fields},
    {"", PROSE, IN_PEOPLE, .say = truce__say_head},
    {"target", TEXT, IN_JSON, .get = target},
    {"concept", TEXT, IN_JSON, .get = concept_id},
    {"requires", LIST, IN_JSON, .count = count_conditions, .keep = is_required,
     .of = ITEM(TEXT, .get = condition, .one_of = conditions)},
    {"edits", LIST, IN_JSON, .count = count_kinds, .keep = is_tried,
     .of = ITEM(TEXT, .get = kind, .one_of = truce__tariff_names), .about = "the kinds that were tried"},
    {"cost", NUMBER, IN_JSON, TRUCE__NULLABLE, .get = cost},
    {"at_least", NUMBER, IN_JSON, TRUCE__NULLABLE, .get = at_least,
     .about = "where --max-cost or --effort ended the search: nothing cheaper unlocks it"},
    {"ended_by", TEXT, IN_JSON, TRUCE__OMIT, .get = ended_by, .one_of = limits, .about = "which of the two did"},
    {"impossible", RECORD, IN_JSON, TRUCE__NULLABLE, .get = impossible, .of = impossible_fields},
    {"proof", RECORD, IN_JSON, .of = proof_fields},
    {"count", NUMBER, IN_JSON, TRUCE__NULLABLE, .get = answer_count,
     .about = "of answers of that cost; a state with its changes is one"},
    {"", PROSE, IN_PEOPLE, .say = truce__say_unlocked, .when = is_search},
    {"answers", LIST, IN_JSON, TRUCE__TALL, .next = next_answer, .of = RECORD_OF(answer_fields)},
    {"answers", LIST, IN_CSV, TRUCE__TABLE, .next = next_answer, .total = total_answers, .of = RECORD_OF(row_fields)},
    {"", PROSE, IN_PEOPLE, .say = truce__say_inverse, .when = is_inverse},
    {"inverse", MAP, IN_JSON, .domain = &truce__party_domain, .of = RECORD_OF(inverse_fields), .when = is_inverse},
    {"truncated", BOOL, IN_JSON, .get = is_cut},
    {"", PROSE, IN_PEOPLE, .say = truce__say_definitions},
    {0}};
const truce__layout truce__unlock_layout = {"truce.unlock.v1", fields};

static void release(void *thing) {
    truce__unlock_result *r = thing;
    truce__unlocked_free(&r->unlocked);
    truce__inverse_free(&r->inverse);
    truce__unlock_asked_free(&r->asked);
    truce__free(r->ctx, r);
}

static truce_status work_out(truce_ctx *ctx, truce__unlock_result *r, const truce_query *query) {
    TRY(truce__unlock_read(ctx, query, &r->asked));
    truce_state state = truce_set_next(r->asked.query.targets, 0);
    if (r->asked.is_inverse) return truce__inverse_find(ctx, query->graph, r->asked.reading, state, &r->inverse);
    return truce__unlock(ctx, query->graph, &r->asked.query, &r->unlocked);
}

truce_status truce__run_unlock(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    truce__unlock_result *r = truce__calloc(ctx, 1, sizeof *r);
    if (!r) return TRUCE_E_NOMEM;
    r->ctx = ctx;
    truce_status status = work_out(ctx, r, query);
    if (status == TRUCE_OK)
        status = truce__result_new(ctx, (truce__result){.layout = &truce__unlock_layout, .self = r,
                                                        .graph = query->graph, .model = query->graph->model},
                                   false, query->options, result);
    if (status == TRUCE_OK) (*result)->owned[0] = (truce__owned){release, r};
    else release(r);
    return status;
}
