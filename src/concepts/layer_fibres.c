/* SPDX-License-Identifier: Apache-2.0 */
/* Several fibres are gathered at a time, so that lines of the cache are used whole. Summaries of blocks are kept
 * packed, in a line of the cache each, for nearly all list two pairs. */
#include "concepts/layer_fibres.h"

#include "concepts/layer_choices.h"

#include <assert.h>

enum {
    TOGETHER = 16, /* fibres that are gathered together: two lines of the cache */
    APART = 8,     /* words between their copies, whose places in the cache would else be the same */
    FEW = 2        /* pairs that are kept without a list of their own */
};

/* ------------------------------------------------------------------ shape */

/* Whether all its levels can be moved to from each. */
static bool is_free(const truce__option *option) {
    return option->moves == TRUCE__MOVES_BOTH && !truce__is_stepped(option);
}

static void find_shape(const truce__space *space, uint32_t party, truce__layer_fibres *f) {
    const truce__party *p = &space->model->parties[party];
    *f = (truce__layer_fibres){.n_blocks = 1, .block = 1};
    truce__fibres_of(space, party, &f->shape);
    for (uint32_t i = p->first_option; i < p->first_option + p->n_options; i++) {
        const truce__option *option = &space->model->options[i];
        if (option->moves == TRUCE__MOVES_NONE) continue;
        *(is_free(option) ? &f->block : &f->n_blocks) *= option->n_levels;
        if (is_free(option)) continue;
        f->axes[f->n_axes++] = option;
        f->has_steps |= truce__is_stepped(option);
    }
    f->n_places = f->block * f->n_blocks;
}

/* Adds an option's levels to the places that are made. */
static size_t spread(truce__layer_fibres *f, size_t made, uint32_t n_levels, uint64_t stride) {
    for (size_t k = made; k < made * n_levels; k++) f->places[k] = f->places[k - made] + stride;
    return made * n_levels;
}

truce_status truce__layer_fibres_open(truce_ctx *ctx, const truce__space *space, uint32_t party,
                                      truce__layer_fibres *f) {
    const truce__party *p = &space->model->parties[party];
    size_t made = 1;
    find_shape(space, party, f);
    f->places = truce__calloc(ctx, f->n_places, sizeof *f->places);
    if (!f->places) return TRUCE_E_NOMEM;
    for (int axes = 0; axes < 2; axes++)
        for (uint32_t i = p->first_option; i < p->first_option + p->n_options; i++) {
            const truce__option *option = &space->model->options[i];
            if (option->moves == TRUCE__MOVES_NONE || is_free(option) == axes) continue;
            made = spread(f, made, option->n_levels, space->stride[i]);
        }
    return TRUCE_OK;
}

void truce__layer_fibres_close(truce_ctx *ctx, truce__layer_fibres *f) {
    truce__free(ctx, f->places);
    f->places = NULL;
}

/* ----------------------------------------------------------------- packing */

typedef struct list {
    struct list *next; /* of those that are not in use */
    truce__choice at[TRUCE__CHOICES];
} list;

typedef struct packed {
    truce__choices_head head;
    truce__choice few[FEW];
    list *many; /* NULL: few are all */
} packed;

static const truce__choice *list_of(const packed *p) { return p->many ? p->many->at : p->few; }

/* What one thread works with. */
typedef struct desk {
    const truce__layer_job *job;
    truce__shelf *shelf;
    uint64_t *room;
    packed *blocks, *next; /* of the fibre that is looked at; where steps lead to what is not yet passed, the next */
    list *spare;
} desk;

static truce_status pack(desk *d, const truce__choices *c, packed *p) {
    assert(p);
    if (c->head.count > FEW && !p->many) {
        if (d->spare) p->many = d->spare, d->spare = d->spare->next;
        else p->many = truce__alloc(d->job->l->ctx, sizeof *p->many);
        if (!p->many) return TRUCE_E_NOMEM;
    }
    if (c->head.count <= FEW && p->many) {
        p->many->next = d->spare;
        d->spare = p->many;
        p->many = NULL;
    }
    p->head = c->head;
    memcpy(p->many ? p->many->at : p->few, c->list, c->head.count * sizeof *c->list);
    return TRUCE_OK;
}

static void unpack(const packed *p, truce__choices *c) {
    c->head = p->head;
    memcpy(c->list, list_of(p), p->head.count * sizeof *c->list);
}

/* ------------------------------------------------------------------- a pass */

/* One fibre: the words below, and the states' own pairs, to be replaced by what is made; 0 where there is none. */
typedef struct strip {
    uint64_t *below, *own;
} strip;

static void sum_block(const desk *d, const strip *s, size_t begin, truce__choices *c) {
    const uint32_t mover = d->job->mover;
    truce__choices_clear(c);
    for (size_t k = begin; k < begin + d->job->fibres->block; k++) {
        uint32_t count = 1;
        const uint64_t *pairs = &s->below[k];
        if (!s->own[k]) continue;
        if (*pairs & TRUCE__WORD_IS_SET) pairs = truce__word_pairs(d->job->below, pairs, &count);
        else if (truce__pair_rank(*pairs, mover) < c->head.second) continue;
        truce__choices_add(c, mover, pairs, count, k);
    }
}

