/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The end of a result in three plain sentences: what holds; what does not, and who breaks it; what to look at next, with a command to
 * type. They are put together from the result and say nothing that is not in it: no sentence knows a case.
 */
#ifndef TRUCE_SENTENCES_H
#define TRUCE_SENTENCES_H

#include "render/out.h"

#include <truce/deal.h>

enum { TRUCE__HOLDS, TRUCE__FAILS, TRUCE__NEXT, TRUCE__N_SENTENCES };

/* Appends one sentence to each of the texts. `at`: as in truce_render_options, for the command. */
truce_status truce__solve_sentences(truce_ctx *ctx, const truce_solution *solution, const char *at,
                                    truce__text texts[TRUCE__N_SENTENCES]);
void truce__deal_sentences(const truce_deals *deals, const char *at, truce__text texts[TRUCE__N_SENTENCES]);

/* Prints them below a table. */
void truce__say_solved(truce__out *out, const truce_solution *solution, const char *at);
void truce__say_dealt(truce__out *out, const truce_deals *deals, const char *at);

#endif
