/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Several processes succeed or fail together. Process 0 calls the others to each task; all stay together until the
 * call ends. Each process may fail alone: its memory runs out, or its scratch folder is full. The others must not
 * wait for its data, so every exchange begins with an agreement that all are well. A process that fails skips the
 * remaining exchanges and goes to the agreement at the end of the call, where it meets the others' next agreement.
 * Then all know of the failure, and no process sends anything until the call is over.
 */
#ifndef TRUCE_GRAPH_PROCESSES_H
#define TRUCE_GRAPH_PROCESSES_H

#include "base/base.h"

#include <truce/processes.h>

/* Whether this process reports results: it is process 0, or the only one. */
static inline bool truce__is_first(const truce_ctx *ctx) { return !ctx->processes || ctx->processes->number == 0; }

/* ------------------------------------------------------------------ orders */

/* The orders: build the graph (text of the model, its file's name, scratch folder), free it, each function of
 * engine/engine.h, draw blocks of a sample (text, name, settings), and the end. */
typedef enum truce__order {
    TRUCE__ORDER_BUILD,
    TRUCE__ORDER_FREE,
    TRUCE__ORDER_OPEN,
    TRUCE__ORDER_CLOSE,
    TRUCE__ORDER_ASSESS,
    TRUCE__ORDER_BEST_MOVE,
    TRUCE__ORDER_WORST_REPLY,
    TRUCE__ORDER_CAP,
    TRUCE__ORDER_LIFT,
    TRUCE__ORDER_FLOOR,
    TRUCE__ORDER_SUM,
    TRUCE__ORDER_COMPARE,
    TRUCE__ORDER_MARK,
    TRUCE__ORDER_SAMPLE,
    TRUCE__ORDER_END
} truce__order;

enum { TRUCE__PIECES = 3 };

typedef struct truce__piece { /* a part of an order's data */
    const void *bytes;
    size_t length;
} truce__piece;

typedef struct truce__call {
    uint64_t order, party, replies, degree;
    uint64_t threads, memory, length[TRUCE__PIECES]; /* build */
} truce__call;

/* Process 0 gives an order. All are together until truce__agree_at_last(). On the other processes this does
 * nothing. */
void truce__processes_call(truce_processes *processes, truce__call call);
/* Process 0 gives an order that cannot fail. */
void truce__processes_tell(truce_processes *processes, truce__order order);
/* Process 0 hands pieces to the others, once all have room for them. The others get each piece with a 0 behind it,
 * and free it with truce__free(), whatever the status. */
truce_status truce__processes_give(truce_ctx *ctx, const truce__piece pieces[TRUCE__PIECES]);
truce_status truce__processes_take(truce_ctx *ctx, const truce__call *call, char *pieces[TRUCE__PIECES]);
/* The other processes wait for an order. `is_idle`: there may be none for long, so the wait must not cost time. */
truce__order truce__processes_wait(truce_processes *processes, bool is_idle, truce__call *call);

/* --------------------------------------------------------------- agreement */

/* While together: TRUCE_OK if every process came here with TRUCE_OK. Else all get the status of the lowest process
 * that failed, and its last error is added to the diagnostics of those that have none. While not together: the status
 * itself. */
truce_status truce__agree(truce_ctx *ctx, truce_status status);
/* The last agreement of a call. */
truce_status truce__agree_at_last(truce_ctx *ctx, truce_status status);
/* Sums, or maxima, of words over all processes, after they have agreed that all is well. */
truce_status truce__reduce(truce_ctx *ctx, truce_reduction how, uint64_t *words, size_t count);

#endif
