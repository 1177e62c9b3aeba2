/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd_register.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ASSUMPTIONS = 4096 };

static const char schema[] =
    "CREATE TABLE meta(version INTEGER);"
    "INSERT INTO meta VALUES (1);"
    "CREATE TABLE forecast(id INTEGER PRIMARY KEY, made TEXT NOT NULL, program TEXT, model_sha256 TEXT, title TEXT,"
    " model TEXT, assumptions TEXT, UNIQUE(made, model_sha256, assumptions));"
    "CREATE TABLE question(id INTEGER PRIMARY KEY, forecast INTEGER REFERENCES forecast, outcome TEXT, statement"
    " TEXT, due TEXT, p REAL CHECK(p BETWEEN 0 AND 1), low REAL, high REAL, reference REAL,"
    " UNIQUE(forecast, statement, due));"
    "CREATE TABLE resolution(id INTEGER PRIMARY KEY, question INTEGER REFERENCES question,"
    " answer TEXT CHECK(answer IN ('yes','no','void')), due_state TEXT, source TEXT, note TEXT, recorded TEXT);"
    "CREATE TRIGGER no_update BEFORE UPDATE ON resolution BEGIN SELECT RAISE(ABORT, 'append only'); END;"
    "CREATE TRIGGER no_delete BEFORE DELETE ON resolution BEGIN SELECT RAISE(ABORT, 'append only'); END;"
    "CREATE TRIGGER no_update_forecast BEFORE UPDATE ON forecast BEGIN SELECT RAISE(ABORT, 'append only'); END;"
    "CREATE TRIGGER no_delete_forecast BEFORE DELETE ON forecast BEGIN SELECT RAISE(ABORT, 'append only'); END;"
    "CREATE TRIGGER no_update_question BEFORE UPDATE ON question BEGIN SELECT RAISE(ABORT, 'append only'); END;"
    "CREATE TRIGGER no_delete_question BEFORE DELETE ON question BEGIN SELECT RAISE(ABORT, 'append only'); END;";

static const database_kind kind = {
    .application = 0x74727563 /* "truc" */,
    .version = 1,
    .asks_version = "SELECT version FROM meta",
    .makes = schema};

int truce__register_open(session *s, const char *name, bool may_create, register_file **out) {
    register_file *file = truce__room(s, 1, sizeof *file);
    if (!file) return truce__session_report(s, TRUCE_E_NOMEM);
    *out = file;
    return truce__database_open(file, s->line, name, &kind, may_create);
}

int truce__register_close(register_file *file, bool keeps) {
    return file ? truce__database_close(file, keeps) : 0;
}

/* ----------------------------------------------------------------- forecasts */

/* What the forecast assumes, as JSON; of the same assumptions the same text. */
static void write_assumptions(const truce_forecast *f, double doubt, char json[ASSUMPTIONS]) {
    static const char *const slips[] = {"undoable", "step", "any"};
    const truce_forecast_query *query = &f->query;
    size_t used = (size_t)snprintf(json, ASSUMPTIONS, "{\"horizons\": [");
    for (size_t i = 0; i < f->horizon_count; i++)
        used += (size_t)snprintf(json + used, ASSUMPTIONS - used, "%s%.10g", i ? ", " : "", f->horizons[i].at);
    snprintf(json + used, ASSUMPTIONS - used,
             "], \"concept\": \"%s\", \"slip\": %.6f, \"slips\": \"%s\", \"initiative\": %.6f, \"variants\": %" PRIu64
             ", \"seed\": %" PRIu64 ", \"doubt\": %.6f}",
             truce_concept_at(query->concept)->id, query->slip, slips[query->slips], query->initiative, f->variants,
             query->seed, doubt);
}

static double six_digits(double p) { return round(p * 1e6) / 1e6; }
static double mixed(double p, double doubt) { return six_digits((1 - doubt) * p + doubt / 2); }

