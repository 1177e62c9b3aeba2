/* SPDX-License-Identifier: Apache-2.0 */
/* What is the same on every system of writing a result and of asking about a terminal. */
#include "files.h"
#include "terminal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STANDARD_OUTPUT = 1, NARROWEST = 20, USUAL = 80, WIDEST = 100000 };

char *cited_path(const char *model, const char *name) {
    size_t folder = is_absolute(name) ? 0 : folder_length(model);
    bool is_dash = strcmp(name, "-") == 0; /* a file of that name, not standard input */
    size_t room = folder + strlen(name) + sizeof "./";
    char *path = malloc(room);
    if (path) snprintf(path, room, "%.*s%s%s", (int)folder, model, is_dash ? "./" : "", name);
    return path;
}

int output_open(output *o, const char *path) {
    *o = (output){.name = path, .fd = STANDARD_OUTPUT};
    if (!path || strcmp(path, "-") == 0) {
        o->name = "standard output";
        return 0;
    }
    o->fd = -1;
    o->error = output_open_file(o, path);
    if (o->error) output_discard(o);
    return o->error;
}

bool output_is_unread(const output *o) {
    return o->error == EPIPE && o->fd == STANDARD_OUTPUT;
}

uint32_t terminal_width(void) {
    const char *columns = getenv("COLUMNS");
    if (!columns || *columns < '1' || *columns > '9') {
        uint32_t width = terminal_columns();
        return width < NARROWEST ? USUAL : width;
    }
    unsigned long width = strtoul(columns, NULL, 10);
    return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : (uint32_t)width;
}

bool terminal_has_color(int fd, const char *when) {
    if (when && strcmp(when, "auto") != 0) return strcmp(when, "always") == 0;
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if ((no_color && *no_color) || (term && strcmp(term, "dumb") == 0)) return false;
    return terminal_shows_color(fd);
}
