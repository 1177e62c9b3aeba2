/* SPDX-License-Identifier: Apache-2.0 */
/* Options of solve and explain that only go together, or never. */
#include "asks.h"

int truce__check_solve(const session *s) {
    if (truce_line_text(s->line, "improvement") && !truce_line_text(s->line, "coalitions"))
        return truce__misuse(s->line, "--improvement goes with --coalitions");
    if (truce_line_text(s->line, "patterns") && truce_line_text(s->line, "no-patterns"))
        return truce__misuse(s->line, "take --patterns or --no-patterns, not both");
    return 0;
}

int truce__check_explain(const session *s) {
    const char *coalition = truce_line_text(s->line, "coalition");
    if (truce_line_text(s->line, "improvement") && !coalition)
        return truce__misuse(s->line, "--improvement goes with --coalition");
    if (coalition && truce_line_text(s->line, "party"))
        return truce__misuse(s->line, "take --party or --coalition, not both");
    return 0;
}
