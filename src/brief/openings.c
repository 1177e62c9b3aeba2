/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What would open the way to each target: a single aim given up or turned into its opposite, after which the target
 * holds and every step on some way there is an improvement. Found, and proved by solving again, by the search of
 * `unlock`; where it finds none, that is proved too. Where only opposites do, it is asked again for the least that
 * does without one. Rankings and weights stay as they are.
 */
#include "brief/brief.h"

#include "questions/unlock/unlock_words.h"
#include "words/clauses.h"
#include "words/phrases.h"

#include <truce/set.h>
#include <truce/variant.h>

#include <stdio.h>

/* Situations up to which is searched, and how long. */
enum { STATES = 1 << 12, EFFORT = 1 << 16, COST = 1, GENTLE_EFFORT = 1 << 23, GENTLE_COST = 4, GENTLE = 16 };

/* What is asked: what may be edited at which price, up to which cost, how long, and so many answers at most. */
typedef struct asked {
    truce__tariff tariff;
    uint64_t levers, most_cost, effort, limit;
} asked;

static truce_status search(truce__brief *b, const truce__target *t, asked a, truce__unlocked *found) {
    static const truce__stake stakes[] = {TRUCE__STAKE_NASH, TRUCE__STAKE_SEQ, TRUCE__STAKE_SMR, TRUCE__STAKE_GMR};
    char code[24];
    truce_set *targets = NULL;
    bool *is_kept = truce__arena_alloc(&b->arena, b->model->n_parties, sizeof *is_kept);
    if (!is_kept) return TRUCE_E_NOMEM;
    for (uint32_t p = 0; p < b->model->n_parties; p++) is_kept[p] = b->model->prefs[p].kind != TRUCE__PREF_ORDER;
    snprintf(code, sizeof code, "%llu", (unsigned long long)t->state);
    TRY(truce_set_new(b->ctx, b->graph, &targets));
    truce_status status = truce_set_add(targets, t->state);
    const truce__unlock_query query = {.target = code, .is_list = true, .targets = targets,
                                       .concept = truce_solution_concept(b->solution, t->grade),
                                       .stake = stakes[t->grade], .ways = TRUCE__BY_IMPROVEMENTS,
                                       .tariff = a.tariff, .is_kept = is_kept, .levers = a.levers,
                                       .most_cost = a.most_cost, .effort = a.effort, .limit = a.limit};
    if (status == TRUCE_OK) status = truce__unlock(b->ctx, b->graph, &query, found);
    truce_set_free(targets);
    return status;
}

/* How firmly today's situation then holds. */
static truce_status find_today(truce__brief *b, const truce__unlock_answer *answer, uint32_t *grade) {
    truce_graph *variant = NULL;
    truce_solution *solution = NULL;
    TRY(truce_variant_edit(b->ctx, b->graph, answer->changes, answer->n_changes, &variant));
    truce_status status = truce_solve_variant(b->ctx, variant, b->solution, &solution);
    if (status == TRUCE_OK) *grade = truce__grade_in(solution, b->now);
    truce_solution_free(solution);
    truce_graph_free(variant);
    return status;
}

static truce_status keep(truce__brief *b, const truce__unlocked *found, truce__opening *opening) {
    bool is_none = found->impossible != TRUCE__POSSIBLE || (!found->is_known && found->cost > COST);
    if (is_none) opening->kind = TRUCE__OPENED_BY_NONE;
    for (size_t i = 0; i < found->answers.count && opening->count < TRUCE__OPENINGS; i++) {
        const truce__unlock_answer *answer = &found->answers.at[i];
        const truce__rethink *one = answer->rethinks;
        if (answer->n_rethinks != 1 || !one->item || one->item->n_stmts != 1 || !answer->n_path) continue;
        truce__change *change = &opening->changes[opening->count];
        *change = (truce__change){one->party, answer->path[0].party, one->item, one->kind == TRUCE__RETHINK_DROP,
                                  TRUCE__LEAVES};
        TRY(find_today(b, answer, &change->today));
        opening->kind = TRUCE__OPENED_BY_SOME;
        opening->count++;
    }
    opening->more = found->is_counted && found->count > opening->count ? found->count - opening->count : 0;
    return TRUCE_OK;
}

