/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The radius for SEQ, where what one party's edits do depends on the lists of all. Profiles are tried by their price:
 * a price is shared out among the parties, and each takes every order at its share. An order in which the state is
 * Nash for the party keeps it SEQ-stable whatever the others do, and one in which it is not GMR-stable lets the party
 * leave whatever they do; the others are judged. To end an equilibrium some party must at least cease to be Nash; to
 * make one all must at least become GMR-stable: that bounds price and shares from below.
 */
#include "unknowns/joint.h"

#include "unknowns/orders_at.h"

enum { STAYS, LEAVES, DEPENDS };

typedef struct one_layer { /* a party's orders at one price */
    truce__orders orders;
    uint8_t *what;
    bool is_made;
} one_layer;

typedef struct one_side { /* a party */
    truce__stakes nash, gmr;
    uint64_t least;           /* its share at least: to cease to be Nash, or to become GMR-stable */
    uint64_t most;            /* what its edits can cost */
    uint64_t *values;         /* room for stakes */
    TRUCE__VEC(one_layer) layers; /* by price */
} one_side;

typedef struct joint {
    truce__radius_work *work;
    truce__radius *radius;
    truce_ctx *ctx;
    uint32_t n;
    one_side *sides;
    uint64_t *share;
    size_t *which;
    bool *changed;
    uint64_t done;   /* orders and profiles looked at, and moves followed to judge them */
    bool is_over;    /* more than the effort */
} joint;

/* ------------------------------------------------------------------- sides */

static truce_status least_price(joint *j, const truce__stakes *stakes, bool wanted, uint64_t *price) {
    truce__effort effort = {j->work->effort->looks, UINT64_MAX, 0};
    truce__cheapest found;
    truce_status status = truce__cheapest_find(stakes, wanted, &effort, &found);
    *price = found.price;
    j->done += found.looks;
    truce__cheapest_free(j->ctx, &found);
    return status;
}

static truce_status open_side(joint *j, uint32_t party) {
    one_side *side = &j->sides[party];
    const truce__list *list = &j->work->lists[party];
    TRY(truce__stakes_make(list, j->radius->cell, TRUCE__STAKE_NASH, NULL, &side->nash));
    TRY(truce__stakes_make(list, j->radius->cell, TRUCE__STAKE_GMR, NULL, &side->gmr));
    uint32_t kinds = side->nash.n_kinds > side->gmr.n_kinds ? side->nash.n_kinds : side->gmr.n_kinds;
    side->values = truce__calloc(j->ctx, (size_t)kinds + 1, sizeof *side->values);
    if (!side->values) return TRUCE_E_NOMEM;
    side->most = truce__list_most_price(list);
    return least_price(j, j->radius->holds ? &side->nash : &side->gmr, !j->radius->holds, &side->least);
}

static void close_side(joint *j, one_side *side) {
    truce__stakes_free(&side->nash);
    truce__stakes_free(&side->gmr);
    truce__free(j->ctx, side->values);
    for (size_t i = 0; i < side->layers.count; i++) {
        truce__orders_free(j->ctx, &side->layers.at[i].orders);
        truce__free(j->ctx, side->layers.at[i].what);
    }
    truce__vec_free(j->ctx, &side->layers);
}

/* Makes the party's orders at that price, and says what each decides. */
static truce_status make_layer(joint *j, uint32_t party, uint64_t price) {
    one_side *side = &j->sides[party];
    bool is_whole;
    while (side->layers.count <= price) TRY(truce__vec_push(j->ctx, &side->layers, ((one_layer){.is_made = false})));
    one_layer *layer = &side->layers.at[price];
    if (layer->is_made) return TRUCE_OK;
    uint64_t most = j->work->effort->looks, left = most > j->done ? most - j->done : 0;
    TRY(truce__orders_at(&j->work->lists[party], price, left, &layer->orders, &is_whole));
    size_t count = truce__orders_count(&layer->orders);
    j->done += count * (1 + truce__stakes_looks(&side->nash) + truce__stakes_looks(&side->gmr));
    if (!is_whole) j->is_over = true;
    layer->what = truce__calloc(j->ctx, count + 1, 1);
    if (!layer->what) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < count && !j->is_over; i++) {
        truce__order order = truce__orders_get(&layer->orders, i);
        TRY(truce__go_on(j->ctx));
        bool is_nash = truce__stakes_hold(&side->nash, order, side->values);
        bool is_gmr = is_nash || truce__stakes_hold(&side->gmr, order, side->values);
        layer->what[i] = is_nash ? STAYS : is_gmr ? DEPENDS : LEAVES;
    }
    layer->is_made = !j->is_over;
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- profiles */

static uint8_t what_of(const joint *j, uint32_t party) {
    return j->sides[party].layers.at[j->share[party]].what[j->which[party]];
}

/* Whether the profile at hand is an answer. */
static truce_status judge(joint *j, bool *is_answer) {
    truce__profile profile = {j->work->lists, j->work->profile};
    bool holds = true, depends = false;
    for (uint32_t p = 0; p < j->n; p++) {
        holds = holds && what_of(j, p) != LEAVES;
        depends = depends || what_of(j, p) == DEPENDS;
    }
    for (uint32_t p = 0; p < j->n && holds && depends; p++)
        if (what_of(j, p) == DEPENDS)
            TRY(truce__judge_party(&j->work->judge, &profile, p, j->radius->cell, TRUCE__STAKE_SEQ, &holds));
    *is_answer = holds != j->radius->holds;
    return TRUCE_OK;
}

