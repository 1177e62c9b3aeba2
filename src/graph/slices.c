/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bit-sliced evaluation. A postfix statement runs on a stack of planes. A plane is the truth of one operand over a
 * block of combinations. Atoms are made in one of two ways. If an option's levels change more often than every 64
 * combinations, the pattern of words repeats soon: it is made bit by bit over one period and copied. Otherwise runs
 * of equal bits are filled by words. Each outcome is evaluated once a block at most.
 *
 * A tally of n operands is ceil(log2(n + 1)) planes, the lowest bit first: 64 counters stand side by side in each row
 * of words. Adding an operand is a half adder for each plane; the operand's own plane, on top of the tally, carries
 * and becomes the next bit where one is needed (the carry-save counters of Warren 2013, Hacker's Delight, section
 * 5-1, kept vertically).
 *
 * Where levels are put, the option has a plane for each level, and its atoms are made of these.
 */
#include "graph/slices.h"

#include <assert.h>

typedef struct plane {
    uint64_t words[TRUCE__SLICE_WORDS];
} plane;

struct truce__slicer {
    truce_ctx *ctx;
    const truce_model *model;
    uint64_t stride[TRUCE__MAX_OPTIONS];
    uint64_t origin, count; /* the first of the combinations that blocks cover, and their number */
    uint64_t first;         /* combination at which the block begins */
    uint32_t n_words;       /* of the block that hold combinations */
    plane *outcomes;
    bool *is_known; /* of each outcome: whether its plane belongs to this block */
    plane *stack;
    size_t depth;
    plane *levels[TRUCE__MAX_OPTIONS]; /* where each level stands, of options that were ever put */
    uint64_t is_put;                   /* the options whose planes belong to this block */
};

truce_status truce__slicer_new(truce_ctx *ctx, const truce_model *model, const uint64_t *stride,
                               truce__slicer **out) {
    truce__slicer *slicer = truce__calloc(ctx, 1, sizeof *slicer);
    if (!slicer) return TRUCE_E_NOMEM;
    slicer->ctx = ctx;
    slicer->model = model;
    memcpy(slicer->stride, stride, model->n_options * sizeof *stride);
    slicer->count = 1;
    for (uint32_t i = 0; i < model->n_options; i++) slicer->count *= model->options[i].n_levels;
    if (model->n_outcomes) {
        slicer->outcomes = truce__alloc(ctx, model->n_outcomes * sizeof *slicer->outcomes);
        slicer->is_known = truce__calloc(ctx, model->n_outcomes, sizeof *slicer->is_known);
        if (!slicer->outcomes || !slicer->is_known) {
            truce__slicer_free(slicer);
            return TRUCE_E_NOMEM;
        }
    }
    *out = slicer;
    return TRUCE_OK;
}

void truce__slicer_free(truce__slicer *slicer) {
    if (!slicer) return;
    truce__free(slicer->ctx, slicer->outcomes);
    truce__free(slicer->ctx, slicer->is_known);
    truce__free(slicer->ctx, slicer->stack);
    for (uint32_t i = 0; i < slicer->model->n_options; i++) truce__free(slicer->ctx, slicer->levels[i]);
    truce__free(slicer->ctx, slicer);
}

void truce__slicer_limit(truce__slicer *slicer, uint64_t first, uint64_t count) {
    slicer->origin = first;
    slicer->count = count;
}

static void forget_outcomes(truce__slicer *slicer) {
    if (slicer->is_known) memset(slicer->is_known, 0, slicer->model->n_outcomes * sizeof *slicer->is_known);
}

void truce__slicer_seek(truce__slicer *slicer, uint64_t block) {
    uint64_t before = block * TRUCE__SLICE_BITS, left = truce__bits_words(slicer->count - before);
    slicer->first = slicer->origin + before;
    slicer->n_words = left < TRUCE__SLICE_WORDS ? (uint32_t)left : TRUCE__SLICE_WORDS;
    slicer->is_put = 0;
    forget_outcomes(slicer);
}

uint32_t truce__slicer_words(const truce__slicer *slicer) {
    return slicer->n_words;
}

/* ----------------------------------------------------------------- atoms */

