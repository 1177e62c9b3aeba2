# SPDX-License-Identifier: Apache-2.0
"""Models and their questions. The questions are those of the command line, taken from its table: what truce can be
asked, Python can ask."""
from __future__ import annotations

import errno
import json
import os
import pathlib
from typing import Any, Callable, Iterable, Mapping, Sequence

from . import _truce
from ._databases import open_database
from ._errors import of_status
from ._result import Result

_KEEPS = {"score": {"on", "state", "source", "question"}}  # options that answer, as its second operand does
_FORM = {"format", "table", "bom", "document"}  # how a result is written: its own methods say that


def _word(value: Any) -> str:
    """A value as on the command line: lists with commas."""
    if isinstance(value, (list, tuple)):
        return ",".join(_word(one) for one in value)
    return str(value)


class Model:
    """A conflict: YAML or JSON text, or the same as a dict.

    >>> m = Model({"truce": 1, "parties": [{"id": "a", "options": ["x"]}], "preferences": {"a": {"order": ["x"]}}})
    >>> m.state_count
    2
    """

    def __init__(self, source: str | Mapping[str, Any], name: str = "model"):
        self.text: str = source if isinstance(source, str) else json.dumps(source, ensure_ascii=False)
        self.name = name
        self._graph = _truce.Graph(self.text, name)
        self._solved: dict[str, Any] = {}

    def __repr__(self) -> str:
        return f"<truce.Model {self.title or self.name!r}: {', '.join(self.parties)}>"

    # ------------------------------------------------------------ what there is

    @property
    def title(self) -> str:
        return self._graph.title

    @property
    def parties(self) -> tuple[str, ...]:
        return self._graph.parties

    @property
    def options(self) -> tuple[str, ...]:
        return self._graph.options

    @property
    def outcomes(self) -> tuple[str, ...]:
        return self._graph.outcomes

    @property
    def state_count(self) -> int:
        return self._graph.state_count

    @property
    def status_quo(self) -> int | None:
        return self._graph.status_quo or None

    # ------------------------------------------------------------------ arrays

    def _place(self, what: str, of: tuple[str, ...], name: str) -> int:
        if name not in of:
            raise KeyError(f"no {what} is called '{name}'; there are {', '.join(of)}")
        return of.index(name)

    def ranks(self, party: str) -> memoryview:
        """The party's rank of every state, state 1 first; 1 is the worst."""
        return self._graph.ranks(self._place("party", self.parties, party))

    def levels(self, option: str) -> memoryview:
        """The option's level in every state; 255 where the states that one stands for differ."""
        return self._graph.levels(self._place("option", self.options, option))

    def outcome(self, outcome: str) -> memoryview:
        """In which states the outcome is true."""
        return self._graph.outcome(self._place("outcome", self.outcomes, outcome))

    def where(self, states: str) -> memoryview:
        """In which states a statement is true; or those that are listed by number, code or name."""
        return self._graph.where(states)

    def codes(self) -> list[str]:
        """The code of every state."""
        return self._graph.codes()

    def _solution(self, concept: str) -> Any:
        if concept not in self._solved:
            self._solved[concept] = self._graph.solve([concept])
        return self._solved[concept]

    def stable(self, concept: str, party: str) -> memoryview:
        """In which states the party stays under the concept."""
        return self._solution(concept).stable(0, self._place("party", self.parties, party))

    def equilibria(self, concept: str) -> memoryview:
        """Which states are equilibria under the concept."""
        return self._solution(concept).stable(0)

    # ---------------------------------------------------------------- variants

    def edited(self, edits: Iterable[tuple[str, str, Any, int] | Mapping[str, Any]]) -> "Model":
        """The model with edits (op, path, value, to) made to its text; comments and layout stay. A reply's `change`
        is such edits too."""
        listed = [(one["op"], one["path"], one.get("value"), one.get("to", 0)) if isinstance(one, Mapping) else one
                  for one in edits]
        prepared = [(op, path, None if op in ("remove", "move") else json.dumps(value, ensure_ascii=False), to)
                    for op, path, value, to in listed]
        return Model(_truce.edit(self.text, self.name, prepared), self.name)

    def set(self, path: str, value: Any) -> "Model":
        """The model with another value: ``m.set("status_quo.pump", "no")``."""
        return self.edited([("set", path, value, 0)])

    def remove(self, path: str) -> "Model":
        return self.edited([("remove", path, None, 0)])

    def insert(self, path: str, value: Any) -> "Model":
        return self.edited([("insert", path, value, 0)])

    def move(self, path: str, to: int) -> "Model":
        """The model with an element of a list at another place: ``m.move("preferences.north.order.2", 1)``."""
        return self.edited([("move", path, None, to)])

    def rename(self, id: str, other: str) -> "Model":
        """The model with something called otherwise, wherever it is named."""
        return Model(self.ask("rename", id, other), self.name)

    def trial(self, other: "Model") -> Result:
        """Which conclusions differ in another model of the same conflict, as `truce replies apply` says it."""
        return _asked("trial", [self, other], {})

    # ---------------------------------------------------------------- questions

    def ask(self, question: str, *operands: Any, progress: Callable[[str, int, int], None] | None = None,
            threads: int = 0, **options: Any) -> Any:
        """Asks what a command of the command line answers. Options have its names, with ``_`` for ``-``; flags are
        ``True``, lists may be lists. Gives a Result, or the text of a form that `format` names."""
        texts = {self.name: self.text}
        words = [self.name]
        for operand in operands:
            if isinstance(operand, Model):
                name = operand.name if operand.name not in texts else f"other {operand.name}"
                texts[name] = operand.text
                operand = name
            words.append(_word(operand))
        for option, value in options.items():
            if isinstance(value, (Result, Mapping)):
                name = f"the {option} of {self.name}"
                texts[name] = _json(value)
                options[option] = name
        return _ask(question, words, texts, progress, threads, options)


