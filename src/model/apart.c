/* SPDX-License-Identifier: Apache-2.0 */
/* Names that two things of a model share, and what tells these apart. Here, once a model, because words are made for
 * every row of a table. */
#include "model/reader.h"

static truce_status add(truce__reader *reader, truce__names *seen, const char *text, uint32_t index,
                        const truce__name **earlier) {
    truce__name name = {.text = text, .length = strlen(text), .kind = TRUCE__NAME_OTHER, .index = index};
    return truce__names_add(reader->arena, seen, name, earlier);
}

/* The array, made when the first is to be marked. */
static truce_status mark(truce__reader *reader, truce__apart **all, uint32_t count, uint32_t index, truce__apart by) {
    if (!*all && !(*all = truce__arena_alloc(reader->arena, count, sizeof **all))) return TRUCE_E_NOMEM;
    if ((*all)[index] < by) (*all)[index] = by;
    return TRUCE_OK;
}

static truce_status mark_parties(truce__reader *reader, truce_model *model, truce__apart **all) {
    truce__names seen = {0};
    for (uint32_t i = 0; i < model->n_parties; i++) {
        const truce__name *earlier;
        TRY(add(reader, &seen, model->parties[i].name, i, &earlier));
        if (!earlier) continue;
        TRY(mark(reader, all, model->n_parties, i, TRUCE__APART_BY_ID));
        TRY(mark(reader, all, model->n_parties, earlier->index, TRUCE__APART_BY_ID));
    }
    return TRUCE_OK;
}

static truce_status mark_outcomes(truce__reader *reader, truce_model *model, truce__apart **all, truce__names *seen) {
    for (uint32_t i = 0; i < model->n_outcomes; i++) {
        const truce__name *earlier;
        TRY(add(reader, seen, model->outcomes[i].name, i, &earlier));
        if (!earlier) continue;
        TRY(mark(reader, all, model->n_outcomes, i, TRUCE__APART_BY_ID));
        TRY(mark(reader, all, model->n_outcomes, earlier->index, TRUCE__APART_BY_ID));
    }
    return TRUCE_OK;
}

/* Options are few: every pair is looked at. The party tells two options apart unless it has both, or shares its own
 * name. */
static truce_status mark_option(truce__reader *reader, truce_model *model, uint32_t i, truce__apart **all,
                                const truce__names *outcomes) {
    const truce__option *option = &model->options[i];
    bool is_shared = truce__names_find(outcomes, option->name, strlen(option->name)) != NULL, is_one_party = false;
    for (uint32_t k = 0; k < model->n_options; k++) {
        if (k == i || strcmp(model->options[k].name, option->name) != 0) continue;
        is_shared = true;
        is_one_party |= model->options[k].party == option->party;
    }
    if (!is_shared) return TRUCE_OK;
    bool needs_id = is_one_party || truce__is_apart(model->apart.parties, option->party);
    return mark(reader, all, model->n_options, i, needs_id ? TRUCE__APART_BY_ID : TRUCE__APART_BY_PARTY);
}

truce_status truce__read_apart(truce__reader *reader) {
    truce_model *model = reader->model;
    truce__apart *parties = NULL, *options = NULL, *outcomes = NULL;
    truce__names seen = {0};
    TRY(mark_parties(reader, model, &parties));
    model->apart.parties = parties;
    TRY(mark_outcomes(reader, model, &outcomes, &seen));
    model->apart.outcomes = outcomes;
    for (uint32_t i = 0; i < model->n_options && !model->is_plain; i++)
        TRY(mark_option(reader, model, i, &options, &seen));
    model->apart.options = options;
    return TRUCE_OK;
}
