/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The verdicts that the page mentions: each is explained once, verified from the definitions, numbered in the order
 * in which the text comes to it, and told in full in the appendix.
 */
#include "brief/brief.h"

/* Improvements of a verdict and states of a list that are told; states up to which the simplest of all reasons is
 * looked for, and that a reason may list to be checked, which takes the square of them. */
enum { TOLD = 8, NAMED = 6, WHOLE = 1 << 14, CHECKED = 1 << 12 };

/* ---------------------------------------------------------------- register */

static bool is_short(const truce_witness *w) {
    size_t listed = 0;
    for (size_t i = 0; i < w->claim_count; i++)
        if (w->claims[i].kind == TRUCE_CLAIM_FREE) listed += w->claims[i].child_count;
    return listed <= CHECKED;
}

static truce_status explain(truce__brief *b, truce__verdict *verdict) {
    uint32_t concept = truce_solution_concept(b->solution, verdict->grade);
    unsigned flags = truce_graph_state_count(b->graph) > WHOLE ? TRUCE_WITNESS_SHORT : 0;
    TRY(truce_explain(b->ctx, b->graph, verdict->state, verdict->party, concept, flags, &verdict->witness));
    bool is_checked = is_short(verdict->witness);
    truce_status status = is_checked ? truce_verify(b->verifier, verdict->witness) : TRUCE_OK;
    b->checked += is_checked;
    if (status == TRUCE_OK) status = truce__reason_of(b->ctx, b->graph, verdict->witness, &verdict->reason);
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
    truce__verdict verdict = {.state = state, .party = party, .grade = grade};
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
        marks = truce__fragment(b, "%s%s%s", marks, p ? " " : "",
                                truce__verdict_mark(b, truce__verdict_number(b, state, p, grade)));
    return marks;
}

/* ----------------------------------------------------------------- one line */

static const char *at_rest(truce__brief *b, const truce__verdict *v, const char *mark) {
    const char *name = truce__party_words(b, v->party);
    if (v->reason.ground == TRUCE__GROUND_NO_MOVE) return words(b, NO_MOVE, H(name), H(mark));
    return words(b, NO_IMPROVEMENT, H(name), N(v->reason.n_moves), H(mark));
}

const char *truce__standing_words(truce__brief *b, truce_state state, uint32_t party) {
    uint32_t grade = truce__grade(b, state, party);
    size_t number = truce__verdict_number(b, state, party, grade == TRUCE__LEAVES ? TRUCE__FEARFUL : grade);
    if (number == 0) return "";
    const char *mark = truce__verdict_mark(b, number);
    const truce__verdict v = b->verdicts.at[number - 1];
    if (grade == TRUCE__AT_REST) return at_rest(b, &v, mark);
    const truce_claim *improvement = truce__telling_claim(b->graph, v.witness);
    const char *move = truce__move_words(b, party, state, improvement->to);
    const char *name = truce__party_words(b, party);
    if (grade == TRUCE__LEAVES) {
        const char *why = truce__preference_words(b, party, improvement->to, state);
        return words(b, WOULD_LEAVE, H(move), H(why), H(mark), H(name));
    }
    truce_state end = truce__answer_end(improvement)->to;
    const char *where = end == state ? word(b, BACK_AGAIN) : truce__state_words(b, end);
    if (grade == TRUCE__CREDIBLE) return words(b, HELD_CREDIBLY, H(move), H(where), H(mark), H(name));
    return words(b, HELD_BY_FEAR, H(move), H(where), H(mark), H(name));
}

/* ----------------------------------------------------------------- in full */

static const char *no_better(truce__brief *b, const truce_witness *w, truce_state end) {
    const char *name = truce__party_words(b, w->party);
    switch (truce__ending_of(b->graph, w, end)) {
    case TRUCE__ENDS_AT_START: return words(b, ENDS_AT_START, H(name));
    case TRUCE__ENDS_AS_GOOD: return words(b, ENDS_AS_GOOD, H(name));
    default: return words(b, ENDS_WORSE, H(name), H(truce__preference_words(b, w->party, w->state, end)));
    }
}

static const char *counters(truce__brief *b, const truce_witness *w, const truce_claim *end) {
    const char *name = truce__party_words(b, w->party);
    size_t count = end->child_count, named = count < NAMED ? count : NAMED;
    if (count == 0) return words(b, NO_COUNTER, H(name));
    const char *states[NAMED];
    for (size_t i = 0; i < named; i++)
        states[i] = truce__fragment(b, "%llu", (unsigned long long)end->children[i].to);
    const char *list = named == count ? truce__list(b, states, named)
        : words(b, LIST_AND_MORE, H(truce__list(b, states, named)), N(count - named));
    return words(b, COUNTERS_FAIL, H(name), H(list), N(count));
}

