/* SPDX-License-Identifier: Apache-2.0 */
/* Orders one edit after the other, for rankings and weights: there an edit is no step of a list that is built from
 * the top. Each order is a node. */
#ifndef TRUCE_ARRANGED_H
#define TRUCE_ARRANGED_H

#include "unknowns/cheapest.h"

/* As truce__cheapest_find(). */
truce_status truce__arranged_search(const truce__stakes *stakes, bool wanted, const truce__effort *effort,
                                    truce__cheapest *found);
/* As truce__orders_at(). */
truce_status truce__arranged_at(const truce__list *list, uint64_t price, uint64_t limit, truce__orders *orders,
                                bool *is_whole);

#endif
