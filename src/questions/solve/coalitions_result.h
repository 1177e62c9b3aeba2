/* SPDX-License-Identifier: Apache-2.0 */
/* What `solve --coalitions` adds to its result. */
#ifndef TRUCE_COALITIONS_RESULT_H
#define TRUCE_COALITIONS_RESULT_H

#include "result/result.h"

#include <truce/coalitions.h>

/* One verdict. */
typedef struct truce__coalition_verdict {
    uint32_t slot; /* of the coalitions */
    size_t coalition;
    truce_state state, exit; /* exit: 0 where it is stable */
} truce__coalition_verdict;

/* The verdicts in the order in which they are told, up to the limit. */
typedef struct truce__coalition_verdicts {
    truce_ctx *ctx;
    truce_coalitions *coalitions;
    truce__coalition_verdict *at;
    size_t count;
    uint64_t total; /* how many there are */
} truce__coalition_verdicts;

/* Finds what the arguments ask for; *verdicts is NULL where they ask for no coalitions. For
 * truce__coalition_verdicts_free(). */
truce_status truce__coalition_verdicts_find(truce_ctx *ctx, const truce_solution *solution, const truce_query *query,
                                            truce__coalition_verdicts **verdicts);
void truce__coalition_verdicts_free(truce__coalition_verdicts *verdicts);
/* Explains each verdict, checks the reason from the definitions and compares. Adds how many to *verified. */
truce_status truce__coalition_verdicts_verify(const truce__coalition_verdicts *verdicts, uint64_t *verified);

bool truce__has_coalitions(const truce__at *at);
bool truce__are_coalitions_cut(const truce__at *at);
extern const truce__field truce__coalition_json_fields[];
/* Tables of data, then what people read. */
#define TRUCE__COALITION_TABLES                                                                                      \
    {"coalitions", LIST, IN_CSV, TRUCE__TABLE, .next = truce__next_coalition_verdict,                                \
     .of = &truce__coalition_csv_row, .when = truce__has_coalitions},                                                \
    {"jumps", LIST, IN_CSV, TRUCE__TABLE, .next = truce__next_jump, .of = &truce__jump_csv_row,                      \
     .when = truce__has_coalitions},                                                                                 \
    {"strong", LIST, IN_CSV, TRUCE__TABLE, .next = truce__next_strong, .of = &truce__strong_csv_row,                 \
     .when = truce__has_coalitions}
#define TRUCE__COALITIONS_TOLD                                                                                       \
    {"", PROSE, IN_PEOPLE, .say = truce__say_coalitions, .when = truce__has_coalitions},                             \
    {"coalitions", LIST, IN_TEXT, TRUCE__TABLE, .next = truce__next_told_leaving, .of = &truce__leaving_row,         \
     .caption = TRUCE__M_CAPTION_COALITIONS, .when = truce__has_leaving},                                            \
    {"coalitions", LIST, IN_PAPER, TRUCE__TABLE, .next = truce__next_leaving, .of = &truce__leaving_row,             \
     .caption = TRUCE__M_CAPTION_COALITIONS, .when = truce__has_leaving},                                            \
    {"", PROSE, IN_PEOPLE, .say = truce__say_leaving_cut, .when = truce__has_coalitions},                            \
    {"jumps", LIST, IN_TEXT, TRUCE__TABLE, .next = truce__next_told_jump, .of = &truce__jump_row,                    \
     .caption = TRUCE__M_CAPTION_JUMPS, .when = truce__has_jumps},                                                   \
    {"jumps", LIST, IN_PAPER, TRUCE__TABLE, .next = truce__next_jump, .of = &truce__jump_row,                        \
     .caption = TRUCE__M_CAPTION_JUMPS, .when = truce__has_jumps},                                                   \
    {"", PROSE, IN_PEOPLE, .say = truce__say_jumps_cut, .when = truce__has_coalitions},                              \
    {"", PROSE, IN_PEOPLE, .say = truce__say_strong, .when = truce__has_coalitions}

extern const truce__field truce__coalition_csv_row, truce__jump_csv_row, truce__strong_csv_row, truce__leaving_row,
    truce__jump_row;
bool truce__next_coalition_verdict(const truce__at *list, truce__at *item);
bool truce__next_leaving(const truce__at *list, truce__at *item);
bool truce__next_told_leaving(const truce__at *list, truce__at *item);
bool truce__next_jump(const truce__at *list, truce__at *item);
bool truce__next_told_jump(const truce__at *list, truce__at *item);
bool truce__next_strong(const truce__at *list, truce__at *item);
bool truce__has_leaving(const truce__at *at);
bool truce__has_jumps(const truce__at *at);
void truce__say_coalitions(const truce__at *at, truce__say *say);
void truce__say_leaving_cut(const truce__at *at, truce__say *say);
void truce__say_jumps_cut(const truce__at *at, truce__say *say);
void truce__say_strong(const truce__at *at, truce__say *say);

#endif
