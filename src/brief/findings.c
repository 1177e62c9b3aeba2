/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings on each outcome: how many of its states are equilibria, under which concept, and which is nearest to today
 * by the number of options that differ.
 */
#include "brief/brief.h"

#include "questions/conclusions/outcomes.h"

#include <truce/set.h>

static const char *const grade_ids[TRUCE__N_GRADES] = {"nash", "seq", "smr", "gmr"};

const truce_concept *truce__grade_concept(const truce__brief *b, uint32_t grade) {
    return truce_concept_at(truce_solution_concept(b->solution, grade));
}

uint32_t truce__grade(const truce__brief *b, truce_state state, uint32_t party) {
    uint32_t grade = 0;
    while (grade < TRUCE__N_GRADES && !truce_set_contains(truce_solution_stable(b->solution, grade, party), state))
        grade++;
    return grade;
}

uint32_t truce__grade_in(const truce_solution *solution, truce_state state) {
    uint32_t grade = 0;
    while (grade < TRUCE__N_GRADES && !truce_set_contains(truce_solution_equilibria(solution, grade), state)) grade++;
    return grade;
}

uint32_t truce__equilibrium_grade(const truce__brief *b, truce_state state) {
    return truce__grade_in(b->solution, state);
}

/* By how many levels options are away from today. */
static uint32_t levels_from_today(const truce__brief *b, truce_state state) {
    uint8_t levels[TRUCE__MAX_OPTIONS], today[TRUCE__MAX_OPTIONS];
    uint32_t apart = 0;
    if (!b->now) return 0;
    truce_graph_state_levels(b->graph, b->now, today);
    truce_graph_state_levels(b->graph, state, levels);
    for (uint32_t o = 0; o < truce_model_option_count(b->model); o++)
        apart += (uint32_t)(levels[o] > today[o] ? levels[o] - today[o] : today[o] - levels[o]);
    return apart;
}

uint32_t truce__distance_from_today(const truce__brief *b, truce_state state) {
    uint8_t levels[TRUCE__MAX_OPTIONS], today[TRUCE__MAX_OPTIONS];
    uint32_t differing = 0;
    if (!b->now) return 0;
    truce_graph_state_levels(b->graph, b->now, today);
    truce_graph_state_levels(b->graph, state, levels);
    for (uint32_t o = 0; o < truce_model_option_count(b->model); o++) differing += levels[o] != today[o];
    return differing;
}

typedef struct nearest {
    truce_state state;
    uint32_t distance;
    uint32_t levels;
    bool is_alone;
} nearest;

static void keep_nearer(nearest *best, truce_state state, uint32_t distance, uint32_t levels) {
    bool is_as_near = best->state && best->distance == distance && best->levels == levels;
    if (is_as_near) best->is_alone = false;
    if (best->state && (best->distance < distance || (best->distance == distance && best->levels <= levels))) return;
    *best = (nearest){state, distance, levels, true};
}

/* The nearest states, by grade. */
static truce_status find_nearest(truce__brief *b, const truce_set *members, truce__finding *finding) {
    nearest any = {0}, held[TRUCE__LEAVES + 1] = {{0}};
    for (truce_state state = truce_set_next(members, 0); state; state = truce_set_next(members, state)) {
        if (state % 65536 == 0 && truce__is_cancelled(b->ctx)) return TRUCE_E_CANCELLED;
        uint32_t far = truce__distance_from_today(b, state), levels = levels_from_today(b, state);
        keep_nearer(&any, state, far, levels);
        keep_nearer(&held[truce__equilibrium_grade(b, state)], state, far, levels);
    }
    finding->nearest = any.state;
    finding->is_nearest_alone = any.is_alone;
    while (finding->grade < TRUCE__LEAVES && !held[finding->grade].state) finding->grade++;
    finding->nearest_held = finding->grade < TRUCE__LEAVES ? held[finding->grade].state : 0;
    return TRUCE_OK;
}

typedef struct gathering {
    truce__brief *b;
    truce_set *named; /* states of some outcome */
} gathering;

static truce_status add_finding(void *ud, const truce__holding *holding) {
    const gathering *g = ud;
    truce__brief *b = g->b;
    truce__finding finding = {.outcome = holding->outcome, .states = truce_set_count(holding->members)};
    memcpy(finding.held, holding->held, sizeof finding.held);
    TRY(find_nearest(b, holding->members, &finding));
    TRY(truce_set_or(g->named, holding->members));
    return truce__vec_push(b->ctx, &b->findings, finding);
}

static void count_unnamed(truce__brief *b, const truce_set *named) {
    b->unnamed = (truce__finding){.outcome = TRUCE__NONE};
    b->unnamed.states = truce_graph_state_count(b->graph) - truce_set_count(named);
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++) {
        const truce_set *held = truce_solution_equilibria(b->solution, g);
        b->unnamed.held[g] = truce_set_count(held) - truce_set_count_both(held, named);
    }
}

truce_status truce__findings_collect(truce__brief *b) {
    uint32_t concepts[TRUCE__N_GRADES];
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++) concepts[g] = truce_concept_find(grade_ids[g]);
    TRY(truce_solve(b->ctx, b->graph, concepts, TRUCE__N_GRADES, &b->solution));
    gathering g = {b, NULL};
    TRY(truce_set_new(b->ctx, b->graph, &g.named));
    truce_status status = truce__outcomes_visit(b->ctx, b->solution, add_finding, &g);
    if (status == TRUCE_OK) count_unnamed(b, g.named);
    truce_set_free(g.named);
    return status;
}

uint32_t truce__first_to_leave(const truce__brief *b, truce_state state) {
    uint32_t who = 0;
    for (uint32_t p = 1; p < b->model->n_parties; p++)
        if (truce__grade(b, state, p) > truce__grade(b, state, who)) who = p;
    return who;
}

bool truce__is_measured_against_today(const truce__brief *b) {
    const truce_deals *d = b->deals;
    bool all = d && b->now != 0;
    for (uint32_t p = 0; all && p < b->model->n_parties; p++) all &= d->no_deal[p].kind == TRUCE_NO_DEAL_STATUS_QUO;
    return all;
}

uint64_t truce__held_somehow(const truce__brief *b) {
    uint64_t most = 0;
    for (uint32_t g = 0; g < TRUCE__N_GRADES; g++) {
        uint64_t count = truce_set_count(truce_solution_equilibria(b->solution, g));
        if (count > most) most = count;
    }
    return most;
}

size_t truce__candidates(truce__brief *b, const truce_state **candidates) {
    truce_state *states = truce__arena_alloc(&b->arena, b->findings.count, sizeof *states);
    size_t count = 0;
    if (!states) truce__out_note(&b->out, TRUCE_E_NOMEM);
    for (size_t i = 0; states && i < b->findings.count; i++) {
        truce_state state = b->findings.at[i].nearest_held;
        bool is_new = state != 0 && state != b->now;
        for (size_t k = 0; k < count; k++) is_new = is_new && states[k] != state;
        if (is_new) states[count++] = state;
    }
    *candidates = states;
    return count;
}
