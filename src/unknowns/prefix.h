/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_PREFIX_H
#define TRUCE_PREFIX_H

#include "unknowns/cheapest.h"

/* truce__cheapest_find() for the statements of an order. */
truce_status truce__prefix_search(const truce__stakes *stakes, bool wanted, const truce__effort *effort,
                                  truce__cheapest *found);

#endif
