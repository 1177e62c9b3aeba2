/* SPDX-License-Identifier: Apache-2.0 */
/* Held collections: copies with tables of their entries and names, so that an edit need not search for them. */
#include "document/editor.h"

/* Updates the neighbours of the entry at `index`, and the collection. */
static void link_entry(truce__held *held, uint32_t index) {
    truce__entry **at = held->entries.at;
    uint32_t count = held->node.count;
    if (index < count) at[index]->pair.next = index + 1 < count ? &at[index + 1]->pair : NULL;
    if (index > 0 && index - 1 < count) at[index - 1]->pair.next = index < count ? &at[index]->pair : NULL;
    held->node.first = count ? &at[0]->pair : NULL;
    held->node.last = count ? &at[count - 1]->pair : NULL;
    if (count && held->node.style == TRUCE__YAML_BLOCK) held->node.extent.start = at[0]->start;
}

/* Enters a key, whether it is new or was there before. */
static truce_status name_entry(truce__editor *e, truce__held *held, truce__entry *entry) {
    const truce__name *earlier;
    const truce__yaml *key = entry->pair.key;
    if (!key) return TRUCE_OK;
    truce__name name = {.text = key->text, .length = strlen(key->text), .index = (uint32_t)held->named.count};
    TRY(truce__names_add(&e->arena, &held->names, name, &earlier));
    if (!earlier) return truce__vec_push(e->ctx, &held->named, entry);
    held->named.at[earlier->index] = entry;
    return TRUCE_OK;
}

static void forget_name(truce__held *held, const truce__entry *entry) {
    const truce__yaml *key = entry->pair.key;
    const truce__name *name = key ? truce__names_find(&held->names, key->text, strlen(key->text)) : NULL;
    if (name && held->named.at[name->index] == entry) held->named.at[name->index] = NULL;
}

static truce_status find_slots(truce__editor *e, truce__held *held) {
    truce__slot *slots = truce__calloc(e->ctx, held->node.count, sizeof *slots);
    if (!slots) return TRUCE_E_NOMEM;
    truce__source around = truce__pieces_around(&e->text, held->node.extent.start);
    truce__slots(&around, &held->node, slots);
    for (uint32_t i = 0; i < held->node.count; i++)
        held->entries.at[i]->start = slots[i].start, held->entries.at[i]->lead = slots[i].lead;
    truce__free(e->ctx, slots);
    return TRUCE_OK;
}

static truce_status fill(truce__editor *e, truce__held *held) {
    TRY(truce__vec_reserve(e->ctx, &held->entries, (size_t)held->node.count + 1));
    truce__entry *entries = truce__arena_alloc(&e->arena, held->node.count, sizeof *entries);
    if (!entries) return TRUCE_E_NOMEM;
    for (const truce__pair *pair = held->node.first; pair; pair = pair->next) {
        entries->pair = *pair;
        TRY(name_entry(e, held, entries));
        held->entries.at[held->entries.count++] = entries++;
    }
    if (e->has_text && held->node.count) TRY(find_slots(e, held));
    for (uint32_t i = held->node.count; i-- > 0;) link_entry(held, i);
    return TRUCE_OK;
}

truce_status truce__hold(truce__editor *e, const truce__yaml *node, truce__held **held) {
    if (node->is_held) {
        *held = truce__as_held(node);
        return TRUCE_OK;
    }
    *held = truce__arena_alloc(&e->arena, 1, sizeof **held);
    if (!*held) return TRUCE_E_NOMEM;
    **held = (truce__held){.node = *node, .next = e->held};
    (*held)->node.is_held = true;
    e->held = *held;
    return fill(e, *held);
}

truce_status truce__entry_put(truce__editor *e, truce__held *held, uint32_t index, truce__entry *entry) {
    TRY(truce__vec_reserve(e->ctx, &held->entries, held->entries.count + 1));
    truce__entry **at = held->entries.at + index;
    memmove(at + 1, at, (held->entries.count++ - index) * sizeof *at);
    *at = entry;
    held->node.count++;
    link_entry(held, index);
    return name_entry(e, held, entry);
}

truce__entry *truce__entry_take(truce__held *held, uint32_t index) {
    assert(index < held->node.count && held->node.count == held->entries.count);
    truce__entry **at = held->entries.at + index, *taken = *at;
    memmove(at, at + 1, (--held->entries.count - index) * sizeof *at);
    held->node.count--;
    link_entry(held, index);
    forget_name(held, taken);
    return taken;
}
