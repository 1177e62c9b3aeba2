/* SPDX-License-Identifier: Apache-2.0 */
/* truce new: a model to start from, perhaps with the paragraphs of an article. */
#include "asks.h"

#include <truce/edit.h>

#include <string.h>

int truce__ask_new(session *s) {
    const char *name = truce__value(s, &truce__opt_from_article)->text, *article = NULL;
    size_t length = 0;
    int failed = name ? truce__session_read(s, name, &article, &length) : 0;
    if (failed) return failed;
    const char *file = name && strcmp(name, "-") == 0 ? "<stdin>" : name;
    return truce__session_report(s, truce_text_new(s->ctx, article, length, file, &s->result));
}
