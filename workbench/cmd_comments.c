/* SPDX-License-Identifier: Apache-2.0 */
/*
 * truce replies: readers' answers to a brief. Comments come from files and through the workbench, and are held until
 * someone approves or rejects them. They can be tried: a comment's change makes a variant of its model. No e-mail
 * address is ever printed; someone who has to write to a reader finds it in the store.
 */
#define _POSIX_C_SOURCE 200809L
#include "bytes.h"
#include "opening.h"
#include "own_commands.h"
#include "trial.h"

#include <truce/comment.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct desk {
    terminal *t;
    const truce_line *line;
    truce_settings settings;
    store *store;
} desk;

/* ------------------------------------------------------------------ output */

static int store_failed(desk *d) {
    terminal_say(d->t, "the store: %s", store_error(d->store));
    return TRUCE_E_IO;
}

/* Shows what was made of it, and frees it. */
static int show(desk *d, truce_status made, truce_result *result) {
    if (made == TRUCE_OK) made = truce_line_show(d->line, &d->settings, result);
    truce_result_free(result);
    if (made == TRUCE_E_NOMEM) terminal_say(d->t, "out of memory");
    if (made == TRUCE_E_NOMEM) return TRUCE_E_LIMIT;
    return made == TRUCE_OK || made == TRUCE_E_IO ? terminal_finish(d->t) : (int)made;
}

static int show_comments(desk *d, const truce_comment *at, size_t count, bool is_news) {
    const truce_comments comments = {at, count};
    truce_ctx *ctx = truce_ctx_new(NULL);
    truce_result *result = NULL;
    truce_status made = ctx ? truce_result_of_comments(ctx, &comments, is_news, NULL, &result) : TRUCE_E_NOMEM;
    int failed = show(d, made, result);
    truce_ctx_free(ctx);
    return failed;
}

static truce_comment comment_of(const comment_row *row) {
    return (truce_comment){.id = (uint64_t)row->id, .model = (uint64_t)row->model, .version = (uint64_t)row->version,
                           .name = row->name, .date = row->date, .input = row->input, .claim = row->claim,
                           .text = row->text, .state = row->state, .change = row->change};
}

/* What became of a comment. */
static int show_news(desk *d, int64_t id) {
    comment_row row = {0};
    if (store_comment(d->store, id, &row) != STORE_OK) return store_failed(d);
    const truce_comment comment = comment_of(&row);
    int failed = show_comments(d, &comment, 1, true);
    comment_row_free(&row);
    return failed;
}

/* ----------------------------------------------------------------- listing */

typedef struct rows {
    comment_row *at;
    size_t count, room;
    bool failed;
} rows;

/* A copy, for rows are lent. */
static void keep_row(void *ud, const comment_row *row) {
    rows *all = ud;
    if (all->failed) return;
    if (all->count == all->room) {
        size_t room = all->room ? 2 * all->room : 64;
        comment_row *more = realloc(all->at, room * sizeof *more);
        all->failed = !more;
        if (!more) return;
        all->at = more;
        all->room = room;
    }
    comment_row *kept = &all->at[all->count++];
    *kept = *row;
    char **texts[] = {&kept->name, &kept->input, &kept->claim, &kept->change, &kept->text, &kept->state, &kept->date};
    kept->email = NULL; /* no result has one */
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *lent = *texts[i];
        *texts[i] = copy_text(lent);
        if (lent && !*texts[i]) all->failed = true;
    }
}

static int show_rows(desk *d, const rows *all) {
    truce_comment *comments = calloc(all->count + 1, sizeof *comments);
    for (size_t i = 0; comments && i < all->count; i++) comments[i] = comment_of(&all->at[i]);
    bool is_whole = comments && !all->failed;
    int failed = is_whole ? show_comments(d, comments, all->count, false) : show(d, TRUCE_E_NOMEM, NULL);
    free(comments);
    return failed;
}

