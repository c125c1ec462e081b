"""Staying with a person who has just said that they are hurt: what comes next is no question for the FAQ. Pure."""

from dataclasses import replace
from datetime import timedelta

from bot import wishes
from bot.scene import Decision, Scene, say
from desk.conversation import Distress
from desk.effects import Say
from desk.messages import YES
from faq.policy import VAGUE
from faq.verdict import Decision as Ruling
from faq.verdict import Verdict

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
#: From these confidences on what is asked, and what is only told, is a matter that the FAQ knows and no word of somebody in need.
_ASKED, _TOLD = 0.1, 0.6
#: So many letters at most are half of a sentence sent in two.
_HALF = 12


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


def said_in_halves(scene: Scene, text: str) -> str:
    """What somebody says in two messages, where both together are a cry and neither asks anything; else empty."""
    before, manner = scene.conversation.question, scene.knowledge.matcher.manner
    if not before or max(len(before), len(text)) > _HALF or wishes.is_question(before) or wishes.is_question(text):
        return ""
    whole = f"{before} {text}"
    return whole if manner(before) not in GRAVE and manner(whole) in GRAVE else ""


def is_cold(scene: Scene, word: str) -> bool:
    """Whether a word that is typed is rather an answer to us than a command."""
    waits = word == "cancel" and scene.ticket is not None
    return word in _COLD and not waits and is_grave(scene) and scene.conversation.seat is None


def stay(scene: Scene, text: str, verdict: Verdict) -> Decision | None:
    """The reply that stays with the person who was hurt just now; None for what is a matter of its own."""
    if verdict.manner in GRAVE or verdict.manner == "wants_human":
        return None
    if wishes.takes_back(text):
        return say(past(scene), scene.voice.text("staying_over"))
    asked = _is_matter(verdict, text)
    found = verdict.decision is not Ruling.NONE or verdict.manner not in _SAID_BACK
    if asked or (found and not _grave(scene)):
        return None
    again = scene.conversation.distress is not None and scene.conversation.distress.stayed
    distress = Distress(grave=_grave(scene), at=scene.now, stayed=not again)
    scene = replace(scene, conversation=replace(scene.conversation, distress=distress))
    if scene.ticket:
        return say(scene, scene.voice.text("staying_noted_again" if again else "staying_noted"))
    return say(scene, scene.voice.offer("staying_again" if again else "staying", (scene.voice.button("human", f"{YES}:human"),)))


def _is_matter(verdict: Verdict, text: str) -> bool:
    """Whether the FAQ is asked, or plainly knows what is told; what it finds beside a plain word is no answer to it."""
    if verdict.manner or verdict.decision is Ruling.NONE:
        return False
    return verdict.confidence >= (_ASKED if wishes.is_question(text) else _TOLD)


def warmly(scene: Scene, verdict: Verdict, decision: Decision) -> Decision:
    """The reply to who has turned to another matter: an answer to who cried for help just before has one kind line above it."""
    if verdict.manner or not is_grave(scene):
        return decision
    return replace(decision, effects=(Say(parts=(scene.voice.text("staying_answered"),)), *decision.effects))
