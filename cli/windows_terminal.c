/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Windows calls a handler in a thread of its own when the interrupt key is pressed or the window closes. So a lock,
 * and no signal put off, keeps it from what is half done.
 */
#include "terminal.h"

#include "utf16.h"

#include <io.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

uint32_t terminal_columns(void) {
    CONSOLE_SCREEN_BUFFER_INFO console;
    if (!GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &console)) return 0;
    int width = console.srWindow.Right - console.srWindow.Left + 1;
    return width < 0 ? 0 : (uint32_t)width;
}

/* Old consoles know no colours in a text. */
bool terminal_shows_color(int fd) {
    if (!_isatty(fd)) return false;
    HANDLE console = (HANDLE)_get_osfhandle(fd);
    DWORD mode;
    return GetConsoleMode(console, &mode) && SetConsoleMode(console, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
}

static truce_ctx *_Atomic running;
static wchar_t *_Atomic unfinished;
static atomic_int interrupts;
static bool is_alone;
static CRITICAL_SECTION half_done;

static BOOL WINAPI on_event(DWORD event) {
    truce_ctx *ctx = atomic_load(&running);
    bool is_key = event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT;
    if (is_key && atomic_fetch_add(&interrupts, 1) == 0 && ctx) {
        truce_cancel(ctx);
        return TRUE;
    }
    EnterCriticalSection(&half_done);
    wchar_t *path = atomic_load(&unfinished);
    if (path) DeleteFileW(path);
    if (is_alone) fputs("truce: interrupted\n", stderr);
    ExitProcess(TRUCE_E_CANCELLED);
}

void interrupts_begin(bool alone) {
    is_alone = alone;
    InitializeCriticalSection(&half_done);
    SetConsoleCtrlHandler(on_event, TRUE);
}

void interrupts_hold(bool do_hold) {
    if (do_hold) EnterCriticalSection(&half_done);
    else LeaveCriticalSection(&half_done);
}

void interrupt_cancels(truce_ctx *ctx) {
    atomic_store(&running, ctx);
}

void interrupt_removes(const char *path) {
    wchar_t *wide = path ? utf16_of(path) : NULL;
    EnterCriticalSection(&half_done);
    free(atomic_exchange(&unfinished, wide));
    LeaveCriticalSection(&half_done);
}

bool was_interrupted(void) {
    return atomic_load(&interrupts) > 0;
}
