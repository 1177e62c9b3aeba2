/* SPDX-License-Identifier: Apache-2.0 */
/* Where the engine is that a brief with --live carries: a file, since most commands never need it. */
#ifndef TRUCE_CLI_PAGE_ENGINE_H
#define TRUCE_CLI_PAGE_ENGINE_H

#include <stdbool.h>

enum { ENGINE_PATH = 4096 };
#define ENGINE_FOLDER "build/page" /* where it is made */

/* The file that TRUCE_ENGINE names; else live.wasm.gz in page/ beside the program, where it was built, or in
 * ../share/truce/ from there, where it was installed, or beside it. False: in none of these. */
bool engine_find(char path[ENGINE_PATH]);

#endif
