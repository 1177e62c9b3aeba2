/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/questions.h"

const truce__question truce__questions[] = {
    {"states", "which states exist", &truce__states_layout},
    {"solve", "which states are stable, for whom, and which are equilibria", &truce__solve_layout},
    {"ratify", "what would be accepted at home, and who stands in the way", &truce__ratify_layout},
    {"ripe", "is the situation ripe for talks", &truce__ripe_layout},
    {"concepts", "which solution concepts there are, and what they mean", &truce__concepts_layout},
    {0}};

const truce__question *truce__question_find(const char *id) {
    for (const truce__question *q = truce__questions; q->id; q++)
        if (strcmp(q->id, id) == 0) return q;
    return NULL;
}

const char *truce_question_name(uint32_t index) {
    size_t count = sizeof truce__questions / sizeof *truce__questions - 1;
    return index < count ? truce__questions[index].id : NULL;
}
