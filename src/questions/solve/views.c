/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each party judges states in its own view: the model with what it misreads. Its verdicts there are carried over to
 * the model's states by their codes. A state is an equilibrium of the hypergame if every party sees it and finds it
 * stable; parties that misread nothing judge in the model. Only the party's own verdicts in its view count, so only
 * these are solved.
 *
 * Moves that a party does not expect are looked for from the states that lead to unseen ones, or from all seen ones
 * where these are fewer, and only where the models differ in what moves there are.
 */
#include "questions/solve/views.h"

#include "graph/likeness.h"
#include "graph/twins.h"
#include "graph/view.h"
#include "graph/walk.h"
#include "model/completions.h"
#include "questions/solve/proof.h"
#include "result/pick.h"

#include <truce/variant.h>

typedef struct looking {
    truce_ctx *ctx;
    const truce_graph *base;
    truce__view *view;
    truce__twins forth, back; /* from the model to the view, and back */
    bool has_other_moves;     /* between states that both have */
    uint64_t limit;
    TRUCE__VEC(uint64_t) moves; /* of one state, ascending */
} looking;

/* ------------------------------------------------------------------- states */

static bool is_unseen(const looking *l, uint64_t cell) {
    return truce__bits_get(l->view->unseen->bits, cell);
}

/* Carries a set of the view over to the states of the model. */
static truce_status carry(const looking *l, const truce_set *of_view, truce_set *of_base) {
    const truce__space *space = &l->base->space;
    bool has_same_cells = truce__twins_share_cells(&l->forth);
    for (size_t w = 0; w < truce__bits_words(space->n_cells); w++) {
        if (truce__stops_at(l->ctx, w)) return TRUCE_E_CANCELLED;
        uint64_t states = truce__states_of_word(space, w);
        if (has_same_cells) of_base->bits[w] = states & of_view->bits[w];
        for (; !has_same_cells && states; states &= states - 1) {
            uint64_t cell = w * 64 + (uint64_t)__builtin_ctzll(states), twin = truce__twin_of(&l->forth, cell);
            if (twin != UINT64_MAX && truce__bits_get(of_view->bits, twin)) truce__bits_set(of_base->bits, cell);
        }
    }
    return truce__set_recount(of_base);
}

static truce_status find_unseen(const looking *l, truce__view *view) {
    truce_set *all = NULL;
    truce_status status = truce_set_all(l->ctx, view->graph, &all);
    if (status == TRUCE_OK) status = truce_set_new(l->ctx, l->base, &view->unseen);
    if (status == TRUCE_OK) status = carry(l, all, view->unseen);
    if (status == TRUCE_OK) status = truce_set_complement(view->unseen);
    truce_set_free(all);
    return status;
}

/* The next state from `cell` on; UINT64_MAX: there is none. */
static uint64_t next_cell(const truce__space *space, const uint64_t *among, uint64_t cell) {
    size_t words = truce__bits_words(space->n_cells);
    for (size_t w = cell / 64; w < words; w++, cell = w * 64) {
        uint64_t bits = (among ? among[w] : truce__states_of_word(space, w)) >> cell % 64;
        if (bits) return cell + (uint64_t)__builtin_ctzll(bits);
    }
    return UINT64_MAX;
}

/* Whether a list is full; then it is cut. */
static bool is_full(const looking *l, size_t count) {
    if (!l->limit || count < l->limit) return false;
    l->view->is_cut = true;
    return true;
}

static truce_status find_imagined(const looking *l) {
    const truce__space *space = &l->view->graph->space;
    bool is_one_to_one = l->base->model->n_coalesce == 0;
    if (is_one_to_one && space->n_states == l->base->space.n_states - truce_set_count(l->view->unseen))
        return TRUCE_OK; /* every state of the view is the twin of a seen one */
    for (uint64_t cell = next_cell(space, NULL, 0), i = 0; cell != UINT64_MAX;
         cell = next_cell(space, NULL, cell + 1), i++) {
        if (truce__stops_at(l->ctx, i)) return TRUCE_E_CANCELLED;
        if (truce__twin_of(&l->back, cell) != UINT64_MAX) continue;
        if (is_full(l, l->view->imagined.count)) return TRUCE_OK;
        TRY(truce__vec_push(l->ctx, &l->view->imagined, truce__space_number(space, cell)));
    }
    return TRUCE_OK;
}

/* -------------------------------------------------------------------- moves */

