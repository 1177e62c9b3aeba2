/* SPDX-License-Identifier: Apache-2.0 */
/* From an edit to a plan: one change of one collection or value, or a complaint. */
#include "document/editor.h"

#include <stdio.h>

typedef truce__job job;

/* -------------------------------------------------------------- complaints */

truce__loc truce__place_loc(const truce__place *place, size_t depth) {
    if (depth == 0) return (truce__loc){0};
    const truce__pair *pair = place->pair[depth];
    return pair->key ? pair->key->loc : pair->value->loc;
}

/* The key or id of a container's entry that may have been meant. */
static truce_status nearest_step(const job *j, const truce__yaml *node, const truce__step *step, char hint[100]) {
    TRUCE__VEC(const char *) names = {0};
    truce_status status = truce__vec_reserve(j->editor->ctx, &names, node->count);
    for (const truce__pair *pair = node->first; status == TRUCE_OK && names.at && pair; pair = pair->next) {
        const truce__yaml *name = pair->key ? pair->key : truce__yaml_id(pair->value);
        names.at[names.count++] = name ? name->text : NULL;
    }
    const char *nearest = status == TRUCE_OK ? truce__nearest(step->text, step->length, names.at, names.count) : NULL;
    if (nearest) snprintf(hint, 100, "did you mean '%.60s'?", nearest);
    truce__vec_free(j->editor->ctx, &names);
    return status;
}

/* Complains that the path leads no further than place.depth. */
static truce_status is_missing(job *j) {
    size_t depth = j->place.depth;
    const truce__yaml *node = j->place.node[depth];
    const truce__step *step = &j->path->steps[depth];
    char hint[100] = "";
    if (node->kind == TRUCE__YAML_SCALAR)
        return truce__refuse(j, depth, NULL, "there is no %.*s: %.*s is %s", TRUCE__PATH_TO(j, depth + 1),
                             TRUCE__PATH_TO(j, depth), truce__yaml_is_null(node) ? "empty" : "text");
    if (node->kind == TRUCE__YAML_LIST && truce__step_position(step))
        return truce__refuse(j, depth, NULL, "there is no %.*s: the list has %u element%s",
                             TRUCE__PATH_TO(j, depth + 1), node->count, node->count == 1 ? "" : "s");
    if (!j->editor->made) TRY(nearest_step(j, node, step, hint));
    return truce__refuse(j, depth, hint[0] ? hint : NULL, "there is no %.*s", TRUCE__PATH_TO(j, depth + 1));
}

/* ------------------------------------------------------------------- nodes */

static truce__yaml *new_node(const job *j, truce__yaml_kind kind, const char *text) {
    truce__yaml *node = truce__arena_alloc(&j->editor->arena, 1, sizeof *node);
    if (node)
        *node = (truce__yaml){.kind = kind, .text = text, .length = strlen(text), .style = TRUCE__YAML_BRACKETS};
    return node;
}

