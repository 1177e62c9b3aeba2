/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Figures, as SVG inside the page. They are drawn 360 units wide so that they stay legible on a telephone without
 * being scaled; text is cut where it would not fit, and stands in full in the figure's description and in the text.
 * Filled and empty, thick and thin, words and marks tell things apart; colour only repeats it.
 */
#include "brief/brief.h"

#include "words/naming.h"

enum { WIDTH = 360 };

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
    putf(b, "<text x=%lu y=%lu%s>%s</text>\n", (unsigned long)x, (unsigned long)y, attributes, text);
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

/* ------------------------------------------------------------------- ladder */

enum { PANEL = 172, TALL = 140, TOP = 40, LOW = 112, PANELS = 4, RUNGS = 8 };

/* How a party orders the situations of a way: heights from 0, the lowest. */
typedef struct ladder {
    uint32_t party, count, ranks[RUNGS + 1], heights[RUNGS + 1], most;
} ladder;

static ladder climb(const truce__brief *b, const truce__target *target, uint32_t party) {
    ladder l = {.party = party, .count = target->steps + 1};
    for (uint32_t i = 0; i < l.count; i++)
        l.ranks[i] = truce_graph_rank(b->graph, party, i ? target->way[i - 1].to : b->now);
    for (uint32_t i = 0; i < l.count; i++) {
        for (uint32_t k = 0; k < l.count; k++) {
            bool is_first = true;
            for (uint32_t before = 0; before < k; before++) is_first &= l.ranks[before] != l.ranks[k];
            l.heights[i] += is_first && l.ranks[k] < l.ranks[i];
        }
        if (l.heights[i] > l.most) l.most = l.heights[i];
    }
    return l;
}

static uint32_t rung_x(const ladder *l, uint32_t left, uint32_t i) {
    return left + 14 + i * (PANEL - 40) / (l->count > 1 ? l->count - 1 : 1);
}
static uint32_t rung_y(const ladder *l, uint32_t top, uint32_t i) {
    return top + LOW - (l->most ? l->heights[i] * (LOW - TOP) / l->most : (LOW - TOP) / 2);
}

/* Whether the line leaves the rung upwards, so that there is room for words below it only. */
static bool is_low(const ladder *l, uint32_t i) {
    bool is_below_next = i + 1 < l->count && l->heights[i] < l->heights[i + 1];
    bool is_above_last = i && l->heights[i] > l->heights[i - 1];
    bool is_below_last = i && l->heights[i] < l->heights[i - 1];
    return !is_above_last && (is_below_next || is_below_last);
}

/* ▲ ▼ ＝: how the party likes a situation of the way beside today's. */
static const char *beside_today(truce__brief *b, const ladder *l, uint32_t i) {
    if (l->ranks[i] == l->ranks[0]) return word(b, SIGN_SAME);
    return l->ranks[i] > l->ranks[0] ? word(b, SIGN_BETTER) : word(b, SIGN_WORSE);
}

static void put_panel(truce__brief *b, const truce__target *target, const ladder *l, uint32_t left, uint32_t top) {
    put_text(b, left, top + 14, " class=head", fitted(b, b->model->parties[l->party].name, PANEL - 12));
    putf(b, "<path class=thin d=\"M%lu %luh%d\"/>\n<path class=dash d=\"", (unsigned long)left + 4,
         (unsigned long)rung_y(l, top, 0), PANEL - 20);
    for (uint32_t i = 0; i < l->count; i++)
        putf(b, "%c%lu %lu", i ? 'L' : 'M', (unsigned long)rung_x(l, left, i), (unsigned long)rung_y(l, top, i));
    put(b, "\"/>\n");
    for (uint32_t i = 1; i < l->count; i++)
        if (target->way[i - 1].party == l->party)
            putf(b, "<path class=%s d=\"M%lu %luL%lu %lu\"/>\n",
                 l->ranks[i] > l->ranks[i - 1] ? "up" : l->ranks[i] < l->ranks[i - 1] ? "down" : "flat",
                 (unsigned long)rung_x(l, left, i - 1), (unsigned long)rung_y(l, top, i - 1),
                 (unsigned long)rung_x(l, left, i), (unsigned long)rung_y(l, top, i));
    for (uint32_t i = 0; i < l->count; i++) {
        uint32_t x = rung_x(l, left, i), y = rung_y(l, top, i);
        const char *kind = l->ranks[i] > l->ranks[0] ? "good" : l->ranks[i] < l->ranks[0] ? "bad" : "tip";
        putf(b, "<circle class=%s cx=%lu cy=%lu />", kind, (unsigned long)x, (unsigned long)y);
        const char *sign = beside_today(b, l, i);
        const char *label = i ? truce__fragment(b, "%lu %s", (unsigned long)i, sign) : word(b, TODAY);
        put_text(b, i ? x : left, is_low(l, i) ? y + 15 : y - 8, i ? "" : " class=now", label);
    }
}

