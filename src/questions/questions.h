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

/* The table: what a question is called, what it answers, and whether it needs a graph. Each has a truce__NAME_layout
 * and a truce__run_NAME() in its folder. */
#define TRUCE__QUESTIONS(QUESTION)                                                                                   \
    QUESTION(states, "which states exist", true)                                                                     \
    QUESTION(solve, "which states are stable, for whom, and which are equilibria", true)                             \
    QUESTION(explain, "why a verdict holds or fails", true)                                                          \
    QUESTION(paths, "how the conflict can go on from a state", true)                                                 \
    QUESTION(ratify, "what would be accepted at home, and who stands in the way", true)                              \
    QUESTION(ripe, "is the situation ripe for talks", true)                                                          \
    QUESTION(forecast, "where the conflict goes from today, by outcome and horizon", true)                           \
    QUESTION(score, "what the forecasts of a register were worth", false)                                            \
    QUESTION(concepts, "which solution concepts there are, and what they mean", false)                               \
    QUESTION(cases, "which cases there are, and what each teaches", false)                                           \
    QUESTION(unlock, "what would have to change so that a target holds", true)                                       \
    QUESTION(audience, "how much would it have to cost at home to back down", true)                                  \
    QUESTION(diff, "what differs between two models, and which verdicts flip because of it", false)                  \
    QUESTION(timeline, "how things stood at each date, and which event changed what", false)                         \
    QUESTION(deal, "which agreements are there, and which of them hold", true)                                       \
    QUESTION(robust, "which conclusions survive what may be otherwise", true)                                        \
    QUESTION(check, "is the model well formed", false)                                                               \
    QUESTION(replies, "what readers of a brief wrote", false)                                                        \
    QUESTION(trial, "which conclusions a change would alter", false)

#define QUESTION(name, summary, needs_graph)                                                                         \
    extern const truce__layout truce__##name##_layout;                                                               \
    truce_status truce__run_##name(truce_ctx *ctx, const truce_query *query, truce_result **result);
TRUCE__QUESTIONS(QUESTION)
#undef QUESTION

#endif
