/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "guests.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    SPARE = 8,        /* places that are kept free or are about to be: a connection that is closed takes a moment */
    LONGEST_HEAD = 20, /* seconds from a connection, or from an answer, to the whole head of a request */
    LONGEST_ANSWER = 900 /* seconds from the head of a request to the end of its answer */
};

void guests_begin(guests *g) {
    pthread_mutex_init(&g->mutex, NULL);
    for (int i = 0; i < MAX_GUESTS; i++) g->at[i].fd = -1;
}

void guests_end(guests *g) {
    pthread_mutex_destroy(&g->mutex);
}

static void set_since(guest *one) {
    clock_gettime(CLOCK_MONOTONIC, &one->since);
}

static bool is_before(const struct timespec *one, const struct timespec *other) {
    return one->tv_sec != other->tv_sec ? one->tv_sec < other->tv_sec : one->tv_nsec < other->tv_nsec;
}

/* With the lock. The thread of the connection finds it closed and ends. The copy of the descriptor is ours, so its
 * number never belongs to another connection. */
static void see_off(guest *one) {
    shutdown(one->fd, SHUT_RDWR);
    one->is_going = true;
}

/* With the lock: closes the connection that has been idle longest, if hardly any place is free. One that is going is
 * not closed again: on a busy machine it would be the oldest for many that come. */
static void make_room(guests *g) {
    guest *oldest = NULL;
    int free = 0;
    for (guest *one = g->at; one < g->at + MAX_GUESTS; one++) {
        free += one->fd < 0 || one->is_going;
        if (one->fd < 0 || one->is_going || one->is_asked) continue;
        if (!oldest || is_before(&one->since, &oldest->since)) oldest = one;
    }
    if (free < SPARE && oldest) see_off(oldest);
}

guest *guests_enter(guests *g, int fd) {
    guest *place = NULL;
    pthread_mutex_lock(&g->mutex);
    make_room(g);
    for (guest *one = g->at; one < g->at + MAX_GUESTS && !place; one++)
        if (one->fd < 0) place = one;
    int copy = place ? fcntl(fd, F_DUPFD_CLOEXEC, 0) : -1;
    if (copy < 0) place = NULL;
    if (place) {
        place->fd = copy;
        place->is_asked = place->is_going = false;
        set_since(place);
    }
    pthread_mutex_unlock(&g->mutex);
    return place;
}

void guests_leave(guests *g, guest *one) {
    if (!one) return;
    pthread_mutex_lock(&g->mutex);
    close(one->fd);
    one->fd = -1;
    pthread_mutex_unlock(&g->mutex);
}

void guests_mark(guests *g, guest *one, bool is_asked) {
    if (!one) return;
    pthread_mutex_lock(&g->mutex);
    one->is_asked = is_asked;
    set_since(one);
    pthread_mutex_unlock(&g->mutex);
}

void guests_look(guests *g) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    pthread_mutex_lock(&g->mutex);
    for (guest *one = g->at; one < g->at + MAX_GUESTS; one++) {
        time_t longest = one->is_asked ? LONGEST_ANSWER : LONGEST_HEAD;
        if (one->fd >= 0 && now.tv_sec - one->since.tv_sec >= longest) see_off(one);
    }
    pthread_mutex_unlock(&g->mutex);
}