static const char *step_words(truce__brief *b, truce_state from, const truce_path_step *step) {
    if (step->party == TRUCE_NOBODY) return word(b, LAPSES);
    const char *who = truce__capital(b, truce__party_words(b, step->party));
    return words(b, TOGETHER_STEP, H(who), H(truce__does_words(b, from, step->to)));
}

/* Whether somebody moves on the way, and it is short enough. */
static bool has_ladder(const truce__target *target) {
    bool has_mover = false;
    if (!target->is_reached || target->steps > RUNGS) return false;
    for (uint32_t i = 0; i < target->steps; i++) has_mover |= target->way[i].party != TRUCE_NOBODY;
    return has_mover;
}

const char *truce__shortness_words(truce__brief *b, const truce__target *t) {
    if (t->ways == 1) return t->by_improvements ? word(b, WAY_PAYS_IS_SHORTEST) : word(b, WAY_IS_SHORTEST);
    return t->by_improvements ? words(b, WAY_PAYS_IS_ONE_OF, N(t->ways)) : words(b, WAY_IS_ONE_OF, N(t->ways));
}

/* What is done in the steps of a second target stands in a list above the figure, so that there the table is for
 * those who do not see it. */
void truce__ladder_table(truce__brief *b, const truce__target *target) {
    if (!has_ladder(target)) return;
    bool is_first = target == b->chosen.targets;
    const uint32_t *parties;
    uint32_t count = truce__main_parties(b, &parties);
    truce_state at = b->now;
    const char *way =
        is_first ? words(b, WAY_OF_FINDING, H(truce__shortness_words(b, target))) : word(b, THIS_WAY);
    putf(b, "%s<table class=gains>\n<caption>%s</caption>\n<thead><tr><th scope=col>%s</th>",
         is_first ? "" : "<div class=beside>\n", words(b, LADDER_TABLE, H(way)),
         word(b, COLUMN_STEP));
    for (uint32_t k = 0; k < count; k++) putf(b, "<th scope=col>%s</th>", truce__short_party_words(b, parties[k]));
    put(b, "</tr></thead>\n<tbody>\n");
    for (uint32_t i = 0; i < target->steps; at = target->way[i++].to) {
        putf(b, "<tr><th scope=row>%s</th>", words(b, STEP_OF, N(i + 1), H(step_words(b, at, &target->way[i]))));
        for (uint32_t k = 0; k < count; k++) truce__put_beside(b, parties[k], target->way[i].to, b->now);
        put(b, "</tr>\n");
    }
    put(b, is_first ? "</tbody></table>\n" : "</tbody></table>\n</div>\n");
}

void truce__figure_ladder(truce__brief *b, const truce__target *target) {
    ladder ladders[PANELS];
    uint32_t count = 0;
    if (!has_ladder(target)) return;
    for (uint32_t i = 0; i < target->steps; i++) {
        bool is_new = target->way[i].party != TRUCE_NOBODY && count < PANELS;
        for (uint32_t k = 0; k < count; k++) is_new = is_new && ladders[k].party != target->way[i].party;
        if (is_new) ladders[count++] = climb(b, target, target->way[i].party);
    }
    bool is_first = target == b->chosen.targets;
    begin(b, is_first ? "ladder" : "ladder-2", (count + 1) / 2 * TALL, word(b, FIGURE_LADDER_TITLE),
          words(b, FIGURE_LADDER_DESC, N(count), N(target->steps)));
    for (uint32_t k = 0; k < count; k++) put_panel(b, target, &ladders[k], k % 2 * (PANEL + 14), k / 2 * TALL);
    end(b, is_first ? word(b, FIGURE_LADDER_CAPTION) : word(b, FIGURE_LADDER_AGAIN));
}
