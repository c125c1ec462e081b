"""Where content comes from."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

#: The rooms that have content.
ROOMS = ("faq", "flows", "bot")
_SHIPPED = Path(__file__).parent.parent
_CACHE_FORM = "3"
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
