"""Plain text trees as the shell reads them from YAML, and a reader that reports every problem with its place."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

IDENTIFIER = "abcdefghijklmnopqrstuvwxyz0123456789-"

#: A plain tree of dict, list and str.
Tree = dict[str, "Tree"] | list["Tree"] | str
#: Path to a value inside a file: keys and indices.
Loc = tuple[str | int, ...]


class Report(Protocol):
    """Takes note of a problem: where it stands, the name of its sentence, and what to fill into that sentence."""

    def __call__(self, loc: Loc, code: str, /, **details: str) -> None: ...


class Fields:
    """One mapping of a file. Hands out its values and reports what is missing, misshapen or unknown."""

    def __init__(self, tree: Tree, loc: Loc, report: Report) -> None:
        self.loc = loc
        self._report = report
        self._asked: set[str] = set()
        self._tree: dict[str, Tree] = tree if isinstance(tree, dict) else {}
        if not isinstance(tree, dict):
            report(loc, "not_a_mapping")

    def __contains__(self, key: str) -> bool:
        return key in self._tree

    def names(self) -> tuple[str, ...]:
        """The names in the order of the file."""
        return tuple(self._tree)

    def report(self, key: str, code: str, /, **details: str) -> None:
        """Report a problem of one value."""
        self._report((*self.loc, key) if key else self.loc, code, **details)

    def raw(self, key: str) -> Tree | None:
        """The value as it stands."""
        self._asked.add(key)
        return self._tree.get(key)

    def text(self, key: str, *, default: str | None = None, limit: int = 4000) -> str:
        """A text without blanks around it; `default=None` makes it required."""
        value = self.raw(key)
        if value is None:
            if default is None:
                self.report(key, "missing_key", key=key)
            return default or ""
        if not isinstance(value, str):
            self.report(key, "not_a_text", key=key)
            return default or ""
        text = value.strip()
        if not text and default is None:
            self.report(key, "empty_value", key=key)
        if len(text) > limit:
            self.report(key, "value_too_long", key=key, max_length=str(limit), length=str(len(text)))
        return text

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts; one text alone is a list of one."""
        value = self.raw(key)
        if value is None or value == "":
            if required:
                self.report(key, "missing_key", key=key)
            return ()
        found: list[str] = []
        for index, item in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(item, str) and item.strip():
                found.append(item.strip())
            else:
                self._report((*self.loc, key, index), "not_a_text", key=key)
        return tuple(found)

    def maps(self, key: str, *, required: bool = False) -> Iterator["Fields"]:
        """The mappings of a list."""
        value = self.raw(key)
        if value is None:
            if required:
                self.report(key, "missing_key", key=key)
            return
        if not isinstance(value, list):
            self.report(key, "not_a_list", key=key)
            return
        if not value and required:
            self.report(key, "empty_value", key=key)
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield Fields(item, (*self.loc, key, index), self._report)
            else:
                self._report((*self.loc, key, index), "not_a_mapping")

    def map(self, key: str) -> "Fields | None":
        """A mapping, or None when it is not there."""
        value = self.raw(key)
        return None if value is None else Fields(value, (*self.loc, key), self._report)

    def identifier(self, key: str, pattern: str = IDENTIFIER) -> str:
        """A name made of a-z, 0-9 and -."""
        text = self.text(key)
        if text and not _matches(text, pattern):
            self.report(key, "bad_id", value=text)
        return text

    def flag(self, key: str) -> bool:
        """true or false (or yes and no); false when it is not there."""
        text = self.text(key, default="false")
        if text not in ("yes", "no", "true", "false"):
            self.report(key, "not_true_or_false", key=key, value=text)
        return text in ("yes", "true")

    def day(self, key: str, *, required: bool = True) -> date | None:
        """A date as YYYY-MM-DD."""
        text = self.text(key, default=None if required else "")
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.report(key, "not_a_date", key=key, value=text)
            return None

    def close(self) -> None:
        """Report every name that nobody asked for; call it last."""
        for key in self._tree:
            if key not in self._asked:
                self.report(key, "unknown_key", key=key, known=", ".join(sorted(self._asked)))


def _matches(text: str, pattern: str) -> bool:
    return all(sign in pattern for sign in text) and text[0] != "-"
