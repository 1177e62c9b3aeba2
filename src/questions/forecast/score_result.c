/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of `score`: the questions of a register, how they were answered, and what the forecasts were worth. */
#include "questions/questions.h"
#include "result/declare.h"
#include "words/say.h"

#include <truce/score.h>

#include <math.h>
#include <stdio.h>

#define GET(name, value) GET_OF(truce_scores, name, value)
#define IS(name, truth) IS_OF(truce_scores, name, truth)

static const char *const answers[] = {"open", "yes", "no", "void", NULL};

static const truce_scores *of(const truce__at *at) { return at->result->self; }

/* A number with six digits; nothing where it is none. */
static truce__value figure(const truce__at *at, double number) {
    truce__text *text = &at->scratch->text;
    char digits[40];
    if (!isfinite(number)) return truce__none();
    int length = snprintf(digits, sizeof digits, "%.6f", number);
    truce__text_clear(text);
    truce__text_add(text, digits, (size_t)length);
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__decimal_of(truce__text_bytes(text));
}

/* ---------------------------------------------------------------- questions */

#define QUESTION (&of(at)->questions[at->index])
static uint64_t count_questions(const truce__at *at) { return of(at)->question_count; }
GET(number, truce__number((uint64_t)QUESTION->number))
GET(forecast, truce__number((uint64_t)QUESTION->forecast))
GET(outcome, truce__text_of(QUESTION->outcome))
GET(statement, truce__text_of(QUESTION->statement))
GET(due, truce__text_of(QUESTION->due))
GET(p, figure(at, QUESTION->p))
GET(low, figure(at, QUESTION->low))
GET(high, figure(at, QUESTION->high))
GET(reference, figure(at, QUESTION->reference))
GET(answer, truce__text_of(answers[QUESTION->answer]))

static truce__value brier_of(const truce__at *at) {
    double o = QUESTION->answer == TRUCE_ANSWER_YES;
    bool is_answered = QUESTION->answer == TRUCE_ANSWER_YES || QUESTION->answer == TRUCE_ANSWER_NO;
    return is_answered ? figure(at, (QUESTION->p - o) * (QUESTION->p - o)) : truce__none();
}

static truce__value told_answer(const truce__at *at) {
    static const truce__message words[] = {TRUCE__M_ANSWER_OPEN, TRUCE__M_ANSWER_YES, TRUCE__M_ANSWER_NO,
                                           TRUCE__M_ANSWER_VOID};
    return truce__message_of(words[QUESTION->answer]);
}

static truce__value told_name(const truce__at *at) { return truce__name_of(QUESTION->outcome); }

static const truce__field question_fields[] = {
    {"question", NUMBER, IN_DATA, .get = number, .about = "its number in the register"},
    {"forecast", NUMBER, IN_DATA, .get = forecast},
    {"outcome", TEXT, IN_DATA, .get = outcome},
    {"statement", TEXT, IN_DATA, .get = statement},
    {"due", TEXT, IN_DATA, .get = due},
    {"p", DECIMAL, IN_DATA, .get = p},
    {"low", DECIMAL, IN_DATA, TRUCE__NULLABLE, .get = low},
    {"high", DECIMAL, IN_DATA, TRUCE__NULLABLE, .get = high},
    {"reference", DECIMAL, IN_DATA, TRUCE__NULLABLE, .get = reference},
    {"answer", TEXT, IN_DATA, .get = answer, .one_of = answers},
    {"brier", DECIMAL, IN_DATA, TRUCE__NULLABLE, .get = brier_of},
    {"question", NUMBER, IN_PEOPLE, TRUCE__RIGHT, .get = number, .head = HEAD(QUESTION)},
    {"outcome", TEXT, IN_PEOPLE, .get = told_name, .head = HEAD(OUTCOME)},
    {"due", TEXT, IN_PEOPLE, .get = due, .head = HEAD(DUE)},
    {"p", DECIMAL, IN_PEOPLE, TRUCE__RIGHT, .get = p, .head = HEAD(FORECAST)},
    {"reference", DECIMAL, IN_PEOPLE, TRUCE__RIGHT, .get = reference, .head = HEAD(NO_CHANGE)},
    {"answer", TEXT, IN_PEOPLE, .get = told_answer, .head = HEAD(ANSWER)},
    {"brier", DECIMAL, IN_PEOPLE, TRUCE__RIGHT, .get = brier_of, .head = HEAD(BRIER)},
    {0}};

