/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of a figure's table by what they are for. */
#include "render/figures.h"

void truce__find_roles(const truce__cols *cols, const char *const *keys, size_t count, size_t *columns) {
    for (size_t role = 0; role < count; role++) columns[role] = SIZE_MAX;
    for (size_t i = 0; i < cols->all.count; i++)
        for (size_t role = 0; role < count; role++)
            if (strcmp(cols->all.at[i].named->key, keys[role]) == 0) columns[role] = i;
}

bool truce__number_in(const truce__cols *cols, size_t column, const truce__at *row, truce__text *room,
                      double *number, bool *is_count) {
    truce__decimal decimal;
    if (column == SIZE_MAX) return false;
    truce__value v = truce__cell(&cols->all.at[column], row, &truce__data_joint, room);
    if (v.kind == TRUCE__NULL) return false;
    if (v.kind == TRUCE__NUMBER) {
        *number = (double)v.number;
        if (is_count) *is_count = true;
        return true;
    }
    if (!truce__decimal_parse(v.text, strlen(v.text), &decimal)) return false;
    *number = truce__decimal_double(decimal);
    return true;
}