static truce_status add_passage(const looking *l, const truce_graph *graph, uint32_t party, uint64_t from,
                                uint64_t to, truce__passages *list) {
    bool is_better = truce__graph_rank_at(graph, party, to) > truce__graph_rank_at(graph, party, from);
    truce__passage one = {party, truce__space_number(&graph->space, from), truce__space_number(&graph->space, to),
                          is_better};
    return truce__vec_push(l->ctx, list, one);
}

/* Marks the states from which some other party can move to an unseen one. */
static truce_status mark_before(const looking *l, truce_set *marked) {
    const truce__space *space = &l->base->space;
    const uint64_t *unseen = l->view->unseen->bits;
    truce__walk walk;
    for (uint64_t cell = next_cell(space, unseen, 0), i = 0; cell != UINT64_MAX;
         cell = next_cell(space, unseen, cell + 1), i++) {
        if (truce__stops_at(l->ctx, i)) return TRUCE_E_CANCELLED;
        for (uint32_t party = 0; party < l->base->model->n_parties; party++) {
            if (party == l->view->party) continue;
            truce__walk_into(&walk, space, party, cell);
            for (uint64_t from; truce__walk_next(&walk, &from);)
                if (!is_unseen(l, from)) truce__bits_set(marked->bits, from);
        }
    }
    return TRUCE_OK;
}

static truce_status find_surprises_from(looking *l, uint64_t cell, bool *is_over) {
    truce__passages *list = &l->view->surprises;
    truce__walk walk;
    for (uint32_t party = 0; party < l->base->model->n_parties; party++) {
        if (party == l->view->party) continue;
        truce__walk_from(&walk, &l->base->space, party, cell);
        for (uint64_t to; truce__walk_next(&walk, &to);) {
            if (!is_unseen(l, to)) continue;
            *is_over = is_full(l, list->count);
            if (*is_over) return TRUCE_OK;
            TRY(add_passage(l, l->base, party, cell, to, list));
        }
    }
    return TRUCE_OK;
}

static truce_status find_surprises(looking *l) {
    const truce__space *space = &l->base->space;
    uint64_t n_unseen = truce_set_count(l->view->unseen);
    truce_set *from = NULL;
    bool is_over = n_unseen == 0;
    if (is_over) return TRUCE_OK;
    bool are_few = n_unseen <= space->n_states - n_unseen;
    truce_status status =
        are_few ? truce_set_new(l->ctx, l->base, &from) : truce_set_copy(l->ctx, l->view->unseen, &from);
    if (status == TRUCE_OK) status = are_few ? mark_before(l, from) : truce_set_complement(from);
    for (uint64_t cell = status == TRUCE_OK ? next_cell(space, from->bits, 0) : UINT64_MAX, i = 0;
         cell != UINT64_MAX && !is_over && status == TRUCE_OK; cell = next_cell(space, from->bits, cell + 1), i++)
        status = truce__stops_at(l->ctx, i) ? TRUCE_E_CANCELLED : find_surprises_from(l, cell, &is_over);
    truce_set_free(from);
    return status;
}

static truce_status list_moves(looking *l, const truce__space *space, uint32_t party, uint64_t cell) {
    truce__walk walk;
    l->moves.count = 0;
    truce__walk_from(&walk, space, party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) TRY(truce__vec_push(l->ctx, &l->moves, to));
    return TRUCE_OK;
}

static bool is_listed(const looking *l, uint64_t cell) {
    size_t low = 0, high = l->moves.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (l->moves.at[middle] < cell) low = middle + 1;
        else high = middle;
    }
    return low < l->moves.count && l->moves.at[low] == cell;
}

/* The party's moves from a cell of `graph` that the other graph, to which `twins` lead, does not have. `to_unknown`:
 * also those to states that it does not have. */
static truce_status find_moves_from(looking *l, const truce_graph *graph, const truce__twins *twins, uint32_t party,
                                    uint64_t cell, bool to_unknown, truce__passages *list, bool *is_over) {
    uint64_t twin = truce__twin_of(twins, cell);
    truce__walk walk;
    l->moves.count = 0;
    if (twin != UINT64_MAX) TRY(list_moves(l, twins->to, party, twin));
    truce__walk_from(&walk, &graph->space, party, cell);
    for (uint64_t to; !*is_over && truce__walk_next(&walk, &to);) {
        uint64_t end = truce__twin_of(twins, to);
        bool is_known = twin != UINT64_MAX && end != UINT64_MAX;
        if (is_known ? end == twin || is_listed(l, end) : !to_unknown) continue;
        *is_over = is_full(l, list->count);
        if (!*is_over) TRY(add_passage(l, graph, party, cell, to, list));
    }
    return TRUCE_OK;
}

