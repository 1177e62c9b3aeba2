/* SPDX-License-Identifier: Apache-2.0 */
/* The kernels for processors with AVX-512. */
#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,bmi2"))), apply_to = function)
#elif defined(__x86_64__) && defined(__GNUC__)
#pragma GCC target("avx512f,avx512bw,avx512vl,avx512dq,bmi2")
#endif

#define TABLE truce__kernels_avx512
#include "stability/kernels_all.h"

#if defined(__x86_64__) && defined(__clang__)
#pragma clang attribute pop
#endif
