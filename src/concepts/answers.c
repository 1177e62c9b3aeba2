/* SPDX-License-Identifier: Apache-2.0 */
#include "concepts/answers.h"

#include "graph/strength.h"

truce_status truce__answers_open(const truce__asked *asked, truce__answers *s) {
    *s = (truce__answers){.ctx = asked->ctx,
                         .graph = asked->graph,
                         .replies = asked->concept.family->replies,
                         .party = asked->party,
                         .start = truce__space_cell(&asked->graph->space, asked->state)};
    uint32_t n_parties = s->graph->model->n_parties;
    s->blocks = truce__calloc(s->ctx, n_parties, sizeof *s->blocks);
    if (!s->blocks) return TRUCE_E_NOMEM;
    for (uint32_t p = 0; p < n_parties; p++) truce__blocks_of(&s->graph->space, p, &s->blocks[p]);
    truce__answers_begin(s, s->start);
    s->degree = truce__degree_of_loss(asked->concept);
    if (s->degree) s->highest = truce__highest_below(&s->graph->ranks[s->party], s->rank, s->degree);
    return TRUCE_OK;
}

void truce__answers_begin(truce__answers *s, uint64_t start) {
    s->start = start;
    s->rank = s->highest = truce__answers_rank(s, start);
}

void truce__answers_close(truce__answers *s) {
    truce__vec_free(s->ctx, &s->visits);
    truce__numbers_free(s->ctx, &s->seen);
    truce__numbers_free(s->ctx, &s->tried);
    truce__free(s->ctx, s->blocks);
}

uint32_t truce__answers_rank(const truce__answers *s, uint64_t cell) {
    return truce__graph_rank_at(s->graph, s->party, cell);
}

/* Whether the others can hold the party that has moved on to `cell`, which it prefers to the start. */
static bool is_held(const truce__answers *s, uint64_t cell) {
    return s->tree && s->left > 2 && s->holds(s->tree, cell, truce__two_less(s->left));
}

/* Where a counter-move from `cell` escapes to; UINT64_MAX: nowhere. */
static truce_status find_escape(const truce__answers *s, uint64_t cell, uint64_t *escape) {
    truce__walk walk;
    *escape = UINT64_MAX;
    truce__walk_from(&walk, &s->graph->space, s->party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (truce__answers_rank(s, to) <= s->highest || is_held(s, to)) continue;
        *escape = to;
        break;
    }
    return truce__go_on(s->ctx);
}

/* Whether a sequence that ends in `cell` is a sanction. If a counter-move prevents it, *escape is where that
 * leads. */
static truce_status sanctions(const truce__answers *s, uint64_t cell, uint64_t *escape, bool *answer) {
    const bool is_return = s->graph->rules == TRUCE_RULES_MATRIX && cell == s->start;
    *escape = UINT64_MAX;
    *answer = truce__answers_rank(s, cell) <= s->highest && !s->lists_all && !is_return;
    if (!*answer || s->left < 2) return truce__go_on(s->ctx);
    TRY(find_escape(s, cell, escape));
    *answer = *escape == UINT64_MAX;
    return TRUCE_OK;
}

/* Whether moves that compose, of a party that came to the cell itself, or from two other cells of its block, lead to
 * all that the moves from the cell lead to; questions/paths/paths.c has the reasons in full. */
static truce_status is_tried_in_block(truce__answers *s, uint64_t cell, uint32_t party, bool *answer) {
    uint32_t n = s->graph->model->n_parties;
    bool is_found = truce__numbers_has(&s->seen, truce__pair_number(cell, party, n));
    uint64_t block = truce__block_of(&s->blocks[party], cell), once = truce__pair_number(block, n + party, 3 * n);
    bool is_new = !is_found;
    if (s->replies == TRUCE__REPLIES_ANY && (!is_found || truce__numbers_has(&s->tried, once))) {
        TRY(truce__numbers_add(s->ctx, &s->tried, once, &is_new));
        if (!is_new)
            TRY(truce__numbers_add(s->ctx, &s->tried, truce__pair_number(block, 2 * n + party, 3 * n), &is_new));
    }
    *answer = !is_new;
    return TRUCE_OK;
}

/* Whether the party's moves from the cell lead to what has been met. Who came there last only decides whether it may
 * move, so each is tried once. */
static truce_status is_tried(truce__answers *s, uint64_t cell, uint32_t party, bool *answer) {
    uint32_t n = s->graph->model->n_parties;
    bool is_new;
    TRY(truce__numbers_add(s->ctx, &s->tried, truce__pair_number(cell, party, 3 * n), &is_new));
    *answer = !is_new;
    if (*answer || !truce__is_transitive(&s->graph->space, party)) return TRUCE_OK;
    return is_tried_in_block(s, cell, party, answer);
}

