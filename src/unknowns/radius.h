/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How far a verdict is from its opposite: the least price of edits of the parties' lists that end an equilibrium or,
 * where there is none, make one.
 *
 * Nash, GMR and SMR of a party depend on its own list alone. So an equilibrium ends with the cheapest party, and to
 * make one each party pays for itself: prices add up and answers multiply. SEQ depends on all lists. It lies between
 * Nash and GMR: profiles of orders are tried price by price from the bound that follows, and an order that is stable
 * by Nash, or not by GMR, decides without a look at the others.
 */
#ifndef TRUCE_RADIUS_H
#define TRUCE_RADIUS_H

#include "unknowns/radius_found.h"

/* The radius of a state under one concept; `lists` are those of all parties, read with what edits are allowed. What
 * takes more than `effort` is not an error. Every answer told was judged from the definitions: TRUCE_E_BUG if one
 * fails. Free it in any case. */
truce_status truce__radius_find(truce_ctx *ctx, const truce__list *lists, uint64_t cell, truce__stake stake,
                                const truce__effort *effort, truce__radius *radius);

#endif
