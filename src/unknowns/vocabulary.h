/* SPDX-License-Identifier: Apache-2.0 */
/* What a party may come to care about: for each option and each level above its first, that it stands there or
 * higher, and each outcome; and the negation of each. */
#ifndef TRUCE_VOCABULARY_H
#define TRUCE_VOCABULARY_H

#include "model/model.h"

/* The statements as items of an order, made in `arena`: option by option, then the outcomes, each before its
 * negation. O(levels + outcomes). */
truce_status truce__vocabulary(truce_ctx *ctx, truce__arena *arena, const truce_model *model,
                               truce__pref_item **items, uint32_t *count);

#endif
