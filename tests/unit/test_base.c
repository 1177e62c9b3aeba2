/* SPDX-License-Identifier: Apache-2.0 */
/* The base: digests, decimals, widths, bits, nearest words, arenas, numbering. */
#include "base/base.h"
#include "graph/space.h"

#include "harness.h"

#include <float.h>
#include <math.h>

static void digests(void) { /* the examples of FIPS 180-4 */
    char hex[65];
    truce__sha256("", 0, hex);
    CLAIM_TEXT(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "SHA-256 of nothing");
    truce__sha256("abc", 3, hex);
    CLAIM_TEXT(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "SHA-256 of abc");
    static const char two[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    truce__sha256(two, strlen(two), hex);
    CLAIM_TEXT(hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", "SHA-256 over two blocks");
}

static void widths(void) {
    static const struct {
        const char *text;
        uint32_t width;
    } cases[] = {{"abc", 3},      {"é", 1},       {"e\xCC\x81", 1}, {"水争い", 6}, {"مياه", 4},
                 {"مِياه", 4},      {"שָׁלוֹם", 4}, {"🕊", 1},         {"😀", 2},     {"\t", 0},
                 {"한국", 4},     {"", 0},        {"a\xE2\x80\x8F" "b", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t width = truce__utf8_width(cases[i].text, strlen(cases[i].text));
        CLAIM(width == cases[i].width, "'%s' takes %u columns, not %u", cases[i].text, cases[i].width, width);
    }
    CLAIM(truce__utf8_check("a\xC0\xAF", 3) == 1, "overlong forms are not UTF-8");
    CLAIM(truce__utf8_check("\xED\xA0\x80", 3) == 0, "surrogates are not UTF-8");
    CLAIM(truce__utf8_check("\xF4\x90\x80\x80", 4) == 0, "nothing stands above U+10FFFF");
    CLAIM(truce__utf8_check("ab\xE2\x82", 4) == 2, "a cut sequence is not UTF-8");
}

/* Characters at both ends of every run of unfit ones, and characters that ordinary text in any script needs. */
static void unfit(void) {
    static const uint32_t refused[] = {0,      0x1F,   0x7F,   0x9F,   0x200B, 0x2028,  0x202A,
                                       0x202E, 0x2060, 0x2066, 0x2069, 0x206F, 0xFEFF,  0xFFF9,
                                       0xFFFB, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x10FFFF};
    static const uint32_t allowed[] = {' ',    '~',    0xA0,   0xAD,   0x061C,  0x200A, 0x200C,
                                       0x200D, 0x200E, 0x200F, 0x2010, 0x2027,  0x202F, 0x205F,
                                       0x2070, 0xFE0F, 0xFF01, 0xFFFD, 0x1F600, 0x10000};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        CLAIM(truce__is_unfit(refused[i]), "U+%04X is unfit", (unsigned)refused[i]);
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        CLAIM(!truce__is_unfit(allowed[i]), "U+%04X is fit", (unsigned)allowed[i]);
}

static void sizes(void) {
    char a[32], b[32];
    truce__bytes_compared(3 << 20, 2 << 20, a, b);
    CLAIM_TEXT(a, "3.0 MiB", "sizes in words");
    CLAIM_TEXT(b, "2.0 MiB", "the limit in words");
    truce__bytes_compared(1030, 1024, a, b);
    CLAIM_TEXT(a, "1030 bytes", "sizes that rounding would make equal are given to the byte");
    CLAIM_TEXT(b, "1024 bytes", "the limit too");
    truce__bytes_compared(2e18 + 1024, 2e18, a, b);
    CLAIM(strcmp(a, b) != 0, "large ones too: %s, %s", a, b);
}

static void decimals(truce_ctx *ctx) {
    static const char *const same[] = {"0",   "1", "-1", "0.5", "-2.25", "123456789012345", "0.000000000000001",
                                       "1000"};
    static const char *const bad[] = {"",  "-",  ".",  "1.2.3",              "1e",   "1e+",  "a",
                                      "1 ", " 1", "1e17", "123456789012345678", "1e99", "1e-1000"};
    static const char *const longer[][3] = { /* as written, rounded, without rounding */
        {"0.30000000000000004", "0.3", "0.30000000000000004"},
        {"-1234567890.1234567", "-1234567890.12346", "-1234567890.1234567"},
        {"12345678901234567", "12345678901234600", "12345678901234567"},
        {"1.2345678901234567e16", "12345678901234600", "12345678901234567"},
        {"5.551115123125783e-17", "0", "0.00000000000000005551115123125783"},
        {"9.99999999999999951e-1", "1", "0.999999999999999951"},
        {"6e-16", "0.000000000000001", "0.0000000000000006"},
        {"0.00012345678901234567", "0.000123456789012", "0.00012345678901234567"},
        {"00012.3000000000000000500", "12.3", "12.30000000000000005"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        truce__decimal value;
        truce__text text;
        truce__text_init(&text, ctx);
        CLAIM(truce__decimal_parse(same[i], strlen(same[i]), &value), "'%s' is a decimal", same[i]);
        truce__decimal_write(&text, value);
        CLAIM_TEXT(text.bytes, same[i], "decimals are written as they were read");
        truce__text_free(&text);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        truce__decimal value;
        CLAIM(!truce__decimal_parse(bad[i], strlen(bad[i]), &value), "'%s' is no decimal", bad[i]);
    }
    for (size_t i = 0; i < sizeof longer / sizeof *longer; i++) {
        truce__decimal value;
        truce__text text;
        truce__text_init(&text, ctx);
        bool is_one = truce__decimal_parse(longer[i][0], strlen(longer[i][0]), &value);
        CLAIM(is_one && value.exact == longer[i][0], "%s is a decimal, and rounded", longer[i][0]);
        truce__decimal_write(&text, value);
        CLAIM_TEXT(text.bytes, longer[i][1], "it is rounded to fifteen digits and places");
        truce__text_clear(&text);
        truce__decimal_write_exact(&text, value);
        CLAIM_TEXT(text.bytes, longer[i][2], "without rounding it is written in one form");
        truce__text_free(&text);
    }
    truce__wide wide;
    truce__decimal a, b;
    CLAIM(truce__decimal_parse("-0.30000000000000004", 20, &a) && truce__decimal_places(a) == 17 &&
              truce__decimal_widen(a, 18, &wide) && wide == -INT64_C(300000000000000040),
          "it is known exactly");
    bool both = truce__decimal_parse("1.50", 4, &a) && truce__decimal_parse("15e-1", 5, &b);
    CLAIM(both && a.mantissa == b.mantissa && a.scale == b.scale, "equal decimals are held alike");
    static const char long_one[] = "1.5000000000000000000000e+0";
    both = truce__decimal_parse(long_one, sizeof long_one - 1, &b);
    CLAIM(both && a.mantissa == b.mantissa && a.scale == b.scale, "zeros at the end of a fraction say nothing");
}

static void logarithms(void) {
    static const struct {
        double x, log;
    } cases[] = {{1, 0}, {2, 0x1.62e42fefa39efp-1}, {0.5, -0x1.62e42fefa39efp-1}, {0.75, -0x1.269621134db92p-2},
                 {10, 0x1.26bb1bbb55516p+1}, {0x1p-54, -0x1.2b708872320e2p+5}, {1e-6, -0x1.ba18a998fffap+3},
                 {0x1.fffffffffffffp-1, -0x1p-53}};
    double worst = 0, x = 1;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CLAIM(!(truce__log(cases[i].x) < cases[i].log) && !(truce__log(cases[i].x) > cases[i].log),
              "ln %a is %a, not %a", cases[i].x, cases[i].log, truce__log(cases[i].x));
    for (int i = 0; i < 100000; i++) {
        x = x > 0.001 ? x * 0.9997 : x * 3001;
        double of_system = log(x), apart = fabs(truce__log(x) - of_system) / (fabs(of_system) * DBL_EPSILON);
        worst = apart > worst ? apart : worst;
    }
    CLAIM(worst < 3, "logarithms agree with those of the system (%f units apart)", worst);
}

static void words(void) {
    static const char *const names[] = {"pump", "offer", NULL, "sue"};
    CLAIM_TEXT(truce__nearest("pumps", 5, names, 4), "pump", "one letter too many");
    CLAIM_TEXT(truce__nearest("ofefr", 5, names, 4), "offer", "two letters swapped");
    CLAIM(truce__nearest("budget", 6, names, 4) == NULL, "no hint where nothing is near");
    CLAIM(truce__nearest("", 0, names, 4) == NULL, "no hint for nothing");
}

static void bits(void) {
    uint64_t set[3] = {0};
    truce__bits_set(set, 0), truce__bits_set(set, 63), truce__bits_set(set, 64), truce__bits_set(set, 130);
    CLAIM(truce__bits_count(set, 131) == 4, "four bits are set");
    CLAIM(truce__bits_next(set, 131, 1) == 63 && truce__bits_next(set, 131, 65) == 130, "stepping from bit to bit");
    CLAIM(truce__bits_next(set, 131, 131) == UINT64_MAX, "and past the last");
    CLAIM(truce__bits_mask(130, 2) == 3 && truce__bits_mask(128, 2) == 0 && truce__bits_mask(500, 2) == UINT64_MAX,
          "masks end where the set ends");
}

static void arenas(truce_ctx *ctx) {
    truce__arena a, b;
    truce__arena_init(&a, ctx);
    truce__arena_init(&b, ctx);
    char *small = truce__arena_text(&b, "kept", 4), *large = truce__arena_alloc(&b, 100000, 1);
    large[99999] = 'x';
    truce__arena_adopt(&a, &b);
    truce__arena_free(&b);
    CLAIM(strcmp(small, "kept") == 0 && large[99999] == 'x', "what an arena adopts outlives its first owner");
    CLAIM((uintptr_t)truce__arena_alloc(&a, 3, 1) % 16 == 0, "pieces are aligned");
    truce__arena_free(&a);
}

/* Numbers and cells are inverse to each other, whatever the pattern of feasible cells. */
static void numbering(truce_ctx *ctx) {
    static const char text[] =
        "truce: 1\nparties:\n  - {id: a, options: [{id: x, levels: [p, q, r]}, {id: y}, {id: z, levels: [1, 2, 3, 4, "
        "5, "
        "6, 7]}]}\n  - {id: b, options: [{id: u}, {id: v, levels: [s, t, w, k, l]}, {id: m}, {id: n}]}\n"
        "feasible: [x = q implies u, \"not (y and v in (s, k))\", z != 3 or m, n or x or y]\n"
        "preferences: {a: {order: [x]}, b: {order: [u]}}\n";
    truce_model *model = NULL;
    truce__space space;
    truce_status status = truce_parse(ctx, text, strlen(text), "m", &model);
    CLAIM(status == TRUCE_OK, "the model is read");
    if (status != TRUCE_OK) return;
    CLAIM(truce__space_build(ctx, model, TRUCE__SHAPE_ANY, &space) == TRUCE_OK, "the space is built");
    uint64_t number = 0, wrong = 0;
    for (uint64_t cell = 0; cell < space.n_cells; cell++) {
        if (!truce__space_is_feasible(&space, cell)) continue;
        number++;
        wrong += truce__space_number(&space, cell) != number || truce__space_cell(&space, number) != cell;
    }
    CLAIM(wrong == 0 && number == space.n_states && number > 100, "all %llu states are numbered in order",
          (unsigned long long)number);
    truce__space_free(&space);
    truce_model_free(model);
}

/* What is freed is kept and given out again, but never beside so much that the most ever held would be exceeded. */
static void kept_arrays(void) {
    const uint64_t mib = 1 << 20;
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.memory = 40 * mib});
    void *arrays[64], *first = truce__big_alloc(ctx, 4 * mib), *small = truce__big_alloc(ctx, 100);
    truce__big_free(ctx, small);
    CLAIM(ctx->kept.count == 0, "small arrays are not kept");
    truce__big_free(ctx, first);
    bool keeps = ctx->kept.bytes >= 4 * mib; /* not under AddressSanitizer */
    void *again = truce__big_alloc(ctx, 4 * mib - 5000);
    CLAIM(again != NULL && ctx->kept.count == 0 && (!keeps || again == first),
          "an array that was freed is used again");
    truce__big_free(ctx, again);
    void *other = truce__big_alloc(ctx, mib);
    CLAIM(ctx->kept.bytes + ctx->in_memory <= ctx->most_in_memory && ctx->most_in_memory < 5 * mib,
          "one of another size takes its place, so that no peak rises");
    truce__big_free(ctx, other);
    for (int i = 0; i < 39; i++) arrays[i] = truce__big_alloc(ctx, mib - 1024);
    for (int i = 0; i < 39; i++) truce__big_free(ctx, arrays[i]);
    CLAIM(ctx->in_memory == 0 && ctx->kept.bytes <= 32 * mib && (!keeps || ctx->kept.bytes > 30 * mib),
          "at most 32 MiB are kept");
    void *large = truce__big_alloc(ctx, 39 * mib);
    CLAIM(large != NULL && ctx->kept.count == 0, "what is kept gives way to what is needed");
    CLAIM(truce__big_alloc(ctx, 2 * mib) == NULL, "within the limit of memory");
    truce__big_free(ctx, large);
    CLAIM(ctx->kept.count == 0, "an array of more is given back at once");
    truce_ctx_free(ctx);
}

int main(void) {
    kept_arrays();
    truce_ctx *ctx = truce_ctx_new(NULL);
    digests();
    widths();
    unfit();
    sizes();
    decimals(ctx);
    logarithms();
    words();
    bits();
    arenas(ctx);
    numbering(ctx);
    truce_ctx_free(ctx);
    return claims_end();
}
