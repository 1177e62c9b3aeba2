/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A text in pieces, for many small changes of a large text. Every byte keeps one address for good, whatever is cut
 * out or put in around it. So the extents of values stay true while the text is edited. A change costs O(log
 * changes); the whole text is written once, at the end.
 */
#ifndef TRUCE_PIECES_H
#define TRUCE_PIECES_H

#include "base/base.h"

typedef struct truce__piece {
    size_t start, end;                    /* addresses; never empty */
    struct truce__piece *before, *behind; /* in the text */
    struct truce__piece *low, *high;      /* in the tree by address: a treap, in which removed pieces stay */
    uint64_t priority;
    bool is_cut; /* removed from the text */
} truce__piece;

typedef struct truce__pieces {
    truce_ctx *ctx;
    truce__arena *arena;
    TRUCE__VEC(char) bytes; /* by address: the first text, then each inserted text, each with a 0 behind it */
    size_t first_length;    /* of the first text */
    size_t length;          /* of the current text */
    truce__piece *first, *last, *root;
    bool is_broken; /* someone asked for a byte that is not there, or a stretch that ends before it begins */
} truce__pieces;

/* A place between two bytes: before the byte at `at`, or, where that is the piece's end, behind the last. */
typedef struct truce__spot {
    truce__piece *piece;
    size_t at;
} truce__spot;

truce_status truce__pieces_init(truce_ctx *ctx, truce__arena *arena, const truce__source *source,
                                truce__pieces *pieces);
void truce__pieces_free(truce__pieces *pieces);

/* The bytes around `at` as they were first written, for walks over bytes that no change has touched. */
truce__source truce__pieces_around(const truce__pieces *pieces, size_t at);

/* The place before the byte at `at`, and the one behind the byte before `end`. Both bytes stand in the text. */
truce__spot truce__spot_before(truce__pieces *pieces, size_t at);
truce__spot truce__spot_behind(truce__pieces *pieces, size_t end);
/* The byte behind the spot, or -1 at the end; and the byte before it, or -1 at the start. */
int truce__spot_next(const truce__pieces *pieces, truce__spot *spot);
int truce__spot_back(const truce__pieces *pieces, truce__spot *spot);

/* `text` replaces the bytes between two spots; *address is that of its first byte. Spots found earlier become
 * invalid. Does nothing once the pieces are broken. */
truce_status truce__pieces_replace(truce__pieces *pieces, truce__spot from, truce__spot to, const truce__text *text,
                                   size_t *address);
/* Two stretches change places, and the bytes between them stay: [a, a_end) and [b, b_end), in this order. */
truce_status truce__pieces_swap(truce__pieces *pieces, truce__spot a, truce__spot a_end, truce__spot b,
                                truce__spot b_end);

/* Writes the text: pieces->length bytes. */
void truce__pieces_write(const truce__pieces *pieces, char *text);

#endif
