/* SPDX-License-Identifier: Apache-2.0 */
#include "limits.h"

#include <windows.h>

uint64_t available_memory(void) {
    MEMORYSTATUSEX memory = {.dwLength = sizeof memory};
    return GlobalMemoryStatusEx(&memory) ? memory.ullAvailPhys : 0;
}
