"""Commands on content: ask, talk, check, faq and flows."""

import asyncio
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from bot import logs
from bot.knowledge import BrokenContent, Loader
from bot.scene import Knowledge
from bot.settings import Settings
from bot.sources import Sources
from bot.talk import Heard, Talk, talking
from desk.messages import Card, File, Part, Text, options_of
from faq.policy import Matcher
from faq.verdict import Verdict


def load(settings: Settings) -> Knowledge:
    """The content these settings name, or the end of the command with its first problems."""
    try:
        return Loader(Sources.of(settings.content_dir), settings.cache_dir).load()
    except BrokenContent as error:
        click.echo(f"{error}\n(dure check)", err=True)
        sys.exit(1)


def _lines(text: str | None) -> Iterator[str]:
    if text is not None:
        yield text
        return
    for line in sys.stdin:
        if line.strip():
            yield line.rstrip("\n")


@click.command()
@click.argument("text", required=False)
@click.option("--jsonl", is_flag=True, help="One question a line on stdin, one JSON object a line on stdout.")
@click.option("--content", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another folder of FAQ YAML.")
def ask(text: str | None, jsonl: bool, content: Path | None) -> None:
    """Match questions without a conversation."""
    logs.set_up(level="error", form="text")
    matcher = _matcher(content)
    for question in _lines(text):
        verdict = matcher.match(question)
        click.echo(json.dumps(_verdict(verdict), ensure_ascii=False) if jsonl else _readable(verdict))


def _matcher(content: Path | None) -> Matcher:
    settings = Settings()
    if content is None:
        return load(settings).matcher
    return Loader.matcher_of(content, settings.cache_dir)


def _verdict(verdict: Verdict) -> dict[str, object]:
    return {
        "question": verdict.question,
        "decision": verdict.decision.value,
        "entry": verdict.entry,
        "confidence": round(verdict.confidence, 4),
        "hits": [{"id": hit.id, "confidence": round(hit.confidence, 4)} for hit in verdict.hits],
        "repaired": verdict.repaired,
        "manner": verdict.manner or None,
        "parts": [_verdict(part) for part in verdict.parts],
    }


def _readable(verdict: Verdict) -> str:
    hits = "".join(f"\n  {hit.confidence:6.1%}  {hit.id}" for hit in verdict.hits[:5])
    repaired = f" ({verdict.repaired})" if verdict.repaired else ""
    return f"{verdict.decision}{repaired} {verdict.manner}{hits}"


@click.command()
@click.option(
    "--jsonl", is_flag=True, required=True, help="One {person, text} a line on stdin (optional choice, at), one object a line out."
)
@click.option("--data", type=click.Path(path_type=Path), default=None, help="Keep conversations in this file.")
def talk(jsonl: bool, data: Path | None) -> None:  # noqa: ARG001 - the flag names the only form there is
    """Whole conversations without a network."""
    logs.set_up(level="error", form="text")
    asyncio.run(_talk(load(Settings()), data))


async def _talk(knowledge: Knowledge, data: Path | None) -> None:
    async with talking(knowledge, datetime.now(UTC), path=data) as talk:
        for line in sys.stdin:
            if line.strip():
                click.echo(json.dumps(await _talk_line(talk, knowledge, line), ensure_ascii=False))


async def _talk_line(talk: Talk, knowledge: Knowledge, line: str) -> dict[str, object]:
    try:
        said = json.loads(line)
        person, text, choice = str(said["person"]), str(said.get("text") or ""), str(said.get("choice") or "")
        at = datetime.fromisoformat(said["at"]) if said.get("at") else None
        at = at.replace(tzinfo=UTC) if at and at.tzinfo is None else at
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"error": 'a line is {"person": "...", "text": "..."} with optional "choice" and "at" (ISO time)'}
    return heard_as_json(person, await talk.say(person, text, choice=choice, at=at), knowledge, talk.now)


def heard_as_json(person: str, heard: Heard, knowledge: Knowledge, now: datetime) -> dict[str, object]:
    """What `dure talk` prints for one line."""
    conversation, seat = heard.conversation, heard.conversation.seat
    question = knowledge.flows.resume(seat.flow, seat.answers, now.date()).question if seat and seat.flow in knowledge.flows else None
    return {
        "person": person,
        "replies": [_reply(part) for part in heard.parts],
        "holder": conversation.holder.value,
        "flow": seat.flow if seat else None,
        "step": question.step if question else None,
        "ticket": conversation.ticket,
    }


def _reply(part: Part) -> dict[str, object]:
    return {
        "kind": part.kind,
        "text": text_of(part),
        "choices": [option.label for option in options_of((part,))],
        "file": part.name if isinstance(part, File) else None,
    }


def text_of(part: Part) -> str:
    """All that a part says, in one text."""
    match part:
        case Card():
            basis = " · ".join((*part.basis, part.as_of)) if part.as_of else " · ".join(part.basis)
            return "\n".join(line for line in (part.title, part.text, basis) if line)
        case File():
            return part.name
        case Text():
            return part.text
        case _:
            return part.text


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--hints", is_flag=True, help="Also what is worth a look: test questions that do not find their entry.")
def check(path: Path | None, as_json: bool, hints: bool) -> None:
    """Check all content; exit 1 when anything is wrong."""
    from bot.check import check_command

    sys.exit(check_command(path, as_json=as_json, hints=hints))


@click.group()
def faq() -> None:
    """Look at the FAQ."""


@faq.command()
@click.argument("text")
def find(text: str) -> None:
    """Why did this match: the evidence."""
    explained = load(Settings()).matcher.explain(text)
    click.echo(_readable(explained.verdict))
    click.echo(f"  words: {' '.join(explained.words)}  added: {' '.join(explained.added)}")
    for evidence in explained.evidence:
        measures = "  ".join(f"{name} {value:.2f}" for name, value in evidence.measures.items())
        click.echo(f"  {evidence.confidence:6.1%}  {evidence.id}  ~ {evidence.phrasing}\n          {measures}")


@click.group()
def flows() -> None:
    """Look at the guided flows."""


@flows.command("list")
def list_flows() -> None:
    """Every flow with its number of questions."""
    for flow in sorted(load(Settings()).flows.flows.values(), key=lambda flow: flow.id):
        click.echo(f"{flow.id:24} {len(flow.steps):3}  {flow.title}")


@flows.command()
@click.argument("flow")
@click.option("--svg", "as_svg", is_flag=True, help="A picture for the browser instead of Mermaid text.")
def graph(flow: str, as_svg: bool) -> None:
    """Draw a flow."""
    from flows.draw import mermaid
    from flows.svg import svg

    found = load(Settings()).flows.flows.get(flow)
    if found is None:
        raise click.BadParameter(f"no flow {flow}; see: dure flows list")
    click.echo(svg(found) if as_svg else mermaid(found))
