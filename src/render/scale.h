/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a figure SCALE, read once, for the forms that draw them. */
#ifndef TRUCE_SCALE_H
#define TRUCE_SCALE_H

#include "render/out.h"

enum { TRUCE__SCALE_LABEL, TRUCE__SCALE_VALUE, TRUCE__SCALE_LOW, TRUCE__SCALE_HIGH, TRUCE__SCALE_TOLD,
       TRUCE__SCALE_ROLES };

typedef struct truce__scale_row {
    size_t label, told; /* in the pool; told: SIZE_MAX where the value is told as it is */
    double value, low, high;
    bool has_bounds;
} truce__scale_row;

typedef struct truce__scale {
    truce__out *out;
    const truce__at *at;
    truce__cols cols;
    truce__text pool, cell;
    TRUCE__VEC(truce__scale_row) rows;
    size_t role[TRUCE__SCALE_ROLES]; /* columns; SIZE_MAX: there is none */
    double most;                     /* the end of the scale */
    bool are_counts;
} truce__scale;

/* Reads the rows as they stand in a form; failures go to `out`. To be ended in any case. */
void truce__scale_begin(truce__scale *s, truce__out *out, const truce__at *at, const truce__field *figure,
                        unsigned form);
void truce__scale_end(truce__scale *s);
const char *truce__scale_label(const truce__scale *s, const truce__scale_row *row);
/* What stands behind a row; lent until the next call. */
const char *truce__scale_value(truce__scale *s, const truce__scale_row *row);
/* Where a value stands, from 0 to 1. */
double truce__scale_share(const truce__scale *s, double value);

#endif
