/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of `ripe`: each condition with its reasons. */
#include "questions/gain.h"
#include "questions/questions.h"
#include "result/declare.h"
#include "words/say.h"

#include <truce/ripe.h>

#define GET(name, value) GET_OF(truce_ripeness, name, value)
#define IS(name, truth) IS_OF(truce_ripeness, name, truth)

enum { TOLD = 3 }; /* ways out told in words */

static const truce_ripeness *of(const truce__at *at) { return at->result->self; }

static truce_state exit_of(const truce_ripeness *r, uint64_t slot, uint64_t party) {
    return r->exits[slot * r->graph->model->n_parties + party];
}

/* hurting */
GET(is_hurting, truce__bool(r->is_hurting))
GET(is_asked, truce__bool(r->parties[at->index].is_asked))
GET(pain, truce__text_of(r->parties[at->index].pain))
GET(is_hurt, truce__bool(r->parties[at->index].is_hurt))
static truce__value pain_words(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    if (!of(at)->parties[at->index].pain) return truce__none();
    truce__text_clear(text);
    truce__value_words(text, at, truce__stmt_of(&at->model->pain[at->index].stmt));
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}
static const truce__field hurt_fields[] = {
    {"party", MEMBER, IN_JSON, .get = truce__get_party, .domain = &truce__party_domain},
    {"asked", BOOL, IN_JSON, .get = is_asked, .about = "a party to the deadlock"},
    {"pain", TEXT, IN_JSON, TRUCE__NULLABLE, .get = pain},
    {"text", TEXT, IN_JSON, TRUCE__NULLABLE, .get = pain_words, .about = "the pain as a clause"},
    {"hurt", BOOL, IN_JSON, .get = is_hurt},
    {0}};
static const truce__field hurting_fields[] = {
    {"met", BOOL, IN_JSON, .get = is_hurting},
    {"parties", LIST, IN_JSON, .domain = &truce__party_domain, .of = RECORD_OF(hurt_fields)},
    {0}};

/* stalemate */
GET(is_stalemate, truce__bool(r->is_stalemate[at->index]))
IS(has_exit, exit_of(r, at->up->index, at->index) != 0)
GET(exit_to, truce__state_of(exit_of(r, at->up->index, at->index)))
static const truce__field exit_fields[] = {
    {"party", MEMBER, IN_JSON, .get = truce__get_party, .domain = &truce__party_domain},
    {"to", STATE, IN_JSON, .get = exit_to},
    {0}};
static const truce__field stalemate_fields[] = {
    {"met", BOOL, IN_JSON, .get = is_stalemate},
    {"exits", LIST, IN_JSON, .domain = &truce__party_domain, .keep = has_exit, .of = RECORD_OF(exit_fields)},
    {0}};

/* Ways out; the item of a way has the way as `self`. */
#define WAY ((const truce_way_out *)at->self)
GET(has_way, truce__bool(truce_set_count(r->ways_out) > 0))
GET(better, truce__number(truce_set_count(r->better)))
GET(reachable, truce__number(truce_set_count(r->ways_out)))
GET(better_for_all, truce__number(r->better_for_all))
GET(is_cut, truce__bool(r->way_count < truce_paths_target_total(r->paths)))
#define STEP (&WAY->path->path[at->index])
GET(mover, truce__mover_of(at, STEP->party))
GET(lapse, truce__is_lapse(STEP->party))
GET(step_to, truce__state_of(STEP->to))
GET(step_gain, truce__gain_of(STEP->party, STEP->gain))
GET(gain, truce__text_of(truce__gain_names[WAY->gains[at->index]]))
IS(way_holds, WAY->holds[at->index])

static uint64_t count_steps(const truce__at *at) {
    return WAY->path->steps;
}

static bool next_way(const truce__at *list, truce__at *item) {
    const truce_ripeness *r = of(list);
    if (++item->index >= r->way_count) return false;
    item->self = &r->ways[item->index];
    item->state = r->ways[item->index].path->state;
    return true;
}

