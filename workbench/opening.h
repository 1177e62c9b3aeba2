/* SPDX-License-Identifier: Apache-2.0 */
/* What the workbench opens on: a file, the models of a folder, or what is in the store; a new store gets the examples
 * too. */
#ifndef TRUCE_WORKBENCH_OPENING_H
#define TRUCE_WORKBENCH_OPENING_H

#include "host.h"
#include "store.h"

/* `path` NULL: nothing was given. Models that were read before are brought up to date: what the file says now becomes
 * a version of its own. *opening: the model to begin with, 0 when there is none. 0, or an exit status after a
 * message. */
int opening_read(terminal *t, store *s, const char *path, int64_t *opening);

#endif
