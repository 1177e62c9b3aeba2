/* SPDX-License-Identifier: Apache-2.0 */
/* Messages of a command beside its result and its diagnostics. */
#include "command.h"

#include <stdarg.h>
#include <stdio.h>

enum { LONGEST = 4096 };

/* Cuts the text so that it does not end within a character. */
static void end_whole(char *text, size_t length) {
    while (length > 0 && ((unsigned char)text[length - 1] & 0xC0) == 0x80) length--;
    if (length > 0 && (unsigned char)text[length - 1] >= 0xC0) length--;
    text[length] = 0;
}

__attribute__((format(printf, 3, 0))) static void tell(const truce_line *line, truce_tone tone, const char *format,
                                                       va_list list) {
    char text[LONGEST];
    int length = vsnprintf(text, sizeof text, format, list);
    if (length >= LONGEST) end_whole(text, LONGEST - 1);
    bool is_about_command = line->command && (tone == TRUCE_TONE_COMMAND || tone == TRUCE_TONE_USAGE);
    line->host.tell(line->host.ud, tone, is_about_command ? line->command->name : NULL, text);
}

void truce__message(const truce_line *line, truce_tone tone, const char *format, ...) {
    va_list list;
    va_start(list, format);
    tell(line, tone, format, list);
    va_end(list);
}

int truce__misuse(const truce_line *line, const char *format, ...) {
    va_list list;
    va_start(list, format);
    tell(line, TRUCE_TONE_USAGE, format, list);
    va_end(list);
    return TRUCE_E_USAGE;
}

int truce__host_failed(const truce_line *line, truce_status status, const char *why) {
    if (line->host.why) why = line->host.why(line->host.ud);
    if (why) truce__message(line, status == TRUCE_E_USAGE ? TRUCE_TONE_USAGE : TRUCE_TONE_PROGRAM, "%s", why);
    return status == TRUCE_E_NOMEM ? TRUCE_E_LIMIT : (int)status;
}