/* Each block takes up what the block beside it has, from the far end on, which may itself be moved to all beyond. */
static truce_status pass_ladder(desk *d, size_t first, size_t stride, uint32_t n_levels, bool is_up) {
    for (uint32_t l = 1; l < n_levels; l++) {
        size_t to = is_up ? n_levels - 1 - l : l, from = is_up ? to + 1 : to - 1;
        packed *target = &d->blocks[first + to * stride], *other = &d->blocks[first + from * stride];
        truce__choices c;
        if (!other->head.best) continue;
        unpack(target, &c);
        truce__choices_join(&c, &other->head, list_of(other));
        TRY(pack(d, &c, target));
    }
    return TRUCE_OK;
}

/* Each takes up what the blocks within its step had before the pass. */
static truce_status pass_window(desk *d, size_t first, size_t stride, const truce__option *option) {
    for (uint32_t l = 0, low, high; l < option->n_levels; l++) {
        truce__choices c;
        truce__choices_clear(&c);
        truce__option_reach(option, l, &low, &high);
        for (; low <= high; low++) {
            const packed *other = &d->blocks[first + low * stride];
            truce__choices_join(&c, &other->head, list_of(other));
        }
        TRY(pack(d, &c, &d->next[first + l * stride]));
    }
    return TRUCE_OK;
}

static truce_status pass_axis(desk *d, const truce__option *option, size_t stride) {
    const size_t n_blocks = d->job->fibres->n_blocks, length = stride * option->n_levels;
    const bool is_stepped = truce__is_stepped(option);
    if (truce__is_cancelled(d->job->l->ctx)) return TRUCE_E_CANCELLED;
    for (size_t line = 0; line < n_blocks; line += length)
        for (size_t first = line; first < line + stride; first++) {
            if (is_stepped) TRY(pass_window(d, first, stride, option));
            else TRY(pass_ladder(d, first, stride, option->n_levels, option->moves == TRUCE__MOVES_UP));
        }
    if (is_stepped) {
        packed *passed = d->blocks;
        d->blocks = d->next;
        d->next = passed;
    }
    return TRUCE_OK;
}

/* --------------------------------------------------------------- in the end */

static truce_status put(desk *d, const truce__choices *c, uint64_t own, size_t place, uint64_t *word) {
    uint64_t pairs[TRUCE__CHOICES + 1];
    uint32_t count = truce__choices_anticipate(c, d->job->mover, own, place, pairs);
    return truce__shelf_put(d->shelf, pairs, count, word);
}

/* How many of the pairs are what the best move secures, or better. */
static uint32_t count_best(const truce__choices *c) {
    uint32_t count = 0;
    while (count < c->head.count && truce__key_rank(c->list[count].key) >= c->head.best) count++;
    return count;
}

static inline bool is_from(const truce__choices *c, uint32_t count, size_t place) {
    bool is_it = c->head.best_at == place;
    for (uint32_t i = 0; i < count; i++) is_it |= c->list[i].from == place;
    return is_it;
}

/* Replaces the own pairs. Nearly always a state stays, or anticipates what all do that the best move helps. */
static truce_status set_block(desk *d, const strip *s, size_t begin, const truce__choices *c) {
    const uint32_t most = truce__key_rank(c->list[0].key), best = c->head.best, n_best = count_best(c);
    uint64_t common = 0;
    for (size_t k = begin; k < begin + d->job->fibres->block; k++) {
        uint32_t rank = truce__pair_rank(s->own[k], d->job->mover);
        if (rank >= most || !s->own[k]) continue;
        bool is_common = rank < best && !is_from(c, n_best, k);
        if (!is_common || !common) TRY(put(d, c, s->own[k], k, is_common ? &common : &s->own[k]));
        if (is_common) s->own[k] = common;
    }
    return TRUCE_OK;
}

static void judge_block(const desk *d, const strip *s, size_t begin, const truce__choices *c) {
    for (size_t k = begin; k < begin + d->job->fibres->block; k++)
        if (s->own[k]) s->own[k] = 1U + truce__choices_judge(c, truce__pair_rank(s->own[k], d->job->mover), k);
}

static truce_status end_block(desk *d, const strip *s, size_t begin, const truce__choices *c) {
    if (d->job->judges) judge_block(d, s, begin, c);
    else if (c->head.best) return set_block(d, s, begin, c);
    return TRUCE_OK;
}