/* Options of two levels whose stride divides a word: all words are alike. */
static void fill_alike(uint64_t *words, uint32_t n_words, uint64_t stride, uint64_t mask) {
    static const uint64_t upper[] = {UINT64_C(0xAAAAAAAAAAAAAAAA), UINT64_C(0xCCCCCCCCCCCCCCCC),
                                     UINT64_C(0xF0F0F0F0F0F0F0F0), UINT64_C(0xFF00FF00FF00FF00),
                                     UINT64_C(0xFFFF0000FFFF0000), UINT64_C(0xFFFFFFFF00000000)};
    uint64_t second = upper[__builtin_ctzll(stride)], word = (mask & 1 ? ~second : 0) | (mask & 2 ? second : 0);
    for (size_t i = 0; i < n_words; i++) words[i] = word;
}

/* Short periods: walks level by level through the bits of one period of words, then copies. */
static void fill_periodic(uint64_t *words, uint32_t n_words, uint64_t first, uint64_t stride, uint64_t n_levels,
                          uint64_t mask) {
    assert(stride > 0 && n_levels > 0);
    uint64_t period = stride * n_levels, words_in_period = period;
    while (words_in_period % 2 == 0 && words_in_period * 64 / 2 % period == 0) words_in_period /= 2;
    size_t made = words_in_period < n_words ? (size_t)words_in_period : n_words;
    uint64_t level = first / stride % n_levels, left = stride - first % stride;
    for (size_t i = 0; i < made; i++) {
        uint64_t word = 0;
        for (unsigned bit = 0; bit < 64; bit++) {
            word |= (mask >> level & 1) << bit;
            if (--left == 0) left = stride, level = level + 1 == n_levels ? 0 : level + 1;
        }
        words[i] = word;
    }
    for (size_t i = made; i < n_words; i++) words[i] = words[i - made];
}

static void set_range(uint64_t *words, uint64_t from, uint64_t to) {
    size_t first = (size_t)(from / 64), last = (size_t)((to - 1) / 64);
    uint64_t head = UINT64_MAX << from % 64, tail = UINT64_MAX >> (63 - (to - 1) % 64);
    if (first == last) {
        words[first] |= head & tail;
        return;
    }
    words[first] |= head;
    for (size_t i = first + 1; i < last; i++) words[i] = UINT64_MAX;
    words[last] |= tail;
}

/* Long strides: one run of equal bits after the other. */
static void fill_runs(uint64_t *words, uint32_t n_words, uint64_t first, uint64_t stride, uint64_t n_levels,
                      uint64_t mask) {
    const uint64_t n_bits = (uint64_t)n_words * 64;
    memset(words, 0, n_words * sizeof *words);
    uint64_t level = first / stride % n_levels, run = stride - first % stride;
    for (uint64_t at = 0; at < n_bits;) {
        uint64_t end = run < n_bits - at ? at + run : n_bits;
        if (mask >> level & 1) set_range(words, at, end);
        at = end;
        run = stride;
        level = level + 1 == n_levels ? 0 : level + 1;
    }
}

/* Where the option has one of the levels in `mask`, as combinations are numbered. */
static void fill_levels(const truce__slicer *slicer, uint32_t option, uint64_t mask, plane *out) {
    uint64_t stride = slicer->stride[option], n_levels = slicer->model->options[option].n_levels;
    bool is_alike = n_levels == 2 && stride < 64 && 64 % stride == 0 && slicer->first % 64 == 0;
    if (is_alike) fill_alike(out->words, slicer->n_words, stride, mask);
    else if (stride < 64) fill_periodic(out->words, slicer->n_words, slicer->first, stride, n_levels, mask);
    else fill_runs(out->words, slicer->n_words, slicer->first, stride, n_levels, mask);
}

static bool is_put(const truce__slicer *slicer, uint32_t option) { return slicer->is_put >> option & 1; }

static void eval_atom(const truce__slicer *slicer, const truce__stmt *stmt, const truce__node *atom, plane *out) {
    uint64_t mask = truce__atom_levels(slicer->model, stmt, atom);
    if (!is_put(slicer, atom->option)) {
        fill_levels(slicer, atom->option, mask, out);
        return;
    }
    memset(out->words, 0, slicer->n_words * sizeof out->words[0]);
    for (; mask; mask &= mask - 1) {
        const plane *level = &slicer->levels[atom->option][__builtin_ctzll(mask)];
        for (uint32_t i = 0; i < slicer->n_words; i++) out->words[i] |= level->words[i];
    }
}

/* ------------------------------------------------------------ operations */

