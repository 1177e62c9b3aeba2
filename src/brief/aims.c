/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What each party wants. With an order of statements the first few are told, most important first. Those that lead
 * the list and only forbid something ("if ... then ...", "not ...") are set apart as red lines: they come before
 * every aim. That is the order of the model; the page says so.
 */
#include "brief/brief.h"
#include "model/completions.h"

enum { TOLD = 5, LINES = 4 };

/* Whether the statement only excludes something. */
static bool forbids(const truce__pref_item *item) {
    if (item->n_stmts != 1) return false;
    truce__op root = item->stmts[0].nodes[item->stmts[0].n_nodes - 1].op;
    return root == TRUCE__OP_IMPLIES || root == TRUCE__OP_IF || root == TRUCE__OP_NOT;
}

/* A statement with what it rests on below it. */
static void put_line(truce__brief *b, const char *text, const truce__note *note) {
    putf(b, "<li>%s %s", truce__capital(b, text), truce__entry_mark(b, note));
    const char *words = truce__note_words(b, note);
    if (*words) putf(b, "<span class=\"note\">%s</span>", truce__capital(b, words));
    put(b, "</li>\n");
}

static void put_item(truce__brief *b, const truce__pref_item *item) {
    const char *text = truce__item_words(b, item);
    put_line(b, item->mark ? words(b, MARKED_STRONG, H(text)) : text, &item->note);
}

static void put_more(truce__brief *b, uint32_t count, bool is_ranking) {
    if (count == 0) return;
    const char *more = is_ranking ? words(b, MORE_PLACES, N(count)) : words(b, MORE_STATEMENTS, N(count));
    putf(b, "<p class=\"more\"><a href=\"#inputs\">%s</a></p>\n", more);
}

static void put_order(truce__brief *b, const truce__pref *pref) {
    uint32_t lines = 0;
    while (lines < pref->n_items && lines < LINES && forbids(&pref->items[lines])) lines++;
    if (lines) {
        truce__element(b, "p", words(b, RED_LINES, N(lines)));
        put(b, "<ul class=\"lines\">\n");
        for (uint32_t i = 0; i < lines; i++) put_item(b, &pref->items[i]);
        put(b, "</ul>\n");
    }
    uint32_t last = pref->n_items - lines > TOLD ? lines + TOLD : pref->n_items;
    if (last > lines) {
        truce__element(b, "p", lines ? word(b, THEN_WANTS) : word(b, WANTS));
        put(b, "<ol>\n");
        for (uint32_t i = lines; i < last; i++) put_item(b, &pref->items[i]);
        put(b, "</ol>\n");
    }
    put_more(b, pref->n_items - last, false);
}

static void put_weights(truce__brief *b, const truce__pref *pref) {
    truce__element(b, "p", word(b, WEIGHS));
    put(b, "<ul>\n");
    uint32_t last = pref->n_items < 2 * TOLD ? pref->n_items : 2 * TOLD;
    for (uint32_t i = 0; i < last; i++) {
        const truce__pref_item *item = &pref->items[i];
        put_line(b, words(b, WEIGHT, H(truce__item_words(b, item)), H(truce__decimal_words(b, item->weight))),
                 &item->note);
    }
    put(b, "</ul>\n");
    put_more(b, pref->n_items - last, false);
    if (pref->n_thresholds)
        truce__element(b, "p", words(b, STRONG_FROM, H(truce__decimal_words(b, pref->thresholds[0]))));
}

/* The best groups of a ranking. */
static void put_ranking(truce__brief *b, const truce__pref *pref) {
    truce__element(b, "p", word(b, RANKS));
    put(b, "<ol>\n");
    uint32_t i = 0;
    while (i < pref->n_items && pref->items[i].group < TOLD) {
        uint32_t group = pref->items[i].group;
        put(b, "<li>");
        for (bool is_first = true; i < pref->n_items && pref->items[i].group == group; i++, is_first = false)
            putf(b, "%s%s %s", is_first ? "" : "; ", truce__item_words(b, &pref->items[i]),
                 truce__entry_mark(b, &pref->items[i].note));
        if (i < pref->n_items && pref->items[i].mark) { /* no place, but a mark below this one */
            putf(b, "<span class=\"note\">%s %s</span>", truce__item_words(b, &pref->items[i]),
                 truce__entry_mark(b, &pref->items[i].note));
            i++;
        }
        put(b, "</li>\n");
    }
    put(b, "</ol>\n");
    put_more(b, pref->n_items - i, true);
}

void truce__brief_aims(truce__brief *b) {
    truce__section(b, "aims", word(b, AIMS_HEAD));
    truce__element(b, "p", b->model->n_sources ? word(b, AIMS_INTRO) : word(b, AIMS_INTRO_UNSOURCED));
    for (uint32_t p = 0; p < b->model->n_parties && !truce__out_failed(&b->out); p++) {
        const truce__pref *pref = &b->model->prefs[p];
        truce__element(b, "h3", truce__party_words(b, p));
        if (pref->kind == TRUCE__PREF_ORDER) put_order(b, pref);
        else if (pref->kind == TRUCE__PREF_WEIGH) put_weights(b, pref);
        else if (pref->kind == TRUCE__PREF_RANK) put_ranking(b, pref);
        else truce__element(b, "p", word(b, WANTS_NOTHING));
        if (truce__is_open(pref)) truce__element(b, "p", words(b, AIMS_OPEN, N(truce__completion_count(pref))));
    }
    put(b, "</section>\n");
}
