/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that lives as long as a session. */
#include "session.h"

#include <stdlib.h>
#include <string.h>

/* Stands in front of each piece of memory and links it to the others, so that all can be freed. */
typedef struct block {
    struct block *next;
    _Alignas(max_align_t) unsigned char bytes[];
} block;

void *truce__room(session *s, size_t count, size_t size) {
    const truce_allocator *a = s->settings.allocator;
    if (size && count > (SIZE_MAX - sizeof(block)) / size) return NULL;
    size_t bytes = sizeof(block) + count * size;
    block *b = a ? a->alloc(a->ud, bytes) : malloc(bytes);
    if (!b) return NULL;
    memset(b, 0, bytes);
    b->next = s->rooms;
    s->rooms = b;
    return b->bytes;
}

void truce__rooms_free(session *s) {
    const truce_allocator *a = s->settings.allocator;
    for (block *b = s->rooms, *next; b; b = next) {
        next = b->next;
        if (a) a->release(a->ud, b);
        else free(b);
    }
}
