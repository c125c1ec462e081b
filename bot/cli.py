"""The command line, `dure`: each command is a few lines that call the room that does the work."""

import asyncio
import sys
from pathlib import Path

import click

from bot import logs
from bot.cli_content import ask, check, faq, flows, talk
from bot.cli_data import db, staff
from bot.cli_entries import COMMANDS as ENTRY_COMMANDS
from bot.cli_faq import calibrate_command
from bot.cli_schema import schema
from bot.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dure")
def main() -> None:
    """Dure: a consulting desk for cooperatives in KakaoTalk, Telegram and on the web."""


@main.command()
def serve() -> None:
    """Run the service; channels come up according to the settings (DURE_...)."""
    settings = Settings()
    mistakes = settings.mistakes()
    for mistake in mistakes:
        click.echo(mistake, err=True)
    if mistakes:
        sys.exit(2)
    _serve(settings)


@main.command()
@click.option("--port", default=8080, show_default=True, help="Port of the web chat and the console; 0 picks a free one.")
@click.option("--data", type=click.Path(path_type=Path), default=Path("var/demo.db"), show_default=True, help="The embedded database.")
def demo(port: int, data: Path) -> None:
    """Everything on one embedded file without tokens: web chat at /, console at /console with a printed one-time login."""
    from bot.demo import run_demo

    run_demo(port, data)


@main.command()
@click.option("--data", type=click.Path(path_type=Path), default=None, help="Keep the conversation in this file (var/chat.db).")
def chat(data: Path | None) -> None:
    """Talk with the bot in this terminal."""
    from bot.chat import run_chat

    logs.set_up(level="error", form="text")
    asyncio.run(run_chat(Settings(), data))


def _serve(settings: Settings) -> None:
    import uvloop

    from bot.server import run
    from storage.database import StoreError

    logs.set_up(level=settings.log_level, form=settings.log_format)
    try:
        uvloop.run(run(settings))
    except StoreError as error:
        # Another process owns the file, no server answers, or the schema is another: nothing that a stack trace would explain.
        click.echo(f"{type(error).__name__}: {error}", err=True)
        sys.exit(1)


for entry_command in (calibrate_command, *ENTRY_COMMANDS):
    faq.add_command(entry_command)
for command in (ask, talk, check, faq, flows, schema, db, staff):
    main.add_command(command)
