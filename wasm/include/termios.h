/* SPDX-License-Identifier: Apache-2.0 */
/* There are no terminals; libfyaml's question whether one has colours is answered with an error. */
#ifndef TRUCE_WASM_TERMIOS_H
#define TRUCE_WASM_TERMIOS_H

#include <errno.h>

struct termios {
    int none;
};

enum { TCSANOW, TCSAFLUSH };

static inline int tcgetattr(int file, struct termios *found) {
    (void)file, (void)found;
    errno = ENOTTY;
    return -1;
}

static inline int tcsetattr(int file, int when, const struct termios *wanted) {
    (void)file, (void)when, (void)wanted;
    errno = ENOTTY;
    return -1;
}

static inline void cfmakeraw(struct termios *wanted) {
    (void)wanted;
}

#endif
