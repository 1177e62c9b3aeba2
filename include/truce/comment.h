/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments of readers on a brief: what a brief's form saves ("truce.reply.v1"), and lists of comments
 * ("truce.replies.v1") as `truce replies list --format json` writes them. Both are JSON; YAML is read as well, so
 * that a comment can be written by hand.
 *
 *     schema: truce.reply.v1
 *     model: {title: ..., sha256: ...}     # of the text that the brief was made from
 *     name: ..., email: ..., comment: ...  # required
 *     date: 2025-05-14
 *     input: preferences.us.order.2        # the input it disputes, as edits name it,
 *     claim: 138 israel nash               # or a verdict: state, party, concept
 *     change: [{op: set, path: preferences.us.order.2, value: military = truce}]
 *
 * The file has the writer's e-mail address; a list has none.
 *
 * A change can be tried: the model is changed, and its conclusions are compared with those before.
 */
#ifndef TRUCE_COMMENT_H
#define TRUCE_COMMENT_H

#include <truce/conclusions.h>
#include <truce/edit.h>
#include <truce/result.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Texts that the comment does not have are NULL. */
typedef struct truce_comment {
    uint64_t id, model, version; /* where it is kept; 0 in a file */
    const char *name, *email, *date, *input, *claim;
    const char *text;           /* what the file has under "comment" */
    const char *state;          /* "held", "approved", "rejected"; only in lists */
    const char *title, *sha256; /* of the model that was read */
    const char *change;         /* the edits as JSON on one line */
    const truce_edit *edits;
    size_t edit_count;
} truce_comment;

typedef struct truce_comments {
    const truce_comment *at;
    size_t count;
} truce_comments;

/* Reads one comment or a list of them. Reports every error it can find. A single comment must have a name, an e-mail
 * address and a text. Errors: TRUCE_E_MODEL (it is neither), TRUCE_E_LIMIT (longer than a model may be),
 * TRUCE_E_NOMEM.
 * Time O(length). */
TRUCE_API truce_status truce_comments_parse(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                            truce_comments **comments);
TRUCE_API void truce_comments_free(truce_comments *comments);

/* The comments as a result, `replies`; no form shows an address. `is_news`: text says only what became of each, and
 * not what it says. The comments stay the caller's and must outlive the result. TRUCE_E_NOMEM. */
TRUCE_API truce_status truce_result_of_comments(truce_ctx *ctx, const truce_comments *comments, bool is_news,
                                                const truce_render_options *options, truce_result **result);

/* ------------------------------------------------------------------ trials */

/* An outcome that some deal has (<truce/deal.h>) in one of two models only. */
typedef struct truce_zone_flip {
    const char *outcome; /* its id; lent from the first model */
    bool held_before, holds_after;
} truce_zone_flip;

/* What differs between two models of one conflict. */
typedef struct truce_trial {
    uint64_t comment, model; /* numbers that the caller may give: of the comment, and of the changed model */
    const truce_fact_flip *flips;
    size_t flip_count;
    const truce_zone_flip *zone; /* none where a model does not say what no deal is */
    size_t zone_count;
} truce_trial;

/* Compares the conclusions under the usual concepts, and the outcomes of deals. The first model must outlive the
 * trial. Errors: those of building, solving and dealing.
 * Time that of solving both, and of the deals of both. */
TRUCE_API truce_status truce_try(truce_ctx *ctx, const truce_model *before, const truce_model *after,
                                 truce_trial **trial);
TRUCE_API void truce_trial_free(truce_trial *trial);
/* The trial as a result, `trial`; the trial stays the caller's and must outlive it. TRUCE_E_NOMEM. */
TRUCE_API truce_status truce_result_of_trial(truce_ctx *ctx, const truce_trial *trial,
                                             const truce_render_options *options, truce_result **result);

#ifdef __cplusplus
}
#endif
#endif
