/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings that hang on what is not known for certain. The brief is written by the main reading of each `either`,
 * which takes the first alternative. Here each other alternative is taken by itself and the model solved again; where
 * a finding is then otherwise, the brief says which alternative gives which.
 */
#include "brief/brief.h"

#include "graph/completing.h"
#include "model/completions.h"
#include "words/clauses.h"

#include <truce/set.h>
#include <truce/variant.h>

/* Alternatives that are solved, completions of a party that are looked through, and situations up to which. */
enum { MOST = 16, COMPLETIONS = 256, STATES = 1 << 16, TOLD = 2 };

/* The one choice by which a completion differs from the main reading; false where there are several. */
static bool only_choice(const truce__pref *pref, uint64_t number, truce__taken *only) {
    truce__taken one;
    uint32_t count = 0;
    for (uint32_t i = 0; truce__taken_at(pref, number, i, &one); i++)
        if (one.taken && count++ == 0) *only = one;
    return count == 1;
}

/* Whether any situation of the outcome holds. */
static bool holds_somewhere(const truce__brief *b, const truce_solution *solution, uint32_t outcome) {
    const truce_set *held = truce_solution_equilibria(solution, TRUCE__FEARFUL);
    for (truce_state s = truce_set_next(held, 0); s; s = truce_set_next(held, s))
        if (truce_graph_has_outcome(b->graph, s, outcome)) return true;
    return false;
}

/* Whether the party likes the state more (1) or less (-1) than today. */
static int gain_in(const truce__brief *b, const truce_graph *graph, uint32_t party, truce_state state) {
    if (!b->now) return 0;
    uint32_t here = truce_graph_rank(graph, party, state), today = truce_graph_rank(graph, party, b->now);
    return (here > today) - (here < today);
}

static truce_state asked_of_homes(const truce__brief *b, size_t i) {
    if (i == TRUCE__TARGETS) return b->chosen.consented.state;
    return i < b->chosen.n_targets ? b->chosen.targets[i].state : 0;
}

/* How the party then likes the targets, and whether homes accept them. */
static truce_status ask_homes(truce__brief *b, const truce_graph *variant, const truce_solution *solution,
                              truce__alternative *one) {
    truce_ratification *ratification = NULL;
    if (truce__has_homes(b)) TRY(truce_ratify(b->ctx, variant, solution, &ratification));
    for (size_t i = 0; i <= TRUCE__TARGETS; i++) {
        truce_state state = asked_of_homes(b, i);
        if (state && i < TRUCE__TARGETS) one->gains[i] = gain_in(b, variant, one->party, state);
        one->is_accepted[i] = !state || !ratification || truce__is_accepted(ratification, state);
    }
    truce_ratification_free(ratification);
    return TRUCE_OK;
}

static truce_status try_one(truce__brief *b, const truce_graph *variant, truce__alternative *one) {
    truce_solution *solution = NULL;
    const truce__gist *c = &b->chosen;
    TRY(truce_solve_variant(b->ctx, variant, b->solution, &solution));
    one->grades[TRUCE__OF_TODAY] = b->now ? truce__grade_in(solution, b->now) : TRUCE__LEAVES;
    for (size_t i = 0; i < c->n_targets; i++)
        one->grades[TRUCE__OF_FIRST + i] = truce__grade_in(solution, c->targets[i].state);
    bool is_asked = c->third == TRUCE__THIRD_NOWHERE;
    bool holds = is_asked && holds_somewhere(b, solution, b->findings.at[c->nowhere].outcome);
    one->grades[TRUCE__OF_THIRD] = holds ? TRUCE__AT_REST : TRUCE__LEAVES;
    truce_status status = ask_homes(b, variant, solution, one);
    truce_solution_free(solution);
    return status;
}

static truce_status try_party(truce__brief *b, truce__completing *all, uint32_t party) {
    const truce__pref *pref = &b->model->prefs[party];
    uint64_t count = truce__completion_count(pref);
    for (uint64_t number = 1; number < count && number < COMPLETIONS && b->n_alternatives < MOST; number++) {
        truce__alternative *one = &b->alternatives[b->n_alternatives];
        *one = (truce__alternative){.party = party};
        if (!only_choice(pref, number, &one->choice)) continue;
        TRY(truce__completing_take(all, party, number));
        TRY(try_one(b, all->variant, one));
        b->n_alternatives++;
    }
    return truce__completing_take(all, party, 0);
}

