"""Runs a service until it is told to stop: web server and loops side by side, a clean exit within ten seconds."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Coroutine, Iterator

import structlog
import uvicorn

from bot.app import MoreChannels, Service, service
from bot.settings import Settings
from storage.faults import fault

log = structlog.get_logger()

#: What goes on beside the service, with its address.
Beside = Callable[[Service, str], Coroutine[None, None, None]]

#: A stop that takes longer is cut off, so that it never takes ten seconds; what was in flight is recovered at the next start.
LONGEST_STOP = 9.0


class _Web(uvicorn.Server):
    """uvicorn without its own signal handling: the service decides when to stop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to `run`."""
        yield


async def run(
    settings: Settings, *, ready: asyncio.Event | None = None, channels: MoreChannels | None = None, beside: Beside | None = None
) -> None:
    """Serve until SIGTERM or SIGINT, or until `beside`, which is told the address once we listen, has ended."""
    async with service(settings, channels) as running:
        _on_signals(running)
        web = _Web(_config(settings, running))
        async with asyncio.TaskGroup() as tasks:
            for loop in running.loops:
                tasks.create_task(loop(running.stop))
            serving = tasks.create_task(web.serve())
            tasks.create_task(_announce(settings, web, running, ready, beside))
            await running.stop.wait()
            log.info("stopping")
            fault("stopping")
            running.pulse.close()
            web.should_exit = True
            await serving
    log.info("stopped")


def _config(settings: Settings, running: Service) -> uvicorn.Config:
    return uvicorn.Config(
        running.web,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
        proxy_headers=False,
    )


async def _announce(settings: Settings, web: _Web, running: Service, ready: asyncio.Event | None, beside: Beside | None) -> None:
    while not web.started and not web.should_exit:  # noqa: ASYNC110 - uvicorn offers no event
        await asyncio.sleep(0.01)
    port = web.servers[0].sockets[0].getsockname()[1] if web.started and web.servers else settings.port
    address = f"http://{settings.host}:{port}/"
    log.info("serving", address=address)
    if ready:
        ready.set()
    if beside:
        try:
            await beside(running, address)
        finally:
            running.stop.set()


def _on_signals(running: Service) -> None:
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if running.stop.is_set():
            log.warning("stopped_at_once")
            os._exit(0)
        running.stop.set()
        loop.call_later(LONGEST_STOP, os._exit, 0)

    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop)
