/* SPDX-License-Identifier: Apache-2.0 */
/* The public functions that read a model. */
#include "model/completions.h"

/* The model lives in its own arena, so the arena is moved out before it is freed. */
void truce_model_free(truce_model *model) {
    if (!model) return;
    truce__arena arena = model->arena;
    truce__arena_free(&arena);
}

truce_status truce__find_news(const truce_model *model, uint32_t kind, const char *id, size_t length,
                              truce__news *news) {
    enum { MOST_DOUBTS = 100 }; /* a doubt costs a search among all names */
    truce__blame *blame = model->blame;
    const truce__name *earlier;
    *news = TRUCE__NEWS;
    if (!blame) return TRUCE_OK;
    const char *copy = truce__arena_text(blame->arena, id, length);
    if (!copy) return TRUCE_E_NOMEM;
    truce__name name = {.text = copy, .length = length, .kind = TRUCE__NAME_OTHER};
    TRY(truce__names_add(blame->arena, &blame->ids, name, &earlier));
    if (earlier) *news = TRUCE__FOLLOWS;
    else if (blame->lost & kind) *news = blame->n_doubts++ < MOST_DOUBTS ? TRUCE__DOUBTFUL : TRUCE__FOLLOWS;
    return TRUCE_OK;
}

/* Of an option without levels of its own, the one mistake may be that they are missing. */
truce_status truce__find_level_news(truce_ctx *ctx, const truce_model *model, const truce__option *option,
                                    const char *level, size_t length, truce__news *news) {
    truce__text text;
    *news = option->is_unsure ? TRUCE__FOLLOWS : TRUCE__NEWS;
    if (option->is_unsure || !model->blame) return TRUCE_OK;
    truce__text_init(&text, ctx);
    truce__text_printf(&text, "%s = ", option->id);
    if (!option->has_default_levels) truce__text_add(&text, level, length);
    truce_status status = TRUCE_E_NOMEM;
    if (!text.failed) status = truce__find_news(model, 0, truce__text_bytes(&text), text.length, news);
    truce__text_free(&text);
    return status;
}

bool truce__is_held_back(truce__news news, const char *id, size_t length, const char *nearest) {
    bool is_meant = nearest && truce__is_one_slip(id, length, nearest);
    return news == TRUCE__FOLLOWS || (news == TRUCE__DOUBTFUL && !is_meant);
}

const char *truce_model_title(const truce_model *model) {
    return model->title;
}

const char *truce_model_file(const truce_model *model) {
    return model->source.file;
}

const char *truce_model_sha256(const truce_model *model) {
    return model->sha256;
}

/* ------------------------------------------------------------ preferences */

uint32_t truce__pref_degree(const truce__pref *pref) {
    uint32_t degree = 1 + pref->n_thresholds;
    if (!pref->is_marked) return 1; /* asked of every preference before every ranking */
    for (uint32_t i = 0; i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        uint32_t own = pref->kind == TRUCE__PREF_ORDER ? item->degree : item->mark;
        if (own > degree) degree = own;
    }
    return degree;
}

static uint32_t marks_in(const truce__pref *pref) {
    uint32_t count, marks = pref->n_thresholds;
    const truce__pref_item *items = truce__written_items(pref, &count);
    for (uint32_t i = 0; i < count; i++) marks += items[i].mark > 0;
    return marks;
}

uint32_t truce__pref_marks(const truce__pref *pref) {
    uint32_t marks = 0;
    if (!pref->either) return marks_in(pref);
    for (uint32_t i = 0; i < pref->n_either; i++) marks += marks_in(&pref->either[i]);
    return marks;
}

/* --------------------------------------------------------------- parties */

uint32_t truce_model_party_count(const truce_model *model) {
    return model->n_parties;
}

const char *truce_model_party_id(const truce_model *model, uint32_t party) {
    return model->parties[party].id;
}

const char *truce_model_party_name(const truce_model *model, uint32_t party) {
    return model->parties[party].name;
}

uint32_t truce_model_party_find(const truce_model *model, const char *id) {
    for (uint32_t i = 0; i < model->n_parties; i++)
        if (strcmp(model->parties[i].id, id) == 0) return i;
    return UINT32_MAX;
}

/* --------------------------------------------------------------- options */

uint32_t truce_model_option_count(const truce_model *model) {
    return model->is_plain ? 0 : model->n_options;
}

const char *truce_model_option_id(const truce_model *model, uint32_t option) {
    return model->options[option].id;
}

const char *truce_model_option_name(const truce_model *model, uint32_t option) {
    return model->options[option].name;
}

uint32_t truce_model_option_party(const truce_model *model, uint32_t option) {
    return model->options[option].party;
}

uint32_t truce_model_level_count(const truce_model *model, uint32_t option) {
    return model->options[option].n_levels;
}

const char *truce_model_level_name(const truce_model *model, uint32_t option, uint32_t level) {
    return model->options[option].levels[level];
}

/* ----------------------------------------------------------------- rules */

/* -------------------------------------------------------------- outcomes */

uint32_t truce_model_outcome_count(const truce_model *model) {
    return model->n_outcomes;
}

const char *truce_model_outcome_id(const truce_model *model, uint32_t outcome) {
    return model->outcomes[outcome].id;
}

const char *truce_model_outcome_statement(const truce_model *model, uint32_t outcome) {
    return model->outcomes[outcome].stmt.text;
}
