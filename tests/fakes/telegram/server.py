"""The server: `/bot<token>/<method>`, `/file/bot<token>/<path>` and `/_control/<name>`."""

import asyncio
import json
import re
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.fakes.telegram.api import Api, Done
from tests.fakes.telegram.control import OPERATIONS, operate
from tests.fakes.telegram.requests import parameters_of
from tests.fakes.telegram.values import ApiError, Json, Tree
from tests.fakes.telegram.wire import Answer, Call, Server
from tests.fakes.telegram.world import unauthorized

_METHOD = re.compile(r"/bot([^/]+)/(?:test/)?(\w+)/?")
_FILE = re.compile(r"/file/bot([^/]+)/(.+)")
_CONTROL = re.compile(r"/_control/(\w+)")
_TOKEN = re.compile(r"\d{1,16}:[\w-]{1,80}")


def _dump(tree: Json) -> bytes:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


class FakeServer:
    """All bots of one fake Telegram."""

    def __init__(self, tokens: tuple[str, ...]) -> None:
        self.apis = {token: Api(token) for token in tokens}
        self._default = tokens[0]
        self._server = Server(self._serve)

    @property
    def port(self) -> int:
        return self._server.port

    async def start(self, port: int = 0) -> None:
        await self._server.start(port)

    async def stop(self) -> None:
        for api in self.apis.values():
            api.updates.close()
        await self._server.stop()

    async def control(self, name: str, args: Tree) -> Json:
        """One control operation; raises ApiError."""
        token = str(args.pop("token", self._default))
        return await operate(self.apis[token], name, args)

    async def _serve(self, call: Call) -> Answer:
        path = unquote(urlsplit(call.target.decode("latin-1")).path)
        if match := _METHOD.fullmatch(path):
            return await self._method(call, *match.groups())
        if match := _CONTROL.fullmatch(path):
            return await self._control(call, match.group(1))
        if match := _FILE.fullmatch(path):
            return self._file(*match.groups())
        return Answer(404, _dump(ApiError(404, "Not Found").body()))

    async def _method(self, call: Call, token: str, method: str) -> Answer:
        api = self.apis.get(token)
        try:
            if api is None:
                raise unauthorized() if _TOKEN.fullmatch(token) else ApiError(404, "Not Found")
            done = await api.call(method, parameters_of(call))
        except ApiError as error:
            return Answer(error.code, _dump(error.body()))
        return _answer(done)

    def _file(self, token: str, path: str) -> Answer:
        api = self.apis.get(token)
        for known, content in api.world.files.values() if api else ():
            if known == path:
                return Answer(200, content, {"content-type": "application/octet-stream"})
        return Answer(404, _dump(ApiError(404, "Not Found").body()))

    async def _control(self, call: Call, name: str) -> Answer:
        args: Tree = dict(parse_qsl(urlsplit(call.target.decode("latin-1")).query))
        if name not in OPERATIONS:
            return Answer(404, _dump({"error": f"no operation {name}"}))
        try:
            args.update(json.loads(call.body) if call.body else {})
            return Answer(200, _dump({"result": await self.control(name, args)}))
        except ApiError as error:
            return Answer(400, _dump({"error": error.description}))
        except (KeyError, ValueError, AssertionError) as error:
            return Answer(400, _dump({"error": f"{type(error).__name__}: {error}"}))


def _answer(done: Done) -> Answer:
    answer = Answer(done.code, _dump(done.body))
    kind = done.fault.kind if done.fault else ""
    if kind in ("drop", "cut", "hang"):
        answer.cut = 0
    if kind == "half":
        answer.headers["x-half"] = "1"
        answer.cut = 60
    if kind == "garbage":
        answer.body = b"<html>gateway</html>"
    return answer


async def run(port: int, tokens: tuple[str, ...]) -> None:
    """Serve until stopped; prints the port when it listens."""
    server = FakeServer(tokens)
    await server.start(port)
    print(json.dumps({"port": server.port}), flush=True)
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        await server.stop()
