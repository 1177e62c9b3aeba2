/* SPDX-License-Identifier: Apache-2.0 */
/* The command `truce`. */
#include "own_commands.h"

int main(int argc, char **argv) {
    terminal t;
    terminal_init(&t);
    t.host.commands = workbench_commands;
    return terminal_run(&t, argc, argv);
}
