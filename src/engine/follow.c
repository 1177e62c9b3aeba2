/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The work of all processes but process 0 on a shared graph. They obey its orders: they run the same functions on
 * their part of the graph. So they meet process 0 at every agreement, sum and exchange. graph/processes.h explains
 * how nobody waits in vain.
 */
#include "engine/engine.h"
#include "graph/processes.h"

#include <assert.h>

void truce__follower_let_go(truce__follower *f) {
    truce_graph_free(f->graph);
    truce_model_free(f->model);
    f->graph = NULL;
    f->model = NULL;
}

/* The context takes over the scratch folder. */
static void take_settings(truce_ctx *ctx, const truce__call *call, char **scratch) {
    ctx->threads = (uint32_t)call->threads;
    ctx->memory = call->memory;
    truce__free(ctx, ctx->scratch);
    ctx->scratch = **scratch ? *scratch : NULL;
    if (ctx->scratch) *scratch = NULL;
}

static truce_status build(truce__follower *f, const truce__call *call, char *pieces[TRUCE__PIECES]) {
    TRY(truce__processes_take(f->ctx, call, pieces));
    take_settings(f->ctx, call, &pieces[2]);
    return truce_parse(f->ctx, pieces[0], call->length[0], pieces[1], &f->model);
}

static void build_graph(truce__follower *f, const truce__call *call) {
    char *pieces[TRUCE__PIECES] = {0};
    truce_status status = build(f, call, pieces);
    status =
        status == TRUCE_OK ? truce_graph_build(f->ctx, f->model, &f->graph) : truce__agree_at_last(f->ctx, status);
    if (status != TRUCE_OK) truce__follower_let_go(f);
    for (int i = 0; i < TRUCE__PIECES; i++) truce__free(f->ctx, pieces[i]);
}

void truce__follower_obey(truce__follower *f, const truce__call *call) {
    uint64_t sum;
    switch ((truce__order)call->order) {
    case TRUCE__ORDER_BUILD: build_graph(f, call); break;
    case TRUCE__ORDER_FREE: truce__follower_let_go(f); break;
    case TRUCE__ORDER_OPEN:
        assert(f->graph); /* process 0 opens nothing before it has built */
        (void)truce__engine_open(f->ctx, f->graph, f->graph->ranks, false, &f->engine);
        break;
    case TRUCE__ORDER_CLOSE:
        truce__engine_close(f->engine);
        f->engine = NULL;
        break;
    case TRUCE__ORDER_ASSESS:
        (void)truce__assess(f->engine, (uint32_t)call->party, (truce__replies)call->replies);
        break;
    case TRUCE__ORDER_BEST_MOVE: (void)truce__best_move(f->engine); break;
    case TRUCE__ORDER_WORST_REPLY: (void)truce__worst_reply(f->engine, (truce__replies)call->replies); break;
    case TRUCE__ORDER_CAP: truce__cap_by_ranks(f->engine); break;
    case TRUCE__ORDER_LIFT: (void)truce__lift(f->engine, (uint32_t)call->degree); break;
    case TRUCE__ORDER_FLOOR: truce__floor_by_ranks(f->engine); break;
    case TRUCE__ORDER_SUM: (void)truce__sum(f->engine, &sum); break;
    case TRUCE__ORDER_COMPARE: (void)truce__compare(f->engine, NULL); break;
    case TRUCE__ORDER_MARK: (void)truce__mark_stable(f->engine, NULL); break;
    case TRUCE__ORDER_SAMPLE:
    case TRUCE__ORDER_END: break;
    }
    truce_diags_clear(f->ctx);
}
