/* SPDX-License-Identifier: Apache-2.0 */
/* What follows from a family and the parameter of one of its concepts. */
#include "concepts/concepts.h"

uint32_t truce__degree_of_loss(truce__chosen concept) {
    if (!concept.family->is_graded) return 0;
    return concept.info->parameter ? concept.info->parameter : concept.family->unwritten;
}
