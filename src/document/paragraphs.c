/* SPDX-License-Identifier: Apache-2.0 */
#include "document/paragraphs.h"

bool truce__next_paragraph(const char *text, size_t length, size_t *at, const char **line, size_t *line_length) {
    static const char blanks[] = " \t\r";
    while (*at < length) {
        const char *begin = text + *at, *end = memchr(begin, '\n', length - *at);
        if (!end) end = text + length;
        *at = (size_t)(end - text) + 1;
        while (begin < end && strchr(blanks, *begin)) begin++;
        while (end > begin && strchr(blanks, end[-1])) end--;
        *line = begin;
        *line_length = (size_t)(end - begin);
        if (end > begin) return true;
    }
    return false;
}
