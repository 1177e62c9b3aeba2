/* SPDX-License-Identifier: Apache-2.0 */
/* The drawing of a result alone: as Graphviz's DOT, and as SVG. */
#include "render/figures.h"
#include "render/forms.h"
#include "render/people.h"
#include "render/xml.h"

static void put_table(const truce__teller *teller, const truce__at *at, const truce__field *table) {
    (void)teller, (void)at, (void)table; /* none is declared for drawings */
}

static void put_block(truce__say *say, truce__block block) {
    (void)say, (void)block;
}

static void put_blank(truce__say *say) {
    (void)say;
}

static const truce__say_form no_prose = {{.literal = truce__text_add}, put_block, put_blank};

/* Figures on a scale stand in one drawing, one below the other; other figures are drawings of their own. */
typedef struct drawing {
    truce__teller teller;  /* stands first */
    double *height;        /* so far */
    bool *is_whole;
    bool draws; /* false: to find the height, and what there is */
} drawing;

enum { MARGIN = 12, BETWEEN = 22, EMPTY = 40 };

static void put_figure(const truce__teller *teller, const truce__at *at, const truce__field *figure) {
    const drawing *d = (const drawing *)teller;
    bool is_dot = teller->how->format == TRUCE_FORMAT_DOT;
    if (figure->figure == TRUCE__SCALE && !is_dot)
        *d->height += truce__scale_svg(teller->out, at, figure, *d->height, d->draws) + BETWEEN;
    if (figure->figure == TRUCE__OUTLOOK) {
        *d->is_whole = true;
        if (d->draws) truce__outlook_svg(teller->out, at, figure, TRUCE__IN_DRAWING);
    }
    if (figure->figure != TRUCE__LAYERED) return;
    *d->is_whole = true;
    if (d->draws && is_dot) truce__layered_dot(teller->out, at, figure);
    else if (d->draws) truce__layered_svg(teller->out, at, figure, teller->how);
}

static void put_head(truce__out *out, const truce__result *result, double height) {
    const truce_model *model = result->model;
    const char *title = model ? truce_model_title(model) : "";
    truce__out_printf(out,
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%.1f\" viewBox=\"0 0 %d "
                      "%.1f\" role=\"img\" aria-labelledby=\"title\" font-family=\"system-ui, sans-serif\" "
                      "font-size=\"12\" fill=\"#1d1c1a\">\n<title id=\"title\">",
                      TRUCE__SCALE_WIDTH, height, TRUCE__SCALE_WIDTH, height);
    truce__xml_words(out, *title ? title : result->layout->schema);
    truce__out_puts(out, "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
}

void truce__drawing_form(truce__out *out, const truce__result *result, const truce_form *form) {
    double height = MARGIN;
    bool is_whole = false;
    drawing d = {{out, TRUCE__IN_DRAWING, form->table, &no_prose, put_table, put_figure, form}, &height, &is_whole,
                 false};
    truce__tell_all(&d.teller, result);
    bool is_empty = height <= MARGIN, is_own = !is_whole && form->format == TRUCE_FORMAT_SVG;
    if (is_own) put_head(out, result, is_empty ? EMPTY : height);
    if (is_own && is_empty) {
        truce__out_printf(out, "<text x=\"%d\" y=\"%d\">", MARGIN, EMPTY / 2 + 4);
        truce__xml_words(out, truce__pattern(truce__language_of(out->ctx), TRUCE__M_DRAWING_NOTHING));
        truce__out_puts(out, "</text>\n");
    }
    height = MARGIN;
    d.draws = true;
    truce__tell_all(&d.teller, result);
    if (is_own) truce__out_puts(out, "</svg>\n");
}
