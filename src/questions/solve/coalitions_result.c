/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of what `solve --coalitions` adds: verdicts for coalitions, jumps, strong equilibria. Paths are searched
 * when a row is told. */
#include "questions/solve/coalitions_result.h"

#include "concepts/concepts.h"
#include "model/completions.h"
#include "questions/questions.h"
#include "questions/solve/proof.h"
#include "questions/solve/solve.h"
#include "questions/told_states.h"
#include "result/declare.h"
#include "words/say.h"

enum { TOLD_ROWS = 40, TOLD_STATES = 60 }; /* in text */

#define OF(at) (TRUCE__SOLVED(at)->coalitions)
#define FOUND(at) (OF(at)->coalitions)

bool truce__has_coalitions(const truce__at *at) { return OF(at) != NULL; }

bool truce__are_coalitions_cut(const truce__at *at) {
    return OF(at) && (OF(at)->count < OF(at)->total || FOUND(at)->has_more_jumps);
}

/* -------------------------------------------------------------------- rows */

/* A row that is open: its coalition, and the way it goes. */
typedef struct told {
    truce_ctx *ctx;
    const truce_coalition *who;
    uint32_t slot;
    truce_state from, to; /* to: 0 where the coalition stays */
    truce_coalition_step *steps;
    size_t count;
} told;

static truce_status open_told(truce__at *at, size_t coalition, uint32_t slot, truce_state from, truce_state to) {
    truce_ctx *ctx = at->result->ctx;
    told *t = truce__calloc(ctx, 1, sizeof *t);
    if (!t) return TRUCE_E_NOMEM;
    *t = (told){ctx, &FOUND(at)->coalitions[coalition], slot, from, to, NULL, 0};
    truce_status status = TRUCE_OK;
    if (to) status = truce_coalition_path(ctx, at->graph, t->who, from, to, &t->steps, &t->count);
    if (status != TRUCE_OK) truce__free(ctx, t);
    else at->self = t;
    return status;
}

static truce_status open_verdict(truce__at *at) {
    const truce__coalition_verdict *v = at->self;
    return open_told(at, v->coalition, v->slot, v->state, v->exit);
}

static truce_status open_jump(truce__at *at) {
    const truce_jump *jump = at->self;
    return open_told(at, jump->coalition, jump->slot, jump->from, jump->to);
}

static void close_told(truce__at *at) {
    told *t = (told *)(uintptr_t)at->self;
    truce_release(t->ctx, t->steps);
    truce__free(t->ctx, t);
}

bool truce__next_coalition_verdict(const truce__at *list, truce__at *item) {
    const truce__coalition_verdicts *v = OF(list);
    if (++item->index >= v->count) return false;
    item->self = &v->at[item->index];
    item->state = v->at[item->index].state;
    return true;
}

bool truce__next_leaving(const truce__at *list, truce__at *item) {
    bool is_some;
    do is_some = truce__next_coalition_verdict(list, item);
    while (is_some && !OF(list)->at[item->index].exit);
    return is_some;
}

/* How many of the verdicts listed are against the state. */
static uint64_t count_leaving(const truce__at *at) {
    uint64_t count = 0;
    for (size_t i = 0; i < OF(at)->count; i++) count += OF(at)->at[i].exit != 0;
    return count;
}

bool truce__next_told_leaving(const truce__at *list, truce__at *item) {
    uint64_t before = 0;
    if (!truce__next_leaving(list, item)) return false;
    for (uint64_t i = 0; i < item->index && before < TOLD_ROWS; i++) before += OF(list)->at[i].exit != 0;
    return before < TOLD_ROWS;
}

bool truce__next_jump(const truce__at *list, truce__at *item) {
    if (++item->index >= FOUND(list)->jump_count) return false;
    item->self = &FOUND(list)->jumps[item->index];
    item->state = FOUND(list)->jumps[item->index].from;
    return true;
}

