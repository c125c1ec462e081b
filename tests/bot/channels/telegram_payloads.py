"""Updates in the shape Telegram sends them, with every optional field that was seen; values invented."""

from typing import cast

from tests.fakes.telegram.values import Json, Tree

BOT = "123456"
STAFF = -1005550000001
PERSON: Tree = {
    "id": 5_432_109_876_543,
    "is_bot": False,
    "first_name": "두레",
    "last_name": "\u202e김",
    "username": "dure_kim",
    "language_code": "ko",
    "is_premium": True,
}
PRIVATE: Tree = {"id": 5_432_109_876_543, "first_name": "두레", "username": "dure_kim", "type": "private"}
GROUP: Tree = {"id": STAFF, "title": "상담실", "is_forum": True, "type": "supergroup"}
OURSELVES: Tree = {"id": 123456, "is_bot": True, "first_name": "Dure", "username": "dure_bot"}
ANONYMOUS: Tree = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def message(more: Tree | None = None, *, kind: str = "message", chat: Tree = PRIVATE, sender: Tree = PERSON, **fields: Json) -> Tree:
    """An update that holds a message."""
    content: Tree = {"message_id": 77, "from": sender, "chat": chat, "date": 1_795_500_000, **fields, **(more or {})}
    return {"update_id": 900_000_001, kind: content}


def press(more: Tree | None = None, **fields: Json) -> Tree:
    """An update that holds a button press."""
    shown = cast(Tree, message(sender=OURSELVES, text="골라 주세요")["message"])
    query: Tree = {"id": "23310000000000001", "from": PERSON, "message": shown, "chat_instance": "-8123", "data": "01jd-0!2"}
    return {"update_id": 900_000_002, "callback_query": {**query, **fields, **(more or {})}}


def membership(status: str, chat: Tree = PRIVATE) -> Tree:
    """An update about the bot's own place in a chat."""
    change: Tree = {
        "chat": chat,
        "from": PERSON,
        "date": 1_795_500_000,
        "old_chat_member": {"user": OURSELVES, "status": "member"},
        "new_chat_member": {"user": OURSELVES, "status": status, "until_date": 0},
    }
    return {"update_id": 900_000_003, "my_chat_member": change}
