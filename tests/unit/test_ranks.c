/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Several ranks without MPI: threads of one program, each with a context of its own, that hand bytes over in memory.
 * Any number of ranks must give the same bytes; and when an allocation fails on one rank, all ranks must end with the
 * same status: if one waited for ever, so would the test, which an alarm ends.
 */
#define _POSIX_C_SOURCE 200809L
#include "harness.h"
#include "sinks.h"
#include "unit/budget.h"

#include <truce/truce.h>

#include <pthread.h>
#include <unistd.h>

enum { MOST_RANKS = 4, SECONDS = 240 };

/* ------------------------------------------------------------------ between */

typedef struct parcel {
    const void *bytes; /* NULL: nothing is there */
} parcel;

typedef struct team {
    pthread_mutex_t lock;
    pthread_cond_t moved;
    uint32_t size;
    parcel parcels[MOST_RANKS][MOST_RANKS]; /* [from][to] */
    uint64_t words[2][512];                 /* of a reduction, and of the next one */
    uint32_t arrived;
    unsigned round;
} team;

typedef struct member {
    team *team;
    uint32_t rank;
} member;

static void exchange(void *ud, uint32_t partner, const void *send, size_t send_bytes, void *receive,
                     size_t receive_bytes) {
    member *m = ud;
    team *t = m->team;
    parcel *out = &t->parcels[m->rank][partner], *in = &t->parcels[partner][m->rank];
    pthread_mutex_lock(&t->lock);
    if (send_bytes) out->bytes = send;
    pthread_cond_broadcast(&t->moved);
    while (receive_bytes && !in->bytes) pthread_cond_wait(&t->moved, &t->lock);
    if (receive_bytes) memcpy(receive, in->bytes, receive_bytes);
    if (receive_bytes) in->bytes = NULL;
    pthread_cond_broadcast(&t->moved);
    while (send_bytes && out->bytes) pthread_cond_wait(&t->moved, &t->lock); /* until it has been taken */
    pthread_mutex_unlock(&t->lock);
}

/* The last to arrive completes the words, for which the others wait. A rank may be one reduction ahead of another, so
 * there is room for two. */
static void reduce(void *ud, truce_reduction how, uint64_t *words, size_t count) {
    member *m = ud;
    team *t = m->team;
    pthread_mutex_lock(&t->lock);
    unsigned round = t->round;
    uint64_t *all = t->words[round % 2];
    for (size_t i = 0; i < count; i++) {
        uint64_t before = t->arrived ? all[i] : 0;
        all[i] = how == TRUCE_SUM ? before + words[i] : before > words[i] ? before : words[i];
    }
    if (++t->arrived == t->size) {
        t->arrived = 0;
        t->round++;
        pthread_cond_broadcast(&t->moved);
    }
    while (t->round == round) pthread_cond_wait(&t->moved, &t->lock);
    memcpy(words, all, count * sizeof *words);
    pthread_mutex_unlock(&t->lock);
}

/* -------------------------------------------------------------------- a rank */

typedef struct job {
    member member;
    const char *model;
    budget budget;
    uint64_t memory;     /* its limit */
    truce_ctx *ctx;      /* while it works */
    struct job *impatient; /* rank 0: whom it asks to stop as soon as it writes; may be NULL */
    unsigned writes;       /* rank 0 */
    truce_status status; /* of the last collective call */
    gathered result;         /* rank 0 */
    size_t errors;
} job;

/* The rank that is to stop is inside truce_serve() by then. */
static bool write_result(void *ud, const char *bytes, size_t length) {
    job *j = ud;
    if (j->writes++ == 0 && j->impatient) truce_cancel(j->impatient->ctx);
    return gather(&j->result, bytes, length);
}

/* What the program does for itself: all go on only if all are well. */
static bool all_are_well(const truce_comm *comm, bool is_well) {
    uint64_t trouble = !is_well;
    comm->reduce(comm->ud, TRUCE_MAX, &trouble, 1);
    return !trouble;
}

static void show(job *j, truce_ctx *ctx, const truce_graph *graph, const truce_solution *solution,
                 const truce_set *rows) {
    truce_render_options options = {.format = TRUCE_FORMAT_JSON, .rows = rows, .sort_party = UINT32_MAX};
    truce_sink sink = {write_result, j};
    if (j->member.rank == 0) j->status = truce_render_solve(ctx, solution, &options, &sink);
    else truce_serve(graph);
    truce_dismiss(graph);
}

