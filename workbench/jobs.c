/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One lock for everything: the guarded state is small and held briefly. From its start to its end a job belongs to
 * the list; then to whoever waits for it or, if nobody does, to the store.
 *
 * One job alone can use all processors. There are several threads all the same, because typed text must be checked
 * while long work goes on.
 */
#define _POSIX_C_SOURCE 200809L
#include "jobs.h"

#include "exchange.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WORKERS = 4, MAX_UNDER_WAY = 64 };

typedef enum job_state { QUEUED, RUNNING, DONE, FAILED, CANCELLED } job_state;
static const char *const state_names[] = {"queued", "running", "done", "failed", "cancelled"};

typedef struct job {
    struct job *next;
    int64_t id, model, version;
    order order;
    char *options, *tag;
    job_state state;
    bool is_awaited, is_cancelled, is_over; /* is_over: no thread works on it any more */
    truce_ctx *ctx; /* while it may be cancelled */
    char phase[64];
    uint64_t done, total;
    char started[32];
    struct timespec start;
    double seconds;
    outcome found;
    jobs *owner;
} job;

struct jobs {
    pthread_mutex_t mutex;
    pthread_cond_t queued, ended;
    pthread_t threads[WORKERS];
    int thread_count;
    bool is_stopping;
    job *first; /* in order of arrival */
    size_t count;
    int64_t last_id;
    store *store;
    uint64_t memory;
};

/* ------------------------------------------------------------------ a job */

static void job_free(job *j) {
    if (!j) return;
    order_free(&j->order);
    outcome_free(&j->found);
    free(j->options);
    free(j->tag);
    free(j);
}

static double seconds_since(const struct timespec *start) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static job *job_new(jobs *js, order *o, const job_about *about) {
    job *j = calloc(1, sizeof *j);
    if (!j) {
        order_free(o);
        return NULL;
    }
    j->order = *o;
    j->model = about->model;
    j->version = about->version;
    j->options = copy_text(about->options);
    j->tag = copy_text(about->tag);
    j->owner = js;
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    strftime(j->started, sizeof j->started, "%Y-%m-%dT%H:%M:%SZ", &utc);
    clock_gettime(CLOCK_MONOTONIC, &j->start);
    if (j->options && (j->tag || !about->tag)) return j;
    job_free(j);
    return NULL;
}

/* --------------------------------------------------------------- describing */

static json_object *describe_head(int64_t id, const char *command, int64_t model, int64_t version,
                                  const char *options, const char *state, const char *started, double seconds) {
    char rounded[32];
    json_object *object = json_object_new_object();
    if (!object) return NULL;
    add_number(object, "job", id);
    add_text(object, "command", command);
    add_id(object, "model", model);
    add_id(object, "version", version);
    json_object_object_add(object, "options", raw_json(copy_text(options)));
    add_text(object, "state", state);
    add_text(object, "started", started);
    snprintf(rounded, sizeof rounded, "%.3f", seconds);
    json_object_object_add(object, "seconds", json_object_new_double_s(seconds, rounded));
    return object;
}

/* A job that has ended but is not in the store yet counts as running: its result cannot be read yet. */
static json_object *describe_job(const job *j) {
    job_state state = j->state > RUNNING && !j->is_over ? RUNNING : j->state;
    double seconds = j->is_over ? j->seconds : seconds_since(&j->start);
    json_object *object = describe_head(j->id, j->order.command->name, j->model, j->version, j->options,
                                        state_names[state], j->started, seconds);
    json_object *progress = json_object_new_object();
    if (!object || !progress) return object;
    add_text(progress, "phase", j->phase);
    json_object_object_add(progress, "done", json_object_new_uint64(j->done));
    json_object_object_add(progress, "total", json_object_new_uint64(j->total));
    json_object_object_add(object, "progress", progress);
    return object;
}

static void add_results(json_object *object, int status, char *result, char *output, json_object *diagnostics) {
    add_number(object, "status", status);
    json_object_object_add(object, "result", raw_json(result));
    json_object_object_add(object, "output", output ? json_object_new_string(output) : NULL);
    json_object_object_add(object, "diagnostics", diagnostics);
    free(output);
}

/* Describes a job that is over, completely; its findings move into the answer. */
static json_object *describe_end(job *j) {
    json_object *object = describe_job(j);
    if (!object) return NULL;
    size_t length;
    char *text = j->found.is_whole ? bytes_take(&j->found.result, &length) : NULL;
    json_object *diagnostics = j->found.diagnostics;
    j->found.diagnostics = NULL;
    add_results(object, j->found.status, j->order.is_json ? text : NULL, j->order.is_json ? NULL : text, diagnostics);
    return object;
}

