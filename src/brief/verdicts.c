/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The verdicts on the page. Each is explained once, verified from the definitions, numbered in the order of the text,
 * and told in full in the appendix.
 */
#include "brief/brief.h"

/* Improvements of a verdict that are told; states up to which the simplest of all reasons is looked for. */
enum { TOLD = 8, WHOLE = 1 << 14 };

/* ---------------------------------------------------------------- register */

static truce_status explain(truce__brief *b, truce__verdict *verdict) {
    uint32_t concept = truce_solution_concept(b->solution, verdict->grade);
    unsigned flags = truce_graph_state_count(b->graph) > WHOLE ? TRUCE_WITNESS_SHORT : 0;
    TRY(truce_explain(b->ctx, b->graph, verdict->state, verdict->party, concept, flags, &verdict->witness));
    truce_status status = truce_verify(b->verifier, verdict->witness);
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
    return truce__fragment(b, "<a class=mark href=#v%zu>%s</a>", verdict, name);
}

const char *truce__verdict_marks(truce__brief *b, truce_state state, uint32_t grade) {
    const char *marks = "";
    for (uint32_t p = 0; p < b->model->n_parties; p++) {
        uint32_t own = truce__grade(b, state, p) == TRUCE__AT_REST ? TRUCE__AT_REST : grade; /* is enough for all */
        marks = truce__fragment(b, "%s%s%s", marks, p ? " " : "",
                                truce__verdict_mark(b, truce__verdict_number(b, state, p, own)));
    }
    return marks;
}

uint64_t truce__steps_from(truce__brief *b, truce_state state) {
    uint64_t steps = 0;
    for (uint32_t p = 0; p < b->model->n_parties; p++) {
        size_t number = truce__verdict_number(b, state, p, TRUCE__AT_REST);
        if (number) steps += b->verdicts.at[number - 1].reason.n_moves;
    }
    return steps;
}

/* Whether a step of the party meets a wish that is not met today; true, too, where its wishes are no known order. */
static bool brings_something(truce__brief *b, uint32_t party) {
    const truce__pref *pref = &b->model->prefs[party];
    truce_state *moves = NULL;
    size_t count = 0;
    truce__out_note(&b->out, truce_graph_moves(b->ctx, b->graph, party, b->now, &moves, &count));
    bool brings = count && (pref->kind != TRUCE__PREF_ORDER || pref->written || pref->n_either);
    for (uint32_t i = 0; i < pref->n_items && count && !brings; i++) {
        if (truce__item_holds(b->graph, &pref->items[i], b->now)) continue;
        for (size_t k = 0; k < count; k++) brings |= truce__item_holds(b->graph, &pref->items[i], moves[k]);
    }
    truce_release(b->ctx, moves);
    return brings;
}

bool truce__nothing_is_brought(truce__brief *b) {
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        if (brings_something(b, p)) return false;
    return !truce__out_failed(&b->out);
}

/* ----------------------------------------------------------------- one line */

static const char *at_rest(truce__brief *b, const truce__verdict *v, const char *mark) {
    const char *name = truce__party_words(b, v->party);
    if (v->reason.ground == TRUCE__GROUND_NO_MOVE) return words(b, NO_MOVE, H(name), H(mark));
    if (v->reason.n_tied)
        return words(b, NO_IMPROVEMENT_TIED, H(name), N(v->reason.n_moves), H(mark), N(v->reason.n_tied));
    return words(b, NO_IMPROVEMENT, H(name), N(v->reason.n_moves), H(mark));
}

/* Who of those who take its steps is worse off by one of them. */
static const char *losers_of(truce__brief *b, const truce_claim *answer, size_t *count, uint32_t *last) {
    const char **names = truce__fragments(b, b->model->n_parties);
    *count = 0;
    for (uint32_t p = 0; names && p < b->model->n_parties; p++) {
        bool loses = false;
        for (const truce_claim *step = answer; step; step = truce__next_step(step))
            loses |= step->mover == p &&
                     truce_graph_rank(b->graph, p, step->to) < truce_graph_rank(b->graph, p, step->from);
        if (!loses) continue;
        names[(*count)++] = truce__party_words(b, p);
        *last = p;
    }
    return truce__and_list(b, names, *count);
}

/* By one step it is told which; by several, who has a part in it. */
static const char *given_words(truce__brief *b, const truce_claim *answer) {
    const char **names = truce__fragments(b, b->model->n_parties);
    size_t count = 0;
    uint64_t steps = 0;
    for (const truce_claim *step = answer; step; step = truce__next_step(step)) steps++;
    if (steps == 1) {
        const char *does = truce__does_words(b, answer->from, answer->to);
        return words(b, COULD_ANSWER, H(truce__party_words(b, answer->mover)), H(does));
    }
    for (uint32_t p = 0; names && p < b->model->n_parties; p++) {
        bool has_part = false;
        for (const truce_claim *step = answer; step; step = truce__next_step(step)) has_part |= step->mover == p;
        if (has_part) names[count++] = truce__party_words(b, p);
    }
    return words(b, COULD_ANSWER_IN_STEPS, H(truce__and_list(b, names, count)), N(steps));
}

