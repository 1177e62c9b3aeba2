/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why a party likes one state more than another, said by what the model says: with an order of statements the first
 * one on which the two states differ decides, with a ranking the places, with weights the totals. After expiry all
 * this is said of the states that the two turn into.
 */
#include "words/narrate.h"

#include "words/say.h"

#include <stdio.h>

static bool item_holds(const truce_graph *graph, const truce__pref_item *item, truce_state state) {
    for (uint32_t i = 0; i < item->n_stmts; i++)
        if (truce__graph_holds(graph, state, &item->stmts[i])) return true;
    return false;
}

const truce__pref_item *truce__deciding_item(const truce_graph *graph, uint32_t party, truce_state better,
                                             truce_state worse) {
    const truce__pref *pref = &graph->model->prefs[party];
    if (pref->kind != TRUCE__PREF_ORDER) return NULL;
    for (uint32_t i = 0; i < pref->n_items; i++)
        if (item_holds(graph, &pref->items[i], better) != item_holds(graph, &pref->items[i], worse))
            return &pref->items[i];
    return NULL;
}

static void by_order(truce__text *text, const truce__at *at, uint32_t party, truce_state better, truce_state worse) {
    const truce__pref_item *item = truce__deciding_item(at->graph, party, better, worse);
    if (item)
        WORDS(text, at, PREFERS_STATEMENT, truce__item_of(item), truce__number(better), truce__number(worse),
              truce__note_of(&item->note));
}

static void by_rank(truce__text *text, const truce__at *at, uint32_t party, truce_state better, truce_state worse) {
    WORDS(text, at, PREFERS_RANK, truce__number(better), truce__number(truce_graph_rank(at->graph, party, better)),
          truce__number(truce_graph_rank_count(at->graph, party)), truce__number(worse),
          truce__number(truce_graph_rank(at->graph, party, worse)));
}

/* The sum of the weights of the statements that hold. For reading only: verdicts rest on the exact ranks. */
static double total(const truce_graph *graph, const truce__pref *pref, truce_state state) {
    double sum = 0;
    for (uint32_t i = 0; i < pref->n_items; i++)
        if (item_holds(graph, &pref->items[i], state)) sum += truce__decimal_double(pref->items[i].weight);
    return sum;
}

static void by_weight(truce__text *text, const truce__at *at, uint32_t party, truce_state better, truce_state worse) {
    const truce__pref *pref = &at->model->prefs[party];
    char sums[2][32];
    snprintf(sums[0], sizeof sums[0], "%.12g", total(at->graph, pref, better));
    snprintf(sums[1], sizeof sums[1], "%.12g", total(at->graph, pref, worse));
    WORDS(text, at, PREFERS_WEIGHT, truce__text_of(sums[0]), truce__number(better), truce__text_of(sums[1]),
          truce__number(worse));
}

/* "state 4 turns into state 2 and state 7 into state 5; ", as far as they do. */
static void add_expired(truce__text *text, const truce__at *at, truce_state better, truce_state worse) {
    truce__value from[2], to[2];
    size_t count = 0;
    for (int i = 0; i < 2; i++) {
        truce_state state = i ? worse : better, left = truce_graph_expires_into(at->graph, state);
        if (left == state) continue;
        from[count] = truce__number(state);
        to[count++] = truce__number(left);
    }
    if (count == 1) WORDS(text, at, TURNS_INTO, from[0], to[0]);
    if (count == 2) WORDS(text, at, TURN_INTO, from[0], to[0], from[1], to[1]);
}

void truce__narrate_preference(truce__text *text, const truce_graph *graph, uint32_t party, truce_state better,
                               truce_state worse) {
    truce__at at = truce__at_graph(graph);
    add_expired(text, &at, better, worse);
    better = truce_graph_expires_into(graph, better);
    worse = truce_graph_expires_into(graph, worse);
    switch (graph->model->prefs[party].kind) {
    case TRUCE__PREF_ORDER: by_order(text, &at, party, better, worse); break;
    case TRUCE__PREF_WEIGH: by_weight(text, &at, party, better, worse); break;
    case TRUCE__PREF_RANK:
    case TRUCE__PREF_NONE: by_rank(text, &at, party, better, worse); break;
    }
}
