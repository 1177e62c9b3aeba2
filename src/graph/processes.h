/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Several processes, one fate. Process 0 calls the others to what it begins, and from then to the end of the call all
 * are together. Each may fail alone: memory runs out on one, or its scratch folder is full. The others must not wait
 * for what it would have sent, so every exchange begins with agreement that all are well. A process in trouble skips
 * the exchanges that are left and meets the others' next agreement with the one at the end of the call. Each then
 * knows that something failed, and nobody talks again until the call is over.
 */
#ifndef TRUCE_GRAPH_PROCESSES_H
#define TRUCE_GRAPH_PROCESSES_H

#include "base/base.h"

#include <truce/processes.h>

/* Whether this process shows results: process 0 of several, or the only one. */
static inline bool truce__is_first(const truce_ctx *ctx) { return !ctx->processes || ctx->processes->number == 0; }

/* ------------------------------------------------------------------ orders */

/* The graph: build it (text of the model, its file's name, scratch folder), free it. Each function of
 * engine/engine.h. The end. */
typedef enum truce__order {
    TRUCE__ORDER_BUILD,
    TRUCE__ORDER_FREE,
    TRUCE__ORDER_OPEN,
    TRUCE__ORDER_CLOSE,
    TRUCE__ORDER_ASSESS,
    TRUCE__ORDER_BEST_MOVE,
    TRUCE__ORDER_WORST_REPLY,
    TRUCE__ORDER_CAP,
    TRUCE__ORDER_MARK,
    TRUCE__ORDER_END
} truce__order;

enum { TRUCE__PIECES = 3 };

typedef struct truce__piece { /* of what an order carries */
    const void *bytes;
    size_t length;
} truce__piece;

typedef struct truce__call {
    uint64_t order, party, replies;
    uint64_t threads, memory, length[TRUCE__PIECES]; /* build */
} truce__call;

/* Process 0: gives an order; the others are together with it until truce__agree_at_last(). Nothing happens on the
 * others. */
void truce__processes_call(truce_processes *processes, truce__call call);
/* Process 0: gives an order that cannot fail. */
void truce__processes_tell(truce_processes *processes, truce__order order);
/* Process 0: hands pieces to the others, once all have room for them. The others take them, with a 0 behind each, for
 * truce__free(), whatever the status. */
truce_status truce__processes_give(truce_ctx *ctx, const truce__piece pieces[TRUCE__PIECES]);
truce_status truce__processes_take(truce_ctx *ctx, const truce__call *call, char *pieces[TRUCE__PIECES]);
/* The others: waits for an order, at rest if there may be none for long. */
truce__order truce__processes_wait(truce_processes *processes, bool is_idle, truce__call *call);

/* --------------------------------------------------------------- agreement */

/* Together: TRUCE_OK only if every process has come here with TRUCE_OK, else what the lowest process in trouble has,
 * on all of them, with its last error added to the diagnostics of those that know of none. Not together: the
 * status. */
truce_status truce__agree(truce_ctx *ctx, truce_status status);
/* The last of a call. */
truce_status truce__agree_at_last(truce_ctx *ctx, truce_status status);
/* The sums, or the greatest, of all processes' words, after they have agreed that all is well. */
truce_status truce__reduce(truce_ctx *ctx, truce_reduction how, uint64_t *words, size_t count);

#endif
