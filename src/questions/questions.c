/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/questions.h"

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

truce_status truce_ask(truce_ctx *ctx, const char *question, const truce_query *query, truce_result **result) {
    const truce__question *q = truce__question_find(question);
    *result = NULL;
    if (!q || (q->needs_graph && !query->graph)) return TRUCE_E_USAGE;
    return q->run(ctx, query, result);
}

const char *truce_question_name(uint32_t index) {
    size_t count = sizeof truce__questions / sizeof *truce__questions - 1;
    return index < count ? truce__questions[index].id : NULL;
}
