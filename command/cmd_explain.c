/* SPDX-License-Identifier: Apache-2.0 */
/* truce explain: why does a verdict hold or fail? */
#include "session.h"

#include <stdlib.h>

typedef struct question {
    truce_state state;
    uint32_t *parties;
    size_t n_parties;
    uint32_t *concepts;
    size_t n_concepts;
    truce_witness **witnesses;
    size_t count;
    truce_verifier *verifier; /* NULL: nothing is verified */
} question;

/* The parties named, each once, in the order in which they are named; else all. */
static int find_parties(session *s, question *q) {
    uint32_t count = truce_model_party_count(s->model);
    const char *list = s->cl->value[OPT_PARTY];
    q->parties = calloc(count, sizeof *q->parties);
    if (!q->parties) return session_end(s, TRUCE_E_NOMEM);
    for (; !list && q->n_parties < count; q->n_parties++) q->parties[q->n_parties] = (uint32_t)q->n_parties;
    while (list) {
        uint32_t party;
        int failed = session_next_party(s, &list, &party);
        if (failed) return failed;
        size_t i = 0;
        while (i < q->n_parties && q->parties[i] != party) i++;
        if (i == q->n_parties) q->parties[q->n_parties++] = party;
    }
    return 0;
}

static truce_status explain_one(session *s, question *q, uint32_t party, uint32_t concept) {
    truce_witness **witness = &q->witnesses[q->count];
    truce_status status = truce_explain(s->ctx, s->graph, q->state, party, concept, 0, witness);
    if (status != TRUCE_OK) return status;
    q->count++;
    if (!q->verifier) return TRUCE_OK;
    s->options.verified++;
    return truce_verify(q->verifier, *witness);
}

static int explain_all(session *s, question *q) {
    q->witnesses = calloc(q->n_parties * q->n_concepts, sizeof *q->witnesses);
    if (!q->witnesses) return session_end(s, TRUCE_E_NOMEM);
    truce_status status = TRUCE_OK;
    if (s->cl->value[OPT_VERIFY]) status = truce_verifier_new(s->ctx, s->graph, &q->verifier);
    for (size_t p = 0; p < q->n_parties; p++)
        for (size_t i = 0; i < q->n_concepts && status == TRUCE_OK; i++)
            status = explain_one(s, q, q->parties[p], q->concepts[i]);
    return session_end(s, status);
}

static int show(session *s, const question *q) {
    const truce_witness *const *witnesses = (const truce_witness *const *)q->witnesses;
    int failed = session_end(s, truce_render_explain(s->ctx, s->graph, witnesses, q->count, &s->options, &s->output.sink));
    return failed ? failed : output_finish(&s->output);
}

static int run(session *s, question *q) {
    int failed = session_concepts(s, &q->concepts, &q->n_concepts);
    if (!failed) failed = session_parse(s);
    if (!failed) failed = session_build(s);
    if (!failed) failed = session_state(s, OPT_STATE, &q->state);
    if (!failed) failed = find_parties(s, q);
    if (!failed) failed = explain_all(s, q);
    return failed ? failed : show(s, q);
}

int cmd_explain(const cmdline *cl) {
    session s;
    question q = {0};
    int failed = session_open(&s, cl);
    if (!failed) failed = run(&s, &q);
    for (size_t i = 0; i < q.count; i++) truce_witness_free(s.ctx, q.witnesses[i]);
    truce_verifier_free(q.verifier);
    free(q.witnesses);
    free(q.concepts);
    free(q.parties);
    session_close(&s);
    return failed;
}
