/* SPDX-License-Identifier: Apache-2.0 */
/* Ratification: which stable situations would be ratified, and who refuses the others. */
#include "brief/brief.h"

#include "words/clauses.h"

#include <truce/home.h>

enum { MISSING = 3 };

const char *truce__rule_words(truce__brief *b, const truce__home *home) {
    const char *quota = truce__decimal_words(b, home->quota);
    switch (home->rule) {
    case TRUCE__RATIFY_MAJORITY: return word(b, RULE_MAJORITY);
    case TRUCE__RATIFY_QUOTA: return words(b, RULE_QUOTA, H(quota));
    case TRUCE__RATIFY_WEIGHTED: return words(b, RULE_WEIGHTED, H(quota));
    case TRUCE__RATIFY_UNANIMITY: break;
    }
    return word(b, RULE_UNANIMITY);
}

const char *truce__called_actor(truce__brief *b, const truce__actor *actor) {
    truce__speaker s = truce__brief_speaker(b);
    if (actor->party != TRUCE__NONE) return truce__party_words(b, actor->party);
    truce__speak_called_actor(&s, actor, false);
    return truce__spoken(b);
}

/* `actors`: their numbers; NULL: the first ones. */
static const char *actor_list(truce__brief *b, const truce__home *home, const uint32_t *actors, size_t count) {
    const char **names = truce__fragments(b, count);
    for (size_t i = 0; names && i < count; i++)
        names[i] = truce__called_actor(b, &home->actors[actors ? actors[i] : i]);
    return truce__and_list(b, names, names ? count : 0);
}

/* "Partners (compared with today)": the actors, and what they compare with. */
static void put_actors(truce__brief *b, const truce_home *home, const truce__home *said) {
    put(b, "<ul>\n");
    for (size_t i = 0; i < home->actor_count; i++) {
        const truce_home_actor *actor = &home->actors[i];
        const char *name = truce__capital(b, truce__called_actor(b, &said->actors[i]));
        const char *reversion = truce__fallback_words(b, actor->reversion);
        uint64_t ratifies = truce_set_count(actor->ratifies);
        const char *good = home->voted ? words(b, ARE_AS_GOOD_OF, N(ratifies), N(truce_set_count(home->voted)))
                                       : words(b, ARE_AS_GOOD, N(ratifies));
        truce__element(b, "li", strcmp(home->rule, "weighted") == 0
            ? words(b, ACTOR_WEIGHS, H(name), H(reversion), H(good), H(truce__escaped(b, actor->weight)))
            : words(b, ACTOR, H(name), H(reversion), H(good)));
    }
    put(b, "</ul>\n");
}

static void put_missing(truce__brief *b, const truce__home *said, const truce_vote *vote) {
    const char *sets[MISSING];
    size_t count = vote->missing_count < MISSING ? vote->missing_count : MISSING;
    for (size_t i = 0; i < count; i++)
        sets[i] = actor_list(b, said, vote->missing + i * vote->missing_size, vote->missing_size);
    if (count && vote->refuse_count > 1) put(b, words(b, WOULD_BE_ENOUGH, H(truce__choice(b, sets, count))));
}

static void put_home(truce__brief *b, const truce_ratification *r, size_t i) {
    const truce_home *home = &r->homes[i];
    const truce__home *said = &b->model->homes[i];
    const truce__note *note = &said->note;
    putf(b, "<p>%s %s</p>\n", words(b, HOME_RULE, H(truce__party_words(b, home->party)),
                                    H(truce__rule_words(b, said)), N(home->actor_count)),
         truce__entry_mark(b, note));
    put_actors(b, home, said);
    uint64_t ratified = truce_set_count(home->win_set);
    uint64_t states = home->voted ? truce_set_count(home->voted) : truce_graph_state_count(b->graph);
    truce__element(b, "p", home->voted ? words(b, WIN_SET_VOTED, N(ratified), N(states))
                             : ratified == states ? words(b, WIN_SET_ALL, N(states))
                             : ratified          ? words(b, WIN_SET, N(ratified), N(states))
                                                 : words(b, WIN_SET_NONE, N(states)));
}

void truce__brief_at_home(truce__brief *b) {
    const truce_ratification *r = truce__ratification(b);
    if (!r) return;
    truce__fold(b, "home", word(b, HOME_HEAD));
    truce__element(b, "p", word(b, HOME_INTRO));
    truce__put_first_alternatives(b);
    for (size_t i = 0; i < r->home_count; i++) put_home(b, r, i);
    put(b, "</details>\n");
}

static const char *refusal_share(truce__brief *b, uint32_t home, truce_state state) {
    truce__sureness sure = truce__sure_of_refusal(b, home, state);
    return sure.conclusion == SIZE_MAX ? "" : truce__sure_share(b, sure);
}

