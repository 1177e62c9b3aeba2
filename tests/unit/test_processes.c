/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Several processes without MPI: threads of one program, each with a context of its own, that exchange bytes in
 * memory. Any number of them must give the same bytes. When an allocation fails on one, process 0's call must end
 * with that status. If one waited for ever the test would too, so an alarm ends it.
 */
#define _POSIX_C_SOURCE 200809L
#include "harness.h"
#include "sinks.h"
#include "unit/budget.h"

#include "base/base.h"

#include <truce/processes.h>
#include <truce/result.h>

#include <pthread.h>
#include <unistd.h>

enum { MOST = 4, SECONDS = 240 };

/* ------------------------------------------------------------------ between */

typedef struct parcel {
    const void *bytes; /* NULL: nothing is there */
} parcel;

typedef struct team {
    pthread_mutex_t lock;
    pthread_cond_t moved;
    uint32_t size;
    parcel parcels[MOST][MOST]; /* [from][to] */
    uint64_t words[2][512];                 /* of a reduction, and of the next one */
    uint32_t arrived;
    unsigned round;
} team;

typedef struct member {
    team *team;
    uint32_t number;
} member;

static void exchange(void *ud, uint32_t partner, const void *send, size_t send_bytes, void *receive,
                     size_t receive_bytes) {
    member *m = ud;
    team *t = m->team;
    parcel *out = &t->parcels[m->number][partner], *in = &t->parcels[partner][m->number];
    pthread_mutex_lock(&t->lock);
    if (send_bytes) out->bytes = send;
    pthread_cond_broadcast(&t->moved);
    while (receive_bytes && !in->bytes) pthread_cond_wait(&t->moved, &t->lock);
    if (receive_bytes) memcpy(receive, in->bytes, receive_bytes);
    if (receive_bytes) in->bytes = NULL;
    pthread_cond_broadcast(&t->moved);
    while (send_bytes && out->bytes) pthread_cond_wait(&t->moved, &t->lock); /* wait until it has been taken */
    pthread_mutex_unlock(&t->lock);
}

/* The last process to arrive completes the words, and the others wait for it. A process may be one reduction ahead of
 * another, so there is room for two. */
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

/* ---------------------------------------------------------------- a process */

typedef struct job {
    member member;
    const char *model;
    budget budget;
    uint64_t held;         /* bytes of large arrays that it seems to hold already */
    truce_ctx *ctx;        /* while it works */
    struct job *impatient; /* process 0: whom it cancels once SEQ begins; may be NULL */
    truce_status status;   /* process 0: of its last call */
    gathered result;
    size_t errors;
} job;

/* The program's own agreement: all processes begin only if all are well. */
static bool all_are_well(truce_processes *processes, bool is_well) {
    uint64_t trouble = !is_well;
    processes->reduce(processes->ud, TRUCE_MAX, &trouble, 1);
    return !trouble;
}

static void notice(void *ud, const char *phase, uint64_t done, uint64_t total) {
    (void)done, (void)total;
    job *j = ud;
    if (j->impatient && strcmp(phase, "SEQ") == 0) truce_cancel(j->impatient->ctx);
}

static truce_status solve(truce_ctx *ctx, truce_model *model, gathered *result) {
    truce_graph *graph = NULL;
    truce_set *rows = NULL;
    truce_solution *solution = NULL;
    const uint32_t concepts[] = {0, 1, 2, 3, 4, truce_concept_find("mixed"), truce_concept_find("mr-odd")};
    static const uint32_t own[] = {0, 1, 2, 3, 4, 0, 1, 2};
    size_t count = sizeof concepts / sizeof *concepts;
    truce_status status = truce_model_behave(model, own);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK) status = truce_graph_where(ctx, graph, "a or z", &rows);
    if (status == TRUCE_OK) status = truce_solve(ctx, graph, concepts, count, &solution);
    truce_render_options options = {.rows = rows, .sort_party = UINT32_MAX};
    truce_sink sink = {gather, result};
    truce_result *table = NULL;
    if (status == TRUCE_OK) status = truce_result_of_solve(ctx, solution, &options, &table);
    if (status == TRUCE_OK) status = truce_render(table, &(truce_form){.format = TRUCE_FORMAT_JSON}, &sink);
    truce_result_free(table);
    truce_solution_free(solution);
    truce_set_free(rows);
    truce_graph_free(graph);
    return status;
}

