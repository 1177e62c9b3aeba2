/* SPDX-License-Identifier: Apache-2.0 */
/* The structure of a model's text as it stands, whatever is wrong with the model. */
#ifndef TRUCE_DOCUMENT_JSON_H
#define TRUCE_DOCUMENT_JSON_H

#include "document/yaml.h"
#include "render/json.h"

/* Writes the member "document": mappings as objects, lists as lists, scalars as texts as they are written, a value
 * that is not given as null. The whole is null for what is not one YAML document, and where aliases unfold to more
 * than 16 MiB. Keys, positions and ids in it are those of the paths in truce/edit.h. No diagnostics: truce_parse()
 * has given them. */
void truce__json_document(truce__json *json, const char *text, size_t length);
/* The same of a text that was parsed. */
void truce__json_tree(truce__json *json, const truce__yaml *root);

#endif
