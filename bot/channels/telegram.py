"""Telegram as a channel: one row of the outbox becomes one call of the Bot API, and every error becomes an outcome."""

from collections.abc import Awaitable, Callable, Mapping
from typing import assert_never

import structlog
from telegram import Bot, BotCommand, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.channels import plain, telegram_text
from bot.channels.base import NotSent, Outcome, Sent, Unknown
from bot.channels.splitting import split, utf16
from bot.channels.telegram_config import TelegramConfig
from bot.channels.telegram_errors import Meaning, meaning_of, outcome_of
from bot.channels.telegram_request import StrictRequest
from bot.channels.telegram_updates import ALLOWED_UPDATES, GENERAL_THREAD, NAME
from bot.channels.visible import one_line
from bot.papers.press import PaperUnavailable
from desk.messages import File, Part, Reach, Text, address_of
from desk.ticket import number_of
from storage.outbox import Delivery, OutboxKind, Place

MAX_TOPIC_NAME = 128
MAX_PRESS_TEXT = 200
#: Parallel webhook connections; each stores one update and ends.
WEBHOOK_CONNECTIONS = 40
_COMMAND = "command_"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_LOG = structlog.get_logger("bot.telegram")

#: Gives the bytes of a document by its `File.ref`, or None when it is gone.
ReadFile = Callable[[str], Awaitable[bytes | None]]


