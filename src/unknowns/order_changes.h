/* SPDX-License-Identifier: Apache-2.0 */
/* Another order of a party's list, in the words of the file. */
#ifndef TRUCE_ORDER_CHANGES_H
#define TRUCE_ORDER_CHANGES_H

#include "unknowns/orders.h"

typedef TRUCE__VEC(truce_edit) truce__change_list;

/* Appends the changes that make the party's list this one, to be made one after the other; their texts are in
 * `arena`. Statements that stay where they are among each other are not moved: as few entries as there can be. A
 * ranking in which places were joined is written whole. `candidates` are those that the list was read with.
 * O(items^2). */
truce_status truce__order_changes(truce__arena *arena, const truce__list *list, const truce__pref_item *candidates,
                                  truce__order order, truce__change_list *changes);

#endif
