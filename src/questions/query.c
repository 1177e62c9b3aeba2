/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/questions.h"

const truce_argument *truce__argument(const truce_query *query, const char *option) {
    static const truce_argument none = {0};
    for (size_t i = 0; i < query->argument_count; i++)
        if (strcmp(query->arguments[i].option, option) == 0) return &query->arguments[i];
    return &none;
}
