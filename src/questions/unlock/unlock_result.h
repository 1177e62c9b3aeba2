/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_UNLOCK_RESULT_H
#define TRUCE_UNLOCK_RESULT_H

#include "questions/unlock/unlock_asked.h"
#include "words/say.h"

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

#endif
