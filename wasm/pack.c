/* SPDX-License-Identifier: Apache-2.0 */
/* Packs the parts of truce.html when it is made: the other half of unpack.c. squeeze.h has the method. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static struct {
    uint32_t low, high;
    uint8_t *at;
} packed;

static inline bool code_bit(uint32_t likely, bool bit) {
    uint32_t middle = packed.low + (uint32_t)((uint64_t)(packed.high - packed.low) * likely >> 16);
    uint32_t ones = -(uint32_t)bit; /* no branch: it would be guessed wrong */
    packed.high = (middle & ones) | (packed.high & ~ones);
    packed.low = (packed.low & ones) | (middle + 1 & ~ones);
    while (!((packed.low ^ packed.high) >> 24)) {
        *packed.at++ = (uint8_t)(packed.high >> 24);
        packed.low <<= 8;
        packed.high = packed.high << 8 | 255;
    }
    return bit;
}

#include "squeeze.h"

enum { MOST = 2 * 256 }; /* nodes of a tree */

extern uint8_t __heap_base;
uint8_t *room(void);
size_t pack(int is_code, uint8_t *bytes, size_t size, uint8_t *to);

/* The first byte of memory that is free; callers grow the memory as they need. */
uint8_t *room(void) {
    return &__heap_base;
}

/* The lighter of two trees, taken out. */
static uint32_t take_lightest(uint32_t *trees, uint32_t *count, const uint32_t *weights) {
    uint32_t least = 0;
    for (uint32_t i = 1; i < *count; i++)
        if (weights[trees[i]] < weights[trees[least]]) least = i;
    uint32_t found = trees[least];
    trees[least] = trees[--*count];
    return found;
}

/* The lengths of a Huffman code; gives the greatest. */
static uint32_t find_lengths(const uint32_t *times, uint32_t less, uint8_t *lengths) {
    uint32_t weights[MOST], above[MOST], trees[256], count = 0, made = 256, greatest = 0;
    for (uint32_t byte = 0; byte < 256; byte++) {
        weights[byte] = times[byte] ? (times[byte] >> less) + 1 : 0;
        if (times[byte]) trees[count++] = byte;
    }
    if (count == 1) lengths[trees[0]] = 1;
    if (count < 2) return 1;
    while (count > 1) {
        uint32_t one = take_lightest(trees, &count, weights), other = take_lightest(trees, &count, weights);
        weights[made] = weights[one] + weights[other];
        above[one] = above[other] = made;
        trees[count++] = made++;
    }
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t length = 0;
        for (uint32_t node = byte; times[byte] && node != made - 1; node = above[node]) length++;
        lengths[byte] = (uint8_t)length;
        if (length > greatest) greatest = length;
    }
    return greatest;
}

/* Packs `size` bytes; gives how many they become, which may be a few more. */
size_t pack(int is_code, uint8_t *bytes, size_t size, uint8_t *to) {
    static uint32_t times[CLASSES][256];
    packed.at = to;
    packed.high = ~0u;
    prepare(is_code, bytes, size);
    for (; work.at < size; work.at++) {
        times[class_of()][bytes[work.at]]++;
        read(bytes[work.at]);
    }
    for (int c = 0; c < CLASSES; c++)
        for (uint32_t less = 0; find_lengths(times[c], less, length_of[c]) > DEEPEST; less++) {}
    work.at = word = 0;
    __builtin_memset(&code, 0, sizeof code);
    code.place = FUNCTION;
    code_lengths();
    code_bytes(size);
    for (int i = 0; i < 4; i++) *packed.at++ = (uint8_t)(packed.high >> (24 - 8 * i));
    return (size_t)(packed.at - to);
}
