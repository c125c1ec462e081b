"""How long the founding papers take, and how long a conversation waits while they are made.

python -m bench.papers
"""

import asyncio
import statistics
import time
from collections.abc import Callable
from datetime import date

from bench.rows import Row, show
from bot.knowledge import Loader
from bot.papers.jobs import Job, Wrap
from bot.papers.orders import files_of, made_now, read_order
from bot.papers.press import Press
from bot.papers.worker import perform
from bot.scene import Knowledge
from bot.sources import Sources
from flows.engine import Answers

FLOW, SCHEDULE, TODAY = "founding-papers", "founding-schedule", date(2026, 11, 25)
RUNS = 5
#: Enough of the flow to fill every paper.
SAID: Answers = (
    *(
        ("organisation", "cooperative"),
        ("name", "햇살마을협동조합"),
        ("office", "서울특별시 마포구 월드컵로 100"),
        ("phone", "02-333-1234"),
        ("email", ""),
    ),
    *(("authority", "마포구청장"), ("representative", "김하나"), ("member-type", "consumer"), ("purpose", "먹거리를 함께 사고판다.")),
    *(("businesses/1/title", "공동구매"), ("businesses/1/detail", "산지에서 바로 산다."), ("businesses/1/more", "no")),
    *((name, "") for name in ("learning", "cooperation", "community", "future")),
    *(("share-unit", "10000"), ("with-founders", "no"), ("with-officers", "no"), ("term", "2"), ("meeting-day", "2027-01-20")),
    *(("meeting-time", "오후 2시"), ("meeting-place", "구민회관"), ("notice-day", "2027-01-08"), ("held", "no"), ("fiscal", "january")),
    ("with-budget", "no"),
)
PLANNED: Answers = (("kind", "cooperative"), ("by", "start"), ("start", "2026-12-01"), ("employees", "no"), ("remind", "no"))


def run() -> list[Row]:
    """The rows of the table."""
    knowledge = Loader(Sources.of(None), None).load()
    papers = {wrap: job(knowledge, FLOW, SAID, wrap) for wrap in (Wrap.PDF, Wrap.ZIP)}
    picture = job(knowledge, SCHEDULE, PLANNED, Wrap.PNG)
    took, waited = asyncio.run(_beside(knowledge))
    return [
        Row(
            what=f"{len(papers[Wrap.PDF]['sheets'])} papers as one PDF",
            value=f"{timed(lambda: perform(papers[Wrap.PDF])):.2f} s",
            aim="< 3 s",
        ),
        Row(what="the same as DOCX and PDF each, zipped", value=f"{timed(lambda: perform(papers[Wrap.ZIP])):.2f} s", aim="< 3 s"),
        Row(what="timeline as a picture", value=f"{timed(lambda: perform(picture)):.2f} s"),
        Row(what="the zipped set in a process of its own", value=f"{took:.2f} s", aim="< 3 s"),
        Row(what="longest wait of the event loop meanwhile", value=f"{waited * 1000:.1f} ms", aim="< 50 ms"),
    ]


def ref_of(knowledge: Knowledge, flow: str, said: Answers, wrap: Wrap) -> str:
    """The reference of the file that a finished flow gives."""
    result = knowledge.flows.resume(flow, said, TODAY).result
    assert result
    return next(file.ref for file in files_of(knowledge.papers, result, said, TODAY) if file.name.endswith(wrap))


def job(knowledge: Knowledge, flow: str, said: Answers, wrap: Wrap) -> Job:
    """What is to be made."""
    order = read_order(ref_of(knowledge, flow, said, wrap))
    assert order
    made = made_now(order, knowledge.papers, knowledge.flows)
    assert isinstance(made, dict)
    return made


def timed(work: Callable[[], object]) -> float:
    """Seconds, the median of a few runs."""
    work()
    return statistics.median(_once(work) for _ in range(RUNS))


def _once(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


async def _beside(knowledge: Knowledge) -> tuple[float, float]:
    """Seconds of an order, and the longest time the loop did not come round."""
    press, longest = Press(knowledge=lambda: knowledge), 0.0
    ref = ref_of(knowledge, FLOW, SAID, Wrap.ZIP)
    began = time.perf_counter()
    making = asyncio.create_task(press.read(ref))
    while not making.done():
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - before - 0.001)
    assert making.result()
    return time.perf_counter() - began, longest


if __name__ == "__main__":
    show("Official papers", run())
