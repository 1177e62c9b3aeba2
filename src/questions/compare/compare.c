/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verdicts compared. On a state that a model does not have the verdict is "no": a new state that is an equilibrium
 * has become one.
 */
#include "questions/compare/compare.h"

#include "model/completions.h"
#include "questions/conclusions/outcomes.h"

#include <truce/variant.h>

enum { FEW = 64 }; /* completions */

/* ------------------------------------------------------------------- solved */

static truce_status build(truce_ctx *ctx, const truce_model *model, bool after_expiry, truce__solved *solved) {
    if (!after_expiry) return truce_graph_build(ctx, model, &solved->graph);
    TRY(truce_graph_build(ctx, model, &solved->plain));
    return truce_graph_after_expiry(ctx, solved->plain, &solved->graph);
}

/* Open models are solved in all completions where there are few: each cause of a flip asks for as many solves
 * again. */
static bool has_few_completions(const truce__solved *solved) {
    const truce_model *model = solved->graph->model;
    return truce__is_open_model(model) && truce__graph_has_ranks(solved->graph) &&
           truce__model_completion_count(model) <= FEW;
}

truce_status truce__solved_model(truce_ctx *ctx, const truce_model *model, const truce__solved *base,
                                 const truce_compare_options *options, truce__solved *solved) {
    bool is_variant = base && truce__graph_has_ranks(base->graph);
    TRY(is_variant ? truce_variant_of(ctx, base->graph, model, &solved->graph)
                   : build(ctx, model, options->after_expiry, solved));
    if (has_few_completions(solved))
        return truce_solve_completions(ctx, solved->graph, options->concepts, options->concept_count, FEW,
                                       &solved->solution);
    if (is_variant && !truce_solution_is_of_completions(base->solution))
        return truce_solve_variant(ctx, solved->graph, base->solution, &solved->solution);
    return truce_solve(ctx, solved->graph, options->concepts, options->concept_count, &solved->solution);
}

truce_status truce__solved_text(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                const truce__solved *base, const truce_compare_options *options,
                                truce__solved *solved) {
    TRY(truce_parse(ctx, text, length, file, &solved->owned));
    return truce__solved_model(ctx, solved->owned, base, options, solved);
}

truce_status truce__solved_adopt(truce_ctx *ctx, truce_model *model, const truce__solved *base,
                                 const truce_compare_options *options, truce__solved *solved) {
    solved->owned = model;
    return truce__solved_model(ctx, model, base, options, solved);
}

void truce__solved_free(truce__solved *solved) {
    truce_solution_free(solved->solution);
    truce_graph_free(solved->graph);
    truce_graph_free(solved->plain);
    truce_model_free(solved->owned);
    *solved = (truce__solved){0};
}

typedef struct counting {
    uint64_t *holding;
    uint32_t n_slots, n_outcomes;
} counting;

static truce_status count_outcome(void *ud, const truce__holding *one) {
    const counting *c = ud;
    for (uint32_t slot = 0; slot < c->n_slots; slot++)
        c->holding[slot * c->n_outcomes + one->outcome] = one->held[slot];
    return TRUCE_OK;
}

truce_status truce__moment_count(truce_ctx *ctx, truce__arena *arena, truce__moment *moment) {
    const truce_solution *solution = moment->solved.solution;
    counting c = {.n_slots = truce_solution_concept_count(solution),
                  .n_outcomes = moment->solved.graph->model->n_outcomes};
    c.holding = truce__arena_alloc(arena, (size_t)c.n_slots * c.n_outcomes, sizeof *c.holding);
    if (!c.holding) return TRUCE_E_NOMEM;
    moment->holding = c.holding;
    TRY(truce__outcomes_visit(ctx, solution, count_outcome, &c));
    const truce__views_asked asked = {.limit = 1};
    return truce__views_find(ctx, solution, &asked, &moment->views);
}

void truce__moment_free(truce_ctx *ctx, truce__moment *moment) {
    truce__vec_free(ctx, &moment->flips.at);
    truce__views_free(moment->views);
    truce__solved_free(&moment->solved);
}

/* ----------------------------------------------------------------- matching */

static truce_status match_names(truce__arena *arena, const truce_model *from, const truce_model *to,
                                truce__match *match) {
    const truce__option *states = &from->options[0];
    uint64_t *names = truce__arena_alloc(arena, states->n_levels, sizeof *names);
    if (!names) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < states->n_levels && to->is_plain; i++) {
        const truce__name *name = truce__names_find(&to->names, states->levels[i], strlen(states->levels[i]));
        names[i] = name && name->kind == TRUCE__NAME_STATE ? (uint64_t)name->index + 1 : 0;
    }
    match->names = names;
    return TRUCE_OK;
}

static uint8_t level_named(const truce__option *option, const char *name) {
    for (uint32_t level = 0; level < option->n_levels; level++)
        if (strcmp(option->levels[level], name) == 0) return (uint8_t)level;
    return TRUCE_LEVEL_MIXED;
}

