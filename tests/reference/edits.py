# SPDX-License-Identifier: Apache-2.0
"""Edits of a model's structure (dicts and lists), by hand: what include/truce/edit.h says, on data instead of
text."""


def steps_of(path):
    """The keys and positions of a path; a key in double quotes may hold dots, a quote in it is written twice."""
    steps, step, quoted, at = [], "", False, 0
    while at < len(path):
        c = path[at]
        if quoted and c == '"' and path[at + 1:at + 2] == '"':
            step, at = step + '"', at + 1
        elif c == '"' and (quoted or not step):
            quoted = not quoted
        elif c == "." and not quoted:
            steps, step = steps + [step], ""
        else:
            step += c
        at += 1
    return steps + [step]


def index_of(place, step):
    if isinstance(place, dict):
        return step
    if step.isdigit():
        if not 1 <= int(step) <= len(place):
            raise LookupError(step)
        return int(step) - 1
    return next((i for i, e in enumerate(place) if isinstance(e, dict) and e.get("id") == step), None)


def follow(document, steps):
    for step in steps:
        index = index_of(document, step)
        if index is None:
            raise LookupError(step)
        document = document[index]
    return document


def apply(document, change):
    """Makes one change, {"set": path, "to": value} and so on, in place. LookupError: it does not fit."""
    kind = next(k for k in ("set", "insert", "remove", "move") if k in change)
    *way, last = steps_of(change[kind])
    if kind == "insert" and not way_exists(document, way) and last == "1":
        follow(document, way[:-1])[way[-1]] = [change["value"]]
        return
    place = follow(document, way)
    if kind == "set":
        place[index_of(place, last)] = change["to"]
    elif kind == "insert":
        if not 1 <= int(last) <= len(place) + 1:
            raise LookupError(last)
        place.insert(int(last) - 1, change["value"])
    elif kind == "remove":
        index = index_of(place, last)
        if isinstance(place, dict) and index not in place:
            raise LookupError(last)
        del place[index]
    else:
        if not 1 <= change["to"] <= len(place):
            raise LookupError(str(change["to"]))
        place.insert(change["to"] - 1, place.pop(index_of(place, last)))


def way_exists(document, way):
    try:
        follow(document, way)
        return True
    except (LookupError, TypeError):
        return False
