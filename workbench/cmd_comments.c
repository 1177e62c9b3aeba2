/* SPDX-License-Identifier: Apache-2.0 */
/*
 * truce replies: readers' answers to a brief. Comments come from files and through the workbench, and are held until
 * someone approves or rejects them. They can be tried: a comment's change makes a variant of its model. No e-mail
 * address is ever printed; someone who has to write to a reader finds it in the store.
 */
#define _POSIX_C_SOURCE 200809L
#include "bytes.h"
#include "limits.h"
#include "own_commands.h"
#include "trial.h"

#include <truce/comment.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct desk {
    terminal *t;
    const truce_line *line;
    store *store;
    bool is_json, is_empty;
} desk;

/* ------------------------------------------------------------------ output */

static void put(desk *d, const char *text) {
    terminal_put(d->t, text, strlen(text));
}

/* A reader's text on one line, without characters that would steer a terminal. */
static void put_clean(desk *d, const char *text) {
    for (const char *at = text ? text : ""; *at; at++) {
        bool is_control = (unsigned char)*at < 0x20 || *at == 0x7F || (*at == '\xC2' && (unsigned char)at[1] < 0xA0);
        if (!is_control) terminal_put(d->t, at, 1);
        else put(d, " ");
        if (is_control && *at == '\xC2') at++;
    }
}

__attribute__((format(printf, 2, 3))) static void put_line(desk *d, const char *format, ...) {
    char text[256];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    put(d, text);
}

static void put_json(desk *d, json_object *object) {
    const char *text =
        json_object_to_json_string_ext(object, JSON_C_TO_STRING_SPACED | JSON_C_TO_STRING_NOSLASHESCAPE);
    put(d, text ? text : "null");
}

/* ----------------------------------------------------------------- listing */

static void list_row(void *ud, const comment_row *row) {
    desk *d = ud;
    if (d->is_json) {
        json_object *object = comment_json(row);
        put(d, d->is_empty ? "\n    " : ",\n    ");
        put_json(d, object);
        json_object_put(object);
    } else {
        put_line(d, "%lld  ", (long long)row->id);
        put_clean(d, row->state);
        put(d, "  ");
        put_clean(d, row->date);
        put_line(d, "  model %lld  ", (long long)row->model);
        put_clean(d, row->name);
        if (row->input && *row->input) put(d, "\n    on "), put_clean(d, row->input);
        if (row->claim && *row->claim) put(d, "\n    on the verdict "), put_clean(d, row->claim);
        if (row->change) put(d, "\n    proposes "), put_clean(d, row->change);
        put(d, "\n    ");
        put_clean(d, row->text);
        put(d, "\n");
    }
    d->is_empty = false;
}

static int store_failed(desk *d, const char *what) {
    terminal_say(d->t, "%s: %s", what, store_error(d->store));
    return TRUCE_E_IO;
}

static int list(desk *d) {
    d->is_empty = true;
    if (d->is_json) put(d, "{\"schema\": \"truce.replies.v1\",\n \"replies\": [");
    if (store_comments(d->store, 0, truce_line_text(d->line, "only"), list_row, d) != STORE_OK)
        return store_failed(d, "the store");
    if (d->is_json) put(d, "]}\n");
    else if (d->is_empty) put(d, "There are no replies.\n");
    return terminal_finish(d->t);
}

/* ------------------------------------------------------------------- adding */

typedef struct search {
    desk *d;
    const truce_comment *comment;
    int64_t exact, titled; /* the model with that text, and the newest with that title */
} search;

static bool has_sum(desk *d, int64_t id, const char *sha256) {
    model_row row;
    truce_ctx *ctx = truce_ctx_new(NULL);
    truce_model *model = NULL;
    bool is_same = false;
    if (ctx && store_model(d->store, id, 0, &row) == STORE_OK) {
        if (truce_parse(ctx, row.text, row.length, row.name, &model) == TRUCE_OK)
            is_same = strcmp(truce_model_sha256(model), sha256) == 0;
        truce_model_free(model);
        model_row_free(&row);
    }
    truce_ctx_free(ctx);
    return is_same;
}

/* Remembers the model if the comment is about it. Called outside the store's lock. */
static void look_at(search *s, const model_row *row) {
    const truce_comment *r = s->comment;
    if (r->sha256 && !s->exact && has_sum(s->d, row->id, r->sha256)) s->exact = row->id;
    if (r->title && *r->title && row->title && strcmp(r->title, row->title) == 0) s->titled = row->id;
}

typedef struct ids {
    model_row *at;
    size_t count;
} ids;

