/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The summary: a headline that is a finding, three findings with how sure they are, a figure, what to look at next,
 * what they rest on and what they leave out. It names situations by their outcomes and has no numbers of states.
 */
#include "brief/brief.h"

#include "model/completions.h"
#include "words/clauses.h"

enum { HEADLINE = 90 }; /* letters */

/* ---------------------------------------------------------------- headline */

/* Letters outside of markup. */
static size_t count_letters(const char *fragment) {
    size_t count = 0, used;
    for (bool is_tag = false; *fragment; fragment += used) {
        truce__utf8_decode(fragment, strlen(fragment), &used);
        if (*fragment == '<') is_tag = true;
        count += !is_tag;
        if (*fragment == '>') is_tag = false;
    }
    return count;
}

/* Whether each target of the headline holds in nine of ten readings: "would", else "could". */
static bool is_sure(const truce__brief *b) {
    bool all = true;
    for (size_t i = 0; i < b->chosen.n_headed && b->sample.variants; i++) {
        truce__sureness sure = truce__sure_of_target(b, &b->chosen.targets[i]);
        all &= sure.conclusion != SIZE_MAX && 10 * truce__sure_count(b, sure) >= 9 * b->sample.variants;
    }
    return all;
}

/* What stands behind "hold" of the first targets together: the weakest way, and whether another, or one of these by
 * another alternative, holds more firmly. */
static const char *targets_how(truce__brief *b, uint64_t count) {
    uint32_t weakest = TRUCE__AT_REST, strongest = TRUCE__LEAVES;
    for (size_t i = 0; i < count && i < b->chosen.n_targets; i++) {
        uint32_t firm, weak;
        truce__span_grades(b, (truce__hanging)(TRUCE__OF_FIRST + i), &firm, &weak);
        if (weak > weakest) weakest = weak;
        if (firm < strongest) strongest = firm;
    }
    if (weakest <= strongest || weakest == TRUCE__LEAVES) return truce__held_how(b, weakest);
    if (weakest == TRUCE__CREDIBLE) return word(b, PARTLY_BY_ANSWERS);
    return weakest == TRUCE__CAREFUL ? word(b, PARTLY_BY_CAUTION) : word(b, PARTLY_BY_GREAT_CAUTION);
}

static const char *headline_with(truce__brief *b, const char *targets, uint64_t count, bool sure) {
    const char *how = targets_how(b, count);
    switch (b->chosen.headline) {
    case TRUCE__HEAD_WOULD_HOLD:
        return sure ? words(b, HEAD_WOULD_HOLD, H(targets), H(how)) : words(b, HEAD_COULD_HOLD, H(targets), H(how));
    case TRUCE__HEAD_NOTHING_HOLDS: return word(b, HEAD_NOTHING_HOLDS);
    case TRUCE__HEAD_TODAY_LEFT: {
        uint32_t who = truce__first_to_leave(b, b->now);
        return words(b, HEAD_TODAY_LEFT, H(truce__party_words(b, who)), N(truce__number_of_party(b->model, who)));
    }
    case TRUCE__HEAD_BY_IMPROVEMENTS: return words(b, HEAD_BY_IMPROVEMENTS, H(targets));
    case TRUCE__HEAD_FIRST_STEP:
        return sure ? words(b, HEAD_WOULD_FIRST_STEP, H(targets), H(how))
                    : words(b, HEAD_COULD_FIRST_STEP, H(targets), H(how));
    case TRUCE__HEAD_LATER_STEP:
        return sure ? words(b, HEAD_WOULD_LATER_STEP, H(targets), H(how))
                    : words(b, HEAD_COULD_LATER_STEP, H(targets), H(how));
    case TRUCE__HEAD_OUT_OF_REACH:
        return sure ? words(b, HEAD_OUT_OF_REACH, H(targets), N(count), H(how))
                    : words(b, HEAD_COULD_OUT_OF_REACH, H(targets), N(count), H(how));
    case TRUCE__HEAD_DOES_NOT_HOLD: return words(b, HEAD_DOES_NOT_HOLD, H(targets));
    case TRUCE__HEAD_ALL_HOLD:
        return truce_set_count(truce_solution_equilibria(b->solution, TRUCE__AT_REST)) ==
                       truce_graph_state_count(b->graph)
                   ? word(b, HEAD_ALL_HOLD)
                   : word(b, HEAD_ALL_HOLD_ANSWERED);
    case TRUCE__HEAD_TODAY_OPEN: case TRUCE__HEAD_TARGET_OPEN: {
        bool is_todays = b->chosen.headline == TRUCE__HEAD_TODAY_OPEN;
        uint32_t who = truce__hangs(b, is_todays ? TRUCE__OF_TODAY : TRUCE__OF_FIRST)->party;
        const char *what = is_todays ? word(b, TODAYS_SITUATION) : targets;
        return words(b, HEAD_OPEN, H(what), H(truce__party_words(b, who)), N(truce__number_of_party(b->model, who)));
    }
    case TRUCE__HEAD_NO_TARGET: break;
    }
    return word(b, HEAD_NO_TARGET);
}

/* What a target is called: with what tells it apart, by its outcome alone, or by that outcome's short name. */
typedef enum extent { IN_FULL, BY_OUTCOME, IN_SHORT, EXTENTS } extent;

static const char *target_name(truce__brief *b, truce_state state, extent much) {
    uint32_t outcome = truce__naming_outcome(b->graph, state);
    bool is_todays = b->now && outcome == truce__naming_outcome(b->graph, b->now);
    if (much == IN_FULL || outcome == TRUCE__NONE || is_todays) return truce__signless_words(b, state);
    const char *brief = much == IN_SHORT ? b->model->outcomes[outcome].words.brief : NULL;
    return brief ? truce__name_words(b, brief) : truce__outcome_called(b, outcome);
}

/* In how many readings what the headline calls a target is as it says: the situation, or some one of its outcome
 * where that alone is named. None where an alternative decides. */
static truce__sureness headed_share(const truce__brief *b, size_t target, extent much) {
    if (b->chosen.headline >= TRUCE__HEAD_TODAY_OPEN || target >= b->chosen.n_headed) return truce__no_share;
    const truce__target *t = &b->chosen.targets[target];
    uint32_t outcome = truce__naming_outcome(b->graph, t->state);
    truce__sureness form = truce__sure_of_form(b, t);
    return much == IN_FULL || outcome == TRUCE__NONE ? truce__sure_of_target(b, t)
           : form.conclusion != SIZE_MAX             ? form
                                                     : truce__sure_of_somewhere(b, t->grade, outcome);
}

