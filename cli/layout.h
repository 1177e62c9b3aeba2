/* SPDX-License-Identifier: Apache-2.0 */
/* Laying out drawings; by Graphviz, where truce was built with it. */
#ifndef TRUCE_CLI_LAYOUT_H
#define TRUCE_CLI_LAYOUT_H

#include <truce/paths.h>

bool layout_is_there(void);
/* A truce_layout_fn. */
truce_status layout_sketch(void *ud, truce_sketch *sketch);

#endif
