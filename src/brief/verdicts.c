/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The verdicts that the page mentions: each is explained once, verified from the definitions, numbered in the order in which the
 * text comes to it, and told in full in the appendix.
 */
#include "brief/brief.h"

#include "concepts/concepts.h"

/* Improvements of a verdict and states of a list that are told; states up to which the simplest of all reasons is looked for,
 * and that a reason may list to be checked, which takes the square of them. */
enum { TOLD = 8, NAMED = 6, WHOLE = 1 << 14, CHECKED = 1 << 12 };

/* ---------------------------------------------------------------- register */

static bool is_short(const truce_witness *w) {
    size_t listed = 0;
    for (size_t i = 0; i < w->improvement_count; i++) listed += w->improvements[i].reach_count;
    return listed <= CHECKED;
}

static truce_status explain(truce__brief *b, truce__verdict *verdict) {
    uint32_t concept = truce_solution_concept(b->solution, verdict->grade);
    unsigned flags = truce_graph_state_count(b->graph) > WHOLE ? TRUCE_WITNESS_SHORT : 0;
    TRY(truce_explain(b->ctx, b->graph, verdict->state, verdict->party, concept, flags, &verdict->witness));
    bool is_checked = is_short(verdict->witness);
    truce_status status = is_checked ? truce_verify(b->verifier, verdict->witness) : TRUCE_OK;
    b->checked += is_checked;
    if (status == TRUCE_OK) status = truce__vec_push(b->ctx, &b->verdicts, *verdict);
    if (status != TRUCE_OK) truce_witness_free(b->ctx, verdict->witness);
    return status;
}

size_t truce__verdict_number(truce__brief *b, truce_state state, uint32_t party, uint32_t grade) {
    for (size_t i = 0; i < b->verdicts.count; i++) {
        const truce__verdict *v = &b->verdicts.at[i];
        if (v->state == state && v->party == party && v->grade == grade) return i + 1;
    }
    if (truce__out_failed(&b->out)) return 0;
    truce__verdict verdict = {state, party, grade, NULL};
    truce__out_note(&b->out, explain(b, &verdict));
    return truce__out_failed(&b->out) ? 0 : b->verdicts.count;
}

const char *truce__verdict_mark(truce__brief *b, size_t verdict) {
    if (verdict == 0) return "";
    const char *name = words(b, VERDICT_MARK, N(verdict));
    return truce__fragment(b, "<a class=\"mark\" href=\"#v%zu\" data-claim=\"v%zu\">%s</a>", verdict, verdict, name);
}

const char *truce__verdict_marks(truce__brief *b, truce_state state, uint32_t grade) {
    const char *marks = "";
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        marks = truce__fragment(b, "%s%s%s", marks, p ? " " : "", truce__verdict_mark(b, truce__verdict_number(b, state, p, grade)));
    return marks;
}

/* ----------------------------------------------------------------- one line */

static uint32_t count_changes(const truce__brief *b, truce_state from, truce_state to) {
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
    uint32_t count = 0;
    truce_graph_state_levels(b->graph, from, before);
    truce_graph_state_levels(b->graph, to, after);
    for (uint32_t o = 0; o < truce_model_option_count(b->model); o++) count += before[o] != after[o];
    return count;
}

/* The improvement to tell: of those that decide the verdict one that changes the fewest options, and of these the best. */
static const truce_improvement *telling(const truce__brief *b, const truce_witness *w) {
    const truce_improvement *best = NULL;
    for (size_t i = 0; i < w->improvement_count; i++) {
        const truce_improvement *one = &w->improvements[i];
        if (one->is_sanctioned != w->is_stable) continue;
        uint32_t changes = count_changes(b, w->state, one->to), least = best ? count_changes(b, w->state, best->to) : UINT32_MAX;
        bool is_better = best && truce_graph_rank(b->graph, w->party, one->to) > truce_graph_rank(b->graph, w->party, best->to);
        if (changes < least || (changes == least && is_better)) best = one;
    }
    return best;
}

static uint64_t count_moves(truce__brief *b, truce_state state, uint32_t party) {
    truce_state *moves = NULL;
    size_t count = 0;
    truce__out_note(&b->out, truce_graph_moves(b->ctx, b->graph, party, state, &moves, &count));
    truce_release(b->ctx, moves);
    return count;
}

