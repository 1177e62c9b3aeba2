/* SPDX-License-Identifier: Apache-2.0 */
/* A reply is a variant: a model with the change that somebody proposes, analysed anew and compared with what it
 * was. */
#ifndef TRUCE_WORKBENCH_TRIAL_H
#define TRUCE_WORKBENCH_TRIAL_H

#include "exchange.h"

typedef struct trial {
    int64_t model;      /* the variant's id in the store */
    json_object *flips; /* [{outcome, name, concept, before, after}]: outcome null for the status quo */
    json_object *zone;  /* [{outcome, before, after}]: whether some deal has it, see <truce/deal.h> */
    unsigned status;    /* 200, or what an answer says when it failed: 404, 422, 500 */
    char why[512];      /* then: in a sentence */
} trial;

/* Takes up the reply: makes the variant, compares, and saves the variant as a model of its own. `memory`: bytes for
 * large arrays. */
void trial_run(store *s, int64_t reply, uint64_t memory, trial *t);
void trial_free(trial *t);

#endif
