/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/told_states.h"

#include "graph/patterns.h"
#include "graph/set.h"
#include "questions/patterns_result.h"
#include "words/level_sets.h"

/* Outcomes that patterns are named by; columns of a pattern, and those of its conditions at least; patterns of a set
 * within a sentence. */
enum { MOST_OUTCOMES = 64, COLUMNS = 270, LEAST = 60, MOST_PATTERNS = 6 };

bool truce__tells_patterns(const truce__at *at) {
    return truce_patterns_exist(at->graph) && truce_graph_state_count(at->graph) > TRUCE__FEW_ROWS;
}

truce_status truce__telling_begin(truce__telling *t, const truce__at *at, truce__say *say) {
    truce_ctx *ctx = at->result->ctx;
    const truce_model *model = at->model;
    truce_state today = truce_graph_status_quo(at->graph);
    uint32_t count = model->n_outcomes < MOST_OUTCOMES ? model->n_outcomes : MOST_OUTCOMES;
    *t = (truce__telling){.at = at, .say = say};
    if (today) truce_graph_state_levels(at->graph, today, t->levels);
    if (today) t->today = t->levels;
    t->outcomes = truce__calloc(ctx, count + 1, sizeof *t->outcomes);
    if (!t->outcomes) return TRUCE_E_NOMEM;
    for (; t->n_outcomes < count; t->n_outcomes++)
        TRY(truce__set_where(ctx, at->graph, &model->outcomes[t->n_outcomes].stmt, &t->outcomes[t->n_outcomes]));
    return TRUCE_OK;
}

void truce__telling_end(truce__telling *t) {
    for (uint32_t k = 0; k < t->n_outcomes; k++) truce_set_free(t->outcomes[k]);
    truce__free(t->at->result->ctx, t->outcomes);
}

/* Whether another outcome that all these states have says the same, or more. */
static bool says_less(const truce__telling *t, uint32_t k, uint64_t shared) {
    for (uint32_t other = 0; other < t->n_outcomes; other++) {
        if (other == k || !(shared >> other & 1)) continue;
        if (!truce_set_is_subset(t->outcomes[other], t->outcomes[k])) continue;
        if (other < k || !truce_set_is_subset(t->outcomes[k], t->outcomes[other])) return true;
    }
    return false;
}

/* The outcomes that all these states have, without those that follow from others, a bit each. */
static uint64_t shared_outcomes(const truce__telling *t, const truce_set *states) {
    uint64_t shared = 0, told = 0;
    for (uint32_t k = 0; k < t->n_outcomes; k++)
        if (truce_set_is_subset(states, t->outcomes[k])) shared |= (uint64_t)1 << k;
    for (uint32_t k = 0; k < t->n_outcomes; k++)
        if (shared >> k & 1 && !says_less(t, k, shared)) told |= (uint64_t)1 << k;
    return told;
}

static void say_outcomes(const truce__telling *t, uint64_t outcomes) {
    static const truce__value nothing[] = {{0}};
    uint32_t count = (uint32_t)__builtin_popcountll(outcomes), said = 0;
    for (; outcomes; outcomes &= outcomes - 1) {
        truce__value outcome = truce__outcome_of((uint32_t)__builtin_ctzll(outcomes));
        if (said) truce__say_args(t->say, said + 1 < count ? TRUCE__M_LIST_NEXT : TRUCE__M_LIST_AND, nothing);
        SAY(t->say, PLAIN, outcome);
        said++;
    }
}

/* "8 states, 4 of them not told above, “Stalemate”: ..."; `rest`: what the patterns above leave. */
static truce_status tell_pattern(const truce__telling *t, const truce_patterns *patterns, size_t i,
                                 const truce_set *members, const truce_set *rest) {
    uint64_t levels[TRUCE__MAX_OPTIONS], outcomes = shared_outcomes(t, members);
    uint64_t fresh = truce_set_count_both(members, rest);
    SAY(t->say, PATTERN_STATES, truce__number(truce_pattern_states(patterns, i)));
    if (fresh < truce_set_count(members)) SAY(t->say, PATTERN_LEFT, truce__number(fresh));
    if (outcomes) SAY_ALONE(t->say, LIST_NEXT);
    say_outcomes(t, outcomes);
    SAY_ALONE(t->say, PATTERN_WORDS);
    const truce__speaker s = {&t->say->text, t->at, &t->say->form->dress, NULL};
    truce__levels_of_pattern(patterns, i, t->at->model->n_options, levels);
    uint32_t used = truce__utf8_width(truce__text_bytes(&t->say->text), t->say->text.length);
    uint32_t left = used + LEAST < COLUMNS ? COLUMNS - used : LEAST;
    TRY(truce__speak_levels_within(&s, levels, t->today, left));
    truce__say_end(t->say, TRUCE__POINT);
    return TRUCE_OK;
}

truce_status truce__tell_patterns(const truce__telling *t, const truce_set *set, const truce_patterns *patterns,
                                  size_t most) {
    truce_ctx *ctx = t->at->result->ctx;
    size_t count = truce_patterns_count(patterns), told = count < most ? count : most;
    truce_set *rest = NULL;
    TRY(truce_set_copy(ctx, set, &rest));
    truce_status status = TRUCE_OK;
    for (size_t i = 0; i < told && status == TRUCE_OK; i++) {
        truce_set *members = NULL;
        status = truce__pattern_members(ctx, set, patterns, i, &members);
        if (status == TRUCE_OK) status = tell_pattern(t, patterns, i, members, rest);
        if (status == TRUCE_OK) status = truce_set_and_not(rest, members);
        truce_set_free(members);
    }
    if (status == TRUCE_OK && told < count) {
        SAY(t->say, PATTERNS_MORE, truce__number(truce_set_count(rest)), truce__number(count - told));
        truce__say_end(t->say, TRUCE__POINT);
    }
    truce_set_free(rest);
    return status;
}

static truce_status tell(const truce__at *at, truce__say *say, const truce_set *set) {
    truce__telling t;
    truce_patterns *patterns = NULL;
    truce_status status = truce__telling_begin(&t, at, say);
    if (status == TRUCE_OK) status = truce_patterns_of(at->result->ctx, set, &patterns);
    if (status == TRUCE_OK) status = truce__tell_patterns(&t, set, patterns, MOST_PATTERNS);
    truce_patterns_free(patterns);
    truce__telling_end(&t);
    return status;
}

bool truce__is_told_below(const truce__at *at, const truce_set *set) {
    uint64_t count = truce_set_count(set);
    return count > TRUCE__FEW_NUMBERS && count <= TRUCE__FEW_STATES && truce__tells_patterns(at);
}

void truce__tell_below(const truce__at *at, truce__say *say, const truce_set *set) {
    truce__at_note(at, tell(at, say, set));
}
