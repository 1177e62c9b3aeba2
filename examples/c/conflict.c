/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads a model, solves it, prints its equilibria, and says why one state does not hold: all that a program needs of
 * truce.
 *
 *     conflict MODEL
 */
#include <truce/result.h>
#include <truce/truce.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* Renderers write to a sink; this one is a standard stream. */
static bool write_to_stream(void *stream, const char *bytes, size_t length) {
    return fwrite(bytes, 1, length, (FILE *)stream) == length;
}

static truce_sink sink_of(FILE *stream) {
    return (truce_sink){.write = write_to_stream, .ud = stream};
}

/* The whole file in a block to free(), or NULL. */
static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long size;
    if (!file) return NULL;
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
        text = malloc((size_t)size + 1);
        *length = text ? fread(text, 1, (size_t)size, file) : 0;
    }
    fclose(file);
    return text;
}

/* States are numbered from 1; a code has one character for each option. */
static void print_state(const truce_graph *graph, truce_state state) {
    char room[TRUCE_CODE_SIZE];
    printf(" %" PRIu64 " (%s)", state, truce_graph_state_code(graph, state, room));
}

static void print_equilibria(const truce_solution *solution) {
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) {
        const truce_set *equilibria = truce_solution_equilibria(solution, slot);
        printf("%s:", truce_concept_at(truce_solution_concept(solution, slot))->label);
        for (truce_state s = truce_set_next(equilibria, 0); s != 0; s = truce_set_next(equilibria, s))
            print_state(truce_solution_graph(solution), s);
        printf("\n");
    }
}

/* The first party that would leave the status quo under Nash; UINT32_MAX: none would. */
static uint32_t party_that_leaves(const truce_solution *solution, uint32_t slot) {
    const truce_graph *graph = truce_solution_graph(solution);
    uint32_t count = truce_model_party_count(truce_graph_model(graph));
    for (uint32_t party = 0; party < count; party++)
        if (!truce_set_contains(truce_solution_stable(solution, slot, party), truce_graph_status_quo(graph)))
            return party;
    return UINT32_MAX;
}

/* A witness is the reason for one verdict. It can be walked, as here, checked, and told in words. */
static truce_status tell_why(truce_ctx *ctx, const truce_graph *graph, const truce_witness *why) {
    truce_sink out = sink_of(stdout);
    truce_verifier *verifier = NULL;
    truce_status status = truce_verifier_new(ctx, graph, &verifier);
    if (status == TRUCE_OK) status = truce_verify(verifier, why);
    truce_verifier_free(verifier);
    if (status != TRUCE_OK) return status;
    printf("\n%s can move to", truce_model_party_name(truce_graph_model(graph), why->party));
    for (size_t i = 0; i < why->claim_count; i++)
        if (why->claims[i].kind == TRUCE_CLAIM_FREE) print_state(graph, why->claims[i].to);
    printf(", and nothing the others can do deters it. In words:\n\n");
    const truce_explanation explanation = {&why, 1};
    truce_result *result = NULL;
    status = truce_result_of_explain(ctx, graph, &explanation, NULL, &result);
    if (status == TRUCE_OK) status = truce_render(result, &(truce_form){.width = 100}, &out);
    truce_result_free(result);
    return status;
}

static truce_status explain_status_quo(truce_ctx *ctx, const truce_solution *solution) {
    const truce_graph *graph = truce_solution_graph(solution);
    uint32_t party = truce_graph_status_quo(graph) ? party_that_leaves(solution, 0) : UINT32_MAX;
    if (party == UINT32_MAX) {
        printf("\nNo party would leave the status quo.\n");
        return TRUCE_OK;
    }
    truce_witness *why = NULL;
    truce_status status =
        truce_explain(ctx, graph, truce_graph_status_quo(graph), party, truce_solution_concept(solution, 0), 0, &why);
    if (status == TRUCE_OK) status = tell_why(ctx, graph, why);
    truce_witness_free(ctx, why);
    return status;
}

/* Objects borrow from those made before them, and are freed in reverse order; freeing NULL does nothing. */
static truce_status analyse(truce_ctx *ctx, const char *text, size_t length, const char *name) {
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_solution *solution = NULL;
    truce_status status = truce_parse(ctx, text, length, name, &model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK) status = truce_solve(ctx, graph, NULL, 0, &solution);
    if (status == TRUCE_OK) {
        printf("%s: %" PRIu64 " states\n", truce_model_title(model), truce_graph_state_count(graph));
        print_equilibria(solution);
        status = explain_status_quo(ctx, solution);
    }
    truce_solution_free(solution);
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

int main(int argc, char **argv) {
    size_t length = 0;
    char *text = argc == 2 ? read_file(argv[1], &length) : NULL;
    truce_ctx *ctx = truce_ctx_new(NULL);
    truce_sink errors = sink_of(stderr);
    truce_status status = TRUCE_E_USAGE;
    if (!text || !ctx) {
        fprintf(stderr, "usage: conflict MODEL\n");
    } else {
        status = analyse(ctx, text, length, argv[1]);
        truce_diags_render(ctx, 0, false, &errors);
    }
    truce_ctx_free(ctx);
    free(text);
    return (int)status;
}
