/* SPDX-License-Identifier: Apache-2.0 */
/* Which form is written by whom. */
#include "render/forms.h"

static const struct {
    truce_format format;
    truce__form_fn write;
    unsigned tables; /* the form whose tables it can write alone; 0: has none */
    bool is_drawing; /* of a result that has one */
} forms[] = {
    {TRUCE_FORMAT_TABLE, truce__text_form, TRUCE__IN_TEXT, false},
    {TRUCE_FORMAT_JSON, truce__json_form, 0, false},
    {TRUCE_FORMAT_CSV, truce__csv_form, TRUCE__IN_CSV, false},
    {TRUCE_FORMAT_HTML, truce__html_form, TRUCE__IN_PAPER, false},
    {TRUCE_FORMAT_LATEX, truce__latex_form, TRUCE__IN_PAPER, false},
    {TRUCE_FORMAT_MARKDOWN, truce__markdown_form, TRUCE__IN_PAPER, false},
    {TRUCE_FORMAT_DOT, truce__drawing_form, 0, true},
    {TRUCE_FORMAT_SVG, truce__drawing_form, 0, true},
};

enum { N_FORMS = sizeof forms / sizeof *forms };

static size_t form_of(truce_format format) {
    size_t i = 0;
    while (i < N_FORMS && forms[i].format != format) i++;
    return i;
}

/* The table of that name, NULL: the first. */
static bool has_table(const truce_result *result, unsigned bits, const char *name) {
    truce__scratch scratch;
    truce__scratch_init(&scratch, result->ctx);
    truce__at at = truce__at_root(result, &scratch);
    const truce__field *table = name ? truce__table_named(&at, bits, name) : truce__table_next(&at, bits, NULL);
    truce__scratch_free(&scratch);
    return table != NULL;
}

/* Whether a result may have a drawing in that format; DOT knows layered graphs alone. */
static bool has_drawing(const truce__field *field, truce_format format) {
    for (; field->kind; field++) {
        if (!(field->forms & TRUCE__IN_DRAWING)) continue;
        bool is_graph = field->kind != TRUCE__FIGURE || field->figure == TRUCE__LAYERED;
        if (field->kind == TRUCE__SPLICE ? has_drawing(field->of, format) : is_graph || format == TRUCE_FORMAT_SVG)
            return true;
    }
    return false;
}

truce_status truce_render(const truce_result *result, const truce_form *form, const truce_sink *sink) {
    size_t i = form_of(form->format);
    bool needs_table = form->table || form->format == TRUCE_FORMAT_CSV;
    if (i == N_FORMS || (needs_table && !has_table(result, forms[i].tables, form->table))) return TRUCE_E_USAGE;
    if (forms[i].is_drawing && !has_drawing(result->layout->fields, form->format)) return TRUCE_E_USAGE;
    truce__out out;
    truce__out_init(&out, result->ctx, &(truce_render_options){.width = form->width, .color = form->color}, sink);
    forms[i].write(&out, result, form);
    return truce__out_end(&out);
}

const char *truce_result_table(const truce_result *result, truce_format format, uint32_t index) {
    size_t i = form_of(format);
    unsigned bits = i < N_FORMS ? forms[i].tables : 0;
    truce__scratch scratch;
    truce__scratch_init(&scratch, result->ctx);
    truce__at at = truce__at_root(result, &scratch);
    const truce__field *table = truce__table_next(&at, bits, NULL);
    while (table && index--) table = truce__table_next(&at, bits, table);
    truce__scratch_free(&scratch);
    return table ? table->key : NULL;
}
