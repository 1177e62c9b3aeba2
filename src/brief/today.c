/* SPDX-License-Identifier: Apache-2.0 */
/* Whether today's situation holds, and why. */
#include "brief/brief.h"

/* How each party is held. */
static void put_everybody(truce__brief *b) {
    const uint32_t *parties;
    uint32_t count = truce__main_parties(b, &parties);
    put(b, "<ul>\n");
    for (uint32_t i = 0; i < count && !truce__out_failed(&b->out); i++)
        truce__element(b, "li", truce__standing_words(b, b->now, parties[i]));
    put(b, "</ul>\n");
}

static void put_at_rest(truce__brief *b) {
    uint64_t steps = truce__steps_from(b, b->now);
    const char *today = truce__standing_name(b), *marks = truce__verdict_marks(b, b->now, TRUCE__AT_REST);
    const char *says = steps ? words(b, HOLDS_AT_REST, H(today), N(steps)) : words(b, HOLDS_WITHOUT_STEPS, H(today));
    putf(b, "<p>%s %s</p>\n", says, marks);
}

void truce__brief_today(truce__brief *b) {
    static const truce__message heads[] = {TRUCE__M_BRIEF_TODAY_REST_HEAD, TRUCE__M_BRIEF_TODAY_CREDIBLE_HEAD,
                                           TRUCE__M_BRIEF_TODAY_CAUTION_HEAD, TRUCE__M_BRIEF_TODAY_CAUTION_HEAD,
                                           TRUCE__M_BRIEF_TODAY_LEFT_HEAD};
    static const truce__message says[] = {[TRUCE__CREDIBLE] = TRUCE__M_BRIEF_HOLDS_CREDIBLE,
                                          [TRUCE__CAREFUL] = TRUCE__M_BRIEF_HOLDS_CAREFUL,
                                          [TRUCE__FEARFUL] = TRUCE__M_BRIEF_HOLDS_FEARFUL,
                                          [TRUCE__LEAVES] = TRUCE__M_BRIEF_HOLDS_NOT};
    uint32_t grade = b->chosen.today;
    if (!b->now) return;
    bool is_open = truce__hangs(b, TRUCE__OF_TODAY);
    const truce__filling how[] = {H(truce__held_how(b, grade))};
    truce__section(b, "holds", truce__is_open_whether(b, TRUCE__OF_TODAY) ? word(b, TODAY_OPEN_HEAD)
                               : is_open                                  ? word(b, TODAY_OPEN_HOW_HEAD)
                                                                          : truce__words(b, heads[grade], how));
    if (is_open) truce__element(b, "p", word(b, KEEPS_TO_FIRST));
    if (grade == TRUCE__AT_REST) {
        put_at_rest(b);
    } else {
        truce__element(b, "p", truce__words(b, says[grade], (const truce__filling[]){H(truce__standing_name(b))}));
        put_everybody(b);
    }
    const char *ends = truce__todays_end_words(b);
    if (*ends) truce__element(b, "p", ends);
    truce__put_leaving(b, b->now);
    put(b, "</section>\n");
}
