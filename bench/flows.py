"""How long one turn of a flow takes: every example of every shipped flow is walked, each turn replays all answers before it.

python -m bench.flows
"""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import flows
from bench.rows import Row, show
from bot.flow_files import read_flows
from flows.engine import Answers, FlowBook, Turn
from flows.examples import run_example

TODAY = date(2026, 11, 25)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stopwatch:
    """A book that notes how long each turn took."""

    book: FlowBook
    took: list[float] = field(default_factory=list)
    longest: list[Answers] = field(default_factory=list)

    def begin(self, flow: str, today: date) -> Turn:
        return self._timed(lambda: self.book.begin(flow, today))

    def reply(self, flow: str, answers: Answers, said: str, today: date) -> Turn:
        return self._timed(lambda: self.book.reply(flow, answers, said, today))

    def skip(self, flow: str, answers: Answers, today: date) -> Turn:
        return self._timed(lambda: self.book.skip(flow, answers, today))

    def _timed(self, work: Callable[[], Turn]) -> Turn:
        began = time.perf_counter()
        turn = work()
        self.took.append((time.perf_counter() - began) * 1000)
        self.longest.append(turn.answers)
        return turn


def run() -> list[Row]:
    """The rows of the table."""
    files = read_flows(Path(flows.__file__).parent / "content")
    watch = _Stopwatch(book=files.book)
    count = 0
    for examples in files.examples:
        for example in examples.examples:
            run_example(watch, examples.flow, example, TODAY)  # type: ignore[arg-type]  # speaks like a book
            count += 1
    took = sorted(watch.took)
    bare = statistics.median(_bare(answers) for answers in watch.longest)
    p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
    return [
        Row(what="the answers as JSON and back", value=f"{bare:.3f} ms", ratio="1"),
        Row(what=f"flow turn, {len(took)} turns of {count} examples, p50", value=f"{p50:.2f} ms", ratio=f"{p50 / bare:.0f}"),
        Row(what="flow turn, p99", value=f"{p99:.2f} ms", ratio=f"{p99 / bare:.0f}", aim="< 2 ms"),
    ]


def _bare(answers: Answers) -> float:
    began = time.perf_counter()
    json.loads(json.dumps(answers))
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    show("Flows", run())
