/* SPDX-License-Identifier: Apache-2.0 */
/* The question of each command, asked when the session has the model ready. Writes the result. 0, or the exit
 * status. */
#ifndef TRUCE_COMMAND_ASKS_H
#define TRUCE_COMMAND_ASKS_H

#include "session.h"

int truce__ask_check(session *s);
int truce__ask_brief(session *s);
int truce__ask_schema(session *s);
int truce__ask_rename(session *s);
int truce__ask_new(session *s);
int truce__ask_cases(session *s);
int truce__ask_convert(session *s);
int truce__ask_version(session *s);
int truce__ask_help(session *s);

int truce__check_paths(const session *s);
int truce__check_solve(const session *s);
int truce__check_unlock(const session *s);
int truce__check_explain(const session *s);
int truce__check_robust(const session *s);
int truce__check_forecast(const session *s);
int truce__ask_forecast(session *s);
int truce__check_score(const session *s);
int truce__ask_score(session *s);

#endif