static void work(job *j, truce_ctx *ctx, const truce_comm *comm) {
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce_set *rows = NULL;
    truce_solution *solution = NULL;
    uint32_t concepts[16], count = truce_concept_count();
    for (uint32_t i = 0; i < count; i++) concepts[i] = i;
    j->status = truce_parse(ctx, j->model, strlen(j->model), "model", &model);
    if (all_are_well(comm, j->status == TRUCE_OK)) {
        j->status = truce_graph_build(ctx, model, &graph);
        if (j->status == TRUCE_OK) j->status = truce_graph_where(ctx, graph, "a or z", &rows);
        if (j->status == TRUCE_OK) j->status = truce_solve(ctx, graph, concepts, count, &solution);
        if (j->status == TRUCE_OK) show(j, ctx, graph, solution, rows);
        j->errors = truce_diag_count(ctx, TRUCE_ERROR);
    } else {
        j->status = TRUCE_E_NOMEM;
    }
    truce_solution_free(solution);
    truce_set_free(rows);
    truce_graph_free(graph);
    truce_model_free(model);
}

static void *rank_main(void *ud) {
    job *j = ud;
    truce_comm comm = {.rank = j->member.rank, .size = j->member.team->size, .exchange = exchange, .reduce = reduce,
                       .ud = &j->member};
    truce_allocator allocator = {counted_alloc, counted_resize, counted_release, &j->budget};
    truce_ctx *ctx =
        truce_ctx_new(&(truce_config){.allocator = &allocator, .threads = 1, .memory = j->memory, .comm = &comm});
    j->status = TRUCE_E_NOMEM;
    j->ctx = ctx;
    if (all_are_well(&comm, ctx != NULL)) work(j, ctx, &comm);
    truce_ctx_free(ctx);
    return NULL;
}

/* Runs all ranks; `poor` is allowed so many allocations, or so much memory; `impatient` is asked to stop while rank 0
 * writes. */
static void run_all(const char *model, uint32_t size, uint32_t poor, long allowed, uint64_t memory,
                    uint32_t impatient, job *jobs) {
    team t = {.lock = PTHREAD_MUTEX_INITIALIZER, .moved = PTHREAD_COND_INITIALIZER, .size = size};
    pthread_t threads[MOST_RANKS];
    for (uint32_t r = 0; r < size; r++)
        jobs[r] = (job){.member = {&t, r}, .model = model, .budget = {.left = r == poor ? allowed : -1},
                        .memory = r == poor ? memory : 0, .impatient = r == 0 && impatient ? &jobs[impatient] : NULL};
    for (uint32_t r = 0; r < size; r++) {
        if (pthread_create(&threads[r], NULL, rank_main, &jobs[r]) != 0) exit(3);
    }
    for (uint32_t r = 0; r < size; r++) pthread_join(threads[r], NULL);
}

static void run(const char *model, uint32_t size, uint32_t poor, long allowed, uint64_t memory, job *jobs) {
    run_all(model, size, poor, allowed, memory, 0, jobs);
}

/* -------------------------------------------------------------------- claims */

#define MANY                                                                                                         \
    "a, b, c, d, z, a or b, a or c, a or d, a or z, b or c, b or d, b or z, c or d, c or z, d or z, a iff z, b iff " \
    "c"

static const char *const models[] = {
    "truce: 1\n"
    "parties:\n"
    "  - {id: north, options: [{id: a}, {id: b, moves: up}]}\n"
    "  - {id: mill, options: [{id: c, levels: [none, some, all]}, {id: d}]}\n"
    "  - {id: south, options: [{id: e}, {id: z, moves: down}]}\n"
    "feasible: [a or b or z, not (c = all and e)]\n"
    "status_quo: 5\n"
    "preferences:\n"
    "  north: {order: [" MANY "]}\n"
    "  mill: {weigh: {c = some: 2, not a: 1.5, z: -3}}\n"
    "  south: {rank: [7, a and z, [3, e], rest]}\n",
    "truce: 1\n"
    "parties:\n"
    "  - {id: north, options: [{id: a}]}\n"
    "  - {id: south, options: [{id: b}, {id: c, moves: up}, {id: d}, {id: z}]}\n"
    "preferences:\n"
    "  north: {order: [a iff z, b or c, d]}\n"
    "  south: {order: [not a, b if c, z]}\n",
};

enum { MODELS = sizeof models / sizeof *models };

