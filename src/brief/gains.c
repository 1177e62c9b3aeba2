/* SPDX-License-Identifier: Apache-2.0 */
/* Who gains and who would refuse: a matrix of situations and parties, and what holds nowhere. */
#include "brief/brief.h"

enum { ROWS = 7, TOLD = 2 };

typedef struct rows {
    truce_state at[ROWS];
    size_t count;
} rows;

static void add_row(const truce__brief *b, rows *of, truce_state state) {
    bool is_new = state && state != b->now && of->count < ROWS;
    for (size_t i = 0; i < of->count; i++) is_new = is_new && of->at[i] != state;
    if (is_new) of->at[of->count++] = state;
}

/* Targets, what holds nowhere and the first deal; then what else holds. */
static rows choose_rows(truce__brief *b) {
    const truce_state *candidates;
    size_t count = truce__candidates(b, &candidates);
    rows of = {.count = 0};
    for (size_t i = 0; i < b->chosen.n_targets; i++) add_row(b, &of, b->chosen.targets[i].state);
    add_row(b, &of, b->chosen.consented.state);
    for (size_t i = 0; i < b->findings.count && of.count < ROWS - 2; i++)
        if (b->findings.at[i].grade == TRUCE__LEAVES) add_row(b, &of, b->findings.at[i].nearest);
    if (b->deals && b->deals->deal_count) add_row(b, &of, b->deals->deals[0].state);
    for (size_t i = 0; i < count; i++) add_row(b, &of, candidates[i]);
    return of;
}

/* What the party has without any of this: today's rank, or that without an agreement. 0: not known. */
static uint32_t rank_without(const truce__brief *b, uint32_t party) {
    if (b->now) return truce_graph_rank(b->graph, party, b->now);
    return b->deals ? b->deals->no_deal[party].rank : 0;
}

/* Links to what shows that it holds, or does not. */
static const char *proof(truce__brief *b, truce_state state, uint32_t grade) {
    if (grade < TRUCE__LEAVES) return truce__verdict_marks(b, state, grade);
    return truce__verdict_mark(b, truce__verdict_number(b, state, truce__first_to_leave(b, state), TRUCE__FEARFUL));
}

/* Whether it holds, and then ends by itself. */
static bool ends(const truce__brief *b, truce_state state) {
    return truce__left_of(b, state) != state && truce__equilibrium_grade(b, state) < TRUCE__LEAVES;
}

/* What the words below "Holds" mean, those that stand there. */
static const char *holds_words(truce__brief *b, const rows *of) {
    static const truce__message meanings[] = {TRUCE__M_BRIEF_MATRIX_YES, TRUCE__M_BRIEF_MATRIX_BY_ANSWERS,
                                              TRUCE__M_BRIEF_MATRIX_BY_CAUTION,
                                              TRUCE__M_BRIEF_MATRIX_BY_GREAT_CAUTION,
                                              TRUCE__M_BRIEF_MATRIX_NO};
    const char *all = "";
    truce__message last = TRUCE__M_BRIEF_NONE_MARK;
    for (uint32_t grade = 0; grade <= TRUCE__LEAVES; grade++) {
        bool is_there = false;
        for (size_t i = 0; i < of->count; i++) is_there |= truce__equilibrium_grade(b, of->at[i]) == grade;
        if (!is_there || meanings[grade] == last) continue;
        last = meanings[grade];
        const char *one = truce__words(b, last, NULL);
        all = *all ? words(b, PHRASES, H(all), H(one)) : one;
    }
    for (size_t i = 0; i < of->count; i++)
        if (ends(b, of->at[i])) return words(b, PHRASES, H(all), H(word(b, MATRIX_UNTIL)));
    return all;
}

/* Of targets, and of the deal with consent, with how sure the sign is. */
static void put_cell(truce__brief *b, uint32_t party, truce_state state) {
    bool is_shared = b->now && *truce__target_sign(b, state);
    if (is_shared) truce__put_beside_share(b, party, state, b->now);
    else truce__put_sign(b, truce_graph_rank(b->graph, party, state), rank_without(b, party));
}

static bool has_shares(truce__brief *b, const rows *of) {
    bool has_sign = false;
    for (size_t i = 0; i < of->count; i++) has_sign |= *truce__target_sign(b, of->at[i]) != 0;
    return b->now && b->sample.variants && has_sign && truce__has_lists(b->model);
}

