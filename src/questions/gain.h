/* SPDX-License-Identifier: Apache-2.0 */
/* Steps in results: who makes one, and how it leaves its mover. */
#ifndef TRUCE_GAIN_H
#define TRUCE_GAIN_H

#include "result/result.h"

#include <truce/paths.h>

/* "worse", "same", "better" by truce_gain, up to NULL */
extern const char *const truce__gain_names[];

/* The party that makes a step; null for one that lapses by itself. */
static inline truce__value truce__mover_of(const truce__at *at, uint32_t party) {
    return party == TRUCE_NOBODY ? truce__none() : truce__party_of(at, party);
}
/* True for a step that lapses by itself, else null. */
static inline truce__value truce__is_lapse(uint32_t party) {
    return party == TRUCE_NOBODY ? truce__bool(true) : truce__none();
}
/* "better"; null for a step that lapses. */
static inline truce__value truce__gain_of(uint32_t party, truce_gain gain) {
    return party == TRUCE_NOBODY ? truce__none() : truce__phrase_of(truce__gain_names[gain]);
}
/* The members "party" and "lapses" of a step in JSON. */
#define TRUCE__WHO_STEPS(get_mover, get_lapse)                                                       \
    {"party", MEMBER, IN_JSON, TRUCE__NULLABLE, .get = get_mover, .domain = &truce__party_domain},  \
    {"lapses", BOOL, IN_JSON, TRUCE__OMIT, .get = get_lapse,                                         \
     .about = "true: it lapses by itself, and nobody moves"}
/* The member "lapsing" of a result. */
#define TRUCE__LAPSING(get_lapsing)                                                                  \
    {"lapsing", BOOL, IN_JSON, .get = get_lapsing, .when = truce__knows_lapsing,                     \
     .about = "whether what lapses by itself is a step of paths"}
bool truce__knows_lapsing(const truce__at *at);
/* Whether lapses are steps, in words; nothing where the model has nothing that expires. */
void truce__say_lapsing(const truce__at *at, truce__say *say, bool are_steps);

#endif
