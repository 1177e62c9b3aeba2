/* SPDX-License-Identifier: Apache-2.0 */
/* The conclusions of a solution, and where two differ. */
#include "questions/conclusions/outcomes.h"

typedef struct kept {
    truce_conclusions result; /* first: what the caller holds */
    truce__arena arena;
} kept;

static char *copy(truce__arena *arena, const char *text) { return truce__arena_text(arena, text, strlen(text)); }

/* Outcomes as they are visited, each into the next place. */
typedef struct filling {
    kept *k;
    const truce_model *model;
    truce_conclusion *next;
    uint64_t *held;
    uint32_t slots;
} filling;

static truce_status add_outcome(void *ud, const truce__holding *holding) {
    filling *f = ud;
    const truce__outcome *outcome = &f->model->outcomes[holding->outcome];
    f->next->outcome = copy(&f->k->arena, outcome->id);
    f->next->name = copy(&f->k->arena, outcome->name);
    if (!f->next->outcome || !f->next->name) return TRUCE_E_NOMEM;
    f->next->states = truce_set_count(holding->members);
    memcpy(f->held, holding->held, f->slots * sizeof *f->held);
    f->next++;
    f->held += f->slots;
    return TRUCE_OK;
}

static truce_status fill(truce_ctx *ctx, const truce_solution *solution, kept *k) {
    const truce_graph *graph = truce_solution_graph(solution);
    const truce_model *model = graph->model;
    uint32_t slots = truce_solution_concept_count(solution);
    truce_state now = truce_graph_status_quo(graph);
    size_t count = model->n_outcomes + (now != 0);
    uint32_t *concepts = truce__arena_alloc(&k->arena, slots, sizeof *concepts);
    truce_conclusion *at = truce__arena_alloc(&k->arena, count, sizeof *at);
    uint64_t *held = truce__arena_alloc(&k->arena, count * slots, sizeof *held);
    if (!concepts || !at || !held) return TRUCE_E_NOMEM;
    for (uint32_t slot = 0; slot < slots; slot++) concepts[slot] = truce_solution_concept(solution, slot);
    k->result = (truce_conclusions){concepts, slots, at, count};
    for (size_t i = 0; i < count; i++) at[i].held = held + i * slots;
    for (uint32_t slot = 0; now && slot < slots; slot++)
        held[slot] = truce_set_contains(truce_solution_equilibria(solution, slot), now);
    if (now) at[0].states = 1;
    filling f = {k, model, at + (now != 0), held + (now ? slots : 0), slots};
    return truce__outcomes_visit(ctx, solution, add_outcome, &f);
}

truce_status truce_conclude(truce_ctx *ctx, const truce_solution *solution, truce_conclusions **conclusions) {
    kept *k = truce__calloc(ctx, 1, sizeof *k);
    if (!k) return TRUCE_E_NOMEM;
    truce__arena_init(&k->arena, ctx);
    truce_status status = fill(ctx, solution, k);
    if (status == TRUCE_OK) *conclusions = &k->result;
    else truce_conclusions_free(&k->result);
    return status;
}

void truce_conclusions_free(truce_conclusions *conclusions) {
    if (!conclusions) return;
    kept *k = (kept *)conclusions;
    truce_ctx *ctx = k->arena.ctx;
    truce__arena_free(&k->arena);
    truce__free(ctx, k);
}

/* ---------------------------------------------------------------- comparison */

static const truce_conclusion *counterpart(const truce_conclusions *all, const truce_conclusion *one) {
    for (size_t i = 0; i < all->count; i++) {
        const truce_conclusion *other = &all->at[i];
        if (!one->outcome != !other->outcome) continue;
        if (!one->outcome || strcmp(one->outcome, other->outcome) == 0) return other;
    }
    return NULL;
}

truce_status truce_conclusions_compare(truce_ctx *ctx, const truce_conclusions *before,
                                       const truce_conclusions *after, truce_fact_flip **flips, size_t *count) {
    bool is_alike = before->concept_count == after->concept_count;
    for (size_t c = 0; is_alike && c < before->concept_count; c++)
        is_alike = before->concepts[c] == after->concepts[c];
    if (!is_alike) return TRUCE_E_USAGE;
    TRUCE__VEC(truce_fact_flip) found = {0};
    truce_status status = TRUCE_OK;
    for (size_t i = 0; i < before->count; i++) {
        const truce_conclusion *one = &before->at[i], *other = counterpart(after, one);
        for (size_t c = 0; other && c < before->concept_count && status == TRUCE_OK; c++) {
            truce_fact_flip flip = {one->outcome, one->name, before->concepts[c], one->held[c] > 0,
                                    other->held[c] > 0};
            if (flip.held_before != flip.holds_after) status = truce__vec_push(ctx, &found, flip);
        }
    }
    if (status != TRUCE_OK) {
        truce__vec_free(ctx, &found);
        return status;
    }
    *flips = found.at;
    *count = found.count;
    return TRUCE_OK;
}
