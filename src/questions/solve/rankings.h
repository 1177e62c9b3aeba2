/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_RANKINGS_H
#define TRUCE_RANKINGS_H

#include "result/result.h"

/* Of results whose rows are states, if rankings are asked for. */
extern const truce__field truce__ranking_fields[];

#endif
