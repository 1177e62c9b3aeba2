/* SPDX-License-Identifier: Apache-2.0 */
/* Coalitions: the limit of visits, cancelling, and reasons that are spoiled. */
#include "harness.h"

#include "concepts/concepts.h"

#include <truce/coalitions.h>

static const char prisoners[] = "truce: 1\n"
                                "parties:\n"
                                "  - {id: one, options: [a]}\n"
                                "  - {id: two, options: [b]}\n"
                                "preferences:\n"
                                "  one: {order: [b, not a]}\n"
                                "  two: {order: [a, not b]}\n";
static const uint32_t first = 0, both[] = {0, 1};

typedef struct world {
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *graph;
    truce_solution *solution;
} world;

static world make(void) {
    world w = {.ctx = truce_ctx_new(NULL)};
    CLAIM(truce_parse(w.ctx, prisoners, sizeof prisoners - 1, "m", &w.model) == TRUCE_OK, "the model is read");
    CLAIM(truce_graph_build(w.ctx, w.model, &w.graph) == TRUCE_OK, "and built");
    CLAIM(truce_solve(w.ctx, w.graph, NULL, 0, &w.solution) == TRUCE_OK, "and solved");
    return w;
}

static void unmake(world *w) {
    truce_solution_free(w->solution);
    truce_graph_free(w->graph);
    truce_model_free(w->model);
    truce_ctx_free(w->ctx);
}

static void test_limits(world *w) {
    truce_coalitions *found = NULL;
    truce_coalitions_query query = {.visits = 3};
    CLAIM(truce_coalitions_find(w->ctx, w->solution, &query, &found) == TRUCE_E_LIMIT, "visits have a limit");
    CLAIM(strstr(truce_diag_at(w->ctx, 0)->message, "more than 3 visits"), "which is told");
    truce_diags_clear(w->ctx);
    truce_cancel(w->ctx);
    CLAIM(truce_coalitions_find(w->ctx, w->solution, NULL, &found) == TRUCE_E_CANCELLED, "it can be cancelled");
    truce_ctx_resume(w->ctx);
    const truce_coalition wrong[] = {{both, 0}};
    query = (truce_coalitions_query){.coalitions = wrong, .coalition_count = 1};
    CLAIM(truce_coalitions_find(w->ctx, w->solution, &query, &found) == TRUCE_E_USAGE, "nobody is no coalition");
    CLAIM(truce_coalitions_find(w->ctx, w->solution, NULL, &found) == TRUCE_OK, "all coalitions");
    CLAIM(found->coalition_count == 3 && found->are_all && found->jump_count > 0, "there are three, and a jump");
    CLAIM(truce_set_count(found->strong) == 0, "no equilibrium of the dilemma is strong");
    truce_coalitions_free(found);
}

/* Whether the verifier takes a reason. */
static bool is_taken(truce_verifier *verifier, truce_ctx *ctx, const truce_coalition_witness *witness) {
    truce_status status = truce_coalition_verify(verifier, witness);
    truce_diags_clear(ctx);
    return status == TRUCE_OK;
}

/* Spoils the first claim of a reason, or its first child, in one way after the other. */
static void test_spoiled(world *w, truce_verifier *verifier, const truce_coalition_witness *witness,
                         const char *what) {
    truce_claim claim = witness->claims[0];
    truce_coalition_witness other = *witness;
    other.claims = &claim;
    other.claim_count = 1;
    CLAIM(is_taken(verifier, w->ctx, witness), "%s: the reason holds", what);
    claim.to = claim.to % 4 + 1;
    CLAIM(!is_taken(verifier, w->ctx, &other), "%s: not with another end", what);
    claim = witness->claims[0];
    claim.mover = 1 - claim.mover;
    CLAIM(!is_taken(verifier, w->ctx, &other), "%s: not with another mover", what);
    claim = witness->claims[0];
    claim.kind = TRUCE_CLAIM_BETTER;
    CLAIM(!is_taken(verifier, w->ctx, &other), "%s: not with another kind", what);
    claim = witness->claims[0];
    other.verdict = witness->verdict == TRUCE_STABLE ? TRUCE_UNSTABLE : TRUCE_STABLE;
    CLAIM(!is_taken(verifier, w->ctx, &other), "%s: not with the other verdict", what);
    other.verdict = witness->verdict;
    other.claim_count = 0;
    CLAIM(!is_taken(verifier, w->ctx, &other), "%s: not without claims", what);
    other.claim_count = 1;
    claim.child_count = 0;
    CLAIM(claim.kind == TRUCE_CLAIM_FREE || !is_taken(verifier, w->ctx, &other), "%s: not without what follows",
          what);
}

static void test_reasons(world *w) {
    truce_verifier *verifier = NULL;
    CLAIM(truce_verifier_new(w->ctx, w->graph, &verifier) == TRUCE_OK, "a verifier");
    const truce_coalition alone = {&first, 1}, together = {both, 2};
    const char *const ids[] = {"gmr", "smr", "seq", "sseq"};
    for (int i = 0; i < 4; i++) { /* one is held at YY by an answer; both leave NN ... for YY */
        uint32_t concept = truce_concept_find(ids[i]);
        truce_coalition_witness *held = NULL, *leaving = NULL;
        CLAIM(truce_coalition_explain(w->ctx, w->graph, 4, &alone, concept, TRUCE_IMPROVES_STRICTLY, &held) ==
                  TRUCE_OK && held->verdict == TRUCE_STABLE && held->claim_count == 1,
              "%s: one party is held", ids[i]);
        test_spoiled(w, verifier, held, ids[i]);
        CLAIM(truce_coalition_explain(w->ctx, w->graph, 1, &together, concept, TRUCE_IMPROVES_WEAKLY, &leaving) ==
                  TRUCE_OK && leaving->verdict == TRUCE_UNSTABLE && leaving->claims[0].kind == TRUCE_CLAIM_STEP,
              "%s: two leave by two moves", ids[i]);
        test_spoiled(w, verifier, leaving, ids[i]);
        truce_coalition_witness_free(w->ctx, held);
        truce_coalition_witness_free(w->ctx, leaving);
    }
    truce_verifier_free(verifier);
}

int main(void) {
    world w = make();
    test_limits(&w);
    test_reasons(&w);
    unmake(&w);
    return claims_end();
}
