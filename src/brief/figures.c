/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Figures, as SVG inside the page. They are drawn 360 units wide so that they stay legible on a telephone without
 * being scaled; text is cut where it would not fit, and stands in full in the figure's description and in the text.
 * Filled and empty, thick and thin, words and marks tell things apart; colour only repeats it.
 */
#include "brief/brief.h"

#include "words/naming.h"

enum { WIDTH = 360, LINE = 17, BOX = 20 };

/* As many characters as fit into `units` at the size of text used here, escaped and isolated; "…" where some are left
 * out. */
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
    putf(b,
         "<figure>\n<svg viewBox=\"0 0 %d %lu\" role=\"img\" aria-labelledby=\"%s-title %s-desc\" "
         "direction=\"ltr\">\n",
         WIDTH, (unsigned long)height, id, id);
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
        putf(b, "<rect class=\"%s\" x=\"%lu.5\" y=\"%lu.5\" width=\"%lu\" height=\"%d\" rx=\"3\"/>\n",
             is_now ? "now" : "other", (unsigned long)(i * wide), (unsigned long)y, (unsigned long)(wide - 5), BOX);
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

/* -------------------------------------------------------------------- ways */

enum { STEP = 74 };

/* One step: the state's box, and the arrow to the next. */
static void put_station(truce__brief *b, truce_state state, uint32_t y) {
    truce__text name;
    truce__text_init(&name, b->ctx);
    truce__value_words(&name, &b->at, truce__outcomes_of(state));
    char code[TRUCE_CODE_SIZE];
    if (b->model->is_plain) truce__text_puts(&name, truce_graph_state_code(b->graph, state, code));
    if (name.failed) truce__out_note(&b->out, TRUCE_E_NOMEM);
    putf(b, "<rect class=\"%s\" x=\"0.5\" y=\"%lu.5\" width=\"%d\" height=\"26\" rx=\"4\"/>\n",
         state == b->now ? "now" : "other", (unsigned long)y, WIDTH - 1);
    const char *label = name.length ? truce__fragment(b, "%llu · %s", (unsigned long long)state,
                                                      fitted(b, truce__text_bytes(&name), WIDTH - 60))
                                    : truce__fragment(b, "%llu", (unsigned long long)state);
    put_text(b, 8, y + 18, state == b->now ? " class=\"now\"" : "", label);
    truce__text_free(&name);
}

/* `is_own`: below the name of who moves. */
static const char *plain_changes(truce__brief *b, truce_state from, truce_state to, bool is_own) {
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
    truce__text text;
    truce__text_init(&text, b->ctx);
    truce_graph_state_levels(b->graph, from, before);
    truce_graph_state_levels(b->graph, to, after);
    truce__speaker s = truce__plainly(&text, &b->at);
    for (uint32_t o = 0; o < truce_model_option_count(b->model); o++) {
        if (before[o] == after[o] || after[o] == TRUCE_LEVEL_MIXED) continue;
        if (text.length) truce__text_puts(&text, "; ");
        if (is_own) truce__speak_own_option_label(&s, b->model, o);
        else truce__speak_option_label(&s, b->model, o);
        truce__text_printf(&text, " → %s", b->model->options[o].levels[after[o]]);
    }
    if (text.failed) truce__out_note(&b->out, TRUCE_E_NOMEM);
    const char *changes = fitted(b, truce__text_bytes(&text), WIDTH - 40);
    truce__text_free(&text);
    return changes;
}

/* Improvements are thick, other steps dashed; the words beside them say the same. */
static void put_arrow(truce__brief *b, const truce_path_step *step, truce_state from, uint32_t y) {
    bool is_good = step->gain == TRUCE_BETTER;
    putf(b, "<path class=\"%s\" d=\"M14 %lu v40\"/>\n<path class=\"tip\" d=\"M8 %lu l6 8 l6 -8 z\"/>\n",
         is_good ? "strong" : "dash", (unsigned long)y, (unsigned long)y + 38);
    const char *gain = step->gain == TRUCE_BETTER ? word(b, GAIN_BETTER)
                       : step->gain == TRUCE_SAME ? word(b, GAIN_SAME) : word(b, GAIN_WORSE);
    const char *what = step->party == TRUCE_NOBODY
                           ? word(b, LAPSES)
                           : truce__fragment(b, "%s · %s",
                                             fitted(b, b->model->parties[step->party].name, WIDTH - 150), gain);
    put_text(b, 28, y + 16, " class=\"head\"", what);
    put_text(b, 28, y + 32, "", plain_changes(b, from, step->to, step->party != TRUCE_NOBODY));
}

void truce__figure_way(truce__brief *b, const truce_path *way) {
    truce_state at = b->now;
    uint32_t y = 0;
    begin(b, "way", way->steps * STEP + 28, word(b, FIGURE_WAY_TITLE), words(b, FIGURE_WAY_DESC, N(way->steps)));
    put_station(b, at, y);
    for (uint32_t i = 0; i < way->steps; i++) {
        put_arrow(b, &way->path[i], at, y + 27);
        at = way->path[i].to;
        y += STEP;
        put_station(b, at, y);
    }
    end(b, word(b, FIGURE_WAY_CAPTION));
}

/* -------------------------------------------------------------------- zone */

/* A party's scale from its worst rank to its best: a bar at no deal, a letter for each deal. */
static void put_scale(truce__brief *b, const truce_deals *d, uint32_t party, uint32_t y) {
    uint32_t ranks = truce_graph_rank_count(b->graph, party), span = ranks > 1 ? ranks - 1 : 1;
    uint32_t at = 10 + (d->no_deal[party].rank - 1) * (WIDTH - 20) / span;
    put_text(b, 0, y + 12, " class=\"head\"", fitted(b, b->model->parties[party].name, WIDTH));
    putf(b, "<path class=\"line\" d=\"M10 %lu h%d\"/>\n<path class=\"strong\" d=\"M%lu %lu v18\"/>\n",
         (unsigned long)y + 40, WIDTH - 20, (unsigned long)at, (unsigned long)y + 31);
    for (size_t i = 0; i < d->deal_count; i++) {
        uint32_t x = 10 + (truce_graph_rank(b->graph, party, d->deals[i].state) - 1) * (WIDTH - 20) / span;
        putf(b,
             "<circle class=\"deal\" cx=\"%lu\" cy=\"%lu\" r=\"4\"/>\n<text x=\"%lu\" y=\"%lu\" "
             "text-anchor=\"middle\">%c</text>\n",
             (unsigned long)x, (unsigned long)y + 40, (unsigned long)x, (unsigned long)y + (i % 2 ? 58 : 32),
             (char)('A' + i));
    }
}

void truce__figure_zone(truce__brief *b, const truce_deals *d) {
    enum { SCALE = 64 };
    if (d->deal_count == 0) return;
    begin(b, "zone", b->model->n_parties * SCALE, word(b, FIGURE_ZONE_TITLE),
          words(b, FIGURE_ZONE_DESC, N(d->deal_count)));
    for (uint32_t p = 0; p < b->model->n_parties; p++) put_scale(b, d, p, p * SCALE);
    const char **letters = truce__fragments(b, d->deal_count);
    for (size_t i = 0; letters && i < d->deal_count; i++)
        letters[i] = words(b, LETTER, H(truce__fragment(b, "%c", (char)('A' + i))),
                           H(truce__state_words(b, d->deals[i].state)));
    end(b, words(b, FIGURE_ZONE_CAPTION, H(letters ? truce__list(b, letters, d->deal_count) : "")));
}
