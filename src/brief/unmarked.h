/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A brief without its markup. Sections write HTML of a small closed set of elements (the tests list them) with all
 * text escaped; this sink reads it as it comes and writes the same sentences as Markdown or plain text. So a section
 * says a thing once, and no form can say more or less than another. Figures are left out, for the text and tables
 * beside them say the same, and so are links to press ("why", "Dispute").
 *
 * It keeps one block of text at a time.
 */
#ifndef TRUCE_BRIEF_UNMARKED_H
#define TRUCE_BRIEF_UNMARKED_H

#include "render/out.h"

enum { TRUCE__LISTS_WITHIN_LISTS = 8 };

typedef struct truce__unmarking {
    truce__out out;
    truce__text block, tag; /* the block so far; the tag or reference that is being read */
    bool is_markdown, is_tag, is_reference;
    uint32_t skipping; /* elements that are open and not told, one within the other */
    uint32_t lists, number[TRUCE__LISTS_WITHIN_LISTS]; /* of the next item; 0: not numbered */
    uint32_t heading; /* its level, while one is read */
    uint32_t cells; /* of the row that is read */
    size_t mark_end; /* where in the block the last mark ends */
    bool is_mark;
    bool is_item, is_in_head, is_close; /* the block is an item's first; a row of headings; no line before it */
    bool is_kept, is_code; /* white space as it stands; Markdown's own characters as they stand */
} truce__unmarking;

void truce__unmarking_begin(truce__unmarking *reading, truce_ctx *ctx, bool is_markdown, const truce_sink *sink);
/* Takes a piece of the page: fit to be a sink's `write`. */
bool truce__unmarking_write(void *reading, const char *bytes, size_t length);
/* Writes what is left, and gives the first failure. */
truce_status truce__unmarking_end(truce__unmarking *reading);

#endif
