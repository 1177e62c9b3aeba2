/* SPDX-License-Identifier: Apache-2.0 */
/*
 * L_h and non-myopic stability, of two parties that move by turns (layers.h).
 *
 * A state is L_h stable for a party that anticipates, with h moves to come, to stay there. It is non-myopically
 * stable if that is so for every h from some number on. A pair of layers, one of each party, determines the next
 * pair, and there are finitely many: so the pairs repeat, and what holds in one period holds for ever.
 */
#include "concepts/layers.h"

#include "graph/walk.h"

enum { HIGHEST = 4096 }; /* layers that are made until they repeat */

/* ---------------------------------------------------------- who can have them */

static truce__lack lack_of(const truce_graph *graph, truce__chosen concept) {
    (void)concept;
    truce__movers movers = truce__movers_of(graph);
    return movers.count > 2 ? (truce__lack){TRUCE__M_LACKS_TWO_MOVERS, movers.count}
                            : (truce__lack){TRUCE__NO_MESSAGE, 0};
}

/* ------------------------------------------------------------------ verdicts */

/* With one move to come nothing follows it, so that L_1 is Nash: the engine's passes tell it without layers. */
static bool is_nash(truce__chosen concept) { return concept.info->parameter == 1; }

/* What assess() found, until the verdicts are marked. */
typedef struct found {
    truce__layering l;
    uint32_t mover;          /* the party, as a mover; 2: it has no move */
    truce__layer at[4];      /* now and next, of mover 0 and 1 */
    truce__layer first;      /* layer 0 of both */
    uint32_t now;            /* which of the two is now */
    truce__layer *own, *below; /* L_h: the party's verdicts, and the other's layer below them */
    uint16_t *broken[2];     /* NM, of each mover: in which layer of the period the state is first unstable, from 1 */
    uint8_t *open[2];        /* ... and whether it is ever not stable for certain */
    uint32_t before_period, period, at_layer; /* ... which of its layers is now, from 0 */
} found;

static void plan(const truce_graph *graph, truce__chosen concept, unsigned *kinds, truce__needs *needs) {
    double cells = (double)graph->space.n_cells;
    bool is_endless = concept.info->parameter == 0;
    *kinds |= 1U << TRUCE__REPLIES_NONE;
    if (is_nash(concept)) return;
    truce__layers_needs(graph, needs);
    truce__needs_arrays(graph->ctx, needs, is_endless ? 5 : 3, cells * sizeof(uint64_t));
    if (is_endless) truce__needs_arrays(graph->ctx, needs, 2, cells * (sizeof(uint16_t) + sizeof(uint8_t)));
}

static void release(void *kept) {
    found *f = kept;
    if (!f) return;
    truce_ctx *ctx = f->l.ctx;
    for (int i = 0; i < 4; i++) truce__layer_close(&f->l, &f->at[i]);
    truce__layer_close(&f->l, &f->first);
    for (int i = 0; i < 2; i++) {
        truce__big_free(ctx, f->broken[i]);
        truce__big_free(ctx, f->open[i]);
    }
    truce__free(ctx, f);
}

static void drop(truce__deciding *job) {
    if (!job->kept || *job->kept != job->found) release(job->found);
    job->found = NULL;
}

static truce_status begin(truce__deciding *job, found **out) {
    found *f = truce__calloc(job->ctx, 1, sizeof *f);
    if (!f) return TRUCE_E_NOMEM;
    job->found = *out = f;
    f->l = (truce__layering){job->ctx, job->graph, job->concept, truce__movers_of(job->graph), NULL};
    return TRUCE_OK;
}

static truce_status begin_layers(found *f) {
    TRY(truce__layer_open(&f->l, &f->first));
    TRY(truce__layer_first(&f->l, &f->first));
    f->l.pairs = f->first.words;
    return TRUCE_OK;
}

static uint32_t mover_of(const found *f, uint32_t party) {
    return party == f->l.movers.party[0] ? 0 : party == f->l.movers.party[1] ? 1 : 2;
}

/* L_h: layers in turn; of the last one, the party's, the verdicts only. */
static truce_status assess_limited(truce__deciding *job) {
    found *f;
    if (is_nash(job->concept)) return truce__assess(job->engine, job->party, TRUCE__REPLIES_NONE);
    TRY(begin(job, &f));
    f->mover = mover_of(f, job->party);
    if (f->mover == 2) return TRUCE_OK;
    TRY(begin_layers(f));
    f->own = &f->first;
    for (int i = 0; i < 2; i++) TRY(truce__layer_open(&f->l, &f->at[i]));
    for (uint32_t left = job->concept.info->parameter; left > 0; left--) {
        truce__layer *made = &f->at[left % 2];
        f->below = f->own;
        f->own = made;
        if (left > 1) TRY(truce__layer_next(&f->l, left % 2 ? f->mover : 1 - f->mover, f->below, made));
        else TRY(truce__layer_judge_all(&f->l, f->mover, f->below, made));
    }
    return TRUCE_OK;
}

