"""Staying with a person who has just said that they are hurt: what comes next is no question for the FAQ. Pure."""

from dataclasses import replace
from datetime import timedelta

from bot.scene import Decision, Scene, say
from desk.conversation import Distress
from desk.messages import YES
from faq.policy import VAGUE
from faq.verdict import Decision as Ruling
from faq.verdict import Verdict
from flows.naming import asks

#: Manners after which we stay; after the first no answer is given that was not plainly asked for.
GRAVE = frozenset(("emergency", "violence", "fear", "injury"))
SAFETY = GRAVE | {"low_spirits"}
#: How long after the last of them.
LASTS = timedelta(minutes=30)
#: What is said in answer to us and asks nothing.
_SAID_BACK = frozenset(("", VAGUE, "ok", "thanks", "goodbye", "praise", "small_talk", "greeting", "low_spirits", "undecided", "introduced"))
#: Command words that would sound cold; the others are obeyed.
_COLD = frozenset(("help", "cancel", "back", "skip", "why", "go_on"))
#: What says inside a flow, before it is taken for an answer, that somebody is hurt still.
_SAID_STILL = SAFETY | {"thanks"}


def heard(scene: Scene, manner: str) -> Scene:
    """Remember that somebody is hurt."""
    if manner not in SAFETY:
        return scene
    grave = manner in GRAVE or is_grave(scene)
    return replace(scene, conversation=replace(scene.conversation, distress=Distress(grave=grave, at=scene.now)))


def is_near(scene: Scene) -> bool:
    """Whether somebody said just now that they are hurt."""
    distress = scene.conversation.distress
    return distress is not None and scene.now - distress.at <= LASTS


def past(scene: Scene) -> Scene:
    """The person has turned to another matter."""
    return replace(scene, conversation=replace(scene.conversation, distress=None)) if scene.conversation.distress else scene


def is_grave(scene: Scene) -> bool:
    """Whether somebody said just now that they are in danger."""
    return is_near(scene) and _grave(scene)


def _grave(scene: Scene) -> bool:
    return scene.conversation.distress is not None and scene.conversation.distress.grave


def turned(scene: Scene, decision: Decision) -> Decision:
    """The decision on another matter that the person has turned to; not one that has just heard a cry again."""
    if decision.conversation.distress != scene.conversation.distress:
        return decision
    return replace(decision, conversation=replace(decision.conversation, distress=None))


def said_inside(scene: Scene, text: str) -> str:
    """The manner of what is no answer to the question of a flow but a cry for help; empty for an answer."""
    manner = "" if text.strip().isdigit() else scene.knowledge.matcher.manner(text)
    return manner if manner in (_SAID_STILL if is_grave(scene) else GRAVE) else ""


def is_cold(scene: Scene, word: str) -> bool:
    """Whether a word that is typed is rather an answer to us than a command."""
    waits = word == "cancel" and scene.ticket is not None
    return word in _COLD and not waits and is_grave(scene) and scene.conversation.seat is None


def stay(scene: Scene, text: str, verdict: Verdict) -> Decision | None:
    """The reply that stays with the person who was hurt just now; None for what is a matter of its own."""
    if verdict.manner in GRAVE or verdict.manner == "wants_human":
        return None
    asked = verdict.decision is Ruling.ANSWER and not verdict.manner and asks(text)
    found = verdict.decision is not Ruling.NONE or verdict.manner not in _SAID_BACK
    if asked or (found and not _grave(scene)):
        return None
    scene = replace(scene, conversation=replace(scene.conversation, distress=Distress(grave=_grave(scene), at=scene.now)))
    if scene.ticket:
        return say(scene, scene.voice.text("staying_noted"))
    return say(scene, scene.voice.offer("staying", (scene.voice.button("human", f"{YES}:human"),)))
