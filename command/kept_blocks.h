/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks of a sample (truce/robust.h) in a database. Write-ahead logging, a transaction a block: a run that is
 * killed loses the block it was drawing, and never leaves half a one.
 */
#ifndef TRUCE_COMMAND_KEPT_BLOCKS_H
#define TRUCE_COMMAND_KEPT_BLOCKS_H

#include "kept_file.h"
#include "session.h"

typedef struct kept_blocks {
    session *s;
    database database;
    int64_t run;
    char *bytes; /* the block that was read last */
    size_t length, room;
} kept_blocks;

/* Opens the database by that name, or makes it; 0, or the exit status after a message. Close it in any case. */
int truce__kept_open(kept_blocks *k, session *s, const char *name);
/* The functions that the library calls. */
truce_blocks truce__kept_blocks(kept_blocks *k);
void truce__kept_close(kept_blocks *k);

#endif
