/* SPDX-License-Identifier: Apache-2.0 */
#include "asks.h"

int truce__check_robust(const session *s) {
    static const truce_option *const above_nothing[] = {&truce__opt_precision, &truce__opt_default_confidence};
    for (size_t i = 0; i < sizeof above_nothing / sizeof *above_nothing; i++)
        if (truce__is_given(s, above_nothing[i]) && truce__value(s, above_nothing[i])->number == 0)
            return truce__misuse(s->line, "--%s takes a number above 0", above_nothing[i]->name);
    return 0;
}
