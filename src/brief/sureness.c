/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How sure a finding is: in how many readings of the model it stands. A reading is a variant drawn by the confidences
 * that the model gives (unknowns/sample.h). Few are enough, for shares are told in whole hundredths and in words;
 * where an interval crosses a border between two words, the weaker one is taken.
 */
#include "brief/brief.h"

#include "model/completions.h"
#include "unknowns/exact.h"

/* Readings at most, and at least; readings times states; states up to which readings are drawn unless asked for. */
enum { MOST = 1 << 14, LEAST = 100, WORK = 100000000, STATES = 1 << 16 };

static uint64_t count_readings(const truce__brief *b) {
    uint64_t states = truce_graph_state_count(b->graph), count = WORK / states;
    if (b->options->has_variants) return b->options->variants;
    if (states > STATES) return 0;
    return count > MOST ? MOST : count < LEAST ? LEAST : count;
}

/* The outcomes of the targets and of the best for all, each once. */
static size_t ask_forms(const truce__brief *b, uint32_t outcomes[TRUCE__TARGETS + 1]) {
    truce_state states[TRUCE__TARGETS + 1] = {b->chosen.best.state};
    size_t count = 0;
    for (size_t i = 0; i < b->chosen.n_targets; i++) states[i + 1] = b->chosen.targets[i].state;
    for (size_t i = 0; i <= b->chosen.n_targets; i++) {
        uint32_t outcome = states[i] ? truce__form_of(b, states[i]) : TRUCE__NONE;
        bool is_new = outcome != TRUCE__NONE;
        for (size_t k = 0; k < count; k++) is_new &= outcomes[k] != outcome;
        if (is_new) outcomes[count++] = outcome;
    }
    return count;
}

static truce_status draw(truce__brief *b, uint64_t variants) {
    truce_state asked[3 + 2 * TRUCE__TARGETS];
    uint64_t common[TRUCE__MAX_OPTIONS];
    size_t count = 0;
    bool has_common = b->chosen.third == TRUCE__THIRD_ALL_GAIN;
    if (has_common) truce__common_levels(b, common);
    if (b->now) asked[count++] = b->now;
    for (size_t i = 0; i < b->chosen.n_targets; i++) {
        asked[count++] = b->chosen.targets[i].state;
        asked[count++] = b->chosen.targets[i].left;
    }
    if (b->deals && b->deals->deal_count) asked[count++] = b->deals->deals[0].state; /* the best for all */
    if (b->chosen.consented.state) asked[count++] = b->chosen.consented.state;
    uint32_t outcomes[TRUCE__TARGETS + 1];
    const truce__sampling sampling = {.assumptions = {.absent = 0.5}, .variants = variants, .seed = 1,
                                      .asked = asked, .n_asked = count, .asks_reach = true,
                                      .outcomes = outcomes, .n_outcomes = ask_forms(b, outcomes),
                                      .no_lapsing = b->options->no_lapsing,
                                      .only = has_common ? common : NULL};
    return truce__sample_draw(b->ctx, b->solution, &sampling, &b->sample);
}

truce_status truce__readings_draw(truce__brief *b) {
    truce__unknowns unknowns;
    uint64_t variants = count_readings(b);
    const truce__assumptions assumptions = {.absent = 0.5};
    truce_status status = truce__unknowns_find(b->ctx, b->graph, &assumptions, &unknowns);
    b->is_in_doubt = status == TRUCE_OK && unknowns.count > 0;
    truce__unknowns_free(&unknowns);
    if (status == TRUCE_OK && b->is_in_doubt && variants) status = draw(b, variants);
    return status;
}

/* ---------------------------------------------------------------------- law */

static bool is_doubted(const truce__brief *b, truce__unsure kind) {
    bool found = false;
    for (uint32_t u = 0; u < b->sample.unknowns.count; u++) found |= b->sample.unknowns.at[u].kind == kind;
    return found;
}

/* Whether a doubtful wish is the only one of its list, and whether a doubtful line says what it is if wrong. */
static void find_exceptions(const truce__brief *b, bool *has_only, bool *is_said) {
    *has_only = *is_said = false;
    for (uint32_t u = 0; u < b->sample.unknowns.count; u++) {
        const truce__unknown *one = &b->sample.unknowns.at[u];
        if (one->kind != TRUCE__UNSURE_STATEMENT && one->kind != TRUCE__UNSURE_WEIGHT) continue;
        const truce__pref *pref = &b->model->prefs[one->party];
        truce__if_wrong if_wrong = pref->items[one->item].if_wrong;
        *is_said |= if_wrong != TRUCE__WRONG_UNSAID;
        *has_only |= one->kind == TRUCE__UNSURE_STATEMENT && pref->n_items == 1 && if_wrong != TRUCE__WRONG_OPPOSITE;
    }
}

