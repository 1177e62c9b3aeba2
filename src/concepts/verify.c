/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An independent check of witnesses, from the definitions alone: it uses nothing of the engine nor of the table of
 * concepts. Moves and preferences are those of verify_model.c. Each function below can be read beside the definition
 * it implements (docs/definitions.md).
 *
 * A stable verdict is proved if the witness has every improvement that exists, each with a legal sequence of replies
 * that the concept allows. The sequence must end no better for the party than the start; for concepts that look
 * further ahead each counter-move from there that is better must be answered again. Under concepts with strength of
 * preference the ends must be losses of their degree. An unstable verdict is proved by one improvement and a list of
 * the states that the others can bring about. The list must be closed under their legal moves and hold no sanction.
 * What a witness lists is looked up in a set, so that a check takes time in proportion to the moves from the states
 * listed.
 */
#include "concepts/verify.h"

#include "base/numbers.h"
#include "model/model.h"

#include <stdlib.h>

typedef struct meaning { /* of a concept, stated here a second time on purpose */
    const char *id;       /* a number follows where `depth` is BY_ID */
    bool wants_improving; /* replies must improve for their movers */
    size_t depth;         /* half-rounds: the party's move, the others' reply, the party's counter-move, ... */
    uint32_t degree;      /* of the loss that an answer must be; 0: it need only be no better than the start */
    bool is_line;         /* reasons are lines of play: verify_limited.c; or of moves made at once: verify_sim.c */
} meaning;

enum { BY_ID = 0, AT_ONCE = 1000 };
#define NO_END_ODD SIZE_MAX
#define NO_END_EVEN (SIZE_MAX - 1)

static const meaning meanings[] = {
    {"nash", false, 1, 0, false},   {"gmr", false, 2, 0, false},
    {"smr", false, 3, 0, false},    {"seq", true, 2, 0, false},
    {"sseq", true, 3, 0, false},    {"mr-odd", false, NO_END_ODD, 0, false},
    {"cmr", true, BY_ID, 0, false}, {"mr-even", false, NO_END_EVEN, 0, false},
    {"mr", false, BY_ID, 0, false}, {"l", false, BY_ID, 0, true},
    {"nm", false, NO_END_ODD, 0, true}, {"sim", true, AT_ONCE, 0, true},
};

/* What stands behind the name of a concept: nothing, or "-strong" with a degree, which is 2 where none is written. */
static bool read_degree(const char *end, uint32_t *degree) {
    static const char strong[] = "-strong";
    *degree = 0;
    if (!*end) return true;
    if (strncmp(end, strong, sizeof strong - 1) != 0) return false;
    for (end += sizeof strong - 1; *end >= '0' && *end <= '9'; end++) *degree = *degree * 10 + (uint32_t)(*end - '0');
    if (*degree == 0) *degree = 2;
    return !*end;
}

/* What stands behind the name of a concept whose depth is in its id. */
static bool read_depth(const char *end, size_t *depth) {
    *depth = 0;
    for (; *end >= '0' && *end <= '9' && *depth < 100; end++) *depth = *depth * 10 + (size_t)(*end - '0');
    return *depth && !*end;
}

/* Under `mixed` a party judges by the concept that the model names for it. */
static bool find_meaning(const truce_model *model, uint32_t party, uint32_t concept, meaning *found) {
    const truce_concept *info = truce_concept_at(concept);
    if (info && strcmp(info->id, "mixed") == 0) info = truce_concept_at(truce_model_behaviour(model, party));
    for (size_t i = 0; info && i < sizeof meanings / sizeof *meanings; i++) {
        const char *end = info->id + strlen(meanings[i].id);
        *found = meanings[i];
        if (strncmp(meanings[i].id, info->id, strlen(meanings[i].id)) != 0) continue;
        if (found->depth == BY_ID ? read_depth(end, &found->depth) : read_degree(end, &found->degree)) return true;
    }
    return false;
}

/* A witness at hand. */
typedef struct check {
    truce_verifier *verifier;
    const truce_witness *witness;
    meaning concept;
    const truce_claim **held, **free; /* the claims SANCTIONED and FREE, by state */
    size_t n_held, n_free;
    size_t left; /* half-rounds after the improvement whose claim is checked */
    uint32_t n_parties;
    truce__numbers listed; /* states, or pairs of a state and who moved there, that the witness lists */
    truce__numbers compared; /* pairs of a state and a party whose moves from there were compared with the list;
                                behind them pairs of an origin and a party, once and twice */
} check;

