/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/questions.h"

const truce__question truce__questions[] = {
    {"states", "which states exist", &truce__states_layout, true, truce__run_states},
    {"solve", "which states are stable, for whom, and which are equilibria", &truce__solve_layout, true,
     truce__run_solve},
    {"explain", "why a verdict holds or fails", &truce__explain_layout, true, truce__run_explain},
    {"paths", "how the conflict can go on from a state", &truce__paths_layout, true, truce__run_paths},
    {"ratify", "what would be accepted at home, and who stands in the way", &truce__ratify_layout, true,
     truce__run_ratify},
    {"ripe", "is the situation ripe for talks", &truce__ripe_layout, true, truce__run_ripe},
    {"concepts", "which solution concepts there are, and what they mean", &truce__concepts_layout, false,
     truce__run_concepts},
    {"audience", "how much would it have to cost at home to back down", &truce__audience_layout, true,
     truce__run_audience},
    {"diff", "what differs between two models, and which verdicts flip because of it", &truce__diff_layout, false,
     truce__run_diff},
    {"timeline", "how things stood at each date, and which event changed what", &truce__timeline_layout, false,
     truce__run_timeline},
    {"deal", "which agreements are there, and which of them hold", &truce__deal_layout, true, truce__run_deal},
    {"check", "is the model well formed", &truce__check_layout, false, truce__run_check},
    {0}};

const truce__question *truce__question_find(const char *id) {
    for (const truce__question *q = truce__questions; q->id; q++)
        if (strcmp(q->id, id) == 0) return q;
    return NULL;
}

truce_status truce_ask(truce_ctx *ctx, const char *question, const truce_query *query, truce_result **result) {
    const truce__question *q = truce__question_find(question);
    *result = NULL;
    if (!q || (q->needs_graph && !query->graph)) return TRUCE_E_USAGE;
    return q->run(ctx, query, result);
}

const char *truce_question_name(uint32_t index) {
    size_t count = sizeof truce__questions / sizeof *truce__questions - 1;
    return index < count ? truce__questions[index].id : NULL;
}
