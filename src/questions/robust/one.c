/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One edit at a time. Most edits change one party's preference and nothing else: the variant then shares states and
 * the ranks of all others, and its equilibria are compared with those of the written model 64 states at a time. An
 * edit of rules or options goes by the text; where the variant has states of its own, they correspond by levels.
 */
#include "graph/variant.h"
#include "questions/compare/compare.h"
#include "questions/conclusions/outcomes.h"
#include "questions/robust/robust.h"

typedef struct trying {
    truce_ctx *ctx;
    const truce_solution *before;
    const truce_graph *graph;
    const truce_set *asked;
    uint64_t limit;
    truce__document document; /* the model's */
    uint32_t n_slots, n_outcomes;
    truce_set **members;  /* by outcome */
    const bool *held;     /* [slot * n_outcomes + outcome] before */
    bool *holds;          /* the same after */
    truce__one_at_a_time *one;
} trying;

/* An edit as it is tried. */
typedef struct trial {
    truce__arena arena; /* what the variant's preference consists of, or the edit's text */
    truce_graph *variant;
    truce_solution *after;
} trial;

/* ------------------------------------------------------------------ outcomes */

static truce_status take_down(void *ud, const truce__holding *one) {
    const trying *t = ud;
    for (uint32_t slot = 0; slot < t->n_slots; slot++)
        t->holds[(size_t)slot * t->n_outcomes + one->outcome] = one->held[slot] > 0;
    return TRUCE_OK;
}

/* Which outcomes hold somewhere. Those of the written model's states are known as sets. */
static truce_status hold_outcomes(trying *t, const truce_solution *solution, bool has_same_states) {
    if (!has_same_states) return truce__outcomes_visit(t->ctx, solution, take_down, t);
    for (uint32_t slot = 0; slot < t->n_slots; slot++)
        for (uint32_t k = 0; k < t->n_outcomes; k++)
            t->holds[(size_t)slot * t->n_outcomes + k] =
                truce_set_count_both(t->members[k], truce_solution_equilibria(solution, slot)) > 0;
    return truce__go_on(t->ctx);
}

static truce_status compare_outcomes(trying *t, truce__one_edit *row) {
    size_t count = 0, all = (size_t)t->n_slots * t->n_outcomes;
    for (size_t i = 0; i < all; i++) count += t->held[i] != t->holds[i];
    truce__outcome_change *changes = truce__arena_alloc(&t->one->arena, count, sizeof *changes);
    if (!changes) return TRUCE_E_NOMEM;
    row->outcomes = changes;
    for (uint32_t k = 0; k < t->n_outcomes; k++)
        for (uint32_t slot = 0; slot < t->n_slots; slot++) {
            size_t i = (size_t)slot * t->n_outcomes + k;
            if (t->held[i] == t->holds[i]) continue;
            changes[row->n_outcomes++] = (truce__outcome_change){k, slot, t->held[i], t->holds[i]};
        }
    return TRUCE_OK;
}

/* -------------------------------------------------------------------- states */

static uint64_t kept(const trying *t, uint64_t count) {
    return t->limit && count > t->limit ? t->limit : count;
}

/* The members of `set` that are not in `other`, of the same cells: how many, and the first of them. */
static truce_status list_difference(trying *t, const truce_set *set, const truce_set *other, uint64_t *count,
                                    truce_state **states, uint64_t *n_states) {
    size_t words = truce__bits_words(t->graph->space.n_cells);
    *count = 0;
    for (size_t i = 0; i < words; i++) *count += (uint64_t)__builtin_popcountll(set->bits[i] & ~other->bits[i]);
    uint64_t most = kept(t, *count);
    *states = truce__arena_alloc(&t->one->arena, most, sizeof **states);
    if (!*states) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < words && *n_states < most; i++)
        for (uint64_t bits = set->bits[i] & ~other->bits[i]; bits && *n_states < most; bits &= bits - 1)
            (*states)[(*n_states)++] =
                truce__space_number(&t->graph->space, i * 64 + (uint64_t)__builtin_ctzll(bits));
    return truce__go_on(t->ctx);
}

static truce_status compare_same_states(trying *t, const trial *tried, truce__one_edit *row) {
    for (uint32_t slot = 0; slot < t->n_slots; slot++) {
        const truce_set *old = truce_solution_equilibria(t->before, slot),
                        *new = truce_solution_equilibria(tried->after, slot);
        truce__altered *a = &row->of[slot];
        TRY(list_difference(t, new, old, &a->appeared, &a->appear, &a->n_appear));
        TRY(list_difference(t, old, new, &a->vanished, &a->vanish, &a->n_vanish));
    }
    return TRUCE_OK;
}

