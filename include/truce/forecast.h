/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a model goes from today, by outcome and horizon.
 *
 * Parties decide at random times, each at its tempo. A party that decides takes its best improvement that nothing
 * sanctions under a concept; now and then it slips, or takes an initiative. What expires has a clock of its own. The
 * probabilities are those of this chain, computed and not drawn; src/unknowns/chain.h has its definition and sources.
 * They say what this model would do, read as it is, and are no probabilities of the world: nobody knows how often
 * parties slip. So every figure comes with two others, without slips and with two and a half times as many.
 *
 * Where inputs carry confidences, variants of the model are drawn as `robust` draws them (robust.h), each is forecast
 * for itself, and a figure is the mean of theirs, with the band in which eight of ten lie.
 */
#ifndef TRUCE_FORECAST_H
#define TRUCE_FORECAST_H

#include <truce/result.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Which changes a party may make by mistake. In plain graphs, with explicit moves and between coalesced states every
 * move counts as one step. */
typedef enum truce_slips {
    TRUCE_SLIPS_UNDOABLE, /* one option by one level, if the party could take it back */
    TRUCE_SLIPS_STEP,     /* one option by one level */
    TRUCE_SLIPS_ANY       /* any of its moves */
} truce_slips;

typedef struct truce_forecast_query {
    uint32_t concept;     /* under which improvements count as unsanctioned */
    const char *horizons; /* "30d,90d,180d", "2025-07-01", rounds: "4,13,26"; NULL: these durations, or rounds where
                             some party has no tempo */
    double slip, initiative; /* probabilities at a decision; 1 at most together */
    truce_slips slips;
    uint64_t variants;    /* readings of the model to draw by its confidences; 0: only as it is written */
    uint64_t seed;        /* of the variants, and of the simulation */
    uint64_t simulate;    /* runs of a simulation beside the computation; 0: none */
    bool with_rest;       /* behind the outcomes of the model one more: the states that have none of them */
    const truce_state *states; /* behind these one more for each: that state alone */
    uint32_t state_count;
} truce_forecast_query;

/* seq, the usual horizons, a slip in fifty decisions that can be taken back, no initiative, 1,000 variants, seed
 * 1. */
TRUCE_API truce_forecast_query truce_forecast_usual(void);

typedef struct truce_horizon {
    double at;     /* days, or rounds, from the model's date on */
    char date[11]; /* YYYY-MM-DD; "": it has none */
} truce_horizon;

/* One outcome at one horizon, as probabilities. */
typedef struct truce_outlook {
    double p;                 /* the forecast: the mean of the variants */
    double low, high;         /* of ten variants one lies below and one above; the same as p where none are drawn */
    double error;             /* standard error of p as a mean of variants; 0 where none are drawn */
    double slip0, slip_high;  /* without slips; with two and a half times as many */
    double reference;         /* if nothing changes: 0 or 1 */
    uint64_t simulated;       /* runs in which it was so */
    double fraction;          /* how many of the variants give it a chance without slips, as a share */
} truce_outlook;

typedef struct truce_likely_state {
    truce_state state;
    double p;
} truce_likely_state;

/* A probability: the mean of the variants, and its band; NAN: not known. */
typedef struct truce_share {
    double p, low, high;
    double error; /* standard error of p; 0 where no variants are drawn */
} truce_share;

/* States that are never left again once they are reached. */
typedef struct truce_end {
    const truce_state *states; /* ascending */
    size_t count;
    double p;         /* of ending there, in the model as it is written */
    double low, high; /* in the variants, of ending where some of these states come again and again; NAN: not known */
} truce_end;

enum { TRUCE_LIKELY_STATES = 10 };

/* All but the graph belongs to the forecast and is only to be read. */
typedef struct truce_forecast {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce_forecast_query query; /* `horizons` and `states` are not kept */
    bool is_calendar;           /* days; else rounds */
    const double *tempo;        /* of parties: days between two decisions; NULL: rounds */
    const bool *lapses;         /* of entries of `expires`: whether it has a clock */
    double slip_high;
    uint64_t variants;          /* readings that were drawn; 0: the model was read as it is written */
    uint32_t doubts;            /* inputs with a confidence below 1 */
    uint32_t statements, unsaid; /* statements about preferences, and how many carry no confidence */
    truce_horizon *horizons;
    size_t horizon_count;
    uint32_t outcome_count;      /* of the model, of the rest and of single states, as far as they are asked for */
    truce_outlook *outlooks;     /* [horizon * outcomes + outcome] */
    truce_likely_state *likely;  /* [horizon * TRUCE_LIKELY_STATES + place]; state 0: no more */
    double *stays;               /* by horizon: of standing where it stands today */

    truce_share *within;         /* by horizon: of having come to an agreement */
    truce_share ever;            /* of ever coming to one */

    /* of the model as it is written */
    bool stands_still;           /* without slips nothing ever happens from the status quo on */
    bool agreed_today;           /* the status quo is an agreement: nobody's no deal is better, somebody's is worse */
    bool *worse_without;         /* of parties: whether what they have without an agreement is worse than today */
    double mean;                 /* time until the first agreement; infinite where it may never come, NAN where
                                    that is not known */
    bool knows_ends;             /* false: the chain reaches too many states to say where it ends */
    truce_end *ends;             /* most probable first */
    truce_state *end_states;     /* of all of them */
    size_t end_count;
    uint64_t reached;            /* states that the chain can reach */
} truce_forecast;

/* Errors: TRUCE_E_USAGE, with diagnostics, for a model without a status quo, a concept that does not say what a move
 * is worth, horizons that are none, and a shared graph (processes.h); TRUCE_E_LIMIT, TRUCE_E_NOMEM,
 * TRUCE_E_CANCELLED. Time, for each variant:
 * that of solving, and decisions until the last horizon x states x options. */
TRUCE_API truce_status truce_forecast_make(truce_ctx *ctx, const truce_graph *graph,
                                           const truce_forecast_query *query, truce_forecast **forecast);
TRUCE_API void truce_forecast_free(truce_forecast *forecast);

TRUCE_API truce_status truce_result_of_forecast(truce_ctx *ctx, const truce_forecast *forecast,
                                                const truce_render_options *options, truce_result **result);

/* The forecast that a result is of; NULL: of none. Lent. */
TRUCE_API const truce_forecast *truce_forecast_of(const truce_result *result);

#ifdef __cplusplus
}
#endif
#endif
