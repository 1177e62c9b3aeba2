/* SPDX-License-Identifier: Apache-2.0 */
/* What a command says beside its result: on standard error, or to the host that runs it. */
#include "options.h"

#include <stdarg.h>
#include <stdio.h>

/* A host learns what is wrong, not which program says so. */
__attribute__((format(printf, 2, 0))) static void tell_host(const cli_host *host, const char *format, va_list list) {
    char text[4096];
    int length = vsnprintf(text, sizeof text, format, list);
    if (length >= (int)sizeof text) { /* not to end within a character */
        length = sizeof text - 1;
        while (length > 0 && ((unsigned char)text[length - 1] & 0xC0) == 0x80) length--;
        if (length > 0 && (unsigned char)text[length - 1] >= 0xC0) length--;
        text[length] = 0;
    }
    host->complain(host->ud, text);
}

__attribute__((format(printf, 3, 0))) static void tell(const cmdline *cl, const cli_command *command, const char *format, va_list list) {
    if (cl->host) {
        tell_host(cl->host, format, list);
        return;
    }
    fprintf(stderr, "truce%s%s: ", command ? " " : "", command ? command->name : "");
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
}

void message(const cmdline *cl, const char *format, ...) {
    va_list list;
    va_start(list, format);
    tell(cl, NULL, format, list);
    va_end(list);
}

void command_message(const cmdline *cl, const char *format, ...) {
    va_list list;
    va_start(list, format);
    tell(cl, cl->command, format, list);
    va_end(list);
}

int usage_error(const cmdline *cl, const char *format, ...) {
    va_list list;
    va_start(list, format);
    tell(cl, cl->command, format, list);
    va_end(list);
    if (!cl->host) fprintf(stderr, "Try 'truce %s%s--help'.\n", cl->command ? cl->command->name : "", cl->command ? " " : "");
    return EXIT_USAGE;
}
