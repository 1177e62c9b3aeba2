/* SPDX-License-Identifier: Apache-2.0 */
/* truce brief: what was found, as an article for readers, with the replies that were approved. */
#include "session.h"

#include <truce/brief.h>
#include <truce/reply.h>

#include <stdlib.h>
#include <string.h>

typedef struct approved {
    char *text;
    truce_replies *replies;
    truce_brief_reply *shown;
} approved;

/* What the page may know of a reply: not the address. Lists say what became of each; a single file is shown as it is. */
static int pick(session *s, approved *a, truce_brief_options *options) {
    a->shown = calloc(a->replies->count + 1, sizeof *a->shown);
    if (!a->shown) return session_end(s, TRUCE_E_NOMEM);
    for (size_t i = 0; i < a->replies->count; i++) {
        const truce_reply *r = &a->replies->at[i];
        if (r->state && strcmp(r->state, "approved") != 0) continue;
        a->shown[options->n_replies++] = (truce_brief_reply){r->name, r->date ? r->date : "", r->input, r->comment,
                                                              r->edits, r->edit_count};
    }
    options->replies = a->shown;
    return 0;
}

static int read_replies(session *s, approved *a, truce_brief_options *options) {
    const char *file = s->cl->value[OPT_REPLIES];
    size_t length;
    if (!file) return 0;
    int failed = file_read(s->cl, file, &a->text, &length);
    if (!failed) failed = session_end(s, truce_replies_parse(s->ctx, a->text, length, file, &a->replies));
    return failed ? failed : pick(s, a, options);
}

static int run(session *s, approved *a) {
    const char *served = s->cl->value[OPT_SERVED];
    truce_brief_options options = {.post_to = served ? "/api/replies" : NULL, .post_model = served};
    int failed = session_parse(s);
    if (!failed) failed = session_build(s);
    if (!failed) failed = read_replies(s, a, &options);
    if (!failed) failed = session_end(s, truce_brief(s->ctx, s->graph, &options, &s->output.sink));
    return failed ? failed : output_finish(&s->output);
}

int cmd_brief(const cmdline *cl) {
    session s;
    approved a = {0};
    int failed = session_open(&s, cl);
    if (!failed) failed = run(&s, &a);
    truce_replies_free(a.replies);
    free(a.shown);
    free(a.text);
    session_close(&s);
    return failed;
}
