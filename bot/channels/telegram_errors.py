"""What Telegram's errors mean: decided by code, then by a piece of the text in lower case."""

from enum import StrEnum
from typing import assert_never

from telegram.error import TelegramError

from bot.channels.base import NotSent, Outcome, Sent, Unknown
from bot.channels.telegram_request import ApiRefused, NotReached


class Meaning(StrEnum):
    """The kinds of error that are treated differently."""

    #: The edit changes nothing, or the topic already stands that way.
    SAME = "same"
    #: A press was answered too late.
    TOO_OLD = "too_old"
    EDIT_GONE = "edit_gone"
    #: Our markup is broken; the same text goes out plain.
    ENTITIES = "entities"
    TOPIC_GONE = "topic_gone"
    TOPIC_CLOSED = "topic_closed"
    MOVED = "moved"
    #: The person or group cannot be reached any more.
    UNREACHABLE = "unreachable"
    REVOKED = "revoked"
    FLOOD = "flood"
    #: A second poller, or a webhook that is set.
    CONFLICT = "conflict"
    #: Any other refusal: trying again gives the same.
    REFUSED = "refused"
    NOT_REACHED = "not_reached"
    #: Nobody can say whether it was carried out.
    UNCERTAIN = "uncertain"


_TEXTS: tuple[tuple[int, str, Meaning], ...] = (
    (400, "message is not modified", Meaning.SAME),
    (400, "topic_not_modified", Meaning.SAME),
    (400, "query is too old", Meaning.TOO_OLD),
    (400, "query id is invalid", Meaning.TOO_OLD),
    (400, "message to edit not found", Meaning.EDIT_GONE),
    (400, "message can't be edited", Meaning.EDIT_GONE),
    (400, "message_id_invalid", Meaning.EDIT_GONE),
    (400, "can't parse entities", Meaning.ENTITIES),
    (400, "message thread not found", Meaning.TOPIC_GONE),
    (400, "topic_deleted", Meaning.TOPIC_GONE),
    (400, "topic_id_invalid", Meaning.TOPIC_GONE),
    (400, "topic_closed", Meaning.TOPIC_CLOSED),
    (400, "chat not found", Meaning.UNREACHABLE),
    (400, "peer_id_invalid", Meaning.UNREACHABLE),
    (400, "user_is_blocked", Meaning.UNREACHABLE),
    (404, "method not found", Meaning.REFUSED),
)
_CODES = {
    401: Meaning.REVOKED,
    # An unknown method aside, Telegram says 404 to a token that cannot be one.
    404: Meaning.REVOKED,
    403: Meaning.UNREACHABLE,
    409: Meaning.CONFLICT,
    429: Meaning.FLOOD,
}


def meaning_of(error: TelegramError) -> Meaning:
    """Which kind of error this is."""
    if isinstance(error, NotReached):
        return Meaning.NOT_REACHED
    if not isinstance(error, ApiRefused):
        return Meaning.UNCERTAIN
    if error.moved_to:
        return Meaning.MOVED
    text = error.description.lower()
    for code, piece, meaning in _TEXTS:
        if code == error.code and piece in text:
            return meaning
    if error.code in _CODES:
        return _CODES[error.code]
    return Meaning.REFUSED if 400 <= error.code < 500 else Meaning.UNCERTAIN


def outcome_of(error: TelegramError) -> Outcome:
    """What an error means for the row that was sent."""
    reason = str(error)[:300] or type(error).__name__
    meaning = meaning_of(error)
    match meaning:
        case Meaning.SAME | Meaning.TOO_OLD:
            return Sent()
        case Meaning.EDIT_GONE | Meaning.ENTITIES | Meaning.REFUSED:
            return NotSent(reason=reason, permanent=True)
        case Meaning.TOPIC_GONE | Meaning.TOPIC_CLOSED:
            return NotSent(reason=reason, topic_gone=True)
        case Meaning.MOVED:
            return NotSent(reason=reason, moved_to=str(error.moved_to) if isinstance(error, ApiRefused) else "")
        case Meaning.UNREACHABLE:
            return NotSent(reason=reason, permanent=True, unreachable=True)
        case Meaning.REVOKED:
            return NotSent(reason=reason, revoked=True)
        case Meaning.FLOOD:
            return NotSent(reason=reason, wait=error.wait if isinstance(error, ApiRefused) else None)
        case Meaning.CONFLICT | Meaning.NOT_REACHED:
            return NotSent(reason=reason)
        case Meaning.UNCERTAIN:
            return Unknown(reason=reason)
        case _:
            assert_never(meaning)
