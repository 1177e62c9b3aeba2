/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bench family: seeded models of `parties` parties with 2^bits combinations and `statements` statements each.
 * `free`: every combination is feasible, every option moves freely. `cut`: five feasibility rules, and the first option
 * of each of the first three parties is one-way.
 *
 * The engine leaves out options that a question does not depend on. In the `whole` members of either kind nothing can be left out:
 * each party has one statement more, the least important, which mentions every option.
 */
#ifndef BENCH_FAMILY_H
#define BENCH_FAMILY_H

#include <stdbool.h>

typedef struct family {
    unsigned bits, parties, statements;
    unsigned long long seed;
    bool is_cut, is_whole;
} family;

/* Sets the kind by name: free, cut, free-whole, cut-whole. */
void family_kind(family *f, const char *name);

/* The member's text, a model; the caller frees it. Ends the program when memory is out. */
char *family_model(family f);

#endif
