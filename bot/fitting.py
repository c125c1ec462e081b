"""Cuts replies to what the receiving channel can show in one call, before they are stored, so that a row is never half sent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.channels.base import Channel
from desk.effects import Effect, Say, StaffNews, TellStaff
from desk.messages import ConversationId, Part, address_of


def fit(effects: Sequence[Effect], conversation: ConversationId, channels: Mapping[str, Channel]) -> tuple[Effect, ...]:
    """The same effects with every part in pieces that its channel takes whole."""
    return tuple(fitted for effect in effects for fitted in _fit(effect, conversation, channels))


def _fit(effect: Effect, conversation: ConversationId, channels: Mapping[str, Channel]) -> tuple[Effect, ...]:
    if isinstance(effect, Say):
        pieces = tuple(piece for part in effect.parts for piece in _pieces(part, effect.to or conversation, channels))
        return (replace(effect, parts=pieces),)
    if isinstance(effect, TellStaff) and effect.news is StaffNews.LINE and effect.part:
        return tuple(replace(effect, part=piece) for piece in _pieces(effect.part, effect.room, channels))
    return (effect,)


def _pieces(part: Part, conversation: ConversationId, channels: Mapping[str, Channel]) -> tuple[Part, ...]:
    channel = channels.get(address_of(conversation).channel)
    return channel.fit(part) if channel else (part,)
