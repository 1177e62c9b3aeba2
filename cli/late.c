/* SPDX-License-Identifier: Apache-2.0 */
#include "late.h"

#include <dlfcn.h>
#include <string.h>

const char *late_load(const char *library, const late_symbol *symbols, size_t count) {
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!handle) return dlerror();
    for (size_t i = 0; i < count; i++) {
        void *found = dlsym(handle, symbols[i].name);
        if (!found) return dlerror();
        memcpy(symbols[i].place, &found, sizeof found);
    }
    return NULL;
}
