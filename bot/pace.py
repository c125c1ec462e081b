"""How fast we may send: sliding windows per chat, per group and per bot, kept below what the platform allows."""

from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """At most `count` calls within any `seconds`."""

    count: int
    seconds: float


@dataclass(slots=True)
class Window:
    """The calls of the recent past, oldest first."""

    quota: Quota
    calls: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until one more call is allowed; 0 when it is allowed now."""
        while self.calls and self.calls[0] + self.quota.seconds <= now:
            self.calls.popleft()
        if len(self.calls) < self.quota.count:
            return 0.0
        return self.calls[0] + self.quota.seconds - now

    def note(self, at: float) -> None:
        """A call was made."""
        self.calls.append(at)


@dataclass(slots=True, kw_only=True)
class Pace:
    """All windows of one process. `share` is how many processes send; each takes its part of the bot's and the groups' quota."""

    bot: Quota
    private: Quota = field(default_factory=lambda: Quota(count=5, seconds=5.0))
    group: Quota = field(default_factory=lambda: Quota(count=18, seconds=60.0))
    share: int = 1
    _bot: Window | None = None
    _rooms: dict[str, Window] = field(default_factory=dict)

    def wait(self, room: str, now: float) -> float:
        """Seconds until a call to this chat is allowed."""
        return max(self._whole().wait(now), self._window(room).wait(now))

    def note(self, room: str, at: float) -> None:
        """A call to this chat was made."""
        self._whole().note(at)
        self._window(room).note(at)
        if len(self._rooms) > 10_000:
            self._forget_quiet(at)

    def _whole(self) -> Window:
        if self._bot is None:
            self._bot = Window(self._part(self.bot))
        return self._bot

    def _window(self, room: str) -> Window:
        if room not in self._rooms:
            # Telegram's groups have negative chat ids.
            is_group = room.rpartition(":")[2].startswith("-")
            self._rooms[room] = Window(self._part(self.group) if is_group else self.private)
        return self._rooms[room]

    def _part(self, quota: Quota) -> Quota:
        return Quota(count=max(1, quota.count // self.share), seconds=quota.seconds)

    def _forget_quiet(self, now: float) -> None:
        self._rooms = {room: window for room, window in self._rooms.items() if window.calls and window.calls[-1] > now - 60}
