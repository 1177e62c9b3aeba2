/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules that choose among the deals, and those of them that need nothing but each party's order of the states.
 *
 * Fallback   Everybody goes down its order of the deals, first choice, second choice, ..., until some deal is among
 *            what all have come to: the deals whose worst place in anybody's order is best. A deal counts as soon as
 *            fewer than k others are better for the party, so that tied deals come in together.
 * Strikes    The parties strike one deal each in turn until one is left. Each looks ahead to the end; what is then
 *            left is found from the last strike backwards, each striking the worst of what remains (Mueller 1978;
 *            Moulin 1983). Of tied deals a party would rather keep the one with the lower number: some such
 *            convention is needed.
 * Condorcet  One pass leaves the only deal that can beat all others, a second one tries it.
 * Maximin    The deals whose lowest rank among the parties is highest: compares ranks between parties.
 */
#include "questions/deal/contest.h"

#include "catalogue/catalogue.h"

#include <inttypes.h>

#define TRUCE__MSG(key, english) static const char TEXT_##key[] = english;
#include "catalogue/rule_messages.h"
#undef TRUCE__MSG

/* Deals by a number each, of which the highest is best. */
static int by_number(void *ud, size_t one, size_t other) {
    const int64_t *numbers = ud;
    return (numbers[one] > numbers[other]) - (numbers[one] < numbers[other]);
}

/* ----------------------------------------------------------------- fallback */

/* above[r]: how many deals the party ranks above r. */
static void count_above(const truce__contest *c, uint32_t party, uint64_t *above, uint32_t n_ranks) {
    memset(above, 0, (n_ranks + 1) * sizeof *above);
    for (size_t i = 0; i < c->count; i++) above[truce__place_rank(c, party, i) - 1]++;
    for (uint32_t r = n_ranks; r-- > 0;) above[r] += above[r + 1];
}

static truce_status choose_fallback(truce__contest *c, truce_choice *choice) {
    truce_status status = TRUCE_OK;
    uint64_t *above = NULL;
    uint32_t most = 0;
    int64_t *depth = truce__big_alloc(c->ctx, c->count * sizeof *depth); /* the worst place, negated */
    if (!depth) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint32_t p = 0; p < c->n_parties; p++)
        if (c->a->graph->ranks[p].count > most) most = c->a->graph->ranks[p].count;
    above = truce__big_alloc(c->ctx, (most + UINT64_C(2)) * sizeof *above);
    if (!above) TRY_OR_DONE(TRUCE_E_NOMEM);
    memset(depth, 0, c->count * sizeof *depth);
    for (uint32_t p = 0; p < c->n_parties; p++) {
        count_above(c, p, above, most + 1);
        for (size_t i = 0; i < c->count; i++) {
            int64_t place = 1 + (int64_t)above[truce__place_rank(c, p, i)];
            if (place > -depth[i]) depth[i] = -place;
        }
    }
    TRY_OR_DONE(truce__choose_best(c, NULL, by_number, depth, choice));
    for (size_t i = 0; i < c->count; i++)
        if (choice->depth == 0 || (uint64_t)-depth[i] < choice->depth) choice->depth = (uint64_t)-depth[i];
done:
    truce__big_free(c->ctx, depth);
    truce__big_free(c->ctx, above);
    return status;
}

/* ------------------------------------------------------------------ strikes */

typedef struct striking {
    size_t *order; /* [party * count + n]: places from worst to best */
    size_t *next;  /* of each party: how far it has come */
    unsigned char *is_struck;
} striking;

/* Worst first; of tied deals the later one. Ranks are small numbers: sorted by counting. */
static truce_status sort_places(const truce__contest *c, uint32_t party, size_t *order) {
    uint32_t n_ranks = c->a->graph->ranks[party].count;
    uint64_t *first = truce__big_alloc(c->ctx, (n_ranks + UINT64_C(2)) * sizeof *first);
    if (!first) return TRUCE_E_NOMEM;
    memset(first, 0, (n_ranks + UINT64_C(2)) * sizeof *first);
    for (size_t i = 0; i < c->count; i++) first[truce__place_rank(c, party, i) + 1]++;
    for (uint32_t r = 1; r <= n_ranks + 1; r++) first[r] += first[r - 1];
    for (size_t i = c->count; i-- > 0;) order[first[truce__place_rank(c, party, i)]++] = i;
    truce__big_free(c->ctx, first);
    return TRUCE_OK;
}

/* What is left when `first` begins: strikes count - 1, ..., 0, each of the worst that remains. */
static size_t left_after_strikes(const truce__contest *c, striking *s, uint32_t first) {
    memset(s->is_struck, 0, c->count);
    memset(s->next, 0, c->n_parties * sizeof *s->next);
    for (size_t strike = c->count - 1; strike-- > 0;) {
        uint32_t party = (uint32_t)((first + strike) % c->n_parties);
        const size_t *order = s->order + party * c->count;
        while (s->is_struck[order[s->next[party]]]) s->next[party]++;
        s->is_struck[order[s->next[party]]] = 1;
    }
    size_t left = 0;
    while (s->is_struck[left]) left++;
    return left;
}

