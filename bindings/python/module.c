/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The part of the Python package that is in C: commands run in memory, questions that no command asks as they are,
 * edits, and models whose states can be looked at as arrays. Everything else is in truce/, in Python. It uses the
 * stable ABI, so one build serves CPython 3.11 and later, and hands arrays out by the buffer protocol, so it needs no
 * numpy.
 *
 * runs.c has the commands: Python is one more host.
 */
#include "module.h"

#include <truce/edit.h>
#include <truce/result.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ failures */

PyObject *text_or_none(const char *text) {
    return text ? PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "replace") : Py_NewRef(Py_None);
}

PyObject *diagnostic_of(const truce_diag *d) {
    return Py_BuildValue("{s:s,s:N,s:I,s:I,s:I,s:N,s:N}", "severity",
                         d->severity == TRUCE_ERROR ? "error" : "warning", "file", text_or_none(d->file), "line",
                         d->line, "column", d->column, "length", d->length, "message", text_or_none(d->message),
                         "hint", text_or_none(d->hint));
}

bool text_write(void *ud, const char *bytes, size_t length) {
    text *t = ud;
    if (length > t->room - t->length) {
        size_t room = 2 * (t->length + length) + 4096;
        char *more = realloc(t->at, room);
        if (!more) return false;
        t->at = more;
        t->room = room;
    }
    memcpy(t->at + t->length, bytes, length);
    t->length += length;
    return true;
}

PyObject *text_take(text *t) {
    PyObject *taken = PyUnicode_DecodeUTF8(t->at ? t->at : "", (Py_ssize_t)t->length, "replace");
    free(t->at);
    *t = (text){0};
    return taken;
}

void list_append(PyObject *list, PyObject *one) {
    if (one) PyList_Append(list, one);
    Py_XDECREF(one);
}

static PyObject *diagnostics_of(const truce_ctx *ctx) {
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list && i < truce_diags_total(ctx); i++)
        list_append(list, diagnostic_of(truce_diag_at(ctx, i)));
    return list;
}

/* Raises what truce._errors makes of a status, the diagnostics of `ctx` as people read them, and as data. */
static PyObject *fail(truce_ctx *ctx, truce_status status) {
    if (status == TRUCE_E_NOMEM && truce_diags_total(ctx) == 0) return PyErr_NoMemory();
    text told = {0};
    truce_diags_render(ctx, 0, false, &(truce_sink){text_write, &told});
    PyObject *list = diagnostics_of(ctx), *words = text_take(&told);
    PyObject *module = PyImport_ImportModule("truce._errors");
    PyObject *error = module && list && words
                          ? PyObject_CallMethod(module, "of_status", "iOO", (int)status, words, list)
                          : NULL;
    if (error) PyErr_SetObject((PyObject *)Py_TYPE(error), error);
    Py_XDECREF(error);
    Py_XDECREF(module);
    Py_XDECREF(words);
    Py_XDECREF(list);
    truce_diags_clear(ctx);
    return NULL;
}

/* -------------------------------------------------------------------- arrays */

/* Memory of its own, read only, that Python sees as a memoryview. */
typedef struct array {
    PyObject_HEAD
    void *at;
    Py_ssize_t count, size;
    const char *format;
} array;

static PyTypeObject *array_type, *graph_type, *solution_type;

static void array_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    free(((array *)self)->at);
    PyObject_Free(self);
    Py_DECREF(type);
}

static int array_buffer(PyObject *self, Py_buffer *view, int flags) {
    array *a = (array *)self;
    if (flags & PyBUF_WRITABLE) {
        PyErr_SetString(PyExc_BufferError, "truce's arrays are read only");
        view->obj = NULL;
        return -1;
    }
    *view = (Py_buffer){.buf = a->at, .obj = Py_NewRef(self), .len = a->count * a->size, .itemsize = a->size,
                        .readonly = 1, .ndim = 1, .format = flags & PyBUF_FORMAT ? (char *)a->format : NULL,
                        .shape = &a->count, .strides = &a->size};
    return 0;
}

