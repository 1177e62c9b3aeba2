/* SPDX-License-Identifier: Apache-2.0 */
/* The command `truce` on Windows, which has arguments in UTF-16 and text modes of its own. */
#include "utf16.h"

#include "own_commands.h"

#include <fcntl.h>
#include <io.h>
#include <stdlib.h>
#include <windows.h>

#include <shellapi.h>

int main(void) {
    int argc;
    wchar_t **wide = CommandLineToArgvW(GetCommandLineW(), &argc);
    char **argv = wide ? calloc((size_t)argc + 1, sizeof *argv) : NULL;
    for (int i = 0; argv && i < argc; i++) {
        argv[i] = utf8_of(wide[i]);
        if (!argv[i]) return TRUCE_E_LIMIT;
    }
    if (!argv) return TRUCE_E_LIMIT;
    _setmode(_fileno(stdout), _O_BINARY); /* a result has the same bytes everywhere */
    SetConsoleOutputCP(CP_UTF8);
    terminal t;
    terminal_init(&t);
    t.host.commands = workbench_commands;
    return terminal_run(&t, argc, argv);
}
