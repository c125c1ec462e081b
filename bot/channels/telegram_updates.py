"""Reads Telegram's updates: JSON in, `Inbound` out, and a reason for everything that is none of ours. Pure.

Only what this desk needs is looked at; unknown fields and kinds are no error, because Telegram adds some every month.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.fields import Fields, object_in, text_in
from bot.channels.visible import is_visible, one_line
from desk.messages import MAX_TEXT, Address, Inbound, InboundKind
from desk.privacy import mask_resident_numbers
from storage.codec import clean

NAME = "telegram"
#: Update kinds asked for; everything else is not even delivered.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
#: The General topic; Telegram refuses it as a thread when sending.
GENERAL_THREAD = 1
MAX_NAME = 64
#: Accounts that stand for Telegram itself, anonymous admins and channels, whatever else they claim.
_NOBODY = frozenset({777000, 1087968824, 136817688})
#: Chat ids have at most 52 significant bits.
_MAX_ID = 2**52
_MAX_UPDATE_ID = 2**63 - 1

_ATTACHMENTS = (
    "photo", "video", "document", "voice", "audio", "animation", "sticker", "video_note", "contact", "location", "venue", "poll", "dice",
    "story", "game", "invoice", "paid_media", "checklist",
)  # fmt: skip
_SERVICE = frozenset({
    "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo", "group_chat_created",
    "supergroup_chat_created", "channel_chat_created", "message_auto_delete_timer_changed", "migrate_from_chat_id", "pinned_message",
    "successful_payment", "refunded_payment", "users_shared", "chat_shared", "gift", "unique_gift", "connected_website",
    "write_access_allowed", "passport_data", "proximity_alert_triggered", "boost_added", "chat_background_set", "checklist_tasks_done",
    "checklist_tasks_added", "direct_message_price_changed", "forum_topic_created", "forum_topic_edited", "forum_topic_closed",
    "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden", "giveaway_created", "giveaway",
    "giveaway_winners", "giveaway_completed", "paid_message_price_changed", "video_chat_scheduled", "video_chat_started",
    "video_chat_ended", "video_chat_participants_invited", "web_app_data", "chat_owner_left", "chat_owner_changed",
})  # fmt: skip


class ParseRefused(Exception):
    """This is no update of Telegram, or its ids are out of range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the updates of one bot are read."""

    #: Our own numeric id, the part of the token before the colon.
    bot: str
    #: Our user name, so that `/human@our_bot` is ours; empty takes every name for ours.
    username: str = ""
    #: Bot command -> the word a person would type for it; a command that is not here stays as it was typed.
    words: Mapping[str, str] = field(default_factory=dict)
    #: Groups in which we listen; in any other we are a guest who keeps quiet.
    rooms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A group became a supergroup with another id."""

    external: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A sound update that asks nothing of us."""

    external: str
    reason: str


Parsed = Inbound | Moved | Ignored


def parse_update(update: object, reading: Reading, received: datetime) -> Parsed:
    """What an update means. Raises ParseRefused and nothing else."""
    if not isinstance(update, dict):
        raise ParseRefused("not an object")
    external = str(_integer(update, "update_id", _MAX_UPDATE_ID))
    for kind, read in _KINDS.items():
        if (content := object_in(update, kind)) is not None:
            return read(content, _Envelope(external, reading, received))
        if kind in update:
            raise ParseRefused(f"{kind} is not an object")
    return Ignored(external=external, reason="unwanted kind")


@dataclass(frozen=True, slots=True)
class _Envelope:
    external: str
    reading: Reading
    received: datetime

    def ignored(self, reason: str) -> Ignored:
        return Ignored(external=self.external, reason=reason)

    def inbound(self, kind: InboundKind, chat: str, thread: str, sender: Fields, **more: "Extra") -> Inbound:
        address = Address(channel=NAME, bot=self.reading.bot, chat=chat, thread=thread)
        return Inbound(
            external=self.external,
            address=address,
            kind=kind,
            text=_kept(str(more.get("text", ""))),
            choice=str(more.get("choice", "")),
            sender=str(_integer(sender, "id")),
            name=_name(sender),
            attachments=_attachments(more.get("attachments", ())),
            press=str(more.get("press", "")),
            received=self.received,
        )


def _read_message(message: Fields, envelope: _Envelope) -> Parsed:
    return _read_written(message, envelope, edited=False)


def _read_edit(message: Fields, envelope: _Envelope) -> Parsed:
    return _read_written(message, envelope, edited=True)


def _read_written(message: Fields, envelope: _Envelope, *, edited: bool) -> Parsed:
    chat = _required(message, "chat")
    chat_id, chat_kind = _integer(chat, "id"), text_in(chat, "type")
    if "migrate_to_chat_id" in message:
        return Moved(external=envelope.external, old=str(chat_id), new=str(_integer(message, "migrate_to_chat_id")))
    sender = object_in(message, "from")
    if reason := _unwanted(chat_id, chat_kind, message, sender, envelope.reading):
        return envelope.ignored(reason)
    assert sender is not None
    thread = _thread(message, chat_kind)
    text = text_in(message, "text") or text_in(message, "caption")
    attachments = tuple(_described(message, kind) for kind in _ATTACHMENTS if kind in message)
    if edited:
        return envelope.inbound(InboundKind.EDITED, str(chat_id), thread, sender, text=text, attachments=attachments)
    if "text" in message:
        return _read_text(text, str(chat_id), thread, sender, envelope, private=chat_kind == "private")
    if attachments:
        return envelope.inbound(InboundKind.ATTACHMENT, str(chat_id), thread, sender, text=text, attachments=attachments)
    if _SERVICE & set(message):
        return envelope.ignored("service message")
    # A kind of content that is newer than this program: the person gets an answer all the same.
    return envelope.inbound(InboundKind.ATTACHMENT, str(chat_id), thread, sender, text=text, attachments=("unknown",))


def _unwanted(chat_id: int, chat_kind: str, message: Fields, sender: Fields | None, reading: Reading) -> str:
    """Why nobody of ours is speaking here, or an empty text."""
    if chat_kind not in ("private", "group", "supergroup"):
        return "channel"
    if chat_kind != "private" and str(chat_id) not in reading.rooms:
        return "foreign group"
    if sender is None or "sender_chat" in message or message.get("is_automatic_forward") is True:
        return "sender is no person"
    if sender.get("is_bot") is not False or _integer(sender, "id") in _NOBODY:
        return "sender is no person"
    return ""


def _read_text(text: str, chat: str, thread: str, sender: Fields, envelope: _Envelope, *, private: bool) -> Parsed:
    word, rest = _command(text)
    name, _, addressee = word.partition("@")
    if word and addressee and envelope.reading.username and addressee.lower() != envelope.reading.username.lower():
        return envelope.ignored("command of another bot")
    if name.lower() == "start" and private:
        return envelope.inbound(InboundKind.OPENED, chat, thread, sender, text=rest)
    if word:
        typed = envelope.reading.words.get(name.lower(), f"/{name}")
        text = f"{typed} {rest}".rstrip() if rest else typed
    return envelope.inbound(InboundKind.TEXT, chat, thread, sender, text=text)


def _command(text: str) -> tuple[str, str]:
    """The command word without its slash and what follows it; an empty word when the text is no command."""
    head, _, rest = text.partition(" ")
    head, line, below = head.partition("\n")
    word = head[1:]
    if not head.startswith("/") or not word.replace("@", "").replace("_", "").isalnum() or not word.isascii():
        return "", text
    return word, (f"{below} {rest}" if line else rest).strip()


def _read_press(query: Fields, envelope: _Envelope) -> Parsed:
    sender = _required(query, "from")
    message = object_in(query, "message")
    press = text_in(query, "id")
    if message is None or not press or len(press) > 64 or not press.isascii():
        return envelope.ignored("press without a message")
    chat = _required(message, "chat")
    chat_id, chat_kind = _integer(chat, "id"), text_in(chat, "type")
    if chat_kind != "private" and str(chat_id) not in envelope.reading.rooms:
        return envelope.ignored("foreign group")
    if sender.get("is_bot") is not False or _integer(sender, "id") in _NOBODY:
        return envelope.ignored("sender is no person")
    choice = clean(text_in(query, "data"))[:64]
    return envelope.inbound(InboundKind.CHOICE, str(chat_id), _thread(message, chat_kind), sender, choice=choice, press=press)


def _read_membership(change: Fields, envelope: _Envelope) -> Parsed:
    chat = _required(change, "chat")
    sender = _required(change, "from")
    status = text_in(_required(change, "new_chat_member"), "status")
    if text_in(chat, "type") != "private":
        return envelope.ignored("membership in a group")
    kind = {"kicked": InboundKind.LEFT, "left": InboundKind.LEFT, "member": InboundKind.RETURNED}.get(status)
    if kind is None:
        return envelope.ignored("membership without meaning")
    return envelope.inbound(kind, str(_integer(chat, "id")), "", sender)


_KINDS = {
    "message": _read_message,
    "edited_message": _read_edit,
    "callback_query": _read_press,
    "my_chat_member": _read_membership,
}
Extra = str | tuple[str, ...]


def _thread(message: Fields, chat_kind: str) -> str:
    """The forum topic; a thread id alone can also be a chain of replies in a group without topics."""
    if chat_kind != "supergroup" or message.get("is_topic_message") is not True:
        return ""
    thread = _integer(message, "message_thread_id")
    return "" if thread == GENERAL_THREAD else str(thread)


def _described(message: Fields, kind: str) -> str:
    """Kind and size of an attachment; its name and content stay on the platform."""
    value = message[kind]
    if isinstance(value, list) and value:
        value = value[-1]
    size = value.get("file_size") if isinstance(value, dict) else None
    return f"{kind} {size}" if isinstance(size, int) and not isinstance(size, bool) and 0 < size < _MAX_ID else kind


def _attachments(value: Extra) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _kept(text: str) -> str:
    """What may be stored: masked, with one letter more than the limit so that the router sees that there was more."""
    text = mask_resident_numbers(clean(text[: 2 * MAX_TEXT]))[: MAX_TEXT + 1]
    return text if is_visible(text) else ""


def _name(sender: Fields) -> str:
    name = f"{text_in(sender, 'first_name')} {text_in(sender, 'last_name')}"
    return one_line(mask_resident_numbers(clean(name[:300])), MAX_NAME)


def _required(fields: Fields, name: str) -> Fields:
    value = object_in(fields, name)
    if value is None:
        raise ParseRefused(f"{name} is missing")
    return value


def _integer(fields: Fields, name: str, limit: int = _MAX_ID) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > limit:
        raise ParseRefused(f"{name} is no id")
    return value