/* Whether each change that is told turns a wish into its opposite. */
static bool are_reversals(const truce__opening *opening) {
    bool all = true;
    for (size_t i = 0; i < opening->count; i++) all &= !opening->changes[i].is_dropped;
    return all;
}

/* The least that does it without a reversal, with what others could bring about beside. */
static truce_status find_gentle(truce__brief *b, const truce__target *t, truce__opening *opening) {
    uint64_t levers = 0;
    for (uint32_t i = 0; i < b->model->n_levers && i < TRUCE__MOST_LEVERS; i++) levers |= UINT64_C(1) << i;
    const asked a = {{1, 1, 1, TRUCE__NONE}, levers, GENTLE_COST, GENTLE_EFFORT, GENTLE};
    truce__unlocked *found = &opening->gentle;
    if (opening->kind == TRUCE__NOT_ASKED || !are_reversals(opening)) return TRUCE_OK;
    TRY(search(b, t, a, found));
    for (size_t i = 0; found->is_known && i < found->answers.count; i++) {
        const truce__unlock_answer *one = &found->answers.at[i], *best = opening->gentle_one;
        if (!best || one->n_rethinks < best->n_rethinks) opening->gentle_one = one;
    }
    return TRUCE_OK;
}

static bool has_lists(const truce__brief *b) {
    bool has = false;
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        has |= b->model->prefs[p].kind == TRUCE__PREF_ORDER && b->model->prefs[p].n_items;
    return has;
}

static truce_status find_opening(truce__brief *b, const truce__target *t, truce__opening *opening) {
    truce__unlocked found = {0};
    if (!b->now || !t->is_reached || t->grade == TRUCE__LEAVES) return TRUCE_OK;
    if (t->by_improvements) opening->kind = TRUCE__OPEN_ALREADY;
    if (t->by_improvements || b->model->is_plain || !has_lists(b) || truce_graph_state_count(b->graph) > STATES)
        return TRUCE_OK;
    truce__diags_mark mark = truce__diags_here(b->ctx);
    const asked a = {{TRUCE__NONE, 1, TRUCE__NONE, 1}, 0, COST, EFFORT, TRUCE__OPENINGS};
    truce_status status = search(b, t, a, &found);
    if (status == TRUCE_OK) status = keep(b, &found, opening);
    if (status == TRUCE_OK) status = find_gentle(b, t, opening);
    truce__unlocked_free(&found);
    if (status != TRUCE_E_LIMIT && status != TRUCE_E_USAGE) return status;
    truce__diags_forget(b->ctx, mark);
    return TRUCE_OK;
}

truce_status truce__openings_find(truce__brief *b) {
    for (size_t i = 0; i < b->chosen.n_targets; i++)
        TRY(find_opening(b, &b->chosen.targets[i], &b->openings[i]));
    return TRUCE_OK;
}

void truce__openings_free(truce__brief *b) {
    for (size_t i = 0; i < TRUCE__TARGETS; i++) truce__unlocked_free(&b->openings[i].gentle);
}

/* ----------------------------------------------------------------- summary */

/* The first step of the way that is told which leaves its mover worse off; NULL: none does, or no way is told. */
static const truce_path_step *costly_step(const truce__brief *b) {
    const truce__target *t = b->chosen.targets;
    bool is_way = b->now && b->chosen.n_targets && t->is_reached && t->grade < TRUCE__LEAVES;
    for (uint32_t i = 0; is_way && i < t->steps; i++)
        if (t->way[i].party != TRUCE_NOBODY && t->way[i].gain == TRUCE_WORSE) return &t->way[i];
    return NULL;
}

bool truce__has_opening(const truce__brief *b) {
    return b->openings[0].kind == TRUCE__OPENED_BY_SOME || costly_step(b);
}

/* "Hamas came to want the opposite of now, that ..., and went first" */
static const char *if_words(truce__brief *b, const truce__change *one) {
    uint64_t number = truce__number_of_party(b->model, one->party);
    const char *who = truce__party_words(b, one->party);
    const char *change = one->is_dropped ? words(b, GAVE_UP, H(who), H(truce__item_words(b, one->item)), N(number))
                                         : words(b, CAME_TO_WANT, H(who), H(truce__opposite_words(b, one->item)));
    return one->party == one->first ? words(b, WENT_FIRST, H(change))
                                    : words(b, OTHER_WENT_FIRST, H(change), H(truce__party_words(b, one->first)));
}

