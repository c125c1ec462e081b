"""Server-sent events from tables: a wake-up inside the process as the hint, a look at the tables every second as the truth."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager

from starlette.responses import StreamingResponse

#: A wake-up can be lost (another process wrote); the tables are read again after this time anyway.
LOOK_EVERY = 1.0
#: Quiet rounds after which the stream says something, so that both ends notice a dead connection.
QUIET_ROUNDS = 15


class Watch:
    """One watcher's place in a `Pulse`."""

    def __init__(self, pulse: "Pulse") -> None:
        self._pulse = pulse
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Let a pending or the next `wait` return at once."""
        self._woken.set()

    async def wait(self, seconds: float = LOOK_EVERY) -> bool:
        """Wait for a wake-up since the last `wait`; False when only the time has passed."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return False
        self._woken.clear()
        return True

    @property
    def closed(self) -> bool:
        """The service is going down: end the stream, the client comes back by itself."""
        return self._pulse.closed


class Pulse:
    """Wakes those in this process who show what stands in the tables. Belongs to one event loop."""

    def __init__(self) -> None:
        self._watches: dict[str, set[Watch]] = {}
        self.closed = False

    def wake(self, *topics: str) -> None:
        """Wake the watchers of these topics, or everybody when none is named."""
        for topic in topics or tuple(self._watches):
            for watch in self._watches.get(topic, ()):
                watch.wake()

    def close(self) -> None:
        """End all streams, so that a planned stop does not wait for them."""
        self.closed = True
        self.wake()

    def count(self, topic: str) -> int:
        """How many watch this topic now."""
        return len(self._watches.get(topic, ()))

    @contextmanager
    def watch(self, topic: str) -> Iterator[Watch]:
        """Watch one topic while the block runs."""
        watch = Watch(self)
        self._watches.setdefault(topic, set()).add(watch)
        try:
            yield watch
        finally:
            watches = self._watches[topic]
            watches.discard(watch)
            if not watches:
                del self._watches[topic]


def frame(event: str, data: Mapping[str, object] | None = None, *, id_: str = "") -> str:
    """One event as it stands in the stream; `message` is the kind that needs no name."""
    lines = [] if event == "message" else [f"event: {event}"]
    if id_:
        lines.append(f"id: {id_}")
    lines.append(f"data: {json.dumps(data or {}, ensure_ascii=False, separators=(',', ':'))}")
    return "\n".join(lines) + "\n\n"


def stream(frames: AsyncIterator[str]) -> StreamingResponse:
    """The response that carries `frames`; told not to be stored or buffered on the way."""
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(frames, media_type="text/event-stream", headers=headers)
