/* SPDX-License-Identifier: Apache-2.0 */
/* What stands above and below every table. */
#ifndef TRUCE_FRAME_H
#define TRUCE_FRAME_H

#include "result/pick.h"
#include "render/out.h"
#include "words/phrases.h"

/* Title, number of states, status quo, whether states are valued after expiry. */
void truce__frame_head(truce__out *out, const truce_graph *graph);
/* "12 more rows are not shown", when that is so. */
void truce__frame_cut(truce__out *out, const truce__pick *pick);
void truce__frame_definitions(truce__out *out);

/* Where states are valued by what they turn into: says so, and how many do. */
void truce__frame_expiry(truce__out *out, const truce_graph *graph);

/* Renderers of single displays. The pick is ready and rewound. `solution` may be NULL in the option table. */
void truce__option_table(truce__out *out, const truce_graph *graph, const truce_solution *solution,
                         truce__pick *pick);
void truce__tableau(truce__out *out, const truce_solution *solution, const truce_render_options *options);

#endif
