"""A cache of what was read, so that a restart with unchanged content costs little and keeps little in memory."""

import json
import mmap
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.content_files import ContentFile, Tree, read_again
from bot.flow_files import EXAMPLES
from bot.sources import ROOMS, Sources
from faq import variants

Files = Mapping[str, tuple[ContentFile, ...]]
#: Digests and trees, small.
Folded = bytes | mmap.mmap
#: Trees by room and name of the file.
Trees = dict[str, dict[str, Tree]]
#: FAQ files that hold no entries.
FAQ_SIDE_FILES = ("thesaurus.yaml", "manners.yaml", "out-of-scope.yaml", "strangers.yaml", "laws.yaml", "facts.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The files by room, and everything they say, folded."""

    files: Files
    folded: Folded
    #: Without what only the matcher learns from or only a check looks at.
    lean: bool = False


def read(sources: Sources, version: str, cache: Path | None, *, served: bool = False, before: Folded | None = None) -> Content:
    """All files. When only what is `served` is wanted, that comes from the cache if it is there: without what only the matcher learns
    from or only a check looks at, and without positions. Files with problems are not kept. Files that are as `before` are not read anew and
    have no positions."""
    if cache and served and (kept := _from_cache(cache, version)):
        return kept
    known = _unfolded(before) if before else {}
    files = {room: read_again(folder, known.get(room, {})) for room, folder in sources.folders.items()}
    folded = fold(files)
    if cache and not any(file.problems for found in files.values() for file in found):
        write(cache / f"content-{version}.json", json.dumps(_served(files), ensure_ascii=False).encode())
        write(cache / f"folded-{version}.z", folded)
    return Content(files=files, folded=folded)


def fold(files: Files) -> bytes:
    """Everything the files say, in a tenth of the memory: it is wanted only when somebody edits them."""
    trees = {room: {file.name: (file.digest, file.tree) for file in found if file.tree is not None} for room, found in files.items()}
    return zlib.compress(json.dumps(trees, ensure_ascii=False).encode(), 1)


def unfold(folded: Folded) -> Trees:
    """The trees again."""
    return {room: {name: tree for name, (_, tree) in found.items()} for room, found in _unfolded(folded).items()}


def _unfolded(folded: Folded) -> dict[str, dict[str, tuple[str, Tree]]]:
    """Digests and trees; none from a cache that is damaged."""
    try:
        found: dict[str, dict[str, tuple[str, Tree]]] = json.loads(zlib.decompress(folded))
    except (zlib.error, ValueError):
        return {room: {} for room in ROOMS}
    return found


def _served(files: Files) -> Trees:
    """What is needed to answer people when the matcher has learned already; every file still has its form."""
    trees: Trees = {room: {file.name: file.tree for file in found if file.tree is not None} for room, found in files.items()}
    entries = {name: tree for name, tree in trees["faq"].items() if name not in FAQ_SIDE_FILES and not name.startswith(variants.FOLDER)}
    flows = {name: tree for name, tree in trees["flows"].items() if not name.endswith(EXAMPLES)}
    return {**trees, "faq": {name: _lean(tree) for name, tree in entries.items()}, "flows": flows}


def _lean(tree: Tree) -> Tree:
    """A file of entries with one phrasing each and no tests."""
    rows = tree.get("entries") if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or not isinstance(rows, list):
        return tree
    return {**tree, "entries": [_lean_entry(row) for row in rows]}


def _lean_entry(row: Tree) -> Tree:
    asks = row.get("asks") if isinstance(row, dict) else None
    return {**row, "asks": asks[:1], "tests": []} if isinstance(row, dict) and isinstance(asks, list) else row


def _from_cache(cache: Path, version: str) -> Content | None:
    try:
        trees: Trees = json.loads((cache / f"content-{version}.json").read_bytes())
        folded = mapped(cache / f"folded-{version}.z")
    except (OSError, ValueError):
        return None
    files = {room: tuple(ContentFile(name=name, tree=tree, positions={}) for name, tree in found.items()) for room, found in trees.items()}
    return Content(files=files, folded=folded, lean=True)


def mapped(path: Path) -> mmap.mmap:
    """A file as memory, read where it is touched and given back when others need it. Raises OSError, ValueError for an empty file."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def write(path: Path, raw: bytes) -> None:
    """Write a cache file in whole or not at all; a cache that cannot be written is no reason to stop."""
    half = path.with_suffix(f".{os.getpid()}.half")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            half.write_bytes(raw)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
        _forget_others(path)


def _forget_others(path: Path) -> None:
    """Keep the three newest caches of a kind."""
    kind = path.name.split("-", 1)[0]
    whole = (other for other in path.parent.glob(f"{kind}-*") if other.suffix != ".half")
    for old in sorted(whole, key=lambda other: other.stat().st_mtime)[:-3]:
        old.unlink(missing_ok=True)