/* The same of a headline that names no target. */
static truce__sureness whole_share(const truce__brief *b) {
    if (b->chosen.headline == TRUCE__HEAD_NOTHING_HOLDS) return truce__sure_of_nothing(b);
    return b->chosen.headline == TRUCE__HEAD_TODAY_LEFT ? truce__sure_of_today(b) : truce__no_share;
}

/* Below half of the readings, with its share: "a truce (35 of 100)". */
static const char *with_share(truce__brief *b, const char *name, truce__sureness sure) {
    if (sure.conclusion == SIZE_MAX) return name;
    uint64_t count = truce__sure_count(b, sure), of = truce__sure_of_count(b, sure);
    return truce__hundredths(count, of) < 50 ? words(b, SURE, H(name), H(truce__share_words(b, count, of))) : name;
}

/* With all targets that it is of, as long as there is room, else with one, else without a name. An outcome's name
 * alone says that it could hold where not all of its situations do. */
static const char *headline(truce__brief *b) {
    const char *names[TRUCE__TARGETS];
    bool sure = is_sure(b);
    size_t most = b->chosen.headline == TRUCE__HEAD_TARGET_OPEN ? 1 : b->chosen.n_headed;
    for (size_t n = most; n > 0; n--)
        for (extent much = IN_FULL; much < EXTENTS; much++) {
            bool is_whole = true;
            for (size_t i = 0; i < n; i++) {
                truce_state target = b->chosen.targets[i].state;
                names[i] = with_share(b, target_name(b, target, much), headed_share(b, i, much));
                is_whole &= much == IN_FULL || truce__naming_outcome(b->graph, target) == TRUCE__NONE ||
                            truce__is_whole_outcome(b, target);
            }
            const char *head = headline_with(b, truce__choice(b, names, n), n, sure && is_whole);
            if (count_letters(head) <= HEADLINE) return truce__capital(b, head);
        }
    size_t count = most ? most : 1;
    truce_state first = b->now || most == 0 ? 0 : b->chosen.targets->state;
    if (first && truce__naming_outcome(b->graph, first) == TRUCE__NONE) /* of which nothing else is told */
        return truce__capital(b, headline_with(b, target_name(b, first, IN_FULL), 1, sure));
    const char *another = words(b, ANOTHER_SITUATION, N(count));
    another = with_share(b, another, headed_share(b, 0, IN_FULL));
    return with_share(b, truce__capital(b, headline_with(b, another, count, sure)), whole_share(b));
}

/* -------------------------------------------------------------- standfirst */

/* "Hamas would rather set “Pump” to yes": the step that somebody would take whatever the others answered. */
const char *truce__would_rather_words(truce__brief *b, uint32_t party, truce_state from) {
    uint32_t grade = truce__grade(b, from, party);
    size_t number = truce__verdict_number(b, from, party, grade == TRUCE__LEAVES ? TRUCE__FEARFUL : grade);
    if (number == 0) return "";
    const truce_claim *claim = truce__telling_claim(b->graph, b->verdicts.at[number - 1].witness);
    const char *does = truce__does_words(b, from, claim->to);
    return words(b, WOULD_RATHER, H(truce__party_words(b, party)), H(does));
}

/* "Hamas would rather ..., but Israel could then ..., at a loss to itself." */
const char *truce__deterred_words(truce__brief *b, uint32_t party, truce_state from) {
    const char *rather = truce__capital(b, truce__would_rather_words(b, party, from));
    return words(b, ANSWER_DETERS_ONE, H(rather), H(truce__answer_words(b, party, from)));
}

/* Where those lead who could leave today's situation together: its outcome alone, where neither today nor the second
 * finding has the same. */
static const char *where_to(truce__brief *b) {
    truce_state end = truce__together_end(b, b->now);
    const truce__gist *c = &b->chosen;
    if (c->n_targets && c->targets[0].state == end) return word(b, STAND_TO_FINDING);
    uint32_t outcome = truce__naming_outcome(b->graph, end);
    bool is_clear = outcome != TRUCE__NONE && outcome != truce__naming_outcome(b->graph, b->now) &&
                    !(c->n_targets && outcome == truce__naming_outcome(b->graph, c->targets[0].state));
    return is_clear ? truce__outcome_called(b, outcome) : truce__called_words(b, end);
}

/* At whose cost a better step than to stay could be answered. */
static const char *answered_words(truce__brief *b) {
    static const truce__message says[] = {[TRUCE__ANSWERS_VARY] = TRUCE__M_BRIEF_ANSWERED_PARTLY_AT_A_LOSS,
                                          [TRUCE__ANSWERS_GAIN] = TRUCE__M_BRIEF_ANSWERED_PARTLY_AT_A_LOSS,
                                          [TRUCE__ONE_LOSES] = TRUCE__M_BRIEF_ANSWERED_AT_SOME_LOSS,
                                          [TRUCE__ALL_LOSE] = TRUCE__M_BRIEF_ANSWERED_AT_A_LOSS};
    if (b->chosen.today == TRUCE__CREDIBLE) return word(b, ANSWERED_IN_INTEREST);
    return truce__words(b, says[truce__answers_to(b, b->now)], NULL);
}

static void put_today(truce__brief *b) {
    uint64_t parties = b->model->n_parties;
    if (truce__hangs(b, TRUCE__OF_TODAY)) {
        put(b, truce__is_open_whether(b, TRUCE__OF_TODAY) ? word(b, STAND_OPEN) : word(b, STAND_OPEN_HOW));
        return;
    }
    switch (b->now ? b->chosen.today : TRUCE__LEAVES) {
    case TRUCE__AT_REST: {
        const char *together = truce__together_words(b, b->now);
        bool holds = *together && truce__equilibrium_grade(b, truce__together_end(b, b->now)) < TRUCE__LEAVES;
        put(b, holds       ? words(b, STAND_REST_TOGETHER, H(together), H(where_to(b)))
               : *together ? words(b, STAND_REST_TOGETHER_LOOSE, H(together), H(where_to(b)))
                           : words(b, STAND_REST, N(parties)));
        return;
    }
    case TRUCE__CREDIBLE: put(b, words(b, STAND_CREDIBLE, N(parties))); return;
    case TRUCE__CAREFUL: case TRUCE__FEARFUL: put(b, words(b, STAND_FEAR, N(parties), H(answered_words(b)))); return;
    default: break;
    }
    if (!b->now) {
        put(b, word(b, STAND_UNKNOWN));
        return;
    }
    const char *leaving = truce__would_rather_words(b, truce__first_to_leave(b, b->now), b->now);
    put(b, words(b, STAND_MOVES, H(truce__capital(b, leaving))));
}