static truce_status refuse(const check *c, truce_state at, const char *why) {
    const truce_model *model = truce_graph_model(truce__verifier_graph(c->verifier));
    truce__source file = {.file = model->source.file};
    TRY(truce__verifier_ended(c->verifier));
    TRY(truce__diag(truce__verifier_ctx(c->verifier), TRUCE_ERROR, &file, (truce__loc){0},
                    "this is a bug in truce: please report it with the model",
                    "the reason for %s stability of state %llu for '%s' does not verify at state %llu: %s",
                    truce_concept_at(c->witness->concept)->label, (unsigned long long)c->witness->state,
                    model->parties[c->witness->party].id, (unsigned long long)at, why));
    return TRUCE_E_BUG;
}

static bool prefers_to_start(const check *c, truce_state state) {
    return truce__verifier_prefers(c->verifier, c->witness->party, state, c->witness->state);
}

/* The degree by which the party prefers the start. */
static uint32_t loss_of(const check *c, truce_state state) {
    return truce__verifier_degree(c->verifier, c->witness->party, c->witness->state, state);
}

static bool has_rules(const check *c, truce_rules rules) {
    return truce_graph_rules(truce__verifier_graph(c->verifier)) == rules;
}

/* Whether the party is no better off there, or worse by the degree that counts. */
static bool is_no_gain(const check *c, truce_state state) {
    return c->concept.degree ? loss_of(c, state) >= c->concept.degree : !prefers_to_start(c, state);
}

/* Whether an answer that ends there sanctions, counter-moves apart. */
static bool is_sanction(const check *c, truce_state state) {
    if (state == c->witness->state && has_rules(c, TRUCE_RULES_MATRIX)) return false;
    return is_no_gain(c, state);
}

/* A claim about strength says how great the loss is. */
static truce_status check_loss(const check *c, const truce_claim *claim) {
    if (claim->loss == (c->concept.degree ? loss_of(c, claim->to) : 0)) return TRUCE_OK;
    return refuse(c, claim->to, "the loss is of another degree");
}

static truce_status list(check *c, uint64_t number, bool *is_new) {
    return truce__numbers_add(truce__verifier_ctx(c->verifier), &c->listed, number, is_new);
}

/* Checks a move of the party itself from `from`. */
static truce_status check_own_move(const check *c, const truce_claim *claim, truce_state from) {
    if (claim->mover != c->witness->party || claim->from != from)
        return refuse(c, claim->to, "it is another party's move, or begins elsewhere");
    if (!truce__verifier_is_move(c->verifier, c->witness->party, from, claim->to))
        return refuse(c, claim->to, "it is no move of the party");
    return check_loss(c, claim);
}

/* Checks a counter-move, of a kind that says whether it escapes. */
static truce_status check_counter(const check *c, const truce_claim *claim, truce_state from, bool escapes) {
    truce_claim_kind no = c->concept.degree ? TRUCE_CLAIM_LOSS : TRUCE_CLAIM_NO_BETTER,
                     yes = c->concept.degree ? TRUCE_CLAIM_NO_LOSS : TRUCE_CLAIM_BETTER;
    if (claim->kind != (escapes ? yes : no)) return refuse(c, from, "no claim about a counter-move");
    TRY(check_own_move(c, claim, from));
    if (is_no_gain(c, claim->to) == escapes)
        return refuse(c, claim->to, escapes ? "this counter-move does not escape" : "a counter-move escapes");
    return TRUCE_OK;
}

/* -------------------------------------------------------------- half-rounds */

/* Trees of one parity grow in one way. With an odd depth the party has the last word: what the others can hold with
 * so many half-rounds left they can hold with two more, since with none left they can hold nothing. With an even
 * depth it is the other way round. So a claim tells of all depths on one side of its own. */
static bool tells_of_more(const check *c, truce_claim_kind kind) {
    return (kind == TRUCE_CLAIM_SANCTIONED) == (c->concept.depth % 2 == 1);
}

/* Whether a claim proves the same with so many half-rounds left. */
static bool tells_of(const check *c, const truce_claim *claim, size_t left) {
    return tells_of_more(c, claim->kind) ? claim->left <= left : claim->left >= left;
}

