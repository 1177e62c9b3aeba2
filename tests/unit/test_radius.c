/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Least edits against plain search. On random models every order that edits can make is made, one edit after the
 * other, and the state is judged in each from the definitions. That must give the same prices, the same counts and
 * the same answers as the searches, for ending and for making stability, for every kind of preference and of edit,
 * for options and for graphs with moves that do not compose. SEQ is compared profile by profile. The judge itself
 * must agree with solve.
 */
#include "graph/planes.h"
#include "unknowns/orders_at.h"
#include "unknowns/radius.h"

#define RANDOM_SEED 20250512
#define TEXT_ROOM 16384
#include "harness.h"
#include "unit/budget.h"
#include "unit/random_text.h"

enum { MOST_PARTIES = 3, MOST_ITEMS = 6, MOST_STANDS = 8, ROOM = 1 << 16, MOST_PRICE = 400 };

/* ------------------------------------------------------------------ models */

static void add_literal(text *t, uint32_t n) {
    static const char *const signs[] = {"= a", "!= b", ">= b", ""};
    if (draw(3) == 0) add(t, "not ");
    add(t, "o%u %s", draw(n), signs[draw(4)]);
}

static void add_statement(text *t, uint32_t n) {
    add_literal(t, n);
    if (draw(2)) add(t, draw(2) ? " and " : " or "), add_literal(t, n);
}

static void add_preference(text *t, uint32_t n, uint32_t most) {
    uint32_t kind = draw(5), items = 1 + draw(most);
    if (kind == 0) {
        add(t, "    weigh:\n");
        for (uint32_t i = 0; i < items; i++) {
            add(t, "      \"(");
            add_statement(t, n);
            add(t, ") and (o0 or not o0%.*s)\": %d\n", (int)(9 * i), " or false or false or false or false or false",
                (int)draw(7) - 3);
        }
        return;
    }
    add(t, kind == 1 ? "    rank:\n" : "    order:\n");
    for (uint32_t i = 0; i < items; i++) {
        add(t, "      - ");
        add_statement(t, n);
        add(t, "\n");
    }
    if (kind == 1) add(t, "      - rest\n");
}

static uint32_t make_options(text *t, uint32_t most_items) {
    static const char *const moves[] = {"both", "both", "both", "up", "down", "none"};
    uint32_t parties = 2 + draw(2), n = 0;
    t->length = 0;
    add(t, "truce: 1\nparties:\n");
    for (uint32_t p = 0; p < parties; p++) {
        add(t, "  - id: p%u\n    options:\n", p);
        for (uint32_t i = 1 + draw(2); i-- > 0; n++)
            add(t, "      - {id: o%u, levels: [a, b%s], moves: %s%s}\n", n, draw(3) ? "" : ", c", moves[draw(6)],
                draw(4) ? "" : ", step: 1");
    }
    add(t, "outcomes:\n  x0: ");
    add_literal(t, n);
    add(t, "\n  x1: ");
    add_statement(t, n);
    add(t, "\n");
    if (draw(2)) {
        add(t, "feasible:\n  - not (");
        add_literal(t, n);
        add(t, " and ");
        add_literal(t, n);
        add(t, ")\n");
    }
    add(t, "preferences:\n");
    for (uint32_t p = 0; p < parties; p++) {
        add(t, "  p%u:\n", p);
        add_preference(t, n, most_items);
    }
    return parties;
}

/* A graph with any moves, and rankings by state. */
static uint32_t make_plain(text *t, uint32_t most_items) {
    uint32_t parties = 2 + draw(2), states = 3 + draw(3);
    t->length = 0;
    add(t, "truce: 1\nparties: [{id: p0}, {id: p1}%s]\nstates: [", parties > 2 ? ", {id: p2}" : "");
    for (uint32_t s = 0; s < states; s++) add(t, "%ss%u", s ? ", " : "", s);
    add(t, "]\noutcomes: {x0: s0 or s1, x1: s2}\nmoves:\n");
    for (uint32_t p = 0; p < parties; p++) {
        add(t, "  p%u: [", p);
        const char *comma = "";
        for (uint32_t a = 1; a <= states; a++)
            for (uint32_t b = 1; b <= states; b++)
                if (a != b && draw(3) == 0) add(t, "%s[%u, %u]", comma, a, b), comma = ", ";
        add(t, "]\n");
    }
    add(t, "preferences:\n");
    for (uint32_t p = 0; p < parties; p++) {
        uint32_t left = states, taken = 0, places = 0;
        add(t, "  p%u: {rank: [", p);
        while (left) {
            uint32_t s = draw(states);
            if (taken >> s & 1) continue;
            taken |= 1u << s;
            add(t, "%s%u", places ? ", " : "", s + 1);
            left--;
            if (++places + 1 >= most_items && left) break;
        }
        add(t, "%s]}\n", left ? ", rest" : "");
    }
    return parties;
}

