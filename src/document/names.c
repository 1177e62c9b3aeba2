/* SPDX-License-Identifier: Apache-2.0 */
/* The hash trie of names.h: each level of the trie spends two bits of a 64-bit FNV-1a hash. */
#include "document/names.h"

static uint64_t hash_of(const char *text, size_t length) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    return hash ^ hash >> 32;
}

static bool is_name(const truce__name *name, uint64_t hash, const char *text, size_t length) {
    return name->hash == hash && name->length == length && (length == 0 || memcmp(name->text, text, length) == 0);
}

const truce__name *truce__names_find(const truce__names *names, const char *text, size_t length) {
    uint64_t hash = hash_of(text, length), bits = hash;
    for (const truce__name *name = names->root; name; name = name->child[bits & 3], bits >>= 2)
        if (is_name(name, hash, text, length)) return name;
    return NULL;
}

truce_status truce__names_add(truce__arena *arena, truce__names *names, truce__name entry,
                              const truce__name **earlier) {
    uint64_t hash = hash_of(entry.text, entry.length), bits = hash;
    truce__name **place = &names->root;
    for (; *place; place = &(*place)->child[bits & 3], bits >>= 2) {
        if (!is_name(*place, hash, entry.text, entry.length)) continue;
        *earlier = *place;
        return TRUCE_OK;
    }
    *earlier = NULL;
    *place = truce__arena_alloc(arena, 1, sizeof **place);
    if (!*place) return TRUCE_E_NOMEM;
    **place = entry;
    (*place)->hash = hash;
    memset((*place)->child, 0, sizeof (*place)->child);
    return TRUCE_OK;
}