truce__answers truce__answers_to(truce__brief *b, truce_state state) {
    size_t losing = 0, gaining = 0, several = 0, losers;
    uint32_t last;
    for (uint32_t p = 0; p < b->model->n_parties; p++) {
        uint32_t grade = truce__grade(b, state, p);
        size_t number = grade == TRUCE__AT_REST ? 0 : truce__verdict_number(b, state, p, grade);
        const truce_witness *w = number ? b->verdicts.at[number - 1].witness : NULL;
        for (size_t i = 0; w && i < w->claim_count; i++) {
            const truce_claim *answer = w->claims[i].children;
            losers_of(b, answer, &losers, &last);
            losing += losers > 0;
            gaining += losers == 0;
            several += answer && truce__next_step(answer);
        }
        if (grade == TRUCE__CREDIBLE) gaining++;
    }
    if (losing == 0) return TRUCE__ANSWERS_GAIN;
    return gaining ? TRUCE__ANSWERS_VARY : several ? TRUCE__ONE_LOSES : TRUCE__ALL_LOSE;
}

const char *truce__answer_words(truce__brief *b, uint32_t party, truce_state from) {
    size_t number = truce__verdict_number(b, from, party, truce__grade(b, from, party)), losers;
    uint32_t loser = 0;
    if (number == 0) return "";
    const truce_claim *answer = truce__telling_claim(b->graph, b->verdicts.at[number - 1].witness)->children;
    const char *given = given_words(b, answer), *who = losers_of(b, answer, &losers, &loser);
    bool is_alone = !truce__next_step(answer);
    if (losers && is_alone) return words(b, AT_OWN_LOSS, H(given), N(truce__number_of_party(b->model, loser)));
    if (losers) return words(b, AT_LOSS_TO, H(given), H(who));
    return truce__grade(b, from, party) == TRUCE__CREDIBLE ? words(b, AND_GAIN, H(given)) : given;
}

const char *truce__standing_words(truce__brief *b, truce_state state, uint32_t party) {
    uint32_t grade = truce__grade(b, state, party);
    size_t number = truce__verdict_number(b, state, party, grade == TRUCE__LEAVES ? TRUCE__FEARFUL : grade);
    if (number == 0) return "";
    const char *mark = truce__verdict_mark(b, number);
    const truce__verdict v = b->verdicts.at[number - 1];
    if (grade == TRUCE__AT_REST) return at_rest(b, &v, mark);
    const truce_claim *improvement = truce__telling_claim(b->graph, v.witness);
    const char *move = truce__capital(b, truce__move_words(b, party, state, improvement->to));
    const char *name = truce__party_words(b, party);
    if (grade == TRUCE__LEAVES) {
        const char *why = truce__preference_words(b, party, improvement->to, state);
        return words(b, WOULD_LEAVE, H(move), H(why), H(mark), H(name));
    }
    truce_state end = truce__answer_end(improvement)->to;
    const char *where = end == state ? word(b, BACK_AGAIN) : words(b, LEADS_THERE, H(truce__called_words(b, end)));
    if (grade == TRUCE__CREDIBLE) return words(b, HELD_CREDIBLY, H(move), H(where), H(mark), H(name));
    const char *answer = truce__answer_words(b, party, state);
    return words(b, HELD_BY_FEAR, H(move), H(where), H(mark), H(name), H(answer));
}

/* ----------------------------------------------------------------- in full */

static void put_improvement(truce__brief *b, const truce__reason *reason, const truce_claim *improvement) {
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_improvement(&s, reason, improvement);
    truce__element(b, "li", truce__spoken(b));
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
    if (w->claim_count > told)
        truce__element(b, "li", truce__capital(b, words(b, MORE_IMPROVEMENTS, N(w->claim_count - told))));
    put(b, "</ul>\n");
}

static const char *verdict_words(truce__brief *b, const truce__verdict *v) {
    const char *name = truce__party_words(b, v->party);
    if (v->witness->verdict == TRUCE_STABLE) return words(b, VERDICT_STABLE, H(name));
    if (v->witness->verdict == TRUCE_UNSTABLE) return words(b, VERDICT_UNSTABLE, H(name));
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_verdict(&s, &v->reason);
    return truce__spoken(b);
}

const char *truce__claim_of(truce__brief *b, const truce__verdict *v) {
    return truce__fragment(b, "%llu %s %s", (unsigned long long)v->state, b->model->parties[v->party].id,
                           truce__grade_concept(b, v->grade)->id);
}

static void put_verdict(truce__brief *b, size_t number) {
    const truce__verdict v = b->verdicts.at[number - 1];
    const char *head = words(b, VERDICT_NUMBER, N(number));
    putf(b, "<li id=v%zu><b>%s%s</b>", number, head, verdict_words(b, &v));
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_ground(&s, &v.reason);
    put(b, truce__spoken(b));
    truce__put_dispute(b, truce__fragment(b, "claim %s", truce__claim_of(b, &v)), "");
    if (v.witness->claim_count) put_improvements(b, &v.reason);
    put(b, "</li>\n");
}

/* Those on one situation under one concept stand together, below what they share. */
static void put_group_head(truce__brief *b, size_t number) {
    const truce__verdict *v = &b->verdicts.at[number - 1];
    if (number > 1 && v[-1].state == v->state && v[-1].grade == v->grade) return;
    const char *name = truce__state_first(b, v->state);
    putf(b, "%s<p>%s</p>\n<ul>\n", number > 1 ? "</ul>\n" : "",
         words(b, VERDICTS_ON, H(name), H(truce__escaped(b, truce__grade_concept(b, v->grade)->label))));
}

void truce__brief_verdicts(truce__brief *b) {
    truce__fold(b, "verdicts", word(b, VERDICTS_HEAD));
    uint64_t count = b->verdicts.count;
    truce__element(b, "p", words(b, VERDICTS_INTRO, N(count)));
    for (size_t i = 1; i <= b->verdicts.count && !truce__out_failed(&b->out); i++) {
        put_group_head(b, i);
        put_verdict(b, i);
    }
    put(b, count ? "</ul>\n</details>\n" : "</details>\n");
}
