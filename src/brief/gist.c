/* SPDX-License-Identifier: Apache-2.0 */
#include "brief/brief.h"

#include "graph/graph.h"
#include "words/conditions.h"

#include <truce/set.h>

#include <stdlib.h>

/* Targets looked at, nearest first; situations and conditions up to which mirrors are looked for. */
enum { NEAR = 256, MIRRORED = 1 << 14, CONDITIONS = 16 };

/* ------------------------------------------------------------------- names */

static bool share_name(const truce__brief *b, truce_state one, truce_state other) {
    uint32_t name = truce__naming_outcome(b->graph, one);
    return one == other || (name != TRUCE__NONE && name == truce__naming_outcome(b->graph, other));
}

/* ----------------------------------------------------------------- targets */

static int compare_ranks(const truce__brief *b, uint32_t party, truce_state state, truce_state other) {
    uint32_t x = truce_graph_rank(b->graph, party, state), y = truce_graph_rank(b->graph, party, other);
    return (x > y) - (x < y);
}

/* Whether today turns into that state though nobody moves: what then is there is nothing to aim at. */
static bool comes_by_itself(const truce__brief *b, truce_state state) {
    return b->now && truce__brief_lapses(b) && truce__left_of(b, b->now) == state;
}

/* Whether somebody takes a step of the way, and its end is better than today for everybody who does. */
static bool pays_in_the_end(const truce__brief *b, const truce_path *path) {
    bool pays = true, is_taken = false;
    for (uint32_t i = 0; i < path->steps; i++) {
        uint32_t party = path->path[i].party;
        if (party == TRUCE_NOBODY) continue;
        is_taken = true;
        pays &= compare_ranks(b, party, path->state, b->now) > 0;
    }
    return pays && is_taken;
}

static truce__target unreached(const truce__brief *b, truce_state state) {
    return (truce__target){.state = state, .grade = truce__equilibrium_grade(b, state),
                           .distance = truce__distance_from_today(b, state), .left = state};
}

static truce__target reached(truce__brief *b, const truce_path *path, bool by_improvements) {
    truce__target target = unreached(b, path->state);
    target.is_reached = target.is_first_paid = true;
    target.by_improvements = by_improvements;
    target.steps = path->steps;
    target.ways = path->count;
    target.way = truce__arena_alloc(&b->arena, path->steps, sizeof *target.way);
    target.first = truce__arena_alloc(&b->arena, path->first_count, sizeof *target.first);
    if (!target.way || !target.first) {
        truce__out_note(&b->out, TRUCE_E_NOMEM);
        target.steps = 0;
        return target;
    }
    target.first_count = path->first_count;
    for (uint32_t i = 0; i < path->first_count; i++) target.first[i] = path->first[i];
    for (uint32_t i = 0, moves = 0; i < target.steps; i++) {
        target.way[i] = path->path[i];
        if (path->path[i].party == TRUCE_NOBODY) continue;
        if (moves++ == 0) target.is_first_paid = path->path[i].gain == TRUCE_BETTER;
    }
    return target;
}

static bool is_nearer(const truce__target *one, const truce__target *other) {
    if (!other->state) return true;
    return one->distance < other->distance || (one->distance == other->distance && one->state < other->state);
}

/* What can be reached from today by one kind of steps: searched once, asked for one target after the other. */
typedef struct ways {
    truce_paths *by_moves, *by_improvements; /* NULL: not searched yet */
} ways;

static truce_status search(truce__brief *b, truce_paths_by by, truce_paths **paths) {
    const truce_paths_query query = {.from = b->now, .by = by, .limit = NEAR, .no_lapsing = b->options->no_lapsing};
    return *paths ? TRUCE_OK : truce_paths_find(b->ctx, b->graph, &query, paths);
}

static bool find_ways(truce__brief *b, const truce_set *to, truce_state state, truce_paths_by by,
                      truce_paths **paths) {
    truce_status status = search(b, by, paths);
    if (status == TRUCE_OK) status = truce_paths_ask(*paths, to, state);
    if (status == TRUCE_OK) status = truce_paths_verify(b->ctx, b->verifier, *paths, 0);
    truce__out_note(&b->out, status);
    return status == TRUCE_OK && truce_paths_target_count(*paths) > 0;
}

