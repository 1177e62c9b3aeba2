/* SPDX-License-Identifier: Apache-2.0 */
/* Databases of SQLite as the terminal's commands keep them. */
#ifndef TRUCE_CLI_SQL_H
#define TRUCE_CLI_SQL_H

#include <truce/command.h>

/* As truce_host has them. `why`: room for a sentence about a failure. */
truce_status sql_open(const char *path, int32_t application, bool may_create, truce_database **database,
                      char why[512]);
truce_status sql_run(truce_database *database, const char *sql, const truce_sql_value *values, size_t count,
                     truce_sql_row row, void *row_ud, char why[512]);
void sql_close(truce_database *database);

#endif
