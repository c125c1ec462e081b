"""Methods about the bot itself, chats, members, topics and files."""

import re

from tests.fakes.telegram.messages_api import target
from tests.fakes.telegram.requests import Parameters
from tests.fakes.telegram.values import Json, Tree, bad_request
from tests.fakes.telegram.world import Chat, Topic, World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def get_me(world: World, p: Parameters) -> Json:
    return world.bot


def set_my_commands(world: World, p: Parameters) -> Json:
    commands = p.tree("commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict) or not _COMMAND.fullmatch(str(command.get("command"))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description") or "")) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_scope(p)] = commands
    return True


def get_my_commands(world: World, p: Parameters) -> Json:
    return world.commands.get(_scope(p), [])


def delete_my_commands(world: World, p: Parameters) -> Json:
    world.commands.pop(_scope(p), None)
    return True


def _scope(p: Parameters) -> str:
    return f"{p.tree('scope') or 'default'}/{p.text('language_code')}"


def set_my_description(world: World, p: Parameters) -> Json:
    return _describe(world, p, "description", 512)


def set_my_short_description(world: World, p: Parameters) -> Json:
    return _describe(world, p, "short_description", 120)


def _describe(world: World, p: Parameters, name: str, limit: int) -> Json:
    p.raw("language_code")
    if len(p.text(name)) > limit:
        raise bad_request("BOT_DESCRIPTION_TOO_LONG")
    world.profile[name] = p.text(name)
    return True


def get_chat(world: World, p: Parameters) -> Json:
    chat = target(world, p)
    return {**world.chat_tree(chat), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {}}


def get_chat_member(world: World, p: Parameters) -> Json:
    return _member(world, target(world, p), p.number("user_id"))


def get_chat_administrators(world: World, p: Parameters) -> Json:
    chat = target(world, p)
    return [_member(world, chat, world.bot_id)] if chat.status == "administrator" else []


def _member(world: World, chat: Chat, id: int) -> Tree:
    if id != world.bot_id:
        if id not in world.users:
            raise bad_request("PARTICIPANT_ID_INVALID")
        return {"status": "member", "user": world.users[id]}
    tree: Tree = {"status": chat.status, "user": world.bot}
    if chat.status == "administrator":
        tree["can_manage_topics"] = chat.can_manage_topics
    return tree


def _forum(world: World, p: Parameters) -> Chat:
    chat = target(world, p)
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if chat.status != "administrator" or not chat.can_manage_topics:
        raise bad_request("not enough rights to create a topic")
    return chat


def _topic(chat: Chat, p: Parameters) -> Topic:
    topic = chat.topics.get(p.number("message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    if topic.state == "deleted":
        raise bad_request("TOPIC_DELETED")
    return topic


def create_forum_topic(world: World, p: Parameters) -> Json:
    chat = _forum(world, p)
    p.raw("icon_color")
    p.raw("icon_custom_emoji_id")
    name = p.text("name").strip()
    if not 1 <= len(name) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    message = world.add(chat, world.bot, {"forum_topic_created": {"name": name, "icon_color": 7322096}}, outgoing=True)
    message.thread = message.id
    chat.topics[message.id] = Topic(message.id, name)
    return {"message_thread_id": message.id, "name": name, "icon_color": 7322096}


def edit_forum_topic(world: World, p: Parameters) -> Json:
    topic = _topic(_forum(world, p), p)
    p.raw("icon_custom_emoji_id")
    name = p.text("name").strip()
    if len(name) > 128:
        raise bad_request("TOPIC_TITLE_TOO_LONG")
    if name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = name or topic.name
    return True


def close_forum_topic(world: World, p: Parameters) -> Json:
    return _set_topic(world, p, "closed")


def reopen_forum_topic(world: World, p: Parameters) -> Json:
    return _set_topic(world, p, "open")


def _set_topic(world: World, p: Parameters, state: str) -> Json:
    chat = _forum(world, p)
    topic = _topic(chat, p)
    if topic.state == state:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.state = state
    kind = "forum_topic_closed" if state == "closed" else "forum_topic_reopened"
    world.add(chat, world.bot, {kind: {}}, outgoing=True, thread=topic.id)
    return True


def delete_forum_topic(world: World, p: Parameters) -> Json:
    chat = _forum(world, p)
    topic = _topic(chat, p)
    topic.state = "deleted"
    for message in chat.messages.values():
        message.deleted = message.deleted or message.thread == topic.id
    return True


def pin_chat_message(world: World, p: Parameters) -> Json:
    chat = target(world, p)
    p.raw("disable_notification")
    if p.number("message_id") not in chat.messages:
        raise bad_request("message to pin not found")
    return True


def get_file(world: World, p: Parameters) -> Json:
    id = p.text("file_id")
    if id not in world.files:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    path, content = world.files[id]
    if len(content) > 20 * 1024 * 1024:
        raise bad_request("file is too big")
    return {"file_id": id, "file_unique_id": f"u{id}", "file_size": len(content), "file_path": path}
