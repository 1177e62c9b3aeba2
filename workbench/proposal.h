/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a comment disputes and proposes, held against its model: as it is taken in, so that a reader hears at once of
 * what does not fit, and again when it is tried.
 */
#ifndef TRUCE_WORKBENCH_PROPOSAL_H
#define TRUCE_WORKBENCH_PROPOSAL_H

#include "perform.h"
#include "store.h"

typedef struct proposal {
    truce_ctx *ctx;
    truce_model *before, *after; /* after: with the change; NULL: none is proposed */
    char *text;                  /* of `after` */
    size_t length;
    unsigned status;   /* 200, or the status of the error answer; 503: cancelled */
    bool was_cancelled;
    bool is_of_model;  /* the error is the model's own, and not the comment's */
    const char *field; /* of the comment, where the error is: "input", "claim", "change"; NULL: none */
    char why[512];     /* the error as a sentence */
} proposal;

/* Makes the comment's change, a JSON list of edits, to the model: it has to give a model. Its input, a path, has to
 * be there before or after it; its claim has to name a verdict. False: refused. To be freed in any case; the context
 * stays the caller's. */
bool proposal_read(proposal *p, truce_ctx *ctx, const model_row *model, const comment_row *comment);
void proposal_free(proposal *p);

/* Refuses with the library's first error, behind what was done. Gives false. */
bool proposal_refuse(proposal *p, truce_status status, const char *what);

/* Holds a comment that comes in against its model's newest version: p->status is 200, or says why not. Nothing is to
 * be freed. `watch` says how much memory it may take; its `attend` may be NULL. STORE_NONE: there is no such
 * model. */
store_status proposal_check(proposal *p, store *s, const comment_row *comment, const watcher *watch);

#endif
