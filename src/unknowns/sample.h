/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sampling the unknowns: many variants of a model, drawn as displacement.h says, each solved exactly, and counted.
 *
 * Plain Monte Carlo. Variants come in blocks of 1,024. A draw is a function of the seed, of the variant's number and
 * of the unknown (Philox), so a block's counts are a function of the model, the seed and the block: any threads,
 * processes, order of blocks, and a run that goes on after a stop give the same counts. Counts are whole numbers, and
 * shares are worked out from them at the end.
 *
 * docs/decisions/0023-sampling.md says why no quasi-random points and why no library.
 */
#ifndef TRUCE_SAMPLE_H
#define TRUCE_SAMPLE_H

#include "unknowns/stage.h"

#include <truce/robust.h>

enum { TRUCE__BLOCK = 1024, TRUCE__MOST_TRACKED = 256 };

/* What may hold in a variant. */
typedef enum truce__conclusion_kind {
    TRUCE__IS_EQUILIBRIUM, /* a state, under a concept */
    TRUCE__HOLDS_SOMEWHERE, /* an outcome: in some equilibrium */
    TRUCE__HAS_NONE,       /* there is no equilibrium of the concept */
    TRUCE__IS_PREFERRED,   /* the party ranks the state above what it has without an agreement */
    TRUCE__IS_BETTER,      /* every party ranks the state above what it has without an agreement */
    TRUCE__IS_IN_ZONE,     /* nobody ranks it below, and it is efficient */
    TRUCE__IS_BETTER_ONLY, /* wherever every party has something better, options stand as `only` asks */
    TRUCE__SOME_BETTER,    /* there is something better for every party */
    TRUCE__IS_REACHED,     /* the state, from the status quo; with `asks_reach`, of states asked for, as the next */
    TRUCE__HOLDS_REACHED,  /* it is an equilibrium and can be reached */
    TRUCE__BETTER_REACHED, /* every party ranks it above what it has without an agreement, and it can be reached */
    TRUCE__IS_REFUSED,     /* the state, at that home; where truce__home_is_counted() */
    TRUCE__FORM_REACHED,   /* an outcome asked for: some state of it is an equilibrium and can be reached */
    TRUCE__FORM_GAINS      /* ... and every party ranks it above what it has without an agreement */
} truce__conclusion_kind;

typedef struct truce__conclusion {
    truce__conclusion_kind kind;
    uint32_t slot;   /* of the concept; the party; the home */
    uint32_t index;  /* the state's place on the stage; the outcome */
    bool is_written; /* whether it holds in the model as written */
} truce__conclusion;

/* Whether variants tell what that home would refuse: its actors are parties that compare with the status quo, and
 * all or more than half of them have to consent. */
bool truce__home_is_counted(const truce_model *model, uint32_t home);

typedef struct truce__sampling {
    truce__assumptions assumptions;
    uint64_t variants, seed;
    double precision; /* of every share: half of its interval; 0: all variants are drawn */
    bool has_interactions;
    bool asks_reach, no_lapsing; /* what can be reached, where what lapses by itself is a step unless said */
    bool is_plain; /* for tests: no lanes */
    const truce__lane_kernels *kernels; /* NULL: the best */
    const truce_state *asked; /* states that are tracked whatever they are; those of the model follow */
    size_t n_asked;
    const uint32_t *outcomes; /* with `asks_reach`: those of which it is asked what is reached, each once */
    size_t n_outcomes;
    const uint64_t *only; /* by option, levels, a bit each; NULL: nothing is asked of them */
    truce_blocks *blocks; /* who keeps blocks; NULL: nobody */
} truce__sampling;

