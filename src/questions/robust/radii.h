/* SPDX-License-Identifier: Apache-2.0 */
/* The part of `robust` about least edits: how few of them turn a verdict into its opposite. */
#ifndef TRUCE_RADII_H
#define TRUCE_RADII_H

#include "questions/questions.h"
#include "unknowns/order_changes.h"
#include "unknowns/radius.h"

enum { TRUCE__USUAL_EFFORT = 10000000 }; /* looks of a search */

typedef struct truce__told_answer { /* changes, from `first` on and before `end` */
    size_t first, end;
} truce__told_answer;

typedef struct truce__told_order { /* a party's list in the first answer */
    uint32_t party;
    truce__order order;
} truce__told_order;

/* A state under one concept. */
typedef struct truce__radius_row {
    truce_state state;
    uint32_t slot;
    truce__stake stake;
    bool holds, is_unconditional, is_known, is_counted; /* as in truce__radius */
    uint64_t price, count;
    const truce__own_radius *own; /* of each party */
    size_t first_answer, n_answers;
    const truce__told_order *others;
    uint32_t n_others;
} truce__radius_row;

typedef struct truce__radii {
    truce_ctx *ctx;
    truce__arena arena;
    bool is_asked;
    bool allows[4]; /* edits, in the order of their names */
    const truce__pref_item *candidates; /* what may be inserted */
    truce__list *lists; /* while the search goes on */
    uint32_t n_lists;
    TRUCE__VEC(truce__radius_row) rows; /* by concept, then by state */
    TRUCE__VEC(truce__told_answer) answers;
    truce__change_list changes;
    uint32_t n_asked, n_many; /* concepts that have radii; those with so many equilibria that they were left out */
    uint64_t n_checked;       /* answers that were read again */
} truce__radii;

extern const char *const truce__radius_edit_names[]; /* up to NULL */

/* Finds what the arguments `radius`, `edits` and `effort` ask for. Free it in any case. Errors: those of the search,
 * TRUCE_E_BUG when an answer fails its check. */
truce_status truce__radii_find(truce_ctx *ctx, const truce_solution *solution, const truce_query *query,
                               truce__radii *radii);
void truce__radii_free(truce__radii *radii);

#endif
