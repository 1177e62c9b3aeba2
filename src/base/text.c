/* SPDX-License-Identifier: Apache-2.0 */
/* Growing text, UTF-8. */
#include "base/base.h"

#include <stdio.h>

/* ---------------------------------------------------------------- text */

void truce__text_init(truce__text *text, truce_ctx *ctx) {
    *text = (truce__text){.ctx = ctx};
}

void truce__text_free(truce__text *text) {
    truce__free(text->ctx, text->bytes);
    truce__text_init(text, text->ctx);
}

/* Room for `length` more bytes and the closing 0. */
static bool text_reserve(truce__text *text, size_t length) {
    if (text->failed) return false;
    size_t needed = text->length + length + 1;
    if (needed < length) text->failed = true;
    else if (needed > text->room)
        text->failed = truce__vec_grow(text->ctx, &text->bytes, &text->room, needed, 1) != TRUCE_OK;
    return !text->failed;
}

void truce__text_add(truce__text *text, const char *bytes, size_t length) {
    if (!text_reserve(text, length)) return;
    if (length) memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = 0;
}

void truce__text_puts(truce__text *text, const char *bytes) {
    truce__text_add(text, bytes, strlen(bytes));
}

void truce__text_fill(truce__text *text, char c, size_t count) {
    if (!text_reserve(text, count)) return;
    memset(text->bytes + text->length, c, count);
    text->length += count;
    text->bytes[text->length] = 0;
}

/* Formats into the room there is, and again with more room if that was too little. */
void truce__text_printf(truce__text *text, const char *format, ...) {
    va_list list, again;
    enum { FIRST_ROOM = 63 };
    if (!text_reserve(text, text->room ? 0 : FIRST_ROOM)) return;
    va_start(list, format);
    va_copy(again, list);
    size_t room = text->room - text->length;
    int length = vsnprintf(text->bytes + text->length, room, format, list);
    va_end(list);
    if (length < 0) text->failed = true;
    else if ((size_t)length < room) text->length += (size_t)length;
    else if (text_reserve(text, (size_t)length)) {
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    if (text->failed && text->bytes) text->bytes[text->length] = 0;
    va_end(again);
}

const char *truce__percent_of(double share, char figure[TRUCE__PERCENT]) {
    bool is_all = share >= 1 - 1e-9, is_tiny = share > 0 && share < 0.0005, is_nearly = !is_all && share > 0.9995;
    if (is_all || share <= 0) snprintf(figure, TRUCE__PERCENT, "%s", is_all ? "100%" : "0%");
    else if (is_tiny || is_nearly) snprintf(figure, TRUCE__PERCENT, "%s", is_tiny ? "<0.1%" : ">99.9%");
    else snprintf(figure, TRUCE__PERCENT, "%.1f%%", 100 * share);
    return figure;
}

void truce__text_number(truce__text *text, uint64_t number) {
    char digits[20], *first = digits + sizeof digits;
    do *--first = (char)('0' + number % 10);
    while (number /= 10);
    truce__text_add(text, first, (size_t)(digits + sizeof digits - first));
}

truce_status truce__text_keep(truce__text *text, truce__arena *arena, const char **kept) {
    const char *copy = text->failed ? NULL : truce__arena_text(arena, truce__text_bytes(text), text->length);
    truce__text_free(text);
    if (!copy) return TRUCE_E_NOMEM;
    *kept = copy;
    return TRUCE_OK;
}

truce_status truce__text_flush(truce__text *text, const truce_sink *sink) {
    if (text->failed) return TRUCE_E_NOMEM;
    size_t length = text->length;
    text->length = 0;
    if (length == 0) return TRUCE_OK;
    return sink->write(sink->ud, text->bytes, length) ? TRUCE_OK : TRUCE_E_IO;
}

/* --------------------------------------------------------------- UTF-8 */

/* Length of the sequence that a lead byte opens, and the least code point it may carry; 0 for a byte that opens
 * none. */
static size_t sequence_length(unsigned char lead, uint32_t *bits, uint32_t *least) {
    if (lead < 0x80) return *bits = lead, *least = 0, 1;
    if (lead >= 0xC2 && lead < 0xE0) return *bits = lead & 0x1F, *least = 0x80, 2;
    if (lead >= 0xE0 && lead < 0xF0) return *bits = lead & 0x0F, *least = 0x800, 3;
    if (lead >= 0xF0 && lead < 0xF5) return *bits = lead & 0x07, *least = 0x10000, 4;
    return 0;
}

uint32_t truce__utf8_decode(const char *bytes, size_t length, size_t *used) {
    uint32_t point = 0, least = 0;
    size_t needed = length ? sequence_length((unsigned char)bytes[0], &point, &least) : 0;
    *used = 1;
    if (needed == 0 || needed > length) return 0xFFFD;
    for (size_t i = 1; i < needed; i++) {
        unsigned char next = (unsigned char)bytes[i];
        if ((next & 0xC0) != 0x80) return 0xFFFD;
        point = point << 6 | (next & 0x3F);
    }
    if (point < least || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return 0xFFFD;
    *used = needed;
    return point;
}

/* The length of the run of ASCII that begins at `at`, eight bytes at a time. */
static size_t ascii_run(const char *bytes, size_t length, size_t at) {
    const size_t first = at;
    for (uint64_t eight; length - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, bytes + at, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080)) break;
    }
    return at - first;
}

