/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All profiles of one total cost. The total is shared out among the parties: party i spends share[i] exactly. Targets
 * that some party cannot pay for by its share, or to which no way leads on moves within the shares, are left out. Of
 * each party's orders at its share those are kept that make some target stable for it, and lasting, and with which,
 * all others being free to spend their shares on any move, some target can be reached. Profiles of these are made
 * party by party, and each is decided exactly: the way by a search, SEQ by the definition unless the party's own
 * order decides it.
 */
#include "unknowns/locks.h"

/* What an order of a party does to the targets, a bit for each of them: stable for the party as far as its own order
 * tells, and lasting; of these, those in which no other party's order matters. */
typedef struct kept_order {
    truce__order order;
    size_t fits, settled; /* into `bits` */
} kept_order;

typedef TRUCE__VEC(kept_order) kept_orders;

typedef struct trial {
    truce__locked *l;
    truce_ctx *ctx;
    uint64_t wanted;
    truce__answer_fn take;
    void *ud;
    truce__haul *haul;
    uint64_t cost;
    uint64_t *share;    /* by party */
    uint32_t *open;     /* targets that are left */
    uint32_t n_open;
    size_t words;       /* of bits over these */
    uint64_t *ends;     /* them, as bits over cells */
    kept_orders *kept;  /* by party */
    TRUCE__VEC(uint64_t) bits;
    uint64_t *left;     /* [party]: targets that all before it can have */
    truce__order *profile;
    uint32_t n_set;     /* parties of the profile that have an order */
    uint32_t alone;     /* ... or the only one that has */
    uint64_t *values;   /* room for stakes */
    uint32_t n_values;
    uint64_t looks;     /* what holding an order of the party at hand against the open targets takes */
    uint64_t visits;    /* of moves of the corridor, not yet counted as looks */
    truce_status status; /* of a move that was asked about */
} trial;

static bool use_effort(trial *t, uint64_t looks) {
    t->haul->done += looks;
    if (t->haul->done > t->l->query->effort) t->haul->is_over = true;
    return !t->haul->is_over;
}

/* -------------------------------------------------------------------- ways */

/* Moves that are compared take less than a look each. */
static void count_visits(trial *t, uint64_t visits) {
    t->visits += visits;
    use_effort(t, t->visits / TRUCE__VISITS_OF_A_MOVE);
    t->visits %= TRUCE__VISITS_OF_A_MOVE;
}

static bool has_order(const trial *t, uint32_t party) {
    return party < t->n_set || party == t->alone;
}

/* Whether a move counts where some parties have an order and the others may spend their share on any move. */
static bool counts(void *ud, uint32_t party, uint64_t from, uint64_t to) {
    const trial *t = ud;
    if (!has_order(t, party)) return true;
    return truce__order_compare(&t->l->lists[party], t->profile[party], to, from) > 0;
}

/* The same for moves that nothing sanctions; all have an order. */
static bool counts_freely(void *ud, uint32_t party, uint64_t from, uint64_t to) {
    trial *t = ud;
    truce__profile profile = {t->l->lists, t->profile};
    bool is_held = false;
    if (t->status != TRUCE_OK || !counts(ud, party, from, to)) return false;
    t->status = truce__judge_move(&t->l->judge, &profile, party, from, to, t->l->query->stake, &is_held);
    return t->status == TRUCE_OK && !is_held;
}

