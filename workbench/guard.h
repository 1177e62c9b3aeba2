/* SPDX-License-Identifier: Apache-2.0 */
/* Which parts of the interface are read by people as pages of their own. */
#ifndef TRUCE_WORKBENCH_GUARD_H
#define TRUCE_WORKBENCH_GUARD_H

#include "exchange.h"

/* "/api/models/ID/brief" */
bool is_page(const char *path);

#endif
