/* SPDX-License-Identifier: Apache-2.0 */
/* Each target: what it is, whether it holds, how one would get there, and for whom it is worse. */
#include "brief/brief.h"

#include "words/clauses.h"

enum { STEPS = 4, CHANGES = 5 };

/* ----------------------------------------------------------------- holding */

/* In how many readings it holds; and in how many it can be reached too, where a way there is in doubt. */
static const char *sure(truce__brief *b, const truce__target *t) {
    const char *how = truce__sure_words(b, truce__sure_of_state(b, TRUCE__IS_EQUILIBRIUM, t->grade, t->state));
    if (!*how) return "";
    if (!truce__barred_count(b, t->state)) return words(b, STANDS, H(truce__capital(b, how)));
    return words(b, STANDS_REACHED, H(truce__capital(b, how)), H(truce__sure_share(b, truce__sure_of_target(b, t))));
}

static void put_holding(truce__brief *b, const truce__target *t, bool is_supposed) {
    if (t->grade == TRUCE__LEAVES) {
        putf(b, "%s ", truce__standing_words(b, t->state, truce__first_to_leave(b, t->state)));
        return;
    }
    const char *how_sure = sure(b, t), *marks = truce__verdict_marks(b, t->state, t->grade);
    uint64_t steps = t->grade == TRUCE__AT_REST ? truce__steps_from(b, t->state) : 0;
    if (steps) put(b, is_supposed ? words(b, TARGET_RESTS, N(steps)) : words(b, NO_STEP_PAYS, N(steps)));
    else if (t->grade == TRUCE__AT_REST) put(b, is_supposed ? word(b, TARGET_NO_STEP) : word(b, NO_STEP_THERE));
    else put(b, words(b, TARGET_HELD, H(truce__how_words(b, t->grade))));
    if (t->grade != TRUCE__AT_REST)
        putf(b, " %s", truce__standing_words(b, t->state, truce__first_to_leave(b, t->state)));
    if (*how_sure) putf(b, " %s", how_sure);
    putf(b, " %s\n", marks);
}

/* ---------------------------------------------------------------------- way */

static void put_step(truce__brief *b, truce_state from, const truce_path_step *step) {
    static const truce__message says[] = {[TRUCE_WORSE] = TRUCE__M_BRIEF_STEP_WORSE,
                                          [TRUCE_SAME] = TRUCE__M_BRIEF_STEP_SAME,
                                          [TRUCE_BETTER] = TRUCE__M_BRIEF_STEP_BETTER};
    if (step->party == TRUCE_NOBODY) {
        const char *mark = truce__entry_mark(b, &b->model->expiries[step->entry].note);
        truce__element(b, "li", words(b, STEP_LAPSES, H(mark)));
        return;
    }
    const char *who = truce__capital(b, truce__party_words(b, step->party));
    const truce__filling fillings[] = {H(who), H(truce__does_words(b, from, step->to)),
                                       N(truce__number_of_party(b->model, step->party))};
    truce__element(b, "li", truce__words(b, says[step->gain], fillings));
}

/* What the way costs those who move. */
static const char *cost_words(truce__brief *b, const truce__target *t) {
    uint32_t lapses = 0, worse = 0;
    for (uint32_t i = 0; i < t->steps; i++) {
        lapses += t->way[i].party == TRUCE_NOBODY;
        worse += t->way[i].party != TRUCE_NOBODY && t->way[i].gain == TRUCE_WORSE;
    }
    if (lapses == t->steps) return word(b, WAY_LAPSES);
    if (t->by_improvements) return word(b, WAY_BY_IMPROVEMENTS);
    return worse ? words(b, WAY_COSTS, N(worse)) : word(b, WAY_SIDEWAYS);
}

/* Whether who takes the first step at a cost could undo it; "" where nobody does, or options do not tell. */
static const char *undoing_words(truce__brief *b, const truce__target *t) {
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
    const truce_path_step *first = t->way;
    bool is_final = true, can_undo = true;
    if (!t->steps || first->party == TRUCE_NOBODY || first->gain != TRUCE_WORSE || b->model->is_plain) return "";
    truce_graph_state_levels(b->graph, b->now, before);
    truce_graph_state_levels(b->graph, first->to, after);
    for (uint32_t o = 0; o < truce_model_option_count(b->model); o++) {
        if (before[o] == after[o]) continue;
        bool goes_both_ways = b->model->options[o].moves == TRUCE__MOVES_BOTH;
        can_undo &= goes_both_ways;
        is_final &= !goes_both_ways;
    }
    const char *who = truce__capital(b, truce__party_words(b, first->party));
    if (can_undo) return words(b, CAN_TAKE_BACK, H(who));
    return is_final ? words(b, CANNOT_TAKE_BACK, H(who)) : words(b, CAN_TAKE_PART_BACK, H(who));
}

/* How many steps it takes, and how many ways are as short. */
static const char *length_words(truce__brief *b, const truce__target *t) {
    bool is_one = t->ways == 1;
    const truce__filling counts[] = {N(t->steps), N(t->ways)};
    return truce__words(b, t->by_improvements ? is_one ? TRUCE__M_BRIEF_WAY_OF_IMPROVEMENTS
                                                       : TRUCE__M_BRIEF_WAY_OF_IMPROVEMENTS_OF_SEVERAL
                                              : is_one ? TRUCE__M_BRIEF_WAY : TRUCE__M_BRIEF_WAY_OF_SEVERAL, counts);
}

