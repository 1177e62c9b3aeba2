/* SPDX-License-Identifier: Apache-2.0 */
/* What `solve --near` says of the combination itself: the rules that it breaks. */
#ifndef TRUCE_NEAR_RESULT_H
#define TRUCE_NEAR_RESULT_H

#include "result/result.h"

extern const truce__field truce__near_fields[];

#endif
