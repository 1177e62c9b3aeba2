/* SPDX-License-Identifier: Apache-2.0 */
/* truce schema: the JSON Schema of a command's result. */
#include "session.h"

#include <truce/result.h>

#include <stdio.h>

static bool put(void *ud, const char *bytes, size_t length) {
    (void)ud;
    return fwrite(bytes, 1, length, stdout) == length;
}

static const char *question_name(const void *ud, size_t i) {
    (void)ud;
    return truce_question_name((uint32_t)i);
}

static int unknown(const cmdline *cl) {
    size_t count = 0;
    while (question_name(NULL, count)) count++;
    const char *meant = nearest(cl->operand, question_name, NULL, count);
    return meant ? usage_error(cl, "there is no schema of '%s'; did you mean '%s'?", cl->operand, meant)
                 : usage_error(cl, "there is no schema of '%s'", cl->operand);
}

int cmd_schema(const cmdline *cl) {
    const truce_sink sink = {put, NULL};
    truce_ctx *ctx = truce_ctx_new(NULL);
    truce_status status = ctx ? truce_schema(ctx, cl->operand, &sink) : TRUCE_E_NOMEM;
    truce_ctx_free(ctx);
    if (status == TRUCE_E_USAGE) return unknown(cl);
    if (status == TRUCE_E_NOMEM) return message(cl, "not enough memory"), EXIT_LIMIT;
    return (int)status;
}