def _ask(question: str, words: list[str], texts: Mapping[str, str],
         progress: Callable[[str, int, int], None] | None, threads: int, options: Mapping[str, Any]) -> Any:
    """Runs a command and gives its Result, or text. Other forms run it again, without what it kept: a forecast is
    registered once, a question answered once."""
    given = {name: f"--{name.rstrip('_').replace('_', '-')}" + ("" if value is True else f"={_word(value)}")
             for name, value in options.items() if value is not None and value is not False}
    keeps = _KEEPS.get(question, {"register"})

    def run(form: str | None, table: str | None = None, again: bool = False) -> tuple[str, list[dict[str, Any]]]:
        form_words = [f"--{name}={value}" for name, value in (("format", form), ("table", table)) if value]
        option_words = [word for name, word in given.items() if not (again and name in keeps)]
        operands = words[:1] if again and question in _KEEPS else words
        status, output, messages, diagnostics = _truce.run(
            [question, *option_words, *form_words, "--", *operands], _reader(texts), _read_cited, _read_engine,
            open_database, progress, threads)
        if status:
            raise of_status(status, "\n".join(messages), diagnostics)
        return output, diagnostics

    if "format" in options or question in _TEXTS:
        return run(None)[0]
    output, diagnostics = run("json")
    return Result(json.loads(output), diagnostics, lambda form, table=None: run(form, table, True)[0])


def _json(value: Any) -> str:
    return json.dumps(value.to_dict() if isinstance(value, Result) else value, ensure_ascii=False)


def _asked(question: str, models: Iterable["Model"], arguments: Mapping[str, str]) -> Result:
    """A question of the library that no command asks as it is."""
    texts = [(one.text, one.name) for one in models]

    def run(form: str, table: str | None = None) -> tuple[str, list[dict[str, Any]]]:
        return _truce.ask(question, texts, list(arguments.items()), form, table)

    output, diagnostics = run("json")
    return Result(json.loads(output), diagnostics, lambda form, table=None: run(form, table)[0])


def _reader(texts: Mapping[str, str]) -> Callable[[str], bytes]:
    def read(name: str) -> bytes:
        return texts[name].encode() if name in texts else pathlib.Path(name).read_bytes()
    return read


def _read_cited(model: str, name: str) -> bytes:
    return pathlib.Path(os.path.dirname(model), name).read_bytes()


def _read_engine() -> bytes:
    """What a brief with `live` carries: the file beside this one, or that in TRUCE_ENGINE."""
    path = pathlib.Path(os.environ.get("TRUCE_ENGINE") or pathlib.Path(__file__).with_name("live.wasm.gz"))
    if not path.exists():
        raise FileNotFoundError(errno.ENOENT, "there is no engine for pages ('./run engine' makes it)", str(path))
    return path.read_bytes()


def load(path: str | os.PathLike[str]) -> Model:
    """The model in a file."""
    return Model(pathlib.Path(path).read_text("utf-8"), str(path))


def cases() -> Result:
    """The cases that are part of truce: conflicts and games to start from."""
    return _ask("cases", [], {}, None, 0, {})


def case(name: str) -> Model:
    """One of them, by its name or the beginning of it: ``case("elmira")``."""
    (one,) = _ask("cases", [name], {}, None, 0, {}).cases
    return Model(one["text"], one["name"])


def score(register: str | os.PathLike[str], answer: str | None = None, *, on: str | None = None,
          state: str | Sequence[str] | None = None, source: str | None = None, question: int | None = None) -> Result:
    """What the forecasts of a register were worth, which `forecast(register=...)` keeps; first answers questions by
    what was the case on a day (`on`, `state`), or one by its number with 'yes', 'no' or 'void'."""
    words = [os.fspath(register)] + ([answer] if answer else [])
    return _ask("score", words, {}, None, 0, {"on": on, "state": state, "source": source, "question": question})


def replies(source: str | os.PathLike[str] | Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Result:
    """What readers of a brief wrote: a reply file, a list of `truce replies list`, or the same as data. Addresses are
    left out. ``model.edited(reply["change"])`` is the model as a reply proposes it."""
    is_data = isinstance(source, (Mapping, list, tuple))
    return _asked("replies", [], {"replies": _json(source) if is_data else pathlib.Path(source).read_text("utf-8")})


def _method(name: str, argument: str, summary: str, about: str,
            options: list[tuple[str, str, str | None, str | None, str | None]]) -> Callable[..., Any]:
    taken = len(argument.split()) - 1

    def method(self: Model, *operands: Any, **given: Any) -> Any:
        if len(operands) > taken:
            raise TypeError(f"{name}() takes {taken} argument{'' if taken == 1 else 's'} without a name")
        return self.ask(name, *operands, **given)

    method.__name__ = name
    method.__doc__ = f"{summary[0].upper()}{summary[1:]}.\n\n{about}\n\n" + "\n".join(
        f"{option.replace('-', '_')}: {words}" for option, _, _, _, words in options if words and option not in _FORM)
    return method


QUESTIONS = [command for command in _truce.commands() if (command[1] or "").split()[:1] in (["MODEL"], ["BEFORE"])]
_TEXTS = {name for name, _, _, _, options in QUESTIONS
          if not any(option == "format" and "json" in (value or "") and (usual or "table") == "table"
                     for option, _, value, usual, _ in options)}
for _name, *_rest in QUESTIONS:
    if not hasattr(Model, _name):
        setattr(Model, _name, _method(_name, *_rest))
