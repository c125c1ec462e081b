"""A person inside a guided flow: every answer, every way back, and a question asked in between. Pure."""

import re
from dataclasses import replace

from bot import faq_turn, handoff, manner_turn, reminders
from bot.consent import consent, supposed
from bot.papers.orders import files_of
from bot.scene import Decision, Scene, say
from desk.conversation import Conversation, Seat
from desk.effects import Effect, Say
from desk.messages import Card, Choice, Choices, Part, Text
from faq.verdict import SURE, Verdict
from faq.verdict import Decision as Ruling
from flows.choices import NONE_CHOSEN
from flows.doubts import is_question
from flows.engine import Question, Result, Turn
from flows.halves import OFFERED
from flows.naming import asks
from flows.values import Kind

#: How often a question is misunderstood before a human is offered.
STUCK = 3
FIGURE = re.compile(r"\d")
#: So much of the question that led into a flow is kept.
MAX_OPENING = 300


def begin(scene: Scene, flow: str, *, instead: Choice | None = None, entry: str = "", opening: str = "") -> Decision:
    """Start a flow from its first question; a flow that was under way is left. `instead` is for who may have wanted an answer only.

    `entry` is what it is about: what is asked on the way follows on that. `opening` is the question that led here.
    """
    if flow not in scene.knowledge.flows:
        return say(scene, scene.voice.text("flow_unknown"))
    scene = replace(scene, conversation=replace(scene.conversation, entry=entry))
    about = scene.knowledge.flows.flows[flow].about
    said: Part = scene.voice.offer("flow_or_answer", (instead,), about=about) if instead else Text(text=about)
    turn = scene.knowledge.flows.begin(flow, scene.today)
    return _take(scene, flow, turn, before=(said,) if about or instead else (), opening=opening[:MAX_OPENING])


def reply(scene: Scene, said: str) -> Decision:
    """The person's answer; a question that the FAQ knows is answered and the flow's question comes again."""
    seat = _seat(scene)
    if seat.flow not in scene.knowledge.flows:
        return _gone(scene, said=said)
    if seat.answers and (value := supposed(said)):
        return what_if(scene, value)
    flows = scene.knowledge.flows
    turn = flows.reply(seat.flow, seat.answers, said, scene.today, misses=seat.misses, asked=seat.asked, half=seat.half)
    if seat.misses >= STUCK and turn.misses > seat.misses and (agreed := consent(said)) is not None:
        return handoff.ask_for_human(scene) if agreed else again(_unstuck(scene, seat))
    if aside := _digression(scene, turn, said):
        return beside(scene, aside)
    if scene.ticket and turn.misses > seat.misses:
        # The person was asked to write more for the counselor; what was meant as an answer learns why it is none.
        return again(scene, scene.voice.text("noted_for_ticket"), *([Text(text=turn.note)] if turn.note else []))
    return _take(scene, seat.flow, turn)


def press(scene: Scene, pressed: str) -> Decision:
    """A button under a question: under the one seen last it is the answer, under an earlier one it changes what was answered there.

    `pressed` is `value@flow:question`, with no value when the question is to be skipped; old buttons hold the value alone.
    """
    value, flow, question = _read(pressed)
    seat, flows = _seat(scene), scene.knowledge.flows
    if not flow or (flow, question) == (seat.flow, _name(seat.asked)):
        return reply(scene, value) if value else command(scene, "skip")
    turn = flows.amend(flow, seat.answers, f"{question}:", value, scene.today) if flow == seat.flow and flow in flows else None
    return _take(scene, flow, turn) if turn else again(scene, scene.voice.text("question_over"))


def press_outside(scene: Scene, pressed: str) -> Decision:
    """A button under a question when no flow is under way; after the result of its flow the answers can still be changed."""
    _, flow, _ = _read(pressed)
    finished = scene.conversation.finished
    if not flow or finished is None or finished.flow != flow:
        return say(scene, scene.voice.text("stale_button"))
    options = (scene.voice.button("review", "word:review"), scene.voice.button("home", "word:home"))
    return say(scene, scene.voice.offer("question_over_result", options))


def _payload(verb: str, question: Question, value: str = "") -> str:
    return f"{verb}:{value}@{question.flow}:{_name(question.mark)}"


