/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who could leave together: today's situation, and each target, beside what every party would do by itself. The
 * article says it where somebody could, and to where; the annex says by which steps, and where nobody could. Told are
 * the smallest coalitions of several parties, in the order of the model, under the concept by which the situation
 * holds; of each one of the nearest situations that are better for all its members, than which none as near is better
 * for some of them and worse for none, a target first.
 * What all its sets of parties can bring about is looked at one by one, so large models and many parties are left
 * out; docs/brief.md has the bound.
 */
#include "brief/brief.h"

#include "concepts/coalition_witness.h"
#include "concepts/concepts.h"
#include "concepts/verify.h"
#include "graph/graph.h"

enum { PARTIES = 8, WORK = 1 << 18 /* situations times coalitions */ };

/* What is asked of a situation: which coalition could leave it. */
typedef struct asked {
    truce_state state;
    uint32_t grade;
} asked;

static bool is_quick(const truce__brief *b) {
    uint32_t n = b->model->n_parties;
    return b->now && n > 1 && n <= PARTIES && truce_graph_state_count(b->graph) <= (uint64_t)WORK >> n;
}

/* The members whose flags are set in `set`, ascending. */
static truce_coalition coalition_of(uint32_t set, uint32_t members[PARTIES]) {
    truce_coalition c = {.members = members};
    for (uint32_t p = 0; p < PARTIES; p++)
        if (set >> p & 1) members[c.count++] = p;
    return c;
}

static truce_status explain(truce__brief *b, asked a, uint32_t set, truce_coalition_witness **witness) {
    uint32_t members[PARTIES];
    const truce_coalition coalition = coalition_of(set, members);
    uint32_t concept = truce_solution_concept(b->solution, a.grade);
    truce_state targets[TRUCE__TARGETS];
    for (size_t i = 0; i < b->chosen.n_targets; i++) targets[i] = b->chosen.targets[i].state;
    const truce__wanted wanted = {targets, b->chosen.n_targets};
    TRY(truce__coalition_explain(b->ctx, b->graph, a.state, &coalition, concept, TRUCE_IMPROVES_STRICTLY, &wanted,
                                 witness));
    return truce_coalition_verify(b->verifier, *witness);
}

/* Looks at the coalitions of one size, and keeps witnesses of those that would leave. Each verdict is verified. */
static truce_status look_at(truce__brief *b, asked a, uint32_t size, truce__leaving *found) {
    for (uint32_t set = 1; set < UINT32_C(1) << b->model->n_parties; set++) {
        truce_coalition_witness *witness = NULL;
        if ((uint32_t)__builtin_popcount(set) != size) continue;
        truce_status status = explain(b, a, set, &witness);
        bool leaves = status == TRUCE_OK && witness->verdict == TRUCE_UNSTABLE;
        bool is_kept = leaves && found->count < TRUCE__LEAVING_TOLD;
        if (is_kept) found->witnesses[found->count] = witness;
        else truce_coalition_witness_free(b->ctx, witness);
        found->count += leaves;
        TRY(status);
    }
    return TRUCE_OK;
}

static truce_status look(truce__brief *b, truce_state state, uint32_t grade) {
    truce__leaving *found = &b->leaving[b->n_leaving];
    if (grade == TRUCE__LEAVES) return TRUCE_OK; /* one party leaves by itself */
    *found = (truce__leaving){.state = state};
    b->n_leaving++;
    for (uint32_t size = 2; size <= b->model->n_parties && found->count == 0; size++)
        TRY(look_at(b, (asked){state, grade}, size, found));
    return TRUCE_OK;
}

truce_status truce__leaving_find(truce__brief *b) {
    if (!is_quick(b)) return TRUCE_OK;
    TRY(look(b, b->now, b->chosen.today));
    for (size_t i = 0; i < b->chosen.n_targets; i++)
        TRY(look(b, b->chosen.targets[i].state, b->chosen.targets[i].grade));
    return TRUCE_OK;
}

void truce__leaving_free(truce__brief *b) {
    for (size_t i = 0; i < b->n_leaving; i++)
        for (size_t k = 0; k < TRUCE__LEAVING_TOLD; k++)
            truce_coalition_witness_free(b->ctx, b->leaving[i].witnesses[k]);
}

/* ------------------------------------------------------------------- words */

