/* SPDX-License-Identifier: Apache-2.0 */
/* Stands in for the workbench where truce was built without the libraries that it needs. */
#include "options.h"

int cmd_serve(const cmdline *cl) {
    return usage_error(cl, "this truce was built without the workbench; not found: " TRUCE_MISSING);
}

int cmd_replies(const cmdline *cl) {
    return cmd_serve(cl);
}