typedef struct truce__sample {
    truce_ctx *ctx;
    truce__arena arena;
    truce__unknowns unknowns;
    truce__stage stage;
    uint32_t *concepts;
    truce__conclusion *conclusions; /* tracked */
    size_t n_conclusions;
    size_t n_told; /* so many of them come with how they depend on each unknown; those of kind IS_PREFERRED do not */
    const uint32_t *states; /* places of those that are tracked */
    uint32_t n_states, n_asked;
    const bool *is_beside; /* by place: it does not stand as `only` asks; NULL: that is not asked */
    bool has_interactions;
    bool is_precise;  /* it stopped because every share was known well enough */
    uint64_t variants; /* drawn */
    uint64_t *counts;
    size_t n_counts;
    size_t at_holds, at_better, at_zone, at_reading, at_differs, at_flips; /* in the counts */
    size_t at_conclusion;
} truce__sample;

/* Draws and counts. The solution is of the model as written and gives concepts and the states to track: its
 * equilibria, and the status quo, at most TRUCE__MOST_TRACKED. Errors: those of truce_solve(); those of the blocks.
 * Time: per 32 variants one pass over all moves for each party and concept, some more for SEQ; plain: a solve each.
 * Free it in any case. */
truce_status truce__sample_draw(truce_ctx *ctx, const truce_solution *solution, const truce__sampling *sampling,
                                truce__sample *sample);
void truce__sample_free(truce__sample *sample);

/* In how many variants the state at that place is an equilibrium, is better for all, is in the zone. */
static inline uint64_t truce__sample_holds(const truce__sample *sample, uint32_t slot, uint32_t place) {
    return sample->counts[sample->at_holds + (size_t)slot * sample->stage.n_states + place];
}
static inline uint64_t truce__sample_better(const truce__sample *sample, uint32_t place) {
    return sample->counts[sample->at_better + place];
}
static inline uint64_t truce__sample_zone(const truce__sample *sample, uint32_t place) {
    return sample->counts[sample->at_zone + place];
}
/* In how many the conclusion holds; the unknown has that reading; and both. */
uint64_t truce__sample_of(const truce__sample *sample, size_t conclusion);
uint64_t truce__sample_reading(const truce__sample *sample, uint32_t unknown, truce__reading reading);
uint64_t truce__sample_both(const truce__sample *sample, size_t conclusion, uint32_t unknown, truce__reading reading);

/* The 95% interval of a share by Wilson (1927, doi:10.1080/01621459.1927.10502953). */
typedef struct truce__interval {
    double share, low, high;
} truce__interval;
truce__interval truce__wilson(uint64_t count, uint64_t of);

/* ------------------------------------------------------- what matters most */

/*
 * How much of the doubt about a conclusion goes when one unknown is known: the first-order index of Sobol (1993) of
 * "it holds" on the unknown's readings, (variance of the means by reading) / (variance). From the counts; no further
 * variant is solved. `total`, with interactions: the share of the doubt in which the unknown has a part at all, by
 * redrawing it alone (Jansen 1999, doi:10.1016/S0010-4655(98)00154-4). 0 where the conclusion never varied.
 */
double truce__sample_removes(const truce__sample *sample, size_t conclusion, uint32_t unknown);
double truce__sample_total(const truce__sample *sample, size_t conclusion, uint32_t unknown);
/* How doubtful a conclusion is: p (1 - p). Weights the mean over several conclusions. */
double truce__sample_doubt(const truce__sample *sample, size_t conclusion);

/* ------------------------------------------------------------------ blocks */

/* What truce__sample_draw() is made of. First unknowns, stage, conclusions, counts. Then blocks, in any order:
 * `counts` has sample->n_counts, which it sets. */
truce_status truce__sample_prepare(truce_ctx *ctx, const truce_solution *solution, const truce__sampling *sampling,
                                   truce__sample *sample);
truce_status truce__sample_block(truce__lane_room *room, const truce__sample *sample, const truce__sampling *sampling,
                                 uint64_t block, uint64_t *counts);
uint64_t truce__block_variants(const truce__sampling *sampling, uint64_t block); /* it has so many */

#endif
