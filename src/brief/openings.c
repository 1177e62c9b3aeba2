/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What would open the way to the first target: a single aim given up or turned round, after which the target holds
 * and every step on some way there is an improvement. Found, and proved by solving again, by the search of `unlock`.
 */
#include "brief/brief.h"

#include "unknowns/unlock.h"
#include "words/clauses.h"

#include <truce/set.h>

#include <stdio.h>

/* Situations up to which is searched, and how long; changes that are told. */
enum { STATES = 1 << 12, EFFORT = 1 << 16, TOLD = 3 };

static truce_status search(truce__brief *b, const truce__target *t, truce__unlocked *found) {
    static const truce__stake stakes[] = {TRUCE__STAKE_NASH, TRUCE__STAKE_SEQ, TRUCE__STAKE_SMR, TRUCE__STAKE_GMR};
    char code[24];
    truce_set *targets = NULL;
    snprintf(code, sizeof code, "%llu", (unsigned long long)t->state);
    TRY(truce_set_new(b->ctx, b->graph, &targets));
    truce_status status = truce_set_add(targets, t->state);
    const truce__unlock_query query = {.target = code, .is_list = true, .targets = targets,
                                       .concept = truce_solution_concept(b->solution, t->grade),
                                       .stake = stakes[t->grade], .ways = TRUCE__BY_IMPROVEMENTS,
                                       .tariff = {TRUCE__NONE, 1, TRUCE__NONE, 1},
                                       .most_cost = 1, .effort = EFFORT, .limit = TOLD};
    if (status == TRUCE_OK) status = truce__unlock(b->ctx, b->graph, &query, found);
    truce_set_free(targets);
    return status;
}

static const char *rethink_words(truce__brief *b, const truce__rethink *one) {
    const char *who = truce__party_words(b, one->party);
    uint64_t number = truce__number_of_party(b->model, one->party);
    const char *wish = truce__item_words(b, one->item);
    if (one->kind == TRUCE__RETHINK_DROP) return words(b, GIVES_UP, H(who), H(wish), N(number));
    return words(b, WANTS_THE_OPPOSITE, H(who), H(wish), N(number));
}

static void keep(truce__brief *b, const truce__unlocked *found) {
    const char **all = truce__fragments(b, TOLD), **marks = truce__fragments(b, TOLD);
    for (size_t i = 0; all && marks && i < found->answers.count && b->n_openings < TOLD; i++) {
        const truce__unlock_answer *answer = &found->answers.at[i];
        const truce__rethink *one = answer->rethinks;
        if (answer->n_rethinks != 1 || !one->item || one->item->n_stmts != 1) continue;
        marks[b->n_openings] = truce__entry_mark(b, &one->item->note);
        all[b->n_openings++] = rethink_words(b, one);
    }
    b->openings = all;
    b->opening_marks = marks;
}

truce_status truce__openings_find(truce__brief *b) {
    const truce__target *t = b->chosen.targets;
    bool is_asked = b->now && b->chosen.n_targets && t->is_reached && !t->by_improvements && t->grade < TRUCE__LEAVES;
    truce__unlocked found = {0};
    if (!is_asked || b->model->is_plain || truce_graph_state_count(b->graph) > STATES) return TRUCE_OK;
    truce__diags_mark mark = truce__diags_here(b->ctx);
    truce_status status = search(b, t, &found);
    if (status == TRUCE_OK) keep(b, &found);
    truce__unlocked_free(&found);
    if (status != TRUCE_E_LIMIT && status != TRUCE_E_USAGE) return status;
    truce__diags_forget(b->ctx, mark);
    return TRUCE_OK;
}

/* The first step of the way that is told which leaves its mover worse off; NULL: none does, or no way is told. */
static const truce_path_step *costly_step(const truce__brief *b) {
    const truce__target *t = b->chosen.targets;
    bool is_way = b->now && b->chosen.n_targets && t->is_reached && t->grade < TRUCE__LEAVES;
    for (uint32_t i = 0; is_way && i < t->steps; i++)
        if (t->way[i].party != TRUCE_NOBODY && t->way[i].gain == TRUCE_WORSE) return &t->way[i];
    return NULL;
}

bool truce__has_opening(const truce__brief *b) { return b->n_openings || costly_step(b); }

void truce__put_opening(truce__brief *b) {
    const truce_path_step *step = costly_step(b);
    if (!truce__has_opening(b)) return;
    put(b, "<p>");
    if (step && b->n_openings == 0) {
        bool is_first = step == b->chosen.targets[0].way;
        const char *who = truce__party_words(b, step->party);
        putf(b, "%s ", is_first ? words(b, FIRST_STEP_COSTS, H(who)) : words(b, LATER_STEP_COSTS, H(who)));
    }
    if (b->n_openings > 1)
        putf(b, "%s ", words(b, OPENS_IF_EITHER, H(b->openings[0]), N(b->n_openings - 1)));
    else if (b->n_openings) putf(b, "%s ", words(b, OPENS_IF, H(b->openings[0])));
    putf(b, "%s</p>\n", truce__why(b, b->n_openings ? "openings" : "target-1"));
}

void truce__brief_openings(truce__brief *b) {
    if (b->n_openings == 0) return;
    truce__section(b, "openings", word(b, OPENINGS_HEAD));
    putf(b, "<p>%s</p>\n<ul>\n", words(b, OPENINGS_INTRO, N(b->n_openings)));
    for (size_t i = 0; i < b->n_openings; i++) truce__element(b, "li", truce__capital(b, b->openings[i]));
    put(b, "</ul>\n</section>\n");
}
