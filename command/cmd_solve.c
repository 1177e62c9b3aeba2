/* SPDX-License-Identifier: Apache-2.0 */
/* Options of solve that only go together. */
#include "asks.h"

int truce__check_solve(const session *s) {
    bool is_alone = truce_line_text(s->line, "improvement") && !truce_line_text(s->line, "coalitions");
    return is_alone ? truce__misuse(s->line, "--improvement goes with --coalitions") : 0;
}
