/* SPDX-License-Identifier: Apache-2.0 */
/* What `explain` tells of a verdict in an open model: whether completions differ, and a reason for each side. */
#ifndef TRUCE_TOLD_SIDES_H
#define TRUCE_TOLD_SIDES_H

#include "concepts/sides.h"
#include "result/result.h"
#include "words/speak.h"

/* The verdict number `index` of an explanation as a whole, and whether completions differ in it. */
truce_verdict truce__told_verdict(const truce_explanation *e, uint64_t index);
bool truce__is_told_open(const truce_explanation *e, uint64_t index);
/* Its sides are numbered from 0, stable first: up to TRUCE_STABLE, some without a witness. */
const truce__side *truce__told_side(const truce_explanation *e, uint64_t index, uint64_t number);

/* Items are the sides of the verdict at the place of the list, stable first: `self` is the witness, `graph` that of
 * the completion. */
bool truce__next_side(const truce__at *list, truce__at *item);
/* At the place of a side: the alternatives that its completion takes, as far as they matter. */
extern const truce__field truce__taken_fields[];

/* The paths of these alternatives, "preferences.south.order.1.either.2; ...". */
void truce__add_taken(truce__text *text, const truce_explanation *e, uint64_t index, uint64_t number);

/* "Where the order of south has “sue”, then not “pump” in place 1:" */
void truce__speak_side(const truce__speaker *s, const truce__at *side);

#endif