static const truce__field step_fields[] = {TRUCE__WHO_STEPS(mover, lapse),
                                           {"to", STATE, IN_JSON, .get = step_to},
                                           {"gain", TEXT, IN_JSON, TRUCE__NULLABLE, .get = step_gain,
                                            .one_of = truce__gain_names,
                                            .about = "for the mover, compared with the step before"},
                                           {0}};
static const truce__field way_fields[] = {{"", SPLICE, IN_JSON, .of = truce__state_fields},
                                          {"path", LIST, IN_JSON, .count = count_steps, .of = RECORD_OF(step_fields)},
                                          {"gain", MAP, IN_JSON, .domain = &truce__party_domain,
                                           .of = ITEM(TEXT, .get = gain, .one_of = truce__gain_names)},
                                          {"holds", SUBSET, IN_JSON, .domain = &truce__concept_domain,
                                           .keep = way_holds},
                                          {0}};
static const truce__field way_out_fields[] = {
    {"met", BOOL, IN_JSON, .get = has_way},
    {"better", NUMBER, IN_JSON, .get = better, .about = "states that each party to the deadlock prefers"},
    {"reachable", NUMBER, IN_JSON, .get = reachable},
    {"better_for_all", NUMBER, IN_JSON, .get = better_for_all},
    {"ways", LIST, IN_JSON, TRUCE__TALL, .next = next_way, .of = RECORD_OF(way_fields)},
    {"truncated", BOOL, IN_JSON, .get = is_cut},
    {0}};

/* enticing, ripe */
GET(enticing_count, truce__number(truce_set_count(r->enticing[at->index])))
GET(enticing_states, truce__set_of(r->enticing[at->index]))
GET(is_ripe, truce__bool(r->is_ripe[at->index]))
GET(verified, truce__number(r->verified))
static const truce__field enticing_fields[] = {
    {"count", NUMBER, IN_JSON, .get = enticing_count}, {"states", STATES, IN_JSON, .get = enticing_states}, {0}};

/* --------------------------------------------------------------------- csv */

/* The conditions one below the other: hurting (parties), stalemate (concepts x parties), way_out, ripe (concepts). */
typedef enum condition { HURTING, STALEMATE, WAY_OUT, RIPE, N_CONDITIONS } condition;
static const char *const condition_names[] = {"hurting", "stalemate", "way_out", "ripe", NULL};

/* A row is one number: condition, concept, party, from the highest place down. */
static condition condition_of(const truce__at *at) { return (condition)(at->index >> 40); }
static uint64_t slot_of(const truce__at *at) { return at->index >> 20 & 0xFFFFF; }
static uint64_t party_of(const truce__at *at) { return at->index & 0xFFFFF; }
static bool has_slot(const truce__at *at) { return condition_of(at) == STALEMATE || condition_of(at) == RIPE; }
static bool has_party(const truce__at *at) { return condition_of(at) == HURTING || condition_of(at) == STALEMATE; }

static bool next_condition(const truce__at *list, truce__at *item) {
    const truce_ripeness *r = of(list);
    for (item->index++; condition_of(item) < N_CONDITIONS; item->index++) {
        uint64_t slots = has_slot(item) ? r->concept_count : 1,
                 parties = has_party(item) ? list->model->n_parties : 1;
        if (slot_of(item) >= slots) item->index = (((item->index >> 40) + 1) << 40) - 1;
        else if (party_of(item) >= parties) item->index = (((item->index >> 20) + 1) << 20) - 1;
        else if (!has_party(item) || r->parties[party_of(item)].is_asked) return true;
    }
    return false;
}

GET(condition_name, truce__text_of(condition_names[condition_of(at)]))
GET(condition_slot, has_slot(at) ? truce__member(at, &truce__concept_domain, slot_of(at)) : truce__none())
GET(condition_party, has_party(at) ? truce__member(at, &truce__party_domain, party_of(at)) : truce__none())

