/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Work that may take long: a bounded queue, a few threads, progress, cancelling. If a job's starter stopped waiting,
 * the job is kept in the store when it ends, so that it can be read later.
 */
#ifndef TRUCE_WORKBENCH_JOBS_H
#define TRUCE_WORKBENCH_JOBS_H

#include "store.h"
#include "task.h"

typedef struct jobs jobs;

/* Starts the threads. All jobs together may plan for `memory` bytes of large arrays (0: no limit). NULL: memory or
 * threads are out. */
jobs *jobs_new(store *s, uint64_t memory);
/* Cancels all jobs and waits for the threads, at most so many milliseconds. Waiters get their answers. Only
 * jobs_free() may be called afterwards; when the answer is false a thread still works, and not even that. */
bool jobs_stop(jobs *js, uint32_t wait_ms);
void jobs_free(jobs *js);

/* Facts about a job beside its task. Texts are copied. */
typedef struct job_about {
    int64_t model, version; /* 0: the text is no saved version */
    uint64_t kin;           /* the same number for all jobs about one model: a few of them run at a time */
    const char *options;    /* as JSON, for the list */
    const char *tag;        /* a newer job with the same tag takes the place of an older one, which is cancelled;
                               NULL: none */
    const char *sender;     /* a few jobs of one sender run at a time; NULL: as many as there are threads */
} job_about;

/* Queues a job and waits for its end, at most so many milliseconds. Takes the task in any case. The answer is a new
 * object as below, or NULL when the queue is full (*is_full) or memory is out. */
json_object *jobs_run(jobs *js, task *t, const job_about *about, uint32_t wait_ms, bool *is_full);

/* {job, command, model, version, options, state, progress, started, seconds, status, result, output, diagnostics}; in
 * lists without the last four. state: queued, running, done, failed, cancelled. NULL: there is no such job. */
json_object *jobs_describe(jobs *js, int64_t id);
/* Those under way, then those of the store, the newest first. NULL when memory is out. */
json_object *jobs_list(jobs *js);

/* Cancels a job and waits until it has ended, which is within a second even if it does not hear. */
void jobs_cancel(jobs *js, int64_t id);

#endif
