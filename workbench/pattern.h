/* SPDX-License-Identifier: Apache-2.0 */
/* Patterns of paths: words and numbers between slashes; "#" stands for a number from 1. */
#ifndef TRUCE_WORKBENCH_PATTERN_H
#define TRUCE_WORKBENCH_PATTERN_H

#include <stdbool.h>
#include <stdint.h>

/* Whether the path has that shape. The numbers in place of "#", of which there are at most two, go to `numbers`. */
bool path_matches(const char *pattern, const char *path, int64_t numbers[2]);

#endif