def _read(pressed: str) -> tuple[str, str, str]:
    """The value, the flow and the question that a button names."""
    value, _, place = pressed.partition("@")
    flow, _, question = place.partition(":")
    return value, flow, question


def _name(mark: str) -> str:
    """A mark without the choices: a button names only its own."""
    return mark.rpartition(":")[0]


def command(scene: Scene, word: str) -> Decision:
    """back, skip, why or review; back, review and go_on also after the result."""
    seat, flows = _seat(scene), scene.knowledge.flows
    if seat.flow not in flows:
        return _gone(scene)
    match word:
        case "back":
            return _take(scene, seat.flow, flows.back(seat.flow, seat.answers, scene.today))
        case "skip":
            return _take(scene, seat.flow, flows.skip(seat.flow, seat.answers, scene.today, asked=seat.asked))
        case "go_on" if scene.conversation.seat is None:
            turn = flows.resume(seat.flow, seat.answers, scene.today)
            return _take(scene, seat.flow, turn) if turn.question else say(scene, *_shown(scene, turn))
        case "go_on":
            return again(scene)
        case "review":
            return say(scene, _review(scene, seat))
        case _:
            why = flows.why(seat.flow, seat.answers, scene.today)
            return again(scene, Text(text=why or scene.voice.say("no_reason")))


def said_in_result(scene: Scene, verdict: Verdict, asked: str) -> Decision | None:
    """The sentences of the result just shown that a short follow-up asks for; None where there is no result, or it says nothing of it."""
    seat = scene.conversation.finished
    if seat is None or not faq_turn.about_result(scene):
        return None
    turn = scene.knowledge.flows.resume(seat.flow, seat.answers, scene.today)
    if turn.result is None:
        return None
    review = scene.voice.button("review", "word:review")
    result = turn.result
    card = _result(scene, result)
    return faq_turn.quote(scene, verdict, asked, card, result.next, urgent=result.urgent, last=(review,), plainly=True, once=True)


def what_if(scene: Scene, value: str) -> Decision:
    """Another value for the one answer that can be meant; else the answers so far, to choose which: none is changed by guessing."""
    seat = _seat(scene)
    turn = scene.knowledge.flows.suppose(seat.flow, seat.answers, value, scene.today)
    return _take(scene, seat.flow, turn) if turn else say(scene, scene.voice.text("what_if"), _review(scene, seat))


def _unstuck(scene: Scene, seat: Seat) -> Scene:
    """Who does not want a human tries again."""
    return replace(scene, conversation=replace(scene.conversation, seat=replace(seat, misses=0)))


def change(scene: Scene, step: str) -> Decision:
    """Ask one answered question again; the other answers stay."""
    seat = _seat(scene)
    if seat.flow not in scene.knowledge.flows:
        return _gone(scene)
    return _take(scene, seat.flow, scene.knowledge.flows.change(seat.flow, seat.answers, step, scene.today))


def _review(scene: Scene, seat: Seat) -> Part:
    """The answers so far, each with a button to change it."""
    flows = scene.knowledge.flows
    reviewed = flows.review(seat.flow, seat.answers, scene.today)
    options = tuple(
        Choice(label=scene.voice.say("button_change", number=str(one.number)), payload=f"change:{one.step}") for one in reviewed
    )
    return Choices(
        text=flows.review_text(seat.flow, seat.answers, scene.today), options=(*options[:12], scene.voice.button("go_on", "word:go_on"))
    )


def beside(scene: Scene, aside: Decision) -> Decision:
    """What was decided in between; inside a flow the present question comes again."""
    return again(replace(scene, conversation=aside.conversation), *_parts_of(aside), extra=_other(aside))


