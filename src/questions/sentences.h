/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The end of a result in three plain sentences: what holds; what does not, and who breaks it; what to look at next, with a command to
 * type. They are put together from the result and say nothing that is not in it: no sentence knows a case.
 */
#ifndef TRUCE_SENTENCES_H
#define TRUCE_SENTENCES_H

#include "words/say.h"

#include <truce/deal.h>

enum { TRUCE__HOLDS, TRUCE__FAILS, TRUCE__NEXT, TRUCE__N_SENTENCES };

/* Appends one sentence to each of the texts. `at`: as in truce_render_options, for the command. */
void truce__deal_sentences(const truce_deals *deals, const char *at, truce__text texts[TRUCE__N_SENTENCES]);

/* Says those about a solution below a table: the `say` of a field. */
void truce__say_solved(const truce__at *at, truce__say *say);

#endif