bool truce__next_told_jump(const truce__at *list, truce__at *item) {
    return truce__next_jump(list, item) && item->index < TOLD_ROWS;
}

bool truce__next_strong(const truce__at *list, truce__at *item) {
    const truce_set *strong = FOUND(list)->strong;
    uint64_t limit = list->result->options->limit;
    if (!strong || (++item->index >= limit && limit)) return false;
    item->state = truce_set_next(strong, item->index ? item->state : 0);
    return item->state != 0;
}

bool truce__has_leaving(const truce__at *at) { return OF(at) && count_leaving(at) > 0; }
bool truce__has_jumps(const truce__at *at) { return OF(at) && FOUND(at)->jump_count > 0; }

/* ------------------------------------------------------------------ domain */

static const truce_concept *concept_of(const truce__at *at, uint32_t slot) {
    return truce_concept_at(truce_solution_concept(FOUND(at)->solution, FOUND(at)->slots[slot]));
}
static uint32_t slot_count(const truce__at *at) { return OF(at) ? (uint32_t)FOUND(at)->slot_count : 0; }
static const char *slot_id(const truce__at *at, uint32_t slot) { return concept_of(at, slot)->id; }
static truce__value slot_label(const truce__at *at, uint32_t slot) {
    return truce__text_of(concept_of(at, slot)->label);
}
static const truce__domain slot_domain = {"concept", TRUCE__M_MANY_CONCEPTS, slot_count, slot_id, slot_label};

/* -------------------------------------------------------------------- data */

#define TOLD ((const told *)at->self)

static bool is_member(const truce__at *at) {
    for (size_t i = 0; i < TOLD->who->count; i++)
        if (TOLD->who->members[i] == at->index) return true;
    return false;
}

#define GET(name, value) GET_OF(void, name, value)
#define IS(name, truth) IS_OF(void, name, truth)

GET(told_concept, truce__member(at, &slot_domain, TOLD->slot))
GET(told_stable, truce__bool(!TOLD->to))
GET(told_from, truce__state_of(TOLD->from))
GET(told_to, truce__state_of(TOLD->to))
GET(step_party, truce__member(at, &truce__party_domain, TOLD->steps[at->index].party))
GET(step_to, truce__state_of(TOLD->steps[at->index].to))
GET(stable_states, truce__set_of(FOUND(at)->stable[at->index]))
GET(stable_count, truce__number(truce_set_count(FOUND(at)->stable[at->index])))
GET(strong, truce__set_of(FOUND(at)->strong))
GET(strong_count, FOUND(at)->strong ? truce__number(truce_set_count(FOUND(at)->strong)) : truce__none())
static uint64_t count_steps(const truce__at *at) { return TOLD->count; }

/* "north to 4; south to 7" */
static truce__value path_of(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (size_t i = 0; i < TOLD->count; i++) {
        truce__text_puts(text, i ? "; " : "");
        truce__text_puts(text, truce__party_domain.id(at, TOLD->steps[i].party));
        truce__text_puts(text, " to ");
        truce__text_number(text, TOLD->steps[i].to);
    }
    return TOLD->count ? truce__text_of(truce__text_bytes(text)) : truce__none();
}

/* "north+south", as the command line has it */
static truce__value told_members(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (size_t i = 0; i < TOLD->who->count; i++) {
        truce__text_puts(text, i ? "+" : "");
        truce__text_puts(text, truce__party_domain.id(at, TOLD->who->members[i]));
    }
    return truce__text_of(truce__text_bytes(text));
}

/* The path with names, for paper. */
static truce__value told_path(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (size_t i = 0; i < TOLD->count; i++) {
        if (i) WORD(text, LIST_NEXT);
        WORDS(text, at, COALITION_STEP, truce__party_named(TOLD->steps[i].party),
              truce__number(TOLD->steps[i].to));
    }
    return truce__text_of(truce__text_bytes(text));
}

