/* SPDX-License-Identifier: Apache-2.0 */
/* Prices and counts that end at the most there is instead of beginning anew. */
#ifndef TRUCE_PRICES_H
#define TRUCE_PRICES_H

#include <stdint.h>

#define TRUCE__NEVER UINT64_MAX /* the price of what no edits do */

static inline uint64_t truce__sum_or_most(uint64_t a, uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }
static inline uint64_t truce__product_or_most(uint64_t a, uint64_t b) {
    uint64_t product;
    return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}
static inline uint64_t truce__lesser(uint64_t a, uint64_t b) { return a < b ? a : b; }
static inline uint64_t truce__greater(uint64_t a, uint64_t b) { return a > b ? a : b; }

#endif
