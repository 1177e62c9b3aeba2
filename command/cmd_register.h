/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The register of forecasts: a database of the host's, in which each outcome at each horizon is a question with a
 * date, and answers come later. Nothing in it is ever changed or deleted; of several answers to a question the last
 * counts. A file of another program, or of another version, is refused and left as it is. All that a command writes
 * is one transaction.
 */
#ifndef TRUCE_COMMAND_REGISTER_H
#define TRUCE_COMMAND_REGISTER_H

#include "kept_file.h"
#include "session.h"

#include <truce/forecast.h>
#include <truce/score.h>

typedef database register_file;

/* Opens a register; 0, or the exit status after a message. `may_create`: makes one where there is none. Close it in
 * any case: with `keeps` what was written is kept, else nothing is. NULL is fine. */
int truce__register_open(session *s, const char *name, bool may_create, register_file **file);
int truce__register_close(register_file *file, bool keeps);

/* Adds a forecast with its questions. `doubt`: each probability is mixed with so much of 1/2. Forecasts made twice on
 * a day are kept once. */
int truce__register_add(session *s, register_file *file, const truce_forecast *forecast, double doubt);

/* The questions, with the answers that count, by number; lent until the session ends. */
int truce__register_questions(session *s, register_file *file, const truce_question_due **questions, size_t *count);
/* The model that a forecast was made with; lent until the session ends. */
int truce__register_model(session *s, register_file *file, int64_t forecast, const char **title, const char **text);
/* Answers a question. `state`: what was the case on its day; it, `source` and `note` may be NULL. */
int truce__register_answer(register_file *file, int64_t question, const char *answer, const char *state,
                           const char *source);

#endif
