/* SPDX-License-Identifier: Apache-2.0 */
/* Where the value at a path stands in the text of a model. */
#ifndef TRUCE_EXTENT_H
#define TRUCE_EXTENT_H

#include "document/path.h"
#include "document/yaml.h"

/* The values along a path, as far as it leads: node[0] is the root, node[k] the value behind step k, for k up to
 * `depth`. */
typedef struct truce__place {
    size_t depth;
    const truce__yaml *node[TRUCE__MAX_STEPS + 1];
    const truce__pair *pair[TRUCE__MAX_STEPS + 1];  /* of node[k] in node[k - 1] */
    uint32_t position[TRUCE__MAX_STEPS + 1];        /* of that pair, from 1 */
} truce__place;

/* Follows the path. `memory` (zeroed at first; may be NULL) remembers which list was walked last and how far, so that
 * asking for one element after the other stays linear. */
typedef struct truce__walked {
    const truce__yaml *list;
    const truce__pair *pair;
    uint32_t position;
} truce__walked;

/* What names an element of a list: the value of its key 'id', or the element itself if it is one word; or NULL. */
const truce__yaml *truce__yaml_id(const truce__yaml *node);

void truce__place_find(const truce__yaml *root, const truce__path *path, truce__walked *memory, truce__place *place);

/* The extent of an entry's or element's value. `lead`: behind the ':' or '-' that leads it. A value that is not
 * written has an empty extent at `lead`. */
truce__extent truce__value_extent(const truce__source *source, const truce__pair *pair, size_t lead);

/* An entry or element with all that belongs to it: `start` is the key's, the dash's or, between brackets, the
 * value's. */
typedef struct truce__slot {
    size_t start, end;
    size_t lead; /* behind the ':' or '-'; equal to the key's end, or to `start`, where there is none */
    truce__extent value;
} truce__slot;

/* The slots of all entries of a collection; `slots` has room for node->count. */
void truce__slots(const truce__source *source, const truce__yaml *node, truce__slot *slots);

/* Behind blanks, line ends and comments that begin at `at`. */
size_t truce__skip_blank(const truce__source *source, size_t at);

#endif
