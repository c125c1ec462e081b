"""`python -m tests.fakes.telegram --port N`: the fake as its own process."""

import argparse
import asyncio
import contextlib
import signal
import sys

import uvloop

from tests.fakes.telegram.handle import TOKEN
from tests.fakes.telegram.server import run


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.telegram", description="A strict fake of the Bot API.")
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port; the port is printed as JSON")
    parser.add_argument("--token", action="append", help=f"a bot token to accept, may be given again (default {TOKEN})")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with contextlib.suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run(options.port, tuple(options.token or [TOKEN])))


if __name__ == "__main__":
    main()
