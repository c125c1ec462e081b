"""Plans: rules, kept as content, for what falls due when. A plan and some known days make a schedule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flows.days import NotADay, add_months, last_of_month
from flows.schedule import Event, Schedule
from flows.tree import Fields, Report, Tree
from flows.workdays import Workdays, period_end

LAST = "last"
DECEMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When one thing is due, and the words for it."""

    id: str
    title: str
    who: str = ""
    papers: tuple[str, ...] = ()
    law: str = ""
    note: str = ""
    fact: str = ""
    #: Tags that must all be there; `a/b` is one of several.
    when: tuple[str, ...] = ()
    #: Counted from a given day or from the end of another rule.
    anchor: str = ""
    #: Planned so many days later, and how many days it takes.
    after: int = 0
    lasts: int = 0
    #: At the latest so many whole days before.
    before: int | None = None
    #: What the law allows, the first day left out.
    limit_days: int = 0
    limit_months: int = 0
    #: Day of the month that follows.
    next_month: int = 0
    #: Recurring days: of each month, of each year, or so many months after the end of the fiscal year.
    monthly: str = ""
    yearly: tuple[str, ...] = ()
    fiscal: int | None = None
    #: Recurring days before or after these do not count.
    since: date | None = None
    until: date | None = None
    #: Stays on a day off.
    fixed: bool = False

    @property
    def recurs(self) -> bool:
        """Whether it comes every month or year."""
        return bool(self.monthly or self.yearly or self.fiscal is not None)

    def fits(self, tags: frozenset[str]) -> bool:
        """Whether it holds for whom these tags describe."""
        return all(any(tag in tags for tag in wanted.split("/")) for wanted in self.when)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Rules in the order of what has to be done."""

    id: str
    title: str
    #: Days that the one who makes a schedule may give.
    given: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The span whose recurring days are wanted, and the month in which the fiscal year ends."""

    first: date
    last: date
    fiscal_month: int = DECEMBER


def schedule_of(plan: Plan, given: Mapping[str, date], tags: frozenset[str], workdays: Workdays, *, year: Year | None = None) -> Schedule:
    """What is due when. A rule whose day is not known is left out. Raises NoRate for days whose holidays nobody knows."""
    ends = dict(given)
    events: list[Event] = []
    for rule in plan.rules:
        if not rule.fits(tags):
            continue
        if rule.recurs:
            events += _recurring(rule, year, workdays) if year else ()
        elif rule.anchor in ends:
            event = _single(rule, ends[rule.anchor], workdays)
            ends[rule.id] = event.until if event.until and rule.lasts else event.day
            events.append(event)
    return Schedule(plan.title, tuple(sorted(events, key=lambda event: event.day)))


def _single(rule: Rule, anchor: date, workdays: Workdays) -> Event:
    if rule.before is not None:
        last = workdays.leaving(anchor, rule.before)
        day = last if rule.fixed else workdays.latest(last)
        return _event(rule, day, until=last if last != day else None)
    limit = _limit(rule, anchor, workdays)
    if limit and not rule.after:
        return _event(rule, limit)
    later = anchor + timedelta(days=rule.after)
    day = later if rule.fixed else workdays.due(later)
    if rule.lasts:
        return _event(rule, day, until=workdays.due(day + timedelta(days=rule.lasts)), lasts=True)
    if limit:
        return _event(rule, min(day, limit), until=limit if limit > day else None)
    return _event(rule, day)


def _limit(rule: Rule, anchor: date, workdays: Workdays) -> date | None:
    if rule.next_month:
        return workdays.due(add_months(anchor.replace(day=1), 1).replace(day=rule.next_month))
    if not rule.limit_days and not rule.limit_months:
        return None
    if rule.fixed:
        return period_end(anchor, days=rule.limit_days, months=rule.limit_months)
    return workdays.within(anchor, days=rule.limit_days, months=rule.limit_months)


