/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A brief that can be tried (--live): it carries its model and the engine, and a reader changes an input and sees
 * which conclusions flip. The section is hidden until its script has made sure that this browser can do it, so that
 * the page reads and prints without scripts as it does without --live. What can be changed stands with the inputs of
 * the annex, as attributes of the buttons that dispute them; what is found is told in words that stand here.
 */
#include "brief/brief.h"

static void put_base64(truce__brief *b, const char *bytes, size_t length) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    enum { PIECE = 240 }; /* a multiple of 4 */
    char piece[PIECE + 1];
    for (size_t at = 0, filled = 0; at < length; at += 3) {
        uint32_t bits = 0;
        size_t left = length - at < 3 ? length - at : 3;
        for (size_t i = 0; i < 3; i++) bits = bits << 8 | (i < left ? (unsigned char)bytes[at + i] : 0);
        for (size_t i = 0; i < 4; i++) piece[filled++] = i <= left ? digits[bits >> (18 - 6 * i) & 63] : '=';
        if (filled < PIECE && at + 3 < length) continue;
        piece[filled] = 0;
        put(b, piece);
        filled = 0;
    }
}

/* Data that browsers do not run. */
static void put_data(truce__brief *b, const char *id, const char *bytes, size_t length) {
    putf(b, "<script type=\"text/plain\" id=\"%s\">", id);
    put_base64(b, bytes, length);
    put(b, "</script>\n");
}

/* --------------------------------------------------------- what can be changed */

static uint32_t option_of(const truce__brief *b, const truce__entry *e) {
    uint32_t o = 0;
    while (o < b->model->n_options && &b->model->options[o].note != e->note) o++;
    return o;
}

/* A place in an order as one statement, as it is written; "" where it is not known which. */
static const char *written_of(truce__brief *b, const truce__pref_item *item) {
    const char *written = "";
    for (uint32_t i = 0; i < item->n_stmts && !item->either; i++) {
        const char *text = truce__escaped(b, item->stmts[i].text);
        written = item->n_stmts == 1 ? text : truce__fragment(b, "%s%s(%s)", written, i ? " or " : "", text);
    }
    return written;
}

/* Of an option: its path among today's levels, the levels, and which is today's. Of a place in an order: what stands
 * there, as it is written, and how many there are. */
const char *truce__live_data(truce__brief *b, const truce__entry *e) {
    if (!b->options->engine) return "";
    uint32_t o = option_of(b, e);
    if (o < b->model->n_options && b->now) {
        uint8_t today[TRUCE__MAX_OPTIONS];
        truce_graph_state_levels(b->graph, b->now, today);
        const truce__option *option = &b->model->options[o];
        const char *levels = "";
        for (uint32_t i = 0; i < option->n_levels; i++)
            levels = truce__fragment(b, "%s%s%s", levels, i ? "&#10;" : "", truce__escaped(b, option->levels[i]));
        return truce__fragment(b, " data-option=\"%s\" data-levels=\"%s\" data-now=\"%u\"",
                               truce__escaped(b, option->id), levels, today[o]);
    }
    if (!e->item || e->owner == TRUCE__NONE || b->model->prefs[e->owner].kind != TRUCE__PREF_ORDER) return "";
    return truce__fragment(b, " data-of=\"%lu\" data-written=\"%s\"",
                           (unsigned long)b->model->prefs[e->owner].n_items, written_of(b, e->item));
}

/* ------------------------------------------------------------------- section */

/* The concepts under which something holds now, by their ids. */
static void put_group(truce__brief *b, const char *outcome, const char *name, const uint64_t *held) {
    putf(b, "<li data-outcome=\"%s\" data-held=\"", outcome);
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++)
        if (held[g]) putf(b, "%s ", truce__grade_concept(b, g)->id);
    putf(b, "\">%s</li>\n", name);
}

