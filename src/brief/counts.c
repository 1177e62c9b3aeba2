/* SPDX-License-Identifier: Apache-2.0 */
/* In how many of its situations each outcome holds. */
#include "brief/brief.h"

enum { ROWS = 24, TOLD = 12, ALL = TRUCE__MAX_OPTIONS };

/* ---------------------------------------------------------------- outcomes */

static void put_head(truce__brief *b) {
    putf(b, "<thead><tr><th scope=col>%s</th><th scope=col>%s</th>", word(b, COLUMN_OUTCOME),
         word(b, COLUMN_STATES));
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++)
        putf(b, "<th scope=col><a href=#c%lu>%s</a></th>", (unsigned long)g + 1,
             truce__escaped(b, truce__grade_concept(b, g)->label));
    put(b, "</tr></thead>\n<tbody>\n");
}

static void put_row(truce__brief *b, const char *name, const truce__finding *f) {
    putf(b, "<tr><th scope=row>%s</th><td>%s</td>", name, words(b, NUMBER, N(f->states)));
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++)
        putf(b, "<td>%s</td>", f->held[g] ? words(b, NUMBER, N(f->held[g])) : word(b, NONE_MARK));
    put(b, "</tr>\n");
}

static void put_table(truce__brief *b) {
    truce__finding all = {.states = truce_graph_state_count(b->graph)};
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++)
        all.held[g] = truce_set_count(truce_solution_equilibria(b->solution, g));
    put(b, "<section class=wide tabindex=\"0\" aria-labelledby=\"outcomes-table\">\n<table>\n");
    putf(b, "<caption id=\"outcomes-table\">%s</caption>\n",
         b->findings.count ? word(b, OUTCOMES_CAPTION) : word(b, OUTCOMES_CAPTION_NONE));
    put_head(b);
    for (size_t i = 0; i < b->findings.count && i < ROWS; i++)
        put_row(b, truce__capital(b, truce__outcome_called(b, b->findings.at[i].outcome)), &b->findings.at[i]);
    if (b->findings.count && b->unnamed.states) put_row(b, word(b, NO_OUTCOME), &b->unnamed);
    put_row(b, word(b, ALL_STATES), &all);
    put(b, "</tbody></table>\n</section>\n");
    if (b->findings.count > ROWS) truce__element(b, "p", words(b, MORE_OUTCOMES, N(b->findings.count - ROWS)));
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
        const char *name = "", *clauses = truce__changed_words(b, state, ALL);
        if (*clauses) { /* all that a name would say */
            const char *number = truce__capital(b, words(b, STATE_BY_NUMBER, N(state)));
            truce__mention(b, state);
            number = truce__fragment(b, "<a href=#s%llu>%s</a>", (unsigned long long)state, number);
            name = words(b, LETTER, H(number), H(clauses));
        } else {
            name = truce__state_first(b, state);
        }
        putf(b, "<li>%s %s</li>\n", name, truce__verdict_marks(b, state, grade));
    }
    put(b, "</ul>\n");
}

void truce__brief_outcomes(truce__brief *b) {
    bool has_names = b->findings.count > 0;
    truce__fold(b, "outcomes", has_names ? word(b, OUTCOMES_HEAD) : word(b, OUTCOMES_HEAD_NONE));
    truce__element(b, "p", has_names ? word(b, OUTCOMES_INTRO) : word(b, OUTCOMES_INTRO_NONE));
    put_table(b);
    if (!has_names) put_equilibria(b);
    put(b, "</details>\n");
}
