/* SPDX-License-Identifier: Apache-2.0 */
/* Concepts that cannot be had: of a model, or with the work that is allowed. */
#include "concepts/concepts.h"

typedef struct telling {
    truce__text *text;
    uint64_t number;
} telling;

static void add_literal(void *ud, const char *bytes, size_t length) {
    const telling *t = ud;
    truce__text_add(t->text, bytes, length);
}

static void add_number(void *ud, unsigned place) {
    const telling *t = ud;
    (void)place;
    truce__text_number(t->text, t->number);
}

static uint64_t number_of(void *ud, unsigned place) {
    const telling *t = ud;
    (void)place;
    return t->number;
}

void truce__lack_told(truce__text *text, const truce__language *language, truce__lack lack) {
    telling t = {text, lack.number};
    const truce__filler filler = {language, add_literal, add_number, number_of, &t};
    truce__fill(&filler, lack.why);
}

truce__lack truce__concept_lack(const truce_graph *graph, truce__chosen concept) {
    truce__lack lack = truce__lacks_rules(graph, concept);
    if (!lack.why && concept.family->needs_all_ranks && !truce__graph_has_ranks(graph))
        return (truce__lack){TRUCE__M_LACKS_ONE_PROCESS, 0};
    return !lack.why && concept.family->lacks ? concept.family->lacks(graph, concept) : lack;
}

truce_status truce__concept_refuse(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept, truce__lack lack,
                           truce_status status) {
    truce__text reason;
    truce__text_init(&reason, ctx);
    truce__lack_told(&reason, &truce__english, lack);
    truce_status said = reason.failed ? TRUCE_E_NOMEM
                                      : truce__diag(ctx, TRUCE_ERROR, &graph->model->source, (truce__loc){0}, NULL,
                                                    "%s cannot be had: %s", concept.info->label, reason.bytes);
    truce__text_free(&reason);
    ctx->refusal = (struct truce__refusal){concept.info, lack.why, lack.number};
    return said == TRUCE_OK ? status : said;
}

const truce_concept *truce_concept_refused(const truce_ctx *ctx) {
    return ctx->refusal.concept;
}

truce_status truce__concept_allow(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept) {
    truce__lack lack = truce__concept_lack(graph, concept);
    return lack.why ? truce__concept_refuse(ctx, graph, concept, lack, TRUCE_E_USAGE) : TRUCE_OK;
}
