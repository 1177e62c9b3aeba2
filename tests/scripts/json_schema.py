# SPDX-License-Identifier: Apache-2.0
"""A validator for the part of JSON Schema (draft 2020-12) that `truce schema` uses, stricter in one point: members
that the schema does not name are findings too. A keyword it does not know is an error, so that nothing goes
unchecked."""
import re

KNOWN = {"x-names", "$schema", "$id", "$ref", "$defs", "title", "description", "type", "properties", "required",
         "additionalProperties", "items", "anyOf", "enum", "minimum", "exclusiveMinimum", "maximum", "pattern",
         "propertyNames", "minItems", "maxItems", "minProperties", "maxProperties"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def has_type(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def findings(value, schema, root=None, at="$"):
    """A list of errors as sentences; empty: the value is valid."""
    root = root or schema
    unknown = set(schema) - KNOWN
    assert not unknown, f"the validator does not know {unknown}"
    if "$ref" in schema:
        yield from findings(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
        return
    if "anyOf" in schema:
        found = [list(findings(value, one, root, at)) for one in schema["anyOf"]]
        if all(found):
            yield min(found, key=len)[0]
        return
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(has_type(value, name) for name in types):
        yield f"{at}: {value!r:.60} is not of type {' or '.join(types)}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    yield from findings_in_scalar(value, schema, at)
    if isinstance(value, dict):
        yield from findings_in_object(value, schema, root, at)
    if isinstance(value, list):
        yield from sizes(len(value), schema, "Items", at)
        for i, item in enumerate(value):
            if "items" in schema:
                yield from findings(item, schema["items"], root, f"{at}[{i}]")


def findings_in_scalar(value, schema, at):
    if has_type(value, "number"):
        if value < schema.get("minimum", value):
            yield f"{at}: {value} is below {schema['minimum']}"
        if value > schema.get("maximum", value):
            yield f"{at}: {value} is above {schema['maximum']}"
        if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
            yield f"{at}: {value} is not above {schema['exclusiveMinimum']}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{at}: {value!r:.60} does not match {schema['pattern']}"


def sizes(count, schema, what, at):
    if not schema.get(f"min{what}", 0) <= count <= schema.get(f"max{what}", count):
        yield f"{at}: {count} elements are too few or too many"


def findings_in_object(value, schema, root, at):
    known, others = schema.get("properties", {}), schema.get("additionalProperties")
    yield from sizes(len(value), schema, "Properties", at)
    for key in schema.get("required", []):
        if key not in value:
            yield f"{at}: '{key}' is missing"
    for key, member in value.items():
        if "propertyNames" in schema:
            yield from findings(key, schema["propertyNames"], root, f"{at}: the key '{key}'")
        if key in known:
            yield from findings(member, known[key], root, f"{at}.{key}")
        elif others is not True and others:
            yield from findings(member, others, root, f"{at}.{key}")
        elif not others:
            yield f"{at}: '{key}' is not in the schema"