/* ------------------------------------------------------------------- scores */

GET(answered, truce__number(r->answered))
GET(yes, truce__number(r->yes))
GET(open, truce__number(r->open))
GET(voided, truce__number(r->voided))
GET(forecasts, truce__number(r->forecasts))
GET(brier, figure(at, r->brier))
GET(brier_reference, figure(at, r->reference))
GET(skill, figure(at, r->skill))
GET(log_score, figure(at, r->infinite ? NAN : r->log_score))
GET(infinite, truce__number(r->infinite))
GET(reliability, figure(at, r->reliability))
GET(resolution, figure(at, r->resolution))
GET(uncertainty, figure(at, r->uncertainty))
GET(within, figure(at, r->within))
static const truce__field score_fields[] = {
    {"questions", NUMBER, IN_JSON, .get = answered, .about = "answered with yes or no"},
    {"forecasts", NUMBER, IN_JSON, .get = forecasts,
     .about = "that these questions are of: those of one forecast are not independent"},
    {"yes", NUMBER, IN_JSON, .get = yes},
    {"open", NUMBER, IN_JSON, .get = open},
    {"void", NUMBER, IN_JSON, .get = voided},
    {"brier", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = brier, .about = "the mean of (p - o)^2; 0 is best"},
    {"reference", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = brier_reference, .about = "the same if nothing changes"},
    {"skill", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = skill, .about = "1 - brier / reference; above 0 is better"},
    {"log", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = log_score,
     .about = "the mean of -ln of what was given to what happened; null where it is infinite"},
    {"infinite", NUMBER, IN_JSON, .get = infinite, .about = "questions that gave nothing to what happened"},
    {"reliability", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = reliability},
    {"resolution", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = resolution},
    {"uncertainty", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = uncertainty},
    {"within", DECIMAL, IN_JSON, TRUCE__NULLABLE, .get = within,
     .about = "brier less reliability - resolution + uncertainty: what varies within the bins"},
    {0}};

/* -------------------------------------------------------------- calibration */

#define BIN (&of(at)->bins[at->index])
static uint64_t count_bins(const truce__at *at) {
    (void)at;
    return TRUCE_SCORE_BINS;
}
IS(has_some, BIN->count > 0)
GET(bin_from, figure(at, BIN->from))
GET(bin_to, figure(at, BIN->to))
GET(bin_count, truce__number(BIN->count))
GET(bin_mean, BIN->count ? figure(at, BIN->mean) : truce__none())
GET(bin_share, BIN->count ? figure(at, (double)BIN->yes / (double)BIN->count) : truce__none())
GET(bin_low, figure(at, BIN->low))
GET(bin_high, figure(at, BIN->high))
static const truce__field bin_fields[] = {
    {"from", DECIMAL, IN_DATA, .get = bin_from},
    {"to", DECIMAL, IN_DATA, .get = bin_to},
    {"n", NUMBER, IN_DATA, .get = bin_count},
    {"p", DECIMAL, IN_DATA, TRUCE__NULLABLE, .get = bin_mean},
    {"share", DECIMAL, IN_DATA, TRUCE__NULLABLE, .get = bin_share, .about = "of the answers that were yes"},
    {"low", DECIMAL, IN_DATA, .get = bin_low, .about = "Wilson's 95% interval of the share"},
    {"high", DECIMAL, IN_DATA, .get = bin_high},
    {"from", DECIMAL, IN_PEOPLE, TRUCE__RIGHT, .get = bin_from, .head = HEAD(FROM)},
    {"to", DECIMAL, IN_PEOPLE, TRUCE__RIGHT, .get = bin_to, .head = HEAD(TO)},
    {"n", NUMBER, IN_PEOPLE, TRUCE__RIGHT, .get = bin_count, .head = HEAD(QUESTIONS)},
    {"p", DECIMAL, IN_PEOPLE, TRUCE__RIGHT, .get = bin_mean, .head = HEAD(MEAN)},
    {"share", DECIMAL, IN_PEOPLE, TRUCE__RIGHT, .get = bin_share, .head = HEAD(SHARE_OF_YES)},
    {"low", DECIMAL, IN_PEOPLE, TRUCE__RIGHT, .get = bin_low, .head = HEAD(LOWEST)},
    {"high", DECIMAL, IN_PEOPLE, TRUCE__RIGHT, .get = bin_high, .head = HEAD(HIGHEST)},
    {0}};