size_t truce__utf8_check(const char *bytes, size_t length) {
    size_t at = 0;
    while (at < length) {
        at += ascii_run(bytes, length, at);
        if (at == length) break;
        size_t used;
        uint32_t point = truce__utf8_decode(bytes + at, length - at, &used);
        if (point == 0xFFFD && used == 1) return at;
        at += used;
    }
    return length;
}

size_t truce__utf8_count(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t at = 0, used; at < length; at += used, count++) {
        size_t run = ascii_run(bytes, length, at);
        at += run, count += run;
        if (at == length) break;
        truce__utf8_decode(bytes + at, length - at, &used);
    }
    return count;
}

size_t truce__utf8_skip(const char *bytes, size_t length, size_t count) {
    size_t at = 0;
    while (count && at < length) {
        size_t run = ascii_run(bytes, length, at), used;
        if (run > count) run = count;
        at += run, count -= run;
        if (!count || at == length) break;
        truce__utf8_decode(bytes + at, length - at, &used);
        at += used, count--;
    }
    return at;
}

truce__excerpt truce__excerpt_of(const char *text) {
    truce__excerpt excerpt = {""};
    size_t at = 0, used, room = 0;
    while (room < 4 * TRUCE__EXCERPT + 4 && text[room]) room++;
    for (int shown = 0; at < room && shown < TRUCE__EXCERPT; shown++, at += used)
        truce__utf8_decode(text + at, room - at, &used);
    bool is_whole = !text[at];
    size_t end = at;
    while (!is_whole && end > at / 2 && text[end] != ' ') end--;
    if (!is_whole && text[end] == ' ') at = end;
    memcpy(excerpt.text, text, at);
    if (!is_whole) memcpy(excerpt.text + at, "…", sizeof "…");
    return excerpt;
}

bool truce__is_unfit(uint32_t point) {
    if (point < 0x2000) return point < 0x20 || (point >= 0x7F && point < 0xA0);
    if (point < 0x2070) return point == 0x200B || (point >= 0x2028 && point <= 0x202E) || point >= 0x2060;
    return point == 0xFEFF || (point >= 0xFFF9 && point <= 0xFFFB) || (point >= 0xFDD0 && point <= 0xFDEF) ||
           (point & 0xFFFE) == 0xFFFE || (point >= 0xE0000 && point <= 0xE007F);
}

typedef struct range {
    uint32_t first, last;
} range;

/* Marks and format characters that take no column (Unicode 15: the blocks of general categories Mn, Me, Cf in
 * use). */
