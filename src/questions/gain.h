/* SPDX-License-Identifier: Apache-2.0 */
/* How somebody fares, in results. */
#ifndef TRUCE_GAIN_H
#define TRUCE_GAIN_H

#include <truce/paths.h>

/* "worse", "same", "better" by truce_gain, up to NULL */
extern const char *const truce__gain_names[];

#endif
