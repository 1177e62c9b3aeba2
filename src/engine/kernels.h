/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inner loops of sweep.c and of fibres.h, for values of one, two or four bytes and for three instruction sets.
 *
 * kernels_body.h has each loop once; kernels_portable.c, kernels_avx2.c and kernels_avx512.c compile it, and
 * truce__kernels_best() asks the processor which table to take. The loops are plain C that compilers turn into vector
 * code. Nothing here knows of parties or concepts.
 *
 * Along an axis of k levels and stride d the array is a row of blocks, each k lines of d contiguous values.
 */
#ifndef TRUCE_KERNELS_H
#define TRUCE_KERNELS_H

#include <stdbool.h>
#include <stdint.h>

typedef enum truce__axis_kind {
    TRUCE__AXIS_FREE,
    TRUCE__AXIS_UP,
    TRUCE__AXIS_DOWN,
    TRUCE__AXIS_STEP
} truce__axis_kind;

typedef enum truce__extreme { TRUCE__MIN, TRUCE__MAX } truce__extreme;

/* The moves within a fibre that a party's one-way options allow. */
typedef struct truce__sheets {
    uint32_t count;
    uint32_t *of;         /* of each place; NULL if there is but one */
    signed char *blocked; /* [to * count + from]: -1 where the options that are not free forbid to go there, else 0 */
} truce__sheets;

typedef struct truce__kernels {
    uint32_t bytes; /* of a value */
    /* The extreme over k lines of `width` values, into `most`. */
    void (*gather[2])(const void *from, uint64_t d, uint64_t k, uint64_t width, void *most);
    /* Free axes whose d < 64 is a power of two, in blocks of whole rows of 64 values: all lines of a block become the
     * extreme over them. */
    void (*fold[2])(const void *from, void *to, uint64_t d, uint64_t block, uint64_t n_blocks);
    /* One-way axes: each line takes the extreme with its neighbour, one line after the other. */
    void (*ladder[2])(const void *from, void *to, uint64_t d, uint64_t k, uint64_t width, bool is_up);
    /* Free and one-way axes with short lines: `size` values, whole blocks. */
    void (*shorts[2])(const void *from, void *to, uint64_t d, uint64_t k, uint64_t size, truce__axis_kind kind);
    /* Values whose bit in `exists` is 0 become `value`. Returns the sum of the others. n_words words of 64 bits. */
    uint64_t (*mask)(void *values, const uint64_t *exists, uint64_t n_words, uint32_t value);
    uint64_t (*sum)(const void *values, uint64_t n); /* of n values */
    /* The next three work on n lines of d values. Each line stands for k lines of a larger array, which follow one
     * another there. pick: each line takes the extreme with those it stands for. */
    void (*pick[2])(const void *from, void *to, uint64_t d, uint64_t k, uint64_t n);
    /* Each line of `to` becomes the extreme of that line of `from` and the line that stands for it. `to` may be
     * `from`. */
    void (*bound[2])(const void *values, const void *from, void *to, uint64_t d, uint64_t k, uint64_t n);
    /* Sets the bits of the ranks that are at least the value that stands for them, within `exists` unless that is
     * NULL. d is a multiple of 64. */
    void (*mark)(const void *values, const void *ranks, const uint64_t *exists, uint64_t *words, uint64_t d,
                 uint64_t k, uint64_t n);
    /* Rows to columns: to[c][to_at + r] = from[r][from_at + c] for r < n_from, c < n_to. */
    void (*flip)(const void *const *from, uint64_t n_from, uint64_t from_at, void *const *to, uint64_t n_to,
                 uint64_t to_at);
    /* Walks down the places of fibres with that order: n_lanes fibres, whose values at each place make a line of 64
     * bytes of the tile; or one fibre. Each value becomes the least of itself and the values at better places that
     * its sheet may go to. Returns a bit for each lane in which a value fell, or whether one fell. `seen`: room for
     * two lines, or two values, for each sheet. */
    uint64_t (*walk_lanes)(void *tile, uint32_t n_lanes, const void *order, uint32_t order_bytes, uint64_t n_places,
                           const truce__sheets *sheets, void *seen);
    bool (*walk_one)(void *row, const void *order, uint32_t order_bytes, uint64_t n_places,
                     const truce__sheets *sheets, void *seen);
    /* Whether a fibre with these ranks has that order, with the same ties and infeasible places. */
    bool (*fits)(const void *ranks, const void *order, uint32_t order_bytes, uint64_t n_places);
} truce__kernels;

/* By size of value: 1, 2, 4 bytes. */
extern const truce__kernels truce__kernels_portable[3], truce__kernels_avx2[3], truce__kernels_avx512[3];

/* The best table of this machine for values of so many bytes. */
const truce__kernels *truce__kernels_best(uint32_t bytes);

#endif