static void match_option(const truce__option *option, const truce_model *to, uint32_t index, truce__match *match) {
    uint32_t other = 0;
    while (other < to->n_options && (to->is_plain || strcmp(to->options[other].id, option->id) != 0)) other++;
    match->option[index] = other < to->n_options ? other : TRUCE__NONE;
    for (uint32_t level = 0; other < to->n_options && level < option->n_levels; level++)
        match->level[index][level] = level_named(&to->options[other], option->levels[level]);
}

truce_status truce__match_init(truce__arena *arena, const truce_graph *from, const truce_graph *to,
                               truce__match *match) {
    *match = (truce__match){.from = from, .to = to};
    if (from->model->is_plain) return match_names(arena, from->model, to->model, match);
    for (uint32_t i = 0; i < from->model->n_options; i++) match_option(&from->model->options[i], to->model, i, match);
    return TRUCE_OK;
}

truce_state truce__match_state(const truce__match *match, truce_state state) {
    if (match->names) return match->names[state - 1];
    if (match->to->model->is_plain) return 0;
    uint8_t levels[TRUCE__MAX_OPTIONS];
    uint32_t wanted[TRUCE__MAX_OPTIONS] = {0};
    truce_graph_state_levels(match->from, state, levels);
    for (uint32_t i = 0; i < match->from->model->n_options; i++) {
        uint32_t option = match->option[i];
        bool is_mixed = levels[i] == TRUCE_LEVEL_MIXED;
        if (option == TRUCE__NONE && levels[i] != 0) return 0;
        if (option == TRUCE__NONE) continue;
        wanted[option] = is_mixed ? TRUCE_LEVEL_MIXED : match->level[i][levels[i]];
        if (!is_mixed && wanted[option] == TRUCE_LEVEL_MIXED) return 0;
    }
    return truce__graph_find_levels(match->to, wanted);
}

/* ----------------------------------------------------------------- verdicts */

/* The party of the same id in the other model, or TRUCE__NONE. */
static uint32_t same_party(const truce_graph *from, const truce_graph *to, uint32_t party) {
    return party == TRUCE__NONE ? party : truce_model_party_find(to->model, from->model->parties[party].id);
}

/* `party`: of this model, or TRUCE__NONE for the equilibrium. */
static truce_verdict verdict(const truce__solved *solved, uint32_t slot, uint32_t party, truce_state state) {
    if (!state) return TRUCE_UNSTABLE;
    return party == TRUCE__NONE ? truce_solution_holds(solved->solution, slot, state)
                                : truce_solution_verdict(solved->solution, slot, party, state);
}

typedef struct flipping {
    truce_ctx *ctx;
    const truce__solved *before, *after;
    truce__match back, forth; /* from after to before, and the other way round */
    const truce_compare_options *options;
    truce__flips *flips;
} flipping;

/* Compares the verdict that `flip` names; its party is one of the later model. */
static truce_status compare_one(flipping *f, truce__flip flip) {
    uint32_t old_party = same_party(f->after->graph, f->before->graph, flip.party);
    if (flip.party != TRUCE__NONE && old_party == UINT32_MAX) return TRUCE_OK; /* whom did it concern? */
    flip.held = verdict(f->before, flip.slot, old_party, flip.before);
    flip.holds = verdict(f->after, flip.slot, flip.party, flip.after);
    if (flip.held == flip.holds) return TRUCE_OK;
    f->flips->total++;
    if (f->options->limit && f->flips->at.count >= f->options->limit) return TRUCE_OK;
    return truce__vec_push(f->ctx, &f->flips->at, flip);
}

/* The verdicts of every party in two states. */
static truce_status compare_parties(flipping *f, bool is_status_quo, truce_state before, truce_state after) {
    if (!before || !after) return TRUCE_OK;
    truce__flip flip = {.is_status_quo = is_status_quo, .before = before, .after = after};
    for (flip.slot = 0; flip.slot < truce_solution_concept_count(f->after->solution); flip.slot++)
        for (flip.party = 0; flip.party < f->after->graph->model->n_parties; flip.party++) TRY(compare_one(f, flip));
    return TRUCE_OK;
}

/* Whether the status quo is an equilibrium; where it is the same state as before, that state's own verdict says so.
 */
static truce_status compare_status_quo(flipping *f) {
    truce__flip flip = {.is_status_quo = true,
                        .party = TRUCE__NONE,
                        .before = truce_graph_status_quo(f->before->graph),
                        .after = truce_graph_status_quo(f->after->graph)};
    if (!flip.before || !flip.after) return TRUCE_OK;
    bool is_same = truce__match_state(&f->back, flip.after) == flip.before;
    for (flip.slot = 0; !is_same && flip.slot < truce_solution_concept_count(f->after->solution); flip.slot++)
        TRY(compare_one(f, flip));
    return compare_parties(f, true, flip.before, flip.after);
}