/* Solves the model twice: a graph that was shared once can be shared again. */
static void lead(job *j, truce_ctx *ctx, truce_processes *processes) {
    truce_model *model = NULL;
    truce_processes_lead(ctx, processes);
    j->status = truce_parse(ctx, j->model, strlen(j->model), "model", &model);
    for (int i = 0; i < 2 && j->status == TRUCE_OK; i++) {
        j->result.length = 0;
        j->status = solve(ctx, model, &j->result);
    }
    j->errors = truce_diag_count(ctx, TRUCE_ERROR);
    truce_model_free(model);
    truce_processes_dismiss(processes);
}

static void *process_main(void *ud) {
    job *j = ud;
    truce_processes processes = {.number = j->member.number,
                                 .count = j->member.team->size,
                                 .exchange = exchange,
                                 .reduce = reduce,
                                 .ud = &j->member};
    truce_allocator allocator = {counted_alloc, counted_resize, counted_release, &j->budget};
    truce_ctx *ctx = truce_ctx_new(&(truce_config){
        .allocator = &allocator, .threads = 1, .memory = 1 << 30, .progress = notice, .progress_ud = j});
    j->status = TRUCE_E_NOMEM;
    j->ctx = ctx;
    if (ctx) ctx->in_memory = j->held;
    if (all_are_well(&processes, ctx != NULL)) {
        if (j->member.number == 0) lead(j, ctx, &processes);
        else truce_processes_follow(ctx, &processes);
    }
    truce_ctx_free(ctx);
    return NULL;
}

/* Runs all processes, one of them like `odd`; process 0 cancels it if it is impatient. */
static void run_all(const char *model, uint32_t size, job odd, job *jobs) {
    team t = {.lock = PTHREAD_MUTEX_INITIALIZER, .moved = PTHREAD_COND_INITIALIZER, .size = size};
    pthread_t threads[MOST];
    for (uint32_t p = 0; p < size; p++) {
        jobs[p] = (job){.budget = {.left = -1}};
        if (p == odd.member.number) jobs[p] = odd;
        jobs[p].member = (member){&t, p};
        jobs[p].model = model;
        jobs[p].impatient = NULL;
    }
    if (odd.impatient) jobs[0].impatient = &jobs[odd.member.number];
    for (uint32_t p = 0; p < size; p++) {
        if (pthread_create(&threads[p], NULL, process_main, &jobs[p]) != 0) exit(3);
    }
    for (uint32_t p = 0; p < size; p++) pthread_join(threads[p], NULL);
}

static void run(const char *model, uint32_t size, job *jobs) {
    run_all(model, size, (job){.budget = {.left = -1}}, jobs);
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
    "  north: {order: [{that: b iff z, strong: 3}, " MANY ", {that: a iff c, strong: yes}]}\n"
    "  mill: {weigh: {c = some: 2, not a: 1.5, z: -3}, strong: [1.5, 4]}\n"
    "  south: {rank: [7, a and z, strong: yes, [3, e], rest]}\n",
    "truce: 1\n"
    "parties:\n"
    "  - {id: north, options: [{id: a}]}\n"
    "  - {id: south, options: [{id: b}, {id: c, moves: up}, {id: d}, {id: z}]}\n"
    "preferences:\n"
    "  north: {order: [a iff z, b or c, d]}\n"
    "  south: {order: [not a, {that: b if c, strong: yes}, z]}\n",
};

enum { MODELS = sizeof models / sizeof *models };

static void check_sizes(const char *model, int number) {
    job one[1], several[MOST];
    run(model, 1, one);
    CLAIM(one[0].status == TRUCE_OK && one[0].result.length > 500, "model %d is solved by one process: status %d",
          number, one[0].status);
    for (uint32_t size = 2; size <= MOST; size++) {
        run(model, size, several);
        CLAIM_TEXT(several[0].result.bytes, one[0].result.bytes, "model %d with %u processes", number, size);
        free(several[0].result.bytes);
    }
    free(one[0].result.bytes);
}

/* The allocations of one process of three fail in turn: each of the first, then every third. */
static void check_poor(const char *model, int number, uint32_t poor) {
    enum { SIZE = 3, EACH = 300 };
    long allowed = 0;
    bool is_over = false;
    unsigned n_wrong = 0;
    while (!is_over) {
        job jobs[SIZE];
        run_all(model, SIZE, (job){.member = {.number = poor}, .budget = {.left = allowed}}, jobs);
        allowed += allowed < EACH ? 1 : 3;
        is_over = jobs[poor].budget.left >= 0;
        n_wrong += jobs[0].status != (is_over ? TRUCE_OK : TRUCE_E_NOMEM);
        free(jobs[0].result.bytes);
    }
    CLAIM(n_wrong == 0, "model %d, process %u out of memory: %u of %ld times the status is wrong", number, poor,
          n_wrong, allowed);
    CLAIM(allowed > 50, "model %d, process %u: only %ld allocations", number, poor, allowed);
}

