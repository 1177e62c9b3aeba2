/* SPDX-License-Identifier: Apache-2.0 */
/* For libfyaml, which asks a terminal for its size when it colours what it prints; truce never lets it. */
#ifndef TRUCE_TERMIOS_H
#define TRUCE_TERMIOS_H

struct termios {
    int unused;
};
enum { TCSANOW };

static inline int tcgetattr(int fd, struct termios *settings) {
    (void)fd, (void)settings;
    return -1;
}

static inline int tcsetattr(int fd, int when, const struct termios *settings) {
    (void)fd, (void)when, (void)settings;
    return -1;
}

static inline void cfmakeraw(struct termios *settings) {
    (void)settings;
}

#endif
