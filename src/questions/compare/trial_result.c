/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of a trial, which `replies apply` shows: which conclusions a change would alter. */
#include "questions/questions.h"
#include "result/declare.h"
#include "words/say.h"

#include <truce/comment.h>

#define GET(name, value) GET_OF(truce_trial, name, value)
#define IS(name, truth) IS_OF(truce_trial, name, truth)

#define FLIP (((const truce_trial *)at->result->self)->flips[at->index])
#define ZONE (((const truce_trial *)at->result->self)->zone[at->index])

static truce__value number_of(uint64_t number) { return number ? truce__number(number) : truce__none(); }

GET(comment, number_of(r->comment))
GET(model, number_of(r->model))
static uint64_t count_flips(const truce__at *at) { return ((const truce_trial *)at->result->self)->flip_count; }
static uint64_t count_zone(const truce__at *at) { return ((const truce_trial *)at->result->self)->zone_count; }

GET(outcome, truce__text_of(FLIP.outcome))
GET(name, truce__text_of(FLIP.name))
GET(concept, truce__member(at, &truce__any_concept_domain, FLIP.concept))
GET(before, truce__bool(FLIP.held_before))
GET(after, truce__bool(FLIP.holds_after))
static const truce__field flip_fields[] = {
    {"outcome", TEXT, IN_ALL, TRUCE__NULLABLE, .get = outcome,
     .head = HEAD(OUTCOME), .about = "null: the status quo"},
    {"name", TEXT, IN_ALL, TRUCE__NULLABLE, .get = name, .head = HEAD(NAME)},
    {"concept", MEMBER, IN_ALL, .get = concept, .domain = &truce__any_concept_domain, .head = HEAD(CONCEPT)},
    {"before", BOOL, IN_ALL, .get = before,
     .head = HEAD(HELD), .about = "whether some state of it was an equilibrium"},
    {"after", BOOL, IN_ALL, .get = after, .head = HEAD(HOLDS)},
    {0}};

GET(zone_outcome, truce__text_of(ZONE.outcome))
GET(zone_before, truce__bool(ZONE.held_before))
GET(zone_after, truce__bool(ZONE.holds_after))
static const truce__field zone_fields[] = {
    {"outcome", TEXT, IN_ALL, .get = zone_outcome, .head = HEAD(OUTCOME)},
    {"before", BOOL, IN_ALL, .get = zone_before, .head = HEAD(WAS_AMONG_THE_DEALS),
     .about = "whether some deal had the outcome"},
    {"after", BOOL, IN_ALL, .get = zone_after, .head = HEAD(IS_AMONG_THE_DEALS)},
    {0}};

/* ------------------------------------------------------------------- prose */

IS(has_flips, r->flip_count > 0)
IS(has_zone, r->zone_count > 0)

static void say_head(const truce__at *at, truce__say *say) {
    bool is_numbered = comment(at).kind, changes = has_flips(at) || has_zone(at);
    if (is_numbered) SAY(say, TRIAL_OF, comment(at));
    else SAY_ALONE(say, TRIAL_OF_CHANGE);
    if (changes) SAY_ALONE(say, TRIAL_CHANGES);
    else SAY_ALONE(say, TRIAL_NOTHING);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_flip(const truce__at *at, truce__say *say) {
    if (FLIP.name) SAY(say, PLAIN, name(at));
    else SAY_ALONE(say, TRIAL_STATUS_QUO);
    if (FLIP.holds_after) SAY(say, TRIAL_HOLDS, concept(at));
    else SAY(say, TRIAL_HELD, concept(at));
    truce__say_end(say, TRUCE__BELOW);
}

static void say_zone(const truce__at *at, truce__say *say) {
    if (ZONE.holds_after) SAY(say, TRIAL_IN_ZONE, zone_outcome(at));
    else SAY(say, TRIAL_LEFT_ZONE, zone_outcome(at));
    truce__say_end(say, TRUCE__BELOW);
}

static void say_model(const truce__at *at, truce__say *say) {
    if (!model(at).kind) return;
    SAY(say, TRIAL_KEPT, model(at));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static const truce__field told_flip[] = {{"", PROSE, IN_TEXT, .say = say_flip}, {0}};
static const truce__field told_zone[] = {{"", PROSE, IN_TEXT, .say = say_zone}, {0}};

/* ------------------------------------------------------------------- whole */

static const truce__field fields[] = {
    {"schema", TEXT, IN_JSON, .get = truce__get_schema},
    {"version", TEXT, IN_JSON, .get = truce__get_version},
    {"reply", NUMBER, IN_JSON, TRUCE__OMIT, .get = comment},
    {"model", NUMBER, IN_JSON, TRUCE__OMIT, .get = model, .about = "the changed model's number in the store"},
    {"", PROSE, IN_PEOPLE, .say = say_head},
    {"flips", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .count = count_flips, .of = RECORD_OF(flip_fields)},
    {"zone", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .count = count_zone, .of = RECORD_OF(zone_fields)},
    {"", LIST, IN_TEXT, .count = count_flips, .of = RECORD_OF(told_flip)},
    {"", LIST, IN_TEXT, .count = count_zone, .of = RECORD_OF(told_zone)},
    {"flips", LIST, IN_PAPER, TRUCE__TABLE, .count = count_flips, .of = RECORD_OF(flip_fields), .when = has_flips},
    {"zone", LIST, IN_PAPER, TRUCE__TABLE, .count = count_zone, .of = RECORD_OF(zone_fields), .when = has_zone},
    {"", PROSE, IN_PEOPLE, .say = say_model},
    {0}};

const truce__layout truce__trial_layout = {"truce.trial.v1", fields};

truce_status truce_result_of_trial(truce_ctx *ctx, const truce_trial *trial, const truce_render_options *options,
                                   truce_result **result) {
    return truce__result_new(ctx, (truce__result){.layout = &truce__trial_layout, .self = trial}, false, options,
                             result);
}

static void release_trial(void *trial) { truce_trial_free(trial); }

truce_status truce__run_trial(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    truce_trial *trial = NULL;
    if (!query->model || !query->second) return TRUCE_E_USAGE;
    TRY(truce_try(ctx, query->model, query->second, &trial));
    truce_status status = truce_result_of_trial(ctx, trial, query->options, result);
    if (status == TRUCE_OK) (*result)->owned[0] = (truce__owned){release_trial, trial};
    else truce_trial_free(trial);
    return status;
}
