/* SPDX-License-Identifier: Apache-2.0 */
/* The command `truce`: reads the command line, runs the command, and sees to it that what was printed arrived. */
#include "options.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static int run(const cmdline *cl) {
    if (cl->value[OPT_MAN]) man_print(cl->command);
    else if (cl->value[OPT_HELP]) help_print(cl->command);
    else return cl->command->run(cl);
    return EXIT_DONE;
}

/* Help and version go through the standard stream; the results of commands do not. */
static int flush_stdout(void) {
    if (fflush(stdout) == 0 && !ferror(stdout)) return EXIT_DONE;
    fprintf(stderr, "truce: cannot write standard output: %s\n", strerror(errno));
    return EXIT_IO;
}

int main(int argc, char **argv) {
    cmdline cl;
    signal(SIGPIPE, SIG_IGN); /* writing in vain is an error to report, not an end: to a reader that went away, */
    signal(SIGXFSZ, SIG_IGN); /* or beyond the size that a file may have */
    int failed = arguments_parse(argc, argv, &cl);
    if (!failed) failed = run(&cl);
    int unwritten = flush_stdout();
    return failed ? failed : unwritten;
}
