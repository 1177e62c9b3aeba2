/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that commands write about themselves: help and manual pages. */
#ifndef TRUCE_COMMAND_PAGES_H
#define TRUCE_COMMAND_PAGES_H

#include "command.h"

#include <string.h>

/* A page that is sent to the host in pieces. After a failure nothing more is written. */
typedef struct page {
    const truce_line *line;
    char bytes[2048];
    size_t length;
    bool failed;
} page;

static inline void page_flush(page *p) {
    const truce_host *host = &p->line->host;
    if (!p->failed && p->length) p->failed = !host->write(host->ud, p->bytes, p->length);
    p->length = 0;
}

static inline void page_add(page *p, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (p->length == sizeof p->bytes) page_flush(p);
        p->bytes[p->length++] = bytes[i];
    }
}

static inline void page_put(page *p, const char *text) {
    page_add(p, text, strlen(text));
}

/* Whether all was written: 0, or the exit status. */
static inline int page_end(page *p) {
    page_flush(p);
    return p->failed ? truce__host_failed(p->line, TRUCE_E_IO, "cannot write the result") : 0;
}

/* The same for a page that is all of the result. */
static inline int page_finish(page *p) {
    const truce_host *host = &p->line->host;
    int failed = page_end(p);
    truce_status status = failed ? TRUCE_OK : host->finish(host->ud);
    return status == TRUCE_OK ? failed : truce__host_failed(p->line, status, "cannot write the result");
}

/* Several texts one after another, NULL behind the last. */
void truce__page_join(page *p, ...);
#define page_puts(...) truce__page_join(__VA_ARGS__, (const char *)NULL)

/* Command number `i` in the order in which help and manual list them; NULL behind the last. */
const truce_command *truce__command_listed(const truce_host *host, size_t i);

/* Help on a command, or on all when it is NULL. */
void truce__help_write(page *p, const truce_host *host, const truce_command *command);

/* For programs: the completions of "bash", "zsh" or "fish", or the names of all "commands", one a line. False for
 * other words. */
bool truce__completion_write(page *p, const truce_host *host, const char *what);

#endif
