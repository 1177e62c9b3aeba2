/* SPDX-License-Identifier: Apache-2.0 */
/* truce convert: a model from or for another program. */
#include "asks.h"

#include <truce/convert.h>

#include <string.h>

/* By the option, else by what the file's name ends in. 0, or the exit status. */
static int choose(session *s, const truce_option *option, const char *file, truce_format_kind *kind) {
    const char *word = truce__value(s, option)->text;
    *kind = word ? truce_convert_kind(word) : file && strchr(file, '.') ? truce_convert_kind(file) : TRUCE_KIND_COUNT;
    if (*kind < TRUCE_KIND_COUNT) return 0;
    return truce__misuse(s->line, "give --%s %s: %s", option->name, option->value,
                         file ? "the file's name does not say the format" : "no file's name says the format");
}

int truce__ask_convert(session *s) {
    const char *name = s->line->operands[0];
    truce_format_kind from, to;
    int failed = choose(s, &truce__opt_from_format, name, &from);
    if (!failed && !truce_convert_reads(from))
        failed = truce__misuse(s->line, "%s: files of this format are written only, not read", name);
    if (!failed) failed = choose(s, &truce__opt_to_format, truce_line_text(s->line, "output"), &to);
    if (!failed && to == TRUCE_KIND_XLSX && !s->settings.workbook)
        failed = truce__misuse(s->line, "no workbooks are made here: that takes a truce built with libxlsxwriter, on "
                                        "the command line; --to csv writes the table of states");
    if (!failed) failed = truce__session_read(s, name, &s->text, &s->length);
    if (!failed) failed = truce__session_spare_named(s);
    if (failed) return failed;
    s->file = strcmp(name, "-") == 0 ? "<stdin>" : name;
    return truce__session_report(s, truce_text_convert(s->ctx, s->text, s->length, s->file, from, to,
                                                       s->settings.workbook, &s->result));
}