static truce__value condition_met(const truce__at *at) {
    const truce_ripeness *r = of(at);
    switch (condition_of(at)) {
    case HURTING: return truce__bool(r->parties[party_of(at)].is_hurt);
    case STALEMATE: return truce__bool(!exit_of(r, slot_of(at), party_of(at)));
    case WAY_OUT: return truce__bool(truce_set_count(r->ways_out) > 0);
    default: return truce__bool(r->is_ripe[slot_of(at)]);
    }
}

static truce__value condition_detail(const truce__at *at) {
    const truce_ripeness *r = of(at);
    switch (condition_of(at)) {
    case HURTING: return truce__text_of(r->parties[party_of(at)].pain);
    case STALEMATE: return truce__state_of(exit_of(r, slot_of(at), party_of(at)));
    case WAY_OUT: return r->way_count ? truce__state_of(r->ways[0].path->state) : truce__none();
    default: return truce__none();
    }
}

static const truce__field condition_fields[] = {
    {"condition", TEXT, IN_CSV, .get = condition_name},
    {"concept", MEMBER, IN_CSV, TRUCE__NULLABLE, .get = condition_slot},
    {"party", MEMBER, IN_CSV, TRUCE__NULLABLE, .get = condition_party},
    {"met", BOOL, IN_CSV, .get = condition_met},
    {"detail", TEXT, IN_CSV, TRUCE__NULLABLE, .get = condition_detail},
    {0}};

/* -------------------------------------------------------------- for people */

IS(is_party_asked, r->parties[at->index].is_asked)
IS(is_silent, r->parties[at->index].is_asked && !r->parties[at->index].pain)
IS(is_ripe_under, r->is_ripe[at->index])
IS(is_stalemate_under, r->is_stalemate[at->index])
IS(is_worse, WAY->gains[at->index] == TRUCE_WORSE && !r->parties[at->index].is_asked)
IS(is_same, WAY->gains[at->index] == TRUCE_SAME && !r->parties[at->index].is_asked)
IS(is_better, WAY->gains[at->index] == TRUCE_BETTER && !r->parties[at->index].is_asked)

static truce__value concept_at(const truce__at *at, uint64_t slot) {
    return truce__member(at, &truce__concept_domain, slot);
}
static truce__value yes_no(bool is) { return truce__message_of(is ? TRUCE__M_YES : TRUCE__M_NO); }
static truce__block head_of(bool is_met) { return is_met ? TRUCE__HEAD_GOOD : TRUCE__HEAD_BAD; }

