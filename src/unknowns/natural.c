/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers in base 10^9, least digits first: they are only multiplied by small ones, and written. */
#include "unknowns/natural.h"

#include <inttypes.h>
#include <stdio.h>

__extension__ typedef unsigned __int128 wide;

enum { BASE = 1000000000, BASE_DIGITS = 9 };
typedef TRUCE__VEC(uint32_t) natural;

static truce_status set_to(truce_ctx *ctx, natural *a, wide value) {
    for (a->count = 0; value || !a->count; value /= BASE)
        TRY(truce__vec_push(ctx, a, (uint32_t)(value % BASE)));
    return TRUCE_OK;
}

static truce_status multiply(truce_ctx *ctx, natural *a, uint64_t by) {
    wide carry = 0;
    for (size_t i = 0; i < a->count; i++, carry /= BASE) {
        carry += (wide)a->at[i] * by;
        a->at[i] = (uint32_t)(carry % BASE);
    }
    for (; carry; carry /= BASE) TRY(truce__vec_push(ctx, a, (uint32_t)(carry % BASE)));
    return TRUCE_OK;
}

static truce_status write(truce_ctx *ctx, const natural *a, truce__arena *arena, const char **digits) {
    truce__text text;
    size_t i = a->count;
    truce__text_init(&text, ctx);
    while (i > 1 && !a->at[i - 1]) i--;
    truce__text_printf(&text, "%" PRIu32, a->at[--i]);
    while (i-- > 0) truce__text_printf(&text, "%0*" PRIu32, BASE_DIGITS, a->at[i]);
    return truce__text_keep(&text, arena, digits);
}

/* `value` times the numbers from `from` to `to`, but not `but`. */
static truce_status product(truce_ctx *ctx, truce__arena *arena, wide value, uint64_t from, uint64_t to, uint64_t but,
                            const char **digits) {
    natural a = {0};
    truce_status status = set_to(ctx, &a, value);
    for (uint64_t i = from; i <= to && status == TRUCE_OK; i++)
        if (i != but) status = multiply(ctx, &a, i);
    if (status == TRUCE_OK) status = write(ctx, &a, arena, digits);
    truce__vec_free(ctx, &a);
    return status;
}

/* Six digits of good / of, rounded; the remainder is kept below `of`, so that ten times it does not overflow. */
static void write_share(wide good, wide of, char share[16]) {
    wide left = good % of;
    uint32_t digits = 0;
    uint64_t whole = (uint64_t)(good / of);
    for (int i = 0; i < 6; i++, left %= of) {
        left *= 10;
        digits = digits * 10 + (uint32_t)(left / of);
    }
    if (left >= of - left && ++digits == 1000000) digits = 0, whole++;
    snprintf(share, 16, "%" PRIu64 ".%06" PRIu32, whole, digits);
}

truce_status truce__naturals_of(truce_ctx *ctx, truce__arena *arena, uint64_t n, wide good, uint32_t k,
                                truce__fraction *fraction) {
    wide of = 1;
    for (uint32_t i = 2; i <= k; i++) of *= i;
    write_share(good, of, fraction->share);
    if (n > TRUCE__COUNTED_TOTAL) return TRUCE_OK;
    TRY(product(ctx, arena, 1, 2, n, 0, &fraction->total));
    return product(ctx, arena, good, k + 1, n, 0, &fraction->good);
}

truce_status truce__naturals_one_in(truce_ctx *ctx, truce__arena *arena, uint64_t n, uint64_t of,
                                    truce__fraction *fraction) {
    write_share(1, of, fraction->share);
    if (n > TRUCE__COUNTED_TOTAL) return TRUCE_OK;
    TRY(product(ctx, arena, 1, 2, n, 0, &fraction->total));
    return product(ctx, arena, 1, 2, n, of, &fraction->good);
}