/* The way to that state, if there is one. */
static truce__target find_way(truce__brief *b, ways *known, truce_state state) {
    if (find_ways(b, NULL, state, TRUCE_BY_IMPROVEMENTS, &known->by_improvements))
        return reached(b, truce_paths_target(known->by_improvements, 0), true);
    if (!truce__out_failed(&b->out) && find_ways(b, NULL, state, TRUCE_BY_MOVES, &known->by_moves))
        return reached(b, truce_paths_target(known->by_moves, 0), false);
    return unreached(b, state);
}

/* The nearest of the set that pays for all who move on the best way there; no state: none does. */
static truce__target nearest_that_pays(truce__brief *b, ways *known, const truce_set *set) {
    truce__target best = {0};
    if (!find_ways(b, set, 0, TRUCE_BY_MOVES, &known->by_moves)) return best;
    for (size_t i = 0; i < truce_paths_target_count(known->by_moves); i++) {
        const truce_path *path = truce_paths_target(known->by_moves, i);
        const truce__target target = unreached(b, path->state);
        if (path->state == b->now || comes_by_itself(b, path->state)) continue;
        if (pays_in_the_end(b, path) && is_nearer(&target, &best)) best = target;
    }
    return best.state ? find_way(b, known, best.state) : best;
}

/* Whether nobody takes a step of the way there. */
static bool is_awaited(const truce__target *target) {
    bool is_taken = target->steps == 0;
    for (uint32_t i = 0; i < target->steps; i++) is_taken |= target->way[i].party != TRUCE_NOBODY;
    return !is_taken;
}

static void add_target(truce__brief *b, truce__target target) {
    truce__gist *chosen = &b->chosen;
    bool is_new = target.state && target.state != b->now && chosen->n_targets < TRUCE__TARGETS;
    is_new = is_new && !is_awaited(&target);
    for (size_t i = 0; i < chosen->n_targets; i++)
        is_new = is_new && !share_name(b, chosen->targets[i].state, target.state);
    if (is_new) chosen->targets[chosen->n_targets++] = target;
}

/* The first deal other than today, one that holds if there is one. */
static truce_state first_deal(const truce__brief *b, bool holds) {
    for (size_t i = 0; b->deals && i < b->deals->deal_count; i++) {
        truce_state state = b->deals->deals[i].state;
        if (state == b->now || comes_by_itself(b, state)) continue;
        if (!holds || truce__equilibrium_grade(b, state) < TRUCE__N_GRADES) return state;
    }
    return 0;
}

/* The first that holds and is better than today for everybody.
 * 0: none is. */
static truce_state better_for_all(const truce__brief *b) {
    for (uint32_t grade = 0; grade < TRUCE__N_GRADES; grade++) {
        const truce_set *held = truce_solution_equilibria(b->solution, grade);
        for (truce_state s = truce_set_next(held, 0); s; s = truce_set_next(held, s)) {
            bool is_better = !comes_by_itself(b, s);
            for (uint32_t p = 0; is_better && p < b->model->n_parties; p++)
                is_better = compare_ranks(b, p, s, b->now) > 0;
            if (is_better) return s;
        }
    }
    return 0;
}

static void choose_among(truce__brief *b, ways *known) {
    for (uint32_t grade = 0; grade < TRUCE__N_GRADES && b->chosen.n_targets == 0; grade++) {
        const truce_set *held = truce_solution_equilibria(b->solution, grade);
        if (grade && truce_set_equal(held, truce_solution_equilibria(b->solution, grade - 1))) continue;
        if (truce_set_count(held)) add_target(b, nearest_that_pays(b, known, held));
        if (truce__out_failed(&b->out)) return;
    }
    truce_state better = b->chosen.n_targets ? 0 : better_for_all(b);
    if (better) add_target(b, find_way(b, known, better));
    truce_state deal = first_deal(b, true);
    if (!deal && b->chosen.n_targets == 0) deal = first_deal(b, false);
    if (deal) add_target(b, find_way(b, known, deal));
    truce_state best = first_deal(b, false);
    if (best && truce_set_contains(b->deals->gains_all, best)) b->chosen.best = find_way(b, known, best);
}

