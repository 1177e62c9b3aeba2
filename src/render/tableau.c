/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tableau of Fraser and Hipel (1979), one for each concept: each party's states from best to worst, r where it is
 * stable without an improvement, s where it is stable with some, u where it is unstable, ? where that depends on what
 * the model leaves open, and below the state its improvements, best first. States between brackets are tied. Over the
 * first party's block stands E for an equilibrium and x for none. The letter s means "sanctioned under this concept";
 * for Nash it cannot appear.
 */
#include "render/figures.h"
#include "words/phrases.h"

#include <inttypes.h>
#include <stdlib.h>

enum { LISTED = 8, MAX_BLOCK = 4096 }; /* improvements named under a state; columns held at once */

typedef struct column {
    truce_state state;
    bool opens_tie, closes_tie;
    truce__ranked improvements[LISTED];
    uint32_t n_listed;
    uint64_t n_improvements;
    uint32_t width;
} column;

typedef struct tableau {
    truce__out *out;
    const truce_graph *graph;
    const truce_solution *solution;
    uint32_t slot, party, label_width;
    TRUCE__VEC(column) block;
    truce__text cell;
} tableau;

typedef enum line { LINE_OVERALL, LINE_VERDICT, LINE_NUMBER, LINE_IMPROVEMENTS } line;

/* ---------------------------------------------------------------- columns */

static truce_status find_improvements(tableau *t, column *c) {
    uint32_t rank = truce_graph_rank(t->graph, t->party, c->state);
    truce_state *moves = NULL;
    size_t count = 0;
    TRUCE__VEC(truce__ranked) better = {0};
    truce_status status;
    TRY_OR_DONE(truce_graph_moves(t->out->ctx, t->graph, t->party, c->state, &moves, &count));
    for (size_t i = 0; i < count; i++) {
        uint32_t there = truce_graph_rank(t->graph, t->party, moves[i]);
        if (there > rank) TRY_OR_DONE(truce__vec_push(t->out->ctx, &better, ((truce__ranked){there, moves[i]})));
    }
    if (better.count) qsort(better.at, better.count, sizeof *better.at, truce__ranked_best_first);
    c->n_improvements = better.count;
    c->n_listed = better.count > LISTED ? LISTED : (uint32_t)better.count;
    if (c->n_listed) memcpy(c->improvements, better.at, c->n_listed * sizeof *better.at);
done:
    truce_release(t->out->ctx, moves);
    truce__vec_free(t->out->ctx, &better);
    return status;
}

static const char *verdict(const tableau *t, const column *c) {
    switch (truce_solution_verdict(t->solution, t->slot, t->party, c->state)) {
    case TRUCE_STABLE: return c->n_improvements == 0 ? "r" : "s";
    case TRUCE_MAYBE: return "?";
    default: return "u";
    }
}

static const char *overall(const tableau *t, const column *c) {
    truce_verdict holds = truce_solution_holds(t->solution, t->slot, c->state);
    return holds == TRUCE_STABLE ? "E" : holds == TRUCE_MAYBE ? "?" : "x";
}

/* What a column shows on a line, in t->cell; `depth` counts the improvements. */
static void fill(tableau *t, const column *c, line l, uint32_t depth) {
    truce__text_clear(&t->cell);
    switch (l) {
    case LINE_OVERALL: truce__text_puts(&t->cell, overall(t, c)); break;
    case LINE_VERDICT: truce__text_puts(&t->cell, verdict(t, c)); break;
    case LINE_NUMBER:
        truce__text_printf(&t->cell, "%s%" PRIu64 "%s", c->opens_tie ? "[" : "", c->state, c->closes_tie ? "]" : "");
        break;
    case LINE_IMPROVEMENTS:
        if (depth < c->n_listed) truce__text_printf(&t->cell, "%" PRIu64, c->improvements[depth].state);
        else if (depth == LISTED && c->n_improvements > LISTED)
            truce__text_printf(&t->cell, "+%" PRIu64, c->n_improvements - LISTED);
        break;
    }
    if (t->cell.failed) truce__out_note(t->out, TRUCE_E_NOMEM);
}

static void measure(tableau *t, column *c) {
    c->width = 1;
    for (uint32_t depth = 0; depth <= LISTED + 1; depth++) {
        fill(t, c, depth == 0 ? LINE_NUMBER : LINE_IMPROVEMENTS, depth ? depth - 1 : 0);
        uint32_t width = truce__columns(truce__text_bytes(&t->cell));
        if (width > c->width) c->width = width;
    }
}

/* ----------------------------------------------------------------- lines */

/* A label, in t->cell. */
static const char *words_of(tableau *t, truce__value value) {
    truce__at at = truce__at_graph(t->graph);
    truce__text_clear(&t->cell);
    truce__value_words(&t->cell, &at, value);
    return truce__text_bytes(&t->cell);
}

