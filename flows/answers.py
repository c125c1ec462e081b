"""Turns what a person typed into a typed value and a canonical text, or says why that is not possible.

The canonical text is what is stored: `내년 3월 2일` becomes 2027-03-02, so that a replay in another year means the same day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from flows.amounts import LONGEST, is_bare_unit, is_rate_unasked, names_no_unit, read_number, read_percent, read_won
from flows.choices import NONE_CHOSEN, find_option, find_options, find_yes_no, is_named, place_said
from flows.contacts import read_address, read_business_number, read_email, read_phone
from flows.day_parts import completed
from flows.day_words import COUNTED_DAYS, LONG_COUNTS
from flows.days import NotADay, read_day, read_month, year_said
from flows.doubts import doubted, is_question
from flows.flow import FlowOption, Limit, Step
from flows.headcounts import count_of, names_others, names_several
from flows.language import (
    ALL_IS_DONE,
    ASKS_WHAT_IS_MISSING,
    DAY,
    DONE,
    NO,
    NOT_DONE,
    TAKEN_BACK,
    UNIT_WORDS,
    YES,
    clean,
    corrected,
    says_nothing,
    squeezed,
)
from flows.measures import other_measure, says_minus, says_none, wanted
from flows.mentions import doubtful_option, is_unsure, missing_option
from flows.naming import asks, named
from flows.number_words import (
    COUNTERS,
    COUNTERS_OF,
    DAY_OF_MONTH,
    DECEMBER,
    MONTH_OF_YEAR,
    PART_OF_YEAR,
    UNIT_ALSO,
    WHOLE,
    YEAR_END,
)
from flows.periods import DAYS_WORK, canonical_hours, canonical_period, names_per, read_minutes, read_period, why_no_minutes
from flows.values import Kind, Period, Unit, Value

MAX_TEXT = 300
#: Below this an amount without a unit is asked about.
SMALL_AMOUNT = 10_000
#: More hours than there are.
MOST_MINUTES = {"day": 24 * 60, "week": 7 * 24 * 60, "month": 31 * 24 * 60}
FILE_MARK = "file:"
#: Of a date the month is enough.
MONTH = "month"
#: A choice is named and perhaps not meant.
DOUBTFUL = "doubtful"
#: Of these what follows a 아니 counts.
CORRECTED = (Kind.NUMBER, Kind.WON, Kind.PERCENT, Kind.DATE, Kind.HOURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """An answer that was understood."""

    value: Value
    #: Reads back to the same value on every later day.
    text: str
    #: Part of it was worked out, so the person is told what was understood.
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An answer that was not understood, with the name of the reason and what to fill into its sentence."""

    reason: str = "not_understood"
    details: dict[str, Value] = field(default_factory=dict)


def read_answer(step: Step, said: str, today: date) -> Accepted | Refused:
    """Read what was said as an answer to this step."""
    if step.options and len(said) > MAX_TEXT:
        return Refused()
    answer = _value(step, _corrected(step, said), today) if step.kind in CORRECTED else _read(step, said, today)
    if isinstance(answer, Accepted) and (refusal := _outside(step, answer.value, today)):
        return refusal
    return answer


def _corrected(step: Step, said: str) -> str:
    """What counts where the person takes back what stands before; of a day what is not said again stays."""
    last = corrected(said, TAKEN_BACK)
    return completed(clean(said).removesuffix(last), last) if step.kind is Kind.DATE and last != said else last


def _value(step: Step, said: str, today: date) -> Accepted | Refused:
    """A value; a question about something else is none, and is told why it was not taken."""
    value = doubted(said)
    answer = _read(step, value, today) if value or not said else Refused()
    if isinstance(answer, Refused) and answer.reason == "not_understood" and is_question(said):
        return Refused(reason="asked_back", details={"why": step.why})
    return answer


def _read(step: Step, said: str, today: date) -> Accepted | Refused:
    match step.kind:
        case Kind.CHOICE:
            return _choice(step, said, today)
        case Kind.CHOICES:
            return _several(step, said)
        case Kind.YES_NO:
            return _yes_no(step, said)
        case Kind.NUMBER:
            return _counted(step, said)
        case Kind.WON:
            return _won(step, said)
        case Kind.PERCENT:
            return _percent(step, read_percent(said), said)
        case Kind.DATE:
            return _day(step, said, today)
        case Kind.PERIOD:
            period = read_period(said)
            return Refused() if period is None else Accepted(value=period, text=canonical_period(period))
        case Kind.HOURS:
            return _hours(step, said)
        case Kind.GROUP | Kind.CALCULATE:
            return Refused()
        case _:
            return _text(step, said)


def _choice(step: Step, said: str, today: date) -> Accepted | Refused:
    option = find_option(said, step.options)
    if option is None or _of_another_year(option, said, today):
        return _unclear(step.options, said)
    return _unless_asked(step, step.options, said, Accepted(value=option.value, text=option.value))


