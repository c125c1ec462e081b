"""Brings KakaoTalk up as the settings say: the channel that keeps rows until they are fetched, and the skill that fetches them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.routing import BaseRoute

from bot.channels.kakao import Door, KakaoChannel, KakaoConfig, KakaoSkill
from bot.channels.kakao_shelf import StoredShelf
from bot.papers.links import LinkOf
from bot.settings import Settings
from bot.voice import Voice
from storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class KakaoApp:
    """One bot of KakaoTalk, wired."""

    config: KakaoConfig
    channel: KakaoChannel
    voice: Voice
    clock: Callable[[], datetime]

    @classmethod
    def of(cls, settings: Settings, voice: Voice, clock: Callable[[], datetime]) -> "KakaoApp | None":
        """The bot of these settings, or None without a secret."""
        secrets = settings.kakao_secret.get_secret_value()
        if not secrets:
            return None
        config = KakaoConfig.of(secrets, settings.kakao_bot_id, settings.secret_key.get_secret_value())
        return cls(config=config, channel=KakaoChannel(voice.phrases, links=settings.is_secure), voice=voice, clock=clock)

    def routes(self, door: Door, database: Database, link: LinkOf) -> list[BaseRoute]:
        """The skill endpoint."""
        shelf = StoredShelf(database=database, clock=self.clock)
        return [KakaoSkill(self.config, self.voice.phrases, door, shelf, clock=self.clock, link=link).route()]
