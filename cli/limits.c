/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory as Linux reports it: /proc/meminfo for the machine, and the limits of the control groups that hold the
 * program, which containers and batch systems set. A missing file sets no limit. A system without /proc/meminfo is
 * asked how much memory it has; how much of that is free has no common name.
 */
#define _DEFAULT_SOURCE
#include "limits.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char groups[] = "/sys/fs/cgroup";

static uint64_t least(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

/* The text behind `label` in the first line of a file that begins with it. */
static bool find_line(const char *path, const char *label, char *text, size_t size) {
    FILE *file = fopen(path, "r");
    bool is_found = false;
    while (file && !is_found && fgets(text, (int)size, file)) is_found = strncmp(text, label, strlen(label)) == 0;
    if (file) fclose(file);
    if (!is_found) return false;
    memmove(text, text + strlen(label), strlen(text + strlen(label)) + 1);
    text[strcspn(text, "\n")] = 0;
    return true;
}

/* The number in a group's file; UINT64_MAX when there is none ("max", or no such file). */
static uint64_t group_limit(const char *group) {
    char path[4200], text[64];
    snprintf(path, sizeof path, "%s%s/memory.max", groups, group);
    bool is_number = find_line(path, "", text, sizeof text) && *text >= '0' && *text <= '9';
    return is_number ? strtoull(text, NULL, 10) : UINT64_MAX;
}

/* The lowest limit of the group and those around it. */
static uint64_t lowest_group_limit(void) {
    char group[4096];
    if (!find_line("/proc/self/cgroup", "0::", group, sizeof group)) return UINT64_MAX;
    uint64_t lowest = UINT64_MAX;
    for (char *end = group + strlen(group); end; end = strrchr(group, '/')) {
        *end = 0;
        lowest = least(lowest, group_limit(group));
    }
    return lowest;
}

static uint64_t memory_of_machine(void) {
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    return pages > 0 && size > 0 ? (uint64_t)pages * (uint64_t)size : UINT64_MAX;
}

uint64_t available_memory(void) {
    char text[256]; /* spaces, a number, and "kB" */
    bool is_known = find_line("/proc/meminfo", "MemAvailable:", text, sizeof text);
    uint64_t lowest = least(is_known ? strtoull(text, NULL, 10) * 1024 : memory_of_machine(), lowest_group_limit());
    return lowest == UINT64_MAX ? 0 : lowest;
}
