/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bench family: seeded models of `parties` parties with 2^bits combinations and `statements` statements each.
 * `free`: every combination is feasible, every option moves freely. `cut`: five feasibility rules, and the first
 * option of each of the first three parties is one-way.
 *
 * The engine leaves out options that a question does not depend on. In the `whole` members of either kind the ranks
 * depend on all: each party has one statement more, the least important, which mentions every option. In the `ruled`
 * members nothing can be left out at any time: there is one rule more that mentions every option, and excludes one
 * combination.
 *
 * `around` members are the same conflicts with something around them: the first state is the status quo; each party
 * has three actors at home, with three statements each, of whom a majority decides; it is hurt where it does not set
 * its first option; and pays at home when it has set that and then sets its second one too.
 *
 * In `marked` members the upper half of each party's statements is marked strong. In `open` members it is not known
 * in which order the first party has its two first statements, nor its two last ones: four completions. In `misread`
 * members each party believes that the next one's most important statement is none of its own.
 */
#ifndef BENCH_FAMILY_H
#define BENCH_FAMILY_H

#include <stdbool.h>

typedef struct family {
    unsigned bits, parties, statements;
    unsigned long long seed;
    bool is_cut, is_whole, is_ruled, is_around, is_marked, is_open, is_misread;
} family;

/* Sets the kind by name: free or cut, each with -whole, -ruled, -around, -marked, -open, -misread or not. */
void family_kind(family *f, const char *name);

/* The member's text, a model; the caller frees it. Ends the program when memory is out. */
char *family_model(family f);

#endif
