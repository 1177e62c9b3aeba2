/* SPDX-License-Identifier: Apache-2.0 */
/* Models: listed, made, read, saved, marked, hidden and restored; their versions, the examples built in, and the
 * schema. A model with errors is saved like any other. */
#include "bytes.h"
#include "routes.h"
#include "titles.h"

#include <stdio.h>
#include <string.h>
#include <truce/cases.h>
#include <truce/result.h>
#include <truce/truce.h>

enum { MAX_NAME = 200, MAX_MODEL = 16 << 20, COLORS = 6 };

static json_object *describe(const model_row *row) {
    json_object *object = json_object_new_object();
    if (!object) return NULL;
    add_number(object, "id", row->id);
    add_text(object, "name", row->name);
    add_text(object, "title", row->title);
    add_number(object, "version", row->version);
    add_number(object, "newest", row->newest);
    add_text(object, "updated", row->updated);
    add_id(object, "parent", row->parent);
    add_id(object, "color", row->color);
    add_text(object, "file", row->file);
    json_object_object_add(object, "deleted", json_object_new_boolean(row->is_deleted));
    if (row->removed) add_text(object, "removed", row->removed);
    if (row->text) json_object_object_add(object, "text", json_object_new_string_len(row->text, (int)row->length));
    return object;
}

static void add_model(void *ud, const model_row *row) {
    json_object_array_add(ud, describe(row));
}

void get_models(visit *v) {
    json_object *list = json_object_new_array();
    store_status status = list ? store_models(v->w->store, add_model, list) : STORE_OK;
    answer_list(v->w, v->r, status, list, "model");
}

void get_bin(visit *v) {
    json_object *list = json_object_new_array();
    store_status status = list ? store_bin(v->w->store, add_model, list) : STORE_OK;
    answer_list(v->w, v->r, status, list, "model");
}

static bool is_line(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7F) return false;
    return true;
}

/* Reads a name: one line that is not blank. */
static bool read_name(visit *v, json_object *body, const char **name) {
    size_t length;
    if (!read_text(body, "name", MAX_NAME, v->r, name, &length)) return false;
    if (is_line(*name, length) && strspn(*name, " \t") < length) return true;
    answer_error(v->r, 400, "\"name\" has to be a line that is not blank");
    return false;
}

static void add(visit *v, json_object *body) {
    const char *name, *text;
    model_row row = {0};
    if (!read_name(v, body, &name) || !read_text(body, "text", MAX_MODEL, v->r, &text, &row.length) ||
        !read_number(body, "parent", v->r, &row.parent))
        return;
    char *title = title_of(text, row.length);
    row.name = lend(name), row.text = lend(text), row.title = title;
    store_status status = store_model_add(v->w->store, &row);
    free_title(title);
    if (status != STORE_OK) {
        answer_store(v->w, v->r, status, "parent");
        return;
    }
    json_object *object = json_object_new_object();
    add_number(object, "id", row.id);
    add_number(object, "version", row.version);
    answer_json(v->r, 201, object);
}

/* Reads the body and passes it to `work`. */
static void with_body(visit *v, void (*work)(visit *v, json_object *body)) {
    json_object *body = read_body(v->q, v->r);
    if (body) work(v, body);
    json_object_put(body);
}

void post_model(visit *v) {
    with_body(v, add);
}

static void answer_model(visit *v, int64_t version, const char *what) {
    model_row row;
    store_status status = store_model(v->w->store, v->id, version, &row);
    if (status == STORE_OK) answer_json(v->r, 200, describe(&row));
    else answer_store(v->w, v->r, status, what);
    model_row_free(&row);
}

void get_model(visit *v) {
    answer_model(v, 0, "model");
}

void get_version(visit *v) {
    answer_model(v, v->number, "version");
}

/* Answers with the text that was saved elsewhere in the meantime, so that the page can show both. */
static void answer_conflict(visit *v) {
    model_row row;
    store_status status = store_model(v->w->store, v->id, 0, &row);
    if (status == STORE_OK) {
        json_object *object = describe(&row);
        add_text(object, "error", "the model was saved elsewhere in the meantime");
        answer_json(v->r, 409, object);
    } else {
        answer_store(v->w, v->r, status, "model");
    }
    model_row_free(&row);
}

static void save(visit *v, json_object *body) {
    const char *text;
    size_t length;
    int64_t base, version;
    if (!read_text(body, "text", MAX_MODEL, v->r, &text, &length) || !read_number(body, "base_version", v->r, &base))
        return;
    char *title = title_of(text, length);
    store_status status = store_model_save(v->w->store, v->id, base, text, length, title, &version);
    free_title(title);
    if (status == STORE_CONFLICT) {
        answer_conflict(v);
    } else if (status != STORE_OK) {
        answer_store(v->w, v->r, status, "model");
    } else {
        json_object *object = json_object_new_object();
        add_number(object, "version", version);
        answer_json(v->r, 200, object);
    }
}

