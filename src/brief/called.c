/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the page calls situations: by the outcome that heads their name, else by what is otherwise than today. Many
 * situations may have one name. It stands alone where they all hold alike; else it is the name of the one that is
 * nearest to today, and of another with what changes from today and does not follow from the outcome, as far as the
 * two differ, and with what stays where only that tells them apart. Where nothing is known of today, the options
 * stand there that tell it from all that hold less firmly. What shares a name with a target, or with another row of
 * its table, is told apart likewise.
 */
#include "brief/brief.h"

#include "graph/set.h"
#include "words/clauses.h"
#include "words/naming.h"
#include "words/terms.h"

enum { CLAUSES = 3, SEARCHED = 1 << 14 }; /* clauses in a name; situations up to which options are searched */

/* Whether the option stands at `here` otherwise than in one of the others. */
static bool differs(const truce__brief *b, uint32_t option, uint8_t here, const truce_state *others, size_t count) {
    uint8_t there[TRUCE__MAX_OPTIONS];
    for (size_t i = 0; i < count && here != TRUCE_LEVEL_MIXED; i++) {
        truce_graph_state_levels(b->graph, others[i], there);
        if (there[option] != here) return true;
    }
    return false;
}

/* How the first `most` of these options, a bit each, stand in a state, as clauses. "": there are none. */
static const char *clauses_of(truce__brief *b, const uint8_t *here, uint64_t options, uint32_t most) {
    uint64_t levels[TRUCE__MAX_OPTIONS];
    uint32_t told = 0;
    if (!options) return "";
    for (uint32_t o = 0; o < b->model->n_options; o++) {
        bool is_told = options >> o & 1 && told < most;
        levels[o] = is_told ? UINT64_C(1) << here[o] : truce__all_levels(&b->model->options[o]);
        told += is_told;
    }
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_levels(&s, levels);
    return truce__spoken(b);
}

/* The options, a bit each, that stand alike in all situations of the outcome: by its condition, or by the rules. */
static uint64_t find_implied(truce__brief *b, uint32_t outcome) {
    uint8_t first[TRUCE__MAX_OPTIONS], here[TRUCE__MAX_OPTIONS];
    uint64_t alike = 0;
    truce_set *members = NULL;
    truce__out_note(&b->out, truce__set_where(b->ctx, b->graph, &b->model->outcomes[outcome].stmt, &members));
    truce_state s = members ? truce_set_next(members, 0) : 0;
    if (s) truce_graph_state_levels(b->graph, s, first);
    for (uint32_t o = 0; s && o < b->model->n_options; o++)
        alike |= (uint64_t)(first[o] != TRUCE_LEVEL_MIXED) << o;
    for (uint64_t n = 1; s && alike && !truce__stops_at(b->ctx, n); s = truce_set_next(members, s), n++) {
        truce_graph_state_levels(b->graph, s, here);
        for (uint32_t o = 0; o < b->model->n_options; o++)
            if (here[o] != first[o]) alike &= ~(UINT64_C(1) << o);
    }
    truce_set_free(members);
    truce__out_note(&b->out, truce__go_on(b->ctx));
    return alike;
}

/* The same, worked out once. */
static uint64_t implied_by(truce__brief *b, uint32_t outcome) {
    if (outcome == TRUCE__NONE) return 0;
    if (!b->implied) b->implied = truce__arena_alloc(&b->arena, b->model->n_outcomes, sizeof *b->implied);
    if (!b->implied) truce__out_note(&b->out, TRUCE_E_NOMEM);
    if (!b->implied) return 0;
    truce__implied *of = &b->implied[outcome];
    if (!of->is_known) *of = (truce__implied){true, find_implied(b, outcome)};
    return of->options;
}

/* The options, a bit each, that stand otherwise than in some of the others. */
static uint64_t differing_options(const truce__brief *b, truce_state state, const truce_state *others, size_t count) {
    uint8_t here[TRUCE__MAX_OPTIONS];
    uint64_t options = 0;
    truce_graph_state_levels(b->graph, state, here);
    for (uint32_t o = 0; o < b->model->n_options; o++)
        options |= (uint64_t)differs(b, o, here[o], others, count) << o;
    return options;
}

