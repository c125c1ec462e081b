"""Reads a flow from its tree and reports every problem with its place. References between flows are for `flows.check`."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from flows.amounts import read_won
from flows.conditions import condition_of
from flows.flow import Branch, Flow, FlowOption, FlowResult, InputFrom, Limit, ResultPart, Step
from flows.language import squeezed
from flows.periods import read_minutes, read_period
from flows.reminders import parse_reminders
from flows.tree import Fields, Loc, Report, Tree
from flows.values import Kind

TOPICS = ("formation", "accounting", "tax", "labor", "programme", "other")
#: Steps whose choices the file lists.
WITH_OPTIONS = (Kind.CHOICE, Kind.CHOICES)
MAX_ASK, MAX_LABEL, MAX_TEXT = 300, 40, 900


def parse_flow(tree: Tree, report: Report) -> Flow | None:
    """Read one flow; None when it has no name or no steps to go by."""
    top = Fields(tree, (), report)
    as_of, review_by = top.day("as_of"), top.day("review_by")
    topic = top.text("topic")
    if topic and topic not in TOPICS:
        top.report("topic", "unknown_topic", value=topic, known=", ".join(TOPICS))
    flow = Flow(
        id=top.identifier("id"),
        title=top.text("title", limit=MAX_LABEL),
        topic=topic,
        about=top.text("about", limit=MAX_ASK),
        as_of=as_of.isoformat() if as_of else "",
        review_by=review_by.isoformat() if review_by else "",
        asks=top.texts("asks", required=True),
        tests=top.texts("tests"),
        facts=top.texts("facts", required=True),
        words=_words(top),
        reminders=parse_reminders(fields) if (fields := top.map("reminders")) else None,
        steps=tuple(_step(fields, report) for fields in top.maps("steps", required=True)),
        results=tuple(_result(fields, report) for fields in top.maps("results", required=True)),
    )
    top.close()
    if as_of and review_by and review_by <= as_of:
        top.report("review_by", "dates_reversed", date=review_by.isoformat())
    _doubled(flow, report)
    return flow if flow.id and flow.steps and flow.results else None


def _words(top: Fields) -> dict[str, str]:
    fields = top.map("words")
    return {name: fields.text(name, limit=MAX_ASK) for name in fields.names()} if fields else {}


def _doubled(flow: Flow, report: Report) -> None:
    """Steps and results share one list of names."""
    seen: set[str] = set()
    for name, loc in (*((step.id, step.loc) for step in flow.steps), *((result.id, result.loc) for result in flow.results)):
        if name and name in seen:
            report((*loc, "id"), "doubled_id", id=name)
        seen.add(name)


def _step(fields: Fields, report: Report, *, inside: bool = False) -> Step:
    kind_text = fields.text("kind")
    kind = next((kind for kind in Kind if kind == kind_text), None)
    if kind is None or (inside and kind in (Kind.GROUP, Kind.CALCULATE)):
        if kind_text:
            fields.report("kind", "unknown_kind", kind=kind_text, known=", ".join(Kind))
        kind = Kind.TEXT
    asks = kind is not Kind.CALCULATE
    step = Step(
        id=fields.identifier("id"),
        kind=kind,
        ask=fields.text("ask", limit=MAX_ASK) if asks and kind is not Kind.GROUP else fields.text("ask", default="", limit=MAX_ASK),
        why=fields.text("why", limit=MAX_ASK) if asks and not inside else fields.text("why", default="", limit=MAX_ASK),
        hint=fields.text("hint", default="", limit=MAX_ASK),
        example=fields.text("example", default="", limit=100),
        optional=fields.flag("optional"),
        options=_options(fields, kind, report),
        unit=fields.text("unit", default="", limit=10) if kind is Kind.NUMBER else "",
        per=_one_of(fields, "per", ("day", "week", "month")) if kind is Kind.HOURS else "",
        tense=_one_of(fields, "tense", ("past", "future")) if kind is Kind.DATE else "",
        precision=_one_of(fields, "precision", ("month",)) if kind is Kind.DATE else "",
        least=_limit(fields, "at_least", kind),
        most=_limit(fields, "at_most", kind),
        item=fields.text("item", limit=20) if kind is Kind.GROUP else "",
        fields=tuple(_step(inner, report, inside=True) for inner in fields.maps("fields", required=True)) if kind is Kind.GROUP else (),
        use=fields.text("use") if kind is Kind.CALCULATE else "",
        inputs=_inputs(fields) if kind is Kind.CALCULATE else {},
        branches=() if inside else _branches(fields, report),
        loc=fields.loc,
    )
    fields.close()
    if step.fields:
        _doubled_fields(step, report)
    return step


def _doubled_fields(step: Step, report: Report) -> None:
    seen: set[str] = set()
    for field in step.fields:
        if field.id in seen or field.id == "more":
            report((*field.loc, "id"), "doubled_id", id=field.id)
        seen.add(field.id)


def _options(fields: Fields, kind: Kind, report: Report) -> tuple[FlowOption, ...]:
    if kind is Kind.YES_NO:
        return _yes_and_no(fields, report)
    if kind not in WITH_OPTIONS:
        return ()
    options: list[FlowOption] = []
    for inner in fields.maps("options", required=True):
        option = FlowOption(value=inner.identifier("value"), label=inner.text("label", limit=MAX_LABEL), also=inner.texts("also"))
        inner.close()
        if option.value.isdigit():
            inner.report("value", "value_is_number", value=option.value)
        if any(option.value == other.value or option.label == other.label for other in options):
            inner.report("", "doubled_option", value=option.value)
        options.append(option)
    if kind is Kind.CHOICE and len(options) == 1:
        fields.report("options", "one_option")
    _doubled_words([(option, (*fields.loc, "options", index, "also")) for index, option in enumerate(options)], report)
    return tuple(options)


def _yes_and_no(fields: Fields, report: Report) -> tuple[FlowOption, ...]:
    """The own labels and other words of yes and no; nothing when there are neither, and labels are empty when there are only words."""
    labels = {value: fields.text(value, default="", limit=MAX_LABEL) for value in ("yes", "no")}
    if bool(labels["yes"]) != bool(labels["no"]):
        fields.report("", "yes_without_no")
        labels = dict.fromkeys(labels, "")
    inner = fields.map("also")
    also = {value: inner.texts(value) if inner else () for value in labels}
    if inner:
        inner.close()
    options = tuple(FlowOption(value=value, label=label, also=also[value]) for value, label in labels.items())
    _doubled_words([(option, (*fields.loc, "also", option.value)) for option in options], report)
    return options if any(option.label or option.also for option in options) else ()


def _doubled_words(options: Sequence[tuple[FlowOption, Loc]], report: Report) -> None:
    """A word that stands for two options stands for none."""
    seen = {squeezed(option.label): option for option, _ in options if option.label}
    for option, loc in options:
        for index, word in enumerate(option.also):
            other = seen.setdefault(squeezed(word), option)
            if other is not option:
                report((*loc, index), "doubled_word", word=word, other=other.label or other.value)


def _one_of(fields: Fields, key: str, known: tuple[str, ...]) -> str:
    text = fields.text(key, default="")
    if text and text not in known:
        fields.report(key, "unknown_value", key=key, value=text, known=", ".join(known))
    return text


def _limit(fields: Fields, key: str, kind: Kind) -> Limit | None:
    text = fields.text(key, default="")
    if not text:
        return None
    limit = read_limit(text, kind)
    if limit is None:
        fields.report(key, "bad_limit", key=key, value=text, kind=kind)
    return limit


def read_limit(text: str, kind: Kind) -> Limit | None:
    """A limit in the type of its kind; the number of letters, choices or items for kinds that have no order."""
    try:
        match kind:
            case Kind.WON:
                return read_won(text)
            case Kind.PERCENT:
                return Decimal(text)
            case Kind.DATE:
                return text if text == "today" else date.fromisoformat(text)
            case Kind.PERIOD:
                return read_period(text)
            case Kind.HOURS:
                minutes = read_minutes(text, "")
                return minutes[0] if minutes else None
            case _:
                return int(text)
    except (ValueError, InvalidOperation):
        return None


def _inputs(fields: Fields) -> dict[str, InputFrom]:
    inner = fields.map("with")
    if inner is None:
        return {}
    found: dict[str, InputFrom] = {}
    for name in inner.names():
        value = inner.raw(name)
        if isinstance(value, dict) and (fixed := inner.map(name)):
            found[name] = InputFrom(fixed=fixed.text("fixed"))
            fixed.close()
        else:
            found[name] = InputFrom(name=inner.text(name))
    return found


def _branches(fields: Fields, report: Report) -> tuple[Branch, ...]:
    value = fields.raw("next")
    if value is None:
        return ()
    if isinstance(value, str):
        return (Branch(go=value.strip()),)
    branches: list[Branch] = []
    for inner in fields.maps("next", required=True):
        branches.append(Branch(when=condition_of(inner, report), go=inner.text("go")))
        inner.close()
    for branch, inner in zip(branches[:-1], fields.maps("next"), strict=False):
        if not branch.when:
            inner.report("", "branch_hides_rest")
    return tuple(branches)


def _result(fields: Fields, report: Report) -> FlowResult:
    result = FlowResult(
        id=fields.identifier("id"),
        title=fields.text("title", limit=60),
        text=fields.text("text", limit=MAX_TEXT),
        parts=tuple(_parts(fields, report)),
        law=fields.texts("law", required=True),
        next=fields.texts("next"),
        handoff=fields.text("handoff", limit=MAX_ASK),
        urgent=fields.flag("urgent"),
        documents=fields.texts("documents"),
        loc=fields.loc,
    )
    fields.close()
    return result


def _parts(fields: Fields, report: Report) -> Iterator[ResultPart]:
    for inner in fields.maps("parts"):
        part = ResultPart(
            when=condition_of(inner, report),
            say=inner.text("say", limit=MAX_TEXT),
            each=inner.text("each", default=""),
            law=inner.texts("law"),
            next=inner.texts("next"),
        )
        inner.close()
        yield part