static void put_no_target(truce__brief *b) {
    bool is_told = b->now && b->chosen.headline != TRUCE__HEAD_NOTHING_HOLDS && b->chosen.n_targets == 0;
    if (is_told) putf(b, " %s", word(b, STAND_NO_TARGET));
}

/* ---------------------------------------------------------------- findings */

/* The heading of the next finding, how sure that is, and the beginning of its paragraph. */
static void put_finding_of(truce__brief *b, const char *heading, truce__sureness sure, truce__sure_what what,
                           const truce__target *target) {
    truce__element(b, "h3", words(b, FINDING, N(++b->told_findings), H(heading)));
    truce__put_sureness(b, sure, what, target);
    put(b, "<p>");
}

static void put_finding(truce__brief *b, const char *heading, truce__sureness sure, truce__sure_what what) {
    put_finding_of(b, heading, sure, what, NULL);
}

const char *truce__standing_name(truce__brief *b) {
    if (!truce__has_todays_name(b)) return word(b, TODAY_UNNAMED);
    return words(b, TODAY_NAMED, H(truce__called_words(b, b->now)));
}

/* "To Hamas it is taken to matter that ..." */
const char *truce__matters_words(truce__brief *b, uint32_t party, uint32_t item) {
    return words(b, TAKEN_TO_MATTER, H(truce__party_words(b, party)),
                 H(truce__item_words(b, &b->model->prefs[party].items[item])));
}

bool truce__is_condition(truce__brief *b, uint32_t party, uint32_t item) {
    truce__speaker s = truce__brief_speaker(b);
    const truce__pref *pref = &b->model->prefs[party];
    return pref->kind == TRUCE__PREF_ORDER && pref->items[item].n_stmts == 1 &&
           truce__speak_condition(&s, party, pref->items[item].stmts, item == 0);
}

/* A condition of a mirror, as what its party would not do. */
const char *truce__condition_words(truce__brief *b, uint32_t party, uint32_t item) {
    return truce__is_condition(b, party, item) ? truce__spoken(b) : truce__matters_words(b, party, item);
}

const char *truce__today_holds(truce__brief *b) {
    if (b->chosen.today == TRUCE__LEAVES) return words(b, FIND_TODAY_LEFT, H(truce__standing_name(b)));
    return words(b, FIND_TODAY_HOLDS, H(truce__standing_name(b)), H(truce__held_how(b, b->chosen.today)));
}

/* What the parties would do that have a step which they would like better than to stay. */
static void put_tempted(truce__brief *b, bool holds) {
    enum { TOLD = 2 };
    const char **names = truce__fragments(b, b->model->n_parties);
    size_t count = 0;
    uint32_t tempted[TOLD];
    for (uint32_t p = 0; names && p < b->model->n_parties; p++) {
        if (truce__grade(b, b->now, p) == TRUCE__AT_REST) continue;
        if (count < TOLD) tempted[count] = p;
        names[count++] = truce__party_words(b, p);
    }
    const char *who = truce__and_list(b, names, count);
    if (!holds) put(b, words(b, NO_ANSWER_DETERS, H(who)));
    else if (count > TOLD)
        put(b, words(b, ANSWER_DETERS, H(truce__capital(b, who)), H(answered_words(b))));
    for (size_t i = 0; holds && count <= TOLD && i < count; i++)
        putf(b, "%s%s", i ? " " : "", truce__deterred_words(b, tempted[i], b->now));
}

/* Whether today's situation holds less firmly without that statement; `falls`: whether it no longer holds. */
static bool carries(const truce__brief *b, const truce__omission *one, bool falls) {
    uint32_t after = truce__today_without(one);
    return falls ? after == TRUCE__LEAVES : after > b->chosen.today;
}

static size_t count_carriers(const truce__brief *b, bool falls) {
    size_t count = 0;
    for (size_t i = 0; i < b->omissions.count; i++) count += carries(b, &b->omissions.at[i], falls);
    return count;
}

/* That each wish can be left out; and turned round, as far as that was tried. */
static const char *no_carrier(truce__brief *b) {
    size_t unturned = truce__count_unturned(b);
    if (unturned == SIZE_MAX) return word(b, NO_WISH_CARRIES);
    return unturned ? words(b, NO_WISH_CARRIES_UNTURNED, N(unturned)) : word(b, NO_WISH_CARRIES_TURNED);
}

/* That it falls without that wish, or without either of two. */
static const char *falls_words(truce__brief *b, const truce__omission *const *carriers, size_t count, uint64_t how) {
    const char *who[2] = {"", ""}, *what[2] = {"", ""}, *all[2] = {"", ""};
    for (size_t i = 0; i < count; i++) {
        who[i] = truce__party_words(b, carriers[i]->party);
        what[i] = truce__item_words(b, &b->model->prefs[carriers[i]->party].items[carriers[i]->item]);
        all[i] = words(b, WISH_ALONE, H(who[i]), H(what[i]));
    }
    if (count < 2) return words(b, FALLS_WITHOUT, H(all[0]), N(how));
    if (carriers[0]->party != carriers[1]->party)
        return words(b, FALLS_WITHOUT_EITHER, H(all[0]), H(all[1]), N(how));
    return words(b, FALLS_WITHOUT_EITHER_OF, H(who[0]), H(what[0]), H(what[1]), N(how));
}

/* The wishes without which today's situation would not hold, or not so firmly. */
static void put_carriers(truce__brief *b) {
    enum { TOLD = 2 };
    bool falls = count_carriers(b, true) > 0;
    size_t count = count_carriers(b, falls), told = 0;
    const truce__omission *carriers[TOLD] = {NULL};
    for (size_t i = 0; i < b->omissions.count && told < TOLD; i++)
        if (carries(b, &b->omissions.at[i], falls)) carriers[told++] = &b->omissions.at[i];
    if (count == 0 && truce__nothing_is_brought(b)) putf(b, " %s", word(b, NOTHING_BROUGHT));
    else if (count == 0) putf(b, " %s", no_carrier(b));
    else putf(b, " %s", falls_words(b, carriers, told, falls ? 1 : 2));
    if (count > told) putf(b, " %s", words(b, MORE_STRIKES, N(count - told)));
}

/* What of an open finding the share is of. */
static truce__sure_what sure_by_first(uint32_t grade) { return (truce__sure_what)(TRUCE__SURE_BY_FIRST + grade); }

