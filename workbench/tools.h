/* SPDX-License-Identifier: Apache-2.0 */
/* The commands as tools of an assistant, made from the table of commands: a tool's schema, and an order from its
 * arguments. */
#ifndef TRUCE_WORKBENCH_TOOLS_H
#define TRUCE_WORKBENCH_TOOLS_H

#include "perform.h"
#include "shelf.h"

/* [{name, description, inputSchema, annotations}]. NULL: memory is out. */
json_object *tools_list(const shelf *s);

/* What a call asks for, and where its result is to go. */
typedef struct tool_call {
    order order;
    char *output; /* a file of the folder; NULL: the answer */
} tool_call;

/* Reads a call's arguments. False: `why` says what is wrong, and order.command is NULL if there is no such tool. The
 * call is to be freed in any case. */
bool tool_call_read(tool_call *call, const char *name, json_object *arguments, const shelf *s, char why[SHELF_WHY]);
void tool_call_free(tool_call *call);

#endif
