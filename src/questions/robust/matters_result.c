/* SPDX-License-Identifier: Apache-2.0 */
/* Which unknown matters most, as data and in words. */
#include "questions/robust/robust.h"
#include "result/declare.h"

#include <stdio.h>

#define GET(name, value) GET_OF(truce__robust, name, value)
#define IS(name, truth) IS_OF(truce__robust, name, truth)

enum { TOLD = 10, TOLD_CONCLUSIONS = 8, BAR = 20 };
#define LEAST 0.01

static const truce__shares *of(const truce__at *at) { return &TRUCE__ROBUST(at)->shares; }
static const truce__sample *sample_of(const truce__at *at) { return &of(at)->sample; }
static const truce__matter *row_of(const truce__at *at) { return &of(at)->matters[at->index]; }
static const truce__unknown *unknown_of(const truce__at *at) {
    return &sample_of(at)->unknowns.at[row_of(at)->unknown];
}
/* NULL: all conclusions together. */
static const truce__conclusion *conclusion_of(const truce__at *at) {
    size_t k = row_of(at)->conclusion;
    return k == SIZE_MAX ? NULL : &sample_of(at)->conclusions[k];
}

/* ------------------------------------------------------------------- words */

static void input_words(truce__text *text, const truce__at *at, const truce__unknown *unknown) {
    const truce_model *model = at->model;
    const truce__pref *pref = &model->prefs[unknown->party == TRUCE__NONE ? 0 : unknown->party]; /* a rule has none */
    truce__value party = truce__party_named(unknown->party);
    switch (unknown->kind) {
    case TRUCE__UNSURE_STATEMENT:
        WORDS(text, at, MATTERS_STATEMENT, party, truce__item_of(&pref->items[unknown->item]));
        break;
    case TRUCE__UNSURE_WEIGHT:
        WORDS(text, at, MATTERS_WEIGHT, party, truce__item_of(&pref->items[unknown->item]));
        break;
    case TRUCE__UNSURE_GROUP:
        if (strcmp(unknown->text, "rest") == 0) WORDS(text, at, MATTERS_REST, party);
        else
            for (uint32_t i = 0; i < pref->n_items; i++)
                if (pref->items[i].n_stmts && pref->items[i].stmts->text == unknown->text) {
                    WORDS(text, at, MATTERS_PLACE, party, truce__item_of(&pref->items[i]));
                    break;
                }
        break;
    case TRUCE__UNSURE_OPTION: {
        truce__value option = {.kind = TRUCE__OWN_OPTION, .number = unknown->item};
        WORDS(text, at, MATTERS_OPTION, party, option);
        break;
    }
    case TRUCE__UNSURE_RULE: WORDS(text, at, MATTERS_RULE, truce__stmt_of(&model->rules[unknown->item].stmt)); break;
    }
}

static truce__value input_text(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    input_words(text, at, unknown_of(at));
    return truce__text_of(truce__text_bytes(text));
}

/* --------------------------------------------------------------------- data */

/* Kinds of conclusions in their order, as far as results tell them, then all together. */
static const char *const kinds[] = {[TRUCE__IS_EQUILIBRIUM] = "equilibrium",
                                    [TRUCE__HOLDS_SOMEWHERE] = "outcome",
                                    [TRUCE__HAS_NONE] = "none",
                                    [TRUCE__IS_PREFERRED] = "preferred",
                                    [TRUCE__IS_BETTER] = "better",
                                    [TRUCE__IS_IN_ZONE] = "zone",
                                    "all",
                                    NULL};

