/* SPDX-License-Identifier: Apache-2.0 */
#include "pattern.h"

/* Reads digits without a leading 0; moves *at behind them. 0: none, or too many. */
static int64_t read_digits(const char **at) {
    int64_t number = 0;
    if (**at == '0') return 0;
    for (; **at >= '0' && **at <= '9'; ++*at) {
        if (number > INT64_MAX / 100) return 0;
        number = number * 10 + (**at - '0');
    }
    return number;
}

bool path_matches(const char *pattern, const char *path, int64_t numbers[2]) {
    int count = 0;
    while (*pattern) {
        if (*pattern == '#') {
            int64_t number = read_digits(&path);
            if (number == 0) return false;
            numbers[count++] = number;
            pattern++;
        } else if (*pattern++ != *path++) {
            return false;
        }
    }
    return *path == 0;
}
