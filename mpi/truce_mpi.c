/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `truce-mpi`: the command on process 0 of several, as MPI starts them; all others follow what process 0 builds and
 * solves. To the commands that is one more host: the terminal, whose contexts lead the other processes. MPI is seen
 * nowhere else: the library asks for an exchange and a reduction.
 */
#define _POSIX_C_SOURCE 200809L
#include "host.h"
#include "limits.h"

#include <truce/processes.h>

#include <mpi.h>
#include <string.h>
#include <time.h>

enum { LARGEST = 1 << 28 }; /* bytes of one message: MPI counts in int */

static int part_of(size_t bytes) {
    return (int)(bytes < LARGEST ? bytes : LARGEST);
}

static void exchange(void *ud, uint32_t partner, const void *send, size_t send_bytes, void *receive,
                     size_t receive_bytes) {
    (void)ud;
    const char *from = send;
    char *to = receive;
    while (send_bytes || receive_bytes) {
        int out = part_of(send_bytes), in = part_of(receive_bytes);
        MPI_Request requests[2] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL};
        if (in) MPI_Irecv(to, in, MPI_BYTE, (int)partner, 0, MPI_COMM_WORLD, &requests[0]);
        if (out) MPI_Isend(from, out, MPI_BYTE, (int)partner, 0, MPI_COMM_WORLD, &requests[1]);
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
        if (out) from += out;
        if (in) to += in;
        send_bytes -= (size_t)out, receive_bytes -= (size_t)in;
    }
}

static void reduce(void *ud, truce_reduction how, uint64_t *words, size_t count) {
    (void)ud;
    for (int n; count > 0; words += n, count -= (size_t)n) {
        n = part_of(count);
        MPI_Allreduce(MPI_IN_PLACE, words, n, MPI_UINT64_T, how == TRUCE_SUM ? MPI_SUM : MPI_MAX, MPI_COMM_WORLD);
    }
}

/* Sleeps until process 0 sends. Whoever is interrupted meanwhile ends all processes, unless process 0 ends by
 * itself. */
static void rest(void *ud) {
    (void)ud;
    const struct timespec nap = {.tv_nsec = 500000};
    int is_there = 0;
    for (int naps = 0; naps < 2000 && !is_there; naps += was_interrupted()) {
        MPI_Iprobe(0, 0, MPI_COMM_WORLD, &is_there, MPI_STATUS_IGNORE);
        if (!is_there) nanosleep(&nap, NULL);
    }
    if (!is_there) MPI_Abort(MPI_COMM_WORLD, TRUCE_E_CANCELLED);
}

static uint64_t count_processes_here(void) {
    MPI_Comm here;
    int count = 1;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &here);
    MPI_Comm_size(here, &count);
    MPI_Comm_free(&here);
    return (uint64_t)count;
}

/* Bytes for the large arrays of each process: the same for all, and together no more than any machine has. */
static uint64_t memory_for_each(void) {
    uint64_t memory = available_memory() / 10 * 8 / count_processes_here();
    MPI_Allreduce(MPI_IN_PLACE, &memory, 1, MPI_UINT64_T, MPI_MIN, MPI_COMM_WORLD);
    return memory;
}

/* ---------------------------------------------------------------- process 0 */

typedef struct leader {
    terminal terminal; /* stands first: the terminal's own functions are called with it */
    truce_host alone;  /* those functions */
    truce_processes *processes;
    uint64_t memory; /* for the large arrays of each process, unless --memory says so */
} leader;

static bool can_be_shared(const truce_command *command) {
    static const char *const names[] = {"solve", "robust", "version", "help"};
    bool can = !command; /* there is only help to be had */
    for (size_t i = 0; command && i < sizeof names / sizeof *names; i++)
        can = can || strcmp(command->name, names[i]) == 0;
    return can;
}

static truce_status begin(void *ud, const truce_line *line, truce_settings *settings) {
    leader *l = ud;
    l->terminal.why[0] = 0;
    if (!can_be_shared(truce_line_command(line)))
        return (truce_status)terminal_misuse(&l->terminal, line,
                                             "truce-mpi knows 'solve' and 'robust'; use 'truce' for this");
    if (truce_line_text(line, "after-expiry"))
        return (truce_status)terminal_misuse(&l->terminal, line,
                                             "truce-mpi knows no --after-expiry; use 'truce' for this");
    const truce_command *command = truce_line_command(line);
    l->processes->has_samples = command && strcmp(command->name, "robust") == 0;
    truce_status status = l->alone.begin(ud, line, settings);
    if (!truce_line_text(line, "memory")) settings->memory = l->memory;
    return status;
}

static void attend(void *ud, truce_ctx *ctx) {
    leader *l = ud;
    l->alone.attend(ud, ctx);
    if (ctx) truce_processes_lead(ctx, l->processes);
}

static int lead(truce_processes *processes, uint64_t memory, int argc, char **argv) {
    leader l = {.processes = processes, .memory = memory};
    terminal_init(&l.terminal);
    l.terminal.is_passed_on = true;
    l.alone = l.terminal.host;
    l.terminal.host.begin = begin;
    l.terminal.host.attend = attend;
    int failed = terminal_run(&l.terminal, argc, argv);
    truce_processes_dismiss(processes);
    return failed;
}

/* --------------------------------------------------------------- the others */

static void follow(truce_processes *processes) {
    truce_ctx *ctx = truce_ctx_new(NULL);
    if (!ctx) MPI_Abort(MPI_COMM_WORLD, TRUCE_E_LIMIT);
    interrupts_begin(false);
    interrupt_cancels(ctx);
    truce_processes_follow(ctx, processes);
    interrupt_cancels(NULL);
    truce_ctx_free(ctx);
}

int main(int argc, char **argv) {
    int level, number, count, failed = 0;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &number);
    MPI_Comm_size(MPI_COMM_WORLD, &count);
    truce_processes processes = {.number = (uint32_t)number, .count = (uint32_t)count,
                                 .exchange = exchange, .reduce = reduce, .rest = rest};
    uint64_t memory = memory_for_each();
    if (number == 0) failed = lead(&processes, memory, argc, argv);
    else follow(&processes);
    MPI_Finalize();
    return failed;
}