/* What a name within an outcome can tell. */
typedef struct telling {
    uint64_t changes; /* otherwise than today; where nothing is known of today, whatever tells it apart */
    uint64_t chosen;  /* of these, and of what is as today, what tells it from others */
} telling;

/* As today, but otherwise than in others that the chosen options do not tell it from: the option that tells it from
 * most, or NONE. */
static uint32_t next_telling(const truce__brief *b, truce_state state, const truce_state *others, size_t count,
                             const telling *t) {
    size_t told[TRUCE__MAX_OPTIONS] = {0}, most = 0;
    uint32_t best = TRUCE__NONE;
    for (size_t i = 0; i < count; i++) {
        uint64_t apart = differing_options(b, state, &others[i], 1);
        if (others[i] == b->now || apart & t->chosen) continue;
        for (uint32_t o = 0; o < b->model->n_options; o++) told[o] += apart >> o & 1;
    }
    for (uint32_t o = 0; o < b->model->n_options; o++)
        if (told[o] > most) most = told[o], best = o;
    return best;
}

static telling find_telling(truce__brief *b, truce_state state, uint32_t outcome, const truce_state *others,
                            size_t count) {
    uint64_t differing = differing_options(b, state, others, count) & ~implied_by(b, outcome);
    telling t = {differing, differing};
    if (!b->now) return t;
    t.changes = differing_options(b, state, &b->now, 1) & ~implied_by(b, outcome);
    t.chosen &= t.changes;
    for (uint32_t o; (o = next_telling(b, state, others, count, &t)) != TRUCE__NONE;) t.chosen |= UINT64_C(1) << o;
    return t;
}

/* The first of the options, at most so many. */
static uint64_t first_of(uint64_t options, uint32_t most) {
    uint64_t first = 0;
    for (; options && most; options &= options - 1, most--) first |= options & -options;
    return first;
}

/* What tells the state from others of its outcome, as clauses: of so many options at most, changes first. "":
 * nothing. */
static const char *differing_words(truce__brief *b, truce_state state, uint32_t outcome, const truce_state *others,
                                   size_t count, uint32_t most) {
    uint8_t here[TRUCE__MAX_OPTIONS];
    if (b->model->is_plain) return "";
    telling t = find_telling(b, state, outcome, others, count);
    truce_graph_state_levels(b->graph, state, here);
    if (__builtin_popcountll(t.chosen) == (int)most + 1) most++; /* as long as to say that there is one more */
    uint64_t told = first_of(t.chosen & t.changes, most);
    told |= first_of(t.chosen & ~t.changes, most - (uint32_t)__builtin_popcountll(told));
    uint64_t left = t.chosen & t.changes & ~told ? t.changes & ~told : 0;
    if (__builtin_popcountll(left) == 1) told |= left, left = 0;
    const char *clauses = clauses_of(b, here, told, TRUCE__MAX_OPTIONS);
    return left ? words(b, BESIDE_MORE, H(clauses), N((uint64_t)__builtin_popcountll(left))) : clauses;
}

/* How the first options stand: where there is no today to compare with. */
static const char *standing_words(truce__brief *b, truce_state state, uint32_t most) {
    uint8_t here[TRUCE__MAX_OPTIONS];
    uint64_t options = 0;
    if (b->model->is_plain) return "";
    truce_graph_state_levels(b->graph, state, here);
    for (uint32_t o = 0; o < b->model->n_options; o++)
        options |= (uint64_t)(b->model->options[o].n_levels > 1 && here[o] != TRUCE_LEVEL_MIXED) << o;
    return clauses_of(b, here, options, most);
}

const char *truce__changed_words(truce__brief *b, truce_state state, uint32_t most) {
    return b->now ? differing_words(b, state, TRUCE__NONE, &b->now, 1, most) : standing_words(b, state, most);
}

static const char *situation_with(truce__brief *b, const char *clauses) {
    return *clauses ? words(b, SITUATION_WITH, H(clauses)) : word(b, UNNAMED_SITUATION);
}