static void put_matrix(truce__brief *b, const rows *of) {
    static const truce__message holds[] = {TRUCE__M_BRIEF_HOLDS_YES, TRUCE__M_BRIEF_HOLDS_BY_ANSWERS,
                                           TRUCE__M_BRIEF_HOLDS_BY_CAUTION, TRUCE__M_BRIEF_HOLDS_BY_GREAT_CAUTION,
                                           TRUCE__M_BRIEF_HOLDS_NO};
    const uint32_t *parties;
    uint32_t count = truce__main_parties(b, &parties);
    put(b, "<section class=wide tabindex=\"0\" aria-labelledby=\"gains-table\">\n<table class=gains>\n");
    putf(b, "<caption id=\"gains-table\">%s%s</caption>\n<thead><tr><th scope=col>%s</th>",
         b->now ? words(b, MATRIX_CAPTION, H(holds_words(b, of)))
                : words(b, MATRIX_CAPTION_NO_DEAL, H(holds_words(b, of))),
         has_shares(b, of) ? word(b, MATRIX_SHARES) : "",
         word(b, COLUMN_SITUATION));
    for (uint32_t i = 0; i < count; i++)
        putf(b, "<th scope=col>%s</th>", truce__short_party_words(b, parties[i]));
    putf(b, "<th scope=col>%s</th></tr></thead>\n<tbody>\n", word(b, COLUMN_HOLDS));
    const char **names = truce__row_names(b, of->at, of->count);
    for (size_t i = 0; names && i < of->count; i++) {
        putf(b, "<tr><th scope=row>%s</th>", truce__capital(b, names[i]));
        for (uint32_t k = 0; k < count; k++)
            put_cell(b, parties[k], of->at[i]);
        uint32_t grade = truce__equilibrium_grade(b, of->at[i]);
        const char *how = truce__words(b, holds[grade], NULL);
        if (ends(b, of->at[i])) how = words(b, HOLDS_UNTIL, H(how));
        putf(b, "<td>%s %s</td></tr>\n", how, proof(b, of->at[i], grade));
    }
    put(b, "</tbody></table>\n</section>\n");
}

/* ---------------------------------------------------------- better for all */

static void put_better_for_all(truce__brief *b) {
    const truce__gist *c = &b->chosen;
    if (!b->deals) return;
    uint64_t states = truce_graph_state_count(b->graph);
    bool is_today = truce__is_measured_against_today(b);
    if (c->gains_all == 0) {
        truce__element(b, "p", is_today ? words(b, NONE_GAINS_ALL, N(states))
                                        : words(b, NONE_GAINS_ALL_DEAL, N(states)));
        return;
    }
    putf(b, "<p>%s", is_today ? words(b, ALL_GAIN_COUNT, N(c->gains_all), N(states))
                              : words(b, ALL_GAIN_COUNT_DEAL, N(c->gains_all), N(states)));
    truce_state best = b->deals->deal_count ? b->deals->deals[0].state : 0;
    bool is_told = c->third == TRUCE__THIRD_ALL_GAIN; /* in the summary */
    if (!is_told && best && truce_set_contains(b->deals->gains_all, best)) {
        const char *name = truce__capital(b, truce__called_words(b, best));
        bool is_target = false; /* whose section, or the summary, says how sure this is */
        for (size_t i = 0; i < c->n_targets; i++) is_target |= is_today && c->targets[i].state == best;
        const char *how = is_target ? "" : truce__sure_words(b, truce__sure_of_state(b, TRUCE__IS_BETTER, 0, best));
        putf(b, " %s", truce__best_for_all_words(b, name));
        if (*how) putf(b, " %s", words(b, BEST_IS_BETTER, H(how), H("")));
    }
    put(b, "</p>\n");
}

static bool is_nowhere(const truce__finding *f) { return f->states && f->grade == TRUCE__LEAVES; }
static bool has_nowhere(const truce__brief *b) {
    for (size_t i = 0; i < b->findings.count; i++)
        if (is_nowhere(&b->findings.at[i])) return true;
    return false;
}

/* What somebody would rather do than stay in the nearest of its situations. */
static const char *leaving_words(truce__brief *b, const truce__finding *f) {
    return truce__would_rather_words(b, truce__first_to_leave(b, f->nearest), f->nearest);
}

/* `before`: of which that was told just before; NULL: of none. */
static void put_nowhere(truce__brief *b, const truce__finding *f, const truce__finding *before) {
    uint32_t who = truce__first_to_leave(b, f->nearest);
    bool is_same = before && strcmp(leaving_words(b, f), leaving_words(b, before)) == 0;
    putf(b, "<p>%s", words(b, SENTENCE, H(truce__nowhere_words(b, f))));
    const char *too = words(b, NOWHERE_WHY_TOO, N(f->states), N(b->now ? 2 : 1));
    putf(b, " %s %s</p>\n", is_same ? too : truce__nowhere_why(b, f),
         truce__verdict_mark(b, truce__verdict_number(b, f->nearest, who, TRUCE__FEARFUL)));
}

static const char *head(truce__brief *b) {
    const truce__gist *c = &b->chosen;
    if (c->third == TRUCE__THIRD_ALL_GAIN) return words(b, FIND_ALL_GAIN, H(truce__common_words(b)));
    if (!b->deals) return word(b, GAINS_HEAD);
    if (c->gains_all) return word(b, GAINS_HEAD_SOME);
    return truce__is_measured_against_today(b) ? word(b, GAINS_HEAD_NONE) : word(b, GAINS_HEAD_NONE_DEAL);
}

void truce__brief_gains(truce__brief *b) {
    const rows of = choose_rows(b);
    size_t told = 0;
    const truce__finding *before = NULL;
    if (!b->deals && !has_nowhere(b) && !(of.count && b->now)) return;
    truce__section(b, "gains", head(b));
    truce__put_first_alternatives(b);
    put_better_for_all(b);
    if (of.count && (b->now || b->deals)) put_matrix(b, &of);
    for (size_t i = 0; i < b->findings.count && told < TOLD && !truce__out_failed(&b->out); i++) {
        const truce__finding *f = &b->findings.at[i];
        if (!is_nowhere(f)) continue;
        put_nowhere(b, f, before);
        before = f;
        told++;
    }
    put(b, "</section>\n");
}
