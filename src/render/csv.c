/* SPDX-License-Identifier: Apache-2.0 */
#include "render/csv.h"

static void separate(truce__csv *csv) {
    if (csv->has_cells) truce__out_puts(csv->out, ",");
    csv->has_cells = true;
}

void truce__csv_cell(truce__csv *csv, const char *text) {
    separate(csv);
    if (!text || !*text) return;
    bool needs_guard = strchr("=+-@\t\r", *text) != NULL;
    if (!needs_guard && !strpbrk(text, "\",\n\r")) {
        truce__out_puts(csv->out, text);
        return;
    }
    truce__out_puts(csv->out, needs_guard ? "\"'" : "\"");
    for (; *text; text++) {
        if (*text == '"') truce__out_puts(csv->out, "\"");
        truce__out_add(csv->out, text, 1);
    }
    truce__out_puts(csv->out, "\"");
}

void truce__csv_number(truce__csv *csv, uint64_t value) {
    separate(csv);
    truce__out_number(csv->out, value);
}

void truce__csv_end_row(truce__csv *csv) {
    truce__out_puts(csv->out, "\n");
    csv->has_cells = false;
}