/* That it is open whether it holds, or only how firmly. */
static const char *open_words(truce__brief *b, truce__hanging what, const char *name) {
    return truce__is_open_whether(b, what) ? words(b, FIND_OPEN, H(name)) : words(b, FIND_OPEN_HOW, H(name));
}

/* How today ends if nobody moves, and the way to the reasons. */
static void end_first(truce__brief *b) {
    const char *ends = truce__todays_end_words(b);
    if (*ends) putf(b, " %s", ends);
    putf(b, " %s</p>\n", truce__why(b, "holds"));
}

static void put_first(truce__brief *b) {
    const truce__gist *c = &b->chosen;
    bool holds = c->today < TRUCE__LEAVES;
    const char *hanging = truce__hanging_words(b, TRUCE__OF_TODAY), *today = truce__today_holds(b);
    if (*hanging) {
        bool is_named = truce__has_todays_name(b);
        const char *name = truce__called_words(b, b->now);
        today = open_words(b, TRUCE__OF_TODAY, is_named ? words(b, TODAY_NAMED_WITHIN, H(name)) : name);
    }
    put_finding(b, today, truce__sure_of_today(b), *hanging ? sure_by_first(c->today) : TRUCE__SURE);
    if (*hanging) {
        put(b, hanging);
        end_first(b);
        return;
    }
    if (c->today != TRUCE__AT_REST) put_tempted(b, holds);
    else if (b->omissions.count == 0) put(b, words(b, NO_STEP_PAYS, N(truce__steps_from(b, b->now))));
    if (holds && b->omissions.count) put_carriers(b);
    end_first(b);
}

/* The number that words on how long it holds agree with. */
static uint64_t until_it_ends(const truce__target *t) { return t->left == t->state ? 1 : 2; }

const char *truce__target_holds(truce__brief *b, const truce__target *t) {
    const char *name = truce__capital(b, truce__called_words(b, t->state));
    const char *how = truce__held_how(b, t->grade);
    if (truce__barred_count(b, t->state)) return words(b, FIND_TARGET_REACHED, H(name), N(until_it_ends(t)), H(how));
    return words(b, FIND_TARGET_HOLDS, H(name), N(until_it_ends(t)), H(how));
}

const char *truce__target_head(truce__brief *b, const truce__target *t, const char *name) {
    bool is_first = t == b->chosen.targets;
    const truce__hanging what = is_first ? TRUCE__OF_FIRST : TRUCE__OF_SECOND;
    if (truce__hangs(b, what)) return open_words(b, what, name);
    const truce__message find = t->grade == TRUCE__LEAVES ? TRUCE__M_BRIEF_FIND_TARGET_LEFT
                                : !b->now                 ? TRUCE__M_BRIEF_FIND_TARGET_HOLDS
                                : !t->is_reached          ? TRUCE__M_BRIEF_FIND_TARGET_OUT_OF_REACH
                                : t->by_improvements      ? TRUCE__M_BRIEF_FIND_TARGET_BEGINS
                                                          : TRUCE__M_BRIEF_FIND_TARGET_COSTS;
    const truce__filling fillings[] = {H(truce__capital(b, name)), N(until_it_ends(t)),
                                       H(truce__held_how(b, t->grade))};
    return truce__words(b, find, fillings);
}

/* In how many readings no way leads to the first target. */
static void put_barred(truce__brief *b, const truce__target *t) {
    const char *barred = truce__barred_words(b, t->state);
    if (*barred) putf(b, " %s", barred);
}

/* Who would refuse it at home, where that keeps it from being accepted there. */
static bool put_refusal(truce__brief *b, truce_state state) {
    const char *refusal = truce__refusal_words(b, state);
    if (*refusal) putf(b, " %s", refusal);
    return *refusal;
}

/* The deal that is better for everybody; 0: none is. */
static truce_state best_for_all(const truce__brief *b) {
    truce_state best = b->deals->deal_count ? b->deals->deals[0].state : 0;
    return best && truce_set_contains(b->deals->gains_all, best) ? best : 0;
}

/* For whom it is better than today. Where today holds, answers deter each step from it that pays, and so the first of
 * a way on which every step does. */
static void put_gain(truce__brief *b, const truce__target *t) {
    bool is_paid = t->by_improvements && t->steps && t->way[0].party != TRUCE_NOBODY;
    put(b, truce__gain_words(b, t->state));
    const char *hanging = truce__gain_hanging_words(b, 0);
    if (*hanging) putf(b, " %s", hanging);
    if (is_paid && b->chosen.today < TRUCE__LEAVES) putf(b, " %s", word(b, TARGET_UNFEARED));
}

/* How many situations hold, and how many of them only by answers; nothing where there is no other. */
static const char *held_words(truce__brief *b) {
    uint64_t held = truce__held_somehow(b), states = truce_graph_state_count(b->graph);
    if (states == 1) return "";
    uint64_t rests = truce_set_count(truce_solution_equilibria(b->solution, TRUCE__AT_REST));
    const char *how = held == rests ? ""
                      : rests       ? words(b, HELD_PARTLY_ANSWERED, N(held - rests))
                                    : word(b, HELD_ANSWERED);
    return held == states ? words(b, EACH_HOLDS, N(states), H(how)) : words(b, SOME_HOLD, N(held), N(states), H(how));
}

/* Whether nothing is known of today, and two targets hold as firmly, neither with a share of its own. */
static bool hold_alike(truce__brief *b) {
    const truce__target *t = b->chosen.targets;
    bool is_sure = !b->sample.variants && !truce__hangs(b, TRUCE__OF_FIRST) && !truce__hangs(b, TRUCE__OF_SECOND);
    return !b->now && b->chosen.n_targets == 2 && is_sure && t[0].grade < TRUCE__LEAVES && t[0].grade == t[1].grade &&
           t[0].left == t[0].state && t[1].left == t[1].state;
}

