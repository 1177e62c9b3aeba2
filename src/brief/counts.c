/* SPDX-License-Identifier: Apache-2.0 */
/* In how many of its situations each outcome holds; each party's moves, and the situations that are stable for it. */
#include "brief/brief.h"

#include "graph/walk.h"

enum { ROWS = 24, TOLD = 12, ALL = TRUCE__MAX_OPTIONS, COUNTED = 1 << 22 }; /* moves that are counted */

/* ---------------------------------------------------------------- outcomes */

static void put_column(truce__brief *b, const char *name) { putf(b, "<th scope=col>%s</th>", name); }

static void put_concepts(truce__brief *b) {
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++)
        putf(b, "<th scope=col><a href=#c%lu>%s</a></th>", (unsigned long)g + 1,
             truce__escaped(b, truce__grade_concept(b, g)->label));
    put(b, "</tr></thead>\n<tbody>\n");
}

static void put_head(truce__brief *b) {
    put(b, "<thead><tr>");
    put_column(b, word(b, COLUMN_OUTCOME));
    put_column(b, word(b, COLUMN_STATES));
    put_concepts(b);
}

static void put_count(truce__brief *b, uint64_t count) {
    putf(b, "<td>%s</td>", count ? words(b, NUMBER, N(count)) : word(b, NONE_MARK));
}

static void put_row(truce__brief *b, const char *name, const truce__finding *f) {
    putf(b, "<tr><th scope=row>%s</th><td>%s</td>", name, words(b, NUMBER, N(f->states)));
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++)
        put_count(b, f->held[g]);
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

/* ----------------------------------------------------------------- parties */

typedef struct moves {
    uint64_t today, all, improvements;
} moves;

/* False: there are too many to count, or the work was cancelled. */
static bool count_moves(const truce__brief *b, uint32_t party, moves *found) {
    const truce__space *space = &b->graph->space;
    *found = (moves){0};
    for (truce_state s = 1; s <= truce_graph_state_count(b->graph); s++) {
        if (truce__stops_at(b->ctx, s)) return false;
        uint64_t cell = truce__space_cell(space, s);
        uint32_t here = truce_graph_rank(b->graph, party, s);
        truce__walk walk;
        truce__walk_from(&walk, space, party, cell);
        for (uint64_t to; truce__walk_next(&walk, &to);) {
            if (++found->all > COUNTED) return false;
            found->today += s == b->now;
            found->improvements += truce_graph_rank(b->graph, party, truce__space_number(space, to)) > here;
        }
    }
    return true;
}

static void put_party(truce__brief *b, uint32_t party, const moves *counted) {
    putf(b, "<tr><th scope=row>%s</th>", truce__short_party_words(b, party));
    if (counted && b->now) put_count(b, counted->today);
    if (counted) put_count(b, counted->all);
    if (counted) put_count(b, counted->improvements);
    put_count(b, truce_graph_rank_count(b->graph, party));
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++)
        put_count(b, truce_set_count(truce_solution_stable(b->solution, g, party)));
    put(b, "</tr>\n");
}

static void put_parties(truce__brief *b) {
    uint32_t count = b->model->n_parties;
    moves *counted = truce__arena_alloc(&b->arena, count, sizeof *counted);
    if (!counted) truce__out_note(&b->out, TRUCE_E_NOMEM);
    bool is_counted = counted;
    for (uint32_t p = 0; is_counted && p < count; p++) is_counted = count_moves(b, p, &counted[p]);
    truce__out_note(&b->out, truce__go_on(b->ctx));
    put(b, "<section class=wide tabindex=\"0\" aria-labelledby=\"parties-table\">\n<table>\n");
    putf(b, "<caption id=\"parties-table\">%s</caption>\n<thead><tr>",
         !is_counted ? word(b, PARTIES_CAPTION_UNCOUNTED)
         : b->now    ? word(b, PARTIES_CAPTION)
                     : word(b, PARTIES_CAPTION_NO_TODAY));
    put_column(b, word(b, COLUMN_PARTY));
    if (is_counted && b->now) put_column(b, word(b, COLUMN_MOVES_TODAY));
    if (is_counted) put_column(b, word(b, COLUMN_MOVES));
    if (is_counted) put_column(b, word(b, COLUMN_IMPROVEMENTS));
    put_column(b, word(b, COLUMN_PLACES));
    put_concepts(b);
    for (uint32_t p = 0; p < count; p++) put_party(b, p, is_counted ? &counted[p] : NULL);
    put(b, "</tbody></table>\n</section>\n");
}

/* ------------------------------------------------------------ without names */

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
    truce__put_first_alternatives(b);
    put_table(b);
    put_parties(b);
    if (!has_names) put_equilibria(b);
    put(b, "</details>\n");
}
