"""How replies look in KakaoTalk: up to three bubbles and ten quick replies within Kakao's limits, the rest kept for later. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.channels import plain
from bot.channels.plain import Labels, plain_of
from bot.channels.splitting import utf16
from bot.channels.visible import is_visible, one_line
from bot.papers.links import LinkOf
from desk.messages import Card, Choice, Choices, File, Link, Part, Text, choice_key
from storage.outbox import Delivery

MAX_OUTPUTS = 3
MAX_SIMPLE = 1000
MAX_CARD, MAX_CARD_TITLE = 400, 50
MAX_BUTTONS = 3
MAX_LABEL = 14
MAX_QUICK = 10
MAX_BYTES = 30_720
#: What a person would have to read or scroll past in one bubble; shorter texts share one.
_COMFORTABLE = 500

Tree = dict[str, "Json"]
Json = Tree | list["Json"] | str | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One response, and the rows that found no room in it."""

    body: bytes
    rest: tuple[Delivery, ...] = ()


@dataclass(slots=True)
class _Bubble:
    part: Part
    deliveries: list[Delivery]


def fit(part: Part, wording: Mapping[str, str], *, links: bool = False) -> tuple[Part, ...]:
    """The part in pieces of one bubble each; what does not fit on a button is written out as well."""
    if isinstance(part, File):
        return (part,) if links else (_no_file(part, wording),)
    if isinstance(part, Choices | Card) and _needs_list(part.options):
        listed = "\n".join(f"· {option.label}" for option in part.options)
        part = replace(part, text=f"{part.text}\n\n{listed}")
    return plain.fit(part, plain.labels_of(wording), MAX_SIMPLE)


def _needs_list(options: tuple[Choice, ...]) -> bool:
    return len(options) >= MAX_QUICK or any(utf16(option.label) > MAX_LABEL for option in options)


def _no_file(file: File, wording: Mapping[str, str]) -> Text:
    return Text(text=wording["kakao_no_file"].replace("{name}", one_line(file.name, 120)))


def compose(deliveries: Sequence[Delivery], wording: Mapping[str, str], link: LinkOf | None = None) -> Shown:
    """The response that shows as many of the rows as one turn can."""
    labels = plain.labels_of(wording)
    bubbles = _bubbles([_linked(delivery, wording, link) for delivery in deliveries if delivery.part])
    shown, kept = (bubbles, []) if len(bubbles) <= MAX_OUTPUTS else (bubbles[: MAX_OUTPUTS - 1], bubbles[MAX_OUTPUTS - 1 :])
    quick = [_quick(option, key) for key, option in _options(shown)]
    outputs = [_component(bubble.part, labels) for bubble in shown]
    if kept:
        outputs.append(_simple(wording["kakao_rest"]))
        more = wording["kakao_more"]
        quick.insert(0, {"action": "message", "label": _label(more), "messageText": more, "extra": {"op": "more"}})
    if not outputs:
        outputs.append(_simple(wording["kakao_noted"]))
    rest = tuple(delivery for bubble in kept for delivery in bubble.deliveries)
    return Shown(body=body_of(outputs, quick[:MAX_QUICK]), rest=rest)


def say(text: str) -> bytes:
    """A response of one sentence."""
    return body_of([_simple(text)], [])


def body_of(outputs: list[Tree], quick: list[Tree]) -> bytes:
    """A SkillResponse."""
    template: Tree = {"outputs": [*outputs]}
    if quick:
        template["quickReplies"] = [*quick]
    return json.dumps({"version": "2.0", "template": template}, ensure_ascii=False, separators=(",", ":")).encode()


def _linked(delivery: Delivery, wording: Mapping[str, str], link: LinkOf | None) -> Delivery:
    """A file becomes a card with a button that fetches it."""
    file = delivery.part
    if not isinstance(file, File):
        return delivery
    url = link(delivery.message, file) if link else ""
    if not url:
        return replace(delivery, part=_no_file(file, wording))
    button = Link(label=wording["kakao_file_button"], url=url)
    return replace(delivery, part=Card(title=one_line(file.name, MAX_CARD_TITLE), text=wording["kakao_file"], links=(button,)))


def _bubbles(deliveries: Sequence[Delivery]) -> list[_Bubble]:
    """Short texts next to each other share a bubble."""
    bubbles: list[_Bubble] = []
    for delivery in deliveries:
        assert delivery.part
        last = bubbles[-1] if bubbles else None
        if last and isinstance(last.part, Text | Choices) and isinstance(delivery.part, Text | Choices):
            text = f"{last.part.text}\n\n{delivery.part.text}"
            if utf16(text) <= _COMFORTABLE:
                last.part = Text(text=text)
                last.deliveries.append(delivery)
                continue
        bubbles.append(_Bubble(delivery.part, [delivery]))
    return bubbles


def _options(bubbles: Sequence[_Bubble]) -> list[tuple[str, Choice]]:
    """The buttons of what is shown with their keys; one label only once."""
    found: dict[str, tuple[str, Choice]] = {}
    for delivery in (delivery for bubble in bubbles for delivery in bubble.deliveries):
        options = delivery.part.options if isinstance(delivery.part, Choices | Card) else ()
        for index, option in enumerate(options, start=delivery.first_option):
            if is_visible(option.label):
                found.setdefault(option.label, (choice_key(delivery.message, index), option))
    return list(found.values())


def _quick(option: Choice, key: str) -> Tree:
    return {"action": "message", "label": _label(option.label), "messageText": option.label, "extra": {"choice": key}}


def _label(text: str) -> str:
    if utf16(text) <= MAX_LABEL:
        return text
    short = text[: MAX_LABEL - 1]
    while utf16(short) > MAX_LABEL - 1:
        short = short[:-1]
    return short.rstrip() + "…"


def _simple(text: str) -> Tree:
    return {"simpleText": {"text": text}}


def _component(part: Part, labels: Labels) -> Tree:
    """A card with its links as buttons when it is small enough, else one text that holds everything."""
    if isinstance(part, Card) and is_visible(part.title) and utf16(part.title) <= MAX_CARD_TITLE and len(part.links) <= MAX_BUTTONS:
        text = plain_of(replace(part, title="", links=()), labels)
        if utf16(part.title) + utf16(text) <= MAX_CARD and all(_is_button(link) for link in part.links):
            card: Tree = {"title": part.title, "description": text}
            if part.links:
                card["buttons"] = [{"action": "webLink", "label": link.label, "webLinkUrl": link.url} for link in part.links]
            return {"textCard": card}
    return _simple(plain_of(part, labels))


def _is_button(link: Link) -> bool:
    return is_visible(link.label) and utf16(link.label) <= MAX_LABEL and link.url.startswith("https://")
