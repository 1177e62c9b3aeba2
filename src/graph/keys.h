/* SPDX-License-Identifier: Apache-2.0 */
/* Truth planes turned into one small number a cell. */
#ifndef TRUCE_KEYS_H
#define TRUCE_KEYS_H

#include "graph/slices.h"

enum { TRUCE__KEY_PLANES = 15 };

/* Makes the keys of 64 cells. key[b] has bit b of word number `word` of each plane; the first plane gives the highest
 * bit. Cells that are not in `exists` get 2^n_planes. At most TRUCE__KEY_PLANES planes. */
typedef void (*truce__keys_fn)(const uint64_t (*planes)[TRUCE__SLICE_WORDS], uint32_t n_planes, uint32_t word,
                               uint64_t exists, uint16_t key[64]);

/* For any machine. */
void truce__keys_portable(const uint64_t (*planes)[TRUCE__SLICE_WORDS], uint32_t n_planes, uint32_t word,
                          uint64_t exists, uint16_t key[64]);

/* The fastest for this machine. */
truce__keys_fn truce__keys_best(void);

#endif
