/* SPDX-License-Identifier: Apache-2.0 */
/* truce cases: the models that are part of truce, listed or one of them printed. */
#include "asks.h"

#include <truce/cases.h>

#include <string.h>

static const char *case_name(const void *ud, size_t i) {
    (void)ud;
    return truce_case_at(i)->name;
}

static int no_such_case(const session *s, const char *name) {
    size_t count = truce_case_count(), length = strlen(name), others = 0;
    const char *first = NULL, *second = NULL;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(case_name(NULL, i), name, length) != 0) continue;
        if (!first) first = case_name(NULL, i);
        else if (!second) second = case_name(NULL, i);
        else others++;
    }
    if (second)
        return truce__misuse(s->line, "'%s' is the beginning of several cases: '%s', '%s'%s", name, first, second,
                             others ? ", ..." : "");
    const char *meant = truce__nearest_name(name, case_name, NULL, count);
    return meant ? truce__misuse(s->line, "there is no case '%s'; did you mean '%s'?", name, meant)
                 : truce__misuse(s->line, "there is no case '%s'; 'truce cases' lists them", name);
}

/* The model as it is; in a form for programs the case as an entry of the list. */
static int print_case(session *s, const truce_case *found) {
    const truce_argument name = {.option = "name", .text = found->name};
    const truce_query query = {.arguments = &name, .argument_count = 1, .options = &s->options};
    truce_result *result = NULL;
    if (truce_line_text(s->line, "format"))
        return truce__session_show(s, truce_ask(s->ctx, "cases", &query, &result), &result);
    bool is_written = s->result.write(s->result.ud, found->text, strlen(found->text));
    return is_written ? 0 : truce__session_report(s, TRUCE_E_IO);
}

int truce__ask_cases(session *s) {
    const char *name = s->line->operands[0];
    const truce_case *found = name ? truce_case_find(name) : NULL;
    if (!name) return truce__session_ask(s);
    return found ? print_case(s, found) : no_such_case(s, name);
}
