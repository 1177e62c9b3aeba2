/* SPDX-License-Identifier: Apache-2.0 */
/* Commands run for the page, and the jobs that the long ones become. */
#include "routes.h"

#include <truce/brief.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_MODEL = 16 << 20, MAX_VALUE = 1 << 16, USUAL_WAIT = 300 /* milliseconds */ };

/* ------------------------------------------------------------ what to run */

/* A scalar as a command line would have it: false and null leave an option out, true gives it without a value. */
static bool is_left_out(json_object *value) {
    return !value || (json_object_is_type(value, json_type_boolean) && !json_object_get_boolean(value));
}

static const char *add_option(order *o, const char *name, json_object *value) {
    if (is_left_out(value)) return NULL;
    if (json_object_is_type(value, json_type_boolean)) return order_option(o, name, NULL);
    if (!json_object_is_type(value, json_type_string) && !json_object_is_type(value, json_type_int))
        return "its value has to be a text, a whole number, true or false";
    const char *text = json_object_get_string(value);
    bool is_whole =
        json_object_is_type(value, json_type_int) || strlen(text) == (size_t)json_object_get_string_len(value);
    if (!is_whole || strlen(text) > MAX_VALUE) return "its value is too long or contains a zero byte";
    return order_option(o, name, text);
}

static bool read_options(json_object *options, order *o, response *r) {
    if (options && !json_object_is_type(options, json_type_object)) {
        answer_error(r, 400, "\"options\" has to be an object");
        return false;
    }
    if (options) {
        json_object_object_foreach(options, name, value) {
            const char *wrong = add_option(o, name, value);
            if (!wrong) continue;
            answer_error(r, 400, "option '%.*s': %s", whole_part(name, 60), name, wrong);
            return false;
        }
    }
    const truce_option *format = truce_command_option(o->command, "format");
    bool has_json = format && strstr(format->value, "json"); /* else the result stays text */
    if (has_json && !json_object_object_get(options, "format") && !json_object_object_get(options, "--format"))
        order_option(o, "format", "json");
    return true;
}

/* Adds a model's text, as sent or as a version in the store: {text, name?} or {model, version?}. */
static bool read_model(visit *v, json_object *body, order *o, const char *usual_name, job_about *about) {
    const char *text, *name;
    model_row row = {0};
    if (!read_optional_text(body, "text", MAX_MODEL, v->r, &text) ||
        !read_optional_text(body, "name", 200, v->r, &name) || !read_number(body, "model", v->r, &about->model) ||
        !read_number(body, "version", v->r, &about->version))
        return false;
    if (!text && !about->model) {
        answer_error(v->r, 400, "\"text\" or \"model\" is missing");
        return false;
    }
    store_status status = text ? STORE_OK : store_model(v->w->store, about->model, about->version, &row);
    if (status != STORE_OK) {
        answer_store(v->w, v->r, status, "model or version");
        return false;
    }
    if (!text) about->version = row.version;
    bool is_added = text ? order_text(o, name ? name : usual_name, text, strlen(text))
                         : order_text(o, row.name, row.text, row.length);
    model_row_free(&row);
    if (!is_added) answer_error(v->r, 500, "out of memory");
    return is_added;
}

/* An article, sent as "text". It has no file, so its name says that. */
static bool read_article(visit *v, json_object *body, order *o) {
    static const char name[] = "<article>";
    const char *text;
    size_t length;
    if (!read_text(body, "text", MAX_MODEL, v->r, &text, &length)) return false;
    if (!order_option(o, "from", name) && order_attach(o, name, text, length)) return true;
    answer_error(v->r, 500, "out of memory");
    return false;
}

/* Adds a second model, for commands that compare two: the member "other". The two texts have different names. */
static bool read_other(visit *v, json_object *body, order *o) {
    json_object *other = json_object_object_get(body, "other");
    job_about about = {0};
    if (!other) return true;
    if (!json_object_is_type(other, json_type_object)) {
        answer_error(v->r, 400, "\"other\" has to be an object");
        return false;
    }
    if (!read_model(v, other, o, "other", &about)) return false;
    if (strcmp(o->names[0], o->names[1]) != 0) return true;
    free(o->names[1]);
    o->names[1] = copy_text(strcmp(o->names[0], "other") == 0 ? "the other" : "other");
    if (!o->names[1]) answer_error(v->r, 500, "out of memory");
    return o->names[1] != NULL;
}

