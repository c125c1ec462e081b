"""Changes to staff's YAML that leave every other byte as it is: comments, order and line ends stay."""

import json
import re

from bot.content_files import Tree, parse

_PLAIN = re.compile(r"^\w[^:#\n\"'{}\[\]&*!|>%@`]*$")


class CannotEdit(Exception):
    """The file is not laid out as expected: somebody has to edit it by hand."""


def with_ask(raw: bytes, entry: str, phrase: str, *, rows: str = "entries") -> bytes:
    """The file with one more phrasing at the end of the `asks` of an entry, or of another of its `rows`. Raises CannotEdit."""
    before = parse(raw, "file")
    place, asks = _asks_of(before.tree, entry, rows)
    last = before.position((rows, place, "asks", len(asks) - 1))
    lines = raw.decode("utf-8-sig").splitlines(keepends=True)
    indent, dash, _ = lines[last.line - 1].partition("-")
    if not dash or indent.strip():
        raise CannotEdit(entry)
    ending = "\r\n" if lines[last.line - 1].endswith("\r\n") else "\n"
    if not lines[last.line - 1].endswith("\n"):
        lines[last.line - 1] += ending
    lines.insert(last.line, f"{indent}- {_scalar(phrase)}{ending}")
    mark = "\ufeff" if raw.startswith(b"\xef\xbb\xbf") else ""
    changed = (mark + "".join(lines)).encode()
    if _asks_of(parse(changed, "file").tree, entry, rows)[1] != [*asks, " ".join(phrase.split())]:
        raise CannotEdit(entry)
    return changed


def new_file(topic: str, schema: str) -> bytes:
    """A file without entries."""
    return f"# yaml-language-server: $schema={schema}\ntopic: {topic}\nentries:\n".encode()


def with_entry(raw: bytes, lines: str) -> bytes:
    """The file with one more entry, given as YAML lines, at its end. Raises CannotEdit when that breaks it."""
    body = raw if raw.endswith(b"\n") else raw + b"\n"
    changed = body + lines.encode()
    if parse(changed, "file").tree is None:
        raise CannotEdit(lines.partition("\n")[0])
    return changed


def outside_with(raw: bytes, phrase: str) -> bytes:
    """The list of what no entry answers with one more message at its end."""
    body = raw if raw.endswith(b"\n") else raw + b"\n"
    return body + f"  - {{kind: near, text: {_quoted(phrase)}}}\n".encode()


def _asks_of(tree: Tree | None, entry: str, rows: str) -> tuple[int, list[Tree]]:
    entries = tree.get(rows) if isinstance(tree, dict) else None
    for place, one in enumerate(entries if isinstance(entries, list) else []):
        asks = one.get("asks") if isinstance(one, dict) and one.get("id") == entry else None
        if isinstance(asks, list) and asks:
            return place, asks
    raise CannotEdit(entry)


def _scalar(phrase: str) -> str:
    """Plain where YAML reads it plainly, else quoted."""
    text = " ".join(phrase.split())
    return text if _PLAIN.match(text) else _quoted(text)


def _quoted(phrase: str) -> str:
    return json.dumps(" ".join(phrase.split()), ensure_ascii=False)