static truce__layer *layer_of(found *f, uint32_t mover) { return &f->at[2 * f->now + mover]; }

/* The next pair of layers. */
static truce_status step(found *f) {
    for (uint32_t mover = 0; mover < 2; mover++)
        TRY(truce__layer_next(&f->l, mover, layer_of(f, 1 - mover), &f->at[2 * (1 - f->now) + mover]));
    f->now = 1 - f->now;
    return TRUCE_OK;
}

typedef struct print {
    uint64_t at[4];
} print;

static print print_of(found *f) {
    print p = {{0}};
    for (uint32_t mover = 0; mover < 2; mover++)
        truce__layer_print(&f->l, layer_of(f, mover), &p.at[(size_t)2 * mover]);
    return p;
}

/* Goes on until a pair of layers comes again: *period layers after it came first, as number *before. */
static truce_status repeat(found *f, uint32_t *before, uint32_t *period) {
    TRUCE__VEC(print) seen = {0};
    truce_status status = TRUCE_OK;
    const truce__lack limit = {TRUCE__M_LIMIT_LAYERS, HIGHEST};
    *period = 0;
    while (status == TRUCE_OK && !*period) {
        print now = print_of(f);
        for (*before = 0; *before < seen.count && memcmp(&seen.at[*before], &now, sizeof now) != 0;) ++*before;
        *period = (uint32_t)seen.count - *before;
        if (*period) break;
        status = truce__vec_push(f->l.ctx, &seen, now);
        if (status == TRUCE_OK && seen.count > HIGHEST)
            status = truce__concept_refuse(f->l.ctx, f->l.graph, f->l.concept, limit, TRUCE_E_LIMIT);
        if (status == TRUCE_OK) status = step(f);
    }
    truce__vec_free(f->l.ctx, &seen);
    return status;
}

static truce_status note_layer(found *f, uint32_t mover, uint32_t number) {
    const truce__space *space = &f->l.graph->space;
    const truce__layer *layer = layer_of(f, mover);
    uint16_t *broken = f->broken[mover];
    uint8_t *open = f->open[mover];
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        if (truce__stops_at(f->l.ctx, cell)) return TRUCE_E_CANCELLED;
        if (!truce__is_state(space, cell)) continue;
        truce_verdict verdict = truce__layer_verdict(&f->l, layer, cell);
        if (verdict != TRUCE_STABLE) open[cell] = 1;
        if (verdict == TRUCE_UNSTABLE && !broken[cell]) broken[cell] = (uint16_t)(number + 1);
    }
    return TRUCE_OK;
}

static truce_status open_notes(found *f, uint32_t mover) {
    uint64_t cells = f->l.graph->space.n_cells;
    f->broken[mover] = truce__big_alloc(f->l.ctx, cells * sizeof *f->broken[mover] + 1);
    f->open[mover] = truce__big_alloc(f->l.ctx, cells + 1);
    if (!f->broken[mover] || !f->open[mover]) return TRUCE_E_NOMEM;
    TRY(truce__big_set(f->l.ctx, f->broken[mover], 0, cells * sizeof *f->broken[mover]));
    return truce__big_set(f->l.ctx, f->open[mover], 0, cells);
}

/* NM: both parties' layers side by side, and once more through the period. */
static truce_status go_round(found *f) {
    TRY(begin_layers(f));
    for (int i = 0; i < 4; i++) TRY(truce__layer_open(&f->l, &f->at[i]));
    for (uint32_t mover = 0; mover < 2; mover++) TRY(truce__layer_first(&f->l, layer_of(f, mover)));
    TRY(repeat(f, &f->before_period, &f->period));
    for (uint32_t mover = 0; mover < 2; mover++) TRY(open_notes(f, mover));
    for (f->at_layer = 0; f->at_layer < f->period; f->at_layer++) {
        for (uint32_t mover = 0; mover < 2; mover++) TRY(note_layer(f, mover, f->at_layer));
        TRY(step(f));
    }
    f->at_layer = 0; /* the period has come round */
    return TRUCE_OK;
}