static json_object *describe_run(const run_row *row, bool has_results) {
    json_object *object = describe_head(row->id, row->command, row->model, row->version, row->options, row->state,
                                        row->started, row->seconds);
    if (object && has_results)
        add_results(object, row->status, copy_text(row->result), copy_text(row->output),
                    raw_json(copy_text(row->diagnostics)));
    return object;
}

/* ------------------------------------------------------------------ the list */

static job *find(jobs *js, int64_t id) {
    job *j = js->first;
    while (j && j->id != id) j = j->next;
    return j;
}

static void append(jobs *js, job *j) {
    job **at = &js->first;
    while (*at) at = &(*at)->next;
    *at = j;
    js->count++;
}

static void take_out(jobs *js, job *j) {
    job **at = &js->first;
    while (*at != j) at = &(*at)->next;
    *at = j->next;
    js->count--;
}

static job *next_queued(jobs *js) {
    job *j = js->first;
    while (j && j->state != QUEUED) j = j->next;
    return j;
}

/* ------------------------------------------------------------------ working */

static void show_progress(void *ud, const char *phase, uint64_t done, uint64_t total) {
    job *j = ud;
    pthread_mutex_lock(&j->owner->mutex);
    snprintf(j->phase, sizeof j->phase, "%s", phase);
    j->done = done;
    j->total = total;
    pthread_mutex_unlock(&j->owner->mutex);
}

static void attend(void *ud, truce_ctx *ctx) {
    job *j = ud;
    pthread_mutex_lock(&j->owner->mutex);
    j->ctx = ctx;
    if (ctx && j->is_cancelled) truce_cancel(ctx);
    pthread_mutex_unlock(&j->owner->mutex);
}

/* Without the lock: a job that nobody waits for goes to the store. */
static void keep(jobs *js, const job *j) {
    const char *text = j->found.is_whole ? j->found.result.at : NULL;
    run_row row = {
        .id = j->id, .model = j->model, .version = j->version, .seconds = j->seconds, .status = j->found.status};
    const char *diagnostics = j->found.diagnostics ? json_object_to_json_string(j->found.diagnostics) : "[]";
    row.command = copy_text(j->order.command->name);
    row.options = copy_text(j->options);
    row.state = copy_text(state_names[j->state]);
    row.started = copy_text(j->started);
    row.diagnostics = copy_text(diagnostics);
    row.result = j->order.is_json ? copy_text(text) : NULL;
    row.output = j->order.is_json ? NULL : copy_text(text);
    store_run_add(js->store, &row); /* a full disk loses the run, not the workbench */
    run_row_free(&row);
}

/* With the lock: wakes the waiter if there is one; otherwise stores the job and frees it. */
static void end_job(jobs *js, job *j) {
    j->seconds = seconds_since(&j->start);
    if (j->is_awaited) {
        j->is_over = true;
        pthread_cond_broadcast(&js->ended);
        return;
    }
    pthread_mutex_unlock(&js->mutex);
    keep(js, j);
    pthread_mutex_lock(&js->mutex);
    take_out(js, j);
    job_free(j);
}

static void work(jobs *js, job *j) {
    watcher watch = {.progress = show_progress, .attend = attend, .ud = j, .memory = js->memory};
    outcome found;
    j->state = RUNNING;
    pthread_mutex_unlock(&js->mutex);
    perform(&j->order, &watch, &found);
    pthread_mutex_lock(&js->mutex);
    j->found = found;
    bool was_stopped = found.status == TRUCE_E_CANCELLED;
    j->state = was_stopped ? CANCELLED : found.is_whole ? DONE : FAILED;
    end_job(js, j);
}

static void *worker(void *ud) {
    jobs *js = ud;
    pthread_mutex_lock(&js->mutex);
    for (;;) {
        job *j = next_queued(js);
        if (j) work(js, j);
        else if (js->is_stopping) break;
        else pthread_cond_wait(&js->queued, &js->mutex);
    }
    pthread_mutex_unlock(&js->mutex);
    return NULL;
}

/* ------------------------------------------------------------ from outside */

static bool make_locks(jobs *js) {
    pthread_condattr_t attributes;
    if (pthread_mutex_init(&js->mutex, NULL) != 0 || pthread_condattr_init(&attributes) != 0) return false;
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    bool is_good =
        pthread_cond_init(&js->queued, &attributes) == 0 && pthread_cond_init(&js->ended, &attributes) == 0;
    pthread_condattr_destroy(&attributes);
    return is_good;
}

