/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Searches the feasible combinations of an option model, one after the other. It skips branches that a rule excludes
 * early. It can also look for a combination that breaks one rule and no other.
 *
 *     truce__search search;
 *     status = truce__search_init(&search, ctx, model, model->n_rules, TRUCE__NONE, true);
 *     while (status == TRUCE_OK && !search.is_over)
 *         if (truce__search_step(&search, &code)) ...
 *     truce__search_free(&search);
 */
#ifndef TRUCE_SEARCH_H
#define TRUCE_SEARCH_H

#include "graph/partial.h"

typedef struct truce__search_rule {
    truce__formula formula;
    truce__truth breaks; /* the value that breaks it: FALSE, or TRUE for the rule that is to be broken */
} truce__search_rule;

/* The state of the search when the options above a depth have been set. */
typedef struct truce__search_level {
    uint64_t allowed[TRUCE__MAX_OPTIONS]; /* levels each option may still take */
    uint64_t untried;                     /* levels of this depth's own option still to be tried */
    uint64_t code;                        /* of the options set so far */
    uint32_t *open;                       /* rules not decided yet */
    uint32_t n_open;
} truce__search_level;

typedef struct truce__search {
    truce__partial partial;
    truce__search_rule *rules;
    uint64_t stride[TRUCE__MAX_OPTIONS];
    uint32_t order[TRUCE__MAX_OPTIONS]; /* the option set at each depth */
    truce__search_level *levels; /* n_options + 1 */
    uint32_t n_options, n_rules, depth;
    bool is_over, is_cancelled; /* nothing more is found then */
    uint64_t n_nodes; /* settings of one option tried: what the search has cost */
    uint64_t sure;    /* combinations of the last branch in which no rule was left to decide */
} truce__search;

/* Searches for combinations that the first `n_rules` rules allow. If `broken` is not TRUCE__NONE, they must break
 * that rule and keep the others. The order is ascending, or the one that shows contradictions soonest. Free the
 * search even if this fails. truce__search_again() begins a search by the same rules with another one broken. */
truce_status truce__search_init(truce__search *search, truce_ctx *ctx, const truce_model *model, uint32_t n_rules,
                                uint32_t broken, bool is_ascending);
truce_status truce__search_again(truce__search *search, uint32_t broken, bool is_ascending);
void truce__search_free(truce__search *search);

/* Takes one step: true when it ended at a combination, which is then *code. Ask until is_over or
 * truce__search_stops(). */
bool truce__search_step(truce__search *search, uint64_t *code);

static inline bool truce__search_stops(truce__search *search) {
    return search->is_cancelled || (search->n_nodes % 4096 == 0 && truce__is_cancelled(search->partial.arena.ctx));
}

/* Counts combinations until there are more than `enough` or it has taken `most` steps; *count is then a lower bound.
 * Branches without a rule to decide are counted whole. This is fast only if the search is not in ascending order. */
truce_status truce__search_count(truce__search *search, uint64_t enough, uint64_t most, uint64_t *count);

/* Finds one combination; *code is UINT64_MAX if there is none. TRUCE_E_CANCELLED, or TRUCE_E_LIMIT (without a
 * diagnostic) after `most` steps, or when the search has evaluated `most_work` terms in all. */
truce_status truce__search_first(truce__search *search, uint64_t most, uint64_t most_work, uint64_t *code);

#endif