static const range no_width[] = {
    {0x0300, 0x036F},   {0x0483, 0x0489},   {0x0591, 0x05BD},   {0x05BF, 0x05BF},   {0x05C1, 0x05C2},
    {0x05C4, 0x05C5},   {0x05C7, 0x05C7},   {0x0610, 0x061A},   {0x061C, 0x061C},   {0x064B, 0x065F},
    {0x0670, 0x0670},   {0x06D6, 0x06DD},   {0x06DF, 0x06E4},   {0x06E7, 0x06E8},   {0x06EA, 0x06ED},
    {0x070F, 0x070F},   {0x0711, 0x0711},   {0x0730, 0x074A},   {0x07A6, 0x07B0},   {0x07EB, 0x07F3},
    {0x0816, 0x082D},   {0x0859, 0x085B},   {0x0898, 0x089F},   {0x08CA, 0x0902},   {0x093A, 0x093A},
    {0x093C, 0x093C},   {0x0941, 0x0948},   {0x094D, 0x094D},   {0x0951, 0x0957},   {0x0962, 0x0963},
    {0x0981, 0x0981},   {0x09BC, 0x09BC},   {0x09C1, 0x09C4},   {0x09CD, 0x09CD},   {0x0A01, 0x0A02},
    {0x0A3C, 0x0A51},   {0x0A70, 0x0A71},   {0x0A81, 0x0A82},   {0x0ABC, 0x0ABC},   {0x0AC1, 0x0ACD},
    {0x0B01, 0x0B01},   {0x0B3C, 0x0B3C},   {0x0B4D, 0x0B4D},   {0x0BC0, 0x0BC0},   {0x0BCD, 0x0BCD},
    {0x0C3E, 0x0C40},   {0x0C46, 0x0C56},   {0x0CBC, 0x0CBC},   {0x0CCC, 0x0CCD},   {0x0D41, 0x0D4D},
    {0x0E31, 0x0E31},   {0x0E34, 0x0E3A},   {0x0E47, 0x0E4E},   {0x0EB1, 0x0EB1},   {0x0EB4, 0x0EBC},
    {0x0EC8, 0x0ECE},   {0x0F18, 0x0F19},   {0x0F71, 0x0F7E},   {0x0F80, 0x0F84},   {0x102D, 0x1030},
    {0x1032, 0x1037},   {0x1039, 0x103A},   {0x135D, 0x135F},   {0x17B4, 0x17B5},   {0x17B7, 0x17BD},
    {0x17C6, 0x17C6},   {0x17C9, 0x17D3},   {0x180B, 0x180F},   {0x1AB0, 0x1ACE},   {0x1DC0, 0x1DFF},
    {0x200B, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x206F},   {0x20D0, 0x20F0},   {0x302A, 0x302D},
    {0x3099, 0x309A},   {0xA66F, 0xA672},   {0xA674, 0xA67D},   {0xFB1E, 0xFB1E},   {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F},   {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFB},   {0x1D167, 0x1D169}, {0x1E8D0, 0x1E8D6},
    {0xE0001, 0xE007F}, {0xE0100, 0xE01EF},
};

/* East Asian Wide and Fullwidth, and the emoji that terminals draw wide (Unicode 15, EastAsianWidth.txt). */
static const range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF}, {0x1AFF0, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4},
    {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F},
    {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6D7}, {0x1F6DC, 0x1F6DF},
    {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7EB}, {0x1F7F0, 0x1F7F0}, {0x1F90C, 0x1F93A},
    {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

static bool is_in(const range *ranges, size_t count, uint32_t point) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (point > ranges[middle].last) low = middle + 1;
        else high = middle;
    }
    return low < count && ranges[low].first <= point;
}

uint32_t truce__utf8_width(const char *bytes, size_t length) {
    uint32_t columns = 0;
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(bytes + at, length - at, &used);
        if (point < 0x300) columns += point >= 0x20 && point != 0x7F && point != 0xAD;
        else if (!is_in(no_width, sizeof no_width / sizeof *no_width, point))
            columns += is_in(wide, sizeof wide / sizeof *wide, point) ? 2 : 1;
    }
    return columns;
}

/* ------------------------------------------------------------------ sizes */

void truce__bytes_in_words(double bytes, char words[32]) {
    static const char *const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB"};
    size_t unit = 0;
    while (bytes >= 1024 && unit + 1 < sizeof units / sizeof *units) {
        bytes /= 1024;
        unit++;
    }
    snprintf(words, 32, unit ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
}

void truce__bytes_compared(double needed, double limit, char words[32], char limit_words[32]) {
    truce__bytes_in_words(needed, words);
    truce__bytes_in_words(limit, limit_words);
    if (strcmp(words, limit_words) != 0) return;
    snprintf(words, 32, "%.0f bytes", needed);
    snprintf(limit_words, 32, "%.0f bytes", limit);
}
