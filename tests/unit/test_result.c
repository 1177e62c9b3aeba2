/* SPDX-License-Identifier: Apache-2.0 */
/* The mechanism of results: walks, columns and schemas over shapes made up here, and over those of a model. */
#include "questions/questions.h"
#include "render/forms.h"
#include "result/declare.h"

#include "harness.h"
#include "sinks.h"

static const char well[] =
    "truce: 1\ntitle: A well\n"
    "parties:\n  - {id: north, options: [{id: pump}, {id: offer, levels: [none, water, land], moves: up}]}\n"
    "  - {id: south, name: South farm, options: [{id: sue}]}\nfeasible: [pump implies offer = none]\n"
    "status_quo: {pump: yes}\noutcomes: {deal: offer >= water}\n"
    "preferences:\n  north: {order: [not sue, pump]}\n  south: {order: [offer >= water, not pump]}\n";

/* ------------------------------------------------------- a shape made up here */

/* A tree: value, then children; a node without children has null for them. */
typedef struct node {
    uint64_t value;
    const struct node *children;
    uint64_t n_children;
} node;

static const node leaves[] = {{4, NULL, 0}, {5, NULL, 0}}, inner[] = {{2, leaves, 2}, {3, NULL, 0}},
                  top = {1, inner, 2};

#define NODE ((const node *)at->self)
static truce__value node_value(const truce__at *at) { return truce__number(NODE->value); }
static truce__value has_children(const truce__at *at) { return NODE->children ? truce__bool(true) : truce__none(); }
static bool next_child(const truce__at *list, truce__at *item) {
    const node *around = list->self;
    item->self = around->children + ++item->index;
    return item->index < around->n_children;
}
static truce__value odd(const truce__at *at) { return NODE->value % 2 ? truce__text_of("odd") : truce__none(); }
static truce__value even(const truce__at *at) {
    return NODE->value % 2 ? truce__none() : truce__number(NODE->value / 2);
}
static int opened;
static truce_status open_counted(truce__at *at) { return (void)at, opened++, TRUCE_OK; }
static void close_counted(truce__at *at) { (void)at, opened--; }
static truce_status open_failing(truce__at *at) { return (void)at, TRUCE_E_LIMIT; }

static const truce__field tree[5];
static const truce__field tree_item = {
    NULL, RECORD, IN_ALL, .of = tree, .name = "node", .open = open_counted, .close = close_counted};
static const truce__field tree[5] = {
    {"value", NUMBER, IN_ALL, .get = node_value},
    {"kind", TEXT, IN_JSON, TRUCE__OMIT, .get = odd},
    {"kind", NUMBER, IN_JSON, TRUCE__OMIT, .get = even},
    {"children", LIST, IN_JSON, TRUCE__NULLABLE, .get = has_children, .next = next_child, .of = &tree_item},
    {0}};
static const truce__field tree_table[] = {
    {"", SPLICE, IN_ALL, .of = tree},
    {"table", LIST, IN_CSV | IN_PEOPLE, TRUCE__TABLE, .next = next_child, .of = &tree_item},
    {0}};
static const truce__layout tree_layout = {"truce.tree.v1", tree_table};

/* A list in a list, without end. */
static uint64_t one(const truce__at *at) { return (void)at, 1; }
static const truce__field endless_item;
static const truce__field endless_item = {NULL, LIST, IN_ALL, .count = one, .of = &endless_item};
static const truce__field endless[] = {{"endless", LIST, IN_ALL, .count = one, .of = &endless_item}, {0}};
static const truce__layout endless_layout = {"truce.endless.v1", endless};

static const truce__field failing[] = {
    {"before", NUMBER, IN_ALL, .get = node_value}, {"fails", RECORD, IN_ALL, .of = tree, .open = open_failing}, {0}};
static const truce__layout failing_layout = {"truce.failing.v1", failing};

/* A table of many rows that is cancelled in the first. */
static uint64_t many(const truce__at *at) { return (void)at, 1000; }
static truce__value no_value(const truce__at *at) { return truce_cancel(at->result->ctx), truce__none(); }
static const truce__field broken_row[] = {{"value", NUMBER, IN_CSV, TRUCE__NULLABLE, .get = no_value}, {0}};
static const truce__field broken[] = {{"table", LIST, IN_CSV, TRUCE__TABLE, .count = many, .total = many,
                                       .of = RECORD_OF(broken_row)},
                                      {0}};
static const truce__layout broken_layout = {"truce.broken.v1", broken};

/* Empties what was gathered. */
static void empty(gathered *kept) {
    free(kept->bytes);
    *kept = (gathered){0};
}