static void put_second(truce__brief *b) {
    const truce__gist *c = &b->chosen;
    const truce__target *t = c->targets;
    if (c->headline == TRUCE__HEAD_NOTHING_HOLDS) {
        put_finding(b, word(b, FIND_NOTHING_HOLDS), truce__sure_of_nothing(b), TRUCE__SURE);
        putf(b, "%s %s</p>\n", word(b, NOTHING_HOLDS_WHY), truce__why(b, "outcomes"));
    } else if (c->n_targets == 0) {
        if (!b->now) return;
        put_finding(b, word(b, FIND_NO_TARGET), truce__no_share, TRUCE__SURE);
        const char *why = words(b, NO_TARGET_WHY, N(truce__held_somehow(b)));
        putf(b, "%s %s</p>\n", truce__capital(b, why), truce__why(b, "outcomes"));
    } else {
        const char *head = truce__target_head(b, t, truce__introduced_words(b, t->state));
        if (hold_alike(b))
            head = words(b, FIND_TARGETS_HOLD, H(truce__capital(b, truce__introduced_words(b, t->state))),
                         H(truce__introduced_words(b, t[1].state)), H(truce__held_how(b, t->grade)));
        const char *hanging = truce__hanging_words(b, TRUCE__OF_FIRST);
        bool holds = t->grade < TRUCE__LEAVES;
        if (*hanging)
            put_finding(b, head, truce__sure_that_it_stands(b, t->grade, t->state), sure_by_first(t->grade));
        else
            put_finding_of(b, head, truce__sure_of_target(b, t),
                           !holds                             ? TRUCE__SURE_NOT_TO_HOLD
                           : truce__barred_count(b, t->state) ? TRUCE__SURE_TO_COME
                                                              : TRUCE__SURE_TO_HOLD, t);
        if (*hanging && strcmp(hanging, truce__hanging_words(b, TRUCE__OF_TODAY)) == 0)
            hanging = word(b, HANGS_LIKEWISE);
        if (*hanging) putf(b, "%s ", hanging);
        if (b->now) put_gain(b, t);
        else put(b, held_words(b));
        put_barred(b, t);
        if (b->now && t->left != t->state && c->third != TRUCE__THIRD_LAPSE)
            putf(b, " %s", truce__end_words(b, t));
        const char *consented = put_refusal(b, t->state) ? truce__consented_words(b) : "";
        if (*consented) putf(b, " %s", consented);
        putf(b, " %s</p>\n", truce__why(b, "target-1"));
    }
}

/* ---------------------------------------------------------------- third one */

const char *truce__nowhere_words(truce__brief *b, const truce__finding *f) {
    return words(b, FIND_NOWHERE, H(truce__capital(b, truce__outcome_called(b, f->outcome))));
}

const char *truce__nowhere_why(truce__brief *b, const truce__finding *f) {
    uint32_t who = truce__first_to_leave(b, f->nearest);
    uint64_t number = truce__number_of_party(b->model, who);
    const char *rather = truce__would_rather_words(b, who, f->nearest);
    return f->states == 1 ? words(b, NOWHERE_WHY_ALONE, H(rather), N(number))
                          : words(b, NOWHERE_WHY, N(f->states), H(rather), N(number), N(b->now ? 2 : 1));
}

static truce__sureness sure_of_third(const truce__brief *b) {
    const truce__gist *c = &b->chosen;
    if (c->third == TRUCE__THIRD_ALL_GAIN) return truce__sure_of_common(b);
    if (c->third == TRUCE__THIRD_NOWHERE) return truce__sure_of_nowhere(b, b->findings.at[c->nowhere].outcome);
    return truce__no_share; /* that of a loss is reckoned, so that no line is known to be its key */
}

static void put_nowhere(truce__brief *b) {
    const truce__finding *f = &b->findings.at[b->chosen.nowhere];
    const char *hanging = truce__hanging_words(b, TRUCE__OF_THIRD), *head = truce__nowhere_words(b, f);
    if (*hanging) head = words(b, FIND_OPEN_ANYWHERE, H(truce__outcome_called(b, f->outcome)));
    put_finding(b, head, sure_of_third(b), *hanging ? TRUCE__SURE_NOWHERE_BY_FIRST : TRUCE__SURE);
    putf(b, "%s %s</p>\n", *hanging ? hanging : truce__nowhere_why(b, f), truce__why(b, "gains"));
}

bool truce__is_told_in_summary(const truce__brief *b, const truce__target *t) {
    const truce__gist *c = &b->chosen;
    if (t == c->targets) return c->headline != TRUCE__HEAD_NOTHING_HOLDS;
    return c->third == TRUCE__THIRD_ALL_GAIN && best_for_all(b) == t->state;
}

/* The deal that is better for everybody, unless the second finding has said so. */
static void put_best(truce__brief *b, truce_state best) {
    bool is_known = b->chosen.n_targets && b->chosen.targets[0].state == best;
    const char *name = is_known ? truce__called_words(b, best) : truce__introduced_words(b, best);
    const char *how = is_known ? "" : truce__best_gain_words(b, best), *way = "";
    if (!is_known && b->chosen.best.state == best) way = truce__way_summary(b, &b->chosen.best);
    uint32_t grade = truce__equilibrium_grade(b, best), who = truce__first_to_leave(b, best);
    const truce__target end = {.state = best, .left = truce__left_of(b, best)};
    put(b, truce__best_for_all_words(b, truce__capital(b, name)));
    putf(b, " %s", grade == TRUCE__LEAVES ? words(b, BEST_LEFT, H(truce__would_rather_words(b, who, best)))
                                          : words(b, BEST_HOLDS, H(truce__held_how(b, grade))));
    if (!is_known && end.left != best) putf(b, " %s", truce__end_words(b, &end));
    if (*way) putf(b, " %s", way);
    if (*how) putf(b, " %s", how);
    if (!is_known) put_refusal(b, best);
}

static void put_all_gain(truce__brief *b) {
    const truce__gist *c = &b->chosen;
    truce_state best = best_for_all(b);
    put_finding(b, words(b, FIND_ALL_GAIN, H(truce__common_words(b))), sure_of_third(b), TRUCE__SURE);
    if (best) put_best(b, best);
    else put(b, words(b, ALL_GAIN_COUNT, N(c->gains_all), N(truce_graph_state_count(b->graph))));
    putf(b, " %s</p>\n", truce__why(b, "gains"));
}

static void put_lapse(truce__brief *b) {
    const truce__target *t = b->chosen.targets;
    put_finding(b, truce__lapse_head(b, t), truce__sure_of_loss(b, t->left), TRUCE__SURE);
    putf(b, "%s %s</p>\n", truce__lapse_words(b, t), truce__why(b, "target-1"));
}

static void put_findings(truce__brief *b) {
    b->told_findings = 0;
    put(b, "<div class=findings>\n");
    truce__element(b, "h2", word(b, FINDINGS_HEAD));
    if (b->now) put_first(b);
    put_second(b);
    if (b->chosen.third == TRUCE__THIRD_ALL_GAIN) put_all_gain(b);
    if (b->chosen.third == TRUCE__THIRD_NOWHERE) put_nowhere(b);
    if (b->chosen.third == TRUCE__THIRD_LAPSE) put_lapse(b);
    const char *held = b->told_findings ? "" : held_words(b);
    if (b->told_findings == 0) truce__element(b, "p", *held ? held : word(b, NO_FINDING));
    if (b->chosen.n_targets) truce__figure_ladder(b, b->chosen.targets);
    put(b, "</div>\n");
    if (b->chosen.n_targets) truce__ladder_table(b, b->chosen.targets);
}