static int add_question(register_file *file, const truce_forecast *f, int64_t number, size_t horizon,
                        uint32_t outcome, double doubt, uint64_t *sure) {
    const truce_model *model = truce_graph_model(f->graph);
    const truce_outlook *o = &f->outlooks[horizon * f->outcome_count + outcome];
    double p = mixed(o->p, doubt);
    *sure += p <= 0 || p >= 1;
    const truce_sql_value values[] = {truce__sql_integer(number),
                                      truce__sql_text(truce_model_outcome_id(model, outcome)),
                                      truce__sql_text(truce_model_outcome_statement(model, outcome)),
                                      truce__sql_text(f->horizons[horizon].date),
                                      truce__sql_real(p),
                                      truce__sql_real(mixed(o->low, doubt)),
                                      truce__sql_real(mixed(o->high, doubt)),
                                      truce__sql_real(o->reference)};
    return truce__database_run(file,
                               "INSERT OR IGNORE INTO question(forecast, outcome, statement, due, p, low, high, "
                               "reference) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                               values, sizeof values / sizeof *values, NULL, NULL);
}

static int add_questions(session *s, register_file *file, const truce_forecast *f, int64_t number, double doubt) {
    uint64_t sure = 0, count = 0;
    int failed = 0;
    for (size_t h = 0; h < f->horizon_count; h++)
        for (uint32_t o = 0; o < f->outcome_count && f->horizons[h].at > 0 && !failed; o++, count++)
            failed = add_question(file, f, number, h, o, doubt, &sure);
    if (failed) return failed;
    if (sure)
        truce__message(s->line, TRUCE_TONE_PROGRAM,
                       "%" PRIu64 " of %" PRIu64 " questions have the probability 0 or 1: one such answer that is "
                       "wrong makes the log score infinite; --doubt 0.02 leaves room for it", sure, count);
    return 0;
}

int truce__register_add(session *s, register_file *file, const truce_forecast *f, double doubt) {
    char assumptions[ASSUMPTIONS];
    const truce_model *model = truce_graph_model(f->graph);
    int64_t before = 0, number = 0;
    write_assumptions(f, doubt, assumptions);
    const truce_sql_value values[] = {truce__sql_text(truce_version()), truce__sql_text(truce_model_sha256(model)),
                                      truce__sql_text(truce_model_title(model)), truce__sql_text(s->text),
                                      truce__sql_text(assumptions)};
    int failed = truce__database_number(file, "SELECT count(*) FROM forecast", &before);
    if (!failed)
        failed = truce__database_run(file,
                                     "INSERT OR IGNORE INTO forecast(made, program, model_sha256, title, model, "
                                     "assumptions) VALUES (date('now'), ?, ?, ?, ?, ?)",
                                     values, sizeof values / sizeof *values, NULL, NULL);
    if (!failed) failed = truce__database_number(file, "SELECT count(*) FROM forecast", &number);
    if (failed) return failed;
    if (number == before) {
        truce__message(s->line, TRUCE_TONE_PROGRAM, "%s has this forecast of today already", file->name);
        return 0;
    }
    failed = truce__database_number(file, "SELECT max(id) FROM forecast", &number);
    return failed ? failed : add_questions(s, file, f, number, doubt);
}

/* ----------------------------------------------------------------- questions */

static char *keep(session *s, const truce_sql_value *column) {
    size_t length = column->kind == TRUCE_SQL_TEXT ? column->length : 0;
    char *kept = truce__room(s, length + 1, 1);
    if (kept && length) memcpy(kept, column->text, length);
    return kept;
}

static double number_in(const truce_sql_value *column) {
    if (column->kind == TRUCE_SQL_INTEGER) return (double)column->integer;
    return column->kind == TRUCE_SQL_REAL ? column->real : NAN;
}

typedef struct taker {
    session *s;
    truce_question_due *at;
    size_t count, room;
    bool is_wrong; /* a question has no probability */
} taker;

static truce_answer answer_of(const truce_sql_value *column) {
    if (column->kind != TRUCE_SQL_TEXT) return TRUCE_ANSWER_OPEN;
    return strcmp(column->text, "yes") == 0  ? TRUCE_ANSWER_YES
           : strcmp(column->text, "no") == 0 ? TRUCE_ANSWER_NO
                                            : TRUCE_ANSWER_VOID;
}

static truce_status take_question(void *ud, const truce_sql_value *values, size_t count) {
    taker *t = ud;
    if (count < 10 || t->count == t->room) return TRUCE_OK;
    truce_question_due *q = &t->at[t->count++];
    *q = (truce_question_due){.number = values[0].integer,
                              .forecast = values[1].integer,
                              .outcome = keep(t->s, &values[2]),
                              .statement = keep(t->s, &values[3]),
                              .due = keep(t->s, &values[4]),
                              .p = number_in(&values[5]),
                              .low = number_in(&values[6]),
                              .high = number_in(&values[7]),
                              .reference = number_in(&values[8]),
                              .answer = answer_of(&values[9])};
    t->is_wrong |= !(q->p >= 0 && q->p <= 1 && q->reference >= 0 && q->reference <= 1);
    return q->outcome && q->statement && q->due ? TRUCE_OK : TRUCE_E_NOMEM;
}

int truce__register_questions(session *s, register_file *file, const truce_question_due **questions, size_t *count) {
    int64_t number;
    int failed = truce__database_number(file, "SELECT count(*) FROM question", &number);
    if (failed) return failed;
    taker t = {.s = s, .room = (size_t)number};
    t.at = truce__room(s, t.room, sizeof *t.at);
    if (!t.at) return truce__session_report(s, TRUCE_E_NOMEM);
    failed = truce__database_run(file,
                                 "SELECT question.id, forecast, outcome, statement, due, p, low, high, reference, "
                                 "answer FROM question LEFT JOIN (SELECT question, answer, max(id) FROM resolution "
                                 "GROUP BY question) AS last ON last.question = question.id ORDER BY question.id",
                                 NULL, 0, take_question, &t);
    if (!failed && t.is_wrong) failed = truce__database_refuse(file, "a question has no probability from 0 to 1");
    *questions = t.at;
    *count = t.count;
    return failed;
}

typedef struct model_taker {
    session *s;
    const char *title, *text;
} model_taker;

static truce_status take_model(void *ud, const truce_sql_value *values, size_t count) {
    model_taker *t = ud;
    if (count < 2) return TRUCE_OK;
    t->title = keep(t->s, &values[0]);
    t->text = keep(t->s, &values[1]);
    return t->title && t->text ? TRUCE_OK : TRUCE_E_NOMEM;
}

int truce__register_model(session *s, register_file *file, int64_t forecast, const char **title, const char **words) {
    model_taker t = {.s = s};
    const truce_sql_value number = truce__sql_integer(forecast);
    int failed = truce__database_run(file, "SELECT title, model FROM forecast WHERE id = ?", &number, 1, take_model,
                                     &t);
    *title = t.title;
    *words = t.text;
    return failed ? failed : t.text ? 0 : truce__database_refuse(file, "a question of it belongs to no forecast");
}

int truce__register_answer(register_file *file, int64_t question, const char *answer, const char *state,
                           const char *source) {
    const truce_sql_value values[] = {truce__sql_integer(question), truce__sql_text(answer), truce__sql_text(state),
                                      truce__sql_text(source)};
    return truce__database_run(file,
                               "INSERT INTO resolution(question, answer, due_state, source, recorded) VALUES "
                               "(?, ?, ?, ?, datetime('now'))",
                               values, sizeof values / sizeof *values, NULL, NULL);
}
