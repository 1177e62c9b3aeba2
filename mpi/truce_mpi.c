/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `truce-mpi`: the command over several processes, as MPI starts them. All of them read the same arguments and do the
 * same; rank 0 reads the model and writes the result. MPI is seen nowhere else: the library asks for an exchange and
 * a reduction.
 */
#include "options.h"

#include <mpi.h>
#include <stdio.h>

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

static uint32_t count_ranks_here(void) {
    MPI_Comm here;
    int count = 1;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &here);
    MPI_Comm_size(here, &count);
    MPI_Comm_free(&here);
    return (uint32_t)count;
}

/* Every message once: the other ranks say what rank 0 says. */
static bool is_silenced(uint32_t rank) {
    return rank == 0 || (freopen("/dev/null", "w", stdout) && freopen("/dev/null", "w", stderr));
}

int main(int argc, char **argv) {
    int level, rank, size;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    cli_team team = {.comm = {.rank = (uint32_t)rank, .size = (uint32_t)size, .exchange = exchange, .reduce = reduce},
                     .ranks_here = count_ranks_here()};
    if (!is_silenced(team.comm.rank)) MPI_Abort(MPI_COMM_WORLD, EXIT_IO);
    int failed = run_command_line(argc, argv, &team);
    MPI_Finalize();
    return failed;
}
