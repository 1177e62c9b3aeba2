/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests that write random models share: a seeded generator and a text that grows in place. A test defines
 * RANDOM_SEED, and TEXT_ROOM for its longest model, before including this. */
#ifndef TRUCE_TESTS_RANDOM_TEXT_H
#define TRUCE_TESTS_RANDOM_TEXT_H

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

static uint64_t seed = RANDOM_SEED;

static uint32_t draw(uint32_t below) { /* xorshift64* (Vigna 2016) */
    seed ^= seed >> 12, seed ^= seed << 25, seed ^= seed >> 27;
    return (uint32_t)((seed * UINT64_C(2685821657736338717)) >> 40) % below;
}

typedef struct text {
    char at[TEXT_ROOM];
    size_t length;
} text;

__attribute__((format(printf, 2, 3))) static void add(text *t, const char *format, ...) {
    va_list list;
    va_start(list, format);
    t->length += (size_t)vsnprintf(t->at + t->length, sizeof t->at - t->length, format, list);
    va_end(list);
}

#endif
