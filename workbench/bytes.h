/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes that grow, and small helpers for text. */
#ifndef TRUCE_WORKBENCH_BYTES_H
#define TRUCE_WORKBENCH_BYTES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct bytes {
    char *at; /* ends in 0 behind `length` when it is not NULL */
    size_t length, room;
    size_t most; /* never more than so many; 0: no bound */
    bool failed; /* memory was out or the bound was reached */
} bytes;

bool bytes_add(bytes *b, const char *from, size_t length);
/* A truce_sink's function; `ud` is the bytes. */
bool bytes_write(void *ud, const char *from, size_t length);
void bytes_free(bytes *b);
/* Gives the block to the caller, who frees it; never NULL unless memory is out. */
char *bytes_take(bytes *b, size_t *length);

/* A copy ending in 0, to be freed; NULL when memory is out. `length` bytes, or all of a text, NULL for NULL. */
char *copy_bytes(const char *from, size_t length);
char *copy_text(const char *from);

/* The same text for a field that is not const because it sometimes owns its text; nobody writes to a lent text or
 * frees it. */
static inline char *lend(const char *text) {
    const union {
        const char *from;
        char *to;
    } either = {.from = text};
    return either.to;
}

/* How many bytes of a text are at most `most` and end with a whole character. For printf's "%.*s". */
int whole_part(const char *text, int most);

/* Whether the bytes are well-formed UTF-8 without zero bytes. Only such bytes are stored and sent as text. */
bool is_text(const char *at, size_t length);

#endif
