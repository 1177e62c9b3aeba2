/* SPDX-License-Identifier: Apache-2.0 */
/* Asks questions by their names, and shows results in the form asked for. */
#include "kept_blocks.h"

#include <stdio.h>
#include <string.h>

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

static int check_table(const truce_line *line, const truce_result *result, const truce_form *form) {
    char list[200] = "";
    const char *format = truce_line_text(line, "format");
    if (!format) format = "table";
    if (form->has_bom && form->format != TRUCE_FORMAT_CSV) return truce__misuse(line, "--bom is for --format csv");
    if (!form->table || has_table(result, form->format, form->table)) return 0;
    list_tables(result, form->format, list, sizeof list);
    if (!*list) return truce__misuse(line, "--format %s has no tables to choose from", format);
    return truce__misuse(line, "there is no table '%s' in this result; --format %s has: %s", form->table, format,
                         list);
}

static truce_status show(const truce_line *line, truce_format format, const truce_settings *settings,
                         const truce_result *result) {
    const truce_form form = {format, truce_line_text(line, "table"), truce_line_text(line, "bom") != NULL,
                             settings->width, settings->color, settings->layout, settings->layout_ud};
    const truce_sink sink = {line->host.write, line->host.ud};
    int failed = check_table(line, result, &form);
    return failed ? (truce_status)failed : truce_render(result, &form, &sink);
}

truce_status truce_line_show(const truce_line *line, const truce_settings *settings, const truce_result *result) {
    return show(line, truce__line_format(line), settings, result);
}

int truce__session_show(session *s, truce_status made, truce_result **result) {
    int failed = truce__session_report(s, made);
    if (!failed) failed = truce__session_report(s, show(s->line, s->options.format, &s->settings, *result));
    truce_result_free(*result);
    *result = NULL;
    return failed;
}

/* The values of the options in the form that the question takes, in memory that lives as long as the session. */
static truce_argument *list_arguments(session *s) {
    const truce_line *line = s->line;
    truce_argument *list = truce__room(s, line->option_count, sizeof *list);
    for (size_t i = 0; list && i < line->option_count; i++) {
        const value *v = &line->values[i];
        bool is_flag = line->options[i]->kind == TRUCE_OPTION_FLAG;
        uint64_t number = is_flag ? v->text != NULL : v->number;
        list[i] = (truce_argument){line->options[i]->name, number, v->numbers, v->count, v->set,
                                   v->text, v->coalitions, v->is_all};
    }
    return list;
}

/* Opens what keeps blocks, if an option names it. */
static int open_blocks(session *s, kept_blocks *kept, bool *is_open) {
    const truce_line *line = s->line;
    int failed = 0;
    *is_open = false;
    for (size_t i = 0; i < line->option_count && !failed; i++) {
        if (line->options[i]->kind != TRUCE_OPTION_BLOCKS || !line->values[i].text) continue;
        failed = truce__kept_open(kept, s, line->values[i].text);
        *is_open = true;
    }
    return failed;
}

/* `blocks`: NULL where nothing is kept. */
static truce_status make(session *s, truce_blocks *blocks, truce_result **result) {
    const truce_query query = {.graph = s->graph,
                               .model = s->model,
                               .second = s->second,
                               .arguments = list_arguments(s),
                               .argument_count = s->line->option_count,
                               .options = &s->options,
                               .blocks = blocks};
    if (!query.arguments) return TRUCE_E_NOMEM;
    return truce_ask(s->ctx, s->line->command->name, &query, result);
}

truce_status truce__session_make(session *s, truce_result **result) {
    return make(s, NULL, result);
}

int truce__session_ask(session *s) {
    truce_result *result = NULL;
    kept_blocks kept;
    truce_blocks blocks;
    bool has_blocks;
    int failed = open_blocks(s, &kept, &has_blocks);
    if (has_blocks) blocks = truce__kept_blocks(&kept);
    if (!failed) {
        truce_status made = make(s, has_blocks ? &blocks : NULL, &result);
        failed = truce__session_show(s, made, &result);
    }
    if (has_blocks) truce__kept_close(&kept);
    return failed;
}