/* --------------------------------------------------------- orders by search */

typedef struct an_order {
    truce__stand at[MOST_STANDS];
    uint32_t count;
} an_order;

typedef struct space_of_orders { /* what edits can make of a list, and at what price */
    an_order order[ROOM];
    uint32_t price[ROOM];
    uint32_t count;
    uint32_t slots[4 * ROOM];
} space_of_orders;

static space_of_orders spaces[MOST_PARTIES];

static uint64_t packed(const an_order *o) {
    uint64_t key = o->count;
    for (uint32_t i = 0; i < o->count; i++) key = key << 5 | o->at[i];
    return key;
}

static uint32_t find(space_of_orders *s, const an_order *o) {
    uint32_t at = (uint32_t)(packed(o) * UINT64_C(0x9E3779B97F4A7C15) >> 40) % (4 * ROOM);
    while (s->slots[at] && packed(&s->order[s->slots[at] - 1]) != packed(o)) at = (at + 1) % (4 * ROOM);
    if (s->slots[at]) return s->slots[at] - 1;
    if (s->count == ROOM) abort();
    s->order[s->count] = *o;
    s->price[s->count] = UINT32_MAX;
    s->slots[at] = ++s->count;
    return s->count - 1;
}

static void offer(space_of_orders *s, const an_order *o, uint64_t price) {
    uint32_t at = find(s, o);
    if (price < s->price[at]) s->price[at] = (uint32_t)price;
}

/* A ranking with the members of each place in the order of their numbers. */
static an_order tidy(const uint32_t *places, uint32_t n, const uint32_t *sequence, uint32_t count) {
    an_order o = {.count = 0};
    for (uint32_t k = 0; k < count; k++) {
        bool is_first = true;
        for (uint32_t i = 0; i < n; i++)
            if (places[i] == sequence[k]) {
                o.at[o.count++] = truce__stand_of(i, is_first ? 0 : TRUCE__STAND_JOINED);
                is_first = false;
            }
    }
    return o;
}

static void offer_rankings(space_of_orders *s, const truce__list *list, an_order o, uint32_t price) {
    uint32_t places[MOST_STANDS], sequence[MOST_STANDS], count = 0;
    for (uint32_t i = 0; i < o.count; i++) {
        if (!(o.at[i] & TRUCE__STAND_JOINED)) sequence[count] = count, count++;
        places[truce__stand_item(o.at[i])] = count - 1;
    }
    for (uint32_t k = 0; k + 1 < count; k++) {
        uint32_t swapped[MOST_STANDS], merged[MOST_STANDS], fewer[MOST_STANDS], n_fewer = 0;
        memcpy(swapped, sequence, sizeof swapped);
        swapped[k] = sequence[k + 1], swapped[k + 1] = sequence[k];
        an_order next = tidy(places, o.count, swapped, count);
        if (truce__may(list->tariff.swap)) offer(s, &next, price + (uint64_t)list->tariff.swap);
        for (uint32_t i = 0; i < o.count; i++) merged[i] = places[i] == sequence[k + 1] ? sequence[k] : places[i];
        for (uint32_t i = 0; i < count; i++)
            if (i != k + 1) fewer[n_fewer++] = sequence[i];
        next = tidy(merged, o.count, fewer, n_fewer);
        if (truce__may(list->tariff.drop)) offer(s, &next, price + (uint64_t)list->tariff.drop);
    }
}