static void choose_consented(truce__brief *b, ways *known) {
    truce_state state = truce__out_failed(&b->out) ? 0 : truce__consented_deal(b);
    if (state) b->chosen.consented = b->now ? find_way(b, known, state) : unreached(b, state);
}

static void choose_from_today(truce__brief *b) {
    ways known = {0};
    choose_among(b, &known);
    choose_consented(b, &known);
    truce_paths_free(known.by_moves);
    truce_paths_free(known.by_improvements);
}

static bool all_hold(const truce__brief *b) {
    return truce_set_count(truce_solution_equilibria(b->solution, TRUCE__FEARFUL)) ==
           truce_graph_state_count(b->graph);
}

/* Nothing is known of today: what holds, the firmest first, outcome by outcome; what has no outcome where none holds
 * as firmly, and where not everything holds. */
static void choose_anywhere(truce__brief *b) {
    const truce_state *candidates;
    size_t count = truce__candidates(b, &candidates);
    for (uint32_t grade = 0; grade < TRUCE__N_GRADES; grade++) {
        const truce_set *held = truce_solution_equilibria(b->solution, grade);
        for (size_t i = 0; i < count; i++)
            if (truce_set_contains(held, candidates[i])) add_target(b, unreached(b, candidates[i]));
        bool is_named = b->chosen.n_targets > 0 || all_hold(b);
        truce_state s = is_named ? 0 : truce_set_next(held, 0);
        for (; s && b->chosen.n_targets < TRUCE__TARGETS; s = truce_set_next(held, s)) add_target(b, unreached(b, s));
    }
    choose_consented(b, NULL);
}

static void find_left(truce__brief *b) {
    for (size_t i = 0; i < b->chosen.n_targets; i++)
        b->chosen.targets[i].left = truce__left_of(b, b->chosen.targets[i].state);
    if (b->chosen.consented.state) b->chosen.consented.left = truce__left_of(b, b->chosen.consented.state);
}

/* ----------------------------------------------------------------- mirrors */

typedef struct condition {
    uint32_t party, item;
    const truce__condition *split;
} condition;

static size_t find_conditions(truce__brief *b, condition *found) {
    size_t count = 0;
    truce__condition *next = NULL;
    for (uint32_t p = 0; p < b->model->n_parties; p++) {
        const truce__pref *pref = &b->model->prefs[p];
        for (uint32_t i = 0; pref->kind == TRUCE__PREF_ORDER && i < pref->n_items && count < CONDITIONS; i++) {
            if (!next) next = truce__arena_alloc(&b->arena, 1, sizeof *next);
            if (!next) truce__out_note(&b->out, TRUCE_E_NOMEM);
            if (!next) return 0;
            if (pref->items[i].n_stmts != 1) continue;
            if (!truce__condition_of(b->model, p, pref->items[i].stmts, next)) continue;
            found[count++] = (condition){p, i, next};
            next = NULL;
        }
    }
    return count;
}

/* Whether wherever the first is true the second is, and it is true somewhere. */
static bool entails(const truce__brief *b, const truce__stmt *first, const truce__stmt *second) {
    bool is_somewhere = false;
    for (truce_state s = 1; s <= truce_graph_state_count(b->graph); s++) {
        if (!truce__graph_holds(b->graph, s, first)) continue;
        if (!truce__graph_holds(b->graph, s, second)) return false;
        is_somewhere = true;
    }
    return is_somewhere;
}

static bool are_tied(const truce__brief *b, const truce__stmt *one, const truce__stmt *other) {
    return entails(b, one, other) || entails(b, other, one);
}

