/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A brief: the findings of an analysis, as one self-contained page for readers who have nothing installed.
 *
 * The page has three parts: a summary, an article, and an annex with every verdict's reason and every input's source.
 * It is HTML that needs no script, no font, no picture and no other file, or the same sentences as Markdown or plain
 * text. Sentences are made from results; all their words come from one catalogue (src/catalogue/brief_messages.h).
 */
#ifndef TRUCE_BRIEF_H
#define TRUCE_BRIEF_H

#include <truce/edit.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A comment that was approved, as the page shows it. There is no room for an e-mail address here, on purpose. */
typedef struct truce_brief_comment {
    const char *name;
    const char *date;    /* "2025-05-14" */
    const char *input;   /* the path of the input it disputes ("preferences.us.order.2"); NULL or "": none in
                            particular */
    const char *claim;   /* the verdict it disputes: state, party, concept ("138 israel nash"); NULL or "": none */
    const char *text; /* NULL or "": none */
    const truce_edit *edits; /* the change it proposes, told in words */
    size_t edit_count;
} truce_brief_comment;

typedef enum truce_brief_form {
    TRUCE_BRIEF_HTML,
    TRUCE_BRIEF_MARKDOWN, /* without figures and without the form for replies */
    TRUCE_BRIEF_TEXT      /* the same, in lines of at most 78 columns */
} truce_brief_form;

typedef struct truce_brief_options {
    truce_brief_form form;
    bool summary_only; /* the first part alone */
    bool has_variants; /* the next is said; else as many as shares in hundredths need, where that is quick */
    uint64_t variants; /* readings that are drawn by the model's confidences; 0: none, and no shares are told */
    const truce_brief_comment *comments; /* printed in this order before the form */
    size_t n_comments;
    const char *post_to; /* where a served page sends its comments: a path on its own host, "/api/replies"; NULL: the
                            page is a file, and its form makes a comment file */
    const char *post_model; /* the model's name there; NULL without post_to */
    bool no_lapsing; /* only parties' moves are steps of ways */
    const char *engine; /* live.wasm, compressed by gzip: the page carries it and the model, and readers try changes;
                           NULL: not */
    size_t engine_length;
} truce_brief_options;

/* Writes the brief of `graph` to `sink`. `options` may be NULL. Solves the model under Nash, GMR, SMR and SEQ,
 * explains every verdict that the page mentions and checks each reason with truce_verify(). The same inputs give the
 * same bytes.
 * Errors: TRUCE_E_NOMEM, TRUCE_E_LIMIT, TRUCE_E_CANCELLED, TRUCE_E_IO, TRUCE_E_BUG (a reason failed its check).
 * Time: that of truce_solve() and of a few dozen truce_explain(). TRUCE_E_USAGE for a shared graph. */
TRUCE_API truce_status truce_brief(truce_ctx *ctx, const truce_graph *graph, const truce_brief_options *options,
                                   const truce_sink *sink);

/* The content security policy that allows what a page made with these options needs, and nothing else: the value for
 * a server's Content-Security-Policy header, also written into the page itself. In a new block; free with
 * truce_release().
 * Errors: TRUCE_E_NOMEM. */
TRUCE_API truce_status truce_brief_policy(truce_ctx *ctx, const truce_brief_options *options, char **policy);

#ifdef __cplusplus
}
#endif
#endif
