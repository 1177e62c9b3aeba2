/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One lock for everything: the guarded state is small and held briefly. From its start to its end a job belongs to
 * the list; then to whoever waits for it or, if nobody does, to the store.
 *
 * One job alone can use all processors. There are several threads all the same, because typed text must be checked
 * while long work goes on. For that reason only a few jobs about one model run at a time, and only a few of one
 * sender: whatever one model does, others get a thread.
 *
 * A job's memory is a quarter of all, or half of what the others leave, whichever is less: there is always some.
 *
 * A job that is cancelled and does not hear it is given up: it counts as ended, another thread takes the place of its
 * thread, and what it finds is thrown away. So nobody waits for it, and the program may end without it.
 */
#define _POSIX_C_SOURCE 200809L
#include "jobs.h"

#include "job.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORKERS = 6,
    OF_KIN = 3,    /* jobs about one model that run at a time */
    OF_SENDER = 4, /* jobs of one sender */
    MAX_UNDER_WAY = 64,
    MAX_BYTES = 512 << 20, /* bytes of the texts of all jobs under way */
    MAX_GIVEN_UP = 6,      /* threads that do not hear; more are waited for */
    PATIENCE = 500,        /* milliseconds until a job that was cancelled is given up */
    TICK = 100,            /* milliseconds between looks for such jobs */
    LEAST_SHARE = 64       /* no job gets less than this part of the memory */
};

struct jobs {
    pthread_mutex_t mutex;
    pthread_cond_t queued, ended;
    int threads;  /* that exist */
    int given_up; /* of these, those whose job was given up */
    bool is_stopping;
    job *first; /* in order of arrival */
    size_t count, texts;
    int64_t last_id;
    store *store;
    uint64_t memory, taken; /* taken: by the jobs that run */
};

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
    js->texts += j->task.bytes;
}

static void release(job *j) {
    if (--j->references == 0) job_free(j);
}

static void take_out(jobs *js, job *j) {
    job **at = &js->first;
    while (*at != j) at = &(*at)->next;
    *at = j->next;
    js->count--;
    js->texts -= j->task.bytes;
    release(j);
}

static bool is_working(const job *j) {
    return j->state == RUNNING && !j->is_ending;
}

/* ------------------------------------------------------------------ fairness */

static bool is_same_sender(const job *one, const job *other) {
    return one->sender && other->sender && strcmp(one->sender, other->sender) == 0;
}

/* How many run about the same model; more than OF_KIN when the job may not run now. */
static int count_kin(const jobs *js, const job *j) {
    int kin = 0, siblings = 0;
    for (const job *other = js->first; other; other = other->next) {
        if (!is_working(other)) continue;
        kin += other->kin == j->kin;
        siblings += is_same_sender(other, j);
    }
    return siblings < OF_SENDER ? kin : OF_KIN;
}

/* Of the jobs that may run, the one with the least company, and of these the oldest. */
static job *next_to_run(const jobs *js) {
    job *best = NULL;
    int least = OF_KIN;
    for (job *j = js->first; j && least > 0; j = j->next) {
        int kin = j->state == QUEUED ? count_kin(js, j) : OF_KIN;
        if (kin < least) best = j, least = kin;
    }
    return best;
}

static uint64_t share(const jobs *js) {
    uint64_t left = js->memory > js->taken ? (js->memory - js->taken) / 2 : 0, least = js->memory / LEAST_SHARE;
    uint64_t most = js->memory / 4;
    if (left > most) return most;
    return left > least ? left : least;
}

/* ------------------------------------------------------------------ working */

