"""Reads what Kakao sends to a skill: only what this desk needs, any optional field may be missing, unknown ones are no error. Pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.channels.fields import Fields, object_in, text_in
from storage.codec import clean

#: Ids of people have up to 70 letters; anything much longer is no id.
MAX_ID = 200
#: Pictures sent in the room arrive as addresses on these hosts; we never fetch them.
_MEDIA_HOSTS = frozenset({"talk.kakaocdn.net", "dn-m.talk.kakao.com"})


class SkillRefused(Exception):
    """This is no skill request of Kakao."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRequest:
    """One turn of a person."""

    bot: str
    user: str
    utterance: str
    block: str = ""
    block_name: str = ""
    #: Kinds of media sent instead of words.
    media: tuple[str, ...] = ()
    #: Key of a pressed button of ours, see `choice_key`.
    choice: str = ""
    #: The person pressed "more".
    more: bool = False


def read_request(tree: object) -> SkillRequest:
    """The request in a SkillPayload. Raises SkillRefused and nothing else."""
    payload = tree if isinstance(tree, dict) else {}
    asked = object_in(payload, "userRequest")
    if asked is None:
        raise SkillRefused("no userRequest")
    block = object_in(asked, "block") or object_in(payload, "intent") or {}
    extra = object_in(object_in(payload, "action") or {}, "clientExtra") or {}
    utterance = clean(text_in(asked, "utterance")).rstrip("\n")
    media = _media(object_in(asked, "params") or {}, utterance)
    return SkillRequest(
        bot=_id(object_in(payload, "bot")),
        user=_id(object_in(asked, "user")),
        utterance="" if media else utterance,
        block=text_in(block, "id"),
        block_name=text_in(block, "name"),
        media=media,
        choice=clean(text_in(extra, "choice"))[:80],
        more=text_in(extra, "op") == "more",
    )


def _id(holder: Fields | None) -> str:
    id = clean(text_in(holder or {}, "id"))
    if not id or len(id) > MAX_ID:
        raise SkillRefused("an id is missing")
    return id


def _media(params: Fields, utterance: str) -> tuple[str, ...]:
    media = object_in(params, "media")
    if media is not None:
        kind = text_in(media, "type")
        return (kind if kind in ("image", "video", "audio", "file") else "unknown",)
    return ("image",) if _is_media_address(utterance) else ()


def _is_media_address(utterance: str) -> bool:
    if not utterance.startswith(("https://", "http://")) or len(utterance.split()) != 1:
        return False
    try:
        return urlsplit(utterance).hostname in _MEDIA_HOSTS
    except ValueError:
        return False
