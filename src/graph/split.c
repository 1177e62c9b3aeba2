/* SPDX-License-Identifier: Apache-2.0 */
/* Which process has which cells of a shared product, and how their results are put together. */
#include "graph/split.h"

#include "model/completions.h"

enum { SLABS_EACH = 4 };

uint64_t truce__share(uint64_t total, uint32_t process, uint32_t count) {
    return total / count * process + total % count * process / count;
}

/* ------------------------------------------------------------------- split */

static bool has_steps(const truce_model *model) {
    for (uint32_t i = 0; i < model->n_options; i++)
        if (model->options[i].step && model->options[i].step + 1 < model->options[i].n_levels) return true;
    return false;
}

static bool is_small(const truce__space *space) {
    return space->n_combinations < (uint64_t)SLABS_EACH * space->ctx->processes->count;
}

bool truce__can_be_split(const truce__space *space) {
    const truce_processes *all = space->ctx->processes;
    return all && all->count > 1 && !all->has_samples && !all->own.is_sharing && !is_small(space) &&
           !has_steps(space->model) && !space->model->n_views && !truce__is_open_model(space->model) &&
           !all->own.is_alone;
}

const char *truce__why_whole(const truce__space *space) {
    if (!space->is_product) return "its states and moves are listed";
    if (is_small(space)) return "its combinations are few";
    if (truce__is_open_model(space->model))
        return "preferences are open, and each completion is a variant of the whole";
    if (space->model->n_views) return "parties misread it, and each view is a variant of the whole";
    if (has_steps(space->model)) return "its combinations are joined by steps";
    return space->ctx->processes->own.is_alone ? "what is asked goes through the ranks of all states"
                                               : "the others share another model";
}

truce_status truce__space_split(truce_ctx *ctx, truce__space *space) {
    uint32_t count = ctx->processes->count, number = ctx->processes->number, option = space->model->n_options;
    uint64_t slabs = 1;
    truce__split *split = truce__calloc(ctx, 1, sizeof *split);
    if (!split) return TRUCE_E_NOMEM;
    space->split = split;
    split->ctx = ctx;
    split->first_cell = truce__calloc(ctx, count + 1, sizeof *split->first_cell);
    split->first_state = truce__calloc(ctx, count + 1, sizeof *split->first_state);
    if (!split->first_cell || !split->first_state) return TRUCE_E_NOMEM;
    while (slabs < (uint64_t)SLABS_EACH * count) slabs *= space->model->options[--option].n_levels;
    split->first_option = option;
    for (uint32_t p = 0; p <= count; p++)
        split->first_cell[p] = truce__share(slabs, p, count) * space->stride[option];
    space->first_cell = split->first_cell[number];
    space->n_cells = split->first_cell[number + 1] - space->first_cell;
    truce__tell(ctx, "%u processes share the combinations; the first has %llu", (unsigned)count,
                (unsigned long long)split->first_cell[1]);
    return TRUCE_OK;
}

truce_status truce__split_count(truce__space *space) {
    truce__split *split = space->split;
    if (!split) return TRUCE_OK;
    uint32_t count = split->ctx->processes->count;
    uint64_t *first = split->first_state, sum = 0;
    first[split->ctx->processes->number] = space->n_states;
    TRY(truce__total(space, first, count));
    for (uint32_t p = 0; p <= count; p++) {
        uint64_t states = first[p];
        first[p] = sum;
        sum += states;
    }
    space->n_states = first[count];
    return TRUCE_OK;
}

void truce__split_free(truce__split *split) {
    if (!split) return;
    truce__free(split->ctx, split->first_cell);
    truce__free(split->ctx, split->first_state);
    truce__free(split->ctx, split);
}

bool truce__has_state(const truce__space *space, truce_state state) {
    if (!space->split) return true;
    const uint64_t *first = space->split->first_state + space->ctx->processes->number;
    return state > first[0] && state <= first[1];
}

/* ---------------------------------------------------------------- together */

