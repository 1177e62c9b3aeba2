/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks of a sample, some at a time: taken from who keeps them, or drawn by the threads of all processes. Process 0
 * says which blocks a round has, every process draws its share, and process 0 adds up. Each exchange is preceded by
 * an agreement (graph/processes.h). While a block is drawn the context knows of no processes: every process has the
 * whole model to itself.
 */
#include "concepts/concepts.h"
#include "graph/processes.h"
#include "unknowns/sample.h"

/* ----------------------------------------------------------- kept blocks */

/* A block in bytes: how many variants it has, then its counts that are not 0, each behind how many were skipped; all
 * in groups of 7 bits, the lowest first. */
static void add_number(truce__text *bytes, uint64_t number) {
    do {
        char byte = (char)((number & 0x7F) | (number > 0x7F ? 0x80 : 0));
        truce__text_add(bytes, &byte, 1);
        number >>= 7;
    } while (number);
}

static bool take_number(const unsigned char **at, const unsigned char *end, uint64_t *number) {
    *number = 0;
    for (unsigned shift = 0; *at < end && shift < 63; shift += 7) {
        unsigned char byte = *(*at)++;
        *number |= (uint64_t)(byte & 0x7F) << shift;
        if (!(byte & 0x80)) return true;
    }
    return false;
}

static void write_block(truce__text *bytes, const uint64_t *counts, size_t n_counts, uint64_t variants) {
    uint64_t skipped = 0;
    truce__text_clear(bytes);
    add_number(bytes, variants);
    for (size_t i = 0; i < n_counts; i++, skipped++) {
        if (!counts[i]) continue;
        add_number(bytes, skipped);
        add_number(bytes, counts[i]);
        skipped = UINT64_MAX;
    }
}

/* False for bytes that are no such block: it is then drawn again. */
static bool read_block(const void *bytes, size_t length, uint64_t variants, uint64_t *counts, size_t n_counts) {
    const unsigned char *at = bytes, *end = at + length;
    uint64_t number, skipped;
    memset(counts, 0, n_counts * sizeof *counts);
    if (!take_number(&at, end, &number) || number != variants) return false;
    for (size_t i = 0; at < end; i++) {
        if (!take_number(&at, end, &skipped) || !take_number(&at, end, &number)) return false;
        if (skipped >= n_counts - i || number > TRUCE__BLOCK) return false;
        i += (size_t)skipped;
        counts[i] = number;
    }
    return true;
}

/* What a run rests on beside model and seed: whatever changes the counts or their order. */
static truce_status write_assumptions(const truce__sample *sample, const truce__sampling *sampling,
                                      truce__text *text) {
    truce__text_printf(text, "{\"model\": \"displacement\", \"counts\": 1, \"absent\": %.6f, ",
                       sampling->assumptions.absent);
    truce__text_printf(text, "\"default_confidence\": %.6f, \"interactions\": %s, \"concepts\": [",
                       sampling->assumptions.default_confidence, sampling->has_interactions ? "true" : "false");
    for (uint32_t c = 0; c < sample->stage.n_concepts; c++)
        truce__text_printf(text, "%s\"%s\"", c ? ", " : "",
                           truce__concept_in(&truce__concepts, sample->concepts[c]).info->id);
    truce__text_puts(text, "], \"states\": [");
    for (uint32_t k = 0; k < sample->n_states; k++)
        truce__text_printf(text, "%s%u", k ? ", " : "", sample->stage.number[sample->states[k]]);
    truce__text_puts(text, "]}");
    return text->failed ? TRUCE_E_NOMEM : TRUCE_OK;
}

static truce_status begin_blocks(const truce__sample *sample, const truce__sampling *sampling) {
    truce_blocks *blocks = sampling->blocks;
    truce__text text;
    if (!blocks) return TRUCE_OK;
    truce__text_init(&text, sample->ctx);
    truce_status status = write_assumptions(sample, sampling, &text);
    if (status == TRUCE_OK)
        status = blocks->begin(blocks->ud, sample->stage.graph->model->sha256, text.bytes, sampling->seed);
    truce__text_free(&text);
    return status;
}

/* ------------------------------------------------------------------ rounds */

