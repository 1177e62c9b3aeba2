/* SPDX-License-Identifier: Apache-2.0 */
/* From YAML text to a tree of nodes that know where they stand in it. Knows nothing of models. */
#ifndef TRUCE_YAML_H
#define TRUCE_YAML_H

#include "document/source.h"

enum {
    TRUCE__MAX_NESTING = 64,    /* collections inside collections */
    TRUCE__MAX_NODES = 4 << 20 /* nodes of the tree, those behind aliases counted at every mention */
};

typedef enum truce__yaml_kind { TRUCE__YAML_SCALAR, TRUCE__YAML_LIST, TRUCE__YAML_MAP } truce__yaml_kind;

/* How a value is written. */
typedef enum truce__yaml_style {
    TRUCE__YAML_PLAIN,
    TRUCE__YAML_QUOTED,
    TRUCE__YAML_TEXT,    /* a scalar behind | or > */
    TRUCE__YAML_BRACKETS,
    TRUCE__YAML_BLOCK,   /* a collection by lines */
    TRUCE__YAML_SINGLE   /* "key: value" without braces as an element of a list in brackets */
} truce__yaml_style;

/* Bytes of the source. */
typedef struct truce__extent {
    size_t start, end;
} truce__extent;

typedef struct truce__yaml truce__yaml;

/* An element of a list (key is NULL) or an entry of a mapping. */
typedef struct truce__pair {
    const truce__yaml *key, *value;
    struct truce__pair *next;
    truce__extent alias; /* where an alias stands for the value; end is 0 when none does */
} truce__pair;

struct truce__yaml {
    truce__yaml_kind kind;
    bool is_plain;    /* a scalar without quotes */
    bool is_verbatim; /* a scalar that stands in the source letter by letter */
    bool is_open;     /* while the tree is built: the collection's end has not come yet */
    bool is_anchored; /* `anchor` is where the '&' stands */
    bool is_wrong;    /* a mapping with a key that is there twice, which was reported */
    bool is_held;     /* a collection that is being edited; see editor.h */
    truce__yaml_style style;
    size_t anchor;
    truce__extent extent; /* with quotes and brackets. Both are 0 for a value that is not written; of a block
                             collection `end` is 0, of a scalar behind | or > it spans its lines, without the sign;
                             see extent.h for whole extents */
    truce__loc loc;   /* scalars: of the first letter; collections: of the first element or bracket */
    const char *text; /* scalars: ends in 0 */
    size_t length;
    truce__pair *first, *last; /* collections */
    uint32_t count;
    uint64_t weight; /* nodes in all, aliases counted each time */
};

/* Parses the text of `source` (well-formed UTF-8 without control characters, with a 0 behind it). Nodes go into
 * `arena`, which may be freed when the tree has been read. The letters of scalars go into `texts`, so that results
 * may go on pointing to them. A text that is not one YAML document leaves diagnostics and sets *root to NULL with
 * TRUCE_OK or TRUCE_E_LIMIT; smaller errors leave diagnostics only. TRUCE_E_CANCELLED. */
truce_status truce__yaml_parse(truce_ctx *ctx, truce__arena *arena, truce__arena *texts, const truce__source *source,
                               const truce__yaml **root);

/* The entry of a mapping under that key; NULL when there is none, or no mapping. O(entries). */
const truce__pair *truce__yaml_entry(const truce__yaml *map, const char *key);

/* True for a plain scalar that YAML reads as nothing: empty, `~`, `null`. */
bool truce__yaml_is_null(const truce__yaml *node);

#endif
