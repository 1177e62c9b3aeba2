/* SPDX-License-Identifier: Apache-2.0 */
/* The moves out of the states that are shown. */
#ifndef TRUCE_MOVES_LIST_H
#define TRUCE_MOVES_LIST_H

#include "render/csv.h"
#include "render/frame.h"
#include "render/json.h"

/* The members "moves" and "improvements" of an open object: for each party the states it can move to. */
void truce__json_moves(truce__json *json, const truce_graph *graph, truce_state state);
/* A row for each move: from, to, party, improvement. */
void truce__moves_csv(truce__out *out, const truce_graph *graph, truce__pick *pick);
void truce__moves_words(truce__out *out, const truce_graph *graph, truce__pick *pick);

#endif
