/* SPDX-License-Identifier: Apache-2.0 */
/* What `explain --words` adds for programs that set reasons out as drawings: each move in words, where it leads, what
 * that is to the party of the verdict beside the start, and the party's moves that are no improvement. */
#ifndef TRUCE_EXPLAIN_WORDS_H
#define TRUCE_EXPLAIN_WORDS_H

#include "result/result.h"

/* At the place of a claim, the move that it is about. */
extern const truce__field truce__claim_word_fields[];
/* At the place of a verdict. */
extern const truce__field truce__verdict_word_fields[];

#endif