static size_t left_at_first(const check *c) {
    return c->concept.depth >= NO_END_EVEN ? SIZE_MAX : c->concept.depth - 1;
}

static size_t left_later(const check *c) {
    return c->left == SIZE_MAX ? SIZE_MAX : c->left - 2;
}

/* A claim on however many half-rounds follows from claims of its kind only: it may go round and round. Not so one
 * that tells of more half-rounds, which comes to an end. */
static truce_status check_left(const check *c, const truce_claim *claim) {
    bool is_endless = claim->left == SIZE_MAX;
    if (is_endless ? tells_of_more(c, claim->kind) : claim->left % 2 == c->concept.depth % 2)
        return refuse(c, claim->to, "no tree has so many half-rounds left there");
    if (claim->left == 0 && claim->kind == TRUCE_CLAIM_SANCTIONED)
        return refuse(c, claim->to, "no half-round is left for a reply");
    return TRUCE_OK;
}

static int by_state(const void *a, const void *b) {
    const truce_claim *const *x = a, *const *y = b;
    return (*x)->to < (*y)->to ? -1 : (*x)->to > (*y)->to;
}

/* Whether the party's move on to the state is claimed to be answered, or not, with the half-rounds that are left. */
static bool is_claimed(const check *c, truce_state to, bool is_held) {
    const truce_claim key = {.to = to}, *wanted = &key;
    const truce_claim **list = is_held ? c->held : c->free;
    size_t count = is_held ? c->n_held : c->n_free;
    const truce_claim *const *found = count ? bsearch(&wanted, list, count, sizeof *list, by_state) : NULL;
    return found && tells_of(c, *found, left_later(c));
}

/* -------------------------------------------------------------- moves */

/* Checks a step of a reply: an opponent makes it, not the last mover, nor one of those who have used their only move;
 * the move exists; it improves if the concept wants that. */
static truce_status check_step(const check *c, const truce_claim *claim, truce_state from, uint32_t last,
                               uint64_t used) {
    if (claim->mover == c->witness->party || claim->mover >= c->n_parties)
        return refuse(c, claim->to, "a reply must be a move of another party");
    if (claim->from != from) return refuse(c, claim->to, "a reply begins elsewhere");
    if (claim->mover == last) return refuse(c, claim->to, "a party moves twice in a row");
    if (has_rules(c, TRUCE_RULES_GMCR_PLUS) && used >> claim->mover & 1)
        return refuse(c, claim->to, "a party moves twice");
    if (!truce__verifier_is_move(c->verifier, claim->mover, from, claim->to))
        return refuse(c, claim->to, "a reply is no move");
    if (c->concept.wants_improving && !truce__verifier_prefers(c->verifier, claim->mover, claim->to, from))
        return refuse(c, claim->to, "a reply does not improve for its mover");
    return check_loss(c, claim);
}

/* Checks that the party's moves from `from` are all in the list, or those that it prefers to the start. */
static truce_status check_listed(const check *c, truce_state from, bool only_better, const char *why) {
    const truce_state *moves;
    size_t count;
    TRY(truce__verifier_moves(c->verifier, c->witness->party, from, &moves, &count));
    for (size_t i = 0; i < count; i++)
        if (!truce__numbers_has(&c->listed, moves[i]) && (!only_better || prefers_to_start(c, moves[i])))
            return refuse(c, only_better ? moves[i] : from, why);
    return TRUCE_OK;
}

/* Checks the end of an answer: the party is no better off. If its counter-moves count, all of them must be listed and
 * those that are better answered again. */
static truce_status check_sanction(check *c, const truce_claim *end) {
    bool is_new;
    if (!is_sanction(c, end->to))
        return refuse(c, end->to, c->concept.degree ? "the replies end in no such loss"
                                                    : "the replies end better than the start");
    if (c->left < 2) return TRUCE_OK;
    truce__numbers_clear(truce__verifier_ctx(c->verifier), &c->listed);
    for (size_t i = 0; i < end->child_count; i++) TRY(list(c, end->children[i].to, &is_new));
    TRY(check_listed(c, end->to, false, "a counter-move is missing"));
    for (size_t i = 0; i < end->child_count; i++) {
        const truce_claim *counter = &end->children[i];
        TRY(check_counter(c, counter, end->to, counter->kind == TRUCE_CLAIM_BETTER));
        if (counter->kind == TRUCE_CLAIM_BETTER && !is_claimed(c, counter->to, true))
            return refuse(c, counter->to, "a counter-move is not answered");
    }
    return TRUCE_OK;
}