typedef struct round {
    truce_ctx *ctx;
    truce__sample *sample;
    const truce__sampling *sampling;
    truce_processes *all;     /* NULL: this process alone */
    uint32_t number, n_processes;
    truce__lane_room **rooms; /* n_rooms */
    uint32_t n_rooms;
    uint64_t *counts;         /* of each room */
    truce_status *status;
    uint64_t *todo;           /* how many blocks, and which: room i of process p draws the (i x processes + p)th */
    uint64_t *known;          /* counts of a kept block, or of another process's */
    truce__text bytes;
} round_of;

static uint64_t round_size(const round_of *r) {
    return (uint64_t)r->n_rooms * r->n_processes;
}

static truce_status open_round(truce_ctx *ctx, const truce__sampling *sampling, truce__sample *sample,
                               truce_processes *all, round_of *r) {
    *r = (round_of){.ctx = ctx, .sample = sample, .sampling = sampling, .all = all, .number = all ? all->number : 0,
                    .n_processes = all ? all->count : 1, .n_rooms = sample->stage.is_plain ? 1 : ctx->threads};
    truce__text_init(&r->bytes, ctx);
    r->rooms = truce__calloc(ctx, r->n_rooms, sizeof *r->rooms);
    r->status = truce__calloc(ctx, r->n_rooms, sizeof *r->status);
    r->counts = truce__calloc(ctx, r->n_rooms * sample->n_counts, sizeof *r->counts);
    r->known = truce__calloc(ctx, sample->n_counts, sizeof *r->known);
    r->todo = truce__calloc(ctx, round_size(r) + 1, sizeof *r->todo);
    if (!r->rooms || !r->status || !r->counts || !r->known || !r->todo) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < r->n_rooms; i++)
        TRY(truce__lane_room_new(&sample->stage, sampling->kernels ? sampling->kernels : truce__lanes_best(),
                                 &r->rooms[i]));
    return TRUCE_OK;
}

static void close_round(round_of *r) {
    for (uint32_t i = 0; r->rooms && i < r->n_rooms; i++) truce__lane_room_free(r->rooms[i]);
    truce__free(r->ctx, r->rooms);
    truce__free(r->ctx, r->status);
    truce__free(r->ctx, r->counts);
    truce__free(r->ctx, r->known);
    truce__free(r->ctx, r->todo);
    truce__text_free(&r->bytes);
}

/* The block of the round that a room draws; UINT64_MAX: none. */
static uint64_t block_of(const round_of *r, uint64_t room) {
    uint64_t which = room * r->n_processes + r->number;
    return which < r->todo[0] ? r->todo[1 + which] : UINT64_MAX;
}

static void draw_block(const void *job, uint64_t room) {
    const round_of *r = job;
    uint64_t block = block_of(r, room);
    r->status[room] = block == UINT64_MAX ? TRUCE_OK
                                          : truce__sample_block(r->rooms[room], r->sample, r->sampling, block,
                                                                r->counts + room * r->sample->n_counts);
}

/* Draws this process's share of the round. */
static truce_status draw_share(round_of *r) {
    truce_processes *held = r->ctx->processes;
    r->ctx->processes = NULL;
    for (uint32_t i = 0; i < r->n_rooms; i++) r->status[i] = TRUCE_E_CANCELLED; /* until it is drawn */
    if (r->n_rooms == 1) draw_block(r, 0);
    else truce__for_each(r->ctx, true, r->n_rooms, draw_block, r);
    r->ctx->processes = held;
    for (uint32_t i = 0; i < r->n_rooms; i++)
        if (r->status[i] != TRUCE_OK) return r->status[i];
    return TRUCE_OK;
}

static void add_up(round_of *r, const uint64_t *counts, uint64_t block) {
    for (size_t k = 0; k < r->sample->n_counts; k++) r->sample->counts[k] += counts[k];
    r->sample->variants += truce__block_variants(r->sampling, block);
}

/* Keeps r->bytes as a block. */
static truce_status keep(round_of *r, uint64_t block) {
    truce_blocks *blocks = r->sampling->blocks;
    if (r->bytes.failed) return TRUCE_E_NOMEM;
    return blocks ? blocks->put(blocks->ud, block, r->bytes.bytes, r->bytes.length) : TRUCE_OK;
}

