/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/explain/told_sides.h"

#include "model/completions.h"
#include "result/declare.h"
#include "words/phrases.h"

truce_verdict truce__told_verdict(const truce_explanation *e, uint64_t index) {
    return e->sides ? truce__sides_verdict(&e->sides[index]) : e->witnesses[index]->verdict;
}

bool truce__is_told_open(const truce_explanation *e, uint64_t index) {
    uint32_t count = 0;
    for (int v = TRUCE_UNSTABLE; e->sides && v <= TRUCE_STABLE; v++) count += e->sides[index].at[v].witness != NULL;
    return count > 1;
}

const truce__side *truce__told_side(const truce_explanation *e, uint64_t index, uint64_t number) {
    return &e->sides[index].at[TRUCE_STABLE - number];
}

/* ------------------------------------------------------------------- sides */

bool truce__next_side(const truce__at *list, truce__at *item) {
    const truce_explanation *e = list->result->self;
    do {
        if (++item->index > TRUCE_STABLE) return false;
    } while (!truce__told_side(e, list->index, item->index)->witness);
    const truce__side *side = truce__told_side(e, list->index, item->index);
    item->self = side->witness;
    item->state = side->witness->state;
    item->graph = side->in.variant;
    item->model = item->graph->model;
    return true;
}

/* ------------------------------------------------------------ alternatives */

/* An alternative that a completion takes. */
typedef struct choice {
    uint32_t party;
    truce__taken taken;
} choice;

/* That number `index` of a side, of the parties whose preferences matter. */
static bool find_choice(const truce__sides *sides, const truce__side *side, uint64_t index, choice *found) {
    const truce_model *model = side->in.graph->model;
    for (found->party = 0; found->party < model->n_parties; found->party++) {
        const truce__pref *pref = &model->prefs[found->party];
        if (sides->is_own && found->party != side->witness->party) continue;
        for (uint32_t k = 0; truce__taken_at(pref, side->in.numbers[found->party], k, &found->taken); k++)
            if (index-- == 0) return true;
    }
    return false;
}

/* The same at the place of a side. */
static bool choice_at(const truce__at *side, uint64_t index, choice *found) {
    const truce_explanation *e = side->result->self;
    return find_choice(&e->sides[side->up->index], truce__told_side(e, side->up->index, side->index), index, found);
}

static bool next_taken(const truce__at *list, truce__at *item) {
    choice found;
    return choice_at(list, ++item->index, &found);
}

/* "preferences.south.order.1.either.2" */
static void add_path(truce__text *text, const truce_model *model, const choice *one) {
    truce__text_printf(text, "preferences.%s", model->parties[one->party].id);
    if (one->taken.item && one->taken.among != TRUCE__NONE)
        truce__text_printf(text, ".either.%u", one->taken.among + 1);
    if (one->taken.item) truce__text_printf(text, ".order.%u", one->taken.place + 1);
    truce__text_printf(text, ".either.%u", one->taken.taken + 1);
}

void truce__add_taken(truce__text *text, const truce_explanation *e, uint64_t index, uint64_t number) {
    const truce__side *side = truce__told_side(e, index, number);
    choice one;
    for (uint64_t i = 0; find_choice(&e->sides[index], side, i, &one); i++) {
        truce__text_puts(text, i ? "; " : "");
        add_path(text, side->in.graph->model, &one);
    }
}

static truce__value taken_path(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    choice one;
    truce__text_clear(text);
    if (choice_at(at->up, at->index, &one)) add_path(text, at->model, &one);
    return truce__text_of(truce__text_bytes(text));
}

/* "sue, then not pump"; of a whole preference nothing */
static truce__value taken_text(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    choice one;
    truce__text_clear(text);
    if (!choice_at(at->up, at->index, &one) || !one.taken.item) return truce__none();
    for (uint32_t i = 0; i < one.taken.alternative->n_items; i++)
        truce__text_printf(text, "%s%s", i ? ", then " : "", one.taken.alternative->items[i].stmts->text);
    return truce__text_of(truce__text_bytes(text));
}

static const truce__field one_taken[] = {
    {"path", TEXT, IN_JSON, .get = taken_path, .about = "as edits write it"},
    {"text", TEXT, IN_JSON, TRUCE__NULLABLE, .get = taken_text, .about = "null: a whole preference"},
    {0}};
const truce__field truce__taken_fields[] = {
    {"alternatives", LIST, IN_JSON, .next = next_taken, .of = RECORD_OF(one_taken),
     .about = "those of the parties whose preferences matter"},
    {0}};

/* ------------------------------------------------------------------- words */

static bool is_nothing(const truce__pref *alternative) {
    for (uint32_t i = 0; i < alternative->n_items; i++) {
        const truce__stmt *stmt = alternative->items[i].stmts;
        if (stmt->n_nodes > 1 || stmt->nodes[0].op != TRUCE__OP_TRUE) return false;
    }
    return true;
}

static void speak_choice(const truce__speaker *s, const choice *one) {
    const truce__pref *alternative = one->taken.alternative;
    truce__value who = truce__party_named(one->party), place = truce__number(one->taken.place + 1);
    if (!one->taken.item) SPEAK(s, SIDE_WHOLE, who, truce__number(one->taken.taken + 1));
    else if (is_nothing(alternative)) SPEAK(s, SIDE_NOTHING, who, place);
    else {
        SPEAK(s, SIDE_HAS, who);
        for (uint32_t i = 0; i < alternative->n_items; i++) {
            if (i) SPEAK_ALONE(s, SIDE_THEN);
            SPEAK(s, PLAIN, truce__stmt_of(alternative->items[i].stmts));
        }
        SPEAK(s, SIDE_PLACE, place);
    }
}

void truce__speak_side(const truce__speaker *s, const truce__at *side) {
    uint64_t total = 0;
    choice one;
    while (choice_at(side, total, &one)) total++;
    SPEAK_ALONE(s, SIDE_BEGIN);
    for (uint64_t i = 0; choice_at(side, i, &one); i++) {
        truce__speak_between(s, i, total, TRUCE__M_LIST_AND);
        speak_choice(s, &one);
    }
    SPEAK_ALONE(s, SIDE_END);
}