/* Takes from a set of targets those that cannot be reached; whether any is left. */
static truce_status leave_reached(trial *t, bool is_last, uint64_t *targets, bool *has_some) {
    truce__locked *l = t->l;
    if (l->query->ways != TRUCE__ANY_WAY) {
        bool is_free = is_last && l->query->ways == TRUCE__BY_UNSANCTIONED;
        uint64_t visits = l->judge.replies.visits;
        t->status = TRUCE_OK;
        TRY(truce__corridor_reach(&l->corridor, is_free ? counts_freely : counts, t));
        TRY(t->status);
        count_visits(t, l->corridor.moves.count + l->judge.replies.visits - visits);
        for (uint32_t i = 0; i < t->n_open; i++)
            if (!truce__corridor_has(&l->corridor, l->targets[t->open[i]]))
                targets[i / 64] &= ~(UINT64_C(1) << i % 64);
    }
    *has_some = false;
    for (size_t w = 0; w < t->words; w++) *has_some |= targets[w] != 0;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ orders */

/* Whether an order makes a target stable for the party by Nash, and as far as its own order tells by the concept. As
 * the list is written that is known. */
static void look_at(trial *t, uint32_t target, uint32_t party, size_t number, truce__order order, bool *is_nash,
                    bool *is_stable) {
    const truce__lock *lock = truce__lock_of(t->l, target, party);
    const uint64_t *surveyed = truce__locked_surveyed(t->l, party, t->share[party], number);
    *is_nash = lock->is_nash;
    *is_stable = lock->is_stable;
    if (!t->share[party]) return;
    if (surveyed) {
        *is_nash = truce__bits_get(surveyed, target);
        *is_stable = truce__bits_get(surveyed + truce__bits_words(t->l->n_targets), target);
        return;
    }
    *is_nash = truce__stakes_hold(&lock->nash, order, t->values);
    *is_stable = *is_nash || truce__stakes_hold(&lock->stakes, order, t->values);
}

/* Fills the bits of an order; whether it fits any target. */
static bool fits_any(trial *t, uint32_t party, size_t number, truce__order order, uint64_t *fits,
                     uint64_t *settled) {
    bool has_some = false;
    memset(fits, 0, t->words * sizeof *fits);
    memset(settled, 0, t->words * sizeof *settled);
    for (uint32_t i = 0; i < t->n_open && !truce__is_cancelled(t->ctx); i++) {
        bool is_own = t->l->query->stake != TRUCE__STAKE_SEQ, is_nash, is_stable;
        look_at(t, t->open[i], party, number, order, &is_nash, &is_stable);
        if (!is_stable) continue;
        if (!truce__locked_lasts(t->l, t->open[i], party, order)) continue;
        truce__bits_set(fits, i);
        if (is_nash || is_own) truce__bits_set(settled, i);
        has_some = true;
    }
    return has_some;
}

static truce_status keep_order(trial *t, uint32_t party, size_t number, truce__order order) {
    bool has_some;
    size_t first = t->bits.count;
    TRY(truce__vec_reserve(t->ctx, &t->bits, first + 3 * t->words));
    uint64_t *fits = t->bits.at + first, *settled = fits + t->words, *reached = settled + t->words;
    if (!fits_any(t, party, number, order, fits, settled)) return TRUCE_OK;
    memcpy(reached, fits, t->words * sizeof *fits);
    t->profile[party] = order;
    t->n_set = 0;
    t->alone = party;
    TRY(leave_reached(t, false, reached, &has_some));
    t->alone = TRUCE__NONE;
    if (!has_some) return TRUCE_OK;
    t->bits.count += 2 * t->words;
    return truce__vec_push(t->ctx, &t->kept[party], ((kept_order){order, first, first + t->words}));
}

static truce_status make_room(trial *t, uint32_t party) {
    bool is_known = !t->share[party] || truce__locked_surveyed(t->l, party, t->share[party], 0);
    t->looks = is_known && !t->l->query->lasts ? t->words : t->n_open;
    for (uint32_t i = 0; i < t->n_open && !is_known && !t->haul->is_over; i++) {
        uint64_t looks = t->l->looks;
        TRY(truce__locked_make(t->l, t->open[i], party));
        use_effort(t, t->l->looks - looks);
        const truce__lock *lock = truce__lock_of(t->l, t->open[i], party);
        uint32_t kinds = lock->nash.n_kinds > lock->stakes.n_kinds ? lock->nash.n_kinds : lock->stakes.n_kinds;
        t->looks += truce__stakes_looks(&lock->nash) + truce__stakes_looks(&lock->stakes);
        if (kinds < t->n_values) continue;
        truce__free(t->ctx, t->values);
        t->n_values = 2 * kinds + 1;
        t->values = truce__calloc(t->ctx, t->n_values, sizeof *t->values);
        if (!t->values) return TRUCE_E_NOMEM;
    }
    return TRUCE_OK;
}

/* The orders of a party that are worth a profile. */
static truce_status keep_orders(trial *t, uint32_t party) {
    uint64_t effort = t->l->query->effort, left = effort > t->haul->done ? effort - t->haul->done : 0;
    const truce__orders *orders;
    bool is_whole;
    t->kept[party].count = 0;
    TRY(make_room(t, party));
    TRY(truce__locked_layer(t->l, party, t->share[party], left, &orders, &is_whole));
    if (!is_whole) t->haul->is_over = true;
    for (size_t i = 0; i < truce__orders_count(orders) && !t->haul->is_over; i++) {
        if (i % 256 == 0) truce__progress(t->ctx, "trying edits", t->haul->done, 0);
        TRY(truce__go_on(t->ctx));
        if (use_effort(t, t->looks))
            TRY(keep_order(t, party, i, truce__orders_get(orders, i)));
    }
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- profiles */

/* Takes the targets of the profile that are no equilibrium by SEQ. What costs nothing is the model as it is
 * written. */
static truce_status leave_stable(trial *t, const size_t *which, uint64_t *targets) {
    truce__profile profile = {t->l->lists, t->profile};
    for (uint32_t i = 0; i < t->n_open; i++) {
        bool is_stable = truce__bits_get(targets, i);
        for (uint32_t p = 0; is_stable && p < t->l->n_parties; p++) {
            is_stable = t->cost || truce__lock_of(t->l, t->open[i], p)->holds;
            if (!t->cost || truce__bits_get(t->bits.at + t->kept[p].at[which[p]].settled, i)) continue;
            uint64_t visits = t->l->judge.replies.visits;
            TRY(truce__judge_party(&t->l->judge, &profile, p, t->l->targets[t->open[i]], t->l->query->stake,
                                   &is_stable));
            count_visits(t, t->l->judge.replies.visits - visits);
        }
        if (!is_stable) targets[i / 64] &= ~(UINT64_C(1) << i % 64);
    }
    return TRUCE_OK;
}

static truce_status hand_over(trial *t, const uint64_t *targets) {
    for (uint32_t i = 0; i < t->n_open; i++) {
        if (!truce__bits_get(targets, i)) continue;
        truce__raw_answer answer = {t->open[i], t->cost, t->profile};
        if (t->haul->count < t->wanted) TRY(t->take(t->ud, t->l, &answer));
        t->haul->count = truce__sum_or_most(t->haul->count, 1);
    }
    return TRUCE_OK;
}

/* Gives the party `p` each of its orders in turn; `left` of the parties before it is filled. */
static truce_status make_profiles(trial *t, size_t *which) {
    uint32_t n = t->l->n_parties, p = 0;
    which[0] = 0;
    while (!t->haul->is_over) {
        if (which[p] == t->kept[p].count) {
            if (p-- == 0) return TRUCE_OK;
            which[p]++;
            continue;
        }
        const kept_order *kept = &t->kept[p].at[which[p]];
        const uint64_t *before = t->left + p * t->words;
        uint64_t *left = t->left + (p + 1) * t->words;
        bool has_some = false;
        for (size_t w = 0; w < t->words; w++) left[w] = before[w] & t->bits.at[kept->fits + w];
        t->profile[p] = kept->order;
        t->n_set = p + 1;
        if (!use_effort(t, 1)) return TRUCE_OK;
        TRY(truce__go_on(t->ctx));
        for (size_t w = 0; w < t->words; w++) has_some |= left[w] != 0;
        /* one party alone was looked at before */
        if (has_some && p > 0) TRY(leave_reached(t, p + 1 == n, left, &has_some));
        else if (has_some && n == 1) TRY(leave_reached(t, true, left, &has_some));
        if (has_some && p + 1 < n) {
            which[++p] = 0;
            continue;
        }
        t->haul->tried += p + 1 == n;
        if (has_some) {
            TRY(leave_stable(t, which, left));
            TRY(hand_over(t, left));
        }
        which[p]++;
    }
    return TRUCE_OK;
}

static truce_status try_profiles(trial *t) {
    size_t *which = truce__calloc(t->ctx, t->l->n_parties, sizeof *which);
    truce_status status = which ? TRUCE_OK : TRUCE_E_NOMEM;
    bool has_all = true;
    t->bits.count = 0;
    for (uint32_t p = 0; p < t->l->n_parties && status == TRUCE_OK && has_all; p++) {
        status = keep_orders(t, p);
        has_all = t->kept[p].count > 0 && !t->haul->is_over;
    }
    if (status == TRUCE_OK && has_all) {
        memset(t->left, 0xFF, t->words * sizeof *t->left);
        for (uint32_t i = t->n_open; i < 64 * t->words; i++) t->left[i / 64] &= ~(UINT64_C(1) << i % 64);
        status = make_profiles(t, which);
    }
    truce__free(t->ctx, which);
    return status;
}

/* ------------------------------------------------------------------- shares */

/* By what is known of the prices. */
static bool may_pay(const trial *t, uint32_t target) {
    for (uint32_t p = 0; p < t->l->n_parties; p++)
        if (truce__lock_of(t->l, target, p)->price > t->share[p]) return false;
    return true;
}

static truce_status can_pay(trial *t, uint32_t target, bool *can) {
    *can = true;
    for (uint32_t p = 0; p < t->l->n_parties && *can; p++)
        TRY(truce__locked_pay(t->l, target, p, t->share[p], t->haul, can));
    return TRUCE_OK;
}

/* Leaves the open targets to which a way leads on moves within the shares. */
static truce_status leave_on_way(trial *t) {
    truce__locked *l = t->l;
    uint32_t left = 0;
    if (l->query->ways == TRUCE__ANY_WAY || !t->n_open) return TRUCE_OK;
    memset(t->ends, 0, truce__bits_words(l->graph->space.n_cells) * sizeof *t->ends);
    for (uint32_t i = 0; i < t->n_open; i++) truce__bits_set(t->ends, l->targets[t->open[i]]);
    TRY(truce__corridor_fill(&l->corridor, &l->priced, t->share, l->graph->space.status_quo, t->ends));
    count_visits(t, l->priced.n_moves);
    for (uint32_t i = 0; i < t->n_open; i++)
        if (l->corridor.place_of[l->targets[t->open[i]]]) t->open[left++] = t->open[i];
    t->n_open = left;
    return TRUCE_OK;
}

/* Leaves the open targets that every party can pay for by its share. */
static truce_status leave_paid(trial *t) {
    uint32_t left = 0;
    for (uint32_t i = 0; i < t->n_open && !t->haul->is_over; i++) {
        bool can;
        TRY(can_pay(t, t->open[i], &can));
        if (i % 64 == 0) truce__progress(t->ctx, "trying edits", t->haul->done, 0);
        if (can) t->open[left++] = t->open[i];
    }
    t->n_open = left;
    return TRUCE_OK;
}

static truce_status try_share(trial *t) {
    truce__locked *l = t->l;
    t->n_open = 0;
    if (!use_effort(t, 1 + l->n_targets / TRUCE__MEMBERS_OF_A_LOOK)) return TRUCE_OK;
    for (uint32_t i = 0; i < l->n_targets; i++)
        if (truce__bits_get(l->ends, l->targets[i]) && may_pay(t, i)) t->open[t->n_open++] = i;
    TRY(leave_on_way(t));
    uint32_t on_way = t->n_open;
    TRY(leave_paid(t));
    if (t->n_open < on_way) TRY(leave_on_way(t));
    if (!t->n_open || t->haul->is_over) return TRUCE_OK;
    t->words = truce__bits_words(t->n_open);
    TRY(try_profiles(t));
    for (uint32_t i = 0; i < t->n_open; i++) truce__locked_leave(l, t->open[i]);
    return TRUCE_OK;
}

/* Shares out what is left among the parties from `party` on. */
static truce_status share_out(trial *t, uint32_t party, uint64_t left, uint64_t profiles) {
    uint64_t number;
    if (t->haul->is_over) return TRUCE_OK;
    if (party + 1 == t->l->n_parties) {
        t->share[party] = left;
        TRY(truce__locked_number(t->l, party, left, &number));
        if (!number) return TRUCE_OK;
        t->haul->profiles = truce__sum_or_most(t->haul->profiles, truce__product_or_most(profiles, number));
        return try_share(t);
    }
    for (uint64_t k = 0; k <= left && k <= t->l->sides[party].most; k++) {
        t->share[party] = k;
        TRY(truce__go_on(t->ctx));
        TRY(truce__locked_number(t->l, party, k, &number));
        if (number) TRY(share_out(t, party + 1, left - k, truce__product_or_most(profiles, number)));
    }
    return TRUCE_OK;
}

truce_status truce__locked_try(truce__locked *l, uint64_t cost, uint64_t wanted, truce__answer_fn take, void *ud,
                               truce__haul *haul) {
    bool is_done = false;
    if (truce__locked_is_direct(l)) TRY(truce__locked_try_direct(l, cost, wanted, take, ud, haul, &is_done));
    if (is_done) return TRUCE_OK;
    size_t cells = truce__bits_words(l->graph->space.n_cells), words = truce__bits_words(l->n_targets);
    trial t = {.l = l, .ctx = l->ctx, .wanted = wanted, .take = take, .ud = ud, .haul = haul, .cost = cost,
               .alone = TRUCE__NONE};
    t.share = truce__calloc(l->ctx, l->n_parties, sizeof *t.share);
    t.open = truce__calloc(l->ctx, (size_t)l->n_targets + 1, sizeof *t.open);
    t.ends = truce__calloc(l->ctx, cells, sizeof *t.ends);
    t.kept = truce__calloc(l->ctx, l->n_parties, sizeof *t.kept);
    t.left = truce__calloc(l->ctx, (l->n_parties + 1) * words, sizeof *t.left);
    t.profile = truce__calloc(l->ctx, l->n_parties, sizeof *t.profile);
    bool is_there = t.share && t.open && t.ends && t.kept && t.left && t.profile;
    truce_status status = is_there ? share_out(&t, 0, cost, 1) : TRUCE_E_NOMEM;
    for (uint32_t p = 0; t.kept && p < l->n_parties; p++) truce__vec_free(l->ctx, &t.kept[p]);
    truce__vec_free(l->ctx, &t.bits);
    truce__free(l->ctx, t.share);
    truce__free(l->ctx, t.open);
    truce__free(l->ctx, t.ends);
    truce__free(l->ctx, t.kept);
    truce__free(l->ctx, t.left);
    truce__free(l->ctx, t.profile);
    truce__free(l->ctx, t.values);
    return status;
}
