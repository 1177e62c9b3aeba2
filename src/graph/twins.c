/* SPDX-License-Identifier: Apache-2.0 */
#include "graph/twins.h"

static int by_code(const void *a, const void *b) {
    const truce__member *x = a, *y = b;
    return x->code < y->code ? -1 : x->code > y->code;
}

static truce_status list_members(truce__twins *twins) {
    const truce__space *to = twins->to;
    twins->n_members = to->first_member[to->n_states];
    twins->members = truce__big_alloc(twins->ctx, twins->n_members * sizeof *twins->members);
    if (!twins->members) return TRUCE_E_NOMEM;
    for (uint64_t cell = 0; cell < to->n_states; cell++) {
        if (truce__stops_at(twins->ctx, cell)) return TRUCE_E_CANCELLED;
        for (uint64_t i = to->first_member[cell]; i < to->first_member[cell + 1]; i++)
            twins->members[i] = (truce__member){to->members[i], cell};
    }
    return truce__sort(twins->ctx, twins->members, twins->n_members, sizeof *twins->members, by_code);
}

truce_status truce__twins_init(truce_ctx *ctx, const truce_graph *from, const truce_graph *to, truce__twins *twins) {
    *twins = (truce__twins){.ctx = ctx, .from = &from->space, .to = &to->space};
    return to->model->n_coalesce ? list_members(twins) : TRUCE_OK;
}

void truce__twins_free(truce__twins *twins) {
    truce__big_free(twins->ctx, twins->members);
}

static uint64_t find_member(const truce__twins *twins, uint64_t code) {
    uint64_t low = 0, high = twins->n_members;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (twins->members[middle].code < code) low = middle + 1;
        else high = middle;
    }
    return low < twins->n_members && twins->members[low].code == code ? twins->members[low].cell : UINT64_MAX;
}

static uint64_t find_state(const truce__twins *twins, uint64_t cell) {
    const truce__space *from = twins->from;
    uint64_t found = UINT64_MAX;
    for (uint64_t i = from->first_member[cell]; found == UINT64_MAX && i < from->first_member[cell + 1]; i++)
        found = find_member(twins, from->members[i]);
    return found;
}

bool truce__twins_share_cells(const truce__twins *twins) {
    return twins->from->model->is_plain || (twins->from->is_product && twins->to->is_product);
}

uint64_t truce__twin_of(const truce__twins *twins, uint64_t cell) {
    const truce__space *to = twins->to;
    if (twins->from->model->is_plain) return cell;
    if (twins->members) return find_state(twins, cell);
    uint64_t code = twins->from->is_product ? cell : twins->from->code[cell];
    if (!to->is_product) return truce__space_find_code(to, code);
    return truce__space_is_feasible(to, code) ? code : UINT64_MAX;
}
