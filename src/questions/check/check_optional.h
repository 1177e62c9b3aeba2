/* SPDX-License-Identifier: Apache-2.0 */
/* The part of truce_check() that is about what lies around the conflict: agreements, homes, time. */
#ifndef TRUCE_CHECK_OPTIONAL_H
#define TRUCE_CHECK_OPTIONAL_H

#include "graph/graph.h"

/* Adds warnings and errors; TRUCE_OK unless the machine fails. */
truce_status truce__check_around(truce_ctx *ctx, const truce_graph *graph);

#endif