/* -------------------------------------------------------------------- aside */

/* What is told of an unknown: a conclusion that it bears on most. */
typedef struct key {
    truce__sureness sure;
    uint64_t finding;
    bool is_of_gain; /* not of its heading, but of its being better for all */
    uint32_t unknown;
    double removes;
} key;

static void weigh_but(const truce__brief *b, truce__sureness sure, uint64_t finding, uint32_t except, key *best) {
    for (uint32_t u = 0; sure.conclusion != SIZE_MAX && u < b->sample.unknowns.count; u++) {
        if (u == except) continue;
        double removes = truce__sample_removes(&b->sample, sure.conclusion, u);
        if (removes > best->removes) *best = (key){sure, finding, false, u, removes};
    }
}

static void weigh(const truce__brief *b, truce__sureness sure, uint64_t finding, bool is_of_gain, key *best) {
    weigh_but(b, sure, finding, TRUCE__NONE, best);
    best->is_of_gain = is_of_gain && best->removes > 0;
}

/* The line on which the doubt about a finding hangs most: of the second, else of the third, else of the first; else
 * the doubt that something is better for all. */
static key find_key(const truce__brief *b) {
    const truce__gist *c = &b->chosen;
    key best = {0};
    uint64_t first = b->now != 0;
    if (c->n_targets) weigh(b, truce__sure_of_target(b, &c->targets[0]), first + 1, false, &best);
    if (best.removes <= 0) weigh(b, sure_of_third(b), b->told_findings, false, &best);
    if (best.removes <= 0 && b->now) weigh(b, truce__sure_of_today(b), 1, false, &best);
    if (best.removes <= 0 && c->n_targets)
        weigh(b, truce__sure_of_gain(b, c->targets[0].state), first + 1, true, &best);
    if (best.removes <= 0 && c->third == TRUCE__THIRD_ALL_GAIN && best_for_all(b))
        weigh(b, truce__sure_of_gain(b, best_for_all(b)), b->told_findings, true, &best);
    return best;
}

static const char *unknown_words(truce__brief *b, const truce__unknown *u) {
    if (u->kind == TRUCE__UNSURE_OPTION)
        return words(b, TAKEN_TO_HAVE, H(truce__capital(b, truce__party_words(b, b->model->options[u->item].party))),
                     H(truce__quoted_words(b, b->model->options[u->item].name)),
                     N(truce__number_of_party(b->model, b->model->options[u->item].party)));
    if (u->kind == TRUCE__UNSURE_RULE)
        return words(b, TAKEN_AS_RULE, H(truce__stmt_words(b, &b->model->rules[u->item].stmt)));
    return words(b, TAKEN_AS_RANKED, H(truce__party_words(b, u->party)));
}

/* In how many of the readings that take the unknown in one of these ways the finding stands; "": it is never taken
 * so. */
static const char *share_where(truce__brief *b, const key *k, truce__reading from, truce__reading to) {
    uint64_t of = 0, both = 0;
    for (truce__reading r = from; r <= to; r++) {
        uint64_t all = truce__sample_reading(&b->sample, k->unknown, r), some = all;
        if (k->sure.among != SIZE_MAX) some = truce__sample_both(&b->sample, k->sure.among, k->unknown, r);
        of += some;
        both += truce__sample_both(&b->sample, k->sure.conclusion, k->unknown, r) - (all - some);
    }
    return of ? truce__share_words(b, k->sure.is_denied ? of - both : both, of) : "";
}

/* The note of what is in doubt; NULL: it has none of its own. */
static const truce__note *note_of(const truce__brief *b, const truce__unknown *u) {
    switch (u->kind) {
    case TRUCE__UNSURE_STATEMENT: case TRUCE__UNSURE_WEIGHT: return &b->model->prefs[u->party].items[u->item].note;
    case TRUCE__UNSURE_OPTION: return &b->model->options[u->item].note;
    case TRUCE__UNSURE_RULE: return &b->model->rules[u->item].note;
    default: return NULL;
    }
}

/* "this line (paragraphs 6 and 8)", with its mark. */
static const char *line_words(truce__brief *b, const truce__unknown *u) {
    const truce__note *note = note_of(b, u);
    const char *line = word(b, THIS_LINE);
    if (!note) return line;
    if (!b->options->summary_only) line = truce__fragment(b, "%s %s", line, truce__entry_mark(b, note));
    return note->n_cites ? words(b, NOTE, H(line), H(truce__cite_words(b, note))) : line;
}

/* Its mark, where there is an annex. */
static const char *mark_of(truce__brief *b, const truce__unknown *u) {
    const truce__note *note = note_of(b, u);
    return note && !b->options->summary_only ? truce__entry_mark(b, note) : "";
}

/* "I12 (paragraphs 8 and 10)" */
static const char *doubt_words(truce__brief *b, const truce__unknown *u) {
    const truce__note *note = note_of(b, u);
    const char *mark = mark_of(b, u);
    if (note->n_cites == 0) return *mark ? mark : words(b, HOW_SURE, H(truce__decimal_words(b, note->confidence)));
    return *mark ? words(b, NOTE, H(mark), H(truce__cite_words(b, note)))
                 : words(b, HOW_SURE, H(truce__cite_words(b, note)));
}

/* "the wish of Hamas that ... I45 (paragraphs 6 and 11)" */
static const char *wish_words(truce__brief *b, const truce__unknown *u) {
    const char *wish = truce__item_words(b, &b->model->prefs[u->party].items[u->item]);
    return words(b, WISH_OF, H(truce__party_words(b, u->party)), H(wish), H(doubt_words(b, u)));
}

/* "Finding 2 depends most on ...", of an unknown that no sentence before has named. */
static const char *key_line_words(truce__brief *b, const truce__unknown *u, const char *what) {
    if (u->kind == TRUCE__UNSURE_STATEMENT || u->kind == TRUCE__UNSURE_WEIGHT)
        return truce__joined(b, words(b, KEY_LINE_WISH, H(what), H(truce__party_words(b, u->party)),
                                      H(truce__item_words(b, &b->model->prefs[u->party].items[u->item]))),
                             mark_of(b, u));
    return truce__joined(b, unknown_words(b, u), words(b, KEY_LINE, H(what), H(line_words(b, u))));
}

