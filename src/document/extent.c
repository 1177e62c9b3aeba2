/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Places in a text. libfyaml marks where scalars and brackets begin and end. It does not mark the end of a block, a
 * '-' or ':', or the place of a value that is not written: walking over the text in between finds those.
 */
#include "document/extent.h"

/* ---------------------------------------------------------------- finding */

/* Whether the text could be an id: small letters, digits and '_', a letter first. */
static bool is_word(const truce__yaml *node) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    return node->is_plain && node->length && strchr(letters, node->text[0]) &&
           strspn(node->text, "abcdefghijklmnopqrstuvwxyz0123456789_") == node->length;
}

const truce__yaml *truce__yaml_id(const truce__yaml *node) {
    if (node->kind == TRUCE__YAML_SCALAR && is_word(node)) return node;
    for (const truce__pair *pair = node->kind == TRUCE__YAML_MAP ? node->first : NULL; pair; pair = pair->next)
        if (strcmp(pair->key->text, "id") == 0 && pair->value->kind == TRUCE__YAML_SCALAR) return pair->value;
    return NULL;
}

/* The entry that a step names, and its position. A list's element is named by its position, or by its id. */
static const truce__pair *find_entry(const truce__yaml *node, const truce__step *step, truce__walked *memory,
                                     uint32_t *position) {
    uint32_t wanted = node->kind == TRUCE__YAML_LIST ? truce__step_position(step) : 0;
    bool is_list = node->kind == TRUCE__YAML_LIST;
    const truce__pair *pair = node->first;
    *position = 1;
    if (wanted && memory && memory->list == node && memory->position <= wanted)
        pair = memory->pair, *position = memory->position;
    for (; pair; pair = pair->next, ++*position) {
        const truce__yaml *name = wanted ? NULL : is_list ? truce__yaml_id(pair->value) : pair->key;
        if (wanted ? *position == wanted : name && strcmp(name->text, step->text) == 0) break;
    }
    if (wanted && pair && memory) *memory = (truce__walked){node, pair, *position};
    return pair;
}

void truce__place_find(const truce__yaml *root, const truce__path *path, truce__walked *memory, truce__place *place) {
    *place = (truce__place){.depth = 0};
    place->node[0] = root;
    for (size_t k = 0; k < path->count; k++) {
        const truce__pair *pair = find_entry(place->node[k], &path->steps[k], memory, &place->position[k + 1]);
        if (!pair) return;
        place->pair[k + 1] = pair;
        place->node[k + 1] = pair->value;
        place->depth = k + 1;
    }
}

/* ---------------------------------------------------------------- extents */

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

size_t truce__skip_blank(const truce__source *source, size_t at) {
    while (at < source->length) {
        bool is_comment = source->text[at] == '#' && (at == 0 || is_blank(source->text[at - 1]));
        if (is_comment)
            while (at < source->length && source->text[at] != '\n') at++;
        else if (is_blank(source->text[at])) at++;
        else break;
    }
    return at;
}

/* A scalar behind | or >, with its sign and without the blank lines after it. */
static truce__extent text_extent(const truce__source *source, const truce__yaml *node, size_t lead) {
    truce__extent extent = {truce__skip_blank(source, lead), node->extent.end};
    if (node->is_anchored) {
        extent.start = node->anchor;
        while (extent.start < source->length && !is_blank(source->text[extent.start])) extent.start++;
        extent.start = truce__skip_blank(source, extent.start);
    }
    size_t sign_end = extent.start;
    while (sign_end < source->length && !is_blank(source->text[sign_end])) sign_end++;
    while (extent.end > sign_end && is_blank(source->text[extent.end - 1])) extent.end--;
    if (extent.end < sign_end) extent.end = sign_end;
    return extent;
}

static size_t end_of(const truce__source *source, const truce__yaml *node);

truce__extent truce__value_extent(const truce__source *source, const truce__pair *pair, size_t lead) {
    const truce__yaml *node = pair->value;
    if (pair->alias.end) return pair->alias;
    if (node->kind == TRUCE__YAML_SCALAR && node->extent.end == 0) return (truce__extent){lead, lead};
    if (node->style == TRUCE__YAML_TEXT) return text_extent(source, node, lead);
    if (node->style != TRUCE__YAML_BLOCK && node->style != TRUCE__YAML_SINGLE) return node->extent;
    size_t start = node->style == TRUCE__YAML_SINGLE ? node->first->key->extent.start : node->extent.start;
    return (truce__extent){start, end_of(source, node)};
}

/* Behind the ':' of an entry whose slot begins at `start`; the key's end when there is none. */
static size_t lead_of_entry(const truce__source *source, const truce__pair *pair, size_t start) {
    size_t key_end = pair->key->extent.end ? pair->key->extent.end : start;
    size_t at = truce__skip_blank(source, key_end);
    return at < source->length && source->text[at] == ':' ? at + 1 : key_end;
}

static bool is_behind_dash(const truce__yaml *node) {
    return node->kind == TRUCE__YAML_LIST && node->style == TRUCE__YAML_BLOCK;
}

/* The slot of an entry that begins at `start`. */
static truce__slot slot_at(const truce__source *source, const truce__yaml *node, const truce__pair *pair,
                           size_t start) {
    truce__slot slot = {.start = start};
    slot.lead = pair->key ? lead_of_entry(source, pair, start) : is_behind_dash(node) ? start + 1 : start;
    slot.value = truce__value_extent(source, pair, slot.lead);
    slot.end = slot.value.end > slot.lead ? slot.value.end : slot.lead;
    return slot;
}

/* Where the last entry of a block ends. The last key is known without walking over the entries before it. The last
 * dash is not, but it matters only where nothing is written behind it. */
static size_t end_of(const truce__source *source, const truce__yaml *node) {
    const truce__pair *last = node->last;
    bool is_written = last->alias.end || last->value->kind != TRUCE__YAML_SCALAR || last->value->extent.end;
    if (last->key) return slot_at(source, node, last, last->key->extent.start).end;
    if (is_written) {
        size_t near = last->value->extent.start; /* for a text behind |, step back to its sign */
        while (last->value->style == TRUCE__YAML_TEXT && near > 0 && !strchr("|>", source->text[near])) near--;
        return truce__value_extent(source, last, near).end;
    }
    size_t at = node->extent.start;
    for (const truce__pair *pair = node->first; pair != last; pair = pair->next)
        at = truce__skip_blank(source, slot_at(source, node, pair, at).end);
    return at + 1;
}

/* Where the entry behind the one that ends at `end` begins. */
static size_t next_start(const truce__source *source, const truce__yaml *node, size_t end) {
    size_t at = truce__skip_blank(source, end);
    if (node->style != TRUCE__YAML_BRACKETS) return at;
    if (at < source->length && source->text[at] == ',') at++;
    return truce__skip_blank(source, at);
}

void truce__slots(const truce__source *source, const truce__yaml *node, truce__slot *slots) {
    size_t at = node->style == TRUCE__YAML_BRACKETS ? truce__skip_blank(source, node->extent.start + 1)
                : node->style == TRUCE__YAML_SINGLE ? node->first->key->extent.start
                                                    : node->extent.start;
    for (const truce__pair *pair = node->first; pair; pair = pair->next) {
        *slots = slot_at(source, node, pair, at);
        at = next_start(source, node, slots++->end);
    }
}
