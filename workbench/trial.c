/* SPDX-License-Identifier: Apache-2.0 */
#include "trial.h"

#include "bytes.h"

#include <stdio.h>

static bool refuse(trial *t, unsigned status, const char *why) {
    snprintf(t->why, sizeof t->why, "%s", why);
    t->status = status;
    return false;
}

static bool save(trial *t, store *s, const model_row *model, const comment_row *comment) {
    char name[300];
    snprintf(name, sizeof name, "%.*s, as %.*s proposes", whole_part(model->name, 90), model->name,
             whole_part(comment->name, 90), comment->name);
    model_row variant = {.name = name, .title = model->title, .parent = model->id, .text = t->proposal.text,
                         .length = t->proposal.length};
    store_status status = store_model_add(s, &variant);
    t->found->comment = (uint64_t)comment->id;
    t->found->model = (uint64_t)variant.id;
    if (status == STORE_OK) return true;
    snprintf(t->why, sizeof t->why, "the store: %s", store_error(s));
    t->status = 500;
    return false;
}

static bool take_up(trial *t, store *s, const model_row *model, const comment_row *comment) {
    proposal *p = &t->proposal;
    if (!comment->change) return refuse(t, 422, "this reply proposes no change");
    const comment_row change = {.change = comment->change};
    if (!proposal_read(p, t->ctx, model, &change)) return refuse(t, p->status, p->why);
    truce_status status = truce_try(t->ctx, p->before, p->after, &t->found);
    if (status == TRUCE_OK) return save(t, s, model, comment);
    proposal_refuse(p, status, "the models cannot be compared");
    return refuse(t, p->status, p->why);
}

static void attempt(trial *t, store *s, const model_row *model, const comment_row *comment, const watcher *watch) {
    t->ctx = truce_ctx_new(&(truce_config){.memory = watch->memory, .threads = watch->threads});
    if (!t->ctx) {
        refuse(t, 500, "out of memory");
        return;
    }
    if (watch->attend) watch->attend(watch->ud, t->ctx);
    take_up(t, s, model, comment);
    t->was_cancelled = t->proposal.was_cancelled;
    if (watch->attend) watch->attend(watch->ud, NULL);
}

void trial_run(store *s, int64_t comment_id, const watcher *watch, trial *t) {
    comment_row comment = {0};
    model_row model = {0};
    *t = (trial){.status = 200};
    store_status status = store_comment(s, comment_id, &comment);
    if (status == STORE_OK) status = store_model(s, comment.model, 0, &model);
    if (status == STORE_NONE) refuse(t, 404, "there is no such reply");
    else if (status != STORE_OK) refuse(t, 500, "the store failed");
    else attempt(t, s, &model, &comment, watch);
    model_row_free(&model);
    comment_row_free(&comment);
}

void trial_free(trial *t) {
    truce_trial_free(t->found);
    proposal_free(&t->proposal);
    truce_ctx_free(t->ctx);
    *t = (trial){0};
}
