/* SPDX-License-Identifier: Apache-2.0 */
/* What holds today and why; then which outcomes hold somewhere, and who would leave the others. */
#include "brief/brief.h"

enum { ROWS = 24, TOLD = 12 };

/* ------------------------------------------------------------------- today */

static void put_everybody(truce__brief *b, truce_state state) {
    put(b, "<ul>\n");
    for (uint32_t p = 0; p < b->model->n_parties && !truce__out_failed(&b->out); p++)
        truce__element(b, "li", truce__standing_words(b, state, p));
    put(b, "</ul>\n");
}

static void put_today(truce__brief *b) {
    static const truce__message says[] = {TRUCE__M_BRIEF_HOLDS_AT_REST, TRUCE__M_BRIEF_HOLDS_CREDIBLE,
                                          TRUCE__M_BRIEF_HOLDS_CAREFUL, TRUCE__M_BRIEF_HOLDS_FEARFUL,
                                          TRUCE__M_BRIEF_HOLDS_NOT};
    truce__section(b, "holds", word(b, HOLDS_HEAD));
    truce__message message = says[truce__equilibrium_grade(b, b->now)];
    truce__element(b, "p", truce__words(b, message, (const truce__filling[]){H(truce__state_words(b, b->now))}));
    put_everybody(b, b->now);
    put(b, "</section>\n");
}

/* ---------------------------------------------------------------- outcomes */

static void put_head(truce__brief *b) {
    putf(b, "<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>", word(b, COLUMN_OUTCOME),
         word(b, COLUMN_STATES));
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++)
        putf(b, "<th scope=\"col\"><a href=\"#c%lu\">%s</a></th>", (unsigned long)g + 1,
             truce__escaped(b, truce__grade_concept(b, g)->label));
    put(b, "</tr></thead>\n<tbody>\n");
}

static void put_row(truce__brief *b, const char *name, const truce__finding *f) {
    putf(b, "<tr><th scope=\"row\">%s</th><td>%s</td>", name, words(b, NUMBER, N(f->states)));
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++)
        putf(b, "<td>%s</td>", f->held[g] ? words(b, NUMBER, N(f->held[g])) : word(b, NONE_MARK));
    put(b, "</tr>\n");
}

static void put_table(truce__brief *b) {
    truce__finding all = {.states = truce_graph_state_count(b->graph)};
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++)
        all.held[g] = truce_set_count(truce_solution_equilibria(b->solution, g));
    put(b, "<section class=\"wide\" tabindex=\"0\" aria-labelledby=\"outcomes-table\">\n<table>\n");
    putf(b, "<caption id=\"outcomes-table\">%s</caption>\n", word(b, OUTCOMES_CAPTION));
    put_head(b);
    for (size_t i = 0; i < b->findings.count && i < ROWS; i++)
        put_row(b, truce__outcome_words(b, b->findings.at[i].outcome), &b->findings.at[i]);
    put_row(b, word(b, ALL_STATES), &all);
    put(b, "</tbody></table>\n</section>\n");
    if (b->findings.count > ROWS) truce__element(b, "p", words(b, MORE_OUTCOMES, N(b->findings.count - ROWS)));
}

/* The state that is told of an outcome: the nearest to today, where that is known. */
static const char *example(truce__brief *b, truce_state state) {
    const char *name = truce__state_words(b, state);
    return b->now ? words(b, NEAREST, H(name)) : words(b, FOR_INSTANCE, H(name));
}

/* Whether the state stood for an outcome above, so that it need not be described again. */
static bool is_described(const truce__brief *b, const truce__finding *f) {
    for (const truce__finding *above = b->findings.at; above < f; above++)
        if (above->nearest_held == f->nearest_held) return true;
    return false;
}

