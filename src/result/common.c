/* SPDX-License-Identifier: Apache-2.0 */
/* What every result begins with, and what every table of states has. */
#include "result/declare.h"

#include "document/yaml.h"
#include "graph/set.h"
#include "model/completions.h"

/* ----------------------------------------------------------------- domains */

static uint32_t party_count(const truce__at *at) { return at->model ? at->model->n_parties : 0; }
static const char *party_id(const truce__at *at, uint32_t i) { return at->model->parties[i].id; }
static uint32_t option_count(const truce__at *at) { return at->model ? truce_model_option_count(at->model) : 0; }
static const char *option_id(const truce__at *at, uint32_t i) { return at->model->options[i].id; }
static uint32_t outcome_count(const truce__at *at) { return at->model ? at->model->n_outcomes : 0; }
static const char *outcome_id(const truce__at *at, uint32_t i) { return at->model->outcomes[i].id; }
static uint32_t level_count(const truce__at *at) { return at->model->options[at->index].n_levels; }
static const char *level_name(const truce__at *at, uint32_t i) { return at->model->options[at->index].levels[i]; }
static truce__value level_label(const truce__at *at, uint32_t i) { return truce__name_of(level_name(at, i)); }

static truce__value party_label(const truce__at *at, uint32_t i) {
    (void)at;
    return truce__party_named(i);
}

static truce__value option_label(const truce__at *at, uint32_t i) {
    (void)at;
    return (truce__value){.kind = TRUCE__OPTION_LABEL, .number = i};
}

static truce__value outcome_label(const truce__at *at, uint32_t i) {
    (void)at;
    return (truce__value){.kind = TRUCE__OUTCOME_LABEL, .number = i};
}


static uint32_t concept_count(const truce__at *at) {
    const truce__result *r = at->result;
    return r->concepts ? (uint32_t)r->concept_count : r->solution ? truce_solution_concept_count(r->solution) : 0;
}

static const truce_concept *concept_of(const truce__at *at, uint32_t slot) {
    const truce__result *r = at->result;
    return truce_concept_at(r->concepts ? r->concepts[slot] : truce_solution_concept(r->solution, slot));
}

static const char *concept_id(const truce__at *at, uint32_t i) { return concept_of(at, i)->id; }
static truce__value concept_label(const truce__at *at, uint32_t i) {
    return truce__text_of(concept_of(at, i)->label);
}
static uint32_t any_count(const truce__at *at) { (void)at; return (uint32_t)truce_concept_count(); }
static const char *any_id(const truce__at *at, uint32_t i) { (void)at; return truce_concept_at(i)->id; }
static truce__value any_label(const truce__at *at, uint32_t i) {
    (void)at;
    return truce__text_of(truce_concept_at(i)->label);
}

const truce__domain truce__party_domain = {"party", TRUCE__M_MANY_PARTIES, party_count, party_id, party_label},
                    truce__option_domain = {"option", TRUCE__M_MANY_OPTIONS, option_count, option_id, option_label},
                    truce__outcome_domain = {"outcome", TRUCE__M_MANY_OUTCOMES, outcome_count, outcome_id,
                                             outcome_label},
                    truce__concept_domain = {"concept", TRUCE__M_MANY_CONCEPTS, concept_count, concept_id,
                                             concept_label},
                    truce__any_concept_domain = {"concept", TRUCE__M_MANY_CONCEPTS, any_count, any_id, any_label};

bool truce__leaves_open(const truce__at *at) {
    return truce_solution_maybe_equilibria(at->result->solution, (uint32_t)at->index) != NULL;
}
bool truce__leaves_any_open(const truce__at *at) {
    return truce__count_kept(at, &truce__concept_domain, truce__leaves_open) > 0;
}

/* The levels of the option whose number the place is. */
static const truce__domain levels_of_option = {"level", TRUCE__M_MANY_LEVELS, level_count, level_name,
                                               level_label};

/* -------------------------------------------------------------------- head */

#define GET(name, value) GET_OF(void, name, value)

bool truce__is_after_expiry(const truce__at *at) { return at->graph && truce_graph_is_after_expiry(at->graph); }
truce__value truce__get_schema(const truce__at *at) { return truce__text_of(at->result->layout->schema); }
truce__value truce__get_version(const truce__at *at) { (void)at; return truce__text_of(truce_version()); }
truce__value truce__get_status_quo(const truce__at *at) { return truce__state_of(truce_graph_status_quo(at->graph)); }
truce__value truce__get_party(const truce__at *at) { return truce__member(at, &truce__party_domain, at->index); }

