/* SPDX-License-Identifier: Apache-2.0 */
/* What the two C files of the Python package share. */
#ifndef TRUCE_PYTHON_MODULE_H
#define TRUCE_PYTHON_MODULE_H

#define Py_LIMITED_API 0x030B0000
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <truce/command.h>

/* Text that grows. text_write() is a truce_sink's; text_take() empties it. */
typedef struct text {
    char *at;
    size_t length, room;
} text;

bool text_write(void *ud, const char *bytes, size_t length);
PyObject *text_take(text *t);
PyObject *text_or_none(const char *text);

/* A diagnostic as a dict. */
PyObject *diagnostic_of(const truce_diag *diag);
/* Appends an object, which is taken; NULL: nothing. */
void list_append(PyObject *list, PyObject *one);

/* run(words, read, read_cited, read_engine, open_database, progress, threads): (status, output, messages,
 * diagnostics) */
PyObject *module_run(PyObject *module, PyObject *arguments);
/* database_wrong(head, application): what speaks against a file, or None */
PyObject *module_database_wrong(PyObject *module, PyObject *arguments);

#endif
