/* SPDX-License-Identifier: Apache-2.0 */
/* Words of other languages that a statement may begin or go on with, and how they are written here. */
#ifndef TRUCE_SLIPS_H
#define TRUCE_SLIPS_H

#include "model/lex.h"

enum { TRUCE__SLIP_HINT = 400 };

/* Writes a hint for the word or sign at `token` and returns true; false: no language known here uses it so.
 * `is_operand_expected` says that nothing stands before it that it could join. */
bool truce__slip_hint(const char *text, size_t length, truce__token token, bool is_operand_expected,
                      char hint[TRUCE__SLIP_HINT]);

/* The same for the '+' at `plus`: a sum that is compared with a number counts. */
bool truce__sum_hint(const char *text, size_t length, truce__token plus, char hint[TRUCE__SLIP_HINT]);

#endif
