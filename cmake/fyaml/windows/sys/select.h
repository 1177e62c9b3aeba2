/* SPDX-License-Identifier: Apache-2.0 */
/* For libfyaml, which would wait for keys of a terminal that it never gets (termios.h). */
#ifndef TRUCE_SELECT_H
#define TRUCE_SELECT_H

#include <sys/time.h>

typedef int fd_set;
#define FD_ZERO(set) (*(set) = 0)
#define FD_SET(fd, set) (*(set) = (fd))

static inline int select(int count, fd_set *read, fd_set *write, fd_set *other, struct timeval *timeout) {
    (void)count, (void)read, (void)write, (void)other, (void)timeout;
    return -1;
}

#endif