static truce_status make_fibre(desk *d, const strip *s) {
    const truce__layer_fibres *f = d->job->fibres;
    truce__choices c;
    size_t stride = 1;
    if (f->n_blocks == 1) {
        sum_block(d, s, 0, &c);
        return end_block(d, s, 0, &c);
    }
    for (size_t b = 0; b < f->n_blocks; b++) {
        sum_block(d, s, b * f->block, &c);
        TRY(pack(d, &c, &d->blocks[b]));
    }
    for (uint32_t a = 0; a < f->n_axes; stride *= f->axes[a++]->n_levels) TRY(pass_axis(d, f->axes[a], stride));
    for (size_t b = 0; b < f->n_blocks; b++) {
        unpack(&d->blocks[b], &c);
        TRY(end_block(d, s, b * f->block, &c));
    }
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- many fibres */

static void gather(const truce__layer_job *job, const uint64_t *first, size_t count, const strip *strips) {
    const uint64_t *pairs = job->l->pairs;
    const truce__space *space = &job->l->graph->space;
    for (size_t k = 0; k < job->fibres->n_places; k++)
        for (size_t i = 0; i < count; i++) {
            uint64_t cell = first[i] + job->fibres->places[k];
            strips[i].below[k] = job->below->words[cell];
            if (pairs) strips[i].own[k] = pairs[cell];
            else strips[i].own[k] = truce__is_state(space, cell) ? truce__pair_at(job->l, cell) : 0;
        }
}

static void scatter(const truce__layer_job *job, const uint64_t *first, size_t count, const strip *strips) {
    for (size_t k = 0; k < job->fibres->n_places; k++)
        for (size_t i = 0; i < count; i++)
            job->layer->words[first[i] + job->fibres->places[k]] = strips[i].own[k];
}

/* Arrays of packed blocks: with steps two, without other axes none. */
static size_t array_count(const truce__layer_fibres *f) { return f->n_blocks == 1 ? 0 : f->has_steps ? 2 : 1; }

static size_t words_each(const truce__layer_fibres *f) { return f->n_places + APART; }

static truce_status open_desk(const truce__layer_job *job, size_t together, desk *d) {
    const truce__layer_fibres *f = job->fibres;
    const size_t n_arrays = array_count(f);
    d->room = truce__calloc(job->l->ctx, 2 * together * words_each(f), sizeof *d->room);
    if (!d->room) return TRUCE_E_NOMEM;
    if (!n_arrays) return TRUCE_OK;
    d->blocks = truce__calloc(job->l->ctx, f->n_blocks, sizeof *d->blocks);
    if (!d->blocks) return TRUCE_E_NOMEM;
    if (n_arrays == 2) d->next = truce__calloc(job->l->ctx, f->n_blocks, sizeof *d->next);
    return n_arrays == 1 || d->next ? TRUCE_OK : TRUCE_E_NOMEM;
}

static void close_desk(truce_ctx *ctx, size_t n_blocks, desk *d) {
    packed *const arrays[] = {d->blocks, d->next};
    for (int i = 0; i < 2; i++) {
        for (size_t b = 0; arrays[i] && b < n_blocks; b++) truce__free(ctx, arrays[i][b].many);
        truce__free(ctx, arrays[i]);
    }
    while (d->spare) {
        list *next = d->spare->next;
        truce__free(ctx, d->spare);
        d->spare = next;
    }
    truce__free(ctx, d->room);
}

static size_t fewer(size_t a, uint64_t b) { return a < b ? a : (size_t)b; }

truce_status truce__layer_fibres_make(const truce__layer_job *job, uint64_t begin, uint64_t end,
                                      truce__shelf *shelf) {
    const size_t together = fewer(TOGETHER, end - begin), each = words_each(job->fibres);
    desk d = {.job = job, .shelf = shelf};
    strip strips[TOGETHER];
    uint64_t first[TOGETHER];
    if (begin == end) return TRUCE_OK;
    truce_status status = open_desk(job, together, &d);
    for (size_t i = 0; status == TRUCE_OK && i < together; i++)
        strips[i] = (strip){d.room + 2 * i * each, d.room + (2 * i + 1) * each};
    for (uint64_t fibre = begin; fibre < end && status == TRUCE_OK; fibre += together) {
        size_t count = fewer(together, end - fibre);
        for (size_t i = 0; i < count; i++) first[i] = truce__block_first(&job->fibres->shape, fibre + i);
        gather(job, first, count, strips);
        for (size_t i = 0; i < count && status == TRUCE_OK; i++) status = make_fibre(&d, &strips[i]);
        scatter(job, first, count, strips);
        if (status == TRUCE_OK && truce__is_cancelled(job->l->ctx)) status = TRUCE_E_CANCELLED;
    }
    close_desk(job->l->ctx, job->fibres->n_blocks, &d);
    return status;
}

void truce__layer_fibres_needs(truce_ctx *ctx, const truce__space *space, uint32_t party, truce__needs *needs) {
    truce__layer_fibres f;
    find_shape(space, party, &f);
    const size_t chunks = fewer(TRUCE__CHUNKS, f.shape.count);
    const uint64_t a_chunk = (f.shape.count + chunks - 1) / chunks;
    const double threads = (double)fewer(ctx->threads, chunks);
    truce__needs_arrays(ctx, needs, 1, (double)f.n_places * sizeof *f.places);
    truce__needs_arrays(ctx, needs, threads * 2 * (double)fewer(TOGETHER, a_chunk),
                        (double)words_each(&f) * sizeof(uint64_t));
    truce__needs_arrays(ctx, needs, threads * (double)array_count(&f), (double)f.n_blocks * sizeof(packed));
}
