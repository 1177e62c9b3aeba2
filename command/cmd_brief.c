/* SPDX-License-Identifier: Apache-2.0 */
/* truce brief: the findings as an article for readers, with the approved comments of readers. */
#include "asks.h"

#include <truce/brief.h>
#include <truce/comment.h>

#include <string.h>

/* The parts of a comment that the page may show; never the address. From a list the approved comments; a single file
 * as it is. */
static int pick(session *s, const truce_comments *comments, truce_brief_options *options) {
    truce_brief_comment *shown = truce__room(s, comments->count + 1, sizeof *shown);
    if (!shown) return truce__session_report(s, TRUCE_E_NOMEM);
    for (size_t i = 0; i < comments->count; i++) {
        const truce_comment *r = &comments->at[i];
        if (r->state && strcmp(r->state, "approved") != 0) continue;
        shown[options->n_comments++] = (truce_brief_comment){
            r->name, r->date ? r->date : "", r->input, r->claim, r->text, r->edits, r->edit_count};
    }
    options->comments = shown;
    return 0;
}

static int read_comments(session *s, truce_comments **comments, truce_brief_options *options) {
    const char *file = truce__value(s, &truce__opt_replies)->text, *text = NULL;
    size_t length = 0;
    if (!file) return 0;
    int failed = truce__session_read(s, file, &text, &length);
    if (!failed) failed = truce__session_report(s, truce_comments_parse(s->ctx, text, length, file, comments));
    return failed ? failed : pick(s, *comments, options);
}

static truce_brief_form form_of(const session *s) {
    const char *format = truce_line_text(s->line, "format");
    if (!format || strcmp(format, "html") == 0) return TRUCE_BRIEF_HTML;
    return strcmp(format, "md") == 0 ? TRUCE_BRIEF_MARKDOWN : TRUCE_BRIEF_TEXT;
}

static int read_engine(session *s, truce_brief_options *options) {
    if (!truce__is_given(s, &truce__opt_live)) return 0;
    if (options->form != TRUCE_BRIEF_HTML || options->summary_only)
        return truce__misuse(s->line, "--live is for the whole page: not with --summary, nor --format md or txt");
    return truce__session_read_engine(s, &options->engine, &options->engine_length);
}

/* A page that misquotes is made, for its author to see, but not in silence. */
static int warn_of_quotes(session *s) {
    int failed = truce__session_quotes(s, TRUCE_WARNING);
    return failed == TRUCE_E_CANCELLED || failed == TRUCE_E_LIMIT ? failed : 0;
}

int truce__ask_brief(session *s) {
    const char *served = truce__value(s, &truce__opt_served)->text;
    truce_brief_options options = {.form = form_of(s), .summary_only = truce_line_text(s->line, "summary") != NULL,
                                   .post_to = served ? "/api/replies" : NULL, .post_model = served,
                                   .no_lapsing = truce_line_text(s->line, "no-lapsing") != NULL};
    options.has_variants = truce_line_text(s->line, "variants") != NULL;
    if (options.has_variants) options.variants = truce__value(s, &truce__opt_variants_of_brief)->number;
    truce_comments *comments = NULL;
    int failed = read_engine(s, &options);
    if (!failed) failed = read_comments(s, &comments, &options);
    if (!failed && s->line->host.read_cited) failed = warn_of_quotes(s);
    if (!failed) failed = truce__session_report(s, truce_brief(s->ctx, s->graph, &options, &s->result));
    truce_comments_free(comments);
    return failed;
}