/* Beside its number: where no outcome tells it from today, as what is otherwise than today. */
static const char *against_today(truce__brief *b, truce_state state) {
    uint32_t outcome = truce__naming_outcome(b->graph, state);
    bool is_apart = outcome != TRUCE__NONE && outcome != truce__naming_outcome(b->graph, b->now);
    const char *changes = is_apart || b->model->is_plain ? "" : truce__changed_words(b, state, CLAUSES);
    return *changes ? words(b, TODAY_EXCEPT, H(changes), H(words(b, STATE_BY_NUMBER, N(state))))
                    : truce__numbered_words(b, state);
}

const char *truce__fallback_words(truce__brief *b, truce_state state) {
    const char *(*numbered)(truce__brief *, truce_state) = b->numbered;
    if (b->now) b->numbered = against_today;
    const char *all = truce__state_words(b, state);
    b->numbered = numbered;
    return all;
}

static const truce__finding *finding_of(const truce__brief *b, uint32_t outcome) {
    const truce__finding *found = NULL;
    for (size_t i = 0; i < b->findings.count; i++)
        if (b->findings.at[i].outcome == outcome) found = &b->findings.at[i];
    return found;
}

bool truce__is_whole_outcome(const truce__brief *b, truce_state state) {
    uint32_t grade = truce__equilibrium_grade(b, state);
    const truce__finding *f = finding_of(b, truce__naming_outcome(b->graph, state));
    return f && (grade < TRUCE__LEAVES ? f->held[grade] == f->states : f->grade == TRUCE__LEAVES);
}

/* By option, how many situations of the outcome that hold less firmly than the state stand there otherwise, of those
 * that stand as it does on the options chosen so far; the option with the most, or NONE. */
static uint32_t telling_option(const truce__brief *b, truce_state state, const truce__stmt *members,
                               uint64_t chosen) {
    uint8_t here[TRUCE__MAX_OPTIONS], there[TRUCE__MAX_OPTIONS];
    uint64_t differ[TRUCE__MAX_OPTIONS] = {0};
    uint32_t grade = truce__equilibrium_grade(b, state), best = TRUCE__NONE;
    truce_graph_state_levels(b->graph, state, here);
    for (truce_state s = 1; s <= truce_graph_state_count(b->graph); s++) {
        bool is_left = truce__equilibrium_grade(b, s) > grade && truce__graph_holds(b->graph, s, members);
        truce_graph_state_levels(b->graph, s, there);
        for (uint32_t o = 0; o < b->model->n_options && is_left; o++)
            is_left = !(chosen >> o & 1) || here[o] == there[o];
        for (uint32_t o = 0; o < b->model->n_options && is_left; o++)
            differ[o] += here[o] != there[o] && here[o] != TRUCE_LEVEL_MIXED;
    }
    for (uint32_t o = 0; o < b->model->n_options; o++)
        if (differ[o] && (best == TRUCE__NONE || differ[o] > differ[best])) best = o;
    return best;
}

/* How those options stand that tell the state from what holds less firmly under its name, as clauses. */
static const char *telling_words(truce__brief *b, truce_state state, uint32_t outcome) {
    uint8_t here[TRUCE__MAX_OPTIONS];
    uint64_t chosen = 0;
    if (truce_graph_state_count(b->graph) > SEARCHED) return "";
    for (uint32_t o = 0; o != TRUCE__NONE;) {
        o = telling_option(b, state, &b->model->outcomes[outcome].stmt, chosen);
        if (o != TRUCE__NONE) chosen |= UINT64_C(1) << o;
    }
    truce_graph_state_levels(b->graph, state, here);
    return clauses_of(b, here, chosen, CLAUSES);
}

/* The name of the one that is nearest to today. All else is as today where nothing changes that the outcome's
 * condition does not name; rules may ask for more. */
