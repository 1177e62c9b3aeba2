/* SPDX-License-Identifier: Apache-2.0 */
/* The conflict as one party sees it: a variant of the graph. */
#ifndef TRUCE_VIEW_H
#define TRUCE_VIEW_H

#include "graph/graph.h"

/* What the model says that the party misreads; NULL: nothing. */
const truce__perceives *truce__perceives_of(const truce_model *model, uint32_t party);

#endif
