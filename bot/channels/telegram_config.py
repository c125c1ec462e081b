"""What an operator sets for Telegram."""

from dataclasses import dataclass, field
from enum import StrEnum

#: Where Telegram calls us.
PATH = "/telegram/webhook"


class TelegramMode(StrEnum):
    """How updates reach us."""

    POLLING = "polling"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramConfig:
    """One bot."""

    token: str = field(repr=False)
    #: In python-telegram-bot's form: the token follows at once.
    base_url: str = "https://api.telegram.org/bot"
    mode: TelegramMode = TelegramMode.POLLING
    #: What Telegram sends back in the webhook's header; while it is being changed the new and the old one, separated by a comma.
    secret: str = field(default="", repr=False)
    #: Id of the counselors' supergroup, or empty.
    staff_chat: str = ""

    @property
    def bot(self) -> str:
        """The bot's own id, the part of the token that is no secret."""
        return self.token.partition(":")[0]
