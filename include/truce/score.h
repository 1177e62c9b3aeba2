/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How good forecasts were. Each is a number for a question that was answered yes or no later.
 *
 *   Brier       the mean of (p - o)^2, o being 1 where the answer is yes: 0 is perfect, 1 the worst,
 *               a constant 1/2 gives 0.25. Brier 1950 (doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2) adds up
 *               both answers, which is twice that.
 *   log         the mean of -ln of the probability given to what happened; infinite once that was 0
 *   skill       1 - Brier / Brier of the reference "nothing changes": above 0 is better than it
 *
 * and by Murphy 1973 (doi:10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2), over ten bins of p: reliability (how far
 * the share of yes lies from p; 0 is best), resolution (how far the bins lie apart; more is better), uncertainty (of
 * the questions). Brier = reliability - resolution + uncertainty + what varies within the bins.
 */
#ifndef TRUCE_SCORE_H
#define TRUCE_SCORE_H

#include <truce/result.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum truce_answer { TRUCE_ANSWER_OPEN, TRUCE_ANSWER_YES, TRUCE_ANSWER_NO, TRUCE_ANSWER_VOID } truce_answer;

/* A question of a register. Texts are lent. */
typedef struct truce_question_due {
    int64_t number, forecast; /* in the register */
    const char *outcome;      /* id */
    const char *statement;
    const char *due;          /* YYYY-MM-DD */
    double p, low, high, reference;
    truce_answer answer;
} truce_question_due;

enum { TRUCE_SCORE_BINS = 10 };

typedef struct truce_score_bin {
    double from, to;   /* p from `from` on, below `to`; the last with its end */
    uint64_t count, yes;
    double mean;       /* of p */
    double low, high;  /* Wilson's 95% interval of the share of yes */
} truce_score_bin;

/* All but the questions belongs to the scores and is only to be read. Figures are NAN where no question is
 * answered. */
typedef struct truce_scores {
    truce_ctx *ctx;
    const truce_question_due *questions;
    size_t question_count;
    uint64_t answered, yes, open, voided;
    uint64_t forecasts;  /* that the answered questions are of */
    double brier, reference; /* reference: the Brier score of "nothing changes" */
    double skill;        /* NAN where the reference is perfect */
    double log_score;    /* of the answered questions whose score is finite */
    uint64_t infinite;   /* those that gave 0 to what happened */
    double reliability, resolution, uncertainty, within;
    truce_score_bin bins[TRUCE_SCORE_BINS];
} truce_scores;

/* Errors: TRUCE_E_NOMEM, TRUCE_E_CANCELLED. O(n log n). The questions are borrowed. */
TRUCE_API truce_status truce_score(truce_ctx *ctx, const truce_question_due *questions, size_t count,
                                   truce_scores **scores);
TRUCE_API void truce_scores_free(truce_scores *scores);

TRUCE_API truce_status truce_result_of_score(truce_ctx *ctx, const truce_scores *scores,
                                             const truce_render_options *options, truce_result **result);

#ifdef __cplusplus
}
#endif
#endif
