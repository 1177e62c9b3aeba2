/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shared libraries that are loaded when they are first used. libmicrohttpd and Graphviz bring twenty others with
 * them, which took two thirds of the time of every short command. Where the build knows no name to load a library by,
 * the program is linked with it as usual.
 *
 * A table of functions is written once, as a list:
 *
 *     #define FUNCTIONS(X) X(agopen) X(agclose)
 *     static struct calls { FUNCTIONS(LATE_POINTER) } calls;
 *     static const late_symbol symbols[] = {FUNCTIONS(LATE_SYMBOL)};
 */
#ifndef TRUCE_LATE_H
#define TRUCE_LATE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct late_symbol {
    const char *name;
    void *place; /* of a pointer to what has that name */
} late_symbol;

#define LATE_POINTER(name) __typeof__(name) *name;
#define LATE_SYMBOL(name) {#name, &calls.name},
#define LATE_ADDRESS(name) .name = &name,

/* Loads the library and finds all symbols; NULL, or what is wrong in words, which last until the next call. The
 * library stays loaded. */
const char *late_load(const char *library, const late_symbol *symbols, size_t count);

#endif
