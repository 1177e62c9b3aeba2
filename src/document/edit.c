/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Edits of a text. An edit is first made to the tree of values; then the smallest piece of the text that stands for the change
 * is replaced, and the new text is read again: it must give exactly the changed tree. Where it does not (a construct of YAML that
 * splicing knows nothing of), the value around it is written anew on one line, and so on outwards. So a wrong splice can cost
 * layout, never a meaning; what nothing can be done about, anchors and their aliases, is refused.
 *
 * Blocks are edited by lines: a comment directly above an entry, as far indented, belongs to it, and so does one behind it.
 */
#include "document/flow.h"
#include "document/extent.h"

#include <truce/edit.h>

#include <stdio.h>

typedef enum change_kind {
    REPLACE, /* the value at `depth` */
    ADD,     /* an entry to the mapping at `depth` */
    INSERT,  /* an element into the list at `depth` */
    DELETE,  /* an entry or element of the collection at `depth` */
    MOVE
} change_kind;

/* What an edit comes to, given what is there. */
typedef struct change {
    change_kind kind;
    size_t depth;             /* among place.node */
    const truce__yaml *key;   /* ADD */
    const truce__yaml *value; /* REPLACE, ADD, INSERT */
    uint32_t position, to;    /* INSERT, DELETE, MOVE */
} change;

typedef struct job {
    truce_ctx *ctx;
    truce__arena *arena; /* of one edit */
    const truce__source *source;
    const truce__yaml *root;
    const truce_edit *edit;
    truce__path path;
    truce__place place;
} job;

/* -------------------------------------------------------------- complaints */

static truce__loc container_loc(const job *j, size_t depth) {
    if (depth == 0) return (truce__loc){0};
    const truce__pair *pair = j->place.pair[depth];
    return pair->key ? pair->key->loc : pair->value->loc;
}

#define complain(j, depth, hint, ...) \
    truce__diag((j)->ctx, TRUCE_ERROR, (j)->source, container_loc((j), (depth)), (hint), __VA_ARGS__)

/* For "%.*s": the path down to `depth`. */
#define SHOWN(j, depth) (int)((depth) ? (j)->path.steps[(depth) - 1].end : 0), (j)->edit->path

/* The key or id of a container's entry that may have been meant. */
static truce_status nearest_step(const job *j, const truce__yaml *node, const truce__step *step, char hint[100]) {
    TRUCE__VEC(const char *) names = {0};
    truce_status status = truce__vec_reserve(j->ctx, &names, node->count);
    for (const truce__pair *pair = node->first; status == TRUCE_OK && names.at && pair; pair = pair->next) {
        const truce__yaml *name = pair->key ? pair->key : truce__yaml_id(pair->value);
        names.at[names.count++] = name ? name->text : NULL;
    }
    const char *nearest = status == TRUCE_OK ? truce__nearest(step->text, step->length, names.at, names.count) : NULL;
    if (nearest) snprintf(hint, 100, "did you mean '%.60s'?", nearest);
    truce__vec_free(j->ctx, &names);
    return status;
}

/* The path leads no further than place.depth. */
static truce_status is_missing(const job *j) {
    size_t depth = j->place.depth;
    const truce__yaml *node = j->place.node[depth];
    const truce__step *step = &j->path.steps[depth];
    char hint[100] = "";
    if (node->kind == TRUCE__YAML_SCALAR)
        return complain(j, depth, NULL, "there is no %.*s: %.*s is %s", SHOWN(j, depth + 1), SHOWN(j, depth),
                        truce__yaml_is_null(node) ? "empty" : "text");
    if (node->kind == TRUCE__YAML_LIST && truce__step_position(step))
        return complain(j, depth, NULL, "there is no %.*s: the list has %u element%s", SHOWN(j, depth + 1), node->count,
                        node->count == 1 ? "" : "s");
    TRY(nearest_step(j, node, step, hint));
    return complain(j, depth, hint[0] ? hint : NULL, "there is no %.*s", SHOWN(j, depth + 1));
}

/* ------------------------------------------------------------------- nodes */

static truce__yaml *new_node(const job *j, truce__yaml_kind kind, const char *text) {
    truce__yaml *node = truce__arena_alloc(j->arena, 1, sizeof *node);
    if (node) *node = (truce__yaml){.kind = kind, .text = text, .length = strlen(text), .style = TRUCE__YAML_BRACKETS};
    return node;
}