static void put_sanction(truce__brief *b, const truce__reason *reason, const truce_claim *improvement) {
    const truce_claim *end = truce__answer_end(improvement), *step = improvement->children;
    const char *joined = truce__move_words(b, step->mover, step->from, step->to);
    while ((step = truce__next_step(step)))
        joined = words(b, AND_THEN, H(joined), H(truce__move_words(b, step->mover, step->from, step->to)));
    put(b, words(b, SANCTIONED, H(joined), H(truce__state_words(b, end->to)),
                 H(no_better(b, reason->witness, end->to))));
    if (reason->concept->has_counter) put(b, counters(b, reason->witness, end));
}

static const char *one_brought_about(truce__brief *b, const truce_claim *claim) {
    const char *state = truce__state_words(b, claim->to), *name = truce__party_words(b, claim->mover);
    if (claim->kind == TRUCE_CLAIM_BETTER) return words(b, REACHED_BY, H(state), H(name));
    return words(b, REACHED_WITH_ESCAPE, H(state), H(name),
                 H(truce__fragment(b, "%llu", (unsigned long long)claim->children->to)));
}

/* What the others can bring about: the first few states, each once, and whether there are more. */
static const char *brought_about(truce__brief *b, const truce_claim *improvement) {
    const truce_claim *told[NAMED];
    const char *named[NAMED];
    bool has_more;
    size_t count = truce__brought_about(improvement, told, NAMED, &has_more);
    for (size_t i = 0; i < count; i++) named[i] = one_brought_about(b, told[i]);
    const char *list = truce__list(b, named, count);
    return has_more ? words(b, LIST_AND_OTHERS, H(list)) : list;
}

static void put_freedom(truce__brief *b, const truce__reason *reason, const truce_claim *improvement) {
    const truce__filling fillings[] = {H(truce__party_words(b, reason->witness->party)),
                                       H(brought_about(b, improvement))};
    bool is_credible = reason->concept->replies == TRUCE__REPLIES_IMPROVING;
    if (reason->concept->replies == TRUCE__REPLIES_NONE) return;
    if (improvement->child_count == 0) put(b, word(b, NOBODY_ANSWERS));
    else put(b, truce__words(b, reason->concept->has_counter ? TRUCE__M_BRIEF_NOT_SANCTIONED_ESCAPING
                                : is_credible                ? TRUCE__M_BRIEF_NOT_SANCTIONED_CREDIBLY
                                                             : TRUCE__M_BRIEF_NOT_SANCTIONED, fillings));
}

static void put_improvement(truce__brief *b, const truce__reason *reason, const truce_claim *improvement) {
    const char *move = truce__move_words(b, improvement->mover, improvement->from, improvement->to);
    const char *why = truce__preference_words(b, reason->witness->party, improvement->to, improvement->from);
    put(b, "<li>");
    put(b, words(b, IMPROVEMENT, H(move), H(truce__state_words(b, improvement->to)), H(why)));
    if (improvement->kind == TRUCE_CLAIM_SANCTIONED) put_sanction(b, reason, improvement);
    else put_freedom(b, reason, improvement);
    put(b, "</li>\n");
}

/* A stable verdict needs an answer to every improvement; for one that is not stable a single improvement is
 * enough. */
static void put_improvements(truce__brief *b, const truce__reason *reason) {
    const truce_witness *w = reason->witness;
    bool is_stable = w->verdict == TRUCE_STABLE;
    size_t told = is_stable && w->claim_count < TOLD ? w->claim_count : is_stable ? TOLD : 1;
    put(b, "<ul>\n");
    for (size_t i = 0; i < told; i++)
        put_improvement(b, reason, is_stable ? &w->claims[i] : truce__telling_claim(b->graph, w));
    if (w->claim_count > told) truce__element(b, "li", words(b, MORE_IMPROVEMENTS, N(w->claim_count - told)));
    put(b, "</ul>\n");
}

static const char *summary(truce__brief *b, const truce__reason *reason) {
    switch (reason->ground) {
    case TRUCE__GROUND_NO_MOVE: return word(b, REASON_NO_MOVE);
    case TRUCE__GROUND_NO_IMPROVEMENT: return words(b, REASON_NO_IMPROVEMENT, N(reason->n_moves));
    case TRUCE__GROUND_SANCTIONED: return words(b, REASON_SANCTIONED, N(reason->witness->claim_count));
    case TRUCE__GROUND_IMPROVEMENT: return word(b, REASON_FREE);
    default: return word(b, REASON_OPEN);
    }
}

static void put_verdict(truce__brief *b, size_t number) {
    const truce__verdict v = b->verdicts.at[number - 1];
    const truce_witness *w = v.witness;
    const char *concept = truce__escaped(b, truce__grade_concept(b, v.grade)->label);
    const char *state = truce__state_first(b, v.state), *party = truce__party_words(b, v.party);
    const char *head = w->verdict == TRUCE_STABLE
                           ? words(b, VERDICT_STABLE, N(number), H(state), H(party), H(concept))
                           : words(b, VERDICT_UNSTABLE, N(number), H(state), H(party), H(concept));
    putf(b, "<li id=\"v%zu\"><p><strong>%s</strong> %s</p>\n", number, head, summary(b, &v.reason));
    if (w->claim_count) put_improvements(b, &v.reason);
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