/* How sure it is that the home is asked, and that it refuses; of several homes neither is told. */
static const char *refusal_sentence(truce__brief *b, truce_state state, const char *who, size_t home, bool is_one) {
    const truce__note *note = &b->model->homes[home].note;
    const char *how = is_one ? refusal_share(b, (uint32_t)home, state) : "";
    bool is_doubted = is_one && note->has_confidence;
    const char *asked = is_doubted ? words(b, CONFIDENCE, H(truce__decimal_words(b, note->confidence))) : "";
    const char *says = *how ? words(b, WOULD_REFUSE_IT_SURE, H(who), H(how)) : words(b, WOULD_REFUSE_IT, H(who));
    return *asked ? words(b, IF_ASKED_UNSURE, H(says), H(asked)) : words(b, IF_ASKED, H(says));
}

const char *truce__refusal_words(truce__brief *b, truce_state state) {
    const truce_ratification *r = truce__ratification(b);
    const char **names = truce__fragments(b, r ? r->home_count : 0);
    size_t count = 0, home = 0;
    for (size_t i = 0; r && names && i < r->home_count; i++) {
        truce_vote *vote = NULL;
        if (!truce_home_is_asked(&r->homes[i], state)) continue;
        truce__out_note(&b->out, truce_home_vote(b->ctx, r, i, state, 0, &vote));
        if (truce__out_failed(&b->out)) return "";
        if (!vote->is_ratified) {
            names[count++] = actor_list(b, &b->model->homes[i], vote->refuses, vote->refuse_count);
            home = i;
        }
        truce_vote_free(b->ctx, vote);
    }
    if (count == 0) return "";
    return refusal_sentence(b, state, truce__and_list(b, names, count), home, count == 1);
}

const char *truce__consented_words(truce__brief *b) {
    const truce__target *t = &b->chosen.consented;
    if (!t->state) return "";
    bool is_known = b->is_said[TRUCE__M_BRIEF_CONSENTED_DEAL];
    const char *name = is_known ? truce__called_words(b, t->state) : truce__introduced_words(b, t->state);
    const char *how = truce__held_how(b, t->grade);
    const char *sure = truce__sure_words(b, truce__sure_of_state(b, TRUCE__IS_EQUILIBRIUM, t->grade, t->state));
    if (!is_known) how = truce__joined(b, how, sure);
    const char *all = words(b, CONSENTED_DEAL, H(truce__capital(b, name)), H(how));
    const char *way = is_known || !b->now ? "" : truce__way_summary(b, t);
    const char *hanging = truce__gain_hanging_words(b, TRUCE__TARGETS);
    return truce__joined(b, truce__joined(b, all, way), hanging);
}

/* ----------------------------------------------------------------- in short */

/* What was said last, so that the next sentence can go on with "they". */
typedef struct voice {
    const char *who; /* "": nothing was */
    uint64_t number; /* 1, or 2 of a plural */
} voice;

static voice voice_of(truce__brief *b, const truce__home *said, const uint32_t *actors, size_t count) {
    voice v = {actor_list(b, said, actors, count), count};
    const truce__actor *only = &said->actors[actors && count ? actors[0] : 0];
    if (count == 1) v.number = truce__number_of_actor(b->model, only);
    return v;
}

/* "The coalition partners would refuse a truce with further releases. They would accept a settlement." */
static const char *answer_words(truce__brief *b, voice last, voice now, bool accepts, const char *what) {
    truce__speaker s = truce__brief_speaker(b);
    bool goes_on = strcmp(last.who, now.who) == 0;
    truce__value topic = truce__spoken_of(what), number = truce__number(now.number);
    truce__value who = truce__spoken_of(truce__capital(b, now.who));
    if (goes_on && accepts) SPEAK(&s, RATIFY_ACCEPT_TOO, number, topic);
    else if (goes_on) SPEAK(&s, RATIFY_REFUSE_TOO, number, topic);
    else if (accepts) SPEAK(&s, RATIFY_ACCEPT, who, topic);
    else SPEAK(&s, RATIFY_REFUSE, who, topic);
    return truce__spoken(b);
}

/* Whether a target would be accepted there, and by whom not. */
static void put_answer(truce__brief *b, const truce_ratification *r, size_t home, truce_state state, voice *last) {
    truce_vote *vote = NULL;
    const truce__home *said = &b->model->homes[home];
    truce__out_note(&b->out, truce_home_vote(b->ctx, r, home, state, MISSING, &vote));
    if (truce__out_failed(&b->out)) return;
    const char *name = truce__called_words(b, state);
    bool is_unanimous = vote->is_ratified && !vote->refuse_count;
    voice now = is_unanimous ? voice_of(b, said, NULL, r->homes[home].actor_count)
                             : voice_of(b, said, vote->refuses, vote->refuse_count);
    if (vote->is_ratified && !is_unanimous) {
        putf(b, " %s", words(b, WOULD_BE_ACCEPTED, H(truce__capital(b, name)), H(now.who)));
        now.who = "";
    } else {
        putf(b, " %s", answer_words(b, *last, now, is_unanimous, name));
    }
    put_missing(b, said, vote);
    *last = vote->refuse_count > 1 ? (voice){"", 0} : now;
    truce_vote_free(b->ctx, vote);
}

