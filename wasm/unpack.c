/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Unpacks what pack.c packed: the parts of truce.html. squeeze.h has the method. No byte that is read or written lies
 * outside what the caller gave; but what is packed comes from the page itself, and what is wrong is not told.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static struct {
    uint32_t low, high, code;
    const uint8_t *at, *end;
} packed;

static uint32_t next_byte(void) {
    return packed.at < packed.end ? *packed.at++ : 0;
}

/* A one has the lower part of what is left. `unknown` is what packing knows. */
static inline bool code_bit(uint32_t likely, bool unknown) {
    (void)unknown;
    uint32_t middle = packed.low + (uint32_t)((uint64_t)(packed.high - packed.low) * likely >> 16);
    bool bit = packed.code <= middle;
    uint32_t ones = -(uint32_t)bit; /* no branch: it would be guessed wrong */
    packed.high = (middle & ones) | (packed.high & ~ones);
    packed.low = (packed.low & ones) | (middle + 1 & ~ones);
    while (!((packed.low ^ packed.high) >> 24)) {
        packed.code = packed.code << 8 | next_byte();
        packed.low <<= 8;
        packed.high = packed.high << 8 | 255;
    }
    return bit;
}

#include "squeeze.h"

extern uint8_t __heap_base;
uint8_t *room(void);
void begin(int is_code, const uint8_t *from, size_t count, uint8_t *to, size_t size);
void unpack(size_t until);

/* The first byte of memory that is free; callers grow the memory as they need. */
uint8_t *room(void) {
    return &__heap_base;
}

/* `count` bytes are to become `size`. One instance does so once. */
void begin(int is_code, const uint8_t *from, size_t count, uint8_t *to, size_t size) {
    packed.at = from;
    packed.end = from + count;
    packed.high = ~0u;
    for (int i = 0; i < 4; i++) packed.code = packed.code << 8 | next_byte();
    prepare(is_code, to, size);
    code_lengths();
}

/* Unpacks so many bytes, in all. Callers go in steps: what a browser makes fast meanwhile is so from the next one. */
void unpack(size_t until) {
    code_bytes(until);
}
