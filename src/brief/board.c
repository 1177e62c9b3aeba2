/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The board: a row for each option, in it its levels, marked where today and the targets stand. It is a table, so
 * that there is no figure to be told a second time.
 */
#include "brief/brief.h"

/* Options that are shown; levels of an option up to which all of them are. */
enum { OPTIONS = 12, LEVELS = 6, SHOWN = 1 + TRUCE__TARGETS };

typedef struct board {
    const char *sign[SHOWN], *name[SHOWN];
    uint8_t levels[SHOWN][TRUCE__MAX_OPTIONS];
    uint32_t count;
} board;

static void add_state(truce__brief *b, board *of, truce_state state, const char *sign, const char *name) {
    of->sign[of->count] = sign;
    of->name[of->count] = words(b, BOARD_SIGN, H(sign), H(name));
    truce_graph_state_levels(b->graph, state, of->levels[of->count++]);
}

static board collect(truce__brief *b) {
    board of = {.count = 0};
    if (b->now) add_state(b, &of, b->now, word(b, SIGN_TODAY), word(b, TODAY));
    for (size_t i = 0; i < b->chosen.n_targets; i++) {
        truce_state target = b->chosen.targets[i].state;
        add_state(b, &of, target, truce__target_sign(b, target), truce__bare_words(b, target));
    }
    return of;
}

static bool differs(const board *of, uint32_t option) {
    bool found = false;
    for (uint32_t i = 1; i < of->count; i++) found |= of->levels[i][option] != of->levels[0][option];
    return found;
}

/* A bit for each option that is shown: those that differ go first. */
static uint64_t choose(const truce__brief *b, const board *of) {
    uint64_t chosen = 0;
    uint32_t count = 0;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t o = 0; o < truce_model_option_count(b->model) && count < OPTIONS; o++) {
            if (differs(of, o) != (pass == 0)) continue;
            chosen |= UINT64_C(1) << o;
            count++;
        }
    return chosen;
}

uint64_t truce__on_board(truce__brief *b) {
    const board of = collect(b);
    return choose(b, &of);
}

static void put_chip(truce__brief *b, const board *of, uint32_t o, uint32_t level) {
    const truce__option *option = &b->model->options[o];
    const char *signs = "";
    for (uint32_t i = 0; i < of->count; i++)
        if (of->levels[i][o] == level) signs = truce__fragment(b, "%s %s", signs, of->sign[i]);
    if (!*signs && option->n_levels > LEVELS) return;
    bool is_now = b->now && of->levels[0][o] == level;
    putf(b, "<span%s>%s%s</span> ", is_now ? " class=now" : *signs ? " class=on" : "",
         truce__name_words(b, option->levels[level]), signs);
}

static void put_option(truce__brief *b, const board *of, uint32_t o) {
    const char *topic = b->model->options[o].words.topic;
    putf(b, "<tr><th scope=row>%s</th><td>",
         topic ? truce__name_words(b, topic) : truce__own_option_name(b, o));
    for (uint32_t level = 0; level < b->model->options[o].n_levels; level++) put_chip(b, of, o, level);
    put(b, "</td></tr>\n");
}

static void put_party(truce__brief *b, const board *of, uint32_t p, uint64_t chosen) {
    const truce__party *party = &b->model->parties[p];
    bool is_headed = false;
    for (uint32_t o = party->first_option; o < party->first_option + party->n_options; o++) {
        if (!(chosen >> o & 1)) continue;
        if (!is_headed)
            putf(b, "<tr><th class=party colspan=\"2\">%s</th></tr>\n",
                 truce__capital(b, truce__party_words(b, p)));
        is_headed = true;
        put_option(b, of, o);
    }
}

void truce__brief_board(truce__brief *b) {
    const board of = collect(b);
    uint64_t chosen = choose(b, &of);
    uint32_t left = truce_model_option_count(b->model);
    if (of.count == 0 || left == 0) return;
    for (uint32_t o = 0; o < truce_model_option_count(b->model); o++) left -= chosen >> o & 1;
    const char *names = truce__and_list(b, of.name, of.count);
    putf(b, "<table class=board>\n<caption>%s</caption>\n<thead><tr><th scope=col>%s</th>"
            "<th scope=col>%s</th></tr></thead>\n<tbody>\n",
         b->now ? words(b, BOARD_CAPTION, H(names)) : words(b, BOARD_CAPTION_NO_TODAY, H(names)),
         word(b, COLUMN_THING), word(b, COLUMN_LEVELS));
    for (uint32_t p = 0; p < b->model->n_parties; p++) put_party(b, &of, p, chosen);
    put(b, "</tbody></table>\n");
    if (left) truce__element(b, "p", words(b, MORE_OPTIONS, N(left)));
}
