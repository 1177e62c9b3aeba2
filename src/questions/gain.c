/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/gain.h"

const char *const truce__gain_names[] = {
    [TRUCE_WORSE] = "worse", [TRUCE_SAME] = "same", [TRUCE_BETTER] = "better", NULL};