/* Adds up the blocks of this process that are there; keeps them, also where others failed. */
static truce_status gather_own(round_of *r) {
    for (uint32_t i = 0; i < r->n_rooms; i++) {
        const uint64_t *counts = r->counts + (size_t)i * r->sample->n_counts, block = block_of(r, i);
        if (block == UINT64_MAX || r->status[i] != TRUCE_OK) continue;
        add_up(r, counts, block);
        if (!r->sampling->blocks) continue;
        write_block(&r->bytes, counts, r->sample->n_counts, truce__block_variants(r->sampling, block));
        TRY(keep(r, block));
    }
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- processes */

static void send_block(round_of *r, const uint64_t *counts, uint64_t block) {
    uint64_t length;
    write_block(&r->bytes, counts, r->sample->n_counts, truce__block_variants(r->sampling, block));
    length = r->bytes.failed ? 0 : r->bytes.length;
    r->all->exchange(r->all->ud, 0, &length, sizeof length, NULL, 0);
    if (length) r->all->exchange(r->all->ud, 0, r->bytes.bytes, length, NULL, 0);
}

static truce_status take_block(round_of *r, uint32_t process, uint64_t block) {
    uint64_t length;
    r->all->exchange(r->all->ud, process, NULL, 0, &length, sizeof length);
    truce__text_clear(&r->bytes);
    truce__text_fill(&r->bytes, 0, length);
    char *to = r->bytes.failed ? truce__alloc(r->ctx, length) : r->bytes.bytes; /* it comes, wanted or not */
    if (length && to) r->all->exchange(r->all->ud, process, NULL, 0, to, length);
    if (r->bytes.failed) truce__free(r->ctx, to);
    if (!length || r->bytes.failed) return TRUCE_E_NOMEM;
    if (!read_block(r->bytes.bytes, length, truce__block_variants(r->sampling, block), r->known,
                    r->sample->n_counts))
        return TRUCE_E_BUG;
    add_up(r, r->known, block);
    return keep(r, block);
}

/* Process 0 takes what the others drew. What comes is taken, also after a failure. */
static truce_status gather_others(round_of *r) {
    truce_status status = TRUCE_OK;
    for (uint64_t which = 0; which < r->todo[0]; which++) {
        uint32_t process = (uint32_t)(which % r->n_processes);
        if (process == 0) continue;
        truce_status taken = take_block(r, process, r->todo[1 + which]);
        if (status == TRUCE_OK) status = taken;
    }
    return status;
}

static void send_others(round_of *r) {
    for (uint32_t i = 0; i < r->n_rooms; i++)
        if (block_of(r, i) != UINT64_MAX)
            send_block(r, r->counts + (size_t)i * r->sample->n_counts, block_of(r, i));
}

/* One round of process 0. */
static truce_status draw_round(round_of *r) {
    if (r->all) TRY(truce__agree(r->ctx, TRUCE_OK));
    for (uint32_t p = 1; r->all && p < r->n_processes; p++)
        r->all->exchange(r->all->ud, p, r->todo, (round_size(r) + 1) * sizeof *r->todo, NULL, 0);
    truce_status status = draw_share(r), kept = gather_own(r);
    if (status == TRUCE_OK) status = kept;
    if (!r->all) return status;
    TRY(truce__agree(r->ctx, status));
    return gather_others(r);
}

/* The rounds of another process, until one has no blocks. */
static truce_status follow_rounds(round_of *r) {
    for (;;) {
        TRY(truce__agree(r->ctx, TRUCE_OK));
        r->all->exchange(r->all->ud, 0, NULL, 0, r->todo, (round_size(r) + 1) * sizeof *r->todo);
        if (!r->todo[0]) return TRUCE_OK;
        TRY(truce__agree(r->ctx, draw_share(r)));
        send_others(r);
    }
}

/* What the others need to know: numbers first, then concepts and states. */
typedef struct settings {
    double absent, default_confidence;
    uint64_t variants, seed, has_interactions, is_plain, n_concepts, n_asked;
} settings;

static truce_status call_others(round_of *r) {
    const truce__sampling *sampling = r->sampling;
    const truce__source *source = &r->sample->stage.graph->model->source;
    const settings told = {sampling->assumptions.absent, sampling->assumptions.default_confidence,
                           sampling->variants, sampling->seed, sampling->has_interactions, sampling->is_plain,
                           r->sample->stage.n_concepts, sampling->n_asked};
    truce__text text;
    truce__text_init(&text, r->ctx);
    truce__text_add(&text, (const char *)&told, sizeof told);
    for (uint32_t c = 0; c < told.n_concepts; c++)
        truce__text_add(&text, (const char *)&(uint64_t){r->sample->concepts[c]}, sizeof(uint64_t));
    for (size_t i = 0; i < sampling->n_asked; i++)
        truce__text_add(&text, (const char *)&(uint64_t){sampling->asked[i]}, sizeof(uint64_t));
    truce_status status = text.failed ? TRUCE_E_NOMEM : TRUCE_OK;
    if (status == TRUCE_OK) {
        const truce__piece pieces[TRUCE__PIECES] = {
            {source->text, source->length}, {source->file, strlen(source->file)}, {text.bytes, text.length}};
        truce__call call = {.order = TRUCE__ORDER_SAMPLE, .threads = r->ctx->threads, .memory = r->ctx->memory};
        for (int i = 0; i < TRUCE__PIECES; i++) call.length[i] = pieces[i].length;
        truce__processes_call(r->all, call);
        status = truce__processes_give(r->ctx, pieces);
    }
    truce__text_free(&text);
    return status;
}

/* Another process's part of a sample. */
typedef struct share {
    truce_model *model;
    truce_graph *graph;
    truce_solution *solution;
    truce__sample sample;
    truce__sampling sampling;
    uint32_t *concepts;
    truce_state *asked;
} share;

static truce_status read_settings(truce_ctx *ctx, const char *bytes, share *s, uint32_t *n_concepts) {
    settings told;
    uint64_t number;
    memcpy(&told, bytes, sizeof told);
    bytes += sizeof told;
    s->concepts = truce__calloc(ctx, told.n_concepts + 1, sizeof *s->concepts);
    s->asked = truce__calloc(ctx, told.n_asked + 1, sizeof *s->asked);
    if (!s->concepts || !s->asked) return TRUCE_E_NOMEM;
    for (uint64_t i = 0; i < told.n_concepts; i++, bytes += sizeof number) {
        memcpy(&number, bytes, sizeof number);
        s->concepts[i] = (uint32_t)number;
    }
    for (uint64_t i = 0; i < told.n_asked; i++, bytes += sizeof number) {
        memcpy(&number, bytes, sizeof number);
        s->asked[i] = number;
    }
    s->sampling = (truce__sampling){.assumptions = {told.absent, told.default_confidence}, .variants = told.variants,
                                    .seed = told.seed, .has_interactions = told.has_interactions,
                                    .is_plain = told.is_plain, .asked = s->asked, .n_asked = told.n_asked};
    *n_concepts = (uint32_t)told.n_concepts;
    return TRUCE_OK;
}

static truce_status prepare_share(truce_ctx *ctx, const truce__call *call, char *pieces[TRUCE__PIECES], share *s) {
    uint32_t n_concepts;
    ctx->threads = (uint32_t)call->threads;
    ctx->memory = call->memory;
    TRY(read_settings(ctx, pieces[2], s, &n_concepts));
    TRY(truce_parse(ctx, pieces[0], call->length[0], pieces[1], &s->model));
    TRY(truce_graph_build(ctx, s->model, &s->graph));
    TRY(truce_solve(ctx, s->graph, s->concepts, n_concepts, &s->solution));
    return truce__sample_prepare(ctx, s->solution, &s->sampling, &s->sample);
}

static void release_share(truce_ctx *ctx, share *s) {
    truce__sample_free(&s->sample);
    truce_solution_free(s->solution);
    truce_graph_free(s->graph);
    truce_model_free(s->model);
    truce__free(ctx, s->concepts);
    truce__free(ctx, s->asked);
}

static void draw_with_others(truce_ctx *ctx, const truce__call *call) {
    truce_processes *all = ctx->processes;
    char *pieces[TRUCE__PIECES] = {0};
    share s = {0};
    round_of r = {.ctx = ctx};
    truce_status status = truce__processes_take(ctx, call, pieces);
    ctx->processes = NULL;
    if (status == TRUCE_OK) status = prepare_share(ctx, call, pieces, &s);
    if (status == TRUCE_OK) status = open_round(ctx, &s.sampling, &s.sample, all, &r);
    ctx->processes = all;
    if (status == TRUCE_OK) status = follow_rounds(&r);
    (void)truce__agree_at_last(ctx, status);
    close_round(&r);
    release_share(ctx, &s);
    for (int i = 0; i < TRUCE__PIECES; i++) truce__free(ctx, pieces[i]);
    truce_diags_clear(ctx);
}

void truce_processes_follow(truce_ctx *ctx, truce_processes *processes) {
    truce__follower f = {.ctx = ctx};
    truce__call call;
    ctx->processes = processes;
    while (truce__processes_wait(processes, !f.engine, &call) != TRUCE__ORDER_END)
        if (call.order == TRUCE__ORDER_SAMPLE) draw_with_others(ctx, &call);
        else truce__follower_obey(&f, &call);
    truce__follower_let_go(&f);
}

/* -------------------------------------------------------------------- whole */

/* Whether every share is known as well as was asked for. */
static bool is_precise(const truce__sample *sample, double precision) {
    for (size_t k = 0; k < sample->n_conclusions; k++) {
        truce__interval interval = truce__wilson(truce__sample_of(sample, k), sample->variants);
        if ((interval.high - interval.low) / 2 >= precision) return false;
    }
    return true;
}

/* Takes a block that was kept, if it was. */
static truce_status recall(round_of *r, uint64_t block, bool *is_known) {
    truce_blocks *blocks = r->sampling->blocks;
    const void *bytes = NULL;
    size_t length = 0;
    *is_known = false;
    if (!blocks) return TRUCE_OK;
    TRY(blocks->get(blocks->ud, block, &bytes, &length));
    *is_known = bytes && read_block(bytes, length, truce__block_variants(r->sampling, block), r->known,
                                    r->sample->n_counts);
    if (*is_known) add_up(r, r->known, block);
    return TRUCE_OK;
}

/* Blocks up to a checkpoint. */
static truce_status draw_blocks(round_of *r, uint64_t first, uint64_t end, uint64_t n_blocks) {
    while (first < end) {
        truce__progress(r->ctx, "sampling", first, n_blocks);
        TRY(truce__go_on(r->ctx));
        for (r->todo[0] = 0; first < end && r->todo[0] < round_size(r); first++) {
            bool is_known;
            TRY(recall(r, first, &is_known));
            if (!is_known) r->todo[++r->todo[0]] = first;
        }
        if (r->todo[0]) TRY(draw_round(r));
    }
    return TRUCE_OK;
}

/* Checkpoints are powers of two, so that where a sample stops hangs on nothing but its counts. */
static truce_status draw_rounds(round_of *r) {
    const truce__sampling *sampling = r->sampling;
    const uint64_t n_blocks = (sampling->variants + TRUCE__BLOCK - 1) / TRUCE__BLOCK;
    uint64_t done = 0;
    for (uint64_t checkpoint = 1; done < n_blocks && !r->sample->is_precise; checkpoint *= 2) {
        uint64_t end = sampling->precision > 0 && checkpoint < n_blocks ? checkpoint : n_blocks;
        TRY(draw_blocks(r, done, end, n_blocks));
        done = end;
        r->sample->is_precise = sampling->precision > 0 && is_precise(r->sample, sampling->precision);
    }
    return TRUCE_OK;
}

static truce_status draw_together(round_of *r) {
    if (!r->all) return draw_rounds(r);
    truce_status status = call_others(r);
    if (status == TRUCE_OK) status = draw_rounds(r);
    r->todo[0] = 0; /* the end */
    if (status == TRUCE_OK) status = truce__agree(r->ctx, TRUCE_OK);
    for (uint32_t p = 1; p < r->n_processes && status == TRUCE_OK; p++)
        r->all->exchange(r->all->ud, p, r->todo, (round_size(r) + 1) * sizeof *r->todo, NULL, 0);
    return truce__agree_at_last(r->ctx, status);
}

truce_status truce__sample_draw(truce_ctx *ctx, const truce_solution *solution, const truce__sampling *sampling,
                                truce__sample *sample) {
    truce_blocks *blocks = sampling->blocks;
    truce_processes *all = ctx->processes && ctx->processes->count > 1 ? ctx->processes : NULL;
    round_of r = {.ctx = ctx};
    *sample = (truce__sample){0};
    if (!truce__graph_has_ranks(truce_solution_graph(solution))) return TRUCE_E_USAGE;
    TRY(truce__sample_prepare(ctx, solution, sampling, sample));
    TRY(begin_blocks(sample, sampling));
    truce_status status = open_round(ctx, sampling, sample, all, &r);
    if (status == TRUCE_OK) status = draw_together(&r);
    close_round(&r);
    truce_status ended = blocks ? blocks->end(blocks->ud) : TRUCE_OK;
    return status == TRUCE_OK ? ended : status;
}