static void collect(void *ud, const model_row *row) {
    ids *all = ud;
    model_row *more = realloc(all->at, (all->count + 1) * sizeof *more);
    if (!more) return;
    all->at = more;
    more[all->count++] = (model_row){.id = row->id, .title = row->title ? copy_text(row->title) : NULL};
}

static int64_t find_model(desk *d, const truce_comment *comment) {
    search s = {.d = d, .comment = comment};
    ids all = {0};
    store_models(d->store, collect, &all);
    for (size_t i = 0; i < all.count; i++) {
        look_at(&s, &all.at[i]);
        free(all.at[i].title);
    }
    free(all.at);
    return s.exact ? s.exact : s.titled;
}

static int add_one(desk *d, const truce_comment *r) {
    uint64_t asked = truce_line_number(d->line, "model");
    int64_t model = asked ? (int64_t)asked : find_model(d, r);
    if (!model) {
        terminal_say_of(d->t, d->line,
                        "no model in the store has this reply's text or title; choose one with --model N");
        return TRUCE_E_USAGE;
    }
    char *texts[] = {copy_text(r->name),  copy_text(r->email),  copy_text(r->input ? r->input : ""),
                     copy_text(r->claim), copy_text(r->change), copy_text(r->text)};
    comment_row row = {.model = model, .name = texts[0], .email = texts[1], .input = texts[2], .claim = texts[3],
                     .change = texts[4], .text = texts[5]};
    store_status status = store_comment_add(d->store, &row);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) free(texts[i]);
    if (status == STORE_NONE) return terminal_misuse(d->t, d->line, "there is no model %lld", (long long)model);
    if (status != STORE_OK) return store_failed(d, "the store");
    put_line(d, "Reply %lld is held", (long long)row.id);
    put_line(d, ", about model %lld.\n", (long long)model);
    return 0;
}

static int add_file(desk *d, truce_ctx *ctx, const char *path) {
    char *text = NULL;
    size_t length;
    truce_comments *comments = NULL;
    int failed = terminal_read(d->t, path, &text, &length);
    if (failed) return failed;
    truce_status status = truce_comments_parse(ctx, text, length, path, &comments);
    if (status == TRUCE_OK && (comments->count != 1 || !comments->at[0].email))
        failed = terminal_misuse(d->t, d->line, "%s is a list of replies; add one reply at a time", path);
    else if (status == TRUCE_OK) failed = add_one(d, &comments->at[0]);
    else failed = status == TRUCE_E_NOMEM ? TRUCE_E_LIMIT : (int)status;
    truce_comments_free(comments);
    free(text);
    return failed;
}

/* Reports the errors in the file. The library does not quote it, so neither do we. */
static void report(desk *d, truce_ctx *ctx, const char *path) {
    for (size_t i = 0; i < truce_diags_total(ctx); i++) {
        const truce_diag *diag = truce_diag_at(ctx, i);
        if (diag->line) terminal_say(d->t, "%s:%u:%u: %s", path, diag->line, diag->column, diag->message);
        else terminal_say(d->t, "%s: %s", path, diag->message);
    }
}

static int add(desk *d) {
    truce_ctx *ctx = truce_ctx_new(NULL);
    if (!truce_line_operand(d->line, 1))
        return terminal_misuse(d->t, d->line, "the reply is missing: give a file, or - for standard input");
    if (!ctx) return TRUCE_E_LIMIT;
    int failed = add_file(d, ctx, truce_line_operand(d->line, 1));
    report(d, ctx, truce_line_operand(d->line, 1));
    truce_ctx_free(ctx);
    return failed ? failed : terminal_finish(d->t);
}

/* --------------------------------------------------- moderating and trying */

static int comment_number(desk *d, int64_t *number) {
    const char *text = truce_line_operand(d->line, 1);
    char *end;
    long long value = text && *text >= '1' && *text <= '9' ? strtoll(text, &end, 10) : 0;
    if (value < 1 || *end)
        return terminal_misuse(d->t, d->line, "the number of the reply is missing; 'truce replies list' shows it");
    *number = value;
    return 0;
}

static int moderate(desk *d, const char *state) {
    int64_t number = 0;
    int failed = comment_number(d, &number);
    if (failed) return failed;
    store_status status = store_comment_set_state(d->store, number, state);
    if (status == STORE_NONE) return terminal_misuse(d->t, d->line, "there is no reply %lld", (long long)number);
    if (status != STORE_OK) return store_failed(d, "the store");
    put_line(d, "Reply %lld is ", (long long)number);
    put(d, state);
    put(d, ".\n");
    return terminal_finish(d->t);
}

