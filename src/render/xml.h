/* SPDX-License-Identifier: Apache-2.0 */
/* Text in XML: escaped; what is unfit to be printed becomes U+FFFD. */
#ifndef TRUCE_XML_H
#define TRUCE_XML_H

#include "render/out.h"

void truce__xml_text(truce__out *out, const char *text, size_t length);
void truce__xml_words(truce__out *out, const char *text);

#endif