/* The words behind the texts, as the command line has them: {words?: ["rights", "shares"]}. */
static bool read_words(visit *v, json_object *body, order *o) {
    json_object *words = json_object_object_get(body, "words");
    if (!words) return true;
    bool is_list = json_object_is_type(words, json_type_array);
    for (size_t i = 0; is_list && i < json_object_array_length(words); i++) {
        json_object *word = json_object_array_get_idx(words, i);
        is_list = json_object_is_type(word, json_type_string) && order_operand(o, json_object_get_string(word));
    }
    if (!is_list) answer_error(v->r, 400, "\"words\" has to be a list of at most %d texts", MAX_OPERANDS);
    return is_list;
}

static bool read_order(visit *v, json_object *body, order *o, job_about *about) {
    const char *command;
    size_t length;
    if (!read_text(body, "command", 64, v->r, &command, &length)) return false;
    const char *wrong = order_begin(o, command);
    if (wrong) {
        answer_error(v->r, 400, "command '%s': %s", command, wrong);
        return false;
    }
    json_object *options = json_object_object_get(body, "options");
    about->options = options ? json_object_to_json_string_ext(options, JSON_C_TO_STRING_PLAIN) : "{}";
    bool is_read = read_options(options, o, v->r) && read_words(v, body, o);
    if (order_reads_article(o->command)) is_read = is_read && read_article(v, body, o);
    else if (order_text_count(o->command))
        is_read = is_read && read_model(v, body, o, "model", about) && read_other(v, body, o);
    return is_read && read_optional_text(body, "tag", 100, v->r, &about->tag);
}

/* ----------------------------------------------------------------- running */

uint64_t kin_of(int64_t model, const char *text, size_t length) {
    uint64_t sum = 0xCBF29CE484222325; /* FNV-1a */
    if (model) return (uint64_t)model;
    for (size_t i = 0; i < length; i++) sum = (sum ^ (unsigned char)text[i]) * 0x100000001B3;
    return sum | (uint64_t)1 << 63;
}

json_object *run_task(visit *v, task *t, job_about *about, int64_t wait_ms) {
    bool is_full;
    about->sender = v->w->is_loopback ? NULL : v->q->sender;
    json_object *answer =
        jobs_run(v->w->jobs, t, about, (uint32_t)(wait_ms < MAX_WAIT ? wait_ms : MAX_WAIT), &is_full);
    if (is_full) answer_error(v->r, 503, "too many runs are under way; cancel one or try again later");
    else if (!answer) answer_error(v->r, 500, "out of memory");
    return answer;
}

bool read_wait(json_object *body, response *r, int64_t usual, int64_t *wait_ms) {
    *wait_ms = usual;
    return !json_object_object_get(body, "wait_ms") || read_number(body, "wait_ms", r, wait_ms);
}

static void answer_run(visit *v, json_object *answer) {
    bool is_over = json_object_object_get_ex(answer, "status", NULL);
    if (is_over) json_object_object_del(answer, "job"); /* the job is over: its number is of no use */
    answer_json(v->r, is_over ? 200 : 202, answer);
}

static void run(visit *v, json_object *body) {
    order o = {0};
    job_about about = {0};
    int64_t wait_ms;
    if (!read_wait(body, v->r, USUAL_WAIT, &wait_ms)) return;
    if (!read_order(v, body, &o, &about)) {
        order_free(&o);
        return;
    }
    about.kin = kin_of(about.model, o.texts[0], o.lengths[0]);
    task t = task_of_order(&o);
    json_object *answer = run_task(v, &t, &about, wait_ms);
    if (answer) answer_run(v, answer);
}

void post_run(visit *v) {
    json_object *body = read_body(v->q, v->r);
    if (body) run(v, body);
    json_object_put(body);
}

void get_jobs(visit *v) {
    answer_json(v->r, 200, jobs_list(v->w->jobs));
}

