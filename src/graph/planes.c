/* SPDX-License-Identifier: Apache-2.0 */
/* Truth over states. Product spaces use the bit-sliced evaluator. Listed states are few enough to be evaluated one by
 * one, with a three-valued logic that covers coalesced states too. */
#include "graph/planes.h"

/* ----------------------------------------------------------- three-valued */

static truce__truth atom_truth(const truce__space *space, uint64_t cell, const truce__stmt *stmt,
                               const truce__node *atom) {
    if (space->model->is_plain) return truce__atom_holds(stmt, atom, (uint32_t)cell) ? TRUCE__TRUE : TRUCE__FALSE;
    uint64_t stride = space->stride[atom->option], n_levels = space->model->options[atom->option].n_levels;
    const uint64_t *member = space->is_product ? &cell : space->members + space->first_member[cell];
    uint64_t count = space->is_product ? 1 : space->first_member[cell + 1] - space->first_member[cell];
    bool first = truce__atom_holds(stmt, atom, (uint32_t)(member[0] / stride % n_levels));
    for (uint64_t i = 1; i < count && !truce__stops_at(space->ctx, i - 1); i++)
        if (truce__atom_holds(stmt, atom, (uint32_t)(member[i] / stride % n_levels)) != first) return TRUCE__UNKNOWN;
    return first ? TRUCE__TRUE : TRUCE__FALSE;
}

enum { NOT_YET = -1 };

static truce__truth run(const truce__space *space, uint64_t cell, const truce__stmt *stmt, signed char *outcomes) {
    truce__operands stack;
    stack.n_truths = stack.n_tallies = 0;
    for (uint32_t i = 0; i < stmt->n_nodes; i++) {
        const truce__node *node = &stmt->nodes[i];
        switch (node->op) {
        case TRUCE__OP_FALSE: truce__push_truth(&stack, TRUCE__FALSE); break;
        case TRUCE__OP_TRUE: truce__push_truth(&stack, TRUCE__TRUE); break;
        case TRUCE__OP_ATOM: truce__push_truth(&stack, atom_truth(space, cell, stmt, node)); break;
        case TRUCE__OP_OUTCOME: {
            signed char *known = &outcomes[node->option];
            if (*known == NOT_YET)
                *known = (signed char)run(space, cell, &space->model->outcomes[node->option].stmt, outcomes);
            truce__push_truth(&stack, (truce__truth)*known);
            break;
        }
        default: truce__apply(&stack, node->op, node->left == TRUCE__NONE, node->number); break;
        }
    }
    return truce__pop_truth(&stack);
}

truce__truth truce__space_truth(const truce__space *space, uint64_t cell, const truce__stmt *stmt) {
    signed char outcomes[TRUCE__MAX_OUTCOMES];
    memset(outcomes, NOT_YET, space->model->n_outcomes);
    return run(space, cell, stmt, outcomes);
}

bool truce__graph_holds(const truce_graph *graph, truce_state state, const truce__stmt *stmt) {
    return truce__space_truth(&graph->space, truce__space_cell(&graph->space, state), stmt) == TRUCE__TRUE;
}

/* ----------------------------------------------------------------- blocks */

truce_status truce__space_truth_block(const truce__space *space, truce__slicer *slicer, uint64_t block,
                                      const truce__stmt *stmt, uint64_t words[TRUCE__SLICE_WORDS]) {
    if (slicer) return truce__slicer_eval(slicer, stmt, words);
    memset(words, 0, TRUCE__SLICE_WORDS * sizeof *words);
    uint64_t first = block * TRUCE__SLICE_BITS, left = space->n_cells - first;
    for (uint64_t i = 0; i < left && i < TRUCE__SLICE_BITS; i++) {
        TRY(truce__go_on(space->ctx));
        if (truce__space_truth(space, first + i, stmt) == TRUCE__TRUE) truce__bits_set(words, i);
    }
    return TRUCE_OK;
}

typedef struct filling {
    const truce__space *space;
    const truce__stmt *stmt;
    uint64_t *bits;
} filling;

static truce_status fill_block(void *ud, truce__slicer *slicer, uint64_t block) {
    filling *job = ud;
    uint64_t plane[TRUCE__SLICE_WORDS], n_cells = job->space->n_cells;
    if (slicer) truce__slicer_seek(slicer, block);
    TRY(truce__space_truth_block(job->space, slicer, block, job->stmt, plane));
    size_t first = (size_t)block * TRUCE__SLICE_WORDS, words = truce__bits_words(n_cells) - first;
    for (size_t i = 0; i < words && i < TRUCE__SLICE_WORDS; i++)
        job->bits[first + i] = plane[i] & truce__states_of_word(job->space, first + i);
    return TRUCE_OK;
}

truce_status truce__graph_stmt_bits(truce_ctx *ctx, const truce_graph *graph, const truce__stmt *stmt,
                                    uint64_t *bits) {
    return truce__blocks_run_short(ctx, &graph->space, stmt->n_nodes, fill_block,
                                   &(filling){&graph->space, stmt, bits});
}
