"""Logs: one line an event, English, machine-readable, without what people wrote and without secrets."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from desk.privacy import mask_contacts

_TOKEN = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,}")
#: Keys whose values are secret whatever they look like.
_SECRET_KEYS = frozenset({"token", "secret", "password", "authorization", "cookie", "x-dure-secret"})


def redact(text: str) -> str:
    """The text without bot tokens, resident numbers, phone numbers and addresses."""
    return mask_contacts(_TOKEN.sub("[token]", text))


def _redact_event(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:  # structlog's own signature
    for key, value in event.items():
        if key.lower() in _SECRET_KEYS:
            event[key] = "[secret]"
        elif isinstance(value, str):
            event[key] = redact(value)
    return event


def set_up(*, level: str, form: str) -> None:
    """Send structlog and the standard library's loggers through the same redaction to standard error."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _redact_event,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # These print addresses, and with them the bot's token.
    for name in ("aiohttp", "httpx", "httpcore", "telegram", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
