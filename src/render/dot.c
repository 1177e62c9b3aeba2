/* SPDX-License-Identifier: Apache-2.0 */
#include "render/dot.h"

const char *const truce__colors[TRUCE__COLORS + 1] = {"#0072b2", "#d55e00", "#00795a", "#a3487c",
                                                      "#7a5200", "#3b3b98", "#333333", "#666666"};

void truce__dot_words(truce__out *out, const char *text) {
    for (size_t length = strlen(text), used; length; text += used, length -= used) {
        uint32_t point = truce__utf8_decode(text, length, &used);
        if (point == '"' || point == '\\') truce__out_printf(out, "\\%c", (char)point);
        else if (truce__is_unfit(point)) truce__out_puts(out, "\xEF\xBF\xBD");
        else truce__text_add(&out->text, text, used);
    }
}