GET(title, truce__text_of(truce_model_title(at->model)))
GET(file, truce__text_of(truce_model_file(at->model)))
GET(sha256, truce__text_of(truce_model_sha256(at->model)))
static truce_rules rules_of(const truce__at *at) {
    return at->graph ? truce_graph_rules(at->graph) : TRUCE_RULES_TRUCE;
}
static const char *const rule_names[] = {"truce", "gmcr-plus", "matrix", NULL};
static bool has_other_rules(const truce__at *at) { return rules_of(at) != TRUCE_RULES_TRUCE; }
GET(rules, truce__text_of(truce_rules_id(rules_of(at))))
GET(legal, truce__text_of(rules_of(at) == TRUCE_RULES_GMCR_PLUS ? "once" : "legal"))
GET(returns, truce__bool(rules_of(at) != TRUCE_RULES_MATRIX))
GET(yes, truce__bool(true))
GET(combinations, truce__number(truce_graph_combination_count(at->graph)))
GET(feasible, truce__number(truce_graph_state_count(at->graph)))
const truce__field truce__model_fields[] = {
    {"title", TEXT, IN_DATA, .get = title},
    {"file", TEXT, IN_DATA, .get = file},
    {"sha256", TEXT, IN_DATA, .get = sha256, .about = "of the bytes read, 64 hex digits"},
    {0}};

bool truce__is_open_party(const truce__at *item) { return truce__is_open(&item->model->prefs[item->index]); }
const char *const truce__readings[] = {"all", "first", NULL};
GET(if_open, at->model && truce__is_open_model(at->model) ? truce__bool(true) : truce__none())
GET(completion_count, truce__number(truce__model_completion_count(at->model)))
GET(completions_of_party, truce__number(truce__completion_count(&at->model->prefs[at->index])))
GET(reading, truce__text_of(truce__readings[at->result->reads_all ? 0 : 1]))
const truce__field truce__completion_counts[] = {
    {"count", NUMBER, IN_JSON, .get = completion_count, .about = "of all parties together"},
    {"parties", MAP, IN_JSON, .domain = &truce__party_domain, .keep = truce__is_open_party,
     .of = ITEM(NUMBER, .get = completions_of_party), .about = "those whose preferences are open"},
    {0}};
static const truce__field completion_fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__completion_counts},
    {"reading", TEXT, IN_JSON, .get = reading, .one_of = truce__readings,
     .about = "all: every completion was solved; first: the first alternative of each 'either' was used"},
    {0}};
const truce__field truce__completion_fields[] = {
    {"completions", RECORD, IN_JSON, TRUCE__OMIT, .get = if_open, .of = completion_fields,
     .about = "where the model has 'either'"},
    {0}};

static const char *const strength_names[] = {"loss", NULL};
GET(strength, truce__text_of(strength_names[0]))
static bool has_marks(const truce__at *at) {
    for (uint32_t party = 0; at->model && party < at->model->n_parties; party++)
        if (truce__pref_marks(&at->model->prefs[party])) return true;
    return false;
}
GET(seen_by, truce__text_of(at->graph->seen_by))
static bool is_view(const truce__at *at) { return at->graph && at->graph->seen_by; }
const truce__field truce__definition_fields[] = {
    {"rules", TEXT, IN_DATA, .get = rules, .when = has_other_rules, .one_of = rule_names,
     .about = "whose rules of reply, if not truce's"},
    {"sequences", TEXT, IN_DATA, .get = legal,
     .about = "legal: no party moves twice in a row, any length; once: each party moves at most once"},
    {"indifferent_reply_sanctions", BOOL, IN_DATA, .get = yes},
    {"return_is_sanction", BOOL, IN_DATA, .get = returns},
    {"strength", TEXT, IN_DATA, .get = strength, .when = has_marks, .one_of = strength_names,
     .about = "where preferences are marked strong: under such concepts only a loss of their degree sanctions"},
    {"after_expiry", BOOL, IN_DATA, .get = yes, .when = truce__is_after_expiry},
    {"seen_by", TEXT, IN_DATA, .get = seen_by, .when = is_view, .about = "the party whose view is analysed"},
    {"", SPLICE, IN_JSON, .of = truce__completion_fields},
    {0}};
