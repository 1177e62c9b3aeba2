/* SPDX-License-Identifier: Apache-2.0 */
/* All orders of a list that are a given price away. */
#ifndef TRUCE_ORDERS_AT_H
#define TRUCE_ORDERS_AT_H

#include "unknowns/orders.h"

/* The most that edits of the list can cost. */
uint64_t truce__list_most_price(const truce__list *list);

/* Appends every order whose edits cost exactly `price`, each once. Stops behind `limit` orders or steps of that
 * number, and sets *is_whole to whether it did not. Edits that cost nothing are not made. O(orders x items). */
truce_status truce__orders_at(const truce__list *list, uint64_t price, uint64_t limit, truce__orders *orders,
                              bool *is_whole);

#endif
