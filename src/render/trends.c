/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shares that change with time: a panel for each thing that has a share, in it a place for each time, with the
 * share, the bounds between which it lies, and the same under two other assumptions. In text a line for each time.
 * As SVG small panels side by side, each from now on: the band, a line for the share, dashed and dotted lines for
 * the others. Signs and shapes tell them apart, colour only repeats it. Whoever cannot see the drawing reads all
 * its figures in the description; the file has its own colours for light and dark, and nothing in it points
 * outside.
 */
#include "render/figures.h"
#include "render/people.h"
#include "render/xml.h"

#include <math.h>

enum { PANEL, TIME, NOW, VALUE, LOW, HIGH, OTHER, ANOTHER, N_ROLES };

typedef struct spot {
    size_t panel; /* its name, in the pool */
    bool is_first, has_bounds;
    double at[N_ROLES];
} spot;

typedef struct outlook {
    truce__out *out;
    const truce__at *at;
    const truce__field *figure;
    truce__cols cols;
    truce__text pool, cell;
    TRUCE__VEC(spot) spots; /* panel by panel, each by time */
    size_t role[N_ROLES];   /* columns */
    double last;            /* time */
    bool has_bounds, is_file;
} outlook;

/* -------------------------------------------------------------------- data */

static const char *text_of(const outlook *o, size_t begin) { return truce__text_bytes(&o->pool) + begin; }

static const char *const roles[N_ROLES] = {"panel", "time", "now", "value", "low", "high", "other", "another"};

static bool number_at(outlook *o, const truce__at *place, size_t role, double *number) {
    return truce__number_in(&o->cols, o->role[role], place, &o->cell, number, NULL);
}

static truce_status add_spot(outlook *o, const truce__at *place) {
    truce__tone tone;
    spot s = {.panel = o->pool.length, .has_bounds = true};
    truce__told_cell(&o->cols.all.at[o->role[PANEL]], place, &o->pool, &tone);
    truce__text_add(&o->pool, "", 1);
    for (size_t role = TIME; role < N_ROLES; role++)
        if (!number_at(o, place, role, &s.at[role]) && (role == LOW || role == HIGH)) s.has_bounds = false;
    if (o->pool.failed || o->cell.failed) return TRUCE_E_NOMEM;
    s.is_first = !o->spots.count || s.at[TIME] <= o->spots.at[o->spots.count - 1].at[TIME];
    o->has_bounds |= s.has_bounds;
    o->last = fmax(o->last, s.at[TIME]);
    return truce__vec_push(o->out->ctx, &o->spots, s);
}

static void begin(outlook *o, truce__out *out, const truce__at *at, const truce__field *figure, unsigned form) {
    *o = (outlook){.out = out, .at = at, .figure = figure};
    truce__rows rows;
    truce__text_init(&o->pool, out->ctx);
    truce__text_init(&o->cell, out->ctx);
    truce__out_note(out, truce__cols_of(at, figure->of, form, &o->cols));
    if (truce__out_failed(out)) return;
    truce__find_roles(&o->cols, roles, N_ROLES, o->role);
    truce__out_note(out, truce__rows_begin(&rows, figure->of, at));
    while (!truce__out_failed(out) && truce__rows_next(&rows)) truce__out_note(out, add_spot(o, &rows.row));
    truce__rows_end(&rows);
    truce__out_note(out, at->scratch->status);
}

static void end(outlook *o) {
    if (o->cell.failed) truce__out_note(o->out, TRUCE_E_NOMEM);
    truce__text_free(&o->pool);
    truce__text_free(&o->cell);
    truce__vec_free(o->out->ctx, &o->spots);
    truce__cols_free(o->out->ctx, &o->cols);
}

/* What a column is called. Lent until the next call. */
static const char *name_of(outlook *o, size_t role) {
    truce__text_clear(&o->cell);
    truce__told_head(&o->cell, o->at, &o->cols.all.at[o->role[role]]);
    return truce__text_bytes(&o->cell);
}

/* -------------------------------------------------------------------- text */

static uint32_t place_in(double share, uint32_t room) {
    return share <= 0 ? 0 : share >= 1 ? room - 1 : (uint32_t)(share * (room - 1) + 0.5);
}

static void put_line(const outlook *o, const spot *s, uint32_t room) {
    uint32_t value = place_in(s->at[VALUE], room), other = place_in(s->at[OTHER], room),
             another = place_in(s->at[ANOTHER], room), low = place_in(s->at[LOW], room),
             high = place_in(s->at[HIGH], room);
    char figure[TRUCE__PERCENT];
    truce__out_printf(o->out, "%8.4g  ", s->at[TIME]);
    for (uint32_t i = 0; i < room; i++) {
        bool is_inside = s->has_bounds && i >= low && i <= high;
        truce__out_puts(o->out, i == value     ? "●"
                                : i == other   ? "○"
                                : i == another ? "◇"
                                : is_inside    ? "─"
                                               : "·");
    }
    truce__out_printf(o->out, " %6s", truce__percent_of(s->at[VALUE], figure));
    truce__out_end_line(o->out);
}

