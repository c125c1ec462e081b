"""Yes and no to what the bot has just offered: typed instead of pressed. Pure."""

import re

from bot.voice import plain
from flows.choices import find_yes_no, place_said

#: What may follow a yes that only takes up the offer: more is a message of its own.
_TAKES_UP = re.compile(r"(?:그거|그걸로|그렇게|전해|연결|넘겨|이어|해\s?주|부탁|맞|좋|그래|네|예|응)")


def consent(typed: str) -> bool | None:
    """Whether somebody agrees, or declines; None for everything else, a question that begins with yes among it."""
    first, _, rest = typed.strip(" .!~").partition(" ")
    if typed.rstrip().endswith("?") or (rest and not _TAKES_UP.match(rest)):
        return None
    return find_yes_no(first.strip(",.!~"))


def place_meant(typed: str) -> int:
    """Which of the offered options is meant by its place, also behind a yes ("네 두 번째요"); 0 for none."""
    first, _, rest = typed.strip().partition(" ")
    behind = place_said(plain(rest)) if rest and find_yes_no(first.strip(",.!~")) else None
    return place_said(plain(typed)) or behind or 0
