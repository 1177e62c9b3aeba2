/* SPDX-License-Identifier: Apache-2.0 */
/* The commands that the workbench adds to the library's. They are called with the program's terminal. */
#ifndef TRUCE_WORKBENCH_OWN_COMMANDS_H
#define TRUCE_WORKBENCH_OWN_COMMANDS_H

#include "host.h"

extern const truce_command *const workbench_commands[]; /* NULL behind the last */

int cmd_comments(void *ud, const truce_line *line);
int cmd_mcp(void *ud, const truce_line *line);
int cmd_serve(void *ud, const truce_line *line);

#endif