/* Who else begins a way as short; "" where nobody does. */
static const char *also_words(truce__brief *b, const truce__target *t) {
    const char **names = truce__fragments(b, t->first_count);
    size_t count = 0;
    for (uint32_t i = 0; names && i < t->first_count; i++)
        if (t->steps && t->first[i] != t->way[0].party) names[count++] = truce__party_words(b, t->first[i]);
    return count ? words(b, ALSO_BEGIN, H(truce__capital(b, truce__and_list(b, names, count)))) : "";
}

static void put_way(truce__brief *b, const truce__target *t) {
    truce_state at = b->now;
    if (!t->is_reached) {
        truce__element(b, "p", truce__brief_lapses(b) ? word(b, NO_WAY_LAPSING) : word(b, NO_WAY));
        return;
    }
    putf(b, "<p>%s</p>\n<ol>\n", length_words(b, t));
    for (uint32_t i = 0; i < t->steps && i < STEPS; i++) {
        put_step(b, at, &t->way[i]);
        at = t->way[i].to;
    }
    put(b, "</ol>\n");
    putf(b, "<p>%s", cost_words(b, t));
    const char *undoing = undoing_words(b, t), *also = also_words(b, t);
    if (*undoing) putf(b, " %s", undoing);
    if (*also) putf(b, " %s", also);
    if (t->steps > STEPS) putf(b, " %s", words(b, MORE_STEPS, N(t->steps - STEPS)));
    put(b, "</p>\n");
}

/* --------------------------------------------------------------- afterwards */

/* Why today is better for those to whom the target is worse. */
static void put_losers(truce__brief *b, const truce__target *t) {
    enum { TOLD = 2 };
    uint32_t told = 0;
    for (uint32_t p = 0; p < b->model->n_parties && told < TOLD; p++) {
        if (truce_graph_rank(b->graph, p, t->state) >= truce_graph_rank(b->graph, p, b->now)) continue;
        const char *why = truce__preference_words(b, p, b->now, t->state);
        putf(b, " %s", words(b, TODAY_IS_BETTER, H(truce__party_words(b, p)), H(why)));
        told++;
    }
}

/* Whether nobody likes the first less than the second, and somebody likes it more. */
static bool dominates(const truce__brief *b, truce_state first, truce_state second) {
    bool is_better = false;
    for (uint32_t p = 0; p < b->model->n_parties; p++) {
        uint32_t one = truce_graph_rank(b->graph, p, first), other = truce_graph_rank(b->graph, p, second);
        if (one < other) return false;
        is_better |= one > other;
    }
    return is_better;
}

/* A deal that is better than the target for some and worse for nobody, unless another target is. */
static void put_better_deal(truce__brief *b, const truce__target *t) {
    truce_state better = 0;
    for (size_t i = 0; i < b->chosen.n_targets; i++)
        if (dominates(b, b->chosen.targets[i].state, t->state)) return;
    for (size_t i = 0; b->deals && i < b->deals->deal_count && !better; i++)
        if (dominates(b, b->deals->deals[i].state, t->state)) better = b->deals->deals[i].state;
    if (!better) return;
    const char **names = truce__fragments(b, b->model->n_parties);
    size_t count = 0;
    for (uint32_t p = 0; names && p < b->model->n_parties; p++)
        if (truce_graph_rank(b->graph, p, better) > truce_graph_rank(b->graph, p, t->state))
            names[count++] = truce__party_words(b, p);
    putf(b, " %s", words(b, BETTER_DEAL, H(truce__and_list(b, names, count)), H(truce__called_words(b, better))));
    uint32_t grade = truce__equilibrium_grade(b, better);
    if (grade < TRUCE__N_GRADES)
        putf(b, " %s %s", words(b, BETTER_DEAL_HOLDS, H(truce__how_words(b, grade))),
             truce__verdict_marks(b, better, grade));
    else
        putf(b, " %s %s", word(b, BETTER_DEAL_LEFT),
             truce__verdict_mark(b, truce__verdict_number(b, better, truce__first_to_leave(b, better),
                                                          TRUCE__FEARFUL)));
}

static void put_gains(truce__brief *b, const truce__target *t) {
    putf(b, "<p>%s", truce__gain_words(b, t->state));
    put_losers(b, t);
    put_better_deal(b, t);
    if (t->left != t->state) putf(b, " %s", truce__lapse_words(b, t));
    put(b, "</p>\n");
}

static void put_target(truce__brief *b, const truce__target *t, size_t number) {
    const char *head = truce__target_head(b, t, truce__called_words(b, t->state));
    truce__section(b, truce__fragment(b, "target-%zu", number), head);
    const char *hanging = number > 1 ? truce__hanging_words(b, TRUCE__OF_SECOND) : ""; /* of the first: the summary */
    if (*hanging) truce__element(b, "p", hanging);
    if (truce__hangs(b, number > 1 ? TRUCE__OF_SECOND : TRUCE__OF_FIRST))
        truce__element(b, "p", word(b, KEEPS_TO_FIRST));
    put(b, "<p>");
    const char *clauses = b->now ? truce__changed_words(b, t->state, CHANGES) : "";
    if (*clauses) putf(b, "%s ", words(b, SUPPOSE, H(clauses)));
    put_holding(b, t, *clauses != 0);
    put(b, "</p>\n");
    if (b->now) {
        put_way(b, t);
        if (number > 1) truce__figure_ladder(b, t), truce__ladder_table(b, t); /* of the first: in the summary */
        put_gains(b, t);
        truce__put_leaving(b, t->state);
    }
    put(b, "</section>\n");
}

void truce__brief_targets(truce__brief *b) {
    for (size_t i = 0; i < b->chosen.n_targets && !truce__out_failed(&b->out); i++)
        put_target(b, &b->chosen.targets[i], i + 1);
}
