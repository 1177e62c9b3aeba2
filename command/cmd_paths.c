/* SPDX-License-Identifier: Apache-2.0 */
/* truce paths: how can the conflict go on? */
#include "asks.h"

#include <string.h>

/* What is shown unless --limit says otherwise. */
enum { TABLE_ROWS = 40, TABLE_PATHS = 3, DRAWN_ARCS = 300, KINDS = 3 };

typedef struct answer {
    truce_paths_query query;
    truce_paths_show show;
    truce_set *everywhere;     /* where a drawing leads unless asked */
    truce_paths *paths[KINDS]; /* what was asked, and for tables the other kinds to compare with */
    size_t count;
} answer;

static bool ends_in(const char *text, const char *end) {
    size_t length = text ? strlen(text) : 0, tail = strlen(end);
    return length > tail && strcmp(text + length - tail, end) == 0;
}

/* What --format says, else what the name of the result ends in, where the host gives it one. */
static truce_paths_format format_of(const session *s) {
    const value *format = truce__value(s, &truce__opt_format_of_paths);
    const char *file = truce_line_text(s->line, "output");
    if (!format->text && ends_in(file, ".svg")) return TRUCE_PATHS_SVG;
    if (!format->text && ends_in(file, ".dot")) return TRUCE_PATHS_DOT;
    return (truce_paths_format)format->number;
}

static bool is_drawn(const answer *a) {
    return a->show.format == TRUCE_PATHS_DOT || a->show.format == TRUCE_PATHS_SVG;
}

/* Limits differ: rows and paths that a reader wants, arcs that a drawing bears, and anything for programs. */
static void set_limits(session *s, answer *a) {
    bool is_given = truce__is_given(s, &truce__opt_limit_of_paths);
    if (a->show.format == TRUCE_PATHS_TABLE && !is_given) s->options.limit = TABLE_ROWS;
    a->show.most_paths = is_given ? s->options.limit : TABLE_PATHS;
    a->query.limit = s->options.limit;
    if (!is_drawn(a)) return;
    a->query.arc_limit = !is_given ? DRAWN_ARCS : s->options.limit ? s->options.limit : UINT64_MAX;
    a->query.limit = a->query.arc_limit == UINT64_MAX ? 0 : a->query.arc_limit;
}

static int find_targets(session *s, answer *a) {
    const value *to = truce__value(s, &truce__opt_to);
    a->query.to_state = to->number;
    a->query.to = to->set;
    if (to->text || !is_drawn(a)) return 0;
    int failed = truce__find_states(s, "to", "true", &a->everywhere);
    a->query.to = a->everywhere;
    return failed;
}

static int read_query(session *s, answer *a) {
    a->query.by = (truce_paths_by)truce__value(s, &truce__opt_by)->number;
    a->query.concept = truce__value(s, &truce__opt_concept_of_paths)->numbers[0];
    a->query.from = truce__value(s, &truce__opt_from)->number;
    a->show.is_closed_verified = s->options.says_verified;
    a->show.layout = s->settings.layout;
    a->show.layout_ud = s->settings.layout_ud;
    if (is_drawn(a)) s->options.format = TRUCE_FORMAT_TABLE;
    set_limits(s, a);
    return find_targets(s, a);
}

/* A table compares with the other kinds; they have no targets of their own. */
static truce_status find_all(session *s, answer *a) {
    truce_paths_query query = a->query;
    truce_status status = truce_paths_find(s->ctx, s->graph, &query, &a->paths[a->count]);
    a->count += status == TRUCE_OK;
    query.to = NULL;
    query.to_state = 0;
    for (int by = TRUCE_BY_MOVES; by <= TRUCE_BY_IMPROVEMENTS && status == TRUCE_OK; by++) {
        if (a->show.format != TRUCE_PATHS_TABLE || (truce_paths_by)by == a->query.by) continue;
        query.by = (truce_paths_by)by;
        status = truce_paths_find(s->ctx, s->graph, &query, &a->paths[a->count]);
        a->count += status == TRUCE_OK;
    }
    return status;
}

static int verify_all(session *s, const answer *a) {
    truce_verifier *verifier = NULL;
    unsigned flags = a->show.is_closed_verified ? TRUCE_VERIFY_CLOSED : 0;
    truce_status status = truce_verifier_new(s->ctx, s->graph, &verifier);
    for (size_t i = 0; i < a->count && status == TRUCE_OK; i++)
        status = truce_paths_verify(s->ctx, verifier, a->paths[i], flags);
    truce_verifier_free(verifier);
    return truce__session_report(s, status);
}

static int show(session *s, const answer *a) {
    const truce_paths *const *paths = (const truce_paths *const *)a->paths;
    truce_status status = truce_render_paths(s->ctx, paths, a->count, &a->show, &s->options, &s->result);
    return truce__session_report(s, status);
}

int truce__check_paths(const session *s) {
    const value *concept = truce__value(s, &truce__opt_concept_of_paths);
    bool is_unsanctioned = truce__value(s, &truce__opt_by)->number == TRUCE_BY_UNSANCTIONED;
    if (format_of(s) == TRUCE_PATHS_SVG && !s->settings.layout)
        return truce__misuse(s->line, "svg is for the command line only, where Graphviz is; --format dot gives the "
                                      "same drawing as text");
    if (concept->text && !is_unsanctioned) return truce__misuse(s->line, "--concept goes with --by unsanctioned");
    return concept->count == 1 ? 0 : truce__misuse(s->line, "--concept takes one concept here");
}

int truce__ask_paths(session *s) {
    answer a = {.show = {.format = format_of(s)}};
    int failed = read_query(s, &a);
    if (!failed) failed = truce__session_report(s, find_all(s, &a));
    if (!failed) failed = verify_all(s, &a);
    if (!failed) failed = show(s, &a);
    for (size_t i = 0; i < a.count; i++) truce_paths_free(a.paths[i]);
    truce_set_free(a.everywhere);
    return failed;
}
