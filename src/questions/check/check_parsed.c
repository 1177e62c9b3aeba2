/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/check/check_parsed.h"

#include "result/declare.h"

enum { MOST_NODES = 512 }; /* of a statement: nobody reads longer ones piece by piece */

static const char *const words[] = {
    [TRUCE__OP_FALSE] = "false",     [TRUCE__OP_TRUE] = "true",       [TRUCE__OP_ATOM] = "option",
    [TRUCE__OP_OUTCOME] = "outcome", [TRUCE__OP_NOT] = "not",         [TRUCE__OP_AND] = "and",
    [TRUCE__OP_OR] = "or",           [TRUCE__OP_IMPLIES] = "implies", [TRUCE__OP_IF] = "if",
    [TRUCE__OP_IFF] = "iff",         [TRUCE__OP_EXACTLY] = "exactly", [TRUCE__OP_AT_MOST] = "at most",
    [TRUCE__OP_AT_LEAST] = "at least",
};

static truce_status push(truce_ctx *ctx, truce__parsed *parsed, truce__parsed_node node) {
    return truce__vec_push(ctx, parsed, node);
}

static uint32_t operands(const truce__stmt *stmt, const truce__node *node) {
    switch (node->op) {
    case TRUCE__OP_NOT: return 1;
    case TRUCE__OP_AND:
    case TRUCE__OP_OR:
    case TRUCE__OP_IMPLIES:
    case TRUCE__OP_IF:
    case TRUCE__OP_IFF: return 2;
    case TRUCE__OP_EXACTLY:
    case TRUCE__OP_AT_MOST:
    case TRUCE__OP_AT_LEAST: return stmt->nodes[node->left].number;
    default: return 0;
    }
}

static truce_status parse_stmt(truce_ctx *ctx, const truce__stmt *stmt, truce__parsed *parsed) {
    for (uint32_t i = 0; i < stmt->n_nodes; i++) {
        const truce__node *node = &stmt->nodes[i];
        if (node->op == TRUCE__OP_TALLY) continue;
        if (node->op == TRUCE__OP_ATOM && node->relation == TRUCE__REL_STATE) { /* of a plain graph */
            uint64_t state = (uint64_t)stmt->levels[node->first_level] + 1;
            TRY(push(ctx, parsed, (truce__parsed_node){.op = "state", .number = state}));
            continue;
        }
        TRY(push(ctx, parsed, (truce__parsed_node){.op = words[node->op], .stmt = stmt, .node = node,
                                                   .count = operands(stmt, node), .number = node->number}));
    }
    return TRUCE_OK;
}

/* An operator around several; one alone needs none. */
static truce_status join(truce_ctx *ctx, const char *op, uint32_t count, truce__parsed *parsed) {
    return count > 1 ? push(ctx, parsed, (truce__parsed_node){.op = op, .count = count}) : TRUCE_OK;
}

static truce_status parse_stmts(truce_ctx *ctx, const truce__pref_item *item, truce__parsed *parsed) {
    if (item->state) return push(ctx, parsed, (truce__parsed_node){.op = "state", .number = item->state});
    if (item->is_rest) return push(ctx, parsed, (truce__parsed_node){.op = "rest"});
    for (uint32_t i = 0; i < item->n_stmts; i++) TRY(parse_stmt(ctx, &item->stmts[i], parsed));
    return join(ctx, words[TRUCE__OP_OR], item->n_stmts, parsed);
}

static truce_status parse_item(truce_ctx *ctx, const truce__pref_item *item, truce__parsed *parsed) {
    if (!item->either) return parse_stmts(ctx, item, parsed);
    for (uint32_t i = 0; i < item->n_either; i++) {
        const truce__pref *alternative = &item->either[i];
        for (uint32_t k = 0; k < alternative->n_items; k++)
            TRY(parse_stmts(ctx, &alternative->items[k], parsed));
        TRY(join(ctx, "then", alternative->n_items, parsed));
    }
    return join(ctx, "either", item->n_either, parsed);
}

