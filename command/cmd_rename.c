/* SPDX-License-Identifier: Apache-2.0 */
/* truce rename: an id renamed everywhere in the text of a model. */
#include "asks.h"

#include <truce/edit.h>

#include <string.h>

int truce__ask_rename(session *s) {
    const char *const *operands = s->line->operands;
    char *renamed = NULL;
    size_t length = 0;
    int failed = truce__session_read(s, operands[0], &s->text, &s->length);
    if (!failed) failed = truce__session_spare_named(s);
    if (failed) return failed;
    s->file = strcmp(operands[0], "-") == 0 ? "<stdin>" : operands[0];
    truce_status status =
        truce_text_rename(s->ctx, s->text, s->length, s->file, operands[1], operands[2], &renamed, &length);
    if (status == TRUCE_OK && !s->result.write(s->result.ud, renamed, length)) status = TRUCE_E_IO;
    truce_release(s->ctx, renamed);
    return truce__session_report(s, status);
}