static truce__value conclusion_kind(const truce__at *at) {
    return truce__text_of(conclusion_of(at) ? kinds[conclusion_of(at)->kind] : "all");
}
static truce__value conclusion_concept(const truce__at *at) {
    const truce__conclusion *c = conclusion_of(at);
    bool has = c && c->kind <= TRUCE__HAS_NONE;
    return has ? truce__member(at, &truce__concept_domain, c->slot) : truce__none();
}
static truce__value conclusion_state(const truce__at *at) {
    const truce__conclusion *c = conclusion_of(at);
    bool has = c && c->kind != TRUCE__HOLDS_SOMEWHERE && c->kind != TRUCE__HAS_NONE;
    return has ? truce__state_of(sample_of(at)->stage.number[c->index]) : truce__none();
}
static truce__value conclusion_outcome(const truce__at *at) {
    const truce__conclusion *c = conclusion_of(at);
    return c && c->kind == TRUCE__HOLDS_SOMEWHERE ? truce__member(at, &truce__outcome_domain, c->index)
                                                  : truce__none();
}
GET(kind, conclusion_kind(at))
GET(concept, conclusion_concept(at))
GET(state, conclusion_state(at))
GET(outcome, conclusion_outcome(at))
static const truce__field conclusion_fields[] = {
    {"kind", TEXT, IN_DATA, .get = kind, .one_of = kinds, .csv = "conclusion",
     .about =
         "equilibrium: the state is one; outcome: it holds in some equilibrium; none: there is no equilibrium; "
         "better: the state is better for all than no deal; zone: it is a possible agreement; all: the mean over "
         "all conclusions, each weighted by how doubtful it is"},
    {"concept", MEMBER, IN_DATA, TRUCE__NULLABLE, .get = concept, .domain = &truce__concept_domain},
    {"state", STATE, IN_DATA, TRUCE__NULLABLE, .get = state},
    {"outcome", MEMBER, IN_DATA, TRUCE__NULLABLE, .get = outcome, .domain = &truce__outcome_domain},
    {0}};

/* The conclusion's share among the variants with that reading; null where there are none. */
static truce__value share_in(const truce__at *at, truce__reading reading) {
    uint64_t with = truce__sample_reading(sample_of(at), row_of(at)->unknown, reading);
    if (row_of(at)->conclusion == SIZE_MAX || !with) return truce__none();
    uint64_t both = truce__sample_both(sample_of(at), row_of(at)->conclusion, row_of(at)->unknown, reading);
    return truce__six_digits(at, (double)both / (double)with);
}
GET(here, share_in(at, TRUCE__READ_HERE))
GET(absent, share_in(at, TRUCE__READ_ABSENT))
GET(higher, share_in(at, TRUCE__READ_HIGHER))
GET(lower, share_in(at, TRUCE__READ_LOWER))
GET(opposite, share_in(at, TRUCE__READ_OPPOSITE))
static const truce__field class_fields[] = {
    {"here", DECIMAL, IN_DATA, TRUCE__NULLABLE, .get = here},
    {"absent", DECIMAL, IN_DATA, TRUCE__NULLABLE, .get = absent},
    {"higher", DECIMAL, IN_DATA, TRUCE__NULLABLE, .get = higher},
    {"lower", DECIMAL, IN_DATA, TRUCE__NULLABLE, .get = lower},
    {"opposite", DECIMAL, IN_DATA, TRUCE__NULLABLE, .get = opposite},
    {0}};

GET(path, truce__text_of(unknown_of(at)->path))
GET(text, input_text(at))
GET(removes, truce__six_digits(at, row_of(at)->removes))
GET(total, truce__six_digits(at, row_of(at)->total))
IS(has_total, r->shares.sample.has_interactions)
static const truce__field row_fields[] = {
    {"conclusion", RECORD, IN_DATA, .of = conclusion_fields},
    {"input", TEXT, IN_DATA, .get = path, .about = "its path, as edits write it"},
    {"text", TEXT, IN_DATA, .get = text},
    {"removes", DECIMAL, IN_DATA, .get = removes, .about = "share of the doubt that goes if this input is known"},
    {"total", DECIMAL, IN_DATA, .get = total, .when = has_total,
     .about = "share of the doubt in which this input has a part, alone or with others"},
    {"classes", RECORD, IN_DATA, .of = class_fields,
     .about =
         "the conclusion's share where the input stands where it is written, is absent, stands higher, lower, or "
         "its opposite holds"},
    {0}};

static uint64_t count_rows(const truce__at *at) {
    uint64_t limit = at->result->options->limit, n = of(at)->n_matters;
    return limit && limit < n ? limit : n;
}
static uint64_t count_all(const truce__at *at) { return of(at)->n_matters; }
const truce__field truce__matters_json_fields[] = {
    {"matters", LIST, IN_JSON, TRUCE__TALL, .count = count_rows, .of = RECORD_OF(row_fields),
     .about =
         "inputs by how much doubt they remove: of all conclusions together, then of each that varies, from 1% on"},
    {0}};