/* What is found for the first party that moves is kept for the other. */
static truce_status assess_endless(truce__deciding *job) {
    found *f = job->kept ? *job->kept : NULL;
    if (f) job->found = f;
    else TRY(begin(job, &f));
    f->mover = mover_of(f, job->party);
    if (f->mover == 2) return TRUCE_OK;
    if (!f->period) {
        TRY(go_round(f));
        if (job->kept) *job->kept = f;
    }
    job->before_period = f->before_period;
    job->period = f->period;
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- marking */

/* Reads the verdict of a cell whatever the concept. */
static truce_verdict verdict_at(const found *f, uint64_t cell) {
    if (f->mover == 2) return TRUCE_STABLE;
    if (!f->period) return (truce_verdict)(f->own->words[cell] - 1);
    if (f->broken[f->mover][cell]) return TRUCE_UNSTABLE;
    return f->open[f->mover][cell] ? TRUCE_MAYBE : TRUCE_STABLE;
}

static truce_status mark(truce__deciding *job) {
    const found *f = job->found;
    const truce__space *space = &job->graph->space;
    if (is_nash(job->concept)) return truce__mark_stable(job->engine, job->stable);
    for (uint64_t cell = 0; cell < space->n_cells; cell++) {
        if (truce__stops_at(job->ctx, cell)) return TRUCE_E_CANCELLED;
        if (!truce__is_state(space, cell)) continue;
        truce_verdict verdict = verdict_at(f, cell);
        if (verdict == TRUCE_STABLE) truce__bits_set(job->stable->bits, cell);
        if (verdict == TRUCE_MAYBE) truce__bits_set(job->maybe->bits, cell);
    }
    TRY(truce__set_recount(job->stable));
    return truce__set_recount(job->maybe);
}

/* The first move that secures the most. */
static uint64_t choice_of(const found *f, const truce__layer *below, uint64_t cell) {
    truce__walk walk;
    uint64_t best_to = UINT64_MAX;
    uint32_t best = 0;
    truce__walk_from(&walk, &f->l.graph->space, f->l.movers.party[f->mover], cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        uint32_t secured = truce__layer_secures(below, f->mover, to);
        if (secured <= best) continue;
        best = secured;
        best_to = to;
    }
    return best_to;
}

/* With the pair of layers below the one in which the state is first unstable. */
static uint64_t exit_endless(found *f, uint64_t cell) {
    uint32_t wanted = (f->broken[f->mover][cell] - 1U + f->period - 1) % f->period;
    while (f->at_layer != wanted) {
        if (step(f) != TRUCE_OK) return UINT64_MAX; /* who asks looks whether the work was cancelled */
        f->at_layer = (f->at_layer + 1) % f->period;
    }
    return choice_of(f, layer_of(f, 1 - f->mover), cell);
}

static uint64_t exit_of(const truce__deciding *job, uint64_t cell) {
    found *f = job->found;
    if (is_nash(job->concept)) return truce__exit_of(job->engine, cell);
    if (verdict_at(f, cell) != TRUCE_UNSTABLE) return UINT64_MAX;
    return f->period ? exit_endless(f, cell) : choice_of(f, f->below, cell);
}

/* -------------------------------------------------------------- descriptors */

#define TRUCE__MSG(key, english) static const char TEXT_##key[] = english;
#include "catalogue/concept_messages.h"
#undef TRUCE__MSG

#define SOURCE "Kilgour 1985; Fang, Hipel and Kilgour 1993, Interactive Decision Making: The Graph Model"
#define MEMBER(h)                                                                                             \
    {.id = "l" #h, .label = "L" #h, .family = "lH", .name = TEXT_CONCEPT_L_NAME,                              \
     .definition = TEXT_CONCEPT_L_DEFINITION, .reference = SOURCE, .evidence = TEXT_EVIDENCE_LIMITED,         \
     .needs = TEXT_NEEDS_TWO_MOVERS, .parameter = (h)},
static const truce_concept members[] = {TRUCE__TO_99(MEMBER)};
static const truce_concept nm = {.id = "nm", .label = "NM", .name = TEXT_CONCEPT_NM_NAME,
                                 .definition = TEXT_CONCEPT_NM_DEFINITION, .reference = SOURCE,
                                 .evidence = TEXT_EVIDENCE_LIMITED, .needs = TEXT_NEEDS_TWO_MOVERS};

static const truce__way by_layers = {plan, assess_limited, exit_of, mark, drop, .has_limit = true};
static const truce__way until_they_repeat = {plan, assess_endless, exit_of, mark, drop, release, .has_limit = true};

#define BY_LINES(name, list, size, how)                                                                  \
    const truce__concept truce__##name = {.members = (list), .count = (size), .has_maybe = true,         \
                                          .tells_lines = true, .needs_all_ranks = true, .lacks = lack_of, \
                                          .way = &(how), .explain = truce__explain_limited}

BY_LINES(l, members, sizeof members / sizeof *members, by_layers);
BY_LINES(nm, &nm, 1, until_they_repeat);
