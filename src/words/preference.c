/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why a party likes one state more than another, said by what the model says: with an order of statements the first one
 * on which the two states differ decides, with a ranking the places, with weights the totals. After expiry all this is said of
 * the states that the two turn into.
 */
#include "words/narrate.h"

#include <inttypes.h>

static bool item_holds(const truce_graph *graph, const truce__pref_item *item, truce_state state) {
    for (uint32_t i = 0; i < item->n_stmts; i++)
        if (truce__graph_holds(graph, state, &item->stmts[i])) return true;
    return false;
}

static void add_item(truce__text *text, const truce__pref_item *item) {
    truce__text_puts(text, "\"");
    for (uint32_t i = 0; i < item->n_stmts; i++) {
        if (i) truce__text_puts(text, " or ");
        truce__text_puts(text, item->stmts[i].text);
    }
    truce__text_puts(text, "\"");
}

void truce__narrate_note(truce__text *text, const truce__note *note) {
    if (!note->because && !note->has_confidence) return;
    truce__text_puts(text, " (");
    if (note->because) truce__text_printf(text, "the model's reason: %s", note->because);
    if (note->has_confidence) {
        truce__text_puts(text, note->because ? "; confidence " : "confidence ");
        truce__decimal_write(text, note->confidence);
    }
    truce__text_puts(text, ")");
}

const truce__pref_item *truce__deciding_item(const truce_graph *graph, uint32_t party, truce_state better, truce_state worse) {
    const truce__pref *pref = &graph->model->prefs[party];
    if (pref->kind != TRUCE__PREF_ORDER) return NULL;
    for (uint32_t i = 0; i < pref->n_items; i++)
        if (item_holds(graph, &pref->items[i], better) != item_holds(graph, &pref->items[i], worse)) return &pref->items[i];
    return NULL;
}

static void by_order(truce__text *text, const truce_graph *graph, uint32_t party, truce_state better, truce_state worse) {
    const truce__pref_item *item = truce__deciding_item(graph, party, better, worse);
    if (!item) return;
    truce__text_puts(text, "the first of the party's statements on which the two differ, ");
    add_item(text, item);
    truce__text_printf(text, ", holds in state %" PRIu64 " and not in state %" PRIu64, better, worse);
    truce__narrate_note(text, &item->note);
}

static void by_rank(truce__text *text, const truce_graph *graph, uint32_t party, truce_state better, truce_state worse) {
    truce__text_printf(text, "the ranking puts state %" PRIu64 " at %" PRIu32 " of %" PRIu32 " and state %" PRIu64 " at %" PRIu32
                       " (1 is worst)", better, truce_graph_rank(graph, party, better),
                       truce_graph_rank_count(graph, party), worse, truce_graph_rank(graph, party, worse));
}

/* The sum of the weights of the statements that hold. For reading only: verdicts rest on the exact ranks. */
static double total(const truce_graph *graph, const truce__pref *pref, truce_state state) {
    double sum = 0;
    for (uint32_t i = 0; i < pref->n_items; i++)
        if (item_holds(graph, &pref->items[i], state)) sum += truce__decimal_double(pref->items[i].weight);
    return sum;
}

static void by_weight(truce__text *text, const truce_graph *graph, const truce__pref *pref, truce_state better,
                      truce_state worse) {
    truce__text_printf(text, "the weights add up to %.12g in state %" PRIu64 " and to %.12g in state %" PRIu64,
                       total(graph, pref, better), better, total(graph, pref, worse), worse);
}

/* "state 4 turns into state 2 and state 7 into state 5: " */
static void add_expired(truce__text *text, const truce_graph *graph, const truce_state *states) {
    bool is_said = false;
    for (int i = 0; i < 2; i++) {
        truce_state to = truce_graph_expires_into(graph, states[i]);
        if (to == states[i]) continue;
        truce__text_printf(text, "%sstate %" PRIu64 " %sstate %" PRIu64, is_said ? " and " : "", states[i],
                           is_said ? "into " : "turns into ", to);
        is_said = true;
    }
    if (is_said) truce__text_puts(text, "; ");
}

void truce__narrate_preference(truce__text *text, const truce_graph *graph, uint32_t party, truce_state better,
                               truce_state worse) {
    const truce__pref *pref = &graph->model->prefs[party];
    add_expired(text, graph, (const truce_state[]){better, worse});
    better = truce_graph_expires_into(graph, better);
    worse = truce_graph_expires_into(graph, worse);
    switch (pref->kind) {
    case TRUCE__PREF_ORDER: by_order(text, graph, party, better, worse); break;
    case TRUCE__PREF_WEIGH: by_weight(text, graph, pref, better, worse); break;
    case TRUCE__PREF_RANK:
    case TRUCE__PREF_NONE: by_rank(text, graph, party, better, worse); break;
    }
}
