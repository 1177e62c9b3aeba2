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
 */
#ifndef TRUCE_COMMENT_H
#define TRUCE_COMMENT_H

#include <truce/edit.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Texts that the comment does not have are NULL. */
typedef struct truce_comment {
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
 * address and a text. Errors: TRUCE_E_MODEL (it is no such file), TRUCE_E_LIMIT (longer than a model may be),
 * TRUCE_E_NOMEM.
 * Time O(length). */
TRUCE_API truce_status truce_comments_parse(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                            truce_comments **comments);
TRUCE_API void truce_comments_free(truce_comments *comments);

#ifdef __cplusplus
}
#endif
#endif
