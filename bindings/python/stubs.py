# SPDX-License-Identifier: Apache-2.0
"""Writes truce/_model.pyi: what editors and type checkers know of the questions, from the table of commands.

    python3 bindings/python/stubs.py          prints it
"""
import ast
import inspect
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent

_TYPES = {"flag": "bool", "number": "int", "share": "float | str", "names": "str | Sequence[str]",
          "parties": "str | Sequence[str]", "coalitions": "str | Sequence[str]", "groups": "str | Sequence[str]",
          "state": "int | str",
          "statement": "str | Sequence[int]", "either": "int | str | Sequence[int]",
          "rows": "str | Sequence[int]"}
_RESERVED = {"from": "from_"}
_HEAD = '''# Made by stubs.py from the table of commands.
from collections.abc import Callable, Iterable, Mapping, Sequence
from os import PathLike
from typing import Any, Literal

from ._result import Result

QUESTIONS: list[tuple[Any, ...]]

def case(name: str) -> Model: ...
def cases() -> Result: ...
def load(path: str | PathLike[str]) -> Model: ...
def replies(source: str | PathLike[str] | Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Result: ...
def score(register: str | PathLike[str], answer: str | None = None, *, on: str | None = None,
          state: str | Sequence[str] | None = None, source: str | None = None,
          question: int | None = None) -> Result: ...

class Model:
    text: str
    name: str
    def __init__(self, source: str | Mapping[str, Any], name: str = "model") -> None: ...
'''


def _written(node):
    """The members that _model.py writes out itself."""
    for member in node.body:
        if not isinstance(member, ast.FunctionDef) or member.name.startswith("_"):
            continue
        head = ast.unparse(ast.FunctionDef(member.name, member.args, [ast.Expr(ast.Constant(...))],
                                           member.decorator_list, member.returns, lineno=0))
        yield from ("    " + line for line in head.replace(":\n    ...", ": ...").replace('"Model"', "Model")
                    .replace("'Model'", "Model").splitlines())


def _question(name, argument, options, is_text):
    operands = {"TARGET": "target: str | int", "AFTER": "after: Model"}
    words = ["self", *(operands[word] for word in argument.split()[1:]), "*"]
    for option, kind, value, _, _ in options:
        is_operand = option.upper() in argument.split()
        if is_operand or option in ("table", "bom", "document") or (option == "format" and not is_text):
            continue
        kind_of = _TYPES.get(kind, "str")
        if kind == "choice":
            kind_of = "Literal[" + ", ".join(repr(word) for word in value.split("|")) + "]"
        words.append(f"{_RESERVED.get(option, option.replace('-', '_'))}: {kind_of} | None = None")
    words.append("progress: Callable[[str, int, int], None] | None = None")
    words.append("threads: int = 0")
    return f"    def {name}({', '.join(words)}) -> {'str' if is_text else 'Result'}: ..."


def stub():
    sys.path.insert(0, str(HERE))
    from truce import _model
    tree = ast.parse(inspect.getsource(_model))
    node = next(one for one in tree.body if isinstance(one, ast.ClassDef))
    lines = list(_written(node))
    lines += [_question(name, argument, options, name in _model._TEXTS)
              for name, argument, _, _, options in _model.QUESTIONS
              if not any(one.name == name for one in node.body if isinstance(one, ast.FunctionDef))]
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(stub())
