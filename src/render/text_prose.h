/* SPDX-License-Identifier: Apache-2.0 */
/* Prose on a terminal. */
#ifndef TRUCE_TEXT_PROSE_H
#define TRUCE_TEXT_PROSE_H

#include "render/out.h"
#include "words/say.h"

/* `ud` is a truce__out. */
extern const truce__say_form truce__text_prose;

#endif
