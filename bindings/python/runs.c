/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Commands run in memory, with Python as their host: texts, databases and progress are callables. The interpreter is
 * let go while truce works; every call back takes it again.
 */
#include "module.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct run {
    PyObject *read, *read_cited, *read_engine, *open, *progress; /* callables; progress may be None */
    PyObject *lent;        /* texts that truce reads */
    PyObject *messages, *diagnostics;
    PyObject *error_type, *error, *error_trace; /* the first exception of a callable, to be raised in the end */
    PyThreadState *thread; /* while truce works */
    truce_ctx *ctx;
    struct timespec looked;
    text output;
    char why[512];
} run;

/* Keeps an exception for the end, and asks the work to stop. */
static void keep_error(run *r) {
    if (!PyErr_Occurred()) return;
    if (r->error_type) PyErr_Clear();
    else PyErr_Fetch(&r->error_type, &r->error, &r->error_trace);
    if (r->ctx) truce_cancel(r->ctx);
}

static void enter(run *r) {
    PyEval_RestoreThread(r->thread);
}
static void leave(run *r) {
    keep_error(r);
    r->thread = PyEval_SaveThread();
}

static truce_status lend(run *r, PyObject *found, const char **bytes, size_t *length) {
    Py_ssize_t size = 0;
    char *at = NULL;
    bool is_lent = found && PyBytes_AsStringAndSize(found, &at, &size) == 0 && PyList_Append(r->lent, found) == 0;
    Py_XDECREF(found);
    *bytes = at;
    *length = (size_t)size;
    return is_lent ? TRUCE_OK : TRUCE_E_IO;
}
static truce_status read_text(void *ud, const char *name, const char **bytes, size_t *length) {
    run *r = ud;
    enter(r);
    snprintf(r->why, sizeof r->why, "cannot read %.400s", name);
    truce_status status = lend(r, PyObject_CallFunction(r->read, "s", name), bytes, length);
    leave(r);
    return status;
}
static truce_status read_cited(void *ud, const char *model, const char *name, const char **bytes, size_t *length) {
    run *r = ud;
    enter(r);
    snprintf(r->why, sizeof r->why, "cannot read %.400s", name);
    truce_status status = lend(r, PyObject_CallFunction(r->read_cited, "ss", model, name), bytes, length);
    leave(r);
    return status;
}

static truce_status read_engine(void *ud, const char **bytes, size_t *length) {
    run *r = ud;
    enter(r);
    truce_status status = lend(r, PyObject_CallFunction(r->read_engine, NULL), bytes, length);
    leave(r);
    return status;
}

static bool write_result(void *ud, const char *bytes, size_t length) {
    run *r = ud;
    snprintf(r->why, sizeof r->why, "out of memory");
    return text_write(&r->output, bytes, length);
}

static const char *why(void *ud) {
    return ((run *)ud)->why;
}

static void tell(void *ud, truce_tone tone, const char *command, const char *words) {
    run *r = ud;
    (void)command;
    if (tone == TRUCE_TONE_NOTE) return;
    enter(r);
    list_append(r->messages, text_or_none(words));
    leave(r);
}
static bool diagnose(void *ud, truce_ctx *ctx, size_t first) {
    run *r = ud;
    text told = {0};
    truce_diags_render(ctx, first, false, &(truce_sink){text_write, &told});
    enter(r);
    list_append(r->messages, text_take(&told));
    for (size_t i = first; i < truce_diags_total(ctx); i++)
        list_append(r->diagnostics, diagnostic_of(truce_diag_at(ctx, i)));
    leave(r);
    return true;
}

