/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of a document as text. */
#ifndef TRUCE_SOURCE_H
#define TRUCE_SOURCE_H

#include "base/base.h"

enum { TRUCE__MAX_TEXT = 16 << 20 }; /* bytes of a document */

/* A copy of the text with one kind of line end and without a byte order mark, so that lines and columns are the same
 * on every machine. */
#define TRUCE__BYTE_ORDER_MARK "\xEF\xBB\xBF"
truce_status truce__keep_text(truce__arena *arena, const char *text, size_t length, const char *file,
                              truce__source *source);
/* How many bytes of the text a message should show: up to 60 characters. For printf's "%.*s". */
int truce__clip(const char *text, size_t length);
/* The line and column of a byte. O(at). */
truce__loc truce__loc_at(const truce__source *source, size_t at);
/* Reports bytes that are not text. */
truce_status truce__check_bytes(truce_ctx *ctx, const truce__source *source);
/* Reports a text longer than a model may be: TRUCE_E_LIMIT. */
truce_status truce__too_long(truce_ctx *ctx, size_t length, const char *file);

#endif