def again(scene: Scene, *before: Part, extra: tuple[Effect, ...] = ()) -> Decision:
    """Say something and, inside a flow, ask the present question again."""
    seat = scene.conversation.seat
    if seat is None:
        return Decision(conversation=scene.conversation, effects=(Say(parts=before), *extra))
    if seat.flow not in scene.knowledge.flows:
        return _gone(scene, *before, extra=extra)
    turn = scene.knowledge.flows.resume(seat.flow, seat.answers, scene.today, misses=seat.misses, asked=seat.asked)
    if turn.result:
        ended = _take(scene, seat.flow, turn, before=before)
        return replace(ended, effects=(*ended.effects, *extra))
    told = _told_before(scene, seat.flow, turn, seat.opening)
    conversation = _seated(scene.conversation, seat.flow, turn, opening=seat.opening, told=told)
    return Decision(conversation=conversation, effects=(Say(parts=(*before, *_shown(scene, turn, told))), *extra))


def _seat(scene: Scene) -> Seat:
    seat = scene.conversation.seat or scene.conversation.finished
    assert seat is not None
    return seat


def _told_before(scene: Scene, flow: str, turn: Turn, opening: str) -> tuple[str, str] | None:
    """The answer to the question of this turn that the opening one told already; see `FlowBook.told_before`."""
    return scene.knowledge.flows.told_before(flow, turn.answers, opening, scene.today) if turn.question and opening else None


def _seated(conversation: Conversation, flow: str, turn: Turn, *, opening: str, told: tuple[str, str] | None) -> Conversation:
    """Where the person is after this turn; after the result the answers stay at hand."""
    asked, half = turn.question.mark if turn.question else "", turn.half or (f"{OFFERED}{told[0]}" if told else "")
    seat = Seat(flow=flow, answers=turn.answers, misses=turn.misses, half=half, asked=asked, opening=opening)
    if turn.question:
        return replace(conversation, seat=seat, finished=None)
    return replace(conversation, seat=None, finished=seat, entry="")


def _gone(scene: Scene, *before: Part, said: str = "", extra: tuple[Effect, ...] = ()) -> Decision:
    """The flow was taken out of the content: the person is told, and a question of theirs is answered all the same."""
    scene = replace(scene, conversation=replace(scene.conversation, seat=None, finished=None))
    options = (scene.voice.button("home", "word:home"), scene.voice.button("human", "word:human"))
    told = Say(parts=(*before, scene.voice.offer("flow_gone", options)))
    verdict = _answered(scene, said) if said else None
    aside = faq_turn.reply(scene, verdict) if verdict else Decision(conversation=scene.conversation)
    return replace(aside, effects=(told, *extra, *aside.effects))


def _take(scene: Scene, flow: str, turn: Turn, *, before: tuple[Part, ...] = (), opening: str = "") -> Decision:
    """Store where the person stands now and say what comes next."""
    under_way = scene.conversation.seat or scene.conversation.finished
    opening = opening or (under_way.opening if under_way and under_way.flow == flow else "")
    told = _told_before(scene, flow, turn, opening)
    conversation = replace(_seated(scene.conversation, flow, turn, opening=opening, told=told), misses=0)
    parts = (*before, *_shown(scene, turn, told))
    if turn.misses >= STUCK:
        human = scene.voice.button("human", "word:human")
        # A yes would be taken for an answer where there are answers to choose from: the human is not asked about there.
        phrase = "flow_stuck_at_choice" if turn.question and turn.question.options else "flow_stuck"
        noted = len(before) + bool(turn.note)
        offer = scene.voice.offer(phrase, (human, scene.voice.button("cancel", "word:cancel")))
        parts = (*parts[:noted], offer, *parts[noted:])
    ended = replace(scene, conversation=conversation)
    decision = reminders.keep(ended, flow, turn.answers) if turn.result else Decision(conversation=conversation)
    return replace(decision, effects=(Say(parts=parts), *decision.effects))


def _digression(scene: Scene, turn: Turn, said: str) -> Decision | None:
    """The reply to what the flow could not take as an answer, and to what is plainly a question though it could."""
    refused = turn.misses > 0 or turn.unread
    if refused and asks(said) and (told := faq_turn.said_before(scene, faq_turn.read(scene, said), said)):
        return told
    found = _looked_up(scene, said, refused=refused, half=turn.half)
    if found or not refused or turn.half:
        return faq_turn.reply(scene, found) if found else None
    return _to_another(scene, said)


