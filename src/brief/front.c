/* SPDX-License-Identifier: Apache-2.0 */
/* Who decides on what, where it stands today, and what each side wants. */
#include "brief/brief.h"

#include "words/clauses.h"

/* The level at which an option stands today, or "". */
const char *truce__option_words(truce__brief *b, uint32_t o) {
    const truce__option *option = &b->model->options[o];
    const char **levels = truce__fragments(b, option->n_levels), *way = "";
    uint32_t count = levels ? option->n_levels : 0;
    for (uint32_t i = 0; i < count; i++) levels[i] = truce__name_words(b, option->levels[i]);
    if (option->moves == TRUCE__MOVES_UP) way = word(b, ONE_WAY_UP);
    if (option->moves == TRUCE__MOVES_DOWN) way = word(b, ONE_WAY_DOWN);
    if (option->moves == TRUCE__MOVES_NONE) way = word(b, ONE_WAY_NONE);
    return words(b, OPTION_LINE, H(truce__own_option_name(b, o)), H(truce__choice(b, levels, count)), H(way));
}

/* How options of a party stand today, from `*option` on, up to three in a sentence; "": no more. */
static const char *standing(truce__brief *b, const truce__party *party, uint64_t shown, uint32_t *option) {
    enum { TOGETHER = 3 };
    uint8_t today[TRUCE__MAX_OPTIONS];
    uint64_t levels[TRUCE__MAX_OPTIONS];
    uint32_t told = 0;
    truce_graph_state_levels(b->graph, b->now, today);
    for (uint32_t o = 0; o < b->model->n_options; o++) levels[o] = truce__all_levels(&b->model->options[o]);
    for (; *option < party->first_option + party->n_options && told < TOGETHER; ++*option) {
        if (!(shown >> *option & 1) || today[*option] == TRUCE_LEVEL_MIXED) continue;
        if (b->model->options[*option].n_levels < 2) continue;
        levels[*option] = UINT64_C(1) << today[*option];
        told++;
    }
    truce__speaker s = truce__brief_speaker(b);
    if (told) truce__speak_levels(&s, levels);
    return told ? truce__spoken(b) : "";
}

static void put_today(truce__brief *b) {
    uint64_t shown = truce__on_board(b);
    bool is_first = true;
    for (uint32_t p = 0; p < b->model->n_parties; p++) {
        const truce__party *party = &b->model->parties[p];
        for (uint32_t o = party->first_option; o < party->first_option + party->n_options;) {
            const char *clauses = standing(b, party, shown, &o);
            if (!*clauses) continue;
            putf(b, "%s%s", is_first ? "<p>" : " ", is_first ? words(b, TODAY_SAYS, H(clauses))
                                                          : words(b, SENTENCE, H(truce__capital(b, clauses))));
            is_first = false;
        }
    }
    if (!is_first) put(b, "</p>\n");
}

/* Two conditions; those that are no steps not to be taken in one sentence. */
static void put_mirror(truce__brief *b, const truce__mirror *m) {
    const truce__pref_item *items[2];
    const char *marks[2], *who[2];
    bool are_wishes = true;
    for (int side = 0; side < 2; side++) {
        items[side] = &b->model->prefs[m->party[side]].items[m->item[side]];
        marks[side] = truce__entry_mark(b, &items[side]->note);
        who[side] = truce__party_words(b, m->party[side]);
        are_wishes &= !truce__is_condition(b, m->party[side], m->item[side]);
    }
    if (are_wishes) {
        const char *first = truce__item_words(b, items[0]), *second = truce__item_words(b, items[1]);
        putf(b, "%s %s", words(b, TAKEN_TO_MATTER_TO_BOTH, H(who[0]), H(first), H(marks[0]), H(who[1]), H(second)),
             marks[1]);
        return;
    }
    for (int side = 0; side < 2; side++)
        putf(b, "%s%s %s", side ? " " : "", truce__condition_words(b, m->party[side], m->item[side]), marks[side]);
}

static void put_mirrors(truce__brief *b) {
    const truce__gist *c = &b->chosen;
    if (c->n_mirrors == 0) return;
    put(b, "<p>");
    for (size_t i = 0; i < c->n_mirrors; i++) put(b, i ? " " : ""), put_mirror(b, &c->mirrors[i]);
    put(b, "</p>\n");
}

void truce__brief_situation(truce__brief *b) {
    truce__section(b, "situation", b->chosen.n_mirrors ? word(b, MIRRORS_HEAD) : word(b, SITUATION_HEAD));
    if (b->model->summary) putf(b, "<p>%s</p>\n", truce__name_words(b, b->model->summary));
    if (!b->now) truce__element(b, "p", words(b, NO_TODAY, N(truce_graph_state_count(b->graph))));
    else if (b->model->is_plain)
        truce__element(b, "p", words(b, TODAY_IS, H(truce__called_words(b, b->now)),
                                     N(truce_graph_state_count(b->graph))));
    else put_today(b);
    if (!b->model->is_plain) truce__brief_board(b);
    put_mirrors(b);
    truce__brief_aims(b);
    put(b, "</section>\n");
}