static void combine(truce__op op, plane *restrict left, const plane *restrict right, uint32_t n_words) {
    uint64_t *a = left->words;
    const uint64_t *b = right->words;
    switch (op) {
    case TRUCE__OP_AND:
        for (uint32_t i = 0; i < n_words; i++) a[i] &= b[i];
        break;
    case TRUCE__OP_OR:
        for (uint32_t i = 0; i < n_words; i++) a[i] |= b[i];
        break;
    case TRUCE__OP_IMPLIES:
        for (uint32_t i = 0; i < n_words; i++) a[i] = ~a[i] | b[i];
        break;
    case TRUCE__OP_IF:
        for (uint32_t i = 0; i < n_words; i++) a[i] |= ~b[i];
        break;
    default: /* IFF */
        for (uint32_t i = 0; i < n_words; i++) a[i] = ~(a[i] ^ b[i]);
        break;
    }
}

static void invert(plane *out, uint32_t n_words) {
    for (uint32_t i = 0; i < n_words; i++) out->words[i] = ~out->words[i];
}

/* ------------------------------------------------------------------ tallies */

/* Planes of a tally of that many operands. */
static uint32_t width_of(uint32_t n_operands) {
    return 32 - (uint32_t)__builtin_clz(n_operands);
}

static void half_add(plane *restrict sum, plane *restrict carry, uint32_t n_words) {
    for (uint32_t i = 0; i < n_words; i++) {
        uint64_t bit = sum->words[i];
        sum->words[i] = bit ^ carry->words[i];
        carry->words[i] &= bit;
    }
}

/* Adds the plane on top, operand `number`, to the tally below it. How many planes leave the stack: the operand's
 * stays where the tally grows by a bit. */
static uint32_t add_operand(plane *stack, size_t top, uint32_t number, uint32_t n_words) {
    if (number == 1) return 0;
    uint32_t width = width_of(number - 1);
    plane *carry = &stack[top - 1], *tally = carry - width;
    for (uint32_t k = 0; k < width; k++) half_add(&tally[k], carry, n_words);
    return width_of(number) == width;
}

/* Puts into the lowest plane of a tally where it is `number`, or at least that. The highest bit in which they differ
 * decides, so it goes last. */
static void compare_tally(plane *tally, uint32_t width, bool is_equal, uint64_t number, uint32_t n_words) {
    const size_t size = n_words * sizeof tally->words[0];
    if (number >> width) {
        memset(tally, 0, size);
        return;
    }
    if (!(number & 1) && is_equal) invert(tally, n_words);
    else if (!(number & 1)) memset(tally, 0xFF, size);
    for (uint32_t k = 1; k < width; k++) {
        bool is_set = number >> k & 1;
        if (is_equal && !is_set) invert(&tally[k], n_words);
        combine(is_equal || is_set ? TRUCE__OP_AND : TRUCE__OP_OR, tally, &tally[k], n_words);
    }
}

/* Compares the tally on top, which becomes a truth. How many planes leave the stack. */
static uint32_t take_tally(plane *stack, size_t top, const truce__stmt *stmt, const truce__node *node,
                           uint32_t n_words) {
    uint32_t width = width_of(stmt->nodes[node->left].number);
    uint64_t number = (uint64_t)node->number + (node->op == TRUCE__OP_AT_MOST);
    plane *tally = &stack[top - width];
    compare_tally(tally, width, node->op == TRUCE__OP_EXACTLY, number, n_words);
    if (node->op == TRUCE__OP_AT_MOST) invert(tally, n_words);
    return width - 1;
}

static truce_status make_room(truce__slicer *slicer) {
    size_t depth = slicer->depth ? 2 * slicer->depth : 4;
    plane *grown = truce__resize(slicer->ctx, slicer->stack, depth * sizeof *grown);
    if (!grown) return TRUCE_E_NOMEM;
    slicer->stack = grown;
    slicer->depth = depth;
    return TRUCE_OK;
}

