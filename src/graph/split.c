/* SPDX-License-Identifier: Apache-2.0 */
/* Who has which cells, and questions to the owner. Questions are few and small, but tables ask about one state after the other, so an
 * answer brings the next ones along. */
#include "graph/split.h"

enum { SLABS_PER_RANK = 4 };

uint64_t truce__share(uint64_t total, uint32_t rank, uint32_t size) {
    return total / size * rank + total % size * rank / size;
}

/* ------------------------------------------------------------------- split */

static bool has_steps(const truce_model *model) {
    for (uint32_t i = 0; i < model->n_options; i++)
        if (model->options[i].step && model->options[i].step + 1 < model->options[i].n_levels) return true;
    return false;
}

static truce_status make_split(truce_ctx *ctx, truce__space *space) {
    uint32_t size = ctx->comm.size, option = space->model->n_options;
    uint64_t slabs = 1;
    truce__split *split = truce__calloc(ctx, 1, sizeof *split);
    if (!split) return TRUCE_E_NOMEM;
    space->split = split;
    split->ctx = ctx;
    split->first_cell = truce__calloc(ctx, size + 1, sizeof *split->first_cell);
    split->first_state = truce__calloc(ctx, size + 1, sizeof *split->first_state);
    if (!split->first_cell || !split->first_state) return TRUCE_E_NOMEM;
    while (slabs < (uint64_t)SLABS_PER_RANK * size) slabs *= space->model->options[--option].n_levels;
    split->first_option = option;
    for (uint32_t r = 0; r <= size; r++) split->first_cell[r] = truce__share(slabs, r, size) * space->stride[option];
    space->first_cell = split->first_cell[ctx->comm.rank];
    space->n_cells = split->first_cell[ctx->comm.rank + 1] - space->first_cell;
    return TRUCE_OK;
}

static bool is_small(const truce__space *space) {
    return space->n_combinations < (uint64_t)SLABS_PER_RANK * space->ctx->comm.size;
}

bool truce__can_be_split(const truce__space *space) {
    return !truce__is_alone(space->ctx) && !is_small(space) && !has_steps(space->model);
}

const char *truce__why_whole(const truce__space *space) {
    if (!space->is_product) return "its states and moves are listed";
    return is_small(space) ? "its combinations are few" : "its combinations are joined by steps";
}

truce_status truce__space_split(truce_ctx *ctx, truce__space *space) {
    if (!truce__can_be_split(space)) return TRUCE_OK;
    TRY(make_split(ctx, space));
    truce__tell(ctx, "%u ranks share the combinations; the first has %llu", (unsigned)ctx->comm.size,
                (unsigned long long)space->split->first_cell[1]);
    return TRUCE_OK;
}

truce_status truce__split_count(truce__space *space) {
    truce__split *split = space->split;
    if (!split) return TRUCE_OK;
    uint32_t size = split->ctx->comm.size;
    uint64_t *first = split->first_state, sum = 0;
    first[split->ctx->comm.rank] = space->n_states;
    TRY(truce__total(space, first, size));
    for (uint32_t r = 0; r <= size; r++) {
        uint64_t count = first[r];
        first[r] = sum;
        sum += count;
    }
    space->n_states = first[size];
    return TRUCE_OK;
}

void truce__split_free(truce__split *split) {
    if (!split) return;
    truce__vec_free(split->ctx, &split->sets);
    truce__free(split->ctx, split->first_cell);
    truce__free(split->ctx, split->first_state);
    truce__free(split->ctx, split->remembered);
    truce__free(split->ctx, split);
}

/* ------------------------------------------------------------------- owner */

bool truce__has_cell(const truce__space *space, uint64_t cell) {
    return cell - space->first_cell < space->n_cells;
}

bool truce__has_state(const truce__space *space, truce_state state) {
    if (!space->split) return true;
    const uint64_t *first = space->split->first_state + space->ctx->comm.rank;
    return state > first[0] && state <= first[1];
}

uint32_t truce__owner(const truce__space *space, truce__asked what, uint64_t about) {
    bool is_state = what >= TRUCE__ASK_CELL;
    const uint64_t *first = is_state ? space->split->first_state : space->split->first_cell;
    uint32_t owner = 0;
    while (owner + 1 < space->ctx->comm.size && about >= first[owner + 1] + is_state) owner++;
    return owner;
}

/* --------------------------------------------------------------- questions */

/* Which of the answers says what is asked; TRUCE__ANSWERS if none does. */
static uint32_t find_answer(const truce__answer *known, uint32_t owner, truce__question q) {
    if (!known->is_known || known->owner != owner || known->question.what != q.what || known->question.of != q.of ||
        q.about < known->question.about)
        return TRUCE__ANSWERS;
    uint32_t i = 0;
    if (q.what != TRUCE__ASK_NEXT) return q.about - known->question.about < TRUCE__ANSWERS
                                              ? (uint32_t)(q.about - known->question.about) : TRUCE__ANSWERS;
    while (i < TRUCE__ANSWERS && known->answers.at[i] && known->answers.at[i] <= q.about) i++;
    return i;
}

static void ask_for(truce_ctx *ctx, uint32_t owner, truce__question q, truce__answers *answers) {
    ctx->comm.exchange(ctx->comm.ud, owner, &q, sizeof q, NULL, 0);
    ctx->comm.exchange(ctx->comm.ud, owner, NULL, 0, answers, sizeof *answers);
    if (answers->is_cancelled) truce_cancel(ctx);
}

uint64_t truce__ask(const truce__space *space, uint32_t owner, truce__question q) {
    truce__split *split = space->split;
    truce__answer once, *place = &once;
    if (space->ctx->comm.rank != 0) return 0; /* only rank 0 may */
    if (!split->remembered) split->remembered = truce__calloc(split->ctx, TRUCE__REMEMBERED, sizeof *split->remembered);
    if (split->remembered) place = &split->remembered[(q.of * 8 + q.what) % TRUCE__REMEMBERED];
    uint32_t found = split->remembered ? find_answer(place, owner, q) : TRUCE__ANSWERS;
    if (found < TRUCE__ANSWERS) return place->answers.at[found];
    ask_for(space->ctx, owner, q, &place->answers);
    place->question = q;
    place->owner = owner;
    place->is_known = true;
    return place->answers.at[0];
}

uint64_t truce__ask_owner(const truce__space *space, truce__asked what, uint64_t of, uint64_t about) {
    return truce__ask(space, truce__owner(space, what, about), (truce__question){what, of, about});
}

bool truce__is_any_cancelled(const truce__space *space) {
    truce__answers answers;
    uint32_t others = space->split && space->ctx->comm.rank == 0 ? space->ctx->comm.size : 0;
    for (uint32_t r = 1; r < others && !truce__is_cancelled(space->ctx); r++)
        ask_for(space->ctx, r, (truce__question){.what = TRUCE__ASK_NOTHING}, &answers);
    return truce__is_cancelled(space->ctx);
}

void truce__ask_no_more(truce__split *split) {
    const truce_comm *comm = &split->ctx->comm;
    truce__question end = {.what = TRUCE__ASK_NO_MORE};
    for (uint32_t r = 1; r < comm->size; r++) comm->exchange(comm->ud, r, &end, sizeof end, NULL, 0);
    truce__free(split->ctx, split->remembered);
    split->remembered = NULL;
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
