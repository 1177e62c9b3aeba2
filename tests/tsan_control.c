/* SPDX-License-Identifier: Apache-2.0 */
/* Shows that ThreadSanitizer sees what it should: `bad` has a race between threads of a loop, `good` only meets at
 * barriers. */
#include <stdio.h>
#include <string.h>

enum { N = 1 << 16 };
static int values[N];

int main(int argc, char **argv) {
    int sum = 0;
    if (argc != 2) return 2;
    for (int i = 0; i < N; i++) values[i] = i & 1;
#pragma omp parallel for num_threads(4) schedule(static)
    for (int i = 0; i < N; i++) values[i] ^= 1;
    if (strcmp(argv[1], "bad") == 0) {
#pragma omp parallel for num_threads(4) schedule(static)
        for (int i = 0; i < N; i++) sum += values[i];
    } else {
#pragma omp parallel for num_threads(4) schedule(static) reduction(+ : sum)
        for (int i = 0; i < N; i++) sum += values[N - 1 - i];
    }
    printf("%d\n", sum);
    return 0;
}
