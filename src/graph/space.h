/* SPDX-License-Identifier: Apache-2.0 */
/*
 * States and moves, in one of two shapes.
 *
 *   product  every combination of levels has a cell, cell = sum of level x stride with the first option varying
 *            fastest; a bit says whether it is feasible. Moves are never stored: they follow from the axes.
 *   graph    the states are cells 0 .. N-1 and every party's arcs are stored (compressed rows). For plain graphs,
 *            explicit moves, coalesced states, and where few of many combinations are feasible.
 *
 * If several processes share a product, each also has a part of it, a contiguous range of its cells. Arrays over the
 * cells of a part begin with its own first cell, but single cells are always numbered as cells of the whole. split.h
 * has more.
 *
 * A state's public number is its rank among feasible cells, from 1; in the graph shape that is cell + 1.
 */
#ifndef TRUCE_SPACE_H
#define TRUCE_SPACE_H

#include "model/model.h"

typedef struct truce__csr { /* compressed rows: arcs of cell c are to[first[c]] .. to[first[c + 1]] */
    uint64_t *first;
    uint32_t *to;
    uint64_t n_arcs;
} truce__csr;

typedef struct truce__split truce__split;

typedef struct truce__space {
    truce_ctx *ctx;
    const truce_model *model;
    bool is_product;
    uint64_t n_combinations;
    uint64_t first_cell, n_cells; /* of this part; of a whole 0 and all cells */
    uint64_t n_states;            /* of all */
    truce__split *split;          /* of a part; NULL: this is a whole */
    struct truce__space *part;    /* this process's part of a shared whole; NULL: not shared */
    uint64_t stride[TRUCE__MAX_OPTIONS]; /* of each option among combinations */

    /* product */
    uint64_t *feasible; /* bits over cells; NULL when every cell is feasible */
    uint64_t *before;   /* feasible cells before each group of 8 words, for numbering; NULL with feasible */
    uint64_t idle;      /* options, a bit each, that make no difference to `feasible` (reduce.h); perhaps not all */

    /* graph */
    uint64_t *code;     /* option models: the lowest combination of each state; NULL for plain graphs */
    uint64_t *members;  /* option models: all feasible combinations, grouped by state ... */
    uint64_t *first_member; /* ... those of state c from first_member[c] to first_member[c + 1] */
    truce__csr *out;   /* n_parties; moves from each cell, ascending */
    truce__csr *in;    /* n_parties; moves into each cell */

    uint64_t status_quo; /* cell, or UINT64_MAX */
    bool is_wrong;       /* errors were reported that do not affect the states: wrong moves, a wrong status quo */
} truce__space;

/* Which shape to give a model that could have either. Results are the same; tests ask for one or the other. SHARED:
 * any shape, and the context's processes share a product if they can. */
typedef enum truce__shape {
    TRUCE__SHAPE_ANY,
    TRUCE__SHAPE_SHARED,
    TRUCE__SHAPE_PRODUCT,
    TRUCE__SHAPE_LISTED
} truce__shape;

truce_status truce__space_build(truce_ctx *ctx, const truce_model *model, truce__shape shape, truce__space *space);
void truce__space_free(truce__space *space);
/* Finds the status quo among the states of a space that is built. */
truce_status truce__space_locate_status_quo(truce_ctx *ctx, truce__space *space);

/* Of listed option models: the state whose lowest combination is this, counted from 0; UINT64_MAX: none. O(log
 * states). */
uint64_t truce__space_find_code(const truce__space *space, uint64_t code);

/* Between cells and numbers; a part knows only its own cells. O(1) and O(log cells). */
truce_state truce__space_number(const truce__space *space, uint64_t cell);
uint64_t truce__space_cell(const truce__space *space, truce_state state);
bool truce__space_is_feasible(const truce__space *space, uint64_t cell);

/* Whether the cell with that place in the arrays is feasible. */
static inline bool truce__is_state(const truce__space *space, uint64_t place) {
    return !space->feasible || truce__bits_get(space->feasible, place);
}
/* The states among the 64 cells of a word of bits over cells. */
static inline uint64_t truce__states_of_word(const truce__space *space, size_t word) {
    return space->feasible ? space->feasible[word] : truce__bits_mask(space->n_cells, word);
}

/* Levels of a combination, one per option of the model. */
void truce__space_levels(const truce__space *space, uint64_t combination, uint32_t *levels);

#endif
