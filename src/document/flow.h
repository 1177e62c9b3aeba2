/* SPDX-License-Identifier: Apache-2.0 */
/* Values written as YAML. */
#ifndef TRUCE_FLOW_H
#define TRUCE_FLOW_H

#include "document/yaml.h"

enum { TRUCE__LONG_KEY = 1000, TRUCE__DASH = 2 /* what follows "- " stands behind it */ };

/* Text as a scalar on a line of its own, or behind a key; and between brackets. */
void truce__write_scalar(truce__text *text, const char *value);
void truce__write_flow_scalar(truce__text *text, const char *value);

/* A whole value on one line. Reading it gives the same tree; writing it again gives the same bytes. Stops where the
 * text has grown past `limit`: aliases can unfold to more than fits. Nested no deeper than YAML's own limit. */
void truce__write_flow(truce__text *text, const truce__yaml *node, size_t limit);
/* The same for a value that ends its line. */
void truce__write_value(truce__text *text, const truce__yaml *node, size_t limit);
/* Whether a collection under a key (NULL: an element of a list) is written by lines. Short lists, such as levels,
 * stand on one line. */
bool truce__is_by_lines(const truce__yaml *key, const truce__yaml *value);
/* A collection by lines, the first at the end of `text`, the others at `indent`; what stands below a key is indented
 * by `step` more. Stops as truce__write_flow(). */
void truce__write_lines(truce__text *text, const truce__yaml *node, size_t indent, size_t step, size_t limit);
/* Ends the line, without blanks at its end, and begins another. */
void truce__begin_lines(truce__text *text, size_t indent);
/* "key: " */
void truce__write_key(truce__text *text, const truce__yaml *key);

/* Whether two values say the same to a reader of models. */
bool truce__yaml_equal(const truce__yaml *a, const truce__yaml *b);

#endif
