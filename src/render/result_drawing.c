/* SPDX-License-Identifier: Apache-2.0 */
/* The drawing of a result alone: as Graphviz's DOT, and as SVG. */
#include "render/figures.h"
#include "render/forms.h"
#include "render/people.h"

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

static void put_figure(const truce__teller *teller, const truce__at *at, const truce__field *figure) {
    if (figure->figure != TRUCE__LAYERED) return;
    if (teller->how->format == TRUCE_FORMAT_DOT) truce__layered_dot(teller->out, at, figure);
    else truce__layered_svg(teller->out, at, figure, teller->how);
}

void truce__drawing_form(truce__out *out, const truce__result *result, const truce_form *form) {
    const truce__teller teller = {out, TRUCE__IN_DRAWING, form->table, &no_prose, put_table, put_figure, form};
    truce__tell_all(&teller, result);
}
