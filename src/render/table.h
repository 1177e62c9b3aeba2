/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables in text: columns as wide as their widest cell, split into blocks where they do not fit side by
 * side. Cells are asked for twice, once to measure and once to print, so that no row is ever held.
 */
#ifndef TRUCE_TABLE_H
#define TRUCE_TABLE_H

#include "render/out.h"
#include "result/result.h"

typedef struct truce__column {
    const char *head;
    uint32_t group;     /* columns of one group stand together under its heading; TRUCE__NONE: no group */
    bool to_right;
    bool is_key;        /* repeated in every block */
    bool is_prose;      /* the last column only: takes the width there is and goes on over lines, never cut */
    uint32_t width;     /* found by truce__table_print() */
} truce__column;

typedef struct truce__table {
    truce__out *out;
    truce__column *columns;
    uint32_t n_columns;
    const char *const *groups; /* headings */
    /* Appends the cell to `text`, and may choose a style. */
    void (*cell)(void *ud, const truce__at *row, uint32_t column, truce__text *text, truce__style *style);
    void *ud;
    const truce__field *rows;
    const truce__at *at; /* the place of `rows` */
} truce__table;

/* Fills in the columns' widths. */
void truce__table_measure(truce__table *table);
/* Columns that the whole table takes side by side. */
uint64_t truce__table_width(const truce__table *table);
void truce__table_print(truce__table *table);

#endif
