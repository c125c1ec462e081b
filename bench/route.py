"""How long one `router.route` takes on the shipped content: the questions that entries are tested with, one after another.

python -m bench.route
"""

import random
import time
from dataclasses import replace
from datetime import UTC, datetime

from bench.rows import Row, show
from bot import router
from bot.knowledge import Loader
from bot.scene import Scene
from bot.sources import Sources
from desk.conversation import Conversation
from desk.messages import Address, Inbound, InboundKind, TicketId

QUESTIONS = 2000
NOW = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


def run() -> list[Row]:
    """The rows of the table."""
    loader = Loader(Sources.of(None), None)
    asked, knowledge = [test for entry in loader.entries() for test in entry.tests], loader.load()
    random.Random(1).shuffle(asked)
    address = Address(channel="telegram", bot="1", chat="7")
    scene = Scene(now=NOW, conversation=Conversation(id=address.conversation), knowledge=knowledge, fresh_ticket=TicketId("a" * 32))
    usual = Inbound(external="1", address=address, kind=InboundKind.TEXT, text="", sender="7", received=NOW)
    inbounds = [replace(usual, text=text) for text in asked[:QUESTIONS]]
    for inbound in inbounds[:50]:
        router.route(scene, inbound)
    took = sorted(_timed(scene, inbound) for inbound in inbounds)
    return [
        Row(what=f"route, {len(took)} questions, p50", value=f"{took[len(took) // 2]:.2f} ms"),
        Row(what="route, p99", value=f"{took[int(len(took) * 0.99)]:.2f} ms", aim="< 5 ms"),
    ]


def _timed(scene: Scene, inbound: Inbound) -> float:
    began = time.perf_counter()
    router.route(scene, inbound)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    show("Router", run())