static PyType_Slot array_slots[] = {
    {Py_tp_dealloc, (void *)array_dealloc}, {Py_bf_getbuffer, (void *)array_buffer}, {0, NULL}};
static PyType_Spec array_spec = {.name = "truce._truce.Array", .basicsize = sizeof(array), .slots = array_slots,
                                 .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION};

/* `format` as in the module struct: "?", "B", "I". The array's bytes are lent in *at. */
static array *array_new(uint64_t count, Py_ssize_t size, const char *format) {
    array *a = PyObject_New(array, array_type);
    if (!a) return NULL;
    a->count = (Py_ssize_t)count;
    a->size = size;
    a->format = format;
    a->at = calloc(count ? count : 1, (size_t)size);
    if (a->at) return a;
    Py_DECREF((PyObject *)a);
    PyErr_NoMemory();
    return NULL;
}

static PyObject *view_of(array *a) {
    PyObject *view = PyMemoryView_FromObject((PyObject *)a);
    Py_DECREF((PyObject *)a);
    return view;
}

static PyObject *members_of(const truce_set *set, uint64_t states) {
    array *a = array_new(states, 1, "?");
    if (!a) return NULL;
    Py_BEGIN_ALLOW_THREADS
    for (truce_state s = set ? truce_set_next(set, 0) : 0; s; s = truce_set_next(set, s)) ((bool *)a->at)[s - 1] = 1;
    Py_END_ALLOW_THREADS
    return view_of(a);
}

/* --------------------------------------------------------------------- graph */

typedef struct graph {
    PyObject_HEAD
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *graph;
} graph;

static PyObject *graph_new(PyTypeObject *type, PyObject *arguments, PyObject *named) {
    static char *names[] = {"text", "name", NULL};
    const char *bytes, *name;
    Py_ssize_t length;
    if (!PyArg_ParseTupleAndKeywords(arguments, named, "s#s", names, &bytes, &length, &name)) return NULL;
    graph *self = (graph *)((allocfunc)PyType_GetSlot(type, Py_tp_alloc))(type, 0);
    if (!self) return NULL;
    self->ctx = truce_ctx_new(NULL);
    truce_status status = self->ctx ? TRUCE_OK : TRUCE_E_NOMEM;
    Py_BEGIN_ALLOW_THREADS
    if (!status) status = truce_parse(self->ctx, bytes, (size_t)length, name, &self->model);
    Py_END_ALLOW_THREADS
    if (!status) return (PyObject *)self;
    if (self->ctx) fail(self->ctx, status);
    else PyErr_NoMemory();
    Py_DECREF((PyObject *)self);
    return NULL;
}

static void graph_dealloc(PyObject *object) {
    graph *self = (graph *)object;
    PyTypeObject *type = Py_TYPE(object);
    truce_graph_free(self->graph);
    truce_model_free(self->model);
    if (self->ctx) truce_ctx_free(self->ctx);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(object);
    Py_DECREF(type);
}

/* States are built when somebody first asks for one. */
static bool is_built(graph *self) {
    if (self->graph) return true;
    truce_status status;
    Py_BEGIN_ALLOW_THREADS
    status = truce_graph_build(self->ctx, self->model, &self->graph);
    Py_END_ALLOW_THREADS
    if (status) fail(self->ctx, status);
    return !status;
}

static PyObject *names_of(const truce_model *model, uint32_t count,
                          const char *(*name)(const truce_model *, uint32_t)) {
    PyObject *list = PyTuple_New((Py_ssize_t)count);
    for (uint32_t i = 0; list && i < count; i++) {
        PyObject *one = PyUnicode_FromString(name(model, i));
        if (!one || PyTuple_SetItem(list, (Py_ssize_t)i, one) < 0) Py_CLEAR(list);
    }
    return list;
}