def _event(rule: Rule, day: date, *, until: date | None = None, lasts: bool = False, title: str = "", key: str = "") -> Event:
    return Event(
        day=day,
        title=title or rule.title,
        who=rule.who,
        papers=rule.papers,
        law=rule.law,
        note=rule.note,
        until=until,
        lasts=lasts,
        key=key or rule.id,
    )


def _recurring(rule: Rule, year: Year, workdays: Workdays) -> Iterator[Event]:
    """The title tells the day of the law when it moved; the key keeps to it, so that a calendar that is made again has no doubles."""
    for nominal in _nominal(rule, year):
        if not year.first <= nominal <= year.last or (rule.since and nominal < rule.since) or (rule.until and nominal > rule.until):
            continue
        day = nominal if rule.fixed else workdays.due(nominal)
        title = rule.title if day == nominal else f"{rule.title} ({nominal.month}/{nominal.day})"
        yield _event(rule, day, title=title, key=f"{rule.id}-{nominal:%Y%m%d}")


def _nominal(rule: Rule, year: Year) -> Iterator[date]:
    if rule.fiscal is not None:
        for number in range(year.first.year - 1, year.last.year + 1):
            later = add_months(date(number, year.fiscal_month, 1), rule.fiscal)
            yield last_of_month(later.year, later.month)
        return
    for number in range(year.first.year, year.last.year + 1):
        if rule.monthly:
            yield from (day_in(number, month, rule.monthly) for month in range(1, 13))
        for text in rule.yearly:
            yield day_in(number, int(text[:2]), text[3:])


def day_in(year: int, month: int, day: str) -> date:
    """`10` or `last` of a month. Raises ValueError."""
    return last_of_month(year, month) if day == LAST else date(year, month, int(day))


def parse_plan(tree: Tree, report: Report) -> Plan | None:
    """Read one file of `schedules/` and report every problem in it."""
    top = Fields(tree, (), report)
    plan_id, title, given = top.identifier("id"), top.text("title", limit=60), top.texts("given")
    known = set(given)
    rules: list[Rule] = []
    for fields in top.maps("events", required=True):
        rule = _rule(fields)
        if not rule.recurs and rule.anchor not in known:
            fields.report("from", "unknown_name", name=rule.anchor)
        known.add(rule.id)
        rules.append(rule)
    top.close()
    return Plan(id=plan_id, title=title, given=given, rules=tuple(rules)) if plan_id else None


def _rule(fields: Fields) -> Rule:
    rule = Rule(
        id=fields.text("id", limit=40),
        title=fields.text("title", limit=80),
        who=fields.text("who", default="", limit=60),
        papers=fields.texts("papers"),
        law=fields.text("law", default="", limit=200),
        note=fields.text("note", default="", limit=300),
        fact=fields.text("fact", default="", limit=60),
        when=fields.texts("when"),
        anchor=fields.text("from", default=""),
        after=_count(fields, "after") or 0,
        lasts=_count(fields, "lasts") or 0,
        before=_count(fields, "before"),
        limit_days=_count(fields, "limit_days") or 0,
        limit_months=_count(fields, "limit_months") or 0,
        next_month=_count(fields, "next_month") or 0,
        monthly=fields.text("monthly", default=""),
        yearly=fields.texts("yearly"),
        fiscal=_count(fields, "fiscal"),
        since=fields.day("since", required=False),
        until=fields.day("until", required=False),
        fixed=fields.flag("fixed"),
    )
    fields.close()
    _check_days(rule, fields)
    return rule


def _count(fields: Fields, key: str) -> int | None:
    text = fields.text(key, default="")
    if text and not text.isdecimal():
        fields.report(key, "not_a_number", key=key, value=text)
        return None
    return int(text) if text else None


def _check_days(rule: Rule, fields: Fields) -> None:
    """Every day that a rule names must be there each year."""
    for key, texts in (("monthly", [f"02-{rule.monthly}"] if rule.monthly else []), ("yearly", rule.yearly)):
        for text in texts:
            try:
                day_in(2027, int(text[:2]), text[3:])
            except (ValueError, NotADay):
                fields.report(key, "not_a_date", key=key, value=text)
