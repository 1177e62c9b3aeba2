/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The model as the verifier reads it: states, moves and preferences from the definitions alone (docs/definitions.md).
 *
 * It uses nothing of the engine: not its ranks, spaces, walks or evaluators. A state is a code, a number whose digits
 * are the levels of the options. Each statement is evaluated in one pass over its nodes: for BLOCK codes at a time, a
 * bit a code, the first time one of them is asked about; or, for a coalesced state or a large model, for one state in
 * three-valued logic. Preferences are compared statement by statement, and moves are tried one by one.
 *
 * Which states there are is found anew. Up to BULK combinations every one is tried; without rules all are states.
 * Beyond, states are found by setting one option after the other until a rule is broken or all are set. The graph is
 * asked which states there are only if that would take too long.
 */
#include "concepts/verify.h"

#include <assert.h>

#include "base/numbers.h"
#include "model/model.h"

enum {
    WORDS = 8, /* of a block */
    BLOCK = 64 * WORDS,
    BULK = 1 << 26,          /* combinations that are tried one by one */
    KEPT = 64 << 20,         /* bytes of truths that are kept */
    LISTED = 1 << 16,        /* states up to which listing is tried in larger models */
    MAY_BE_LISTED = 1 << 22, /* rules evaluated before listing is given up, if it is not needed */
    TRIED = 4096,            /* pairs of members up to which each is tried */
    ROUNDS = 4096            /* through entries of `expires` that lead from no state to a state */
};

typedef struct view { /* a state as the verifier sees it: the levels each option takes among its members */
    truce_state state;
    const uint64_t *codes; /* of its members; NULL: only own_code */
    size_t n_codes;
    uint64_t own_code;
    uint32_t first_open, end_open; /* options in that range are not set yet: they may take any level */
    uint64_t serial;               /* tells views apart */
} view;

/* Statements that are asked about together: the items of a party's preference, or all of one kind. */
typedef struct group {
    uint32_t n_items;
    bool has_outcomes;  /* a statement mentions an outcome */
    uint32_t places;    /* behind the point that the weights of a preference have at most */
    uint64_t **blocks;  /* truth of each item in a block of codes, WORDS an item; NULL: not known yet */
    uint64_t **classes; /* truth of each item in a coalesced state */
} group;

enum { RULES, COALESCE, OUTCOMES, EXPIRIES, PREFERENCES }; /* groups; one for each party from the last on */

typedef TRUCE__VEC(truce_state) numbers;

struct truce_verifier {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce_model *model;
    truce_status status; /* of memory for what is kept: every answer is wrong once it is not TRUCE_OK */
    uint64_t weight[TRUCE__MAX_OPTIONS + 1]; /* of a level of each option in a code; then how many codes there are */
    group *groups;
    uint64_t kept; /* bytes of truths */
    uint64_t *node_bits;
    signed char *node_truths, *outcomes; /* of one statement; of each outcome in the view with that serial */
    uint64_t serial, outcomes_serial;

    bool *is_free;      /* of each party: whether it can set its options in any way at any time */
    bool *is_stepped;   /* whether it takes several moves to set one of its options */
    bool is_bulk;       /* statements are evaluated for blocks of codes */
    int width;          /* words of a block that have codes: all but in a model of few */
    uint64_t *feasible; /* codes, in bulk; NULL: all of them, or not known */
    uint64_t *before;   /* feasible codes before each block, and all of them behind the last */
    bool is_asked;      /* the graph knows which states there are */
    bool is_grouped;    /* the lists below are there */
    uint64_t n_evaluated; /* rules, while states are listed */
    /* all feasible combinations in ascending order, and the state each belongs to */
    TRUCE__VEC(uint64_t) codes;
    numbers states;
    /* the same grouped by state: members of state s from first[s - 1] to first[s]; states with several members */
    TRUCE__VEC(uint64_t) members;
    TRUCE__VEC(size_t) first;
    numbers classes;
    numbers *class_moves; /* of each such state and party, once they were asked for: 0 stands behind the last */

    size_t **arc_first; /* explicit moves of each party, grouped by where they begin */
    truce_state **arc_to;
    numbers moves; /* of the state last asked for */
    truce__numbers met;
    truce__keepsake keepsake;
};

truce_ctx *truce__verifier_ctx(const truce_verifier *v) {
    return v->ctx;
}

truce__keepsake *truce__verifier_keepsake(truce_verifier *v) {
    return &v->keepsake;
}

const truce_graph *truce__verifier_graph(const truce_verifier *v) {
    return v->graph;
}

