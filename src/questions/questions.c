/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/questions.h"

#include "concepts/concepts.h"
#include "model/completions.h"

const truce__question truce__questions[] = {
#define QUESTION(name, summary, needs_graph)                                                                         \
    {#name, summary, &truce__##name##_layout, needs_graph, truce__run_##name},
    TRUCE__QUESTIONS(QUESTION)
#undef QUESTION
    {0}};

const truce__question *truce__question_find(const char *id) {
    for (const truce__question *q = truce__questions; q->id; q++)
        if (strcmp(q->id, id) == 0) return q;
    return NULL;
}

/* --------------------------------------------------------- all that can be had */

/* A query with all concepts, which loses those that cannot be had. */
typedef struct asking {
    truce_ctx *ctx;
    truce_query query;
    uint32_t *numbers;        /* of concepts, ... */
    truce_argument *concepts; /* ... which this argument has; NULL: all are not asked for */
    truce__left_out *first, **last;
} asking;

/* All concepts are those without a number: one with a number was asked for by name beside them. */
static bool is_named(uint32_t number) {
    return truce_concept_at(number)->parameter != 0;
}

/* Concepts that are about something of which the model says nothing are none of all. */
static void strike_idle(asking *a) {
    const truce_model *model = a->query.graph ? truce_graph_model(a->query.graph) : a->query.model;
    size_t kept = 0;
    for (size_t i = 0; model && i < a->concepts->count; i++)
        if (is_named(a->numbers[i]) || truce__is_one_of_all(model, a->numbers[i])) a->numbers[kept++] = a->numbers[i];
    if (model) a->concepts->count = kept;
}

static truce_status copy_arguments(asking *a, const truce_query *query) {
    size_t count = query->argument_count;
    truce_argument *arguments = truce__calloc(a->ctx, count, sizeof *arguments);
    if (!arguments) return TRUCE_E_NOMEM;
    memcpy(arguments, query->arguments, count * sizeof *arguments);
    a->query.arguments = arguments;
    for (size_t i = 0; i < count; i++)
        if (arguments[i].is_all) a->concepts = &arguments[i];
    if (!a->concepts) return TRUCE_E_USAGE;
    a->numbers = truce__calloc(a->ctx, a->concepts->count, sizeof *a->numbers);
    if (!a->numbers) return TRUCE_E_NOMEM;
    memcpy(a->numbers, a->concepts->numbers, a->concepts->count * sizeof *a->numbers);
    a->concepts->numbers = a->numbers;
    strike_idle(a);
    return TRUCE_OK;
}

/* Strikes from the list what could not be had. */
static bool strike(asking *a, const truce_concept *concept) {
    size_t kept = 0;
    if (concept->parameter) return false;
    for (size_t i = 0; i < a->concepts->count; i++)
        if (truce_concept_at(a->numbers[i]) != concept) a->numbers[kept++] = a->numbers[i];
    bool is_struck = kept < a->concepts->count && kept > 0;
    a->concepts->count = kept;
    return is_struck;
}

static truce_status note_left_out(asking *a, const struct truce__refusal *refusal) {
    truce_status status = TRUCE_OK;
    const truce__lack lack = {(truce__message)refusal->why, refusal->number};
    truce__text reason;
    truce__text_init(&reason, a->ctx);
    truce__lack_told(&reason, truce__language_of(a->ctx), lack);
    truce__left_out *one = reason.failed ? NULL : truce__alloc(a->ctx, sizeof *one + reason.length + 1);
    if (one) {
        *one = (truce__left_out){.concept = refusal->concept};
        memcpy(one->why, reason.bytes, reason.length + 1);
        *a->last = one;
        a->last = &one->next;
    } else {
        status = TRUCE_E_NOMEM;
    }
    truce__text_free(&reason);
    return status;
}

/* The question once more, without what it failed for. The attempt begins anew each time: which concept cannot be had
 * may show late, and in any of several models. */
static truce_status ask_for_rest(asking *a, const truce__question *q, truce_result **result) {
    const truce__diags_mark mark = truce__diags_here(a->ctx);
    struct truce__refusal *refusal = &a->ctx->refusal;
    for (;;) {
        refusal->concept = NULL;
        truce_status status = q->run(a->ctx, &a->query, result);
        bool is_refused = (status == TRUCE_E_USAGE || status == TRUCE_E_LIMIT) && refusal->concept;
        if (!is_refused || !strike(a, refusal->concept)) return status;
        truce__diags_forget(a->ctx, mark);
        TRY(note_left_out(a, refusal));
    }
}

/* Concepts that were asked for by name are kept, even if the model has nothing that they are about. */
static truce_status warn_of_idle(truce_ctx *ctx, const truce_model *model, uint32_t number) {
    const truce__chosen concept = truce__concept_in(&truce__concepts, number);
    truce__text reason;
    if (!concept.family || !concept.family->else_it || truce__is_one_of_all(model, number)) return TRUCE_OK;
    truce__text_init(&reason, ctx);
    truce__lack_told(&reason, &truce__english, (truce__lack){concept.family->else_it, 0});
    truce_status status = reason.failed ? TRUCE_E_NOMEM
                                        : truce__diag(ctx, TRUCE_WARNING, &model->source, (truce__loc){0}, NULL,
                                                      "%s says nothing new here: %s", concept.info->label,
                                                      reason.bytes);
    truce__text_free(&reason);
    return status;
}

static truce_status warn_of_idles(truce_ctx *ctx, const truce_query *query, bool is_all) {
    const truce_argument *concepts = truce__argument(query, "concepts");
    for (size_t i = 0; query->graph && i < concepts->count; i++) {
        if (is_all && !is_named(concepts->numbers[i])) continue;
        TRY(warn_of_idle(ctx, truce_graph_model(query->graph), concepts->numbers[i]));
    }
    return TRUCE_OK;
}

static truce_status warn_of_left_out(truce_ctx *ctx, const truce__left_out *one) {
    static const truce__source nowhere = {.file = ""};
    for (; one; one = one->next)
        TRY(truce__diag(ctx, TRUCE_WARNING, &nowhere, (truce__loc){0}, NULL, "%s is left out: %s",
                        one->concept->label, one->why));
    return TRUCE_OK;
}

static truce_status ask_for_all(truce_ctx *ctx, const truce__question *q, const truce_query *query,
                                truce_result **result) {
    asking a = {.ctx = ctx, .query = *query};
    a.last = &a.first;
    a.query.arguments = NULL; /* until there is a copy */
    truce_status status = copy_arguments(&a, query);
    if (status == TRUCE_OK) status = ask_for_rest(&a, q, result);
    if (status == TRUCE_OK) {
        (*result)->left_out = a.first;
        status = warn_of_left_out(ctx, a.first);
    } else {
        truce__left_out_free(ctx, a.first);
    }
    if (status != TRUCE_OK && *result) truce_result_free(*result), *result = NULL;
    truce__free(ctx, a.numbers);
    truce__free(ctx, (void *)(uintptr_t)a.query.arguments);
    return status;
}

static bool asks_for_all(const truce_query *query) {
    for (size_t i = 0; i < query->argument_count; i++)
        if (query->arguments[i].is_all && query->arguments[i].count) return true;
    return false;
}

/* ------------------------------------------------------------ main readings */

static const truce_model *open_model(const truce_query *query) {
    const truce_model *const models[] = {query->graph ? query->graph->model : NULL, query->model, query->second};
    for (size_t i = 0; i < sizeof models / sizeof *models; i++)
        if (models[i] && truce__is_open_model(models[i])) return models[i];
    return NULL;
}

/* Results say which completions of an open model they are about. Rows and drawings have no place for it. */
static truce_status warn_of_reading(truce_ctx *ctx, const truce__question *q, const truce_query *query,
                                    const truce_result *result) {
    truce_format format = truce__render_options(query->options)->format;
    bool has_place = format != TRUCE_FORMAT_CSV && format != TRUCE_FORMAT_DOT && format != TRUCE_FORMAT_SVG &&
                     q->layout != &truce__trial_layout;
    bool uses_ranks = q->layout != &truce__check_layout && q->layout != &truce__concepts_layout;
    const truce_model *model = open_model(query);
    if (!model || has_place || !uses_ranks || result->reads_all) return TRUCE_OK;
    return truce__diag(ctx, TRUCE_WARNING, &model->source, (truce__loc){0}, NULL,
                       "preferences are open: the first alternative of each 'either' is used");
}

truce_status truce_ask(truce_ctx *ctx, const char *question, const truce_query *query, truce_result **result) {
    const truce__question *q = truce__question_find(question);
    *result = NULL;
    if (!q || (q->needs_graph && !query->graph)) return TRUCE_E_USAGE;
    bool is_all = asks_for_all(query);
    TRY(warn_of_idles(ctx, query, is_all));
    TRY(is_all ? ask_for_all(ctx, q, query, result) : q->run(ctx, query, result));
    truce_status status = warn_of_reading(ctx, q, query, *result);
    if (status != TRUCE_OK) truce_result_free(*result), *result = NULL;
    return status;
}

const char *truce_question_name(uint32_t index) {
    size_t count = sizeof truce__questions / sizeof *truce__questions - 1;
    return index < count ? truce__questions[index].id : NULL;
}