const truce__field truce__space_fields[] = {
    {"combinations", NUMBER, IN_DATA, .get = combinations}, {"feasible", NUMBER, IN_DATA, .get = feasible}, {0}};

static const char *const move_names[] = {"both", "up", "down", "none", NULL};
GET(option_itself, truce__member(at, &truce__option_domain, at->index))
GET(option_party, truce__member(at, &truce__party_domain, at->model->options[at->index].party))
GET(option_moves, truce__text_of(move_names[at->model->options[at->index].moves]))
static const truce__field option_fields[] = {
    {"id", MEMBER, IN_DATA, .get = option_itself, .domain = &truce__option_domain},
    {"party", MEMBER, IN_DATA, .get = option_party, .domain = &truce__party_domain},
    {"levels", SUBSET, IN_DATA, .domain = &levels_of_option},
    {"moves", TEXT, IN_DATA, .get = option_moves, .one_of = move_names},
    {0}};
const truce__field truce__option_item = {.kind = RECORD, .forms = IN_ALL, .of = option_fields};

#define HEAD_FIELDS                                                                \
    {"schema", TEXT, IN_DATA, .get = truce__get_schema},                           \
    {"version", TEXT, IN_DATA, .get = truce__get_version},                         \
    {"model", RECORD, IN_DATA, .of = truce__model_fields},                         \
    {"definitions", RECORD, IN_DATA, .of = truce__definition_fields},              \
    {"parties", SUBSET, IN_DATA, .domain = &truce__party_domain}
#define SPACE                                                                      \
    {"states", RECORD, IN_DATA, .of = truce__space_fields},                        \
    {"status_quo", STATE, IN_DATA, TRUCE__NULLABLE, .get = truce__get_status_quo}, \
    {0}
const truce__field truce__head_fields[] = {HEAD_FIELDS, SPACE};
const truce__field truce__head_with_options[] = {
    HEAD_FIELDS, {"options", LIST, IN_DATA, .domain = &truce__option_domain, .of = &truce__option_item}, SPACE};

/* ----------------------------------------------------------------- concepts */

bool truce__has_left_out(const truce__at *at) { return at->result->left_out != NULL; }

static bool next_left_out(const truce__at *list, truce__at *item) {
    bool is_first = item->index++ == UINT64_MAX;
    item->self = is_first ? list->result->left_out : ((const truce__left_out *)item->self)->next;
    return item->self != NULL;
}

#define LEFT_OUT ((const truce__left_out *)at->self)
GET(left_out_id, truce__text_of(LEFT_OUT->concept->id))
GET(left_out_why, truce__text_of(LEFT_OUT->why))
static const truce__field lack_fields[] = {
    {"concept", TEXT, IN_JSON, .get = left_out_id}, {"reason", TEXT, IN_JSON, .get = left_out_why}, {0}};
const truce__field truce__left_out_fields[] = {
    {"left_out", LIST, IN_JSON, .next = next_left_out, .of = RECORD_OF(lack_fields), .when = truce__has_left_out,
     .about = "of all concepts those that this model cannot have, or that reached the limit of their work"},
    {0}};

/* ------------------------------------------------------------------- states */

const uint8_t *truce__row_levels(const truce__at *at) {
    truce__scratch *scratch = at->scratch;
    if (scratch->state != at->state || scratch->graph != at->graph)
        truce_graph_state_levels(at->graph, at->state, scratch->levels);
    scratch->state = at->state;
    scratch->graph = at->graph;
    return scratch->levels;
}

truce__value truce__get_level(const truce__at *at) {
    uint8_t value = truce__row_levels(at)[at->index];
    return truce__text_of(value == TRUCE_LEVEL_MIXED ? NULL : at->model->options[at->index].levels[value]);
}

truce__value truce__get_state(const truce__at *at) { return truce__state_of(at->state); }
truce__value truce__get_expires_into(const truce__at *at) {
    return truce__state_of(truce_graph_expires_into(at->graph, at->state));
}
truce__value truce__get_code(const truce__at *at) {
    return truce__text_of(truce_graph_state_code(at->graph, at->state, at->scratch->code));
}
GET(rank, truce__number(truce_graph_rank(at->graph, (uint32_t)at->index, at->state)))
IS_OF(void, has_outcome, truce_graph_has_outcome(at->graph, at->state, (uint32_t)at->index))
IS_OF(void, has_outcomes, outcome_count(at) > 0)
IS_OF(void, has_codes, !at->model->is_plain)
IS_OF(void, has_names, at->model->is_plain)

