/* SPDX-License-Identifier: Apache-2.0 */
#include "words/naming.h"

void truce__speak_quoted(const truce__speaker *s, const char *name) {
    truce__speak_names(s, TRUCE__M_QUOTED, name, NULL);
}

static void speak_apart(const truce__speaker *s, bool is_apart, const char *name, const char *other) {
    if (is_apart) truce__speak_names(s, TRUCE__M_NAME_APART, name, other);
    else truce__speak_name(s, name);
}

void truce__speak_party(const truce__speaker *s, const truce_model *model, uint32_t p) {
    const truce__party *party = &model->parties[p];
    speak_apart(s, truce__is_apart(model->apart.parties, p), party->name, party->id);
}

void truce__speak_actor(const truce__speaker *s, const truce_model *model, const truce__actor *actor) {
    if (actor->is_apart) truce__speak_names(s, TRUCE__M_NAME_APART, actor->name, actor->id);
    else if (actor->party != TRUCE__NONE) truce__speak_party(s, model, actor->party);
    else truce__speak_name(s, actor->name);
}

/* What tells the option apart; NULL: its name does. */
static const char *apart_of(const truce_model *model, uint32_t o) {
    truce__apart apart = model->apart.options ? model->apart.options[o] : TRUCE__APART_BY_NAME;
    if (apart == TRUCE__APART_BY_NAME) return NULL;
    return apart == TRUCE__APART_BY_PARTY ? model->parties[model->options[o].party].name : model->options[o].id;
}

void truce__speak_option(const truce__speaker *s, const truce_model *model, uint32_t o) {
    const char *name = model->options[o].name, *other = apart_of(model, o);
    bool is_by_party = other && model->apart.options[o] == TRUCE__APART_BY_PARTY;
    if (is_by_party) truce__speak_names(s, TRUCE__M_OPTION_OF, name, other);
    else if (other) truce__speak_names(s, TRUCE__M_QUOTED_APART, name, other);
    else truce__speak_quoted(s, name);
}

static bool is_apart_by_party(const truce_model *model, uint32_t o) {
    return model->apart.options && model->apart.options[o] == TRUCE__APART_BY_PARTY;
}

void truce__speak_own_option(const truce__speaker *s, const truce_model *model, uint32_t o) {
    if (is_apart_by_party(model, o)) truce__speak_quoted(s, model->options[o].name);
    else truce__speak_option(s, model, o);
}

void truce__speak_own_option_label(const truce__speaker *s, const truce_model *model, uint32_t o) {
    if (is_apart_by_party(model, o)) truce__speak_name(s, model->options[o].name);
    else truce__speak_option_label(s, model, o);
}

void truce__speak_option_label(const truce__speaker *s, const truce_model *model, uint32_t o) {
    const char *other = apart_of(model, o);
    speak_apart(s, other != NULL, model->options[o].name, other);
}

void truce__speak_outcome(const truce__speaker *s, const truce_model *model, uint32_t k) {
    const truce__outcome *outcome = &model->outcomes[k];
    if (truce__is_apart(model->apart.outcomes, k))
        truce__speak_names(s, TRUCE__M_QUOTED_APART, outcome->name, outcome->id);
    else truce__speak_quoted(s, outcome->name);
}

void truce__speak_outcome_label(const truce__speaker *s, const truce_model *model, uint32_t k) {
    const truce__outcome *outcome = &model->outcomes[k];
    speak_apart(s, truce__is_apart(model->apart.outcomes, k), outcome->name, outcome->id);
}

truce__message truce__input_kind(const char *kind) {
    static const struct {
        const char *kind;
        truce__message head;
    } heads[] = {
        {"party", TRUCE__M_KIND_PARTY},
        {"option", TRUCE__M_KIND_OPTION},
        {"rule", TRUCE__M_KIND_RULE},
        {"coalesce", TRUCE__M_KIND_COALESCE},
        {"status_quo", TRUCE__M_KIND_TODAY},
        {"outcome", TRUCE__M_KIND_OUTCOME},
        {"preference", TRUCE__M_KIND_PREFERENCE},
        {"no_deal", TRUCE__M_KIND_NO_DEAL},
        {"pain", TRUCE__M_KIND_PAIN},
        {"utility", TRUCE__M_KIND_UTILITY},
        {"ratify", TRUCE__M_KIND_RATIFY},
        {"actor", TRUCE__M_KIND_ACTOR},
        {"actor_preference", TRUCE__M_KIND_ACTOR_PREFERENCE},
        {"expiry", TRUCE__M_KIND_EXPIRY},
        {"audience", TRUCE__M_KIND_AUDIENCE},
        {"event", TRUCE__M_KIND_EVENT},
        {"behaviour", TRUCE__M_KIND_BEHAVIOUR},
        {"view", TRUCE__M_KIND_VIEW},
        {"tempo", TRUCE__M_KIND_TEMPO},
        {"lever", TRUCE__M_KIND_LEVER},
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (strcmp(heads[i].kind, kind) == 0) return heads[i].head;
    return TRUCE__M_KIND_OTHER;
}
