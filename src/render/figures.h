/* SPDX-License-Identifier: Apache-2.0 */
/* Renderers of figures; result.h says which data each has. */
#ifndef TRUCE_FIGURES_H
#define TRUCE_FIGURES_H

#include "render/out.h"
#include "result/pick.h"

/* A sequence in text: places from left to right, arrows between them. */
void truce__sequence(truce__out *out, const truce__at *at, const truce__field *figure);
/* A layered graph in Graphviz's language, and as SVG. */
void truce__layered_dot(truce__out *out, const truce__at *at, const truce__field *figure);
void truce__layered_svg(truce__out *out, const truce__at *at, const truce__field *figure, const truce_form *form);

/* States as columns, options as rows; the pick is ready. `solution` may be NULL. */
void truce__option_table(truce__out *out, const truce_graph *graph, const truce_solution *solution,
                         truce__pick *pick);
/* Each party's states from best to worst. */
void truce__tableau(truce__out *out, const truce_solution *solution, const truce_render_options *options);

#endif
