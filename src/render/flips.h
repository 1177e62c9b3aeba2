/* SPDX-License-Identifier: Apache-2.0 */
/* Verdicts that flipped, as timeline and diff show them. */
#ifndef TRUCE_FLIPS_H
#define TRUCE_FLIPS_H

#include "render/csv.h"
#include "render/json.h"

#include <truce/timeline.h>

typedef struct truce__flip_list {
    const truce_verdict_flip *flips;
    size_t count;
    uint64_t total;
    const truce_solution *before, *after;
    /* What a cause is called: in words, and in JSON and CSV. */
    void (*name)(const void *ud, uint32_t cause, truce__text *text);
    const char *(*id)(const void *ud, uint32_t cause);
    const void *ud;
} truce__flip_list;

/* One line each, the first few; then how many more there are. */
void truce__flips_words(truce__out *out, const truce__flip_list *list);
/* The members "flips" and "flip_total". */
void truce__flips_json(truce__json *json, const truce__flip_list *list);
/* Rows: concept, party, status_quo, before, after, code, held, holds, causes; `lead`, if there is one, stands in a column before them. */
void truce__flips_csv_head(truce__csv *csv, const char *lead);
void truce__flips_csv(truce__csv *csv, const truce__flip_list *list, const char *lead);

/* "Nash 3 (Stalemate 2, Deal 1)" for each concept. */
void truce__equilibria_words(truce__out *out, const truce_solution *solution);
/* Whether there are as many of each concept and outcome. */
bool truce__equilibria_same(const truce_solution *a, const truce_solution *b);
/* The members "counts" and "by_outcome". */
void truce__equilibria_json(truce__json *json, const truce_solution *solution);
/* The status quo, and for whom it is stable; in JSON the members "states", "status_quo", "code" and "stable". */
void truce__status_quo_words(truce__out *out, const truce_solution *solution);
void truce__status_quo_json(truce__json *json, const truce_solution *solution);

const char *truce__concept_id(const truce_solution *solution, uint32_t slot);

#endif
