/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why a party prefers one state to another, in the model's own terms: with an order of statements the first one on
 * which the two differ, with a ranking the places, with weights the totals. After expiry this is said of the states
 * that the two turn into.
 */
#include "words/narrate.h"

#include "words/say.h"

#include <stdio.h>

bool truce__item_holds(const truce_graph *graph, const truce__pref_item *item, truce_state state) {
    for (uint32_t i = 0; i < item->n_stmts; i++)
        if (truce__graph_holds(graph, state, &item->stmts[i])) return true;
    return false;
}

const truce__pref_item *truce__deciding_in(const truce_graph *graph, const truce__pref *pref, truce_state better,
                                           truce_state worse) {
    if (pref->kind != TRUCE__PREF_ORDER) return NULL;
    for (uint32_t i = 0; i < pref->n_items; i++)
        if (truce__item_holds(graph, &pref->items[i], better) != truce__item_holds(graph, &pref->items[i], worse))
            return &pref->items[i];
    return NULL;
}

const truce__pref_item *truce__deciding_item(const truce_graph *graph, uint32_t party, truce_state better,
                                             truce_state worse) {
    return truce__deciding_in(graph, &graph->model->prefs[party], better, worse);
}

uint64_t truce__place_of_item(const truce_model *model, uint32_t party, const truce__pref_item *item) {
    const truce__pref *pref = &model->prefs[party];
    return item && !pref->written && !pref->either ? (uint64_t)(item - pref->items) + 1 : 0;
}

truce__value truce__deciding_place(const truce_graph *graph, uint32_t party, truce_state a, truce_state b) {
    const truce__pref_item *item =
        truce__deciding_item(graph, party, truce_graph_expires_into(graph, a), truce_graph_expires_into(graph, b));
    uint64_t place = truce__place_of_item(graph->model, party, item);
    return place ? truce__number(place) : truce__none();
}

static void by_order(const truce__speaker *s, uint32_t party, truce_state better, truce_state worse) {
    const truce__pref_item *item = truce__deciding_item(s->at->graph, party, better, worse);
    if (item) SPEAK(s, BY_STATEMENT, truce__item_of(item), truce__note_of(&item->note));
}

static void by_rank(const truce__speaker *s, uint32_t party, truce_state better, truce_state worse) {
    const truce_graph *graph = s->at->graph;
    SPEAK(s, BY_RANK, truce__number(truce_graph_rank(graph, party, better)),
          truce__number(truce_graph_rank(graph, party, worse)), truce__number(truce_graph_rank_count(graph, party)));
}

/* The sum of the weights of the statements that hold. For reading only: verdicts rest on the exact ranks. */
static double total(const truce_graph *graph, const truce__pref *pref, truce_state state) {
    double sum = 0;
    for (uint32_t i = 0; i < pref->n_items; i++)
        if (truce__item_holds(graph, &pref->items[i], state)) sum += truce__decimal_double(pref->items[i].weight);
    return sum;
}

static void by_weight(const truce__speaker *s, uint32_t party, truce_state better, truce_state worse) {
    const truce__pref *pref = &s->at->model->prefs[party];
    char sums[2][32];
    snprintf(sums[0], sizeof sums[0], "%.12g", total(s->at->graph, pref, better));
    snprintf(sums[1], sizeof sums[1], "%.12g", total(s->at->graph, pref, worse));
    SPEAK(s, BY_WEIGHTS, truce__text_of(sums[0]), truce__text_of(sums[1]));
}

/* " (state 4 turns into state 2 and state 7 into state 5)", as far as they do. */
static void add_expired(const truce__speaker *s, truce_state better, truce_state worse) {
    truce__value from[2], to[2];
    size_t count = 0;
    for (int i = 0; i < 2; i++) {
        truce_state state = i ? worse : better, left = truce_graph_expires_into(s->at->graph, state);
        if (left == state) continue;
        from[count] = truce__number(state);
        to[count++] = truce__number(left);
    }
    if (count == 1) SPEAK(s, TURNS_INTO, from[0], to[0]);
    if (count == 2) SPEAK(s, TURN_INTO, from[0], to[0], from[1], to[1]);
}

void truce__speak_preference(const truce__speaker *s, uint32_t party, truce_state better, truce_state worse) {
    truce_state best = truce_graph_expires_into(s->at->graph, better),
                worst = truce_graph_expires_into(s->at->graph, worse);
    switch (s->at->model->prefs[party].kind) {
    case TRUCE__PREF_ORDER: by_order(s, party, best, worst); break;
    case TRUCE__PREF_WEIGH: by_weight(s, party, best, worst); break;
    case TRUCE__PREF_RANK:
    case TRUCE__PREF_NONE: by_rank(s, party, best, worst); break;
    }
    add_expired(s, better, worse);
}
