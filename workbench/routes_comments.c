/* SPDX-License-Identifier: Apache-2.0 */
/* Readers' comments: taken in and held, listed, approved, rejected. No answer contains an e-mail address. */
#include "bytes.h"
#include "edits.h"
#include "form.h"
#include "routes.h"
#include "trial.h"

#include <truce/comment.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE = 200, PLACE = 2000, COMMENT = 20000,
    PAGE = 100,          /* comments in an answer */
    HELD_OF_MODEL = 500, /* comments on one model that wait to be read */
    HELD_BYTES = 8 << 20 /* their texts */
};

static void add_comment(void *ud, const comment_row *row) {
    json_object_array_add(ud, comment_json(row));
}

/* A number in a query: 0 when it is missing, -1 when it is no number. */
static int64_t number_in(const char *text) {
    if (!text || !*text) return 0;
    char *end;
    long long number = strtoll(text, &end, 10);
    return *end || number < 1 ? -1 : number;
}

/* Where the next page is, if the page is full and something is behind its last reply. */
static void link_next(visit *v, int64_t model, const char *state, const list_part *p, int64_t last) {
    char about[64] = "";
    if (model) snprintf(about, sizeof about, "model=%lld&", (long long)model);
    snprintf(v->r->next, sizeof v->r->next, "</api/replies?%s%s%s%safter=%lld&limit=%lld>; rel=\"next\"", about,
             state ? "state=" : "", state ? state : "", state ? "&" : "", (long long)last, (long long)p->limit);
}

static void answer_page(visit *v, int64_t model, const char *state, const list_part *p) {
    json_object *list = json_object_new_array();
    store_status status =
        list ? store_comments_page(v->w->store, model, state, p->after, p->limit + 1, add_comment, list) : STORE_OK;
    size_t most = (size_t)p->limit;
    bool has_more = list && json_object_array_length(list) > most;
    int64_t last = 0;
    if (has_more) {
        json_object_array_del_idx(list, most, 1);
        last = json_object_get_int64(json_object_object_get(json_object_array_get_idx(list, most - 1), "id"));
    }
    answer_list(v->w, v->r, status, list, "reply");
    if (has_more) link_next(v, model, state, p, last);
}

void get_comments(visit *v) {
    static const char *const states[] = {"held", "approved", "rejected"};
    const char *state = v->q->query_state && *v->q->query_state ? v->q->query_state : NULL;
    int64_t model = number_in(v->q->query_model);
    bool is_known = !state;
    for (size_t i = 0; i < sizeof states / sizeof *states && !is_known; i++) is_known = strcmp(states[i], state) == 0;
    if (!is_known || model < 0) {
        answer_error(v->r, 400, is_known ? "model has to be a number" : "state has to be held, approved or rejected");
        return;
    }
    list_part p;
    if (read_page(v->q, v->r, PAGE, &p)) answer_page(v, model, state, &p);
}

static void refuse(truce_ctx *ctx, truce_status status, response *r) {
    for (size_t i = 0; ctx && i < truce_diags_total(ctx); i++) {
        const truce_diag *d = truce_diag_at(ctx, i);
        if (d->severity != TRUCE_ERROR) continue;
        if (d->hint) answer_error(r, 400, "%s: %s", d->message, d->hint);
        else answer_error(r, 400, "%s", d->message);
        return;
    }
    answer_error(r, status == TRUCE_E_NOMEM ? 500 : 400,
                 status == TRUCE_E_NOMEM ? "out of memory" : "this is no reply");
}

/* A posted comment must pass as a comment file too: one reader decides what a comment may contain, and a list of
 * comments can be read again. */
static bool is_fit(const char **texts, response *r) {
    static const char *const keys[] = {"name", "email", "input", "claim", "change", "comment"};
    json_object *file = json_object_new_object();
    add_text(file, "schema", "truce.reply.v1");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (texts[i])
            json_object_object_add(file, keys[i],
                                   i == 4 ? raw_json(copy_text(texts[i])) : json_object_new_string(texts[i]));
    const char *text = json_object_to_json_string_ext(file, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1});
    truce_comments *comments = NULL;
    truce_status status =
        ctx && text ? truce_comments_parse(ctx, text, strlen(text), "reply", &comments) : TRUCE_E_NOMEM;
    if (status != TRUCE_OK) refuse(ctx, status, r);
    truce_comments_free(comments);
    truce_ctx_free(ctx);
    json_object_put(file);
    return status == TRUCE_OK;
}