static uint64_t bit_of(uint32_t party) {
    return (uint64_t)1 << party % 64;
}

static truce_status check_sanctioned(check *c, const truce_claim *improvement) {
    const truce_claim *claim = improvement;
    uint64_t used = 0;
    for (uint32_t last = UINT32_MAX; claim->kind != TRUCE_CLAIM_SANCTION; last = claim->mover) {
        truce_state at = claim->to;
        if ((claim != improvement && claim->kind != TRUCE_CLAIM_STEP) || claim->child_count != 1)
            return refuse(c, at, "there is no reply");
        claim = claim->children;
        TRY(check_step(c, claim, at, last, used));
        used |= bit_of(claim->mover);
    }
    return check_sanction(c, claim);
}

/* Whether the party's moves from the state were compared with the list; if not they are about to be. States of one
 * origin have the same moves but for themselves: after two of them there is nothing new to a third. */
static truce_status was_compared(check *c, truce_state at, uint32_t party, bool *answer) {
    truce_ctx *ctx = truce__verifier_ctx(c->verifier);
    uint32_t n = c->n_parties;
    uint64_t origin;
    bool is_new;
    TRY(truce__numbers_add(ctx, &c->compared, truce__pair_number(at, party, 3 * n), &is_new));
    if (is_new && !c->concept.wants_improving && truce__verifier_is_alike(c->verifier, party, at, &origin)) {
        TRY(truce__numbers_add(ctx, &c->compared, truce__pair_number(origin, n + party, 3 * n), &is_new));
        if (!is_new)
            TRY(truce__numbers_add(ctx, &c->compared, truce__pair_number(origin, 2 * n + party, 3 * n), &is_new));
    }
    *answer = !is_new;
    return TRUCE_OK;
}

/* Whatever the party can do next must be in the list. */
static truce_status check_leaving(check *c, truce_state at, uint32_t party) {
    const truce_state *moves;
    size_t count;
    bool is_done;
    TRY(was_compared(c, at, party, &is_done));
    if (is_done) return TRUCE_OK;
    TRY(truce__verifier_moves(c->verifier, party, at, &moves, &count));
    for (size_t i = 0; i < count; i++) {
        if (truce__numbers_has(&c->listed, truce__pair_number(moves[i], party, c->n_parties))) continue;
        if (c->concept.wants_improving && !truce__verifier_prefers(c->verifier, party, moves[i], at)) continue;
        return refuse(c, moves[i], "a reply is missing from the proof");
    }
    return TRUCE_OK;
}

/* Everything the others can do next must be in the list. A state that two of them can bring about, or that they begin
 * from, can be left by each of them, so that a third time there is nothing new. */
static truce_status check_closed(check *c, truce_state at, uint32_t last) {
    truce_ctx *ctx = truce__verifier_ctx(c->verifier);
    uint32_t n = c->n_parties, own = c->witness->party; /* which makes no reply */
    bool is_new;
    TRY(truce__numbers_add(ctx, &c->compared, truce__pair_number(at, own, 3 * n), &is_new));
    if (!is_new || last == UINT32_MAX)
        TRY(truce__numbers_add(ctx, &c->compared, truce__pair_number(at, n + own, 3 * n), &is_new));
    if (!is_new) return TRUCE_OK;
    for (uint32_t party = 0; party < c->n_parties; party++)
        if (party != c->witness->party && party != last) TRY(check_leaving(c, at, party));
    return TRUCE_OK;
}

static truce_status check_no_sanction(const check *c, const truce_claim *reached) {
    bool would_sanction = is_sanction(c, reached->to);
    bool returns = reached->to == c->witness->state && has_rules(c, TRUCE_RULES_MATRIX);
    if ((reached->kind == TRUCE_CLAIM_RETURN) != returns) return refuse(c, reached->to, "a return is told wrongly");
    if (returns) return TRUCE_OK;
    if (reached->kind == (c->concept.degree ? TRUCE_CLAIM_NO_LOSS : TRUCE_CLAIM_BETTER) && !would_sanction)
        return TRUCE_OK;
    if (!would_sanction || reached->kind != TRUCE_CLAIM_ESCAPED || c->left < 2 || reached->child_count != 1)
        return refuse(c, reached->to, "this reply sanctions");
    if (c->left > 2 && !is_claimed(c, reached->children->to, false))
        return refuse(c, reached->children->to, "a counter-move may be answered");
    return check_counter(c, reached->children, reached->to, true);
}

