/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An answer is not believed because the search found it. Its changes are made to the text of the model; what comes
 * out is read, built and solved as any model is, each verdict gets a reason that is checked from the definitions, and
 * the way is searched and replayed.
 */
#include "unknowns/locked.h"

#include "unknowns/order_changes.h"

typedef struct proof {
    truce_ctx *ctx;
    truce__unlocked *unlocked;
    truce__locked *locked;
    const truce__raw_answer *raw;
    truce__unlock_answer answer;
    truce_model *model;
    truce_graph *graph;
    truce_solution *solution;
    truce_verifier *verifier;
} proof;

static truce_status is_wrong(const proof *p, const char *what) {
    TRY(truce__diag(p->ctx, TRUCE_ERROR, &p->locked->graph->model->source, (truce__loc){0},
                    "please report this with the model",
                    "changes that should unlock state %llu were made to the model, and %s",
                    (unsigned long long)p->answer.state, what));
    return TRUCE_E_BUG;
}

/* ----------------------------------------------------------------- changes */

/* A party's list while its changes are made, to tell what each of them means. */
typedef struct retelling {
    proof *p;
    uint32_t party;
    const truce__pref_item **now;
    uint32_t n_now;
    TRUCE__VEC(truce__rethink) told;
} retelling;

/* The place, from 0, in a path such as preferences.north.order.2.that. */
static uint32_t place_in(const char *path) {
    static const char list[] = ".order.";
    const char *digit = strstr(path, list);
    uint32_t place = 0;
    for (digit += sizeof list - 1; *digit >= '0' && *digit <= '9'; digit++)
        place = place * 10 + (uint32_t)(*digit - '0');
    return place - 1;
}

static void put_item(retelling *r, uint32_t place, const truce__pref_item *item, truce__rethink *told) {
    memmove(r->now + place + 1, r->now + place, (r->n_now++ - place) * sizeof(const truce__pref_item *));
    r->now[place] = item;
    told->item = item;
    told->above = place + 1 < r->n_now ? r->now[place + 1] : NULL;
    told->below = place ? r->now[place - 1] : NULL;
}

static const truce__pref_item *take_item(retelling *r, uint32_t place) {
    const truce__pref_item *item = r->now[place];
    memmove(r->now + place, r->now + place + 1, (--r->n_now - place) * sizeof(const truce__pref_item *));
    return item;
}

/* The candidate that comes to stand at that place: insertions are made last, in the order of their places. */
static const truce__pref_item *candidate_of(const retelling *r, uint32_t place) {
    uint32_t item = truce__stand_item(r->p->raw->orders[r->party].at[place]);
    return &r->p->locked->sides[r->party].candidates[item - r->p->locked->lists[r->party].n_written];
}

static truce_status retell(retelling *r, const truce_edit *change) {
    truce__rethink told = {.party = r->party};
    uint32_t place = place_in(change->path);
    switch (change->op) {
    case TRUCE_EDIT_SET:
        told.kind = TRUCE__RETHINK_FLIP;
        told.item = r->now[place];
        break;
    case TRUCE_EDIT_REMOVE:
        told.kind = TRUCE__RETHINK_DROP;
        told.item = take_item(r, place);
        break;
    case TRUCE_EDIT_MOVE:
        told.kind = TRUCE__RETHINK_MOVE;
        told.is_down = change->to - 1 > place;
        put_item(r, change->to - 1, take_item(r, place), &told);
        break;
    case TRUCE_EDIT_INSERT:
        told.kind = TRUCE__RETHINK_INSERT;
        put_item(r, place, candidate_of(r, place), &told);
        break;
    }
    return truce__vec_push(r->p->ctx, &r->told, told);
}

/* What a party's changes mean: one thing each; of a ranking, of weights and of a preference that is new as a whole
 * that it ranks states otherwise. */
static truce_status retell_party(retelling *r, const truce_edit *changes, size_t count) {
    const truce__list *list = &r->p->locked->lists[r->party];
    const truce__pref *pref = &r->p->locked->graph->model->prefs[r->party];
    if (pref->kind == TRUCE__PREF_NONE) {
        truce__rethink told = {.kind = TRUCE__RETHINK_INSERT, .party = r->party};
        for (uint32_t i = 0; i < r->p->raw->orders[r->party].count; i++) {
            told.item = candidate_of(r, i);
            TRY(truce__vec_push(r->p->ctx, &r->told, told));
            told.below = told.item;
        }
        return TRUCE_OK;
    }
    if (list->kind != TRUCE__PREF_ORDER)
        return truce__vec_push(r->p->ctx, &r->told,
                               ((truce__rethink){.kind = TRUCE__RETHINK_PLACES, .party = r->party}));
    for (r->n_now = 0; r->n_now < list->n_written; r->n_now++) r->now[r->n_now] = &pref->items[r->n_now];
    for (size_t i = 0; i < count; i++) TRY(retell(r, &changes[i]));
    return TRUCE_OK;
}