static void say_question(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    SAY(say, RIPE_ASK, truce__state_of(of(at)->state), truce__these_and(at, &truce__party_domain, is_party_asked));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* Whether what lacks is only that the model says where it hurts. */
static bool is_unsaid(const truce_ripeness *r) {
    bool is = !r->is_hurting;
    for (uint32_t p = 0; p < r->graph->model->n_parties; p++) {
        const truce_ripe_party *party = &r->parties[p];
        if (party->is_asked && party->pain && !party->is_hurt) is = false;
    }
    return is;
}

static void say_hurting(const truce__at *at, truce__say *say) {
    const truce_ripeness *r = of(at);
    bool is_silence_told = false;
    SAY(say, RIPE_HURTS, is_unsaid(r) ? truce__message_of(TRUCE__M_RIPE_UNSAID) : yes_no(r->is_hurting));
    truce__say_end(say, head_of(r->is_hurting));
    for (uint32_t p = 0; p < at->model->n_parties; p++) {
        const truce_ripe_party *party = &r->parties[p];
        if (!party->is_asked || (!party->pain && is_silence_told)) continue;
        is_silence_told |= !party->pain;
        const truce__said *pain = party->pain ? &at->model->pain[p] : NULL;
        truce__value text = truce__stmt_of(pain ? &pain->stmt : NULL),
                     note = truce__note_of(pain ? &pain->note : NULL);
        if (!pain) SAY(say, RIPE_SILENT, truce__these_and(at, &truce__party_domain, is_silent));
        else if (party->is_hurt) SAY(say, RIPE_HURT, truce__party_of(at, p), text, note);
        else SAY(say, RIPE_UNHURT, truce__party_of(at, p), text, note);
        truce__say_end(say, TRUCE__POINT);
    }
}

static void say_exit(const truce__at *at, truce__say *say, size_t slot, uint32_t party, truce_state to) {
    truce_state from = of(at)->state;
    truce__value changes = truce__own_changes_of(from, to), state = truce__state_of(to),
                 who = truce__party_of(at, party);
    bool is_shown = truce__has_changes(at->graph, from, to), counts = of(at)->parties[party].is_asked;
    if (is_shown && counts) SAY(say, RIPE_EXIT_SETS, who, changes, state, concept_at(at, slot));
    else if (is_shown) SAY(say, RIPE_EXIT_SETS_OTHER, who, changes, state);
    else if (counts) SAY(say, RIPE_EXIT_MOVES, who, state, concept_at(at, slot));
    else SAY(say, RIPE_EXIT_MOVES_OTHER, who, state);
    truce__say_end(say, TRUCE__SUBPOINT);
}

/* Exits of parties to the deadlock, or of the others. */
static void say_exits(const truce__at *at, truce__say *say, size_t slot, bool of_asked) {
    for (uint32_t p = 0; p < at->model->n_parties; p++) {
        truce_state to = exit_of(of(at), slot, p);
        if (to && of(at)->parties[p].is_asked == of_asked) say_exit(at, say, slot, p, to);
    }
}

static void say_stalemate(const truce__at *at, truce__say *say) {
    const truce_ripeness *r = of(at);
    uint32_t met = truce__count_kept(at, &truce__concept_domain, is_stalemate_under);
    bool is_some = met && met < r->concept_count;
    SAY(say, RIPE_STALEMATE, is_some ? truce__message_of(TRUCE__M_RIPE_UNDER_SOME) : yes_no(met));
    truce__say_end(say, head_of(met > 0));
    for (size_t slot = 0; slot < r->concept_count; slot++) {
        if (r->is_stalemate[slot]) SAY(say, RIPE_STABLE, concept_at(at, slot));
        else SAY(say, RIPE_UNSTABLE, concept_at(at, slot));
        truce__say_end(say, TRUCE__POINT);
        say_exits(at, say, slot, true);
        say_exits(at, say, slot, false);
    }
}

static void say_steps(const truce__at *at, truce__say *say, const truce_path *path) {
    truce_state from = of(at)->state;
    for (uint32_t i = 0; i < path->steps; i++) {
        const truce_path_step *step = &path->path[i];
        if (i) SAY_ALONE(say, STEP_THEN);
        bool is_lapse = step->party == TRUCE_NOBODY, is_shown = truce__has_changes(at->graph, from, step->to);
        truce__value who = is_lapse ? truce__none() : truce__party_of(at, step->party);
        if (is_lapse && is_shown) SAY(say, STEP_LAPSES, truce__changes_of(from, step->to));
        else if (is_lapse) SAY(say, STEP_LAPSES_INTO, truce__number(step->to));
        else if (is_shown) SAY(say, STEP_SETS, who, truce__own_changes_of(from, step->to));
        else SAY(say, STEP_MOVES, who, truce__number(step->to));
        if (step->gain == TRUCE_WORSE) SAY(say, STEP_WORSE, who);
        if (step->gain == TRUCE_SAME && !is_lapse) SAY(say, STEP_SAME, who);
        from = step->to;
    }
}

static void say_way(const truce__at *at, truce__say *say) {
    SAY(say, RIPE_WAY, truce__number(at->index + 1), truce__state_of(at->state));
    say_steps(at, say, WAY->path);
    if (truce__count_kept(at, &truce__party_domain, is_worse))
        SAY(say, RIPE_WORSE_FOR, truce__these(at, &truce__party_domain, is_worse));
    if (truce__count_kept(at, &truce__party_domain, is_same))
        SAY(say, RIPE_SAME_FOR, truce__these(at, &truce__party_domain, is_same));
    if (truce__count_kept(at, &truce__party_domain, is_better))
        SAY(say, RIPE_BETTER_FOR, truce__these(at, &truce__party_domain, is_better));
    if (truce__count_kept(at, &truce__concept_domain, way_holds))
        SAY(say, RIPE_HOLDS, truce__these(at, &truce__concept_domain, way_holds));
    else SAY_ALONE(say, RIPE_HOLDS_NOT);
    truce__say_end(say, TRUCE__NUMBERED);
}

static void say_ways(const truce__at *at, truce__say *say, uint64_t most) {
    truce__at way = *at;
    way.up = at;
    way.index = UINT64_MAX;
    for (uint64_t i = 0; i < most && next_way(at, &way); i++) say_way(&way, say);
}

static void say_way_out(const truce__at *at, truce__say *say) {
    const truce_ripeness *r = of(at);
    uint64_t better_states = truce_set_count(r->better), ways = truce_set_count(r->ways_out),
             limit = at->result->options->limit;
    uint64_t most = limit && limit < TOLD ? limit : TOLD;
    SAY(say, RIPE_WAY_OUT, yes_no(ways));
    truce__say_end(say, head_of(ways > 0));
    if (better_states == 0) SAY_ALONE(say, RIPE_NONE_BETTER);
    else if (ways == 0 && better_states == 1) SAY_ALONE(say, RIPE_ONE_BEYOND);
    else if (ways == 0) SAY(say, RIPE_ALL_BEYOND, truce__number(better_states));
    else SAY(say, RIPE_WAYS, truce__number(ways), truce__number(r->better_for_all));
    truce__say_end(say, TRUCE__POINT);
    say_ways(at, say, most);
    if (ways <= most) return;
    SAY_ALONE(say, RIPE_NEAREST);
    truce__say_end(say, TRUCE__POINT);
}

static void say_what_lacks(const truce__at *at, truce__say *say) {
    const truce_ripeness *r = of(at);
    bool has_stalemate = truce__count_kept(at, &truce__concept_domain, is_stalemate_under) > 0;
    bool has_any_way = truce_set_count(r->ways_out) > 0;
    SAY_ALONE(say, RIPE_NOT);
    truce__value end = truce__message_of(has_stalemate && has_any_way ? TRUCE__M_RIPE_STOP
                                                                      : TRUCE__M_RIPE_GOES_ON);
    if (is_unsaid(r)) SAY(say, RIPE_HURT_UNSAID, end);
    else if (!r->is_hurting) SAY(say, RIPE_NO_HURT, end);
    if (!has_stalemate)
        SAY(say, RIPE_NO_STALEMATE, truce__these_or(at, &truce__concept_domain, NULL),
            truce__message_of(has_any_way ? TRUCE__M_RIPE_STOP : TRUCE__M_RIPE_GOES_ON));
    if (!has_any_way) SAY_ALONE(say, RIPE_NO_WAY);
}

static void say_verdict(const truce__at *at, truce__say *say) {
    uint32_t met = truce__count_kept(at, &truce__concept_domain, is_ripe_under);
    truce__value under = truce__these(at, &truce__concept_domain, is_ripe_under);
    if (!met) say_what_lacks(at, say);
    else if (met < of(at)->concept_count) SAY(say, RIPE_RIPE_UNDER_SOME, under);
    else SAY(say, RIPE_RIPE, under);
    truce__say_end(say, head_of(met > 0));
}

static void say_enticing(const truce__at *at, truce__say *say) {
    const truce_ripeness *r = of(at);
    for (size_t slot = 0; slot < r->concept_count; slot++) {
        truce__value count = truce__number(truce_set_count(r->enticing[slot]));
        if (count.number)
            SAY(say, RIPE_ENTICING_LIST, concept_at(at, slot), count, truce__some_of(r->enticing[slot], 0));
        else SAY(say, RIPE_ENTICING, concept_at(at, slot), count);
        truce__say_end(say, TRUCE__ENTRY);
    }
}

static void say_end(const truce__at *at, truce__say *say) {
    truce__say_definitions(at, say);
    SAY_ALONE(say, RIPE_END);
    truce__say_end(say, TRUCE__PARAGRAPH);
    truce__say_lapsing(at, say, truce_paths_lapse(of(at)->paths));
    if (!of(at)->verified) return;
    SAY(say, RIPE_VERIFIED, truce__number(of(at)->verified));
    truce__say_end(say, TRUCE__LINE);
}

GET(lapsing, truce__bool(truce_paths_lapse(r->paths)))

static truce_status open_asked(truce__at *at) {
    at->state = of(at)->state;
    return TRUCE_OK;
}

static const truce__field fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__head_fields},
    {"", SPLICE, IN_JSON, .of = truce__state_fields, .open = open_asked},
    {"concepts", SUBSET, IN_JSON, .domain = &truce__concept_domain},
    {"", SPLICE, IN_JSON, .of = truce__left_out_fields},
    {"hurting", RECORD, IN_JSON, .of = hurting_fields},
    {"stalemate", MAP, IN_JSON, .domain = &truce__concept_domain, .of = RECORD_OF(stalemate_fields)},
    TRUCE__LAPSING(lapsing),
    {"way_out", RECORD, IN_JSON, TRUCE__TALL, .of = way_out_fields},
    {"enticing", MAP, IN_JSON, .domain = &truce__concept_domain, .of = RECORD_OF(enticing_fields),
     .about = "equilibria that each party to the deadlock prefers"},
    {"ripe", MAP, IN_JSON, .domain = &truce__concept_domain, .of = ITEM(BOOL, .get = is_ripe)},
    {"verified", NUMBER, IN_JSON, .get = verified},
    {"conditions", LIST, IN_CSV, TRUCE__TABLE, .next = next_condition, .of = RECORD_OF(condition_fields)},
    {"", PROSE, IN_PEOPLE, .say = truce__say_head},
    {"", PROSE, IN_PEOPLE, .say = truce__say_concepts},
    {"", PROSE, IN_PEOPLE, .say = say_question},
    {"", PROSE, IN_PEOPLE, .say = say_hurting},
    {"", PROSE, IN_PEOPLE, .say = say_stalemate},
    {"", PROSE, IN_PEOPLE, .say = say_way_out},
    {"", PROSE, IN_PEOPLE, .say = say_verdict},
    {"", PROSE, IN_PEOPLE, .say = say_enticing},
    {"", PROSE, IN_PEOPLE, .say = say_end},
    {0}};

