/* SPDX-License-Identifier: Apache-2.0 */
/* The interface, one function a route and method; router.c has the table. */
#ifndef TRUCE_WORKBENCH_ROUTES_H
#define TRUCE_WORKBENCH_ROUTES_H

#include "exchange.h"

/* A request on its way: `numbers` holds the numbers in its path. */
typedef struct visit {
    workbench *w;
    const request *q;
    response *r;
    int64_t id, number; /* the first and the second number of the path, from 1 */
} visit;

/* ------------------------------------------------------------ work that may take long */

enum { MAX_WAIT = 10000 /* milliseconds that a request may wait for work */ };

/* A number by which jobs about the same model know each other: about one in the store (not 0), or about a text. */
uint64_t kin_of(int64_t model, const char *text, size_t length);
/* Runs a task as a job and describes it (see jobs_run()); takes the task. NULL after an error answer. */
json_object *run_task(visit *v, task *t, job_about *about, int64_t wait_ms);
/* The member "wait_ms" of a body. False after an error answer. */
bool read_wait(json_object *body, response *r, int64_t usual, int64_t *wait_ms);

/* ------------------------------------------------------------------- the routes */

void get_session(visit *v);

void get_models(visit *v);
void post_model(visit *v);
void get_model(visit *v);
void put_model(visit *v);
void patch_model(visit *v);
void delete_model(visit *v);
void restore_model(visit *v);
void get_bin(visit *v);
void get_versions(visit *v);
void get_version(visit *v);
void patch_version(visit *v);
void get_examples(visit *v);
void get_schema(visit *v);

void post_edit(visit *v);

void post_run(visit *v);
void get_jobs(visit *v);
void get_job(visit *v);
void delete_job(visit *v);
void get_brief(visit *v);
void get_brief_file(visit *v);

void get_comments(visit *v);
void post_comment(visit *v);
void approve_comment(visit *v);
void reject_comment(visit *v);
void apply_comment(visit *v);

/* Paths outside /api/: the page's files. */
void get_asset(const request *q, response *r);

#endif
