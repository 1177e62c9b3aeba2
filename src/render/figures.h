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
/* Words in XML, cut where they are too long for a drawing. */
void truce__xml_cut(truce__out *out, const char *text);

/* What the columns of a figure's table are, by their keys: SIZE_MAX where there is none. And the number in a column
 * of a row; false where there is none. `room` is for its text; `is_count` may be NULL. */
void truce__find_roles(const truce__cols *cols, const char *const *keys, size_t count, size_t *columns);
bool truce__number_in(const truce__cols *cols, size_t column, const truce__at *row, truce__text *room,
                      double *number, bool *is_count);

/* Values on a scale: in text, and for HTML, where each row is drawn as SVG; `literal` escapes. */
typedef void (*truce__literal)(truce__text *text, const char *bytes, size_t length);
void truce__scale_text(truce__out *out, const truce__at *at, const truce__field *figure);
void truce__scale_html(truce__out *out, const truce__at *at, const truce__field *figure, truce__literal literal);
/* The same as a part of an SVG drawing, from `top` downwards; returns its height. */
enum { TRUCE__SCALE_WIDTH = 720 };
double truce__scale_svg(truce__out *out, const truce__at *at, const truce__field *figure, double top, bool draws);

/* Shares by time: in text, and as SVG, alone or in HTML; `form`: whose columns are drawn. */
void truce__outlook_text(truce__out *out, const truce__at *at, const truce__field *figure);
void truce__outlook_svg(truce__out *out, const truce__at *at, const truce__field *figure, unsigned form);

/* States as columns, options as rows; the pick is ready. `solution` may be NULL. */
void truce__option_table(truce__out *out, const truce_graph *graph, const truce_solution *solution,
                         truce__pick *pick);
/* Each party's states from best to worst. */
void truce__tableau(truce__out *out, const truce_solution *solution, const truce_render_options *options);

#endif
