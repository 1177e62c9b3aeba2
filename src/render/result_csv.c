/* SPDX-License-Identifier: Apache-2.0 */
/* A table of a result as CSV: the one named, else the first. */
#include "render/csv.h"
#include "render/forms.h"
#include "render/frame.h"

static void put_head(truce__csv *csv, const truce__at *at, const truce__col *col, truce__text *text) {
    truce__text_clear(text);
    truce__col_name(text, at, col);
    truce__csv_cell(csv, truce__text_bytes(text));
}

static void put_cell(truce__csv *csv, const truce__at *row, const truce__col *col, truce__text *text) {
    truce__value v = truce__cell(col, row, false, text);
    bool is_number = v.kind == TRUCE__BOOL || v.kind == TRUCE__NUMBER || v.kind == TRUCE__STATE;
    if (is_number) truce__csv_number(csv, v.number);
    else truce__csv_cell(csv, v.kind ? v.text : NULL);
}

static void put_rows(truce__csv *csv, const truce__at *at, const truce__field *table, const truce__cols *cols) {
    truce__text *text = &at->scratch->text;
    truce__rows rows;
    for (size_t i = 0; i < cols->all.count; i++) put_head(csv, at, &cols->all.at[i], text);
    truce__csv_end_row(csv);
    truce__out_note(csv->out, truce__rows_begin(&rows, table, at));
    while (!truce__out_failed(csv->out) && truce__rows_next(&rows)) {
        for (size_t i = 0; i < cols->all.count; i++) put_cell(csv, &rows.row, &cols->all.at[i], text);
        truce__csv_end_row(csv);
    }
    truce__rows_end(&rows);
    if (text->failed) truce__out_note(csv->out, TRUCE_E_NOMEM);
}

/* CSV has no place for "truncated": a diagnostic tells. */
static truce_status warn_of_cut(const truce__result *result) {
    return result->pick ? truce__frame_warn_of_cut(result->ctx, result->graph, result->pick) : TRUCE_OK;
}

void truce__csv_form(truce__out *out, const truce__result *result, const truce_form *form) {
    truce__csv csv = {.out = out};
    truce__cols cols = {0};
    truce__scratch scratch;
    truce__scratch_init(&scratch, result->ctx);
    truce__at at = truce__at_root(result, &scratch);
    const truce__field *table = form->table ? truce__table_named(&at, TRUCE__IN_CSV, form->table)
                                            : truce__table_next(&at, TRUCE__IN_CSV, NULL);
    if (form->has_bom) truce__out_puts(out, "\xEF\xBB\xBF");
    truce__out_note(out, warn_of_cut(result));
    truce__out_note(out, truce__cols_of(&at, table, TRUCE__IN_CSV, &cols));
    if (!truce__out_failed(out)) put_rows(&csv, &at, table, &cols);
    truce__out_note(out, scratch.status);
    truce__cols_free(result->ctx, &cols);
    truce__scratch_free(&scratch);
}
