/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Several processes that build and solve one model together, for models too large for the memory of one machine. mpi/
 * does it with MPI; threads of one program can do it too.
 *
 * Process 0 runs the program, and its calls stay as they are: truce_graph_build() and truce_solve() share the work
 * out, and what they return is asked and rendered on process 0 alone. All others are inside truce_processes_follow()
 * and do their part:
 *
 *     process 0                                   every other process
 *     truce_processes_lead(ctx, &processes);      truce_processes_follow(ctx, &processes);
 *     ... truce_graph_build(), truce_solve() ...
 *     truce_processes_dismiss(&processes);
 *
 * The combinations of an option model are shared out, of one graph at a time. Other graphs (few combinations, listed
 * states, options that move in steps, a second graph while a shared one lives, models with open preferences or with
 * what parties misread) process 0 builds and solves alone. A shared graph does not hold the ranks of all states.
 * truce_graph_rank() works a rank out; questions and concepts that go through all ranks end with TRUCE_E_USAGE. Where
 * one is to be asked, say truce_processes_work_alone() before the graph is built.
 *
 * A call ends on all processes or on none: when one is out of memory or is cancelled, process 0's call returns that
 * status, with the error that the other process reported.
 */
#ifndef TRUCE_PROCESSES_H
#define TRUCE_PROCESSES_H

#include <truce/truce.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum truce_reduction { TRUCE_SUM, TRUCE_MAX } truce_reduction;

/* How one process reaches the others. The program fills it in, leaves `own` zero, and keeps it as long as the
 * context. */
typedef struct truce_processes {
    uint32_t number, count; /* this process, from 0; of how many */
    /* Sends and receives at once; the partner does the same the other way round. Either may be 0 bytes. */
    void (*exchange)(void *ud, uint32_t partner, const void *send, size_t send_bytes, void *receive,
                     size_t receive_bytes);
    /* Every process gets the sums or the greatest of all processes' words. */
    void (*reduce)(void *ud, truce_reduction how, uint64_t *words, size_t count);
    /* Called by the others before they receive an order: may return once process 0 sends something, so that a process
     * without work need not keep a processor busy. NULL: exchange() waits. */
    void (*rest)(void *ud);
    void *ud;
    bool has_samples; /* graphs stay whole, each on process 0; the others draw variants of samples with it */
    struct {
        truce_status failure;         /* of any process, since the call began */
        bool is_together, is_sharing; /* inside such a call; a shared graph lives */
        bool is_alone;                /* no graph is to be shared */
    } own; /* the library's */
} truce_processes;

/* Process 0: graphs built in `ctx` from now on are shared out where they can be. */
TRUCE_API void truce_processes_lead(truce_ctx *ctx, truce_processes *processes);
/* Process 0: graphs built in `ctx` from now on are not shared. */
TRUCE_API void truce_processes_work_alone(truce_ctx *ctx);
/* Whether verdicts under these concepts can be made on a shared graph; count 0: those usual for the model. */
TRUCE_API bool truce_concepts_are_shared(const truce_model *model, const uint32_t *concepts, size_t count);
/* Process 0: the others' truce_processes_follow() returns. Free shared graphs first. */
TRUCE_API void truce_processes_dismiss(truce_processes *processes);

/* Every other process: does its part of what process 0 builds and solves until it is dismissed. Threads, the limit of
 * memory and the scratch folder are those of process 0's context. */
TRUCE_API void truce_processes_follow(truce_ctx *ctx, truce_processes *processes);

#ifdef __cplusplus
}
#endif

#endif
