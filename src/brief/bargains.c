/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Agreements: the situations that leave nobody worse off than no deal and waste nothing, whether they hold, and who
 * would leave them.
 */
#include "brief/brief.h"

#include "questions/no_deal.h"

enum { TOLD = 6 };

/* The no deal, where it is not simply today. */
static void put_no_deal(truce__brief *b, const truce_deals *d) {
    if (truce__is_measured_against_today(b)) {
        truce__element(b, "p", word(b, NO_DEAL_TODAY));
        return;
    }
    truce__element(b, "p", word(b, NO_DEAL_EACH));
    put(b, "<ul>\n");
    for (uint32_t p = 0; p < b->model->n_parties; p++) {
        const char *mark = b->model->no_deal ? truce__entry_mark(b, &b->model->no_deal[p].note) : "";
        truce__element(b, "li",
                       words(b, NO_DEAL_OF, H(truce__party_words(b, p)),
                             H(truce__fallback_words(b, d->no_deal[p].state)), H(mark)));
    }
    put(b, "</ul>\n");
}

/* ------------------------------------------------------------------- waiving */

static const char *waived(truce__brief *b, const uint64_t *set) {
    const char **names = truce__fragments(b, b->model->n_parties);
    size_t count = 0;
    for (uint32_t p = 0; names && p < b->model->n_parties; p++)
        if (truce__bits_get(set, p)) names[count++] = truce__party_words(b, p);
    return truce__and_list(b, names, count);
}

static void put_waive(truce__brief *b, const truce_deals *d) {
    if (truce_set_count(d->gains_all) || d->waive_count == 0) return;
    const char *sets[TOLD];
    size_t count = d->waive_count < TOLD ? d->waive_count : TOLD;
    for (size_t i = 0; i < count; i++) sets[i] = waived(b, d->waive + i * d->waive_words);
    truce__element(b, "p", words(b, WAIVE, H(truce__choice(b, sets, count))));
}

/* --------------------------------------------------------------------- deals */

/* "better for A and B, as good for C", against what each is left with without an agreement. */
static const char *gains(truce__brief *b, const truce_deals *d, truce_state state) {
    const char **better = truce__fragments(b, b->model->n_parties), **same = truce__fragments(b, b->model->n_parties);
    size_t n_better = 0, n_same = 0;
    for (uint32_t p = 0; better && same && p < b->model->n_parties; p++) {
        uint32_t rank = truce_graph_rank(b->graph, p, state);
        if (rank > d->no_deal[p].rank) better[n_better++] = truce__party_words(b, p);
        else same[n_same++] = truce__party_words(b, p);
    }
    if (n_same == 0) return word(b, GAIN_ALL);
    if (n_better == 0) return word(b, GAIN_NONE);
    return words(b, GAIN_SOME, H(truce__and_list(b, better, n_better)), H(truce__and_list(b, same, n_same)));
}

static void put_strength(truce__brief *b, truce_state state) {
    uint32_t grade = truce__equilibrium_grade(b, state);
    if (grade < TRUCE__N_GRADES) {
        put(b, words(b, DEAL_HOLDS, H(truce__how_words(b, grade)), H(truce__verdict_marks(b, state, grade))));
        return;
    }
    put(b, word(b, DEAL_DOES_NOT_HOLD));
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        if (truce__grade(b, state, p) == TRUCE__LEAVES) putf(b, " %s", truce__standing_words(b, state, p));
}

/* How a temporary deal ends, and whether homes would ratify it. */
static void put_prospects(truce__brief *b, const truce_deal_facts *deal) {
    if (deal->turns_into != deal->state) {
        const char *left = truce__state_words(b, deal->turns_into);
        const char **losers = truce__fragments(b, deal->loser_count);
        for (size_t i = 0; losers && i < deal->loser_count; i++) losers[i] = truce__party_words(b, deal->losers[i]);
        put(b, deal->loser_count ? words(b, DEAL_EXPIRES_AT_A_LOSS, H(left),
                                         H(truce__and_list(b, losers, losers ? deal->loser_count : 0)))
                                 : words(b, DEAL_EXPIRES, H(left)));
    }
    if (!deal->is_ratified) put(b, word(b, DEAL_NOT_RATIFIED));
}

static void put_deal(truce__brief *b, const truce_deals *d, const truce_deal_facts *deal) {
    put(b, "<li>");
    put(b, words(b, DEAL, H(truce__state_first(b, deal->state)), H(gains(b, d, deal->state))));
    put(b, truce__difference_words(b, deal->state));
    put_strength(b, deal->state);
    if (deal->state == b->now) {
        put(b, word(b, DEAL_IS_TODAY));
    } else if (b->now) {
        if (deal->has_steps) put(b, word(b, DEAL_BY_STEPS));
        else if (deal->reachable_by_improvements)
            put(b, words(b, DEAL_BY_IMPROVEMENTS, N(2 - (b->sample.variants > 0))));
        else put(b, deal->reachable_by_moves ? word(b, DEAL_BY_MOVES) : word(b, DEAL_OUT_OF_REACH));
    }
    put_prospects(b, deal);
    put(b, "</li>\n");
}

static void put_deals(truce__brief *b, const truce_deals *d) {
    uint64_t zone = truce_set_count(d->zone), acceptable = truce_set_count(d->acceptable);
    uint64_t states = truce_graph_state_count(b->graph);
    bool is_today = truce__is_measured_against_today(b) && d->deal_count == 1 && d->deals[0].turns_into == b->now;
    if (acceptable == 1 && is_today) {
        truce__element(b, "p", word(b, ZONE_TODAY));
        return;
    }
    truce__element(b, "p", zone == 0         ? words(b, ZONE_EMPTY, N(states))
                           : acceptable == 1 ? words(b, ZONE_ONE, N(states))
                                             : words(b, ZONE, N(acceptable), N(states), N(zone)));
    if (zone == 0) return;
    put(b, "<ul>\n");
    for (size_t i = 0; i < d->deal_count && i < TOLD; i++) put_deal(b, d, &d->deals[i]);
    put(b, "</ul>\n");
    if (zone > TOLD) truce__element(b, "p", words(b, MORE_DEALS, N(zone - TOLD)));
}

truce_status truce__deals_find(truce__brief *b) {
    uint32_t concepts[TRUCE__N_GRADES];
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++) concepts[g] = truce_solution_concept(b->solution, g);
    const truce_deal_options options = {.concepts = concepts, .concept_count = TRUCE__N_GRADES, .limit = TOLD,
                                        .no_lapsing = b->options->no_lapsing, .is_list_only = true};
    if (!truce__has_no_deal(b->graph) || b->model->n_parties < 2) return TRUCE_OK;
    return truce_deal(b->ctx, b->graph, &options, &b->deals);
}

void truce__brief_bargains(truce__brief *b) {
    if (!b->deals) return;
    truce__fold(b, "deals", word(b, DEALS_HEAD));
    truce__put_first_alternatives(b);
    put_no_deal(b, b->deals);
    put_deals(b, b->deals);
    put_waive(b, b->deals);
    put(b, "</details>\n");
}
