/* SPDX-License-Identifier: Apache-2.0 */
/* From a path to a function. A path never names a file. */
#include "pattern.h"
#include "routes.h"

#include <stdio.h>
#include <string.h>

typedef struct route {
    const char *method, *path;
    void (*answer)(visit *v);
} route;

static const route routes[] = {
    {"GET", "/api/session", get_session},
    {"GET", "/api/models", get_models},
    {"POST", "/api/models", post_model},
    {"GET", "/api/models/#", get_model},
    {"PUT", "/api/models/#", put_model},
    {"PATCH", "/api/models/#", patch_model},
    {"DELETE", "/api/models/#", delete_model},
    {"POST", "/api/models/#/restore", restore_model},
    {"GET", "/api/models/#/versions", get_versions},
    {"GET", "/api/models/#/versions/#", get_version},
    {"PATCH", "/api/models/#/versions/#", patch_version},
    {"GET", "/api/models/#/brief", get_brief},
    {"GET", "/api/models/#/brief/file", get_brief_file},
    {"GET", "/api/bin", get_bin},
    {"GET", "/api/examples", get_examples},
    {"GET", "/api/schema", get_schema},
    {"POST", "/api/edit", post_edit},
    {"POST", "/api/run", post_run},
    {"GET", "/api/jobs", get_jobs},
    {"GET", "/api/jobs/#", get_job},
    {"DELETE", "/api/jobs/#", delete_job},
    {"GET", "/api/replies", get_comments},
    {"POST", "/api/replies", post_comment},
    {"POST", "/api/replies/#/approve", approve_comment},
    {"POST", "/api/replies/#/reject", reject_comment},
    {"POST", "/api/replies/#/apply", apply_comment},
};
enum { ROUTES = sizeof routes / sizeof *routes };

static bool is_method(const char *wanted, const char *method) {
    return strcmp(wanted, method) == 0 || (strcmp(wanted, "GET") == 0 && strcmp(method, "HEAD") == 0);
}

/* The methods that the path accepts: "GET, PUT". */
static void list_methods(const char *path, char *methods, size_t size) {
    int64_t numbers[2];
    methods[0] = 0;
    for (size_t i = 0; i < ROUTES; i++) {
        if (!path_matches(routes[i].path, path, numbers)) continue;
        size_t used = strlen(methods);
        snprintf(methods + used, size - used, "%s%s", used ? ", " : "", routes[i].method);
    }
}

static void refuse_method(response *r, const char *methods) {
    answer_error(r, 405, "this address accepts only %s", methods);
    snprintf(r->allow, sizeof r->allow, "%s", methods);
}

static void answer_interface(workbench *w, const request *q, response *r) {
    int64_t numbers[2] = {0, 0};
    for (size_t i = 0; i < ROUTES; i++) {
        if (!is_method(routes[i].method, q->method) || !path_matches(routes[i].path, q->path, numbers)) continue;
        routes[i].answer(&(visit){w, q, r, numbers[0], numbers[1]});
        return;
    }
    char methods[64];
    list_methods(q->path, methods, sizeof methods);
    if (*methods) refuse_method(r, methods);
    else answer_error(r, 404, "there is nothing at this address");
}

void respond(workbench *w, const request *q, response *r) {
    *r = (response){0};
    if (!is_welcome(w, q, r)) return;
    if (strncmp(q->path, "/api/", 5) == 0) answer_interface(w, q, r);
    else if (is_method("GET", q->method)) get_asset(q, r);
    else refuse_method(r, "GET");
}
