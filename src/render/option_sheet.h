/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table in option form, as the literature prints it: a column for each state, a row for each option under its
 * party, beneath them outcomes, payoffs (ranks, higher is better) and, when there is a solution, a row for each
 * concept with Y under its equilibria and ? under those that may be. Here are its rows, labels and cells; who prints
 * it lays them out.
 *
 * Levels stand by name; those of an option whose names are long, by the digit of the code, which a legend explains:
 * else a line would hold one or two states.
 */
#ifndef TRUCE_OPTION_SHEET_H
#define TRUCE_OPTION_SHEET_H

#include "render/out.h"

typedef enum truce__sheet_kind {
    TRUCE__SHEET_ORDERED,
    TRUCE__SHEET_DECIMAL,
    TRUCE__SHEET_NAME,
    TRUCE__SHEET_EXPIRED, /* the last of those that head the columns */
    TRUCE__SHEET_OPTION,
    TRUCE__SHEET_OUTCOME,
    TRUCE__SHEET_PAYOFF,
    TRUCE__SHEET_CONCEPT
} truce__sheet_kind;

typedef struct truce__sheet_row {
    truce__sheet_kind kind;
    uint32_t index; /* of the option, outcome, party, slot */
} truce__sheet_row;

typedef struct truce__sheet {
    truce__out *out;
    const truce_graph *graph;
    const truce_model *model;
    const truce_solution *solution;
    TRUCE__VEC(truce__sheet_row) rows;
    truce__text cell; /* what was asked for last */
    truce__at at;     /* the graph that the words speak of */
} truce__sheet;

/* Lists the rows. `solution` may be NULL. To be ended in any case. Failures to make words are noted in `out`. */
truce_status truce__sheet_begin(truce__sheet *sheet, truce__out *out, const truce_graph *graph,
                                const truce_solution *solution);
void truce__sheet_end(truce__sheet *sheet);

/* These lend their words until the next is asked for. */
const char *truce__sheet_cell(truce__sheet *sheet, truce__sheet_row row, truce_state state);
const char *truce__sheet_label(truce__sheet *sheet, truce__sheet_row row);
/* The party of an option. */
const char *truce__sheet_party(truce__sheet *sheet, uint32_t option);
/* "Offer shares: 0 = nothing at all, 1 = a tenth"; NULL: its levels stand by name. */
const char *truce__sheet_legend(truce__sheet *sheet, uint32_t option);

/* Whether the row is the first of a party's options. */
bool truce__sheet_opens_party(const truce__sheet *sheet, truce__sheet_row row);
/* Whether cells hold words, which want more room between them. */
bool truce__sheet_has_words(const truce_model *model);

#endif
