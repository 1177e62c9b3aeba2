/* SPDX-License-Identifier: Apache-2.0 */
/* Expiry: what temporary situations turn into, and for whom that is better or worse than today. */
#include "brief/brief.h"

#include "model/duration.h"
#include "words/ending.h"

static void put_expiry(truce__brief *b, const truce__expiry *expiry) {
    putf(b, "<li>%s %s", words(b, SENTENCE, H(truce__capital(b, truce__expiry_words(b, expiry)))),
         truce__entry_mark(b, &expiry->note));
    if (expiry->called) putf(b, " %s", words(b, EXPIRY_CONCERNS, H(truce__whole_stmt_words(b, &expiry->when))));
    put(b, "</li>\n");
}

/* The entry that alone applies in a state; NULL: none does, or several do. */
static const truce__expiry *what_ends(const truce__brief *b, truce_state state) {
    const truce__expiry *found = NULL;
    for (uint32_t i = 0; i < b->model->n_expiries; i++) {
        const truce__expiry *one = &b->model->expiries[i];
        if (!truce__graph_holds(b->graph, state, &one->when)) continue;
        if (found) return NULL;
        found = one;
    }
    return found;
}

/* ", the coalition partners as well off and all others better off": those whom what is left does not harm. */
static const char *others_words(truce__brief *b, truce_state left) {
    uint64_t number, better_number = 0;
    const char *same = truce__parties_for_whom(b, left, 0, &number);
    const char *better = truce__parties_for_whom(b, left, 1, &better_number);
    uint32_t count = 0;
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        count += truce_graph_rank(b->graph, p, left) > truce_graph_rank(b->graph, p, b->now);
    if (count > 1) better = word(b, ALL_THE_OTHERS);
    if (*same && *better) return words(b, OTHERS_SAME_AND_BETTER, H(same), H(better));
    if (*same) return words(b, OTHERS_SAME, H(same));
    return *better ? words(b, OTHERS_BETTER, H(better)) : "";
}

/* How it ends, and for whom; how sure it is that all who are worse off then are. */
const char *truce__end_words(truce__brief *b, const truce__target *t) {
    const truce__expiry *expiry = what_ends(b, t->state);
    if (!expiry || !expiry->called) return words(b, TARGET_LAPSES, H(truce__against_today(b, t->left)));
    uint64_t number = 1;
    const char *worse = truce__parties_for_whom(b, t->left, -1, &number);
    const char *ends = truce__capital(b, truce__expiry_words(b, expiry));
    if (!*worse) return words(b, TARGET_ENDS, H(ends), H(truce__against_today(b, t->left)));
    const char *others = others_words(b, t->left);
    truce__sureness sure = truce__sure_of_loss(b, t->left);
    if (sure.conclusion != SIZE_MAX) {
        const char *share = truce__share_words(b, truce__sure_count(b, sure), b->sample.variants);
        others = truce__fragment(b, " %s%s", words(b, HOW_SURE, H(share)), others);
    }
    return words(b, TARGET_ENDS_BADLY, H(ends), H(worse), H(others));
}

/* Whether what is left holds; `what`: "what is left after its end" in some words. */
static const char *left_words(truce__brief *b, const truce__target *t, const char *what) {
    uint32_t grade = truce__equilibrium_grade(b, t->left);
    return grade == TRUCE__LEAVES ? words(b, LEFT_DOES_NOT_HOLD, H(what))
                                  : words(b, LEFT_HOLDS, H(what), H(truce__held_how(b, grade)));
}

const char *truce__left_words(truce__brief *b, const truce__target *t) {
    const truce__expiry *expiry = what_ends(b, t->state);
    if (!expiry || !expiry->called) return left_words(b, t, word(b, LEFT));
    const char *name = truce__name_words(b, expiry->called);
    double hours;
    if (!expiry->after || !truce__duration_read(expiry->after, &hours))
        return left_words(b, t, words(b, LEFT_OF, H(name)));
    const char *after = truce__name_words(b, expiry->after);
    return left_words(b, t, words(b, LEFT_OF_AFTER, H(truce__capital(b, name)), H(after)));
}

const char *truce__todays_end_words(truce__brief *b) {
    truce_state left = b->now ? truce__left_of(b, b->now) : 0;
    if (!left || left == b->now) return "";
    const truce__expiry *expiry = what_ends(b, b->now);
    const char *is = truce__against_today(b, left);
    return expiry ? words(b, TODAY_ENDS, H(truce__expiry_words(b, expiry)), H(is)) : words(b, TODAY_LAPSES, H(is));
}

