/* SPDX-License-Identifier: Apache-2.0 */
/* What is worked out from the counts of a sample. */
#include "unknowns/sample.h"

/* The square root by Newton's method; the library needs no other function of the mathematical library. */
static double root(double x) {
    double r = x > 1 ? x : 1, next = x > 0 ? (r + x / r) / 2 : 0;
    if (x <= 0) return 0;
    while (next < r) {
        r = next;
        next = (r + x / r) / 2;
    }
    return r;
}

truce__interval truce__wilson(uint64_t count, uint64_t of) {
    const double z = 1.959963984540054, n = (double)of;
    if (!of) return (truce__interval){0, 0, 1};
    double p = (double)count / n, middle = p + z * z / (2 * n),
           half = z * root(p * (1 - p) / n + z * z / (4 * n * n));
    truce__interval interval = {p, (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)};
    if (count == 0) interval.low = 0;
    if (count == of) interval.high = 1;
    return interval;
}

uint64_t truce__sample_of(const truce__sample *sample, size_t conclusion) {
    return sample->counts[sample->at_conclusion + conclusion];
}

uint64_t truce__sample_reading(const truce__sample *sample, uint32_t unknown, truce__reading reading) {
    return sample->counts[sample->at_reading + (size_t)unknown * TRUCE__READINGS + reading];
}

uint64_t truce__sample_both(const truce__sample *sample, size_t conclusion, uint32_t unknown,
                            truce__reading reading) {
    size_t at = (conclusion * sample->unknowns.count + unknown) * TRUCE__READINGS + reading;
    uint64_t differs = sample->counts[sample->at_differs + at];
    if (!sample->conclusions[conclusion].is_written) return differs;
    return truce__sample_reading(sample, unknown, reading) - differs;
}

double truce__sample_doubt(const truce__sample *sample, size_t conclusion) {
    double p = sample->variants ? (double)truce__sample_of(sample, conclusion) / (double)sample->variants : 0;
    return p * (1 - p);
}

double truce__sample_removes(const truce__sample *sample, size_t conclusion, uint32_t unknown) {
    const double n = (double)sample->variants, doubt = truce__sample_doubt(sample, conclusion);
    double p = (double)truce__sample_of(sample, conclusion) / n, between = 0;
    if (doubt <= 0) return 0;
    for (int r = 0; r < TRUCE__READINGS; r++) {
        double m = (double)truce__sample_reading(sample, unknown, (truce__reading)r);
        if (m <= 0) continue;
        double mean = (double)truce__sample_both(sample, conclusion, unknown, (truce__reading)r) / m;
        between += m / n * (mean - p) * (mean - p);
    }
    return between / doubt;
}

double truce__sample_total(const truce__sample *sample, size_t conclusion, uint32_t unknown) {
    const double doubt = truce__sample_doubt(sample, conclusion);
    if (doubt <= 0 || !sample->has_interactions) return 0;
    uint64_t flips = sample->counts[sample->at_flips + conclusion * sample->unknowns.count + unknown];
    double total = (double)flips / (2 * (double)sample->variants) / doubt;
    return total < 1 ? total : 1;
}