static truce_status choose_strikes(truce__contest *c, truce_choice *choice) {
    truce_status status = TRUCE_OK;
    truce_state *left = truce__arena_alloc(&c->a->arena, c->n_parties, sizeof *left);
    striking s = {.order = truce__big_alloc(c->ctx, c->n_parties * c->count * sizeof *s.order),
                  .next = truce__calloc(c->ctx, c->n_parties, sizeof *s.next),
                  .is_struck = truce__big_alloc(c->ctx, c->count)};
    if (!left || !s.order || !s.next || !s.is_struck) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint32_t p = 0; p < c->n_parties; p++) TRY_OR_DONE(sort_places(c, p, s.order + p * c->count));
    for (uint32_t p = 0; p < c->n_parties; p++) left[p] = truce__place_state(c, left_after_strikes(c, &s, p));
    choice->states = left;
    choice->count = choice->listed = c->n_parties;
done:
    truce__big_free(c->ctx, s.order);
    truce__free(c->ctx, s.next);
    truce__big_free(c->ctx, s.is_struck);
    return status;
}

/* ---------------------------------------------------------------- condorcet */

/* Positive where more parties prefer the first. */
static int majority(const truce__contest *c, size_t one, size_t other) {
    int balance = 0;
    for (uint32_t p = 0; p < c->n_parties; p++) {
        uint32_t a = truce__place_rank(c, p, one), b = truce__place_rank(c, p, other);
        balance += (a > b) - (a < b);
    }
    return balance;
}

static truce_status choose_condorcet(truce__contest *c, truce_choice *choice) {
    size_t winner = SIZE_MAX;
    for (size_t i = 0; i < c->count; i++) {
        int balance = winner == SIZE_MAX ? -1 : majority(c, winner, i);
        if (balance < 0) winner = i;
        else if (balance == 0) winner = SIZE_MAX; /* neither beats all others */
    }
    for (size_t i = 0; i < c->count && winner != SIZE_MAX; i++)
        if (i != winner && majority(c, winner, i) <= 0) winner = SIZE_MAX;
    if (winner != SIZE_MAX) return truce__choose_place(c, winner, choice);
    choice->none = ENGLISH(NONE_CONDORCET);
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ maximin */

static truce_status choose_maximin(truce__contest *c, truce_choice *choice) {
    int64_t *lowest = truce__big_alloc(c->ctx, c->count * sizeof *lowest);
    if (!lowest) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < c->count; i++) {
        lowest[i] = INT64_MAX;
        for (uint32_t p = 0; p < c->n_parties; p++)
            if (truce__place_rank(c, p, i) < lowest[i]) lowest[i] = truce__place_rank(c, p, i);
        if ((uint64_t)lowest[i] > choice->depth) choice->depth = (uint64_t)lowest[i];
    }
    truce_status status = truce__choose_best(c, NULL, by_number, lowest, choice);
    truce__big_free(c->ctx, lowest);
    return status;
}

/* -------------------------------------------------------------------- table */

static const struct rule {
    truce_rule info;
    truce__rule_fn choose;
} rules[] = {
    {{"fallback", TEXT_RULE_FALLBACK_NAME, TEXT_RULE_FALLBACK_DEFINITION,
      "Brams and Kilgour 2001, doi:10.1023/A:1011252808608", TRUCE_ORDINAL},
     choose_fallback},
    {{"strikes", TEXT_RULE_STRIKES_NAME, TEXT_RULE_STRIKES_DEFINITION,
      "Mueller 1978; Moulin 1983, The Strategy of Social Choice", TRUCE_ORDINAL},
     choose_strikes},
    {{"condorcet", TEXT_RULE_CONDORCET_NAME, TEXT_RULE_CONDORCET_DEFINITION,
      "Condorcet 1785", TRUCE_ORDINAL},
     choose_condorcet},
    {{"maximin", TEXT_RULE_MAXIMIN_NAME, TEXT_RULE_MAXIMIN_DEFINITION,
      "Rawls 1971, A Theory of Justice", TRUCE_RANKS_COMPARED},
     choose_maximin},
    {{"nash", TEXT_RULE_NASH_NAME, TEXT_RULE_NASH_DEFINITION,
      "Nash 1950, doi:10.2307/1907266", TRUCE_UTILITIES},
     truce__choose_nash},
    {{"kalai-smorodinsky", TEXT_RULE_KALAI_SMORODINSKY_NAME, TEXT_RULE_KALAI_SMORODINSKY_DEFINITION,
      "Kalai and Smorodinsky 1975, doi:10.2307/1914280", TRUCE_UTILITIES},
     truce__choose_kalai_smorodinsky},
    {{"egalitarian", TEXT_RULE_EGALITARIAN_NAME, TEXT_RULE_EGALITARIAN_DEFINITION,
      "Kalai 1977, doi:10.2307/1913954", TRUCE_UTILITIES_COMPARED},
     truce__choose_egalitarian},
    {{"zeuthen", TEXT_RULE_ZEUTHEN_NAME, TEXT_RULE_ZEUTHEN_DEFINITION,
      "Zeuthen 1930; Harsanyi 1956, doi:10.2307/1905748", TRUCE_UTILITIES},
     truce__choose_zeuthen},
};