/* Who has moved when the list's entry has come about. The entries before it were found in order. */
static uint64_t used_until(const truce_claim *improvement, size_t index) {
    uint64_t used = 0;
    for (size_t i = index; i != SIZE_MAX; i = improvement->children[i].after)
        used |= bit_of(improvement->children[i].mover);
    return used;
}

/* By the rule that each moves once an entry of the list is known by the state and all who have moved. */
static uint64_t number_once(const check *c, truce_state state, uint64_t used) {
    return truce__pair_number(state, (uint32_t)used, UINT32_C(1) << c->n_parties);
}

static uint64_t number_of(const check *c, const truce_claim *improvement, size_t index) {
    const truce_claim *reached = &improvement->children[index];
    if (has_rules(c, TRUCE_RULES_GMCR_PLUS)) return number_once(c, reached->to, used_until(improvement, index));
    return truce__pair_number(reached->to, reached->mover, c->n_parties);
}

/* Whatever those can do who have not moved must be in the list. */
static truce_status check_closed_once(check *c, truce_state at, uint64_t used) {
    const truce_state *moves;
    size_t count;
    for (uint32_t party = 0; party < c->n_parties; party++) {
        if (party == c->witness->party || used & bit_of(party)) continue;
        TRY(truce__verifier_moves(c->verifier, party, at, &moves, &count));
        for (size_t i = 0; i < count; i++) {
            if (truce__numbers_has(&c->listed, number_once(c, moves[i], used | bit_of(party)))) continue;
            if (c->concept.wants_improving && !truce__verifier_prefers(c->verifier, party, moves[i], at)) continue;
            return refuse(c, moves[i], "a reply is missing from the proof");
        }
    }
    return TRUCE_OK;
}

/* Checks that a state of the list is reached by a step from one that stands before it, and sanctions nothing. */
static truce_status check_reached(const check *c, const truce_claim *improvement, size_t index) {
    const truce_claim *reached = &improvement->children[index];
    const truce_claim *before = reached->after < index ? &improvement->children[reached->after] : NULL;
    if (!before && reached->after != SIZE_MAX) return refuse(c, reached->to, "a reply has no predecessor");
    TRY(check_step(c, reached, before ? before->to : improvement->to, before ? before->mover : UINT32_MAX,
                   before && has_rules(c, TRUCE_RULES_GMCR_PLUS) ? used_until(improvement, reached->after) : 0));
    return check_no_sanction(c, reached);
}

static truce_status check_free(check *c, const truce_claim *improvement) {
    truce_ctx *ctx = truce__verifier_ctx(c->verifier);
    if (c->left == 0) return TRUCE_OK;
    truce__numbers_clear(ctx, &c->listed);
    truce__numbers_clear(ctx, &c->compared);
    for (size_t i = 0; i < improvement->child_count; i++) {
        const truce_claim *reached = &improvement->children[i];
        bool is_new;
        TRY(truce__verifier_ended(c->verifier));
        TRY(check_reached(c, improvement, i));
        TRY(list(c, number_of(c, improvement, i), &is_new));
        if (!is_new) return refuse(c, reached->to, "a reply is listed twice");
    }
    const bool is_once = has_rules(c, TRUCE_RULES_GMCR_PLUS);
    TRY(is_once ? check_closed_once(c, improvement->to, 0) : check_closed(c, improvement->to, UINT32_MAX));
    for (size_t i = 0; i < improvement->child_count; i++) {
        const truce_claim *reached = &improvement->children[i];
        TRY(truce__verifier_ended(c->verifier));
        TRY(is_once ? check_closed_once(c, reached->to, used_until(improvement, i))
                    : check_closed(c, reached->to, reached->mover));
    }
    return TRUCE_OK;
}

/* Every improvement that exists must be listed. */
static truce_status check_all_listed(check *c) {
    bool is_new;
    for (size_t i = 0; i < c->witness->claim_count; i++) TRY(list(c, c->witness->claims[i].to, &is_new));
    return check_listed(c, c->witness->state, true, "an improvement is missing");
}

