/* SPDX-License-Identifier: Apache-2.0 */
/* The options of the library's commands: name, kind of value, help. Each command's list in commands.c names those it
 * takes; two options of one name are for different commands. */
#ifndef TRUCE_COMMAND_OPTIONS_H
#define TRUCE_COMMAND_OPTIONS_H

#include "command.h"

extern const truce_option truce__opt_inputs, truce__opt_document, truce__opt_concepts, truce__opt_from,
    truce__opt_to, truce__opt_by, truce__opt_state, truce__opt_behaviour_of, truce__opt_seen_by, truce__opt_party,
    truce__opt_concept_of_paths, truce__opt_rows,
    truce__opt_coalitions, truce__opt_improvement,
    truce__opt_rows_of_ratify, truce__opt_rules, truce__opt_where, truce__opt_where_of_deal, truce__opt_sort,
    truce__opt_moves, truce__opt_limit, truce__opt_completions, truce__opt_limit_of_paths, truce__opt_view,
    truce__opt_verify, truce__opt_verify_of_paths,
    truce__opt_no_deal, truce__opt_solution, truce__opt_after_expiry, truce__opt_no_lapsing, truce__opt_as_of,
    truce__opt_format_of_results, truce__opt_format_of_paths, truce__opt_format_of_schema, truce__opt_table,
    truce__opt_bom, truce__opt_replies, truce__opt_served;

#endif
