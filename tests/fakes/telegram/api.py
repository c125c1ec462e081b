"""All methods of one bot: finds the method, obeys faults and flood limits, writes everything down."""

import asyncio
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.telegram import chats_api, messages_api
from tests.fakes.telegram.requests import Parameters, Upload
from tests.fakes.telegram.updates import Updates
from tests.fakes.telegram.values import ApiError, Json, Tree, bad_request
from tests.fakes.telegram.world import World, unauthorized

Method = Callable[[World, Parameters], Json]
METHODS: dict[str, Method] = {
    function.__name__.replace("_", ""): function
    for module in (messages_api, chats_api)
    for name, function in vars(module).items()
    if callable(function) and re.match(r"(send|get|set|delete|edit|copy|forward|answer|create|close|reopen|pin)_", name)
}
#: Methods that count for the flood limits.
_COUNTED = re.compile(r"(send(?!chataction)|copy|forward|edit|createforumtopic|editforumtopic|closeforumtopic|reopenforumtopic)")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
FAULTS = frozenset({"error", "drop", "cut", "half", "garbage", "hang", "late", "delay"})


@dataclass
class Fault:
    """Something that goes wrong with the next calls that fit."""

    #: error: refused; drop: cut unprocessed; cut, half, garbage: processed, answer lost, broken off, unreadable;
    #: hang: nothing for `seconds`, then cut; late: processed, answer after `seconds`; delay: both after `seconds`.
    kind: str
    #: Lower-case method, or `*`.
    method: str = "*"
    chat: int | None = None
    #: How often; below zero for ever.
    times: int = 1
    code: int = 500
    description: str = "Internal Server Error"
    parameters: Tree = field(default_factory=dict)
    seconds: float = 0.0
    #: Only calls whose text holds this.
    text: str = ""


@dataclass
class Record:
    """One call as it came in and what was answered."""

    method: str
    chat: str
    values: Tree
    at: float
    code: int = 0
    result: Json = None
    fault: str = ""


@dataclass
class Limits:
    """The flood limits of Telegram; off unless a test wants them."""

    on: bool = False
    chat_per_second: float = 1.0
    #: So many may come at once in one chat before the rate counts.
    chat_burst: int = 3
    group_per_minute: int = 20
    bot_per_second: int = 30


@dataclass
class Done:
    """A processed call: the body to send, and the fault that spoils the way back."""

    code: int
    body: Tree
    fault: Fault | None = None


