/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_JOINT_H
#define TRUCE_JOINT_H

#include "unknowns/radius_found.h"

/* Price, count and answers of a radius for SEQ, of which all else is known. */
truce_status truce__radius_joint(truce__radius_work *work, truce__radius *radius);

#endif
