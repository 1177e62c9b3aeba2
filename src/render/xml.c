/* SPDX-License-Identifier: Apache-2.0 */
#include "render/xml.h"

void truce__xml_text(truce__out *out, const char *text, size_t length) {
    for (size_t used; length; text += used, length -= used) {
        uint32_t point = truce__utf8_decode(text, length, &used);
        if (point == '&') truce__out_puts(out, "&amp;");
        else if (point == '<') truce__out_puts(out, "&lt;");
        else if (point == '>') truce__out_puts(out, "&gt;");
        else if (point == '"') truce__out_puts(out, "&quot;");
        else if (truce__is_unfit(point) || point == 0xFFFD) truce__out_puts(out, "\xEF\xBF\xBD");
        else truce__text_add(&out->text, text, used);
    }
    truce__out_mind(out);
}

void truce__xml_words(truce__out *out, const char *text) {
    truce__xml_text(out, text, strlen(text));
}
