"""`dure demo`: the real service with nothing to set up, and a first way into the console."""

import asyncio
import secrets
from datetime import timedelta
from pathlib import Path

import click
import uvloop
from pydantic import SecretStr

from bot import logs
from bot.app import clock
from bot.console.passwords import hash_password
from bot.content_files import read_file
from bot.server import run
from bot.settings import Settings
from bot.sources import Sources
from desk.messages import CounselorId
from storage import staff
from storage.database import Database, Transaction
from storage.ids import new_id
from storage.migrate import migrate
from storage.open import open_database

LOGIN = "demo"
LINK_LASTS = timedelta(hours=12)


def run_demo(port: int, data: Path) -> None:
    """Serve until Ctrl-C."""
    data.parent.mkdir(parents=True, exist_ok=True)
    settings = Settings(
        database_url=f"sqlite:///{data}",
        port=port,
        secret_key=SecretStr(_key(data.with_suffix(".key"))),
        telegram_token=SecretStr(""),
        kakao_secret=SecretStr(""),
        public_url="",
    )
    logs.set_up(level="error", form="text")
    uvloop.run(_demo(settings))


async def _demo(settings: Settings) -> None:
    code = await login_code(settings)
    ready = asyncio.Event()

    async def greet() -> None:
        await ready.wait()
        base = f"http://{settings.host}:{settings.port}"
        click.echo(f"\n  Web chat   {base}/\n  Console    {base}/console/login?code={code}   (works once)\n\n  Ctrl-C stops it.\n")

    greeting = asyncio.create_task(greet())
    try:
        await run(settings, ready=ready)
    finally:
        greeting.cancel()


def _key(path: Path) -> str:
    """A key of this machine's own, so that browsers are known again after a restart."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text().strip()


async def login_code(settings: Settings) -> str:
    """A one-time way into the console of a database that no service has opened yet."""
    database = await open_database(settings.database_url)
    try:
        await migrate(database)
        return await _make_code(database, _counselor_name(settings))
    finally:
        await database.close()


def _counselor_name(settings: Settings) -> str:
    """How people are told who is there, from the phrases; only that file is read, so that the start does not wait for all content."""
    tree = read_file(Sources.of(settings.content_dir).folders["bot"] / "phrases.yaml", "phrases.yaml").tree
    phrases = tree.get("phrases") if isinstance(tree, dict) else None
    name = phrases.get("demo_counselor") if isinstance(phrases, dict) else None
    return name if isinstance(name, str) else LOGIN


async def _make_code(database: Database, name: str) -> str:
    code, now = secrets.token_urlsafe(24), clock()
    password = hash_password(secrets.token_hex(24))

    async def make(tx: Transaction) -> None:
        account = await staff.by_login(tx, LOGIN)
        if account is None:
            account = staff.Account(id=CounselorId(new_id()), name=name, login=LOGIN, password=password, role=staff.Role.ADMIN, created=now)
            await staff.add_account(tx, account)
        await staff.add_login_code(tx, code, account.id, now + LINK_LASTS)

    await database.transaction(make)
    return code