/* -------------------------------------------------------------- for people */

IS(is_scored, r->answered > 0)
IS(has_questions, r->question_count > 0)

static truce__value short_figure(char digits[40], double number) {
    snprintf(digits, 40, "%.3f", number);
    return truce__text_of(digits);
}

static void say_scores(const truce__at *at, truce__say *say) {
    const truce_scores *s = of(at);
    char one[40], two[40], three[40];
    SAY(say, SCORE_COUNTS, truce__number(s->answered), truce__number(s->forecasts), truce__number(s->open));
    if (s->forecasts < s->answered) SAY_ALONE(say, SCORE_NOT_INDEPENDENT);
    truce__say_end(say, TRUCE__PARAGRAPH);
    if (!s->answered) return;
    SAY(say, SCORE_BRIER, short_figure(one, s->brier), short_figure(two, s->reference));
    if (isfinite(s->skill)) SAY(say, SCORE_SKILL, short_figure(three, s->skill));
    truce__say_end(say, TRUCE__POINT);
    if (s->infinite) SAY(say, SCORE_INFINITE, truce__number(s->infinite));
    else SAY(say, SCORE_LOG, short_figure(one, s->log_score));
    truce__say_end(say, TRUCE__POINT);
    SAY(say, SCORE_PARTS, short_figure(one, s->reliability), short_figure(two, s->resolution),
        short_figure(three, s->uncertainty));
    truce__say_end(say, TRUCE__POINT);
}

static const truce__field fields[] = {
    {"schema", TEXT, IN_JSON, .get = truce__get_schema},
    {"version", TEXT, IN_JSON, .get = truce__get_version},
    {"score", RECORD, IN_JSON, .of = score_fields},
    {"bins", LIST, IN_JSON, TRUCE__TALL, .count = count_bins, .of = RECORD_OF(bin_fields)},
    {"questions", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .count = count_questions,
     .of = RECORD_OF(question_fields)},
    {"bins", LIST, IN_CSV, TRUCE__TABLE, .count = count_bins, .of = RECORD_OF(bin_fields)},
    {"questions", LIST, IN_PEOPLE, TRUCE__TABLE, .count = count_questions, .of = RECORD_OF(question_fields),
     .when = has_questions},
    {"", PROSE, IN_PEOPLE, .say = say_scores},
    {"bins", LIST, IN_PEOPLE, TRUCE__TABLE, .count = count_bins, .keep = has_some, .of = RECORD_OF(bin_fields),
     .when = is_scored, .caption = TRUCE__M_CAPTION_BINS},
    {0}};

const truce__layout truce__score_layout = {"truce.score.v1", fields};

truce_status truce_result_of_score(truce_ctx *ctx, const truce_scores *scores, const truce_render_options *options,
                                   truce_result **result) {
    return truce__result_new(ctx, (truce__result){.layout = &truce__score_layout, .self = scores}, false, options,
                             result);
}

/* Questions come from a register, so the program that has one makes the result. */
truce_status truce__run_score(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    (void)ctx;
    (void)query;
    (void)result;
    return TRUCE_E_USAGE;
}
