/* SPDX-License-Identifier: Apache-2.0 */
/* What `solve` finds out beside verdicts, and the fields that show it. */
#ifndef TRUCE_SOLVE_H
#define TRUCE_SOLVE_H

#include "questions/solve/coalitions_result.h"
#include "questions/solve/groups_result.h"
#include "questions/solve/ties.h"
#include "questions/solve/views.h"
#include "result/result.h"

#include <truce/conclusions.h>

/* A solve result's own. */
typedef struct truce__solved_own {
    truce_ctx *ctx;
    truce__ties *ties;
    truce__coalition_verdicts *coalitions; /* NULL: none were asked about */
    bool all_patterns;        /* --patterns: of sets of any size */
    bool no_patterns;
    truce_conclusions *counted; /* in short: of each outcome how many states hold; else NULL */
    truce_state behaviour_of; /* the state of --behaviour-of; 0: not asked */
    truce__groups *groups;    /* NULL: not asked */
    truce_set *rows;          /* those of the query, narrowed by --holds and --fails; NULL: not asked */
    truce__views *views;      /* NULL: the model says nothing of perception, or it is a view that is solved */
} truce__solved_own;

#define TRUCE__SOLVED(at) ((const truce__solved_own *)(at)->result->self)

/* `profile`: by which concept each party judges, where `mixed` is solved. `behaviour`: under which concepts each
 * party would stay in a state (behaviour.c). */
extern const truce__field truce__behaviour_fields[];
/* The verdicts of a row as each party sees it; what each party misreads, and equilibria of the hypergame
 * (views_result.c). */
extern const truce__field truce__sight_fields[], truce__view_fields[];
bool truce__are_views_cut(const truce__at *at);

#endif