static const char *nearest_words(truce__brief *b, truce_state state, uint32_t outcome, const char *name) {
    uint64_t named = truce__outcome_options(b->model, outcome);
    if (!(differing_options(b, state, &b->now, 1) & ~named)) return words(b, NAME_AS_TODAY, H(name));
    const char *clauses = differing_words(b, state, outcome, &b->now, 1, CLAUSES);
    return *clauses ? words(b, NAME_WITH, H(truce__outcome_called(b, outcome)), H(clauses))
                    : words(b, NAME_AS_RULES_LET, H(name));
}

/* The name with what tells the state from others that have it too; "": it has it alone. */
static const char *apart(truce__brief *b, truce_state state, const char *name) {
    truce_state others[TRUCE__TARGETS + 1];
    size_t count = 0;
    uint32_t outcome = truce__naming_outcome(b->graph, state);
    if (state == b->now || b->model->is_plain) return "";
    for (size_t i = 0; i < b->chosen.n_targets; i++) {
        truce_state target = b->chosen.targets[i].state;
        if (target != state && truce__naming_outcome(b->graph, target) == outcome) others[count++] = target;
    }
    const truce__finding *f = finding_of(b, outcome);
    bool is_one_of_many = f && !truce__is_whole_outcome(b, state);
    if (is_one_of_many && b->now && (f->nearest != state || (!count && !f->is_nearest_alone)))
        others[count++] = f->is_nearest_alone ? f->nearest : b->now;
    if (is_one_of_many && b->now && !count) return nearest_words(b, state, outcome, name);
    const char *clauses = count ? differing_words(b, state, outcome, others, count, CLAUSES) : "";
    if (is_one_of_many && !b->now && !count) clauses = telling_words(b, state, outcome);
    return *clauses ? words(b, NAME_WITH, H(truce__outcome_called(b, outcome)), H(clauses)) : "";
}

const char *truce__target_sign(truce__brief *b, truce_state state) {
    for (size_t i = 0; i < b->chosen.n_targets; i++)
        if (b->chosen.targets[i].state == state) return i ? word(b, SIGN_SECOND) : word(b, SIGN_FIRST);
    return state && b->chosen.consented.state == state ? word(b, SIGN_CONSENTED) : "";
}

/* How much of a name: a target that has to be told apart has its sign, which stands with what tells it apart where it
 * is mentioned first; the headline has what tells it apart without a sign, and the board, which tells it apart, the
 * name alone. */
typedef enum extent { SHORT, NUMBERED, FIRST, WITHOUT_SIGN, BARE } extent;

/* Whether a target is another situation of the outcome that heads today's name: that outcome is then no name of
 * today's situation. */
static bool is_today_shared(const truce__brief *b) {
    uint32_t outcome = b->now ? truce__naming_outcome(b->graph, b->now) : TRUCE__NONE;
    bool is_shared = false;
    for (size_t i = 0; outcome != TRUCE__NONE && i < b->chosen.n_targets; i++)
        is_shared |= truce__naming_outcome(b->graph, b->chosen.targets[i].state) == outcome;
    return is_shared;
}

bool truce__has_todays_name(const truce__brief *b) {
    return b->now && truce__naming_outcome(b->graph, b->now) != TRUCE__NONE && !is_today_shared(b);
}

static const char *beside_number(truce__brief *b, const char *name, const char *sign, truce_state state) {
    const char *number = words(b, STATE_BY_NUMBER, N(state));
    return words(b, NAME_WITH_SIGN, H(name), H(*sign ? words(b, SIGN_AND_NUMBER, H(sign), H(number)) : number));
}

static const char *named(truce__brief *b, truce_state state, const char *name, extent much) {
    const char *whole = apart(b, state, name), *sign = *whole ? truce__target_sign(b, state) : "";
    if (*whole && (much == FIRST || much == WITHOUT_SIGN || !*sign)) name = whole;
    if (much == NUMBERED) return beside_number(b, name, sign, state);
    return *sign && much < WITHOUT_SIGN ? words(b, NAME_WITH_SIGN, H(name), H(sign)) : name;
}

