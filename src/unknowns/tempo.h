/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Time in a forecast. Where the model says how often each party decides, time is counted in days, and what expires
 * has a clock where its `after` begins with a duration. Where it does not, the unit is a round: one decision of each
 * party on average. A round has no length in days, so nothing expires and no horizon has a date.
 */
#ifndef TRUCE_TEMPO_H
#define TRUCE_TEMPO_H

#include "graph/graph.h"

typedef struct truce__tempi {
    bool is_calendar;    /* days; else rounds */
    double *rates;       /* of parties: decisions a day, or a round */
    double *lapse_rates; /* of entries of `expires`; 0: it stands */
} truce__tempi;

/* Reads the model's clocks into `arena`. Warns of entries of `expires` that stand, because their `after` is no
 * duration or there are no days to count; and of a tempo that only some parties have. */
truce_status truce__tempi_find(truce_ctx *ctx, truce__arena *arena, const truce_model *model, truce__tempi *tempi);

typedef struct truce__horizon {
    double at;     /* days or rounds from the model's date on */
    char date[11]; /* YYYY-MM-DD; "": it has none */
} truce__horizon;

enum { TRUCE__MOST_HORIZONS = 64 };

/* The horizons of a list such as 30d,90d or 2025-07-01 or 4,13,26, ascending, each once; NULL: the usual ones.
 * TRUCE_E_USAGE, with a diagnostic, for what is none, dates without a model's date or before it, and dates and
 * durations where time is in rounds. */
truce_status truce__horizons_read(truce_ctx *ctx, truce__arena *arena, const truce_model *model,
                                  const truce__tempi *tempi, const char *list, truce__horizon **horizons,
                                  size_t *count);

#endif