static PyObject *get_title(PyObject *self, void *unused) {
    (void)unused;
    return PyUnicode_FromString(truce_model_title(((graph *)self)->model));
}
static PyObject *get_state_count(PyObject *self, void *unused) {
    (void)unused;
    if (!is_built((graph *)self)) return NULL;
    return PyLong_FromUnsignedLongLong(truce_graph_state_count(((graph *)self)->graph));
}
static PyObject *get_status_quo(PyObject *self, void *unused) {
    (void)unused;
    if (!is_built((graph *)self)) return NULL;
    return PyLong_FromUnsignedLongLong(truce_graph_status_quo(((graph *)self)->graph));
}
static PyObject *get_parties(PyObject *self, void *unused) {
    (void)unused;
    const truce_model *model = ((graph *)self)->model;
    return names_of(model, truce_model_party_count(model), truce_model_party_id);
}
static PyObject *get_options(PyObject *self, void *unused) {
    (void)unused;
    const truce_model *model = ((graph *)self)->model;
    return names_of(model, truce_model_option_count(model), truce_model_option_id);
}
static PyObject *get_outcomes(PyObject *self, void *unused) {
    (void)unused;
    const truce_model *model = ((graph *)self)->model;
    return names_of(model, truce_model_outcome_count(model), truce_model_outcome_id);
}

static bool is_below(unsigned long number, uint32_t count, const char *what) {
    if (!PyErr_Occurred() && number < count) return true;
    if (!PyErr_Occurred()) PyErr_Format(PyExc_IndexError, "no such %s", what);
    return false;
}

static PyObject *graph_ranks(PyObject *object, PyObject *party) {
    graph *self = (graph *)object;
    unsigned long p = PyLong_AsUnsignedLong(party);
    if (!is_built(self)) return NULL;
    if (!is_below(p, truce_model_party_count(self->model), "party")) return NULL;
    uint64_t count = truce_graph_state_count(self->graph);
    array *a = array_new(count, sizeof(uint32_t), "I");
    if (!a) return NULL;
    Py_BEGIN_ALLOW_THREADS
    for (uint64_t i = 0; i < count; i++)
        ((uint32_t *)a->at)[i] = truce_graph_rank(self->graph, (uint32_t)p, i + 1);
    Py_END_ALLOW_THREADS
    return view_of(a);
}

static PyObject *graph_levels(PyObject *object, PyObject *option) {
    graph *self = (graph *)object;
    unsigned long o = PyLong_AsUnsignedLong(option);
    if (!is_built(self)) return NULL;
    uint32_t options = truce_model_option_count(self->model);
    if (!is_below(o, options, "option")) return NULL;
    uint64_t count = truce_graph_state_count(self->graph);
    array *a = array_new(count, 1, "B");
    uint8_t *levels = malloc(options);
    if (a && levels) {
        Py_BEGIN_ALLOW_THREADS
        for (uint64_t i = 0; i < count; i++) {
            truce_graph_state_levels(self->graph, i + 1, levels);
            ((uint8_t *)a->at)[i] = levels[o];
        }
        Py_END_ALLOW_THREADS
    }
    free(levels);
    if (a && levels) return view_of(a);
    Py_XDECREF((PyObject *)a);
    return PyErr_NoMemory();
}

static PyObject *graph_outcome(PyObject *object, PyObject *outcome) {
    graph *self = (graph *)object;
    unsigned long o = PyLong_AsUnsignedLong(outcome);
    if (!is_built(self)) return NULL;
    if (!is_below(o, truce_model_outcome_count(self->model), "outcome")) return NULL;
    uint64_t count = truce_graph_state_count(self->graph);
    array *a = array_new(count, 1, "?");
    if (!a) return NULL;
    Py_BEGIN_ALLOW_THREADS
    for (uint64_t i = 0; i < count; i++)
        ((bool *)a->at)[i] = truce_graph_has_outcome(self->graph, i + 1, (uint32_t)o);
    Py_END_ALLOW_THREADS
    return view_of(a);
}

