"""Where content comes from, and a cache of what was read, so that a restart with unchanged content costs nothing."""

import hashlib
import json
import mmap
import os
from dataclasses import dataclass
from pathlib import Path

from bot.content_files import ContentFile, Tree, read_folder

#: The rooms that have content.
ROOMS = ("faq", "flows", "bot")
_SHIPPED = Path(__file__).parent.parent
_CACHE_FORM = "1"
#: Name, size and time of every file.
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The content folder of each room."""

    folders: dict[str, Path]

    @classmethod
    def of(cls, content_dir: Path | None) -> "Sources":
        """The folders `DIR/faq`, `DIR/flows`, `DIR/bot`; what DIR does not have is taken as shipped."""
        shipped = {room: _SHIPPED / room / "content" for room in ROOMS}
        own = {room: content_dir / room for room in ROOMS if content_dir and (content_dir / room).is_dir()}
        return cls(folders={**shipped, **own})

    def stamp(self) -> Stamp:
        """Name, size and time of every file: cheap to compare once a second."""
        found = []
        for folder in self.folders.values():
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".yaml", ".json") and path.is_file():
                    status = path.stat()
                    found.append((str(path), status.st_size, status.st_mtime_ns))
        return tuple(found)

    def version(self) -> str:
        """Hash of all content: the same content has the same version on every machine."""
        digest = hashlib.sha256(_CACHE_FORM.encode())
        for room, folder in self.folders.items():
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".yaml", ".json") and path.is_file():
                    digest.update(f"{room}/{path.relative_to(folder).as_posix()}\0".encode())
                    digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:32]


def read(sources: Sources, version: str, cache: Path | None) -> dict[str, tuple[ContentFile, ...]]:
    """All files by room. Files without problems come from the cache when there is one of this version (then without positions)."""
    if cache and (kept := _from_cache(cache / f"content-{version}.json")):
        return kept
    files = {room: read_folder(folder) for room, folder in sources.folders.items()}
    if cache and not any(file.problems for found in files.values() for file in found):
        trees = {room: {file.name: file.tree for file in found} for room, found in files.items()}
        write(cache / f"content-{version}.json", json.dumps(trees, ensure_ascii=False).encode())
    return files


def _from_cache(path: Path) -> dict[str, tuple[ContentFile, ...]] | None:
    try:
        trees: dict[str, dict[str, Tree]] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return {room: tuple(ContentFile(name=name, tree=tree, positions={}) for name, tree in found.items()) for room, found in trees.items()}


def mapped(path: Path) -> mmap.mmap:
    """A file as memory, read where it is touched and given back when others need it. Raises OSError, ValueError for an empty file."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def write(path: Path, raw: bytes) -> None:
    """Write a cache file in whole or not at all; a cache that cannot be written is no reason to stop."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}.half")
        half.write_bytes(raw)
        half.replace(path)
        _forget_others(path)
    except OSError:
        return


def _forget_others(path: Path) -> None:
    """Keep the three newest caches of a kind."""
    kind = path.name.split("-", 1)[0]
    for old in sorted(path.parent.glob(f"{kind}-*"), key=lambda other: other.stat().st_mtime)[:-3]:
        old.unlink(missing_ok=True)