IS(was_drawn, r->shares.is_drawn)
const truce__field truce__matters_csv_fields[] = {
    {"matters", LIST, IN_CSV, TRUCE__TABLE, .count = count_rows, .total = count_all, .of = RECORD_OF(row_fields),
     .when = was_drawn},
    {0}};

/* -------------------------------------------------------------- for people */

static uint64_t count_told(const truce__at *at) {
    uint64_t n = 0;
    while (n < of(at)->n_overall && n < TOLD && of(at)->matters[n].removes >= LEAST) n++;
    return n;
}
IS(has_told, r->shares.is_drawn && count_told(at) > 0)

static truce__value percent_of(const truce__at *at, double share) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce__text_printf(text, "%.0f%%", share * 100);
    return truce__text_of(truce__text_bytes(text));
}
GET(told_removes, percent_of(at, row_of(at)->removes))
GET(told_total, percent_of(at, row_of(at)->total))
static truce__value told_bar(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    double removes = row_of(at)->removes;
    for (uint32_t left = removes > 0 ? (uint32_t)(removes * BAR + 0.5) : 0; left; left--) truce__text_puts(text, "█");
    return truce__text_of(truce__text_bytes(text));
}
static const truce__field told_fields[] = {
    {"removes", TEXT, IN_PEOPLE, TRUCE__RIGHT, .get = told_removes, .head = HEAD(REMOVES)},
    {"bar", TEXT, IN_TEXT, .get = told_bar, .head = HEAD(OF_ALL_DOUBT)},
    {"total", TEXT, IN_PEOPLE, TRUCE__RIGHT, .get = told_total, .head = HEAD(HAS_A_PART), .when = has_total},
    {"text", TEXT, IN_PEOPLE, TRUCE__LAST, .get = text, .head = HEAD(INPUT)},
    {0}};

static const truce__field charted_fields[] = {
    {"label", TEXT, IN_PAPER, .get = text},
    {"value", DECIMAL, IN_PAPER, .get = removes},
    {"told", TEXT, IN_PAPER, .get = told_removes},
    {0}};
static const truce__field chart = {NULL, LIST, IN_PAPER, .count = count_told, .of = RECORD_OF(charted_fields)};

