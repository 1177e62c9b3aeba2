/* SPDX-License-Identifier: Apache-2.0 */
/* truce score: answers the questions of a register, and says what its forecasts were worth. */
#include "asks.h"
#include "cmd_register.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *text_of(const session *s, const truce_option *option) { return truce__value(s, option)->text; }

static bool is_answer(const char *word) {
    return strcmp(word, "yes") == 0 || strcmp(word, "no") == 0 || strcmp(word, "void") == 0;
}

static bool looks_like_date(const char *text) {
    static const char pattern[] = "0000-00-00";
    bool is_date = strlen(text) == sizeof pattern - 1;
    for (size_t i = 0; is_date && pattern[i]; i++)
        is_date = pattern[i] == '-' ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
    return is_date;
}

int truce__check_score(const session *s) {
    const char *on = text_of(s, &truce__opt_on), *state = text_of(s, &truce__opt_state_of_score);
    const char *question = text_of(s, &truce__opt_question), *answer = s->line->operands[1];
    if (on && question) return truce__misuse(s->line, "--on and --question do not go together");
    if (!on != !state) return truce__misuse(s->line, "--on DATE and --state LEVELS go together");
    if (!question != !answer) return truce__misuse(s->line, "--question N takes an answer: yes, no or void");
    if (answer && !is_answer(answer)) return truce__misuse(s->line, "'%s' is no answer: yes, no or void", answer);
    if (text_of(s, &truce__opt_source) && !on && !question)
        return truce__misuse(s->line, "--source goes with --on or --question");
    return !on || looks_like_date(on) ? 0 : truce__misuse(s->line, "'%s' is not a date: write YYYY-MM-DD", on);
}

/* ---------------------------------------------------------------- by a state */

/* A model of the register as it is on the day: in which of its states it may be. */
typedef struct then {
    truce_model *model;
    truce_graph *graph;
    truce_set *states;
} then;

static void then_free(then *t) {
    truce_set_free(t->states);
    truce_graph_free(t->graph);
    truce_model_free(t->model);
    *t = (then){.model = NULL};
}

/* "military=truce, release=more" as a statement; numbers and codes of states stay as they are. */
static char *statement_of(session *s, const char *levels) {
    size_t length = strlen(levels), used = 0;
    char *statement = truce__room(s, 5 * length + 1, 1);
    bool is_list = strchr(levels, '=') == NULL;
    for (const char *at = levels; statement && *at; at++) {
        if (*at == ',' && !is_list) used += (size_t)snprintf(statement + used, 6, " and ");
        else statement[used++] = *at;
    }
    return statement;
}

static int look(session *s, register_file *file, int64_t forecast, const char *statement, then *t) {
    const char *title = "", *text = "";
    char *name = truce__room(s, 48, 1);
    int failed = name ? truce__register_model(s, file, forecast, &title, &text)
                      : truce__session_report(s, TRUCE_E_NOMEM);
    if (failed) return failed;
    snprintf(name, 48, "forecast %" PRId64, forecast);
    failed = truce__session_report(s, truce_parse(s->ctx, text, strlen(text), name, &t->model));
    if (!failed) failed = truce__session_report(s, truce_graph_build(s->ctx, t->model, &t->graph));
    if (!failed) failed = truce__session_report(s, truce_graph_where(s->ctx, t->graph, statement, &t->states));
    if (failed || truce_set_count(t->states)) return failed;
    return truce__misuse(s->line, "%s has no state in which that is so", name);
}

static uint32_t outcome_of(const truce_model *model, const char *id) {
    uint32_t i = 0, count = truce_model_outcome_count(model);
    while (i < count && strcmp(truce_model_outcome_id(model, i), id) != 0) i++;
    return i;
}

/* "yes", "no", or NULL where what is known does not say. */
static const char *answer_of(const then *t, const char *outcome_id) {
    uint64_t yes = 0, count = truce_set_count(t->states);
    uint32_t outcome = outcome_of(t->model, outcome_id);
    if (outcome == truce_model_outcome_count(t->model)) return NULL;
    for (truce_state state = truce_set_next(t->states, 0); state; state = truce_set_next(t->states, state))
        yes += truce_graph_has_outcome(t->graph, state, outcome);
    return yes == count ? "yes" : yes == 0 ? "no" : NULL;
}

static int answer_one(session *s, register_file *file, const then *t, const truce_question_due *q) {
    const char *answer = answer_of(t, q->outcome);
    if (answer)
        return truce__register_answer(file, q->number, answer, text_of(s, &truce__opt_state_of_score),
                                      text_of(s, &truce__opt_source));
    truce__message(s->line, TRUCE_TONE_COMMAND, "question %" PRId64 " stays open: --state does not say whether '%s'",
                   q->number, q->statement);
    return 0;
}

/* Answers every question that is due on the day. */
static int answer_day(session *s, register_file *file, const truce_question_due *questions, size_t count) {
    const char *on = text_of(s, &truce__opt_on);
    char *statement = statement_of(s, text_of(s, &truce__opt_state_of_score));
    int64_t at = 0;
    int failed = statement ? 0 : truce__session_report(s, TRUCE_E_NOMEM);
    size_t due = 0;
    then t = {.model = NULL};
    for (size_t i = 0; i < count && !failed; i++) {
        if (strcmp(questions[i].due, on) != 0) continue;
        due++;
        if (truce_is_cancelled(s->ctx)) failed = truce__session_report(s, TRUCE_E_CANCELLED);
        if (!failed && questions[i].forecast != at) {
            then_free(&t);
            at = questions[i].forecast;
            failed = look(s, file, at, statement, &t);
        }
        if (!failed) failed = answer_one(s, file, &t, &questions[i]);
    }
    then_free(&t);
    return failed || due ? failed : truce__misuse(s->line, "no question of this register is due on %s", on);
}

/* -------------------------------------------------------------- by its number */

static int answer_question(session *s, register_file *file, const truce_question_due *questions, size_t count) {
    int64_t number = (int64_t)truce__value(s, &truce__opt_question)->number;
    for (size_t i = 0; i < count; i++)
        if (questions[i].number == number)
            return truce__register_answer(file, number, s->line->operands[1], NULL,
                                          text_of(s, &truce__opt_source));
    return truce__misuse(s->line, "this register has no question %" PRId64, number);
}

static int show(session *s, register_file *file) {
    const truce_question_due *questions;
    size_t count;
    truce_scores *scores = NULL;
    truce_result *result = NULL;
    int failed = truce__register_questions(s, file, &questions, &count);
    if (failed) return failed;
    truce_status status = truce_score(s->ctx, questions, count, &scores);
    if (status == TRUCE_OK) status = truce_result_of_score(s->ctx, scores, &s->options, &result);
    failed = truce__session_show(s, status, &result);
    truce_scores_free(scores);
    return failed;
}

int truce__ask_score(session *s) {
    const truce_question_due *questions = NULL;
    size_t count = 0;
    register_file *file = NULL;
    bool is_on = truce__is_given(s, &truce__opt_on), is_one = truce__is_given(s, &truce__opt_question);
    int failed = truce__register_open(s, s->line->operands[0], false, &file);
    if (!failed && (is_on || is_one)) failed = truce__register_questions(s, file, &questions, &count);
    if (!failed && is_on) failed = answer_day(s, file, questions, count);
    if (!failed && is_one) failed = answer_question(s, file, questions, count);
    if (!failed) failed = show(s, file);
    int unkept = truce__register_close(file, !failed && (is_on || is_one));
    return failed ? failed : unkept;
}
