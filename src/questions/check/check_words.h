/* SPDX-License-Identifier: Apache-2.0 */
/* What results will say of a model, for its author to read: statements, moves, states; and words that are missing. */
#ifndef TRUCE_CHECK_WORDS_H
#define TRUCE_CHECK_WORDS_H

#include "model/inputs.h"
#include "words/say.h"

/* What an input states, as a clause; nothing for one that states nothing. */
void truce__input_words(truce__text *text, const truce__at *at, const truce__input *input);
/* The same, below the input; of a wish about what its party itself does the sentence, too. */
void truce__say_statement(const truce__at *at, truce__say *say, const truce__input *input);

/* Moves, states and missing words. */
extern const truce__field truce__check_word_fields[];

/* Warns, at their places, of clauses and infinitives that will read badly. */
truce_status truce__check_phrases(truce_ctx *ctx, const truce_model *model);

#endif
