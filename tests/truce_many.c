/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The command line for tests that need it thousands of times: `truce` as anybody runs it, its terminal included, but
 * one run after the other in one process. To start the command takes ten times as long as to solve a small model. A
 * run leaves nothing behind, so that none can tell how many there were before it.
 *
 * A request on standard input: "WORDS BYTES LENGTH\n", how many words the command line has, how many bytes they take
 * with a zero behind each, and the length of the text that the run finds on its standard input; then both. The answer
 * on standard output: "STATUS LENGTH LENGTH\n", then what the run wrote on standard output and on standard error.
 */
#define _POSIX_C_SOURCE 200809L
#include "own_commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_WORDS = 100, MOST_BYTES = 1 << 16, SECONDS = 300 /* that a run may take */ };

static int files[3];
static FILE *requests, *answers, *complaints;

static void fail(const char *what) {
    fprintf(complaints, "truce_many: %s\n", what);
    exit(70);
}

/* The stream that has been on `fd`, kept for ourselves. In a run an unnamed file takes its place. */
static FILE *replace(int fd, const char *mode) {
    FILE *kept = fdopen(dup(fd), mode), *file = tmpfile();
    if (!kept || !file) exit(70);
    files[fd] = fileno(file);
    return kept;
}

/* An empty file for a run, which closes its standard output. */
static void prepare(int fd) {
    if (ftruncate(files[fd], 0) != 0 || lseek(files[fd], 0, SEEK_SET) != 0 || dup2(files[fd], fd) != fd)
        fail("cannot prepare a stream");
}

static size_t length_of(int fd) {
    struct stat about;
    if (fstat(fd, &about) != 0) fail("cannot measure a stream");
    return (size_t)about.st_size;
}

static void take_text(size_t length) {
    char piece[1 << 14];
    while (length > 0) {
        size_t got = fread(piece, 1, length < sizeof piece ? length : sizeof piece, requests);
        if (got == 0 || write(files[0], piece, got) != (ssize_t)got) fail("cannot pass on a text");
        length -= got;
    }
    lseek(files[0], 0, SEEK_SET);
}

static void give(int fd) {
    char piece[1 << 14];
    ssize_t got;
    lseek(fd, 0, SEEK_SET);
    while ((got = read(fd, piece, sizeof piece)) > 0) fwrite(piece, 1, (size_t)got, answers);
}

static int run(size_t count, char *words) {
    char *arguments[MOST_WORDS + 2] = {"truce"};
    terminal t;
    for (size_t i = 1; i <= count; i++, words += strlen(words) + 1) arguments[i] = words;
    terminal_init(&t);
    t.host.commands = workbench_commands;
    alarm(SECONDS);
    int status = terminal_run(&t, (int)count + 1, arguments);
    alarm(0);
    fflush(NULL);
    return status;
}

int main(void) {
    static char words[MOST_BYTES + 1];
    size_t count, bytes, length;
    complaints = replace(STDERR_FILENO, "w");
    requests = replace(STDIN_FILENO, "r");
    answers = replace(STDOUT_FILENO, "w");
    while (fscanf(requests, "%zu %zu %zu", &count, &bytes, &length) == 3 && fgetc(requests) == '\n') {
        for (int fd = 0; fd < 3; fd++) prepare(fd);
        if (count > MOST_WORDS || bytes > MOST_BYTES) fail("too many words");
        if (fread(words, 1, bytes, requests) != bytes) fail("words are missing");
        words[bytes] = 0;
        take_text(length);
        fprintf(answers, "%d", run(count, words));
        fprintf(answers, " %zu %zu\n", length_of(files[1]), length_of(files[2]));
        give(files[1]);
        give(files[2]);
        fflush(answers);
    }
    return 0;
}
