/* SPDX-License-Identifier: Apache-2.0 */
/* The page's files, as built into the program. */
#include "embedded.h"
#include "routes.h"

#include <string.h>

static const char *type_of(const char *name) {
    static const char *const types[][2] = {
        {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},   {".svg", "image/svg+xml"},
    };
    const char *end = strrchr(name, '.');
    for (size_t i = 0; end && i < sizeof types / sizeof *types; i++)
        if (strcmp(end, types[i][0]) == 0) return types[i][1];
    return "application/octet-stream";
}

/* Whether a list such as "gzip, deflate;q=0.5" contains gzip. No client sends "gzip;q=0", so it is not looked for. */
static bool takes_gzip(const char *encodings) {
    return encodings && strstr(encodings, "gzip");
}

static bool is_known(const char *none_match, const char *etag) {
    return none_match && strstr(none_match, etag);
}

static void answer_asset(const embedded *asset, const request *q, response *r) {
    *r = (response){.status = 200, .type = type_of(asset->name), .etag = asset->etag};
    if (is_known(q->none_match, asset->etag)) {
        r->status = 304;
        return;
    }
    r->is_compressed = asset->gzip && takes_gzip(q->encodings);
    r->body = (const char *)(r->is_compressed ? asset->gzip : asset->bytes);
    r->length = r->is_compressed ? asset->gzip_length : asset->length;
}

void get_asset(const request *q, response *r) {
    const char *name = strcmp(q->path, "/") == 0 ? "/index.html" : q->path;
    for (size_t i = 0; i < embedded_page_count; i++) {
        if (strcmp(embedded_page[i].name, name) != 0) continue;
        answer_asset(&embedded_page[i], q, r);
        return;
    }
    answer_error(r, 404, "there is nothing at this address");
}
