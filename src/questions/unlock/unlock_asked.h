/* SPDX-License-Identifier: Apache-2.0 */
/* What `unlock` is asked: its arguments, read. */
#ifndef TRUCE_UNLOCK_ASKED_H
#define TRUCE_UNLOCK_ASKED_H

#include "questions/questions.h"
#include "unknowns/inverse.h"
#include "unknowns/unlock.h"

enum { TRUCE__UNLOCK_EFFORT = 30000000 };
enum { TRUCE__N_TARIFF = 4 }; /* swap, drop, insert, flip */
extern const char *const truce__tariff_names[];

typedef struct truce__unlock_asked {
    truce__unlock_query query;
    truce__reading reading;
    bool is_inverse;
    truce_set *targets;    /* if they are the query's own */
    bool *is_kept;
    uint64_t **kept_items;
    truce__arena arena;
} truce__unlock_asked;

/* TRUCE_E_USAGE, with a diagnostic whose file is the option, for what cannot be asked. Free it in any case. */
truce_status truce__unlock_read(truce_ctx *ctx, const truce_query *query, truce__unlock_asked *asked);
void truce__unlock_asked_free(truce__unlock_asked *asked);

#endif
