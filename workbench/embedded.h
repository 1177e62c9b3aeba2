/* SPDX-License-Identifier: Apache-2.0 */
/* Files built into the program: the page, parts of the manual. embed.cmake writes the tables when truce is built. */
#ifndef TRUCE_WORKBENCH_EMBEDDED_H
#define TRUCE_WORKBENCH_EMBEDDED_H

#include <stddef.h>

typedef struct embedded {
    const char *name; /* "/app.js"; of a part of the manual "language" */
    const char *etag; /* with its quotes */
    const unsigned char *bytes, *gzip; /* gzip: the same bytes compressed; NULL: parts of the manual */
    size_t length, gzip_length;
} embedded;

extern const embedded embedded_page[], embedded_manual[];
extern const size_t embedded_page_count, embedded_manual_count;

#endif
