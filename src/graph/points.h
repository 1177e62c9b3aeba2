/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a search for patterns works on (patterns.c has the method). The points are combinations of levels: members of
 * the set, combinations outside it, and all others, which do not exist and may be covered or not.
 *
 * A product of level sets is a *cube*: a bit for each level that it allows. An axis is an option that makes a
 * difference; its bits stand in one word. A point is a cube with one level of each axis.
 *
 * Points come in three shapes. *Dense* points have an entry for each combination of the axes: what a cube holds is
 * found by walking through it. *Few* points do without entries, for few members of a space too large for them: the
 * walk looks into the set itself. *Listed* points are rows of words: a cube holds those with no bit outside it.
 */
#ifndef TRUCE_POINTS_H
#define TRUCE_POINTS_H

#include "graph/set.h"

/* No more are needed: an option of 33 to 36 levels has a word of its own, and 2^62 combinations allow 12 of these. */
enum { TRUCE__CUBE_WORDS = 16, TRUCE__CUBE_BITS = TRUCE__CUBE_WORDS * 64 };

typedef struct truce__axis {
    uint32_t option, n_levels, word, shift;
    uint64_t stride; /* among combinations of the axes */
} truce__axis;

typedef struct truce__points {
    truce_ctx *ctx;
    truce__axis axes[TRUCE__MAX_OPTIONS];
    uint32_t n_axes, n_words;
    uint64_t all[TRUCE__CUBE_WORDS]; /* the cube of everything */

    uint64_t *members;  /* n_members rows of n_words */
    uint64_t n_members;
    uint32_t *covered;  /* for each member: cubes of the cover that hold it */
    uint32_t wanted;    /* members covered at most so often count as gained */

    bool is_listed;
    uint32_t *entries;  /* dense: 0 does not exist, TRUCE__OUTSIDE, else a member + 1 */
    uint64_t n_entries;
    const truce_set *set;  /* few */
    uint64_t *cells;      /* few: of the members, ascending */

    uint64_t *outside;  /* listed: n_outside rows */
    uint64_t n_outside;
} truce__points;

#define TRUCE__OUTSIDE UINT32_MAX

/* Dense and listed ones leave out options without effect on the set, the last one first. TRUCE_E_LIMIT where memory
 * does not suffice. O(combinations x options); few: O(members x options). */
truce_status truce__points_dense(truce__points *points, const truce_set *set);
truce_status truce__points_few(truce__points *points, const truce_set *set);
truce_status truce__points_listed(truce__points *points, const truce_set *set);
void truce__points_free(truce__points *points);

/* Places the axes in words, and the strides. */
void truce__points_place(truce__points *points);
/* Enters the levels of a combination of the axes into a row of zeros. */
void truce__points_row(const truce__points *points, uint64_t combination, uint64_t *row);

/* Which directions (levels that the cube lacks) would let in a point from outside: their bits are added to
 * `blocked`. For the others, how many wanted members they would let in; `gain` is by bit. */
truce_status truce__points_look(truce__points *points, const uint64_t *cube, uint64_t *blocked, uint64_t *gain);
/* Whether a cube holds no point from outside. */
bool truce__points_allow(const truce__points *points, const uint64_t *cube);
/* The members in a cube, into room for n_members; returns how many. */
uint64_t truce__points_within(const truce__points *points, const uint64_t *cube, uint32_t *within);
/* How many levels could be added to the member's own cube one at a time; 0 for listed points, where that costs as
 * much as a look. */
uint32_t truce__points_freedom(const truce__points *points, uint64_t member);

static inline uint64_t *truce__member(const truce__points *points, uint64_t member) {
    return points->members + member * points->n_words;
}
/* Whether a point lies in a cube. */
static inline bool truce__cube_holds(const uint64_t *cube, const uint64_t *point, uint32_t n_words) {
    for (uint32_t w = 0; w < n_words; w++)
        if (point[w] & ~cube[w]) return false;
    return true;
}
/* The levels that a cube allows of an option. */
static inline uint64_t truce__cube_levels(const uint64_t *cube, const truce__axis *axis) {
    return cube[axis->word] >> axis->shift & (((uint64_t)1 << axis->n_levels) - 1);
}

#endif
