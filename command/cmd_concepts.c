/* SPDX-License-Identifier: Apache-2.0 */
/* truce concepts: which solution concepts are there, and what do they mean? */
#include "asks.h"

int truce__ask_concepts(session *s) {
    truce_result *result = NULL;
    return truce__session_show(s, truce_result_of_concepts(s->ctx, &s->options, &result), &result);
}
