/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who may ask. Other pages in the same browser reach this port too, so a request must show that it comes from our
 * page:
 *
 *   Host           is the served address. A name that another server maps to 127.0.0.1 is refused (DNS rebinding).
 *   Origin         if present, is that same address. Sec-Fetch-Site, if present, is same-origin or none (typed by a
 *                  person).
 *   X-Truce: 1     is on every request to the interface. A form on another page cannot set it, and a script there
 *                  would have to ask first, which is never allowed. The brief is read without it, since people open
 *                  it as a page. Its form, where scripts are off, posts comments without it too; then Origin or
 *                  Sec-Fetch-Site must be there and show that the form is ours. Browsers set both, and no page can.
 *   Authorization  carries the token, if one was printed at the start. Comparing takes the same time for every token.
 */
#include "exchange.h"
#include "pattern.h"

#include "form.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The brief, which people open as a page of its own. */
static bool is_page(const char *path) {
    int64_t numbers[2];
    return path_matches("/api/models/#/brief", path, numbers);
}

static bool is_number_address(const char *text, size_t length) {
    char address[64];
    unsigned char number[16];
    bool is_bracketed = length > 2 && text[0] == '[' && text[length - 1] == ']';
    if (is_bracketed) text++, length -= 2;
    if (length >= sizeof address) return false;
    memcpy(address, text, length);
    address[length] = 0;
    return inet_pton(is_bracketed ? AF_INET6 : AF_INET, address, number) == 1;
}

/* "127.0.0.1:8712" or "localhost:8712"; when the workbench listens on all addresses, any address written in
 * numbers. */
static bool is_our_host(const workbench *w, const char *host) {
    const char *colon = strrchr(host, ':');
    char port[8];
    snprintf(port, sizeof port, ":%u", (unsigned)w->port);
    if (!colon || strcmp(colon, port) != 0) return false;
    size_t length = (size_t)(colon - host);
    bool is_local = length == 9 && strncasecmp(host, "localhost", 9) == 0;
    if (!w->host) return is_local || is_number_address(host, length);
    return strcasecmp(host, w->host) == 0 || (is_local && w->is_loopback);
}

static bool is_our_origin(const request *q) {
    static const char scheme[] = "http://";
    if (!q->origin) return true;
    return strncmp(q->origin, scheme, sizeof scheme - 1) == 0 &&
           strcasecmp(q->origin + sizeof scheme - 1, q->host) == 0;
}

static bool is_from_here(const request *q) {
    return !q->fetch_site || strcmp(q->fetch_site, "same-origin") == 0 || strcmp(q->fetch_site, "none") == 0;
}

/* The only request that a form may make. Sec-Fetch-Site "none" means that a person typed the address, so it is no
 * form. */
static bool is_our_form(const request *q) {
    if (strcmp(q->method, "POST") != 0 || strcmp(q->path, "/api/replies") != 0 || !is_form(q)) return false;
    return q->fetch_site ? strcmp(q->fetch_site, "same-origin") == 0 : q->origin != NULL;
}

static bool has_token(const workbench *w, const request *q) {
    static const char scheme[] = "Bearer ";
    if (!w->token) return true;
    if (!q->authorization || strncmp(q->authorization, scheme, sizeof scheme - 1) != 0) return false;
    const char *given = q->authorization + sizeof scheme - 1;
    size_t length = strlen(w->token);
    if (strlen(given) != length) return false;
    unsigned differences = 0;
    for (size_t i = 0; i < length; i++) differences |= (unsigned char)given[i] ^ (unsigned char)w->token[i];
    return differences == 0;
}

static bool refuse(response *r, unsigned status, const char *why) {
    answer_error(r, status, "%s", why);
    return false;
}

bool is_welcome(const workbench *w, const request *q, response *r) {
    bool is_interface = strncmp(q->path, "/api/", 5) == 0,
         is_get = strcmp(q->method, "GET") == 0 || strcmp(q->method, "HEAD") == 0;
    if (!q->host || !is_our_host(w, q->host))
        return refuse(r, 403, "the Host of the request is not the address of this workbench");
    if (!is_interface) return true;
    if (!is_our_origin(q) || !is_from_here(q)) return refuse(r, 403, "the request comes from another site");
    if (!has_token(w, q)) return refuse(r, 401, "the token that was printed at the start is missing or wrong");
    if ((is_get && is_page(q->path)) || is_our_form(q)) return true;
    if (!q->marker || strcmp(q->marker, "1") != 0) return refuse(r, 403, "the header X-Truce: 1 is missing");
    return true;
}