/* Of what is put to a vote there, how much would be accepted, who would refuse how much, and what becomes of
 * situations that hold: where no target is put to it. */
static void put_voted(truce__brief *b, const truce_ratification *r, size_t i) {
    enum { TOLD = 2 };
    const truce_home *home = &r->homes[i];
    const truce__home *said = &b->model->homes[i];
    uint64_t states = home->voted ? truce_set_count(home->voted) : truce_graph_state_count(b->graph);
    uint64_t accepted = truce_set_count(home->win_set);
    const char **refusals = truce__fragments(b, home->actor_count);
    size_t count = 0;
    for (size_t a = 0; refusals && a < home->actor_count; a++) {
        uint64_t refused = states - truce_set_count(home->actors[a].ratifies);
        const char *who = truce__called_actor(b, &said->actors[a]);
        if (!refused) continue;
        refusals[count] = count ? words(b, REFUSES_NEXT, H(who), N(refused))
                                  : words(b, REFUSES_FIRST, H(who), N(refused));
        count++;
    }
    putf(b, " %s", count ? words(b, VOTED, N(states), N(accepted), H(truce__and_list(b, refusals, count)))
                         : words(b, VOTED_ALL, N(states)));
    const truce_state *candidates;
    voice last = {"", 0};
    size_t held = truce__candidates(b, &candidates);
    for (size_t k = 0, told = 0; k < held && told < TOLD; k++) {
        if (!truce_home_is_asked(home, candidates[k])) continue;
        put_answer(b, r, i, candidates[k], &last);
        told++;
    }
}

static void put_short(truce__brief *b, const truce_ratification *r, size_t i) {
    const truce_home *home = &r->homes[i];
    const truce__home *said = &b->model->homes[i];
    voice last = {"", 0};
    const char *who = truce__party_words(b, home->party), *asked = actor_list(b, said, NULL, home->actor_count);
    bool needs_all = said->rule == TRUCE__RATIFY_UNANIMITY || said->rule == TRUCE__RATIFY_MAJORITY;
    putf(b, "<p>%s", home->actor_count == 1 && needs_all
                         ? words(b, CONSENT_OF_ONE, H(who), H(asked))
                         : words(b, CONSENT_OF, H(who), H(asked), H(truce__rule_words(b, said))));
    if (said->note.has_confidence)
        putf(b, " %s", words(b, AUTHOR_IS_SURE, H(truce__decimal_words(b, said->note.confidence))));
    putf(b, " %s", truce__entry_mark(b, &said->note));
    bool is_asked = false;
    for (size_t k = 0; k < b->chosen.n_targets; k++) {
        truce_state state = b->chosen.targets[k].state;
        if (!truce_home_is_asked(home, state)) continue;
        put_answer(b, r, i, state, &last);
        is_asked = true;
    }
    if (!is_asked) put_voted(b, r, i);
    put(b, "</p>\n");
}

/* The first target that is put to a vote in some home; 0: none is. */
static truce_state first_asked(const truce__brief *b, const truce_ratification *r) {
    for (size_t k = 0; r && k < b->chosen.n_targets; k++)
        for (size_t i = 0; i < r->home_count; i++)
            if (truce_home_is_asked(&r->homes[i], b->chosen.targets[k].state)) return b->chosen.targets[k].state;
    return 0;
}

/* Whether it is certain of no home that refuses it that it has to consent. */
static bool is_refusal_doubted(const truce__brief *b, const truce_ratification *r, truce_state state) {
    bool is_doubted = true;
    for (size_t i = 0; i < r->home_count; i++) {
        const truce__note *note = &b->model->homes[i].note;
        bool refuses = truce_home_is_asked(&r->homes[i], state) && !truce_set_contains(r->homes[i].win_set, state);
        is_doubted &= !refuses || (note->has_confidence && truce__decimal_double(note->confidence) < 1);
    }
    return is_doubted;
}

static const char *refusal_head(truce__brief *b, const truce_ratification *r, truce_state state, const char *name) {
    return is_refusal_doubted(b, r, state) ? words(b, REFUSAL_HEAD_IF, H(name)) : words(b, REFUSAL_HEAD, H(name));
}

void truce__brief_consent(truce__brief *b) {
    enum { TOLD = 3 };
    const truce_ratification *r = truce__ratification(b);
    truce_state asked = first_asked(b, r);
    if (!r) return;
    const char *name = asked ? truce__capital(b, truce__called_words(b, asked)) : "";
    truce__section(b, "consent", !asked ? b->chosen.n_targets ? word(b, UNASKED_HEAD) : word(b, HOME_REFUSES_HEAD)
                                 : truce__is_accepted(r, asked) ? words(b, CONSENT_HEAD, H(name))
                                                                : refusal_head(b, r, asked, name));
    truce__put_first_alternatives(b);
    for (size_t i = 0; i < r->home_count && i < TOLD; i++) put_short(b, r, i);
    const char *consented = !asked || truce__is_accepted(r, asked) ? "" : truce__consented_words(b);
    if (*consented) truce__element(b, "p", consented);
    put(b, "</section>\n");
}