static truce_status check_improvement(check *c, const truce_claim *claim, truce_state from) {
    bool is_sanctioned = claim->kind == TRUCE_CLAIM_SANCTIONED;
    if (!is_sanctioned && claim->kind != TRUCE_CLAIM_FREE)
        return refuse(c, claim->to, "no claim about an improvement");
    c->left = claim->left;
    TRY(check_left(c, claim));
    TRY(check_own_move(c, claim, from));
    if (!prefers_to_start(c, claim->to)) return refuse(c, claim->to, "it is not preferred to the start");
    return is_sanctioned ? check_sanctioned(c, claim) : check_free(c, claim);
}

/* What claims may rest on: a claim of each kind on a state, among all. */
static truce_status sort_claims(check *c, const truce_claim *claims, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (claims[i].kind == TRUCE_CLAIM_SANCTIONED) c->held[c->n_held++] = &claims[i];
        else c->free[c->n_free++] = &claims[i];
    }
    TRY(truce__sort(truce__verifier_ctx(c->verifier), c->held, c->n_held, sizeof *c->held, by_state));
    return truce__sort(truce__verifier_ctx(c->verifier), c->free, c->n_free, sizeof *c->free, by_state);
}

static truce_status list_claims(check *c) {
    const truce_witness *w = c->witness;
    if (c->concept.depth <= 3) return TRUCE_OK; /* nothing rests on another claim */
    c->held = truce__calloc(truce__verifier_ctx(c->verifier), w->claim_count + w->later_count, sizeof *c->held);
    c->free = truce__calloc(truce__verifier_ctx(c->verifier), w->claim_count + w->later_count, sizeof *c->free);
    if (!c->held || !c->free) return TRUCE_E_NOMEM;
    TRY(sort_claims(c, w->claims, w->claim_count));
    return sort_claims(c, w->later, w->later_count);
}

static truce_status check_witness(check *c) {
    size_t n_free = 0;
    if (c->witness->verdict == TRUCE_STABLE) TRY(check_all_listed(c));
    TRY(list_claims(c));
    for (size_t i = 0; i < c->witness->claim_count; i++) {
        const truce_claim *claim = &c->witness->claims[i];
        TRY(check_improvement(c, claim, c->witness->state));
        if (!tells_of(c, claim, left_at_first(c))) return refuse(c, claim->to, "it tells of other half-rounds");
        n_free += claim->kind == TRUCE_CLAIM_FREE;
    }
    for (size_t i = 0; i < c->witness->later_count; i++)
        TRY(check_improvement(c, &c->witness->later[i], c->witness->later[i].from));
    if (c->witness->verdict != (n_free ? TRUCE_UNSTABLE : TRUCE_STABLE))
        return refuse(c, c->witness->state, "the verdict is not what is shown");
    return truce__verifier_ended(c->verifier);
}

static truce_status check_play(const check *c) {
    const char *why;
    size_t depth = c->concept.depth == NO_END_ODD ? 0 : c->concept.depth;
    if (depth == AT_ONCE) TRY(truce__verify_sim(c->verifier, c->witness, &why));
    else TRY(truce__verify_limited(c->verifier, c->witness, depth, &why));
    return why ? refuse(c, c->witness->state, why) : TRUCE_OK;
}

truce_status truce_verify(truce_verifier *verifier, const truce_witness *witness) {
    const truce_graph *graph = truce__verifier_graph(verifier);
    check c = {.verifier = verifier,
               .witness = witness,
               .n_parties = truce_graph_model(graph)->n_parties};
    if (witness->party >= c.n_parties || witness->state < 1 || witness->state > truce_graph_state_count(graph) ||
        !find_meaning(truce_graph_model(graph), witness->party, witness->concept, &c.concept))
        return TRUCE_E_USAGE;
    truce_status status = c.concept.is_line ? check_play(&c) : check_witness(&c);
    truce__numbers_free(truce__verifier_ctx(verifier), &c.listed);
    truce__numbers_free(truce__verifier_ctx(verifier), &c.compared);
    truce__free(truce__verifier_ctx(verifier), c.held);
    truce__free(truce__verifier_ctx(verifier), c.free);
    return status;
}
