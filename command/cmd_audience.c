/* SPDX-License-Identifier: Apache-2.0 */
/* truce audience: how much would it have to cost at home to back down? */
#include "asks.h"

#include <truce/audience.h>

int truce__ask_audience(session *s) {
    truce_audience *audience = NULL;
    truce_result *result = NULL;
    int failed = truce__session_report(s, truce_audience_sweep(s->ctx, s->graph, &audience));
    if (!failed)
        failed = truce__session_show(s, truce_result_of_audience(s->ctx, audience, &s->options, &result), &result);
    truce_audience_free(audience);
    return failed;
}