static void show_progress(void *ud, const char *phase, uint64_t done, uint64_t total) {
    job *j = ud;
    pthread_mutex_lock(&j->owner->mutex);
    size_t length = strnlen(phase, sizeof j->phase - 1);
    memcpy(j->phase, phase, length);
    j->phase[length] = 0;
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

/* With the lock: wakes the waiter if there is one; otherwise stores the job and frees it. */
static void end_job(jobs *js, job *j) {
    j->is_ending = true;
    j->seconds = seconds_since(&j->start);
    if (!j->is_awaited) {
        j->references++;
        pthread_mutex_unlock(&js->mutex);
        job_keep(js->store, j);
        pthread_mutex_lock(&js->mutex);
        take_out(js, j);
        release(j);
    } else {
        j->is_over = true;
    }
    pthread_cond_broadcast(&js->ended);
    pthread_cond_broadcast(&js->queued); /* its kin may run now */
}

static void end_as_cancelled(jobs *js, job *j) {
    j->state = CANCELLED;
    j->found.status = TRUCE_E_CANCELLED;
    end_job(js, j);
}

/* With the lock, which is open during the work. False: the job was given up meanwhile, and this thread with it. */
static bool work(jobs *js, job *j) {
    watcher watch = {.progress = show_progress, .attend = attend, .ud = j, .memory = share(js)};
    outcome found;
    j->state = RUNNING;
    j->references++;
    js->taken += watch.memory;
    pthread_mutex_unlock(&js->mutex);
    j->task.run(j->task.ud, &watch, &found);
    pthread_mutex_lock(&js->mutex);
    js->taken -= watch.memory;
    bool is_given_up = j->is_ending;
    if (is_given_up) {
        outcome_free(&found);
    } else {
        j->found = found;
        j->state = found.status == TRUCE_E_CANCELLED ? CANCELLED : found.is_whole ? DONE : FAILED;
        end_job(js, j);
    }
    release(j);
    return !is_given_up;
}

static void *worker(void *ud) {
    jobs *js = ud;
    bool is_needed = true;
    pthread_mutex_lock(&js->mutex);
    while (is_needed) {
        job *j = next_to_run(js);
        if (j) is_needed = work(js, j);
        else if (js->is_stopping) break;
        else pthread_cond_wait(&js->queued, &js->mutex);
    }
    js->threads--;
    js->given_up -= !is_needed;
    pthread_cond_broadcast(&js->ended);
    pthread_mutex_unlock(&js->mutex);
    return NULL;
}

/* With the lock. */
static bool add_worker(jobs *js) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, worker, js) != 0) return false;
    pthread_detach(thread);
    js->threads++;
    return true;
}

/* ------------------------------------------------------------- cancelling */

static job *next_deaf(const jobs *js) {
    job *j = js->first;
    while (j && !(j->is_cancelled && is_working(j) && seconds_since(&j->cancelled) * 1000 >= PATIENCE)) j = j->next;
    return j;
}

/* With the lock, which is open while jobs go to the store. */
static void give_up_the_deaf(jobs *js) {
    for (job *j; js->given_up < MAX_GIVEN_UP && (j = next_deaf(js));) {
        js->given_up++;
        if (!js->is_stopping) add_worker(js); /* where none can be made there is one thread less */
        end_as_cancelled(js, j);
    }
}

/* With the lock. */
static void cancel(jobs *js, job *j) {
    if (j->is_cancelled || j->is_ending) return;
    j->is_cancelled = true;
    clock_gettime(CLOCK_MONOTONIC, &j->cancelled);
    if (j->ctx) truce_cancel(j->ctx);
    if (j->state == QUEUED) end_as_cancelled(js, j);
}

/* By which conditions wait; macOS has no choice of clocks. */
#ifdef TRUCE_HAS_CONDITION_CLOCKS
#define WAITING_CLOCK CLOCK_MONOTONIC
#else
#define WAITING_CLOCK CLOCK_REALTIME
#endif

static struct timespec time_after(uint32_t milliseconds) {
    struct timespec at;
    clock_gettime(WAITING_CLOCK, &at);
    at.tv_sec += (time_t)(milliseconds / 1000);
    at.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (at.tv_nsec >= 1000000000) at.tv_sec++, at.tv_nsec -= 1000000000;
    return at;
}

/* With the lock: waits for the end of some job, but not for long. */
static void wait_a_little(jobs *js, uint32_t milliseconds) {
    struct timespec until = time_after(milliseconds < TICK ? milliseconds : TICK);
    pthread_cond_timedwait(&js->ended, &js->mutex, &until);
    give_up_the_deaf(js);
}

static uint32_t left_of(uint32_t wait_ms, const struct timespec *start) {
    double passed = seconds_since(start) * 1000;
    return passed < wait_ms ? wait_ms - (uint32_t)passed : 0;
}

/* ------------------------------------------------------------ from outside */

static bool make_locks(jobs *js) {
    pthread_condattr_t attributes;
    if (pthread_mutex_init(&js->mutex, NULL) != 0 || pthread_condattr_init(&attributes) != 0) return false;
#ifdef TRUCE_HAS_CONDITION_CLOCKS
    pthread_condattr_setclock(&attributes, WAITING_CLOCK);
#endif
    bool is_good =
        pthread_cond_init(&js->queued, &attributes) == 0 && pthread_cond_init(&js->ended, &attributes) == 0;
    pthread_condattr_destroy(&attributes);
    return is_good;
}

