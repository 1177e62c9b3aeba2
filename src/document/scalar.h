/* SPDX-License-Identifier: Apache-2.0 */
/* The letters that a scalar stands for, read from the text. */
#ifndef TRUCE_SCALAR_H
#define TRUCE_SCALAR_H

#include "base/base.h"

/* How a scalar is written. */
typedef enum truce__scalar_form {
    TRUCE__SCALAR_PLAIN,
    TRUCE__SCALAR_SINGLE, /* 'text' */
    TRUCE__SCALAR_DOUBLE, /* "text" */
    TRUCE__SCALAR_LINES,  /* behind | */
    TRUCE__SCALAR_FOLDED  /* behind > */
} truce__scalar_form;

/* A scalar as it stands in the text of `source`. */
typedef struct truce__written {
    truce__scalar_form form;
    truce__loc loc;    /* of `start` */
    size_t start, end; /* without quotes; behind | or >: the lines, from the one below the sign */
    size_t lead;       /* behind | or >: not before the sign; the key's end, say */
    size_t indent;     /* behind | or >: spaces before the keys or dashes of the collection around it */
} truce__written;

/* Reads the letters into `arena`; *text ends in 0. What is wrong with an escape is reported, and '?' stands for it.
 * Time O(length). */
truce_status truce__scalar_read(truce_ctx *ctx, truce__arena *arena, const truce__source *source,
                                const truce__written *written, char **text, size_t *length);

#endif
