/* SPDX-License-Identifier: Apache-2.0 */
/* What is wrong with a text that is not YAML. */
#ifndef TRUCE_SYNTAX_H
#define TRUCE_SYNTAX_H

#include "document/yaml.h"

/* Where reading stopped. */
typedef struct truce__stop {
    const char *theirs; /* libfyaml's message, or NULL */
    truce__loc loc;     /* line 0: it gave no place */
    truce__loc last;    /* of the value that was read last */
    size_t bracket;     /* where the innermost list or mapping in brackets begins that was open */
    bool has_bracket;
} truce__stop;

/* Reports the error in words of our own: at the place where it was made, as far as the text shows it, with a hint.
 * Time O(length). */
truce_status truce__report_syntax(truce_ctx *ctx, const truce__source *source, const truce__stop *stop);

#endif