/* Process 0 reports the errors of another process, once; an error that all processes find also once. */
static void check_errors(void) {
    job jobs[3];
    run_all(models[0], 3, (job){.member = {.number = 2}, .budget = {.left = -1}, .held = 1 << 30}, jobs);
    CLAIM(jobs[0].status != TRUCE_OK && jobs[0].errors == 1, "process 2 has no memory left: status %d, %zu errors",
          jobs[0].status, jobs[0].errors);
    free(jobs[0].result.bytes);
    run("truce: 1\nparties: [{id: n, options: [{id: a}, {id: b}, {id: z}]}]\nfeasible: [a, not a]\n"
        "preferences: {n: {order: [a]}}\n", 2, jobs);
    CLAIM(jobs[0].status == TRUCE_E_MODEL && jobs[0].errors == 1, "no state is left: status %d, %zu errors",
          jobs[0].status, jobs[0].errors);
    free(jobs[0].result.bytes);
}

/* Another process is cancelled while all solve. */
static void check_interrupt(void) {
    job jobs[MOST], somebody;
    for (uint32_t size = 2; size <= MOST; size++) {
        for (uint32_t impatient = 1; impatient < size; impatient++) {
            run_all(models[1], size,
                    (job){.member = {.number = impatient}, .budget = {.left = -1}, .impatient = &somebody}, jobs);
            CLAIM(jobs[0].status == TRUCE_E_CANCELLED, "process %u of %u is interrupted: status %d", impatient, size,
                  jobs[0].status);
            free(jobs[0].result.bytes);
        }
    }
}

/* ------------------------------------------------------------ a shared graph */

/* Two graphs of one model, of which the first is shared and the second is not: the same ranks. */
static void compare_graphs(truce_ctx *ctx, const truce_model *model) {
    truce_graph *shared = NULL, *own = NULL;
    uint64_t n_wrong = 0, n_states = 0;
    if (truce_graph_build(ctx, model, &shared) != TRUCE_OK || truce_graph_build(ctx, model, &own) != TRUCE_OK)
        exit(3);
    CLAIM(truce_check(ctx, shared) == TRUCE_E_USAGE, "what needs all ranks is not for a shared graph");
    CLAIM(truce_check(ctx, own) == TRUCE_OK, "but for a second one beside it");
    n_states = truce_graph_state_count(own);
    for (truce_state s = 1; s <= n_states; s++)
        for (uint32_t p = 0; p < truce_model_party_count(model); p++)
            n_wrong += truce_graph_rank(shared, p, s) != truce_graph_rank(own, p, s);
    CLAIM(n_states > 10 && n_wrong == 0 && truce_graph_state_count(shared) == n_states,
          "%llu of %llu states, %llu wrong ranks", (unsigned long long)truce_graph_state_count(shared),
          (unsigned long long)n_states, (unsigned long long)n_wrong);
    truce_graph_free(own);
    truce_graph_free(shared);
}

static void *comparing_main(void *ud) {
    job *j = ud;
    truce_processes processes = {.number = j->member.number,
                                 .count = j->member.team->size,
                                 .exchange = exchange,
                                 .reduce = reduce,
                                 .ud = &j->member};
    truce_ctx *ctx = truce_ctx_new(NULL);
    if (!ctx) exit(3);
    if (j->member.number == 0) {
        truce_model *model = NULL;
        truce_processes_lead(ctx, &processes);
        if (truce_parse(ctx, j->model, strlen(j->model), "model", &model) != TRUCE_OK) exit(3);
        compare_graphs(ctx, model);
        truce_model_free(model);
        truce_processes_dismiss(&processes);
    } else {
        truce_processes_follow(ctx, &processes);
    }
    truce_ctx_free(ctx);
    return NULL;
}

static void check_graphs(const char *model) {
    team t = {.lock = PTHREAD_MUTEX_INITIALIZER, .moved = PTHREAD_COND_INITIALIZER, .size = 2};
    pthread_t other;
    job jobs[2] = {{.member = {&t, 0}, .model = model}, {.member = {&t, 1}, .model = model}};
    if (pthread_create(&other, NULL, comparing_main, &jobs[1]) != 0) exit(3);
    comparing_main(&jobs[0]);
    pthread_join(other, NULL);
}

int main(void) {
    alarm(SECONDS);
    for (int i = 0; i < MODELS; i++) {
        check_sizes(models[i], i);
        check_graphs(models[i]);
        for (uint32_t poor = 0; poor < 3; poor += 2) check_poor(models[i], i, poor);
    }
    check_errors();
    check_interrupt();
    return claims_end();
}