static bool is_blank(const char *text) {
    return text[strspn(text, " \t\r\n")] == 0;
}

/* Reads a change: NULL, or edits that at least have the form of edits. */
static bool read_change(json_object *body, response *r, const char **change) {
    json_object *list = json_object_object_get(body, "change");
    size_t count;
    *change = NULL;
    if (!list) return true;
    truce_edit *edits = read_edits(list, r, &count);
    free(edits);
    if (edits)
        *change = json_object_to_json_string_ext(list, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
    return edits != NULL;
}

static bool read_comment(visit *v, json_object *body, comment_row *row, const char **texts) {
    size_t length;
    if (!read_number(body, "model", v->r, &row->model) || !read_number(body, "version", v->r, &row->version) ||
        !read_text(body, "name", LINE, v->r, &texts[0], &length) ||
        !read_text(body, "email", LINE, v->r, &texts[1], &length) ||
        !read_optional_text(body, "input", PLACE, v->r, &texts[2]) ||
        !read_optional_text(body, "claim", PLACE, v->r, &texts[3]) || !read_change(body, v->r, &texts[4]) ||
        !read_text(body, "comment", COMMENT, v->r, &texts[5], &length))
        return false;
    bool has_name = !is_blank(texts[0]);
    if (has_name && !is_blank(texts[5])) return is_fit(texts, v->r);
    answer_member_error(v->r, 400, has_name ? "comment" : "name", "a name and a comment are needed");
    return false;
}

/* Whether there is room for one more: strangers may not fill the store, nor the moderator's day. */
static bool has_room(visit *v, int64_t model) {
    int64_t held = 0, size = 0;
    if (store_comments_held(v->w->store, model, &held, &size) == STORE_FAILED) {
        answer_store(v->w, v->r, STORE_FAILED, "model");
        return false;
    }
    unsigned wait = v->w->senders && v->q->sender ? senders_count(v->w->senders, v->q->sender) : 0;
    bool is_full = held >= HELD_OF_MODEL || size >= HELD_BYTES;
    if (!is_full && !wait) return true;
    answer_error(v->r, 429, is_full ? "so many replies to this model wait to be read that no more are taken in now"
                                    : "too many replies came from this address; please try again later");
    snprintf(v->r->retry_after, sizeof v->r->retry_after, "%u", is_full ? 3600 : wait);
    return false;
}

/* ------------------------------------------------------------------- tasks */

/* What a task found: {"status": 201, ...}, or {"status": 422, "error": ..., "member"?}. Takes the object. */
static void hand_over(json_object *object, bool was_cancelled, outcome *found) {
    const char *text =
        json_object_to_json_string_ext(object, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
    *found = (outcome){.result = {.most = MAX_RESULT}, .diagnostics = json_object_new_array()};
    found->is_whole = text && bytes_write(&found->result, text, strlen(text));
    found->status = was_cancelled ? TRUCE_E_CANCELLED : found->is_whole ? TRUCE_OK : TRUCE_E_LIMIT;
    json_object_put(object);
}

static json_object *refusal_of(unsigned status, const char *member, const char *why) {
    json_object *object = json_object_new_object();
    add_number(object, "status", status);
    add_text(object, "error", why);
    if (member) add_text(object, "member", member);
    return object;
}

/* Takes it. */
static void answer_found(visit *v, json_object *found) {
    int status = json_object_get_int(json_object_object_get(found, "status"));
    json_object_object_del(found, "status");
    answer_json(v->r, (unsigned)status, found);
}

static void answer_task(visit *v, json_object *job) {
    const char *text = json_object_to_json_string(json_object_object_get(job, "result"));
    json_object *found = text ? json_tokener_parse(text) : NULL;
    if (!json_object_object_get_ex(job, "status", NULL)) answer_json(v->r, 202, json_object_get(job));
    else if (!found) answer_error(v->r, 503, "the work was cancelled");
    else answer_found(v, json_object_get(found));
    json_object_put(found);
    json_object_put(job);
}

static void run_and_answer(visit *v, task t, const char *kin) {
    job_about about = {.options = "{}", .kin = kin_of(0, kin, strlen(kin))};
    json_object *job = run_task(v, &t, &about, MAX_WAIT);
    if (job) answer_task(v, job);
}

/* ------------------------------------------------------------------ adding */

/* A comment that was read, to be held against its model and kept. Large models take a while. */
typedef struct intake {
    store *store;
    comment_row row; /* texts lent by the body */
    json_object *body;
} intake;

static void free_intake(void *ud) {
    intake *in = ud;
    json_object_put(in->body);
    free(in);
}

static json_object *keep(intake *in) {
    store_status status = store_comment_add(in->store, &in->row);
    if (status == STORE_NONE) return refusal_of(404, NULL, "there is no such model");
    if (status != STORE_OK) return refusal_of(500, NULL, store_error(in->store));
    json_object *object = json_object_new_object();
    add_number(object, "status", 201);
    add_number(object, "id", in->row.id);
    return object;
}

static void run_intake(void *ud, const watcher *watch, outcome *found) {
    intake *in = ud;
    proposal p;
    store_status status = proposal_check(&p, in->store, &in->row, watch);
    json_object *object = NULL;
    if (status == STORE_NONE) object = refusal_of(404, NULL, "there is no such model");
    else if (status != STORE_OK) object = refusal_of(500, NULL, store_error(in->store));
    else if (p.status != 200) object = refusal_of(p.status, p.field, p.why);
    else object = keep(in);
    hand_over(object, p.was_cancelled, found);
}

/* Takes the body: json-c counts references without a lock, so a job and its request share none. */
static void add(visit *v, json_object *body) {
    comment_row row = {0};
    const char *texts[6];
    if (!read_comment(v, body, &row, texts) || !has_room(v, row.model)) {
        json_object_put(body);
        return;
    }
    row.name = lend(texts[0]), row.email = lend(texts[1]), row.input = lend(texts[2] ? texts[2] : "");
    row.claim = lend(texts[3]), row.change = lend(texts[4]), row.text = lend(texts[5]);
    if (!row.change && !*row.input && !(row.claim && *row.claim)) {
        answer_found(v, keep(&(intake){v->w->store, row, NULL}));
        json_object_put(body);
        return;
    }
    intake *in = malloc(sizeof *in);
    if (in) *in = (intake){v->w->store, row, body};
    else json_object_put(body);
    task t = {.name = "replies add", .is_json = true, .run = run_intake, .free = free_intake, .ud = in};
    run_and_answer(v, t, "reply");
}

static void post_by_form(visit *v) {
    form f;
    json_object *body = read_form(v->q, v->r, &f);
    if (body) add(v, body);
    answer_person(v->r, &f);
    form_free(&f);
}

void post_comment(visit *v) {
    if (is_form(v->q)) {
        post_by_form(v);
        return;
    }
    json_object *body = read_body(v->q, v->r);
    if (body) add(v, body);
}

static void moderate(visit *v, const char *state) {
    comment_row row = {0};
    store_status status = store_comment_set_state(v->w->store, v->id, state);
    if (status == STORE_OK) status = store_comment(v->w->store, v->id, &row);
    if (status == STORE_OK) answer_json(v->r, 200, comment_json(&row));
    else answer_store(v->w, v->r, status, "reply");
    comment_row_free(&row);
}

void approve_comment(visit *v) {
    moderate(v, "approved");
}

void reject_comment(visit *v) {
    moderate(v, "rejected");
}

/* ------------------------------------------------------------------ trying */

typedef struct attempt {
    store *store;
    int64_t id;
} attempt;

/* The result `trial`, as the command line has it. NULL: memory is out. */
static json_object *trial_json(const trial *t) {
    bytes text = {0};
    truce_result *result = NULL;
    const truce_sink sink = {bytes_write, &text};
    truce_status status = truce_result_of_trial(t->ctx, t->found, NULL, &result);
    if (status == TRUCE_OK) status = truce_render(result, &(truce_form){.format = TRUCE_FORMAT_JSON}, &sink);
    truce_result_free(result);
    json_object *object = status == TRUCE_OK ? json_tokener_parse(text.at) : NULL;
    bytes_free(&text);
    return object;
}

static void run_attempt(void *ud, const watcher *watch, outcome *found) {
    const attempt *a = ud;
    trial t;
    trial_run(a->store, a->id, watch, &t);
    json_object *object = t.status == 200 ? trial_json(&t) : refusal_of(t.status, NULL, t.why);
    if (!object) object = refusal_of(500, NULL, "out of memory");
    else if (t.status == 200) add_number(object, "status", t.status);
    hand_over(object, t.was_cancelled, found);
    trial_free(&t);
}

void apply_comment(visit *v) {
    attempt *a = malloc(sizeof *a);
    if (a) *a = (attempt){v->w->store, v->id};
    task t = {.name = "replies apply", .is_json = true, .run = run_attempt, .free = free, .ud = a};
    run_and_answer(v, t, "trial");
}
