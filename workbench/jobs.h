/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Work that may take long: a bounded queue, a few threads, progress, cancelling. If a job's starter stopped waiting,
 * the job is kept in the store when it ends, so that it can be read later.
 */
#ifndef TRUCE_WORKBENCH_JOBS_H
#define TRUCE_WORKBENCH_JOBS_H

#include "perform.h"
#include "store.h"

typedef struct jobs jobs;

/* Starts the threads. Each job may plan for `memory` bytes of large arrays (0: no limit). NULL: memory or threads are
 * out. */
jobs *jobs_new(store *s, uint64_t memory);
/* Cancels all jobs and waits for the threads. Waiters get their answers. Only jobs_free() may be called
 * afterwards. */
void jobs_stop(jobs *js);
void jobs_free(jobs *js);

/* Facts about a job beside its order. */
typedef struct job_about {
    int64_t model, version; /* 0: the text is no saved version */
    const char *options;    /* as JSON, for the list; copied */
    const char *tag; /* a newer job with the same tag takes the place of an older one, which is cancelled; NULL: none.
                        Copied */
} job_about;

/* Queues a job and waits for its end, at most so many milliseconds. Takes the order in any case. The answer is a new
 * object as below, or NULL when the queue is full (*is_full) or memory is out. */
json_object *jobs_run(jobs *js, order *o, const job_about *about, uint32_t wait_ms, bool *is_full);

/* {job, command, model, version, options, state, progress, started, seconds, status, result, output, diagnostics}; in
 * lists without the last four. state: queued, running, done, failed, cancelled. NULL: there is no such job. */
json_object *jobs_describe(jobs *js, int64_t id);
/* Those under way, then those of the store, the newest first. NULL when memory is out. */
json_object *jobs_list(jobs *js);

/* False: there is no such job under way. */
bool jobs_cancel(jobs *js, int64_t id);

#endif
