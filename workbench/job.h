/* SPDX-License-Identifier: Apache-2.0 */
/* One job: what it works on, how far it is, what it found. jobs.c has the queue, whose lock guards every field. */
#ifndef TRUCE_WORKBENCH_JOB_H
#define TRUCE_WORKBENCH_JOB_H

#include "jobs.h"

#include <time.h>

typedef enum job_state { QUEUED, RUNNING, DONE, FAILED, CANCELLED } job_state;

typedef struct job {
    struct job *next;
    jobs *owner;
    int references; /* the list, the worker, whoever waits for it */
    int64_t id, model, version;
    task task;
    char *options, *tag, *sender;
    uint64_t kin;       /* of jobs about the same model this number is the same */
    job_state state;
    bool is_awaited, is_cancelled;
    bool is_ending; /* its end is decided: what its thread finds is of no interest any more */
    bool is_over;   /* the waiter may have it */
    truce_ctx *ctx; /* while it may be cancelled */
    char phase[64];
    uint64_t done, total, memory;
    char started[32];
    struct timespec start, cancelled;
    double seconds;
    outcome found;
} job;

/* Takes the task in any case. NULL: memory is out. */
job *job_new(jobs *owner, task *t, const job_about *about);
void job_free(job *j);

double seconds_since(const struct timespec *start);

/* As jobs_describe() has it, without results. A job that has ended but is not in the store yet counts as running: its
 * result cannot be read yet. */
json_object *job_describe(const job *j);
/* Completely, for a job that is over; what it found moves into the answer. */
json_object *job_describe_end(job *j);
json_object *run_describe(const run_row *row, bool has_results);
/* Puts what it found into the store. */
void job_keep(store *s, const job *j);

#endif
