/* SPDX-License-Identifier: Apache-2.0 */
/* An answer of `unlock` in words. */
#ifndef TRUCE_UNLOCK_WORDS_H
#define TRUCE_UNLOCK_WORDS_H

#include "unknowns/unlock.h"
#include "words/say.h"

/* What has to be different, a message each: levers, then what parties have to see differently. They put their
 * arguments and a null into `args`. */
enum { TRUCE__UNLOCK_ARGS = 4 };
uint64_t truce__count_unlock_words(const truce__unlock_answer *answer);
truce__message truce__unlock_words(const truce__at *at, const truce__unlock_answer *answer, uint64_t number,
                                   truce__value *args);

#endif
