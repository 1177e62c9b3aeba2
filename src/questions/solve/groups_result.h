/* SPDX-License-Identifier: Apache-2.0 */
/* What `solve --groups` adds: states in groups, how many of each hold, and the moves between groups. */
#ifndef TRUCE_GROUPS_RESULT_H
#define TRUCE_GROUPS_RESULT_H

#include "result/result.h"

typedef struct truce__groups truce__groups;

/* Groups `rows` (NULL: all states). *groups stays NULL where the query does not ask.
 * Errors as truce__grouping_new(). */
truce_status truce__groups_find(truce_ctx *ctx, const truce_query *query, const truce_solution *solution,
                                const truce_set *rows, truce__groups **groups);
void truce__groups_free(truce__groups *groups);

/* Tables for data and for people; nothing where nobody asked. */
extern const truce__field truce__group_tables[], truce__told_group_tables[];

#endif
