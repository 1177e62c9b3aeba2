/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "job.h"

#include "exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const state_names[] = {"queued", "running", "done", "failed", "cancelled"};

/* ------------------------------------------------------------------- tasks */

static void run_order(void *ud, const watcher *watch, outcome *found) {
    perform(ud, watch, found);
}

static void free_order(void *ud) {
    order_free(ud);
    free(ud);
}

task task_of_order(order *o) {
    order *own = malloc(sizeof *own);
    task t = {.name = o->command->name, .is_json = o->is_json, .run = run_order, .free = free_order, .ud = own};
    for (size_t i = 0; i < o->text_count; i++) t.bytes += o->lengths[i];
    if (own) *own = *o;
    else order_free(o);
    return t;
}

/* -------------------------------------------------------------------- life */

void job_free(job *j) {
    if (!j) return;
    task_free(&j->task);
    outcome_free(&j->found);
    free(j->options);
    free(j->tag);
    free(j->sender);
    free(j);
}

double seconds_since(const struct timespec *start) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void set_start(job *j) {
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    strftime(j->started, sizeof j->started, "%Y-%m-%dT%H:%M:%SZ", &utc);
    clock_gettime(CLOCK_MONOTONIC, &j->start);
}

job *job_new(jobs *owner, task *t, const job_about *about) {
    job *j = t->ud ? calloc(1, sizeof *j) : NULL;
    if (!j) {
        task_free(t);
        return NULL;
    }
    *j = (job){.owner = owner, .references = 1, .model = about->model, .version = about->version, .task = *t,
               .kin = about->kin};
    j->options = copy_text(about->options);
    j->tag = copy_text(about->tag);
    j->sender = copy_text(about->sender);
    set_start(j);
    if (j->options && (j->tag || !about->tag) && (j->sender || !about->sender)) return j;
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

json_object *job_describe(const job *j) {
    job_state state = j->state > RUNNING && !j->is_over ? RUNNING : j->state;
    double seconds = j->is_over ? j->seconds : seconds_since(&j->start);
    json_object *object = describe_head(j->id, j->task.name, j->model, j->version, j->options, state_names[state],
                                        j->started, seconds);
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

json_object *job_describe_end(job *j) {
    json_object *object = job_describe(j);
    if (!object) return NULL;
    size_t length;
    char *text = j->found.is_whole ? bytes_take(&j->found.result, &length) : NULL;
    json_object *diagnostics = j->found.diagnostics;
    j->found.diagnostics = NULL;
    add_results(object, j->found.status, j->task.is_json ? text : NULL, j->task.is_json ? NULL : text, diagnostics);
    return object;
}

json_object *run_describe(const run_row *row, bool has_results) {
    json_object *object = describe_head(row->id, row->command, row->model, row->version, row->options, row->state,
                                        row->started, row->seconds);
    if (object && has_results)
        add_results(object, row->status, copy_text(row->result), copy_text(row->output),
                    raw_json(copy_text(row->diagnostics)));
    return object;
}

void job_keep(store *s, const job *j) {
    const char *text = j->found.is_whole ? j->found.result.at : NULL;
    run_row row = {
        .id = j->id, .model = j->model, .version = j->version, .seconds = j->seconds, .status = j->found.status};
    const char *diagnostics = j->found.diagnostics ? json_object_to_json_string(j->found.diagnostics) : "[]";
    row.command = copy_text(j->task.name);
    row.options = copy_text(j->options);
    row.state = copy_text(state_names[j->state]);
    row.started = copy_text(j->started);
    row.diagnostics = copy_text(diagnostics);
    row.result = j->task.is_json ? copy_text(text) : NULL;
    row.output = j->task.is_json ? NULL : copy_text(text);
    store_run_add(s, &row); /* a full disk loses the run, not the workbench */
    run_row_free(&row);
}
