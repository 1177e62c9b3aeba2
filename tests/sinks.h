/* SPDX-License-Identifier: Apache-2.0 */
/* Sinks for unit tests and fuzz targets: one gathers what is written, one only counts it. */
#ifndef TRUCE_TESTS_SINKS_H
#define TRUCE_TESTS_SINKS_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct gathered { /* begins as {0}; whoever has it frees `bytes`, which end in 0 */
    char *bytes;
    size_t length;
} gathered;

static inline bool gather(void *ud, const char *bytes, size_t length) {
    gathered *g = ud;
    char *grown = realloc(g->bytes, g->length + length + 1);
    if (!grown) return false;
    memcpy(grown + g->length, bytes, length);
    g->bytes = grown;
    g->length += length;
    g->bytes[g->length] = 0;
    return true;
}

/* `ud`: a size_t that grows by what comes, or NULL. */
static inline bool swallow(void *ud, const char *bytes, size_t length) {
    (void)bytes;
    size_t *count = ud;
    if (count) *count += length;
    return true;
}

#endif