class Api:
    """The Bot API of one token."""

    def __init__(self, token: str) -> None:
        self.world = World(token)
        self.updates = Updates(self._from_webhook)
        self.records: list[Record] = []
        self.findings: list[str] = []
        self.faults: list[Fault] = []
        self.limits = Limits()
        self.recording = True
        self._recent: deque[float] = deque()

    async def call(self, method: str, p: Parameters) -> Done:
        """Carry out one method."""
        name = method.lower()
        record = Record(method, str(p.values.get("chat_id", "")), p.values, time.time())
        if self.recording and name != "getupdates":
            self.records.append(record)
        fault = self._fault(name, record.chat, p)
        record.fault = fault.kind if fault else ""
        try:
            if fault:
                await self._before(fault)
            record.result = await self._carry_out(name, method, p)
            record.code, body = 200, {"ok": True, "result": record.result}
            if fault and fault.kind == "late":
                await asyncio.sleep(fault.seconds)
        except ApiError as error:
            record.code, body = error.code, error.body()
        return Done(record.code, body, fault)

    async def _before(self, fault: Fault) -> None:
        if fault.kind in ("delay", "hang"):
            await asyncio.sleep(fault.seconds)
        if fault.kind in ("error", "drop"):
            raise ApiError(fault.code, fault.description, fault.parameters)

    def _fault(self, name: str, chat: str, p: Parameters) -> Fault | None:
        for fault in self.faults:
            fits = fault.method in ("*", name) and (fault.chat is None or str(fault.chat) == chat)
            if fits and fault.times != 0 and (not fault.text or fault.text in str(p.values.get("text", ""))):
                fault.times -= 1
                return fault
        return None

    async def _carry_out(self, name: str, method: str, p: Parameters) -> Json:
        if self.world.revoked:
            raise unauthorized()
        if name == "getupdates":
            return await self._get_updates(p)
        if name in ("setwebhook", "deletewebhook", "getwebhookinfo"):
            return self._webhook(name, p)
        function = METHODS.get(name)
        if function is None:
            self._find(f"unknown method {method}")
            raise ApiError(404, "Not Found: method not found")
        self._count(name, p)
        result = function(self.world, p)
        self._check_unread(method, p)
        return result

    def _check_unread(self, method: str, p: Parameters) -> None:
        for name in p.unread():
            self._find(f"unknown parameter {name} of {method}")

    def _find(self, text: str) -> None:
        if text not in self.findings:
            self.findings.append(text)

    async def _get_updates(self, p: Parameters) -> Json:
        limit, timeout = p.number("limit", 100), p.number("timeout")
        if not 1 <= limit <= 100:
            limit = 100
        self.updates.allow(p.tree("allowed_updates"))
        offset = p.number("offset")
        self._check_unread("getUpdates", p)
        return await self.updates.get(offset, limit, timeout)

    def _webhook(self, name: str, p: Parameters) -> Json:
        updates = self.updates
        if name == "getwebhookinfo":
            return self._webhook_info()
        if p.flag("drop_pending_updates"):
            self._find(f"{name} drops pending updates")
            for id in list(updates.pending):
                updates.pending.pop(id).state = "dropped"
        if name == "deletewebhook":
            updates.set_webhook("", "", 40)
            self._check_unread("deleteWebhook", p)
            return True
        url, secret, connections = p.text("url"), p.text("secret_token"), p.number("max_connections", 40)
        p.raw("ip_address")
        p.upload("certificate")
        local = url.startswith(("http://127.0.0.1:", "http://localhost:"))
        if url and not url.startswith("https://") and not local:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if not 1 <= connections <= 100:
            raise bad_request("max_connections must be between 1 and 100")
        updates.allow(p.tree("allowed_updates"))
        self._check_unread("setWebhook", p)
        updates.set_webhook(url, secret, connections)
        return True

    def _webhook_info(self) -> Json:
        webhook = self.updates.webhook
        tree: Tree = {
            "url": webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.pending),
            "max_connections": webhook.connections,
        }
        if webhook.last_error:
            tree.update(last_error_date=webhook.last_error_at, last_error_message=webhook.last_error)
        if self.updates.allowed:
            tree["allowed_updates"] = [*sorted(self.updates.allowed)]
        return tree

    async def _from_webhook(self, method: str, tree: Tree) -> None:
        await self.call(method, Parameters(tree))

    def _count(self, name: str, p: Parameters) -> None:
        """Flood limits, with the longest wait that applies; a refused call counts nothing."""
        chat = self.world.chats.get(_number(p.values.get("chat_id")))
        if not self.limits.on or chat is None or not _COUNTED.match(name):
            return
        now, limits = time.time(), self.limits
        waits = [_wait(self._recent, now, limits.bot_per_second, 1.0)]
        if chat.kind == "private":
            waits.append(_wait(chat.recent, now, limits.chat_burst, limits.chat_burst / limits.chat_per_second))
        else:
            waits.append(_wait(chat.recent, now, limits.group_per_minute, 60.0))
        if (wait := max(waits)) > 0:
            seconds = int(wait) + 1
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
        self._recent.append(now)
        chat.recent.append(now)

    def receive_file(self, name: str, content: bytes) -> Tree:
        """A file a person uploads."""
        return self.world.keep_file(Upload(name, "", content).name, content)


def _wait(recent: deque[float], now: float, count: int, span: float) -> float:
    while recent and recent[0] <= now - span:
        recent.popleft()
    return recent[0] + span - now if len(recent) >= count else 0.0


def _number(value: Json) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0
