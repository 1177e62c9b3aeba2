/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Decimals as people and programs write them. People write few digits; programs write up to seventeen, which tell one
 * binary number from the next and mean nothing by themselves: 0.1 + 0.2 comes out as 0.30000000000000004. So a
 * decimal is rounded to fifteen digits, and whoever compares decimals asks for the exact value too.
 */
#include "base/base.h"

enum { DIGITS = 15 };
static const int64_t largest = 100000000000000000; /* 10^17: beyond what is read */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Reads an exponent "e-2" at text[at]; the whole rest must be one. */
static bool parse_exponent(const char *text, size_t length, size_t at, long *exponent) {
    if (at == length) return true;
    if ((text[at] != 'e' && text[at] != 'E') || ++at == length) return false;
    int sign = 1;
    if (text[at] == '-' || text[at] == '+') sign = text[at++] == '-' ? -1 : 1;
    if (at == length || length - at > 3) return false;
    long value = 0;
    for (; at < length; at++) {
        if (!is_digit(text[at])) return false;
        value = value * 10 + (text[at] - '0');
    }
    *exponent = sign * value;
    return true;
}

/* The digits that count, from the first to the last that is not 0, as a whole number of 10^-scale. */
typedef struct figures {
    const char *first; /* a point may stand between them */
    size_t count;      /* 0: the number is 0 */
    long scale;
    bool is_negative;
} figures;

static bool read_figures(const char *text, size_t length, figures *f) {
    size_t at = 0, digits = 0, counted = 0;
    long places = 0, exponent = 0;
    bool has_point = false;
    *f = (figures){.is_negative = length && text[0] == '-'};
    if (length && (text[0] == '-' || text[0] == '+')) at++;
    for (; at < length && (is_digit(text[at]) || (text[at] == '.' && !has_point)); at++) {
        if (text[at] == '.') {
            has_point = true;
            continue;
        }
        digits++;
        places += has_point;
        if (!f->first && text[at] != '0') f->first = text + at;
        counted += f->first != NULL;
        if (text[at] == '0') continue;
        f->count = counted;
        f->scale = places;
    }
    if (digits == 0 || !parse_exponent(text, length, at, &exponent)) return false;
    /* digits before the point that end in zeros */
    if (f->scale == 0) f->scale = (long)f->count - (long)(counted - (size_t)places);
    f->scale -= exponent;
    return true;
}

/* The first `count` of the digits, as a number. */
static truce__wide take_digits(const figures *f, size_t count, const char **next) {
    truce__wide value = 0;
    const char *at = f->first;
    for (; count > 0; at++) {
        if (*at == '.') continue;
        value = value * 10 + (*at - '0');
        count--;
    }
    if (next) *next = *at == '.' ? at + 1 : at;
    return value;
}

bool truce__is_decimal(const char *text, size_t length) {
    figures f;
    return read_figures(text, length, &f);
}

bool truce__decimal_parse(const char *text, size_t length, truce__decimal *value) {
    figures f;
    const char *next;
    if (!read_figures(text, length, &f)) return false;
    *value = (truce__decimal){0};
    if (f.count == 0) return true;
    long kept = f.count < DIGITS ? (long)f.count : DIGITS, scale = f.scale;
    if (kept > (long)f.count - (scale - DIGITS)) kept = (long)f.count - (scale - DIGITS);
    int64_t mantissa = (int64_t)take_digits(&f, kept > 0 ? (size_t)kept : 0, &next);
    bool is_rounded = kept < (long)f.count;
    if (is_rounded && kept >= 0 && *next >= '5') mantissa++;
    scale -= (long)f.count - kept;
    for (; mantissa && scale > 0 && mantissa % 10 == 0; scale--) mantissa /= 10;
    if (mantissa == 0) scale = 0;
    for (; scale < 0 && mantissa < largest; scale++) mantissa *= 10;
    if (mantissa >= largest) return false;
    *value = (truce__decimal){f.is_negative ? -mantissa : mantissa, (uint32_t)scale, is_rounded ? text : NULL};
    return true;
}

/* ----------------------------------------------------------------- exactly */

static figures figures_of(truce__decimal value) {
    figures f = {0};
    read_figures(value.exact, strlen(value.exact), &f);
    return f;
}

uint32_t truce__decimal_places(truce__decimal value) {
    if (!value.exact) return value.scale;
    figures f = figures_of(value);
    return f.scale > 0 ? (uint32_t)f.scale : 0;
}

bool truce__decimal_widen(truce__decimal value, uint32_t scale, truce__wide *wide) {
    enum { MOST = 37 }; /* digits: 10^37 is below 2^126 */
    figures f = {.scale = (long)value.scale, .count = 1};
    if (value.exact) f = figures_of(value);
    int64_t more = (int64_t)scale - f.scale;
    if (more < 0 || f.count > MOST || more > MOST - (long)f.count) return false;
    *wide = value.exact ? take_digits(&f, f.count, NULL) : value.mantissa;
    bool fits = true;
    for (; more > 0; more--) fits &= !__builtin_mul_overflow(*wide, 10, wide);
    if (f.is_negative) *wide = -*wide;
    return fits;
}

void truce__decimal_write_exact(truce__text *text, truce__decimal value) {
    if (!value.exact) {
        truce__decimal_write(text, value);
        return;
    }
    figures f = figures_of(value);
    if (f.is_negative) truce__text_puts(text, "-");
    long whole = (long)f.count - f.scale, count = (long)f.count; /* digits before the point, and all */
    if (whole <= 0) {
        truce__text_puts(text, "0.");
        truce__text_fill(text, '0', (size_t)-whole);
    }
    const char *at = f.first;
    for (long i = 0; i < count; at++) {
        if (*at == '.') continue;
        if (i == whole && whole > 0) truce__text_puts(text, ".");
        truce__text_add(text, at, 1);
        i++;
    }
    if (whole > count) truce__text_fill(text, '0', (size_t)(whole - count));
}

/* ----------------------------------------------------------------- rounded */

void truce__decimal_write(truce__text *text, truce__decimal value) {
    uint64_t magnitude = value.mantissa < 0 ? (uint64_t)0 - (uint64_t)value.mantissa : (uint64_t)value.mantissa;
    uint64_t power = 1;
    for (uint32_t i = 0; i < value.scale; i++) power *= 10;
    truce__text_printf(text, "%s%llu", value.mantissa < 0 ? "-" : "", (unsigned long long)(magnitude / power));
    if (value.scale)
        truce__text_printf(text, ".%0*llu", (int)value.scale, (unsigned long long)(magnitude % power));
}

double truce__decimal_double(truce__decimal value) {
    double power = 1;
    for (uint32_t i = 0; i < value.scale; i++) power *= 10;
    return (double)value.mantissa / power;
}