void put_model(visit *v) {
    with_body(v, save);
}

static void answer_change(visit *v, store_status status) {
    if (status == STORE_OK) answer_model(v, 0, "model");
    else answer_store(v->w, v->r, status, "model");
}

static void mark_model(visit *v, json_object *body) {
    const char *name = NULL;
    int64_t color = -1;
    bool has_name = json_object_object_get_ex(body, "name", NULL);
    bool has_color = json_object_object_get_ex(body, "color", NULL);
    if (!has_name && !has_color) answer_error(v->r, 400, "\"name\" or \"color\" is missing");
    else if ((has_name && !read_name(v, body, &name)) || (has_color && !read_number(body, "color", v->r, &color)))
        return;
    else if (color > COLORS) answer_error(v->r, 400, "\"color\" has to be a number up to %d; 0 is none", COLORS);
    else answer_change(v, store_model_mark(v->w->store, v->id, name, color));
}

void patch_model(visit *v) {
    with_body(v, mark_model);
}

static void label_version(visit *v, json_object *body) {
    const char *label;
    size_t length;
    if (!read_text(body, "label", MAX_NAME, v->r, &label, &length)) return;
    if (!is_line(label, length)) {
        answer_error(v->r, 400, "\"label\" has to be one line");
        return;
    }
    store_status status = store_version_label(v->w->store, v->id, v->number, label);
    json_object *object = json_object_new_object();
    add_number(object, "version", v->number);
    add_text(object, "label", *label ? label : NULL);
    answer_list(v->w, v->r, status, object, "version");
}

void patch_version(visit *v) {
    with_body(v, label_version);
}

void delete_model(visit *v) {
    answer_change(v, store_model_hide(v->w->store, v->id, true));
}

void restore_model(visit *v) {
    answer_change(v, store_model_hide(v->w->store, v->id, false));
}

static void add_version(void *ud, const version_row *row) {
    json_object *object = json_object_new_object();
    add_number(object, "version", row->version);
    add_text(object, "saved", row->saved);
    add_number(object, "bytes", row->bytes);
    add_text(object, "label", row->label);
    json_object_array_add(ud, object);
}

void get_versions(visit *v) {
    enum { MOST = 1000 };
    list_part p;
    if (!read_page(v->q, v->r, MOST, &p)) return;
    json_object *list = json_object_new_array();
    store_status status =
        list ? store_versions(v->w->store, v->id, p.after, p.limit, add_version, list) : STORE_OK;
    const json_object *last = NULL;
    bool has_more = list && (int64_t)json_object_array_length(list) == p.limit;
    if (has_more) last = json_object_array_get_idx(list, (size_t)p.limit - 1);
    int64_t behind = last ? json_object_get_int64(json_object_object_get(last, "version")) : 0;
    answer_list(v->w, v->r, status, list, "model");
    if (behind > 1)
        snprintf(v->r->next, sizeof v->r->next, "</api/models/%lld/versions?after=%lld&limit=%lld>; rel=\"next\"",
                 (long long)v->id, (long long)behind, (long long)p.limit);
}

/* ----------------------------------------------------------------- examples */

static json_object *list_parties(const truce_model *model) {
    json_object *list = json_object_new_array();
    for (uint32_t i = 0; list && i < truce_model_party_count(model); i++)
        json_object_array_add(list, json_object_new_string(truce_model_party_name(model, i)));
    return list;
}

static json_object *describe_example(truce_ctx *ctx, const truce_case *example) {
    truce_model *model = NULL;
    json_object *object = json_object_new_object();
    if (object && truce_parse(ctx, example->text, strlen(example->text), example->name, &model) == TRUCE_OK) {
        add_text(object, "name", example->name);
        add_text(object, "group", example->group);
        add_text(object, "title", truce_model_title(model));
        json_object_object_add(object, "parties", list_parties(model));
        add_text(object, "teaches", example->teaches);
    }
    truce_model_free(model);
    return object;
}

void get_examples(visit *v) {
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1});
    json_object *list = ctx ? json_object_new_array() : NULL;
    for (size_t i = 0; list && i < truce_case_count(); i++)
        json_object_array_add(list, describe_example(ctx, truce_case_at(i)));
    truce_ctx_free(ctx);
    answer_json(v->r, 200, list);
}

void get_schema(visit *v) {
    bytes text = {0};
    truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1});
    truce_status status = ctx ? truce_schema(ctx, "model", &(truce_sink){bytes_write, &text}) : TRUCE_E_NOMEM;
    truce_ctx_free(ctx);
    answer_json(v->r, 200, status == TRUCE_OK ? json_tokener_parse(text.at) : NULL);
    bytes_free(&text);
}