static PyObject *graph_where(PyObject *object, PyObject *states) {
    graph *self = (graph *)object;
    truce_set *set = NULL;
    PyObject *bytes = is_built(self) ? PyUnicode_AsUTF8String(states) : NULL;
    if (!bytes) return NULL;
    truce_status status = truce_graph_where(self->ctx, self->graph, PyBytes_AsString(bytes), &set);
    Py_DECREF(bytes);
    if (status) return fail(self->ctx, status);
    PyObject *members = members_of(set, truce_graph_state_count(self->graph));
    truce_set_free(set);
    return members;
}

static PyObject *graph_codes(PyObject *object, PyObject *unused) {
    graph *self = (graph *)object;
    (void)unused;
    if (!is_built(self)) return NULL;
    uint64_t count = truce_graph_state_count(self->graph);
    PyObject *list = PyList_New((Py_ssize_t)count);
    for (uint64_t i = 0; list && i < count; i++) {
        char code[TRUCE_CODE_SIZE];
        PyObject *one = PyUnicode_FromString(truce_graph_state_code(self->graph, i + 1, code));
        if (!one || PyList_SetItem(list, (Py_ssize_t)i, one) < 0) Py_CLEAR(list);
    }
    return list;
}

/* ------------------------------------------------------------------ solution */

typedef struct solution {
    PyObject_HEAD
    graph *graph; /* held */
    truce_solution *solution;
} solution;

static uint32_t *concepts_of(PyObject *ids, size_t count) {
    uint32_t *numbers = malloc((count + 1) * sizeof *numbers);
    if (!numbers) PyErr_NoMemory();
    for (size_t i = 0; numbers && i < count; i++) {
        PyObject *id = PySequence_GetItem(ids, (Py_ssize_t)i);
        PyObject *bytes = id ? PyUnicode_AsUTF8String(id) : NULL;
        numbers[i] = bytes ? truce_concept_find(PyBytes_AsString(bytes)) : UINT32_MAX;
        if (bytes && numbers[i] == UINT32_MAX) PyErr_Format(PyExc_ValueError, "no concept is called %R", id);
        Py_XDECREF(bytes);
        Py_XDECREF(id);
        if (numbers[i] != UINT32_MAX) continue;
        free(numbers);
        return NULL;
    }
    return numbers;
}

static PyObject *graph_solve(PyObject *object, PyObject *ids) {
    graph *self = (graph *)object;
    Py_ssize_t count = is_built(self) ? PySequence_Size(ids) : -1;
    uint32_t *concepts = count < 0 ? NULL : concepts_of(ids, (size_t)count);
    if (!concepts) return NULL;
    truce_solution *solved = NULL;
    truce_status status;
    Py_BEGIN_ALLOW_THREADS
    status = truce_solve(self->ctx, self->graph, count ? concepts : NULL, (size_t)count, &solved);
    Py_END_ALLOW_THREADS
    free(concepts);
    if (status) return fail(self->ctx, status);
    solution *s = PyObject_New(solution, solution_type);
    if (!s) {
        truce_solution_free(solved);
        return NULL;
    }
    Py_INCREF(object);
    s->graph = self;
    s->solution = solved;
    return (PyObject *)s;
}

static void solution_dealloc(PyObject *object) {
    solution *self = (solution *)object;
    PyTypeObject *type = Py_TYPE(object);
    truce_solution_free(self->solution);
    Py_DECREF((PyObject *)self->graph);
    PyObject_Free(object);
    Py_DECREF(type);
}