/* Runs one statement; the outcomes it mentions are known already. */
static truce_status run(truce__slicer *slicer, const truce__stmt *stmt, uint64_t *words) {
    const size_t size = slicer->n_words * sizeof *words;
    size_t top = 0;
    for (uint32_t i = 0; i < stmt->n_nodes; i++) {
        const truce__node *node = &stmt->nodes[i];
        bool is_operand = node->op <= TRUCE__OP_OUTCOME;
        if (is_operand && top == slicer->depth) TRY(make_room(slicer));
        plane *stack = slicer->stack;
        switch (node->op) {
        case TRUCE__OP_FALSE: memset(&stack[top++], 0, size); break;
        case TRUCE__OP_TRUE: memset(&stack[top++], 0xFF, size); break;
        case TRUCE__OP_ATOM: eval_atom(slicer, stmt, node, &stack[top++]); break;
        case TRUCE__OP_OUTCOME: memcpy(&stack[top++], &slicer->outcomes[node->option], size); break;
        case TRUCE__OP_NOT: invert(&stack[top - 1], slicer->n_words); break;
        case TRUCE__OP_AND:
        case TRUCE__OP_OR:
        case TRUCE__OP_IMPLIES:
        case TRUCE__OP_IF:
        case TRUCE__OP_IFF:
            top--;
            combine(node->op, &stack[top - 1], &stack[top], slicer->n_words);
            break;
        case TRUCE__OP_TALLY: top -= add_operand(stack, top, node->number, slicer->n_words); break;
        case TRUCE__OP_EXACTLY:
        case TRUCE__OP_AT_MOST:
        case TRUCE__OP_AT_LEAST: top -= take_tally(stack, top, stmt, node, slicer->n_words); break;
        }
    }
    memcpy(words, slicer->stack[0].words, size);
    return TRUCE_OK;
}

/* Evaluates the outcomes that a statement mentions, and before each those that it mentions: at most 64 deep. */
static truce_status know_outcomes(truce__slicer *slicer, const truce__stmt *stmt) {
    for (uint32_t i = 0; i < stmt->n_nodes; i++) {
        uint32_t outcome = stmt->nodes[i].option;
        if (stmt->nodes[i].op != TRUCE__OP_OUTCOME || slicer->is_known[outcome]) continue;
        const truce__stmt *meaning = &slicer->model->outcomes[outcome].stmt;
        TRY(know_outcomes(slicer, meaning));
        TRY(run(slicer, meaning, slicer->outcomes[outcome].words));
        slicer->is_known[outcome] = true;
    }
    return TRUCE_OK;
}

truce_status truce__slicer_eval(truce__slicer *slicer, const truce__stmt *stmt, uint64_t words[TRUCE__SLICE_WORDS]) {
    if (slicer->model->n_outcomes) TRY(know_outcomes(slicer, stmt));
    return run(slicer, stmt, words);
}

/* ------------------------------------------------------------- levels put */

static truce_status make_levels(truce__slicer *slicer, uint32_t option) {
    uint32_t n_levels = slicer->model->options[option].n_levels;
    plane **levels = &slicer->levels[option];
    if (!*levels) *levels = truce__alloc(slicer->ctx, n_levels * sizeof **levels);
    if (!*levels) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < n_levels; i++) fill_levels(slicer, option, UINT64_C(1) << i, &(*levels)[i]);
    slicer->is_put |= UINT64_C(1) << option;
    return TRUCE_OK;
}

truce_status truce__slicer_put(truce__slicer *slicer, uint32_t option, uint32_t level,
                               const uint64_t where[TRUCE__SLICE_WORDS], uint64_t changed[TRUCE__SLICE_WORDS]) {
    if (!is_put(slicer, option)) TRY(make_levels(slicer, option));
    for (uint32_t i = 0; i < slicer->model->options[option].n_levels; i++) {
        uint64_t *words = slicer->levels[option][i].words;
        for (uint32_t w = 0; w < slicer->n_words; w++) {
            if (i != level) changed[w] |= words[w] & where[w];
            words[w] = i == level ? words[w] | where[w] : words[w] & ~where[w];
        }
    }
    forget_outcomes(slicer);
    return TRUCE_OK;
}

uint64_t truce__slicer_at(const truce__slicer *slicer, uint64_t i) {
    uint64_t combination = slicer->first + i;
    for (uint64_t left = slicer->is_put; left; left &= left - 1) {
        uint32_t option = (uint32_t)__builtin_ctzll(left), level = 0;
        while (!truce__bits_get(slicer->levels[option][level].words, i)) level++;
        uint64_t stride = slicer->stride[option];
        combination -= combination / stride % slicer->model->options[option].n_levels * stride;
        combination += level * stride;
    }
    return combination;
}
