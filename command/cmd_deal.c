/* SPDX-License-Identifier: Apache-2.0 */
/* truce deal: which agreements are there, and which of them hold? */
#include "session.h"

#include <truce/deal.h>

#include <stdlib.h>

static const char *rule_id(const void *ud, size_t i) {
    (void)ud;
    return truce_rule_at((uint32_t)i)->id;
}

static const name_table rule_names = {"solution", truce_rule_count, rule_id, truce_rule_find};

/* --solution: the rules named; NULL when none are. */
static int find_rules(session *s, uint32_t **rules, size_t *count) {
    const char *list = s->cl->value[OPT_SOLUTION];
    *rules = NULL;
    *count = 0;
    if (!list) return 0;
    *rules = calloc(truce_rule_count(), sizeof **rules);
    if (!*rules) return session_end(s, TRUCE_E_NOMEM);
    return session_names(s, &rule_names, list, *rules, count);
}

static int work_out(session *s, truce_deal_options *options) {
    truce_deals *deals = NULL;
    options->limit = s->options.limit;
    options->verifies_all = s->cl->value[OPT_VERIFY] != NULL;
    int failed = session_end(s, truce_deal(s->ctx, s->graph, options, &deals));
    if (!failed) failed = session_end(s, truce_render_deal(s->ctx, deals, &s->options, &s->output.sink));
    if (!failed) failed = output_finish(&s->output);
    truce_deals_free(deals);
    return failed;
}

int cmd_deal(const cmdline *cl) {
    session s;
    truce_deal_options options = {0};
    uint32_t *concepts = NULL, *rules = NULL;
    int failed = session_open(&s, cl);
    if (!failed) failed = session_concepts(&s, &concepts, &options.concept_count);
    if (!failed) failed = find_rules(&s, &rules, &options.rule_count);
    if (!failed) failed = session_parse(&s);
    if (!failed) failed = session_build(&s);
    if (!failed && cl->value[OPT_NO_DEAL]) failed = session_state(&s, OPT_NO_DEAL, &options.no_deal);
    if (!failed && cl->value[OPT_WHERE]) failed = session_find_either(&s, "--where", cl->value[OPT_WHERE], &options.ask_state);
    options.ask = s.rows;
    options.concepts = concepts;
    options.rules = rules;
    if (!failed) failed = work_out(&s, &options);
    free(concepts);
    free(rules);
    session_close(&s);
    return failed;
}
