/* SPDX-License-Identifier: Apache-2.0 */
/* What the brief cannot say. */
#include "brief/brief.h"

void truce__brief_limits(truce__brief *b) {
    enum { TOLD = 8 };
    const char *phrases = truce__left_out_words(b, TOLD);
    truce__section(b, "limits", word(b, LIMITS_HEAD));
    put(b, "<p>");
    if (*phrases) putf(b, "%s ", words(b, LEAVES_OUT, H(phrases)));
    if (b->model->n_sources) putf(b, "%s ", words(b, CLAIMS_OF_SOURCES, N(b->model->n_sources)));
    putf(b, "%s</p>\n</section>\n", word(b, NOT_WHAT_HAPPENS));
}
