"""Commands for staff on entries: start one, find what is out of date or rests on an article, and learn from what was asked in vain."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import click

from bot.cli_faq import outside_texts
from bot.edits import CannotEdit, new_file, outside_with, with_ask, with_entry
from bot.gaps import Gap, gaps_of
from bot.knowledge import Loader
from bot.settings import Settings
from bot.sources import Sources
from desk.deadlines import KST
from faq.schema import Entry
from storage import unanswered
from storage.database import StoreUnavailable, Transaction
from storage.open import open_to_read

T = TypeVar("T")
OUTSIDE, STRANGERS = "out-of-scope.yaml", "strangers.yaml"
_BLANKS = re.compile(r"\s+")
#: The syllable with which the number of an inserted article goes on.
_INSERTED = re.compile(r"\uc758\d")


def _loader() -> Loader:
    return Loader(Sources.of(Settings().content_dir), None)


def _entries() -> tuple[Entry, ...]:
    return _loader().entries()


def _folder() -> Path:
    return Sources.of(Settings().content_dir).folders["faq"]


@click.command()
@click.argument("file")
@click.argument("id")
@click.argument("title")
@click.option("--topic", default="other", show_default=True, help="Only for a new file.")
def new(file: str, id: str, title: str, topic: str) -> None:
    """Start an entry at the end of FILE (such as formation/members); fill in the rest and run: dure check."""
    path = _folder() / f"{file.removesuffix('.yaml')}.yaml"
    if any(entry.id == id for entry in _entries()):
        raise click.BadParameter(f"there is an entry {id} already")
    schema = "/".join([".."] * (len(Path(file).parts) + 1)) + "/docs/schema/faq.json"
    raw = path.read_bytes() if path.exists() else new_file(topic, schema)
    path.parent.mkdir(parents=True, exist_ok=True)
    phrases = _loader().speech()[0]
    lines = phrases.say("entry_template", id=id, title=json.dumps(title, ensure_ascii=False), today=datetime.now(KST).date().isoformat())
    path.write_bytes(with_entry(raw, "\n".join(f"  {line}".rstrip() for line in lines.splitlines()) + "\n"))
    click.echo(path)


@click.command()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As if it were this day.")
def stale(on: datetime | None) -> None:
    """Entries that are due for review, the longest overdue first."""
    today = on.date() if on else datetime.now(KST).date()
    due = sorted((entry for entry in _entries() if entry.review_by <= today), key=lambda entry: (entry.review_by, entry.id))
    for entry in due:
        click.echo(f"{entry.review_by}  {entry.id}  {entry.title}")
    click.echo(f"{len(due)} of {len(_entries())} entries are due on {today}")


@click.command()
@click.argument("article")
def law(article: str) -> None:
    """Entries that rest on an ARTICLE, such as "제15조" or "근로기준법 제60조"."""
    wanted = _BLANKS.sub("", article)
    found = [(entry, basis) for entry in _entries() for basis in entry.law if _rests_on(_BLANKS.sub("", basis), wanted)]
    for entry, basis in found:
        click.echo(f"{entry.id}  {basis}  {entry.title}")
    click.echo(f"{len({entry.id for entry, _ in found})} entries")


def _rests_on(basis: str, wanted: str) -> bool:
    """An article is not part of another: number 1 stands neither in number 11 nor in an article inserted after it."""
    place = basis.find(wanted)
    rest = basis[place + len(wanted) :] if place >= 0 else ""
    return place >= 0 and not _INSERTED.match(rest) and not (rest[:1].isdigit() and wanted[-1:].isdigit())


@click.command()
@click.option("--days", default=30, show_default=True, help="Use of this many days, when the database is there.")
def stats(days: int) -> None:
    """How much there is of what, and how it is used."""
    found = _entries()
    for topic, many in sorted(Counter(entry.topic for entry in found).items()):
        click.echo(f"{topic:12} {many:4}")
    phrasings, tests = sum(len(entry.phrasings) - 1 for entry in found), sum(len(entry.tests) for entry in found)
    click.echo(f"{'entries':12} {len(found):4}   phrasings {phrasings}, tests {tests}, urgent {sum(entry.urgent for entry in found)}")
    used = _from_database(lambda tx: unanswered.uses(tx, datetime.now(UTC) - timedelta(days=days)))
    for (entry, use), many in sorted((used or {}).items(), key=lambda line: (-line[1], line[0]))[:20]:
        click.echo(f"{many:5}  {use:10} {entry}")


@click.command()
@click.option("--days", default=30, show_default=True, help="Look back this far.")
@click.option("--accept", type=int, help="Add the phrase of proposal number N to its entry.")
@click.option("--entry", help="With --accept: the entry it belongs to.")
@click.option("--reject", type=int, help="Put the phrase of proposal number N on the list of what no entry answers.")
@click.option("--topic", help="With --reject: the topic of strangers.yaml it belongs to; the matcher learns it.")
def gaps(days: int, accept: int | None, entry: str | None, reject: int | None, topic: str | None) -> None:
    """What was asked in vain, as proposals to accept or reject; nothing changes by itself."""
    start = datetime.now(UTC) - timedelta(days=days)
    asked = _from_database(lambda tx: unanswered.since(tx, start)) or []
    knowledge = Loader(Sources.of(Settings().content_dir), Settings().cache_dir).load()
    found = gaps_of(asked, knowledge.matcher, outside_texts(_loader()))
    chosen = accept or reject
    if chosen is None:
        _list(found)
        return
    if not 1 <= chosen <= len(found):
        raise click.BadParameter(f"there are proposals 1 to {len(found)}")
    gap = found[chosen - 1]
    if accept:
        _accept(gap, entry or gap.entry)
    elif topic:
        _recognise(gap, topic)
    else:
        _edit(_folder() / OUTSIDE, lambda raw: outside_with(raw, gap.phrase))


def _list(found: tuple[Gap, ...]) -> None:
    for number, gap in enumerate(found, start=1):
        click.echo(f"{number:3}. {len(gap.questions)}x  {gap.phrase}\n       -> {gap.entry or 'new entry'}")
    click.echo(f"{len(found)} proposals; --accept N, --reject N")


def _accept(gap: Gap, entry: str | None) -> None:
    if entry is None:
        raise click.UsageError("this needs a new entry: dure faq new FILE ID TITLE; or name one with --entry")
    for path in sorted(_folder().rglob("*.yaml")):
        if _edit(path, lambda raw: with_ask(raw, entry, gap.phrase)):
            return
    raise click.UsageError(f"no file holds an entry {entry} that can be edited")


def _recognise(gap: Gap, topic: str) -> None:
    if not _edit(_folder() / STRANGERS, lambda raw: with_ask(raw, topic, gap.phrase, rows="strangers")):
        raise click.UsageError(f"{STRANGERS} holds no topic {topic} that can be edited")


def _edit(path: Path, change: Callable[[bytes], bytes]) -> bool:
    try:
        changed = change(path.read_bytes())
    except (CannotEdit, FileNotFoundError):
        return False
    path.write_bytes(changed)
    click.echo(f"{path}: changed")
    return True


def _from_database(work: Callable[[Transaction], Coroutine[object, object, T]]) -> T | None:
    """Whatever `work` finds; None where there is no database yet."""

    async def run() -> T:
        database = await open_to_read(Settings().database_url)
        try:
            return await database.read(work)
        finally:
            await database.close()

    try:
        return asyncio.run(run())
    except StoreUnavailable:
        return None


COMMANDS = (new, stale, law, stats, gaps)
