/* SPDX-License-Identifier: Apache-2.0 */
/* From words to an exit status: reads the line, begins the run, asks, and ends the run in every case. */
#include "session.h"

/* Defaults for functions that a host lacks: each does nothing and succeeds, except that nothing can be read without
 * texts. */
static truce_status begin_nothing(void *ud, const truce_line *line, truce_settings *settings) {
    (void)ud, (void)line, (void)settings;
    return TRUCE_OK;
}

static truce_status read_nothing(void *ud, const char *name, const char **bytes, size_t *length) {
    (void)ud, (void)name, (void)bytes, (void)length;
    return TRUCE_E_IO;
}

static bool write_nothing(void *ud, const char *bytes, size_t length) {
    (void)ud, (void)bytes, (void)length;
    return true;
}

static truce_status finish_nothing(void *ud) {
    (void)ud;
    return TRUCE_OK;
}

static void end_nothing(void *ud) {
    (void)ud;
}

static void tell_nobody(void *ud, truce_tone tone, const char *command, const char *text) {
    (void)ud, (void)tone, (void)command, (void)text;
}

static bool diagnose_nothing(void *ud, truce_ctx *ctx, size_t first) {
    (void)ud, (void)ctx, (void)first;
    return true;
}

static void attend_nothing(void *ud, truce_ctx *ctx) {
    (void)ud, (void)ctx;
}

/* The host with every function set, so that no caller has to check. */
static truce_host complete(const truce_host *given) {
    truce_host host = *given;
    if (!host.begin) host.begin = begin_nothing;
    if (!host.read) host.read = read_nothing;
    if (!host.write) host.write = write_nothing;
    if (!host.finish) host.finish = finish_nothing;
    if (!host.end) host.end = end_nothing;
    if (!host.tell) host.tell = tell_nobody;
    if (!host.diagnose) host.diagnose = diagnose_nothing;
    if (!host.attend) host.attend = attend_nothing;
    return host;
}

/* One run of the host around `work`. */
static int run(truce_line *line, int (*work)(truce_line *line, const truce_settings *settings)) {
    const truce_host *host = &line->host;
    truce_settings settings = host->settings;
    truce_status begun = host->begin(host->ud, line, &settings);
    int failed = begun == TRUCE_OK ? 0 : truce__host_failed(line, begun, "cannot open the result");
    if (!failed) failed = work(line, &settings);
    host->end(host->ud);
    return failed;
}

/* Help goes where results usually go, whatever other options were given. */
static int help(const truce_line *asked) {
    bool is_man = !asked->command || truce_line_text(asked, "man");
    truce_line line = {.host = asked->host, .command = asked->command};
    return run(&line, is_man ? truce__man : truce__help);
}

int truce_run(const truce_host *host, size_t count, const char *const *words) {
    truce_line line = {.host = complete(host)};
    int failed = truce__line_read(&line, count, words);
    if (failed) return failed;
    if (!line.command || truce_line_text(&line, "help") || truce_line_text(&line, "man")) return help(&line);
    failed = truce__line_numbers(&line);
    if (failed) return failed;
    return line.own ? run(&line, truce__session_run) : line.command->run(line.host.ud, &line);
}
