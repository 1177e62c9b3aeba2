/* SPDX-License-Identifier: Apache-2.0 */
/* What drawings of states and moves share, whoever lays them out. */
#ifndef TRUCE_DOT_H
#define TRUCE_DOT_H

#include "render/out.h"

/* Colours that can be told apart by people who see few of them, and by print; the last is a grey. Nothing may hang on
 * them alone. */
enum { TRUCE__COLORS = 7 };
extern const char *const truce__colors[TRUCE__COLORS + 1];

/* Text between quotes of Graphviz's language; what is unfit to be printed becomes U+FFFD. */
void truce__dot_words(truce__out *out, const char *text);

#endif