/* Those of `set`, of match->from, that correspond to no member of `other`, of match->to. */
static truce_status list_vanished(trying *t, const truce__match *forth, const truce_set *set, const truce_set *other,
                                  truce__altered *a) {
    uint64_t most = kept(t, truce_set_count(set));
    a->vanish = truce__arena_alloc(&t->one->arena, most, sizeof *a->vanish);
    if (!a->vanish) return TRUCE_E_NOMEM;
    for (truce_state s = truce_set_next(set, 0); s; s = truce_set_next(set, s)) {
        truce_state same = truce__match_state(forth, s);
        TRY(truce__go_on(t->ctx));
        if (same && truce_set_contains(other, same)) continue;
        a->vanished++;
        if (a->n_vanish < most) a->vanish[a->n_vanish++] = s;
    }
    return TRUCE_OK;
}

static truce_status list_appeared(trying *t, const truce__match *back, const truce_set *set, const truce_set *other,
                                  truce__altered *a) {
    truce__arena *arena = &t->one->arena;
    uint64_t most = kept(t, truce_set_count(set));
    a->appear = truce__arena_alloc(arena, most, sizeof *a->appear);
    a->fresh = truce__arena_alloc(arena, most, sizeof *a->fresh);
    if (!a->appear || !a->fresh) return TRUCE_E_NOMEM;
    for (truce_state s = truce_set_next(set, 0); s; s = truce_set_next(set, s)) {
        truce_state same = truce__match_state(back, s);
        TRY(truce__go_on(t->ctx));
        if (same && truce_set_contains(other, same)) continue;
        if (same) {
            a->appeared++;
            if (a->n_appear < most) a->appear[a->n_appear++] = same;
            continue;
        }
        a->arisen++;
        if (a->n_fresh == most) continue;
        char code[TRUCE_CODE_SIZE];
        const char *text = truce_graph_state_code(back->from, s, code);
        a->fresh[a->n_fresh] = truce__arena_text(arena, text, strlen(text));
        if (!a->fresh[a->n_fresh++]) return TRUCE_E_NOMEM;
    }
    return TRUCE_OK;
}

static truce_status compare_other_states(trying *t, const trial *tried, truce__one_edit *row) {
    truce__match forth, back;
    truce__arena arena;
    truce_status status;
    truce__arena_init(&arena, t->ctx);
    TRY_OR_DONE(truce__match_init(&arena, t->graph, tried->variant, &forth));
    TRY_OR_DONE(truce__match_init(&arena, tried->variant, t->graph, &back));
    for (uint32_t slot = 0; slot < t->n_slots; slot++) {
        const truce_set *old = truce_solution_equilibria(t->before, slot),
                        *new = truce_solution_equilibria(tried->after, slot);
        TRY_OR_DONE(list_vanished(t, &forth, old, new, &row->of[slot]));
        TRY_OR_DONE(list_appeared(t, &back, new, old, &row->of[slot]));
    }
done:
    truce__arena_free(&arena);
    return status;
}

/* ---------------------------------------------------------------------- asked */

/* `forth`: from the written model's states to the variant's; NULL: they are the same. */
static truce_status find_asked(trying *t, const trial *tried, const truce__match *forth, truce__one_edit *row) {
    truce__asked_change found[TRUCE__ASKED_KEPT];
    for (truce_state s = truce_set_next(t->asked, 0); s; s = truce_set_next(t->asked, s)) {
        truce_state same = forth ? truce__match_state(forth, s) : s;
        TRY(truce__go_on(t->ctx));
        for (uint32_t slot = 0; slot < t->n_slots; slot++) {
            bool held = truce_set_contains(truce_solution_equilibria(t->before, slot), s),
                 holds = same && truce_set_contains(truce_solution_equilibria(tried->after, slot), same);
            if (held == holds) continue;
            if (row->n_kept < TRUCE__ASKED_KEPT) found[row->n_kept++] = (truce__asked_change){s, slot, holds};
            row->n_asked++;
        }
    }
    truce__asked_change *kept = truce__arena_alloc(&t->one->arena, row->n_kept, sizeof *kept);
    if (!kept) return TRUCE_E_NOMEM;
    if (row->n_kept) memcpy(kept, found, row->n_kept * sizeof *kept);
    row->asked = kept;
    return TRUCE_OK;
}

