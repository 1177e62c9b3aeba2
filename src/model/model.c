/* SPDX-License-Identifier: Apache-2.0 */
/* The public functions that read a model. */
#include "model/model.h"

/* The model lives in its own arena, so the arena is moved out before it is freed. */
void truce_model_free(truce_model *model) {
    if (!model) return;
    truce__arena arena = model->arena;
    truce__arena_free(&arena);
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
