/* SPDX-License-Identifier: Apache-2.0 */
/* truce explain: why does a verdict hold or fail? */
#include "session.h"

#include <stdlib.h>

typedef struct question {
    truce_state state;
    uint32_t first_party, n_parties;
    uint32_t *concepts;
    size_t n_concepts;
    truce_witness **witnesses;
    size_t count;
    truce_verifier *verifier; /* NULL: nothing is verified */
} question;

static int find_state(session *s, truce_state *state) {
    const char *name = s->cl->value[OPT_STATE];
    *state = name ? truce_graph_state_find(s->graph, name) : truce_graph_status_quo(s->graph);
    if (*state) return 0;
    if (!name) return usage_error(s->cl, "the model names no status quo: which --state?");
    return usage_error(s->cl, "there is no state '%s'; states have numbers from 1 to %llu, 'truce states' lists them", name,
                       (unsigned long long)truce_graph_state_count(s->graph));
}

static int find_parties(session *s, question *q) {
    q->n_parties = truce_model_party_count(s->model);
    if (!s->cl->value[OPT_PARTY]) return 0;
    q->n_parties = 1;
    return session_party(s, s->cl->value[OPT_PARTY], &q->first_party);
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
    for (uint32_t party = q->first_party; party < q->first_party + q->n_parties; party++)
        for (size_t i = 0; i < q->n_concepts && status == TRUCE_OK; i++)
            status = explain_one(s, q, party, q->concepts[i]);
    return session_end(s, status);
}

static int show(session *s, const question *q) {
    const truce_witness *const *witnesses = (const truce_witness *const *)q->witnesses;
    int failed = session_end(s, truce_render_explain(s->ctx, s->graph, witnesses, q->count, &s->options, &s->output.sink));
    return failed ? failed : output_finish(&s->output);
}

static int run(session *s, question *q) {
    int failed = session_concepts(s, OPT_CONCEPT, &q->concepts, &q->n_concepts);
    if (!failed) failed = session_parse(s);
    if (!failed) failed = session_build(s);
    if (!failed) failed = find_state(s, &q->state);
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
    session_close(&s);
    return failed;
}
