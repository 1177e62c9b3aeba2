/* SPDX-License-Identifier: Apache-2.0 */
/* Tries a comment: makes a variant of the model with the proposed change, analyses it, and compares the two. */
#ifndef TRUCE_WORKBENCH_TRIAL_H
#define TRUCE_WORKBENCH_TRIAL_H

#include "proposal.h"

#include <truce/comment.h>

typedef struct trial {
    truce_ctx *ctx;
    proposal proposal;
    truce_trial *found; /* with the number of the variant in the store */
    unsigned status;    /* 200, or the status of the error answer: 404, 422, 500 */
    bool was_cancelled; /* status is 503 then */
    char why[512];      /* the error as a sentence */
} trial;

/* Makes the variant, compares, and saves the variant as a model of its own. To be freed in any case. `watch` says how
 * much memory large arrays may take; its `attend` may be NULL. */
void trial_run(store *s, int64_t comment, const watcher *watch, trial *t);
void trial_free(trial *t);

#endif
