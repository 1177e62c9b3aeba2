/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Workbooks by libxlsxwriter. It writes to a named file only, so the workbook is made in a temporary one and then
 * goes where results go. Rows leave memory as soon as the next begins. What would be the time of writing is a fixed
 * day: the same model gives the same bytes.
 */
#define _XOPEN_SOURCE 700
#include "xlsx.h"

#include "late.h"

#ifndef TRUCE_XLSX

const truce_workbook *xlsx_init(xlsx *x, char why[512]) {
    (void)x, (void)why;
    return NULL;
}

#else

#include <xlsxwriter.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIXED_DAY = 315532800 /* 1980-01-01, when ZIP's time begins */ };

#define FUNCTIONS(X)                                                                                                 \
    X(workbook_new_opt) X(workbook_add_worksheet) X(workbook_add_format) X(workbook_set_properties)                  \
    X(workbook_close) X(lxw_workbook_free) X(format_set_bold) X(worksheet_write_string) X(worksheet_write_number)    \
    X(worksheet_freeze_panes) X(lxw_strerror)

#ifdef TRUCE_LATE_XLSX
static struct calls { FUNCTIONS(LATE_POINTER) } calls;

static bool load(char *why) {
    static const late_symbol symbols[] = {FUNCTIONS(LATE_SYMBOL)};
    const char *wrong = late_load(TRUCE_LATE_XLSX, symbols, sizeof symbols / sizeof *symbols);
    if (wrong) snprintf(why, 512, "cannot make a workbook: %s", wrong);
    return !wrong;
}
#else
static const struct calls { FUNCTIONS(LATE_POINTER) } calls = {FUNCTIONS(LATE_ADDRESS)};

static bool load(char *why) {
    (void)why;
    return true;
}
#endif

static truce_status fail(xlsx *x, const char *what) {
    snprintf(x->why, 512, "cannot make a workbook: %s", what);
    return TRUCE_E_IO;
}

static bool is_done(xlsx *x, lxw_error error) {
    if (error == LXW_NO_ERROR) return true;
    fail(x, calls.lxw_strerror(error));
    return false;
}

/* An empty file in the folder for temporary ones, in x->path. */
static truce_status make_path(xlsx *x) {
    const char *folder = getenv("TMPDIR");
    if (!folder || !*folder) folder = "/tmp";
    size_t room = strlen(folder) + sizeof "/truce-XXXXXX";
    x->path = malloc(room);
    if (!x->path) return TRUCE_E_NOMEM;
    snprintf(x->path, room, "%s/truce-XXXXXX", folder);
    int fd = mkstemp(x->path);
    if (fd >= 0) return close(fd), TRUCE_OK;
    snprintf(x->why, 512, "cannot write to %s: %s", folder, strerror(errno));
    free(x->path);
    x->path = NULL;
    return TRUCE_E_IO;
}

static truce_status begin(void *ud) {
    xlsx *x = ud;
    lxw_workbook_options options = {.constant_memory = true};
    lxw_doc_properties properties = {.created = FIXED_DAY};
    x->book = x->sheet = x->path = NULL;
    if (!load(x->why)) return TRUCE_E_IO;
    truce_status status = make_path(x);
    if (status != TRUCE_OK) return status;
    x->book = calls.workbook_new_opt(x->path, &options);
    x->bold = x->book ? calls.workbook_add_format(x->book) : NULL;
    if (!x->bold) return TRUCE_E_NOMEM;
    calls.format_set_bold(x->bold);
    calls.workbook_set_properties(x->book, &properties);
    return TRUCE_OK;
}

static bool sheet(void *ud, const char *name) {
    xlsx *x = ud;
    x->sheet = calls.workbook_add_worksheet(x->book, name);
    if (!x->sheet) return fail(x, "out of memory"), false;
    calls.worksheet_freeze_panes(x->sheet, 1, 0);
    return true;
}

static bool text(void *ud, uint32_t row, uint16_t column, const char *words) {
    xlsx *x = ud;
    return is_done(x, calls.worksheet_write_string(x->sheet, row, column, words, row ? NULL : x->bold));
}

static bool number(void *ud, uint32_t row, uint16_t column, double value) {
    xlsx *x = ud;
    return is_done(x, calls.worksheet_write_number(x->sheet, row, column, value, NULL));
}

static truce_status send(xlsx *x, const truce_sink *sink) {
    char piece[1 << 14];
    FILE *file = fopen(x->path, "rb");
    if (!file) return fail(x, strerror(errno));
    bool is_taken = true;
    for (size_t length; is_taken && (length = fread(piece, 1, sizeof piece, file)) > 0;)
        is_taken = sink->write(sink->ud, piece, length);
    bool is_read = !ferror(file);
    fclose(file);
    if (!is_read) return fail(x, strerror(EIO));
    return is_taken ? TRUCE_OK : TRUCE_E_IO;
}

static truce_status end(void *ud, const truce_sink *sink) {
    xlsx *x = ud;
    truce_status status = TRUCE_OK;
    if (x->book && sink) status = is_done(x, calls.workbook_close(x->book)) ? send(x, sink) : TRUCE_E_IO;
    else if (x->book) calls.lxw_workbook_free(x->book);
    if (x->path) unlink(x->path);
    free(x->path);
    x->path = NULL;
    return status;
}

const truce_workbook *xlsx_init(xlsx *x, char why[512]) {
    *x = (xlsx){.calls = {x, begin, sheet, text, number, end}, .why = why};
    return &x->calls;
}

#endif
