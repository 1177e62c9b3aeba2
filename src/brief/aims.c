/* SPDX-License-Identifier: Apache-2.0 */
/* What each side wants most: three statements of each party, of which those in a mirror have been told. All stand in
 * the list of inputs. */
#include "brief/brief.h"
#include "model/completions.h"

#include <math.h>

enum { TOLD = 3, PARTIES = 6, CHANGES = 5 };

static bool is_mirrored(const truce__brief *b, uint32_t party, uint32_t item) {
    bool found = false;
    for (size_t i = 0; i < b->chosen.n_mirrors; i++)
        for (int side = 0; side < 2; side++)
            found |= b->chosen.mirrors[i].party[side] == party && b->chosen.mirrors[i].item[side] == item;
    return found;
}

static void put_line(truce__brief *b, uint64_t place, const char *text, const truce__note *note) {
    putf(b, "<li value=\"%llu\">%s", (unsigned long long)place, truce__capital(b, text));
    if (note->has_confidence) putf(b, " %s", words(b, HOW_SURE, H(truce__decimal_words(b, note->confidence))));
    putf(b, " %s</li>\n", truce__entry_mark(b, note));
}

static void put_item(truce__brief *b, const truce__pref *pref, uint32_t i) {
    const truce__pref_item *item = &pref->items[i];
    const char *text = words(b, WISH, H(truce__item_words(b, item)));
    if (pref->kind == TRUCE__PREF_WEIGH) text = words(b, WEIGHT, H(text), H(truce__decimal_words(b, item->weight)));
    put_line(b, i + 1, item->mark ? words(b, MARKED_STRONG, H(text)) : text, &item->note);
}

static double heaviness(const truce__pref *pref, uint32_t item) {
    return fabs(truce__decimal_double(pref->items[item].weight));
}

/* The TOLD items that weigh most, for or against; of equals the first ones. Gives how many there are. */
static uint32_t find_heaviest(const truce__pref *pref, uint32_t heaviest[TOLD]) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < pref->n_items; i++) {
        uint32_t at = count;
        while (at > 0 && heaviness(pref, heaviest[at - 1]) < heaviness(pref, i)) at--;
        if (count < TOLD) count++;
        for (uint32_t k = count - 1; k > at; k--) heaviest[k] = heaviest[k - 1];
        if (at < TOLD) heaviest[at] = i;
    }
    return count;
}

/* The first ones, or the heaviest, TOLD with the mirrored conditions that stand above; the conditions where nothing
 * else is left. */
static void put_items(truce__brief *b, uint32_t party) {
    const truce__pref *pref = &b->model->prefs[party];
    uint32_t room = TOLD, mirrored = 0, heaviest[TOLD];
    uint32_t n_heaviest = pref->kind == TRUCE__PREF_WEIGH ? find_heaviest(pref, heaviest) : 0;
    for (uint32_t i = 0; i < pref->n_items; i++) mirrored += is_mirrored(b, party, i);
    bool is_left = mirrored < pref->n_items;
    if (is_left) room = mirrored < TOLD ? TOLD - mirrored : 1;
    if (pref->kind == TRUCE__PREF_WEIGH) truce__element(b, "p", word(b, WEIGHS));
    put(b, "<ol>\n");
    for (uint32_t i = 0; i < pref->n_items; i++) {
        if (room == 0 || (is_left && is_mirrored(b, party, i))) continue;
        bool is_told = pref->kind != TRUCE__PREF_WEIGH;
        for (uint32_t k = 0; k < n_heaviest; k++) is_told |= heaviest[k] == i;
        if (!is_told) continue;
        room--;
        put_item(b, pref, i);
    }
    put(b, "</ol>\n");
}

/* A place of a ranking: by what is otherwise than today, since many situations may have one name; without a today by
 * how things stand. */
const char *truce__place_words(truce__brief *b, const truce__pref_item *item) {
    if (item->is_rest) return word(b, ALL_OTHERS);
    if (!item->state) return truce__item_words(b, item);
    if (item->state == b->now) return word(b, TODAYS_SITUATION);
    const char *changes = truce__changed_words(b, item->state, CHANGES);
    return *changes ? changes : truce__called_words(b, item->state);
}

/* The best groups of a ranking. */
static void put_ranking(truce__brief *b, const truce__pref *pref) {
    truce__element(b, "p", word(b, RANKS));
    put(b, "<ol>\n");
    for (uint32_t i = 0; i < pref->n_items && pref->items[i].group < TOLD;) {
        uint32_t group = pref->items[i].group;
        put(b, "<li>");
        uint32_t tied = i;
        putf(b, "%s %s", truce__capital(b, truce__place_words(b, &pref->items[i])),
             truce__entry_mark(b, &pref->items[i].note));
        while (i < pref->n_items && pref->items[i].group == group) i++;
        tied = i - tied - 1;
        if (tied) putf(b, "; %s", words(b, AS_GOOD, N(tied)));
        put(b, "</li>\n");
        if (i < pref->n_items && pref->items[i].mark) i++; /* no place, but a mark below this one */
    }
    put(b, "</ol>\n");
}

