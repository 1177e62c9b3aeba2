/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A statement as it was parsed, for programs that show or change one piece by piece: a list of nodes in which the
 * operands stand before their operator, as they do in memory.
 */
#ifndef TRUCE_CHECK_PARSED_H
#define TRUCE_CHECK_PARSED_H

#include "model/inputs.h"
#include "result/result.h"

/* `count`, or for TRUCE__OP_ATOM and TRUCE__OP_OUTCOME what `node` of `stmt` says. */
typedef struct truce__parsed_node {
    const char *op; /* "and", ..., "option", "outcome" */
    const truce__stmt *stmt;
    const truce__node *node;
    uint32_t count; /* operands */
    uint64_t number; /* of "exactly", "at least", "at most": how many; of "state" its number */
} truce__parsed_node;

typedef TRUCE__VEC(truce__parsed_node) truce__parsed;

/* The nodes of what an input states; none where it states nothing, or too much to be shown in pieces. */
truce_status truce__parse_input(truce_ctx *ctx, const truce__input *input, truce__parsed *parsed);

/* A CHOICE of what a node is: its place's self is the truce__parsed, its index the node. */
extern const truce__field truce__parsed_choices[];

#endif