const truce__layout truce__ripe_layout = {"truce.ripe.v1", fields};

truce_status truce_result_of_ripe(truce_ctx *ctx, const truce_ripeness *ripeness, const truce_render_options *options,
                                  truce_result **result) {
    return truce__result_new(ctx,
                             (truce__result){.layout = &truce__ripe_layout,
                                             .self = ripeness,
                                             .graph = ripeness->graph,
                                             .concepts = ripeness->concepts,
                                             .concept_count = ripeness->concept_count},
                             false, options, result);
}

static void release_ripeness(void *ripeness) {
    truce_ripeness_free(ripeness);
}

truce_status truce__run_ripe(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    const truce_argument *concepts = truce__argument(query, "concepts"), *parties = truce__argument(query, "party");
    const truce_render_options *options = truce__render_options(query->options);
    const truce_ripe_query asked = {
        .state = truce__argument(query, "state")->number,
        .concepts = concepts->numbers, .concept_count = concepts->count,
        .parties = parties->numbers, .party_count = parties->count,
        .verifies_all = options->says_verified, .limit = options->limit,
        .no_lapsing = truce__argument(query, "no-lapsing")->number,
    };
    truce_ripeness *ripeness = NULL;
    TRY(truce_ripe(ctx, query->graph, &asked, &ripeness));
    truce_status status = truce_result_of_ripe(ctx, ripeness, options, result);
    if (status == TRUCE_OK) (*result)->owned[0] = (truce__owned){release_ripeness, ripeness};
    else truce_ripeness_free(ripeness);
    return status;
}
