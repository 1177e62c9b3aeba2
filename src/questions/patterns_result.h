/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of states in results, told as patterns: few products of level sets that together are the set. */
#ifndef TRUCE_PATTERNS_RESULT_H
#define TRUCE_PATTERNS_RESULT_H

#include "result/result.h"

#include <truce/patterns.h>

/* Larger sets are searched only where that is asked for. */
enum { TRUCE__FEW_STATES = 10000 };

/* For `open` of a LIST whose items are truce__pattern_item, with `close` and `count`: finds the set's patterns. */
truce_status truce__told_patterns_open(truce__at *at, const truce_set *set);
void truce__told_patterns_close(truce__at *at);
uint64_t truce__told_patterns_count(const truce__at *list);

/* {"states": 8, "fixed": {"military": ["campaign"]}, "free": ["release"], "statement": ..., "text": ...} */
extern const truce__field truce__pattern_item;

#endif
