/* SPDX-License-Identifier: Apache-2.0 */
/* Ripeness: which of the three conditions are met today, and why. */
#include "brief/brief.h"

#include <truce/ripe.h>

static const char *hurt(truce__brief *b, const truce_ripeness *r, uint32_t party) {
    const char *name = truce__party_words(b, party);
    if (!r->parties[party].pain) return words(b, PAIN_NOT_SAID, H(name));
    const truce__said *pain = &b->model->pain[party];
    const char *stmt = truce__stmt_words(b, &pain->stmt), *mark = truce__entry_mark(b, &pain->note);
    return r->parties[party].is_hurt ? words(b, PAIN_NOW, H(name), H(stmt), H(mark))
                                     : words(b, PAIN_NOT_NOW, H(name), H(stmt), H(mark));
}

static void put_hurting(truce__brief *b, const truce_ripeness *r) {
    put(b, "<li>");
    put(b, r->is_hurting ? word(b, HURTING) : word(b, NOT_HURTING));
    put(b, "<ul>\n");
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        if (r->parties[p].is_asked) truce__element(b, "li", hurt(b, r, p));
    put(b, "</ul></li>\n");
}

/* Parties outside the deadlock that could leave, with the verdicts; "" for none. */
static const char *others_who_can_leave(truce__brief *b, const truce_ripeness *r) {
    const char **others = truce__fragments(b, b->model->n_parties);
    size_t count = 0;
    for (uint32_t p = 0; others && p < b->model->n_parties; p++) {
        bool can_leave = !truce_set_contains(truce_solution_stable(b->solution, TRUCE__CREDIBLE, p), b->now);
        if (!can_leave || r->parties[p].is_asked) continue;
        const char *mark = truce__verdict_mark(b, truce__verdict_number(b, b->now, p, TRUCE__CREDIBLE));
        others[count++] = truce__fragment(b, "%s %s", truce__party_words(b, p), mark);
    }
    return truce__and_list(b, others, count);
}

/* The strongest grade under which it is true; TRUCE__LEAVES: none. */
static uint32_t grade_of(const bool *is_true) {
    uint32_t grade = 0;
    while (grade < TRUCE__N_GRADES && !is_true[grade]) grade++;
    return grade;
}

static void put_stalemate(truce__brief *b, const truce_ripeness *r) {
    static const truce__message says[] = {TRUCE__M_BRIEF_STALEMATE_AT_REST, TRUCE__M_BRIEF_STALEMATE_CREDIBLE,
                                          TRUCE__M_BRIEF_STALEMATE_CAREFUL, TRUCE__M_BRIEF_STALEMATE_FEARFUL,
                                          TRUCE__M_BRIEF_NO_STALEMATE};
    uint32_t grade = grade_of(r->is_stalemate), told = grade == TRUCE__LEAVES ? TRUCE__FEARFUL : grade;
    putf(b, "<li>%s", truce__words(b, says[grade], NULL));
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        if (r->parties[p].is_asked) putf(b, " %s", truce__verdict_mark(b, truce__verdict_number(b, b->now, p, told)));
    const char *others = others_who_can_leave(b, r);
    if (*others) put(b, words(b, OTHERS_CAN_LEAVE, H(others)));
    put(b, "</li>\n");
}

static bool hurts(const truce__brief *b, uint32_t party, truce_state state) {
    const truce__said *pain = &b->model->pain[party];
    return pain->stmt.n_nodes && truce__graph_holds(b->graph, state, &pain->stmt);
}

/* Those whose deadlock it is and who are hurt in that state. */
static const char *who_hurts(truce__brief *b, const truce_ripeness *r, truce_state state) {
    const char **names = truce__fragments(b, b->model->n_parties);
    size_t count = 0;
    for (uint32_t p = 0; names && p < b->model->n_parties; p++)
        if (r->parties[p].is_asked && hurts(b, p, state)) names[count++] = truce__party_words(b, p);
    return truce__and_list(b, names, count);
}

/* A way out is what all like more, though it may hurt as today does: then that is said, and in how many it does
 * not. */
static void put_pain_there(truce__brief *b, const truce_ripeness *r, truce_state nearest) {
    const char *who = who_hurts(b, r, nearest);
    uint64_t count = 0, ways = truce_set_count(r->ways_out);
    if (!*who) return;
    putf(b, " %s", words(b, PAIN_STAYS, H(who)));
    for (truce_state s = truce_set_next(r->ways_out, 0); s && !truce__stops_at(b->ctx, s);
         s = truce_set_next(r->ways_out, s)) {
        bool is_free = true;
        for (uint32_t p = 0; is_free && p < b->model->n_parties; p++)
            is_free = !r->parties[p].is_asked || !hurts(b, p, s);
        count += is_free;
    }
    truce__out_note(&b->out, truce__go_on(b->ctx));
    if (ways > 1) putf(b, " %s", count ? truce__capital(b, words(b, PAIN_ENDS_IN, N(count)))
                                         : word(b, PAIN_ENDS_NOWHERE));
}

static void put_way_out(truce__brief *b, const truce_ripeness *r) {
    uint64_t count = truce_set_count(r->ways_out);
    put(b, "<li>");
    const truce_path *way = r->way_count ? r->ways[0].path : NULL;
    const char *name = way ? truce__called_words(b, way->state) : "";
    if (way && count == 1) put(b, words(b, ONE_WAY_OUT, H(name), N(way->steps)));
    else if (way && count) put(b, words(b, WAY_OUT, N(count), H(name), N(way->steps)));
    else put(b, truce_set_count(r->better) ? word(b, NO_WAY_THERE) : word(b, NO_WAY_OUT));
    if (way && count) put_pain_there(b, r, way->state);
    put(b, "</li>\n");
}

/* "A and B": those whose deadlock it is. */
static const char *who(truce__brief *b, const truce_ripeness *r) {
    const char **names = truce__fragments(b, b->model->n_parties);
    size_t count = 0;
    for (uint32_t p = 0; names && p < b->model->n_parties; p++)
        if (r->parties[p].is_asked) names[count++] = truce__party_words(b, p);
    return truce__and_list(b, names, count);
}

/* Only people can say where it hurts. Without `pain` there is no section. */
void truce__brief_ripeness(truce__brief *b) {
    uint32_t concepts[TRUCE__N_GRADES];
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++) concepts[g] = truce_solution_concept(b->solution, g);
    const truce_ripe_query query = {.concepts = concepts, .concept_count = TRUCE__N_GRADES, .limit = 1,
                                    .no_lapsing = b->options->no_lapsing};
    truce_ripeness *r = NULL;
    if (!b->now || !b->model->pain) return;
    truce__out_note(&b->out, truce_ripe(b->ctx, b->graph, &query, &r));
    if (truce__out_failed(&b->out)) return;
    uint32_t grade = grade_of(r->is_ripe);
    truce__section(b, "ripe", grade == TRUCE__LEAVES ? word(b, RIPE_HEAD_NOT) : word(b, RIPE_HEAD));
    truce__element(b, "p", words(b, RIPE_INTRO, H(who(b, r))));
    put(b, "<ul>\n");
    put_hurting(b, r);
    put_stalemate(b, r);
    put_way_out(b, r);
    put(b, "</ul>\n");
    if (grade < TRUCE__LEAVES && grade > TRUCE__CREDIBLE)
        truce__element(b, "p", words(b, RIPE_BY_CAUTION, H(truce__held_how(b, grade))));
    put(b, "</section>\n");
    truce_ripeness_free(r);
}
