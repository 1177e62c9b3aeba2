/* SPDX-License-Identifier: Apache-2.0 */
/* The kernels for any machine, and the choice among the tables. */
#define TABLE truce__kernels_portable
#include "engine/kernels_all.h"

const truce__kernels *truce__kernels_best(uint32_t bytes) {
    uint32_t i = bytes == 1 ? 0 : bytes == 2 ? 1 : 2;
#if defined(__x86_64__) && defined(__GNUC__)
    bool has_bmi2 = __builtin_cpu_supports("bmi2");
    bool has_avx512 = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                      __builtin_cpu_supports("avx512dq");
    if (has_bmi2 && has_avx512) return &truce__kernels_avx512[i];
    if (has_bmi2 && __builtin_cpu_supports("avx2")) return &truce__kernels_avx2[i];
#endif
    return &truce__kernels_portable[i];
}
