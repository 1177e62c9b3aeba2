/* SPDX-License-Identifier: Apache-2.0 */
/* From the arguments to the exit status: reads the command line, runs the command, and sees to it that what was printed arrived. */
#include "options.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static int run(const cmdline *cl) {
    bool is_for_ranks = !cl->command || cl->command->bit & (FOR_SOLVE | FOR_VERSION | FOR_HELP);
    if (cl->team && !is_for_ranks) return usage_error(cl, "truce-mpi can only solve; use 'truce' for this");
    if (cl->value[OPT_MAN] || cl->value[OPT_HELP]) {
        (cl->value[OPT_MAN] ? man_print : help_print)(cl->command);
        return EXIT_DONE;
    }
    assert(cl->command); /* without one there is only help */
    return cl->command->run(cl);
}

/* Help and version go through the standard stream; the results of commands do not. */
static int flush_stdout(void) {
    if (fflush(stdout) == 0 && !ferror(stdout)) return EXIT_DONE;
    if (errno == EPIPE) return EXIT_IO;
    fprintf(stderr, "truce: cannot write standard output: %s\n", strerror(errno));
    return EXIT_IO;
}

int run_command_line(int argc, char **argv, const cli_team *team) {
    cmdline cl = {.team = team};
    signal(SIGPIPE, SIG_IGN); /* writing in vain is an error to report, not an end: to a reader that went away, */
    signal(SIGXFSZ, SIG_IGN); /* or beyond the size that a file may have */
    int failed = arguments_parse(argc, argv, &cl);
    if (!failed) failed = run(&cl);
    int unwritten = flush_stdout();
    return failed ? failed : unwritten;
}
