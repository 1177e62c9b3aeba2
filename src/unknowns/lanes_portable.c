/* SPDX-License-Identifier: Apache-2.0 */
/* The loops of lanes.h for any processor, and the choice. */
#define TABLE truce__lanes_portable
#define NAME "portable"
#include "unknowns/lanes_body.h"

const truce__lane_kernels *truce__lanes_best(void) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq"))
        return &truce__lanes_avx512;
    if (__builtin_cpu_supports("avx2")) return &truce__lanes_avx2;
#endif
    return &truce__lanes_portable;
}
