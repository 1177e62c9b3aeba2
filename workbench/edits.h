/* SPDX-License-Identifier: Apache-2.0 */
/* Edits as JSON, [{"op": "set", "path": "title", "value": "..."}], become edits of the library. */
#ifndef TRUCE_WORKBENCH_EDITS_H
#define TRUCE_WORKBENCH_EDITS_H

#include "exchange.h"

#include <truce/edit.h>

enum { MAX_EDITS = 1000 };

/* Reads a list. The edits borrow its texts, so the list must outlive them; free the edits with free(). NULL after an
 * error answer. */
truce_edit *read_edits(json_object *list, response *r, size_t *count);

#endif