static void put_key(outlook *o, const char *sign, size_t role) {
    truce__out_puts(o->out, sign);
    truce__out_puts(o->out, name_of(o, role));
}

void truce__outlook_text(truce__out *out, const truce__at *at, const truce__field *figure) {
    enum { WIDEST = 100, USED = 18, LEAST = 20 };
    outlook o;
    begin(&o, out, at, figure, TRUCE__IN_TEXT);
    uint32_t width = out->width > WIDEST ? WIDEST : out->width, room = width > USED + LEAST ? width - USED : LEAST;
    truce__out_prose(out, truce__pattern(truce__language_of(out->ctx), figure->head), 0, 0);
    if (!truce__out_failed(out)) {
        put_key(&o, "● ", VALUE);
        put_key(&o, "  ○ ", OTHER);
        put_key(&o, "  ◇ ", ANOTHER);
        if (o.has_bounds) put_key(&o, "  ─ ", LOW);
        truce__out_end_line(out);
    }
    for (size_t i = 0; i < o.spots.count && !truce__out_failed(out); i++) {
        if (o.spots.at[i].is_first) truce__out_prose(out, text_of(&o, o.spots.at[i].panel), 2, 2);
        put_line(&o, &o.spots.at[i], room);
    }
    end(&o);
}

/* --------------------------------------------------------------------- svg */

enum { ACROSS = 3, WIDE = 200, TALL = 152, LEFT = 34, TOP = 26, PLOT_WIDE = 140, PLOT_TALL = 90, LEGEND = 40 };

static double x_of(const outlook *o, double time) {
    return LEFT + (o->last > 0 ? time / o->last : 0) * PLOT_WIDE;
}
static double y_of(double share) { return TOP + (1 - share) * PLOT_TALL; }

/* Attributes, since a page may forbid styles. A file of its own has a style for the dark beside them. */
#define LINE "class=\"line\" fill=\"none\" stroke=\"#0072b2\" stroke-width=\"2\""
#define BAND "class=\"band\" fill=\"#0072b2\" fill-opacity=\".2\""
#define DOT "class=\"dot\" fill=\"#0072b2\""
#define OTHERS "fill=\"none\" stroke=\"currentColor\" stroke-dasharray=\"6 3\""
#define ANOTHERS "fill=\"none\" stroke=\"currentColor\" stroke-dasharray=\"1.5 2.5\""
static const char style[] =
    "<style>.outlook{color:#1a1a1a;background:#fff}"
    "@media(prefers-color-scheme:dark){.outlook{color:#e8e8e8;background:#161616}.outlook .band{fill:#56b4e9}"
    ".outlook .line{stroke:#56b4e9}.outlook .dot{fill:#56b4e9}}</style>\n";

static void put_share(outlook *o, const char *before, const char *name, double share) {
    char figure[TRUCE__PERCENT];
    truce__out_puts(o->out, before);
    truce__xml_words(o->out, name);
    if (*name) truce__out_puts(o->out, " ");
    truce__xml_words(o->out, truce__percent_of(share, figure));
}

/* All figures in words, panel by panel. */
static void put_description(outlook *o) {
    for (size_t i = 0; i < o->spots.count; i++) {
        const spot *s = &o->spots.at[i];
        if (s->is_first && i) truce__out_puts(o->out, ". ");
        if (s->is_first) truce__xml_words(o->out, text_of(o, s->panel));
        truce__out_printf(o->out, "; %.10g: ", s->at[TIME]);
        put_share(o, "", name_of(o, VALUE), s->at[VALUE]);
        if (s->has_bounds) put_share(o, ", ", name_of(o, LOW), s->at[LOW]);
        if (s->has_bounds) put_share(o, "\xE2\x80\x93", "", s->at[HIGH]);
        put_share(o, ", ", name_of(o, OTHER), s->at[OTHER]);
        put_share(o, ", ", name_of(o, ANOTHER), s->at[ANOTHER]);
    }
}

/* From what is so now to the last time. */
static void put_curve(const outlook *o, const spot *first, size_t count, size_t role, const char *look) {
    truce__out_printf(o->out, "<path %s d=\"M%.1f %.1f", look, x_of(o, 0), y_of(first->at[NOW]));
    for (size_t i = 0; i < count; i++)
        truce__out_printf(o->out, "L%.1f %.1f", x_of(o, first[i].at[TIME]), y_of(first[i].at[role]));
    truce__out_puts(o->out, "\"/>\n");
}

static void put_band(const outlook *o, const spot *first, size_t count) {
    truce__out_printf(o->out, "<path " BAND " d=\"M%.1f %.1f", x_of(o, 0), y_of(first->at[NOW]));
    for (size_t i = 0; i < count; i++)
        truce__out_printf(o->out, "L%.1f %.1f", x_of(o, first[i].at[TIME]), y_of(first[i].at[HIGH]));
    for (size_t i = count; i-- > 0;)
        truce__out_printf(o->out, "L%.1f %.1f", x_of(o, first[i].at[TIME]), y_of(first[i].at[LOW]));
    truce__out_puts(o->out, "z\"/>\n");
}

