/* SPDX-License-Identifier: Apache-2.0 */
/* Opens the workbench on a file, the models of a folder, or the models in the store; where there is none, on the
 * first of the cases. */
#ifndef TRUCE_WORKBENCH_OPENING_H
#define TRUCE_WORKBENCH_OPENING_H

#include "host.h"
#include "store.h"

/* `path` NULL: no path was given. Models that were read before are updated: a changed file becomes a new version.
 * *opening: the model to begin with, 0 when there is none. 0, or an exit status after a message. */
int opening_read(terminal *t, store *s, const char *path, int64_t *opening);

#endif
