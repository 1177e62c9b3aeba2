/* SPDX-License-Identifier: Apache-2.0 */
/* truce ripe: is a situation ripe for talks? */
#include "session.h"

#include <truce/ripe.h>

#include <stdlib.h>

static int decide_and_show(session *s, const truce_ripe_query *query) {
    truce_ripeness *ripeness = NULL;
    truce_result *result = NULL;
    int failed = session_end(s, truce_ripe(s->ctx, s->graph, query, &ripeness));
    if (!failed) failed = session_show(s, truce_result_of_ripe(s->ctx, ripeness, &s->options, &result), &result);
    truce_ripeness_free(ripeness);
    return failed ? failed : output_finish(&s->output);
}

/* The parties to the deadlock; NULL where they are not named. */
static int find_parties(session *s, uint32_t **parties, size_t *count) {
    const char *list = s->cl->value[OPT_PARTY];
    uint32_t most = truce_model_party_count(s->model);
    if (!list) return 0;
    *parties = calloc(most, sizeof **parties);
    if (!*parties) return session_end(s, TRUCE_E_NOMEM);
    while (list && *count < most) {
        int failed = session_next_party(s, &list, &(*parties)[*count]);
        if (failed) return failed;
        ++*count;
    }
    return 0;
}

static int run(session *s, uint32_t **concepts, uint32_t **parties) {
    truce_ripe_query query = {.verifies_all = s->cl->value[OPT_VERIFY] != NULL};
    int failed = session_concepts(s, concepts, &query.concept_count);
    if (!failed) failed = session_parse(s);
    if (!failed) failed = session_build(s);
    if (!failed) failed = session_state(s, OPT_STATE, &query.state);
    if (!failed) failed = find_parties(s, parties, &query.party_count);
    if (failed) return failed;
    query.concepts = *concepts;
    query.parties = *parties;
    query.limit = s->options.limit;
    return decide_and_show(s, &query);
}

int cmd_ripe(const cmdline *cl) {
    session s;
    uint32_t *concepts = NULL, *parties = NULL;
    int failed = session_open(&s, cl);
    if (!failed) failed = run(&s, &concepts, &parties);
    free(concepts);
    free(parties);
    session_close(&s);
    return failed;
}
