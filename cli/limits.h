/* SPDX-License-Identifier: Apache-2.0 */
/* The memory that the system lets a program have. */
#ifndef TRUCE_CLI_LIMITS_H
#define TRUCE_CLI_LIMITS_H

#include <stdint.h>

/* Bytes of memory that could still be had: what the kernel calls available, or the control group's limit when that is
 * lower; 0 when neither can be known. */
uint64_t available_memory(void);

#endif