/* One edit more, each kind as it is defined. */
static void offer_edits(space_of_orders *s, const truce__list *list, uint32_t at) {
    const an_order o = s->order[at];
    const truce__tariff *tariff = &list->tariff;
    uint32_t price = s->price[at], met = 0;
    if (list->kind == TRUCE__PREF_RANK) {
        offer_rankings(s, list, o, price);
        return;
    }
    for (uint32_t i = 0; i < o.count; i++) {
        an_order next = o;
        bool is_candidate = truce__stand_item(o.at[i]) >= list->n_written;
        met |= 1u << truce__stand_item(o.at[i]);
        if (i + 1 < o.count && truce__may(tariff->swap)) {
            next.at[i] = o.at[i + 1], next.at[i + 1] = o.at[i];
            offer(s, &next, price + (uint64_t)tariff->swap);
            next = o;
        }
        next.at[i] = o.at[i] ^ TRUCE__STAND_FLIPPED;
        if (truce__may(tariff->flip) && !is_candidate && !(o.at[i] & TRUCE__STAND_FLIPPED))
            offer(s, &next, price + (uint64_t)tariff->flip);
        next = o;
        memmove(next.at + i, next.at + i + 1, (o.count - i - 1) * sizeof next.at[0]);
        next.at[--next.count] = 0;
        if (truce__may(tariff->drop) && !is_candidate) offer(s, &next, price + (uint64_t)tariff->drop);
    }
    for (uint32_t c = list->n_written; c < list->n_items; c++) {
        an_order next = o;
        if (met >> c & 1) continue;
        next.at[next.count++] = truce__stand_of(c, 0);
        offer(s, &next, price + (uint64_t)tariff->insert);
    }
}

/* Every order up to a price. */
static void explore(space_of_orders *s, const truce__list *list, uint64_t most) {
    an_order written = {.count = list->n_written};
    s->count = 0;
    memset(s->slots, 0, sizeof s->slots);
    for (uint32_t i = 0; i < list->n_written; i++) written.at[i] = truce__stand_of(i, 0);
    offer(s, &written, 0);
    for (uint32_t price = 0; price <= most; price++)
        for (uint32_t at = 0; at < s->count; at++)
            if (s->price[at] == price) offer_edits(s, list, at);
}

static truce__order as_order(const an_order *o) {
    return (truce__order){o->at, o->count};
}

/* -------------------------------------------------------------------- claims */

typedef struct run {
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *graph;
    uint32_t n;
    truce__list lists[MOST_PARTIES];
    truce__judge judge;
    truce__orders written;
    truce__order profile[MOST_PARTIES];
    const char *text;
} run;

static truce__tariff draw_tariff(bool is_plain_prices) {
    truce__tariff t = {TRUCE__NONE, TRUCE__NONE, TRUCE__NONE, TRUCE__NONE};
    uint32_t which = draw(8);
    if (which != 1) t.swap = is_plain_prices ? 1 : 1 + draw(3);
    if (which == 1 || which == 2 || which >= 4) t.drop = is_plain_prices ? 1 : 1 + draw(3);
    if (which == 3 || which == 5) t.flip = is_plain_prices ? 1 : 1 + draw(3);
    if (which == 4 || which == 6) t.insert = is_plain_prices ? 1 : 1 + draw(3);
    return t;
}

static bool open_run(run *r, const text *t, truce__tariff tariff) {
    truce_config config = {.threads = 1};
    truce__pref_item candidates[2] = {{0}};
    *r = (run){.ctx = truce_ctx_new(&config), .text = t->at};
    if (truce_parse(r->ctx, t->at, t->length, "radius.yaml", &r->model) != TRUCE_OK ||
        truce_graph_build(r->ctx, r->model, &r->graph) != TRUCE_OK)
        return false;
    r->n = r->model->n_parties;
    for (uint32_t i = 0; i < 2; i++)
        candidates[i] = (truce__pref_item){.stmts = &r->model->outcomes[i].stmt, .n_stmts = 1};
    for (uint32_t p = 0; p < r->n; p++) {
        if (truce__list_read(r->ctx, r->graph, p, tariff, candidates, 2, &r->lists[p]) != TRUCE_OK) return false;
        if (truce__orders_add_written(r->ctx, &r->lists[p], &r->written) != TRUCE_OK) return false;
    }
    for (uint32_t p = 0; p < r->n; p++) r->profile[p] = truce__orders_get(&r->written, p);
    truce__judge_init(&r->judge, r->ctx, r->graph);
    return true;
}

static void close_run(run *r) {
    if (r->graph)
        for (uint32_t p = 0; p < r->n; p++) truce__list_free(&r->lists[p]);
    truce__judge_free(&r->judge);
    truce__orders_free(r->ctx, &r->written);
    truce_graph_free(r->graph);
    truce_model_free(r->model);
    truce_ctx_free(r->ctx);
}

static bool judged(run *r, uint32_t party, uint64_t cell, truce__stake stake) {
    bool is_stable;
    truce__profile profile = {r->lists, r->profile};
    if (truce__judge_party(&r->judge, &profile, party, cell, stake, &is_stable) != TRUCE_OK) abort();
    return is_stable;
}

static const char *const concepts[] = {"nash", "gmr", "smr", "seq"};

