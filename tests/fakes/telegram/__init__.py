"""A strict fake of the Telegram Bot API on loopback: its own process, or a task inside a test."""

from tests.fakes.telegram.handle import TOKEN, FakeTelegram

__all__ = ["TOKEN", "FakeTelegram"]