/* Whether it is of the heading of the first target's finding. */
static bool is_of_target(const truce__brief *b, const key *k) {
    return b->chosen.n_targets && k->finding == 1 + (b->now != 0) && !k->is_of_gain;
}

/* Of some situation of the first target's outcome, where that is told beside the target's own. */
static truce__sureness sure_of_form(const truce__brief *b, const key *told) {
    return is_of_target(b, told) ? truce__sure_of_form(b, b->chosen.targets) : truce__no_share;
}

/* "Finding 2"; with the target's sign where more is told than of that. */
static const char *finding_words(truce__brief *b, const key *k) {
    if (k->is_of_gain) return words(b, GAIN_NUMBER, N(k->finding));
    if (sure_of_form(b, k).conclusion == SIZE_MAX) return words(b, FINDING_NUMBER, N(k->finding));
    return words(b, FINDING_SIGN, N(k->finding), H(truce__target_sign(b, b->chosen.targets[0].state)));
}

/* The line: by its mark, where the list of inputs tells it, else in full. "": there is none. */
static const char *other_key_words(truce__brief *b, const key *k, truce__message marked, const char *what) {
    if (k->removes <= 0) return "";
    const truce__unknown *u = &b->sample.unknowns.at[k->unknown];
    const char *mark = mark_of(b, u);
    if (*mark && u->kind == TRUCE__UNSURE_STATEMENT)
        return truce__words(b, marked, (const truce__filling[]){H(truce__party_words(b, u->party)), H(mark)});
    return key_line_words(b, u, what);
}

/* The line on which that depends most; "": it is not told, or depends on none. */
static const char *form_key_words(truce__brief *b, const key *told) {
    key k = {0};
    weigh(b, sure_of_form(b, told), told->finding, false, &k);
    if (k.removes > 0 && k.unknown == told->unknown) return word(b, FORM_KEY_TOO);
    return other_key_words(b, &k, TRUCE__M_BRIEF_FORM_KEY_MARKED, word(b, FORM_KEY));
}

/* The line on which it depends most after what was told; "": on none. */
static const char *next_key_words(truce__brief *b, const key *told) {
    key k = {0};
    weigh_but(b, told->sure, told->finding, told->unknown, &k);
    return other_key_words(b, &k, TRUCE__M_BRIEF_NEXT_KEY_MARKED, word(b, NEXT_KEY));
}

/* Whether it is an option without which no way leads to the first target, whose finding depends on it. */
static bool is_barring(const truce__brief *b, const key *k) {
    const truce__gist *c = &b->chosen;
    return is_of_target(b, k) && truce__is_asked_for(b, &b->sample.unknowns.at[k->unknown], c->targets[0].state) &&
           truce__sample_both(&b->sample, k->sure.conclusion, k->unknown, TRUCE__READ_ABSENT) == 0;
}

/* The option, and the line on which the target's outcome depends most, else the target apart from the option. */
static void put_barring(truce__brief *b, const key *told) {
    const truce__unknown *u = &b->sample.unknowns.at[told->unknown];
    uint32_t party = b->model->options[u->item].party;
    putf(b, "<p>%s", words(b, KEY_OPTION, H(finding_words(b, told)),
                           H(truce__party_words(b, party)),
                           H(truce__asked_step(b, u->item, b->chosen.targets[0].state)), H(doubt_words(b, u)),
                           H(share_where(b, told, TRUCE__READ_HERE, TRUCE__READ_HERE)),
                           N(truce__number_of_party(b->model, party))));
    const char *form = form_key_words(b, told), *next = *form ? form : next_key_words(b, told);
    putf(b, "%s%s</p>\n", *next ? " " : "", next);
}

/* The line on which the least sure of what is better for all hangs most, unless that is what was told. */
static void put_gain_key(truce__brief *b, const key *told) {
    const truce__gist *c = &b->chosen;
    bool has_best = c->third == TRUCE__THIRD_ALL_GAIN && best_for_all(b);
    const truce__sureness none = truce__no_share;
    truce__sureness first = c->n_targets ? truce__sure_of_gain(b, c->targets[0].state) : none;
    truce__sureness best = has_best ? truce__sure_of_gain(b, best_for_all(b)) : none;
    bool is_best = best.conclusion != SIZE_MAX &&
                   (first.conclusion == SIZE_MAX || truce__sure_count(b, best) < truce__sure_count(b, first));
    key k = {0};
    if (!told->is_of_gain) weigh(b, is_best ? best : first, is_best ? b->told_findings : 2, true, &k);
    if (k.removes <= 0) return;
    const truce__unknown *u = &b->sample.unknowns.at[k.unknown];
    const char *what = words(b, GAIN_NUMBER, N(k.finding));
    if (k.unknown == told->unknown) truce__element(b, "p", words(b, KEY_LINE_TOO, H(what)));
    else if (*mark_of(b, u) && u->kind == TRUCE__UNSURE_STATEMENT)
        truce__element(b, "p", words(b, KEY_LINE_MARKED, H(what), H(truce__party_words(b, u->party)),
                                     H(mark_of(b, u))));
    else truce__element(b, "p", key_line_words(b, u, what));
}

truce__sureness truce__key_sure(const truce__brief *b, uint64_t *finding) {
    key k = find_key(b);
    *finding = k.finding;
    return b->sample.variants && k.removes > 0 ? k.sure : truce__no_share;
}

static void put_key(truce__brief *b) {
    key k = find_key(b);
    if (k.removes <= 0) {
        truce__element(b, "p", word(b, NO_KEY_LINE));
        return;
    }
    if (is_barring(b, &k)) {
        put_barring(b, &k);
        put_gain_key(b, &k);
        return;
    }
    const truce__unknown *u = &b->sample.unknowns.at[k.unknown];
    static const struct {
        truce__reading from, to;
        truce__message says;
    } ways[] = {{TRUCE__READ_HERE, TRUCE__READ_HERE, TRUCE__M_BRIEF_KEY_KEPT},
                {TRUCE__READ_HIGHER, TRUCE__READ_LOWER, TRUCE__M_BRIEF_KEY_MOVED},
                {TRUCE__READ_ABSENT, TRUCE__READ_ABSENT, TRUCE__M_BRIEF_KEY_LEFT_OUT},
                {TRUCE__READ_OPPOSITE, TRUCE__READ_OPPOSITE, TRUCE__M_BRIEF_KEY_TURNED}};
    const char *told[sizeof ways / sizeof *ways];
    size_t count = 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const char *share = share_where(b, &k, ways[i].from, ways[i].to);
        if (*share) told[count++] = truce__words(b, ways[i].says, (const truce__filling[]){H(share)});
    }
    const char *what = finding_words(b, &k), *form = form_key_words(b, &k);
    bool is_wish = u->kind == TRUCE__UNSURE_STATEMENT || u->kind == TRUCE__UNSURE_WEIGHT;
    const char *line = is_wish ? wish_words(b, u) : line_words(b, u);
    if (!is_wish) putf(b, "<p>%s ", unknown_words(b, u));
    else put(b, "<p>");
    const char *depends = count > 1
                              ? words(b, KEY_LINE_SHARES, H(what), H(truce__and_list(b, told, count)), H(line))
                              : words(b, KEY_LINE, H(what), H(line));
    putf(b, "%s</p>\n", truce__joined(b, depends, form));
    put_gain_key(b, &k);
}