void truce__put_drawing_law(truce__brief *b) {
    bool is_list = is_doubted(b, TRUCE__UNSURE_STATEMENT) || is_doubted(b, TRUCE__UNSURE_GROUP), has_only, is_said;
    find_exceptions(b, &has_only, &is_said);
    const struct {
        bool is_told;
        truce__message law;
    } laws[] = {{is_doubted(b, TRUCE__UNSURE_STATEMENT), TRUCE__M_BRIEF_DRAWN_STATEMENT},
                {is_doubted(b, TRUCE__UNSURE_GROUP), TRUCE__M_BRIEF_DRAWN_GROUP},
                {is_list, TRUCE__M_BRIEF_DRAWN_MOVES},
                {has_only, TRUCE__M_BRIEF_DRAWN_ONLY},
                {is_doubted(b, TRUCE__UNSURE_WEIGHT), TRUCE__M_BRIEF_DRAWN_WEIGHT},
                {is_said, TRUCE__M_BRIEF_DRAWN_AS_SAID},
                {is_doubted(b, TRUCE__UNSURE_OPTION), TRUCE__M_BRIEF_DRAWN_OPTION},
                {is_doubted(b, TRUCE__UNSURE_RULE), TRUCE__M_BRIEF_DRAWN_RULE},
                {truce__is_open_model(b->model), TRUCE__M_BRIEF_DRAWN_FIRST},
                {true, TRUCE__M_BRIEF_DRAWN_NOTHING_ELSE}};
    putf(b, "<p>%s", word(b, DRAWN));
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++)
        if (laws[i].is_told) putf(b, " %s", truce__words(b, laws[i].law, NULL));
    put(b, "</p>\n");
}

/* -------------------------------------------------------------------- shares */

/* The conclusion of the sample of that kind; SIZE_MAX: it has none. */
static size_t find(const truce__brief *b, truce__conclusion_kind kind, uint32_t slot, uint32_t index) {
    for (size_t k = 0; k < b->sample.n_conclusions; k++) {
        const truce__conclusion *c = &b->sample.conclusions[k];
        if (c->kind == kind && c->slot == slot && c->index == index) return k;
    }
    return SIZE_MAX;
}

truce__sureness truce__sure_of_state(const truce__brief *b, truce__conclusion_kind kind, uint32_t slot,
                                     truce_state state) {
    if (!b->sample.variants) return truce__no_share;
    return (truce__sureness){find(b, kind, slot, b->sample.stage.written[state - 1]), false, SIZE_MAX, 0};
}

truce__sureness truce__sure_of_target(const truce__brief *b, const truce__target *t) {
    if (t->grade == TRUCE__LEAVES) return truce__sure_that_it_stands(b, t->grade, t->state);
    return truce__sure_of_state(b, t->is_reached ? TRUCE__HOLDS_REACHED : TRUCE__IS_EQUILIBRIUM, t->grade, t->state);
}

uint32_t truce__form_of(const truce__brief *b, truce_state state) {
    uint32_t outcome = truce__naming_outcome(b->graph, state);
    bool has = b->now && outcome != TRUCE__NONE;
    has = has && !truce__graph_holds(b->graph, b->now, &b->model->outcomes[outcome].stmt);
    return has ? outcome : TRUCE__NONE;
}

static uint64_t hundredths_of(const truce__brief *b, truce__sureness sure) {
    return truce__hundredths(truce__sure_count(b, sure), b->sample.variants);
}

/* That some situation of the state's outcome is so; no share where that is not more than that it is. */
static truce__sureness more_of_form(const truce__brief *b, truce__conclusion_kind kind, truce_state state,
                                    truce__sureness own) {
    uint32_t outcome = truce__form_of(b, state), grade = truce__equilibrium_grade(b, state);
    if (own.conclusion == SIZE_MAX || outcome == TRUCE__NONE || grade == TRUCE__LEAVES) return truce__no_share;
    const truce__sureness form = {find(b, kind, grade, outcome), false, SIZE_MAX, 0};
    bool is_more = form.conclusion != SIZE_MAX && hundredths_of(b, form) > hundredths_of(b, own);
    return is_more ? form : truce__no_share;
}