static const truce__field step_fields[] = {
    {"party", MEMBER, IN_JSON, .get = step_party, .domain = &truce__party_domain},
    {"to", STATE, IN_JSON, .get = step_to},
    {0}};
#define MEMBERS(forms) {"members", SUBSET, (forms), .domain = &truce__party_domain, .keep = is_member}
#define PATH_OF_STEPS {"path", LIST, IN_JSON, .count = count_steps, .of = RECORD_OF(step_fields)}
#define CONCEPT(forms) {"concept", MEMBER, (forms), .get = told_concept, .domain = &slot_domain}
static const truce__field verdict_fields[] = {
    CONCEPT(IN_DATA),
    {"state", STATE, IN_DATA, .get = told_from},
    MEMBERS(IN_DATA),
    {"stable", BOOL, IN_DATA, .get = told_stable},
    PATH_OF_STEPS,
    {"path", TEXT, IN_CSV, TRUCE__NULLABLE, .get = path_of},
    {0}};
static const truce__field jump_fields[] = {
    CONCEPT(IN_DATA),
    {"from", STATE, IN_DATA, .get = told_from},
    {"to", STATE, IN_DATA, .get = told_to},
    MEMBERS(IN_DATA),
    PATH_OF_STEPS,
    {"path", TEXT, IN_CSV, TRUCE__NULLABLE, .get = path_of},
    {0}};
static const truce__field strong_fields[] = {
    {"", SPLICE, IN_CSV, .of = truce__state_fields},
    {"", SPLICE, IN_CSV, .of = truce__outcome_fields},
    {"", SPLICE, IN_CSV, .of = truce__csv_state_fields},
    {0}};

#define OPENED(name, fields_of, opener)                                                                              \
    const truce__field name = {NULL, RECORD, IN_ALL, 0, .of = (fields_of), .open = (opener), .close = close_told}
OPENED(truce__coalition_csv_row, verdict_fields, open_verdict);
OPENED(truce__jump_csv_row, jump_fields, open_jump);
const truce__field truce__strong_csv_row = {NULL, RECORD, IN_ALL, 0, .of = strong_fields};

/* Coalitions are looked at in one completion, where verdicts of parties are those of all. */
static const char *const first_only[] = {"first", NULL};
GET(coalition_reading, truce__is_open_model(at->model) ? truce__text_of(first_only[0]) : truce__none())

const truce__field truce__coalition_json_fields[] = {
    {"coalitions", LIST, IN_JSON, TRUCE__TALL, .next = truce__next_coalition_verdict, .of = &truce__coalition_csv_row,
     .when = truce__has_coalitions,
     .about = "verdicts for coalitions, on equilibria or the states asked for; where a coalition would leave, the "
              "shortest path to the nearest improvement that the others cannot answer"},
    {"coalition_stable", MAP, IN_JSON, .domain = &slot_domain, .of = ITEM(STATES, .get = stable_states),
     .when = truce__has_coalitions, .about = "of these states those that are stable for every coalition asked for"},
    {"coalition_stable_counts", MAP, IN_JSON, .domain = &slot_domain, .of = ITEM(NUMBER, .get = stable_count),
     .when = truce__has_coalitions, .about = "how many these are"},
    {"jumps", LIST, IN_JSON, TRUCE__TALL, .next = truce__next_jump, .of = &truce__jump_csv_row,
     .when = truce__has_coalitions, .about = "from one equilibrium to another that a coalition prefers"},
    {"strong", STATES, IN_JSON, TRUCE__NULLABLE, .get = strong, .when = truce__has_coalitions,
     .about = "states from which no coalition has an improvement; null: it would take too long to find out"},
    {"strong_count", NUMBER, IN_JSON, TRUCE__NULLABLE, .get = strong_count, .when = truce__has_coalitions,
     .about = "how many these are"},
    {"coalition_reading", TEXT, IN_JSON, TRUCE__OMIT, .get = coalition_reading, .one_of = first_only,
     .when = truce__has_coalitions,
     .about = "where preferences are open: coalitions are looked at in the first completion"},
    {0}};