static const char *written(truce_ctx *ctx, const truce__layout *layout, truce_format format, gathered *kept,
                           truce_status *status) {
    truce_result *result = NULL;
    truce_sink sink = {gather, kept};
    empty(kept);
    *status = truce__result_new(ctx, (truce__result){.layout = layout, .self = &top}, false, NULL, &result);
    if (*status == TRUCE_OK) *status = truce_render(result, &(truce_form){.format = format}, &sink);
    truce_result_free(result);
    return kept->bytes;
}

static void shapes(truce_ctx *ctx) {
    gathered kept = {0};
    truce_status status;
    CLAIM_TEXT(written(ctx, &tree_layout, TRUCE_FORMAT_JSON, &kept, &status),
               "{\"value\": 1,\n \"kind\": \"odd\",\n \"children\": [{\"value\": 2, \"kind\": 1, \"children\": "
               "[{\"value\": 4, \"kind\": 2, "
               "\"children\": null}, {\"value\": 5, \"kind\": \"odd\", \"children\": null}]}, {\"value\": 3, "
               "\"kind\": \"odd\", "
               "\"children\": null}]}\n",
               "records that contain themselves, null for a list, two fields of one key");
    CLAIM(status == TRUCE_OK && opened == 0, "what is opened is closed");
    written(ctx, &endless_layout, TRUCE_FORMAT_JSON, &kept, &status);
    CLAIM(status == TRUCE_E_BUG, "a result deeper than a walk is a bug, not an overflow");
    written(ctx, &failing_layout, TRUCE_FORMAT_JSON, &kept, &status);
    CLAIM(status == TRUCE_E_LIMIT, "what opening a node gives ends the form");
    written(ctx, &broken_layout, TRUCE_FORMAT_CSV, &kept, &status);
    CLAIM(status == TRUCE_E_CANCELLED && truce_diags_total(ctx) == 0, "rows that cancelling left out are no limit's");
    truce_ctx_resume(ctx);
    CLAIM_TEXT(written(ctx, &tree_layout, TRUCE_FORMAT_CSV, &kept, &status), "value\n2\n3\n", "each row is opened");
    CLAIM(status == TRUCE_OK && opened == 0, "and closed");
    empty(&kept);
}

/* ------------------------------------------------------------------- walks */

static uint64_t mix(uint64_t sum, const truce_item *item, truce_event event) {
    sum = sum * 31 + (uint64_t)event * 7 + (uint64_t)item->type + item->number;
    for (const char *c = item->key; c && *c; c++) sum = sum * 31 + (unsigned char)*c;
    for (const char *c = item->text; c && *c; c++) sum = sum * 31 + (unsigned char)*c;
    return sum;
}

static uint64_t walk_whole(truce_ctx *ctx, const truce_result *result, uint64_t *events) {
    truce_walk *walk = NULL;
    truce_item item;
    uint64_t sum = 0;
    int depth = 0;
    truce_walk_new(ctx, result, &walk);
    for (truce_event event; (event = truce_walk_step(walk, &item)) != TRUCE_WALK_END; ++*events) {
        depth += (event == TRUCE_WALK_OPEN) - (event == TRUCE_WALK_CLOSE);
        sum = mix(sum, &item, event);
    }
    CLAIM(truce_walk_free(walk) == TRUCE_OK && depth == 0, "a walk closes what it opens");
    return sum;
}

/* Two walks step by step side by side. */
static void walk_twice(truce_ctx *ctx, const truce_result *result, uint64_t alone) {
    truce_walk *walks[2] = {NULL, NULL};
    uint64_t sums[2] = {0, 0};
    truce_item item;
    bool goes_on = true;
    for (int i = 0; i < 2; i++) truce_walk_new(ctx, result, &walks[i]);
    while (goes_on) {
        goes_on = false;
        for (int i = 0; i < 2; i++) {
            truce_event event = truce_walk_step(walks[i], &item);
            if (event == TRUCE_WALK_END) continue;
            sums[i] = mix(sums[i], &item, event);
            goes_on = true;
        }
    }
    for (int i = 0; i < 2; i++) {
        CLAIM(sums[i] == alone, "walks side by side do not disturb each other");
        truce_walk_free(walks[i]);
    }
}

/* The key of the event after a node that truce_walk_leave() left. */
static void leave_node(truce_ctx *ctx, const truce_result *result) {
    truce_walk *walk = NULL;
    truce_item item;
    truce_event event;
    truce_walk_new(ctx, result, &walk);
    do event = truce_walk_step(walk, &item);
    while (event != TRUCE_WALK_END && !(event == TRUCE_WALK_OPEN && item.key && strcmp(item.key, "table") == 0));
    CLAIM(event == TRUCE_WALK_OPEN && item.type == TRUCE_IS_LIST, "the table is a list");
    truce_walk_leave(walk);
    event = truce_walk_step(walk, &item);
    CLAIM(event == TRUCE_WALK_VALUE && item.key && strcmp(item.key, "truncated") == 0,
          "what follows the table follows at once");
    truce_walk_free(walk);
}

