/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays of values, such as ranks: each value takes 1, 2 or 4 bytes, by the largest that occurs. */
#ifndef TRUCE_VALUE_H
#define TRUCE_VALUE_H

#include <stdint.h>

/* The bytes of a value, where the largest is `most`. One value above it stays free, for "none". */
static inline uint32_t truce__value_bytes(uint32_t most) {
    return most < UINT8_MAX ? 1 : most < UINT16_MAX ? 2 : 4;
}

static inline uint32_t truce__value_at(const void *values, uint32_t bytes, uint64_t cell) {
    return bytes == 1   ? ((const uint8_t *)values)[cell]
           : bytes == 2 ? ((const uint16_t *)values)[cell]
                        : ((const uint32_t *)values)[cell];
}

static inline void truce__value_put(void *values, uint32_t bytes, uint64_t cell, uint32_t value) {
    if (bytes == 1) ((uint8_t *)values)[cell] = (uint8_t)value;
    else if (bytes == 2) ((uint16_t *)values)[cell] = (uint16_t)value;
    else ((uint32_t *)values)[cell] = value;
}

#endif
