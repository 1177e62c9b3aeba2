/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Marks of strength (`strong`): which preferences weigh more than others.
 *
 * Degrees must be consistent: if a is strongly preferred to b, and b is at least as good as c, then a must be
 * strongly preferred to c. With a ranking or thresholds of weights that is so by itself. With an order it holds if
 * degrees do not increase down the list. A mark therefore holds for its statement and for those above it that have
 * none, and a mark above a higher one is an error.
 */
#include "model/reader.h"

#include <stdio.h>

static const char *const mark_words[] = {"yes", NULL};
static const truce__schema mark_number = {
    .kind = TRUCE__SCHEMA_COUNT, .about = "The degree.", .least = 2, .most = TRUCE__MAX_DEGREE};
const truce__schema truce__schema_mark = {
    .kind = TRUCE__SCHEMA_WORD, .about = "Degree 2.", .words = mark_words, .or = &mark_number};

truce_status truce__read_mark(truce__reader *reader, const truce__pair *pair, uint8_t *mark) {
    const truce__yaml *value;
    uint64_t number;
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_SCALAR, &value));
    if (!value) return TRUCE_OK;
    bool is_number = truce__read_number(value, &number);
    if (strcmp(value->text, "yes") == 0) *mark = 2;
    else if (is_number && number >= 2 && number <= TRUCE__MAX_DEGREE) *mark = (uint8_t)number;
    if (*mark) return TRUCE_OK;
    bool is_none = strcmp(value->text, "no") == 0 || (is_number && number < 2);
    return truce__read_error(reader, value->loc,
                             is_none ? "leave it out where a preference is not strong"
                                     : "write 'strong: yes', or a degree such as 'strong: 3'",
                             "'strong' is 'yes' or a whole number from 2 to %d, not '%.*s'", TRUCE__MAX_DEGREE,
                             TRUCE__SHOWN(value));
}

/* ------------------------------------------------------------------ order */

/* `above` would be lost more mildly than what stands below it. */
static truce_status refuse_rising(truce__reader *reader, const truce__pref_item *above,
                                  const truce__pref_item *item) {
    char hint[TRUCE__READ_HINT];
    snprintf(hint, sizeof hint,
             "losing what line %u wants is worse than losing this, and would be the weaker loss: raise the mark "
             "there to %u, or lower this one",
             above->loc.line, item->mark);
    return truce__read_error(reader, item->loc, hint, "'strong: %u' stands below 'strong: %u'", item->mark,
                             above->mark);
}

truce_status truce__read_degrees(truce__reader *reader, truce__pref_item *items, uint32_t count) {
    const truce__pref_item *above = NULL; /* the nearest mark */
    for (uint32_t i = 0; i < count; i++) {
        if (!items[i].mark) continue;
        if (above && above->mark < items[i].mark) TRY(refuse_rising(reader, above, &items[i]));
        above = &items[i];
    }
    for (uint32_t i = count, degree = 1; i-- > 0; items[i].degree = (uint8_t)degree)
        if (items[i].mark > degree) degree = items[i].mark;
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- weights */

static const truce__schema threshold = {.kind = TRUCE__SCHEMA_DECIMAL, .range = TRUCE__RANGE_ABOVE_0};
const truce__schema truce__schema_thresholds = {.kind = TRUCE__SCHEMA_LIST,
                                                .of = &threshold,
                                                .least = 1,
                                                .most = TRUCE__MAX_DEGREE - 1,
                                                .or = &threshold};

static bool is_less(truce__decimal a, truce__decimal b) {
    truce__wide x = a.mantissa, y = b.mantissa; /* at most 17 digits each, and scales of at most 15 */
    for (uint32_t i = a.scale; i < b.scale; i++) x *= 10;
    for (uint32_t i = b.scale; i < a.scale; i++) y *= 10;
    return x < y;
}

/* Reads a threshold behind those before it. */
static truce_status read_threshold(truce__reader *reader, const truce__yaml *node, truce__decimal *into,
                                   uint32_t *count) {
    char hint[TRUCE__READ_HINT] = "write a number such as 5 or 2.5";
    truce__decimal value = {0};
    if (node->kind != TRUCE__YAML_SCALAR || !truce__decimal_parse(node->text, node->length, &value)) {
        if (node->kind == TRUCE__YAML_SCALAR) truce__decimal_hint(node, hint);
        return truce__read_error(reader, node->loc, hint, "'strong' beside 'weigh' holds decimal numbers");
    }
    if (value.mantissa <= 0)
        return truce__read_error(reader, node->loc, "write the least difference that makes a preference strong",
                                 "a difference is above 0");
    if (*count && !is_less(into[*count - 1], value))
        return truce__read_error(reader, node->loc, "write them in ascending order: degree 2, 3, ...",
                                 "this difference is not above the one before it");
    TRY(truce__keep_exact(reader, node, &value));
    into[(*count)++] = value;
    return TRUCE_OK;
}

static truce_status read_thresholds(truce__reader *reader, const truce__pair *pair, truce__pref *pref) {
    const truce__yaml *value = pair->value;
    bool is_list = value->kind == TRUCE__YAML_LIST;
    truce__decimal *into = truce__arena_alloc(reader->arena, TRUCE__MAX_DEGREE - 1, sizeof *into);
    if (!into) return TRUCE_E_NOMEM;
    pref->thresholds = into;
    pref->is_marked = true;
    if (!is_list) return read_threshold(reader, value, into, &pref->n_thresholds);
    if (value->count == 0 || value->count > TRUCE__MAX_DEGREE - 1)
        return truce__read_error(reader, value->loc, "write 'strong: [5, 9]' for degrees 2 and 3",
                                 "'strong' holds 1 to %d differences, not %u", TRUCE__MAX_DEGREE - 1, value->count);
    for (const truce__pair *one = value->first; one; one = one->next)
        TRY(read_threshold(reader, one->value, into, &pref->n_thresholds));
    return TRUCE_OK;
}

truce_status truce__read_strength(truce__reader *reader, const truce__pref_fields *beside, const truce__pair *pair,
                                  truce__pref *pref) {
    if (!pair) return TRUCE_OK;
    if (beside->weigh && !beside->order && !beside->rank) return read_thresholds(reader, pair, pref);
    const char *hint = beside->order  ? "mark a statement of the order: '{that: STATEMENT, strong: yes}'"
                       : beside->rank ? "put '{strong: yes}' between two places of the ranking"
                                      : "write 'weigh: {STATEMENT: NUMBER}' beside it";
    return truce__read_error(reader, pair->key->loc, hint, "'strong' stands here only beside 'weigh'");
}