class TelegramChannel:
    """Sending. `wording` is `phrases.yaml`: labels by `channel_*`, descriptions of bot commands by `command_<name>`."""

    name = NAME
    pulls = False
    reach = Reach.PUSH

    def __init__(
        self,
        config: TelegramConfig,
        wording: Mapping[str, str],
        *,
        read_file: ReadFile | None = None,
        request: BaseRequest | None = None,
        connections: int = 64,
    ) -> None:
        self._config = config
        self._wording = wording
        self._read_file = read_file
        self._request = request or StrictRequest(connections)
        self._bot = Bot(config.token, config.base_url, request=self._request, get_updates_request=self._request)

    def fit(self, part: Part) -> tuple[Part, ...]:
        """The part in pieces that each go through in one call."""
        return telegram_text.fit(part, plain.labels_of(self._wording))

    async def send(self, delivery: Delivery, place: Place) -> Outcome:
        """Send one row."""
        try:
            return await self._perform(delivery, place)
        except TelegramError as error:
            return outcome_of(error)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            # The library could not read an answer that said yes.
            _LOG.warning("unreadable answer", delivery=delivery.id, error=type(error).__name__)
            return Unknown(reason="unreadable answer")

    async def register(self) -> Outcome:
        """Show the bot commands in the menu of every chat."""
        commands = [
            BotCommand(name.removeprefix(_COMMAND), one_line(text, 256))
            for name, text in self._wording.items()
            if name.startswith(_COMMAND) and text
        ]
        return await self._admin(self._bot.set_my_commands(commands))

    async def set_webhook(self, url: str) -> Outcome:
        """Let Telegram call `url`; what already waits stays."""
        work = self._bot.set_webhook(
            url, secret_token=self._config.secret.partition(",")[0], allowed_updates=ALLOWED_UPDATES, max_connections=WEBHOOK_CONNECTIONS
        )
        return await self._admin(work)

    async def username(self) -> str:
        """Our user name, or an empty text when Telegram does not answer."""
        try:
            return (await self._bot.get_me()).username or ""
        except TelegramError as error:
            _LOG.warning("own name unknown", error=str(error))
            return ""

    async def close(self) -> None:
        """Release the connections."""
        await self._request.shutdown()

    async def _admin(self, work: Awaitable[bool]) -> Outcome:
        try:
            await work
        except TelegramError as error:
            _LOG.error("bot not configured", error=str(error))
            return outcome_of(error)
        return Sent()

    async def _perform(self, delivery: Delivery, place: Place) -> Outcome:
        address = address_of(delivery.conversation)
        if not address.chat.removeprefix("-").isdecimal():
            return NotSent(reason="no telegram chat", permanent=True)
        chat = int(address.chat)
        match delivery.kind:
            case OutboxKind.SAY:
                return await self._say(delivery, chat, address.thread)
            case OutboxKind.PRESS:
                text = delivery.press_text
                short = text if utf16(text) <= MAX_PRESS_TEXT else split(text, MAX_PRESS_TEXT, utf16)[0]
                await self._bot.answer_callback_query(delivery.press, short or None)
                return Sent()
            case OutboxKind.TOPIC:
                return await self._topic(delivery, chat, place.thread)
            case OutboxKind.CARD:
                return await self._card(delivery, chat, place.card)
            case OutboxKind.LINE:
                return await self._line(delivery, chat, place)
            case OutboxKind.SHUT:
                return await self._shut(chat, place.thread)
            case _:
                assert_never(delivery.kind)

    async def _say(self, delivery: Delivery, chat: int, thread: str, reply_to: str = "") -> Outcome:
        part = delivery.part
        if part is None:
            return NotSent(reason="nothing to say", permanent=True)
        if isinstance(part, File):
            return await self._document(part, chat, thread)
        keyboard = telegram_text.keyboard_of(part, delivery.message, delivery.first_option)
        reply = ReplyParameters(int(reply_to), allow_sending_without_reply=True) if reply_to.isdecimal() else None

        async def call(text: str, mode: str | None) -> Outcome:
            message = await self._bot.send_message(
                chat,
                text,
                parse_mode=mode,
                message_thread_id=_thread_id(thread),
                reply_markup=keyboard,
                reply_parameters=reply,
                link_preview_options=_NO_PREVIEW,
            )
            return Sent(platform_id=str(message.message_id))

        return await self._marked_up(part, delivery, call)

    async def _marked_up(self, part: Part, delivery: Delivery, call: Callable[[str, str | None], Awaitable[Outcome]]) -> Outcome:
        """Send as HTML; when Telegram cannot read ours send once more without markup: the person gets the words."""
        labels = plain.labels_of(self._wording)
        try:
            return await call(telegram_text.html_of(part, labels), ParseMode.HTML)
        except TelegramError as error:
            if meaning_of(error) is not Meaning.ENTITIES:
                raise
            _LOG.error("markup refused", delivery=delivery.id, error=str(error))
        return await call(plain.plain_of(part, labels), None)

    async def _document(self, file: File, chat: int, thread: str) -> Outcome:
        try:
            content = await self._read_file(file.ref) if self._read_file else None
        except PaperUnavailable:
            return NotSent(reason="document not ready")
        if content is None:
            return NotSent(reason="document is gone", permanent=True)
        name = one_line(file.name, 120).replace("/", "_").replace("\\", "_") or "document"
        message = await self._bot.send_document(chat, InputFile(content, filename=name), message_thread_id=_thread_id(thread))
        return Sent(platform_id=str(message.message_id))

    async def _card(self, delivery: Delivery, chat: int, card: str) -> Outcome:
        """Edit the ticket's card; when it is gone or too old send a new one."""
        if not card.isdecimal() or delivery.part is None:
            return await self._say(delivery, chat, "")
        part = delivery.part
        keyboard = telegram_text.keyboard_of(part, delivery.message, delivery.first_option)

        async def call(text: str, mode: str | None) -> Outcome:
            return await self._edit(chat, int(card), text, mode, keyboard)

        try:
            return await self._marked_up(part, delivery, call)
        except TelegramError as error:
            meaning = meaning_of(error)
            if meaning is Meaning.SAME:
                return Sent(platform_id=card)
            if meaning is not Meaning.EDIT_GONE:
                raise
        return await self._say(delivery, chat, "")

    async def _edit(self, chat: int, message: int, text: str, mode: str | None, keyboard: InlineKeyboardMarkup | None) -> Outcome:
        await self._bot.edit_message_text(text, chat, message, parse_mode=mode, reply_markup=keyboard, link_preview_options=_NO_PREVIEW)
        return Sent(platform_id=str(message))

    async def _line(self, delivery: Delivery, chat: int, place: Place) -> Outcome:
        """A line in the ticket's topic; in a group without topics it answers the card."""
        if not place.thread:
            return await self._say(delivery, chat, "", reply_to=place.card)
        try:
            return await self._say(delivery, chat, place.thread)
        except TelegramError as error:
            if meaning_of(error) is not Meaning.TOPIC_CLOSED:
                raise
        await self._reopen(chat, place.thread)
        return await self._say(delivery, chat, place.thread)

    async def _topic(self, delivery: Delivery, chat: int, thread: str) -> Outcome:
        """Open the ticket's topic again, or a new one."""
        if thread and await self._reopen(chat, thread):
            return Sent(thread=thread)
        text = delivery.part.text if isinstance(delivery.part, Text) else ""
        name = one_line(text, MAX_TOPIC_NAME) or (number_of(delivery.ticket) if delivery.ticket else "#")
        topic = await self._bot.create_forum_topic(chat, name)
        return Sent(thread=str(topic.message_thread_id))

    async def _reopen(self, chat: int, thread: str) -> bool:
        """False when the topic is gone."""
        try:
            await self._bot.reopen_forum_topic(chat, int(thread))
        except TelegramError as error:
            meaning = meaning_of(error)
            if meaning is Meaning.TOPIC_GONE:
                return False
            if meaning is not Meaning.SAME:
                raise
        return True

    async def _shut(self, chat: int, thread: str) -> Outcome:
        """Close the topic; one that is gone needs no closing."""
        if not thread:
            return Sent()
        try:
            await self._bot.close_forum_topic(chat, int(thread))
        except TelegramError as error:
            if meaning_of(error) not in (Meaning.SAME, Meaning.TOPIC_GONE):
                raise
        return Sent()


def _thread_id(thread: str) -> int | None:
    """Telegram refuses the General topic by its number."""
    return int(thread) if thread.isdecimal() and int(thread) != GENERAL_THREAD else None
