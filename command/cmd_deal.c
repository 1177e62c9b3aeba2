/* SPDX-License-Identifier: Apache-2.0 */
/* truce deal: which agreements are there, and which of them hold? */
#include "asks.h"

#include <truce/deal.h>

int truce__ask_deal(session *s) {
    const value *concepts = truce__value(s, &truce__opt_concepts);
    const value *rules = truce__value(s, &truce__opt_solution);
    const value *where = truce__value(s, &truce__opt_where_of_deal);
    const truce_deal_options options = {
        .no_deal = truce__value(s, &truce__opt_no_deal)->number,
        .ask = where->set, .ask_state = where->number,
        .concepts = concepts->numbers, .concept_count = concepts->count,
        .rules = rules->numbers, .rule_count = rules->count,
        .limit = s->options.limit, .verifies_all = s->options.says_verified,
    };
    truce_deals *deals = NULL;
    int failed = truce__session_report(s, truce_deal(s->ctx, s->graph, &options, &deals));
    if (!failed) failed = truce__session_report(s, truce_render_deal(s->ctx, deals, &s->options, &s->result));
    truce_deals_free(deals);
    return failed;
}