static truce_status find_unforeseen(looking *l) {
    bool is_over = !l->has_other_moves;
    for (uint64_t cell = next_cell(&l->base->space, NULL, 0), i = 0; cell != UINT64_MAX && !is_over;
         cell = next_cell(&l->base->space, NULL, cell + 1), i++) {
        if (truce__stops_at(l->ctx, i)) return TRUCE_E_CANCELLED;
        for (uint32_t party = 0; party < l->base->model->n_parties && !is_over; party++)
            if (party != l->view->party && !is_unseen(l, cell))
                TRY(find_moves_from(l, l->base, &l->forth, party, cell, false, &l->view->unforeseen, &is_over));
    }
    return TRUCE_OK;
}

static truce_status find_phantoms(looking *l) {
    const truce_graph *seen = l->view->graph;
    bool is_over = !l->has_other_moves && l->view->imagined.count == 0;
    for (uint64_t cell = next_cell(&seen->space, NULL, 0), i = 0; cell != UINT64_MAX && !is_over;
         cell = next_cell(&seen->space, NULL, cell + 1), i++) {
        if (truce__stops_at(l->ctx, i)) return TRUCE_E_CANCELLED;
        TRY(find_moves_from(l, seen, &l->back, l->view->party, cell, true, &l->view->phantoms, &is_over));
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ verdicts */

static truce_status carry_verdicts(const looking *l, truce__views *views) {
    truce__view *view = l->view;
    for (uint32_t slot = 0; slot < views->n_slots; slot++) {
        const truce_set *maybe = truce_solution_maybe(view->solution, slot, view->party);
        TRY(truce_set_new(l->ctx, l->base, &view->stable[slot]));
        TRY(carry(l, truce_solution_stable(view->solution, slot, view->party), view->stable[slot]));
        if (!maybe) continue;
        TRY(truce_set_new(l->ctx, l->base, &view->maybe[slot]));
        TRY(carry(l, maybe, view->maybe[slot]));
    }
    return TRUCE_OK;
}

static truce_status look(looking *l, truce__views *views) {
    truce__view *view = l->view;
    truce__likeness like;
    truce__likeness_find(l->base->model, view->graph->model, &like);
    l->has_other_moves = !like.moves || l->base->model->n_coalesce;
    TRY(truce__twins_init(l->ctx, l->base, view->graph, &l->forth));
    TRY(truce__twins_init(l->ctx, view->graph, l->base, &l->back));
    TRY(find_unseen(l, view));
    TRY(carry_verdicts(l, views));
    TRY(find_imagined(l));
    TRY(find_surprises(l));
    TRY(find_unforeseen(l));
    return find_phantoms(l);
}

/* The party's verdicts in its view: of an open model in every completion, unless those of the model are of one. */
static truce_status solve_view(truce_ctx *ctx, const truce__views *views, const truce__views_asked *asked,
                               truce__view *view) {
    const truce_model *base = truce_solution_graph(views->solution)->model;
    bool is_of_one = truce__is_open_model(base) && !truce_solution_is_of_completions(views->solution);
    if (is_of_one || !truce__is_open_model(view->graph->model))
        return truce__solve_for(ctx, view->graph, views->solution, view->party, &view->solution);
    uint32_t *concepts = truce__calloc(ctx, views->n_slots, sizeof *concepts);
    if (!concepts) return TRUCE_E_NOMEM;
    for (uint32_t slot = 0; slot < views->n_slots; slot++)
        concepts[slot] = truce_solution_concept(views->solution, slot);
    truce_status status = truce_solve_completions(ctx, view->graph, concepts, views->n_slots, asked->completions,
                                                  &view->solution);
    truce__free(ctx, concepts);
    return status;
}

static truce_status make_view(truce_ctx *ctx, truce__views *views, const truce__views_asked *asked,
                              truce__view *view) {
    const truce_graph *base = truce_solution_graph(views->solution);
    looking l = {.ctx = ctx, .base = base, .view = view, .limit = asked->limit};
    view->stable = truce__calloc(ctx, views->n_slots, sizeof(truce_set *));
    view->maybe = truce__calloc(ctx, views->n_slots, sizeof(truce_set *));
    if (!view->stable || !view->maybe) return TRUCE_E_NOMEM;
    TRY(truce_variant_seen_by(ctx, base, view->party, &view->graph));
    TRY(solve_view(ctx, views, asked, view));
    truce_status status = look(&l, views);
    truce__vec_free(ctx, &l.moves);
    truce__twins_free(&l.forth);
    truce__twins_free(&l.back);
    return status;
}

/* What a party finds stable in its view, or may find so where `is_maybe`, which may be NULL. */
static const truce_set *judged(const truce__views *views, uint32_t slot, uint32_t party, bool is_maybe) {
    const truce__view *view = truce__view_of(views, party);
    if (view) return is_maybe ? view->maybe[slot] : view->stable[slot];
    return is_maybe ? truce_solution_maybe(views->solution, slot, party)
                    : truce_solution_stable(views->solution, slot, party);
}

/* Takes away what the party finds unstable or does not see. */
static truce_status keep_possible(const truce__views *views, uint32_t slot, uint32_t party, truce_set *all) {
    const truce_set *maybe = judged(views, slot, party, true);
    truce_set *possible = NULL;
    TRY(truce_set_copy(views->ctx, judged(views, slot, party, false), &possible));
    truce_status status = maybe ? truce_set_or(possible, maybe) : TRUCE_OK;
    if (status == TRUCE_OK) status = truce_set_and(all, possible);
    truce_set_free(possible);
    return status;
}

static truce_status find_slot(const truce__views *views, uint32_t slot) {
    const truce_graph *base = truce_solution_graph(views->solution);
    uint32_t n_parties = base->model->n_parties;
    bool is_open = false;
    TRY(truce_set_all(views->ctx, base, &views->equilibria[slot]));
    for (uint32_t party = 0; party < n_parties; party++) {
        is_open |= judged(views, slot, party, true) != NULL;
        TRY(truce_set_and(views->equilibria[slot], judged(views, slot, party, false)));
    }
    if (!is_open) return TRUCE_OK;
    TRY(truce_set_all(views->ctx, base, &views->maybe[slot]));
    for (uint32_t party = 0; party < n_parties; party++)
        TRY(keep_possible(views, slot, party, views->maybe[slot]));
    return truce_set_and_not(views->maybe[slot], views->equilibria[slot]);
}

static truce_status find_equilibria(truce__views *views) {
    views->equilibria = truce__calloc(views->ctx, views->n_slots, sizeof(truce_set *));
    views->maybe = truce__calloc(views->ctx, views->n_slots, sizeof(truce_set *));
    if (!views->equilibria || !views->maybe) return TRUCE_E_NOMEM;
    for (uint32_t slot = 0; slot < views->n_slots; slot++) TRY(find_slot(views, slot));
    return TRUCE_OK;
}

static truce_status make_all(truce_ctx *ctx, const truce__views_asked *asked, truce__views *views) {
    const truce_model *model = truce_solution_graph(views->solution)->model;
    views->at = truce__calloc(ctx, model->n_views, sizeof *views->at);
    if (!views->at) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < model->n_views; i++) {
        truce__view *view = &views->at[views->count++];
        view->party = model->views[i].party;
        view->said = &model->views[i];
        TRY(make_view(ctx, views, asked, view));
    }
    return find_equilibria(views);
}

truce_status truce__views_find(truce_ctx *ctx, const truce_solution *solution, const truce__views_asked *asked,
                               truce__views **out) {
    const truce_graph *base = truce_solution_graph(solution);
    if (!base->model->n_views || base->seen_by) return TRUCE_OK;
    truce__views *views = truce__calloc(ctx, 1, sizeof *views);
    if (!views) return TRUCE_E_NOMEM;
    *views = (truce__views){.ctx = ctx, .solution = solution, .n_slots = truce_solution_concept_count(solution)};
    truce_status status = make_all(ctx, asked, views);
    if (status == TRUCE_OK) *out = views;
    else truce__views_free(views);
    return status;
}

static void free_sets(truce_ctx *ctx, truce_set **sets, uint32_t count) {
    for (uint32_t i = 0; sets && i < count; i++) truce_set_free(sets[i]);
    truce__free(ctx, sets);
}

void truce__views_free(truce__views *views) {
    if (!views) return;
    truce_ctx *ctx = views->ctx;
    for (uint32_t i = 0; i < views->count; i++) {
        truce__view *view = &views->at[i];
        truce__vec_free(ctx, &view->surprises);
        truce__vec_free(ctx, &view->unforeseen);
        truce__vec_free(ctx, &view->phantoms);
        truce__vec_free(ctx, &view->imagined);
        free_sets(ctx, view->stable, views->n_slots);
        free_sets(ctx, view->maybe, views->n_slots);
        truce_set_free(view->unseen);
        truce_solution_free(view->solution);
        truce_graph_free(view->graph);
    }
    free_sets(ctx, views->equilibria, views->n_slots);
    free_sets(ctx, views->maybe, views->n_slots);
    truce__free(ctx, views->at);
    truce__free(ctx, views);
}

const truce__view *truce__view_of(const truce__views *views, uint32_t party) {
    for (uint32_t i = 0; i < views->count; i++)
        if (views->at[i].party == party) return &views->at[i];
    return NULL;
}

/* ------------------------------------------------------------------- verify */

static truce_status report_seen(truce_ctx *ctx, const truce__view *view, truce_state state) {
    TRY(truce__diag(ctx, TRUCE_ERROR, &view->graph->model->source, (truce__loc){0},
                    "this is a bug in truce: please report it", "whether '%s' sees state %llu does not verify",
                    view->graph->seen_by, (unsigned long long)state));
    return TRUCE_E_BUG;
}

/* The rules of the view must say of the code what is said of the state. Members of coalesced states may differ. */
static truce_status verify_seen(truce_ctx *ctx, const truce_graph *base, const truce__view *view, truce_state state,
                                bool is_seen) {
    char code[TRUCE_CODE_SIZE];
    if (base->model->is_plain || base->model->n_coalesce) return TRUCE_OK;
    bool breaks = truce_model_broken_rule(view->graph->model, truce_graph_state_code(base, state, code)) != NULL;
    return breaks == is_seen ? report_seen(ctx, view, state) : TRUCE_OK;
}

typedef struct proving {
    truce_ctx *ctx;
    const truce__views *views;
    const truce__view *view;
    truce__twins twins;
    truce_verifier *verifier;
    uint64_t verified;
} proving;

static truce_status verify_state(proving *p, truce_state state) {
    const truce_graph *base = truce_solution_graph(p->views->solution);
    const truce__space *space = &p->view->graph->space;
    uint64_t twin = truce__twin_of(&p->twins, truce__space_cell(&base->space, state));
    bool is_seen = !truce_set_contains(p->view->unseen, state);
    TRY(verify_seen(p->ctx, base, p->view, state, is_seen));
    if (is_seen != (twin != UINT64_MAX)) return report_seen(p->ctx, p->view, state);
    if (truce_solution_is_of_completions(p->view->solution)) return TRUCE_OK; /* verify_view() takes its verdicts */
    for (uint32_t slot = 0; is_seen && slot < p->views->n_slots; slot++, p->verified++)
        TRY(truce__verdict_verify(p->ctx, p->verifier, p->view->solution, slot, p->view->party,
                                  truce__space_number(space, twin), NULL));
    return TRUCE_OK;
}

static truce_status verify_view(proving *p, truce__pick pick) {
    const truce_graph *base = truce_solution_graph(p->views->solution);
    const truce__pick rows = pick;
    const truce__proven own = {&rows, pick.is_told ? truce__pick_told_count(&pick) : truce__pick_count(&pick),
                               &p->twins, p->view->party};
    truce_status status = truce__twins_init(p->ctx, base, p->view->graph, &p->twins);
    if (status == TRUCE_OK) status = truce_verifier_new(p->ctx, p->view->graph, &p->verifier);
    for (truce_state state; status == TRUCE_OK && (state = truce__pick_next(&pick));) status = verify_state(p, state);
    if (status == TRUCE_OK && truce_solution_is_of_completions(p->view->solution))
        status = truce__completions_verify(p->ctx, p->view->solution, &own, &p->verified);
    if (status == TRUCE_OK && truce__is_cancelled(p->ctx)) status = TRUCE_E_CANCELLED;
    truce_verifier_free(p->verifier);
    truce__twins_free(&p->twins);
    return status;
}

truce_status truce__views_verify(truce_ctx *ctx, const truce__views *views, const truce_render_options *options,
                                 uint64_t *verified) {
    truce__pick pick;
    const truce_graph *base = truce_solution_graph(views->solution);
    truce_status status = truce__pick_init(ctx, base, views->solution, options, &pick);
    pick.is_told = options->format != TRUCE_FORMAT_JSON && options->format != TRUCE_FORMAT_CSV;
    for (uint32_t i = 0; status == TRUCE_OK && i < views->count; i++) {
        proving p = {.ctx = ctx, .views = views, .view = &views->at[i]};
        status = verify_view(&p, pick);
        *verified += p.verified;
    }
    truce__pick_free(ctx, &pick);
    return status;
}
