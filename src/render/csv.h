/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CSV as RFC 4180 describes it, in UTF-8, lines ending in a line feed. A cell that a spreadsheet would take for a
 * formula (it begins with = + - @, a tabulator or a return) gets an apostrophe in front.
 */
#ifndef TRUCE_CSV_H
#define TRUCE_CSV_H

#include "render/out.h"

typedef struct truce__csv {
    truce__out *out;
    bool has_cells; /* in the row being written */
} truce__csv;

void truce__csv_cell(truce__csv *csv, const char *text); /* NULL: empty */
void truce__csv_number(truce__csv *csv, uint64_t value);
void truce__csv_end_row(truce__csv *csv);

#endif
