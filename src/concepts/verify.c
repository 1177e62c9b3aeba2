/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An independent check of witnesses, from the definitions alone.
 *
 * It uses nothing of the engine: not its ranks, spaces, walks, evaluators or table of concepts. States are vectors of
 * levels, found by setting one option after the other until a rule is broken or all are set. Statements are evaluated
 * one at a time: operands stand before their operator, so one pass gives each node its truth. Preferences are
 * compared statement by statement, and moves are tried one by one. This is slow on purpose: each function below can
 * be read beside the definition it implements (docs/definitions.md). The graph is asked which states there are only
 * if listing them anew would take too long.
 *
 * A stable verdict is proved if the witness has every improvement that exists, each with a legal sequence of replies
 * that the concept allows. The sequence must end no better for the party than the start; for symmetric concepts no
 * counter-move from there may be better than the start either. An unstable verdict is proved by one improvement and a
 * list of the states that the others can bring about. The list must be closed under their legal moves and hold no
 * sanction.
 */
#include "concepts/verify.h"

#include "model/model.h"

enum {
    LISTED = 1 << 16,       /* combinations up to which states are always listed anew */
    MAY_BE_LISTED = 1 << 22, /* rules evaluated before listing is given up, if it is not needed */
    ROUNDS = 4096            /* through entries of `expires` that lead from no state to a state */
};

typedef struct view { /* a state as the verifier sees it: the levels each option takes among its members */
    truce_state state;
    const uint64_t *codes; /* of its members */
    size_t n_codes;
    uint64_t own_code;
    uint32_t first_open, end_open; /* options in that range are not set yet: they may take any level */
} view;

struct truce_verifier {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce_model *model;
    bool is_listed, must_list;
    uint64_t n_evaluated; /* rules, while states are listed */
    /* all feasible combinations in ascending order, and the state each belongs to */
    TRUCE__VEC(uint64_t) codes;
    TRUCE__VEC(truce_state) states;
    /* the same grouped by state: members of state s from first[s - 1] to first[s] */
    TRUCE__VEC(uint64_t) members;
    TRUCE__VEC(size_t) first;
    TRUCE__VEC(truce_state) moves; /* of the state last asked for */
    signed char *outcomes;         /* truth of each outcome in the state at hand; -1 not known yet */
    truce_state outcomes_of;
    TRUCE__VEC(unsigned char) truths; /* of the nodes of the statement at hand; behind them those of an outcome that
                                         it mentions, and so on */
    truce_status status; /* of memory for these: every answer is wrong once it is not TRUCE_OK */
};