/* How many others open it, and how many changes do without a reversal. */
static void put_others(truce__brief *b, const truce__opening *opening) {
    uint64_t others = opening->count ? opening->count - 1 + opening->more : 0;
    uint64_t gentle = opening->gentle_one ? truce__count_unlock_words(opening->gentle_one) : 0;
    if (others && gentle) putf(b, " %s", words(b, OTHERS_OPEN_OR, N(others), N(gentle)));
    else if (others) putf(b, " %s", words(b, OTHERS_OPEN, N(others)));
    else if (gentle) putf(b, " %s", words(b, GENTLE_OPENS, N(gentle)));
}

void truce__put_opening(truce__brief *b) {
    const truce_path_step *step = costly_step(b);
    const truce__opening *opening = b->openings;
    bool is_opened = opening->kind == TRUCE__OPENED_BY_SOME;
    if (!truce__has_opening(b)) return;
    const char *who = is_opened ? "" : truce__party_words(b, step->party);
    putf(b, "<p>%s", is_opened ? words(b, OPENS_IF, H(if_words(b, opening->changes)))
                     : step == b->chosen.targets[0].way ? words(b, FIRST_STEP_COSTS, H(who))
                                                        : words(b, LATER_STEP_COSTS, H(who)));
    if (opening->kind == TRUCE__OPENED_BY_NONE) putf(b, " %s", word(b, NONE_OPENS));
    put_others(b, opening);
    putf(b, " %s</p>\n", truce__why(b, is_opened ? "openings" : "target-1"));
}

/* ----------------------------------------------------------------- article */

/* "Hamas comes to want the opposite of now, that ..., and goes first" */
static const char *change_words(truce__brief *b, const truce__change *one) {
    const char *who = truce__party_words(b, one->party);
    uint64_t number = truce__number_of_party(b->model, one->party);
    const char *change = one->is_dropped ? words(b, GIVES_UP, H(who), H(truce__item_words(b, one->item)), N(number))
                                         : words(b, WANTS_THE_OPPOSITE, H(who),
                                                 H(truce__opposite_words(b, one->item)), N(number));
    if (one->party == one->first) return words(b, GOES_FIRST, H(change), N(number));
    return words(b, OTHER_GOES_FIRST, H(change), H(truce__party_words(b, one->first)),
                 N(truce__number_of_party(b->model, one->first)));
}

/* The targets of that kind: "A and B"; "": none is. */
static const char *targets_of(truce__brief *b, truce__opening_kind kind) {
    const char *names[TRUCE__TARGETS];
    size_t count = 0;
    for (size_t i = 0; i < b->chosen.n_targets; i++)
        if (b->openings[i].kind == kind) names[count++] = truce__called_words(b, b->chosen.targets[i].state);
    return kind == TRUCE__OPENED_BY_NONE ? truce__choice(b, names, count) : truce__and_list(b, names, count);
}

/* What does it without a reversal: one of the cheapest ways. */
static void put_gentle(truce__brief *b, const truce__opening *opening, truce_state state) {
    const truce__unlock_answer *one = opening->gentle_one;
    if (!one) return;
    uint64_t ways = opening->gentle.is_counted ? opening->gentle.count : opening->gentle.answers.count;
    const char *name = truce__capital(b, truce__called_words(b, state));
    putf(b, "<p>%s</p>\n<ul>\n", words(b, GENTLE_ONE, H(name), N(ways)));
    for (uint64_t i = 0; i < truce__count_unlock_words(one); i++) {
        truce__value args[TRUCE__UNLOCK_ARGS];
        truce__speaker s = truce__brief_speaker(b);
        truce__speak(&s, truce__unlock_words(&b->at, one, i, args), args);
        truce__element(b, "li", truce__capital(b, truce__spoken(b)));
    }
    put(b, "</ul>\n");
}

/* How many changes do without a reversal; `state`: where it has to be told of what. */
static void put_without(truce__brief *b, const truce__opening *opening, truce_state state) {
    uint64_t count = truce__count_unlock_words(opening->gentle_one);
    truce__element(b, "p", state ? words(b, GENTLE_OPENS_TO, N(count), H(truce__called_words(b, state)))
                                 : words(b, GENTLE_OPENS, N(count)));
}