jobs *jobs_new(store *s, uint64_t memory) {
    jobs *js = calloc(1, sizeof *js);
    if (!js) return NULL;
    js->store = s;
    js->memory = memory / WORKERS;
    bool is_good = make_locks(js) && store_last_run(s, &js->last_id) != STORE_FAILED;
    while (is_good && js->thread_count < WORKERS) {
        is_good = pthread_create(&js->threads[js->thread_count], NULL, worker, js) == 0;
        js->thread_count += is_good;
    }
    if (is_good) return js;
    jobs_stop(js);
    jobs_free(js);
    return NULL;
}

/* With the lock. */
static void cancel(jobs *js, job *j) {
    j->is_cancelled = true;
    if (j->ctx) truce_cancel(j->ctx);
    if (j->state != QUEUED) return;
    j->state = CANCELLED;
    j->found.status = TRUCE_E_CANCELLED;
    end_job(js, j);
}

static job *next_to_cancel(jobs *js) {
    job *j = js->first;
    while (j && j->is_cancelled) j = j->next;
    return j;
}

void jobs_stop(jobs *js) {
    pthread_mutex_lock(&js->mutex);
    js->is_stopping = true;
    for (job *j; (j = next_to_cancel(js));) cancel(js, j);
    pthread_cond_broadcast(&js->queued);
    pthread_mutex_unlock(&js->mutex);
    while (js->thread_count > 0) pthread_join(js->threads[--js->thread_count], NULL);
}

void jobs_free(jobs *js) {
    if (!js) return;
    while (js->first) {
        job *j = js->first;
        take_out(js, j);
        job_free(j);
    }
    pthread_cond_destroy(&js->queued);
    pthread_cond_destroy(&js->ended);
    pthread_mutex_destroy(&js->mutex);
    free(js);
}

/* With the lock: cancels older jobs with the tag, one a turn, since the list may change. */
static void replace(jobs *js, const char *tag) {
    for (;;) {
        job *j = js->first;
        while (j && (j->is_cancelled || j->is_over || !j->tag || strcmp(j->tag, tag) != 0)) j = j->next;
        if (!j) return;
        cancel(js, j);
    }
}

static struct timespec time_after(uint32_t milliseconds) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    at.tv_sec += (time_t)(milliseconds / 1000);
    at.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (at.tv_nsec >= 1000000000) at.tv_sec++, at.tv_nsec -= 1000000000;
    return at;
}

/* With the lock: queues the job and waits. The answer describes it, completely if it is over by then. */
static json_object *enqueue_and_wait(jobs *js, job *j, uint32_t wait_ms) {
    struct timespec until = time_after(wait_ms);
    j->id = ++js->last_id;
    j->is_awaited = true;
    append(js, j);
    pthread_cond_signal(&js->queued);
    while (!j->is_over && pthread_cond_timedwait(&js->ended, &js->mutex, &until) != ETIMEDOUT) continue;
    j->is_awaited = false;
    if (!j->is_over) return describe_job(j);
    json_object *answer = describe_end(j);
    take_out(js, j);
    job_free(j);
    return answer;
}

json_object *jobs_run(jobs *js, order *o, const job_about *about, uint32_t wait_ms, bool *is_full) {
    json_object *answer = NULL;
    job *j = job_new(js, o, about);
    *is_full = false;
    if (!j) return NULL;
    pthread_mutex_lock(&js->mutex);
    if (j->tag) replace(js, j->tag);
    *is_full = js->count >= MAX_UNDER_WAY || js->is_stopping;
    if (!*is_full) answer = enqueue_and_wait(js, j, wait_ms);
    pthread_mutex_unlock(&js->mutex);
    if (*is_full) job_free(j);
    return answer;
}

json_object *jobs_describe(jobs *js, int64_t id) {
    pthread_mutex_lock(&js->mutex);
    job *j = find(js, id);
    json_object *answer = j ? describe_job(j) : NULL;
    pthread_mutex_unlock(&js->mutex);
    if (answer) return answer;
    run_row row;
    if (store_run(js->store, id, &row) != STORE_OK) return NULL;
    answer = describe_run(&row, true);
    run_row_free(&row);
    return answer;
}

static void add_run(void *ud, const run_row *row) {
    json_object_array_add(ud, describe_run(row, false));
}

json_object *jobs_list(jobs *js) {
    json_object *list = json_object_new_array();
    if (!list) return NULL;
    pthread_mutex_lock(&js->mutex);
    for (const job *j = js->first; j; j = j->next)
        if (!j->is_awaited) json_object_array_add(list, describe_job(j));
    pthread_mutex_unlock(&js->mutex);
    store_runs(js->store, add_run, list);
    return list;
}

bool jobs_cancel(jobs *js, int64_t id) {
    pthread_mutex_lock(&js->mutex);
    job *j = find(js, id);
    if (j && !j->is_cancelled && !j->is_over) cancel(js, j);
    pthread_mutex_unlock(&js->mutex);
    return j != NULL;
}