/* -------------------------------------------------------------- for people */

#define WHO_AND_HOW \
    {"members", TEXT, IN_TEXT, .get = told_members, .head = HEAD(COALITION)}, \
    {"members", SUBSET, IN_PAPER, .domain = &truce__party_domain, .keep = is_member, .head = HEAD(COALITION)}, \
    {"path", TEXT, IN_TEXT, TRUCE__LAST, .get = path_of, .head = HEAD(PATH)}, \
    {"path", TEXT, IN_PAPER, .get = told_path, .head = HEAD(PATH)}
static const truce__field leaving_fields[] = {
    {"state", STATE, IN_PEOPLE, TRUCE__RIGHT | TRUCE__IS_KEY, .get = told_from, .head = HEAD(STATE)},
    {"concept", MEMBER, IN_PEOPLE, .get = told_concept, .domain = &slot_domain, .head = HEAD(CONCEPT)},
    WHO_AND_HOW,
    {0}};
static const truce__field told_jump_fields[] = {
    {"from", STATE, IN_PEOPLE, TRUCE__RIGHT | TRUCE__IS_KEY, .get = told_from, .head = HEAD(FROM)},
    {"to", STATE, IN_PEOPLE, TRUCE__RIGHT, .get = told_to, .head = HEAD(TO)},
    {"concept", MEMBER, IN_PEOPLE, .get = told_concept, .domain = &slot_domain, .head = HEAD(CONCEPT)},
    WHO_AND_HOW,
    {0}};
OPENED(truce__leaving_row, leaving_fields, open_verdict);
OPENED(truce__jump_row, told_jump_fields, open_jump);

IS(lacks_coalitions, !truce__concept_at(truce_solution_concept(at->result->solution, (uint32_t)at->index))
                          ->has_coalitions)

/* "Nash   3 looked at, 2 stable for every coalition: 8, 9" */
static void say_slot(const truce__at *at, truce__say *say, size_t slot) {
    const truce_coalitions *c = FOUND(at);
    truce__value rows = truce__number(truce_set_count(c->rows[slot])),
                 stable = truce__number(truce_set_count(c->stable[slot]));
    SAY(say, PLAIN, truce__member(at, &slot_domain, slot));
    truce__say_term(say);
    SAY(say, COALITIONS_STABLE, stable, rows);
    bool is_below = truce__is_told_below(at, c->stable[slot]);
    if (is_below) SAY_ALONE(say, STATES_BELOW);
    else if (stable.number) SAY(say, COALITIONS_STABLE_LIST, truce__some_of(c->stable[slot], TOLD_STATES));
    truce__say_end(say, TRUCE__TERM);
    if (is_below) truce__tell_below(at, say, c->stable[slot]);
}