/* Comes often; Python hears of it, and its signals are looked at, ten times a second. */
static void show_progress(void *ud, const char *phase, uint64_t done, uint64_t total) {
    enum { PAUSE = 100000000 /* nanoseconds */ };
    run *r = ud;
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    int64_t since = (int64_t)(now.tv_sec - r->looked.tv_sec) * 1000000000 + now.tv_nsec - r->looked.tv_nsec;
    if (since < PAUSE && since >= 0) return;
    r->looked = now;
    enter(r);
    if (PyErr_CheckSignals() == 0 && r->progress != Py_None && !r->error_type)
        Py_XDECREF(PyObject_CallFunction(r->progress, "sKK", phase, (unsigned long long)done,
                                         (unsigned long long)total));
    leave(r);
}
static void attend(void *ud, truce_ctx *ctx) {
    ((run *)ud)->ctx = ctx;
}

/* ----------------------------------------------------------------- databases */

/* What failed in Python is told as a failure of the database; what is meant for Python, as KeyboardInterrupt, stays
 * and ends the run. */
static truce_status database_failed(run *r) {
    if (!PyErr_ExceptionMatches(PyExc_Exception)) return TRUCE_E_CANCELLED;
    PyObject *type, *error, *trace;
    PyErr_Fetch(&type, &error, &trace);
    PyObject *words = error ? PyObject_Str(error) : NULL, *bytes = words ? PyUnicode_AsUTF8String(words) : NULL;
    snprintf(r->why, sizeof r->why, "%s", bytes ? PyBytes_AsString(bytes) : "the database cannot be used");
    Py_XDECREF(bytes);
    Py_XDECREF(words);
    Py_XDECREF(trace);
    Py_XDECREF(error);
    Py_XDECREF(type);
    PyErr_Clear();
    return TRUCE_E_IO;
}

static truce_status open_database(void *ud, const char *name, int32_t application, bool may_create,
                                  truce_database **database) {
    run *r = ud;
    enter(r);
    PyObject *opened = PyObject_CallFunction(r->open, "siO", name, (int)application, may_create ? Py_True : Py_False);
    truce_status status = opened ? TRUCE_OK : database_failed(r);
    *database = (truce_database *)opened;
    leave(r);
    return status;
}

PyObject *module_database_wrong(PyObject *module, PyObject *arguments) {
    const char *head;
    Py_ssize_t length;
    int application;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "y#i", &head, &length, &application)) return NULL;
    return text_or_none(truce_database_wrong(head, (size_t)length, application));
}

static PyObject *value_of(const truce_sql_value *value) {
    switch (value->kind) {
    case TRUCE_SQL_INTEGER: return PyLong_FromLongLong(value->integer);
    case TRUCE_SQL_REAL: return PyFloat_FromDouble(value->real);
    case TRUCE_SQL_TEXT: return PyUnicode_FromString(value->text);
    case TRUCE_SQL_BYTES: return PyBytes_FromStringAndSize(value->text, (Py_ssize_t)value->length);
    default: return Py_NewRef(Py_None);
    }
}

/* Of an object from a row. Text is lent by `bytes`, to be released behind it. */
static truce_sql_value sql_value(PyObject *object, PyObject **bytes) {
    truce_sql_value value = {.kind = TRUCE_SQL_NULL};
    Py_ssize_t length = 0;
    char *at = NULL;
    *bytes = NULL;
    if (PyLong_Check(object)) {
        value.kind = TRUCE_SQL_INTEGER;
        value.integer = PyLong_AsLongLong(object);
    } else if (PyFloat_Check(object)) {
        value.kind = TRUCE_SQL_REAL;
        value.real = PyFloat_AsDouble(object);
    } else if (object != Py_None) {
        *bytes = PyUnicode_Check(object) ? PyUnicode_AsUTF8String(object) : Py_NewRef(object);
        if (!*bytes || PyBytes_AsStringAndSize(*bytes, &at, &length) < 0) return value;
        value.kind = PyUnicode_Check(object) ? TRUCE_SQL_TEXT : TRUCE_SQL_BYTES;
        value.text = at;
        value.length = (size_t)length;
    }
    return value;
}