static const char *called(truce__brief *b, truce_state state, extent much) {
    char code[TRUCE_CODE_SIZE];
    uint32_t outcome = truce__naming_outcome(b->graph, state);
    bool is_todays = b->now && state != b->now && outcome == truce__naming_outcome(b->graph, b->now);
    if (b->model->is_plain) return truce__quoted_words(b, truce_graph_state_code(b->graph, state, code));
    bool is_unnamed = state == b->now && !truce__has_todays_name(b);
    if (outcome != TRUCE__NONE && !is_todays && !is_unnamed)
        return named(b, state, truce__outcome_called(b, outcome), much);
    const char *name = is_unnamed ? word(b, TODAYS_SITUATION)
                                  : situation_with(b, truce__changed_words(b, state, CLAUSES));
    return much == NUMBERED ? beside_number(b, name, "", state) : name;
}

const char *truce__called_words(truce__brief *b, truce_state state) { return called(b, state, SHORT); }
const char *truce__numbered_words(truce__brief *b, truce_state state) { return called(b, state, NUMBERED); }
const char *truce__introduced_words(truce__brief *b, truce_state state) { return called(b, state, FIRST); }
const char *truce__signless_words(truce__brief *b, truce_state state) { return called(b, state, WITHOUT_SIGN); }
const char *truce__bare_words(truce__brief *b, truce_state state) { return called(b, state, BARE); }

const char *truce__does_words(truce__brief *b, truce_state from, truce_state to) {
    const char *does = truce__own_change_words(b, from, to);
    return *does ? does : words(b, DO_MOVE, H(truce__called_words(b, to)));
}

/* Rows of a table, by the outcomes that head their names. */
typedef struct rows {
    const truce_state *at;
    const uint32_t *outcomes;
    size_t count;
} rows;

/* One row's name, told from those of rows of the same outcome by so many options at most. */
static const char *apart_from_rows(truce__brief *b, const rows *of, size_t row, uint32_t most) {
    truce_state *others = truce__arena_alloc(&b->arena, of->count, sizeof *others);
    char room[TRUCE_CODE_SIZE];
    uint32_t outcome = of->outcomes[row];
    size_t n_others = 0;
    if (!others) truce__out_note(&b->out, TRUCE_E_NOMEM);
    for (size_t i = 0; others && i < of->count; i++)
        if (i != row && of->outcomes[i] == outcome) others[n_others++] = of->at[i];
    const char *clauses = differing_words(b, of->at[row], outcome, others, n_others, most);
    if (*clauses && outcome == TRUCE__NONE) return situation_with(b, clauses);
    if (*clauses) return words(b, NAME_WITH, H(truce__outcome_called(b, outcome)), H(clauses));
    const char *code = truce__quoted_words(b, truce_graph_state_code(b->graph, of->at[row], room));
    return words(b, NAME_AND_CODE, H(truce__called_words(b, of->at[row])), H(code));
}

static bool is_shared(const char *const *names, size_t count, size_t row) {
    for (size_t i = 0; i < count; i++)
        if (i != row && strcmp(names[row], names[i]) == 0) return true;
    return false;
}

const char **truce__row_names(truce__brief *b, const truce_state *states, size_t count) {
    const char **plain = truce__fragments(b, count), **names = truce__fragments(b, count);
    uint32_t *outcomes = truce__arena_alloc(&b->arena, count, sizeof *outcomes);
    const rows of = {states, outcomes, count};
    if (!outcomes) truce__out_note(&b->out, TRUCE_E_NOMEM);
    if (!plain || !names || !outcomes) return NULL;
    for (size_t i = 0; i < count; i++) {
        names[i] = plain[i] = truce__called_words(b, states[i]);
        outcomes[i] = truce__naming_outcome(b->graph, states[i]);
    }
    for (size_t i = 0; i < count; i++)
        if (is_shared(plain, count, i) && states[i] != b->now) names[i] = apart_from_rows(b, &of, i, CLAUSES);
    for (size_t i = 0; i < count; i++)
        if (is_shared(names, count, i) && states[i] != b->now)
            names[i] = apart_from_rows(b, &of, i, TRUCE__MAX_OPTIONS);
    return names;
}
