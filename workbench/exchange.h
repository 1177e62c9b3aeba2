/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A request and its answer, free of sockets: http.c fills and sends them, tests and the fuzzer make their own.
 *
 *     workbench -> respond(workbench, request, response)
 *
 * The answer to anything under /api/ is JSON, {"error": "..."} with a status of 400 or more, but for the brief, which
 * is HTML.
 */
#ifndef TRUCE_WORKBENCH_EXCHANGE_H
#define TRUCE_WORKBENCH_EXCHANGE_H

#include "jobs.h"
#include "senders.h"
#include "store.h"

#include <json-c/json.h>

enum { MAX_BODY = 20 << 20 };

/* The state that all requests share. */
typedef struct workbench {
    store *store;
    jobs *jobs;
    const char *folder, *file; /* for people to read: where models lie, and the store */
    const char *host;   /* "127.0.0.1:8712": the address it listens on, as a browser writes it; NULL: all addresses */
    bool is_loopback;   /* only this machine can reach it */
    uint16_t port;
    const char *token;  /* NULL: no token is required */
    int64_t opening;    /* the model to begin with; 0: none */
    senders *senders;   /* NULL: any number of replies is taken in */
} workbench;

/* A request. NULL: there is no such header. */
typedef struct request {
    const char *method, *path;
    const char *query_state, *query_model, *query_limit, *query_after; /* behind the question mark */
    const char *sender; /* the address that it comes from; NULL: nobody knows */
    const char *host, *origin, *fetch_site, *marker, *authorization, *none_match, *encodings, *content_type;
    const char *body;
    size_t length;
} request;

typedef struct response {
    unsigned status;
    const char *type;     /* of the body */
    const char *body;     /* NULL: none */
    size_t length;
    bool is_owned;        /* the body is a block to free() */
    const char *etag;     /* NULL: caches must not keep it */
    bool is_compressed;   /* with gzip */
    char allow[64];       /* for 405: the methods that the address accepts; else "" */
    char policy[512];     /* Content-Security-Policy; "": that of the page */
    char next[200];       /* of a list in pages, the Link to the next one; "": there is none */
    char retry_after[16]; /* for 429: seconds; else "" */
    bool is_last;         /* the connection ends with it */
} response;

/* Checks everything but the body. False: refused; the response is complete, and the body need not be read. */
bool is_welcome(const workbench *w, const request *q, response *r);
/* Answers a request completely. */
void respond(workbench *w, const request *q, response *r);
void response_free(response *r);

/* ------------------------------------------------------- making an answer */

/* Takes `value` (NULL: memory is out, 500). */
void answer_json(response *r, unsigned status, json_object *value);
__attribute__((format(printf, 3, 4))) void answer_error(response *r, unsigned status, const char *format, ...);
/* The same with the name of the member of the body that is wrong; NULL: none. */
void answer_member_error(response *r, unsigned status, const char *member, const char *why);
/* STORE_NONE: 404 "there is no such WHAT"; STORE_FAILED: 500. */
void answer_store(const workbench *w, response *r, store_status status, const char *what);

/* Which part of a list is asked for: at most `limit` elements behind the one numbered `after`. */
typedef struct list_part {
    int64_t limit, after;
} list_part;
/* Reads the query's limit (at most, and usually, `most`) and after. False after an error answer. */
bool read_page(const request *q, response *r, int64_t most, list_part *p);

/* A comment as programs see it: everything but the e-mail address. */
json_object *comment_json(const comment_row *row);
/* Answers with a list that the store filled, which is taken; or with the error. */
void answer_list(const workbench *w, response *r, store_status status, json_object *list, const char *what);

/* A JSON text as it is, inside an object of json-c's. Takes the block; NULL gives null. */
json_object *raw_json(char *text);
/* Members; NULL gives null. */
void add_text(json_object *object, const char *key, const char *value);
void add_number(json_object *object, const char *key, int64_t value);
/* Adds an id; 0 gives null. */
void add_id(json_object *object, const char *key, int64_t id);

/* -------------------------------------------------------- reading a body */

/* The body as an object, or NULL after an error answer. */
json_object *read_body(const request *q, response *r);
/* A member that must be a text of at most `most` bytes without zero bytes. False after an error answer. */
bool read_text(json_object *body, const char *key, size_t most, response *r, const char **text, size_t *length);
/* The same for one that may be missing or null: *text is NULL then. */
bool read_optional_text(json_object *body, const char *key, size_t most, response *r, const char **text);
/* A whole number from 0; missing gives 0. */
bool read_number(json_object *body, const char *key, response *r, int64_t *number);

#endif