/* Hands a row, a tuple, to truce, which may call back. */
static truce_status hand_row(run *r, PyObject *row, truce_sql_row take, void *take_ud) {
    enum { MOST = 32 };
    truce_sql_value values[MOST];
    PyObject *lent[MOST];
    Py_ssize_t all = PyTuple_Size(row), count = all < MOST ? all : MOST;
    for (Py_ssize_t i = 0; i < count; i++) values[i] = sql_value(PyTuple_GetItem(row, i), &lent[i]);
    truce_status status = PyErr_Occurred() ? database_failed(r) : TRUCE_OK;
    if (status == TRUCE_OK && take) {
        leave(r);
        status = take(take_ud, values, (size_t)count);
        enter(r);
    }
    for (Py_ssize_t i = 0; i < count; i++) Py_XDECREF(lent[i]);
    return status;
}

static truce_status run_sql(void *ud, truce_database *database, const char *sql, const truce_sql_value *values,
                            size_t count, truce_sql_row row, void *row_ud) {
    run *r = ud;
    truce_status status = TRUCE_OK;
    enter(r);
    PyObject *list = PyList_New(0);
    for (size_t i = 0; i < count; i++) list_append(list, value_of(&values[i]));
    PyObject *rows = list ? PyObject_CallMethod((PyObject *)database, "run", "sO", sql, list) : NULL, *one;
    while (rows && status == TRUCE_OK && (one = PyIter_Next(rows)) != NULL) {
        status = hand_row(r, one, row, row_ud);
        Py_DECREF(one);
    }
    if (PyErr_Occurred() && status == TRUCE_OK) status = database_failed(r);
    Py_XDECREF(rows);
    Py_XDECREF(list);
    leave(r);
    return status;
}

static void close_database(void *ud, truce_database *database) {
    run *r = ud;
    enter(r);
    Py_XDECREF(PyObject_CallMethod((PyObject *)database, "close", NULL));
    Py_DECREF((PyObject *)database);
    leave(r);
}

/* ----------------------------------------------------------------------- runs */

static PyObject *run_words(run *r, size_t count, const char *const *words, uint32_t threads) {
    const truce_host host = {.ud = r, .read = read_text, .read_cited = read_cited, .read_engine = read_engine,
                             .write = write_result, .why = why, .tell = tell, .diagnose = diagnose,
                             .progress = show_progress, .attend = attend,
                             .open_database = open_database, .run_sql = run_sql, .close_database = close_database,
                             .settings = {.width = 100, .threads = threads}};
    r->thread = PyEval_SaveThread();
    int status = truce_run(&host, count, words);
    PyEval_RestoreThread(r->thread);
    if (r->error_type) {
        PyErr_Restore(r->error_type, r->error, r->error_trace);
        free(r->output.at);
        return NULL;
    }
    return Py_BuildValue("iNOO", status, text_take(&r->output), r->messages, r->diagnostics);
}

PyObject *module_run(PyObject *module, PyObject *arguments) {
    enum { MOST = 256 };
    const char *words[MOST];
    PyObject *list, *kept[MOST] = {0}, *found = NULL;
    unsigned threads = 0;
    run r = {0};
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O!OOOOO|I", &PyList_Type, &list, &r.read, &r.read_cited, &r.read_engine,
                          &r.open, &r.progress, &threads))
        return NULL;
    size_t count = (size_t)PyList_Size(list), taken = 0;
    if (count > MOST) return PyErr_Format(PyExc_ValueError, "more than %d words", MOST);
    for (; taken < count; taken++) {
        kept[taken] = PyUnicode_AsUTF8String(PyList_GetItem(list, (Py_ssize_t)taken));
        if (!kept[taken]) break;
        words[taken] = PyBytes_AsString(kept[taken]);
    }
    r.lent = PyList_New(0);
    r.messages = PyList_New(0);
    r.diagnostics = PyList_New(0);
    if (taken == count && r.lent && r.messages && r.diagnostics) found = run_words(&r, count, words, threads);
    for (size_t i = 0; i < taken; i++) Py_DECREF(kept[i]);
    Py_XDECREF(r.lent);
    Py_XDECREF(r.messages);
    Py_XDECREF(r.diagnostics);
    return found;
}
