/* SPDX-License-Identifier: Apache-2.0 */
/* `solve` in short: how many states of each outcome hold, and which states hold, as patterns. */
#ifndef TRUCE_IN_SHORT_H
#define TRUCE_IN_SHORT_H

#include "questions/solve/solve.h"
#include "words/say.h"

/* The table of counts, where options say `in_short`. */
extern const truce__field truce__summary_fields[];
/* Fit to be the `say` of a field. */
void truce__say_what_holds(const truce__at *at, truce__say *say);

#endif
