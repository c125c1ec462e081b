"""Commands on data: the database and the staff accounts."""

import asyncio
import secrets
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

from bot.console.passwords import hash_password, weakness
from bot.settings import Settings
from desk.messages import CounselorId
from storage import backup as backups
from storage import staff as accounts
from storage.database import Database, StoreError, Transaction
from storage.ids import new_id
from storage.migrate import migrate as migrate_database
from storage.open import open_database, open_to_read
from storage.staff import Account, Role

T = TypeVar("T")


def _with_database(work: Callable[[Database], Awaitable[T]], opened: Callable[[str], Awaitable[Database]] = open_database) -> T:
    async def run() -> T:
        database = await opened(Settings().database_url)
        try:
            return await work(database)
        finally:
            await database.close()

    try:
        return asyncio.run(run())
    except StoreError as error:
        click.echo(f"{type(error).__name__}: {error}", err=True)
        sys.exit(1)


@click.group()
def db() -> None:
    """The database."""


@db.command()
def migrate() -> None:
    """Bring the database to the schema of this program."""
    _with_database(migrate_database)
    click.echo("The database is up to date.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write a backup while the service runs."""
    _with_database(lambda database: backups.backup(database, file), open_to_read)
    click.echo(f"Written: {file}")


@db.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
def restore(file: Path) -> None:
    """Fill an empty database from a backup."""
    _with_database(lambda database: backups.restore(database, file))
    click.echo("Restored.")


@db.command()
def verify() -> None:
    """Look for damage; exit 1 when there is any."""
    findings = _with_database(backups.verify)
    for finding in findings:
        click.echo(finding)
    click.echo("No damage found." if not findings else f"{len(findings)} findings.")
    sys.exit(1 if findings else 0)


@click.group()
def staff() -> None:
    """Accounts of counselors and staff."""


@staff.command()
@click.argument("name")
@click.option("--login", required=True, help="What they type at the console's login.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.COUNSELOR.value, show_default=True)
@click.option("--telegram", default="", help="Their Telegram user id, so that they can work in the staff group.")
@click.option("--password", default=None, help="Asked for when it is not given; an empty answer makes a random one.")
def add(name: str, login: str, role: str, telegram: str, password: str | None) -> None:
    """Add an account."""
    chosen = _new_password(login, password)
    account = Account(
        id=CounselorId(new_id()),
        name=name,
        login=login,
        password=hash_password(chosen),
        role=Role(role),
        telegram=telegram,
        created=datetime.now(UTC),
    )

    async def store(database: Database) -> None:
        await migrate_database(database)
        await database.transaction(lambda tx: accounts.add_account(tx, account))

    _with_database(store)
    click.echo(f"Added {login} ({role}).")


def _new_password(login: str, given: str | None) -> str:
    chosen = given if given is not None else click.prompt("Password (empty: make one)", default="", hide_input=True, show_default=False)
    if not chosen:
        chosen = secrets.token_urlsafe(12)
        click.echo(f"Password: {chosen}")
    if weak := weakness(chosen, login):
        raise click.UsageError(f"This password is too weak ({weak}); use 12 or more letters that nobody guesses.")
    return chosen


@staff.command("list")
def list_accounts() -> None:
    """All accounts."""
    for account in _with_database(lambda database: database.read(accounts.accounts)):
        state = "disabled" if account.disabled else account.role
        click.echo(f"{account.login:20} {state:12} {account.telegram:14} {account.name}")


@staff.command()
@click.argument("login")
def disable(login: str) -> None:
    """Close an account and end its sessions."""
    _change(login, lambda account: replace(account, disabled=True))
    click.echo(f"Disabled {login}.")


@staff.command()
@click.argument("login")
@click.option("--password", default=None)
def reset(login: str, password: str | None) -> None:
    """Give an account a new password, open it again, and end its sessions."""
    hashed = hash_password(_new_password(login, password))
    _change(login, lambda account: replace(account, password=hashed, disabled=False))
    click.echo(f"Reset {login}.")


def _change(login: str, change: Callable[[Account], Account]) -> None:
    async def work(database: Database) -> bool:
        async def store(tx: Transaction) -> bool:
            account = await accounts.by_login(tx, login)
            if account is None:
                return False
            await accounts.change_account(tx, account, change(account))
            await accounts.end_sessions(tx, account.id)
            return True

        return await database.transaction(store)

    if not _with_database(work):
        raise click.BadParameter(f"no account {login}; see: dure staff list")
