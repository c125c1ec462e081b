"""What is said to a message that is no question on the matter: thanks, a wish to stop, a cry for help. Pure."""

from bot import solace
from bot.scene import Decision, Scene, say
from desk.messages import WORD, YES

#: Buttons below the reply, by manner: what the person may want, each as `word:` of a command.
_BUTTONS = {
    "emergency": ("human",),
    "violence": ("human",),
    "fear": ("human",),
    "injury": ("human",),
    "low_spirits": ("human",),
    "abuse": ("human",),
    "complaint": ("human",),
    "doubt": ("human",),
    "legal_dispute": ("human",),
    "wants_human": ("human",),
    "other_language": ("foreign_human",),
    "again": ("human", "home"),
    "correct": ("back", "review"),
    "home": ("home",),
    "undecided": ("home",),
    "stop": ("home",),
    "what_can_you_do": ("home",),
    "privacy": ("my_data", "erase", "human"),
    "reminders": ("reminders_off",),
    "ticket_status": ("pending", "human"),
    "ticket_withdraw": ("withdraw",),
}
#: Buttons that are called unlike their command.
_COMMANDS = {"foreign_human": f"{YES}:human", "withdraw": f"{YES}:withdraw"}
#: After these a yes means the human.
_TO_A_HUMAN = frozenset(("wants_human", "emergency", "violence", "fear", "injury", "other_language"))
#: What is heard inside a flow as well when it is no answer to the question that stands: what leads away from the matter waits.
_HEARD = _BUTTONS.keys() - {"legal_dispute", "undecided", "other_language"} | {"are_you_human", "who_are_you"}

#: What is said to the bot and not to the counselor whom somebody waits for.
_TO_US = _HEARD | {"greeting", "thanks", "ok", "goodbye", "praise", "small_talk", "test"}


def reply(scene: Scene, manner: str, *, near: bool = False) -> Decision:
    """The fitting reply; where an entry was `near` we may have misread, and a human is offered as well."""
    scene = solace.heard(scene, manner)
    phrase = f"manner_{manner}"
    phrase = phrase if scene.voice.has(phrase) else "manner_off_topic"
    buttons = dict.fromkeys((*_BUTTONS.get(manner, ()), *(("human",) if near else ())))
    if not buttons:
        return say(scene, scene.voice.text(phrase))
    verb = YES if manner in _TO_A_HUMAN else WORD
    options = tuple(scene.voice.button(name, _COMMANDS.get(name, f"{verb}:{name}")) for name in buttons)
    return say(scene, scene.voice.offer(phrase, options))


def is_heard(manner: str) -> bool:
    """Whether somebody inside a flow is answered this before the question comes again."""
    return manner in _HEARD


def is_to_us(manner: str) -> bool:
    """Whether somebody who waits for a counselor says this to the bot: what leads away from the matter may be the matter itself."""
    return manner in _TO_US
