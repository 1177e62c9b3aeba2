/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How many replies an address has sent lately. Kept in memory only: the store knows no address of a reader's machine.
 */
#ifndef TRUCE_WORKBENCH_SENDERS_H
#define TRUCE_WORKBENCH_SENDERS_H

#include <pthread.h>
#include <stdint.h>
#include <time.h>

enum { REPLIES_AN_HOUR = 100 };

typedef struct sender {
    char address[48];
    uint32_t count;
    time_t start; /* of its hour */
} sender;

typedef struct senders {
    pthread_mutex_t mutex;
    sender at[1024]; /* in a slot by its address; another address there is forgotten once its hour is over */
} senders;

void senders_begin(senders *s);
void senders_end(senders *s);
/* Counts a reply of the address. 0, or the seconds until the next one is welcome. */
unsigned senders_count(senders *s, const char *address);

#endif
