# SPDX-License-Identifier: Apache-2.0
"""What goes wrong, as exceptions. Each carries the diagnostics as data."""
from __future__ import annotations

from typing import Any


class Error(Exception):
    """What truce could not do. ``status`` is the exit status of the command line, ``diagnostics`` are dicts with
    ``severity``, ``file``, ``line``, ``column``, ``length``, ``message``, ``hint``."""

    def __init__(self, status: int, words: str, diagnostics: list[dict[str, Any]]):
        super().__init__(words)
        self.status = status
        self.diagnostics = diagnostics


class ModelError(Error):
    """The model is wrong."""


class UsageError(Error, ValueError):
    """What was asked is wrong: no such concept, state, option."""


class LimitError(Error):
    """A limit was reached: memory, the number of states, the size of a text."""


_TYPES = {1: ModelError, 2: UsageError, 3: LimitError}


def of_status(status: int, words: str, diagnostics: list[dict[str, Any]]) -> Error:
    """The exception for an exit status."""
    return _TYPES.get(status, Error)(status, words.strip(), diagnostics)
