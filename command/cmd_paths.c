/* SPDX-License-Identifier: Apache-2.0 */
#include "asks.h"

int truce__check_paths(const session *s) {
    const value *concept = truce__value(s, &truce__opt_concept_of_paths);
    bool is_unsanctioned = truce__value(s, &truce__opt_by)->number == TRUCE_BY_UNSANCTIONED;
    if (s->options.format == TRUCE_FORMAT_SVG && !s->settings.layout)
        return truce__misuse(s->line, "svg is for the command line only, where Graphviz is; --format dot gives the "
                                      "same drawing as text");
    if (concept->text && !is_unsanctioned) return truce__misuse(s->line, "--concept goes with --by unsanctioned");
    return concept->count == 1 ? 0 : truce__misuse(s->line, "--concept takes one concept here");
}
