/* SPDX-License-Identifier: Apache-2.0 */
/* truce version, truce help. */
#include "options.h"

#include <stdio.h>

int cmd_version(const cmdline *cl) {
    (void)cl;
    printf("truce %s\n", truce_version());
    return EXIT_DONE;
}

static const char *command_name(const void *ud, size_t i) {
    (void)ud;
    return cli_commands[i].name;
}

int cmd_help(const cmdline *cl) {
    const cli_command *command = cl->operand ? command_find(cl->operand) : NULL;
    if (!cl->operand || command) {
        help_print(command);
        return EXIT_DONE;
    }
    if (completion_print(cl->operand)) return EXIT_DONE;
    const char *meant = nearest(cl->operand, command_name, NULL, cli_command_count);
    return meant ? usage_error(cl, "unknown command '%s'; did you mean '%s'?", cl->operand, meant)
                 : usage_error(cl, "unknown command '%s'", cl->operand);
}