static int list(desk *d) {
    rows all = {0};
    store_status status = store_comments(d->store, 0, truce_line_text(d->line, "only"), keep_row, &all);
    int failed = status == STORE_OK ? show_rows(d, &all) : store_failed(d);
    for (size_t i = 0; i < all.count; i++) comment_row_free(&all.at[i]);
    free(all.at);
    return failed;
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

/* Whether it fits its model: 0, or the exit status after a message. */
static int check(desk *d, const char *path, const comment_row *row) {
    const watcher watch = {.memory = d->settings.memory};
    proposal p;
    store_status status = proposal_check(&p, d->store, row, &watch);
    if (status == STORE_NONE) return terminal_misuse(d->t, d->line, "there is no model %lld", (long long)row->model);
    if (status != STORE_OK) return store_failed(d);
    if (p.status == 200) return 0;
    terminal_say(d->t, "%s: %s: %s", path, p.field ? p.field : "the reply", p.why);
    return p.status == 500 ? TRUCE_E_LIMIT : TRUCE_E_MODEL;
}

/* The model that --model names by its number, or by a file, which the store then keeps; else the one that the reply
 * names. 0: there is none. */
static int choose_model(desk *d, const truce_comment *r, int64_t *model) {
    const char *asked = truce_line_text(d->line, "model");
    bool is_number = asked && asked[strspn(asked, "0123456789")] == '\0';
    *model = is_number ? strtoll(asked, NULL, 10) : 0;
    int failed = asked && !is_number ? opening_read(d->t, d->store, asked, model) : 0;
    if (!failed && !*model && !is_number) *model = find_model(d, r);
    return failed;
}

/* The date that the reply gives itself, "2026-05-03" with or without a time of day; NULL: none. */
static char *own_date(const truce_comment *r) {
    static const char form[] = "dddd-dd-dd";
    bool is_date = r->date != NULL;
    for (size_t i = 0; is_date && form[i]; i++)
        is_date = form[i] == 'd' ? r->date[i] >= '0' && r->date[i] <= '9' : r->date[i] == form[i];
    return is_date && (!r->date[10] || r->date[10] == 'T') ? lend(r->date) : NULL;
}

static int add_one(desk *d, const char *path, const truce_comment *r) {
    int64_t model;
    int problem = choose_model(d, r, &model);
    if (problem) return problem;
    if (!model) {
        terminal_say_of(d->t, d->line,
                        "no model in the store has this reply's text or title; choose one with --model N or FILE");
        return TRUCE_E_USAGE;
    }
    comment_row row = {.model = model, .name = lend(r->name), .email = lend(r->email),
                       .input = lend(r->input ? r->input : ""), .claim = lend(r->claim), .change = lend(r->change),
                       .text = lend(r->text), .date = own_date(r)};
    int failed = check(d, path, &row);
    if (failed) return failed;
    return store_comment_add(d->store, &row) == STORE_OK ? show_news(d, row.id) : store_failed(d);
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
    else if (status == TRUCE_OK) failed = add_one(d, path, &comments->at[0]);
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
    const char *path = truce_line_operand(d->line, 1);
    if (!path) return terminal_misuse(d->t, d->line, "the reply is missing: give a file, or - for standard input");
    truce_ctx *ctx = truce_ctx_new(NULL);
    if (!ctx) return TRUCE_E_LIMIT;
    int failed = add_file(d, ctx, path);
    report(d, ctx, path);
    truce_ctx_free(ctx);
    return failed;
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
    return status == STORE_OK ? show_news(d, number) : store_failed(d);
}

static int show_trial(desk *d, const trial *t) {
    truce_result *result = NULL;
    truce_status made = truce_result_of_trial(t->ctx, t->found, NULL, &result);
    return show(d, made, result);
}

static int apply(desk *d) {
    const watcher watch = {.memory = d->settings.memory, .threads = d->settings.threads};
    int64_t number = 0;
    trial t;
    int failed = comment_number(d, &number);
    if (failed) return failed;
    trial_run(d->store, number, &watch, &t);
    if (t.status == 200) {
        failed = show_trial(d, &t);
    } else {
        terminal_say_of(d->t, d->line, "%s", t.why);
        failed = t.status == 404 ? TRUCE_E_USAGE : t.status == 422 ? TRUCE_E_MODEL : TRUCE_E_IO;
    }
    trial_free(&t);
    return failed;
}

/* ---------------------------------------------------------------- command */

static int open_store(desk *d) {
    const char *path = truce_line_text(d->line, "store") ? truce_line_text(d->line, "store") : "truce.sqlite";
    char why[256];
    int failed = terminal_spare_database(d->t, path);
    if (failed) return failed;
    bool makes_one = strcmp(truce_line_operand(d->line, 0), "add") == 0 && truce_line_text(d->line, "model");
    if (!makes_one && access(path, F_OK) != 0) {
        terminal_say(d->t, "there is no store %s; 'truce replies add REPLY --model FILE' makes one with that model, "
                           "and so does 'truce serve'; --store FILE names another", path);
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
    int failed = terminal_begin(d->t, d->line, &d->settings);
    if (!failed) failed = open_store(d);
    if (failed) return failed;
    if (strcmp(action, "list") == 0) return list(d);
    if (strcmp(action, "add") == 0) return add(d);
    if (strcmp(action, "approve") == 0) return moderate(d, "approved");
    if (strcmp(action, "reject") == 0) return moderate(d, "rejected");
    if (strcmp(action, "apply") == 0) return apply(d);
    return terminal_misuse(d->t, d->line, "unknown action '%s'; actions: list, add, approve, reject, apply", action);
}

int cmd_comments(void *ud, const truce_line *line) {
    desk d = {.t = ud, .line = line};
    int failed = run(&d);
    terminal_end(d.t);
    store_close(d.store);
    return failed;
}
