/* SPDX-License-Identifier: Apache-2.0 */
/* Stands in for the workbench where truce was built without the libraries that it needs. */
#include "own_commands.h"

int cmd_serve(void *ud, const truce_line *line) {
    return terminal_misuse(ud, line, "this truce was built without the workbench; not found: " TRUCE_MISSING);
}

int cmd_comments(void *ud, const truce_line *line) {
    return cmd_serve(ud, line);
}

int cmd_mcp(void *ud, const truce_line *line) {
    return cmd_serve(ud, line);
}