/* Appends to a collection that is being made. */
static truce_status append(const job *j, truce__yaml *node, const truce__yaml *key, const truce__yaml *value) {
    truce__pair *pair = truce__arena_alloc(j->arena, 1, sizeof *pair);
    if (!pair) return TRUCE_E_NOMEM;
    *pair = (truce__pair){.key = key, .value = value};
    if (node->last) node->last->next = pair;
    else node->first = pair;
    node->last = pair;
    node->count++;
    return TRUCE_OK;
}

/* {key: value}, or [value] for no key. */
static truce_status wrap(const job *j, const char *key, const truce__yaml *value, const truce__yaml **out) {
    truce__yaml *node = new_node(j, key ? TRUCE__YAML_MAP : TRUCE__YAML_LIST, "");
    truce__yaml *name = key ? new_node(j, TRUCE__YAML_SCALAR, key) : NULL;
    if (!node || (key && !name)) return TRUCE_E_NOMEM;
    *out = node;
    return append(j, node, name, value);
}

/* --------------------------------------------------------- what is to change */

/* The value as it stands below the steps from `from` on, of which nothing is there yet. *value is NULL after reporting. */
static truce_status nest(const job *j, size_t from, const truce__yaml **value) {
    for (size_t k = j->path.count; k-- > from && *value;) {
        uint32_t position = truce__step_position(&j->path.steps[k]);
        if (position > 1) *value = NULL;
        else TRY(wrap(j, position ? NULL : j->path.steps[k].text, *value, value));
    }
    return *value ? TRUCE_OK : is_missing(j);
}

/* What the text stands for that is written where notes could be: a statement alone means {that: STATEMENT}. */
static const char *implied_key(const job *j) {
    const truce__step *steps = j->path.steps;
    size_t count = j->path.count; /* the last step is the new key, the one before it the text */
    if (count == 3 && strcmp(steps[0].text, "status_quo") == 0) return "level";
    if (count >= 4 && strcmp(steps[count - 3].text, "becomes") == 0) return "level";
    if (count >= 4 && strcmp(steps[count - 3].text, "weigh") == 0) return "weight";
    if (count == 4 && strcmp(steps[0].text, "utilities") == 0) return "weight";
    return "that";
}

/* A text becomes a mapping that holds it, so that a note can stand beside it. */
static truce_status set_below_text(const job *j, const truce__yaml *value, change *c) {
    static const char *const notes[] = {"because", "source", "confidence", "name"};
    const truce__step *step = &j->path.steps[j->place.depth];
    const char *key = implied_key(j);
    bool is_note = false;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) is_note = is_note || strcmp(notes[i], step->text) == 0;
    bool is_itself = strcmp(key, step->text) == 0;
    if (j->path.count != j->place.depth + 1 || j->path.count < 2 || (!is_note && !is_itself)) return is_missing(j);
    *c = (change){.kind = REPLACE, .depth = j->place.depth, .value = value};
    if (is_itself) return TRUCE_OK;
    const truce__yaml *made;
    TRY(wrap(j, key, j->place.node[j->place.depth], &made));
    truce__yaml *name = new_node(j, TRUCE__YAML_SCALAR, step->text), *holder = new_node(j, TRUCE__YAML_MAP, "");
    if (!name || !holder) return TRUCE_E_NOMEM;
    TRY(append(j, holder, made->first->key, made->first->value));
    TRY(append(j, holder, name, value));
    c->value = holder;
    return TRUCE_OK;
}

static truce_status plan_set(const job *j, const truce__yaml *value, change *c) {
    size_t depth = j->place.depth;
    const truce__yaml *node = j->place.node[depth];
    if (depth == j->path.count) {
        *c = (change){.kind = REPLACE, .depth = depth, .value = value};
        return TRUCE_OK;
    }
    if (node->kind == TRUCE__YAML_LIST) return is_missing(j);
    if (node->kind == TRUCE__YAML_SCALAR && !truce__yaml_is_null(node)) return set_below_text(j, value, c);
    bool is_map = node->kind == TRUCE__YAML_MAP;
    TRY(nest(j, is_map ? depth + 1 : depth, &value));
    truce__yaml *key = new_node(j, TRUCE__YAML_SCALAR, j->path.steps[depth].text);
    if (!key) return TRUCE_E_NOMEM;
    if (value) *c = (change){.kind = is_map ? ADD : REPLACE, .depth = depth, .key = key, .value = value};
    return TRUCE_OK;
}