truce_status truce__parse_input(truce_ctx *ctx, const truce__input *input, truce__parsed *parsed) {
    if (input->item) TRY(parse_item(ctx, input->item, parsed));
    else if (input->stmt && !input->other) TRY(parse_stmt(ctx, input->stmt, parsed));
    if (parsed->count > MOST_NODES) parsed->count = 0;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- shape */

#define IS(name, truth) IS_OF(void, name, truth)
#define GET(name, value) GET_OF(void, name, value)
#define NODE (&((const truce__parsed *)at->self)->at[at->index])
#define OUTER (&((const truce__parsed *)at->up->self)->at[at->up->index])

static bool is_of(const truce__at *at, truce__op op) { return NODE->node && NODE->node->op == op; }
static const truce__option *option_of(const truce__at *at, const truce__parsed_node *node) {
    return &at->model->options[node->node->option];
}

static const char *const relations[] = {
    [TRUCE__REL_TAKEN] = "taken", [TRUCE__REL_EQ] = "=",  [TRUCE__REL_NE] = "!=", [TRUCE__REL_LT] = "<",
    [TRUCE__REL_LE] = "<=",       [TRUCE__REL_GT] = ">",  [TRUCE__REL_GE] = ">=", [TRUCE__REL_IN] = "in", NULL};

IS(is_option, is_of(at, TRUCE__OP_ATOM))
IS(is_outcome, is_of(at, TRUCE__OP_OUTCOME))
IS(is_state, NODE->op[0] == 's')
IS(is_counting, NODE->node && truce__is_count(NODE->node->op))
GET(op, truce__text_of(NODE->op))
GET(operand_count, truce__number(NODE->count))
GET(number, truce__number(NODE->number))
GET(outcome, truce__text_of(at->model->outcomes[NODE->node->option].id))
GET(option, truce__text_of(option_of(at, NODE)->id))
GET(relation, truce__text_of(relations[NODE->node->relation]))
GET(level, truce__text_of(option_of(at, OUTER)->levels[at->index]))
IS(holds_there, truce__atom_holds(OUTER->stmt, OUTER->node, (uint32_t)at->index))
static uint64_t count_levels(const truce__at *at) { return option_of(at, NODE)->n_levels; }

static const truce__field option_fields[] = {
    {"op", TEXT, IN_JSON, .get = op},
    {"option", TEXT, IN_JSON, .get = option},
    {"relation", TEXT, IN_JSON, .get = relation, .one_of = relations, .about = "as written"},
    {"levels", LIST, IN_JSON, .count = count_levels, .keep = holds_there, .of = ITEM(TEXT, .get = level),
     .about = "at which it is true"},
    {0}};
static const truce__field outcome_fields[] = {
    {"op", TEXT, IN_JSON, .get = op}, {"outcome", TEXT, IN_JSON, .get = outcome}, {0}};
static const truce__field state_fields[] = {
    {"op", TEXT, IN_JSON, .get = op}, {"state", NUMBER, IN_JSON, .get = number}, {0}};
static const truce__field counting_fields[] = {
    {"op", TEXT, IN_JSON, .get = op}, {"operands", NUMBER, IN_JSON, .get = operand_count},
    {"number", NUMBER, IN_JSON, .get = number}, {0}};
static const truce__field operator_fields[] = {
    {"op", TEXT, IN_JSON, .get = op}, {"operands", NUMBER, IN_JSON, .get = operand_count}, {0}};

const truce__field truce__parsed_choices[] = {
    {NULL, RECORD, IN_JSON, .of = option_fields, .when = is_option},
    {NULL, RECORD, IN_JSON, .of = outcome_fields, .when = is_outcome},
    {NULL, RECORD, IN_JSON, .of = state_fields, .when = is_state},
    {NULL, RECORD, IN_JSON, .of = counting_fields, .when = is_counting},
    {NULL, RECORD, IN_JSON, .of = operator_fields},
    {0}};
