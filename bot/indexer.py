"""Learns from the content in a process of its own: it takes all of a core for seconds and memory that would not come back."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import structlog

from bot.knowledge import Loader
from bot.sources import Sources

log = structlog.get_logger()

#: The shipped content takes about half a minute on a slow core.
SECONDS = 300.0
#: Nothing of our settings is its business.
_KEPT = ("PATH", "HOME", "LANG", "SYSTEMROOT", "VIRTUAL_ENV", "PYTHONPATH")


def index_apart(sources: Sources, cache: Path) -> None:
    """Put the matcher of this content into the cache; when that fails, whoever needs it makes it."""
    command = [sys.executable, "-m", "bot.indexer", str(cache), *(f"{room}={folder}" for room, folder in sources.folders.items())]
    environment = {name: value for name in _KEPT if (value := os.environ.get(name))}
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, env=environment)  # noqa: S603 - our own program
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", None) or b""
        log.warning("index_apart_failed", error=type(error).__name__, said=said.decode(errors="replace")[-300:])


def main(cache: str, *folders: str) -> None:
    """The process: the place of the cache, then `room=folder` of each. Of several with one cache, one learns and the others wait for it."""
    sources = Sources(folders={room: Path(folder) for room, _, folder in (one.partition("=") for one in folders)})
    Path(cache).mkdir(parents=True, exist_ok=True)
    with (Path(cache) / "indexer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        loader = Loader(sources, Path(cache))
        loader.matcher()
        if not loader.is_indexed:
            sys.exit("the cache cannot be written")


if __name__ == "__main__":
    main(*sys.argv[1:])