/* What a line of a list is to those below it, where there are lists; rankings and weights say that of themselves. */
static const char *list_words(truce__brief *b) {
    bool is_only_lists = true;
    for (uint32_t p = 0; p < b->model->n_parties; p++) is_only_lists &= b->model->prefs[p].kind <= TRUCE__PREF_ORDER;
    if (!truce__has_lists(b->model)) return "";
    return is_only_lists ? word(b, AIMS_LISTS) : word(b, AIMS_LISTS_SOME);
}

bool truce__has_lists(const truce_model *model) {
    bool found = false;
    for (uint32_t p = 0; p < model->n_parties; p++) found |= model->prefs[p].kind == TRUCE__PREF_ORDER;
    return found;
}

/* At which places of the list alternatives stand, where it is not the whole list that is open. */
static void put_open(truce__brief *b, const truce__pref *pref) {
    const char **places = truce__fragments(b, (size_t)pref->n_written + pref->n_items);
    uint64_t count = truce__completion_count(pref), open = 0;
    uint32_t at = 0;
    for (uint32_t i = 0; places && !pref->either && i < pref->n_written; i++) {
        uint32_t first = at;
        at += truce__count_made(&pref->written[i]);
        if (!pref->written[i].either) continue;
        uint32_t last = at > first ? at : first + 1; /* where the first says nothing, another would stand */
        for (uint32_t k = first + 1; k < last; k++) places[open++] = words(b, NUMBER, N(k));
        places[open++] = truce__fragment(b, "%s %s", words(b, NUMBER, N(last)),
                                         truce__entry_mark(b, &pref->written[i].note));
    }
    truce__element(b, "p", open ? words(b, AIMS_OPEN_AT, N(count), H(truce__and_list(b, places, open)), N(open))
                                : words(b, AIMS_OPEN, N(count)));
}

static void put_party(truce__brief *b, uint32_t party) {
    const truce__pref *pref = &b->model->prefs[party];
    put(b, "<div>\n");
    truce__element(b, "h3", truce__capital(b, truce__party_words(b, party)));
    bool is_ranking = pref->kind == TRUCE__PREF_RANK;
    if (is_ranking && pref->n_items && pref->items[pref->n_items - 1].group == 0)
        putf(b, "<p>%s %s</p>\n", word(b, ALL_ALIKE), truce__entry_mark(b, &pref->items[0].note));
    else if (is_ranking) put_ranking(b, pref);
    else if (pref->n_items) put_items(b, party);
    else truce__element(b, "p", word(b, WANTS_NOTHING));
    if (truce__is_open(pref)) put_open(b, pref);
    put(b, "</div>\n");
}

/* Whether it has a part in what the page is about. */
static bool is_told_first(const truce__brief *b, uint32_t party) {
    bool found = false;
    for (size_t i = 0; i < b->chosen.n_mirrors; i++)
        found |= b->chosen.mirrors[i].party[0] == party || b->chosen.mirrors[i].party[1] == party;
    for (size_t i = 0; i < b->chosen.n_targets; i++)
        for (uint32_t k = 0; k < b->chosen.targets[i].steps; k++) found |= b->chosen.targets[i].way[k].party == party;
    return found;
}

uint32_t truce__main_parties(truce__brief *b, const uint32_t **parties) {
    uint32_t *chosen = truce__arena_alloc(&b->arena, PARTIES, sizeof *chosen), count = 0;
    *parties = chosen;
    if (!chosen) {
        truce__out_note(&b->out, TRUCE_E_NOMEM);
        return 0;
    }
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t p = 0; p < b->model->n_parties && count < PARTIES; p++) {
            if (is_told_first(b, p) != (pass == 0)) continue;
            uint32_t at = count++;
            for (; at > 0 && chosen[at - 1] > p; at--) chosen[at] = chosen[at - 1];
            chosen[at] = p;
        }
    return count;
}

void truce__brief_aims(truce__brief *b) {
    const uint32_t *parties;
    uint32_t count = truce__main_parties(b, &parties), left = b->model->n_parties - count;
    uint64_t sources = b->model->n_sources;
    const char *beside = b->chosen.n_mirrors ? word(b, AIMS_BESIDE) : "", *lists = list_words(b);
    putf(b, "<p>%s",
         sources ? words(b, AIMS_INTRO, N(sources), H(beside), H(lists))
                 : words(b, AIMS_INTRO_UNSOURCED, H(beside), H(lists)));
    if (b->is_in_doubt) putf(b, " %s", word(b, AIMS_SURE));
    put(b, "</p>\n<div class=wants>\n");
    for (uint32_t i = 0; i < count && !truce__out_failed(&b->out); i++) put_party(b, parties[i]);
    put(b, "</div>\n");
    if (left) truce__element(b, "p", words(b, MORE_PARTIES, N(left)));
}