/* The judge and solve say the same. */
static void claim_judge(run *r) {
    truce_solution *solution;
    uint32_t asked[] = {0, 1, 2, 3};
    for (uint32_t c = 0; c < 4; c++) asked[c] = truce_concept_find(concepts[c]);
    if (truce_solve(r->ctx, r->graph, asked, 4, &solution) != TRUCE_OK) abort();
    for (uint64_t cell = 0; cell < r->graph->space.n_cells; cell++)
        for (uint32_t p = 0; truce__is_state(&r->graph->space, cell) && p < r->n; p++)
            for (uint32_t c = 0; c < 4; c++) {
                truce_state state = truce__space_number(&r->graph->space, cell);
                bool is_stable = truce_solution_verdict(solution, c, p, state) == TRUCE_STABLE;
                CLAIM(judged(r, p, cell, (truce__stake)c) == is_stable, "%s of state %llu for party %u\n%s",
                      concepts[c], (unsigned long long)state, p, r->text);
            }
    truce_solution_free(solution);
}

static bool is_among(const truce__orders *orders, const an_order *o) {
    for (size_t i = 0; i < truce__orders_count(orders); i++) {
        truce__order other = truce__orders_get(orders, i);
        if (other.count == o->count && (o->count == 0 || memcmp(other.at, o->at, o->count * sizeof *o->at) == 0))
            return true;
    }
    return false;
}

/* Orders at each price are those that edits reach for it and not for less. */
static void claim_layers(run *r, uint32_t party, uint64_t most) {
    space_of_orders *s = &spaces[party];
    for (uint64_t price = 0; price <= most; price++) {
        truce__orders orders = {0};
        bool is_whole, is_there = true;
        uint64_t count = 0;
        if (truce__orders_at(&r->lists[party], price, UINT64_MAX, &orders, &is_whole) != TRUCE_OK) abort();
        for (uint32_t i = 0; i < s->count; i++) {
            if (s->price[i] != price) continue;
            count++;
            if (count < 500) is_there = is_there && is_among(&orders, &s->order[i]);
        }
        CLAIM(is_whole && is_there && count == truce__orders_count(&orders),
              "%zu orders at price %llu of party %u, not %llu (all there: %d)\n%s", truce__orders_count(&orders),
              (unsigned long long)price, party, (unsigned long long)count, is_there, r->text);
        truce__orders_free(r->ctx, &orders);
    }
}

typedef struct truth { /* by plain search */
    uint64_t price, count;
} truth;

static truth search_plainly(run *r, uint32_t party, uint64_t cell, truce__stake stake, bool wanted) {
    truth found = {TRUCE__NEVER, 0};
    for (uint32_t i = 0; i < spaces[party].count; i++) {
        if (spaces[party].price[i] > found.price) continue;
        r->profile[party] = as_order(&spaces[party].order[i]);
        if (judged(r, party, cell, stake) != wanted) continue;
        if (spaces[party].price[i] < found.price) found = (truth){spaces[party].price[i], 0};
        found.count++;
    }
    r->profile[party] = truce__orders_get(&r->written, party);
    return found;
}

