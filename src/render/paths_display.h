/* SPDX-License-Identifier: Apache-2.0 */
/* The displays of paths, one file each. */
#ifndef TRUCE_PATHS_DISPLAY_H
#define TRUCE_PATHS_DISPLAY_H

#include <truce/paths.h>

#include "render/out.h"

/* What is asked and shown, for every display. */
typedef struct truce__paths_view {
    const truce_paths *const *paths; /* the first is what was asked */
    size_t count;
    const truce_graph *graph;
    const truce_paths_show *show;
    uint64_t limit; /* of rows; 0: none */
} truce__paths_view;

/* "any moves", "improvements", "improvements that nothing sanctions under SEQ". */
void truce__paths_kind(truce__text *text, const truce_paths *paths);
/* "better", "same", "worse". */
const char *truce__gain_name(truce_gain gain);

/* Rows are states, a block of columns for each kind of path: after how many steps a state is reached first. */
void truce__reach_table(truce__out *out, const truce__paths_view *view);
/* Columns are the states of a path, with an arrow on the row of each option that changes. */
void truce__evolution_table(truce__out *out, const truce_graph *graph, truce_state from, const truce_path *path);
/* The arcs as a layered graph. */
void truce__paths_dot(truce__out *out, const truce__paths_view *view);
void truce__paths_svg(truce__out *out, const truce__paths_view *view);

#endif
