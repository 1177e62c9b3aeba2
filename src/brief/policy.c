/* SPDX-License-Identifier: Apache-2.0 */
/* The content security policy of the page: its own style and script, known by their SHA-256 sums, and nothing else;
 * with --live also WebAssembly and a worker that the page makes itself. */
#include "brief/brief.h"

/* "'sha256-...'" of what stands between the tags. */
static void add_hash(truce__text *text, const char *content) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char hex[65];
    truce__sha256(content, strlen(content), hex);
    uint32_t bits = 0, count = 0;
    truce__text_puts(text, "'sha256-");
    for (int i = 0; i < 64; i++) {
        bits = bits << 4 | (uint32_t)(hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10);
        count += 4;
        if (count < 6) continue;
        count -= 6;
        truce__text_add(text, &digits[bits >> count & 63], 1);
    }
    truce__text_add(text, &digits[bits << (6 - count) & 63], 1); /* 256 bits: four are left */
    truce__text_puts(text, "='");
}

static void add_next_hash(truce__text *text, const char *content) {
    truce__text_puts(text, " ");
    add_hash(text, content);
}

void truce__brief_policy_text(truce__text *text, const truce_brief_options *options) {
    bool posts = options && options->post_to, is_live = options && options->engine;
    truce__text_puts(text, "default-src 'none'; style-src ");
    add_hash(text, truce__brief_style);
    if (is_live) add_next_hash(text, truce__brief_live_style);
    truce__text_puts(text, "; script-src ");
    add_hash(text, truce__brief_script);
    if (is_live) {
        add_next_hash(text, truce__brief_live_script);
        truce__text_puts(text, " 'wasm-unsafe-eval'; worker-src blob:");
    }
    truce__text_puts(text, posts ? "; connect-src 'self'; form-action 'self'" : "; form-action 'none'");
    truce__text_puts(text, "; base-uri 'none'");
}

truce_status truce_brief_policy(truce_ctx *ctx, const truce_brief_options *options, char **policy) {
    truce__text text;
    truce__text_init(&text, ctx);
    truce__brief_policy_text(&text, options);
    if (text.failed) {
        truce__text_free(&text);
        return TRUCE_E_NOMEM;
    }
    *policy = text.bytes;
    return TRUCE_OK;
}
