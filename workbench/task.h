/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What may take long, whatever it is: a command, edits of a text, the trial of a reply. It runs as a job (jobs.h), so
 * that it hears when it is cancelled, keeps to its memory, and shares the threads with others.
 */
#ifndef TRUCE_WORKBENCH_TASK_H
#define TRUCE_WORKBENCH_TASK_H

#include "perform.h"

typedef struct task {
    const char *name; /* "solve", "edit"; lives as long as the program */
    bool is_json;     /* the result is JSON, else text */
    /* Works on a thread of the jobs, tells `watch` its context, and keeps to watch->memory. */
    void (*run)(void *ud, const watcher *watch, outcome *found);
    void (*free)(void *ud);
    void *ud;
    size_t bytes; /* of the texts that it holds, about */
} task;

/* A command as a task; takes the order. `ud` is NULL when memory is out. */
task task_of_order(order *o);
static inline void task_free(task *t) {
    if (t->ud) t->free(t->ud);
    t->ud = NULL;
}

#endif
