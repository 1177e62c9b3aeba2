/* SPDX-License-Identifier: Apache-2.0 */
/* A table of a result as CSV: the one named, else the first. */
#include "render/csv.h"
#include "render/forms.h"

#include <inttypes.h>

static void put_head(truce__csv *csv, const truce__at *at, const truce__col *col, truce__text *text) {
    truce__text_clear(text);
    truce__col_name(text, at, col);
    truce__csv_cell(csv, truce__text_bytes(text));
}

static void put_cell(truce__csv *csv, const truce__at *row, const truce__col *col, truce__text *text) {
    truce__value v = truce__cell(col, row, &truce__data_joint, text);
    bool is_number = v.kind == TRUCE__BOOL || v.kind == TRUCE__NUMBER || v.kind == TRUCE__STATE;
    if (is_number) truce__csv_number(csv, v.number);
    else truce__csv_cell(csv, v.kind ? v.text : NULL);
}

/* CSV has no place for "truncated": a diagnostic tells. */
static truce_status warn_of_rest(const truce__at *at, uint64_t written, uint64_t total) {
    if (written >= total) return TRUCE_OK;
    return truce__diag(at->result->ctx, TRUCE_WARNING, &at->model->source, (truce__loc){0}, NULL,
                       "the limit of rows left %" PRIu64 " of %" PRIu64 " unwritten", total - written, total);
}

static void put_rows(truce__csv *csv, const truce__at *at, const truce__field *table, const truce__cols *cols) {
    truce__text *text = &at->scratch->text;
    truce__rows rows;
    uint64_t written = 0;
    for (size_t i = 0; i < cols->all.count; i++) put_head(csv, at, &cols->all.at[i], text);
    truce__csv_end_row(csv);
    truce__out_note(csv->out, truce__rows_begin(&rows, table, at));
    while (!truce__out_failed(csv->out) && truce__rows_next(&rows)) {
        for (size_t i = 0; i < cols->all.count; i++) put_cell(csv, &rows.row, &cols->all.at[i], text);
        truce__csv_end_row(csv);
        written++;
    }
    truce__out_note(csv->out, at->scratch->status);
    if (table->total && !truce__out_failed(csv->out))
        truce__out_note(csv->out, warn_of_rest(&rows.list, written, table->total(&rows.list)));
    truce__rows_end(&rows);
    if (text->failed) truce__out_note(csv->out, TRUCE_E_NOMEM);
}

static truce_status warn_of_cut(const truce__at *at, const truce__field *table) {
    const truce__pick *pick = at->result->pick;
    return pick && !table->total ? warn_of_rest(at, truce__pick_count(pick), pick->total) : TRUCE_OK;
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
    truce__out_note(out, warn_of_cut(&at, table));
    truce__out_note(out, truce__cols_of(&at, table, TRUCE__IN_CSV, &cols));
    if (!truce__out_failed(out)) put_rows(&csv, &at, table, &cols);
    truce__out_note(out, scratch.status);
    truce__cols_free(result->ctx, &cols);
    truce__scratch_free(&scratch);
}