static truce_status plan_remove(const job *j, change *c) {
    size_t depth = j->path.count;
    if (j->place.depth < depth) return is_missing(j);
    const truce__yaml *holder = j->place.node[depth - 1];
    *c = (change){.kind = DELETE, .depth = depth - 1, .position = j->place.position[depth]};
    if (holder->count > 1 || depth == 1) return TRUCE_OK;
    *c = (change){.kind = REPLACE, .depth = depth - 1, .value = new_node(j, holder->kind, "")};
    return c->value ? TRUCE_OK : TRUCE_E_NOMEM;
}

/* The list that the path's last step is a position of; *list is NULL after reporting. */
static truce_status find_list(const job *j, const truce__yaml **list, uint32_t *position) {
    size_t depth = j->path.count - 1;
    *list = NULL;
    *position = j->place.depth > depth ? j->place.position[depth + 1] : truce__step_position(&j->path.steps[depth]);
    if (j->place.depth < depth) return is_missing(j);
    if (j->place.node[depth]->kind != TRUCE__YAML_LIST)
        return complain(j, depth, NULL, "%.*s is not a list", SHOWN(j, depth));
    if (*position == 0) return is_missing(j);
    *list = j->place.node[depth];
    return TRUCE_OK;
}

static truce_status plan_insert(const job *j, const truce__yaml *value, change *c) {
    size_t depth = j->path.count - 1;
    const truce__yaml *list;
    uint32_t position;
    bool is_new = j->place.depth < depth || (j->place.depth == depth && truce__yaml_is_null(j->place.node[depth]));
    if (is_new && truce__step_position(&j->path.steps[depth]) == 1) return plan_set(j, value, c);
    TRY(find_list(j, &list, &position));
    if (!list) return TRUCE_OK;
    if (position > list->count + 1) return is_missing(j);
    *c = (change){.kind = INSERT, .depth = depth, .value = value, .position = position};
    return TRUCE_OK;
}

static truce_status plan_move(const job *j, change *c) {
    const truce__yaml *list;
    uint32_t position;
    TRY(find_list(j, &list, &position));
    if (!list) return TRUCE_OK;
    if (position > list->count) return is_missing(j);
    if (j->edit->to < 1 || j->edit->to > list->count)
        return complain(j, j->path.count - 1, NULL, "%s cannot move to %u: the list has %u element%s", j->edit->path, j->edit->to,
                        list->count, list->count == 1 ? "" : "s");
    *c = (change){.kind = MOVE, .depth = j->path.count - 1, .position = position, .to = j->edit->to};
    return TRUCE_OK;
}

/* ---------------------------------------------------------- the changed tree */

static truce_status add_all(const job *j, const truce__yaml *node, uint32_t without, truce__yaml *copy) {
    uint32_t position = 1;
    for (const truce__pair *pair = node->first; pair; pair = pair->next, position++)
        if (position != without) TRY(append(j, copy, pair->key, pair->value));
    return TRUCE_OK;
}

/* A list with `value` at `position`, and without the element that was at `without`. */
static truce_status add_with(const job *j, const truce__yaml *node, uint32_t without, uint32_t position, const truce__yaml *value,
                             truce__yaml *copy) {
    uint32_t at = 1;
    for (const truce__pair *pair = node->first; pair; pair = pair->next, at++) {
        if (at == without) continue;
        if (copy->count + 1 == position) TRY(append(j, copy, NULL, value));
        TRY(append(j, copy, pair->key, pair->value));
    }
    return copy->count + 1 == position ? append(j, copy, NULL, value) : TRUCE_OK;
}

static const truce__yaml *element(const truce__yaml *node, uint32_t position) {
    const truce__pair *pair = node->first;
    while (--position) pair = pair->next;
    return pair->value;
}