static truce_status compare_where(flipping *f) {
    truce_set *set = NULL;
    if (!f->options->where) return TRUCE_OK;
    TRY(truce_graph_where(f->ctx, f->after->graph, f->options->where, &set));
    truce_status status = TRUCE_OK;
    for (truce_state s = truce_set_next(set, 0); s && status == TRUCE_OK; s = truce_set_next(set, s)) {
        status = compare_parties(f, false, truce__match_state(&f->back, s), s);
        if (status == TRUCE_OK) status = truce__go_on(f->ctx);
    }
    truce_set_free(set);
    return status;
}

/* The first state behind `state` that is an equilibrium or may be one; 0: there is none. */
static truce_state next_holding(const truce__solved *solved, uint32_t slot, truce_state state) {
    const truce_set *maybe = truce_solution_maybe_equilibria(solved->solution, slot);
    truce_state next = truce_set_next(truce_solution_equilibria(solved->solution, slot), state);
    truce_state open = maybe ? truce_set_next(maybe, state) : 0;
    return open && (!next || open < next) ? open : next;
}

/* Equilibria among states that are there now, and among those that are gone. */
static truce_status compare_equilibria(flipping *f, uint32_t slot) {
    truce__flip flip = {.slot = slot, .party = TRUCE__NONE};
    while ((flip.before = next_holding(f->before, slot, flip.before)) != 0) {
        flip.after = truce__match_state(&f->forth, flip.before);
        TRY(truce__go_on(f->ctx));
        TRY(compare_one(f, flip));
    }
    flip.after = 0;
    while ((flip.after = next_holding(f->after, slot, flip.after)) != 0) {
        flip.before = truce__match_state(&f->back, flip.after);
        TRY(truce__go_on(f->ctx));
        if (verdict(f->before, slot, TRUCE__NONE, flip.before) == TRUCE_UNSTABLE) TRY(compare_one(f, flip));
    }
    return TRUCE_OK;
}

static truce_status count_unmatched(truce_ctx *ctx, const truce__match *match, uint64_t *count) {
    *count = 0;
    for (truce_state s = 1; s <= truce_graph_state_count(match->from); s++) {
        TRY(truce__go_on(ctx));
        *count += truce__match_state(match, s) == 0;
    }
    return TRUCE_OK;
}

truce_status truce__flips_find(truce_ctx *ctx, truce__arena *arena, const truce__solved *before,
                               const truce__solved *after, const truce_compare_options *options,
                               truce__flips *flips) {
    flipping f = {.ctx = ctx, .before = before, .after = after, .options = options, .flips = flips};
    TRY(truce__match_init(arena, after->graph, before->graph, &f.back));
    TRY(truce__match_init(arena, before->graph, after->graph, &f.forth));
    TRY(count_unmatched(ctx, &f.back, &flips->new_states));
    TRY(count_unmatched(ctx, &f.forth, &flips->lost_states));
    TRY(compare_status_quo(&f));
    TRY(compare_where(&f));
    for (uint32_t slot = 0; slot < truce_solution_concept_count(after->solution); slot++)
        TRY(compare_equilibria(&f, slot));
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- causes */

truce_status truce__flips_blame(truce_ctx *ctx, truce__arena *arena, const truce__flips *flips,
                                const truce__solved *before, const truce__solved *after, const truce__solved *variant,
                                uint32_t cause, truce__causes *causes) {
    truce__match new, old;
    TRY(truce__match_init(arena, after->graph, variant->graph, &new));
    TRY(truce__match_init(arena, before->graph, variant->graph, &old));
    for (size_t i = 0; i < flips->at.count; i++) {
        const truce__flip *flip = &flips->at.at[i];
        truce_state state = flip->is_status_quo ? truce_graph_status_quo(variant->graph)
                            : flip->after       ? truce__match_state(&new, flip->after)
                                                : truce__match_state(&old, flip->before);
        uint32_t party = same_party(after->graph, variant->graph, flip->party);
        bool is_nobody = flip->party != TRUCE__NONE && party == UINT32_MAX;
        if (is_nobody || verdict(variant, flip->slot, party, state) != flip->held) continue;
        TRY(truce__vec_push(ctx, &causes[i], cause));
    }
    return TRUCE_OK;
}

truce_status truce__flips_settle(truce_ctx *ctx, truce__arena *arena, truce__flips *flips, truce__causes *causes) {
    truce_status status = TRUCE_OK;
    for (size_t i = 0; i < flips->at.count; i++) {
        uint32_t *kept = truce__arena_alloc(arena, causes[i].count, sizeof *kept);
        if (!kept) status = TRUCE_E_NOMEM;
        else if (causes[i].count) memcpy(kept, causes[i].at, causes[i].count * sizeof *kept);
        flips->at.at[i].causes = kept;
        flips->at.at[i].cause_count = causes[i].count;
        truce__vec_free(ctx, &causes[i]);
    }
    return status;
}