/* What a model consists of; of wants, each kind that it has: wishes if it has none. */
static const char *counted_words(truce__brief *b) {
    const truce_model *m = b->model;
    uint64_t of_kind[3] = {0};
    for (size_t i = 0; i < b->entries.count; i++) {
        const truce__entry *entry = &b->entries.at[i];
        if (!entry->item || strcmp(entry->kind, "preference") != 0) continue;
        truce__pref_kind kind = entry->owner < m->n_parties ? m->prefs[entry->owner].kind : TRUCE__PREF_ORDER;
        of_kind[kind == TRUCE__PREF_RANK ? 1 : kind == TRUCE__PREF_WEIGH ? 2 : 0] += kind != TRUCE__PREF_RANK;
    }
    for (uint32_t p = 0; p < m->n_parties; p++) of_kind[1] += m->prefs[p].kind == TRUCE__PREF_RANK;
    const char *told[5] = {words(b, PARTIES_COUNTED, N(m->n_parties)),
                           words(b, OPTIONS_COUNTED, N(truce_model_option_count(m)))};
    size_t count = 2;
    if (of_kind[0] || !(of_kind[1] + of_kind[2])) told[count++] = words(b, WISHES_COUNTED, N(of_kind[0]));
    if (of_kind[1]) told[count++] = words(b, RANKINGS_COUNTED, N(of_kind[1]));
    if (of_kind[2]) told[count++] = words(b, WEIGHTS_COUNTED, N(of_kind[2]));
    return truce__and_list(b, told, count);
}

static void put_rests(truce__brief *b) {
    const truce_model *m = b->model;
    truce__element(b, "h2", word(b, RESTS_HEAD));
    const char *counted = counted_words(b), *rests = m->n_sources ? words(b, RESTS_ON, N(m->n_sources), H(counted))
                                                                  : words(b, RESTS_ON_AUTHOR, H(counted));
    putf(b, "<p>%s ", truce__capital(b, rests));
    if (!b->options->summary_only) {
        const char *listed = truce__fragment(b, "<a href=#inputs>%s</a>", word(b, LISTED));
        bool has_form = b->options->form == TRUCE_BRIEF_HTML;
        const char *disputed = word(b, DISPUTED);
        if (has_form) disputed = truce__fragment(b, "<a href=#reply>%s</a>", disputed);
        put(b, words(b, INPUTS_ARE, N(b->entries.count), H(listed), H(disputed)));
    }
    uint64_t unsourced = 0;
    for (size_t i = 0; i < b->entries.count; i++) unsourced += b->entries.at[i].note->n_cites == 0;
    if (m->n_sources && unsourced && !b->options->summary_only)
        putf(b, " %s", unsourced == b->entries.count ? word(b, NO_INPUT_HAS_SOURCE)
                                                     : words(b, INPUTS_WITHOUT_SOURCE, N(unsourced)));
    put(b, "</p>\n");
    truce__element(b, "p", b->sample.variants ? word(b, WHAT_A_READING_IS)
                           : b->is_in_doubt   ? word(b, NO_READINGS_DRAWN)
                                              : word(b, NO_CONFIDENCES));
}

/* Whose preferences are open. */
static void put_open(truce__brief *b) {
    const truce_model *model = b->model;
    const char **names = truce__fragments(b, model->n_parties);
    size_t count = 0;
    for (uint32_t p = 0; names && p < model->n_parties; p++)
        if (truce__is_open(&model->prefs[p])) names[count++] = truce__party_words(b, p);
    if (count) truce__element(b, "p", words(b, OPEN, H(truce__and_list(b, names, count))));
}

/* What the author says that the model leaves out. */
static void put_left_out(truce__brief *b) {
    const uint32_t most = b->options->summary_only ? 3 : 1; /* the article has them all, and what is not said */
    const char *phrases = truce__left_out_words(b, most);
    bool is_some = b->model->n_leaves_out > most;
    if (!*phrases && !b->options->summary_only) return;
    put(b, "<p>");
    if (*phrases) put(b, is_some ? words(b, LEFT_OUT_SOME, H(phrases)) : words(b, LEFT_OUT, H(phrases)));
    if (b->options->summary_only) putf(b, " %s", word(b, NOT_RIGHT));
    put(b, "</p>\n");
}

static void put_aside(truce__brief *b) {
    put(b, "<aside>\n");
    bool is_open = false;
    for (truce__hanging what = TRUCE__OF_TODAY; what <= TRUCE__OF_THIRD; what++)
        is_open |= what != TRUCE__OF_SECOND && truce__hangs(b, what);
    if (b->sample.variants || is_open || truce__has_opening(b)) truce__element(b, "h2", word(b, NEXT_HEAD));
    truce__put_hanging(b);
    if (b->sample.variants) put_key(b);
    truce__put_opening(b);
    put_rests(b);
    put_open(b);
    put_left_out(b);
    put(b, "</aside>\n");
}

void truce__brief_summary(truce__brief *b) {
    const truce_model *m = b->model;
    const char *title = *m->title ? truce__name_words(b, m->title) : word(b, UNTITLED);
    putf(b, "<p class=kicker>%s</p>\n",
         m->date ? words(b, KICKER_DATED, H(title), H(truce__date_words(b, m->date))) : words(b, KICKER, H(title)));
    putf(b, "<h1 id=\"headline\">%s</h1>\n<p class=standfirst>", headline(b));
    put_today(b);
    put_no_target(b);
    put(b, "</p>\n<div class=columns>\n");
    put_findings(b);
    put_aside(b);
    put(b, "</div>\n");
}