static truce_status compare_asked(trying *t, const trial *tried, bool has_same_states, truce__one_edit *row) {
    truce__match forth;
    truce__arena arena;
    if (has_same_states) return find_asked(t, tried, NULL, row);
    truce__arena_init(&arena, t->ctx);
    truce_status status = truce__match_init(&arena, t->graph, tried->variant, &forth);
    if (status == TRUCE_OK) status = find_asked(t, tried, &forth, row);
    truce__arena_free(&arena);
    return status;
}

/* ---------------------------------------------------------------------- trials */

static void end_trial(trial *tried) {
    truce_solution_free(tried->after);
    truce_graph_free(tried->variant);
    truce__arena_free(&tried->arena);
}

/* The variant by its preference alone. */
static truce_status vary_preference(const trying *t, const truce__model_edit *edit, const truce__pref *pref,
                                    trial *tried) {
    truce__pref_item *no_items;
    TRY(truce__variant_new(t->ctx, t->graph, 0, &no_items, &tried->variant));
    return truce__variant_prefer(tried->variant, edit->party, pref);
}

/* TRUCE_E_USAGE for a change that cannot be made to the text. */
static truce_status vary(const trying *t, const truce__model_edit *edit, trial *tried) {
    truce__pref pref;
    truce_edit written;
    bool is_made, fits;
    TRY(truce__edit_fits(t->ctx, t->graph->model, &t->document, edit, &fits));
    if (!fits) return TRUCE_E_USAGE;
    TRY(truce__edit_preference(&tried->arena, t->graph->model, edit, &pref, &is_made));
    if (is_made) return vary_preference(t, edit, &pref, tried);
    TRY(truce__edit_written(t->ctx, &tried->arena, t->graph->model, edit, &written));
    return truce_variant_edit(t->ctx, t->graph, &written, 1, &tried->variant);
}

/* Whether the edit leaves no model, or cannot be made. */
static bool is_no_model(truce_status status) {
    return status == TRUCE_E_MODEL || status == TRUCE_E_USAGE;
}

static truce_status compare(trying *t, const trial *tried, truce__one_edit *row) {
    bool has_same_states = truce_variant_shares_states(tried->variant);
    row->of = truce__arena_alloc(&t->one->arena, t->n_slots, sizeof *row->of);
    if (!row->of) return TRUCE_E_NOMEM;
    TRY(has_same_states ? compare_same_states(t, tried, row) : compare_other_states(t, tried, row));
    TRY(compare_asked(t, tried, has_same_states, row));
    TRY(hold_outcomes(t, tried->after, has_same_states));
    TRY(compare_outcomes(t, row));
    for (uint32_t slot = 0; slot < t->n_slots; slot++)
        row->n_states += row->of[slot].appeared + row->of[slot].vanished + row->of[slot].arisen;
    return TRUCE_OK;
}

/* Whether the edit is left out, and counted: it leaves no model, or, without a rule, too many states. */
static bool is_left_out(trying *t, const truce__model_edit *edit, truce_status varied, truce_status status) {
    bool is_large = edit->kind == TRUCE__EDIT_STRUCTURE && status == TRUCE_E_LIMIT;
    t->one->n_unfit += is_no_model(varied);
    t->one->n_large += is_large;
    return is_no_model(varied) || is_large;
}

static truce_status try_edit(trying *t, const truce__model_edit *edit) {
    const truce__diags_mark mark = truce__diags_here(t->ctx);
    truce__one_edit row = {.edit = *edit};
    trial tried = {0};
    truce__arena_init(&tried.arena, t->ctx);
    truce_status varied = vary(t, edit, &tried), status = varied;
    if (status == TRUCE_OK) status = truce_solve_variant(t->ctx, tried.variant, t->before, &tried.after);
    if (status == TRUCE_OK) status = compare(t, &tried, &row);
    if (status == TRUCE_OK) t->one->at[t->one->count++] = row;
    else if (is_left_out(t, edit, varied, status)) status = TRUCE_OK;
    if (status == TRUCE_OK) truce__diags_forget(t->ctx, mark); /* warnings about the edited model */
    end_trial(&tried);
    return status;
}

/* ----------------------------------------------------------------------- order */

