/* SPDX-License-Identifier: Apache-2.0 */
/* truce paths: how can the conflict go on? */
#include "layout.h"
#include "session.h"

#include <truce/paths.h>

#include <stdlib.h>
#include <string.h>

/* What is shown unless --limit says otherwise. */
enum { TABLE_ROWS = 40, TABLE_PATHS = 3, DRAWN_ARCS = 300, KINDS = 3 };

typedef struct question {
    truce_paths_query query;
    truce_paths_show show;
    truce_paths *paths[KINDS]; /* what was asked, and for tables the other kinds to compare with */
    size_t count;
} question;

static bool ends_in(const char *text, const char *end) {
    size_t length = text ? strlen(text) : 0, tail = strlen(end);
    return length > tail && strcmp(text + length - tail, end) == 0;
}

static truce_paths_format format_of(const cmdline *cl) {
    static const char *const names[] = {"table", "json", "csv", "dot", "svg"};
    const char *name = cl->value[OPT_FORMAT], *file = cl->value[OPT_OUTPUT];
    if (!name && ends_in(file, ".svg")) return TRUCE_PATHS_SVG;
    if (!name && ends_in(file, ".dot")) return TRUCE_PATHS_DOT;
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) return (truce_paths_format)i;
    return TRUCE_PATHS_TABLE;
}

static bool is_drawn(const question *q) {
    return q->show.format == TRUCE_PATHS_DOT || q->show.format == TRUCE_PATHS_SVG;
}

static truce_paths_by by_of(const char *name) {
    for (int by = TRUCE_BY_MOVES; name && by <= TRUCE_BY_UNSANCTIONED; by++)
        if (strcmp(name, truce_paths_by_name((truce_paths_by)by)) == 0) return (truce_paths_by)by;
    return TRUCE_BY_MOVES;
}

static int find_concept(session *s, question *q) {
    bool is_given = s->cl->value[OPT_CONCEPTS] != NULL;
    q->query.concept = truce_concept_find("seq");
    if (!is_given) return 0;
    if (q->query.by != TRUCE_BY_UNSANCTIONED) return usage_error(s->cl, "--concept goes with --by unsanctioned");
    uint32_t *concepts = NULL;
    size_t count = 0;
    int failed = session_concepts(s, &concepts, &count);
    if (!failed && count != 1) failed = usage_error(s->cl, "--concept takes one concept here");
    if (!failed) q->query.concept = concepts[0];
    free(concepts);
    return failed;
}

static int read_options(session *s, question *q) {
    q->show.format = format_of(s->cl);
    q->query.by = by_of(s->cl->value[OPT_BY]);
    q->show.is_closed_verified = s->cl->value[OPT_VERIFY] != NULL;
    q->show.layout = layout_sketch;
    if (q->show.format == TRUCE_PATHS_SVG && s->cl->host) /* Graphviz works for one thread and may end the program */
        return usage_error(s->cl, "svg is for the command line only; dot gives the same drawing as text");
    if (q->show.format == TRUCE_PATHS_SVG && !layout_is_there())
        return usage_error(s->cl, "this truce was built without Graphviz, which svg needs; --format dot writes a text that "
                                  "Graphviz's 'dot' can draw");
    return find_concept(s, q);
}

/* Limits differ: rows and paths that a reader wants, arcs that a drawing bears, and anything for programs. */
static void set_limits(session *s, question *q) {
    bool is_given = s->cl->value[OPT_LIMIT] != NULL;
    if (q->show.format == TRUCE_PATHS_TABLE && !is_given) s->options.limit = TABLE_ROWS;
    q->show.most_paths = is_given ? s->options.limit : TABLE_PATHS;
    q->query.limit = s->options.limit;
    if (is_drawn(q)) q->query.arc_limit = !is_given ? DRAWN_ARCS : s->options.limit ? s->options.limit : UINT64_MAX;
    if (is_drawn(q)) q->query.limit = q->query.arc_limit == UINT64_MAX ? 0 : q->query.arc_limit;
}

/* What is drawn leads everywhere unless asked. */
static int find_targets(session *s, question *q) {
    const char *to = s->cl->value[OPT_TO];
    if (!to && is_drawn(q)) to = "true";
    if (!to) return 0;
    int failed = session_find_either(s, "--to", to, &q->query.to_state);
    q->query.to = s->rows;
    return failed;
}

/* A table compares with the other kinds; they have no targets of their own. */
static truce_status find_all(session *s, question *q) {
    truce_paths_query query = q->query;
    truce_status status = truce_paths_find(s->ctx, s->graph, &query, &q->paths[q->count]);
    q->count += status == TRUCE_OK;
    query.to = NULL;
    query.to_state = 0;
    for (int by = TRUCE_BY_MOVES; by <= TRUCE_BY_IMPROVEMENTS && status == TRUCE_OK; by++) {
        if (q->show.format != TRUCE_PATHS_TABLE || (truce_paths_by)by == q->query.by) continue;
        query.by = (truce_paths_by)by;
        status = truce_paths_find(s->ctx, s->graph, &query, &q->paths[q->count]);
        q->count += status == TRUCE_OK;
    }
    return status;
}

static int verify_all(session *s, const question *q) {
    truce_verifier *verifier = NULL;
    truce_status status = truce_verifier_new(s->ctx, s->graph, &verifier);
    for (size_t i = 0; i < q->count && status == TRUCE_OK; i++)
        status = truce_paths_verify(s->ctx, verifier, q->paths[i], q->show.is_closed_verified ? TRUCE_VERIFY_CLOSED : 0);
    truce_verifier_free(verifier);
    return session_end(s, status);
}

static int show(session *s, const question *q) {
    const truce_paths *const *paths = (const truce_paths *const *)q->paths;
    int failed = session_end(s, truce_render_paths(s->ctx, paths, q->count, &q->show, &s->options, &s->output.sink));
    return failed ? failed : output_finish(&s->output);
}

static int run(session *s, question *q) {
    int failed = read_options(s, q);
    if (!failed) failed = session_parse(s);
    if (!failed) failed = session_build(s);
    if (failed) return failed;
    set_limits(s, q);
    failed = session_state(s, OPT_FROM, &q->query.from);
    if (!failed) failed = find_targets(s, q);
    if (!failed) failed = session_end(s, find_all(s, q));
    if (!failed) failed = verify_all(s, q);
    return failed ? failed : show(s, q);
}

int cmd_paths(const cmdline *cl) {
    session s;
    question q = {0};
    int failed = session_open(&s, cl);
    if (!failed) failed = run(&s, &q);
    for (size_t i = 0; i < q.count; i++) truce_paths_free(q.paths[i]);
    session_close(&s);
    return failed;
}