/* A line under a label; TRUCE__NULL: none. */
static void print_line(tableau *t, truce__value label, line l, uint32_t depth) {
    truce__out_cell(t->out, words_of(t, label), t->label_width, false, TRUCE__BOLD);
    for (size_t i = 0; i < t->block.count; i++) {
        fill(t, &t->block.at[i], l, depth);
        const char *bytes = truce__text_bytes(&t->cell);
        truce__style style = *bytes == 'E' ? TRUCE__GOOD : *bytes == 'u' ? TRUCE__BAD : TRUCE__PLAIN;
        truce__out_fill(t->out, ' ', 2);
        truce__out_cell(t->out, bytes, t->block.at[i].width, true, style);
    }
    truce__out_end_line(t->out);
}

static void print_block(tableau *t) {
    uint32_t depth = 0;
    for (size_t i = 0; i < t->block.count; i++) {
        uint32_t lines = t->block.at[i].n_listed + (t->block.at[i].n_improvements > LISTED);
        if (lines > depth) depth = lines;
    }
    truce__out_puts(t->out, "\n");
    if (t->party == 0) print_line(t, truce__message_of(TRUCE__M_TABLEAU_OVERALL), LINE_OVERALL, 0);
    print_line(t, truce__party_named(t->party), LINE_VERDICT, 0);
    print_line(t, truce__none(), LINE_NUMBER, 0);
    truce__value label = truce__message_of(TRUCE__M_TABLEAU_IMPROVEMENTS);
    for (uint32_t i = 0; i < depth; i++) print_line(t, i == 0 ? label : truce__none(), LINE_IMPROVEMENTS, i);
    t->block.count = 0;
}

static void add_column(tableau *t, column *c, uint32_t *used) {
    uint32_t room = t->out->width - t->label_width;
    truce__out_note(t->out, find_improvements(t, c));
    measure(t, c);
    if (t->block.count && (*used + c->width + 2 > room || t->block.count == MAX_BLOCK)) {
        print_block(t);
        *used = 0;
    }
    *used += c->width + 2;
    truce__out_note(t->out, truce__vec_push(t->out->ctx, &t->block, *c));
}

/* One party's states, best first. A tie is opened and closed by looking one state ahead and one behind. */
static void print_party(tableau *t, truce__pick *pick) {
    uint32_t before = 0, used = 0;
    truce_state next = truce__pick_next(pick);
    while (next && !truce__out_failed(t->out)) {
        column c = {.state = next};
        next = truce__pick_next(pick);
        uint32_t rank = truce_graph_rank(t->graph, t->party, c.state);
        bool ties_behind = before == rank, ties_ahead = next && truce_graph_rank(t->graph, t->party, next) == rank;
        c.opens_tie = ties_ahead && !ties_behind;
        c.closes_tie = ties_behind && !ties_ahead;
        before = rank;
        add_column(t, &c, &used);
    }
    if (t->block.count && !truce__out_failed(t->out)) print_block(t);
}

static void print_concept(tableau *t, const truce_render_options *options) {
    const truce_concept *concept = truce_concept_at(truce_solution_concept(t->solution, t->slot));
    truce__out_puts(t->out, "\n");
    truce__out_style(t->out, TRUCE__BOLD);
    truce__out_prose(t->out, words_of(t, truce__phrase_of(concept->name)), 0, 2);
    truce__out_style(t->out, TRUCE__PLAIN);
    for (t->party = 0; t->party < t->graph->model->n_parties && !truce__out_failed(t->out); t->party++) {
        truce_render_options sorted = *options;
        sorted.sort_party = t->party;
        truce__pick pick;
        truce_status status = truce__pick_init(t->out->ctx, t->graph, t->solution, &sorted, &pick);
        truce__out_note(t->out, status);
        pick.is_told = true;
        if (status == TRUCE_OK) print_party(t, &pick);
        truce__pick_free(t->out->ctx, &pick);
    }
}

static uint32_t label_width(tableau *t) {
    uint32_t least = truce__columns(words_of(t, truce__message_of(TRUCE__M_TABLEAU_IMPROVEMENTS))), width = least,
             most = t->out->width / 3;
    for (uint32_t party = 0; party < t->graph->model->n_parties; party++) {
        uint32_t columns = truce__columns(words_of(t, truce__party_named(party)));
        if (columns > width) width = columns;
    }
    return width > most && most > least ? most : width;
}

void truce__tableau(truce__out *out, const truce_solution *solution, const truce_render_options *options) {
    tableau t = {.out = out, .graph = truce_solution_graph(solution), .solution = solution};
    truce__text_init(&t.cell, out->ctx);
    t.label_width = label_width(&t);
    truce__out_prose(out, words_of(&t, truce__message_of(TRUCE__M_TABLEAU_KEY)), 0, 2);
    for (; t.slot < truce_solution_concept_count(solution) && !truce__out_failed(out); t.slot++)
        print_concept(&t, options);
    truce__text_free(&t.cell);
    truce__vec_free(out->ctx, &t.block);
}