def _to_another(scene: Scene, said: str) -> Decision | None:
    """Who asks for another flow in the middle of one is offered it; nothing is left by a guess."""
    verdict = faq_turn.read(replace(scene, conversation=replace(scene.conversation, entry="")), said)
    flow, seat = faq_turn.flow_of(verdict), _seat(scene)
    if flow == seat.flow or flow not in scene.knowledge.flows or verdict.confidence <= SURE:
        return None
    option = faq_turn.offer(scene.knowledge, f"{faq_turn.FLOW}{flow}")
    return say(scene, scene.voice.offer("another_flow", (option,))) if option else None


def _looked_up(scene: Scene, said: str, *, refused: bool, half: str) -> Verdict | None:
    if said.rstrip().endswith("?") or (refused and asks(said)):
        found = _answered(scene, said)
        return found if refused or (found and found.decision is not Ruling.SUGGEST) else None
    # What was meant as an answer stands alone, and is near many questions.
    alone = replace(scene, conversation=replace(scene.conversation, entry=""))
    found = _answered(alone, said) if refused else None
    # A figure that could not be read is no question on what it is near to.
    may_ask = not half and (is_question(said) or not FIGURE.search(said))
    return found if found and (found.manner or (found.confidence >= SURE and may_ask)) else None


def _answered(scene: Scene, said: str) -> Verdict | None:
    """What there is to say to it: an answer, titles to choose from, or a word to the person."""
    verdict = faq_turn.read(scene, said)
    if manner_turn.is_heard(verdict.manner):
        return verdict
    found = verdict.decision is Ruling.SUGGEST or verdict.parts or verdict.entry in scene.knowledge.entries
    return verdict if found and not verdict.manner else None


def _parts_of(decision: Decision) -> tuple[Part, ...]:
    return tuple(part for effect in decision.effects if isinstance(effect, Say) for part in effect.parts)


def _other(decision: Decision) -> tuple[Effect, ...]:
    return tuple(effect for effect in decision.effects if not isinstance(effect, Say))


def _shown(scene: Scene, turn: Turn, told: tuple[str, str] | None = None) -> tuple[Part, ...]:
    parts: list[Part] = [Text(text=turn.note)] if turn.note else []
    if turn.question:
        parts.append(_question(scene, turn.question, told))
    if turn.result:
        parts.append(_result(scene, turn.result))
        parts += files_of(scene.knowledge.papers, turn.result, turn.answers, scene.today)
    return tuple(parts)


def _question(scene: Scene, question: Question, told: tuple[str, str] | None) -> Part:
    progress = scene.voice.say("progress", number=str(question.number), total=str(question.total))
    offered = (scene.voice.say("told_before", answer=told[1]),) if told else ()
    below = (question.hint, *_numbered(scene, question), *reminders.terms(scene, question.flow, question.step), *offered)
    text = "\n".join(line for line in (f"{progress} {question.text}", *below) if line)
    options = tuple(Choice(label=option.label, payload=_payload("answer", question, option.value)) for option in question.options)
    if told and not options:
        options = (Choice(label=told[1], payload=_payload("told", question, told[0])), *options)
    if question.none_fits:
        options = (*options, scene.voice.button("nothing", _payload("answer", question, NONE_CHOSEN)))
    elif question.optional:
        options = (*options, scene.voice.button("skip", _payload("skip", question)))
    if question.number > 1:
        options = (*options, scene.voice.button("back", "word:back"))
    return Choices(text=text, options=(*options, scene.voice.button("cancel", "word:cancel")))


def _numbered(scene: Scene, question: Question) -> tuple[str, ...]:
    """A button takes one choice only; who means several reads here which numbers to type."""
    if question.kind is not Kind.CHOICES:
        return ()
    return (*(f"{number}. {option.label}" for number, option in enumerate(question.options, start=1)), scene.voice.say("several"))


def _result(scene: Scene, result: Result) -> Card:
    offered = (faq_turn.offer(scene.knowledge, target) for target in result.next)
    further = tuple(option for option in offered if option)
    text = "\n\n".join(line for line in (result.text, result.handoff) if line)
    review, human = scene.voice.button("review", "word:review"), scene.voice.button("human", "word:human")
    options = (human, *further, review) if result.urgent else (*further, review, human)
    return Card(title=result.title, text=text, basis=result.basis, as_of=result.as_of, options=options)
