/* SPDX-License-Identifier: Apache-2.0 */
/* Statements in words. */
#ifndef TRUCE_CLAUSES_H
#define TRUCE_CLAUSES_H

#include "words/speak.h"

/* "“Pump at night”, if “Offer” is water or above" */
void truce__speak_stmt(const truce__speaker *s, const truce__stmt *stmt);
/* "(..) or (..)": several of which one is enough. */
void truce__speak_any(const truce__speaker *s, const truce__stmt *stmts, uint32_t count);

#endif
