/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who is connected. Each connection takes a thread, and there are few, so none may be held for nothing: one that
 * has not sent a whole head for a while is closed, and when all are taken, the one that has been idle longest makes
 * room.
 */
#ifndef TRUCE_WORKBENCH_GUESTS_H
#define TRUCE_WORKBENCH_GUESTS_H

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

enum { MAX_GUESTS = 128 };

typedef struct guest {
    int fd;        /* a copy of the descriptor; -1: this place is free */
    bool is_asked; /* a request has come, and its answer has not been sent */
    bool is_going; /* it was closed, and its thread has not noticed yet */
    struct timespec since; /* then, or since it has been idle */
} guest;

typedef struct guests {
    pthread_mutex_t mutex;
    guest at[MAX_GUESTS];
} guests;

void guests_begin(guests *g);
void guests_end(guests *g);
/* A connection has come. NULL: it is not looked after, because places or descriptors are out. */
guest *guests_enter(guests *g, int fd);
void guests_leave(guests *g, guest *one);
/* A request has come, or its answer was sent. */
void guests_mark(guests *g, guest *one, bool is_asked);
/* Closes those that have been idle or have been answered for too long. To be called every second or so. */
void guests_look(guests *g);

#endif
