/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A pattern as a result: the levels that it fixes, the options that it leaves free, and both as one statement, in the
 * language of models and in words.
 */
#include "questions/patterns_result.h"

#include "result/declare.h"
#include "words/clauses.h"
#include "words/level_sets.h"

#define TOLD ((const truce__told_patterns *)at->self)

truce_status truce__told_patterns_open(truce__at *at, const truce_set *set) {
    truce_ctx *ctx = at->result->ctx;
    truce__told_patterns *told = truce__calloc(ctx, 1, sizeof *told);
    if (!told) return TRUCE_E_NOMEM;
    told->ctx = ctx;
    truce_status status = truce_patterns_of(ctx, set, &told->found);
    if (status == TRUCE_OK) at->self = told;
    else truce__free(ctx, told);
    return status;
}

void truce__told_patterns_close(truce__at *at) {
    union {
        const void *lent;
        truce__told_patterns *own;
    } told = {at->self};
    truce_ctx *ctx = told.own->ctx;
    truce_patterns_free(told.own->found);
    truce__free(ctx, told.own);
}

uint64_t truce__told_patterns_count(const truce__at *list) {
    return truce_patterns_count(((const truce__told_patterns *)list->self)->found);
}

/* ------------------------------------------------------------------- levels */

static uint64_t levels_of(const truce__at *at, uint64_t pattern, uint64_t option) {
    if (TOLD->levels) return TOLD->levels[pattern * at->model->n_options + option];
    return truce_pattern_levels(TOLD->found, (size_t)pattern, (uint32_t)option);
}

/* Asked about an option of a pattern. */
static bool is_free(const truce__at *at) {
    return levels_of(at, at->up->index, at->index) == truce__all_levels(&at->model->options[at->index]);
}

static bool is_fixed(const truce__at *at) {
    return !is_free(at);
}

static bool next_level(const truce__at *list, truce__at *item) {
    uint64_t levels = levels_of(list, list->up->index, list->index);
    uint64_t left = item->index == UINT64_MAX ? levels : item->index == 63 ? 0 : levels >> (item->index + 1);
    if (!left) return false;
    item->index += 1 + (uint64_t)__builtin_ctzll(left);
    return true;
}

static truce__value level_name(const truce__at *at) {
    return truce__text_of(at->model->options[at->up->index].levels[at->index]);
}

/* --------------------------------------------------------------- statement */

static void levels_of_pattern(const truce__at *at, size_t pattern, uint64_t *levels) {
    for (uint32_t o = 0; o < at->model->n_options; o++) levels[o] = levels_of(at, pattern, o);
}

truce_status truce__told_pattern_write(truce__text *text, const truce__at *at, size_t pattern) {
    uint64_t levels[TRUCE__MAX_OPTIONS];
    truce__arena arena;
    truce__stmt stmt;
    levels_of_pattern(at, pattern, levels);
    truce__arena_init(&arena, at->result->ctx);
    truce_status status = truce__levels_stmt(&arena, at->model, levels, &stmt);
    if (status == TRUCE_OK) truce__stmt_write(text, at->model, &stmt);
    truce__arena_free(&arena);
    return status;
}

void truce__told_pattern_speak(const truce__speaker *s, const truce__at *at, size_t pattern) {
    uint64_t levels[TRUCE__MAX_OPTIONS];
    if (TOLD->levels) levels_of_pattern(at, pattern, levels);
    else truce__levels_of_pattern(TOLD->found, pattern, at->model->n_options, levels);
    truce__speak_levels(s, levels);
}

bool truce__told_pattern_is_free(const truce__at *at, size_t pattern) {
    for (uint32_t o = 0; o < at->model->n_options; o++)
        if (levels_of(at, pattern, o) != truce__all_levels(&at->model->options[o])) return false;
    return true;
}

static truce_status in_language(truce__text *text, const truce__at *at) {
    return truce__told_pattern_write(text, at, (size_t)at->index);
}

static truce_status in_words(truce__text *text, const truce__at *at) {
    const truce__speaker s = truce__plainly(text, at);
    truce__told_pattern_speak(&s, at, (size_t)at->index);
    return TRUCE_OK;
}

truce__value truce__told_as(const truce__at *at, truce_status (*write)(truce__text *text, const truce__at *at)) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce_status status = write(text, at);
    truce__at_note(at, status == TRUCE_OK && text->failed ? TRUCE_E_NOMEM : status);
    return truce__text_of(truce__text_bytes(text));
}

static truce__value states(const truce__at *at) {
    return truce__number(truce_pattern_states(TOLD->found, (size_t)at->index));
}

static truce__value statement(const truce__at *at) {
    return truce__told_as(at, in_language);
}

static truce__value text(const truce__at *at) {
    return truce__told_as(at, in_words);
}

const truce__field truce__pattern_levels[] = {
    {"fixed", MAP, IN_JSON, .domain = &truce__option_domain, .keep = is_fixed,
     .of = ITEM(LIST, .next = next_level, .of = ITEM(TEXT, .get = level_name)), .about = "levels that it allows"},
    {"free", SUBSET, IN_JSON, .domain = &truce__option_domain, .keep = is_free, .about = "all levels are allowed"},
    {0}};
static const truce__field fields[] = {
    {"states", NUMBER, IN_DATA, .get = states, .about = "of the set"},
    {"", SPLICE, IN_JSON, .of = truce__pattern_levels},
    {"statement", TEXT, IN_DATA, .get = statement, .about = "as models write it"},
    {"text", TEXT, IN_DATA, .get = text,
     .about = "the statement in words, without levels that none of the states has"},
    {0}};
const truce__field truce__pattern_item = {NULL, RECORD, IN_ALL, .of = fields};
