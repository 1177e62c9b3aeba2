/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document while it is edited. The document itself does not change: a collection on the way to an edit is copied
 * when the first edit goes through it, and all others are shared. With a text, each edit is also made to its pieces.
 */
#ifndef TRUCE_EDITOR_H
#define TRUCE_EDITOR_H

#include "document/document.h"
#include "document/extent.h"
#include "document/names.h"
#include "document/pieces.h"

#include <truce/edit.h>

#include <assert.h>

/* A parsed edit: its path, and its value as a tree (NULL where it takes none). */
typedef struct truce__prepared {
    const truce_edit *edit;
    truce__path path;
    const truce__yaml *value;
} truce__prepared;

/* An entry or element of a collection that is edited. `start` and `lead` are as in truce__slot; changes elsewhere
 * leave both as they are. */
typedef struct truce__entry {
    truce__pair pair; /* first */
    size_t start, lead;
} truce__entry;

typedef TRUCE__VEC(truce__entry *) truce__entries;

/* A collection that is edited. */
typedef struct truce__held {
    truce__yaml node;       /* first: readers see this node */
    truce__entries entries; /* in order */
    truce__names names;     /* of a mapping's keys: their places in `named`, which has NULL for removed ones */
    truce__entries named;
    /* What stands between entries. Regular: written as the editor itself writes it. */
    enum { TRUCE__GAPS_UNKNOWN, TRUCE__GAPS_REGULAR, TRUCE__GAPS_MIXED } gaps;
    struct truce__held *next;
} truce__held;

typedef struct truce__editor {
    truce_ctx *ctx;
    truce__arena arena;
    const truce__source *source; /* of the document, for diagnostics */
    const truce__yaml *root;     /* as edited */
    bool has_text;
    truce__pieces text;
    truce__held *held; /* all there are */
    size_t made;                 /* edits */
    bool is_broken;              /* the written text does not say what it should */
} truce__editor;

typedef enum truce__change_kind {
    TRUCE__REPLACE, /* the value at `depth` */
    TRUCE__ADD,     /* an entry to the mapping at `depth` */
    TRUCE__INSERT,  /* an element into the list at `depth` */
    TRUCE__DELETE,  /* an entry or element of the collection at `depth` */
    TRUCE__MOVE
} truce__change_kind;

/* The change that an edit makes, given what is there. */
typedef struct truce__change {
    truce__change_kind kind;
    size_t depth;             /* among place.node */
    const truce__yaml *key;   /* ADD */
    const truce__yaml *value; /* REPLACE, ADD, INSERT */
    uint32_t position, to;    /* INSERT, DELETE, MOVE */
} truce__change;

/* One edit at work. */
typedef struct truce__job {
    truce__editor *editor;
    const truce_edit *edit;
    const truce__path *path;
    const truce__yaml *value;
    truce__place place;
    truce__change change;
    bool is_refused; /* the edit does not fit; reported only before any edit was made, while the places are those
                        of the text */
} truce__job;

/* Parses an edit into `arena`. Errors in the path or the value are left as diagnostics, with TRUCE_E_USAGE. */
truce_status truce__edit_prepare(truce_ctx *ctx, truce__arena *arena, const truce__source *source,
                                 const truce_edit *edit, truce__prepared *prepared);

/* `has_text`: edits are made to the text too, which must be the document's own. Free the editor even after a
 * failure. */
truce_status truce__editor_init(truce_ctx *ctx, const truce__document *document, bool has_text,
                                truce__editor *editor);
void truce__editor_free(truce__editor *editor);

/* Makes an edit. *is_made is false for one that does not fit; a diagnostic says why if it is the editor's first. The
 * value must outlive the editor. Time O(depth + log edits); the first edit through a collection adds the number of
 * its entries. */
truce_status truce__editor_make(truce__editor *editor, const truce__prepared *edit, bool *is_made);
/* Makes several edits, up to one that does not fit; *made is how many were made. TRUCE_E_CANCELLED. */
truce_status truce__editor_make_all(truce__editor *editor, const truce__prepared *edits, size_t count, size_t *made);

/* The text after edits, made one after the other, and how many were made: all, or as many as fit. The edits' paths
 * and values are lent. Errors as truce_text_edit(); `text` is then empty. The text is read once at the end to
 * prove that it gives exactly the edited tree. Where it does not, halving finds the edits at fault. Time O(length
 * + edits). */
truce_status truce__document_edit(truce_ctx *ctx, const truce__document *document, const truce_edit *edits,
                                  size_t count, truce__text *text, size_t *made);
/* The same as the document that proved the text: *edited is to be freed where this succeeds. */
truce_status truce__document_edited(truce_ctx *ctx, const truce__document *document, const truce_edit *edits,
                                    size_t count, truce__document *edited, size_t *made);

/* ------------------------------------------------------------ among its files */

/* Plans the edit: sets job->change. */
truce_status truce__plan_edit(truce__job *job);
/* Reports that the edit does not fit, at the value that the path leads to at `depth`. */
#define truce__refuse(job, depth, hint, ...)                                                                         \
    ((job)->is_refused = true, (job)->editor->made                                                                   \
                                   ? TRUCE_OK                                                                        \
                                   : truce__diag((job)->editor->ctx, TRUCE_ERROR, (job)->editor->source,             \
                                                 truce__place_loc(&(job)->place, (depth)), (hint), __VA_ARGS__))
truce__loc truce__place_loc(const truce__place *place, size_t depth);
/* For "%.*s": the path down to `depth`. */
#define TRUCE__PATH_TO(job, depth) (int)((depth) ? (job)->path->steps[(depth) - 1].end : 0), (job)->edit->path

/* Follows the path as far as it leads, holding every collection on the way. */
truce_status truce__find_place(truce__job *job);
/* Makes job->change to the tree. */
truce_status truce__make_change(truce__job *job);

/* Holds a collection: a copy that may be changed, or the node itself if it is one. */
truce_status truce__hold(truce__editor *editor, const truce__yaml *node, truce__held **held);
static inline truce__held *truce__as_held(const truce__yaml *node) {
    assert(node && node->is_held);
    return (truce__held *)(uintptr_t)node; /* made by truce__hold() */
}
/* Puts an entry at an index, counted from 0; takes one out. */
truce_status truce__entry_put(truce__editor *editor, truce__held *held, uint32_t index, truce__entry *entry);
truce__entry *truce__entry_take(truce__held *held, uint32_t index);
/* Makes job->change to the text, before the tree is changed. *entry has the new key and value; both are replaced by
 * what is read back from the new text, and the entry's place is set. */
truce_status truce__splice(truce__job *job, truce__entry *entry);
/* `made`, from `from` on, is a value that takes the place of the one whose lines are `old`. Adds the comments and
 * blank lines of those lines beside what both values say, and writes a text behind | or > as it was. `indent`: of the
 * new value's first line; `has_line`: that line is its own, so that a comment may stand above; `goes_on`: a line
 * follows. Time O(length of both). */
truce_status truce__keep_comments(truce_ctx *ctx, const truce__text *old, size_t indent, bool has_line, bool goes_on,
                                  truce__text *made, size_t from);

#endif
