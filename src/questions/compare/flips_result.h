/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the results of timeline and diff: a moment, and the verdicts that flipped. The `self` of a place is a
 * truce__moment, its graph and model are the moment's. */
#ifndef TRUCE_FLIPS_RESULT_H
#define TRUCE_FLIPS_RESULT_H

#include "questions/compare/compare.h"
#include "questions/questions.h"
#include "words/say.h"

/* The options of a comparison, from a query. */
truce_compare_options truce__compare_options(const truce_query *query);

/* Makes a place that of a moment. */
void truce__at_moment(truce__at *at, const truce__moment *moment);

/* Rows that are flips: the low 32 bits of the index are the flip's number at the moment. */
const truce__flip *truce__flip_at(const truce__at *row);
uint64_t truce__count_flips(const truce__at *list);
uint64_t truce__count_causes(const truce__at *row);
/* The number of a cause, where the place is an item of a list of causes in a row. */
uint32_t truce__cause_at(const truce__at *item);
/* Causes in one cell, as CSV has them. */
truce__value truce__joined_causes(const truce__at *row, const char *(*id)(const truce__at *at, uint32_t cause));

/* "states" to "by_outcome" of JSON. */
extern const truce__field truce__moment_fields[];
/* Whether the moment's verdicts are those of all completions of an open model. */
bool truce__moment_reads_all(const truce__at *at);
/* A flip without its causes: in JSON and CSV, and for people. */
extern const truce__field truce__flip_fields[], truce__told_flip_fields[];
truce__value truce__get_flip_total(const truce__at *at);

/* Whether states are valued after expiry; the status quo, and for whom it is stable. */
void truce__say_standing(const truce__at *at, truce__say *say);
/* "Nash: 2 (1, 4; Stalemate 2)" for each set of concepts. With `is_later` only where the numbers have changed. */
void truce__say_equilibria(const truce__at *at, truce__say *say, bool is_later);
/* One line each, the first few; then how many more there are. */
void truce__say_flips(const truce__at *at, truce__say *say,
                      void (*say_cause)(const truce__at *at, truce__say *say, uint32_t cause));

#endif