static bool is_mirrored(const truce__brief *b, const condition *c) {
    for (size_t k = 0; k < b->chosen.n_mirrors; k++)
        for (int side = 0; side < 2; side++) {
            const truce__mirror *m = &b->chosen.mirrors[k];
            if (m->party[side] == c->party && m->item[side] == c->item) return true;
        }
    return false;
}

/* What one party makes its step depend on is the step of the other, and the reverse. */
static truce_status find_mirrors(truce__brief *b) {
    condition found[CONDITIONS];
    if (b->model->is_plain || truce_graph_state_count(b->graph) > MIRRORED) return TRUCE_OK;
    size_t count = find_conditions(b, found);
    for (size_t i = 0; i < count && !truce__out_failed(&b->out); i++)
        for (size_t k = i + 1; k < count && b->chosen.n_mirrors < TRUCE__MIRRORS; k++) {
            const condition *x = &found[i], *y = &found[k];
            if (truce__is_cancelled(b->ctx)) return TRUCE_E_CANCELLED;
            if (x->party == y->party || is_mirrored(b, x) || is_mirrored(b, y)) continue;
            if (!are_tied(b, &x->split->own, &y->split->other)) continue;
            if (!are_tied(b, &y->split->own, &x->split->other)) continue;
            b->chosen.mirrors[b->chosen.n_mirrors++] =
                (truce__mirror){{x->party, y->party}, {x->item, y->item}};
        }
    return TRUCE_OK;
}

/* ----------------------------------------------------------- third finding */

/* By option, the levels that situations better for everybody have. */
static truce_status find_common(truce__brief *b) {
    uint8_t levels[TRUCE__MAX_OPTIONS];
    const truce_set *all = b->deals->gains_all;
    uint32_t n = truce_model_option_count(b->model);
    uint64_t *common = truce__arena_alloc(&b->arena, n, sizeof *common);
    if (!common) return TRUCE_E_NOMEM;
    memset(common, 0, n * sizeof *common);
    for (truce_state s = truce_set_next(all, 0); s; s = truce_set_next(all, s)) {
        if (s % 65536 == 0 && truce__is_cancelled(b->ctx)) return TRUCE_E_CANCELLED;
        truce_graph_state_levels(b->graph, s, levels);
        for (uint32_t o = 0; o < n; o++)
            common[o] |= levels[o] == TRUCE_LEVEL_MIXED ? UINT64_MAX : UINT64_C(1) << levels[o];
    }
    b->chosen.common = common;
    return TRUCE_OK;
}

/* Options that stand otherwise than today wherever everybody is better off. */
static uint32_t count_needed(truce__brief *b) {
    uint8_t today[TRUCE__MAX_OPTIONS];
    uint32_t needed = 0;
    truce_graph_state_levels(b->graph, b->now, today);
    for (uint32_t o = 0; o < truce_model_option_count(b->model); o++)
        needed += today[o] != TRUCE_LEVEL_MIXED && !(b->chosen.common[o] >> today[o] & 1);
    return needed;
}

static bool is_named_early(const truce_model *model, uint32_t outcome) {
    enum { EARLY = 2 };
    for (uint32_t p = 0; p < model->n_parties; p++) {
        const truce__pref *pref = &model->prefs[p];
        for (uint32_t i = 0; pref->kind == TRUCE__PREF_ORDER && i < EARLY && i < pref->n_items; i++)
            for (uint32_t k = 0; k < pref->items[i].n_stmts; k++)
                for (uint32_t n = 0; n < pref->items[i].stmts[k].n_nodes; n++) {
                    const truce__node *node = &pref->items[i].stmts[k].nodes[n];
                    if (node->op == TRUCE__OP_OUTCOME && node->option == outcome) return true;
                }
    }
    return false;
}

/* An outcome that holds nowhere, first one that a party puts among its first two statements; SIZE_MAX: none. */
static size_t find_nowhere(const truce__brief *b) {
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < b->findings.count; i++) {
        const truce__finding *f = &b->findings.at[i];
        if (f->states == 0 || f->grade != TRUCE__LEAVES) continue;
        if (is_named_early(b->model, f->outcome)) return i;
        if (first == SIZE_MAX) first = i;
    }
    return first;
}

