/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a brief is about: chosen from results before a word is written, so that headline, findings and sections speak
 * of the same things. docs/brief.md has the rules. No words here.
 */
#ifndef TRUCE_BRIEF_GIST_H
#define TRUCE_BRIEF_GIST_H

#include "result/result.h"
#include "unknowns/sample.h"

#include <truce/deal.h>
#include <truce/paths.h>

/* A situation worth reaching. */
typedef struct truce__target {
    truce_state state;
    uint32_t grade;     /* how it holds; TRUCE__LEAVES: it does not */
    uint32_t distance;  /* options that stand otherwise than today */
    bool is_reached;    /* from today */
    bool by_improvements; /* on this way, which is the best one */
    truce_path_step *way;
    uint32_t steps;     /* of the way */
    uint64_t ways;      /* as short as this one, itself among them; UINT64_MAX: so many or more */
    uint32_t *first;    /* the parties that begin one of them */
    uint32_t first_count;
    bool is_first_paid; /* the first step that a party takes is an improvement for it */
    truce_state left;   /* what it turns into by itself; the state itself where it does not */
} truce__target;

enum { TRUCE__TARGETS = 2, TRUCE__MIRRORS = 2 };

/* The first that applies. */
typedef enum truce__headline {
    TRUCE__HEAD_WOULD_HOLD,   /* nothing is known of today */
    TRUCE__HEAD_NOTHING_HOLDS,
    TRUCE__HEAD_TODAY_LEFT,   /* today does not hold */
    TRUCE__HEAD_BY_IMPROVEMENTS,
    TRUCE__HEAD_FIRST_STEP,   /* targets, and each begins with a step that does not pay */
    TRUCE__HEAD_LATER_STEP,   /* the first step pays, a later one does not */
    TRUCE__HEAD_OUT_OF_REACH,
    TRUCE__HEAD_DOES_NOT_HOLD, /* the target is a deal that somebody would leave */
    TRUCE__HEAD_ALL_HOLD,
    TRUCE__HEAD_NO_TARGET,
    /* In place of these, where alternatives decide. */
    TRUCE__HEAD_TODAY_OPEN,
    TRUCE__HEAD_TARGET_OPEN
} truce__headline;

/* Two conditions that face each other: each party makes a step of its own depend on the other's. */
typedef struct truce__mirror {
    uint32_t party[2], item[2];
} truce__mirror;

/* The third finding: the first that there is. */
typedef enum truce__third {
    TRUCE__THIRD_NONE,
    TRUCE__THIRD_ALL_GAIN,   /* what all situations that are better for everybody have in common */
    TRUCE__THIRD_NOWHERE,    /* an outcome that a party puts first holds nowhere */
    TRUCE__THIRD_LAPSE       /* once the target has lapsed somebody is worse off than today */
} truce__third;

typedef struct truce__gist {
    uint32_t today;          /* the grade of today's situation; TRUCE__LEAVES also where there is none */
    truce__headline headline;
    truce__target targets[TRUCE__TARGETS];
    size_t n_targets;
    truce__target best;      /* the first deal, where it is better for everybody; no state: it is not */
    truce__target consented; /* the deal that no home would refuse, where one would refuse the first target; no
                                state: none */
    size_t n_headed;         /* the first ones, of which the headline is true */
    truce__mirror mirrors[TRUCE__MIRRORS];
    size_t n_mirrors;
    truce__third third;
    size_t nowhere;          /* NOWHERE: the finding's place */
    uint64_t gains_all;      /* situations that are better than no deal for everybody */
    const uint64_t *common;  /* ALL_GAIN: by option, the levels that these have, a bit each */
} truce__gist;

#endif
