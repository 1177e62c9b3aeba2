/* SPDX-License-Identifier: Apache-2.0 */
#include "titles.h"

#include "bytes.h"

#include <stdlib.h>
#include <truce/truce.h>

char *title_of(const char *text, size_t length) {
    truce_config config = {.threads = 1};
    truce_ctx *ctx = truce_ctx_new(&config);
    truce_model *model = NULL;
    char *title = NULL;
    if (ctx && truce_parse(ctx, text, length, "model", &model) == TRUCE_OK)
        title = copy_text(truce_model_title(model));
    truce_model_free(model);
    truce_ctx_free(ctx);
    return title;
}

void free_title(char *title) {
    free(title);
}
