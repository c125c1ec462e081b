"""How a test holds the fake: started inside the test's loop, or as a child process."""

import asyncio
import base64
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import cast

from tests.fakes.telegram.values import ApiError, Json, Tree
from tests.fakes.telegram.wire import Client

TOKEN = "123456:TEST"
Control = Callable[[str, Tree], Awaitable[Json]]


class ControlRefused(Exception):
    """The fake could not do what the test asked."""


class FakeTelegram:
    """One fake Telegram; get it from `here()` or `child()`."""

    def __init__(self, port: int, control: Control, token: str = TOKEN) -> None:
        self.port = port
        self.token = token
        self._control = control

    @property
    def base_url(self) -> str:
        """For `Bot(base_url=...)` and DURE_TELEGRAM_BASE_URL."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/file/bot"

    @classmethod
    @asynccontextmanager
    async def here(cls, *, port: int = 0, tokens: tuple[str, ...] = (TOKEN,)) -> "AsyncIterator[FakeTelegram]":
        """Run it inside this event loop."""
        from tests.fakes.telegram.server import FakeServer  # noqa: PLC0415  # a child's parent needs no server

        server = FakeServer(tokens)
        await server.start(port)
        try:
            yield cls(server.port, _direct(server.control), tokens[0])
        finally:
            await server.stop()

    @classmethod
    @asynccontextmanager
    async def child(cls, *, port: int = 0, tokens: tuple[str, ...] = (TOKEN,)) -> "AsyncIterator[FakeTelegram]":
        """Run it as a process of its own, which lives as long as the block."""
        arguments = [word for token in tokens for word in ("--token", token)]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.fakes.telegram", "--port", str(port), *arguments, stdout=asyncio.subprocess.PIPE
        )
        client = Client()
        try:
            assert process.stdout
            known = json.loads(await process.stdout.readline())
            yield cls(known["port"], _over_http(client, known["port"]), tokens[0])
        finally:
            client.close()
            # It keeps nothing, and a stop that waits for calls under way could wait for ever.
            process.kill()
            await process.wait()

    @classmethod
    def at(cls, port: int, token: str = TOKEN) -> "FakeTelegram":
        """A fake that already runs on `port`."""
        return cls(port, _over_http(Client(), port), token)

    async def do(self, operation: str, **args: Json) -> Json:
        """Any operation of `control.py` by name; raises ControlRefused."""
        return await self._control(operation, {"token": self.token, **args})

    async def _tree(self, operation: str, **args: Json) -> Tree:
        return cast(Tree, await self.do(operation, **args))

    async def _trees(self, operation: str, **args: Json) -> list[Tree]:
        return cast(list[Tree], await self.do(operation, **args))

    async def user(self, id: int, **fields: Json) -> Tree:
        return await self._tree("user", id=id, **fields)

    async def group(self, id: int, **fields: Json) -> Tree:
        """A supergroup with topics and the bot as administrator, unless `kind`, `forum`, `status` say otherwise."""
        return await self._tree("group", id=id, **fields)

    async def say(self, user: int, text: str, **where: Json) -> Tree:
        """A user writes (`chat`, `thread`, `reply_to`, `age`, `anonymous`); gives update_id and message_id."""
        return await self._tree("say", user=user, text=text, **where)

    async def say_many(self, items: list[Tree]) -> list[Tree]:
        return await self._trees("say_many", items=cast(Json, items))

    async def tap(self, user: int, **button: Json) -> Tree:
        """Press a button: `label`, `index` or forged `data`; `message_id`, `chat`, `age`."""
        return await self._tree("tap", user=user, **button)

    async def edit(self, user: int, message_id: int, text: str, **where: Json) -> Tree:
        return await self._tree("edit", user=user, message_id=message_id, text=text, **where)

    async def upload(self, user: int, name: str, content: bytes, **more: Json) -> Tree:
        return await self._tree("upload", user=user, name=name, data=base64.b64encode(content).decode(), **more)

    async def attach(self, user: int, what: str, **more: Json) -> Tree:
        return await self._tree("attach", user=user, what=what, **more)

    async def album(self, user: int, count: int = 10, **more: Json) -> list[Tree]:
        return await self._trees("album", user=user, count=count, **more)

    async def block(self, user: int, **more: Json) -> Tree:
        return await self._tree("block", user=user, **more)

    async def unblock(self, user: int, **more: Json) -> Tree:
        return await self._tree("unblock", user=user, **more)

    async def migrate(self, chat: int, to: int) -> Tree:
        """A group becomes a supergroup with another id."""
        return await self._tree("migrate", chat=chat, to=to)

    async def topic(self, chat: int, **more: Json) -> Tree:
        """Make a topic, or with `thread` and `state` close, reopen or delete one."""
        return await self._tree("topic", chat=chat, **more)

    async def fault(self, kind: str, **more: Json) -> None:
        """`error drop cut half garbage hang late delay`, with `method chat times code description retry_after migrate_to seconds text`."""
        await self.do("fault", kind=kind, **more)

    async def heal(self) -> None:
        await self.do("heal")

    async def limits(self, **more: Json) -> None:
        await self.do("limits", **more)

    async def chaos(self, **more: Json) -> None:
        await self.do("chaos", **more)

    async def tune(self, **more: Json) -> None:
        await self.do("tune", **more)

    async def redeliver(self, update_id: int, copies: int = 1) -> None:
        await self.do("redeliver", update_id=update_id, copies=copies)

    async def transcript(self, chat: int, **more: Json) -> list[Tree]:
        return await self._trees("transcript", chat=chat, **more)

    async def texts(self, chat: int) -> list[str]:
        """What the bot's messages in a chat say now."""
        return [str(line["text"]) for line in await self.transcript(chat) if line["outgoing"]]

    async def calls(self, method: str = "", since: int = 0) -> list[Tree]:
        return await self._trees("calls", method=method, since=since)

    async def updates(self) -> list[Tree]:
        return await self._trees("updates")

    async def state(self) -> Tree:
        """findings, commands, presses, topics, pending, calls, polling, webhook, faults."""
        return await self._tree("state")

    async def wait(self, chat: int = 0, messages: int = 0, seconds: float = 5.0, **more: Json) -> bool:
        """Wait until `chat` holds that many messages of the bot and no update waits (unless `pending=True`)."""
        return bool(await self.do("wait", chat=chat, messages=messages, seconds=seconds, **more))


def _direct(control: Control) -> Control:
    async def direct(name: str, args: Tree) -> Json:
        try:
            return await control(name, args)
        except ApiError as error:
            raise ControlRefused(error.description) from error

    return direct


def _over_http(client: Client, port: int) -> Control:
    async def control(name: str, args: Tree) -> Json:
        answer = await client.post(f"http://127.0.0.1:{port}/_control/{name}", {}, json.dumps(args).encode(), 600)
        tree = json.loads(answer.body)
        if answer.status != 200:
            raise ControlRefused(tree.get("error"))
        return cast(Json, tree["result"])

    return control