truce__sureness truce__sure_of_form(const truce__brief *b, const truce__target *t) {
    if (!t->is_reached) return truce__no_share;
    return more_of_form(b, TRUCE__FORM_REACHED, t->state, truce__sure_of_target(b, t));
}

uint64_t truce__barred_count(const truce__brief *b, truce_state state) {
    truce__sureness sure = truce__sure_of_state(b, TRUCE__IS_REACHED, 0, state);
    bool is_told = sure.conclusion != SIZE_MAX && b->sample.conclusions[sure.conclusion].is_written;
    return is_told ? b->sample.variants - truce__sure_count(b, sure) : 0;
}

truce__sureness truce__sure_of_refusal(const truce__brief *b, uint32_t home, truce_state state) {
    return truce__sure_of_state(b, TRUCE__IS_REFUSED, home, state);
}

truce__sureness truce__sure_that_it_stands(const truce__brief *b, uint32_t grade, truce_state state) {
    bool holds = grade < TRUCE__LEAVES;
    truce__sureness sure = truce__sure_of_state(b, TRUCE__IS_EQUILIBRIUM, holds ? grade : TRUCE__FEARFUL, state);
    sure.is_denied = !holds;
    return sure;
}

truce__sureness truce__sure_of_today(const truce__brief *b) {
    return truce__sure_that_it_stands(b, b->chosen.today, b->now);
}

truce__sureness truce__sure_of_nothing(const truce__brief *b) {
    if (!b->sample.variants) return truce__no_share;
    return (truce__sureness){find(b, TRUCE__HAS_NONE, TRUCE__FEARFUL, 0), false, SIZE_MAX, 0};
}

truce__sureness truce__sure_of_somewhere(const truce__brief *b, uint32_t grade, uint32_t outcome) {
    if (!b->sample.variants) return truce__no_share;
    return (truce__sureness){find(b, TRUCE__HOLDS_SOMEWHERE, grade, outcome), false, SIZE_MAX, 0};
}

truce__sureness truce__sure_of_nowhere(const truce__brief *b, uint32_t outcome) {
    truce__sureness sure = truce__sure_of_somewhere(b, TRUCE__FEARFUL, outcome);
    sure.is_denied = sure.conclusion != SIZE_MAX;
    return sure;
}

truce__sureness truce__sure_of_common(const truce__brief *b) {
    if (!b->sample.variants || b->chosen.third != TRUCE__THIRD_ALL_GAIN) return truce__no_share;
    const truce__sureness sure = {find(b, TRUCE__IS_BETTER_ONLY, 0, 0), false, find(b, TRUCE__SOME_BETTER, 0, 0), 0};
    return truce__sure_of_count(b, sure) ? sure : truce__no_share;
}

truce__sureness truce__sure_of_gain(const truce__brief *b, truce_state state) {
    bool is_better = truce__is_measured_against_today(b) && truce_set_contains(b->deals->gains_all, state);
    if (!is_better) return truce__no_share;
    return truce__sure_of_state(b, TRUCE__IS_BETTER, 0, state);
}

truce__sureness truce__sure_of_reached_gain(const truce__brief *b, truce_state state) {
    truce__sureness sure = truce__sure_of_gain(b, state);
    return sure.conclusion == SIZE_MAX ? sure : truce__sure_of_state(b, TRUCE__BETTER_REACHED, 0, state);
}

/* By their lists alone, which are doubted independently of each other. No share where a preference is no list. */
truce__sureness truce__sure_of_loss(truce__brief *b, truce_state state) {
    uint64_t of = b->sample.variants, losers = 0;
    double all = 1, chance = 1;
    for (uint32_t p = 0; of && p < b->model->n_parties && chance >= 0; p++) {
        if (truce_graph_rank(b->graph, p, state) >= truce_graph_rank(b->graph, p, b->now)) continue;
        truce__out_note(&b->out, truce__chance_preferred(b->ctx, b->graph, &b->sample.unknowns, p, b->now, state,
                                                         &chance));
        all *= chance;
        losers++;
    }
    if (!losers || chance < 0 || truce__out_failed(&b->out)) return truce__no_share;
    uint64_t count = (uint64_t)(all * (double)of + 0.5);
    if (count == of && all < 1 - 1e-9) count--;
    if (count == 0 && all > 1e-9) count++;
    b->told_losses = true;
    return (truce__sureness){TRUCE__BY_LISTS, false, SIZE_MAX, count};
}

