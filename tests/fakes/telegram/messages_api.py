"""Methods about messages: send, copy, edit, delete, react, answer a press."""

import time

from tests.fakes.telegram.entities import parse_text
from tests.fakes.telegram.keyboards import checked_markup
from tests.fakes.telegram.requests import Parameters
from tests.fakes.telegram.values import Json, Tree, bad_request, utf16
from tests.fakes.telegram.world import Chat, Message, World, found_message

MAX_TEXT = 4096
MAX_CAPTION = 1024
_IGNORED = (
    "disable_notification",
    "protect_content",
    "allow_paid_broadcast",
    "link_preview_options",
    "message_effect_id",
    "business_connection_id",
)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
#: A press can be answered that long, in seconds.
ANSWER_LIFE = 30.0
DELETE_LIFE = 48 * 3600


def target(world: World, p: Parameters) -> Chat:
    """The chat named by `chat_id`."""
    if not p.text("chat_id"):
        raise bad_request("chat_id is empty")
    return world.reach(p.number("chat_id"))


def _body(p: Parameters, name: str, limit: int, *, needed: bool) -> Tree:
    mode = p.text("parse_mode")
    entities = p.tree("entities" if name == "text" else "caption_entities")
    text, found = parse_text(p.text(name), mode)
    if not text and needed:
        raise bad_request("message text is empty")
    if utf16(text) > limit:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    if not text:
        return {}
    if isinstance(entities, list) and not mode:
        found = [_checked_entity(entity, utf16(text)) for entity in entities]
    tree: Tree = {name: text}
    if found:
        tree["entities" if name == "text" else "caption_entities"] = found[:100]
    return tree


def _checked_entity(entity: Json, size: int) -> Json:
    if not isinstance(entity, dict) or not isinstance(entity.get("offset"), int) or not isinstance(entity.get("length"), int):
        raise bad_request('can\'t parse MessageEntity: field "offset" must be of type Number')
    offset, length = entity["offset"], entity["length"]
    assert isinstance(offset, int)
    assert isinstance(length, int)
    if offset < 0 or length <= 0 or offset + length > size:
        raise bad_request("entity beginning or end is out of the text")
    return entity


def _new(world: World, chat: Chat, p: Parameters, content: Tree) -> Message:
    for name in _IGNORED:
        p.raw(name)
    thread = world.thread_of(chat, p.number("message_thread_id"))
    reply = p.tree("reply_parameters")
    reply_to = p.number("reply_to_message_id")
    if isinstance(reply, dict) and isinstance(reply.get("message_id"), int):
        reply_to = reply["message_id"]  # type: ignore[assignment]  # checked one line above
    lenient = p.flag("allow_sending_without_reply") or (isinstance(reply, dict) and reply.get("allow_sending_without_reply") is True)
    if reply_to and (reply_to not in chat.messages or chat.messages[reply_to].deleted):
        if not lenient:
            raise bad_request("message to be replied not found")
        reply_to = 0
    markup = checked_markup(p.tree("reply_markup"))
    return world.add(chat, world.bot, content, outgoing=True, thread=thread, reply_to=reply_to or None, markup=markup)


def send_message(world: World, p: Parameters) -> Json:
    chat = target(world, p)
    message = _new(world, chat, p, _body(p, "text", MAX_TEXT, needed=True))
    return world.message_tree(chat, message)


def send_document(world: World, p: Parameters) -> Json:
    return _send_file(world, p, "document")


def send_photo(world: World, p: Parameters) -> Json:
    return _send_file(world, p, "photo")


def _send_file(world: World, p: Parameters, kind: str) -> Json:
    chat = target(world, p)
    for name in ("thumbnail", "disable_content_type_detection", "has_spoiler", "show_caption_above_media"):
        p.raw(name)
    upload = p.upload(kind)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        file = world.keep_file(upload.name, upload.content)
        file["mime_type"] = upload.media_type
    elif p.text(kind) in world.files:
        file = {"file_id": p.text(kind), "file_unique_id": "AgAD", "file_size": len(world.files[p.text(kind)][1])}
    else:
        raise bad_request(
            "wrong remote file identifier specified: Wrong string length" if p.text(kind) else f"there is no {kind} in the request"
        )
    content: Tree = {kind: file if kind == "document" else [{**file, "width": 90, "height": 90}]}
    content.update(_body(p, "caption", MAX_CAPTION, needed=False))
    return world.message_tree(chat, _new(world, chat, p, content))


