/* SPDX-License-Identifier: Apache-2.0 */
/* truce explain: why does a verdict hold or fail? */
#include "asks.h"

typedef struct answer {
    truce_witness **witnesses;
    size_t count;
    truce_verifier *verifier; /* NULL: nothing is verified */
} answer;

static truce_status explain_one(session *s, answer *a, uint32_t party, uint32_t concept) {
    truce_state state = truce__value(s, &truce__opt_state)->number;
    truce_witness **witness = &a->witnesses[a->count];
    truce_status status = truce_explain(s->ctx, s->graph, state, party, concept, 0, witness);
    if (status != TRUCE_OK) return status;
    a->count++;
    if (!a->verifier) return TRUCE_OK;
    s->options.verified++;
    return truce_verify(a->verifier, *witness);
}

/* The parties named, in that order, else all. */
static int explain_all(session *s, answer *a) {
    const value *concepts = truce__value(s, &truce__opt_concepts), *named = truce__value(s, &truce__opt_party);
    size_t parties = named->count ? named->count : truce_model_party_count(s->model);
    truce_status status = TRUCE_OK;
    a->witnesses = truce__room(s, parties * concepts->count, sizeof *a->witnesses);
    if (!a->witnesses) return truce__session_report(s, TRUCE_E_NOMEM);
    if (s->options.says_verified) status = truce_verifier_new(s->ctx, s->graph, &a->verifier);
    for (size_t p = 0; p < parties; p++)
        for (size_t i = 0; i < concepts->count && status == TRUCE_OK; i++)
            status = explain_one(s, a, named->count ? named->numbers[p] : (uint32_t)p, concepts->numbers[i]);
    return truce__session_report(s, status);
}

static int show(session *s, const answer *a) {
    const truce_witness *const *witnesses = (const truce_witness *const *)a->witnesses;
    truce_status status = truce_render_explain(s->ctx, s->graph, witnesses, a->count, &s->options, &s->result);
    return truce__session_report(s, status);
}

int truce__ask_explain(session *s) {
    answer a = {0};
    int failed = explain_all(s, &a);
    if (!failed) failed = show(s, &a);
    for (size_t i = 0; i < a.count; i++) truce_witness_free(s->ctx, a.witnesses[i]);
    truce_verifier_free(a.verifier);
    return failed;
}
