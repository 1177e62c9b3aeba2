/* SPDX-License-Identifier: Apache-2.0 */
/* Sockets: turns HTTP into requests, and responses into HTTP. */
#ifndef TRUCE_WORKBENCH_HTTP_H
#define TRUCE_WORKBENCH_HTTP_H

#include "exchange.h"

#include <sys/socket.h>

typedef struct http http;

/* To be called first: finds libmicrohttpd. NULL, or why it cannot be had. */
const char *http_load(void);
/* A listening socket, and the port that it got. -1: see errno. */
int http_listen(const struct sockaddr *address, socklen_t length, uint16_t *port);
/* Begins to answer; takes the socket in any case. NULL: memory or threads are out. */
http *http_start(workbench *w, int fd);
/* To be called every second: connections that take too long are closed. */
void http_look(http *h);
/* Waits for the answers that are under way, for a moment. */
void http_stop(http *h);

#endif
