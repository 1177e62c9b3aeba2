/* SPDX-License-Identifier: Apache-2.0 */
/* Windows names files in UTF-16; everything else here is UTF-8. */
#ifndef TRUCE_UTF16_H
#define TRUCE_UTF16_H

#include <wchar.h>

/* In a new block; NULL: no memory, or no text in that encoding. */
wchar_t *utf16_of(const char *text);
char *utf8_of(const wchar_t *text);

#endif