static void answer_job(visit *v) {
    json_object *answer = jobs_describe(v->w->jobs, v->id);
    if (answer) answer_json(v->r, 200, answer);
    else answer_error(v->r, 404, "there is no such job");
}

void get_job(visit *v) {
    answer_job(v);
}

void delete_job(visit *v) {
    jobs_cancel(v->w->jobs, v->id);
    answer_job(v);
}

/* ------------------------------------------------------------------ brief */

/* The page's own policy. In addition, only the workbench may frame it, and its form may only post comments to us
 * (with two policies, only what both allow is allowed). The host was checked and is ours. False: memory is out. */
static bool set_policy(const request *q, response *r) {
    const truce_brief_options options = {.post_to = "/api/replies"};
    truce_ctx *ctx = truce_ctx_new(NULL);
    char *own = NULL;
    bool is_set = ctx && truce_brief_policy(ctx, &options, &own) == TRUCE_OK;
    if (is_set)
        is_set = (size_t)snprintf(r->policy, sizeof r->policy, "%s; frame-ancestors 'self', form-action http://%s%s",
                                  own, q->host, options.post_to) < sizeof r->policy;
    truce_release(ctx, own);
    truce_ctx_free(ctx);
    return is_set;
}

static void answer_brief(visit *v, json_object *run, bool is_served) {
    json_object *output = json_object_object_get(run, "output");
    if (!output) { /* the job is not over, or the model is wrong: answer as for any run */
        answer_json(v->r, json_object_object_get_ex(run, "status", NULL) ? 422 : 503, run);
        return;
    }
    size_t length = (size_t)json_object_get_string_len(output);
    char *page = copy_bytes(json_object_get_string(output), length);
    json_object_put(run);
    *v->r = (response){
        .status = 200, .type = "text/html; charset=utf-8", .body = page, .length = length, .is_owned = true};
    if (page && (!is_served || set_policy(v->q, v->r))) return;
    free(page);
    answer_error(v->r, 500, "out of memory");
}

static void add_approved(void *ud, const comment_row *row) {
    json_object_array_add(ud, comment_json(row));
}

static const char REPLIES[] = "<replies>\n"; /* no model has that name: its name is one line */

/* Adds the model's text, the address for comments if the brief is served, and the approved comments. */
static bool order_brief(visit *v, order *o, const model_row *row, bool is_served) {
    char id[24];
    json_object *comments = json_object_new_array();
    snprintf(id, sizeof id, "%lld", (long long)v->id);
    bool is_ready = comments && store_comments(v->w->store, v->id, "approved", add_approved, comments) == STORE_OK;
    const char *list = is_ready ? json_object_to_json_string_ext(comments, JSON_C_TO_STRING_PLAIN) : NULL;
    is_ready = list && (!is_served || !order_option(o, "served", id)) && !order_option(o, "replies", REPLIES) &&
               order_text(o, row->name, row->text, row->length) && order_attach(o, REPLIES, list, strlen(list));
    json_object_put(comments);
    return is_ready;
}

static void brief(visit *v, bool is_served) {
    order o = {0};
    model_row row = {0};
    const char *wrong = order_begin(&o, "brief");
    if (wrong) {
        answer_error(v->r, 404, "%s", wrong);
        return;
    }
    store_status status = store_model(v->w->store, v->id, 0, &row);
    job_about about = {.model = v->id, .version = row.version, .kin = kin_of(v->id, NULL, 0), .options = "{}"};
    bool is_ready = status == STORE_OK && order_brief(v, &o, &row, is_served);
    model_row_free(&row);
    if (!is_ready) {
        order_free(&o);
        answer_store(v->w, v->r, status == STORE_OK ? STORE_FAILED : status, "model");
        return;
    }
    task t = task_of_order(&o);
    json_object *run = run_task(v, &t, &about, MAX_WAIT);
    if (run) answer_brief(v, run, is_served);
}

void get_brief(visit *v) {
    brief(v, true);
}

/* A brief to pass on: its form makes a comment file, because its readers cannot reach the workbench. */
void get_brief_file(visit *v) {
    brief(v, false);
}
