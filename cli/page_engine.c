/* SPDX-License-Identifier: Apache-2.0 */
#define _POSIX_C_SOURCE 200809L
#include "page_engine.h"

#include "files.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool is_there(char path[ENGINE_PATH], const char *folder, const char *rest) {
    int length = snprintf(path, ENGINE_PATH, "%s%s", folder, rest);
    return length > 0 && length < ENGINE_PATH && access(path, R_OK) == 0;
}

bool engine_find(char path[ENGINE_PATH]) {
    const char *named = getenv("TRUCE_ENGINE");
    char folder[ENGINE_PATH];
    if (named && *named) return is_there(path, named, "");
    program_folder(folder, sizeof folder);
    return *folder && (is_there(path, folder, "page/live.wasm.gz") ||
                       is_there(path, folder, "../share/truce/live.wasm.gz") ||
                       is_there(path, folder, "live.wasm.gz"));
}