/* Appends to a collection that is being made. */
static truce_status append(const job *j, truce__yaml *node, const truce__yaml *key, const truce__yaml *value) {
    truce__pair *pair = truce__arena_alloc(&j->editor->arena, 1, sizeof *pair);
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

/* -------------------------------------------------------------------- plans */

/* The value wrapped in the steps from `from` on, none of which exists yet. *value is NULL after a complaint. */
static truce_status nest(job *j, size_t from, const truce__yaml **value) {
    for (size_t k = j->path->count; k-- > from && *value;) {
        uint32_t position = truce__step_position(&j->path->steps[k]);
        if (position > 1) *value = NULL;
        else TRY(wrap(j, position ? NULL : j->path->steps[k].text, *value, value));
    }
    return *value ? TRUCE_OK : is_missing(j);
}

/* The key that a bare text stands for: a statement alone means {that: STATEMENT}, an option's id alone {id: ID}. */
static const char *implied_key(const job *j) {
    const truce__step *steps = j->path->steps;
    size_t count = j->path->count; /* the last step is the new key, the one before it the text */
    if (count == 5 && strcmp(steps[0].text, "parties") == 0 && strcmp(steps[2].text, "options") == 0) return "id";
    if (count == 3 && strcmp(steps[0].text, "status_quo") == 0) return "level";
    if (count >= 4 && strcmp(steps[count - 3].text, "becomes") == 0) return "level";
    if (count >= 4 && strcmp(steps[count - 3].text, "weigh") == 0) return "weight";
    if (count == 4 && strcmp(steps[0].text, "utilities") == 0) return "weight";
    if (count == 3 && strcmp(steps[0].text, "behaviour") == 0) return "concept";
    if (count == 3 && strcmp(steps[0].text, "tempo") == 0) return "every";
    return "that";
}

/* Turns a text into a mapping that holds it, so that another key can stand beside it. */
static truce_status set_below_text(job *j, const truce__yaml *value) {
    const truce__step *step = &j->path->steps[j->place.depth];
    const char *key = implied_key(j);
    bool is_mark = strcmp(step->text, "strong") == 0 || strcmp(step->text, "if_wrong") == 0;
    bool is_note = is_mark || truce__step_is_note(step) || strcmp(key, "id") == 0; /* an option has more than notes */
    bool is_itself = strcmp(key, step->text) == 0;
    if (j->path->count != j->place.depth + 1 || j->path->count < 2 || (!is_note && !is_itself)) return is_missing(j);
    j->change = (truce__change){.kind = TRUCE__REPLACE, .depth = j->place.depth, .value = value};
    if (is_itself) return TRUCE_OK;
    const truce__yaml *made;
    TRY(wrap(j, key, j->place.node[j->place.depth], &made));
    truce__yaml *name = new_node(j, TRUCE__YAML_SCALAR, step->text), *holder = new_node(j, TRUCE__YAML_MAP, "");
    if (!name || !holder) return TRUCE_E_NOMEM;
    TRY(append(j, holder, made->first->key, made->first->value));
    TRY(append(j, holder, name, value));
    j->change.value = holder;
    return TRUCE_OK;
}

static truce_status plan_set(job *j) {
    size_t depth = j->place.depth;
    const truce__yaml *node = j->place.node[depth], *value = j->value;
    if (depth == j->path->count) {
        j->change = (truce__change){.kind = TRUCE__REPLACE, .depth = depth, .value = value};
        return TRUCE_OK;
    }
    if (node->kind == TRUCE__YAML_LIST) return is_missing(j);
    if (node->kind == TRUCE__YAML_SCALAR && !truce__yaml_is_null(node)) return set_below_text(j, value);
    bool is_map = node->kind == TRUCE__YAML_MAP;
    TRY(nest(j, is_map ? depth + 1 : depth, &value));
    j->change = (truce__change){.kind = is_map ? TRUCE__ADD : TRUCE__REPLACE, .depth = depth, .value = value};
    if (!is_map) return TRUCE_OK;
    j->change.key = new_node(j, TRUCE__YAML_SCALAR, j->path->steps[depth].text);
    return j->change.key ? TRUCE_OK : TRUCE_E_NOMEM;
}

static truce_status plan_remove(job *j) {
    size_t depth = j->path->count;
    if (j->place.depth < depth) return is_missing(j);
    const truce__yaml *holder = j->place.node[depth - 1];
    j->change = (truce__change){.kind = TRUCE__DELETE, .depth = depth - 1, .position = j->place.position[depth]};
    if (holder->count > 1 || depth == 1) return TRUCE_OK;
    j->change = (truce__change){.kind = TRUCE__REPLACE, .depth = depth - 1, .value = new_node(j, holder->kind, "")};
    return j->change.value ? TRUCE_OK : TRUCE_E_NOMEM;
}

/* The list in which the path's last step is a position; NULL after a complaint. */
static truce_status find_list(job *j, const truce__yaml **list, uint32_t *position) {
    size_t depth = j->path->count - 1;
    *list = NULL;
    *position = j->place.depth > depth ? j->place.position[depth + 1] : truce__step_position(&j->path->steps[depth]);
    if (j->place.depth < depth) return is_missing(j);
    if (j->place.node[depth]->kind != TRUCE__YAML_LIST)
        return depth ? truce__refuse(j, depth, NULL, "%.*s is not a list", TRUCE__PATH_TO(j, depth))
                     : truce__refuse(j, depth, NULL, "a model is not a list");
    if (*position == 0) return is_missing(j);
    *list = j->place.node[depth];
    return TRUCE_OK;
}

static truce_status plan_insert(job *j) {
    size_t depth = j->path->count - 1;
    const truce__yaml *list;
    uint32_t position;
    bool is_new = j->place.depth < depth || (j->place.depth == depth && truce__yaml_is_null(j->place.node[depth]));
    if (is_new && truce__step_position(&j->path->steps[depth]) == 1) return plan_set(j);
    TRY(find_list(j, &list, &position));
    if (!list) return TRUCE_OK;
    if (position > list->count + 1) return is_missing(j);
    j->change = (truce__change){.kind = TRUCE__INSERT, .depth = depth, .value = j->value, .position = position};
    return TRUCE_OK;
}

static truce_status plan_move(job *j) {
    const truce__yaml *list;
    uint32_t position, to = j->edit->to;
    TRY(find_list(j, &list, &position));
    if (!list) return TRUCE_OK;
    if (position > list->count) return is_missing(j);
    if (to < 1 || to > list->count)
        return truce__refuse(j, j->path->count - 1, NULL, "%s cannot move to %u: the list has %u element%s",
                             j->edit->path, to, list->count, list->count == 1 ? "" : "s");
    j->change = (truce__change){.kind = TRUCE__MOVE, .depth = j->path->count - 1, .position = position, .to = to};
    return TRUCE_OK;
}

/* What comes between empty brackets takes their place, so that it can be written by lines. */
static truce_status fill_brackets(job *j) {
    truce__change *c = &j->change;
    const truce__yaml *holder = j->place.node[c->depth], *whole;
    bool is_new = c->kind == TRUCE__ADD || c->kind == TRUCE__INSERT;
    if (!is_new || !c->depth || holder->count || holder->extent.end - holder->extent.start != strlen("[]"))
        return TRUCE_OK;
    if (holder->is_anchored || j->place.pair[c->depth]->alias.end) return TRUCE_OK;
    TRY(wrap(j, c->key ? c->key->text : NULL, c->value, &whole));
    *c = (truce__change){.kind = TRUCE__REPLACE, .depth = c->depth, .value = whole};
    return TRUCE_OK;
}

/* Refuses an edit of a value that an anchor shares with other places. */
static truce_status check_shared(job *j) {
    const truce__change *c = &j->change;
    for (size_t k = 1; k <= c->depth; k++) {
        bool is_itself = k == c->depth && c->kind == TRUCE__REPLACE;
        bool is_alias = j->place.pair[k]->alias.end && !is_itself;
        if (!is_alias && !j->place.node[k]->is_anchored) continue;
        if (is_itself && j->place.pair[k]->alias.end) continue; /* the alias gives way to a value of its own */
        return truce__refuse(j, k, "edit the text by hand", "%.*s is %s: its value also stands in other places",
                             TRUCE__PATH_TO(j, k), is_alias ? "an alias" : "marked by an anchor");
    }
    return TRUCE_OK;
}

truce_status truce__plan_edit(job *j) {
    switch (j->edit->op) {
    case TRUCE_EDIT_SET: TRY(plan_set(j)); break;
    case TRUCE_EDIT_REMOVE: TRY(plan_remove(j)); break;
    case TRUCE_EDIT_INSERT: TRY(plan_insert(j)); break;
    case TRUCE_EDIT_MOVE: TRY(plan_move(j)); break;
    }
    if (j->is_refused) return TRUCE_OK;
    TRY(fill_brackets(j));
    return check_shared(j);
}
