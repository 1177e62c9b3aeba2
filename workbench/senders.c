/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "senders.h"

#include <stdio.h>
#include <string.h>

enum {
    HOUR = 3600,
    SLOTS = sizeof((senders *)0)->at / sizeof(sender),
    NEAR = 8 /* slots that an address may have */
};

void senders_begin(senders *s) {
    pthread_mutex_init(&s->mutex, NULL);
}

void senders_end(senders *s) {
    pthread_mutex_destroy(&s->mutex);
}

static uint32_t slot_of(const char *address) {
    uint32_t sum = 2166136261U; /* FNV-1a */
    for (; *address; address++) sum = (sum ^ (unsigned char)*address) * 16777619U;
    return sum % SLOTS;
}

/* The address's slot; else, of the slots near by, the one whose hour began first. */
static sender *find(senders *s, const char *address) {
    sender *oldest = NULL;
    for (uint32_t i = 0; i < NEAR; i++) {
        sender *one = &s->at[(slot_of(address) + i) % SLOTS];
        if (strcmp(one->address, address) == 0) return one;
        if (!oldest || one->start < oldest->start) oldest = one;
    }
    *oldest = (sender){0};
    snprintf(oldest->address, sizeof oldest->address, "%s", address);
    return oldest;
}

unsigned senders_count(senders *s, const char *address) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    pthread_mutex_lock(&s->mutex);
    sender *one = find(s, address);
    if (one->count == 0 || now.tv_sec - one->start >= HOUR) one->start = now.tv_sec, one->count = 0;
    unsigned wait = one->count < REPLIES_AN_HOUR ? 0 : (unsigned)(one->start + HOUR - now.tv_sec);
    one->count += wait == 0;
    pthread_mutex_unlock(&s->mutex);
    return wait;
}