static void put_panel(const outlook *o, const spot *first, size_t count, size_t number) {
    truce__out_printf(o->out, "<g transform=\"translate(%zu,%zu)\">\n<text font-weight=\"bold\" x=\"%d\" y=\"14\">",
                      number % ACROSS * WIDE, number / ACROSS * TALL, LEFT - 30);
    truce__xml_cut(o->out, text_of(o, first->panel));
    truce__out_puts(o->out, "</text>\n");
    for (int share = 0; share <= 100; share += 50)
        truce__out_printf(o->out, "<line stroke=\"currentColor\" stroke-opacity=\".2\" x1=\"%d\" x2=\"%d\" "
                          "y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>\n",
                          LEFT, LEFT + PLOT_WIDE, y_of(share / 100.0), y_of(share / 100.0), LEFT - 5,
                          y_of(share / 100.0) + 4, share);
    if (first->has_bounds) put_band(o, first, count);
    put_curve(o, first, count, OTHER, OTHERS);
    put_curve(o, first, count, ANOTHER, ANOTHERS);
    put_curve(o, first, count, VALUE, LINE);
    for (size_t i = 0; i < count; i++)
        truce__out_printf(o->out, "<circle " DOT " cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/><text x=\"%.1f\" y=\"%d\" "
                          "text-anchor=\"middle\">%.4g</text>\n", x_of(o, first[i].at[TIME]),
                          y_of(first[i].at[VALUE]), x_of(o, first[i].at[TIME]), TOP + PLOT_TALL + 16,
                          first[i].at[TIME]);
    truce__out_puts(o->out, "</g>\n");
}

static void put_legend(outlook *o, size_t top) {
    static const struct {
        size_t role;
        const char *sign;
    } keys[] = {{VALUE, "<path " LINE " d=\"M0 0H24\"/><circle " DOT " cx=\"12\" cy=\"0\" r=\"3\"/>"},
                {LOW, "<path " BAND " d=\"M0 -5H24V5H0z\"/>"},
                {OTHER, "<path " OTHERS " d=\"M0 0H24\"/>"},
                {ANOTHER, "<path " ANOTHERS " d=\"M0 0H24\"/>"}};
    truce__out_printf(o->out, "<text x=\"4\" y=\"%zu\">", top + 12);
    truce__xml_words(o->out, truce__pattern(truce__language_of(o->out->ctx), o->figure->head));
    truce__out_puts(o->out, "</text>\n");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i].role == LOW && !o->has_bounds) continue;
        truce__out_printf(o->out, "<g transform=\"translate(%zu,%zu)\">%s<text x=\"30\" y=\"4\">", 4 + 150 * i,
                          top + 28, keys[i].sign);
        truce__xml_words(o->out, name_of(o, keys[i].role));
        truce__out_puts(o->out, "</text></g>\n");
    }
}

static void put_drawing(outlook *o) {
    size_t panels = 0;
    for (size_t i = 0; i < o->spots.count; i++) panels += o->spots.at[i].is_first;
    const size_t height = (panels + ACROSS - 1) / ACROSS * TALL + LEGEND;
    const char *title = truce_model_title(o->at->model);
    truce__out_printf(o->out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"outlook\" width=\"%d\" "
                      "fill=\"currentColor\" font-family=\"sans-serif\" font-size=\"11\" "
                      "height=\"%zu\" viewBox=\"0 0 %d %zu\" role=\"img\" aria-labelledby=\"outlook-title "
                      "outlook-desc\">\n<title id=\"outlook-title\">", ACROSS * WIDE, height, ACROSS * WIDE, height);
    if (*title) truce__xml_words(o->out, title);
    if (*title) truce__out_puts(o->out, ": ");
    truce__xml_words(o->out, truce__pattern(truce__language_of(o->out->ctx), o->figure->head));
    truce__out_puts(o->out, "</title>\n<desc id=\"outlook-desc\">");
    put_description(o);
    truce__out_puts(o->out, "</desc>\n");
    if (o->is_file) truce__out_puts(o->out, style);
    for (size_t i = 0, number = 0, count; i < o->spots.count && !truce__out_failed(o->out); i += count, number++) {
        for (count = 1; i + count < o->spots.count && !o->spots.at[i + count].is_first; count++) continue;
        put_panel(o, &o->spots.at[i], count, number);
    }
    put_legend(o, height - LEGEND);
    truce__out_puts(o->out, "</svg>\n");
}

void truce__outlook_svg(truce__out *out, const truce__at *at, const truce__field *figure, unsigned form) {
    outlook o;
    begin(&o, out, at, figure, form);
    o.is_file = form == TRUCE__IN_DRAWING;
    if (!truce__out_failed(out)) put_drawing(&o);
    end(&o);
}