#define CODE                                                                                  \
    {"code", TEXT, IN_DATA, .get = truce__get_code},                                                     \
    {"turns_into", STATE, IN_DATA, .get = truce__get_expires_into, .when = truce__is_after_expiry},      \
    {0}
const truce__field truce__state_fields[] = {{"state", STATE, IN_DATA, .get = truce__get_state}, CODE};
const truce__field truce__code_fields[] = {CODE};
const truce__field truce__outcome_fields[] = {
    {"outcomes", SUBSET, IN_DATA, .domain = &truce__outcome_domain, .keep = has_outcome}, {0}};
const truce__field truce__json_rank_fields[] = {{"rank", MAP, IN_JSON, .domain = &truce__party_domain,
                                                 .of = ITEM(NUMBER, .get = rank), .about = "dense, 1 is worst"},
                                                {0}};
const truce__field truce__csv_state_fields[] = {
    {"levels", MAP, IN_CSV, .domain = &truce__option_domain,
     .of = ITEM(TEXT, TRUCE__NULLABLE, .get = truce__get_level), .csv = ""},
    {"rank", MAP, IN_CSV, .domain = &truce__party_domain, .of = ITEM(NUMBER, .get = rank)},
    {0}};
const truce__field truce__json_level_fields[] = {
    {"levels", MAP, IN_JSON, .domain = &truce__option_domain,
     .of = ITEM(TEXT, TRUCE__NULLABLE, .get = truce__get_level)},
    {0}};
const truce__field truce__told_state_fields[] = {
    {"state", STATE, IN_PEOPLE, TRUCE__RIGHT | TRUCE__IS_KEY, .get = truce__get_state, .head = HEAD(STATE)},
    {"code", TEXT, IN_PEOPLE, TRUCE__IS_KEY, .get = truce__get_code, .head = HEAD(CODE), .when = has_codes},
    {"code", TEXT, IN_PEOPLE, TRUCE__IS_KEY, .get = truce__get_code, .head = HEAD(NAME), .when = has_names},
    {0}};
const truce__field truce__told_outcome_fields[] = {{"outcomes", SUBSET, IN_PEOPLE, TRUCE__LAST,
                                                    .domain = &truce__outcome_domain, .keep = has_outcome,
                                                    .head = HEAD(OUTCOMES), .when = has_outcomes},
                                                   {0}};

const truce__field truce__told_level_fields[] = {
    {"levels", MAP, IN_PEOPLE, .domain = &truce__option_domain,
     .of = ITEM(TEXT, TRUCE__NULLABLE, .get = truce__get_level), .group = HEAD(OPTIONS)},
    {"rank", MAP, IN_PEOPLE, TRUCE__BY_ID, .domain = &truce__party_domain, .of = ITEM(NUMBER, .get = rank),
     .group = HEAD(RANKS)},
    {0}};

/* -------------------------------------------------------------------- rows */

bool truce__next_pair(const truce__at *list, truce__at *item) {
    bool is_first = item->index++ == UINT64_MAX;
    const truce__pair *last = item->self;
    item->self = is_first ? ((const truce__pair *)list->self)->value->first : last->next;
    return item->self != NULL;
}

const char *truce__pair_key(const truce__at *at) {
    return ((const truce__pair *)at->self)->key->text;
}

bool truce__next_row(const truce__at *list, truce__at *item) {
    item->index++;
    item->state = truce__pick_at(list->result->pick, item->index, item->index ? item->state : 0);
    return item->state != 0;
}

bool truce__next_told_row(const truce__at *list, truce__at *item) {
    item->index++;
    item->state = truce__pick_told_at(list->result->pick, item->index, item->index ? item->state : 0);
    return item->state != 0;
}

bool truce__is_pick_cut(const truce__at *at) {
    return truce__pick_is_cut(at->result->pick);
}

bool truce__is_set_cut(const truce__at *at, const truce_set *set) {
    uint64_t limit = at->result->options->limit;
    return limit && truce_set_count(set) > limit;
}