/* The states of a concept and a party; without a party, of all. */
static PyObject *states_of(PyObject *object, PyObject *arguments,
                           const truce_set *(*of_party)(const truce_solution *, uint32_t, uint32_t),
                           const truce_set *(*of_all)(const truce_solution *, uint32_t)) {
    const solution *self = (solution *)object;
    unsigned long slot, party = 0;
    if (!PyArg_ParseTuple(arguments, "k|k", &slot, &party)) return NULL;
    if (!is_below(slot, truce_solution_concept_count(self->solution), "concept") ||
        !is_below(party, truce_model_party_count(self->graph->model), "party"))
        return NULL;
    return members_of(PyTuple_Size(arguments) > 1 ? of_party(self->solution, (uint32_t)slot, (uint32_t)party)
                                                  : of_all(self->solution, (uint32_t)slot),
                      truce_graph_state_count(self->graph->graph));
}
static PyObject *solution_stable(PyObject *self, PyObject *arguments) {
    return states_of(self, arguments, truce_solution_stable, truce_solution_equilibria);
}
static PyObject *solution_maybe(PyObject *self, PyObject *arguments) {
    return states_of(self, arguments, truce_solution_maybe, truce_solution_maybe_equilibria);
}
static PyObject *get_concepts(PyObject *object, void *unused) {
    const truce_solution *solved = ((solution *)object)->solution;
    (void)unused;
    uint32_t count = truce_solution_concept_count(solved);
    PyObject *list = PyTuple_New((Py_ssize_t)count);
    for (uint32_t i = 0; list && i < count; i++)
        PyTuple_SetItem(list, (Py_ssize_t)i,
                        PyUnicode_FromString(truce_concept_at(truce_solution_concept(solved, i))->id));
    return list;
}

static PyMethodDef solution_methods[] = {
    {"stable", solution_stable, METH_VARARGS, "The states stable for a party, or without one the equilibria."},
    {"maybe", solution_maybe, METH_VARARGS, "The same of the states whose verdict depends on what is left open."},
    {0}};
static PyGetSetDef solution_values[] = {{"concepts", get_concepts, NULL, "Ids, in the order asked for.", NULL}, {0}};
static PyType_Slot solution_slots[] = {{Py_tp_dealloc, (void *)solution_dealloc},
                                       {Py_tp_methods, solution_methods},
                                       {Py_tp_getset, solution_values},
                                       {0, NULL}};
static PyType_Spec solution_spec = {.name = "truce._truce.Solution", .basicsize = sizeof(solution),
                                    .slots = solution_slots,
                                    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION};

static PyMethodDef graph_methods[] = {
    {"ranks", graph_ranks, METH_O, "A party's rank of every state, 1 the worst."},
    {"levels", graph_levels, METH_O, "An option's level in every state; 255 where merged states differ."},
    {"outcome", graph_outcome, METH_O, "In which states an outcome is true."},
    {"where", graph_where, METH_O, "In which states a statement is true, or which are listed."},
    {"codes", graph_codes, METH_NOARGS, "The code of every state."},
    {"solve", graph_solve, METH_O, "Decides which states are stable under these concepts."},
    {0}};
static PyGetSetDef graph_values[] = {{"title", get_title, NULL, NULL, NULL},
                                     {"state_count", get_state_count, NULL, NULL, NULL},
                                     {"status_quo", get_status_quo, NULL, "A state; 0: none.", NULL},
                                     {"parties", get_parties, NULL, "Ids.", NULL},
                                     {"options", get_options, NULL, "Ids.", NULL},
                                     {"outcomes", get_outcomes, NULL, "Ids.", NULL},
                                     {0}};
static PyType_Slot graph_slots[] = {{Py_tp_new, (void *)graph_new},
                                    {Py_tp_dealloc, (void *)graph_dealloc},
                                    {Py_tp_methods, graph_methods},
                                    {Py_tp_getset, graph_values},
                                    {0, NULL}};
static PyType_Spec graph_spec = {.name = "truce._truce.Graph", .basicsize = sizeof(graph), .slots = graph_slots,
                                 .flags = Py_TPFLAGS_DEFAULT};

