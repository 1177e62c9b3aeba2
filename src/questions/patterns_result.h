/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of states in results, told as patterns: few products of level sets that together are the set. */
#ifndef TRUCE_PATTERNS_RESULT_H
#define TRUCE_PATTERNS_RESULT_H

#include "result/result.h"
#include "words/speak.h"

#include <truce/patterns.h>

/* Larger sets are searched only where that is asked for. */
enum { TRUCE__FEW_STATES = 10000 };

/* What is told: patterns that were found, or those of groups, [pattern][option]. */
typedef struct truce__told_patterns {
    truce_ctx *ctx;
    truce_patterns *found;
    const uint64_t *levels; /* NULL: those of `found` */
} truce__told_patterns;

/* For `open` of a LIST whose items are truce__pattern_item, with `close` and `count`: finds the set's patterns. */
truce_status truce__told_patterns_open(truce__at *at, const truce_set *set);
void truce__told_patterns_close(truce__at *at);
uint64_t truce__told_patterns_count(const truce__at *list);

/* {"states": 8, "fixed": {"military": ["campaign"]}, "free": ["release"], "statement": ..., "text": ...} */
extern const truce__field truce__pattern_item;
/* What of these the levels alone say: "fixed" and "free". `self` of the item is a truce__told_patterns, its index the
 * pattern's. */
extern const truce__field truce__pattern_levels[];
/* The statement as models write it, and in words; words tell only levels that occur. */
truce_status truce__told_pattern_write(truce__text *text, const truce__at *at, size_t pattern);
void truce__told_pattern_speak(const truce__speaker *s, const truce__at *at, size_t pattern);
/* A text that `write` makes. */
truce__value truce__told_as(const truce__at *at, truce_status (*write)(truce__text *text, const truce__at *at));
/* Whether the pattern allows all levels of all options. */
bool truce__told_pattern_is_free(const truce__at *at, size_t pattern);

#endif