/* The next order that party p may have in an answer, from which[p] on; false: there is none. */
static bool settle_on(joint *j, uint32_t p) {
    const one_layer *layer = &j->sides[p].layers.at[j->share[p]];
    size_t count = truce__orders_count(&layer->orders);
    while (!j->radius->holds && j->which[p] < count && layer->what[j->which[p]] == LEAVES) j->which[p]++;
    if (j->which[p] >= count) return false;
    j->work->profile[p] = truce__orders_get(&layer->orders, j->which[p]);
    return true;
}

/* All profiles with these shares. */
static truce_status try_profiles(joint *j) {
    TRY(truce__go_on(j->ctx));
    if (++j->done > j->work->effort->looks) {
        j->is_over = true;
        return TRUCE_OK;
    }
    for (uint32_t p = 0; p < j->n; p++) {
        TRY(make_layer(j, p, j->share[p]));
        if (j->is_over) return TRUCE_OK;
        j->which[p] = 0;
        j->changed[p] = j->share[p] > 0;
        if (!settle_on(j, p)) return TRUCE_OK;
    }
    for (uint32_t p = j->n; p > 0;) {
        bool is_answer;
        if (++j->done > j->work->effort->looks) {
            j->is_over = true;
            return TRUCE_OK;
        }
        TRY(truce__go_on(j->ctx));
        uint64_t visits = j->work->judge.replies.visits;
        TRY(judge(j, &is_answer));
        j->done += (j->work->judge.replies.visits - visits) / TRUCE__VISITS_OF_A_MOVE;
        j->radius->count = truce__sum_or_most(j->radius->count, is_answer);
        if (is_answer && truce__radius_answers(j->radius) < j->work->effort->answers)
            TRY(truce__radius_add(j->work, j->changed, j->radius));
        for (p = j->n; p > 0; p--) {
            j->which[p - 1]++;
            if (settle_on(j, p - 1)) break;
            j->which[p - 1] = 0;
            settle_on(j, p - 1);
        }
    }
    return TRUCE_OK;
}

/* Whether what is left of the price can be shared out among the parties from `party` on. */
static bool can_share(const joint *j, uint32_t party, uint64_t left) {
    uint64_t least = 0, most = 0;
    for (uint32_t p = party; p < j->n; p++) {
        if (!j->radius->holds) least = truce__sum_or_most(least, j->sides[p].least);
        most = truce__sum_or_most(most, j->sides[p].most);
    }
    return least <= left && left <= most;
}

static truce_status share_out(joint *j, uint32_t party, uint64_t left, bool has_mover) {
    if (!can_share(j, party, left) || j->is_over) return TRUCE_OK;
    if (party == j->n) return has_mover || !j->radius->holds ? try_profiles(j) : TRUCE_OK;
    const one_side *side = &j->sides[party];
    for (uint64_t k = j->radius->holds ? 0 : side->least; k <= left && k <= side->most; k++) {
        j->share[party] = k;
        TRY(share_out(j, party + 1, left - k, has_mover || k >= side->least));
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ prices */

/* The least price of a party's own edits, and how many there are. */
static void count_own(const joint *j, uint64_t *price, uint64_t *count) {
    *price = TRUCE__NEVER;
    *count = 0;
    for (uint32_t p = 0; p < j->n && j->radius->holds; p++) {
        const truce__cheapest *own = &j->work->own[p];
        if (!own->is_known || own->price > *price) continue;
        if (own->price < *price) *count = 0;
        *price = own->price;
        *count = truce__sum_or_most(*count, own->count);
    }
}

static truce_status search(joint *j) {
    truce__radius *radius = j->radius;
    uint64_t least = radius->holds ? TRUCE__NEVER : 0, most = 0, own, own_count;
    for (uint32_t p = 0; p < j->n; p++) {
        if (!radius->holds) least = truce__sum_or_most(least, j->sides[p].least);
        else if (j->sides[p].least < least) least = j->sides[p].least;
        most = truce__sum_or_most(most, j->sides[p].most);
    }
    count_own(j, &own, &own_count);
    radius->price = TRUCE__NEVER;
    radius->is_known = true;
    for (uint64_t price = least; price <= most && radius->count == 0; price++) {
        if (price > j->work->effort->price) j->is_over = true;
        if (!j->is_over) TRY(share_out(j, 0, price, false));
        if (!j->is_over && radius->count == 0) continue;
        radius->price = price;
        radius->is_known = radius->count > 0 || price == own;
        radius->is_counted = !j->is_over;
        if (radius->count == 0 && radius->is_known) radius->count = own_count;
        return TRUCE_OK;
    }
    return TRUCE_OK;
}

truce_status truce__radius_joint(truce__radius_work *work, truce__radius *radius) {
    joint j = {.work = work, .radius = radius, .ctx = work->ctx, .n = radius->n_parties};
    truce_status status = TRUCE_OK;
    j.sides = truce__calloc(j.ctx, j.n, sizeof *j.sides);
    j.share = truce__calloc(j.ctx, j.n, sizeof *j.share);
    j.which = truce__calloc(j.ctx, j.n, sizeof *j.which);
    j.changed = truce__calloc(j.ctx, j.n, sizeof *j.changed);
    if (!j.sides || !j.share || !j.which || !j.changed) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint32_t p = 0; p < j.n; p++) TRY_OR_DONE(open_side(&j, p));
    TRY_OR_DONE(search(&j));
done:
    for (uint32_t p = 0; j.sides && p < j.n; p++) close_side(&j, &j.sides[p]);
    truce__free(j.ctx, j.sides);
    truce__free(j.ctx, j.share);
    truce__free(j.ctx, j.which);
    truce__free(j.ctx, j.changed);
    return status;
}