static void put_changes(truce__brief *b, const truce__opening *opening, truce_state state) {
    putf(b, "<p>%s</p>\n<ul>\n", words(b, OPENINGS_INTRO, H(truce__called_words(b, state)), N(opening->count)));
    for (size_t i = 0; i < opening->count; i++)
        truce__element(b, "li", truce__capital(b, change_words(b, &opening->changes[i])));
    put(b, "</ul>\n");
    if (opening->more) truce__element(b, "p", words(b, OTHERS_OPEN, N(opening->more)));
    if (opening->gentle_one) put_without(b, opening, 0);
}

/* That today's situation then no longer holds, or how at most, with any of the changes that are told. */
static void put_today(truce__brief *b) {
    uint32_t most = TRUCE__LEAVES, least = 0;
    for (size_t i = 0; i < b->chosen.n_targets; i++)
        for (size_t k = 0; k < b->openings[i].count; k++) {
            uint32_t grade = b->openings[i].changes[k].today;
            if (grade < most) most = grade;
            if (grade > least) least = grade;
        }
    if (most <= b->chosen.today) return;
    const char *how = truce__held_how(b, most);
    truce__element(b, "p", most == TRUCE__LEAVES ? word(b, TODAY_GIVES_WAY)
                           : most == least       ? words(b, TODAY_LESS_HOLDS, H(how))
                                                 : words(b, TODAY_HARDLY_HOLDS, H(how)));
}

/* What the heading is true of: " to A", where it is not of every target that was asked about. */
static const char *head_to(truce__brief *b, truce__opening_kind kind) {
    bool is_mixed = false;
    for (size_t i = 0; i < b->chosen.n_targets; i++)
        is_mixed |= b->openings[i].kind != TRUCE__NOT_ASKED && b->openings[i].kind != kind;
    return is_mixed ? words(b, OPENINGS_HEAD_TO, H(targets_of(b, kind))) : "";
}

/* Where each change that is told is a reversal, the heading says so. */
static const char *opened_head(truce__brief *b) {
    const char *to = head_to(b, TRUCE__OPENED_BY_SOME);
    bool all = true;
    for (size_t i = 0; i < b->chosen.n_targets; i++)
        all &= are_reversals(&b->openings[i]);
    return all ? words(b, OPENINGS_HEAD_REVERSED, H(to)) : words(b, OPENINGS_HEAD, H(to));
}

static bool are_lists(const truce__brief *b) {
    bool all = true;
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        all &= b->model->prefs[p].kind == TRUCE__PREF_ORDER || !b->model->prefs[p].n_items;
    return all;
}

void truce__brief_openings(truce__brief *b) {
    const char *open = targets_of(b, TRUCE__OPEN_ALREADY), *none = targets_of(b, TRUCE__OPENED_BY_NONE);
    bool is_opened = *targets_of(b, TRUCE__OPENED_BY_SOME);
    if (!*open && !*none && !is_opened) return;
    truce__section(b, "openings", is_opened ? opened_head(b)
                                  : *none   ? words(b, OPENINGS_HEAD_NONE, H(head_to(b, TRUCE__OPENED_BY_NONE)))
                                            : word(b, OPENINGS_HEAD_OPEN));
    put(b, "<p>");
    if (*open) putf(b, "%s ", words(b, OPENING_OPEN, H(open)));
    if (*none || is_opened) put(b, are_lists(b) ? word(b, OPENINGS_TRIED) : word(b, OPENINGS_TRIED_LISTS));
    if (*none) putf(b, " %s", words(b, OPENING_NONE, H(none)));
    put(b, "</p>\n");
    for (size_t i = 0; i < b->chosen.n_targets; i++) {
        truce_state state = b->chosen.targets[i].state;
        if (b->openings[i].kind == TRUCE__OPENED_BY_SOME) put_changes(b, &b->openings[i], state);
        else if (b->openings[i].gentle_one) put_without(b, &b->openings[i], state);
    }
    if (is_opened) put_today(b);
    put(b, "</section>\n");
}

void truce__brief_gentle(truce__brief *b) {
    bool is_some = false;
    for (size_t i = 0; i < b->chosen.n_targets; i++) is_some |= b->openings[i].gentle_one != NULL;
    if (!is_some) return;
    truce__fold(b, "gentle", word(b, GENTLE_HEAD));
    for (size_t i = 0; i < b->chosen.n_targets; i++) put_gentle(b, &b->openings[i], b->chosen.targets[i].state);
    put(b, "</details>\n");
}
