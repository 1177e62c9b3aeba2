/* SPDX-License-Identifier: Apache-2.0 */
/* Workbooks of spreadsheet programs, by libxlsxwriter, where truce was built with it. */
#ifndef TRUCE_CLI_XLSX_H
#define TRUCE_CLI_XLSX_H

#include <truce/convert.h>

typedef struct xlsx {
    truce_workbook calls; /* what the library takes */
    void *book, *sheet, *bold;
    char *path; /* where it is made before it goes to its sink */
    char *why;  /* room for 512 letters about a failure */
} xlsx;

/* The calls; NULL: built without. `why` must outlive them. */
const truce_workbook *xlsx_init(xlsx *x, char why[512]);

#endif
