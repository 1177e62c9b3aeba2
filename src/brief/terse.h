/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A page without the end tags that HTML lets be left out, for the next tag says as much: those of items, cells and
 * rows. Sections write them, for `unmarked.h` and for whoever reads the sections; nobody who reads the page misses
 * them, and they are one byte in thirty.
 */
#ifndef TRUCE_BRIEF_TERSE_H
#define TRUCE_BRIEF_TERSE_H

#include <truce/truce.h>

typedef struct truce__terse {
    const truce_sink *sink;
    char held[8]; /* what may be such a tag, as far as it has come */
    size_t count;
} truce__terse;

/* Takes a piece of the page: fit to be a sink's `write`. A page ends with a tag that is not left out, so that nothing
 * is held at its end. */
bool truce__terse_write(void *terse, const char *bytes, size_t length);

#endif
