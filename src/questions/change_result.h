/* SPDX-License-Identifier: Apache-2.0 */
/* An edit of a model's text as one entry of `changes`, so that it can be pasted into `events`. */
#ifndef TRUCE_CHANGE_RESULT_H
#define TRUCE_CHANGE_RESULT_H

#include "document/document.h"
#include "result/result.h"

/* What the place of such an entry has as `self`. */
typedef struct truce__told_change {
    truce__pair root; /* first, for the fields of its value */
    truce_ctx *ctx;
    truce__arena arena; /* for the edit's texts too */
    truce_edit edit;
    truce__document value; /* the edit's value as a tree */
} truce__told_change;

/* For `open` of the RECORD: begins an entry, whose edit is then made in change->arena and handed to the second. */
truce_status truce__change_begin(truce_ctx *ctx, truce__told_change **change);
truce_status truce__change_tell(truce__told_change *change, const truce_edit *edit);
/* For `close`, and after a failure. */
void truce__change_free(truce__told_change *change);

/* {"move": "preferences.north.order.2", "to": 3} */
extern const truce__field truce__change_fields[];

#endif
