/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_UNLOCK_RESULT_H
#define TRUCE_UNLOCK_RESULT_H

#include "questions/unlock/unlock_asked.h"
#include "questions/unlock/unlock_words.h"

/* The question's own data: what was asked, and one of two kinds of answer. */
typedef struct truce__unlock_result {
    truce_ctx *ctx;
    truce__unlock_asked asked;
    truce__unlocked unlocked;
    truce__inverse inverse;
} truce__unlock_result;

/* For people (unlock_told.c). */
void truce__say_unlocked(const truce__at *at, truce__say *say);
void truce__say_inverse(const truce__at *at, truce__say *say);

/* Of a search that found nothing: whether --max-cost ended it, and not --effort. */
bool truce__unlock_is_too_dear(const truce__unlock_result *r);
/* Why no changes do it. */
truce__message truce__unlock_impossible(const truce__at *at, truce__value *args);
/* Who would have to see something differently, a bit each; more than 64 parties are refused. */
uint64_t truce__unlock_parties(const truce__unlock_answer *answer);

#endif
