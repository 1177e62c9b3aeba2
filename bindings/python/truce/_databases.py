# SPDX-License-Identifier: Apache-2.0
"""Databases that commands keep (`store=`, `register=`, `truce.score`), by Python's own sqlite3. A file that is not
ours is not opened by SQLite at all: its head is read first, where the number of its application stands."""
from __future__ import annotations

import os
import pathlib
from typing import Any, Iterator

from . import _truce

_HEAD = 100
_PATIENCE = 10.0  # seconds, while another program writes


def open_database(path: str, application: int, may_create: bool) -> "Database":
    """As truce_host has it; what fails is raised, with its reason as words."""
    try:
        return Database(path, application, may_create)
    except OSError as error:
        raise ValueError(f"{path}: {error.strerror}") from error


class Database:
    """An open one. Without a COMMIT nothing stays."""

    def __init__(self, path: str, application: int, may_create: bool):
        import sqlite3  # some Pythons are built without it

        self._path = path
        self._is_new = may_create and not os.path.exists(path)
        self._error = sqlite3.Error
        self._is_complete = sqlite3.complete_statement
        with open(path, "ab" if self._is_new else "r+b"):
            pass  # whether it may be written: SQLite's own words are vaguer
        _look(path, application)
        uri = pathlib.Path(path).absolute().as_uri() + "?mode=rw"
        self._opened = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
        self._opened.execute("PRAGMA trusted_schema=OFF")

    def run(self, sql: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
        """Runs statements, each with these values, and gives their rows."""
        try:
            for statement in _statements(sql, self._is_complete):
                yield from self._opened.execute(statement, values)
        except self._error as error:
            raise ValueError(f"{self._path}: {error}") from error

    def close(self) -> None:
        self._opened.close()
        if self._is_new and os.path.getsize(self._path) == 0:
            os.remove(self._path)


def _look(path: str, application: int) -> None:
    with open(path, "rb") as file:
        wrong = _truce.database_wrong(file.read(_HEAD), application)
    if wrong:
        raise ValueError(f"{path}: {wrong}")


def _statements(sql: str, is_complete: Any) -> Iterator[str]:
    """One after the other: sqlite3 runs no two at once unless it may commit."""
    begin = 0
    while begin < len(sql):
        end = sql.find(";", begin) + 1 or len(sql)
        while end < len(sql) and not is_complete(sql[begin:end]):
            end = sql.find(";", end) + 1 or len(sql)
        if sql[begin:end].strip():
            yield sql[begin:end]
        begin = end
