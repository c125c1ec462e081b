"""What a test can do as a person or an administrator; with `control_truth` everything under `/_control/<name>`."""

import base64
import random
import time
from collections.abc import Awaitable, Callable

from tests.fakes.telegram import control_truth as truth
from tests.fakes.telegram.api import Api
from tests.fakes.telegram.arguments import float_of, int_of, text_of
from tests.fakes.telegram.entities import found
from tests.fakes.telegram.keyboards import buttons_of
from tests.fakes.telegram.updates import PRESS_LIFE, Update
from tests.fakes.telegram.values import Json, Tree, bad_request
from tests.fakes.telegram.world import ANONYMOUS_ADMIN, GENERAL, Chat, Message, Topic, found_message

_SIZED = {"photo", "video", "voice", "audio", "sticker", "animation", "video_note"}


def _id(update: Update | None) -> Json:
    return update.id if update else None


def user(api: Api, args: Tree) -> Json:
    return api.world.user(int_of(args, "id"), **{name: value for name, value in args.items() if name != "id"})


def group(api: Api, args: Tree) -> Json:
    """A group the bot is in; a forum supergroup with the bot as administrator unless told otherwise."""
    id = int_of(args, "id")
    kind = text_of(args, "kind") or "supergroup"
    forum = kind == "supergroup" and args.get("forum") is not False
    status = text_of(args, "status") or "administrator"
    title = text_of(args, "title") or f"Group {id}"
    chat = Chat(id, kind, title, forum, status, can_manage_topics=args.get("can_manage_topics") is not False)
    # The first message of a group is its making; the General topic has its number.
    chat.counter = GENERAL
    api.world.chats[id] = chat
    return api.world.chat_tree(chat)


def _chat(api: Api, args: Tree) -> Chat:
    id = int_of(args, "chat", int_of(args, "user"))
    return api.world.private(id) if id > 0 else api.world.chat(id)


def _sees(api: Api, chat: Chat, message: Message) -> bool:
    """A bot without rights sees only commands, replies to itself and service messages."""
    if chat.kind == "private" or chat.status == "administrator" or api.world.bot.get("can_read_all_group_messages"):
        return True
    text = str(message.content.get("text", ""))
    reply = chat.messages.get(message.reply_to or 0)
    return (
        text.startswith("/")
        or (reply is not None and reply.outgoing)
        or not ({"text", "caption", *_SIZED, "document"} & set(message.content))
    )


def _announce(api: Api, chat: Chat, message: Message, kind: str = "message") -> Json:
    update = None
    if _sees(api, chat, message):
        tree = api.world.message_tree(chat, message)
        update = api.updates.add(kind, tree, f"chat-{chat.id}", date=message.edited or message.date)
    return {"update_id": _id(update), "message_id": message.id}


def say(api: Api, args: Tree) -> Json:
    """A user writes: text, or `content` for anything else a message can hold."""
    chat = _chat(api, args)
    sender = api.world.user(int_of(args, "user"))
    content = args.get("content")
    content = dict(content) if isinstance(content, dict) else {}
    if "text" in args:
        text = text_of(args, "text")
        content["text"] = text
        if entities := found(text):
            content["entities"] = entities
    more: dict[str, object] = {
        "age": float_of(args, "age"),
        "reply_to": int_of(args, "reply_to") or None,
        "thread": int_of(args, "thread") or None,
    }
    if args.get("anonymous"):
        content["sender_chat"] = api.world.chat_tree(chat)
        sender = ANONYMOUS_ADMIN
    return _announce(api, chat, api.world.add(chat, sender, content, **more))


