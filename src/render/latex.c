/* SPDX-License-Identifier: Apache-2.0 */
#include "render/latex.h"

void truce__latex_add(truce__text *text, const char *bytes, size_t length) {
    static const char *const words[128] = {
        ['\\'] = "\\textbackslash{}",
        ['~'] = "\\textasciitilde{}",
        ['^'] = "\\textasciicircum{}",
        ['<'] = "\\textless{}",
        ['>'] = "\\textgreater{}",
        ['|'] = "\\textbar{}",
        ['"'] = "\\textquotedbl{}",
        ['#'] = "\\#",
        ['$'] = "\\$",
        ['%'] = "\\%",
        ['&'] = "\\&",
        ['_'] = "\\_",
        ['{'] = "\\{",
        ['}'] = "\\}",
    };
    /* Behind the end of a row a bracket would be an argument, and a star a part of the command. */
    if (length && (*bytes == '[' || *bytes == '*')) truce__text_puts(text, "{}");
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(bytes + at, length - at, &used);
        if (point < 128 && words[point]) truce__text_puts(text, words[point]);
        else if (point == 0x2713) truce__text_puts(text, "$\\checkmark$");
        else if (point == 0x2717) truce__text_puts(text, "$\\times$");
        else if (truce__is_unfit(point) && point != '\n' && point != '\t') truce__text_puts(text, "\xEF\xBF\xBD");
        else truce__text_add(text, bytes + at, used);
    }
}

void truce__latex_words(truce__out *out, const char *text) {
    truce__latex_add(&out->text, text, strlen(text));
    truce__out_mind(out);
}
