/* SPDX-License-Identifier: Apache-2.0 */
/* truce brief: the findings as an article for readers, with the approved replies. */
#include "asks.h"

#include <truce/brief.h>
#include <truce/reply.h>

#include <string.h>

/* The parts of a reply that the page may show; never the address. From a list the approved replies; a single file as
 * it is. */
static int pick(session *s, const truce_replies *replies, truce_brief_options *options) {
    truce_brief_reply *shown = truce__room(s, replies->count + 1, sizeof *shown);
    if (!shown) return truce__session_report(s, TRUCE_E_NOMEM);
    for (size_t i = 0; i < replies->count; i++) {
        const truce_reply *r = &replies->at[i];
        if (r->state && strcmp(r->state, "approved") != 0) continue;
        shown[options->n_replies++] = (truce_brief_reply){r->name, r->date ? r->date : "", r->input, r->comment,
                                                          r->edits, r->edit_count};
    }
    options->replies = shown;
    return 0;
}

static int read_replies(session *s, truce_replies **replies, truce_brief_options *options) {
    const char *file = truce__value(s, &truce__opt_replies)->text, *text = NULL;
    size_t length = 0;
    if (!file) return 0;
    int failed = truce__session_read(s, file, &text, &length);
    if (!failed) failed = truce__session_report(s, truce_replies_parse(s->ctx, text, length, file, replies));
    return failed ? failed : pick(s, *replies, options);
}

int truce__ask_brief(session *s) {
    const char *served = truce__value(s, &truce__opt_served)->text;
    truce_brief_options options = {.post_to = served ? "/api/replies" : NULL, .post_model = served};
    truce_replies *replies = NULL;
    int failed = read_replies(s, &replies, &options);
    if (!failed) failed = truce__session_report(s, truce_brief(s->ctx, s->graph, &options, &s->result));
    truce_replies_free(replies);
    return failed;
}
