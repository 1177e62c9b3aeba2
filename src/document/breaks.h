/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Line breaks for the parser in lines of megabytes. libfyaml takes the bracket that begins a line for a possible key
 * until the line ends, and until then it gives no event: one call takes seconds. So it reads a copy with breaks after
 * some commas and brackets, where YAML allows them and they mean nothing. What it says of places is then told of the
 * text as it was written.
 */
#ifndef TRUCE_BREAKS_H
#define TRUCE_BREAKS_H

#include "document/source.h"

/* A break and the spaces behind it stand before a byte of the source. */
typedef struct truce__break {
    size_t at;           /* the byte */
    size_t start, end;   /* of the break and its spaces, in the copy */
    uint32_t line;       /* of the copy, from 0, that begins with its spaces */
    uint32_t column;     /* of the byte in the source, from 0 */
} truce__break;

typedef struct truce__breaks {
    truce_ctx *ctx;
    TRUCE__VEC(truce__break);
    size_t cut;       /* the copy ends before this byte: the text is wrong before it; 0: it is whole */
    truce__text copy; /* empty when there is neither a break nor a cut */
} truce__breaks;

/* Finds where breaks may stand, and makes the copy if there are any. Free it even after a failure. Time O(length). */
truce_status truce__breaks_find(truce_ctx *ctx, const truce__source *source, truce__breaks *breaks);
void truce__breaks_free(truce__breaks *breaks);

/* The byte of the source at a byte of the copy. O(log breaks), as the next. */
size_t truce__unbroken_byte(const truce__breaks *breaks, size_t byte);
/* The place in the source of a line and a column of the copy, both from 0. */
truce__loc truce__unbroken_place(const truce__breaks *breaks, uint32_t line, uint32_t column);

#endif
