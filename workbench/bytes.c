/* SPDX-License-Identifier: Apache-2.0 */
#include "bytes.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(bytes *b, size_t room) {
    if (room <= b->room) return true;
    size_t wanted = b->room ? b->room : 256;
    while (wanted < room) wanted *= 2;
    char *more = realloc(b->at, wanted);
    if (!more) return false;
    b->at = more;
    b->room = wanted;
    return true;
}

bool bytes_add(bytes *b, const char *from, size_t length) {
    bool fits = !b->most || length <= b->most - b->length;
    if (b->failed || !fits || length > SIZE_MAX / 4 || !reserve(b, b->length + length + 1) || !b->at) {
        b->failed = true;
        return false;
    }
    memcpy(b->at + b->length, from, length);
    b->length += length;
    b->at[b->length] = 0;
    return true;
}

bool bytes_write(void *ud, const char *from, size_t length) {
    return bytes_add(ud, from, length);
}

void bytes_free(bytes *b) {
    free(b->at);
    *b = (bytes){.most = b->most};
}

char *bytes_take(bytes *b, size_t *length) {
    if (!b->at && !bytes_add(b, "", 0)) return NULL;
    char *block = b->at;
    *length = b->length;
    *b = (bytes){.most = b->most};
    return block;
}

char *copy_bytes(const char *from, size_t length) {
    char *copy = malloc(length + 1);
    if (!copy) return NULL;
    memcpy(copy, from, length);
    copy[length] = 0;
    return copy;
}

char *copy_text(const char *from) {
    return from ? copy_bytes(from, strlen(from)) : NULL;
}

/* Bytes of the character at `at`, 0 when it is none: the well-formed sequences of table 3-7 of the Unicode
 * standard. */
static size_t character(const unsigned char *at, size_t left) {
    unsigned char lead = at[0], low = 0x80, high = 0xBF;
    size_t length = lead < 0x80                    ? 1
                    : lead >= 0xC2 && lead <= 0xDF ? 2
                    : (lead & 0xF0) == 0xE0        ? 3
                    : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                   : 0;
    if (lead == 0 || length == 0 || length > left) return 0;
    if (lead == 0xE0) low = 0xA0;
    else if (lead == 0xED) high = 0x9F;
    else if (lead == 0xF0) low = 0x90;
    else if (lead == 0xF4) high = 0x8F;
    for (size_t i = 1; i < length; i++, low = 0x80, high = 0xBF)
        if (at[i] < low || at[i] > high) return 0;
    return length;
}

int whole_part(const char *text, int most) {
    int length = 0;
    while (length < most && text[length]) length++;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
    return length;
}

bool is_text(const char *at, size_t length) {
    for (size_t used; length > 0; at += used, length -= used) {
        used = character((const unsigned char *)at, length);
        if (used == 0) return false;
    }
    return true;
}