/* --------------------------------------------------------------------- edits */

static bool take_edit(PyObject *one, truce_edit *edit) {
    const char *op;
    if (!PyArg_ParseTuple(one, "sszI", &op, &edit->path, &edit->value, &edit->to)) return false;
    static const char *const names[] = {"set", "remove", "insert", "move"};
    for (size_t i = 0; i < 4; i++)
        if (strcmp(names[i], op) == 0) {
            edit->op = (truce_edit_op)i;
            return true;
        }
    PyErr_Format(PyExc_ValueError, "an edit sets, removes, inserts or moves; it does not '%s'", op);
    return false;
}

/* edit(text, name, [(op, path, value, to), ...]): text */
static PyObject *module_edit(PyObject *module, PyObject *arguments) {
    const char *bytes, *name;
    Py_ssize_t length;
    PyObject *list, *result = NULL;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "s#sO!", &bytes, &length, &name, &PyList_Type, &list)) return NULL;
    size_t count = (size_t)PyList_Size(list), taken = 0;
    truce_edit *edits = calloc(count + 1, sizeof *edits);
    truce_ctx *ctx = truce_ctx_new(NULL);
    while (edits && taken < count && take_edit(PyList_GetItem(list, (Py_ssize_t)taken), &edits[taken])) taken++;
    if (edits && ctx && taken == count) {
        char *edited = NULL;
        size_t edited_length = 0;
        truce_status status = truce_text_edit(ctx, bytes, (size_t)length, name, edits, count, &edited,
                                              &edited_length);
        result = status ? fail(ctx, status) : PyUnicode_DecodeUTF8(edited, (Py_ssize_t)edited_length, "strict");
        truce_release(ctx, edited);
    } else if (!PyErr_Occurred()) PyErr_NoMemory();
    if (ctx) truce_ctx_free(ctx);
    free(edits);
    return result;
}

/* ----------------------------------------------------------------- questions */

/* What ask() is given: models, which are parsed, and arguments, whose texts are lent. */
typedef struct question {
    truce_ctx *ctx;
    truce_model *models[2];
    truce_argument arguments[2];
    truce_query query;
    truce_form form;
    text output;
} question;

static bool take_form(question *q, const char *name) {
    static const char *const names[] = {"table", "json", "csv", "html", "latex", "markdown"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0) return q->form.format = (truce_format)i, true;
    PyErr_Format(PyExc_ValueError, "no result is written as '%s'", name);
    return false;
}

/* Reads the models and finds out; no Python here. */
static truce_status answer(question *q, const char *name, const char *const texts[2], const Py_ssize_t lengths[2],
                           const char *const names[2]) {
    truce_result *result = NULL;
    truce_status status = q->ctx ? TRUCE_OK : TRUCE_E_NOMEM;
    for (size_t i = 0; i < 2 && !status; i++)
        if (texts[i]) status = truce_parse(q->ctx, texts[i], (size_t)lengths[i], names[i], &q->models[i]);
    q->query.model = q->models[0];
    q->query.second = q->models[1];
    if (!status) status = truce_ask(q->ctx, name, &q->query, &result);
    if (!status) status = truce_render(result, &q->form, &(truce_sink){text_write, &q->output});
    truce_result_free(result);
    return status;
}

/* ask(question, [(text, name), ...], [(option, text), ...], form, table): (output, diagnostics). At most two of
 * each. */
