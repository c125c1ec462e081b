"""The baseline: python-telegram-bot behind a Starlette webhook with a handler that thinks nothing and sends one reply.

python -m bench.bare PORT API_BASE_URL REPLY_FILE
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

#: As many sends at once as our delivery has lanes.
LANES = 16
TOKEN = "1:bench"


def build(base_url: str, reply: str) -> Starlette:
    """The whole application."""
    bot = Application.builder().token(TOKEN).base_url(base_url).updater(None).connection_pool_size(LANES).concurrent_updates(LANES).build()
    lanes = asyncio.Semaphore(LANES)
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton(f"choice {number}", callback_data=f"k{number}")] for number in range(4)])
    running: set[asyncio.Task[None]] = set()

    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.effective_chat
        async with lanes:
            await context.bot.send_message(update.effective_chat.id, reply, parse_mode="HTML", reply_markup=buttons)

    async def webhook(request: Request) -> Response:
        task = asyncio.create_task(bot.process_update(Update.de_json(await request.json(), bot.bot)))
        running.add(task)
        task.add_done_callback(running.discard)
        return Response()

    async def ready(_request: Request) -> Response:
        return Response()

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await bot.initialize()
        yield

    bot.add_handler(MessageHandler(filters.TEXT, handle))
    routes = [Route("/telegram/webhook", webhook, methods=["POST"]), Route("/readyz", ready)]
    return Starlette(routes=routes, lifespan=lifespan)


async def main() -> None:
    """Serve until killed."""
    app = build(sys.argv[2], await asyncio.to_thread(Path(sys.argv[3]).read_text))
    await uvicorn.Server(uvicorn.Config(app, port=int(sys.argv[1]), access_log=False, log_level="error")).serve()


if __name__ == "__main__":
    uvloop.run(main())