/* Adds what `party` can bring about from `cell`; stops at a sanction. What matters of how it came about is who moved
 * last, or all who have `used` their one move. */
static truce_status add_moves(truce__answers *s, uint64_t cell, size_t parent, uint32_t party, uint32_t used,
                              bool *is_found) {
    const bool is_once = s->graph->rules == TRUCE_RULES_GMCR_PLUS;
    const uint32_t rank = truce__graph_rank_at(s->graph, party, cell), n = s->graph->model->n_parties;
    const uint32_t how = is_once ? used | UINT32_C(1) << party : party, n_hows = is_once ? UINT32_C(1) << n : n;
    truce__walk walk;
    truce__walk_from(&walk, &s->graph->space, party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (s->replies == TRUCE__REPLIES_IMPROVING && truce__graph_rank_at(s->graph, party, to) <= rank)
            continue;
        bool is_new;
        TRY(truce__numbers_add(s->ctx, &s->seen, truce__pair_number(to, how, n_hows), &is_new));
        if (!is_new) continue;
        truce__visit next = {.cell = to, .parent = parent, .party = party, .used = is_once ? how : 0};
        TRY(sanctions(s, to, &next.escape, is_found));
        TRY(truce__vec_push(s->ctx, &s->visits, next));
        if (*is_found) break;
    }
    return TRUCE_OK;
}

static truce_status extend(truce__answers *s, uint64_t cell, size_t parent, uint32_t party, bool *is_found) {
    bool is_done;
    TRY(is_tried(s, cell, party, &is_done));
    return is_done ? TRUCE_OK : add_moves(s, cell, parent, party, 0, is_found);
}

/* Whether every party has left the cell: after it was come to twice, by different parties, or begun from. The party
 * itself makes no reply, so that its pairs are free to note that. */
static truce_status is_over_at(truce__answers *s, uint64_t cell, uint32_t last, bool *answer) {
    uint32_t n = s->graph->model->n_parties;
    bool is_new;
    TRY(truce__numbers_add(s->ctx, &s->tried, truce__pair_number(cell, s->party, 3 * n), &is_new));
    if (!is_new || last == UINT32_MAX)
        TRY(truce__numbers_add(s->ctx, &s->tried, truce__pair_number(cell, n + s->party, 3 * n), &is_new));
    *answer = !is_new;
    return TRUCE_OK;
}

/* Where each party moves at most once. */
static truce_status look_once(truce__answers *s, uint64_t cell, bool *is_found) {
    for (size_t i = SIZE_MAX; i == SIZE_MAX || i < s->visits.count; i++) {
        const uint64_t at = i == SIZE_MAX ? cell : s->visits.at[i].cell;
        const uint32_t used = i == SIZE_MAX ? UINT32_C(1) << s->party : s->visits.at[i].used;
        if (truce__is_cancelled(s->ctx)) return TRUCE_E_CANCELLED;
        for (uint32_t party = 0; party < s->graph->model->n_parties; party++) {
            if (used >> party & 1) continue;
            TRY(add_moves(s, at, i, party, used, is_found));
            if (*is_found) return TRUCE_OK;
        }
    }
    return TRUCE_OK;
}

truce_status truce__answers_look(truce__answers *s, uint64_t cell, bool *is_found) {
    uint32_t n = s->graph->model->n_parties;
    *is_found = false;
    s->visits.count = 0;
    truce__numbers_clear(s->ctx, &s->seen);
    truce__numbers_clear(s->ctx, &s->tried);
    if (!s->left) return TRUCE_OK;
    if (s->graph->rules == TRUCE_RULES_GMCR_PLUS) return look_once(s, cell, is_found);
    for (size_t i = SIZE_MAX; i == SIZE_MAX || i < s->visits.count; i++) {
        bool is_first = i == SIZE_MAX, is_over;
        uint64_t at = is_first ? cell : s->visits.at[i].cell;
        uint32_t last = is_first ? UINT32_MAX : s->visits.at[i].party;
        if (truce__is_cancelled(s->ctx)) return TRUCE_E_CANCELLED;
        TRY(is_over_at(s, at, last, &is_over));
        for (uint32_t party = 0; party < n && !is_over; party++) {
            if (party == s->party || party == last) continue;
            TRY(extend(s, at, i, party, is_found));
            if (*is_found) return TRUCE_OK;
        }
    }
    return TRUCE_OK;
}
