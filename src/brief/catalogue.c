/* SPDX-License-Identifier: Apache-2.0 */
#include "brief/catalogue.h"

static const char *const english_patterns[TRUCE__N_MESSAGES] = {
#define TRUCE__SAY(key, places, english) [TRUCE__SAY_##key] = english,
#include "brief/messages.h"
#undef TRUCE__SAY
};

static const unsigned char places_of[TRUCE__N_MESSAGES] = {
#define TRUCE__SAY(key, places, english) [TRUCE__SAY_##key] = places,
#include "brief/messages.h"
#undef TRUCE__SAY
};

static unsigned english_form(uint64_t number) {
    return number != 1;
}

const truce__language truce__english = {"en", "ltr", english_form, english_patterns};

const char *truce__pattern(const truce__language *language, truce__message message) {
    const char *pattern = language->patterns[message];
    return pattern ? pattern : english_patterns[message];
}

unsigned truce__message_places(truce__message message) {
    return places_of[message];
}
