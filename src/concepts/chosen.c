/* SPDX-License-Identifier: Apache-2.0 */
/* What follows from a family and the parameter of one of its concepts. */
#include "concepts/concepts.h"

uint32_t truce__parameter_of(truce__chosen concept) {
    return concept.info->parameter ? concept.info->parameter : concept.family->unwritten;
}

uint32_t truce__degree_of_loss(truce__chosen concept) {
    return concept.family->is_graded ? truce__parameter_of(concept) : 0;
}
