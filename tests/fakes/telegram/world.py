"""What Telegram knows about one bot: users, chats, topics, messages, and how they look on the wire."""

import itertools
import time
from collections import deque
from dataclasses import dataclass, field

from tests.fakes.telegram.values import ApiError, Json, Tree, bad_request, forbidden

GENERAL = 1
ANONYMOUS_ADMIN: Tree = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


@dataclass
class Topic:
    """A forum topic."""

    id: int
    name: str
    state: str = "open"


@dataclass
class Message:
    """A message as kept, with everything that was changed."""

    id: int
    date: int
    sender: Tree
    content: Tree
    outgoing: bool = False
    thread: int | None = None
    reply_to: int | None = None
    markup: Tree | None = None
    edited: int | None = None
    edits: int = 0
    deleted: bool = False


@dataclass
class Chat:
    """A private chat, group or supergroup."""

    id: int
    kind: str
    title: str = ""
    forum: bool = False
    #: Status of the bot in a group; in a private chat `kicked` means that the person blocked it.
    status: str = "member"
    can_manage_topics: bool = True
    #: The person has pressed start.
    started: bool = False
    deactivated: bool = False
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    counter: int = 0
    #: When the bot's recent calls were counted, for the flood limits.
    recent: deque[float] = field(default_factory=deque)

    def new_id(self) -> int:
        self.counter += 1
        return self.counter


@dataclass
class Press:
    """A button press that waits for its answer."""

    id: str
    at: float
    answered: bool = False
    text: str = ""
    alert: bool = False


class World:
    """One bot's Telegram."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.bot_id = int(token.split(":", maxsplit=1)[0])
        self.bot: Tree = {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": "Dure",
            "username": "dure_test_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.revoked = False
        self.users: dict[int, Tree] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.commands: dict[str, Json] = {}
        self.profile: dict[str, str] = {}
        self._press_ids = itertools.count(4_382_000_000_000_000_000)
        self._file_ids = itertools.count(1)

    def user(self, id: int, **more: Json) -> Tree:
        """The user with this id, made when unknown."""
        if id not in self.users or more:
            known = self.users.get(id) or {"id": id, "is_bot": False, "first_name": f"User{id}", "language_code": "ko"}
            self.users[id] = {**known, **more}
        return self.users[id]

    def private(self, user: int) -> Chat:
        """The private chat with a user, started."""
        self.user(user)
        chat = self.chats.setdefault(user, Chat(user, "private"))
        chat.started = True
        return chat

    def chat(self, id: int) -> Chat:
        """A chat the control side names; KeyError text becomes the answer."""
        if id not in self.chats:
            raise bad_request("chat not found")
        return self.chats[id]

    def reach(self, id: int) -> Chat:
        """A chat the bot wants to write to; raises every way in which it cannot."""
        chat = self.chats.get(id)
        if chat is None and id in self.users:
            raise forbidden("bot can't initiate conversation with a user")
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to:
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
        if chat.kind == "private":
            self._check_person(chat)
        elif chat.status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        elif chat.status == "left":
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        return chat

    def _check_person(self, chat: Chat) -> None:
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.status == "kicked":
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")

    def thread_of(self, chat: Chat, thread: int) -> int | None:
        """Check the topic a message is to go to; 0 means none was named."""
        if not thread:
            return None
        topic = chat.topics.get(thread)
        if topic is None or not chat.forum:
            raise bad_request("message thread not found")
        if topic.state == "deleted":
            raise bad_request("message thread not found")
        if topic.state == "closed" and chat.status != "administrator":
            raise bad_request("TOPIC_CLOSED")
        return thread

    def add(self, chat: Chat, sender: Tree, content: Tree, **more: object) -> Message:
        """Append a message to a chat."""
        age = more.pop("age", 0)
        assert isinstance(age, int | float)
        message = Message(chat.new_id(), int(time.time() - age), sender, content)
        for name, value in more.items():
            setattr(message, name, value)
        chat.messages[message.id] = message
        return message

    def new_press(self) -> Press:
        press = Press(str(next(self._press_ids)), time.time())
        self.presses[press.id] = press
        return press

    def keep_file(self, name: str, content: bytes) -> Tree:
        """Store an upload and describe it as Telegram does."""
        number = next(self._file_ids)
        id = f"BQACAgUAAxkBAAI{number:06d}"
        self.files[id] = (f"documents/file_{number}", content)
        return {"file_id": id, "file_unique_id": f"AgAD{number:06d}", "file_size": len(content), "file_name": name}

    def chat_tree(self, chat: Chat) -> Tree:
        """A chat on the wire."""
        if chat.kind == "private":
            user = self.users[chat.id]
            return {"id": chat.id, "type": "private", **{key: user[key] for key in ("first_name", "last_name", "username") if key in user}}
        tree: Tree = {"id": chat.id, "type": chat.kind, "title": chat.title}
        if chat.forum:
            tree["is_forum"] = True
        return tree

    def message_tree(self, chat: Chat, message: Message, *, depth: int = 1) -> Tree:
        """A message on the wire."""
        tree: Tree = {"message_id": message.id, "from": message.sender, "chat": self.chat_tree(chat), "date": message.date}
        if message.thread:
            tree["message_thread_id"] = message.thread
            tree["is_topic_message"] = True
        if message.reply_to and depth and (replied := chat.messages.get(message.reply_to)):
            tree["reply_to_message"] = self.message_tree(chat, replied, depth=0)
        if message.edited:
            tree["edit_date"] = message.edited
        tree.update(message.content)
        if message.markup:
            tree["reply_markup"] = message.markup
        return tree


def found_message(chat: Chat, id: int, what: str) -> Message:
    """A message of the chat, or Telegram's "message to … not found"."""
    message = chat.messages.get(id)
    if message is None or message.deleted:
        raise bad_request(f"message to {what} not found")
    return message


def unauthorized() -> ApiError:
    """The answer to an unknown or revoked token."""
    return ApiError(401, "Unauthorized")