static void say_title(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    SAY_ALONE(say, MATTERS_TITLE);
    truce__say_end(say, TRUCE__TITLE);
    if (count_told(at)) SAY_ALONE(say, MATTERS_MEANING);
    else SAY_ALONE(say, MATTERS_NOTHING);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* "“Full ceasefire” in some equilibrium under SEQ" */
static void conclusion_words(truce__say *say, const truce__at *at, const truce__conclusion *c) {
    truce__value concept = truce__concept_domain.label(at, c->slot), state = {0};
    if (c->kind != TRUCE__HOLDS_SOMEWHERE && c->kind != TRUCE__HAS_NONE)
        state = truce__the_state_first(sample_of(at)->stage.number[c->index]);
    switch (c->kind) {
    case TRUCE__IS_EQUILIBRIUM: SAY(say, MATTERS_EQUILIBRIUM, state, concept); break;
    case TRUCE__HOLDS_SOMEWHERE: SAY(say, MATTERS_OUTCOME, truce__outcome_of(c->index), concept); break;
    case TRUCE__HAS_NONE: SAY(say, MATTERS_HAS_NONE, concept); break;
    case TRUCE__IS_BETTER_ONLY: /* nobody asks for these here */
    case TRUCE__SOME_BETTER:
    case TRUCE__IS_REACHED:
    case TRUCE__HOLDS_REACHED:
    case TRUCE__BETTER_REACHED:
    case TRUCE__IS_REFUSED:
    case TRUCE__FORM_REACHED:
    case TRUCE__FORM_GAINS:
    case TRUCE__IS_BETTER: SAY(say, MATTERS_BETTER, state); break;
    case TRUCE__IS_IN_ZONE:
    case TRUCE__IS_PREFERRED: SAY(say, MATTERS_ZONE, state); break;
    }
}

static void say_class(const truce__at *at, truce__say *say, truce__reading reading, bool *is_first) {
    const truce__sample *sample = sample_of(at);
    uint64_t with = truce__sample_reading(sample, row_of(at)->unknown, reading);
    char percent[32];
    if (!with) return;
    uint64_t both = truce__sample_both(sample, row_of(at)->conclusion, row_of(at)->unknown, reading);
    snprintf(percent, sizeof percent, "%.0f%%", 100 * (double)both / (double)with);
    if (!*is_first) SAY_ALONE(say, LIST_NEXT);
    *is_first = false;
    bool is_use = unknown_of(at)->kind >= TRUCE__UNSURE_OPTION;
    truce__value share = truce__text_of(percent);
    switch (reading) {
    case TRUCE__READ_HERE: SAY(say, MATTERS_HERE, share); break;
    case TRUCE__READ_ABSENT:
        if (is_use) SAY(say, MATTERS_NOT_SO, share);
        else SAY(say, MATTERS_ABSENT, share);
        break;
    case TRUCE__READ_HIGHER: SAY(say, MATTERS_HIGHER, share); break;
    case TRUCE__READ_LOWER: SAY(say, MATTERS_LOWER, share); break;
    default: SAY(say, MATTERS_OPPOSITE, share); break;
    }
}

/* The most doubtful outcomes and states, each with the input that removes most. */
static void say_conclusion(const truce__at *at, truce__say *say, truce__text *room) {
    const truce__sample *sample = sample_of(at);
    bool is_first = true;
    truce__text_clear(room);
    truce__percent(room, truce__sample_of(sample, row_of(at)->conclusion), sample->variants);
    conclusion_words(say, at, conclusion_of(at));
    SAY(say, MATTERS_SHARE, truce__text_of(truce__text_bytes(room)));
    truce__say_end(say, TRUCE__POINT);
    truce__text_clear(room);
    input_words(room, at, unknown_of(at));
    char percent[32];
    snprintf(percent, sizeof percent, "%.0f%%", row_of(at)->removes * 100);
    SAY(say, MATTERS_ONE, truce__text_of(truce__text_bytes(room)), truce__text_of(percent));
    for (int r = 0; r < TRUCE__READINGS; r++) say_class(at, say, (truce__reading)r, &is_first);
    SAY_ALONE(say, MATTERS_END);
    truce__say_end(say, TRUCE__SUBPOINT);
}

/* The row that begins each conclusion is that of its strongest input. Told are those of outcomes and of the status
 * quo, where they are in doubt. */
static bool is_told(const truce__at *at, size_t row) {
    const truce__matter *m = &of(at)->matters[row];
    const truce__conclusion *c = &sample_of(at)->conclusions[m->conclusion];
    bool begins = m[-1].conclusion != m->conclusion;
    bool is_of_today = c->kind == TRUCE__IS_EQUILIBRIUM && c->index == sample_of(at)->stage.status_quo;
    return begins && m->removes >= LEAST && (c->kind == TRUCE__HOLDS_SOMEWHERE || is_of_today);
}

static void say_conclusions(const truce__at *at, truce__say *say) {
    truce__text room;
    truce__at item = *at;
    uint32_t told = 0;
    truce__text_init(&room, at->result->ctx);
    for (size_t i = of(at)->n_overall; i > 0 && i < of(at)->n_matters && told < TOLD_CONCLUSIONS; i++) {
        if (!is_told(at, i)) continue;
        if (!told++) {
            SAY_ALONE(say, MATTERS_EACH);
            truce__say_end(say, TRUCE__HEAD);
        }
        item.up = at;
        item.index = i;
        say_conclusion(&item, say, &room);
    }
    if (room.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&room);
}

const truce__field truce__matters_told_fields[] = {
    {"", PROSE, IN_PEOPLE, .say = say_title, .when = was_drawn},
    {"matters", LIST, IN_PEOPLE, TRUCE__TABLE, .count = count_told, .of = RECORD_OF(told_fields), .when = has_told},
    {"", FIGURE, IN_PAPER | TRUCE__IN_DRAWING, .figure = TRUCE__SCALE, .of = &chart, .head = HEAD(DOUBT_REMOVED),
     .when = has_told},
    {"", PROSE, IN_PEOPLE, .say = say_conclusions, .when = was_drawn},
    {0}};
