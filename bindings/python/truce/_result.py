# SPDX-License-Identifier: Apache-2.0
"""Results: what `--format json` shows, as attributes; and the same in other forms."""
from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Callable, Iterator

if TYPE_CHECKING:
    import pandas


_GUARD = r"^'(?=[=+\-@\t\r])"  # what CSV puts before what a spreadsheet would take for a formula
_NUMBER = r"-?[0-9]+(\.[0-9]+)?"


def _keys_of_text(value: Any, key: str | None = None) -> Iterator[str]:
    """The keys under which texts stand."""
    if isinstance(value, str) and key is not None:
        yield key
    for inner, one in value.items() if isinstance(value, dict) else ():
        yield from _keys_of_text(one, inner)
    for one in value if isinstance(value, list) else ():
        yield from _keys_of_text(one, key)


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
        """One table, the first unless another is named, as a DataFrame. What is text in the JSON stays text, codes
        such as "01" and levels such as "NA" among it; of numbers, what is not there is NaN."""
        import pandas

        cells = pandas.read_csv(io.StringIO(self.to_csv(table)), dtype=str, keep_default_na=False)
        words = set(_keys_of_text(self._found))

        def typed(column: "pandas.Series") -> "pandas.Series":
            column = column.str.replace(_GUARD, "", regex=True)
            is_number = column.name not in words and column[column != ""].str.fullmatch(_NUMBER).all()
            return pandas.to_numeric(column) if is_number else column

        return cells.apply(typed)

    def __repr__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        return self.to_html()
