/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The unit tests' harness: a claim is a sentence and a condition. Why not a library: a test here is a program with a
 * list of claims, and this is all that needs.
 *
 *     CLAIM(rank == 3, "a tie shares one rank");
 *     return claims_end();
 */
#ifndef TRUCE_TESTS_HARNESS_H
#define TRUCE_TESTS_HARNESS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int claims_passed, claims_failed;

#define CLAIM(condition, ...)                                               \
    do {                                                                    \
        if (condition) {                                                    \
            claims_passed++;                                                \
        } else {                                                            \
            claims_failed++;                                                \
            printf("not ok %s:%d: ", __FILE__, __LINE__);                   \
            printf(__VA_ARGS__);                                            \
            printf("\n    because this is false: %s\n", #condition);        \
        }                                                                   \
    } while (0)

#define CLAIM_TEXT(actual, expected, ...)                                                          \
    do {                                                                                           \
        const char *claim_a_ = (actual), *claim_e_ = (expected);                                   \
        if (claim_a_ && strcmp(claim_a_, claim_e_) == 0) {                                         \
            claims_passed++;                                                                       \
        } else {                                                                                   \
            claims_failed++;                                                                       \
            printf("not ok %s:%d: ", __FILE__, __LINE__);                                          \
            printf(__VA_ARGS__);                                                                   \
            printf("\n--- expected\n%s\n--- got\n%s\n", claim_e_, claim_a_ ? claim_a_ : "(null)"); \
        }                                                                                          \
    } while (0)

static inline int claims_end(void) {
    printf("%d passed, %d failed\n", claims_passed, claims_failed);
    return claims_failed != 0 || claims_passed == 0;
}

#endif
