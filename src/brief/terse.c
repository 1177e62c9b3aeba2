/* SPDX-License-Identifier: Apache-2.0 */
#include "brief/terse.h"

#include <string.h>

static const char *const left_out[] = {"</li>", "</td>", "</th>", "</tr>", "</dt>", "</dd>", "</thead>", "</tbody>"};

/* Whether what is held begins one of them; `*is_whole`: it is one. */
static bool begins(const truce__terse *t, bool *is_whole) {
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++) {
        if (strlen(left_out[i]) < t->count || memcmp(left_out[i], t->held, t->count) != 0) continue;
        *is_whole = left_out[i][t->count] == 0;
        return true;
    }
    return false;
}

static bool pass_on(truce__terse *t, const char *bytes, size_t length) {
    return length == 0 || t->sink->write(t->sink->ud, bytes, length);
}

bool truce__terse_write(void *ud, const char *bytes, size_t length) {
    truce__terse *t = ud;
    for (size_t i = 0; i < length;) {
        const char *tag = t->count ? bytes + i : memchr(bytes + i, '<', length - i);
        size_t size = tag ? (size_t)(tag - bytes) - i : length - i;
        if (!pass_on(t, bytes + i, size)) return false;
        i += size;
        if (i == length) break;
        bool is_whole = false;
        t->held[t->count++] = bytes[i];
        if (begins(t, &is_whole)) {
            i++;
            if (is_whole) t->count = 0;
        } else { /* and this character may begin another */
            size = t->count - 1;
            t->count = 0;
            if (!pass_on(t, t->held, size)) return false;
        }
    }
    return true;
}