truce_status truce__total(const truce__space *space, uint64_t *words, size_t count) {
    return space->split ? truce__reduce(space->ctx, TRUCE_SUM, words, count) : TRUCE_OK;
}

truce_status truce__least(const truce__space *space, uint64_t *word) {
    if (!space->split) return TRUCE_OK;
    *word = ~*word;
    TRY(truce__reduce(space->ctx, TRUCE_MAX, word, 1));
    *word = ~*word;
    return TRUCE_OK;
}

truce_status truce__any(const truce__space *space, bool *flag) {
    uint64_t word = *flag;
    TRY(truce__total(space, &word, 1));
    *flag = word != 0;
    return TRUCE_OK;
}

truce_status truce__any_of_each(const truce__space *space, unsigned char *flags, size_t count) {
    enum { AT_ONCE = 512 };
    uint64_t words[AT_ONCE];
    for (size_t at = 0; space->split && at < count; at += AT_ONCE) {
        size_t n = count - at < AT_ONCE ? count - at : AT_ONCE;
        for (size_t i = 0; i < n; i++) words[i] = flags[at + i];
        TRY(truce__total(space, words, n));
        for (size_t i = 0; i < n; i++) flags[at + i] = words[i] != 0;
    }
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- gathering */

/* Puts bits from bit `first` of `whole` on. Those before it in its word stay; nothing is read of later words. */
static void put_bits(const uint64_t *bits, size_t n_words, uint64_t first, uint64_t *whole, size_t all_words) {
    size_t to = first / 64;
    const unsigned shift = first % 64;
    if (!shift) {
        memcpy(whole + to, bits, n_words * sizeof *bits);
        return;
    }
    for (size_t w = 0; w < n_words; w++) {
        whole[to] |= bits[w] << shift;
        if (++to < all_words) whole[to] = bits[w] >> (64 - shift);
    }
}

enum { AT_ONCE = 1 << 17 }; /* words of one message */

/* Receives another process's bits, some at a time: to where they belong if they begin with a word. */
static void receive_bits(const truce_processes *all, uint32_t from, uint64_t first, uint64_t end, uint64_t *words,
                         uint64_t *whole, size_t all_words) {
    for (; first < end; first += (uint64_t)AT_ONCE * 64) {
        size_t left = truce__bits_words(end - first), n = left < AT_ONCE ? left : AT_ONCE;
        uint64_t *to = first % 64 ? words : whole + first / 64;
        all->exchange(all->ud, from, NULL, 0, to, n * sizeof *to);
        if (to == words) put_bits(words, n, first, whole, all_words);
    }
}

static void send_bits(const truce_processes *all, const uint64_t *bits, size_t n_words) {
    for (size_t at = 0; at < n_words; at += AT_ONCE) {
        size_t n = n_words - at < AT_ONCE ? n_words - at : AT_ONCE;
        all->exchange(all->ud, 0, bits + at, n * sizeof *bits, NULL, 0);
    }
}

truce_status truce__gather_bits(const truce__space *space, const uint64_t *here, uint64_t *whole) {
    truce_ctx *ctx = space->ctx;
    const truce_processes *all = ctx->processes;
    const uint64_t *first = space->split->first_cell;
    const size_t n_words = truce__bits_words(space->n_cells), all_words = truce__bits_words(first[all->count]);
    uint64_t *words = all->number == 0 ? truce__alloc(ctx, AT_ONCE * sizeof *words) : NULL;
    truce_status status = truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
    TRY_OR_DONE(truce__agree(ctx, all->number == 0 && !words ? TRUCE_E_NOMEM : status));
    if (all->number == 0) put_bits(here, n_words, 0, whole, all_words);
    else send_bits(all, here, n_words);
    for (uint32_t p = 1; all->number == 0 && p < all->count; p++)
        receive_bits(all, p, first[p], first[p + 1], words, whole, all_words);
done:
    truce__free(ctx, words);
    return status;
}
