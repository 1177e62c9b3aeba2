/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files of the result of `paths`. */
#ifndef TRUCE_PATHS_ITEMS_H
#define TRUCE_PATHS_ITEMS_H

#include "questions/gain.h"
#include "questions/paths/pairs.h"
#include "words/say.h"

/* For people: the whole. The drawing: the arcs of the shortest paths as a layered graph. */
extern const truce__field truce__paths_told[], truce__paths_drawing[];

/* "any moves", "improvements", "improvements that nothing sanctions under SEQ" */
void truce__say_kind_of_paths(const truce__at *at, truce__say *say, const truce_paths *paths);

enum { TRUCE__OBSTACLES_TOLD = 10 };
/* States out of reach that are told of one by one. */
size_t truce__obstacles_told(const truce_paths_show *show);
/* The states asked for, else those reached by the kind of path asked for. */
const truce_set *truce__paths_in_question(const truce_paths *paths);

/* What was asked. */
static inline const truce_paths *truce__paths_asked(const truce__at *at) {
    return ((const truce_paths_show *)at->result->self)->paths[0];
}

/* The item of a target, and all inside it, has its path as `self`; the item of a state out of reach has the
 * obstacle. */
#define TARGET ((const truce_path *)at->self)
#define OBSTACLE ((const truce_obstacle *)at->self)

/* For lists: the next target, state out of reach, step of the path of a target. */
bool truce__next_target(const truce__at *list, truce__at *item);
bool truce__next_obstacle(const truce__at *list, truce__at *item);
bool truce__next_step_of_path(const truce__at *list, truce__at *item);
/* The level of the option of an obstacle; NULL where it is open. */
const char *truce__level_there(const truce__at *at);

#endif