def send_chat_action(world: World, p: Parameters) -> Json:
    chat = target(world, p)
    world.thread_of(chat, p.number("message_thread_id"))
    if p.text("action") not in ("typing", "upload_photo", "upload_document", "find_location", "record_voice", "choose_sticker"):
        raise bad_request("wrong parameter action in request")
    return True


def copy_message(world: World, p: Parameters) -> Json:
    chat = target(world, p)
    source = world.chat(p.number("from_chat_id"))
    original = found_message(source, p.number("message_id"), "copy")
    content = dict(original.content)
    if not ({"text", "caption", "document", "photo", "voice", "video", "sticker", "audio", "animation"} & set(content)):
        raise bad_request("message can't be copied")
    if p.text("caption"):
        content.update(_body(p, "caption", MAX_CAPTION, needed=False))
    p.raw("parse_mode")
    p.raw("caption_entities")
    return {"message_id": _new(world, chat, p, content).id}


def forward_message(world: World, p: Parameters) -> Json:
    chat = target(world, p)
    source = world.chat(p.number("from_chat_id"))
    original = found_message(source, p.number("message_id"), "forward")
    origin: Tree = {"type": "user", "sender_user": original.sender, "date": original.date}
    message = _new(world, chat, p, {**original.content, "forward_origin": origin})
    return world.message_tree(chat, message)


def _editable(world: World, p: Parameters) -> tuple[Chat, Message]:
    chat = target(world, p)
    message = found_message(chat, p.number("message_id"), "edit")
    if not message.outgoing:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, message: Message, content: Tree, markup: Tree | None) -> Json:
    if content == message.content and markup == message.markup:
        raise bad_request(NOT_MODIFIED)
    message.content, message.markup = content, markup
    message.edited, message.edits = int(time.time()), message.edits + 1
    return world.message_tree(chat, message)


def edit_message_text(world: World, p: Parameters) -> Json:
    for name in ("link_preview_options", "business_connection_id"):
        p.raw(name)
    chat, message = _editable(world, p)
    body = _body(p, "text", MAX_TEXT, needed=True)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, chat, message, body, checked_markup(p.tree("reply_markup")))


def edit_message_reply_markup(world: World, p: Parameters) -> Json:
    chat, message = _editable(world, p)
    return _edit(world, chat, message, message.content, checked_markup(p.tree("reply_markup")))


def delete_message(world: World, p: Parameters) -> Json:
    chat = target(world, p)
    _delete(chat, p.number("message_id"))
    return True


def delete_messages(world: World, p: Parameters) -> Json:
    chat = target(world, p)
    ids = p.tree("message_ids")
    if not isinstance(ids, list) or not 1 <= len(ids) <= 100:
        raise bad_request("expected 1..100 message identifiers")
    for id in ids:
        if isinstance(id, int) and id in chat.messages:
            chat.messages[id].deleted = True
    return True


def _delete(chat: Chat, id: int) -> None:
    message = found_message(chat, id, "delete")
    if "forum_topic_created" in message.content or time.time() - message.date > DELETE_LIFE:
        raise bad_request("message can't be deleted")
    message.deleted = True


def set_message_reaction(world: World, p: Parameters) -> Json:
    chat = target(world, p)
    found_message(chat, p.number("message_id"), "react")
    reactions = p.tree("reaction")
    p.raw("is_big")
    if isinstance(reactions, list) and len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    return True


def answer_callback_query(world: World, p: Parameters) -> Json:
    for name in ("url", "cache_time"):
        p.raw(name)
    text, alert = p.text("text"), p.flag("show_alert")
    if utf16(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    press = world.presses.get(p.text("callback_query_id"))
    if press is None or press.answered or time.time() - press.at > ANSWER_LIFE:
        raise bad_request(TOO_OLD)
    press.answered, press.text, press.alert = True, text, alert
    return True