static const char *at_rest(truce__brief *b, truce_state state, uint32_t party, const char *mark) {
    uint64_t moves = count_moves(b, state, party);
    const char *name = truce__party_words(b, party);
    if (moves == 0) return words(b, NO_MOVE, H(name), H(mark));
    return words(b, NO_IMPROVEMENT, H(name), N(moves), H(mark));
}

const char *truce__standing_words(truce__brief *b, truce_state state, uint32_t party) {
    uint32_t grade = truce__grade(b, state, party);
    size_t number = truce__verdict_number(b, state, party, grade == TRUCE__LEAVES ? TRUCE__FEARFUL : grade);
    if (number == 0) return "";
    const char *mark = truce__verdict_mark(b, number);
    if (grade == TRUCE__AT_REST) return at_rest(b, state, party, mark);
    const truce_improvement *improvement = telling(b, b->verdicts.at[number - 1].witness);
    const char *move = truce__move_words(b, party, state, improvement->to);
    const char *name = truce__party_words(b, party);
    if (grade == TRUCE__LEAVES) {
        const char *why = truce__preference_words(b, party, improvement->to, state);
        return words(b, WOULD_LEAVE, H(move), H(why), H(mark), H(name));
    }
    truce_state end = improvement->replies[improvement->reply_count - 1].to;
    const char *where = end == state ? word(b, BACK_AGAIN) : truce__state_words(b, end);
    if (grade == TRUCE__CREDIBLE) return words(b, HELD_CREDIBLY, H(move), H(where), H(mark), H(name));
    return words(b, HELD_BY_FEAR, H(move), H(where), H(mark), H(name));
}

/* ----------------------------------------------------------------- in full */

static const char *no_better(truce__brief *b, const truce_witness *w, truce_state end) {
    const char *name = truce__party_words(b, w->party);
    if (end == w->state) return words(b, ENDS_AT_START, H(name));
    if (truce_graph_rank(b->graph, w->party, end) == truce_graph_rank(b->graph, w->party, w->state))
        return words(b, ENDS_AS_GOOD, H(name));
    return words(b, ENDS_WORSE, H(name), H(truce__preference_words(b, w->party, w->state, end)));
}

static const char *counters(truce__brief *b, const truce_witness *w, const truce_improvement *improvement) {
    const char *name = truce__party_words(b, w->party);
    size_t count = improvement->counter_count, named = count < NAMED ? count : NAMED;
    if (count == 0) return words(b, NO_COUNTER, H(name));
    const char *states[NAMED];
    for (size_t i = 0; i < named; i++) states[i] = truce__fragment(b, "%llu", (unsigned long long)improvement->counters[i]);
    const char *list = named == count ? truce__list(b, states, named)
        : words(b, LIST_AND_MORE, H(truce__list(b, states, named)), N(count - named));
    return words(b, COUNTERS_FAIL, H(name), H(list), N(count));
}

static void put_sanction(truce__brief *b, const truce_witness *w, const truce_improvement *improvement, bool has_counter) {
    const char **steps = truce__fragments(b, improvement->reply_count);
    truce_state at = improvement->to;
    size_t count = steps ? improvement->reply_count : 0;
    for (size_t i = 0; i < count; i++) {
        steps[i] = truce__move_words(b, improvement->replies[i].party, at, improvement->replies[i].to);
        at = improvement->replies[i].to;
    }
    const char *joined = count ? steps[0] : "";
    for (size_t i = 1; i < count; i++) joined = words(b, AND_THEN, H(joined), H(steps[i]));
    put(b, words(b, SANCTIONED, H(joined), H(truce__state_words(b, at)), H(no_better(b, w, at))));
    if (has_counter) put(b, counters(b, w, improvement));
}

static const char *one_reach(truce__brief *b, const truce_reach *reach) {
    const char *state = truce__state_words(b, reach->state), *name = truce__party_words(b, reach->party);
    if (!reach->escape) return words(b, REACHED_BY, H(state), H(name));
    return words(b, REACHED_WITH_ESCAPE, H(state), H(name),
                 H(truce__fragment(b, "%llu", (unsigned long long)reach->escape)));
}

/* What the others can bring about: the first few states, each once, and whether there are more. */
static const char *reach_words(truce__brief *b, const truce_improvement *improvement) {
    const truce_reach *told[NAMED];
    const char *named[NAMED];
    size_t count = 0;
    bool has_more = false;
    for (size_t i = 0; i < improvement->reach_count && !has_more; i++) {
        size_t k = 0;
        while (k < count && told[k]->state != improvement->reach[i].state) k++;
        if (k < count) continue;
        if (count == NAMED) has_more = true;
        else told[count] = &improvement->reach[i], named[count] = one_reach(b, told[count]), count++;
    }
    const char *list = truce__list(b, named, count);
    return has_more ? words(b, LIST_AND_OTHERS, H(list)) : list;
}

