"""What a test can break and what it can read: faults, limits, transcripts, calls."""

import asyncio
import random
import time
from dataclasses import asdict

from tests.fakes.telegram.api import FAULTS, Api, Fault, Limits
from tests.fakes.telegram.arguments import float_of, int_of, text_of
from tests.fakes.telegram.keyboards import buttons_of
from tests.fakes.telegram.values import Json, Tree, utf16
from tests.fakes.telegram.world import Chat, Message


def transcript(api: Api, args: Tree) -> Json:
    """All messages of a chat as they look now."""
    chat = api.world.chats.get(int_of(args, "chat", int_of(args, "user")))
    if chat is None:
        return []
    return [_line(message) for message in chat.messages.values() if not message.deleted or args.get("deleted")]


def _line(message: Message) -> Json:
    text = message.content.get("text", message.content.get("caption", ""))
    return {
        "message_id": message.id,
        "outgoing": message.outgoing,
        "from": message.sender["id"],
        "text": text,
        "length": utf16(str(text)),
        "content": message.content,
        "buttons": [dict(button) for button in buttons_of(message.markup)],
        "thread": message.thread,
        "reply_to": message.reply_to,
        "date": message.date,
        "edits": message.edits,
        "deleted": message.deleted,
    }


def calls(api: Api, args: Tree) -> Json:
    """Every call since the given index, without getUpdates."""
    wanted = text_of(args, "method").lower()
    records = api.records[int_of(args, "since") :]
    return [asdict(record) for record in records if not wanted or record.method.lower() == wanted]


def updates(api: Api, args: Tree) -> Json:
    """Every update and what became of it."""
    known = api.updates.all.values()
    return [{"id": one.id, "kind": one.kind, "state": one.state, "deliveries": one.deliveries} for one in known]


def state(api: Api, args: Tree) -> Json:
    """Findings, commands, presses, topics and the number of waiting updates."""
    presses = api.world.presses.values()
    return {
        "findings": list(api.findings),
        "commands": dict(api.world.commands),
        "presses": {press.id: {"answered": press.answered, "text": press.text, "alert": press.alert} for press in presses},
        "topics": {str(id): _topics(chat) for id, chat in api.world.chats.items() if chat.topics},
        "pending": len(api.updates.pending),
        "calls": len(api.records),
        "polling": api.updates.is_polled,
        "webhook": api.updates.webhook.url,
        "faults": [asdict(fault) for fault in api.faults if fault.times != 0],
    }


def _topics(chat: Chat) -> Json:
    return {str(topic.id): {"name": topic.name, "state": topic.state} for topic in chat.topics.values()}


def fault(api: Api, args: Tree) -> Json:
    """Let the next calls fail; see `api.Fault`."""
    made = Fault(text_of(args, "kind"))
    assert made.kind in FAULTS, made.kind
    made.method = text_of(args, "method").lower() or "*"
    made.chat = int_of(args, "chat") or None
    made.times, made.code = int_of(args, "times", 1), int_of(args, "code", 500)
    made.description = text_of(args, "description") or made.description
    made.seconds, made.text = float_of(args, "seconds"), text_of(args, "text")
    if args.get("retry_after"):
        made.code, made.parameters = 429, {"retry_after": args["retry_after"]}
        made.description = f"Too Many Requests: retry after {args['retry_after']}"
    if args.get("migrate_to"):
        made.code, made.parameters = 400, {"migrate_to_chat_id": args["migrate_to"]}
        made.description = "Bad Request: group chat was upgraded to a supergroup chat"
    api.faults.append(made)
    return True


def heal(api: Api, args: Tree) -> Json:
    """Forget all faults."""
    api.faults.clear()
    return True


def limits(api: Api, args: Tree) -> Json:
    """Switch the flood limits; see `api.Limits`."""
    known = Limits(on=args.get("on") is not False)
    known.chat_burst = int_of(args, "chat_burst", known.chat_burst)
    known.chat_per_second = float_of(args, "chat_per_second", known.chat_per_second)
    known.group_per_minute = int_of(args, "group_per_minute", known.group_per_minute)
    known.bot_per_second = int_of(args, "bot_per_second", known.bot_per_second)
    api.limits = known
    return True


def redeliver(api: Api, args: Tree) -> Json:
    """Bring an update again, `copies` times at once."""
    for _ in range(int_of(args, "copies", 1)):
        api.updates.redeliver(int_of(args, "update_id"))
    return True


def chaos(api: Api, args: Tree) -> Json:
    """Bring each update 1 to `copies` times, and in any order with `shuffle`."""
    known = api.updates.chaos
    known.copies, known.shuffle = int_of(args, "copies", 1), args.get("shuffle") is True
    known.dice = random.Random(int_of(args, "seed", 1))
    return True


def tune(api: Api, args: Tree) -> Json:
    """First webhook retry delay, webhook time-out, whether calls are kept, next update id, revoked token."""
    api.updates.retry = float_of(args, "retry", api.updates.retry)
    api.updates.webhook_timeout = float_of(args, "webhook_timeout", api.updates.webhook_timeout)
    api.recording = args.get("recording") is not False
    if args.get("next_update_id"):
        api.updates.restart_ids(int_of(args, "next_update_id"))
    api.world.revoked = args.get("revoked") is True
    return True


async def wait(api: Api, args: Tree) -> Json:
    """Return true when the chat holds `messages` outgoing ones and no update waits, false after `seconds`."""
    until = time.monotonic() + float_of(args, "seconds", 5.0)
    chat, count = int_of(args, "chat", int_of(args, "user")), int_of(args, "messages")
    while time.monotonic() < until:
        known = api.world.chats.get(chat)
        have = sum(1 for message in known.messages.values() if message.outgoing and not message.deleted) if known else 0
        if have >= count and (args.get("pending") is True or not api.updates.pending):
            return True
        await asyncio.sleep(0.005)
    return False


async def wait_poll(api: Api, args: Tree) -> Json:
    """Return when a getUpdates is waiting."""
    until = time.monotonic() + float_of(args, "seconds", 5.0)
    while time.monotonic() < until:
        if api.updates.is_polled:
            return True
        await asyncio.sleep(0.005)
    return False
