/* SPDX-License-Identifier: Apache-2.0 */
/* Ratification: which stable situations would be ratified, and who refuses the others. */
#include "brief/brief.h"

#include "questions/no_deal.h"

#include <truce/home.h>

enum { MISSING = 3 };

/* "all of them have to consent": what the rule asks of the actors. */
static const char *rule_words(truce__brief *b, const truce_home *home) {
    const char *quota = truce__escaped(b, home->quota);
    if (strcmp(home->rule, "majority") == 0) return word(b, RULE_MAJORITY);
    if (strcmp(home->rule, "quota") == 0) return words(b, RULE_QUOTA, H(quota));
    if (strcmp(home->rule, "weighted") == 0) return words(b, RULE_WEIGHTED, H(quota));
    return word(b, RULE_UNANIMITY);
}

static const char *actor_list(truce__brief *b, const truce__home *home, const uint32_t *actors, size_t count) {
    const char **names = truce__fragments(b, count);
    for (size_t i = 0; names && i < count; i++) names[i] = truce__actor_words(b, &home->actors[actors[i]]);
    return truce__list(b, names, names ? count : 0);
}

/* "Partners (compared with today)": the actors, and what they compare with. */
static void put_actors(truce__brief *b, const truce_home *home, const truce__home *said) {
    put(b, "<ul>\n");
    for (size_t i = 0; i < home->actor_count; i++) {
        const truce_home_actor *actor = &home->actors[i];
        const char *name = truce__actor_words(b, &said->actors[i]);
        const char *reversion = truce__state_words(b, actor->reversion);
        uint64_t ratifies = truce_set_count(actor->ratifies);
        truce__element(b, "li", strcmp(home->rule, "weighted") == 0
            ? words(b, ACTOR_WEIGHS, H(name), H(reversion), N(ratifies), H(truce__escaped(b, actor->weight)))
            : words(b, ACTOR, H(name), H(reversion), N(ratifies)));
    }
    put(b, "</ul>\n");
}

/* Why an actor refuses: told of parties, whose orders the brief knows. */
static const char *refusal(truce__brief *b, const truce_home *home, const truce__home *said, const truce_vote *vote) {
    const char **reasons = truce__fragments(b, vote->refuse_count);
    size_t count = 0;
    for (size_t i = 0; reasons && i < vote->refuse_count; i++) {
        const truce_home_actor *actor = &home->actors[vote->refuses[i]];
        const char *name = truce__actor_words(b, &said->actors[vote->refuses[i]]);
        const char *reversion = truce__state_words(b, actor->reversion);
        reasons[count++] = actor->party == UINT32_MAX
            ? words(b, REFUSES, H(name), H(reversion))
            : words(b, REFUSES_BECAUSE, H(name), H(reversion),
                    H(truce__preference_words(b, actor->party, actor->reversion, vote->state)));
    }
    return truce__list(b, reasons, count);
}

static void put_missing(truce__brief *b, const truce__home *said, const truce_vote *vote) {
    const char *sets[MISSING];
    size_t count = vote->missing_count < MISSING ? vote->missing_count : MISSING;
    for (size_t i = 0; i < count; i++)
        sets[i] = actor_list(b, said, vote->missing + i * vote->missing_size, vote->missing_size);
    if (count && vote->refuse_count > 1) put(b, words(b, WOULD_BE_ENOUGH, H(truce__choice(b, sets, count))));
}

static void put_vote(truce__brief *b, const truce_ratification *r, size_t home, truce_state state) {
    truce_vote *vote = NULL;
    const truce__home *said = &b->model->homes[home];
    truce__out_note(&b->out, truce_home_vote(b->ctx, r, home, state, MISSING, &vote));
    if (truce__out_failed(&b->out)) return;
    const char *name = truce__state_first(b, state);
    put(b, "<li>");
    if (vote->is_ratified) {
        put(b, words(b, RATIFIED, H(name)));
    } else {
        put(b, words(b, NOT_RATIFIED, H(name), H(refusal(b, &r->homes[home], said, vote))));
        put_missing(b, said, vote);
    }
    put(b, "</li>\n");
    truce_vote_free(b->ctx, vote);
}

static void put_home(truce__brief *b, const truce_ratification *r, size_t i) {
    const truce_home *home = &r->homes[i];
    const truce__note *note = &b->model->homes[i].note;
    const char *why = truce__note_words(b, note);
    putf(b, "<p>%s %s", words(b, HOME_RULE, H(truce__party_words(b, home->party)), H(rule_words(b, home)),
                              N(home->actor_count)), truce__entry_mark(b, note));
    if (*why) putf(b, "<span class=\"note\">%s</span>", truce__capital(b, why));
    put(b, "</p>\n");
    put_actors(b, home, &b->model->homes[i]);
    const truce_state *candidates;
    size_t count = truce__candidates(b, &candidates);
    uint64_t ratified = truce_set_count(home->win_set);
    uint64_t states = home->voted ? truce_set_count(home->voted) : truce_graph_state_count(b->graph);
    putf(b, "<p>%s%s</p>\n", home->voted ? words(b, WIN_SET_VOTED, N(ratified), N(states))
                             : ratified == states ? words(b, WIN_SET_ALL, N(states))
                             : ratified          ? words(b, WIN_SET, N(ratified), N(states))
                                                 : words(b, WIN_SET_NONE, N(states)),
         count ? word(b, OF_WHAT_HOLDS) : "");
    if (count) put(b, "<ul>\n");
    for (size_t k = 0; k < count; k++)
        if (truce_home_is_asked(home, candidates[k])) put_vote(b, r, i, candidates[k]);
    if (count) put(b, "</ul>\n");
}

bool truce__has_homes(const truce__brief *b) {
    return b->model->n_homes > 0 && truce__has_no_deal(b->graph);
}

void truce__brief_at_home(truce__brief *b) {
    truce_ratification *r = NULL;
    if (!truce__has_homes(b)) return;
    truce__out_note(&b->out, truce_ratify(b->ctx, b->graph, b->solution, &r));
    if (truce__out_failed(&b->out)) return;
    truce__section(b, "home", word(b, HOME_HEAD));
    truce__element(b, "p", word(b, HOME_INTRO));
    for (size_t i = 0; i < r->home_count; i++) put_home(b, r, i);
    put(b, "</section>\n");
    truce_ratification_free(r);
}
