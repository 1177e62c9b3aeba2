/* SPDX-License-Identifier: Apache-2.0 */
/* truce paths: the format may follow from the name of the file. */
#include "asks.h"

#include <string.h>

static bool ends_in(const char *text, const char *end) {
    size_t length = text ? strlen(text) : 0, tail = strlen(end);
    return length > tail && strcmp(text + length - tail, end) == 0;
}

/* What --format says, else what the name of the result ends in, where the host gives it one. */
static truce_format format_of(const session *s) {
    const value *format = truce__value(s, &truce__opt_format_of_paths);
    const char *file = truce_line_text(s->line, "output");
    if (!format->text && ends_in(file, ".svg")) return TRUCE_FORMAT_SVG;
    if (!format->text && ends_in(file, ".dot")) return TRUCE_FORMAT_DOT;
    return (truce_format)format->number;
}

int truce__check_paths(const session *s) {
    const value *concept = truce__value(s, &truce__opt_concept_of_paths);
    bool is_unsanctioned = truce__value(s, &truce__opt_by)->number == TRUCE_BY_UNSANCTIONED;
    if (format_of(s) == TRUCE_FORMAT_SVG && !s->settings.layout)
        return truce__misuse(s->line, "svg is for the command line only, where Graphviz is; --format dot gives the "
                                      "same drawing as text");
    if (concept->text && !is_unsanctioned) return truce__misuse(s->line, "--concept goes with --by unsanctioned");
    return concept->count == 1 ? 0 : truce__misuse(s->line, "--concept takes one concept here");
}

int truce__ask_paths(session *s) {
    s->options.format = format_of(s);
    return truce__session_ask(s);
}