static PyObject *module_ask(PyObject *module, PyObject *given) {
    const char *name, *form, *texts[2] = {NULL}, *names[2] = {NULL};
    Py_ssize_t lengths[2];
    PyObject *models, *arguments, *found = NULL;
    question q = {.query = {.arguments = q.arguments}, .form = {.width = 100}};
    truce_status status;
    (void)module;
    if (!PyArg_ParseTuple(given, "sO!O!sz", &name, &PyList_Type, &models, &PyList_Type, &arguments, &form,
                          &q.form.table) ||
        !take_form(&q, form))
        return NULL;
    for (Py_ssize_t i = 0; i < 2 && i < PyList_Size(models); i++)
        if (!PyArg_ParseTuple(PyList_GetItem(models, i), "s#s", &texts[i], &lengths[i], &names[i])) return NULL;
    for (Py_ssize_t i = 0; i < 2 && i < PyList_Size(arguments); i++, q.query.argument_count++)
        if (!PyArg_ParseTuple(PyList_GetItem(arguments, i), "ss", &q.arguments[i].option, &q.arguments[i].text))
            return NULL;
    q.ctx = truce_ctx_new(NULL);
    Py_BEGIN_ALLOW_THREADS
    status = answer(&q, name, texts, lengths, names);
    Py_END_ALLOW_THREADS
    if (!status) found = Py_BuildValue("NN", text_take(&q.output), diagnostics_of(q.ctx));
    else if (q.ctx) fail(q.ctx, status);
    else PyErr_NoMemory();
    free(q.output.at);
    for (size_t i = 0; i < 2; i++) truce_model_free(q.models[i]);
    if (q.ctx) truce_ctx_free(q.ctx);
    return found;
}

/* ------------------------------------------------------------------ commands */

static const char *const kinds[] = {"flag", "text", "input", "file", "folder", "choice", "number", "share", "blocks",
                                    "size", "names", "party", "parties", "coalitions", "state", "statement",
                                    "either", "rows", "groups"};

static PyObject *options_of(const truce_command *command) {
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list && command->options && command->options[i]; i++) {
        const truce_option *o = command->options[i];
        list_append(list, Py_BuildValue("(sszzz)", o->name, kinds[o->kind], o->value, o->usual, o->help));
    }
    return list;
}

/* commands(): [(name, argument, summary, about, [(option, kind, value, usual, help), ...]), ...] */
static PyObject *module_commands(PyObject *module, PyObject *unused) {
    PyObject *list = PyList_New(0);
    (void)module, (void)unused;
    for (size_t i = 0; list && i < truce_command_count(); i++) {
        const truce_command *c = truce_command_at(i);
        list_append(list, Py_BuildValue("(szssN)", c->name, c->argument, c->summary, c->about, options_of(c)));
    }
    return list;
}

static PyMethodDef functions[] = {{"run", module_run, METH_VARARGS, "Runs a command in memory."},
                                  {"edit", module_edit, METH_VARARGS, "Edits a model's text; comments stay."},
                                  {"ask", module_ask, METH_VARARGS, "Asks a question of models and texts."},
                                  {"database_wrong", module_database_wrong, METH_VARARGS, "Is a database ours?"},
                                  {"commands", module_commands, METH_NOARGS, "The table of commands."},
                                  {0}};
static struct PyModuleDef definition = {.m_base = PyModuleDef_HEAD_INIT, .m_name = "truce._truce", .m_size = -1,
                                        .m_methods = functions};

static PyTypeObject *add_type(PyObject *module, const char *name, PyType_Spec *spec) {
    PyObject *type = PyType_FromSpec(spec);
    if (type && PyModule_AddObjectRef(module, name, type) < 0) Py_CLEAR(type);
    return (PyTypeObject *)type;
}

PyMODINIT_FUNC PyInit__truce(void);
PyMODINIT_FUNC PyInit__truce(void) {
    PyObject *module = PyModule_Create(&definition);
    if (!module) return NULL;
    array_type = add_type(module, "Array", &array_spec);
    graph_type = add_type(module, "Graph", &graph_spec);
    solution_type = add_type(module, "Solution", &solution_spec);
    if (array_type && graph_type && solution_type &&
        PyModule_AddStringConstant(module, "version", truce_version()) == 0)
        return module;
    Py_DECREF(module);
    return NULL;
}