static void claim_cheapest(run *r, uint32_t party, uint64_t cell, truce__stake stake, bool wanted) {
    truth plain = search_plainly(r, party, cell, stake, wanted);
    truce__profile profile = {r->lists, r->profile};
    truce__effort effort = {UINT64_MAX, UINT64_MAX, 1000};
    truce__stakes stakes;
    truce__cheapest found;
    if (truce__stakes_make(&r->lists[party], cell, stake, &profile, &stakes) != TRUCE_OK) abort();
    if (truce__cheapest_find(&stakes, wanted, &effort, &found) != TRUCE_OK) abort();
    CLAIM(found.is_known && found.price == plain.price && found.count == plain.count && found.is_counted,
          "%s %s of state %llu for party %u takes %lld, %llu ways, not %lld, %llu ways\n%s",
          wanted ? "making" : "ending", concepts[stake],
          (unsigned long long)truce__space_number(&r->graph->space, cell), party,
          (long long)plain.price, (unsigned long long)plain.count, (long long)found.price,
          (unsigned long long)found.count, r->text);
    CLAIM(truce__orders_count(&found.orders) == (found.count < 1000 ? found.count : 1000), "all answers are told");
    uint64_t *values = calloc(stakes.n_kinds + 1, sizeof *values);
    for (uint32_t i = 0; i < spaces[party].count; i += 1 + draw(20)) {
        r->profile[party] = as_order(&spaces[party].order[i]);
        CLAIM(truce__stakes_hold(&stakes, r->profile[party], values) == judged(r, party, cell, stake),
              "the formula for %s of state %llu for party %u says what the definition says\n%s", concepts[stake],
              (unsigned long long)truce__space_number(&r->graph->space, cell), party, r->text);
    }
    free(values);
    for (uint32_t i = 0; i < spaces[party].count && found.count < 100; i++) {
        if (spaces[party].price[i] != found.price) continue;
        r->profile[party] = as_order(&spaces[party].order[i]);
        bool is_answer = judged(r, party, cell, stake) == wanted;
        CLAIM(is_answer == is_among(&found.orders, &spaces[party].order[i]), "an answer is told, and nothing else");
    }
    r->profile[party] = truce__orders_get(&r->written, party);
    if (plain.price != TRUCE__NEVER && plain.price > 0) { /* effort ends honestly */
        truce__cheapest_free(r->ctx, &found);
        effort = (truce__effort){1 + draw(20), UINT64_MAX, 1};
        if (truce__cheapest_find(&stakes, wanted, &effort, &found) != TRUCE_OK) abort();
        CLAIM(found.is_known ? found.price == plain.price : found.price <= plain.price,
              "with little effort the price is %llu or at least something not above it",
              (unsigned long long)plain.price);
        truce__cheapest_free(r->ctx, &found);
        effort = (truce__effort){UINT64_MAX, plain.price - 1, 1};
        if (truce__cheapest_find(&stakes, wanted, &effort, &found) != TRUCE_OK) abort();
        CLAIM(!found.is_known && found.price == plain.price, "a price above the highest of interest is a bound");
    }
    truce__cheapest_free(r->ctx, &found);
    truce__stakes_free(&stakes);
}

static void claim_model(const text *t, truce__tariff tariff) {
    run r;
    if (!open_run(&r, t, tariff)) {
        CLAIM(false, "the model is good\n%s", t->at);
        return;
    }
    claim_judge(&r);
    for (uint32_t p = 0; p < r.n; p++) {
        uint64_t most = truce__list_most_price(&r.lists[p]);
        explore(&spaces[p], &r.lists[p], most);
        if (draw(4) == 0) claim_layers(&r, p, most);
        for (uint32_t k = 0; k < 2; k++) {
            uint64_t cell = draw((uint32_t)r.graph->space.n_cells);
            if (!truce__is_state(&r.graph->space, cell)) continue;
            for (uint32_t stake = 0; stake < 4; stake++)
                claim_cheapest(&r, p, cell, (truce__stake)stake, !judged(&r, p, cell, (truce__stake)stake));
        }
    }
    close_run(&r);
}

/* ------------------------------------------------------------- whole profiles */

static truth search_profiles(run *r, uint64_t cell, truce__stake stake, bool wanted) {
    truth found = {TRUCE__NEVER, 0};
    uint32_t which[MOST_PARTIES] = {0}, p = r->n;
    while (p > 0) {
        uint64_t price = 0;
        bool holds = true;
        for (p = 0; p < r->n; p++) {
            r->profile[p] = as_order(&spaces[p].order[which[p]]);
            price += spaces[p].price[which[p]];
        }
        for (p = 0; p < r->n && holds && price <= found.price; p++) holds = judged(r, p, cell, stake);
        if (price <= found.price && holds == wanted) {
            if (price < found.price) found = (truth){price, 0};
            found.count++;
        }
        for (p = r->n; p > 0; p--) {
            if (++which[p - 1] < spaces[p - 1].count) break;
            which[p - 1] = 0;
        }
    }
    for (p = 0; p < r->n; p++) r->profile[p] = truce__orders_get(&r->written, p);
    return found;
}

static void claim_radius(run *r, uint64_t cell, truce__stake stake) {
    truce__effort effort = {UINT64_MAX, UINT64_MAX, 50};
    truce__radius radius;
    bool holds = true;
    for (uint32_t p = 0; p < r->n; p++) holds = holds && judged(r, p, cell, stake);
    truth plain = search_profiles(r, cell, stake, !holds);
    truce_status status = truce__radius_find(r->ctx, r->lists, cell, stake, &effort, &radius);
    CLAIM(status == TRUCE_OK && radius.holds == holds && radius.is_known && radius.is_counted &&
              radius.price == plain.price && radius.count == plain.count,
          "%s %s of state %llu takes %lld, %llu ways, not %lld, %llu ways (status %d)\n%s",
          holds ? "ending" : "making", concepts[stake],
          (unsigned long long)truce__space_number(&r->graph->space, cell), (long long)plain.price,
          (unsigned long long)plain.count, (long long)radius.price, (unsigned long long)radius.count, (int)status,
          r->text);
    CLAIM(truce__radius_answers(&radius) == (plain.count < 50 ? plain.count : 50), "answers are told");
    CLAIM(!radius.is_unconditional || plain.price == TRUCE__NEVER, "what is unconditional cannot be ended");
    truce__radius_free(&radius);
    effort = (truce__effort){10 + draw(40), UINT64_MAX, 1};
    status = truce__radius_find(r->ctx, r->lists, cell, stake, &effort, &radius);
    CLAIM(status == TRUCE_OK && (radius.is_known ? radius.price == plain.price : radius.price <= plain.price),
          "with little effort the radius is %lld or at least something not above it, not %lld",
          (long long)plain.price, (long long)radius.price);
    truce__radius_free(&radius);
}