static const char *members_words(truce__brief *b, const truce_coalition_witness *w) {
    const char **names = truce__fragments(b, w->coalition.count);
    for (size_t i = 0; names && i < w->coalition.count; i++)
        names[i] = truce__party_words(b, w->coalition.members[i]);
    return names ? truce__and_list(b, names, w->coalition.count) : "";
}

static truce_state end_of(const truce_coalition_witness *w) { return truce__chain_end(w->claims)->to; }

/* The first of those who could leave the state; NULL: nobody could, or that was not looked for. */
static const truce_coalition_witness *first_to_go(const truce__brief *b, truce_state state) {
    for (size_t i = 0; i < b->n_leaving; i++)
        if (b->leaving[i].state == state && b->leaving[i].count) return b->leaving[i].witnesses[0];
    return NULL;
}

truce_state truce__together_end(const truce__brief *b, truce_state state) {
    const truce_coalition_witness *w = first_to_go(b, state);
    return w ? end_of(w) : 0;
}

/* " (not ◆)", where the situation has the name of a target. */
static const char *not_target(truce__brief *b, truce_state state) {
    uint32_t outcome = truce__naming_outcome(b->graph, state);
    if (*truce__target_sign(b, state)) return "";
    for (size_t i = 0; i < b->chosen.n_targets && outcome != TRUCE__NONE; i++) {
        truce_state target = b->chosen.targets[i].state;
        if (target != state && truce__naming_outcome(b->graph, target) == outcome)
            return words(b, TOGETHER_NOT_TARGET, H(truce__target_sign(b, target)));
    }
    return "";
}

const char *truce__together_words(truce__brief *b, truce_state state) {
    const truce_coalition_witness *w = first_to_go(b, state);
    return w ? members_words(b, w) : "";
}

/* Whether two steps that this is all of lead there in the other order, too. */
static bool are_in_either_order(const truce__brief *b, const truce_coalition_witness *w) {
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
    uint32_t levels[TRUCE__MAX_OPTIONS], n = truce_model_option_count(b->model);
    const truce_claim *first = w->claims, *second = first->children;
    if (b->model->is_plain || first->kind != TRUCE_CLAIM_STEP || second->kind == TRUCE_CLAIM_STEP) return false;
    truce_graph_state_levels(b->graph, first->from, before);
    truce_graph_state_levels(b->graph, second->to, after);
    for (uint32_t o = 0; o < n; o++) {
        if (before[o] == TRUCE_LEVEL_MIXED || after[o] == TRUCE_LEVEL_MIXED) return false;
        levels[o] = b->model->options[o].party == second->mover ? after[o] : before[o];
    }
    truce_state between = truce__graph_find_levels(b->graph, levels);
    return between && truce__verifier_is_move(b->verifier, second->mover, first->from, between) &&
           truce__verifier_is_move(b->verifier, first->mover, between, second->to);
}

/* "Israel would ..., then Hamas would ..." */
static const char *way_words(truce__brief *b, const truce_coalition_witness *w) {
    const char *way = "";
    bool is_either = are_in_either_order(b, w);
    for (const truce_claim *step = w->claims;; step = step->children) {
        const char *one = words(b, TOGETHER_STEP, H(truce__party_words(b, step->mover)),
                                H(truce__does_words(b, step->from, step->to)));
        if (!*way) way = one;
        else way = is_either ? words(b, TOGETHER_AND, H(way), H(one)) : words(b, TOGETHER_THEN, H(way), H(one));
        if (step->kind != TRUCE_CLAIM_STEP) return way;
    }
}

/* Where it has an outcome's bare name, which others have too: with what is otherwise there than today. */
static const char *in_full(truce__brief *b, truce_state state) {
    enum { CLAUSES = 5 };
    const char *name = truce__called_words(b, state);
    uint32_t outcome = truce__naming_outcome(b->graph, state);
    bool is_bare = outcome != TRUCE__NONE && strcmp(name, truce__outcome_called(b, outcome)) == 0;
    for (size_t i = 0; i < b->findings.count; i++)
        is_bare &= b->findings.at[i].outcome != outcome || b->findings.at[i].states > 1;
    bool is_told = is_bare && !*truce__target_sign(b, state);
    const char *clauses = is_told ? truce__changed_words(b, state, CLAUSES) : "";
    return *clauses ? words(b, NAME_WITH, H(name), H(clauses)) : name;
}

