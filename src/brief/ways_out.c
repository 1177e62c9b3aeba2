/* SPDX-License-Identifier: Apache-2.0 */
/* Each target: what it is, whether it holds, how one would get there, and for whom it is worse. */
#include "brief/brief.h"

#include "graph/walk.h"
#include "words/clauses.h"
#include "words/narrate.h"

enum { STEPS = 5, CHANGES = 5 }; /* steps listed: of a longer way one less */

/* ----------------------------------------------------------------- holding */

/* In how many readings it holds; and in how many it can be reached too, where a way there is in doubt. */
static const char *sure(truce__brief *b, const truce__target *t) {
    const char *how = truce__sure_words(b, truce__sure_of_state(b, TRUCE__IS_EQUILIBRIUM, t->grade, t->state));
    if (!*how) return "";
    const char *form = truce__in_some_form(b, truce__sure_of_form(b, t));
    how = truce__capital(b, how);
    if (!truce__barred_count(b, t->state)) return words(b, STANDS, H(how), H(form));
    return words(b, STANDS_REACHED, H(how), H(truce__sure_share(b, truce__sure_of_target(b, t))), H(form));
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

/* "which cannot be taken back", behind a step. */
static const char *final_words(truce__brief *b, truce_state from, truce_state to) {
    truce__undoing undoing = truce__undoing_of(b, from, to);
    if (undoing == TRUCE__NOT_UNDONE) return word(b, STEP_FINAL);
    return undoing == TRUCE__PARTLY_UNDONE ? word(b, STEP_PARTLY_FINAL) : "";
}

static void put_step(truce__brief *b, truce_state from, const truce_path_step *step) {
    static const truce__message says[] = {[TRUCE_SAME] = TRUCE__M_BRIEF_STEP_SAME,
                                          [TRUCE_BETTER] = TRUCE__M_BRIEF_STEP_BETTER};
    if (step->party == TRUCE_NOBODY) {
        const char *mark = truce__entry_mark(b, &b->model->expiries[step->entry].note);
        truce__element(b, "li", words(b, STEP_LAPSES, H(mark)));
        return;
    }
    const char *who = truce__capital(b, truce__party_words(b, step->party));
    const char *does = truce__does_words(b, from, step->to), *final = final_words(b, from, step->to);
    uint64_t number = truce__number_of_party(b->model, step->party);
    if (step->gain == TRUCE_WORSE) {
        const char *why = truce__preference_words(b, step->party, from, step->to);
        truce__element(b, "li", words(b, STEP_WORSE, H(who), H(does), N(number), H(final), H(why)));
        return;
    }
    const truce__filling fillings[] = {H(who), H(does), N(number), H(final)};
    truce__element(b, "li", truce__words(b, says[step->gain], fillings));
}

/* What the way costs those who move. */
static const char *cost_words(truce__brief *b, const truce__target *t) {
    uint32_t worse = 0;
    for (uint32_t i = 0; i < t->steps; i++)
        worse += t->way[i].party != TRUCE_NOBODY && t->way[i].gain == TRUCE_WORSE;
    if (t->by_improvements) return word(b, WAY_BY_IMPROVEMENTS);
    return worse ? words(b, WAY_COSTS, N(worse)) : word(b, WAY_SIDEWAYS);
}

/* That who takes the first step at a cost could undo it; "" where nobody does, or could not. */
static const char *undoing_words(truce__brief *b, const truce__target *t) {
    const truce_path_step *first = t->way;
    if (!t->steps || first->party == TRUCE_NOBODY || first->gain != TRUCE_WORSE) return "";
    if (truce__undoing_of(b, b->now, first->to) != TRUCE__UNDONE) return "";
    const char *who = truce__capital(b, truce__party_words(b, first->party));
    uint32_t until = truce__undone_until(b, t);
    return until ? words(b, CAN_TAKE_BACK_UNTIL, H(who), N(until)) : words(b, CAN_TAKE_BACK, H(who));
}

/* How many steps it takes, and how many ways are as short. */
static const char *length_words(truce__brief *b, const truce__target *t) {
    bool is_one = t->ways == 1;
    const truce__filling counts[] = {N(t->steps), N(t->ways)};
    return truce__words(b, t->by_improvements ? is_one ? TRUCE__M_BRIEF_WAY_OF_IMPROVEMENTS
                                                       : TRUCE__M_BRIEF_WAY_OF_IMPROVEMENTS_OF_SEVERAL
                                              : is_one ? TRUCE__M_BRIEF_WAY : TRUCE__M_BRIEF_WAY_OF_SEVERAL, counts);
}

/* "one costly step that cannot be taken back" */
static const char *cost_of(truce__brief *b, truce__way_cost cost) {
    if (cost.finals == 0) return words(b, COSTLY, N(cost.steps));
    if (cost.finals == cost.steps) return words(b, COSTLY_FINAL, N(cost.steps));
    return words(b, COSTLY_PARTLY, N(cost.steps), N(cost.finals));
}

/* Those of `who` from the first on with the same cost, as a list; taken out of it. `alike`: how many. */
static const char *take_alike(truce__brief *b, uint32_t *who, truce__way_cost *costs, size_t *count,
                              uint64_t *alike) {
    const char **names = truce__fragments(b, *count);
    const truce__way_cost first = costs[0];
    size_t told = 0, left = 0;
    for (size_t i = 0; names && i < *count; i++) {
        if (costs[i].steps == first.steps && costs[i].finals == first.finals) {
            names[told++] = truce__party_words(b, who[i]);
            continue;
        }
        who[left] = who[i];
        costs[left++] = costs[i];
    }
    *count = left;
    *alike = told;
    return truce__and_list(b, names, told);
}

/* Who else begins a way as short, and at what cost; "" where nobody does. */
static const char *also_words(truce__brief *b, const truce__target *t) {
    uint32_t *who = truce__arena_alloc(&b->arena, t->first_count, sizeof *who);
    truce__way_cost *costs = truce__arena_alloc(&b->arena, t->first_count, sizeof *costs);
    size_t count = 0;
    uint64_t alike;
    const char *all = "";
    if (!who || !costs) truce__out_note(&b->out, TRUCE_E_NOMEM);
    for (uint32_t i = 0; who && costs && i < t->first_count; i++)
        if (t->steps && t->first[i] != t->way[0].party) who[count++] = t->first[i];
    if (count) truce__out_note(&b->out, truce__costs_of_ways(b, t, who, count, costs));
    while (count && !truce__out_failed(&b->out)) {
        const truce__way_cost cost = costs[0];
        const char *names = take_alike(b, who, costs, &count, &alike);
        if (*all) all = words(b, ALSO_NEXT, H(all), H(names), H(cost_of(b, cost)), N(alike));
        else if (cost.steps == 0) all = words(b, ALSO_BEGIN, H(names), N(alike));
        else all = words(b, ALSO_BEGIN_AT, H(names), H(cost_of(b, cost)), N(alike));
    }
    return *all ? words(b, SENTENCE, H(truce__capital(b, all))) : "";
}

/* Whether the party's options stand there as after a step of its own that is to come on the way. */
static bool is_to_come(const truce__brief *b, const truce__target *t, uint32_t from, uint32_t party,
                       truce_state there) {
    uint8_t here[TRUCE__MAX_OPTIONS] = {0}, then[TRUCE__MAX_OPTIONS] = {0};
    truce_graph_state_levels(b->graph, there, here);
    for (uint32_t i = from; i < t->steps; i++) {
        bool is_same = t->way[i].party == party && (!b->model->is_plain || t->way[i].to == there);
        truce_graph_state_levels(b->graph, t->way[i].to, then);
        for (uint32_t o = 0; is_same && o < truce_model_option_count(b->model); o++)
            is_same = b->model->options[o].party != party || here[o] == then[o];
        if (is_same) return true;
    }
    return false;
}

/* The party's best step from there that is better for it and not one to come; 0: it has none. */
static truce_state best_break(const truce__brief *b, const truce__target *t, uint32_t step, uint32_t party) {
    truce_state from = t->way[step - 1].to, best = 0;
    const truce__space *space = &b->graph->space;
    uint32_t most = truce_graph_rank(b->graph, party, from);
    truce__walk walk;
    truce__walk_from(&walk, space, party, truce__space_cell(space, from));
    uint64_t n = 0;
    for (uint64_t cell; !truce__stops_at(b->ctx, ++n) && truce__walk_next(&walk, &cell);) {
        truce_state to = truce__space_number(space, cell);
        uint32_t rank = truce_graph_rank(b->graph, party, to);
        if (rank <= most || is_to_come(b, t, step, party, to)) continue;
        most = rank;
        best = to;
    }
    return best;
}

/* How many steps are listed: to say that there is one more is as long as to list it. */
static uint32_t listed_steps(const truce__target *t) { return t->steps > STEPS ? STEPS - 1 : t->steps; }

/* What the party would rather do after that step than let the way go on; NULL: nothing. */
static const char *rather_words(truce__brief *b, const truce__target *t, uint32_t step, uint32_t party) {
    truce_state from = t->way[step - 1].to, to = best_break(b, t, step, party);
    if (!to) return NULL;
    const truce__pref_item *item = truce__deciding_item(b->graph, party, to, from);
    const char *mark = item ? truce__entry_mark(b, &item->note) : "";
    const char *does = truce__does_words(b, from, to);
    return truce__joined(b, words(b, WOULD_RATHER, H(truce__party_words(b, party)), H(does)), mark);
}

/* The first thing that the party would rather do; `*after`: after which steps. NULL: nothing. `*nobody` becomes false
 * where it would do anything after a step, before one of its own too. */
static const char *party_breaks(truce__brief *b, const truce__target *t, uint32_t party, const char **after,
                                bool *nobody) {
    const char *first = NULL, *steps[STEPS];
    size_t count = 0;
    for (uint32_t i = 1; i < t->steps && i <= listed_steps(t); i++) {
        const char *rather = rather_words(b, t, i, party);
        if (rather) *nobody = false;
        if (!rather || t->way[i].party == party || (first && strcmp(first, rather) != 0)) continue;
        first = rather;
        steps[count++] = truce__fragment(b, "%u", (unsigned)i);
    }
    if (first) *after = words(b, BREAK_AFTER, N(count), H(truce__and_list(b, steps, count)));
    return first;
}

/* Who could do otherwise between the steps: for each party the first thing, after which steps, and by which wish. */
static void put_breaking(truce__brief *b, const truce__target *t) {
    enum { TOLD = 2 };
    const char *told[TOLD], *last = "";
    size_t count = 0;
    bool nobody = t->steps > 1 && t->steps == listed_steps(t);
    for (uint32_t p = 0; p < b->model->n_parties && count < TOLD; p++) {
        const char *after = "", *rather = party_breaks(b, t, p, &after, &nobody);
        if (!rather) continue;
        told[count++] = strcmp(after, last) == 0 ? rather : words(b, BREAK_IN_AFTER, H(after), H(rather));
        last = after;
    }
    truce__out_note(&b->out, truce__go_on(b->ctx));
    if (count) putf(b, " %s", words(b, BREAK_IN, H(truce__and_list(b, told, count))));
    else if (nobody) putf(b, " %s", word(b, NO_BREAK));
}

static void put_way(truce__brief *b, const truce__target *t) {
    truce_state at = b->now;
    if (!t->is_reached) {
        truce__element(b, "p", truce__brief_lapses(b) ? word(b, NO_WAY_LAPSING) : word(b, NO_WAY));
        return;
    }
    putf(b, "<p>%s</p>\n<ol>\n", length_words(b, t));
    for (uint32_t i = 0; i < listed_steps(t); i++) {
        put_step(b, at, &t->way[i]);
        at = t->way[i].to;
    }
    put(b, "</ol>\n");
    const char *more = t->steps > STEPS ? words(b, MORE_STEPS, N(t->steps - listed_steps(t))) : "";
    putf(b, "<p>%s", truce__joined(b, more, cost_words(b, t)));
    const char *undoing = undoing_words(b, t), *also = also_words(b, t);
    if (*undoing) putf(b, " %s", undoing);
    if (*also) putf(b, " %s", also);
    put_breaking(b, t);
    put(b, "</p>\n");
}

/* --------------------------------------------------------------- afterwards */

/* Why today is better for those to whom the target is worse. */
static const char *losers_words(truce__brief *b, const truce__target *t) {
    enum { TOLD = 2 };
    uint32_t told = 0;
    const char *all = "";
    for (uint32_t p = 0; p < b->model->n_parties && told < TOLD; p++) {
        if (truce_graph_rank(b->graph, p, t->state) >= truce_graph_rank(b->graph, p, b->now)) continue;
        const char *why = truce__preference_words(b, p, b->now, t->state);
        all = truce__joined(b, all, words(b, TODAY_IS_BETTER, H(truce__party_words(b, p)), H(why)));
        told++;
    }
    return all;
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
static const char *better_deal_words(truce__brief *b, const truce__target *t) {
    truce_state better = 0;
    for (size_t i = 0; i < b->chosen.n_targets; i++)
        if (dominates(b, b->chosen.targets[i].state, t->state)) return "";
    for (size_t i = 0; b->deals && i < b->deals->deal_count && !better; i++)
        if (dominates(b, b->deals->deals[i].state, t->state)) better = b->deals->deals[i].state;
    if (!better) return "";
    const char **names = truce__fragments(b, b->model->n_parties);
    size_t count = 0;
    for (uint32_t p = 0; names && p < b->model->n_parties; p++)
        if (truce_graph_rank(b->graph, p, better) > truce_graph_rank(b->graph, p, t->state))
            names[count++] = truce__party_words(b, p);
    const char *all = words(b, BETTER_DEAL, H(truce__and_list(b, names, count)), H(truce__called_words(b, better)));
    uint32_t grade = truce__equilibrium_grade(b, better);
    if (grade < TRUCE__N_GRADES)
        return truce__fragment(b, "%s %s %s", all, words(b, BETTER_DEAL_HOLDS, H(truce__how_words(b, grade))),
                               truce__verdict_marks(b, better, grade));
    size_t number = truce__verdict_number(b, better, truce__first_to_leave(b, better), TRUCE__FEARFUL);
    return truce__fragment(b, "%s %s %s", all, word(b, BETTER_DEAL_LEFT), truce__verdict_mark(b, number));
}

/* What the summary has not told of it already. */
static void put_gains(truce__brief *b, const truce__target *t) {
    bool is_told = truce__is_told_in_summary(b, t);
    const char *hanging = is_told ? "" : truce__gain_hanging_words(b, (size_t)(t - b->chosen.targets));
    const char *all = truce__joined(b, is_told ? "" : truce__gain_words(b, t->state), hanging);
    all = truce__joined(b, all, losers_words(b, t));
    all = truce__joined(b, all, better_deal_words(b, t));
    if (t->left != t->state)
        all = truce__joined(b, all, is_told ? truce__left_words(b, t) : truce__lapse_words(b, t));
    if (*all) truce__element(b, "p", all);
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
