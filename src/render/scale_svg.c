/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values on a scale as a part of an SVG drawing: labels on the left, wrapped; a scale with three lines; the value in
 * figures on the right. Several stand one below the other. Filled and empty, line and dot tell things apart; colour
 * only repeats it.
 */
#include "render/figures.h"
#include "render/scale.h"
#include "render/xml.h"

enum { LINE = 15, GAP = 9, TITLE = 18, GRID = 16, LEFT = 12, FROM = 350, TO = 640, VALUE = 652 };
enum { BESIDE = 52, ABOVE = 104 }; /* columns of text */

/* Draws, or only finds out how much room it takes. */
typedef struct drawing {
    truce__out *out; /* NULL: nothing is drawn */
    double y;
} drawing;

#define PUT(d, ...) ((d)->out ? (void)truce__out_printf((d)->out, __VA_ARGS__) : (void)0)

/* Lines from y on; returns how many. */
static unsigned put_lines(drawing *d, const char *text, uint32_t columns, double y, const char *attributes) {
    size_t length = strlen(text);
    unsigned lines = 0;
    while (length) {
        size_t taken = truce__line_of(text, length, columns);
        if (d->out) {
            PUT(d, "<text x=\"%d\" y=\"%.1f\"%s>", LEFT, y + lines * LINE, attributes);
            truce__xml_text(d->out, text, taken);
            truce__out_puts(d->out, "</text>\n");
        }
        lines++;
        text += taken, length -= taken;
        while (length && *text == ' ') text++, length--;
    }
    return lines ? lines : 1;
}

static double place_of(const truce__scale *s, double value) {
    return FROM + (TO - FROM) * truce__scale_share(s, value);
}

static void put_shape(drawing *d, const truce__scale *s, const truce__scale_row *r, double y) {
    double at = place_of(s, r->value);
    if (!r->has_bounds) {
        double width = at - FROM;
        PUT(d, "<rect x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"10\" fill=\"#0b5a6f\"/>\n", FROM, y - 5,
            r->value > 0 && width < 1 ? 1 : width);
        return;
    }
    PUT(d, "<path d=\"M%d,%.1f H%.1f\" stroke=\"#d9d4c8\" stroke-width=\"1.5\"/>\n", FROM, y, at);
    PUT(d, "<path d=\"M%.1f,%.1f H%.1f\" stroke=\"#0b5a6f\" stroke-width=\"3\" stroke-opacity=\"0.5\"/>\n",
        place_of(s, r->low), y, place_of(s, r->high));
    PUT(d, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"#0b5a6f\"/>\n", at, y);
}

static void put_row(drawing *d, truce__scale *s, const truce__scale_row *r) {
    PUT(d, "<g>\n");
    unsigned lines = put_lines(d, truce__scale_label(s, r), BESIDE, d->y + LINE - 4, "");
    double y = d->y + lines * LINE / 2.0;
    put_shape(d, s, r, y);
    if (d->out) {
        PUT(d, "<text x=\"%d\" y=\"%.1f\" font-weight=\"bold\">", VALUE, y + 4);
        truce__xml_words(d->out, truce__scale_value(s, r));
        truce__out_puts(d->out, "</text>\n");
    }
    PUT(d, "</g>\n");
    d->y += lines * LINE + GAP;
}

/* Lines at the ends and in the middle, with what they mean. */
static void put_grid(drawing *d, const truce__scale *s, double top, double bottom) {
    for (int half = 0; half <= 2; half++) {
        double x = FROM + (TO - FROM) * half / 2.0;
        bool is_whole = !s->are_counts || half != 1;
        PUT(d, "<path d=\"M%.1f,%.1f V%.1f\" stroke=\"#d9d4c8\"/>\n", x, top, bottom);
        if (!is_whole) continue;
        PUT(d, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#5f5b54\">", x, top - 4);
        if (s->are_counts) PUT(d, "%.0f", s->most * half / 2);
        else PUT(d, "%d%%", half * 50);
        PUT(d, "</text>\n");
    }
}

static double height_of(truce__scale *s, double y) {
    drawing d = {NULL, y};
    for (size_t i = 0; i < s->rows.count; i++) put_row(&d, s, &s->rows.at[i]);
    return d.y;
}

double truce__scale_svg(truce__out *out, const truce__at *at, const truce__field *figure, double top, bool draws) {
    truce__scale s;
    drawing d = {draws ? out : NULL, top};
    truce__scale_begin(&s, out, at, figure, TRUCE__IN_PAPER);
    const char *title = truce__pattern(truce__language_of(out->ctx), figure->head);
    PUT(&d, "<g>\n");
    d.y += put_lines(&d, title, ABOVE, d.y + LINE, " font-weight=\"bold\" font-size=\"13\"") * LINE + TITLE;
    put_grid(&d, &s, d.y + 4, height_of(&s, d.y + GRID));
    d.y += GRID;
    for (size_t i = 0; i < s.rows.count && !truce__out_failed(out); i++) put_row(&d, &s, &s.rows.at[i]);
    PUT(&d, "</g>\n");
    if (s.cell.failed) truce__out_note(out, TRUCE_E_NOMEM);
    truce__scale_end(&s);
    return d.y - top;
}