static truce_status change_parties(proof *p, truce__change_list *all, retelling *r) {
    const truce__locked *l = p->locked;
    for (r->party = 0; r->party < l->n_parties; r->party++) {
        const truce__list *list = &l->lists[r->party];
        size_t first = all->count;
        truce_status status = TRUCE_OK;
        TRY(truce__order_changes(&p->unlocked->arena, list, l->sides[r->party].candidates, p->raw->orders[r->party],
                                 all));
        if (all->count == first) continue;
        r->now = truce__calloc(p->ctx, (size_t)list->n_items + 2, sizeof(const truce__pref_item *));
        if (!r->now) return TRUCE_E_NOMEM;
        status = retell_party(r, all->at + first, all->count - first);
        truce__free(p->ctx, r->now);
        TRY(status);
    }
    return TRUCE_OK;
}

static truce_status keep_changes(proof *p, const truce__change_list *all, size_t n_levers, const retelling *r) {
    truce_edit *changes = truce__arena_alloc(&p->unlocked->arena, all->count, sizeof *changes);
    truce__rethink *rethinks = truce__arena_alloc(&p->unlocked->arena, r->told.count, sizeof *rethinks);
    if (!changes || !rethinks) return TRUCE_E_NOMEM;
    if (all->count) memcpy(changes, all->at, all->count * sizeof *changes);
    if (r->told.count) memcpy(rethinks, r->told.at, r->told.count * sizeof *rethinks);
    p->answer.changes = changes;
    p->answer.n_changes = (uint32_t)all->count;
    p->answer.n_own = (uint32_t)(all->count - n_levers);
    p->answer.rethinks = rethinks;
    p->answer.n_rethinks = (uint32_t)r->told.count;
    return TRUCE_OK;
}

static truce_status write_changes(proof *p) {
    truce__change_list all = {0};
    retelling r = {.p = p};
    truce__edit_list levers = {0};
    truce_status status = truce__levers_edits(p->ctx, p->unlocked->graph->model, &p->locked->used, &levers);
    size_t n_levers = levers.count;
    for (size_t i = 0; i < n_levers && status == TRUCE_OK; i++)
        status = truce__vec_push(p->ctx, &all, levers.at[i]);
    if (status == TRUCE_OK) status = change_parties(p, &all, &r);
    if (status == TRUCE_OK) status = keep_changes(p, &all, n_levers, &r);
    truce__vec_free(p->ctx, &levers);
    truce__vec_free(p->ctx, &all);
    truce__vec_free(p->ctx, &r.told);
    return status;
}

/* The model with the changes, solved. */
static truce_status solve_again(proof *p) {
    const truce_model *written = p->unlocked->graph->model;
    size_t first = p->answer.n_changes - p->answer.n_own;
    truce__diags_mark mark = truce__diags_here(p->ctx);
    truce_status status = truce__levers_model(p->ctx, written, &p->locked->used, p->answer.changes + first,
                                              p->answer.n_own, &p->model);
    if (status == TRUCE_OK) status = truce_graph_build(p->ctx, p->model, &p->graph);
    if (status == TRUCE_OK) truce__diags_forget(p->ctx, mark);
    if (status == TRUCE_E_MODEL || status == TRUCE_E_USAGE) return is_wrong(p, "no model came out");
    TRY(status);
    if (p->graph->space.n_states != p->locked->graph->space.n_states) return is_wrong(p, "other states came out");
    return truce_solve(p->ctx, p->graph, &p->locked->query->concept, 1, &p->solution);
}

/* ------------------------------------------------------------------ checks */

static truce_status check_stable(proof *p) {
    uint32_t concept = p->locked->query->concept;
    if (truce_solution_holds(p->solution, 0, p->answer.state) != TRUCE_STABLE)
        return is_wrong(p, "it is no equilibrium");
    for (uint32_t party = 0; party < p->locked->n_parties; party++) {
        truce_witness *witness = NULL;
        TRY(truce_explain(p->ctx, p->graph, p->answer.state, party, concept, 0, &witness));
        truce_status status = truce_verify(p->verifier, witness);
        bool is_stable = witness->verdict == TRUCE_STABLE;
        truce_witness_free(p->ctx, witness);
        TRY(status);
        if (!is_stable) return is_wrong(p, "a party leaves it");
    }
    return TRUCE_OK;
}

static truce_status check_lasting(proof *p) {
    const truce__locked *l = p->locked;
    truce_graph *after = NULL;
    if (!l->query->lasts) return TRUCE_OK;
    TRY(truce_graph_after_expiry(p->ctx, p->graph, &after));
    bool is_lasting = true;
    for (uint32_t party = 0; party < l->n_parties; party++) {
        const truce__side *side = &l->sides[party];
        truce_state worst = 0;
        for (size_t i = 0; i < side->no_deals.count; i++) {
            truce_state state = truce__space_number(&p->graph->space, side->no_deals.at[i]);
            if (!worst || truce_graph_rank(p->graph, party, state) < truce_graph_rank(p->graph, party, worst))
                worst = state;
        }
        is_lasting &= truce_graph_rank(after, party, p->answer.state) >= truce_graph_rank(after, party, worst);
    }
    truce_graph_free(after);
    return is_lasting ? TRUCE_OK : is_wrong(p, "it does not last");
}

