/* SPDX-License-Identifier: Apache-2.0 */
/* The questions that truce answers, and the shapes of their results. */
#ifndef TRUCE_QUESTIONS_H
#define TRUCE_QUESTIONS_H

#include "result/result.h"

typedef struct truce__question {
    const char *id;      /* "ripe": as the command is called */
    const char *summary; /* what it answers */
    const truce__layout *layout;
    bool needs_graph;
    /* Works it out and makes the result, which owns all that was worked out. */
    truce_status (*run)(truce_ctx *ctx, const truce_query *query, truce_result **result);
} truce__question;

/* In the order in which they are listed; ends with an entry without id. */
extern const truce__question truce__questions[];
/* NULL: there is none of that name. */
const truce__question *truce__question_find(const char *id);
/* The argument for that option; an empty one where it is not given. */
const truce_argument *truce__argument(const truce_query *query, const char *option);

typedef truce_status truce__run_fn(truce_ctx *ctx, const truce_query *query, truce_result **result);
truce__run_fn truce__run_states, truce__run_solve, truce__run_ratify, truce__run_ripe, truce__run_concepts,
    truce__run_audience, truce__run_explain, truce__run_diff, truce__run_timeline, truce__run_deal,
    truce__run_check, truce__run_paths;

extern const truce__layout truce__states_layout, truce__solve_layout, truce__ratify_layout, truce__ripe_layout,
    truce__concepts_layout, truce__audience_layout, truce__explain_layout, truce__diff_layout,
    truce__timeline_layout, truce__deal_layout, truce__check_layout,
    truce__paths_layout;

#endif
