"""Numbers that change by date: answers and flows name them in braces, by names that have a value, and never write them out."""

from datetime import date

from bot.check_faq import FaqFiles
from bot.content_files import Problem
from bot.flow_files import FlowFiles, reporter
from flows.literals import Literal, Literals
from flows.prose import texts_of
from flows.rates import NoRate
from flows.wording import placeholders


def check_rates(faq: FaqFiles, flows: FlowFiles, problems: list[Problem], today: date) -> None:
    """Report names without a value, and values without a name."""
    literals = Literals(flows.book.rates, today)
    for place, entry in enumerate(faq.entries):
        _check_names(faq, flows, place, today)
        for found in literals.find(entry.answer, entry.title):
            faq.report((place, "answer"), "rate_in_prose", **_told(found))
    for flow in flows.book.flows.values():
        for loc, text in texts_of(flow):
            for found in literals.find(text, flow.title):
                reporter(flows.flow_files[flow.id], problems)(loc, "rate_in_prose", **_told(found))


def _check_names(faq: FaqFiles, flows: FlowFiles, place: int, today: date) -> None:
    for name in placeholders(faq.entries[place].answer):
        if name not in flows.book.rates:
            faq.report((place, "answer"), "unknown_rate", name=name)
            continue
        try:
            flows.book.rates.at(name, today)
        except NoRate as error:
            faq.report((place, "answer"), "rate_not_in_force", name=name, day=error.on.isoformat())


def _told(found: Literal) -> dict[str, str]:
    return {"written": found.written, "cure": " / ".join(f"{{{name}}}" for name in found.names)}
