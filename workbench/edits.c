/* SPDX-License-Identifier: Apache-2.0 */
#include "edits.h"

#include <stdlib.h>
#include <string.h>

static bool read_op(const char *name, truce_edit_op *op) {
    static const char *const names[] = {[TRUCE_EDIT_SET] = "set",
                                        [TRUCE_EDIT_REMOVE] = "remove",
                                        [TRUCE_EDIT_INSERT] = "insert",
                                        [TRUCE_EDIT_MOVE] = "move"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        *op = (truce_edit_op)i;
        if (strcmp(name, names[i]) == 0) return true;
    }
    return false;
}

/* JSON is YAML in flow style; json-c writes it on one line and keeps it as long as the value lives. */
static bool read_edit(json_object *from, response *r, truce_edit *edit) {
    const char *op;
    size_t length;
    int64_t to;
    if (!json_object_is_type(from, json_type_object)) {
        answer_error(r, 400, "an edit has to be an object");
        return false;
    }
    if (!read_text(from, "op", 16, r, &op, &length) || !read_text(from, "path", 1000, r, &edit->path, &length) ||
        !read_number(from, "to", r, &to))
        return false;
    json_object *value;
    bool has_value = json_object_object_get_ex(from, "value", &value);
    bool needs_value = read_op(op, &edit->op) && (edit->op == TRUCE_EDIT_SET || edit->op == TRUCE_EDIT_INSERT);
    if (!read_op(op, &edit->op)) answer_error(r, 400, "there is no edit '%s': set, remove, insert or move", op);
    else if (needs_value && !has_value) answer_error(r, 400, "'%s' needs a \"value\"", op);
    else if (edit->op == TRUCE_EDIT_MOVE && (to < 1 || to > UINT32_MAX))
        answer_error(r, 400, "'move' needs a position \"to\", from 1");
    else {
        edit->to = (uint32_t)to;
        if (needs_value)
            edit->value =
                value ? json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE)
                      : "null";
        return true;
    }
    return false;
}

truce_edit *read_edits(json_object *list, response *r, size_t *count) {
    *count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
    if (*count == 0 || *count > MAX_EDITS) {
        answer_error(r, 400, "edits have to be a list of 1 to %d", MAX_EDITS);
        return NULL;
    }
    truce_edit *edits = calloc(*count, sizeof *edits);
    if (!edits) answer_error(r, 500, "out of memory");
    for (size_t i = 0; edits && i < *count; i++) {
        if (read_edit(json_object_array_get_idx(list, i), r, &edits[i])) continue;
        free(edits);
        edits = NULL;
    }
    return edits;
}
