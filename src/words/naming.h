/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of a model are called: by their names, and by more where two share a name (model/apart.c). */
#ifndef TRUCE_NAMING_H
#define TRUCE_NAMING_H

#include "words/speak.h"

/* "North farm"; where another party has this name, "North farm (north)" */
void truce__speak_party(const truce__speaker *s, const truce_model *model, uint32_t party);
/* An actor at a home, likewise. */
void truce__speak_actor(const truce__speaker *s, const truce_model *model, const truce__actor *actor);
/* The number that words about the party agree with: 1, or 2 where its name is a plural. */
static inline uint64_t truce__number_of_party(const truce_model *model, uint64_t party) {
    return model->parties[party].plural == TRUCE__PLURAL ? 2 : 1;
}
static inline uint64_t truce__number_of_actor(const truce_model *model, const truce__actor *actor) {
    return actor->party == TRUCE__NONE ? 1 + (actor->plural == TRUCE__PLURAL)
                                       : truce__number_of_party(model, actor->party);
}
/* In quotation marks: "“Escalate”"; where something else has this name, "“Escalate” of North farm". */
void truce__speak_option(const truce__speaker *s, const truce_model *model, uint32_t option);
/* The same where the sentence names its party already. */
void truce__speak_own_option(const truce__speaker *s, const truce_model *model, uint32_t option);
void truce__speak_outcome(const truce__speaker *s, const truce_model *model, uint32_t outcome);
/* The same without quotation marks, for heads of tables: "Escalate (North farm)". */
void truce__speak_option_label(const truce__speaker *s, const truce_model *model, uint32_t option);
void truce__speak_own_option_label(const truce__speaker *s, const truce_model *model, uint32_t option);
void truce__speak_outcome_label(const truce__speaker *s, const truce_model *model, uint32_t outcome);
/* What an input is, by the kind that model/inputs.h gives: "preference". */
truce__message truce__input_kind(const char *kind);
/* A name in quotation marks. */
void truce__speak_quoted(const truce__speaker *s, const char *name);

#endif
