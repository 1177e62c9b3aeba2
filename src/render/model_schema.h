/* SPDX-License-Identifier: Apache-2.0 */
/* The JSON Schema of the model file. */
#ifndef TRUCE_MODEL_SCHEMA_H
#define TRUCE_MODEL_SCHEMA_H

#include <truce/truce.h>

/* Writes it. Errors: those of the sink, TRUCE_E_NOMEM. */
truce_status truce__model_schema(truce_ctx *ctx, const truce_sink *sink);

#endif
