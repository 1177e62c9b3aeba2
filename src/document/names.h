/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finding things by name: a hash trie in an arena. Models with a hundred thousand named states are ordinary, so
 * looking through a list for every mention is out; a trie needs no resizing and so no memory outside the arena.
 */
#ifndef TRUCE_NAMES_H
#define TRUCE_NAMES_H

#include "base/base.h"

/* What a name stands for. Options, outcomes and the states of a plain graph share one vocabulary. */
typedef enum truce__name_kind {
    TRUCE__NAME_OPTION,
    TRUCE__NAME_OUTCOME,
    TRUCE__NAME_STATE,
    TRUCE__NAME_OTHER
} truce__name_kind;

typedef struct truce__name {
    struct truce__name *child[4];
    uint64_t hash;
    const char *text;
    size_t length;
    truce__name_kind kind;
    uint32_t index;
    truce__loc loc;
} truce__name;

typedef struct truce__names {
    truce__name *root;
} truce__names;

const truce__name *truce__names_find(const truce__names *names, const char *text, size_t length);

/* Adds a name unless it is there already; *earlier is then the entry found, else NULL. `text` must outlive
 * `names`. */
truce_status truce__names_add(truce__arena *arena, truce__names *names, truce__name entry,
                              const truce__name **earlier);

#endif