const char *truce__lapse_words(truce__brief *b, const truce__target *t) {
    return truce__fragment(b, "%s %s", truce__end_words(b, t), left_words(b, t, word(b, LEFT)));
}

const char *truce__lapse_head(truce__brief *b, const truce__target *t) {
    const truce__expiry *expiry = what_ends(b, t->state);
    bool is_called = expiry && expiry->called;
    const char *name = is_called ? truce__name_words(b, expiry->called) : truce__called_words(b, t->state);
    uint64_t number = 1;
    const char *who = truce__parties_for_whom(b, t->left, -1, &number);
    return words(b, FIND_LAPSE, H(name), H(who), N(number));
}

/* What then cannot be taken back; "" where nothing is such. */
static const char *stays_words(truce__brief *b, truce_state state, truce_state left) {
    uint64_t stays[TRUCE__MAX_OPTIONS] = {0};
    truce__add_what_stays(b->graph, state, left, stays);
    truce__speaker s = truce__brief_speaker(b);
    if (!truce__speak_what_stays(&s, stays)) return "";
    const char *clauses = truce__spoken(b);
    s = truce__brief_speaker(b);
    SPEAK(&s, WHAT_STAYS, truce__spoken_of(clauses));
    return truce__spoken(b);
}

static void put_expired_state(truce__brief *b, truce_state state, truce_state left) {
    put(b, "<li>");
    put(b, words(b, STATE_EXPIRES, H(truce__state_first(b, state)), H(truce__state_words(b, left))));
    if (state == b->now) put(b, words(b, TODAY_EXPIRES_FOR, H(truce__against_today(b, left))));
    else if (b->now)
        put(b, words(b, STATE_EXPIRES_FOR, H(truce__against_today(b, state)), H(truce__against_today(b, left))));
    putf(b, " %s</li>\n", stays_words(b, state, left));
}

/* Which targets do not end. */
static void put_lasting(truce__brief *b) {
    const char *names[TRUCE__TARGETS];
    size_t count = 0;
    for (size_t i = 0; i < b->chosen.n_targets && truce__brief_lapses(b); i++) {
        truce_state state = b->chosen.targets[i].state;
        if (truce__left_of(b, state) == state) names[count++] = truce__called_words(b, state);
    }
    if (count == 0) return;
    truce__element(b, "p", words(b, STATES_LAST, H(truce__capital(b, truce__and_list(b, names, count))), N(count)));
}

/* How many situations that hold under some concept turn into another. */
static uint64_t count_ending(const truce__brief *b) {
    const truce_set *held = truce_solution_equilibria(b->solution, TRUCE__FEARFUL); /* the widest */
    uint64_t count = 0;
    for (truce_state s = truce_set_next(held, 0); s; s = truce_set_next(held, s)) count += truce__left_of(b, s) != s;
    return count;
}

static void add_once(truce_state *states, size_t *count, truce_state state) {
    for (size_t i = 0; i < *count; i++)
        if (states[i] == state) return;
    states[(*count)++] = state;
}

/* What becomes of today where it holds, of what holds outcome by outcome, and of the targets. */
static void put_ending(truce__brief *b) {
    const truce_state *candidates;
    size_t held = truce__candidates(b, &candidates), count = 0, told = 0;
    truce_state *states = truce__arena_alloc(&b->arena, 1 + held + TRUCE__TARGETS, sizeof *states);
    if (!states) truce__out_note(&b->out, TRUCE_E_NOMEM);
    if (!states) return;
    if (b->now && b->chosen.today < TRUCE__LEAVES) add_once(states, &count, b->now);
    for (size_t i = 0; i < held; i++) add_once(states, &count, candidates[i]);
    for (size_t i = 0; i < b->chosen.n_targets; i++) add_once(states, &count, b->chosen.targets[i].state);
    for (size_t i = 0; i < count; i++) {
        truce_state left = truce__left_of(b, states[i]);
        if (left == states[i]) continue;
        if (told++ == 0)
            putf(b, "<p>%s</p>\n<ul>\n", truce__capital(b, words(b, EXPIRING_STATES, N(count_ending(b)))));
        put_expired_state(b, states[i], left);
    }
    if (told) put(b, "</ul>\n");
}

void truce__brief_expiring(truce__brief *b) {
    if (b->model->n_expiries == 0) return;
    truce__fold(b, "lapsing", word(b, EXPIRING_HEAD));
    put(b, "<ul>\n");
    for (uint32_t i = 0; i < b->model->n_expiries; i++) put_expiry(b, &b->model->expiries[i]);
    put(b, "</ul>\n");
    put_ending(b);
    put_lasting(b);
    put(b, "</details>\n");
}