static void put_held(truce__brief *b, const truce__finding *f) {
    static const truce__message says[] = {TRUCE__M_BRIEF_OUTCOME_AT_REST, TRUCE__M_BRIEF_OUTCOME_CREDIBLE,
                                          TRUCE__M_BRIEF_OUTCOME_CAREFUL, TRUCE__M_BRIEF_OUTCOME_FEARFUL};
    uint64_t held = f->held[f->grade];
    const char *of =
        held == f->states ? words(b, ALL_ITS_STATES, N(held)) : words(b, OF_ITS_STATES, N(held), N(f->states));
    const truce__filling fillings[] = {H(truce__outcome_words(b, f->outcome)), H(of), H(example(b, f->nearest_held))};
    put(b, "<li>");
    put(b, truce__words(b, says[f->grade], fillings));
    if (!is_described(b, f)) put(b, truce__difference_words(b, f->nearest_held));
    putf(b, " %s</li>\n", truce__verdict_marks(b, f->nearest_held, f->grade));
}

/* The first party that is held worst in that state. */
static uint32_t first_to_leave(const truce__brief *b, truce_state state) {
    uint32_t who = 0;
    for (uint32_t p = 1; p < b->model->n_parties; p++)
        if (truce__grade(b, state, p) > truce__grade(b, state, who)) who = p;
    return who;
}

static void put_broken(truce__brief *b, const truce__finding *f) {
    const char *name = truce__outcome_words(b, f->outcome), *state = example(b, f->nearest);
    put(b, "<li>");
    put(b, words(b, OUTCOME_NEVER, H(name), N(f->states), H(state)));
    put(b, b->now ? truce__difference_words(b, f->nearest) : " ");
    put(b, truce__standing_words(b, f->nearest, first_to_leave(b, f->nearest)));
    put(b, "</li>\n");
}

static void put_outcomes(truce__brief *b, bool held) {
    size_t told = 0, left = 0;
    for (size_t i = 0; i < b->findings.count && !truce__out_failed(&b->out); i++) {
        const truce__finding *f = &b->findings.at[i];
        if (f->states == 0 || (f->grade != TRUCE__LEAVES) != held) continue;
        if (told == TOLD) {
            left++;
            continue;
        }
        if (told++ == 0) putf(b, "<h3>%s</h3>\n<ul>\n", held ? word(b, HELD_HEAD) : word(b, BROKEN_HEAD));
        (held ? put_held : put_broken)(b, f);
    }
    if (told) put(b, "</ul>\n");
    if (left) truce__element(b, "p", words(b, MORE_OUTCOMES, N(left)));
}

/* Without names for outcomes the first equilibria stand for themselves. */
static void put_equilibria(truce__brief *b) {
    uint32_t grade = 0;
    while (grade < TRUCE__N_GRADES && truce_set_count(truce_solution_equilibria(b->solution, grade)) == 0) grade++;
    if (grade == TRUCE__N_GRADES) {
        truce__element(b, "p", word(b, NOTHING_HOLDS));
        return;
    }
    const truce_set *set = truce_solution_equilibria(b->solution, grade);
    uint64_t count = truce_set_count(set);
    const char *label = truce__escaped(b, truce__grade_concept(b, grade)->label);
    truce__element(b, "p",
                   count > TOLD ? words(b, FIRST_THAT_HOLD, H(label), N(count))
                                : words(b, THESE_HOLD, H(label), N(count)));
    put(b, "<ul>\n");
    size_t told = 0;
    for (truce_state state = truce_set_next(set, 0); state && told++ < TOLD; state = truce_set_next(set, state)) {
        const char *name = truce__state_first(b, state);
        putf(b, "<li>%s %s</li>\n", name, truce__verdict_marks(b, state, grade));
    }
    put(b, "</ul>\n");
}

void truce__brief_holding(truce__brief *b) {
    if (b->now) put_today(b);
    truce__section(b, "outcomes", word(b, OUTCOMES_HEAD));
    truce__element(b, "p", word(b, OUTCOMES_INTRO));
    put_table(b);
    if (b->findings.count == 0) put_equilibria(b);
    put_outcomes(b, true);
    put_outcomes(b, false);
    put(b, "</section>\n");
}