jobs *jobs_new(store *s, uint64_t memory) {
    jobs *js = calloc(1, sizeof *js);
    if (!js) return NULL;
    js->store = s;
    js->memory = memory;
    bool is_good = make_locks(js) && store_last_run(s, &js->last_id) != STORE_FAILED;
    pthread_mutex_lock(&js->mutex);
    while (is_good && js->threads < WORKERS) is_good = add_worker(js);
    pthread_mutex_unlock(&js->mutex);
    if (is_good) return js;
    jobs_stop(js, UINT32_MAX);
    jobs_free(js);
    return NULL;
}

static job *next_to_cancel(const jobs *js) {
    job *j = js->first;
    while (j && (j->is_cancelled || j->is_ending)) j = j->next;
    return j;
}

bool jobs_stop(jobs *js, uint32_t wait_ms) {
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pthread_mutex_lock(&js->mutex);
    js->is_stopping = true;
    for (job *j; (j = next_to_cancel(js));) cancel(js, j);
    pthread_cond_broadcast(&js->queued);
    for (uint32_t left; js->threads > 0 && (left = left_of(wait_ms, &start)) > 0;) wait_a_little(js, left);
    bool is_over = js->threads == 0;
    pthread_mutex_unlock(&js->mutex);
    return is_over;
}

void jobs_free(jobs *js) {
    if (!js) return;
    while (js->first) take_out(js, js->first);
    pthread_cond_destroy(&js->queued);
    pthread_cond_destroy(&js->ended);
    pthread_mutex_destroy(&js->mutex);
    free(js);
}

/* With the lock: cancels older jobs with the tag, one a turn, since the list may change. */
static void replace(jobs *js, const char *tag) {
    for (;;) {
        job *j = js->first;
        while (j && (j->is_cancelled || j->is_ending || !j->tag || strcmp(j->tag, tag) != 0)) j = j->next;
        if (!j) return;
        cancel(js, j);
    }
}

/* With the lock: queues the job and waits. The answer describes it, completely if it is over by then. */
static json_object *enqueue_and_wait(jobs *js, job *j, uint32_t wait_ms) {
    j->id = ++js->last_id;
    j->is_awaited = true;
    append(js, j);
    pthread_cond_signal(&js->queued);
    for (uint32_t left; !j->is_over && (left = left_of(wait_ms, &j->start)) > 0;) wait_a_little(js, left);
    j->is_awaited = false;
    if (!j->is_over) return job_describe(j);
    json_object *answer = job_describe_end(j);
    take_out(js, j);
    return answer;
}

json_object *jobs_run(jobs *js, task *t, const job_about *about, uint32_t wait_ms, bool *is_full) {
    json_object *answer = NULL;
    job *j = job_new(js, t, about);
    *is_full = false;
    if (!j) return NULL;
    pthread_mutex_lock(&js->mutex);
    if (j->tag) replace(js, j->tag);
    give_up_the_deaf(js);
    *is_full = js->count >= MAX_UNDER_WAY || js->is_stopping ||
               (js->count > 0 && js->texts + j->task.bytes > MAX_BYTES);
    if (!*is_full) answer = enqueue_and_wait(js, j, wait_ms);
    pthread_mutex_unlock(&js->mutex);
    if (*is_full) job_free(j);
    return answer;
}

json_object *jobs_describe(jobs *js, int64_t id) {
    pthread_mutex_lock(&js->mutex);
    give_up_the_deaf(js);
    job *j = find(js, id);
    json_object *answer = j ? job_describe(j) : NULL;
    pthread_mutex_unlock(&js->mutex);
    if (answer) return answer;
    run_row row;
    if (store_run(js->store, id, &row) != STORE_OK) return NULL;
    answer = run_describe(&row, true);
    run_row_free(&row);
    return answer;
}

static void add_run(void *ud, const run_row *row) {
    json_object_array_add(ud, run_describe(row, false));
}

json_object *jobs_list(jobs *js) {
    json_object *list = json_object_new_array();
    if (!list) return NULL;
    pthread_mutex_lock(&js->mutex);
    give_up_the_deaf(js);
    for (const job *j = js->first; j; j = j->next)
        if (!j->is_awaited) json_object_array_add(list, job_describe(j));
    pthread_mutex_unlock(&js->mutex);
    store_runs(js->store, add_run, list);
    return list;
}

void jobs_cancel(jobs *js, int64_t id) {
    pthread_mutex_lock(&js->mutex);
    job *j = find(js, id);
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    if (j) cancel(js, j);
    while (find(js, id) && left_of(2 * PATIENCE, &start) > 0) wait_a_little(js, TICK);
    pthread_mutex_unlock(&js->mutex);
}
