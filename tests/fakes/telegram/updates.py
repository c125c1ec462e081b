"""Keeps updates until the bot has confirmed them, and brings them by long poll or webhook."""

import asyncio
import itertools
import json
import random
import re
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.fakes.telegram.values import ApiError, Json, Tree
from tests.fakes.telegram.wire import Answer, Client

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
DAY = 86_400.0
PRESS_LIFE = 150.0
#: Methods that are ignored inside a webhook response.
_NOT_IN_REPLY = re.compile(r"get|setwebhook|deletewebhook", re.IGNORECASE)

MethodCaller = Callable[[str, Tree], Awaitable[None]]


@dataclass
class Update:
    """One update and what became of it."""

    id: int
    kind: str
    tree: Tree
    #: Telegram brings the updates of one key one after the other.
    key: str
    expires: float
    state: str = "pending"
    deliveries: int = 0


@dataclass
class Webhook:
    """What setWebhook has set."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    last_error: str = ""
    last_error_at: int = 0


@dataclass
class Chaos:
    """Deliveries more often and in other order than asked for."""

    #: Each update is brought 1 to this many times.
    copies: int = 1
    shuffle: bool = False
    dice: random.Random = field(default_factory=lambda: random.Random(1))


class Updates:
    """The queue of one bot."""

    def __init__(self, call_method: MethodCaller) -> None:
        self._call = call_method
        self.all: dict[int, Update] = {}
        self.pending: dict[int, Update] = {}
        self.again: list[Update] = []
        self.allowed: frozenset[str] | None = None
        self.webhook = Webhook()
        self.chaos = Chaos()
        #: First wait after a failed webhook call, in seconds; doubles up to 60..120 s.
        self.retry = 1.0
        self.webhook_timeout = 60.0
        self._next = 100_000_000
        self._news = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self._client = Client()
        self._lanes: dict[str, deque[Update]] = {}
        self._tasks: set[asyncio.Task[object]] = set()
        self._slots = asyncio.Semaphore(40)
        self._anonymous = itertools.count()

    def restart_ids(self, first: int) -> None:
        """Go on with other ids, as Telegram may after a quiet week."""
        self._next = first

    def add(self, kind: str, content: Tree, key: str, *, date: float, life: float = DAY) -> Update | None:
        """Queue an update unless the bot has not asked for its kind."""
        if not (kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT):
            return None
        update = Update(self._next, kind, {"update_id": self._next, kind: content}, key, date + life)
        self._next += 1
        if date + life < time.time():
            update.state = "expired"
            self.all[update.id] = update
            return update
        self.all[update.id] = self.pending[update.id] = update
        if self.webhook.url:
            self._push(update)
        else:
            self._news.set()
        return update

    def redeliver(self, id: int) -> None:
        """Bring an update again, whatever became of it."""
        update = self.all[id]
        if self.webhook.url:
            self._start(self._bring(update))
        else:
            self.again.append(update)
            self._news.set()

    @property
    def is_polled(self) -> bool:
        """A getUpdates is waiting right now."""
        return self._poll is not None

    def _drop_expired(self) -> None:
        now = time.time()
        for update in [update for update in self.pending.values() if update.expires < now]:
            self._settle(update, "expired")

    def _settle(self, update: Update, state: str) -> None:
        self.pending.pop(update.id, None)
        update.state = state

    async def get(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """One getUpdates."""
        if self.webhook.url:
            raise ApiError(
                409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self._interrupt("terminated by other getUpdates request; make sure that only one bot instance is running")
        self._confirm(offset)
        self._drop_expired()
        if not self.pending and not self.again and seconds > 0:
            await self._wait(min(seconds, 50))
        return self._batch(offset, limit)

    def _interrupt(self, why: str) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(ApiError(409, f"Conflict: {why}"))
        self._poll = None

    async def _wait(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        poll: asyncio.Future[None] = loop.create_future()
        self._poll = poll
        self._news.clear()
        news = loop.create_task(self._news.wait())
        news.add_done_callback(lambda _: None if poll.done() else poll.set_result(None))
        timer = loop.call_later(seconds, lambda: None if poll.done() else poll.set_result(None))
        try:
            await poll
        finally:
            timer.cancel()
            news.cancel()
            if self._poll is poll:
                self._poll = None

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            ids = list(self.pending)
            for id in ids[: max(0, len(ids) + offset)]:
                self._settle(self.pending[id], "confirmed")
        if 0 < offset <= self._next + 10:
            for id in [id for id in self.pending if id < offset]:
                self._settle(self.pending[id], "confirmed")

    def _batch(self, offset: int, limit: int) -> list[Json]:
        again, self.again = self.again, []
        batch = again + list(itertools.islice(self.pending.values(), limit))
        if self.chaos.copies > 1:
            batch = [update for update in batch for _ in range(self.chaos.dice.randint(1, self.chaos.copies))]
        if self.chaos.shuffle:
            self.chaos.dice.shuffle(batch)
        for update in batch:
            update.deliveries += 1
        return [update.tree for update in batch]

    def allow(self, kinds: Json) -> None:
        """Remember `allowed_updates`; an empty list is the default again, nothing said changes nothing."""
        if isinstance(kinds, list):
            self.allowed = frozenset(str(kind) for kind in kinds) or None

    def set_webhook(self, url: str, secret: str, connections: int) -> None:
        """Change the webhook; an empty address removes it."""
        if url and (url, secret, connections) == (self.webhook.url, self.webhook.secret, self.webhook.connections):
            return
        self._stop_lanes()
        self._interrupt("terminated by setWebhook request")
        self.webhook = Webhook(url, secret, connections)
        self._slots = asyncio.Semaphore(connections)
        self._drop_expired()
        if url:
            for update in self.pending.values():
                self._push(update)

    def _push(self, update: Update) -> None:
        key = f"any-{next(self._anonymous)}" if self.chaos.shuffle else update.key
        lane = self._lanes.get(key)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[key] = deque([update])
        self._start(self._run(key))

    def _start(self, work: Coroutine[object, object, object]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, key: str) -> None:
        lane = self._lanes[key]
        if self.chaos.shuffle:
            await asyncio.sleep(self.chaos.dice.random() * 0.02)
        while lane:
            await self._bring_until_taken(lane[0])
            lane.popleft()
        del self._lanes[key]

    async def _bring_until_taken(self, update: Update) -> None:
        delay = self.retry
        while update.state == "pending":
            if update.expires < time.time():
                self._settle(update, "expired")
                return
            copies = self.chaos.dice.randint(1, self.chaos.copies)
            waits = await asyncio.gather(*(self._bring(update) for _ in range(copies)))
            if update.state == "pending":
                named = [wait for wait in waits if wait is not None]
                await asyncio.sleep(named[0] if named else delay)
                delay = min(delay * 2, random.uniform(60, 120))

    async def _bring(self, update: Update) -> float | None:
        """One HTTP call; returns the wait the bot's answer asks for."""
        webhook = self.webhook
        headers = {"x-telegram-bot-api-secret-token": webhook.secret} if webhook.secret else {}
        body = json.dumps(update.tree, ensure_ascii=False).encode()
        async with self._slots:
            update.deliveries += 1
            try:
                answer = await self._client.post(webhook.url, headers, body, self.webhook_timeout)
            except OSError as error:
                self._failed(webhook, str(error) or "Connection timed out")
                return None
        if 200 <= answer.status < 300:
            self._settle(update, "confirmed")
            await self._reply(answer)
            return None
        phrase = HTTPStatus(answer.status).phrase if answer.status in HTTPStatus._value2member_map_ else ""
        self._failed(webhook, f"Wrong response from the webhook: {answer.status} {phrase}".strip())
        wait = answer.headers.get("retry-after", "")
        return min(float(wait), 3600.0) if re.fullmatch(r"\d{1,6}", wait) else None

    def _failed(self, webhook: Webhook, text: str) -> None:
        webhook.last_error, webhook.last_error_at = text, int(time.time())

    async def _reply(self, answer: Answer) -> None:
        """A method in the response body is carried out; nobody hears of the result."""
        try:
            tree: Json = json.loads(answer.body) if answer.body else None
        except ValueError:
            return
        method = tree.pop("method", None) if isinstance(tree, dict) else None
        if isinstance(tree, dict) and isinstance(method, str) and not _NOT_IN_REPLY.match(method):
            await self._call(method, tree)

    def _stop_lanes(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._lanes.clear()

    def close(self) -> None:
        """Stop every delivery."""
        self._stop_lanes()
        self._interrupt("server stops")
        self._client.close()
