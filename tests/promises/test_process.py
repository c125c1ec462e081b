"""One process and its file: nobody hears "locked", a stop is clean, and a second owner is refused."""

import asyncio
from datetime import datetime
from pathlib import Path

import structlog

from desk.messages import Address, Inbound, InboundKind
from storage.backup import backup
from storage.verify import verify
from tests.fakes.databases import opened
from tests.fakes.service import ServiceProcess
from tests.fakes.telegram.handle import FakeTelegram
from tests.promises.house import QUESTION, House


async def test_p25_nobody_hears_that_something_is_locked(desk_house: House, tmp_path: Path) -> None:
    """P25: hundreds of writers, readers, a check and a backup at once are all served."""
    database, intake = desk_house.running.database, desk_house.running.intake
    inbounds = [asked(Address(channel="web", bot="main", chat=f"p{number % 40}"), f"x{number}", intake.clock()) for number in range(300)]
    with structlog.testing.capture_logs() as logs:
        writing = [intake.receive([inbound]) for inbound in inbounds]
        reading = [database.read(lambda tx: tx.fetch("select count(*) as many from messages")) for _ in range(300)]
        await asyncio.gather(*writing, *reading, verify(database), backup(database, tmp_path / "copy.db"))
        await desk_house.until("inbox", "state = 'done'", 300)
    assert [entry for entry in logs if entry["log_level"] in ("error", "critical")] == []
    assert await desk_house.count("messages", "author = 'person'") == 300
    assert await verify(database) == []


def asked(address: Address, external: str, now: datetime) -> Inbound:
    return Inbound(external=external, address=address, kind=InboundKind.TEXT, text=QUESTION, sender=address.chat, received=now)


async def test_p29_a_stop_does_not_wait_for_a_platform_that_hangs(empty_url: str, tmp_path: Path) -> None:
    """P29: SIGTERM while Telegram answers nothing: exit within 10 s, code 0, and the answer goes out after the next start."""
    async with (
        FakeTelegram.child() as telegram,
        ServiceProcess(database_url=empty_url, folder=tmp_path, telegram=telegram) as service,
    ):
        await telegram.user(7)
        await telegram.fault("hang", method="sendMessage", seconds=60)
        await telegram.say(7, QUESTION)
        await service.start()
        while not await telegram.calls("sendMessage"):  # noqa: ASYNC110 - the fake offers no event
            await asyncio.sleep(0.05)
        began = asyncio.get_running_loop().time()
        assert await service.stop() == 0
        assert asyncio.get_running_loop().time() - began < 10
        await service.start()
        assert await telegram.wait(7, 1, seconds=30)
        assert await service.stop() == 0


async def test_p30_an_embedded_file_has_one_owner(tmp_path: Path) -> None:
    """P30: a second process refuses to start and says why; the first goes on."""
    url = f"sqlite:///{tmp_path}/dure.db"
    async with opened(url):
        pass
    made = [ServiceProcess(database_url=url, folder=folder(tmp_path, name)) for name in ("one", "two")]
    async with made[0] as first, made[1] as second:
        await first.start()
        await second.start()
        assert await second.ended(20)
        assert second.code not in (0, None)
        words = second.log.read_text()
        assert "Traceback" not in words
        assert "StoreInUse" in words
        assert await first.wait_ready(5)
        assert await first.stop() == 0


def folder(parent: Path, name: str) -> Path:
    made = parent / name
    made.mkdir()
    return made
