/* SPDX-License-Identifier: Apache-2.0 */
/* truce schema: the JSON Schema of the model file, or of a command's result. */
#include "asks.h"

/* The names that have a schema, by number; NULL behind the last. */
static const char *schema_name(const void *ud, size_t i) {
    (void)ud;
    return i == 0 ? "model" : truce_question_name((uint32_t)i - 1);
}

static int no_such_schema(const session *s, const char *name) {
    size_t count = 0;
    while (schema_name(NULL, count)) count++;
    const char *meant = truce__nearest_name(name, schema_name, NULL, count);
    return meant ? truce__misuse(s->line, "there is no schema of '%s'; did you mean '%s'?", name, meant)
                 : truce__misuse(s->line, "there is no schema of '%s'", name);
}

int truce__ask_schema(session *s) {
    const char *name = s->line->operands[0];
    truce_status status = truce_schema(s->ctx, name, &s->result);
    return status == TRUCE_E_USAGE ? no_such_schema(s, name) : truce__session_report(s, status);
}