static void claim_profiles(const text *t, truce__tariff tariff) {
    run r;
    if (!open_run(&r, t, tariff)) {
        CLAIM(false, "the model is good\n%s", t->at);
        return;
    }
    uint64_t profiles = 1;
    for (uint32_t p = 0; p < r.n; p++) {
        explore(&spaces[p], &r.lists[p], truce__list_most_price(&r.lists[p]));
        profiles *= spaces[p].count;
    }
    for (uint32_t k = 0; k < 4 && profiles < 4000; k++) {
        uint64_t cell = draw((uint32_t)r.graph->space.n_cells);
        if (truce__is_state(&r.graph->space, cell)) claim_radius(&r, cell, (truce__stake)(k ? 3 : draw(3)));
    }
    close_run(&r);
}

/* ------------------------------------------------------------------------ Doha */

typedef struct doha {
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *graph;
    truce_solution *solution;
    truce__list swaps[4], more[4]; /* of the parties: statements swap; they drop too */
} doha;

static void open_doha(doha *d) {
    static char room[1 << 17];
    truce_config config = {.threads = 1};
    truce__tariff swaps = {1, TRUCE__NONE, TRUCE__NONE, TRUCE__NONE}, more = {1, 1, TRUCE__NONE, TRUCE__NONE};
    uint32_t asked[4];
    FILE *file = fopen(TRUCE_ROOT "/cases/doha-2025/model.yaml", "rb");
    size_t length = file ? fread(room, 1, sizeof room, file) : 0;
    if (file) fclose(file);
    for (uint32_t c = 0; c < 4; c++) asked[c] = truce_concept_find(concepts[c]);
    d->ctx = truce_ctx_new(&config);
    if (truce_parse(d->ctx, room, length, "doha", &d->model) != TRUCE_OK) abort();
    if (truce_graph_build(d->ctx, d->model, &d->graph) != TRUCE_OK) abort();
    if (truce_solve(d->ctx, d->graph, asked, 4, &d->solution) != TRUCE_OK) abort();
    for (uint32_t p = 0; p < 4; p++) {
        if (truce__list_read(d->ctx, d->graph, p, swaps, NULL, 0, &d->swaps[p]) != TRUCE_OK) abort();
        if (truce__list_read(d->ctx, d->graph, p, more, NULL, 0, &d->more[p]) != TRUCE_OK) abort();
    }
}

static void close_doha(doha *d) {
    for (uint32_t p = 0; p < 4; p++) truce__list_free(&d->swaps[p]), truce__list_free(&d->more[p]);
    truce_solution_free(d->solution);
    truce_graph_free(d->graph);
    truce_model_free(d->model);
    truce_ctx_free(d->ctx);
}

static truce__radius radius_of(const doha *d, const truce__list *lists, truce_state state, uint32_t concept) {
    truce__effort effort = {10000000, UINT64_MAX, 10};
    truce__radius radius;
    uint64_t cell = truce__space_cell(&d->graph->space, state);
    truce_status status = truce__radius_find(d->ctx, lists, cell, (truce__stake)concept, &effort, &radius);
    CLAIM(status == TRUCE_OK, "state %llu has a radius", (unsigned long long)state);
    return radius;
}

/* Every order of the parties' lists at `most` swaps or fewer, all parties together. */
static uint64_t count_profiles(const doha *d, uint32_t most) {
    uint64_t at[16] = {1}, profiles = 0;
    for (uint32_t p = 0; p < 4; p++) {
        uint64_t sum[16] = {0};
        for (uint32_t k = 0; k <= most; k++) {
            truce__orders orders = {0};
            bool is_whole;
            if (truce__orders_at(&d->swaps[p], k, UINT64_MAX, &orders, &is_whole) != TRUCE_OK) abort();
            for (uint32_t i = 0; i + k <= most; i++) sum[i + k] += at[i] * truce__orders_count(&orders);
            truce__orders_free(d->ctx, &orders);
        }
        memcpy(at, sum, sizeof at);
    }
    for (uint32_t k = 0; k <= most; k++) profiles += at[k];
    return profiles;
}