static void check_sizes(const char *model, int number) {
    job one[1], several[MOST_RANKS];
    run(model, 1, 0, -1, 0, one);
    CLAIM(one[0].status == TRUCE_OK && one[0].result.length > 500, "model %d is solved by one rank: status %d",
          number, one[0].status);
    for (uint32_t size = 2; size <= MOST_RANKS; size++) {
        run(model, size, 0, -1, 0, several);
        CLAIM_TEXT(several[0].result.bytes, one[0].result.bytes, "model %d with %u ranks", number, size);
        free(several[0].result.bytes);
    }
    free(one[0].result.bytes);
}

/* Every allocation of one rank of three fails in turn. */
static void check_poor(const char *model, int number, uint32_t poor) {
    enum { SIZE = 3 };
    long allowed = 0;
    bool is_over = false;
    unsigned n_wrong = 0;
    while (!is_over) {
        job jobs[SIZE];
        run(model, SIZE, poor, allowed++, 0, jobs);
        bool is_rendering = jobs[0].status != jobs[1].status; /* that is rank 0's own affair */
        truce_status expected = is_rendering && poor == 0 ? TRUCE_OK : jobs[poor].status;
        for (uint32_t r = 1; r < SIZE; r++) n_wrong += jobs[r].status != expected;
        n_wrong += jobs[0].status != jobs[poor].status;
        is_over = jobs[poor].budget.left >= 0;
        free(jobs[0].result.bytes);
    }
    CLAIM(n_wrong == 0, "model %d, rank %u out of memory: %u of %ld times ranks ended differently", number, poor,
          n_wrong, allowed);
    CLAIM(allowed > 50, "model %d, rank %u: only %ld allocations", number, poor, allowed);
}

/* What one rank alone has to say all hear, once; and so with what all of them find. */
static void check_errors(void) {
    job jobs[3];
    run(models[0], 3, 2, -1, 100, jobs);
    for (int r = 0; r < 3; r++)
        CLAIM(jobs[r].status != TRUCE_OK && jobs[r].status == jobs[2].status && jobs[r].errors == 1,
              "rank 2 has too little memory: rank %d has status %d, %zu errors", r, jobs[r].status, jobs[r].errors);
    run("truce: 1\nparties: [{id: n, options: [{id: a}, {id: b}, {id: z}]}]\nfeasible: [a, not a]\n"
        "preferences: {n: {order: [a]}}\n", 2, 0, -1, 0, jobs);
    for (int r = 0; r < 2; r++)
        CLAIM(jobs[r].status == TRUCE_E_MODEL && jobs[r].errors == 1,
              "no state is left: rank %d has status %d, %zu errors", r, jobs[r].status, jobs[r].errors);
}

/* A rank that only answers is asked to stop: rank 0 hears of it before it writes another piece, even of its own
 * states. */
static void check_interrupt(void) {
    enum { OPTIONS = 14 };
    static char model[4096] = "truce: 1\nparties:\n  - id: n\n    options: [{id: a}, {id: z}";
    for (int i = 0; i < OPTIONS; i++) snprintf(model + strlen(model), sizeof model - strlen(model), ", {id: o%d}", i);
    strncat(model, "]\n  - {id: s, options: [{id: b}]}\npreferences: {n: {order: [a]}, s: {order: [b]}}\n",
            sizeof model - strlen(model) - 1);
    job jobs[MOST_RANKS];
    run_all(model, 3, 0, -1, 0, 0, jobs);
    CLAIM(jobs[0].status == TRUCE_OK && jobs[0].writes > 30, "a result in %u pieces", jobs[0].writes);
    free(jobs[0].result.bytes);
    for (uint32_t size = 2; size <= MOST_RANKS; size++) {
        for (uint32_t impatient = 1; impatient < size; impatient++) {
            run_all(model, size, 0, -1, 0, impatient, jobs);
            CLAIM(jobs[0].status == TRUCE_E_CANCELLED, "rank %u of %u is interrupted: status %d", impatient, size,
                  jobs[0].status);
            CLAIM(jobs[0].writes == 1, "and %u pieces were written", jobs[0].writes);
            free(jobs[0].result.bytes);
        }
    }
}

int main(void) {
    alarm(SECONDS);
    for (int i = 0; i < MODELS; i++) {
        check_sizes(models[i], i);
        for (uint32_t poor = 0; poor < 3; poor += 2) check_poor(models[i], i, poor);
    }
    check_errors();
    check_interrupt();
    return claims_end();
}