static bool leaves_somebody_worse(const truce__brief *b) {
    const truce__target *target = b->chosen.targets;
    bool is_worse = false;
    if (!b->now || b->chosen.n_targets == 0 || target->left == target->state) return false;
    for (uint32_t p = 0; p < b->model->n_parties; p++) is_worse |= compare_ranks(b, p, target->left, b->now) < 0;
    return is_worse;
}

static truce_status choose_third(truce__brief *b) {
    truce__gist *chosen = &b->chosen;
    chosen->gains_all = b->deals ? truce_set_count(b->deals->gains_all) : 0;
    if (chosen->gains_all && truce__is_measured_against_today(b) && !b->model->is_plain) {
        TRY(find_common(b));
        if (count_needed(b)) chosen->third = TRUCE__THIRD_ALL_GAIN;
    }
    chosen->nowhere = find_nowhere(b);
    if (chosen->third) return TRUCE_OK;
    if (chosen->nowhere != SIZE_MAX) chosen->third = TRUCE__THIRD_NOWHERE;
    else if (leaves_somebody_worse(b)) chosen->third = TRUCE__THIRD_LAPSE;
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- headline */

/* What would be said of that target alone. */
static truce__headline headline_of(const truce__target *t) {
    if (t->grade == TRUCE__LEAVES) return TRUCE__HEAD_DOES_NOT_HOLD;
    if (!t->is_reached) return TRUCE__HEAD_OUT_OF_REACH;
    if (t->by_improvements) return TRUCE__HEAD_BY_IMPROVEMENTS;
    return t->is_first_paid ? TRUCE__HEAD_LATER_STEP : TRUCE__HEAD_FIRST_STEP;
}

static bool is_by_steps(truce__headline h) { return h == TRUCE__HEAD_LATER_STEP || h == TRUCE__HEAD_FIRST_STEP; }

/* What is true of the first target, and of those after it of which the same can be said: of a first step and a later
 * one that do not pay, that not every step does. */
static truce__headline head_of_targets(truce__gist *c) {
    truce__headline head = headline_of(&c->targets[0]);
    for (c->n_headed = 1; c->n_headed < c->n_targets; c->n_headed++) {
        truce__headline next = headline_of(&c->targets[c->n_headed]);
        if (next == head) continue;
        if (!is_by_steps(next) || !is_by_steps(head)) break;
        head = TRUCE__HEAD_LATER_STEP;
    }
    return head;
}

static truce__headline choose_headline(truce__brief *b) {
    truce__gist *c = &b->chosen;
    uint64_t held = truce_set_count(truce_solution_equilibria(b->solution, TRUCE__FEARFUL));
    c->n_headed = c->n_targets;
    if (held == 0) return TRUCE__HEAD_NOTHING_HOLDS;
    if (!b->now && c->n_targets) {
        c->n_headed = 1;
        while (c->n_headed < c->n_targets && c->targets[c->n_headed].grade == c->targets->grade) c->n_headed++;
        return TRUCE__HEAD_WOULD_HOLD;
    }
    if (b->now && c->today == TRUCE__LEAVES) return TRUCE__HEAD_TODAY_LEFT;
    if (c->n_targets == 0) return all_hold(b) ? TRUCE__HEAD_ALL_HOLD : TRUCE__HEAD_NO_TARGET;
    return head_of_targets(c);
}

truce_status truce__choose(truce__brief *b) {
    b->chosen.today = b->now ? truce__equilibrium_grade(b, b->now) : TRUCE__LEAVES;
    if (b->model->n_expiries) TRY(truce_graph_after_expiry(b->ctx, b->graph, &b->after));
    if (b->now) choose_from_today(b);
    else choose_anywhere(b);
    TRY(b->out.status);
    find_left(b);
    TRY(find_mirrors(b));
    TRY(choose_third(b));
    b->chosen.headline = choose_headline(b);
    return b->out.status;
}
