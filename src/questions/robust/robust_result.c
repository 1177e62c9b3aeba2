/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of `robust`: what was assumed, then each part. */
#include "questions/robust/robust.h"
#include "model/completions.h"
#include "result/declare.h"

#define GET(name, value) GET_OF(truce__robust, name, value)
#define IS(name, truth) IS_OF(truce__robust, name, truth)

/* --------------------------------------------------------------- assumptions */

/* What is never drawn, as far as the model has it. */
static const char *const fixed_kinds[] = {"status_quo", "outcomes",  "no_deal", "pain",   "utilities",
                                          "ratify",     "audience", "expires", "either", "feasible", NULL};
static bool is_fixed(const truce__at *item) {
    const truce_model *model = item->model;
    switch (item->index) {
    case 0: return model->has_status_quo;
    case 1: return model->n_outcomes > 0;
    case 2: return model->no_deal != NULL;
    case 3: return model->pain != NULL;
    case 4: return model->utilities != NULL;
    case 5: return model->n_homes > 0;
    case 6: return model->n_audiences > 0;
    case 7: return model->n_expiries > 0;
    case 8: return truce__is_open_model(model);
    default: return TRUCE__ROBUST(item)->shares.are_rules_fixed;
    }
}
static uint64_t count_kinds(const truce__at *list) {
    (void)list;
    return sizeof fixed_kinds / sizeof *fixed_kinds - 1;
}
GET(fixed_kind, truce__text_of(fixed_kinds[at->index]))
GET(meaning_of_model, truce__text_of("displacement"))
GET(absent, truce__six_digits(at, r->shares.assumptions.absent))
static truce__value default_confidence(const truce__at *at) {
    double given = TRUCE__ROBUST(at)->shares.assumptions.default_confidence;
    return given > 0 ? truce__six_digits(at, given) : truce__none();
}
/* The two sentences that say what a confidence means. */
static truce__value meaning(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    WORD(text, SHARES_MEANING);
    return truce__text_of(truce__text_bytes(text));
}

GET(certain, truce__number(r->certainty.certain))
GET(silent, truce__number(r->certainty.silent))
GET(uncertain, truce__number(r->certainty.uncertain))
static const truce__field assumption_fields[] = {
    {"model", TEXT, IN_JSON, .get = meaning_of_model, .about = "of what a confidence means"},
    {"meaning", TEXT, IN_JSON, .get = meaning, .about = "the same in words"},
    {"absent", DECIMAL, IN_JSON, .get = absent,
     .about = "share of absence where a statement is wrong and 'if_wrong' says nothing"},
    {"default_confidence", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = default_confidence,
     .about = "of statements without one; null: they are certain"},
    {"fixed", LIST, IN_JSON, .count = count_kinds, .keep = is_fixed, .of = ITEM(TEXT, .get = fixed_kind),
     .about = "parts of the model that are never drawn"},
    {"certain", NUMBER, IN_JSON, .get = certain,
     .about = "statements of preferences, rules and options whose confidence is 1 or not given"},
    {"silent", NUMBER, IN_JSON, .get = silent, .about = "of these, those without a confidence"},
    {"uncertain", NUMBER, IN_JSON, .get = uncertain, .about = "those with a confidence below 1"},
    {0}};

static void say_certainty(const truce__at *at, truce__say *say) {
    const truce__certainty *c = &TRUCE__ROBUST(at)->certainty;
    truce__value all = truce__number(c->certain + c->uncertain);
    if (!all.number) return;
    if (c->silent == all.number) SAY(say, ROBUST_ALL_SILENT, all);
    else if (c->silent) SAY(say, ROBUST_SILENT, truce__number(c->silent), all);
    else SAY(say, ROBUST_NONE_SILENT, all);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* ------------------------------------------------------------------- whole */

static bool is_cut(const truce__at *at) {
    const truce__one_at_a_time *one = &TRUCE__ROBUST(at)->one;
    for (size_t i = 0; i < one->count; i++)
        for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++) {
            const truce__altered *a = &one->at[i].of[slot];
            if (a->appeared + a->vanished + a->arisen > a->n_appear + a->n_vanish + a->n_fresh) return true;
        }
    return false;
}

GET(truncated, truce__bool(is_cut(at)))

static const truce__field fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__head_fields},
    {"concepts", SUBSET, IN_JSON, .domain = &truce__concept_domain},
    {"", SPLICE, IN_JSON, .of = truce__left_out_fields},
    {"assumptions", RECORD, IN_JSON, .of = assumption_fields},
    {"", SPLICE, IN_JSON, .of = truce__one_json_fields},
    {"", SPLICE, IN_JSON, .of = truce__radius_json_fields},
    {"", SPLICE, IN_JSON, .of = truce__sample_json_fields},
    {"", SPLICE, IN_JSON, .of = truce__matters_json_fields},
    {"truncated", BOOL, IN_JSON, .get = truncated},
    {"one_at_a_time", LIST, IN_CSV, TRUCE__TABLE, .next = truce__next_one_edit, .of = &truce__one_csv_row},
    {"", SPLICE, IN_CSV, .of = truce__radius_csv_fields},
    {"", SPLICE, IN_CSV, .of = truce__sample_csv_fields},
    {"", SPLICE, IN_CSV, .of = truce__matters_csv_fields},
    {"", PROSE, IN_PEOPLE, .say = truce__say_head},
    {"", PROSE, IN_PEOPLE, .say = truce__say_concepts},
    {"", PROSE, IN_PEOPLE, .say = say_certainty},
    {"", SPLICE, IN_PEOPLE | TRUCE__IN_DRAWING, .of = truce__one_told_fields},
    {"", SPLICE, IN_PEOPLE, .of = truce__radius_told_fields},
    {"", SPLICE, IN_PEOPLE | TRUCE__IN_DRAWING, .of = truce__sample_told_fields},
    {"", SPLICE, IN_PEOPLE | TRUCE__IN_DRAWING, .of = truce__matters_told_fields},
    {"", PROSE, IN_PEOPLE, .say = truce__say_definitions},
    {0}};

const truce__layout truce__robust_layout = {"truce.robust.v1", fields};
