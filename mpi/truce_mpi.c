/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `truce-mpi`: the command over several processes, as MPI starts them. All of them read the same arguments and do the
 * same; process 0 reads the model and writes the result. To the commands that is one more host: the terminal, whose
 * texts one process has and all get, whose failures all hear of. MPI is seen nowhere else: the library asks for an
 * exchange and a reduction.
 */
#include "host.h"

#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static uint32_t count_processes_here(void) {
    MPI_Comm here;
    int count = 1;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &here);
    MPI_Comm_size(here, &count);
    MPI_Comm_free(&here);
    return (uint32_t)count;
}

/* --------------------------------------------------------------------- host */

typedef struct team {
    terminal terminal; /* stands first: the terminal's own functions are called with it */
    truce_host alone;  /* those functions */
    truce_comm comm;
    uint32_t processes_here; /* on this machine */
    char *text; /* of the model, where another process has read it */
} team;

/* The status of the lowest process that failed, on all of them. */
static truce_status agree(void *ud, truce_status status) {
    team *t = ud;
    const truce_comm *comm = &t->comm;
    uint64_t worst = status ? (uint64_t)(comm->size - comm->rank) << 8 | (uint64_t)status : 0;
    comm->reduce(comm->ud, TRUCE_MAX, &worst, 1);
    int agreed = (int)(worst & 0xFF);
    uint32_t process = comm->size - (uint32_t)(worst >> 8);
    if (agreed && process != 0 && comm->rank == 0)
        terminal_say(&t->terminal, "process %u failed with status %d", process, agreed);
    return (truce_status)agreed;
}

static bool can_be_shared(const truce_command *command) {
    static const char *const names[] = {"solve", "version", "help"};
    bool can = !command; /* there is only help to be had */
    for (size_t i = 0; command && i < sizeof names / sizeof *names; i++)
        can = can || strcmp(command->name, names[i]) == 0;
    return can;
}

static truce_status refuse(team *t, const truce_line *line) {
    if (!can_be_shared(truce_line_command(line)))
        return (truce_status)terminal_misuse(&t->terminal, line, "truce-mpi can only solve; use 'truce' for this");
    if (truce_line_text(line, "after-expiry"))
        return (truce_status)terminal_misuse(&t->terminal, line,
                                             "truce-mpi knows no --after-expiry; use 'truce' for this");
    return TRUCE_OK;
}

/* What the large arrays may take unless --memory says so: the same in all processes, and together no more than there
 * is. */
static uint64_t share_of_memory(const team *t, uint64_t memory) {
    uint64_t missing = UINT64_MAX - memory / t->processes_here;
    t->comm.reduce(t->comm.ud, TRUCE_MAX, &missing, 1);
    return UINT64_MAX - missing;
}

static truce_status begin(void *ud, const truce_line *line, truce_settings *settings) {
    team *t = ud;
    t->terminal.why[0] = 0;
    truce_status status = refuse(t, line);
    if (status != TRUCE_OK) return status; /* which it is for all of them */
    status = t->alone.begin(ud, line, settings);
    if (!truce_line_text(line, "memory")) settings->memory = share_of_memory(t, settings->memory);
    settings->comm = &t->comm;
    return status;
}

/* Hands the text that process 0 has read to all. */
static truce_status read_text(void *ud, const char *name, const char **bytes, size_t *length) {
    team *t = ud;
    const truce_comm *comm = &t->comm;
    truce_status status = comm->rank == 0 ? t->alone.read(ud, name, bytes, length) : TRUCE_OK;
    uint64_t words[2] = {status, status == TRUCE_OK && comm->rank == 0 ? *length : 0};
    comm->reduce(comm->ud, TRUCE_MAX, words, 2);
    if (words[0]) return (truce_status)words[0];
    if (comm->rank != 0) {
        *length = (size_t)words[1];
        *bytes = t->text = malloc(*length + 1);
    }
    status = agree(ud, *bytes ? TRUCE_OK : TRUCE_E_NOMEM);
    if (status != TRUCE_OK) return status;
    if (comm->rank != 0) comm->exchange(comm->ud, 0, NULL, 0, t->text, *length);
    for (uint32_t process = 1; comm->rank == 0 && process < comm->size; process++)
        comm->exchange(comm->ud, process, *bytes, *length, NULL, 0);
    return TRUCE_OK;
}

/* Every message once: the other processes say what process 0 says. */
static bool is_silenced(uint32_t process) {
    return process == 0 || (freopen("/dev/null", "w", stdout) && freopen("/dev/null", "w", stderr));
}

int main(int argc, char **argv) {
    int level, rank, size;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    team t = {.comm = {.rank = (uint32_t)rank, .size = (uint32_t)size, .exchange = exchange, .reduce = reduce},
              .processes_here = count_processes_here()};
    terminal_init(&t.terminal);
    t.terminal.is_passed_on = true;
    t.terminal.is_follower = rank != 0;
    t.alone = t.terminal.host;
    t.terminal.host.begin = begin;
    t.terminal.host.read = read_text;
    t.terminal.host.agree = agree;
    if (!is_silenced(t.comm.rank)) MPI_Abort(MPI_COMM_WORLD, TRUCE_E_IO);
    int failed = terminal_run(&t.terminal, argc, argv);
    free(t.text);
    MPI_Finalize();
    return failed;
}
