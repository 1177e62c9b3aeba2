# SPDX-License-Identifier: Apache-2.0
"""Results: what `--format json` shows, as attributes; and the same in other forms."""
from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Callable

if TYPE_CHECKING:
    import pandas


class Result:
    """The answer to a question. Its attributes are those of the JSON (`truce schema NAME`), as plain dicts, lists,
    numbers and text; other forms are computed when they are asked for."""

    def __init__(self, found: dict[str, Any], warnings: list[dict[str, Any]], render: Callable[..., str]):
        self._found = found
        self._render = render
        self.warnings = warnings

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["_found"][name]
        except KeyError:
            raise AttributeError(f"the result has no '{name}'; it has {', '.join(self._found)}") from None

    def __getitem__(self, name: str) -> Any:
        return self._found[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._found]

    def to_dict(self) -> dict[str, Any]:
        """All of it."""
        return self._found

    def to_text(self) -> str:
        """As the command line prints it."""
        return self._render("table")

    def to_html(self, table: str | None = None) -> str:
        """Its tables, or one of them, as a part of a page."""
        return self._render("html", table)

    def to_latex(self, table: str | None = None) -> str:
        return self._render("latex", table)

    def to_markdown(self, table: str | None = None) -> str:
        return self._render("markdown", table)

    def to_csv(self, table: str | None = None) -> str:
        """One table, the first unless another is named."""
        return self._render("csv", table)

    def to_pandas(self, table: str | None = None) -> "pandas.DataFrame":
        """One table, the first unless another is named, as a DataFrame."""
        import pandas

        return pandas.read_csv(io.StringIO(self.to_csv(table)))

    def __repr__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        return self.to_html()