/* Figures that a program of its own had found. */
static void claim_doha(void) {
    doha d;
    open_doha(&d);
    const truce_set *set = truce_solution_equilibria(d.solution, 3);
    uint32_t count = 0, unconditional = 0;
    for (truce_state s = truce_set_next(set, 0); s; s = truce_set_next(set, s), count++) {
        truce__radius few = radius_of(&d, d.swaps, s, 3), more = radius_of(&d, d.more, s, 3);
        unconditional += few.is_unconditional;
        CLAIM(few.holds && few.is_unconditional == (few.price == TRUCE__NEVER) && more.price <= few.price,
              "an equilibrium is unconditional or can be ended, and not harder with more kinds of edits");
        CLAIM(few.is_unconditional == more.is_unconditional, "dropping helps no move that nothing speaks for");
        truce__radius_free(&few);
        truce__radius_free(&more);
    }
    CLAIM(count == 22 && unconditional == 16, "16 of 22 equilibria hold whatever the orders: %u of %u", unconditional,
          count);
    truce__radius quo = radius_of(&d, d.more, truce_graph_status_quo(d.graph), 3);
    CLAIM(quo.is_unconditional, "no swap and no drop starts a move away from the status quo");
    truce__radius_free(&quo);
    CLAIM(count_profiles(&d, 4) == 44270, "44,270 profiles at 4 swaps or fewer");
    CLAIM(count_profiles(&d, 7) / 100000 == 88, "8.8 million at 7 or fewer: %llu",
          (unsigned long long)count_profiles(&d, 7));
    close_doha(&d);
}

/* --------------------------------------------------------------------- many statements */

static uint64_t partitions(uint32_t n) {
    uint64_t ways[64] = {1};
    for (uint32_t part = 1; part <= n; part++)
        for (uint32_t k = part; k <= n; k++) ways[k] += ways[k - part];
    return ways[n];
}

/* A node of a long formula takes many looks: effort ends a search after as much work, whatever the formula. */
static void claim_effort(run *r) {
    unsigned ended = 0;
    for (uint64_t cell = 0; cell < r->graph->space.n_cells; cell += 37) {
        const uint64_t most = 300;
        truce__stakes stakes;
        truce__cheapest found;
        truce__effort effort = {most, UINT64_MAX, 1};
        bool wanted = !judged(r, 0, cell, TRUCE__STAKE_GMR);
        if (truce__stakes_make(&r->lists[0], cell, TRUCE__STAKE_GMR, NULL, &stakes) != TRUCE_OK) abort();
        if (truce__cheapest_find(&stakes, wanted, &effort, &found) != TRUCE_OK) abort();
        const uint64_t each = truce__stakes_looks(&stakes), last = (1 + 2 * each) * r->lists[0].n_items;
        CLAIM(found.looks >= each * found.nodes, "each node goes over the formula");
        CLAIM(found.looks <= most + last, "%llu looks for an effort of %llu, where a node takes at most %llu",
              (unsigned long long)found.looks, (unsigned long long)most, (unsigned long long)last);
        ended += !found.is_known;
        truce__cheapest_free(r->ctx, &found);
        truce__stakes_free(&stakes);
    }
    CLAIM(ended > 0, "some searches end by their effort");
}

/* With 30 statements the nodes stay within the bound that holds for every model; the answer is that of the
 * definition, and nothing at one swap less is one. */