uint64_t truce__sure_count(const truce__brief *b, truce__sureness sure) {
    if (sure.conclusion == TRUCE__BY_LISTS) return sure.reckoned;
    uint64_t count = truce__sample_of(&b->sample, sure.conclusion);
    if (sure.among != SIZE_MAX) count -= b->sample.variants - truce__sample_of(&b->sample, sure.among);
    return sure.is_denied ? b->sample.variants - count : count;
}

uint64_t truce__sure_of_count(const truce__brief *b, truce__sureness sure) {
    return sure.among == SIZE_MAX ? b->sample.variants : truce__sample_of(&b->sample, sure.among);
}

const char *truce__share_words(truce__brief *b, uint64_t count, uint64_t of) {
    return words(b, OF_HUNDRED, N(truce__hundredths(count, of)));
}

static truce__message sure_message(uint64_t count, uint64_t of) {
    static const struct {
        double from;
        truce__message message;
    } words[] = {{.95, TRUCE__M_BRIEF_IN_ALMOST_EVERY}, {.8, TRUCE__M_BRIEF_IN_THE_GREAT_MAJORITY},
                 {.6, TRUCE__M_BRIEF_IN_MOST},          {.4, TRUCE__M_BRIEF_IN_HALF},
                 {.2, TRUCE__M_BRIEF_IN_A_MINORITY},    {.05, TRUCE__M_BRIEF_IN_FEW}};
    truce__interval interval = truce__wilson(count, of);
    double share = interval.share < 0.5 ? interval.high : interval.low;
    if (count == of) return TRUCE__M_BRIEF_IN_EVERY;
    if (count == 0) return TRUCE__M_BRIEF_IN_NONE;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (share >= words[i].from) return words[i].message;
    return TRUCE__M_BRIEF_IN_HARDLY_ANY;
}

const char *truce__sure_share(truce__brief *b, truce__sureness sure) {
    uint64_t of = truce__sure_of_count(b, sure);
    const char *share = truce__share_words(b, truce__sure_count(b, sure), of);
    return of < b->sample.variants ? words(b, SHARE_AMONG, H(share)) : share;
}

const char *truce__sure_words(truce__brief *b, truce__sureness sure) {
    if (sure.conclusion == SIZE_MAX) return "";
    uint64_t count = truce__sure_count(b, sure), of = b->sample.variants;
    const char *how = truce__words(b, sure_message(count, of), NULL);
    return words(b, SURE, H(how), H(truce__share_words(b, count, of)));
}

const char *truce__in_some_form(truce__brief *b, truce__sureness form) {
    return form.conclusion == SIZE_MAX ? "" : words(b, IN_SOME_FORM, N(hundredths_of(b, form)));
}

/* In how many readings it is better for everybody and can be reached; "" where no way there is in doubt. */
static const char *reached_share(truce__brief *b, truce_state state) {
    return truce__barred_count(b, state) ? truce__sure_share(b, truce__sure_of_reached_gain(b, state)) : "";
}

/* In how many some situation of its outcome is better for everybody, holds and can be reached; "": not in more. */
static const char *form_gains(truce__brief *b, truce_state state) {
    truce__sureness own = truce__barred_count(b, state) ? truce__sure_of_reached_gain(b, state)
                                                        : truce__sure_of_gain(b, state);
    return truce__in_some_form(b, more_of_form(b, TRUCE__FORM_GAINS, state, own));
}

/* In how many readings it is better for everybody; `reached`: of these, with a way, where one is in doubt. */
static const char *better_words(truce__brief *b, truce_state state, const char *how_sure, truce__message better,
                                truce__message reached) {
    const char *share = reached_share(b, state), *form = form_gains(b, state);
    return *share ? truce__words(b, reached, (const truce__filling[]){H(how_sure), H(share), H(form)})
                  : truce__words(b, better, (const truce__filling[]){H(how_sure), H(form)});
}

