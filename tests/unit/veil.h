/* SPDX-License-Identifier: Apache-2.0 */
/* An invented language: English with a Hebrew letter for every letter outside of places and tags. */
#ifndef TRUCE_TESTS_VEIL_H
#define TRUCE_TESTS_VEIL_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* For free(); NULL when memory is out. */
static inline char *veiled(const char *english) {
    size_t length = strlen(english), depth = 0, used = 0;
    char *out = malloc(2 * length + 1);
    bool is_tag = false;
    for (const char *at = english; out && *at; at++) {
        is_tag = *at == '<' || (is_tag && at[-1] != '>');
        depth += (size_t)(*at == '{') - (size_t)(*at == '}');
        bool is_place = depth && at > english && at[-1] >= '1' && at[-1] <= '9' && (*at == 'w' || *at == 'W');
        bool is_letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z');
        if (is_letter && !is_tag && !is_place) out[used++] = (char)0xD7, out[used++] = (char)0x90;
        else out[used++] = *at;
    }
    if (out) out[used] = 0;
    return out;
}

#endif
