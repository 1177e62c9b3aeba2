/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Changes to the text of a model, addressed by the place of an input. One mechanism for events, forms, variants,
 * comments and comparisons: each is a list of edits.
 *
 * A path is keys and positions (from 1) joined by dots: "title", "status_quo.release", "feasible.1", "outcomes.deal",
 * "preferences.us.order.2", "preferences.us.order.2.confidence"; parties and options are addressed by their ids:
 * "parties.north.name", "parties.north.options.pump.moves".
 */
#ifndef TRUCE_EDIT_H
#define TRUCE_EDIT_H

#include <truce/truce.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum truce_edit_op {
    TRUCE_EDIT_SET,    /* the value at `path` becomes `value`; a key that is not there is added to its mapping */
    TRUCE_EDIT_REMOVE, /* the key or list element at `path` goes */
    TRUCE_EDIT_INSERT, /* `value` becomes the list element at `path`, those from there on move back by one */
    TRUCE_EDIT_MOVE    /* the list element at `path` goes to position `to` */
} truce_edit_op;

typedef struct truce_edit {
    truce_edit_op op;
    const char *path;
    const char *value; /* SET and INSERT: one line of YAML in flow style (JSON is); else NULL */
    uint32_t to;       /* MOVE: the position it has afterwards, from 1 */
} truce_edit;

/* Makes the edits, one after the other, to the text of a model; comments, order and layout of everything else stay as
 * they are. Where a block is written anew, its comments stay beside what it says again. A key with a dot or a double
 * quote stands in double quotes in a path, a quote in it written twice; an element of a list that has an `id` may be
 * called by it. A section or list that is not there yet is made; a statement that is to carry a note becomes
 * {that: STATEMENT}. The result is a new block of *edited_length bytes, for truce_release(). It is well-formed YAML
 * that differs from the old values by the edits alone; whether it is a good model, truce_parse() tells.
 * Errors: TRUCE_E_USAGE (an edit does not fit: a diagnostic names its path), TRUCE_E_MODEL (the text is not YAML),
 * TRUCE_E_LIMIT (longer than a model may be), TRUCE_E_CANCELLED, TRUCE_E_NOMEM. Time O(length + edits): the text is
 * read once before the edits and once after them. `file` is the name in diagnostics; may be NULL. */
TRUCE_API truce_status truce_text_edit(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                       const truce_edit *edits, size_t count, char **edited, size_t *edited_length);

/* Renames the party, option, outcome, source, actor, event or lever with that id wherever the text of the model names
 * it: in statements, rules, preferences, citations, events, and the paths and values of changes. Comments and layout
 * stay. The result is a new block, for truce_release(); it was read as a proof that it is a model.
 * Errors: TRUCE_E_USAGE (no such id, or one that several things have; `other` is taken, a word of the language, or no
 * id: a diagnostic says which), TRUCE_E_MODEL (the model is wrong), TRUCE_E_LIMIT, TRUCE_E_CANCELLED, TRUCE_E_NOMEM.
 * Time O(length log length). `file` is the name in diagnostics; may be NULL. */
TRUCE_API truce_status truce_text_rename(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                         const char *id, const char *other, char **renamed, size_t *renamed_length);

/* Writes a model to start from: small, complete, with comments where its author goes on. `article`: a text whose
 * paragraphs, the lines that are not empty, stand numbered in comments, and which is a source of the model; NULL:
 * none. Errors: TRUCE_E_MODEL (the article is no text), TRUCE_E_LIMIT, TRUCE_E_NOMEM, TRUCE_E_IO. Time O(length). */
TRUCE_API truce_status truce_text_new(truce_ctx *ctx, const char *article, size_t length, const char *file,
                                      const truce_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