static void cancel_walk(truce_ctx *ctx, const truce_result *result) {
    truce_walk *walk = NULL;
    truce_item item;
    truce_walk_new(ctx, result, &walk);
    for (int i = 0; i < 60; i++) truce_walk_step(walk, &item);
    truce_cancel(ctx);
    CLAIM(truce_walk_step(walk, &item) == TRUCE_WALK_END, "a walk ends when the work is cancelled");
    CLAIM(truce_walk_free(walk) == TRUCE_E_CANCELLED, "and says why");
    truce_ctx_resume(ctx);
}

static void walks(truce_ctx *ctx, const truce_graph *graph) {
    truce_result *result = NULL;
    uint64_t events = 0;
    const truce_render_options options = {.sort_party = UINT32_MAX, .show_moves = true};
    CLAIM(truce_result_of_states(ctx, graph, &options, &result) == TRUCE_OK, "a result is made");
    uint64_t alone = walk_whole(ctx, result, &events);
    CLAIM(events > 150, "a walk visits everything: %llu events", (unsigned long long)events);
    walk_twice(ctx, result, alone);
    leave_node(ctx, result);
    cancel_walk(ctx, result);
    truce_result_free(result);
}

/* ------------------------------------------------------------------ columns */

static void columns(truce_ctx *ctx, const truce_graph *graph) {
    gathered kept = {0};
    truce_sink sink = {gather, &kept};
    truce_result *result = NULL;
    truce_solution *solution = NULL;
    static const uint32_t nash[] = {0};
    CLAIM(truce_solve(ctx, graph, nash, 1, &solution) == TRUCE_OK, "the model is solved");
    const truce_render_options options = {.sort_party = 1, .limit = 2};
    CLAIM(truce_result_of_solve(ctx, solution, &options, &result) == TRUCE_OK, "a result is made");
    CLAIM(truce_render(result, &(truce_form){.format = TRUCE_FORMAT_CSV}, &sink) == TRUCE_OK, "CSV is written");
    CLAIM_TEXT(kept.bytes,
               "state,code,outcomes,pump,offer,sue,rank_north,rank_south,nash_north,nash_south,eq_nash\n"
               "3,N1N,deal,no,water,no,3,3,1,1,1\n4,N2N,deal,no,land,no,3,3,1,1,1\n",
               "columns: members of a domain, of two; rows: best of a party first, cut");
    CLAIM_TEXT(truce_result_table(result, TRUCE_FORMAT_CSV, 0), "table", "the table has a name");
    CLAIM(!truce_result_table(result, TRUCE_FORMAT_CSV, 1) && !truce_result_table(result, TRUCE_FORMAT_JSON, 0),
          "there are no others");
    CLAIM(truce_render(result, &(truce_form){.format = TRUCE_FORMAT_CSV, .table = "moves"}, &sink) == TRUCE_E_USAGE,
          "a table that is not there is refused");
    CLAIM(truce_render(result, &(truce_form){.format = TRUCE_FORMAT_JSON, .table = "table"}, &sink) == TRUCE_E_USAGE,
          "JSON has no single table");
    truce_result_free(result);
    truce_solution_free(solution);
    empty(&kept);
}

static void schemas(truce_ctx *ctx) {
    gathered kept = {0};
    truce_sink sink = {gather, &kept};
    CLAIM(truce_schema(ctx, "nothing", &sink) == TRUCE_E_USAGE && kept.length == 0,
          "there is no schema of what is no question");
    CLAIM(truce_schema(ctx, "model", &sink) == TRUCE_OK && kept.length > 5000, "the model file has a schema");
    for (uint32_t i = 0; truce_question_name(i); i++) {
        empty(&kept);
        CLAIM(truce_schema(ctx, truce_question_name(i), &sink) == TRUCE_OK && kept.length > 500, "%s has a schema",
              truce_question_name(i));
    }
    CLAIM(truce_question_name(0) != NULL, "there are questions");
    empty(&kept);
}

int main(void) {
    truce_ctx *ctx = truce_ctx_new(NULL);
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    CLAIM(truce_parse(ctx, well, sizeof well - 1, "well.yaml", &model) == TRUCE_OK, "the model is read");
    CLAIM(truce_graph_build(ctx, model, &graph) == TRUCE_OK, "its graph is built");
    shapes(ctx);
    walks(ctx, graph);
    columns(ctx, graph);
    schemas(ctx);
    truce_graph_free(graph);
    truce_model_free(model);
    truce_ctx_free(ctx);
    return claims_end();
}
