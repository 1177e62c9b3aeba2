/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Unpacks LZMA, which takes a fifth less room than what browsers unpack by themselves: what `xz --format=lzma` makes.
 * Unpacks LZMA, which takes a fifth less room than what browsers unpack themselves: what `xz --format=lzma` makes.
 * packed comes from the page itself: no byte that is read or written lies outside what the caller gave, but what is
 * wrong is not told.
 */
#include <stddef.h>
#include <stdint.h>

enum {
    HEAD = 13, /* bytes in front: lc, lp and pb; four bytes of the window; eight of the size */
    STATES = 12, PLACES = 16, /* places within 2^pb */
    LITERAL = 0x300, MOST_LITERALS = 1 << 4, /* 2^(lc + lp), of at most 4 here */
    BITS = 11, HALF = 1 << (BITS - 1), SLOW = 5,
    DISTANCES = 128 - 14 + 1, SHORTEST = 2, LENGTHS = 4,
};

typedef uint16_t likelihood; /* of a zero, of 2^BITS */

typedef struct length_model {
    likelihood is_long, is_longest, low[PLACES][8], middle[PLACES][8], high[256];
} length_model;

static struct {
    likelihood is_match[STATES][PLACES], is_again[STATES], is_other[STATES], is_third[STATES], is_fourth[STATES];
    likelihood is_longer[STATES][PLACES], slot[LENGTHS][64], special[DISTANCES], align[16];
    length_model match, again;
    likelihood literals[MOST_LITERALS][LITERAL];
} model;

static struct {
    uint32_t range, code;
    const uint8_t *at, *end;
} packed;

static uint32_t next_byte(void) {
    return packed.at < packed.end ? *packed.at++ : 0;
}

static void narrow(void) {
    if (packed.range >= 1u << 24) return;
    packed.range <<= 8;
    packed.code = packed.code << 8 | next_byte();
}

static uint32_t bit(likelihood *zero) {
    uint32_t bound = (packed.range >> BITS) * *zero, is_one = packed.code >= bound;
    if (is_one) {
        packed.code -= bound;
        packed.range -= bound;
        *zero = (likelihood)(*zero - (*zero >> SLOW));
    } else {
        packed.range = bound;
        *zero = (likelihood)(*zero + (((1 << BITS) - *zero) >> SLOW));
    }
    narrow();
    return is_one;
}

static uint32_t even_bits(uint32_t count) {
    uint32_t all = 0;
    while (count--) {
        packed.range >>= 1;
        uint32_t is_one = packed.code >= packed.range;
        if (is_one) packed.code -= packed.range;
        narrow();
        all = all << 1 | is_one;
    }
    return all;
}

/* A number of so many bits, the highest first. */
static uint32_t number(likelihood *tree, uint32_t count) {
    uint32_t node = 1;
    for (uint32_t i = 0; i < count; i++) node = node << 1 | bit(&tree[node]);
    return node - (1u << count);
}

/* The lowest bit first. */
static uint32_t number_from_low(likelihood *tree, uint32_t count) {
    uint32_t node = 1, all = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t one = bit(&tree[node]);
        node = node << 1 | one;
        all |= one << i;
    }
    return all;
}

static uint32_t length(length_model *m, uint32_t place) {
    if (!bit(&m->is_long)) return SHORTEST + number(m->low[place], 3);
    if (!bit(&m->is_longest)) return SHORTEST + 8 + number(m->middle[place], 3);
    return SHORTEST + 16 + number(m->high, 8);
}

static uint32_t distance(uint32_t size) {
    uint32_t slot = number(model.slot[size - SHORTEST < LENGTHS ? size - SHORTEST : LENGTHS - 1], 6);
    if (slot < 4) return slot;
    uint32_t count = (slot >> 1) - 1, far = (2 | (slot & 1)) << count;
    if (slot < 14) return far + number_from_low(&model.special[far - slot], count);
    far += even_bits(count - 4) << 4;
    return far + number_from_low(model.align, 4);
}

/* A byte; behind a match it is guessed to be unlike the one there. */
static uint8_t literal(likelihood *tree, int has_guess, uint32_t guess) {
    uint32_t node = 1;
    if (has_guess) {
        while (node < 0x100) {
            uint32_t guessed = guess >> 7 & 1, one = bit(&tree[((1 + guessed) << 8) + node]);
            guess <<= 1;
            node = node << 1 | one;
            if (guessed != one) break;
        }
    }
    while (node < 0x100) node = node << 1 | bit(&tree[node]);
    return (uint8_t)node;
}

/* Puts a distance in front of `count` others. */
static void use_distance(uint32_t *last, int count, uint32_t used) {
    for (int k = count; k; k--) last[k] = last[k - 1];
    last[0] = used;
}

extern uint8_t __heap_base;
uint8_t *room(void);
void unpack(const uint8_t *from, size_t count, uint8_t *to, size_t size);

/* The first byte of memory that is free; callers grow the memory as they need. */
uint8_t *room(void) {
    return &__heap_base;
}

/* Unpacks `count` bytes, a file, into `size`. One instance does so once. */
void unpack(const uint8_t *from, size_t count, uint8_t *to, size_t size) {
    uint32_t lc = from[0] % 9, lp = from[0] / 9 % 5, pb = from[0] / 45 % 5, state = 0, last[4] = {0};
    for (likelihood *one = (likelihood *)&model; one < (likelihood *)(&model + 1); one++) *one = HALF;
    packed.at = from + HEAD + 1;
    packed.end = from + count;
    packed.range = ~0u;
    for (int i = 0; i < 4; i++) packed.code = packed.code << 8 | next_byte();
    for (size_t i = 0; i < size;) {
        uint32_t place = i & ((1u << pb) - 1);
        if (!bit(&model.is_match[state][place])) {
            uint32_t before = i ? to[i - 1] : 0, kind = ((i & ((1u << lp) - 1)) << lc) + (before >> (8 - lc));
            int has_guess = state >= 7 && last[0] < i;
            to[i] = literal(model.literals[kind % MOST_LITERALS], has_guess, has_guess ? to[i - last[0] - 1] : 0);
            state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
            i++;
            continue;
        }
        uint32_t repeated = 1, is_other = 0;
        if (!bit(&model.is_again[state])) {
            repeated = length(&model.match, place);
            use_distance(last, 3, distance(repeated));
            state = state < 7 ? 7 : 10;
        } else if (!(is_other = bit(&model.is_other[state])) && !bit(&model.is_longer[state][place])) {
            state = state < 7 ? 9 : 11; /* the byte at the last distance */
        } else {
            if (is_other) {
                int which = !bit(&model.is_third[state]) ? 1 : !bit(&model.is_fourth[state]) ? 2 : 3;
                use_distance(last, which, last[which]);
            }
            repeated = length(&model.again, place);
            state = state < 7 ? 8 : 11;
        }
        if (last[0] >= i) return;
        for (; repeated && i < size; repeated--, i++) to[i] = to[i - last[0] - 1];
    }
}