static void put_groups(truce__brief *b) {
    put(b, "<ul id=\"live-groups\" hidden>\n");
    if (b->now) {
        uint64_t held[TRUCE__N_GRADES];
        for (uint32_t g = 0; g < TRUCE__N_GRADES; g++)
            held[g] = truce_solution_holds(b->solution, g, b->now) == TRUCE_STABLE;
        put_group(b, "", word(b, LIVE_TODAY), held);
    }
    for (size_t i = 0; i < b->findings.count; i++) {
        const truce__finding *f = &b->findings.at[i];
        if (f->outcome == TRUCE__NONE) continue;
        put_group(b, b->model->outcomes[f->outcome].id, truce__capital(b, truce__outcome_called(b, f->outcome)),
                  f->held);
    }
    put(b, "</ul>\n<ul id=\"live-how\" hidden>\n");
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++)
        putf(b, "<li data-concept=\"%s\">%s</li>\n", truce__grade_concept(b, g)->id, truce__how_words(b, g));
    putf(b, "<li data-none=\"before\">%s</li>\n<li data-none=\"after\">%s</li>\n</ul>\n", word(b, HOW_NOWHERE),
         word(b, HOW_NO_LONGER));
}

static void put_fields(truce__brief *b) {
    putf(b, "<label for=\"live-input\">%s</label>\n<select id=\"live-input\"></select>\n", word(b, LIVE_INPUT));
    putf(b, "<label for=\"live-change\">%s</label>\n<select id=\"live-change\"></select>\n", word(b, LIVE_CHANGE));
    putf(b, "<button type=\"button\" id=\"live-try\">%s</button>\n", word(b, LIVE_TRY));
    put(b, "<div role=\"status\"><p id=\"live-status\"></p>\n<ul id=\"live-found\"></ul></div>\n");
    putf(b, "<button type=\"button\" id=\"live-take\" hidden>%s</button>\n", word(b, LIVE_TAKE));
}

static void put_model(truce__brief *b) {
    truce__text text;
    truce__text_init(&text, b->ctx);
    truce__out_note(&b->out, truce__model_text(b->ctx, b->model, &text));
    if (b->out.status == TRUCE_OK) put_data(b, "live-model", truce__text_bytes(&text), text.length);
    truce__text_free(&text);
}

void truce__brief_live(truce__brief *b) {
    const truce_brief_options *options = b->options;
    if (!options->engine || options->form != TRUCE_BRIEF_HTML || options->summary_only) return;
    putf(b, "<section id=\"live\" aria-labelledby=\"live-head\" hidden data-today=\"%s\" data-place=\"%s\" "
            "data-drop=\"%s\" data-turn=\"%s\" data-level=\"%s\"",
         word(b, LIVE_TODAY_GROUP), words(b, LIVE_PLACE, H("{place}"), H("{count}")), word(b, LIVE_DROP),
         word(b, LIVE_TURN), words(b, LIVE_LEVEL, H("{level}")));
    putf(b, " data-busy=\"%s\" data-none=\"%s\" data-some=\"%s\" data-failed=\"%s\" data-flip=\"%s\" data-in=\"%s\" "
            "data-out=\"%s\">\n", word(b, LIVE_BUSY), word(b, LIVE_NONE), word(b, LIVE_SOME), word(b, LIVE_FAILED),
         words(b, LIVE_FLIP, H("{name}"), H("{how}"), H("{before}")), words(b, LIVE_IN, H("{name}")),
         words(b, LIVE_OUT, H("{name}")));
    putf(b, "<h2 id=\"live-head\">%s</h2>\n<p>%s</p>\n", word(b, LIVE_HEAD), word(b, LIVE_INTRO));
    put_fields(b);
    put_groups(b);
    put_model(b);
    put_data(b, "live-engine", options->engine, options->engine_length);
    put_data(b, "live-worker", truce__brief_worker, strlen(truce__brief_worker));
    put(b, "</section>\n");
}
