"""What follows from the answers of founders: tables, sums and shares, and the checks a district office would make. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from bot.papers.cleaning import clean
from bot.papers.fields import Answers, Context, Rows, plain_context

#: 협동조합 기본법 제15조(2025-12-23): five founders; 제34조: three directors with the chair, one auditor; 제22조 제2항: 30%.
FEWEST_FOUNDERS, FEWEST_DIRECTORS, FEWEST_AUDITORS, MOST_SHARE = 5, 3, 1, Decimal("0.3")
#: 협동조합 기본법 시행령 제6조 제1항: seven whole days between notice and meeting.
NOTICE_DAYS = 7
#: 의사록: the chair and three more sign.
SIGNERS = 3
_INCOME = ("income-sales", "income-other")
_SPENDING = ("spend-people", "spend-running", "spend-business", "spend-learning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """The answers with everything that is counted from them."""

    answers: Answers

    def context(self) -> Context:
        """What the founding papers are filled with."""
        officers = self._officers()
        people = {role: self._names(role) for role in ("chair", "director", "auditor")}
        context = plain_context(self.answers)
        context |= {
            "office_area": " ".join(str(context.get("office", "")).split()[:2]),
            "founders": self._founders(),
            "officers": officers,
            "businesses": _padded(self._table("businesses"), 2, "title", "detail"),
            "signers": self._signers(),
            "signers_text": ", ".join(self._signer_names()),
            "chair": ", ".join(people["chair"]),
            "directors": ", ".join(people["director"]),
            "auditors": ", ".join(people["auditor"]),
            "board": ", ".join((*people["chair"], *people["director"])),
            "representative": self.answers.text("representative") or ", ".join(people["chair"][:1]),
            "most_directors": str(max(7, len(people["director"]) + 1)),
            "most_auditors": str(max(2, len(people["auditor"]))),
            "founder_count": self._people(len(self.answers.rows("founders"))),
            "officer_count": self._people(len(self.answers.rows("officers"))),
        }
        return context | self._capital() | self._budget()

    def failed(self) -> Callable[[str], bool]:
        """Whether a named check fails; a name that is no check never does."""
        checks: Mapping[str, Callable[[], bool]] = {
            "founders": lambda: not self.answers.rows("founders"),
            "officers": lambda: not self.answers.rows("officers"),
            "businesses": lambda: not any(row.get("title") for row in self.answers.rows("businesses")),
            "five-founders": lambda: 0 < len(self.answers.rows("founders")) < FEWEST_FOUNDERS,
            "three-directors": lambda: self._has_fewer(FEWEST_DIRECTORS, "chair", "director"),
            "one-chair": lambda: self._has_fewer(1, "chair") or len(self._names("chair")) > 1,
            "an-auditor": lambda: self._has_fewer(FEWEST_AUDITORS, "auditor"),
            "auditor-apart": lambda: bool({*self._names("auditor")} & {*self._names("chair"), *self._names("director")}),
            "share-limit": self._is_over_limit,
            "seven-days": self._is_short_notice,
            "quorum": self._is_without_quorum,
            "three-signers": lambda: len(self._signer_names()) < SIGNERS,
            "all-shares": lambda: any(not row.get("shares") for row in self.answers.rows("founders")),
            "balance": lambda: self._rest() is not None and self._rest() < 0,  # type: ignore[operator]  # not None is said before
        }
        return lambda name: checks[name]() if name in checks else False

    def _table(self, group: str) -> Rows:
        context = plain_context(self.answers)
        found = context.get(group)
        return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []

    def _founders(self) -> Rows:
        unit, total = self.answers.whole("share-unit"), self._shares()
        rows = self._table("founders")
        for row, item in zip(rows, self.answers.rows("founders"), strict=True):
            shares = item.get("shares")
            owned = shares if isinstance(shares, int) else 0
            row["shares"] = f"{owned:,}{self.answers.word('shares')}" if owned else ""
            row["amount"] = self._won(owned * unit) if owned and unit else ""
            row["percent"] = _percent(owned, total) if owned and total else ""
            row["part"] = self.answers.word("founder")
        return _padded(rows, FEWEST_FOUNDERS, "name", "address", "shares", "amount", "percent", "part")

    def _officers(self) -> Rows:
        order = ("chair", "director", "auditor")
        address = {clean(str(row.get("name", ""))): self.answers.cell("founders", row, "address") for row in self.answers.rows("founders")}
        rows: Rows = []
        for role in (*order, ""):
            for item in self.answers.rows("officers"):
                if item.get("role", "") == role:
                    name = self.answers.cell("officers", item, "name")
                    member = self.answers.word("member") if name in address and name else ""
                    shown = self.answers.cell("officers", item, "role")
                    rows.append({"role": shown, "name": name, "address": address.get(name, "") if name else "", "member": member})
        roles = [self.answers.word(role) for role in ("chair", "director", "director", "auditor")]
        rows = rows or [{"role": role, "name": "", "address": "", "member": ""} for role in roles]
        term = self.answers.text("term")
        return [row | {"number": str(number), "term": term} for number, row in enumerate(rows, start=1)]

    def _names(self, role: str) -> tuple[str, ...]:
        found = (self.answers.cell("officers", row, "name") for row in self.answers.rows("officers") if row.get("role") == role)
        return tuple(name for name in found if name)

    def _has_fewer(self, count: int, *roles: str) -> bool:
        """Without any officer it is the list itself that is missing."""
        return bool(self.answers.rows("officers")) and sum(len(self._names(role)) for role in roles) < count

    def _signer_names(self) -> list[str]:
        return [name for name in (part.strip() for part in self.answers.text("signers").replace("·", ",").split(",")) if name]

    def _signers(self) -> Rows:
        return _padded([{"name": name} for name in self._signer_names()], SIGNERS, "name")

    def _shares(self) -> int:
        return sum(shares for row in self.answers.rows("founders") if isinstance(shares := row.get("shares"), int))

    def _capital(self) -> Context:
        unit, total = self.answers.whole("share-unit"), self._shares()
        return {
            "share_unit": self._won(unit) if unit else "",
            "total_shares": f"{total:,}{self.answers.word('shares')}" if total else "",
            "total_capital": self._won(total * unit) if total and unit else "",
            "total_percent": "100%" if total else "",
        }

    def _budget(self) -> Context:
        unit, rest = self.answers.whole("share-unit") or 0, self._rest()
        capital = self._shares() * unit
        income = [self._line("capital", capital or None), *(self._line(name, self.answers.whole(name)) for name in _INCOME)]
        spending = [self._line(name, self.answers.whole(name)) for name in _SPENDING]
        spending.append(self._line("reserve", rest if rest is not None and rest >= 0 else None))
        total = self._income()
        spent = max(self._spent(), total) if rest is not None else 0
        amounts = {"income_total": f"{total:,}" if rest is not None else "", "spending_total": f"{spent:,}" if spent else ""}
        return {"income": income, "spending": spending, **amounts}

    def _line(self, name: str, amount: int | None) -> dict[str, str]:
        shown = f"{amount:,}" if amount is not None else ""
        return {"title": self.answers.word(name), "amount": shown, "note": self.answers.word(f"{name}-note")}

    def _income(self) -> int:
        capital = self._shares() * (self.answers.whole("share-unit") or 0)
        return capital + sum(self.answers.whole(name) or 0 for name in _INCOME)

    def _spent(self) -> int:
        return sum(self.answers.whole(name) or 0 for name in _SPENDING)

    def _rest(self) -> int | None:
        """What is left, or None when nothing was said about the budget."""
        said = any(self.answers.whole(name) is not None for name in (*_INCOME, *_SPENDING))
        return self._income() - self._spent() if said else None

    def _is_over_limit(self) -> bool:
        total = self._shares()
        owned = [shares for row in self.answers.rows("founders") if isinstance(shares := row.get("shares"), int)]
        return bool(total) and any(Decimal(one) > MOST_SHARE * total for one in owned)

    def _is_short_notice(self) -> bool:
        notice, meeting = self.answers.day_of("notice-day"), self.answers.day_of("meeting-day")
        return bool(notice and meeting) and not _leaves_days(notice, meeting)

    def _is_without_quorum(self) -> bool:
        consents, present, agreed = (self.answers.whole(name) for name in ("consents", "present", "agreed"))
        too_few = consents is not None and present is not None and (2 * present <= consents or present > consents)
        too_weak = present is not None and agreed is not None and (3 * agreed < 2 * present or agreed > present)
        return too_few or too_weak

    def _won(self, amount: int) -> str:
        return f"{amount:,}{self.answers.word('won')}"

    def _people(self, count: int) -> str:
        return f"{count}{self.answers.word('people')}" if count else ""


def _leaves_days(notice: date | None, meeting: date | None) -> bool:
    return notice is not None and meeting is not None and meeting - notice > timedelta(days=NOTICE_DAYS)


def _percent(part: int, whole: int) -> str:
    share = (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{share}%"


def _padded(rows: Rows, least: int, *names: str) -> Rows:
    """At least so many rows, the further ones blank for handwriting."""
    blank = dict.fromkeys(names, "")
    filled = [blank | row for row in rows] + [dict(blank) for _ in range(least - len(rows))]
    return [row | {"number": str(number)} for number, row in enumerate(filled, start=1)]
