/* SPDX-License-Identifier: Apache-2.0 */
/* What homes would accept: the facts, without words (at_home.c has these). */
#include "brief/brief.h"

#include "questions/no_deal.h"

bool truce__has_homes(const truce__brief *b) {
    return b->model->n_homes > 0 && truce__has_no_deal(b->graph);
}

const truce_ratification *truce__ratification(truce__brief *b) {
    if (!truce__has_homes(b)) return NULL;
    if (!b->ratification) truce__out_note(&b->out, truce_ratify(b->ctx, b->graph, b->solution, &b->ratification));
    return truce__out_failed(&b->out) ? NULL : b->ratification;
}

bool truce__is_accepted(const truce_ratification *r, truce_state state) {
    bool all = true;
    for (size_t i = 0; i < r->home_count; i++)
        all &= !truce_home_is_asked(&r->homes[i], state) || truce_set_contains(r->homes[i].win_set, state);
    return all;
}

truce_state truce__consented_deal(truce__brief *b) {
    const truce_ratification *r = truce__ratification(b);
    const truce__gist *c = &b->chosen;
    truce_state best = 0;
    uint32_t best_grade = TRUCE__LEAVES;
    if (!r || !c->n_targets || truce__is_accepted(r, c->targets[0].state)) return 0;
    for (size_t i = 0; b->deals && i < b->deals->deal_count; i++) {
        const truce_deal_facts *deal = &b->deals->deals[i];
        uint32_t grade = truce__equilibrium_grade(b, deal->state);
        bool is_asked = false;
        for (size_t h = 0; h < r->home_count; h++) is_asked |= truce_home_is_asked(&r->homes[h], deal->state);
        if (!is_asked || !deal->is_ratified || deal->state == b->now || grade >= best_grade) continue;
        best = deal->state;
        best_grade = grade;
    }
    for (size_t i = 0; i < c->n_targets; i++)
        if (c->targets[i].state == best) return 0;
    return best;
}
