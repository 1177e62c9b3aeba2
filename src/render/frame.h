/* SPDX-License-Identifier: Apache-2.0 */
/* What stands above and below every table, and how a state is named in a sentence. */
#ifndef TRUCE_FRAME_H
#define TRUCE_FRAME_H

#include "analysis/pick.h"
#include "render/out.h"

/* Title, number of states, status quo, whether states are valued after expiry. */
void truce__frame_head(truce__out *out, const truce_graph *graph);
/* The equilibria of each concept, the rules of the game in one line, what was left out, what was verified. */
void truce__frame_foot(truce__out *out, const truce_solution *solution, const truce__pick *pick);
/* "12 more rows are not shown", when that is so. */
void truce__frame_cut(truce__out *out, const truce__pick *pick);
void truce__frame_definitions(truce__out *out);
/* The same as a diagnostic: CSV has no place for "truncated". */
truce_status truce__frame_warn_of_cut(truce_ctx *ctx, const truce_graph *graph, const truce__pick *pick);

/* Where states are valued by what they turn into: says so, and how many do. */
void truce__frame_expiry(truce__out *out, const truce_graph *graph);

/* Appends "2 (Y0N: standoff, talks)". */
void truce__state_label(truce__text *text, const truce_graph *graph, truce_state state);
/* Appends the outcomes of the state, "standoff, talks", perhaps nothing. */
void truce__state_outcomes(truce__text *text, const truce_graph *graph, truce_state state);

/* Renderers of single displays. The pick is ready and rewound. `solution` may be NULL in the option table. */
void truce__option_table(truce__out *out, const truce_graph *graph, const truce_solution *solution, truce__pick *pick);
void truce__stability_table(truce__out *out, const truce_solution *solution, truce__pick *pick);
void truce__tableau(truce__out *out, const truce_solution *solution, const truce_render_options *options);

/* Empties a text without giving up its memory, and gives its bytes, never NULL. */
static inline void truce__text_clear(truce__text *text) {
    text->length = 0;
    if (text->bytes) text->bytes[0] = 0;
}
static inline const char *truce__text_bytes(const truce__text *text) { return text->bytes ? text->bytes : ""; }

#endif