enum { N_RULES = sizeof rules / sizeof *rules };

uint32_t truce_rule_count(void) {
    return N_RULES;
}

const truce_rule *truce_rule_at(uint32_t rule) {
    return rule < N_RULES ? &rules[rule].info : NULL;
}

uint32_t truce_rule_find(const char *id) {
    for (uint32_t i = 0; i < N_RULES; i++)
        if (strcmp(rules[i].info.id, id) == 0) return i;
    return UINT32_MAX;
}

const char *truce_footing_words(truce_footing footing) {
    static const truce__message words[] = {TRUCE__M_FOOTING_ORDINAL, TRUCE__M_FOOTING_RANKS_COMPARED,
                                           TRUCE__M_FOOTING_UTILITIES, TRUCE__M_FOOTING_UTILITIES_COMPARED};
    return truce__english_text(words[footing]);
}

static bool needs_utilities(uint32_t rule) {
    return rules[rule].info.footing >= TRUCE_UTILITIES;
}

/* -------------------------------------------------------------------- choose */

static truce_status refuse(truce__agreement *a, uint32_t rule) {
    const truce_model *model = a->graph->model;
    TRY(truce__diag(a->ctx, TRUCE_ERROR, &model->source, (truce__loc){0},
                    "fallback, strikes and condorcet need only each party's order of the states",
                    "%s needs utilities for every party, and the model declares %s: ranks say which of two states is "
                    "better, not by how much",
                    rules[rule].info.name, model->utilities ? "them for some only" : "none"));
    return TRUCE_E_USAGE;
}

/* Which rules are applied. */
static truce_status list_rules(truce__agreement *a, truce_choice **out, bool *has_cardinal) {
    const truce_deal_options *options = &a->options;
    bool can_add = truce__has_utilities(a->graph->model);
    size_t room = options->rules ? options->rule_count : N_RULES, count = 0;
    truce_choice *choices = truce__arena_alloc(&a->arena, room, sizeof *choices);
    if (!choices) return TRUCE_E_NOMEM;
    *has_cardinal = false;
    for (uint32_t i = 0; i < room; i++) {
        uint32_t rule = options->rules ? options->rules[i] : i;
        if (rule >= N_RULES) return TRUCE_E_USAGE;
        if (needs_utilities(rule) && !can_add && options->rules) return refuse(a, rule);
        if (needs_utilities(rule) && !can_add) continue;
        *has_cardinal |= needs_utilities(rule);
        choices[count++].rule = rule;
    }
    a->result.choices = *out = choices;
    a->result.choice_count = count;
    return TRUCE_OK;
}

static truce_status enter_contest(truce__contest *c) {
    TRY(truce__set_cells(c->ctx, c->a->result.zone, 0, &c->cells, &c->count));
    c->ranks = truce__big_alloc(c->ctx, c->n_parties * (c->count + 1) * sizeof *c->ranks);
    if (!c->ranks) return TRUCE_E_NOMEM;
    for (uint32_t p = 0; p < c->n_parties; p++)
        for (size_t i = 0; i < c->count; i++)
            c->ranks[p * c->count + i] = truce__rank_at(&c->a->graph->ranks[p], c->cells[i]);
    return TRUCE_OK;
}

static void contest_free(truce__contest *c) {
    truce__big_free(c->ctx, c->cells);
    truce__big_free(c->ctx, c->ranks);
    truce__big_free(c->ctx, c->gains);
    truce__big_free(c->ctx, c->is_fair);
    truce__free(c->ctx, c->ideals);
    truce__free(c->ctx, c->scales);
}

truce_status truce__deal_choose(truce__agreement *a) {
    truce_status status = TRUCE_OK;
    truce__contest c = {.a = a, .ctx = a->ctx, .n_parties = a->graph->model->n_parties};
    truce_choice *choices;
    bool has_cardinal;
    TRY(list_rules(a, &choices, &has_cardinal));
    TRY_OR_DONE(enter_contest(&c));
    if (has_cardinal && c.count) TRY_OR_DONE(truce__contest_utilities(&c));
    for (size_t i = 0; i < a->result.choice_count; i++) {
        if (truce__is_cancelled(a->ctx)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        truce__progress(a->ctx, "choosing", i, a->result.choice_count);
        if (c.count) TRY_OR_DONE(rules[choices[i].rule].choose(&c, &choices[i]));
        else choices[i].none = ENGLISH(NONE_IMPASSE);
    }
done:
    contest_free(&c);
    return status;
}