const char *truce__gain_words(truce__brief *b, truce_state state) {
    const char *how_sure = truce__sure_words(b, truce__sure_of_gain(b, state));
    if (!*how_sure) return words(b, TARGET_IS, H(truce__against_today(b, state)));
    return better_words(b, state, how_sure, TRUCE__M_BRIEF_TARGET_IS_BETTER, TRUCE__M_BRIEF_TARGET_IS_BETTER_REACHED);
}

const char *truce__best_gain_words(truce__brief *b, truce_state state) {
    const char *how_sure = truce__sure_words(b, truce__sure_of_gain(b, state));
    if (!*how_sure) return "";
    return better_words(b, state, how_sure, TRUCE__M_BRIEF_BEST_IS_BETTER, TRUCE__M_BRIEF_BEST_IS_BETTER_REACHED);
}

/* What is found of the model as written is open where readings are about even, and mostly not so where most speak
 * against it; of what several doubts have a part in, it is said of each how many readings speak against it. */
static const char *sure_of(truce__brief *b, truce__sure_what what, truce__message message) {
    const char *how = truce__words(b, message, NULL);
    if (what == TRUCE__SURE_TO_HOLD) how = words(b, SURE_TO_HOLD, H(how));
    if (what == TRUCE__SURE_TO_COME) return truce__capital(b, words(b, SURE_TO_COME, H(how)));
    if (what >= TRUCE__SURE_BY_FIRST) {
        const char *holds = what == TRUCE__SURE_NOT_BY_FIRST       ? word(b, DOES_NOT_HOLD)
                            : what == TRUCE__SURE_NOWHERE_BY_FIRST ? word(b, HOLDS_NOWHERE)
                            : words(b, HOLDS, H(truce__held_how(b, (uint32_t)(what - TRUCE__SURE_BY_FIRST))));
        return words(b, SURE_BY_FIRST, H(holds), H(how));
    }
    if (what == TRUCE__SURE_NOT_TO_HOLD) how = words(b, SURE_NOT_TO_HOLD, H(how));
    switch ((int)message) {
    case TRUCE__M_BRIEF_IN_HALF: return words(b, SURE_OPEN, H(how));
    case TRUCE__M_BRIEF_IN_A_MINORITY: case TRUCE__M_BRIEF_IN_FEW: case TRUCE__M_BRIEF_IN_HARDLY_ANY:
        return words(b, SURE_NOT, H(how));
    default: return truce__capital(b, how);
    }
}

/* Of what can be reached and holds, in how many readings it holds; "": not known. */
static const char *held_share(truce__brief *b, truce__sureness sure) {
    const truce__conclusion *c = &b->sample.conclusions[sure.conclusion];
    const truce__sureness held = {find(b, TRUCE__IS_EQUILIBRIUM, c->slot, c->index), false, SIZE_MAX, 0};
    return held.conclusion == SIZE_MAX ? "" : truce__sure_share(b, held);
}

/* The shares behind the words. */
static const char *sure_line(truce__brief *b, truce__sureness sure, truce__sure_what what, const char *how,
                             const truce__target *t) {
    uint64_t of = truce__sure_of_count(b, sure), drawn = b->sample.variants;
    const char *share = truce__share_words(b, truce__sure_count(b, sure), of);
    truce__sureness form = t ? truce__sure_of_form(b, t) : truce__no_share;
    if (form.conclusion != SIZE_MAX)
        return words(b, SURE_LINE_FORM, H(how), H(share),
                     H(truce__outcome_called(b, truce__form_of(b, t->state))), N(hundredths_of(b, form)));
    const char *there = what == TRUCE__SURE_TO_COME ? held_share(b, sure) : "";
    if (*there) return words(b, SURE_LINE_THERE, H(how), H(share), H(there));
    return of == drawn ? words(b, SURE_LINE, H(how), H(share))
                       : words(b, SURE_LINE_AMONG, H(how), H(share), H(truce__share_words(b, of, drawn)));
}

/* A bar, and the same in words. */
void truce__put_sureness(truce__brief *b, truce__sureness sure, truce__sure_what what, const truce__target *target) {
    if (sure.conclusion == SIZE_MAX) return;
    uint64_t count = truce__sure_count(b, sure), of = truce__sure_of_count(b, sure);
    const char *how = sure_of(b, what, sure_message(count, of));
    putf(b,
         "<p class=sure><svg class=bar aria-hidden=true><rect width=%llu%% /></svg> %s</p>\n",
         (unsigned long long)truce__hundredths(count, of), sure_line(b, sure, what, how, target));
}