static void put_freedom(truce__brief *b, const truce_witness *w, const truce_improvement *improvement,
                        const truce__concept *concept) {
    const truce__filling fillings[] = {H(truce__party_words(b, w->party)), H(reach_words(b, improvement))};
    bool is_credible = concept->replies == TRUCE__REPLIES_IMPROVING;
    if (concept->replies == TRUCE__REPLIES_NONE) return;
    if (improvement->reach_count == 0) put(b, word(b, NOBODY_ANSWERS));
    else put(b, truce__words(b, concept->has_counter ? TRUCE__SAY_NOT_SANCTIONED_ESCAPING
                                : is_credible        ? TRUCE__SAY_NOT_SANCTIONED_CREDIBLY
                                                     : TRUCE__SAY_NOT_SANCTIONED, fillings));
}

static void put_improvement(truce__brief *b, const truce_witness *w, const truce_improvement *improvement) {
    const truce__concept *concept = truce__concept_at(w->concept);
    const char *move = truce__move_words(b, w->party, w->state, improvement->to);
    const char *why = truce__preference_words(b, w->party, improvement->to, w->state);
    put(b, "<li>");
    put(b, words(b, IMPROVEMENT, H(move), H(truce__state_words(b, improvement->to)), H(why)));
    if (improvement->is_sanctioned) put_sanction(b, w, improvement, concept->has_counter);
    else put_freedom(b, w, improvement, concept);
    put(b, "</li>\n");
}

/* A stable verdict needs an answer to every improvement; for one that is not stable a single improvement is enough. */
static void put_improvements(truce__brief *b, const truce_witness *w) {
    size_t told = w->is_stable && w->improvement_count < TOLD ? w->improvement_count : w->is_stable ? TOLD : 1;
    put(b, "<ul>\n");
    for (size_t i = 0; i < told; i++) put_improvement(b, w, w->is_stable ? &w->improvements[i] : telling(b, w));
    if (w->improvement_count > told) truce__element(b, "li", words(b, MORE_IMPROVEMENTS, N(w->improvement_count - told)));
    put(b, "</ul>\n");
}

static const char *summary(truce__brief *b, const truce__verdict *v) {
    const truce_witness *w = v->witness;
    uint64_t count = w->improvement_count;
    if (count == 0 && count_moves(b, v->state, v->party) == 0) return word(b, REASON_NO_MOVE);
    if (count == 0) return words(b, REASON_NO_IMPROVEMENT, N(count_moves(b, v->state, v->party)));
    if (w->is_stable) return words(b, REASON_SANCTIONED, N(count));
    return truce__concept_at(w->concept)->replies == TRUCE__REPLIES_NONE ? word(b, REASON_FREE) : word(b, REASON_OPEN);
}

static void put_verdict(truce__brief *b, size_t number) {
    const truce__verdict v = b->verdicts.at[number - 1];
    const truce_witness *w = v.witness;
    const char *concept = truce__escaped(b, truce__grade_concept(b, v.grade)->label);
    const char *state = truce__state_first(b, v.state), *party = truce__party_words(b, v.party);
    const char *head = w->is_stable ? words(b, VERDICT_STABLE, N(number), H(state), H(party), H(concept))
                                    : words(b, VERDICT_UNSTABLE, N(number), H(state), H(party), H(concept));
    putf(b, "<li id=\"v%zu\"><p><strong>%s</strong> %s</p>\n", number, head, summary(b, &v));
    if (w->improvement_count) put_improvements(b, w);
    put(b, "</li>\n");
}

void truce__brief_verdicts(truce__brief *b) {
    truce__section(b, "verdicts", word(b, VERDICTS_HEAD));
    uint64_t count = b->verdicts.count;
    truce__element(b, "p", b->checked == count ? words(b, VERDICTS_INTRO, N(count))
                                               : words(b, VERDICTS_INTRO_SOME, N(count), N(b->checked)));
    put(b, "<ol class=\"records\">\n");
    for (size_t i = 1; i <= b->verdicts.count && !truce__out_failed(&b->out); i++) put_verdict(b, i);
    put(b, "</ol>\n</section>\n");
}
