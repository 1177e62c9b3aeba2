/* SPDX-License-Identifier: Apache-2.0 */
/* truce version, truce help. */
#include "asks.h"
#include "pages.h"

int truce__ask_version(session *s) {
    page p = {.line = s->line};
    page_put(&p, "truce ");
    page_put(&p, truce_version());
    page_put(&p, "\n");
    return page_end(&p);
}

int truce__ask_help(session *s) {
    const char *name = s->line->operands[0];
    const truce_host *host = &s->line->host;
    const truce_command *command = name ? truce__command_find(host, name) : NULL;
    page p = {.line = s->line};
    if (!name || command) truce__help_write(&p, host, command);
    else if (!truce__completion_write(&p, host, name)) return truce__no_such_command(s->line, name);
    return page_end(&p);
}