/* Whether the member could take back all that it does on the way. */
static truce__undoing undoing_of(const truce__brief *b, const truce_coalition_witness *w, uint32_t member) {
    truce__undoing all = TRUCE__UNKNOWN_UNDONE;
    for (const truce_claim *step = w->claims;; step = step->children) {
        if (step->mover == member) {
            truce__undoing one = truce__undoing_of(b, step->from, step->to);
            all = all == TRUCE__UNKNOWN_UNDONE || all == one ? one : TRUCE__PARTLY_UNDONE;
        }
        if (step->kind != TRUCE_CLAIM_STEP) return all;
    }
}

/* Of whom nothing that they do, or not all, can be taken back; "": of nobody. */
static const char *final_words(truce__brief *b, const truce_coalition_witness *w, truce__undoing undoing) {
    const char **names = truce__fragments(b, w->coalition.count);
    size_t count = 0;
    for (size_t i = 0; names && i < w->coalition.count; i++)
        if (undoing_of(b, w, w->coalition.members[i]) == undoing)
            names[count++] = truce__party_words(b, w->coalition.members[i]);
    return truce__and_list(b, names, count);
}

/* Whether it is told of the same parties before. */
static bool is_final_told(truce__brief *b, size_t before, const char *final) {
    for (size_t i = 0; i < before; i++) {
        const truce__leaving *l = &b->leaving[i];
        if (l->count && strcmp(final_words(b, l->witnesses[0], TRUCE__NOT_UNDONE), final) == 0) return true;
    }
    return false;
}

void truce__put_leaving(truce__brief *b, truce_state state) {
    for (size_t i = 0; i < b->n_leaving; i++) {
        const truce__leaving *l = &b->leaving[i];
        if (l->state != state || l->count == 0) continue;
        const truce_coalition_witness *w = l->witnesses[0];
        truce_state end = end_of(w);
        uint32_t grade = truce__equilibrium_grade(b, end);
        putf(b, "<p>%s", words(b, TOGETHER_LEAVE, H(truce__capital(b, members_words(b, w))), H(in_full(b, end)),
                               H(not_target(b, end)), N(grade == TRUCE__LEAVES ? 2 : 1),
                               H(truce__held_how(b, grade))));
        const char *final = final_words(b, w, TRUCE__NOT_UNDONE);
        const char *partly = final_words(b, w, TRUCE__PARTLY_UNDONE);
        if (*final && !is_final_told(b, i, final)) putf(b, " %s", words(b, TOGETHER_FINAL, H(final)));
        if (*partly) putf(b, " %s", words(b, TOGETHER_PARTLY_FINAL, H(partly)));
        if (l->count > 1) putf(b, " %s", words(b, TOGETHER_MORE, N(l->count - 1)));
        putf(b, " %s</p>\n", truce__why(b, "together"));
    }
}

static void put_group(truce__brief *b, const truce_coalition_witness *w, const char *name) {
    bool has_others = w->coalition.count < b->model->n_parties;
    bool is_asked = has_others && w->concept != truce_solution_concept(b->solution, TRUCE__AT_REST);
    const char *answer = is_asked ? word(b, TOGETHER_UNANSWERED) : "";
    truce__element(b, "li", words(b, TOGETHER_WAY, H(name), H(way_words(b, w)),
                                  H(truce__state_words(b, end_of(w))), H(answer)));
}

static void put_one(truce__brief *b, const truce__leaving *l) {
    const char *name = l->state == b->now ? word(b, TODAYS_SITUATION) : truce__called_words(b, l->state);
    name = truce__capital(b, name);
    if (l->count == 0) truce__element(b, "li", words(b, TOGETHER_NOBODY, H(name)));
    for (size_t i = 0; i < l->count && i < TRUCE__LEAVING_TOLD; i++) put_group(b, l->witnesses[i], name);
    if (l->count > TRUCE__LEAVING_TOLD)
        truce__element(b, "li", words(b, TOGETHER_NOT_TOLD, H(name), N(l->count - TRUCE__LEAVING_TOLD)));
}

void truce__brief_together(truce__brief *b) {
    if (!b->n_leaving) return;
    truce__fold(b, "together", word(b, TOGETHER_HEAD));
    truce__element(b, "p", word(b, TOGETHER_INTRO));
    truce__put_first_alternatives(b);
    put(b, "<ul>\n");
    for (size_t i = 0; i < b->n_leaving && !truce__out_failed(&b->out); i++) put_one(b, &b->leaving[i]);
    put(b, "</ul>\n</details>\n");
}
