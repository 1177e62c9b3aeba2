/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A result ends in three plain sentences: what holds; what does not, and who breaks it; what to look at next, with a
 * command to type. They are made from the result alone; no sentence knows a case.
 */
#ifndef TRUCE_SENTENCES_H
#define TRUCE_SENTENCES_H

#include "words/say.h"

/* Says them below a solution, or below agreements: the `say` of a field. */
void truce__say_solved(const truce__at *at, truce__say *say);
void truce__say_agreed(const truce__at *at, truce__say *say);

#endif
