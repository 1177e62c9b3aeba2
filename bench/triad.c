/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The memory's bandwidth as the triad a[i] = b[i] + s * c[i] sees it, counted as McCalpin's STREAM does: 24 bytes an
 * element, though the processor may also read what it is about to overwrite.
 *
 *     triad THREADS MIB REPETITIONS         MIB: of each of the three arrays
 */
#include "measure.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: %s THREADS MIB REPETITIONS\n", argv[0]);
        return 2;
    }
    int threads = (int)number(argv[1]);
    size_t n = (size_t)number(argv[2]) * (1 << 20) / sizeof(double);
    unsigned repetitions = (unsigned)number(argv[3]);
    double *restrict a = malloc(n * sizeof *a);
    double *restrict b = malloc(n * sizeof *b);
    double *restrict c = malloc(n * sizeof *c);
    if (!a || !b || !c || threads < 1 || n == 0) exit(2);
    double least = 0, most = 0;
#pragma omp parallel for num_threads(threads) schedule(static)
    for (size_t i = 0; i < n; i++) a[i] = 0, b[i] = 1, c[i] = (double)(i % 7);
    for (unsigned repetition = 0; repetition < repetitions; repetition++) {
        double scale = 3 + repetition, start = seconds_now();
#pragma omp parallel for num_threads(threads) schedule(static)
        for (size_t i = 0; i < n; i++) a[i] = b[i] + scale * c[i];
        double seconds = seconds_now() - start;
        if (repetition == 0 || seconds < least) least = seconds;
        if (seconds > most) most = seconds;
    }
    double bytes = 24.0 * (double)n, expected = 1 + (3 + (double)repetitions - 1) * (double)((n - 1) % 7);
    if (repetitions && a[n - 1] < expected) exit(1); /* also keeps the loop from being left out */
    printf("{\"threads\": %d, \"bytes\": %.0f, \"repetitions\": %u, \"bytes_a_second\": %.0f, "
           "\"least_bytes_a_second\": %.0f}\n",
           threads, bytes, repetitions, bytes / least, bytes / most);
    free(a);
    free(b);
    free(c);
    return 0;
}