def say_many(api: Api, args: Tree) -> Json:
    """Many texts in one call: `items` are the arguments of `say`."""
    items = args.get("items")
    return [say(api, item) for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def album(api: Api, args: Tree) -> Json:
    """Pictures that share a media_group_id, one message each."""
    group_id = str(random.getrandbits(53))
    results: list[Json] = []
    for index in range(int_of(args, "count", 10)):
        content: Tree = {"photo": _picture(index), "media_group_id": group_id}
        if index == 0 and args.get("caption"):
            content["caption"] = args["caption"]
        results.append(say(api, {**args, "content": content}))
    return results


def _picture(index: int) -> Json:
    return [{"file_id": f"AgACAgU{index}", "file_unique_id": f"AQAD{index}", "width": 90, "height": 90, "file_size": 1000 + index}]


def attach(api: Api, args: Tree) -> Json:
    """A user sends something with a size: photo, voice, sticker …"""
    kind = text_of(args, "what") or "photo"
    thing: Json = _picture(0) if kind == "photo" else {"file_id": "CQAC", "file_unique_id": "AgAD", "duration": 1, "file_size": 2048}
    content: Tree = {kind: thing}
    if args.get("caption"):
        content["caption"] = args["caption"]
    return say(api, {**args, "content": content})


def upload(api: Api, args: Tree) -> Json:
    """A user sends a document; `content` is base64."""
    raw = base64.b64decode(text_of(args, "data"))
    document = api.receive_file(text_of(args, "name") or "file.bin", raw)
    document["mime_type"] = text_of(args, "media_type") or "application/octet-stream"
    content: Tree = {"document": document}
    if args.get("caption"):
        content["caption"] = args["caption"]
    return say(api, {**args, "content": content})


def edit(api: Api, args: Tree) -> Json:
    """A user edits an own message."""
    chat = _chat(api, args)
    message = found_message(chat, int_of(args, "message_id"), "edit")
    field = "text" if "text" in message.content else "caption"
    message.content = {**message.content, field: text_of(args, "text")}
    message.edited, message.edits = int(time.time()), message.edits + 1
    return _announce(api, chat, message, "edited_message")


def tap(api: Api, args: Tree) -> Json:
    """A user presses a button: by `label`, `index` or forged `data`, of `message_id` or of the newest message with buttons."""
    chat = _chat(api, args)
    message = _pressable(chat, int_of(args, "message_id"))
    data = text_of(args, "data") or _button(message, args)
    press = api.world.new_press()
    press.at -= float_of(args, "age")
    tree: Tree = {
        "id": press.id,
        "from": api.world.user(int_of(args, "user")),
        "message": api.world.message_tree(chat, message),
        "chat_instance": str(7_000_000_000_000 + chat.id),
        "data": data,
    }
    update = api.updates.add("callback_query", tree, f"press-{int_of(args, 'user')}", date=press.at, life=PRESS_LIFE)
    return {"update_id": _id(update), "query_id": press.id, "message_id": message.id}


def _pressable(chat: Chat, id: int) -> Message:
    if id:
        return found_message(chat, id, "press")
    for message in reversed(chat.messages.values()):
        if message.outgoing and not message.deleted and buttons_of(message.markup):
            return message
    raise bad_request("no message with buttons")


def _button(message: Message, args: Tree) -> str:
    buttons = buttons_of(message.markup)
    for index, button in enumerate(buttons):
        if ("index" in args and index == int_of(args, "index")) or ("label" in args and button["text"] == args["label"]):
            return str(button["callback_data"])
    raise bad_request("no such button")


def _membership(api: Api, chat: Chat, actor: Tree, old: str, new: str) -> Json:
    def member(status: str) -> Tree:
        return {"user": api.world.bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}

    tree: Tree = {
        "chat": api.world.chat_tree(chat),
        "from": actor,
        "date": int(time.time()),
        "old_chat_member": member(old),
        "new_chat_member": member(new),
    }
    return {"update_id": _id(api.updates.add("my_chat_member", tree, f"member-{chat.id}", date=time.time()))}


def block(api: Api, args: Tree) -> Json:
    return _set_blocked(api, args, "member", "kicked")


def unblock(api: Api, args: Tree) -> Json:
    return _set_blocked(api, args, "kicked", "member")


def _set_blocked(api: Api, args: Tree, old: str, new: str) -> Json:
    chat = _chat(api, args)
    chat.status = new
    if args.get("silent"):
        return {"update_id": None}
    return _membership(api, chat, api.world.user(int_of(args, "user")), old, new)


def deactivate(api: Api, args: Tree) -> Json:
    _chat(api, args).deactivated = True
    return True


def status(api: Api, args: Tree) -> Json:
    """The bot's status in a group changes: administrator, member, left, kicked."""
    chat = api.world.chat(int_of(args, "chat"))
    old, chat.status = chat.status, text_of(args, "status")
    return _membership(api, chat, api.world.user(int_of(args, "user", 1)), old, chat.status)


def topic(api: Api, args: Tree) -> Json:
    """An administrator opens, closes or deletes a topic; without `thread` a new one is made."""
    chat = api.world.chat(int_of(args, "chat"))
    actor = api.world.user(int_of(args, "user", 1))
    if not args.get("thread"):
        name = text_of(args, "name") or "topic"
        message = api.world.add(chat, actor, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
        message.thread = message.id
        chat.topics[message.id] = Topic(message.id, name)
        _announce(api, chat, message)
        return {"thread": message.id}
    known = chat.topics[int_of(args, "thread")]
    known.state = text_of(args, "state")
    if known.state == "deleted":
        for message in chat.messages.values():
            message.deleted = message.deleted or message.thread == known.id
        return {"thread": known.id}
    kind = "forum_topic_closed" if known.state == "closed" else "forum_topic_reopened"
    _announce(api, chat, api.world.add(chat, actor, {kind: {}}, thread=known.id))
    return {"thread": known.id}


def migrate(api: Api, args: Tree) -> Json:
    """A group becomes a supergroup with a new id; the old id answers with the new one."""
    old = api.world.chat(int_of(args, "chat"))
    new = Chat(int_of(args, "to"), "supergroup", old.title, True, old.status, can_manage_topics=old.can_manage_topics)
    new.topics = dict(old.topics)
    new.counter = old.counter
    api.world.chats[new.id] = new
    actor = api.world.user(int_of(args, "user", 1))
    result = _announce(api, old, api.world.add(old, actor, {"migrate_to_chat_id": new.id}))
    old.migrated_to = new.id
    _announce(api, new, api.world.add(new, ANONYMOUS_ADMIN, {"migrate_from_chat_id": old.id, "sender_chat": api.world.chat_tree(new)}))
    return result


def raw(api: Api, args: Tree) -> Json:
    """Any update content under any kind."""
    content = args.get("content")
    assert isinstance(content, dict)
    return {"update_id": _id(api.updates.add(text_of(args, "what"), content, text_of(args, "key") or "raw", date=time.time()))}


Operation = Callable[[Api, Tree], Json | Awaitable[Json]]
OPERATIONS: dict[str, Operation] = {
    operation.__name__: operation
    for operation in (
        user, group, say, say_many, album, attach, upload, edit, tap, block, unblock, deactivate, status, topic, migrate, raw,
        truth.transcript, truth.calls, truth.updates, truth.state, truth.fault, truth.heal, truth.limits, truth.redeliver,
        truth.chaos, truth.tune, truth.wait, truth.wait_poll,
    )
}  # fmt: skip


async def operate(api: Api, name: str, args: Tree) -> Json:
    """Carry out one operation; raises ApiError for what cannot be."""
    result = OPERATIONS[name](api, args)
    return await result if isinstance(result, Awaitable) else result