truce_status truce__verifier_ended(const truce_verifier *v) {
    if (v->status != TRUCE_OK) return v->status;
    return truce__is_cancelled(v->ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

/* ------------------------------------------------------------------- codes */

static uint64_t n_combinations(const truce_verifier *v) {
    return v->weight[v->model->n_options];
}

static uint64_t n_blocks(const truce_verifier *v) {
    return (n_combinations(v) + BLOCK - 1) / BLOCK;
}

static uint32_t level_of(const truce_verifier *v, uint64_t code, uint32_t option) {
    return (uint32_t)(code / v->weight[option] % v->model->options[option].n_levels);
}

static uint64_t with_level(const truce_verifier *v, uint64_t code, uint32_t option, uint32_t level) {
    return code - level_of(v, code, option) * v->weight[option] + level * v->weight[option];
}

static const uint64_t *codes_of(const view *w) {
    return w->codes ? w->codes : &w->own_code;
}

/* The view of a combination that may not be a state. */
static view combination_view(truce_verifier *v, uint64_t code) {
    return (view){.n_codes = 1, .own_code = code, .serial = ++v->serial};
}

/* -------------------------------------------------------------- statements */

/* The statements of an item: it is true where one of them is. */
static const truce__stmt *item_statements(const truce_model *model, uint32_t g, uint32_t item, uint32_t *count) {
    *count = 1;
    switch (g) {
    case RULES: return &model->rules[item].stmt;
    case COALESCE: return &model->coalesce[item].stmt;
    case OUTCOMES: return &model->outcomes[item].stmt;
    case EXPIRIES: return &model->expiries[item].when;
    default:
        *count = model->prefs[g - PREFERENCES].items[item].n_stmts;
        return model->prefs[g - PREFERENCES].items[item].stmts;
    }
}

/* Whether a comparison holds at one level. */
static bool compare(const truce__stmt *stmt, const truce__node *node, uint32_t level) {
    const uint32_t *given = stmt->levels + node->first_level;
    bool is_among = false;
    for (uint32_t i = 0; i < node->n_levels; i++) is_among |= given[i] == level;
    switch (node->relation) {
    case TRUCE__REL_TAKEN: return level != 0;
    case TRUCE__REL_NE: return !is_among;
    case TRUCE__REL_LT: return level < given[0];
    case TRUCE__REL_LE: return is_among || level < given[0];
    case TRUCE__REL_GT: return level > given[0];
    case TRUCE__REL_GE: return is_among || level > given[0];
    default: return is_among; /* =, in, a state's name */
    }
}

/* ---- for a block of codes, a bit each */

static void set_run(uint64_t *bits, uint64_t from, uint64_t end) {
    while (from < end) {
        uint64_t room = 64 - from % 64, length = end - from < room ? end - from : room;
        bits[from / 64] |= (length == 64 ? UINT64_MAX : ((uint64_t)1 << length) - 1) << from % 64;
        from += length;
    }
}

/* An option keeps its level for `weight` codes, then takes the next. */
static void atom_bits(const truce_verifier *v, const truce__stmt *stmt, const truce__node *node, uint64_t block,
                      uint64_t *bits) {
    const uint64_t size = 64 * (uint64_t)v->width;
    uint64_t weight = v->weight[node->option], code = block * BLOCK, left = weight - code % weight;
    uint32_t level = level_of(v, code, node->option), n_levels = v->model->options[node->option].n_levels;
    memset(bits, 0, WORDS * sizeof *bits);
    for (uint64_t at = 0; at < size; at += left, left = weight, level = level + 1 == n_levels ? 0 : level + 1) {
        if (left > size - at) left = size - at;
        if (compare(stmt, node, level)) set_run(bits, at, at + left);
    }
}

static uint64_t combined(truce__op op, uint64_t a, uint64_t b) {
    switch ((int)op) {
    case TRUCE__OP_NOT: return ~a;
    case TRUCE__OP_AND: return a & b;
    case TRUCE__OP_OR: return a | b;
    case TRUCE__OP_IMPLIES: return ~a | b;
    case TRUCE__OP_IF: return a | ~b;
    default: return ~(a ^ b);
    }
}

static void combine(const truce_verifier *v, const truce__node *node, uint64_t *own) {
    const uint64_t *left = v->node_bits + (size_t)node->left * WORDS;
    const uint64_t *right = node->op == TRUCE__OP_NOT ? left : v->node_bits + (size_t)node->right * WORDS;
    for (int i = 0; i < v->width; i++) own[i] = combined(node->op, left[i], right[i]);
}

/* `exactly | at most | at least N of (...)`: the true operands of each code are counted in binary, a word a digit. */
static uint64_t count_bits(const truce_verifier *v, const truce__stmt *stmt, const truce__node *node, int word) {
    uint64_t digits[32] = {0}, is_more = 0, is_equal = UINT64_MAX;
    for (uint32_t i = node->left; i != TRUCE__NONE; i = stmt->nodes[i].left) {
        uint64_t carry = v->node_bits[(size_t)stmt->nodes[i].right * WORDS + (size_t)word];
        for (int d = 0; carry; d++) {
            uint64_t both = digits[d] & carry;
            digits[d] ^= carry;
            carry = both;
        }
    }
    for (int d = 32; d-- > 0;) {
        uint64_t wanted = (uint64_t)node->number >> d & 1 ? UINT64_MAX : 0;
        is_more |= is_equal & digits[d] & ~wanted;
        is_equal &= ~(digits[d] ^ wanted);
    }
    return node->op == TRUCE__OP_EXACTLY ? is_equal : node->op == TRUCE__OP_AT_MOST ? ~is_more : is_more | is_equal;
}

static void node_bits(const truce_verifier *v, const truce__stmt *stmt, const truce__node *node, uint64_t block,
                      uint64_t *own) {
    const size_t bytes = WORDS * sizeof *own;
    switch (node->op) {
    case TRUCE__OP_TALLY: break; /* count_bits() reads its operand */
    case TRUCE__OP_EXACTLY:
    case TRUCE__OP_AT_MOST:
    case TRUCE__OP_AT_LEAST:
        for (int i = 0; i < v->width; i++) own[i] = count_bits(v, stmt, node, i);
        break;
    case TRUCE__OP_FALSE: memset(own, 0, bytes); break;
    case TRUCE__OP_TRUE: memset(own, 0xFF, bytes); break;
    case TRUCE__OP_ATOM: atom_bits(v, stmt, node, block, own); break;
    case TRUCE__OP_OUTCOME:
        memcpy(own, v->groups[OUTCOMES].blocks[block] + (size_t)node->option * WORDS, bytes);
        break;
    default: combine(v, node, own); break;
    }
}

/* Operands stand before their operators, and the root is last. */
static void statement_bits(const truce_verifier *v, const truce__stmt *stmt, uint64_t block, uint64_t *bits) {
    for (uint32_t k = 0; k < stmt->n_nodes && !truce__stops_at(v->ctx, k); k++)
        node_bits(v, stmt, &stmt->nodes[k], block, v->node_bits + (size_t)k * WORDS);
    const uint64_t *root = v->node_bits + (size_t)(stmt->n_nodes - 1) * WORDS;
    for (int i = 0; i < WORDS; i++) bits[i] |= root[i];
}

/* Outcomes may mention those that stand before them in the order. */
static void fill_block(truce_verifier *v, uint32_t g, uint64_t block, uint64_t *bits) {
    for (uint32_t i = 0; i < v->groups[g].n_items; i++) {
        uint32_t item = g == OUTCOMES ? v->model->outcome_order[i] : i, count;
        const truce__stmt *stmts = item_statements(v->model, g, item, &count);
        for (uint32_t k = 0; k < count; k++) statement_bits(v, &stmts[k], block, bits + (size_t)item * WORDS);
    }
}

/* The truths of the group's items in a block; NULL where none are kept for it. */
static const uint64_t *block_of(truce_verifier *v, uint32_t g, uint64_t block) {
    group *asked = &v->groups[g];
    if (asked->blocks[block]) return asked->blocks[block];
    uint64_t bytes = (uint64_t)asked->n_items * WORDS * sizeof(uint64_t);
    bool needs_outcomes = g != OUTCOMES && asked->has_outcomes;
    if (v->kept + bytes > KEPT || (needs_outcomes && !block_of(v, OUTCOMES, block))) return NULL;
    uint64_t *bits = truce__calloc(v->ctx, asked->n_items, WORDS * sizeof *bits);
    if (!bits) {
        v->status = TRUCE_E_NOMEM;
        return NULL;
    }
    asked->blocks[block] = bits; /* outcomes look for other outcomes there */
    v->kept += bytes;
    fill_block(v, g, block, bits);
    if (!truce__is_cancelled(v->ctx)) return bits;
    truce__free(v->ctx, bits);
    v->kept -= bytes;
    return asked->blocks[block] = NULL;
}

/* ---- for one state */

typedef enum truth { NO, MAYBE, YES } truth;

static truth atom_truth(const truce_verifier *v, const view *w, const truce__stmt *stmt, const truce__node *node) {
    if (node->option >= w->first_open && node->option < w->end_open) return MAYBE;
    const uint64_t *codes = codes_of(w);
    size_t n_true = 0;
    for (size_t i = 0; i < w->n_codes && !truce__stops_at(v->ctx, i); i++)
        n_true += compare(stmt, node, level_of(v, codes[i], node->option));
    return n_true == 0 ? NO : n_true == w->n_codes ? YES : MAYBE;
}

static truth negate(truth a) {
    return a == YES ? NO : a == NO ? YES : MAYBE;
}

static truth either(truth a, truth b) {
    return a == YES || b == YES ? YES : a == MAYBE || b == MAYBE ? MAYBE : NO;
}

static truth operator_truth(const truce__node *node, const signed char *known) {
    truth a = (truth)known[node->left], b = node->op == TRUCE__OP_NOT ? a : (truth)known[node->right];
    switch ((int)node->op) {
    case TRUCE__OP_NOT: return negate(a);
    case TRUCE__OP_AND: return negate(either(negate(a), negate(b)));
    case TRUCE__OP_OR: return either(a, b);
    case TRUCE__OP_IMPLIES: return either(negate(a), b);
    case TRUCE__OP_IF: return either(a, negate(b));
    default: return a == MAYBE || b == MAYBE ? MAYBE : a == b ? YES : NO;
    }
}

/* `exactly | at most | at least N of (...)`: certain where every way the open operands can turn out agrees. */
static truth count_truth(const truce__stmt *stmt, const truce__node *node, const signed char *known) {
    uint64_t n_true = 0, n_open = 0, n_agree = 0;
    for (uint32_t i = node->left; i != TRUCE__NONE; i = stmt->nodes[i].left) {
        truth operand = (truth)known[stmt->nodes[i].right];
        n_true += operand == YES;
        n_open += operand == MAYBE;
    }
    for (uint64_t count = n_true; count <= n_true + n_open; count++)
        n_agree += node->op == TRUCE__OP_EXACTLY ? count == node->number
                 : node->op == TRUCE__OP_AT_MOST ? count <= node->number : count >= node->number;
    return n_agree == 0 ? NO : n_agree == n_open + 1 ? YES : MAYBE;
}

static truth node_truth(const truce_verifier *v, const view *w, const truce__stmt *stmt, const truce__node *node) {
    switch ((int)node->op) {
    case TRUCE__OP_TALLY: /* count_truth() reads its operand */
    case TRUCE__OP_FALSE: return NO;
    case TRUCE__OP_TRUE: return YES;
    case TRUCE__OP_ATOM: return atom_truth(v, w, stmt, node);
    case TRUCE__OP_OUTCOME: return (truth)v->outcomes[node->option];
    case TRUCE__OP_EXACTLY:
    case TRUCE__OP_AT_MOST:
    case TRUCE__OP_AT_LEAST: return count_truth(stmt, node, v->node_truths);
    default: return operator_truth(node, v->node_truths);
    }
}

static truth statement_truth(truce_verifier *v, const view *w, const truce__stmt *stmt) {
    signed char *known = v->node_truths;
    for (uint32_t k = 0; k < stmt->n_nodes; k++) {
        if (truce__stops_at(v->ctx, k)) return NO;
        known[k] = (signed char)node_truth(v, w, stmt, &stmt->nodes[k]);
    }
    return (truth)known[stmt->n_nodes - 1];
}

static truth truth_in(truce_verifier *v, const view *w, uint32_t g, const truce__stmt *stmt) {
    const truce_model *model = v->model;
    if (v->groups[g].has_outcomes && v->outcomes_serial != w->serial) {
        for (uint32_t i = 0; i < model->n_outcomes; i++) {
            uint32_t outcome = model->outcome_order[i];
            v->outcomes[outcome] = (signed char)statement_truth(v, w, &model->outcomes[outcome].stmt);
        }
        v->outcomes_serial = w->serial;
    }
    return statement_truth(v, w, stmt);
}

/* Whether an item counts as true. An unknown one does not. */
static bool is_true(truce_verifier *v, const view *w, uint32_t g, uint32_t item) {
    uint32_t count;
    const truce__stmt *stmts = item_statements(v->model, g, item, &count);
    for (uint32_t i = 0; i < count; i++)
        if (truth_in(v, w, g, &stmts[i]) == YES) return true;
    return false;
}

/* ---- asking */

/* The truths in a coalesced state, which may have very many members. */
static const uint64_t *class_truths(truce_verifier *v, uint32_t g, const view *w) {
    size_t c = 0;
    while (v->classes.at[c] != w->state) c++;
    group *asked = &v->groups[g];
    if (asked->classes[c]) return asked->classes[c];
    uint64_t *bits = truce__calloc(v->ctx, truce__bits_words(asked->n_items), sizeof *bits);
    if (!bits) {
        v->status = TRUCE_E_NOMEM;
        return NULL;
    }
    for (uint32_t item = 0; item < asked->n_items; item++)
        if (is_true(v, w, g, item)) truce__bits_set(bits, item);
    if (!truce__is_cancelled(v->ctx)) return asked->classes[c] = bits;
    truce__free(v->ctx, bits);
    return NULL;
}

static bool item_holds(truce_verifier *v, const view *w, uint32_t g, uint32_t item) {
    if (w->n_codes > 1) {
        const uint64_t *truths = class_truths(v, g, w);
        return truths && truce__bits_get(truths, item);
    }
    uint64_t code = codes_of(w)[0];
    const uint64_t *bits = v->is_bulk ? block_of(v, g, code / BLOCK) : NULL;
    return bits ? truce__bits_get(bits + (size_t)item * WORDS, code % BLOCK) : is_true(v, w, g, item);
}

/* Whether no rule is certain to be broken while the options from `first_open` to before `end_open` are open. With no
 * option open: whether the combination is feasible. */
static bool may_be_feasible(truce_verifier *v, uint64_t code, uint32_t first_open, uint32_t end_open) {
    if (v->model->n_rules == 0) return true;
    if (v->feasible && first_open == end_open) return truce__bits_get(v->feasible, code);
    view w = combination_view(v, code);
    w.first_open = first_open;
    w.end_open = end_open;
    for (uint32_t i = 0; i < v->model->n_rules; i++, v->n_evaluated++)
        if (truth_in(v, &w, RULES, &v->model->rules[i].stmt) == NO) return false;
    return true;
}

/* ------------------------------------------------------------------ states */

/* How many feasible codes there are before this one, which may be feasible or not. */
static uint64_t codes_before(const truce_verifier *v, uint64_t code) {
    if (!v->feasible) return code;
    assert(v->before); /* counted as soon as they are known */
    uint64_t count = v->before[code / BLOCK];
    const uint64_t *words = v->feasible + code / BLOCK * WORDS;
    for (uint64_t w = 0; w < code % BLOCK / 64; w++) count += (uint64_t)__builtin_popcountll(words[w]);
    return count + (uint64_t)__builtin_popcountll(v->feasible[code / 64] & (((uint64_t)1 << code % 64) - 1));
}

/* The feasible code before which there are so many. */
static uint64_t code_number(const truce_verifier *v, uint64_t number) {
    if (!v->feasible) return number;
    uint64_t low = 0, high = n_blocks(v);
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        if (v->before[middle] <= number) low = middle;
        else high = middle;
    }
    number -= v->before[low];
    const uint64_t *word = v->feasible + low * WORDS;
    for (uint64_t count; (count = (uint64_t)__builtin_popcountll(*word)) <= number; word++) number -= count;
    uint64_t bits = *word;
    while (number--) bits &= bits - 1;
    return (uint64_t)(word - v->feasible) * 64 + (uint64_t)__builtin_ctzll(bits);
}

/* The codes of a block that break no rule. `truths` has room for the rules and, behind them, the outcomes. */
static void try_block(truce_verifier *v, uint64_t block, uint64_t *truths, size_t room) {
    uint64_t *words = v->feasible + block * WORDS, *outcomes = truths + (size_t)v->model->n_rules * WORDS;
    memset(truths, 0, room * sizeof *truths);
    v->groups[OUTCOMES].blocks[block] = outcomes; /* for now */
    if (v->groups[RULES].has_outcomes) fill_block(v, OUTCOMES, block, outcomes);
    fill_block(v, RULES, block, truths);
    v->groups[OUTCOMES].blocks[block] = NULL;
    for (size_t w = 0; w < WORDS; w++) words[w] = truce__bits_mask(n_combinations(v) - block * BLOCK, w);
    for (size_t i = 0; i < (size_t)v->model->n_rules * WORDS; i++) words[i % WORDS] &= truths[i];
}

/* Tries every combination. */
static truce_status try_all(truce_verifier *v) {
    uint64_t blocks = n_blocks(v), count = 0;
    size_t room = ((size_t)v->model->n_rules + v->model->n_outcomes) * WORDS;
    uint64_t *truths = truce__calloc(v->ctx, room, sizeof *truths);
    v->feasible = truce__calloc(v->ctx, blocks, WORDS * sizeof *v->feasible);
    v->before = truce__calloc(v->ctx, blocks + 1, sizeof *v->before);
    truce_status status = truths && v->feasible && v->before ? TRUCE_OK : TRUCE_E_NOMEM;
    for (uint64_t block = 0; status == TRUCE_OK && block < blocks; block++) {
        try_block(v, block, truths, room);
        if (truce__is_cancelled(v->ctx)) status = TRUCE_E_CANCELLED;
        v->before[block] = count;
        count += truce__bits_count(v->feasible + block * WORDS, BLOCK);
    }
    if (status == TRUCE_OK) v->before[blocks] = count;
    truce__free(v->ctx, truths);
    return status;
}

/* Lists the feasible combinations whose options from number `n_open` on are set as in `code`. */
static truce_status search_codes(truce_verifier *v, uint32_t n_open, uint64_t code) {
    TRY(truce__verifier_ended(v));
    bool is_needed = v->model->n_coalesce || v->model->has_moves;
    if (!is_needed && v->n_evaluated > MAY_BE_LISTED) return TRUCE_E_LIMIT;
    if (!may_be_feasible(v, code, 0, n_open)) return TRUCE_OK;
    if (n_open == 0) return truce__vec_push(v->ctx, &v->codes, code);
    for (uint32_t level = 0; level < v->model->options[n_open - 1].n_levels; level++)
        TRY(search_codes(v, n_open - 1, with_level(v, code, n_open - 1, level)));
    return TRUCE_OK;
}

/* Gives one label to combination number `here` and to all that share a coalescing statement with it: the lowest code
 * among them. `first_of` holds, for each coalescing statement, the first combination that satisfies it. */
static void join_classes(truce_verifier *v, uint64_t *label, size_t *first_of, size_t here) {
    view w = combination_view(v, v->codes.at[here]);
    for (uint32_t i = 0; i < v->model->n_coalesce; i++) {
        if (!item_holds(v, &w, COALESCE, i)) continue;
        if (first_of[i] == SIZE_MAX) first_of[i] = here;
        uint64_t other = label[first_of[i]], own = label[here];
        uint64_t keep = other < own ? other : own, drop = other < own ? own : other;
        bool is_alone = drop == v->codes.at[here] && keep != drop;
        if (is_alone) label[here] = keep;
        for (size_t k = 0; k <= here && !is_alone && keep != drop; k++)
            if (label[k] == drop) label[k] = keep;
    }
}

/* The place of a feasible code among all of them. */
static size_t place_of(const truce_verifier *v, uint64_t code) {
    if (v->is_bulk) return (size_t)codes_before(v, code);
    size_t low = 0, high = v->codes.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (v->codes.at[middle] < code) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Groups the codes by the states they belong to. */
static truce_status group_members(truce_verifier *v, truce_state count) {
    for (truce_state s = 0; s <= count; s++) TRY(truce__vec_push(v->ctx, &v->first, 0));
    for (size_t i = 0; i < v->states.count; i++) v->first.at[v->states.at[i]]++;
    for (truce_state s = 1; s <= count; s++) {
        if (v->first.at[s] > 1) TRY(truce__vec_push(v->ctx, &v->classes, s));
        v->first.at[s] += v->first.at[s - 1];
    }
    TRY(truce__vec_reserve(v->ctx, &v->members, v->codes.count));
    v->members.count = v->codes.count;
    for (size_t i = v->codes.count; i-- > 0;) v->members.at[--v->first.at[v->states.at[i]]] = v->codes.at[i];
    for (truce_state s = 1; s < count; s++) v->first.at[s] = v->first.at[s + 1]; /* back to "end of s" */
    v->first.at[count] = v->codes.count;
    v->is_grouped = true;
    return TRUCE_OK;
}

/* Numbers the classes in the order of their lowest codes. */
static truce_status number_classes(truce_verifier *v, const uint64_t *label) {
    truce_state count = 0;
    for (size_t i = 0; i < v->codes.count; i++) {
        bool is_lowest = label[i] == v->codes.at[i];
        count += is_lowest;
        TRY(truce__vec_push(v->ctx, &v->states, is_lowest ? count : v->states.at[place_of(v, label[i])]));
    }
    return group_members(v, count);
}

static truce_status coalesce(truce_verifier *v) {
    truce_status status = TRUCE_OK;
    uint64_t *label = truce__calloc(v->ctx, v->codes.count, sizeof *label);
    size_t *first_of = truce__calloc(v->ctx, v->model->n_coalesce, sizeof *first_of);
    if (!label || !first_of) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint32_t i = 0; i < v->model->n_coalesce; i++) first_of[i] = SIZE_MAX;
    for (size_t i = 0; i < v->codes.count; i++) {
        if (truce__stops_at(v->ctx, i)) TRY_OR_DONE(TRUCE_E_CANCELLED);
        label[i] = v->codes.at[i];
        join_classes(v, label, first_of, i);
        TRY_OR_DONE(v->status);
    }
    TRY_OR_DONE(number_classes(v, label));
done:
    truce__free(v->ctx, label);
    truce__free(v->ctx, first_of);
    return status;
}

static truce_status list_codes(truce_verifier *v) {
    uint64_t total = v->before ? v->before[n_blocks(v)] : n_combinations(v);
    if (!v->is_bulk) return search_codes(v, v->model->n_options, 0);
    for (uint64_t i = 0; i < total; i++) TRY(truce__vec_push(v->ctx, &v->codes, code_number(v, i)));
    return TRUCE_OK;
}

static truce_status find_states(truce_verifier *v) {
    const truce_model *model = v->model;
    bool is_needed = model->n_coalesce || model->has_moves;
    bool is_whole = model->n_rules == 0 && model->n_coalesce == 0;
    if (v->is_bulk && model->n_rules) TRY(try_all(v));
    if (is_whole || (v->is_bulk && !model->n_coalesce)) return TRUCE_OK;
    v->is_asked = !is_needed && truce_graph_state_count(v->graph) > LISTED;
    if (v->is_asked) return TRUCE_OK;
    truce_status status = list_codes(v);
    v->is_asked = status == TRUCE_E_LIMIT;
    if (status != TRUCE_OK) return v->is_asked ? TRUCE_OK : status;
    return coalesce(v);
}

static uint64_t states_found(const truce_verifier *v) {
    if (v->is_grouped) return v->first.count - 1;
    return v->before ? v->before[n_blocks(v)] : n_combinations(v);
}

/* The code of a state that the graph was asked for. */
static uint64_t asked_code(const truce_verifier *v, truce_state state) {
    uint8_t levels[TRUCE__MAX_OPTIONS];
    uint64_t code = 0;
    truce_graph_state_levels(v->graph, state, levels);
    for (uint32_t i = 0; i < v->model->n_options; i++) code += levels[i] * v->weight[i];
    return code;
}

static view look_up(truce_verifier *v, truce_state state) {
    view w = {.state = state, .n_codes = 1, .serial = ++v->serial};
    if (v->is_asked) {
        w.own_code = asked_code(v, state);
    } else if (v->is_grouped) {
        w.codes = v->members.at + v->first.at[state - 1];
        w.n_codes = v->first.at[state] - v->first.at[state - 1];
    } else {
        w.own_code = code_number(v, state - 1);
    }
    return w;
}

/* The state a feasible combination belongs to. */
static truce_state state_of(truce_verifier *v, uint64_t code) {
    if (v->is_grouped) return v->states.at[place_of(v, code)];
    if (!v->is_asked) return codes_before(v, code) + 1;
    truce_state low = 1, high = truce_graph_state_count(v->graph);
    while (low < high) { /* numbers ascend with codes */
        truce_state middle = low + (high - low) / 2;
        if (asked_code(v, middle) < code) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* ------------------------------------------------------------------- moves */

static bool may_set(const truce__option *option, uint32_t from, uint32_t to) {
    if (from == to) return true;
    uint32_t distance = from < to ? to - from : from - to;
    if (option->step && distance > option->step) return false;
    if (option->moves == TRUCE__MOVES_BOTH) return true;
    return from < to ? option->moves == TRUCE__MOVES_UP : option->moves == TRUCE__MOVES_DOWN;
}

/* Whether the party can make one combination of the other by setting its own options. */
static bool may_become(const truce_verifier *v, uint32_t party, uint64_t from, uint64_t to) {
    const truce__party *mover = &v->model->parties[party];
    uint32_t end = mover->first_option + mover->n_options;
    uint64_t below = v->weight[mover->first_option], above = v->weight[end];
    if (from / above != to / above || from % below != to % below) return false; /* another party's option differs */
    for (uint32_t i = mover->first_option; i < end && !v->is_free[party]; i++)
        if (!may_set(&v->model->options[i], level_of(v, from, i), level_of(v, to, i))) return false;
    return true;
}

static truce_status add_once(truce_verifier *v, const view *from, truce_state to) {
    bool is_new;
    if (to == from->state) return TRUCE_OK;
    TRY(truce__numbers_add(v->ctx, &v->met, to, &is_new));
    return is_new ? truce__vec_push(v->ctx, &v->moves, to) : TRUCE_OK;
}

/* Different combinations are different states, unless they coalesce. */
static truce_status add_move(truce_verifier *v, const view *from, truce_state to) {
    if (v->is_grouped || v->model->has_moves) return add_once(v, from, to);
    return truce__vec_push(v->ctx, &v->moves, to);
}

/* All settings of the party's options from number `i` on that may follow from `start`. */
static truce_status search_moves(truce_verifier *v, const view *from, uint32_t party, uint32_t i, uint64_t start,
                                 uint64_t code) {
    const truce__party *mover = &v->model->parties[party];
    uint32_t option = mover->first_option + i, end = mover->first_option + mover->n_options;
    TRY(truce__verifier_ended(v));
    if (!may_be_feasible(v, code, option, end)) return TRUCE_OK;
    if (option == end) return code == start ? TRUCE_OK : add_move(v, from, state_of(v, code));
    uint32_t now = level_of(v, start, option);
    for (uint32_t level = 0; level < v->model->options[option].n_levels; level++)
        if (may_set(&v->model->options[option], now, level))
            TRY(search_moves(v, from, party, i + 1, start, with_level(v, code, option, level)));
    return TRUCE_OK;
}

/* The levels from lowest to highest to which the options of a party may be set: neighbouring ones, as options move up
 * or down by steps. */
typedef struct settings {
    uint32_t count, at[TRUCE__MAX_OPTIONS], lowest[TRUCE__MAX_OPTIONS], highest[TRUCE__MAX_OPTIONS];
    uint64_t combinations;
} settings;

static void find_settings(const truce_verifier *v, uint32_t party, uint64_t code, settings *s) {
    const truce__party *mover = &v->model->parties[party];
    s->count = mover->n_options;
    s->combinations = 1;
    for (uint32_t i = 0; i < s->count; i++) {
        const truce__option *option = &v->model->options[mover->first_option + i];
        uint32_t now = level_of(v, code, mover->first_option + i);
        s->lowest[i] = s->highest[i] = now;
        while (s->lowest[i] > 0 && may_set(option, now, s->lowest[i] - 1)) s->lowest[i]--;
        while (s->highest[i] + 1 < option->n_levels && may_set(option, now, s->highest[i] + 1)) s->highest[i]++;
        s->at[i] = s->lowest[i];
        s->combinations *= s->highest[i] - s->lowest[i] + 1;
    }
}

/* Sets the options to the next combination, the first option fastest; false behind the last one. */
static bool next_setting(settings *s, const uint64_t *weight, uint64_t *code) {
    for (uint32_t i = 0; i < s->count; i++) {
        if (s->at[i] < s->highest[i]) {
            s->at[i]++;
            *code += weight[i];
            return true;
        }
        *code -= (s->highest[i] - s->lowest[i]) * weight[i];
        s->at[i] = s->lowest[i];
    }
    return false;
}

static truce_status try_settings(truce_verifier *v, const view *from, uint32_t party, uint64_t start, settings *s) {
    const uint64_t *weight = v->weight + v->model->parties[party].first_option;
    uint64_t code = start, tried = 0;
    for (uint32_t i = 0; i < s->count; i++)
        code -= (level_of(v, start, v->model->parties[party].first_option + i) - s->lowest[i]) * weight[i];
    do {
        if (truce__stops_at(v->ctx, ++tried)) return TRUCE_E_CANCELLED;
        if (code != start && (!v->feasible || truce__bits_get(v->feasible, code)))
            TRY(add_move(v, from, state_of(v, code)));
    } while (next_setting(s, weight, &code));
    return TRUCE_OK;
}

/* Where there are fewer states than settings. */
static truce_status try_states(truce_verifier *v, const view *from, uint32_t party, uint64_t start) {
    uint64_t end = n_combinations(v);
    for (uint64_t code = truce__bits_next(v->feasible, end, 0); code != UINT64_MAX;
         code = truce__bits_next(v->feasible, end, code + 1))
        if (code != start && may_become(v, party, start, code)) TRY(add_move(v, from, state_of(v, code)));
    return TRUCE_OK;
}

static truce_status list_moves_of(truce_verifier *v, uint32_t party, const view *from) {
    const uint64_t *codes = codes_of(from);
    bool is_known = v->is_bulk || v->model->n_rules == 0;
    for (size_t i = 0; i < from->n_codes && !is_known; i++)
        TRY(search_moves(v, from, party, 0, codes[i], codes[i]));
    for (size_t i = 0; i < from->n_codes && is_known; i++) {
        settings s;
        find_settings(v, party, codes[i], &s);
        bool are_few = v->before && s.combinations / 64 > v->before[n_blocks(v)];
        TRY(are_few ? try_states(v, from, party, codes[i]) : try_settings(v, from, party, codes[i], &s));
    }
    return TRUCE_OK;
}

/* The moves of a coalesced state, which may have very many members, are found once. */
static truce_status list_class(truce_verifier *v, uint32_t party, const view *from) {
    size_t c = 0;
    while (v->classes.at[c] != from->state) c++;
    numbers *kept = &v->class_moves[c * v->model->n_parties + party];
    if (kept->count == 0) {
        TRY(list_moves_of(v, party, from));
        TRY(truce__verifier_ended(v));
        TRY(truce__vec_reserve(v->ctx, kept, v->moves.count + 1));
        for (size_t i = 0; i < v->moves.count; i++) kept->at[kept->count++] = v->moves.at[i];
        kept->at[kept->count++] = 0;
    }
    TRY(truce__vec_reserve(v->ctx, &v->moves, kept->count));
    v->moves.count = kept->count - 1;
    memcpy(v->moves.at, kept->at, v->moves.count * sizeof *kept->at);
    return TRUCE_OK;
}

truce_status truce__verifier_moves(truce_verifier *v, uint32_t party, truce_state state, const truce_state **moves,
                                   size_t *count) {
    view from = {.state = state};
    TRY(truce__verifier_ended(v));
    v->moves.count = 0;
    if (v->is_grouped || v->model->has_moves) truce__numbers_clear(v->ctx, &v->met);
    if (v->model->has_moves) {
        for (size_t i = v->arc_first[party][state - 1]; i < v->arc_first[party][state]; i++)
            TRY(add_move(v, &from, v->arc_to[party][i]));
    } else {
        from = look_up(v, state);
        TRY(from.n_codes > 1 ? list_class(v, party, &from) : list_moves_of(v, party, &from));
    }
    *moves = v->moves.at;
    *count = v->moves.count;
    return TRUCE_OK;
}

static bool is_arc(const truce_verifier *v, uint32_t party, truce_state from, truce_state to) {
    for (size_t i = v->arc_first[party][from - 1]; i < v->arc_first[party][from]; i++)
        if (v->arc_to[party][i] == to) return true;
    return false;
}

/* Between states of very many members: lists the moves of the first. */
static truce_status is_listed(truce_verifier *v, uint32_t party, const view *from, truce_state to, bool *is_move) {
    numbers lent = v->moves;
    v->moves = (numbers){0};
    truce__numbers_clear(v->ctx, &v->met);
    truce_status status = from->n_codes > 1 ? list_class(v, party, from) : list_moves_of(v, party, from);
    for (size_t i = 0; i < v->moves.count; i++) *is_move |= v->moves.at[i] == to;
    truce__vec_free(v->ctx, &v->moves);
    v->moves = lent;
    return status;
}

/* Without steps, each setting of the two-way options can be made of each other in one move. */
bool truce__verifier_is_alike(truce_verifier *v, uint32_t party, truce_state state, uint64_t *origin) {
    const truce__party *mover = &v->model->parties[party];
    if (!v->is_bulk || v->is_grouped || v->model->has_moves || v->is_stepped[party]) return false;
    *origin = code_number(v, state - 1);
    for (uint32_t i = mover->first_option; i < mover->first_option + mover->n_options; i++)
        if (v->model->options[i].moves == TRUCE__MOVES_BOTH) *origin = with_level(v, *origin, i, 0);
    return true;
}

bool truce__verifier_is_move(truce_verifier *v, uint32_t party, truce_state from, truce_state to) {
    uint64_t n_states = truce_graph_state_count(v->graph);
    if (from == to || from < 1 || to < 1 || from > n_states || to > n_states) return false;
    if (v->model->has_moves) return is_arc(v, party, from, to);
    view x = look_up(v, from), y = look_up(v, to);
    const uint64_t *starts = codes_of(&x), *ends = codes_of(&y);
    bool is_move = false;
    if (x.n_codes > TRIED / y.n_codes) {
        truce_status status = is_listed(v, party, &x, to, &is_move);
        if (status == TRUCE_E_NOMEM) v->status = status;
        return is_move;
    }
    for (size_t i = 0; i < x.n_codes; i++)
        for (size_t k = 0; k < y.n_codes; k++)
            if (may_become(v, party, starts[i], ends[k]) && may_be_feasible(v, ends[k], 0, 0)) return true;
    return false;
}

/* Groups a party's explicit moves by where they begin. */
static truce_status group_arcs(truce_verifier *v, uint32_t party) {
    const truce__arcs *arcs = &v->model->moves[party];
    uint64_t n_states = truce_graph_state_count(v->graph);
    size_t *first = truce__calloc(v->ctx, (size_t)n_states + 2, sizeof *first);
    truce_state *to = truce__calloc(v->ctx, arcs->n_arcs, sizeof *to);
    v->arc_first[party] = first;
    v->arc_to[party] = to;
    if (!first || !to) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < arcs->n_arcs; i++) first[arcs->arcs[i].from + 1]++;
    for (uint64_t s = 1; s <= n_states + 1; s++) first[s] += first[s - 1];
    for (size_t i = 0; i < arcs->n_arcs; i++) to[first[arcs->arcs[i].from]++] = arcs->arcs[i].to;
    return TRUCE_OK; /* first[s] has gone on to where the moves of s end, which is where those of s + 1 begin */
}

static truce_status group_all_arcs(truce_verifier *v) {
    uint32_t n = v->model->n_parties;
    if (!v->model->has_moves) return TRUCE_OK;
    v->arc_first = truce__calloc(v->ctx, n, sizeof *v->arc_first);
    v->arc_to = truce__calloc(v->ctx, n, sizeof *v->arc_to);
    if (!v->arc_first || !v->arc_to) return TRUCE_E_NOMEM;
    for (uint32_t party = 0; party < n; party++) TRY(group_arcs(v, party));
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ expiry */

/* What entry number `i` makes of a combination; itself where its condition is not met. */
static uint64_t applied(truce_verifier *v, uint32_t i, uint64_t code) {
    const truce__expiry *expiry = &v->model->expiries[i];
    view w = combination_view(v, code);
    if (!item_holds(v, &w, EXPIRIES, i)) return code;
    for (uint32_t k = 0; k < expiry->n_becomes; k++)
        code = with_level(v, code, expiry->becomes[k].option, expiry->becomes[k].level);
    return code;
}

/* The combination that this one becomes when all that is temporary has expired. */
static uint64_t run_out(truce_verifier *v, uint64_t code) {
    for (uint64_t before = code + 1; before != code && truce__verifier_ended(v) == TRUCE_OK;) {
        before = code;
        for (uint32_t i = 0; i < v->model->n_expiries; i++) code = applied(v, i, code);
    }
    return code;
}

/* The state by which this one is valued: after expiry the one that it turns into. */
static view valued_as(truce_verifier *v, truce_state state) {
    view w = look_up(v, state);
    if (!truce_graph_is_after_expiry(v->graph)) return w;
    uint64_t left = run_out(v, codes_of(&w)[0]);
    return truce__verifier_ended(v) == TRUCE_OK ? look_up(v, state_of(v, left)) : w;
}

/* Adds the state to which entry number `i` leads from a combination, those after it settling with it, round and
 * round, until there is a state. None where they come to rest before, or go on for so many rounds. */
static truce_status add_lapse(truce_verifier *v, const view *from, uint64_t code, uint32_t i) {
    uint32_t n = v->model->n_expiries, unchanged = 0;
    uint64_t now = applied(v, i, code);
    if (now == code) return TRUCE_OK;
    for (uint64_t changes = 1; unchanged < n && changes <= (uint64_t)n * ROUNDS; changes += unchanged == 0) {
        if (may_be_feasible(v, now, 0, 0)) return add_once(v, from, state_of(v, now));
        uint64_t before = now;
        i = (i + 1) % n;
        now = applied(v, i, before);
        unchanged = now == before ? unchanged + 1 : 0;
    }
    return TRUCE_OK;
}

truce_status truce__verifier_lapses(truce_verifier *v, truce_state state, const truce_state **lapses, size_t *count) {
    view from = look_up(v, state);
    v->moves.count = 0;
    truce__numbers_clear(v->ctx, &v->met);
    for (uint32_t i = 0; i < v->model->n_expiries; i++)
        for (size_t k = 0; k < from.n_codes; k++) TRY(add_lapse(v, &from, codes_of(&from)[k], i));
    *lapses = v->moves.at;
    *count = v->moves.count;
    return truce__verifier_ended(v);
}

/* -------------------------------------------------------------- preferences */

/* The weight as it was written, on the scale of all weights of the party. */
static truce__wide weight_of(const truce_verifier *v, uint32_t party, truce__decimal weight) {
    truce__wide value = 0;
    truce__decimal_widen(weight, v->groups[PREFERENCES + party].places, &value); /* fits: ranks were made of it */
    return value;
}

/* The group a direct ranking puts the state in: the first whose line names it. 0 is best. */
static uint32_t group_of(truce_verifier *v, const view *w, uint32_t party) {
    const truce__pref *pref = &v->model->prefs[party];
    uint32_t rest = UINT32_MAX;
    for (uint32_t i = 0; i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        if (item->is_rest) rest = item->group;
        else if (item->n_stmts ? item_holds(v, w, PREFERENCES + party, i) : item->state == w->state)
            return item->group;
    }
    return rest;
}

/* The sum of the weights true in the first view, less that of the second. */
static truce__wide difference(truce_verifier *v, const view *x, const view *y, uint32_t party) {
    const truce__pref *pref = &v->model->prefs[party];
    truce__wide sum = 0;
    for (uint32_t i = 0; i < pref->n_items; i++)
        sum += weight_of(v, party, pref->items[i].weight) * ((int)item_holds(v, x, PREFERENCES + party, i) -
                                                             (int)item_holds(v, y, PREFERENCES + party, i));
    return sum;
}

/* The first item on which two views differ; n_items if there is none. */
static uint32_t first_difference(truce_verifier *v, const view *x, const view *y, uint32_t party, bool *in_x) {
    uint32_t i = 0;
    for (; i < v->model->prefs[party].n_items; i++) {
        *in_x = item_holds(v, x, PREFERENCES + party, i);
        if (*in_x != item_holds(v, y, PREFERENCES + party, i)) break;
    }
    return i;
}

bool truce__verifier_prefers(truce_verifier *v, uint32_t party, truce_state a, truce_state b) {
    const truce__pref *pref = &v->model->prefs[party];
    view x = valued_as(v, a), y = valued_as(v, b);
    bool in_a = false;
    if (pref->kind == TRUCE__PREF_RANK) return group_of(v, &x, party) < group_of(v, &y, party);
    if (pref->kind == TRUCE__PREF_WEIGH) return difference(v, &x, &y, party) > 0;
    return first_difference(v, &x, &y, party, &in_a) < pref->n_items && in_a;
}

/* A mark holds for its statement and for all above, and in a ranking for what it stands between. */
uint32_t truce__verifier_degree(truce_verifier *v, uint32_t party, truce_state a, truce_state b) {
    const truce__pref *pref = &v->model->prefs[party];
    view x = valued_as(v, a), y = valued_as(v, b);
    bool in_a = false;
    uint32_t degree = 1, first = 0, end = UINT32_MAX;
    if (!truce__verifier_prefers(v, party, a, b)) return 0;
    if (pref->kind == TRUCE__PREF_WEIGH) {
        truce__wide sum = difference(v, &x, &y, party);
        while (degree <= pref->n_thresholds && sum >= weight_of(v, party, pref->thresholds[degree - 1])) degree++;
    }
    if (pref->kind == TRUCE__PREF_RANK) { /* the marks between the two places */
        first = group_of(v, &x, party);
        end = group_of(v, &y, party);
    }
    if (pref->kind == TRUCE__PREF_ORDER) first = first_difference(v, &x, &y, party, &in_a); /* marks from there on */
    for (uint32_t i = 0; i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        uint32_t place = pref->kind == TRUCE__PREF_RANK ? item->group : i,
                 own = pref->kind == TRUCE__PREF_RANK ? item->mark : item->degree;
        if (place >= first && place < end && own > degree) degree = own;
    }
    return degree;
}

/* --------------------------------------------------------------- life time */

static uint32_t count_items(const truce_model *model, uint32_t g) {
    switch (g) {
    case RULES: return model->n_rules;
    case COALESCE: return model->n_coalesce;
    case OUTCOMES: return model->n_outcomes;
    case EXPIRIES: return model->n_expiries;
    default: return model->prefs[g - PREFERENCES].n_items;
    }
}

static uint32_t most_places(const truce__pref *pref) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < pref->n_items + pref->n_thresholds; i++) {
        uint32_t places = truce__decimal_places(i < pref->n_items ? pref->items[i].weight
                                                                  : pref->thresholds[i - pref->n_items]);
        if (places > most) most = places;
    }
    return most;
}

static truce_status set_up_group(truce_verifier *v, uint32_t g, uint32_t *n_nodes) {
    group *made = &v->groups[g];
    made->n_items = count_items(v->model, g);
    for (uint32_t item = 0; item < made->n_items; item++) {
        uint32_t count;
        const truce__stmt *stmts = item_statements(v->model, g, item, &count);
        for (uint32_t i = 0; i < count; i++) {
            if (stmts[i].n_nodes > *n_nodes) *n_nodes = stmts[i].n_nodes;
            for (uint32_t k = 0; k < stmts[i].n_nodes; k++)
                made->has_outcomes |= stmts[i].nodes[k].op == TRUCE__OP_OUTCOME;
        }
    }
    if (g >= PREFERENCES) made->places = most_places(&v->model->prefs[g - PREFERENCES]);
    if (!v->is_bulk) return TRUCE_OK;
    made->blocks = truce__calloc(v->ctx, n_blocks(v), sizeof *made->blocks);
    return made->blocks ? TRUCE_OK : TRUCE_E_NOMEM;
}

static truce_status set_up_parties(truce_verifier *v) {
    v->is_free = truce__calloc(v->ctx, v->model->n_parties, sizeof *v->is_free);
    v->is_stepped = truce__calloc(v->ctx, v->model->n_parties, sizeof *v->is_stepped);
    if (!v->is_free || !v->is_stepped) return TRUCE_E_NOMEM;
    for (uint32_t party = 0; party < v->model->n_parties; party++) {
        v->is_free[party] = true;
        for (uint32_t i = 0; i < v->model->parties[party].n_options; i++) {
            const truce__option *option = &v->model->options[v->model->parties[party].first_option + i];
            v->is_stepped[party] |= option->step && option->step + 1 < option->n_levels;
            v->is_free[party] &= option->moves == TRUCE__MOVES_BOTH;
        }
        v->is_free[party] &= !v->is_stepped[party];
    }
    return TRUCE_OK;
}

static truce_status set_up(truce_verifier *v) {
    const truce_model *model = v->model;
    uint32_t n_nodes = 1, n_groups = PREFERENCES + model->n_parties;
    v->weight[0] = 1;
    for (uint32_t i = 0; i < model->n_options; i++) v->weight[i + 1] = v->weight[i] * model->options[i].n_levels;
    v->is_bulk = n_combinations(v) <= BULK;
    v->width = n_combinations(v) < BLOCK ? (int)truce__bits_words(n_combinations(v)) : WORDS;
    v->groups = truce__calloc(v->ctx, n_groups, sizeof *v->groups);
    if (!v->groups) return TRUCE_E_NOMEM;
    TRY(set_up_parties(v));
    for (uint32_t g = 0; g < n_groups; g++) TRY(set_up_group(v, g, &n_nodes));
    v->node_bits = truce__calloc(v->ctx, n_nodes, WORDS * sizeof *v->node_bits);
    v->node_truths = truce__calloc(v->ctx, n_nodes, 1);
    v->outcomes = truce__calloc(v->ctx, model->n_outcomes, 1);
    return v->node_bits && v->node_truths && v->outcomes ? TRUCE_OK : TRUCE_E_NOMEM;
}

static truce_status set_up_classes(truce_verifier *v) {
    size_t n = v->classes.count;
    if (n == 0) return TRUCE_OK;
    v->class_moves = truce__calloc(v->ctx, n * v->model->n_parties, sizeof *v->class_moves);
    if (!v->class_moves) return TRUCE_E_NOMEM;
    for (uint32_t g = 0; g < PREFERENCES + v->model->n_parties; g++) {
        v->groups[g].classes = truce__calloc(v->ctx, n, sizeof *v->groups[g].classes);
        if (!v->groups[g].classes) return TRUCE_E_NOMEM;
    }
    return TRUCE_OK;
}

static truce_status check_count(const truce_verifier *v) {
    if (v->is_asked || states_found(v) == truce_graph_state_count(v->graph)) return TRUCE_OK;
    truce__source file = {.file = v->model->source.file};
    TRY(truce__diag(v->ctx, TRUCE_ERROR, &file, (truce__loc){0}, NULL,
                    "listed one by one, the model has another number of states than the engine found"));
    return TRUCE_E_BUG;
}

truce_status truce_verifier_new(truce_ctx *ctx, const truce_graph *graph, truce_verifier **out) {
    truce_verifier *v = truce__calloc(ctx, 1, sizeof *v);
    truce_status status = TRUCE_OK;
    if (!v) return TRUCE_E_NOMEM;
    v->ctx = ctx;
    v->graph = graph;
    v->model = truce_graph_model(graph);
    TRY_OR_DONE(set_up(v));
    TRY_OR_DONE(find_states(v));
    TRY_OR_DONE(set_up_classes(v));
    TRY_OR_DONE(check_count(v));
    TRY_OR_DONE(group_all_arcs(v));
    TRY_OR_DONE(v->status);
    *out = v;
    v = NULL;
done:
    truce_verifier_free(v);
    return status;
}

static void free_groups(truce_verifier *v) {
    for (uint32_t g = 0; v->groups && g < PREFERENCES + v->model->n_parties; g++) {
        for (uint64_t i = 0; v->groups[g].blocks && i < n_blocks(v); i++) truce__free(v->ctx, v->groups[g].blocks[i]);
        for (size_t c = 0; v->groups[g].classes && c < v->classes.count; c++)
            truce__free(v->ctx, v->groups[g].classes[c]);
        truce__free(v->ctx, v->groups[g].blocks);
        truce__free(v->ctx, v->groups[g].classes);
    }
    truce__free(v->ctx, v->groups);
}

static void free_moves(truce_verifier *v) {
    uint32_t n = v->model->n_parties;
    for (size_t i = 0; v->class_moves && i < v->classes.count * n; i++) truce__vec_free(v->ctx, &v->class_moves[i]);
    for (uint32_t party = 0; party < n; party++) {
        if (v->arc_first) truce__free(v->ctx, v->arc_first[party]);
        if (v->arc_to) truce__free(v->ctx, v->arc_to[party]);
    }
    truce__free(v->ctx, v->class_moves);
    truce__free(v->ctx, v->arc_first);
    truce__free(v->ctx, v->arc_to);
    truce__vec_free(v->ctx, &v->moves);
    truce__numbers_free(v->ctx, &v->met);
}

void truce_verifier_free(truce_verifier *v) {
    if (!v) return;
    if (v->keepsake.thing) v->keepsake.release(v->ctx, v->keepsake.thing);
    free_groups(v);
    free_moves(v);
    truce__vec_free(v->ctx, &v->codes);
    truce__vec_free(v->ctx, &v->states);
    truce__vec_free(v->ctx, &v->members);
    truce__vec_free(v->ctx, &v->first);
    truce__vec_free(v->ctx, &v->classes);
    truce__free(v->ctx, v->is_free);
    truce__free(v->ctx, v->is_stepped);
    truce__free(v->ctx, v->feasible);
    truce__free(v->ctx, v->before);
    truce__free(v->ctx, v->node_bits);
    truce__free(v->ctx, v->node_truths);
    truce__free(v->ctx, v->outcomes);
    truce__free(v->ctx, v);
}
