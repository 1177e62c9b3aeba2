/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

#include <truce/score.h>

#include <math.h>

/* Wilson 1927 (doi:10.1080/01621459.1927.10502953). */
static void put_interval(truce_score_bin *bin) {
    const double z = 1.959963984540054, n = (double)bin->count, share = n > 0 ? (double)bin->yes / n : 0;
    double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    bin->low = n > 0 && bin->yes > 0 ? middle - half : 0;
    bin->high = n > 0 && bin->yes < bin->count ? middle + half : 1;
}

static size_t bin_of(double p) {
    size_t bin = (size_t)(p * TRUCE_SCORE_BINS + 1e-9); /* 0.3 is not below 0.3 */
    return bin < TRUCE_SCORE_BINS ? bin : TRUCE_SCORE_BINS - 1;
}

static void add_answer(truce_scores *s, const truce_question_due *q) {
    double o = q->answer == TRUCE_ANSWER_YES, given = o > 0 ? q->p : 1 - q->p;
    truce_score_bin *bin = &s->bins[bin_of(q->p)];
    s->answered++;
    s->yes += q->answer == TRUCE_ANSWER_YES;
    s->brier += (q->p - o) * (q->p - o);
    s->reference += (q->reference - o) * (q->reference - o);
    if (given > 0) s->log_score -= truce__log(given);
    else s->infinite++;
    bin->count++;
    bin->yes += q->answer == TRUCE_ANSWER_YES;
    bin->mean += q->p;
}

static void decompose(truce_scores *s) {
    double n = (double)s->answered, all = (double)s->yes / n;
    for (size_t i = 0; i < TRUCE_SCORE_BINS; i++) {
        truce_score_bin *bin = &s->bins[i];
        if (!bin->count) continue;
        double weight = (double)bin->count / n, share = (double)bin->yes / (double)bin->count;
        bin->mean /= (double)bin->count;
        s->reliability += weight * (bin->mean - share) * (bin->mean - share);
        s->resolution += weight * (share - all) * (share - all);
    }
    s->uncertainty = all * (1 - all);
    s->within = s->brier - (s->reliability - s->resolution + s->uncertainty);
}

static int by_number(const void *a, const void *b) {
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* How many forecasts the answered questions are of. */
static truce_status count_forecasts(truce_scores *s) {
    size_t count = 0;
    int64_t *of = truce__calloc(s->ctx, s->question_count, sizeof *of);
    if (!of) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < s->question_count; i++) {
        truce_answer answer = s->questions[i].answer;
        if (answer == TRUCE_ANSWER_YES || answer == TRUCE_ANSWER_NO) of[count++] = s->questions[i].forecast;
    }
    truce_status status = truce__sort(s->ctx, of, count, sizeof *of, by_number);
    for (size_t i = 0; status == TRUCE_OK && i < count; i++) s->forecasts += i == 0 || of[i] != of[i - 1];
    truce__free(s->ctx, of);
    return status;
}

static void finish(truce_scores *s) {
    double n = (double)s->answered;
    s->brier = n > 0 ? s->brier / n : NAN;
    s->reference = n > 0 ? s->reference / n : NAN;
    s->skill = s->reference > 0 ? 1 - s->brier / s->reference : NAN;
    s->log_score = s->answered > s->infinite ? s->log_score / (double)(s->answered - s->infinite) : NAN;
    if (s->answered) decompose(s);
    else s->reliability = s->resolution = s->uncertainty = s->within = NAN;
    for (size_t i = 0; i < TRUCE_SCORE_BINS; i++) put_interval(&s->bins[i]);
}

truce_status truce_score(truce_ctx *ctx, const truce_question_due *questions, size_t count, truce_scores **scores) {
    truce_scores *s = truce__calloc(ctx, 1, sizeof *s);
    if (!s) return TRUCE_E_NOMEM;
    *s = (truce_scores){.ctx = ctx, .questions = questions, .question_count = count};
    for (size_t i = 0; i < TRUCE_SCORE_BINS; i++) {
        s->bins[i].from = (double)i / TRUCE_SCORE_BINS;
        s->bins[i].to = (double)(i + 1) / TRUCE_SCORE_BINS;
    }
    for (size_t i = 0; i < count; i++) {
        s->open += questions[i].answer == TRUCE_ANSWER_OPEN;
        s->voided += questions[i].answer == TRUCE_ANSWER_VOID;
        if (questions[i].answer == TRUCE_ANSWER_YES || questions[i].answer == TRUCE_ANSWER_NO)
            add_answer(s, &questions[i]);
    }
    finish(s);
    truce_status status = count_forecasts(s);
    if (status == TRUCE_OK) *scores = s;
    else truce_scores_free(s);
    return status;
}

void truce_scores_free(truce_scores *scores) {
    if (scores) truce__free(scores->ctx, scores);
}
