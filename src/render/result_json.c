/* SPDX-License-Identifier: Apache-2.0 */
/* A result as JSON. */
#include "render/forms.h"
#include "render/json.h"

static void put_value(truce__json *json, const truce__tour *walk) {
    const truce__value *v = &walk->value;
    switch (v->kind) {
    case TRUCE__BOOL: truce__json_bool(json, walk->key, v->number); break;
    case TRUCE__NUMBER: case TRUCE__STATE: truce__json_number(json, walk->key, v->number); break;
    case TRUCE__DECIMAL: truce__json_raw(json, walk->key, v->text); break;
    case TRUCE__TEXT: case TRUCE__PHRASE: case TRUCE__MEMBER: truce__json_text(json, walk->key, v->text); break;
    default: truce__json_null(json, walk->key); break;
    }
}

static void open_node(truce__json *json, const truce__tour *walk) {
    bool is_tall = walk->field->flags & TRUCE__TALL;
    bool is_object = walk->field->kind == TRUCE__RECORD || walk->field->kind == TRUCE__MAP;
    (is_object ? truce__json_object : truce__json_list)(json, walk->key, is_tall);
}

void truce__json_form(truce__out *out, const truce__result *result, const truce_form *form) {
    truce__json json = {.out = out};
    truce__tour walk;
    (void)form;
    truce__tour_begin(&walk, result, TRUCE__IN_JSON);
    truce__json_object(&json, NULL, true);
    for (truce__visit visit; !truce__out_failed(out) && (visit = truce__tour_next(&walk)) != TRUCE__END;) {
        if (visit == TRUCE__LEAF) put_value(&json, &walk);
        else if (visit == TRUCE__OPEN) open_node(&json, &walk);
        else truce__json_end(&json);
    }
    truce__out_note(out, truce__tour_end(&walk));
}
