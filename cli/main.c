/* SPDX-License-Identifier: Apache-2.0 */
/* The command `truce`. */
#include "options.h"

int main(int argc, char **argv) {
    return run_command_line(argc, argv, NULL);
}