static void claim_many(text *t) {
    t->length = 0;
    add(t, "truce: 1\nparties:\n");
    for (uint32_t p = 0, n = 0; p < 2; p++) {
        add(t, "  - id: p%u\n    options: [", p);
        for (uint32_t i = 0; i < 5; i++, n++) add(t, "%s{id: o%u, levels: [a, b]}", i ? ", " : "", n);
        add(t, "]\n");
    }
    add(t, "outcomes: {x0: o0, x1: o1}\npreferences:\n  p0:\n    order:\n");
    for (uint32_t i = 0; i < 30; i++) {
        add(t, "      - ");
        add_literal(t, 10);
        add(t, draw(2) ? " and " : " or ");
        add_literal(t, 10);
        add(t, draw(2) ? " and " : " or ");
        add_literal(t, 10);
        add(t, "\n");
    }
    run r;
    truce__tariff swaps = {1, TRUCE__NONE, TRUCE__NONE, TRUCE__NONE};
    if (!open_run(&r, t, swaps)) abort();
    for (uint32_t k = 0; k < 12; k++) {
        uint64_t cell = draw((uint32_t)r.graph->space.n_cells), bound = 0;
        truce__stakes stakes;
        truce__cheapest found;
        truce__effort effort = {3000000, UINT64_MAX, 3};
        bool wanted = !judged(&r, 0, cell, TRUCE__STAKE_NASH);
        if (truce__stakes_make(&r.lists[0], cell, TRUCE__STAKE_NASH, NULL, &stakes) != TRUCE_OK) abort();
        if (truce__cheapest_find(&stakes, wanted, &effort, &found) != TRUCE_OK) abort();
        CLAIM(found.is_known, "30 statements are settled with %llu nodes", (unsigned long long)found.nodes);
        for (uint64_t n = 0; n <= found.price && n < 64; n++) bound += 31 * partitions((uint32_t)n);
        CLAIM(found.price >= 64 || found.nodes <= 31 * bound, "%llu nodes for price %llu",
              (unsigned long long)found.nodes, (unsigned long long)found.price);
        for (size_t i = 0; i < truce__orders_count(&found.orders); i++) {
            r.profile[0] = truce__orders_get(&found.orders, i);
            CLAIM(judged(&r, 0, cell, TRUCE__STAKE_NASH) == wanted, "an answer is one by the definition");
        }
        r.profile[0] = truce__orders_get(&r.written, 0);
        truce__cheapest_free(r.ctx, &found);
        truce__stakes_free(&stakes);
    }
    claim_effort(&r);
    close_run(&r);
}

/* ---------------------------------------------------------------------- memory */

/* Each allocation fails in turn: the call says so, and nothing is lost. */
static void claim_memory(const text *t, truce__tariff tariff) {
    budget b = {.left = -1};
    long last = 1000000;
    for (long failing = 0; failing < last; failing += 1 + failing / 16) {
        truce_allocator allocator = {counted_alloc, counted_resize, counted_release, &b};
        truce_config config = {.threads = 1, .allocator = &allocator};
        truce__list lists[MOST_PARTIES] = {{0}};
        truce_model *model = NULL;
        truce_graph *graph = NULL;
        truce__radius radius = {0};
        truce__effort effort = {100000, UINT64_MAX, 5};
        b = (budget){.left = -1};
        truce_ctx *ctx = truce_ctx_new(&config);
        truce_status status = truce_parse(ctx, t->at, t->length, "radius.yaml", &model);
        if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
        long before = b.count;
        b.left = failing;
        for (uint32_t p = 0; status == TRUCE_OK && p < model->n_parties; p++)
            status = truce__list_read(ctx, graph, p, tariff, NULL, 0, &lists[p]);
        for (uint32_t stake = 0; status == TRUCE_OK && stake < 4; stake++) {
            status = truce__radius_find(ctx, lists, 0, (truce__stake)stake, &effort, &radius);
            truce__radius_free(&radius);
        }
        if (status == TRUCE_OK) last = b.count - before;
        CLAIM(status == TRUCE_OK ? failing >= last : status == TRUCE_E_NOMEM,
              "allocation %ld of %ld fails: status %d", failing, b.count - before, (int)status);
        b.left = -1;
        for (uint32_t p = 0; model && p < model->n_parties; p++)
            if (lists[p].ctx) truce__list_free(&lists[p]);
        truce_graph_free(graph);
        truce_model_free(model);
        truce_ctx_free(ctx);
        CLAIM(b.held == 0, "nothing is lost when allocation %ld fails: %ld blocks", failing, b.held);
    }
}

int main(int argc, char **argv) {
    static text t;
    uint32_t models = argc > 1 ? (uint32_t)atoi(argv[1]) : 300;
    if (argc > 2) seed = (uint64_t)atoll(argv[2]);
    for (uint32_t i = 0; i < models; i++) {
        truce__tariff tariff = draw_tariff(draw(2));
        bool is_large = !truce__may(tariff.flip) && !truce__may(tariff.insert);
        if (draw(4)) make_options(&t, is_large ? 5 : 3);
        else make_plain(&t, 5);
        claim_model(&t, tariff);
        if (draw(4)) make_options(&t, 3);
        else make_plain(&t, 4);
        claim_profiles(&t, tariff);
        if (i % 60 == 0) claim_memory(&t, tariff);
    }
    for (uint32_t i = 0; i < 5; i++) claim_many(&t);
    claim_doha();
    return claims_end();
}
