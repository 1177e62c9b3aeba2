/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a model's conclusions rest on. The result has parts, each with files of its own: what single edits alter
 * (one.c, one_result.c), how few of them turn a verdict (radii.c, radius_result.c), how often conclusions hold, and
 * which unknown matters most (drawn.c, sample_result.c, matters_result.c). robust_result.c puts them together.
 */
#ifndef TRUCE_ROBUST_H
#define TRUCE_ROBUST_H

#include "questions/change_result.h"
#include "questions/questions.h"
#include "questions/robust/radii.h"
#include "unknowns/model_edits.h"
#include "unknowns/sample.h"
#include "words/say.h"

/* ------------------------------------------------------------- one at a time */

/* States that are equilibria of a concept after an edit and were none before, or the other way round: those kept, up
 * to the limit, and how many there are. */
typedef struct truce__altered {
    truce_state *appear, *vanish; /* by the numbers of the written model */
    const char **fresh;           /* equilibria that the written model does not have as states, by code */
    uint64_t n_appear, n_vanish, n_fresh;
    uint64_t appeared, vanished, arisen;
} truce__altered;

/* An outcome that holds in some equilibrium of the concept before an edit and in none after it, or the other way
 * round. */
typedef struct truce__outcome_change {
    uint32_t outcome, slot;
    bool before, after;
} truce__outcome_change;

/* A state asked about whose verdict an edit alters. */
typedef struct truce__asked_change {
    truce_state state;
    uint32_t slot;
    bool after;
} truce__asked_change;

typedef struct truce__one_edit {
    truce__model_edit edit;
    truce__altered *of; /* by slot of the concept */
    const truce__asked_change *asked; /* the first TRUCE__ASKED_KEPT of them */
    const truce__outcome_change *outcomes;
    uint32_t n_kept, n_outcomes;
    uint64_t n_asked; /* verdicts of states asked about that it alters */
    uint64_t n_states; /* that appear, vanish or arise, over all concepts */
} truce__one_edit;

enum { TRUCE__CHARTED = 10, TRUCE__ASKED_KEPT = 16 }; /* edits that are drawn; changes named of one edit */

typedef struct truce__one_at_a_time {
    truce__arena arena;
    truce__one_edit *at; /* first what alters states asked about, then outcomes, then other states, then nothing */
    size_t count;
    size_t n_asked, n_outcomes, n_states; /* so many of them alter those, and nothing named before */
    size_t n_unfit, n_large; /* edits that leave no model, and one too large to be solved; not among the others */
    size_t charted[TRUCE__CHARTED], n_charted; /* those that alter most equilibria, most first */
} truce__one_at_a_time;

/* Tries all edits of the solution's model one at a time. `asked` are states of its graph. Lists of states are cut at
 * `limit`, 0: whole. Errors: those of truce_variant_edit() and truce_solve(), but not that an edit leaves no model.
 * Time: a solve for each edit, in which the verdicts of parties with unchanged ranks are taken over under Nash, GMR
 * and SMR. */
truce_status truce__one_at_a_time_find(truce_ctx *ctx, const truce_solution *solution, const truce_set *asked,
                                       uint64_t limit, truce__one_at_a_time *one);
void truce__one_at_a_time_free(truce__one_at_a_time *one);

/* -------------------------------------------------------------------- shares */

/* How much of the doubt about a conclusion goes with an unknown. */
typedef struct truce__matter {
    size_t conclusion; /* of the sample; SIZE_MAX: all of them, weighted by how doubtful they are */
    uint32_t unknown;
    double removes, total;
} truce__matter;

/* A row of the chart of shares. Concepts under which it is the same share a row. */
typedef struct truce__charted_share {
    bool is_state;
    uint32_t index; /* the state's place; the outcome */
    uint32_t slot;  /* the first of the concepts */
} truce__charted_share;

typedef struct truce__shares {
    truce__arena arena;
    truce__assumptions assumptions;
    uint64_t seed;
    bool are_rules_fixed;
    bool is_drawn; /* false: nothing is in doubt */
    truce__sample sample;
    const uint32_t *places; /* of the states told */
    uint32_t n_places;
    uint32_t nash;       /* slot of Nash's concept; TRUCE__NONE: it was not asked for */
    const double *exact; /* of each state told, under Nash; -1: not known */
    const uint32_t *doubtful; /* places of states asked about, and of those that are equilibria in some variants */
    uint32_t n_doubtful, n_asked; /* the first n_asked are those asked about */
    const uint32_t *deals; /* tracked states that are possible agreements, as they are numbered among those */
    uint32_t n_deals;
    const truce__charted_share *charted; /* outcomes, then states asked about or in doubt */
    uint32_t n_charted;
    truce__matter *matters; /* of all conclusions together, then of each that varies */
    size_t n_matters, n_overall;
} truce__shares;

/* Draws the sample, unless nothing is in doubt, and picks what is told. `shares` is zero; free it in any case. */
truce_status truce__shares_find(truce_ctx *ctx, const truce_solution *solution, const truce__sampling *sampling,
                                truce__shares *shares);
void truce__shares_free(truce__shares *shares);
/* In how many readings it holds. */
uint64_t truce__charted_count(const truce__shares *shares, const truce__charted_share *row);

/* --------------------------------------------------------------------- whole */

/* Inputs that may be otherwise, by the confidence that they carry. */
typedef struct truce__certainty {
    uint64_t uncertain; /* below 1 */
    uint64_t certain;   /* 1 or none */
    uint64_t silent;    /* of these: none */
} truce__certainty;

typedef struct truce__robust {
    truce_ctx *ctx;
    truce_solution *solution;
    truce_set *asked;   /* states that are asked about: the status quo, and those that --radius lists */
    bool has_named;     /* it lists some */
    truce__certainty certainty;
    truce__one_at_a_time one;
    truce__radii radii;
    truce__shares shares;
} truce__robust;

#define TRUCE__ROBUST(at) ((const truce__robust *)(at)->result->self)

/* The shape of each part, in its file. */
extern const truce__field truce__one_json_fields[], truce__one_told_fields[], truce__one_csv_row;
extern const truce__field truce__radius_json_fields[], truce__radius_csv_fields[], truce__radius_told_fields[];
extern const truce__field truce__sample_json_fields[], truce__sample_csv_fields[], truce__sample_told_fields[],
    truce__matters_json_fields[], truce__matters_csv_fields[], truce__matters_told_fields[];
bool truce__next_one_edit(const truce__at *list, truce__at *item);

/* A number with six digits; a share in percent, appended. */
truce__value truce__six_digits(const truce__at *at, double value);
void truce__percent(truce__text *text, uint64_t count, uint64_t total);

/* An edit in words, "Hamas does not care about ...", without a point at the end: appended. */
void truce__edit_words(truce__text *text, const truce__at *at, const truce__model_edit *edit);
/* An item of a party's order or weights, a place of its ranking, by its place from 1: appended. */
void truce__edit_place_words(truce__text *text, const truce__at *at, uint32_t party, uint32_t place);
/* `open` and `close` of a RECORD of truce__change_fields; its place has a truce__model_edit as `self`, or what begins
 * with one. */
truce_status truce__open_edit(truce__at *at);
void truce__close_edit(truce__at *at);

#endif
