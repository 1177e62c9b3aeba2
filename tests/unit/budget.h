/* SPDX-License-Identifier: Apache-2.0 */
/* An allocator that fails when its budget is spent, for tests that make each allocation fail in turn. */
#ifndef TRUCE_TESTS_BUDGET_H
#define TRUCE_TESTS_BUDGET_H

#include <truce/truce.h>

#include <stdlib.h>

typedef struct budget {
    long left;  /* allocations until one fails; negative: none does */
    long held;  /* blocks not released */
    long count; /* allocations asked for */
    void (*asked)(long count); /* NULL, or called for each of them */
} budget;

static bool spend(budget *b) {
    if (b->asked) b->asked(b->count);
    b->count++;
    return b->left < 0 || b->left-- > 0;
}

static void *counted_alloc(void *ud, size_t size) {
    budget *b = ud;
    void *block = spend(b) ? malloc(size) : NULL;
    b->held += block != NULL;
    return block;
}

static void *counted_resize(void *ud, void *block, size_t size) {
    budget *b = ud;
    void *grown = spend(b) ? realloc(block, size) : NULL;
    b->held += grown && !block;
    return grown;
}

static void counted_release(void *ud, void *block) {
    budget *b = ud;
    b->held -= block != NULL;
    free(block);
}

#endif