truce_status truce__verifier_ended(const truce_verifier *v) {
    if (v->status != TRUCE_OK) return v->status;
    return truce__is_cancelled(v->ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

/* ----------------------------------------------------------- combinations */

static uint32_t level_of(const truce_model *model, uint64_t code, uint32_t option) {
    for (uint32_t i = 0; i < option; i++) code /= model->options[i].n_levels;
    return (uint32_t)(code % model->options[option].n_levels);
}

static uint64_t with_level(const truce_model *model, uint64_t code, uint32_t option, uint32_t level) {
    uint64_t weight = 1;
    for (uint32_t i = 0; i < option; i++) weight *= model->options[i].n_levels;
    return code - level_of(model, code, option) * weight + level * weight;
}

/* --------------------------------------------------------------- statements */

typedef enum truth { NO, MAYBE, YES } truth;

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

static truth atom_truth(const truce_verifier *v, const view *w, const truce__stmt *stmt, const truce__node *node) {
    if (v->model->is_plain) return compare(stmt, node, (uint32_t)w->state - 1) ? YES : NO;
    if (node->option >= w->first_open && node->option < w->end_open) return MAYBE;
    size_t n_true = 0;
    for (size_t i = 0; i < w->n_codes; i++)
        n_true += compare(stmt, node, level_of(v->model, w->codes[i], node->option));
    return n_true == 0 ? NO : n_true == w->n_codes ? YES : MAYBE;
}

static truth statement_truth(truce_verifier *v, const view *w, const truce__stmt *stmt);

static truth outcome_truth(truce_verifier *v, const view *w, uint32_t outcome) {
    if (v->outcomes[outcome] < 0)
        v->outcomes[outcome] = (signed char)statement_truth(v, w, &v->model->outcomes[outcome].stmt);
    return (truth)v->outcomes[outcome];
}

static truth negate(truth a) {
    return a == YES ? NO : a == NO ? YES : MAYBE;
}

static truth either(truth a, truth b) {
    return a == YES || b == YES ? YES : a == MAYBE || b == MAYBE ? MAYBE : NO;
}

static truth joined(truce__op op, truth a, truth b) {
    switch ((int)op) {
    case TRUCE__OP_AND: return negate(either(negate(a), negate(b)));
    case TRUCE__OP_OR: return either(a, b);
    case TRUCE__OP_IMPLIES: return either(negate(a), b);
    case TRUCE__OP_IF: return either(a, negate(b));
    default: return a == MAYBE || b == MAYBE ? MAYBE : a == b ? YES : NO;
    }
}

/* `exactly | at most | at least N of (...)`: certain where every way the open operands can turn out agrees. */
static truth count_truth(const truce_verifier *v, const truce__stmt *stmt, const truce__node *node, size_t first) {
    uint64_t n_true = 0, n_open = 0, n_agree = 0;
    for (uint32_t i = node->left; i != TRUCE__NONE; i = stmt->nodes[i].left) {
        truth operand = (truth)v->truths.at[first + stmt->nodes[i].right];
        n_true += operand == YES;
        n_open += operand == MAYBE;
    }
    for (uint64_t count = n_true; count <= n_true + n_open; count++)
        n_agree += node->op == TRUCE__OP_EXACTLY ? count == node->number
                 : node->op == TRUCE__OP_AT_MOST ? count <= node->number : count >= node->number;
    return n_agree == 0 ? NO : n_agree == n_open + 1 ? YES : MAYBE;
}

/* The truths of its operands begin at `first`. */
static truth node_truth(truce_verifier *v, const view *w, const truce__stmt *stmt, const truce__node *node,
                        size_t first) {
    if (node->op == TRUCE__OP_TRUE) return YES;
    if (node->op == TRUCE__OP_FALSE) return NO;
    if (node->op == TRUCE__OP_ATOM) return atom_truth(v, w, stmt, node);
    if (node->op == TRUCE__OP_OUTCOME) return outcome_truth(v, w, node->option);
    if (node->op == TRUCE__OP_TALLY) return NO; /* count_truth() reads its operand */
    if (node->op > TRUCE__OP_TALLY) return count_truth(v, stmt, node, first);
    truth a = (truth)v->truths.at[first + node->left];
    return node->op == TRUCE__OP_NOT ? negate(a) : joined(node->op, a, (truth)v->truths.at[first + node->right]);
}

/* Recurs only for outcomes of outcomes, which are few deep (read_statements.c). O(nodes). */
static truth statement_truth(truce_verifier *v, const view *w, const truce__stmt *stmt) {
    size_t first = v->truths.count;
    truth last = NO;
    if (v->status == TRUCE_OK) v->status = truce__vec_reserve(v->ctx, &v->truths, first + stmt->n_nodes);
    if (v->status != TRUCE_OK) return NO;
    v->truths.count += stmt->n_nodes;
    for (uint32_t i = 0; i < stmt->n_nodes && !truce__stops_at(v->ctx, i); i++) {
        last = node_truth(v, w, stmt, &stmt->nodes[i], first);
        v->truths.at[first + i] = (unsigned char)last;
    }
    v->truths.count = first;
    return truce__verifier_ended(v) == TRUCE_OK ? last : NO;
}

static truth truth_in(truce_verifier *v, const view *w, const truce__stmt *stmt) {
    if (v->outcomes_of != w->state || w->state == 0) {
        if (v->model->n_outcomes) memset(v->outcomes, -1, v->model->n_outcomes);
        v->outcomes_of = w->state;
    }
    return statement_truth(v, w, stmt);
}

/* Whether a statement counts as true. An unknown one does not. */
static bool is_true(truce_verifier *v, const view *w, const truce__stmt *stmt) {
    return truth_in(v, w, stmt) == YES;
}

/* The view of a combination that may not be a state. */
static view combination_view(uint64_t *code) {
    return (view){.state = 0, .codes = code, .n_codes = 1, .own_code = *code};
}

/* Whether no rule is certain to be broken while the options from `first_open` to before `end_open` are open. With no
 * option open: whether the combination is feasible. */
static bool may_be_feasible(truce_verifier *v, uint64_t code, uint32_t first_open, uint32_t end_open) {
    view w = combination_view(&code);
    w.first_open = first_open;
    w.end_open = end_open;
    for (uint32_t i = 0; i < v->model->n_rules; i++, v->n_evaluated++)
        if (truth_in(v, &w, &v->model->rules[i].stmt) == NO) return false;
    return true;
}

/* ------------------------------------------------------------------- states */

/* Gives one label to combination number `here` and to all that share a coalescing statement with it: the lowest code
 * among them. `first_of` holds, for each coalescing statement, the first combination that satisfies it. */
static void join_classes(truce_verifier *v, uint64_t *label, size_t *first_of, size_t here) {
    for (uint32_t i = 0; i < v->model->n_coalesce; i++) {
        view w = combination_view(&v->codes.at[here]);
        if (!is_true(v, &w, &v->model->coalesce[i].stmt)) continue;
        if (first_of[i] == SIZE_MAX) first_of[i] = here;
        uint64_t other = label[first_of[i]], own = label[here];
        uint64_t keep = other < own ? other : own, drop = other < own ? own : other;
        bool is_alone = drop == v->codes.at[here] && keep != drop;
        if (is_alone) label[here] = keep;
        for (size_t k = 0; k <= here && !is_alone && keep != drop; k++)
            if (label[k] == drop) label[k] = keep;
    }
}

/* Numbers the classes in the order of their lowest codes and groups their members. */
static truce_status number_classes(truce_verifier *v, const uint64_t *label) {
    truce_state count = 0;
    for (size_t i = 0; i < v->codes.count; i++) {
        bool is_lowest = label[i] == v->codes.at[i];
        if (is_lowest) {
            count++;
            TRY(truce__vec_push(v->ctx, &v->states, count));
            continue;
        }
        size_t k = 0; /* the place of the class's lowest code, by halving */
        for (size_t low = 0, high = i; low < high;) {
            k = low + (high - low) / 2;
            if (v->codes.at[k] == label[i]) break;
            if (v->codes.at[k] < label[i]) low = k + 1;
            else high = k;
        }
        TRY(truce__vec_push(v->ctx, &v->states, v->states.at[k]));
    }
    for (truce_state s = 0; s <= count; s++) TRY(truce__vec_push(v->ctx, &v->first, 0));
    for (size_t i = 0; i < v->states.count; i++) v->first.at[v->states.at[i]]++;
    for (truce_state s = 1; s <= count; s++) v->first.at[s] += v->first.at[s - 1];
    TRY(truce__vec_reserve(v->ctx, &v->members, v->codes.count));
    v->members.count = v->codes.count;
    for (size_t i = v->codes.count; i-- > 0;) v->members.at[--v->first.at[v->states.at[i]]] = v->codes.at[i];
    for (truce_state s = 1; s < count; s++) v->first.at[s] = v->first.at[s + 1]; /* back to "end of s" */
    v->first.at[count] = v->codes.count;
    return TRUCE_OK;
}

/* Lists the feasible combinations whose options from number `n_open` on are set as in `code`. */
static truce_status list_codes(truce_verifier *v, uint32_t n_open, uint64_t code) {
    TRY(truce__verifier_ended(v));
    if (!v->must_list && v->n_evaluated > MAY_BE_LISTED) return TRUCE_E_LIMIT;
    if (!may_be_feasible(v, code, 0, n_open)) return TRUCE_OK;
    if (n_open == 0) return truce__vec_push(v->ctx, &v->codes, code);
    for (uint32_t level = 0; level < v->model->options[n_open - 1].n_levels; level++)
        TRY(list_codes(v, n_open - 1, with_level(v->model, code, n_open - 1, level)));
    return TRUCE_OK;
}

static truce_status list_states(truce_verifier *v) {
    uint64_t total = 1;
    for (uint32_t i = 0; i < v->model->n_options; i++) total *= v->model->options[i].n_levels;
    v->must_list = total <= LISTED || v->model->n_coalesce || v->model->has_moves;
    v->is_listed = v->must_list || truce_graph_state_count(v->graph) <= LISTED;
    if (!v->is_listed) return TRUCE_OK;
    truce_status status = list_codes(v, v->model->n_options, 0);
    if (status == TRUCE_OK) status = truce__verifier_ended(v);
    if (status == TRUCE_E_LIMIT) v->is_listed = false;
    if (status != TRUCE_OK) return status == TRUCE_E_LIMIT ? TRUCE_OK : status;
    uint64_t *label = truce__calloc(v->ctx, v->codes.count, sizeof *label);
    size_t *first_of = truce__calloc(v->ctx, v->model->n_coalesce, sizeof *first_of);
    if (!label || !first_of) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint32_t i = 0; i < v->model->n_coalesce; i++) first_of[i] = SIZE_MAX;
    for (size_t i = 0; i < v->codes.count; i++) {
        label[i] = v->codes.at[i];
        join_classes(v, label, first_of, i);
        TRY_OR_DONE(truce__verifier_ended(v));
    }
    TRY_OR_DONE(number_classes(v, label));
done:
    truce__free(v->ctx, label);
    truce__free(v->ctx, first_of);
    return status;
}

/* The state with that number; the codes of an unlisted one are held in the view itself. */
static void look_up(truce_verifier *v, truce_state state, view *w) {
    *w = (view){.state = state};
    if (v->model->is_plain) return;
    if (v->is_listed) {
        w->codes = v->members.at + v->first.at[state - 1];
        w->n_codes = v->first.at[state] - v->first.at[state - 1];
        return;
    }
    uint8_t levels[TRUCE__MAX_OPTIONS];
    truce_graph_state_levels(v->graph, state, levels);
    for (uint32_t i = 0; i < v->model->n_options; i++) w->own_code = with_level(v->model, w->own_code, i, levels[i]);
    w->codes = &w->own_code;
    w->n_codes = 1;
}

/* The state a feasible combination belongs to. */
static truce_state state_of(truce_verifier *v, uint64_t code) {
    if (v->is_listed) {
        size_t low = 0, high = v->codes.count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (v->codes.at[middle] < code) low = middle + 1;
            else high = middle;
        }
        return v->states.at[low];
    }
    truce_state low = 1, high = truce_graph_state_count(v->graph);
    while (low < high) { /* numbers ascend with codes */
        truce_state middle = low + (high - low) / 2;
        view w;
        look_up(v, middle, &w);
        if (w.own_code < code) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* -------------------------------------------------------------------- moves */

static bool may_set(const truce__option *option, uint32_t from, uint32_t to) {
    if (from == to) return true;
    uint32_t distance = from < to ? to - from : from - to;
    if (option->step && distance > option->step) return false;
    if (option->moves == TRUCE__MOVES_BOTH) return true;
    return from < to ? option->moves == TRUCE__MOVES_UP : option->moves == TRUCE__MOVES_DOWN;
}

static truce_status add_move(truce_verifier *v, truce_state from, truce_state to) {
    if (to == from) return TRUCE_OK;
    for (size_t i = 0; i < v->moves.count; i++)
        if (v->moves.at[i] == to) return TRUCE_OK;
    return truce__vec_push(v->ctx, &v->moves, to);
}

/* All settings of the party's options from number `i` on that may follow from `code`. */
static truce_status add_moves_of_code(truce_verifier *v, truce_state from, uint32_t party, uint32_t i, uint64_t start,
                                      uint64_t code) {
    const truce__party *mover = &v->model->parties[party];
    uint32_t option = mover->first_option + i, now;
    TRY(truce__verifier_ended(v));
    if (!may_be_feasible(v, code, option, mover->first_option + mover->n_options)) return TRUCE_OK;
    if (i == mover->n_options) return code == start ? TRUCE_OK : add_move(v, from, state_of(v, code));
    now = level_of(v->model, start, option);
    for (uint32_t level = 0; level < v->model->options[option].n_levels; level++)
        if (may_set(&v->model->options[option], now, level))
            TRY(add_moves_of_code(v, from, party, i + 1, start, with_level(v->model, code, option, level)));
    return TRUCE_OK;
}

/* Lists R_party(state) into v->moves. */
static truce_status list_moves(truce_verifier *v, uint32_t party, truce_state state) {
    v->moves.count = 0;
    if (v->model->has_moves) {
        const truce__arcs *arcs = &v->model->moves[party];
        for (size_t i = 0; i < arcs->n_arcs; i++)
            if (arcs->arcs[i].from == state) TRY(add_move(v, state, arcs->arcs[i].to));
        return TRUCE_OK;
    }
    view w;
    look_up(v, state, &w);
    for (size_t i = 0; i < w.n_codes; i++) TRY(add_moves_of_code(v, state, party, 0, w.codes[i], w.codes[i]));
    return TRUCE_OK;
}

static bool is_move(const truce_verifier *v, truce_state to) {
    for (size_t i = 0; i < v->moves.count; i++)
        if (v->moves.at[i] == to) return true;
    return false;
}

/* -------------------------------------------------------------- preferences */

__extension__ typedef __int128 wide;

static bool item_holds(truce_verifier *v, const view *w, const truce__pref_item *item) {
    for (uint32_t i = 0; i < item->n_stmts; i++)
        if (is_true(v, w, &item->stmts[i])) return true;
    return false;
}

/* The weight brought to fifteen decimal places. */
static wide weight(const truce__pref_item *item) {
    wide value = item->weight.mantissa;
    for (uint32_t i = item->weight.scale; i < 15; i++) value *= 10;
    return value;
}

/* The group a direct ranking puts the state in: the first whose line names it. 0 is best. */
static uint32_t group_of(truce_verifier *v, const view *w, const truce__pref *pref) {
    uint32_t rest = UINT32_MAX;
    for (uint32_t i = 0; i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        if (item->is_rest) rest = item->group;
        else if (item->n_stmts ? item_holds(v, w, item) : item->state == w->state) return item->group;
    }
    return rest;
}

/* ------------------------------------------------------------------- expiry */

/* What an entry makes of a combination, or of the state of a plain graph; itself where its condition is not met. */
static uint64_t applied(truce_verifier *v, const truce__expiry *expiry, uint64_t code) {
    view w = combination_view(&code);
    if (v->model->is_plain) w.state = code;
    if (!is_true(v, &w, &expiry->when)) return code;
    if (v->model->is_plain) return expiry->becomes[0].level + UINT64_C(1);
    for (uint32_t k = 0; k < expiry->n_becomes; k++)
        code = with_level(v->model, code, expiry->becomes[k].option, expiry->becomes[k].level);
    return code;
}

/* The combination that this one becomes when all that is temporary has expired. */
static uint64_t run_out(truce_verifier *v, uint64_t code) {
    for (uint64_t before = code + 1; before != code;) {
        before = code;
        for (uint32_t i = 0; i < v->model->n_expiries; i++) code = applied(v, &v->model->expiries[i], code);
    }
    return code;
}

/* The state by which this one is valued: after expiry the one that it turns into. */
static truce_state valued_as(truce_verifier *v, truce_state state) {
    view w;
    if (!truce_graph_is_after_expiry(v->graph)) return state;
    if (v->model->is_plain) return run_out(v, state);
    look_up(v, state, &w);
    uint64_t left = run_out(v, w.codes[0]);
    return truce__verifier_ended(v) == TRUCE_OK ? state_of(v, left) : state;
}

/* Adds the state to which entry number `i` leads from a combination, those after it settling with it, round and
 * round, until there is a state. None where they come to rest before, or go on for so many rounds. */
static truce_status add_lapse(truce_verifier *v, truce_state from, uint64_t code, uint32_t i) {
    uint32_t n = v->model->n_expiries, unchanged = 0;
    uint64_t now = applied(v, &v->model->expiries[i], code);
    if (now == code) return TRUCE_OK;
    if (v->model->is_plain) return add_move(v, from, now);
    for (uint64_t changes = 1; unchanged < n && changes <= (uint64_t)n * ROUNDS; changes += unchanged == 0) {
        if (may_be_feasible(v, now, 0, 0)) return add_move(v, from, state_of(v, now));
        uint64_t before = now;
        i = (i + 1) % n;
        now = applied(v, &v->model->expiries[i], before);
        unchanged = now == before ? unchanged + 1 : 0;
    }
    return TRUCE_OK;
}

truce_status truce__verifier_lapses(truce_verifier *verifier, truce_state state, const truce_state **lapses,
                                    size_t *count) {
    view w;
    verifier->moves.count = 0;
    look_up(verifier, state, &w);
    for (uint32_t i = 0; i < verifier->model->n_expiries; i++) {
        if (verifier->model->is_plain) TRY(add_lapse(verifier, state, state, i));
        for (size_t k = 0; k < w.n_codes; k++) TRY(add_lapse(verifier, state, w.codes[k], i));
    }
    *lapses = verifier->moves.at;
    *count = verifier->moves.count;
    return truce__verifier_ended(verifier);
}

/* Whether the party strictly prefers a to b. */
static bool prefers(truce_verifier *v, uint32_t party, truce_state a, truce_state b) {
    const truce__pref *pref = &v->model->prefs[party];
    view x, y;
    a = valued_as(v, a);
    b = valued_as(v, b);
    look_up(v, a, &x);
    look_up(v, b, &y);
    if (pref->kind == TRUCE__PREF_RANK) return group_of(v, &x, pref) < group_of(v, &y, pref);
    wide sum = 0;
    for (uint32_t i = 0; i < pref->n_items; i++) {
        bool in_a = item_holds(v, &x, &pref->items[i]), in_b = item_holds(v, &y, &pref->items[i]);
        if (pref->kind == TRUCE__PREF_ORDER && in_a != in_b) return in_a;
        if (pref->kind == TRUCE__PREF_WEIGH) sum += weight(&pref->items[i]) * ((int)in_a - (int)in_b);
    }
    return sum > 0;
}

/* ----------------------------------------------------------- other results */

truce_status truce__verifier_moves(truce_verifier *v, uint32_t party, truce_state state, const truce_state **moves,
                                   size_t *count) {
    TRY(list_moves(v, party, state));
    TRY(truce__verifier_ended(v));
    *moves = v->moves.at;
    *count = v->moves.count;
    return TRUCE_OK;
}

/* Whether the party can make one combination of the other by setting its own options. */
static bool may_become(const truce_model *model, uint32_t party, uint64_t from, uint64_t to) {
    for (uint32_t i = 0; i < model->n_options; i++) {
        uint32_t before = level_of(model, from, i), after = level_of(model, to, i);
        if (before != after && (model->options[i].party != party || !may_set(&model->options[i], before, after)))
            return false;
    }
    return true;
}

bool truce__verifier_is_move(truce_verifier *v, uint32_t party, truce_state from, truce_state to) {
    view x, y;
    if (from == to) return false;
    const truce__arcs *arcs = v->model->has_moves ? &v->model->moves[party] : NULL;
    for (size_t i = 0; arcs && i < arcs->n_arcs; i++)
        if (arcs->arcs[i].from == from && arcs->arcs[i].to == to) return true;
    if (arcs || v->model->is_plain) return false;
    look_up(v, from, &x);
    look_up(v, to, &y);
    for (size_t i = 0; i < x.n_codes; i++)
        for (size_t k = 0; k < y.n_codes; k++)
            if (may_become(v->model, party, x.codes[i], y.codes[k]) && may_be_feasible(v, y.codes[k], 0, 0))
                return true;
    return false;
}

bool truce__verifier_prefers(truce_verifier *v, uint32_t party, truce_state a, truce_state b) {
    return prefers(v, party, a, b);
}

/* ---------------------------------------------------------------- witnesses */

typedef struct meaning { /* of a concept, stated here a second time on purpose */
    const char *id;
    bool is_myopic;       /* nobody replies */
    bool wants_improving; /* replies must improve for their movers */
    bool sees_counter;    /* the party's counter-move counts */
} meaning;

static const meaning meanings[] = {
    {"nash", true, false, false}, {"gmr", false, false, false}, {"smr", false, false, true},
    {"seq", false, true, false},  {"sseq", false, true, true},
};

static const meaning *meaning_of(uint32_t concept) {
    const truce_concept *info = truce_concept_at(concept);
    for (size_t i = 0; info && i < sizeof meanings / sizeof *meanings; i++)
        if (strcmp(meanings[i].id, info->id) == 0) return &meanings[i];
    return NULL;
}

static truce_status refuse(truce_verifier *v, const truce_witness *witness, truce_state at, const char *why) {
    TRY(truce__verifier_ended(v));
    truce__source file = {.file = v->model->source.file};
    const truce_concept *info = truce_concept_at(witness->concept);
    TRY(truce__diag(v->ctx, TRUCE_ERROR, &file, (truce__loc){0},
                    "this is a bug in truce: please report it with the model",
                    "the reason for %s stability of state %llu for '%s' does not verify at state %llu: %s",
                    info ? info->label : "?", (unsigned long long)witness->state,
                    v->model->parties[witness->party].id, (unsigned long long)at, why));
    return TRUCE_E_BUG;
}

/* Checks a move of the party itself from `from`: the party must prefer its end to the start, or not, as the claim's
 * kind says. */
static truce_status check_own_move(truce_verifier *v, const truce_witness *witness, const truce_claim *claim,
                                   truce_state from) {
    bool is_better = claim->kind != TRUCE_CLAIM_NO_BETTER;
    if (claim->mover != witness->party || claim->from != from)
        return refuse(v, witness, claim->to, "it is another party's move, or begins elsewhere");
    TRY(list_moves(v, witness->party, from));
    if (!is_move(v, claim->to)) return refuse(v, witness, claim->to, "it is no move of the party");
    if (prefers(v, witness->party, claim->to, witness->state) != is_better)
        return refuse(v, witness, claim->to,
                      is_better ? "it is not preferred to the start" : "a counter-move escapes");
    return TRUCE_OK;
}

/* Checks a step of a reply: an opponent makes it, not the last mover; the move exists; it improves if the concept
 * wants that. */
static truce_status check_step(truce_verifier *v, const truce_witness *witness, const meaning *concept,
                               const truce_claim *claim, truce_state from, uint32_t last) {
    if (claim->mover == witness->party || claim->mover >= v->model->n_parties)
        return refuse(v, witness, claim->to, "a reply must be a move of another party");
    if (claim->from != from) return refuse(v, witness, claim->to, "a reply begins elsewhere");
    if (claim->mover == last) return refuse(v, witness, claim->to, "a party moves twice in a row");
    TRY(list_moves(v, claim->mover, from));
    if (!is_move(v, claim->to)) return refuse(v, witness, claim->to, "a reply is no move");
    if (concept->wants_improving && !prefers(v, claim->mover, claim->to, from))
        return refuse(v, witness, claim->to, "a reply does not improve for its mover");
    return TRUCE_OK;
}

static bool has_child_to(const truce_claim *claim, truce_state state) {
    for (size_t i = 0; i < claim->child_count; i++)
        if (claim->children[i].to == state) return true;
    return false;
}

/* Checks the end of an answer: the party is no better off. If its counter-moves count, all of them must be listed and
 * none may be better. */
static truce_status check_sanction(truce_verifier *v, const truce_witness *witness, const meaning *concept,
                                   const truce_claim *end) {
    if (prefers(v, witness->party, end->to, witness->state))
        return refuse(v, witness, end->to, "the replies end better than the start");
    if (!concept->sees_counter) return TRUCE_OK;
    TRY(list_moves(v, witness->party, end->to));
    for (size_t i = 0; i < v->moves.count; i++)
        if (!has_child_to(end, v->moves.at[i])) return refuse(v, witness, end->to, "a counter-move is missing");
    for (size_t i = 0; i < end->child_count; i++) {
        if (end->children[i].kind != TRUCE_CLAIM_NO_BETTER)
            return refuse(v, witness, end->to, "no claim about a counter-move");
        TRY(check_own_move(v, witness, &end->children[i], end->to));
    }
    return TRUCE_OK;
}

static truce_status check_sanctioned(truce_verifier *v, const truce_witness *witness, const meaning *concept,
                                     const truce_claim *improvement) {
    const truce_claim *claim = improvement;
    if (concept->is_myopic) return refuse(v, witness, claim->to, "replies do not count");
    for (uint32_t last = UINT32_MAX; claim->kind != TRUCE_CLAIM_SANCTION; last = claim->mover) {
        truce_state at = claim->to;
        if ((claim != improvement && claim->kind != TRUCE_CLAIM_STEP) || claim->child_count != 1)
            return refuse(v, witness, at, "there is no reply");
        claim = claim->children;
        TRY(check_step(v, witness, concept, claim, at, last));
    }
    return check_sanction(v, witness, concept, claim);
}

static bool is_reached(const truce_claim *improvement, truce_state state, uint32_t party) {
    for (size_t i = 0; i < improvement->child_count; i++)
        if (improvement->children[i].to == state && improvement->children[i].mover == party) return true;
    return false;
}

/* Everything the others can do next must be in the list. */
static truce_status check_closed(truce_verifier *v, const truce_witness *witness, const meaning *concept,
                                 const truce_claim *improvement, truce_state at, uint32_t last) {
    for (uint32_t party = 0; party < v->model->n_parties; party++) {
        if (party == witness->party || party == last) continue;
        TRY(list_moves(v, party, at));
        for (size_t i = 0; i < v->moves.count; i++) {
            truce_state to = v->moves.at[i];
            if (concept->wants_improving && !prefers(v, party, to, at)) continue;
            if (!is_reached(improvement, to, party))
                return refuse(v, witness, to, "a reply is missing from the proof");
        }
    }
    return TRUCE_OK;
}

static truce_status check_no_sanction(truce_verifier *v, const truce_witness *witness, const meaning *concept,
                                      const truce_claim *reached) {
    bool is_better = prefers(v, witness->party, reached->to, witness->state);
    if (reached->kind == TRUCE_CLAIM_BETTER && is_better) return TRUCE_OK;
    if (is_better || reached->kind != TRUCE_CLAIM_ESCAPED || !concept->sees_counter || reached->child_count != 1 ||
        reached->children->kind != TRUCE_CLAIM_BETTER)
        return refuse(v, witness, reached->to, "this reply sanctions");
    return check_own_move(v, witness, reached->children, reached->to);
}

static truce_status check_free(truce_verifier *v, const truce_witness *witness, const meaning *concept,
                               const truce_claim *improvement) {
    if (concept->is_myopic) return TRUCE_OK;
    TRY(check_closed(v, witness, concept, improvement, improvement->to, UINT32_MAX));
    for (size_t i = 0; i < improvement->child_count; i++) {
        const truce_claim *reached = &improvement->children[i];
        const truce_claim *before = reached->after < i ? &improvement->children[reached->after] : NULL;
        if (!before && reached->after != SIZE_MAX)
            return refuse(v, witness, reached->to, "a reply has no predecessor");
        TRY(check_step(v, witness, concept, reached, before ? before->to : improvement->to,
                       before ? before->mover : UINT32_MAX));
        TRY(check_no_sanction(v, witness, concept, reached));
        TRY(check_closed(v, witness, concept, improvement, reached->to, reached->mover));
    }
    return TRUCE_OK;
}

static bool is_listed(const truce_witness *witness, truce_state to) {
    for (size_t i = 0; i < witness->claim_count; i++)
        if (witness->claims[i].to == to) return true;
    return false;
}

/* Every improvement that exists must be listed. */
static truce_status check_all_listed(truce_verifier *v, const truce_witness *witness) {
    TRY(list_moves(v, witness->party, witness->state));
    for (size_t i = 0; i < v->moves.count; i++) {
        truce_state to = v->moves.at[i];
        if (prefers(v, witness->party, to, witness->state) && !is_listed(witness, to))
            return refuse(v, witness, to, "an improvement is missing");
    }
    return TRUCE_OK;
}

static truce_status check_improvement(truce_verifier *v, const truce_witness *witness, const meaning *concept,
                                      const truce_claim *claim) {
    bool is_sanctioned = claim->kind == TRUCE_CLAIM_SANCTIONED;
    if (!is_sanctioned && claim->kind != TRUCE_CLAIM_FREE)
        return refuse(v, witness, claim->to, "no claim about an improvement");
    TRY(check_own_move(v, witness, claim, witness->state));
    return is_sanctioned ? check_sanctioned(v, witness, concept, claim) : check_free(v, witness, concept, claim);
}

truce_status truce_verify(truce_verifier *v, const truce_witness *witness) {
    const meaning *concept = meaning_of(witness->concept);
    if (!concept || witness->party >= v->model->n_parties || witness->state < 1 ||
        witness->state > truce_graph_state_count(v->graph))
        return TRUCE_E_USAGE;
    size_t n_free = 0;
    if (witness->verdict == TRUCE_STABLE) TRY(check_all_listed(v, witness));
    for (size_t i = 0; i < witness->claim_count; i++) {
        TRY(check_improvement(v, witness, concept, &witness->claims[i]));
        n_free += witness->claims[i].kind == TRUCE_CLAIM_FREE;
    }
    if (witness->verdict != (n_free ? TRUCE_UNSTABLE : TRUCE_STABLE))
        return refuse(v, witness, witness->state, "the verdict is not what is shown");
    return truce__verifier_ended(v);
}

/* ---------------------------------------------------------------- life time */

truce_status truce_verifier_new(truce_ctx *ctx, const truce_graph *graph, truce_verifier **out) {
    truce_verifier *v = truce__calloc(ctx, 1, sizeof *v);
    if (!v) return TRUCE_E_NOMEM;
    v->ctx = ctx;
    v->graph = graph;
    v->model = truce_graph_model(graph);
    v->outcomes = truce__calloc(ctx, v->model->n_outcomes, 1);
    truce_status status = v->outcomes ? TRUCE_OK : TRUCE_E_NOMEM;
    if (status == TRUCE_OK && !v->model->is_plain) status = list_states(v);
    if (status == TRUCE_OK && v->is_listed && v->first.count != truce_graph_state_count(graph) + 1) {
        truce__source file = {.file = v->model->source.file};
        status = truce__diag(ctx, TRUCE_ERROR, &file, (truce__loc){0}, NULL,
                             "listed one by one, the model has another number of states than the engine found");
        if (status == TRUCE_OK) status = TRUCE_E_BUG;
    }
    if (status == TRUCE_OK) *out = v;
    else truce_verifier_free(v);
    return status;
}

void truce_verifier_free(truce_verifier *v) {
    if (!v) return;
    truce__vec_free(v->ctx, &v->codes);
    truce__vec_free(v->ctx, &v->states);
    truce__vec_free(v->ctx, &v->members);
    truce__vec_free(v->ctx, &v->first);
    truce__vec_free(v->ctx, &v->moves);
    truce__vec_free(v->ctx, &v->truths);
    truce__free(v->ctx, v->outcomes);
    truce__free(v->ctx, v);
}
