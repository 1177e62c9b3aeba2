/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/solve/near_result.h"

#include "result/declare.h"
#include "words/clauses.h"
#include "words/say.h"

#define RULE ((const truce__rule *)at->self)

static bool asks_near(const truce__at *at) { return at->result->options->near != NULL; }

static bool next_broken(const truce__at *list, truce__at *item) {
    uint32_t levels[TRUCE__MAX_OPTIONS];
    if (!truce__levels_of_code(list->model, list->result->options->near, levels)) return false;
    while (++item->index < list->model->n_rules) {
        item->self = &list->model->rules[item->index];
        if (!truce__stmt_eval(list->model, &list->model->rules[item->index].stmt, levels)) return true;
    }
    return false;
}

static truce__value told(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__speaker s = truce__plainly(text, at);
    truce__text_clear(text);
    truce__speak_stmt(&s, &RULE->stmt);
    return truce__text_of(truce__text_bytes(text));
}

static truce__value number(const truce__at *at) { return truce__number(at->index + 1); }
static truce__value statement(const truce__at *at) { return truce__text_of(RULE->stmt.text); }
static truce__value because(const truce__at *at) {
    return RULE->note.because ? truce__text_of(RULE->note.because) : truce__none();
}

static void say_broken(const truce__at *at, truce__say *say) {
    truce__at rule = *at;
    rule.index = UINT64_MAX;
    truce__say_blank(say);
    while (next_broken(at, &rule)) {
        const truce__rule *one = rule.self;
        SAY(say, NEAR_BREAKS, truce__text_of(at->result->options->near), truce__stmt_of(&one->stmt),
            truce__note_of(&one->note));
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
}

static const truce__field broken_fields[] = {
    {"number", NUMBER, IN_JSON, .get = number, .about = "its place in the model, from 1"},
    {"statement", TEXT, IN_JSON, .get = statement},
    {"text", TEXT, IN_JSON, .get = told, .about = "the statement in words"},
    {"because", TEXT, IN_JSON, TRUCE__OMIT, .get = because},
    {0}};
const truce__field truce__near_fields[] = {
    {"broken", LIST, IN_JSON, .next = next_broken, .of = RECORD_OF(broken_fields), .when = asks_near,
     .about = "the rules that the combination of --near breaks"},
    {"", PROSE, IN_PEOPLE, .say = say_broken, .when = asks_near},
    {0}};