def _unclear(options: Sequence[FlowOption], said: str) -> Refused:
    """No choice; where one is named and perhaps not meant, the person is asked whether it is."""
    number = place_said(squeezed(said)) or 0
    meant = doubtful_option(said, options) or (options[number - 1] if 0 < number <= len(options) else None)
    return Refused(reason=DOUBTFUL, details={"meant": meant.label}) if meant else Refused()


def _unless_asked(step: Step, options: Sequence[FlowOption], said: str, answer: Accepted) -> Accepted | Refused:
    """A choice that is taken out of a sentence is told; one that stands in a question is not taken."""
    if is_named(said, options):
        return answer
    if is_question(said) and not is_unsure(said, options):
        return Refused(reason="asked_back", details={"why": step.why})
    return replace(answer, told=True)


def _of_another_year(option: FlowOption, said: str, today: date) -> bool:
    """Whether a part of the year is chosen with another year than the one it is of; in January that is the last one too."""
    year = year_said(said, today) if PART_OF_YEAR.search(option.label) else None
    return year is not None and year != today.year and (year, today.month) != (today.year - 1, 1)


def _several(step: Step, said: str) -> Accepted | Refused:
    if ASKS_WHAT_IS_MISSING.search(step.ask) and (told := _missing(step, said)):
        return told
    options = find_options(said, step.options)
    if options is None:
        return _unclear(step.options, said)
    values = tuple(option.value for option in options)
    answer = Accepted(value=values, text=",".join(values) or NONE_CHOSEN)
    return _unless_asked(step, step.options, said, answer) if len(values) == 1 else answer


def _missing(step: Step, said: str) -> Accepted | Refused | None:
    """An answer to what is missing where a sentence says that it is, or that something is there; None where choices are only named."""
    if ALL_IS_DONE.fullmatch(squeezed(said)):
        return Accepted(value=(), text=NONE_CHOSEN)
    if lacking := missing_option(said, step.options):
        return Accepted(value=(lacking.value,), text=lacking.value, told=True)
    if NOT_DONE.search(said):
        return None
    if DONE.search(said):
        return Refused()
    options = find_options(said, step.options) or ()
    if len(options) != 1 or is_named(said, step.options) or is_question(said):
        return None
    # 임기는 4년이에요 does not say that it is missing.
    return Refused(reason=DOUBTFUL, details={"meant": options[0].label})


def _yes_no(step: Step, said: str) -> Accepted | Refused:
    options = tuple(_called(option) for option in step.options)
    option = find_option(said, options) if options else None
    found = option.value == "yes" if option else find_yes_no(said)
    if found is None:
        return _unclear(options, said)
    return _unless_asked(step, options, said, Accepted(value=found, text="yes" if found else "no"))


def _called(option: FlowOption) -> FlowOption:
    """A yes or no without a label of its own goes by the first word for it."""
    return option if option.label else replace(option, label=(YES if option.value == "yes" else NO)[0])


def _counted(step: Step, said: str) -> Accepted | Refused:
    """A count, alone or behind what is counted."""

    def read(text: str) -> int | None:
        return _count(step.unit, text)

    if names_others(step, said):
        return Refused(reason="other_people")
    number = read(said)
    answer = _number(count_of(step, said, read) if number is None else number, said)
    return Refused(reason="one_number") if isinstance(answer, Refused) and names_several(said) else answer


def _count(unit: str, said: str) -> int | None:
    """A number that is said without a unit or with that of the step; days also as people count them: 닷새."""
    if unit == DAY:
        said = COUNTED_DAYS.sub(lambda match: LONG_COUNTS[match.group()], said)
    elif unit == MONTH_OF_YEAR:
        said = DAY_OF_MONTH.sub("", YEAR_END.sub(DECEMBER, said))
    words = (unit, *UNIT_ALSO.get(unit, ())) if unit else ()
    return read_number(said, words=words, counters=COUNTERS_OF.get(unit, COUNTERS))


def _number(number: int | None, said: str) -> Accepted | Refused:
    if number is None:
        return Refused()
    return Accepted(value=number, text=str(number), told=not clean(said).replace(",", "").startswith(str(number)))


def _percent(step: Step, percent: Decimal | None, said: str) -> Accepted | Refused:
    if percent is None:
        return Refused()
    if _is_below_zero(step, -1 if says_minus(said) else percent):
        return Refused(reason="negative")
    text = f"{percent.normalize():f}"
    return Accepted(value=percent, text=text, told=not clean(said).startswith(text))