static int more_first(uint64_t a, uint64_t b) {
    return (a < b) - (a > b);
}

static int in_order(const void *a, const void *b) {
    const truce__one_edit *x = a, *y = b;
    int order = more_first(x->n_asked, y->n_asked);
    if (!order) order = more_first(x->n_outcomes, y->n_outcomes);
    return order ? order : more_first(x->n_states, y->n_states);
}

static void count_kinds(truce__one_at_a_time *one) {
    for (size_t i = 0; i < one->count; i++) {
        const truce__one_edit *row = &one->at[i];
        if (row->n_asked) one->n_asked++;
        else if (row->n_outcomes) one->n_outcomes++;
        else if (row->n_states) one->n_states++;
    }
}

/* Puts an edit among those that alter most equilibria; of two that alter as many the earlier stands first. */
static void chart(truce__one_at_a_time *one, size_t edit) {
    size_t place = one->n_charted;
    while (place > 0 && one->at[one->charted[place - 1]].n_states < one->at[edit].n_states) place--;
    if (place == TRUCE__CHARTED || !one->at[edit].n_states) return;
    if (one->n_charted < TRUCE__CHARTED) one->n_charted++;
    memmove(one->charted + place + 1, one->charted + place, (one->n_charted - place - 1) * sizeof *one->charted);
    one->charted[place] = edit;
}

/* ----------------------------------------------------------------------- whole */

static truce_status gather_outcomes(trying *t) {
    size_t all = (size_t)t->n_slots * t->n_outcomes;
    t->members = truce__calloc(t->ctx, t->n_outcomes, sizeof *t->members);
    bool *held = truce__arena_alloc(&t->one->arena, all, sizeof *held);
    t->holds = truce__arena_alloc(&t->one->arena, all, sizeof *t->holds);
    if (!t->members || !held || !t->holds) return TRUCE_E_NOMEM;
    for (uint32_t k = 0; k < t->n_outcomes; k++)
        TRY(truce__set_where(t->ctx, t->graph, &t->graph->model->outcomes[k].stmt, &t->members[k]));
    TRY(hold_outcomes(t, t->before, true));
    if (all) memcpy(held, t->holds, all * sizeof *held);
    t->held = held;
    return TRUCE_OK;
}

static truce_status try_all(trying *t, const truce__model_edits *edits) {
    t->one->at = truce__arena_alloc(&t->one->arena, edits->count, sizeof *t->one->at);
    if (!t->one->at) return TRUCE_E_NOMEM;
    TRY(truce__model_document(t->ctx, t->graph->model, &t->document));
    TRY(gather_outcomes(t));
    for (size_t i = 0; i < edits->count; i++) {
        truce__progress(t->ctx, "changing one thing", i, edits->count);
        TRY(try_edit(t, &edits->at[i]));
    }
    TRY(truce__sort(t->ctx, t->one->at, t->one->count, sizeof *t->one->at, in_order));
    count_kinds(t->one);
    for (size_t i = 0; i < t->one->count; i++) chart(t->one, i);
    return TRUCE_OK;
}

truce_status truce__one_at_a_time_find(truce_ctx *ctx, const truce_solution *solution, const truce_set *asked,
                                       uint64_t limit, truce__one_at_a_time *one) {
    const truce_graph *graph = truce_solution_graph(solution);
    trying t = {.ctx = ctx, .before = solution, .graph = graph, .asked = asked, .limit = limit, .one = one,
                .n_slots = truce_solution_concept_count(solution), .n_outcomes = graph->model->n_outcomes};
    truce__model_edits edits = {0};
    *one = (truce__one_at_a_time){0};
    truce__arena_init(&one->arena, ctx);
    truce__arena_init(&t.document.nodes, ctx);
    truce_status status = truce__edits_list(ctx, graph->model, (1U << TRUCE__N_EDIT_KINDS) - 1, &edits);
    if (status == TRUCE_OK) status = try_all(&t, &edits);
    for (uint32_t k = 0; t.members && k < t.n_outcomes; k++) truce_set_free(t.members[k]);
    truce__free(ctx, t.members);
    truce__document_free(&t.document);
    truce__vec_free(ctx, &edits);
    return status;
}

void truce__one_at_a_time_free(truce__one_at_a_time *one) {
    if (one->arena.ctx) truce__arena_free(&one->arena);
    *one = (truce__one_at_a_time){0};
}
