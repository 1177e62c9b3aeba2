/* SPDX-License-Identifier: Apache-2.0 */
/* Whether today's situation holds, and why. */
#include "brief/brief.h"

/* How each party is held; where nobody has a better step, in one sentence. */
static void put_everybody(truce__brief *b) {
    const uint32_t *parties;
    uint32_t count = truce__main_parties(b, &parties);
    put(b, "<ul>\n");
    for (uint32_t i = 0; i < count && !truce__out_failed(&b->out); i++)
        truce__element(b, "li", truce__standing_words(b, b->now, parties[i]));
    put(b, "</ul>\n");
}

static void put_steps(truce__brief *b) {
    uint64_t steps = truce__steps_from(b, b->now);
    const char *marks = truce__verdict_marks(b, b->now, TRUCE__AT_REST);
    put(b, steps ? words(b, NO_STEP_PAYS, N(steps)) : word(b, NO_STEP_THERE));
    putf(b, " %s", marks);
}

void truce__brief_today(truce__brief *b) {
    static const truce__message heads[] = {TRUCE__M_BRIEF_TODAY_REST_HEAD, TRUCE__M_BRIEF_TODAY_CREDIBLE_HEAD,
                                           TRUCE__M_BRIEF_TODAY_CAUTION_HEAD, TRUCE__M_BRIEF_TODAY_CAUTION_HEAD,
                                           TRUCE__M_BRIEF_TODAY_LEFT_HEAD};
    static const truce__message says[] = {TRUCE__M_BRIEF_HOLDS_AT_REST, TRUCE__M_BRIEF_HOLDS_CREDIBLE,
                                          TRUCE__M_BRIEF_HOLDS_CAREFUL, TRUCE__M_BRIEF_HOLDS_FEARFUL,
                                          TRUCE__M_BRIEF_HOLDS_NOT};
    uint32_t grade = b->chosen.today;
    if (!b->now) return;
    truce__section(b, "holds", truce__words(b, heads[grade], NULL));
    putf(b, "<p>%s ", truce__words(b, says[grade], (const truce__filling[]){H(truce__standing_name(b))}));
    if (grade == TRUCE__AT_REST) put_steps(b);
    put(b, "</p>\n");
    if (grade != TRUCE__AT_REST) put_everybody(b);
    truce__put_leaving(b, b->now);
    put(b, "</section>\n");
}
