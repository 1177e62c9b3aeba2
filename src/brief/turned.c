/* SPDX-License-Identifier: Apache-2.0 */
/* Whether today's situation hangs on how a single statement is meant: each is turned round, and the model solved
 * again. */
#include "brief/brief.h"

#include "graph/variant.h"
#include "model/completions.h"
#include "unknowns/vary.h"

/* Today's grade with that statement turned round. */
static truce_status turn(truce__brief *b, uint32_t party, uint32_t item, uint32_t *grade) {
    const truce__pref *whole = &b->model->prefs[party];
    truce__pref_item *items;
    truce_graph *variant = NULL;
    truce_solution *solution = NULL;
    truce__stmt opposite;
    if (truce__is_cancelled(b->ctx)) return TRUCE_E_CANCELLED;
    TRY(truce__negation(&b->arena, whole->items[item].stmts, &opposite));
    TRY(truce__variant_new(b->ctx, b->graph, whole->n_items, &items, &variant));
    memcpy(items, whole->items, whole->n_items * sizeof *items);
    items[item].stmts = &opposite;
    truce__pref pref = *whole;
    pref.items = items;
    truce_status status = truce__variant_prefer(variant, party, &pref);
    if (status == TRUCE_OK) status = truce_solve_variant(b->ctx, variant, b->solution, &solution);
    if (status == TRUCE_OK) *grade = truce__grade_in(solution, b->now);
    truce_solution_free(solution);
    truce_graph_free(variant);
    return status;
}

size_t truce__count_unturned(truce__brief *b) {
    size_t count = 0;
    for (uint32_t p = 0; p < b->model->n_parties; p++) {
        const truce__pref *pref = &b->model->prefs[p];
        if (pref->n_items && (pref->kind != TRUCE__PREF_ORDER || truce__is_open(pref))) return SIZE_MAX;
        for (uint32_t i = 0; i < pref->n_items; i++)
            if (pref->items[i].n_stmts != 1) return SIZE_MAX;
    }
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        for (uint32_t i = 0; i < b->model->prefs[p].n_items && !truce__out_failed(&b->out); i++) {
            uint32_t grade = 0;
            truce__out_note(&b->out, turn(b, p, i, &grade));
            count += grade > b->chosen.today;
        }
    return count;
}
