"""Stands in for Telegram's servers at the cheapest price: accepts every call, counts the messages. Runs as its own process.

python -m bench.sink PORT
"""

import asyncio
import json
import sys
from typing import cast

ME = {"id": 1, "is_bot": True, "first_name": "Dure", "username": "dure_bot", "can_join_groups": True}
MESSAGE = {"message_id": 1, "date": 1_770_000_000, "chat": {"id": 1, "type": "private"}, "text": "x"}


class Sink(asyncio.Protocol):
    """One connection; requests come one after another."""

    sent = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin with an empty buffer."""
        self.transport = cast(asyncio.Transport, transport)
        self.buffer = b""

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end].lower()
            size = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
            if len(self.buffer) < end + 4 + size:
                return
            self.buffer = self.buffer[end + 4 + size :]
            self._answer(head.partition(b"\r\n")[0])

    def _answer(self, line: bytes) -> None:
        result: object = True
        if b"/sendmessage" in line:
            Sink.sent += 1
            result = MESSAGE
        elif b"/getme" in line:
            result = ME
        elif b"/count" in line:
            result = Sink.sent
        body = json.dumps({"ok": True, "result": result}).encode()
        self.transport.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body))


async def serve(port: int) -> None:
    """Until killed."""
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
