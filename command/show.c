/* SPDX-License-Identifier: Apache-2.0 */
/* Shows a result in the form asked for. */
#include "session.h"

#include <stdio.h>
#include <string.h>

static const char *const format_names[] = {
    [TRUCE_FORMAT_TABLE] = "table", [TRUCE_FORMAT_JSON] = "json",   [TRUCE_FORMAT_CSV] = "csv",
    [TRUCE_FORMAT_HTML] = "html",   [TRUCE_FORMAT_LATEX] = "latex", [TRUCE_FORMAT_MARKDOWN] = "markdown",
};

truce_format session_format(const char *name) {
    size_t count = sizeof format_names / sizeof *format_names;
    for (size_t i = 0; name && i < count; i++)
        if (strcmp(format_names[i], name) == 0) return (truce_format)i;
    return TRUCE_FORMAT_TABLE;
}

static bool has_table(const truce_result *result, truce_format format, const char *name) {
    const char *other;
    for (uint32_t i = 0; (other = truce_result_table(result, format, i)); i++)
        if (strcmp(other, name) == 0) return true;
    return false;
}

/* "table, moves" */
static void list_tables(const truce_result *result, truce_format format, char *list, size_t size) {
    const char *name;
    size_t used = 0;
    for (uint32_t i = 0; used < size && (name = truce_result_table(result, format, i)); i++)
        used += (size_t)snprintf(list + used, size - used, "%s%s", i ? ", " : "", name);
}

static int check_table(const session *s, const truce_result *result, const truce_form *form) {
    char list[200] = "";
    if (form->has_bom && form->format != TRUCE_FORMAT_CSV) return usage_error(s->cl, "--bom is for --format csv");
    if (!form->table || has_table(result, form->format, form->table)) return 0;
    list_tables(result, form->format, list, sizeof list);
    if (!*list) return usage_error(s->cl, "--format %s has no tables to choose from", format_names[form->format]);
    return usage_error(s->cl, "there is no table '%s' in this result; --format %s has: %s", form->table, format_names[form->format], list);
}

int session_show(session *s, truce_status made, truce_result **result) {
    const truce_form form = {s->options.format, s->cl->value[OPT_TABLE], s->cl->value[OPT_BOM] != NULL, s->options.width,
                             s->options.color};
    int failed = session_end(s, made);
    if (!failed) failed = check_table(s, *result, &form);
    if (!failed) failed = session_end(s, truce_render(*result, &form, &s->output.sink));
    truce_result_free(*result);
    *result = NULL;
    return failed;
}