void truce__say_coalitions(const truce__at *at, truce__say *say) {
    const truce_coalitions *c = FOUND(at);
    truce__say_blank(say);
    truce__value how = truce__message_of(c->improvement == TRUCE_IMPROVES_STRICTLY ? TRUCE__M_COALITIONS_STRICT
                                                                                   : TRUCE__M_COALITIONS_WEAK);
    if (c->are_all) SAY(say, COALITIONS_ALL, truce__number(c->coalition_count), how);
    else if (c->are_blocs) SAY(say, COALITIONS_BLOCS, truce__number(c->coalition_count), how);
    else SAY(say, COALITIONS_SOME, truce__number(c->coalition_count), how);
    truce__say_end(say, TRUCE__PARAGRAPH);
    if (truce__is_open_model(at->model)) {
        SAY_ALONE(say, COALITIONS_FIRST);
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
    say->term_width = truce__label_columns(at, &slot_domain);
    for (size_t slot = 0; slot < c->slot_count; slot++) say_slot(at, say, slot);
    if (!truce__count_kept(at, &truce__concept_domain, lacks_coalitions)) return;
    SAY(say, COALITIONS_LACKING, truce__these(at, &truce__concept_domain, lacks_coalitions));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

void truce__say_leaving_cut(const truce__at *at, truce__say *say) {
    uint64_t count = count_leaving(at);
    if (count <= TOLD_ROWS && OF(at)->count == OF(at)->total) return;
    truce__say_blank(say);
    SAY_ALONE(say, COALITIONS_CUT);
    truce__say_end(say, TRUCE__LINE);
}

void truce__say_jumps_cut(const truce__at *at, truce__say *say) {
    bool is_cut = FOUND(at)->jump_count > TOLD_ROWS || FOUND(at)->has_more_jumps;
    if (FOUND(at)->jump_count && !is_cut) return;
    truce__say_blank(say);
    if (is_cut) SAY_ALONE(say, JUMPS_CUT);
    else SAY_ALONE(say, JUMPS_NONE);
    truce__say_end(say, TRUCE__LINE);
}

void truce__say_strong(const truce__at *at, truce__say *say) {
    const truce_set *set = FOUND(at)->strong;
    truce__say_blank(say);
    if (!set) SAY_ALONE(say, STRONG_UNKNOWN);
    else if (!truce_set_count(set)) SAY_ALONE(say, STRONG_NONE);
    else if (truce__is_told_below(at, set)) SAY(say, STRONG_BELOW, truce__number(truce_set_count(set)));
    else SAY(say, STRONG_LIST, truce__number(truce_set_count(set)), truce__some_of(set, TOLD_STATES));
    truce__say_end(say, TRUCE__LINE);
    if (set && truce__is_told_below(at, set)) truce__tell_below(at, say, set);
}

/* ------------------------------------------------------------------ asking */

static uint64_t count_verdicts(const truce_coalitions *c) {
    uint64_t total = 0;
    for (size_t slot = 0; slot < c->slot_count; slot++) total += truce_set_count(c->rows[slot]) * c->coalition_count;
    return total;
}

static truce_status list_verdicts(truce__coalition_verdicts *v, uint64_t limit) {
    const truce_coalitions *c = v->coalitions;
    v->total = count_verdicts(c);
    uint64_t most = limit && limit < v->total ? limit : v->total;
    v->at = truce__big_alloc(v->ctx, most * sizeof *v->at + 1);
    if (!v->at) return TRUCE_E_NOMEM;
    for (uint32_t slot = 0; slot < c->slot_count; slot++)
        for (truce_state s = truce_set_next(c->rows[slot], 0); s; s = truce_set_next(c->rows[slot], s))
            for (size_t i = 0; i < c->coalition_count; i++) {
                if (v->count == most) return TRUCE_OK;
                bool is_stable = truce_coalition_is_stable(c, slot, i, s);
                truce_state exit = is_stable ? 0 : truce_coalition_exit(c, slot, i, s);
                v->at[v->count++] = (truce__coalition_verdict){slot, i, s, exit};
            }
    return TRUCE_OK;
}

/* Every state, or those that --rows names; else equilibria, of which --where may leave some. */
static truce_status choose_rows(truce_ctx *ctx, const truce_solution *solution, const truce_query *query,
                                truce_coalitions_query *asked, truce_set **every) {
    const truce_render_options *options = truce__render_options(query->options);
    const truce_argument *rows = truce__argument(query, "rows");
    bool are_named = rows->text && options->kind == TRUCE_ROWS_ALL;
    asked->rows = are_named ? options->rows : NULL;
    asked->only = are_named ? NULL : options->rows;
    if (!are_named || options->rows) return TRUCE_OK;
    TRY(truce_set_all(ctx, truce_solution_graph(solution), every));
    asked->rows = *every;
    return TRUCE_OK;
}

static truce_status refuse_concepts(truce_ctx *ctx, const truce_solution *solution) {
    const truce_graph *graph = truce_solution_graph(solution);
    for (uint32_t i = 0; i < truce_solution_concept_count(solution); i++)
        if (truce__concept_at(truce_solution_concept(solution, i))->has_coalitions) return TRUCE_OK;
    TRY(truce__diag(ctx, TRUCE_ERROR, &truce_graph_model(graph)->source, (truce__loc){0},
                    "nash, gmr, smr, seq and sseq are", "none of these concepts is defined for coalitions"));
    return TRUCE_E_USAGE;
}

truce_status truce__coalition_verdicts_find(truce_ctx *ctx, const truce_solution *solution, const truce_query *query,
                                            truce__coalition_verdicts **out) {
    const truce_argument *coalitions = truce__argument(query, "coalitions");
    const truce_render_options *options = truce__render_options(query->options);
    truce_coalitions_query asked = {.coalitions = coalitions->coalitions,
                                    .coalition_count = coalitions->count,
                                    .improvement = (truce_improvement)truce__argument(query, "improvement")->number,
                                    .limit = options->limit};
    truce_set *every = NULL;
    truce_status status;
    *out = NULL;
    if (!coalitions->number) return TRUCE_OK;
    TRY(refuse_concepts(ctx, solution));
    truce__coalition_verdicts *v = truce__calloc(ctx, 1, sizeof *v);
    if (!v) return TRUCE_E_NOMEM;
    v->ctx = ctx;
    TRY_OR_DONE(choose_rows(ctx, solution, query, &asked, &every));
    TRY_OR_DONE(truce_coalitions_find(ctx, solution, &asked, &v->coalitions));
    TRY_OR_DONE(list_verdicts(v, options->limit));
    *out = v;
    v = NULL;
done:
    truce_set_free(every);
    truce__coalition_verdicts_free(v);
    return status;
}

void truce__coalition_verdicts_free(truce__coalition_verdicts *verdicts) {
    if (!verdicts) return;
    truce_coalitions_free(verdicts->coalitions);
    truce__big_free(verdicts->ctx, verdicts->at);
    truce__free(verdicts->ctx, verdicts);
}

/* ------------------------------------------------------------------ verify */

static truce_status verify_one(truce_ctx *ctx, truce_verifier *verifier, const truce_coalitions *c,
                               const truce__coalition_verdict *v) {
    const truce_graph *graph = truce_solution_graph(c->solution);
    uint32_t concept = truce_solution_concept(c->solution, c->slots[v->slot]);
    truce_coalition_witness *witness = NULL;
    TRY(truce_coalition_explain(ctx, graph, v->state, &c->coalitions[v->coalition], concept, c->improvement,
                                &witness));
    truce_status status = truce_coalition_verify(verifier, witness);
    bool is_same = (witness->verdict == TRUCE_STABLE) == (v->exit == 0);
    truce_coalition_witness_free(ctx, witness);
    if (status != TRUCE_OK || is_same) return status;
    TRY(truce__diag(ctx, TRUCE_ERROR, &graph->model->source, (truce__loc){0},
                    "this is a bug in truce: please report it",
                    "the verdict on state %llu for a coalition under %s is not supported by its reason",
                    (unsigned long long)v->state, truce_concept_at(concept)->id));
    return TRUCE_E_BUG;
}

truce_status truce__coalition_verdicts_verify(const truce__coalition_verdicts *verdicts, uint64_t *verified) {
    truce_verifier *verifier = NULL;
    TRY(truce_verifier_new(verdicts->ctx, truce_solution_graph(verdicts->coalitions->solution), &verifier));
    truce_status status = TRUCE_OK;
    for (size_t i = 0; i < verdicts->count && status == TRUCE_OK; i++) {
        truce__progress(verdicts->ctx, "verifying coalitions", i, verdicts->count);
        status = verify_one(verdicts->ctx, verifier, verdicts->coalitions, &verdicts->at[i]);
        ++*verified;
    }
    truce_verifier_free(verifier);
    return status;
}
