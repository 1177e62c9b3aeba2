/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Figures, as SVG inside the page. They are drawn 360 units wide so that they stay legible on a telephone without being
 * scaled; text is cut where it would not fit, and stands in full in the figure's description and in the text. Filled and empty,
 * thick and thin, words and marks tell things apart; colour only repeats it.
 */
#include "brief/brief.h"

enum { WIDTH = 360, LINE = 17, BOX = 20 };

/* As many characters as fit into `units` at the size of text used here, escaped and isolated; "…" where some are left out. */
static const char *fitted(truce__brief *b, const char *text, uint32_t units) {
    uint32_t room = units * 10 / 62, columns = 0; /* 6.2 units a column */
    size_t length = strlen(text), at = 0, used;
    if (truce__utf8_width(text, length) <= room) return truce__plain_name(b, text);
    while (at < length) {
        truce__utf8_decode(text + at, length - at, &used);
        columns += truce__utf8_width(text + at, used);
        if (columns + 1 > room) break;
        at += used;
    }
    char *cut = truce__arena_text(&b->arena, text, at + sizeof "…");
    if (!cut) {
        truce__out_note(&b->out, TRUCE_E_NOMEM);
        return "";
    }
    memcpy(cut + at, "…", sizeof "…");
    return truce__plain_name(b, cut);
}

static void put_text(truce__brief *b, uint32_t x, uint32_t y, const char *attributes, const char *text) {
    putf(b, "<text x=\"%lu\" y=\"%lu\"%s>%s</text>\n", (unsigned long)x, (unsigned long)y, attributes, text);
}

static void begin(truce__brief *b, const char *id, uint32_t height, const char *title, const char *description) {
    putf(b, "<figure>\n<svg viewBox=\"0 0 %d %lu\" role=\"img\" aria-labelledby=\"%s-title %s-desc\" direction=\"ltr\">\n", WIDTH,
         (unsigned long)height, id, id);
    putf(b, "<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">%s</desc>\n", id, title, id, description);
}

static void end(truce__brief *b, const char *caption) {
    putf(b, "</svg>\n<figcaption>%s</figcaption>\n</figure>\n", caption);
}

/* ----------------------------------------------------------------- options */

/* A box for each level, the one that holds now filled; many levels share one box that names the present one. */
static void put_levels(truce__brief *b, const truce__option *option, uint8_t now, uint32_t y) {
    uint32_t boxes = option->n_levels <= 6 ? option->n_levels : 1, wide = WIDTH / boxes;
    for (uint32_t i = 0; i < boxes; i++) {
        uint32_t level = boxes == option->n_levels ? i : now;
        bool is_now = level == now && now != TRUCE_LEVEL_MIXED;
        putf(b, "<rect class=\"%s\" x=\"%lu.5\" y=\"%lu.5\" width=\"%lu\" height=\"%d\" rx=\"3\"/>\n", is_now ? "now" : "other",
             (unsigned long)(i * wide), (unsigned long)y, (unsigned long)(wide - 5), BOX);
        const char *name = level < option->n_levels ? fitted(b, option->levels[level], wide - 26) : "?";
        put_text(b, i * wide + 8, y + 15, is_now ? " class=\"now\"" : "",
                 is_now ? truce__fragment(b, "● %s", name) : name);
    }
}

void truce__figure_options(truce__brief *b, truce_state state) {
    uint8_t levels[TRUCE__MAX_OPTIONS];
    uint32_t parties = 0, options = truce_model_option_count(b->model);
    for (uint32_t p = 0; p < b->model->n_parties; p++) parties += b->model->parties[p].n_options > 0;
    uint32_t height = parties * (LINE + 6) + options * (LINE + BOX + 8), y = 0;
    truce_graph_state_levels(b->graph, state, levels);
    begin(b, "standing", height, word(b, FIGURE_OPTIONS_TITLE), words(b, FIGURE_OPTIONS_DESC, N(options)));
    for (uint32_t p = 0; p < b->model->n_parties; p++) {
        const truce__party *party = &b->model->parties[p];
        if (party->n_options == 0) continue;
        put_text(b, 0, y + 14, " class=\"head\"", fitted(b, party->name, WIDTH));
        y += LINE + 6;
        for (uint32_t o = party->first_option; o < party->first_option + party->n_options; o++) {
            put_text(b, 0, y + 12, "", fitted(b, b->model->options[o].name, WIDTH));
            put_levels(b, &b->model->options[o], levels[o], y + LINE);
            y += LINE + BOX + 8;
        }
    }
    end(b, words(b, FIGURE_OPTIONS_CAPTION, H(truce__state_words(b, state))));
}
