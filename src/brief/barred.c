/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why no way leads to a situation in some readings: it asks for an option that somebody cannot use there. Told is the
 * option that bars it in the most readings, and whether it does so in all of them.
 */
#include "brief/brief.h"

#include "words/phrases.h"
#include "words/states.h"

bool truce__is_asked_for(const truce__brief *b, const truce__unknown *u, truce_state state) {
    uint8_t today[TRUCE__MAX_OPTIONS], there[TRUCE__MAX_OPTIONS];
    if (u->kind != TRUCE__UNSURE_OPTION || !b->now || b->model->is_plain) return false;
    truce_graph_state_levels(b->graph, b->now, today);
    truce_graph_state_levels(b->graph, state, there);
    return today[u->item] != there[u->item];
}

/* That option among what is in doubt, and in how many readings it cannot be used; TRUCE__NONE: there is none. */
static uint32_t barring(const truce__brief *b, truce_state state, uint64_t *count) {
    truce__sureness reached = truce__sure_of_state(b, TRUCE__IS_REACHED, 0, state);
    uint32_t most = TRUCE__NONE;
    *count = 0;
    for (uint32_t u = 0; u < b->sample.unknowns.count; u++) {
        if (!truce__is_asked_for(b, &b->sample.unknowns.at[u], state)) continue;
        uint64_t without = truce__sample_reading(&b->sample, u, TRUCE__READ_ABSENT);
        bool bars = truce__sample_both(&b->sample, reached.conclusion, u, TRUCE__READ_ABSENT) == 0;
        if (!bars || without <= *count) continue;
        *count = without;
        most = u;
    }
    return most;
}

const char *truce__asked_step(truce__brief *b, uint32_t option, truce_state state) {
    uint8_t today[TRUCE__MAX_OPTIONS], there[TRUCE__MAX_OPTIONS];
    truce_graph_state_levels(b->graph, b->now, today);
    truce_graph_state_levels(b->graph, state, there);
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_step(&s, option, today[option], there[option]);
    return truce__spoken(b);
}

const char *truce__barred_words(truce__brief *b, truce_state state) {
    uint64_t barred = truce__barred_count(b, state), count;
    if (!barred) return "";
    const char *share = truce__share_words(b, barred, b->sample.variants);
    uint32_t u = barring(b, state, &count);
    if (u == TRUCE__NONE) return words(b, BARRED, H(share));
    uint32_t option = b->sample.unknowns.at[u].item;
    const char *who = truce__party_words(b, b->model->options[option].party);
    const char *does = truce__asked_step(b, option, state);
    if (count == barred) return words(b, BARRED_BY, H(share), H(who), H(does));
    return words(b, BARRED_PARTLY_BY, H(share), H(who), H(does),
                 H(truce__share_words(b, count, b->sample.variants)));
}
