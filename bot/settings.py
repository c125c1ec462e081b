"""Settings from the environment (`DURE_...`) and an optional `.env` file; every one is described in docs/operating.md."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SHORTEST_SECRET = 32


class Settings(BaseSettings):
    """All settings; `serve` refuses to start without a secret key."""

    model_config = SettingsConfigDict(env_prefix="DURE_", env_file=".env", extra="ignore")

    #: sqlite:///path for one process, postgresql://... for several.
    database_url: str = "sqlite:///var/dure.db"
    #: Connections to PostgreSQL of one process.
    database_pool: Annotated[int, Field(ge=2, le=100)] = 8
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    #: How people reach the web part from outside; decides cookies and links.
    public_url: str = ""
    #: Signs cookies and links; at least 32 characters.
    secret_key: SecretStr = SecretStr("")
    #: Folder with faq/, flows/ and bot/ content instead of the shipped one.
    content_dir: Path | None = None
    #: Where built indexes are kept between starts.
    cache_dir: Path = Path("var/cache")

    telegram_token: SecretStr = SecretStr("")
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_webhook_secret: SecretStr = SecretStr("")
    #: Chat id of the counselors' supergroup.
    telegram_staff_chat: str = ""
    #: Show people's words in the staff group; otherwise number, topic and waiting time only.
    telegram_staff_sees_text: bool = True
    telegram_base_url: str = "https://api.telegram.org/bot"
    #: Calls a second for the whole bot; more only with an agreement or an own server.
    telegram_rate: Annotated[int, Field(ge=1)] = 30

    #: One secret, or two separated by a comma while it is being changed.
    kakao_secret: SecretStr = SecretStr("")
    kakao_bot_id: str = ""

    #: A worker that was silent for so long is dead and its work is taken over.
    lease_seconds: Annotated[float, Field(ge=0.5)] = 15.0
    #: How many processes send; each takes its part of the platform's quota.
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    messages_per_minute: Annotated[int, Field(ge=1)] = 20
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    #: json for machines, text for people.
    log_format: Literal["json", "text"] = "json"

    @field_validator("telegram_base_url")
    @classmethod
    def _ends_with_bot(cls, url: str) -> str:
        return url.rstrip("/")

    @property
    def lease(self) -> timedelta:
        """`lease_seconds` as a span."""
        return timedelta(seconds=self.lease_seconds)

    @property
    def is_secure(self) -> bool:
        """Whether people come by https."""
        return self.public_url.startswith("https://")

    def mistakes(self) -> list[str]:
        """What keeps `serve` from starting, in English sentences."""
        found = []
        if len(self.secret_key.get_secret_value()) < SHORTEST_SECRET:
            found.append(f"DURE_SECRET_KEY must have at least {SHORTEST_SECRET} characters; make one with: openssl rand -hex 32")
        if self.telegram_mode == "webhook" and self.telegram_token.get_secret_value():
            if len(self.telegram_webhook_secret.get_secret_value()) < SHORTEST_SECRET:
                found.append(f"DURE_TELEGRAM_WEBHOOK_SECRET must have at least {SHORTEST_SECRET} characters of A-Z a-z 0-9 _ -")
            if not self.public_url:
                found.append("DURE_PUBLIC_URL must say how Telegram reaches the webhook")
        secrets = [secret for secret in self.kakao_secret.get_secret_value().split(",") if secret]
        if any(len(secret) < SHORTEST_SECRET for secret in secrets):
            found.append(f"DURE_KAKAO_SECRET must have at least {SHORTEST_SECRET} characters")
        if secrets and not self.kakao_bot_id:
            found.append("DURE_KAKAO_BOT_ID must name the bot whose skill calls are answered")
        if self.workers > 1 and self.database_url.startswith("sqlite"):
            found.append("DURE_WORKERS above 1 needs PostgreSQL: SQLite serves one process")
        return found