static truce_status changed_collection(const job *j, const change *c, const truce__yaml *node, truce__yaml *copy) {
    if (c->kind == DELETE) return add_all(j, node, c->position, copy);
    if (c->kind == INSERT) return add_with(j, node, 0, c->position, c->value, copy);
    if (c->kind == MOVE) return add_with(j, node, c->position, c->to, element(node, c->position), copy);
    TRY(add_all(j, node, 0, copy));
    return append(j, copy, c->key, c->value);
}

/* The values from `depth` on as they will be; after[k] is what place.node[k] becomes. */
static truce_status change_tree(const job *j, const change *c, const truce__yaml **after) {
    size_t depth = c->depth;
    truce__yaml *copy;
    if (c->kind == REPLACE) {
        after[depth] = c->value;
    } else {
        copy = new_node(j, j->place.node[depth]->kind, "");
        if (!copy) return TRUCE_E_NOMEM;
        TRY(changed_collection(j, c, j->place.node[depth], copy));
        after[depth] = copy;
    }
    while (depth-- > 0) {
        const truce__yaml *node = j->place.node[depth];
        copy = new_node(j, node->kind, "");
        if (!copy) return TRUCE_E_NOMEM;
        for (const truce__pair *pair = node->first; pair; pair = pair->next)
            TRY(append(j, copy, pair->key, pair == j->place.pair[depth + 1] ? after[depth + 1] : pair->value));
        after[depth] = copy;
    }
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- splicing */

/* Bytes [start, end) of the text give way to `text`. */
typedef struct splice {
    size_t start, end;
    truce__text text;
} splice;

static size_t line_start(const truce__source *source, size_t at) {
    while (at > 0 && source->text[at - 1] != '\n') at--;
    return at;
}

static size_t line_end(const truce__source *source, size_t at) {
    while (at < source->length && source->text[at] != '\n') at++;
    return at;
}

/* The slots of a collection. In a block each reaches over the comments that belong to it. */
static truce_status make_slots(const job *j, const truce__yaml *node, truce__slot **out) {
    truce__slot *slots = *out = truce__arena_alloc(j->arena, node->count, sizeof *slots);
    if (!slots) return TRUCE_E_NOMEM;
    truce__slots(j->source, node, slots);
    const char *text = j->source->text;
    for (uint32_t i = 0; node->style == TRUCE__YAML_BLOCK && i < node->count; i++) {
        size_t start = line_start(j->source, slots[i].start), indent = slots[i].start - start;
        slots[i].end = line_end(j->source, slots[i].end);
        if (strspn(text + start, " ") != indent) continue;
        while (start > 0) {
            size_t above = line_start(j->source, start - 1);
            if (strspn(text + above, " ") != indent || text[above + indent] != '#') break;
            start = above;
        }
        slots[i].start = start + indent;
    }
    return TRUCE_OK;
}

/* What stands between two entries: a comma, or a line end and the indentation. */
static void add_separator(const job *j, const truce__yaml *node, splice *s) {
    if (node->style != TRUCE__YAML_BLOCK) {
        truce__text_puts(&s->text, ", ");
        return;
    }
    truce__text_puts(&s->text, "\n");
    truce__text_fill(&s->text, ' ', node->extent.start - line_start(j->source, node->extent.start));
}

/* A new entry or element, as the collection writes it. */
static void add_entry(const truce__yaml *node, const change *c, splice *s) {
    bool is_block = node->style == TRUCE__YAML_BLOCK;
    if (c->key) truce__write_key(&s->text, c->key);
    else if (is_block) truce__text_puts(&s->text, "- ");
    if (is_block) truce__write_value(&s->text, c->value, TRUCE__MAX_TEXT);
    else truce__write_flow(&s->text, c->value, TRUCE__MAX_TEXT);
}

static void splice_in(const job *j, const truce__yaml *node, const truce__slot *slots, const change *c, splice *s) {
    uint32_t position = c->kind == ADD ? node->count + 1 : c->position;
    if (node->count == 0) { /* between brackets */
        s->start = s->end = node->extent.start + 1;
        add_entry(node, c, s);
    } else if (position > node->count) {
        s->start = s->end = slots[node->count - 1].end;
        add_separator(j, node, s);
        add_entry(node, c, s);
    } else {
        s->start = s->end = slots[position - 1].start;
        add_entry(node, c, s);
        add_separator(j, node, s);
    }
}

static void splice_out(const truce__yaml *node, const truce__slot *slots, uint32_t position, splice *s) {
    bool is_last = position == node->count;
    s->start = is_last ? slots[position - 2].end : slots[position - 1].start;
    s->end = is_last ? slots[position - 1].end : slots[position].start;
}

/* The slots' texts change places; what stands between the slots stays. */
static void splice_move(const job *j, const truce__slot *slots, uint32_t from, uint32_t to, splice *s) {
    uint32_t low = from < to ? from : to, high = from < to ? to : from;
    s->start = slots[low - 1].start;
    s->end = slots[high - 1].end;
    for (uint32_t k = low; k <= high; k++) {
        uint32_t old = k == to ? from : from < to ? k + 1 : k - 1;
        const truce__slot *slot = &slots[old - 1];
        truce__text_add(&s->text, j->source->text + slot->start, slot->end - slot->start);
        if (k < high) truce__text_add(&s->text, j->source->text + slots[k - 1].end, slots[k].start - slots[k - 1].end);
    }
}

/* A new value for an entry of `holder`. */
static void splice_value(const job *j, const truce__yaml *holder, const truce__yaml *old, const truce__slot *slot,
                         const truce__yaml *value, splice *s) {
    const char *text = j->source->text;
    bool is_block = holder->style == TRUCE__YAML_BLOCK;
    bool is_by_lines = is_block && (old->style == TRUCE__YAML_BLOCK || old->style == TRUCE__YAML_TEXT);
    bool is_written = slot->value.end > slot->value.start;
    s->start = is_by_lines ? slot->lead : slot->value.start;
    s->end = is_by_lines ? line_end(j->source, slot->value.end) : slot->value.end;
    if (!is_written && slot->lead > 0 && !strchr(":-", text[slot->lead - 1])) truce__text_puts(&s->text, ":");
    if (!is_written || is_by_lines) truce__text_puts(&s->text, " ");
    if (is_block) truce__write_value(&s->text, value, TRUCE__MAX_TEXT);
    else truce__write_flow(&s->text, value, TRUCE__MAX_TEXT);
    size_t rest = line_end(j->source, slot->lead);
    if (!is_by_lines || slot->value.start < rest) return;
    while (rest > slot->lead && text[rest - 1] == ' ') rest--;
    truce__text_add(&s->text, text + slot->lead, rest - slot->lead); /* a comment behind the key */
}

static truce_status make_splice(const job *j, const change *c, splice *s) {
    size_t holder_depth = c->kind == REPLACE ? c->depth - 1 : c->depth;
    const truce__yaml *holder = j->place.node[holder_depth];
    truce__slot *slots;
    truce__text_init(&s->text, j->ctx);
    TRY(make_slots(j, holder, &slots));
    if (c->kind == DELETE) splice_out(holder, slots, c->position, s);
    else if (c->kind == MOVE) splice_move(j, slots, c->position, c->to, s);
    else if (c->kind != REPLACE) splice_in(j, holder, slots, c, s);
    else splice_value(j, holder, j->place.node[c->depth], &slots[j->place.position[c->depth] - 1], c->value, s);
    return s->text.failed ? TRUCE_E_NOMEM : TRUCE_OK;
}

/* ------------------------------------------------------------- one edit made */

/* The text after an edit, and its tree. */
typedef struct outcome {
    truce__arena *arena;
    truce__source source;
    const truce__yaml *root;
} outcome;

/* Reads a text that may turn out wrong, without saying so. *root is NULL then. */
static truce_status read_quietly(const job *j, outcome *out) {
    truce_ctx *aside = truce_ctx_new(&(truce_config){.allocator = &j->ctx->allocator, .threads = 1});
    if (!aside) return TRUCE_E_NOMEM;
    truce_status status = truce__yaml_parse(aside, out->arena, out->arena, &out->source, &out->root);
    if (truce_diag_count(aside, TRUCE_ERROR)) out->root = NULL;
    truce_ctx_free(aside);
    return status == TRUCE_E_LIMIT ? TRUCE_OK : status;
}

static truce_status apply_splice(const job *j, const splice *s, outcome *out) {
    const truce__source *old = j->source;
    size_t length = s->start + s->text.length + (old->length - s->end);
    char *text = truce__arena_alloc(out->arena, length + 1, 1);
    if (!text) return TRUCE_E_NOMEM;
    memcpy(text, old->text, s->start);
    if (s->text.length) memcpy(text + s->start, s->text.bytes, s->text.length);
    memcpy(text + s->start + s->text.length, old->text + s->end, old->length - s->end);
    out->source = (truce__source){.file = old->file, .text = text, .length = length};
    return length > TRUCE__MAX_TEXT ? truce__too_long(j->ctx, length, old->file) : read_quietly(j, out);
}

/* Tries the change; *is_good: the text now says what it should. */
static truce_status try_change(const job *j, const change *c, const truce__yaml *expected, outcome *out, bool *is_good) {
    splice s = {0};
    truce_status status = make_splice(j, c, &s);
    *is_good = false;
    if (status == TRUCE_OK && s.start <= s.end && s.end <= j->source->length) {
        status = apply_splice(j, &s, out);
        *is_good = status == TRUCE_OK && out->root && truce__yaml_equal(out->root, expected);
    }
    truce__text_free(&s.text);
    return status;
}

/* Whether what stands at these places stands elsewhere too. */
static truce_status check_shared(const job *j, const change *c, bool *is_good) {
    for (size_t k = 1; k <= c->depth; k++) {
        bool is_itself = k == c->depth && c->kind == REPLACE;
        bool is_alias = j->place.pair[k]->alias.end && !is_itself;
        if (!is_alias && !j->place.node[k]->is_anchored) continue;
        if (is_itself && j->place.pair[k]->alias.end) continue; /* the alias gives way to a value of its own */
        *is_good = false;
        return complain(j, k, "edit the text by hand", "%.*s is %s: what stands there stands elsewhere too", SHOWN(j, k),
                        is_alias ? "an alias" : "marked by an anchor");
    }
    return TRUCE_OK;
}

static truce_status make_change(const job *j, change c, outcome *out, bool *is_good) {
    const truce__yaml *after[TRUCE__MAX_STEPS + 1];
    TRY(check_shared(j, &c, is_good));
    if (!*is_good) return TRUCE_OK;
    TRY(change_tree(j, &c, after));
    for (;;) {
        TRY(try_change(j, &c, after[0], out, is_good));
        if (*is_good) return TRUCE_OK;
        size_t depth = c.kind == REPLACE ? c.depth - 1 : c.depth;
        if (depth == 0)
            return complain(j, j->place.depth, "edit the text by hand", "the text cannot be edited at %s", j->edit->path);
        c = (change){.kind = REPLACE, .depth = depth, .value = after[depth]};
    }
}

/* ---------------------------------------------------------------- all edits */

static truce_status plan(const job *j, const truce__yaml *value, change *c) {
    switch (j->edit->op) {
    case TRUCE_EDIT_SET: return plan_set(j, value, c);
    case TRUCE_EDIT_REMOVE: return plan_remove(j, c);
    case TRUCE_EDIT_INSERT: return plan_insert(j, value, c);
    case TRUCE_EDIT_MOVE: return plan_move(j, c);
    }
    return TRUCE_OK;
}

/* The value of an edit as a tree; errors in it point into it. */
static truce_status read_value(const job *j, const truce__yaml **value) {
    static const char nothing[] = "null";
    bool is_wanted = j->edit->op == TRUCE_EDIT_SET || j->edit->op == TRUCE_EDIT_INSERT;
    const char *text = j->edit->value ? j->edit->value : nothing;
    truce__source source = {.file = "value", .text = text, .length = strlen(text)};
    *value = NULL;
    if (!is_wanted) return TRUCE_OK;
    size_t errors = truce_diag_count(j->ctx, TRUCE_ERROR);
    bool is_blank = text[strspn(text, " \t\r\n")] == 0;
    if (!is_blank) TRY(truce__check_bytes(j->ctx, &source));
    if (!is_blank && truce_diag_count(j->ctx, TRUCE_ERROR) == errors)
        TRY(truce__yaml_parse(j->ctx, j->arena, j->arena, &source, value));
    if (*value || truce_diag_count(j->ctx, TRUCE_ERROR) != errors) return TRUCE_OK;
    return truce__diag(j->ctx, TRUCE_ERROR, &source, (truce__loc){0}, NULL, "the value of the edit at %s is empty", j->edit->path);
}

static truce_status make_edit(job *j, outcome *out) {
    const char *problem;
    const truce__yaml *value;
    change c = {0};
    size_t errors = truce_diag_count(j->ctx, TRUCE_ERROR);
    TRY(truce__path_parse(j->arena, j->edit->path, &j->path, &problem));
    if (problem)
        TRY(truce__diag(j->ctx, TRUCE_ERROR, j->source, (truce__loc){0}, NULL, "'%s' is not a path: %s", j->edit->path, problem));
    TRY(read_value(j, &value));
    if (truce_diag_count(j->ctx, TRUCE_ERROR) != errors) return TRUCE_E_USAGE;
    truce__place_find(j->root, &j->path, NULL, &j->place);
    TRY(plan(j, value, &c));
    bool is_good = truce_diag_count(j->ctx, TRUCE_ERROR) == errors;
    if (is_good) TRY(make_change(j, c, out, &is_good));
    return is_good ? TRUCE_OK : TRUCE_E_USAGE;
}

/* The new text in a block of its own, with the line ends and the mark that the old one had. */
static truce_status hand_over(truce_ctx *ctx, const truce__source *source, const char *old, size_t old_length, char **edited,
                              size_t *edited_length) {
    const char *first_end = memchr(old, '\n', old_length);
    bool has_returns = first_end && first_end > old && first_end[-1] == '\r';
    bool has_mark = old_length >= 3 && memcmp(old, TRUCE__BYTE_ORDER_MARK, 3) == 0;
    truce__text text;
    truce__text_init(&text, ctx);
    if (has_mark) truce__text_puts(&text, TRUCE__BYTE_ORDER_MARK);
    for (size_t at = 0; has_returns && at < source->length; at++)
        truce__text_add(&text, source->text[at] == '\n' ? "\r\n" : source->text + at, source->text[at] == '\n' ? 2 : 1);
    if (!has_returns) truce__text_add(&text, source->text, source->length);
    if (text.failed) {
        truce__text_free(&text);
        return TRUCE_E_NOMEM;
    }
    *edited = text.bytes;
    *edited_length = text.length;
    return TRUCE_OK;
}

static truce_status read_first(truce_ctx *ctx, const char *text, size_t length, const char *file, outcome *out) {
    size_t errors = truce_diag_count(ctx, TRUCE_ERROR);
    TRY(truce__keep_text(out->arena, text, length, file, &out->source));
    TRY(truce__check_bytes(ctx, &out->source));
    if (truce_diag_count(ctx, TRUCE_ERROR) != errors) return TRUCE_E_MODEL;
    TRY(truce__yaml_parse(ctx, out->arena, out->arena, &out->source, &out->root));
    if (truce_diag_count(ctx, TRUCE_ERROR) != errors || !out->root) return TRUCE_E_MODEL;
    if (out->root->kind == TRUCE__YAML_MAP) return TRUCE_OK;
    TRY(truce__diag(ctx, TRUCE_ERROR, &out->source, out->root->loc, NULL, "a model must be a mapping"));
    return TRUCE_E_MODEL;
}

truce_status truce_text_edit(truce_ctx *ctx, const char *text, size_t length, const char *file, const truce_edit *edits,
                             size_t count, char **edited, size_t *edited_length) {
    truce__arena arenas[2];
    for (int i = 0; i < 2; i++) truce__arena_init(&arenas[i], ctx);
    outcome now = {.arena = &arenas[0]};
    truce_status status = TRUCE_OK;
    if (!file) file = "";
    if (length > TRUCE__MAX_TEXT) TRY_OR_DONE(truce__too_long(ctx, length, file));
    TRY_OR_DONE(read_first(ctx, text, length, file, &now));
    for (size_t i = 0; i < count; i++) {
        truce__arena *other = now.arena == &arenas[0] ? &arenas[1] : &arenas[0];
        job j = {.ctx = ctx, .arena = now.arena, .source = &now.source, .root = now.root, .edit = &edits[i]};
        outcome next = {.arena = other};
        TRY_OR_DONE(make_edit(&j, &next));
        next.source.file = file;
        truce__arena_free(now.arena);
        truce__arena_init(now.arena, ctx);
        now = next;
    }
    TRY_OR_DONE(hand_over(ctx, &now.source, text, length, edited, edited_length));
done:
    for (int i = 0; i < 2; i++) truce__arena_free(&arenas[i]);
    return status;
}
