/* SPDX-License-Identifier: Apache-2.0 */
/* What parties misread, as `check` sees it. */
#ifndef TRUCE_CHECK_VIEWS_H
#define TRUCE_CHECK_VIEWS_H

#include "result/result.h"

/* Makes each view: adds its errors, and a warning where it is the model. TRUCE_OK unless the machine fails. */
truce_status truce__check_views(truce_ctx *ctx, const truce_graph *graph);

/* Who misreads only what others want, and which verdicts cannot differ for that. */
extern const truce__field truce__check_view_fields[];

#endif
