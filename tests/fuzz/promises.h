/* SPDX-License-Identifier: Apache-2.0 */
/* What fuzz targets share: a promise that is broken ends the run. Included once by each target. */
#ifndef TRUCE_FUZZ_PROMISES_H
#define TRUCE_FUZZ_PROMISES_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* libfyaml 0.7.12 loses its scratch text when a quoted scalar of several lines turns out to be a key: its leak, not
 * ours. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:libfyaml";
}

#define MUST(condition)                                                \
    do {                                                               \
        if (!(condition)) {                                            \
            fprintf(stderr, "broken promise: %s\n", #condition);       \
            abort();                                                   \
        }                                                              \
    } while (0)

#endif