static void put_flip(desk *d, json_object *flip) {
    json_object *name = json_object_object_get(flip, "name");
    uint32_t concept = truce_concept_find(json_object_get_string(json_object_object_get(flip, "concept")));
    bool after = json_object_get_boolean(json_object_object_get(flip, "after"));
    put(d, "  ");
    put_clean(d, name ? json_object_get_string(name) : "The status quo");
    put(d, after ? ": holds now under " : ": no longer holds under ");
    put(d, truce_concept_at(concept)->label);
    put(d, "\n");
}

static void put_zone(desk *d, json_object *flip) {
    put(d, "  ");
    put_clean(d, json_object_get_string(json_object_object_get(flip, "outcome")));
    put(d, json_object_get_boolean(json_object_object_get(flip, "after")) ? ": is among the deals now\n"
                                                                          : ": is no longer among the deals\n");
}

static void put_trial(desk *d, int64_t number, const trial *t) {
    size_t count = json_object_array_length(t->flips), zone = json_object_array_length(t->zone);
    if (d->is_json) {
        put_line(d, "{\"schema\": \"truce.trial.v1\",\n \"reply\": %lld,\n", (long long)number);
        put_line(d, " \"model\": %lld,\n \"flips\": ", (long long)t->model);
        put_json(d, t->flips);
        put(d, ",\n \"zone\": ");
        put_json(d, t->zone);
        put(d, "}\n");
        return;
    }
    put_line(d, "With the change that reply %lld proposes", (long long)number);
    put(d, count + zone
               ? ", these conclusions change:\n"
               : ", no conclusion changes: the status quo holds under the same concepts, the same outcomes hold "
                 "somewhere, and the same are among the deals.\n");
    for (size_t i = 0; i < count; i++) put_flip(d, json_object_array_get_idx(t->flips, i));
    for (size_t i = 0; i < zone; i++) put_zone(d, json_object_array_get_idx(t->zone, i));
    put_line(d, "The changed model is kept in the store as model %lld.\n", (long long)t->model);
}

static int apply(desk *d) {
    int64_t number = 0;
    trial t;
    int failed = comment_number(d, &number);
    if (failed) return failed;
    trial_run(d->store, number, &(watcher){.memory = available_memory() / 10 * 8}, &t);
    if (t.status != 200) {
        terminal_say_of(d->t, d->line, "%s", t.why);
        failed = t.status == 404 ? TRUCE_E_USAGE : t.status == 422 ? TRUCE_E_MODEL : TRUCE_E_IO;
    } else {
        put_trial(d, number, &t);
        failed = terminal_finish(d->t);
    }
    trial_free(&t);
    return failed;
}

/* ---------------------------------------------------------------- command */

static int open_store(desk *d) {
    const char *path = truce_line_text(d->line, "store") ? truce_line_text(d->line, "store") : "truce.sqlite";
    char why[256];
    if (access(path, F_OK) != 0) {
        terminal_say(d->t, "there is no store %s; 'truce serve' makes one, --store FILE names another", path);
        return TRUCE_E_IO;
    }
    d->store = store_open(path, why, sizeof why);
    if (d->store) return 0;
    terminal_say(d->t, "cannot use the store %s: %s", path, why);
    return TRUCE_E_IO;
}

static int run(desk *d) {
    const char *action = truce_line_operand(d->line, 0);
    bool takes_second = strcmp(action, "list") != 0;
    if (!takes_second && truce_line_operand(d->line, 1))
        return terminal_misuse(d->t, d->line, "'%s' is one argument too many", truce_line_operand(d->line, 1));
    int failed = open_store(d);
    if (!failed) failed = terminal_open(d->t, d->line);
    if (failed) return failed;
    if (strcmp(action, "list") == 0) return list(d);
    if (strcmp(action, "add") == 0) return add(d);
    if (strcmp(action, "approve") == 0) return moderate(d, "approved");
    if (strcmp(action, "reject") == 0) return moderate(d, "rejected");
    if (strcmp(action, "apply") == 0) return apply(d);
    return terminal_misuse(d->t, d->line, "unknown action '%s'; actions: list, add, approve, reject, apply", action);
}

int cmd_comments(void *ud, const truce_line *line) {
    desk d = {.t = ud, .line = line, .is_json = truce_line_number(line, "format") == TRUCE_FORMAT_JSON};
    if (truce_line_number(line, "format") == TRUCE_FORMAT_CSV)
        return terminal_misuse(d.t, line, "replies are written as a table or as JSON");
    int failed = run(&d);
    terminal_end(d.t);
    store_close(d.store);
    return failed;
}