truce_status truce__alternatives_find(truce__brief *b) {
    truce__completing all;
    if (!truce__is_open_model(b->model) || truce_graph_state_count(b->graph) > STATES) return TRUCE_OK;
    b->alternatives = truce__arena_alloc(&b->arena, MOST, sizeof *b->alternatives);
    if (!b->alternatives) return TRUCE_E_NOMEM;
    truce_status status = truce__completing_init(b->ctx, b->graph, &all);
    for (uint32_t p = 0; p < b->model->n_parties && status == TRUCE_OK; p++) status = try_party(b, &all, p);
    truce__completing_free(&all);
    if (status != TRUCE_OK) return status;
    truce__gist *c = &b->chosen;
    bool is_told = c->headline != TRUCE__HEAD_NOTHING_HOLDS && c->headline != TRUCE__HEAD_TODAY_LEFT;
    if (c->n_headed > 1 && truce__is_open_whether(b, TRUCE__OF_SECOND)) c->n_headed = 1;
    if (is_told && truce__is_open_whether(b, TRUCE__OF_FIRST)) c->headline = TRUCE__HEAD_TARGET_OPEN;
    if (truce__is_open_whether(b, TRUCE__OF_TODAY)) c->headline = TRUCE__HEAD_TODAY_OPEN;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- words */

static uint32_t main_grade(const truce__brief *b, truce__hanging what) {
    if (what == TRUCE__OF_TODAY) return b->now ? b->chosen.today : TRUCE__LEAVES;
    if (what == TRUCE__OF_THIRD) return TRUCE__LEAVES;
    size_t target = (size_t)(what - TRUCE__OF_FIRST);
    return target < b->chosen.n_targets ? b->chosen.targets[target].grade : TRUCE__LEAVES;
}

static const char *verdict_words(truce__brief *b, truce__hanging what, uint32_t grade) {
    bool holds = grade < TRUCE__LEAVES;
    if (what == TRUCE__OF_THIRD) return holds ? word(b, HOLDS_SOMEWHERE) : word(b, HOLDS_NOWHERE);
    return holds ? words(b, HOLDS, H(truce__held_how(b, grade))) : word(b, DOES_NOT_HOLD);
}

static bool differs(const truce__brief *b, const truce__alternative *one, truce__hanging what) {
    size_t target = (size_t)(what - TRUCE__OF_FIRST);
    bool is_there = what == TRUCE__OF_TODAY   ? b->now != 0
                    : what == TRUCE__OF_THIRD ? b->chosen.third == TRUCE__THIRD_NOWHERE
                                              : target < b->chosen.n_targets;
    return is_there && one->grades[what] != main_grade(b, what);
}

const truce__alternative *truce__hangs(const truce__brief *b, truce__hanging what) {
    for (size_t i = 0; i < b->n_alternatives; i++)
        if (differs(b, &b->alternatives[i], what)) return &b->alternatives[i];
    return NULL;
}

bool truce__is_open_whether(const truce__brief *b, truce__hanging what) {
    bool holds = main_grade(b, what) < TRUCE__LEAVES, is_open = false;
    for (size_t i = 0; i < b->n_alternatives; i++)
        is_open |= differs(b, &b->alternatives[i], what) &&
                   (b->alternatives[i].grades[what] < TRUCE__LEAVES) != holds;
    return is_open;
}

void truce__span_grades(const truce__brief *b, truce__hanging what, uint32_t *strongest, uint32_t *weakest) {
    *strongest = *weakest = main_grade(b, what);
    for (size_t i = 0; i < b->n_alternatives; i++) {
        uint32_t grade = b->alternatives[i].grades[what];
        if (grade < *strongest) *strongest = grade;
        if (grade > *weakest) *weakest = grade;
    }
}

static const char *alternative_words(truce__brief *b, const truce__alternative *one, uint32_t taken) {
    if (!one->choice.item) return words(b, OPEN_LIST, N(taken + 1));
    return truce__alternative_words(b, &one->choice.item->either[taken]);
}

static bool is_same_choice(const truce__alternative *one, const truce__alternative *other) {
    return one->party == other->party && one->choice.item == other->choice.item &&
           one->choice.among == other->choice.among;
}

/* "It holds if what matters to Corvan is A; it does not hold if it is B." */
static const char *one_choice(truce__brief *b, const truce__alternative *first, truce__hanging what) {
    const char *gives = verdict_words(b, what, main_grade(b, what));
    const char *all = words(b, HANGS_FIRST, H(gives), H(truce__party_words(b, first->party)),
                            H(alternative_words(b, first, 0)));
    for (size_t i = 0; i < b->n_alternatives; i++) {
        const truce__alternative *one = &b->alternatives[i];
        if (!is_same_choice(one, first) || !differs(b, one, what)) continue;
        gives = verdict_words(b, what, one->grades[what]);
        all = words(b, HANGS_NEXT, H(all), H(gives), H(alternative_words(b, one, one->choice.taken)));
    }
    return words(b, SENTENCE, H(all));
}

/* Whether an earlier alternative of the same choice makes a difference too. */
static bool is_told(const truce__brief *b, size_t i, truce__hanging what) {
    for (size_t k = 0; k < i; k++)
        if (is_same_choice(&b->alternatives[k], &b->alternatives[i]) && differs(b, &b->alternatives[k], what))
            return true;
    return false;
}

const char *truce__hanging_words(truce__brief *b, truce__hanging what) {
    const char *all = "";
    uint32_t told = 0;
    for (size_t i = 0; i < b->n_alternatives && told < TOLD; i++) {
        if (!differs(b, &b->alternatives[i], what) || is_told(b, i, what)) continue;
        all = truce__joined(b, all, one_choice(b, &b->alternatives[i], what));
        told++;
    }
    return all;
}

/* What is then otherwise of that target than by the first alternative, as clauses. */
static const char *then_words(truce__brief *b, const truce__alternative *one, size_t target, bool is_accepted,
                              const char *name) {
    static const truce__message gains[] = {TRUCE__M_BRIEF_GAIN_THEN_WORSE, TRUCE__M_BRIEF_GAIN_THEN_SAME,
                                           TRUCE__M_BRIEF_GAIN_THEN_BETTER};
    const char *clauses[2];
    size_t count = 0;
    bool is_target = target < TRUCE__TARGETS;
    uint64_t number = truce__number_of_party(b->model, one->party);
    if (is_target && one->gains[target] != gain_in(b, b->graph, one->party, b->chosen.targets[target].state))
        clauses[count++] = truce__words(b, gains[one->gains[target] + 1],
                                        (const truce__filling[]){N(number), H(name)});
    if (count) name = word(b, IT);
    if (one->is_accepted[target] != is_accepted)
        clauses[count++] = is_accepted ? words(b, HOME_THEN_REFUSES, H(name)) : words(b, HOME_THEN_ACCEPTS, H(name));
    return truce__and_list(b, clauses, count);
}

const char *truce__gain_hanging_words(truce__brief *b, size_t target) {
    truce_state state = asked_of_homes(b, target);
    const char *all = "";
    uint32_t told = 0;
    if (!state || !b->n_alternatives) return "";
    const truce_ratification *r = truce__ratification(b);
    bool is_accepted = !r || truce__is_accepted(r, state);
    for (size_t i = 0; i < b->n_alternatives && told < TOLD; i++) {
        const truce__alternative *one = &b->alternatives[i];
        const char *then = then_words(b, one, target, is_accepted, truce__called_words(b, state));
        if (!*then) continue;
        then = words(b, IF_MATTERS, H(truce__party_words(b, one->party)),
                     H(alternative_words(b, one, one->choice.taken)), H(then));
        all = truce__joined(b, all, then);
        told++;
    }
    return all;
}

void truce__put_first_alternatives(truce__brief *b) {
    if (truce__is_open_model(b->model)) truce__element(b, "p", word(b, KEEPS_TO_EACH_FIRST));
}

/* What to ask first: by which choice findings hang. */
void truce__put_hanging(truce__brief *b) {
    uint64_t numbers[TRUCE__OF_THIRD + 1], first = b->now != 0;
    const truce__alternative *asked = NULL;
    const char *told[TRUCE__OF_THIRD + 1];
    size_t count = 0;
    numbers[TRUCE__OF_TODAY] = 1;
    numbers[TRUCE__OF_FIRST] = first + 1;
    numbers[TRUCE__OF_SECOND] = 0; /* no finding */
    numbers[TRUCE__OF_THIRD] = b->told_findings;
    for (truce__hanging what = TRUCE__OF_TODAY; what <= TRUCE__OF_THIRD; what++) {
        const truce__alternative *one = numbers[what] ? truce__hangs(b, what) : NULL;
        if (!one || (asked && !is_same_choice(one, asked))) continue;
        asked = one;
        told[count++] = words(b, NUMBER, N(numbers[what]));
    }
    if (!asked) return;
    const truce__note *note = asked->choice.item ? &asked->choice.item->note : &b->model->prefs[asked->party].note;
    const char *mark = b->options->summary_only ? "" : truce__entry_mark(b, note);
    const char *who = truce__party_words(b, asked->party);
    const char *what = truce__joined(b, who, mark);
    if (note->n_cites) what = words(b, NOTE, H(what), H(truce__cite_words(b, note)));
    truce__element(b, "p", words(b, ASK_FIRST, H(what), H(truce__and_list(b, told, count)), N(count)));
}
