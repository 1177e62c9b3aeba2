/* SPDX-License-Identifier: Apache-2.0 */
/* A party's fibres once they are laid out, and their windows; fibres.h has the method. */
#include "engine/fibres.h"

#include <assert.h>

enum { PLACES_AT_ONCE = 64 };

void truce__fibres_free(truce_ctx *ctx, truce__fibres *fibres) {
    if (!fibres) return;
    truce__big_free(ctx, fibres->sheets.of);
    truce__big_free(ctx, fibres->sheets.blocked);
    truce__big_free(ctx, fibres->orders);
    truce__big_free(ctx, fibres->class_of);
    truce__big_free(ctx, fibres->by_class);
    truce__big_free(ctx, fibres->is_stale);
    if (fibres->is_transposed) truce__big_free(ctx, fibres->ranks.at);
    truce__free(ctx, fibres);
}

/* ----------------------------------------------------------------- windows */

truce__window truce__window_at(const truce__fibres *fibres, uint64_t number) {
    uint64_t most = fibres->window, inner = fibres->inner, first = number * most, left = fibres->n_fibres - first;
    assert(inner > 0 && most > 0);
    if (inner > most) {
        uint64_t parts = (inner + most - 1) / most, part = number % parts;
        first = number / parts * inner + part * most;
        left = inner - part * most;
    }
    return (truce__window){first, left < most ? left : most};
}

/* Bytes from a row to the next. A line is added, for rows as long as a power of two would share sets of a cache. */
static size_t row_step(const truce__fibres *fibres, uint32_t bytes) {
    const size_t row = fibres->n_places * bytes;
    return row < (size_t)4 * TRUCE__LINE || fibres->window == 1 ? row : row + TRUCE__LINE;
}

size_t truce__rows_room_bytes(const truce__fibres *fibres, uint32_t bytes) {
    return fibres->window * (sizeof(void *) + row_step(fibres, bytes)) + TRUCE__LINE;
}

truce__rows_room truce__rows_room_in(void *block, const truce__fibres *fibres, uint32_t bytes) {
    truce__rows_room room = {block, bytes, truce__kernels_best(bytes)};
    char *rows = (char *)block + fibres->window * sizeof *room.row;
    rows += (TRUCE__LINE - (uintptr_t)rows % TRUCE__LINE) % TRUCE__LINE;
    for (uint64_t k = 0; k < fibres->window; k++) room.row[k] = rows + k * row_step(fibres, bytes);
    return room;
}

truce__window_part truce__window_part_at(const truce__fibres *fibres, truce__window window, uint64_t row) {
    assert(fibres->inner > 0);
    uint64_t fibre = window.first + row, lane = fibre % fibres->inner, left = window.width - row;
    uint64_t width = fibres->inner - lane < left ? fibres->inner - lane : left;
    return (truce__window_part){row, width, fibre / fibres->inner * (fibres->inner * fibres->n_places) + lane};
}

static void load_part(const truce__fibres *fibres, truce__window_part part, const char *values,
                      const truce__rows_room *room) {
    for (uint64_t first = 0; first < fibres->n_places; first += PLACES_AT_ONCE) {
        const void *from[PLACES_AT_ONCE];
        uint64_t n = fibres->n_places - first < PLACES_AT_ONCE ? fibres->n_places - first : PLACES_AT_ONCE;
        for (uint64_t i = 0; i < n; i++) from[i] = values + (part.cell + (first + i) * fibres->inner) * room->bytes;
        room->kernels->flip(from, n, 0, room->row + part.row, part.width, first);
    }
}

void truce__window_load(const truce__fibres *fibres, truce__window window, uint64_t row, const void *values,
                        const truce__rows_room *room) {
    if (fibres->inner == 1) { /* they are rows already */
        const size_t bytes = fibres->n_places * room->bytes;
        for (; row < window.width; row++)
            memcpy(room->row[row], (const char *)values + (window.first + row) * bytes, bytes);
        return;
    }
    for (truce__window_part part; row < window.width; row += part.width) {
        part = truce__window_part_at(fibres, window, row);
        load_part(fibres, part, values, room);
    }
}

/* ----------------------------------------------------------- stale fibres */

void truce__fibres_all_stale(truce__fibres *fibres) {
    if (fibres->n_fibres) memset(fibres->is_stale, 1, truce__stale_bytes(fibres->n_fibres));
    fibres->has_turned = false;
}

void truce__fibres_none_stale(truce__fibres *fibres) {
    memset(fibres->is_stale, 0, truce__stale_bytes(fibres->n_fibres));
    fibres->has_turned = true;
}
