"""The engine of `dure check`: everything that is wrong with all content, at once, with file, line and column."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import click

from bot.check_speech import check_speech
from bot.content_files import ContentFile, read_folder
from bot.findings import Finding, finding_of
from bot.review import Depth, review
from bot.settings import Settings
from bot.sources import ROOMS, Sources
from desk.deadlines import KST
from flows.check import Count

#: Above this the number of ways through all flows tells nobody anything.
MANY_WAYS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found, and how much it looked at."""

    findings: tuple[Finding, ...]
    entries: int
    flows: Count


def check_content(sources: Sources, today: date) -> tuple[Finding, ...]:
    """Everything that is wrong with the content of these folders."""
    return run_checks(sources, today).findings


def run_checks(sources: Sources, today: date, cache: Path | None = None, *, wanted: str = "") -> Checked:
    """Check the content of these folders; what was learned from content is kept in the `cache`.

    What takes long is done only for the file or folder that is `wanted`, as it is shown; empty: for all.
    """
    files = {room: read_folder(sources.folders[room]) for room in ROOMS}
    depth = Depth(cache=cache)
    if wanted:
        depth = replace(depth, wanted=lambda room, name: _is_in(f"{_shown(sources.folders[room])}/{name}", wanted))
    seen = review(files, sources, today, depth)
    check_speech(sources, files["bot"], seen.problems["bot"], entries=seen.entries, flows=seen.flows)
    found = {finding_of(problem, _shown(sources.folders[room])) for room in ROOMS for problem in seen.problems[room]}
    return Checked(findings=tuple(sorted(found)), entries=len(seen.entries), flows=seen.count)


def _shown(folder: Path) -> str:
    """A folder as the person who called knows it."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.as_posix()


def _is_in(file: str, wanted: str) -> bool:
    """Whether it is that file, or stands in that folder; both as they are shown."""
    return not wanted or file == wanted or file.startswith(f"{wanted}/")


def sources_for(path: Path | None, content_dir: Path | None) -> tuple[Sources, str]:
    """The content to check, and the file or folder whose findings are shown (empty: all)."""
    shipped = Sources.of(content_dir)
    if path is None:
        return shipped, ""
    folder = path if path.is_dir() else path.parent
    if any((folder / room).is_dir() and list((folder / room).rglob("*.yaml")) for room in ROOMS) and not _inside(folder, shipped):
        return Sources.of(folder), ""
    if _inside(folder, shipped):
        return shipped, "" if path.resolve() == Path.cwd() else _shown(path)
    room = _room_of(folder)
    return Sources(folders={**shipped.folders, room: folder}), _shown(path)


def _inside(folder: Path, sources: Sources) -> bool:
    """Whether the folder lies in one of the rooms' folders or around one."""
    here = folder.resolve()
    return any(here.is_relative_to(room.resolve()) or room.resolve().is_relative_to(here) for room in sources.folders.values())


def _room_of(folder: Path) -> str:
    """Which room a loose folder of YAML belongs to, told by what its files hold."""
    keys = {key for file in read_folder(folder) for key in _keys(file)}
    if keys & {"steps", "rates", "terms", "examples"}:
        return "flows"
    return "bot" if keys & {"hours", "words"} and "entries" not in keys else "faq"


def _keys(file: ContentFile) -> Iterator[str]:
    if isinstance(file.tree, dict):
        yield from file.tree


def check_command(path: Path | None, *, as_json: bool, hints: bool = False) -> int:
    """Print every finding, one a line, hints only when asked for; the exit code is 1 when anything keeps content from going live."""
    settings = Settings()
    sources, wanted = sources_for(path, settings.content_dir)
    checked = run_checks(sources, datetime.now(UTC).astimezone(KST).date(), settings.cache_dir, wanted=wanted)
    found = [one for one in checked.findings if _is_in(one.file, wanted)]
    wrong = [one for one in found if not one.is_hint]
    for finding in found if hints else wrong:
        click.echo(json.dumps(finding.as_json(), ensure_ascii=False) if as_json else str(finding))
    flows, more = checked.flows, len(found) - len(wrong)
    ways = f"{flows.ways:,}" if flows.ways < MANY_WAYS else f"more than {MANY_WAYS:,}"
    summary = f"{checked.entries} entries, {flows.flows} flows, {ways} ways, {flows.examples} examples, {len(wrong)} findings"
    click.echo(f"{summary}, {more} hints{'' if hints or not more else ' (--hints shows them)'}", err=True)
    return 1 if wrong else 0
