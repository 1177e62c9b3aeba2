/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/cases.h"

#include <string.h>

#define TRUCE__MSG(key, english) static const char TEXT_##key[] = english;
#include "catalogue/case_messages.h"
#undef TRUCE__MSG

const char *const truce__case_groups[] = {"conflict", "symmetric", "game", NULL};

static const truce_case cases[] = {
#define CASE(id, name, group) {name, group, TEXT_CASE_##id, (const char *)truce__case_##id},
    TRUCE__CASES(CASE)
#undef CASE
};

size_t truce_case_count(void) {
    return sizeof cases / sizeof *cases;
}

const truce_case *truce_case_at(size_t i) {
    return i < truce_case_count() ? &cases[i] : NULL;
}

const truce_case *truce_case_find(const char *name) {
    const truce_case *begun = NULL;
    size_t length = strlen(name), count = 0;
    for (size_t i = 0; i < truce_case_count(); i++) {
        if (strncmp(cases[i].name, name, length) != 0) continue;
        if (!cases[i].name[length]) return &cases[i];
        begun = &cases[i];
        count++;
    }
    return count == 1 ? begun : NULL;
}
