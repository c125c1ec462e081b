"""Reads staff's YAML into plain text trees and remembers where every value stands.

Every scalar stays text; tags, anchors, aliases, second documents and doubled keys are refused, so a file can neither run anything nor
surprise anybody (12:30 stays 12:30, no stays no).
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

#: The reader written in C where PyYAML has it: ten times faster, same nodes.
LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 1_000_000
MAX_DEPTH = 24

#: A plain tree of dict, list and str.
Tree = dict[str, "Tree"] | list["Tree"] | str
#: Path to a value inside a file: keys and indices.
Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Position:
    """Line and column as an editor counts them, from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a file that keeps it from going live."""

    file: str
    position: Position
    #: Name of the sentence in `bot/content/findings.yaml`.
    code: str
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFile:
    """One file as read: its tree (None when unreadable), where each value stands, and what is wrong with its form."""

    name: str
    tree: Tree | None
    positions: dict[Loc, Position]
    problems: tuple[Problem, ...] = ()
    #: Hash of its bytes.
    digest: str = ""

    def position(self, loc: Loc) -> Position:
        """Where the value at `loc` stands, or its nearest parent that does."""
        while loc and loc not in self.positions:
            loc = loc[:-1]
        return self.positions.get(loc, Position())


def read_folder(folder: Path, pattern: str = "**/*.yaml") -> tuple[ContentFile, ...]:
    """All YAML files below `folder` in the order of their names."""
    return read_again(folder, {}, pattern)


def read_again(folder: Path, known: Mapping[str, tuple[str, Tree]], pattern: str = "**/*.yaml") -> tuple[ContentFile, ...]:
    """As `read_folder`, but a file whose digest is `known` by its name has the tree that is known, and no positions."""
    files = []
    for path in sorted(folder.glob(pattern)):
        name = path.relative_to(folder).as_posix()
        digest, tree = known.get(name, ("", ""))
        same = digest and path.is_file() and digest_of(path.read_bytes()) == digest
        files.append(ContentFile(name=name, tree=tree, positions={}, digest=digest) if same else read_file(path, name))
    return tuple(files)


def read_file(path: Path, name: str) -> ContentFile:
    """Read one file; a file that cannot be read is a ContentFile with a problem, never an exception."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return _broken(name, Position(), "unreadable", reason=error.strerror or "")
    return replace(parse(raw, name), digest=digest_of(raw))


def digest_of(raw: bytes) -> str:
    """What tells one state of a file from another."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def parse(raw: bytes, name: str) -> ContentFile:
    """Read the bytes of one file."""
    if len(raw) > MAX_BYTES:
        return _broken(name, Position(), "too_large", limit=str(MAX_BYTES))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return _broken(name, Position(line=line), "not_utf8")
    try:
        nodes = list(yaml.compose_all(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        return _broken(name, _position(error.problem_mark), "syntax", reason=error.problem or "")
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return _broken(name, Position(), "syntax", reason=type(error).__name__)
    if len(nodes) != 1 or nodes[0] is None:
        return _broken(name, Position(), "not_one_document")
    reader = _Reader(name)
    tree = reader.read(nodes[0], ())
    problems = (*reader.problems, *_anchors(text, name))
    return ContentFile(name=name, tree=tree, positions=reader.positions, problems=problems)


def _broken(name: str, position: Position, code: str, **details: str) -> ContentFile:
    problem = Problem(file=name, position=position, code=code, details=details)
    return ContentFile(name=name, tree=None, positions={}, problems=(problem,))


def _position(mark: yaml.error.Mark | None) -> Position:
    return Position(line=mark.line + 1, column=mark.column + 1) if mark else Position()


def _anchors(text: str, name: str) -> Iterator[Problem]:
    """Anchors and aliases are refused: a handful of them can unfold into gigabytes."""
    if "&" not in text and "*" not in text:
        return
    for token in yaml.scan(text, Loader=LOADER):
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
            yield Problem(file=name, position=_position(token.start_mark), code="alias")


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.positions: dict[Loc, Position] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def read(self, node: yaml.Node, loc: Loc) -> Tree:
        self.positions.setdefault(loc, _position(node.start_mark))
        if id(node) in self._seen:
            # An alias, which `_anchors` reports where it stands.
            return ""
        if len(loc) > MAX_DEPTH:
            self._report(node, "too_deep")
            return ""
        self._seen.add(id(node))
        if node.tag.startswith("!") or node.tag.startswith("tag:yaml.org,2002:python"):
            self._report(node, "tag", tag=node.tag)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*loc, index)) for index, child in enumerate(node.value)]
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> Tree:
        tree: dict[str, Tree] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(key, "key_not_text")
                continue
            if key.value in tree:
                self._report(key, "doubled_key", key=str(key.value))
                continue
            self.positions[(*loc, key.value)] = _position(key.start_mark)
            tree[str(key.value)] = self.read(value, (*loc, key.value))
        return tree

    def _report(self, node: yaml.Node, code: str, **details: str) -> None:
        self.problems.append(Problem(file=self.name, position=_position(node.start_mark), code=code, details=details))
