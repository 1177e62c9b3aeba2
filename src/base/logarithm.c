/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The natural logarithm. C's library has one too, but every system its own, and they differ in the last bit: no byte
 * of a result may hang on one of them. This one only adds, subtracts, multiplies and divides, which IEEE 754
 * defines to the bit.
 *
 * x = m 2^e with m between sqrt(1/2) and sqrt(2); ln m = 2 artanh s with s = (m - 1) / (m + 1), |s| < 0.172, by its
 * series up to s^21: what is left out is below a tenth of the last bit.
 */
#include "base/base.h"

#include <string.h>

enum { FRACTION_BITS = 52, BIAS = 1023, TERMS = 11 };

double truce__log(double x) {
    static const double half_root = 0x1.6a09e667f3bcdp-1, ln2_high = 0x1.62e42feep-1, ln2_low = 0x1.a39ef35793c76p-33;
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    double e = (double)(int64_t)(bits >> FRACTION_BITS) - (BIAS - 1), m;
    bits = (bits & (((uint64_t)1 << FRACTION_BITS) - 1)) | (uint64_t)(BIAS - 1) << FRACTION_BITS;
    memcpy(&m, &bits, sizeof m); /* from 1/2 to 1 */
    if (m < half_root) {
        m *= 2;
        e -= 1;
    }
    double s = (m - 1) / (m + 1), square = s * s, sum = 0;
    for (int k = 2 * TERMS - 1; k > 1; k -= 2) sum = square * (sum + 1.0 / k);
    return e * ln2_high + (e * ln2_low + 2 * s * (1 + sum));
}