def _won(step: Step, said: str) -> Accepted | Refused:
    """An amount; a small one that names no unit may be meant in ten thousands, so it is kept with its unit."""
    if len(said) > LONGEST:
        return Refused()
    if says_none(step.ask, said):
        return Accepted(value=0, text="0", told=True)
    said = wanted(step.ask, said)
    if other := other_measure(step.ask, step.hint, said):
        # vat포함 8800: nobody says what that is without VAT before its unit is known.
        if any(isinstance(amount, int) and amount < SMALL_AMOUNT for amount in other.details.values()) and names_no_unit(said):
            return Refused(reason="which_unit")
        return Refused(reason=other.reason, details=dict(other.details))
    if is_rate_unasked(said, step.ask):
        return Refused(reason="wrong_per", details={"per": WHOLE})
    if is_bare_unit(said, step.ask):
        return Refused()
    answer = _number(read_won(said), said)
    if isinstance(answer, Accepted) and _is_below_zero(step, answer.value):
        return Refused(reason="negative")
    if isinstance(answer, Accepted) and isinstance(answer.value, int) and 0 < answer.value < SMALL_AMOUNT:
        return Refused(reason="which_unit") if names_no_unit(said) else replace(answer, text=f"{answer.value}{UNIT_WORDS[Unit.WON]}")
    return answer


def _is_below_zero(step: Step, value: Value) -> bool:
    """Whether a number is below zero where nobody asks for one."""
    return isinstance(value, int | Decimal) and value < 0 and not (isinstance(step.least, int | Decimal) and step.least < 0)


def _day(step: Step, said: str, today: date) -> Accepted | Refused:
    least, most = _limit(step.least, today), _limit(step.most, today)
    read = read_month if step.precision == MONTH else read_day
    try:
        day = read(
            said,
            today,
            tense=step.tense,
            least=least if isinstance(least, date) else None,
            most=most if isinstance(most, date) else None,
        )
    except NotADay as error:
        return Refused(reason="month_missing" if (step.precision, error.reason) == (MONTH, "day_missing") else error.reason)
    return Accepted(value=day, text=day.isoformat(), told=True)


def _hours(step: Step, said: str) -> Accepted | Refused:
    found = read_minutes(said, step.per)
    if found is None:
        return Refused(reason=why_no_minutes(said, step.per) or "not_understood")
    minutes, per = found
    if (step.per, per) == ("week", "day"):
        return Refused(reason="days_missing")
    if step.per == "week" and minutes <= DAYS_WORK and not names_per(said):
        # 8시간 of a day or of a week: a pension hangs on it.
        return Refused(reason="day_or_week")
    if step.per and per != step.per:
        return Refused(reason="wrong_per", details={"per": step.per})
    if minutes > (most := MOST_MINUTES.get(per, minutes)):
        return Refused(reason="too_large", details={"limit": most})
    return Accepted(value=minutes, text=canonical_hours(minutes, step.per), told=True)


def _text(step: Step, said: str) -> Accepted | Refused:
    text = clean(said)
    if not text:
        return Refused(reason="empty")
    match step.kind:
        case Kind.PHONE:
            found = read_phone(text)
        case Kind.EMAIL:
            found = read_email(text)
        case Kind.BUSINESS_NUMBER:
            found = read_business_number(text)
            if found is None and sum(sign.isdigit() for sign in text) == 10:
                return Refused(reason="check_digit")
        case Kind.ADDRESS:
            found = read_address(named(text))
        case Kind.FILE:
            found = text if text.startswith(FILE_MARK) and len(text) > len(FILE_MARK) else None
        case _:
            if asks(text) and not says_nothing(text):
                return Refused(reason="asked_back", details={"why": step.why})
            found = None if says_nothing(text) else named(text)
    if found is None:
        return Refused()
    if "*******" in found:
        return Refused(reason="masked")
    if len(found) > MAX_TEXT:
        return Refused(reason="too_many_letters", details={"limit": MAX_TEXT})
    return Accepted(value=found, text=found, told=step.kind is Kind.TEXT and found != text)


def _outside(step: Step, value: Value, today: date) -> Refused | None:
    least, most = _limit(step.least, today), _limit(step.most, today)
    if isinstance(value, tuple):
        if isinstance(least, int) and len(value) < least:
            return Refused(reason="too_few_chosen", details={"limit": least})
        if isinstance(most, int) and len(value) > most:
            return Refused(reason="too_many_chosen", details={"limit": most})
        return None
    if isinstance(value, str):
        if isinstance(least, int) and len(value) < least:
            return Refused(reason="too_short", details={"limit": least})
        if isinstance(most, int) and len(value) > most:
            return Refused(reason="too_many_letters", details={"limit": most})
        return None
    if least is not None and _below(value, least):
        return Refused(reason="too_early" if isinstance(value, date) else "too_small", details={"limit": least})
    if most is not None and _below(most, value):
        return Refused(reason="too_late" if isinstance(value, date) else "too_large", details={"limit": most})
    return None


def _limit(limit: Limit | None, today: date) -> int | Decimal | date | Period | None:
    return today if isinstance(limit, str) else limit


def _below(left: Value, right: Value) -> bool:
    if isinstance(left, date) and isinstance(right, date):
        return left < right
    if isinstance(left, Period) and isinstance(right, Period):
        return left < right
    if isinstance(left, int | Decimal) and isinstance(right, int | Decimal):
        return left < right
    return False