static truce_status keep_path(proof *p, const truce_paths *paths) {
    if (truce_paths_from_is_target(paths)) return TRUCE_OK;
    if (truce_paths_target_count(paths) == 0) return is_wrong(p, "no way leads there");
    const truce_path *path = truce_paths_target(paths, 0);
    truce__unlock_step *steps = truce__arena_alloc(&p->unlocked->arena, path->steps, sizeof *steps);
    if (!steps) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < path->steps; i++) steps[i] = (truce__unlock_step){path->path[i].party, path->path[i].to};
    p->answer.path = steps;
    p->answer.n_path = path->steps;
    return TRUCE_OK;
}

static truce_status check_way(proof *p) {
    bool is_free = p->locked->query->ways == TRUCE__BY_UNSANCTIONED;
    truce_paths_query query = {.by = is_free ? TRUCE_BY_UNSANCTIONED : TRUCE_BY_IMPROVEMENTS,
                               .concept = is_free ? p->locked->query->concept : UINT32_MAX,
                               .to_state = p->answer.state,
                               .limit = 1,
                               .no_lapsing = true};
    truce_paths *paths = NULL;
    if (p->locked->query->ways == TRUCE__ANY_WAY) return TRUCE_OK;
    TRY(truce_paths_find(p->ctx, p->graph, &query, &paths));
    truce_status status = truce_paths_verify(p->ctx, p->verifier, paths, 0);
    if (status == TRUCE_OK) status = keep_path(p, paths);
    truce_paths_free(paths);
    return status;
}

/* ----------------------------------------------------------------- effects */

/* Whether the outcome holds in some equilibrium. */
static bool holds_somewhere(const truce_graph *graph, const truce_set *equilibria, const char *id) {
    uint32_t outcome = 0;
    while (outcome < truce_model_outcome_count(graph->model) &&
           strcmp(truce_model_outcome_id(graph->model, outcome), id) != 0)
        outcome++;
    if (outcome == truce_model_outcome_count(graph->model)) return false;
    for (truce_state s = truce_set_next(equilibria, 0); s; s = truce_set_next(equilibria, s))
        if (truce_graph_has_outcome(graph, s, outcome)) return true;
    return false;
}

static truce_status note_effects(proof *p) {
    const truce_graph *written = p->unlocked->graph;
    uint32_t n_outcomes = written->model->n_outcomes;
    truce_solution *before = NULL;
    uint32_t *gained = truce__arena_alloc(&p->unlocked->arena, n_outcomes, sizeof *gained);
    uint32_t *lost = truce__arena_alloc(&p->unlocked->arena, n_outcomes, sizeof *lost);
    if (!gained || !lost) return TRUCE_E_NOMEM;
    TRY(truce_solve(p->ctx, written, &p->locked->query->concept, 1, &before));
    const truce_set *then = truce_solution_equilibria(p->solution, 0), *now = truce_solution_equilibria(before, 0);
    for (uint32_t i = 0; i < n_outcomes; i++) {
        const char *id = written->model->outcomes[i].id;
        bool is_before = holds_somewhere(written, now, id), is_after = holds_somewhere(p->graph, then, id);
        if (is_after && !is_before) gained[p->answer.n_gained++] = i;
        if (is_before && !is_after) lost[p->answer.n_lost++] = i;
    }
    p->answer.before = truce_set_count(now);
    p->answer.after = truce_set_count(then);
    p->answer.gained = gained;
    p->answer.lost = lost;
    truce_solution_free(before);
    return TRUCE_OK;
}

static truce_status note_code(proof *p) {
    char code[TRUCE_CODE_SIZE];
    const char *text = truce_graph_state_code(p->locked->graph, p->answer.state, code);
    p->answer.code = truce__arena_text(&p->unlocked->arena, text, strlen(text));
    return p->answer.code ? TRUCE_OK : TRUCE_E_NOMEM;
}

truce_status truce__answer_write(truce__unlocked *unlocked, truce__locked *locked, const truce__raw_answer *raw) {
    proof p = {.ctx = locked->ctx, .unlocked = unlocked, .locked = locked, .raw = raw};
    p.answer.state = truce__space_number(&locked->graph->space, locked->targets[raw->target]);
    p.answer.levers = locked->used;
    truce_status status = note_code(&p);
    if (status == TRUCE_OK) status = write_changes(&p);
    if (status == TRUCE_OK) status = solve_again(&p);
    if (status == TRUCE_OK) status = truce_verifier_new(p.ctx, p.graph, &p.verifier);
    if (status == TRUCE_OK) status = check_stable(&p);
    if (status == TRUCE_OK) status = check_lasting(&p);
    if (status == TRUCE_OK) status = check_way(&p);
    if (status == TRUCE_OK) status = note_effects(&p);
    truce_verifier_free(p.verifier);
    truce_solution_free(p.solution);
    truce_graph_free(p.graph);
    truce_model_free(p.model);
    if (status == TRUCE_OK) status = truce__vec_push(p.ctx, &unlocked->answers, p.answer);
    return status;
}
