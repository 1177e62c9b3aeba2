/* SPDX-License-Identifier: Apache-2.0 */
/* What Debian's runtime of the compiler was built to find, and WebAssembly has no use for: a stack's guard. */
#include <stdint.h>

extern uintptr_t __stack_chk_guard;
_Noreturn void __stack_chk_fail(void);

uintptr_t __stack_chk_guard = 0x5AFE57AC;

_Noreturn void __stack_chk_fail(void) {
    __builtin_trap();
}
