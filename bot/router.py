"""Decides what a message leads to. Pure and synchronous: state, message, knowledge and `now` in; new state and effects out.

Order: button presses and typed choices are read as what they mean; then command words; then a counselor who holds the conversation;
then a flow; then the FAQ; then the offer of a human.
"""

from dataclasses import replace

from bot import faq_turn, flow_turn, handoff, manner_turn, reception, reminders, solace, wishes
from bot.consent import calls_at_the_end, consent, recalled, supposed
from bot.meant import Said, names_choice, understand
from bot.scene import Decision, Scene, remember_offer, say
from desk.conversation import Holder, is_flooding, note_arrival
from desk.effects import AnswerPress, Effect, Log, Say
from desk.messages import MAX_TEXT, WORD, YES, Author, Inbound, InboundKind, Part, Text
from desk.privacy import MASK
from faq.policy import EXACT
from faq.verdict import Decision as Ruling
from faq.verdict import Verdict


def route(scene: Scene, inbound: Inbound) -> Decision:
    """The reply to one thing that arrived."""
    if inbound.kind in (InboundKind.LEFT, InboundKind.RETURNED):
        return handoff.presence(scene, left=inbound.kind is InboundKind.LEFT)
    limit = scene.limits.messages_per_minute
    conversation = replace(note_arrival(scene.conversation, scene.now, limit=limit), unreachable=False)
    scene = replace(scene, conversation=conversation)
    before = _arrival(scene, inbound)
    if is_flooding(conversation, limit=limit) and conversation.holder is not Holder.COUNSELOR:
        return _flood(scene, before)
    decision = _respond(scene, inbound)
    return remember_offer(replace(decision, effects=(*before, *decision.effects)))


def _arrival(scene: Scene, inbound: Inbound) -> tuple[Effect, ...]:
    """What is kept of the message itself, and the receipt of a button press."""
    shown = scene.pressed.label if scene.pressed else inbound.text
    described = "\n".join(f"[{attachment}]" for attachment in inbound.attachments)
    text = "\n".join(line for line in (shown[:MAX_TEXT], described) if line)
    effects: list[Effect] = []
    if text:
        ticket = scene.ticket.id if scene.ticket else None
        effects.append(Log(author=Author.PERSON, parts=(Text(text=text),), ticket=ticket))
    if inbound.press:
        effects.append(AnswerPress(press=inbound.press))
    return tuple(effects)


def _flood(scene: Scene, before: tuple[Effect, ...]) -> Decision:
    if scene.conversation.warned:
        return Decision(conversation=scene.conversation, effects=before)
    told = replace(scene.conversation, warned=True)
    return Decision(conversation=told, effects=(*before, Say(parts=(scene.voice.text("flooding"),))))


def _respond(scene: Scene, inbound: Inbound) -> Decision:
    if inbound.kind is InboundKind.OPENED:
        return _welcome(scene)
    if inbound.kind is InboundKind.CHOICE and scene.pressed is None:
        return say(scene, scene.voice.text("stale_button"))
    if inbound.attachments and not inbound.text.strip():
        return handoff.attachment(scene, inbound)
    said = understand(scene, inbound)
    if not said.text.strip():
        return say(scene, scene.voice.text("empty"))
    word = said.argument if said.verb in (WORD, YES) else "" if said.verb or names_choice(scene, said) else _word(scene, said.text)
    if word and not said.verb and solace.is_cold(scene, word):
        word = ""
    if word and (decision := _command(scene, word)):
        return _with_notices(scene, inbound, decision)
    scene = solace.past(scene) if said.verb else scene
    return _with_notices(scene, inbound, _converse(scene, inbound, said))


def _word(scene: Scene, text: str) -> str:
    """The command that is typed; a human is also called behind a few words."""
    called = (scene.voice.word(call) for call in calls_at_the_end(text))
    return scene.voice.word(text) or next((word for word in called if word == "human"), "")


def _is_of_flow(scene: Scene, word: str) -> bool:
    """Whether a flow takes the word: the one that is under way, or the one that came to its result."""
    if scene.conversation.holder is Holder.BOT:
        return word in ("back", "review", "go_on") and _is_after_result(scene, word)
    return scene.conversation.holder is Holder.FLOW


def _is_after_result(scene: Scene, word: str) -> bool:
    """A flow has ended and can be taken up again; going back only straight after its result, else nobody would know where to."""
    offered = any(option.payload in (f"{WORD}:review", f"{WORD}:go_on") for option in scene.conversation.offered)
    return scene.conversation.finished is not None and (offered or word != "back")


def _with_notices(scene: Scene, inbound: Inbound, decision: Decision) -> Decision:
    """Say first what was done to the message: numbers hidden, text cut."""
    notices: list[Part] = []
    if MASK in inbound.text:
        notices.append(scene.voice.text("resident_number"))
    if len(inbound.text) > MAX_TEXT:
        notices.append(scene.voice.text("too_long", limit=f"{MAX_TEXT:,}"))
    if not notices:
        return decision
    return replace(decision, effects=(Say(parts=tuple(notices)), *decision.effects))


def _command(scene: Scene, word: str) -> Decision | None:
    """A command word, or None where it has no meaning now and is ordinary text."""
    held = scene.conversation.holder is Holder.COUNSELOR
    match word:
        case "human":
            return handoff.ask_for_human(scene)
        case "withdraw":
            return handoff.withdraw(scene)
        case "erase":
            return flow_turn.beside(scene, reception.erase(scene))
        case "my_data":
            return flow_turn.again(scene, _my_data(scene))
        case "reminders_off":
            return flow_turn.beside(scene, reminders.stop(scene))
        case "help":
            return flow_turn.again(scene, scene.voice.text("help"))
        case "home" if not held:
            return _home(scene)
        case "pending" if not held:
            return handoff.pending(scene)
        case "cancel" if not held:
            return _cancel(scene)
        case "back" | "skip" | "why" | "review" | "go_on" if _is_of_flow(scene, word):
            return flow_turn.command(scene, word)
        case "back" | "go_on" if not held:
            return say(scene, scene.voice.text("not_in_flow" if word == "back" else "nothing_to_leave"))
        case _:
            return None


def _converse(scene: Scene, inbound: Inbound, said: Said) -> Decision:
    holder = scene.conversation.holder
    if holder is Holder.COUNSELOR:
        return handoff.relay(scene, inbound, said.text)
    match said.verb:
        case "entry":
            return _beside(scene, flow_turn.beside(scene, faq_turn.show(scene, said.argument, chosen=True)))
        case "flow":
            return flow_turn.begin(scene, said.argument, opening=scene.conversation.question)
        case "useless":
            return faq_turn.not_useful(scene, said.argument)
        case "useful":
            return faq_turn.useful(scene, said.argument)
        case "reopen":
            return handoff.reopen(scene)
        case "change" if holder is Holder.FLOW or scene.conversation.finished:
            return flow_turn.change(scene, said.argument)
        case "answer" | "skip" | "told" if holder is Holder.FLOW:
            return flow_turn.press(scene, said.argument)
        case "answer" | "skip" | "told":
            return flow_turn.press_outside(scene, said.argument)
        case "change":
            return say(scene, scene.voice.text("stale_button"))
        case _:
            return _written(scene, inbound, said.text)


def _written(scene: Scene, inbound: Inbound, text: str) -> Decision:
    """Free text."""
    if said := _wished(scene, text) or _cried(scene, text):
        return _beside(scene, said, text=text, inbound=inbound)
    if scene.conversation.holder is Holder.FLOW:
        return _answered(scene, text, inbound)
    decision = _to_titles(scene, text) or _what_if(scene, text) or _ask(scene, text)
    return _beside(scene, decision, text=text, inbound=inbound)


def _wished(scene: Scene, text: str) -> Decision | None:
    """What is wished of the desk itself in words that are no command."""
    seat, offered = scene.conversation.seat, scene.conversation.offered
    if reception.is_asked_to_withdraw(scene) and consent(text) is False:
        return handoff.pending(scene)
    alone = seat is None and (scene.ticket is not None or not scene.conversation.entry or handoff.again(scene) in offered)
    waits, shown = scene.ticket is not None and seat is None, faq_turn.was_shown(offered)
    is_choice = names_choice(scene, Said(text=text))
    wished = "" if is_choice else wishes.wish(text, alone=alone, ticket=waits, answered=shown)
    match wished:
        case "":
            return None
        case "keep" if scene.ticket is None:
            return handoff.ask_for_human(scene) if handoff.again(scene) in offered else None
        case "foreign" if scene.knowledge.matcher.manner(text) in solace.GRAVE:
            return None
        case "human" if scene.ticket and wishes.by_phone(text):
            return flow_turn.beside(scene, say(scene, scene.voice.text("noted_for_ticket")))
        case "human":
            return handoff.ask_for_human(_asked(scene, text))
        case "withdraw" if scene.ticket is None and seat:
            return _cancel(scene)
        case "withdraw":
            return handoff.withdraw(scene)
        case _:
            return flow_turn.beside(scene, reception.answer(_asked(scene, text) if wished == wishes.FOREIGN else scene, wished))


def _asked(scene: Scene, text: str) -> Scene:
    """What a counselor reads first: the question before, unless there is none; and that the person wishes to be called."""
    asked = scene.conversation.question
    return _about(scene, f"{asked} / {text}" if asked and wishes.by_phone(text) else asked or text)


def _about(scene: Scene, question: str) -> Scene:
    return replace(scene, conversation=replace(scene.conversation, question=question))


def _cried(scene: Scene, text: str) -> Decision | None:
    """What is said to somebody who is hurt: inside a flow before anything is taken for an answer, and for a while after that."""
    inside = scene.conversation.seat is not None
    manner = solace.said_inside(scene, text) if inside else ""
    if manner in solace.GRAVE:
        return flow_turn.beside(scene, manner_turn.reply(scene, manner))
    if not inside and not solace.is_near(scene) and (whole := solace.said_in_halves(scene, text)):
        return manner_turn.reply(_about(scene, whole), scene.knowledge.matcher.manner(whole))
    if solace.is_near(scene) and (manner or not inside):
        stayed = solace.stay(scene, text, faq_turn.read(scene, text))
        return flow_turn.beside(scene, stayed) if stayed else None
    return None


def _answered(scene: Scene, text: str, inbound: Inbound) -> Decision:
    """What is written inside a flow: an answer, or something else that counselors see."""
    decision = flow_turn.reply(scene, text)
    if decision.conversation.seat != scene.conversation.seat and not _is_missed(scene, decision):
        return solace.turned(scene, decision)
    if solace.is_near(scene):
        stayed = solace.stay(scene, text, faq_turn.read(scene, text))
        decision = flow_turn.beside(scene, stayed) if stayed else solace.turned(scene, decision)
    return _beside(scene, decision, text=text, inbound=inbound)


def _is_missed(scene: Scene, decision: Decision) -> bool:
    before, after = scene.conversation.seat, decision.conversation.seat
    return before is not None and after is not None and after.misses > before.misses


def _to_titles(scene: Scene, text: str) -> Decision | None:
    """A yes or a no to the titles that were offered last: one of them, none of them, or the question which."""
    offered, agreed = scene.conversation.offered, consent(text)
    titles = [option for option in offered if option.payload.startswith("entry:")]
    if agreed is None or not titles or faq_turn.NONE_FITS not in {option.payload for option in offered}:
        return None
    if not agreed:
        return faq_turn.not_useful(scene, "")
    if len(offered) == 2:
        return faq_turn.show(scene, titles[0].payload.removeprefix("entry:"), chosen=True)
    return say(scene, scene.voice.offer("which_one", offered))


def _what_if(scene: Scene, text: str) -> Decision | None:
    """Another value after the result of a flow ("300만원이면요?", "아니 5명이에요"): the answers are shown, each to be changed."""
    finished, value = scene.conversation.finished, supposed(text) or (recalled(text) if faq_turn.about_result(scene) else "")
    if finished is None or finished.flow not in scene.knowledge.flows or not value:
        return None
    return flow_turn.what_if(scene, value)


def _ask(scene: Scene, text: str) -> Decision:
    verdict = faq_turn.read(scene, text)
    if solace.is_near(scene) and verdict.manner not in solace.SAFETY:
        return solace.warmly(scene, verdict, _reply(solace.past(scene), verdict, text))
    return _reply(scene, verdict, text)


def _reply(scene: Scene, verdict: Verdict, text: str) -> Decision:
    """The reply to what the matcher made of a text."""
    if told := flow_turn.said_in_result(scene, verdict, text) or faq_turn.said_before(scene, verdict, text):
        return told
    if scene.ticket and not _is_plain(verdict, text) and not wishes.is_foreign(text):
        return faq_turn.noted(scene, verdict, asked=wishes.is_question(text))
    if verdict.manner == "home":
        return _home(scene)
    if verdict.manner == "ticket_status" or (verdict.manner == "ticket_withdraw" and not scene.ticket):
        return handoff.pending(scene)
    if verdict.manner == "ticket_withdraw":
        return reception.ask_to_withdraw(scene)
    if verdict.decision is Ruling.NONE and not (verdict.manner or verdict.repaired) and wishes.is_foreign(text):
        return reception.foreign(_about(scene, text))
    flow = faq_turn.flow_of(verdict)
    if flow in scene.knowledge.flows:
        near = faq_turn.beside_flow(scene, verdict)
        return flow_turn.begin(scene, flow, instead=faq_turn.instead_of_flow(scene, verdict), entry=near, opening=text)
    meaning = "" if verdict.decision is Ruling.ANSWER else scene.knowledge.flows.explain(text)
    if not meaning:
        return faq_turn.reply(scene, verdict)
    # A term of the glossary is explained outside a flow as well, and what is near is offered below.
    further = faq_turn.reply(scene, verdict).effects if verdict.decision is Ruling.SUGGEST else ()
    told = say(scene, Text(text=meaning))
    return replace(told, effects=(*told.effects, *further))


def _is_plain(verdict: Verdict, text: str) -> bool:
    """Whether somebody who waits for a counselor means us: a question that is surely known, or what is said to the bot itself.

    A name, a number or what has happened is for the counselor.
    """
    asked = wishes.is_question(text)
    if verdict.manner:
        return asked or manner_turn.is_to_us(verdict.manner)
    return verdict.decision is Ruling.ANSWER and (asked or verdict.confidence >= EXACT)


def _beside(scene: Scene, decision: Decision, *, text: str = "", inbound: Inbound | None = None) -> Decision:
    """While a ticket waits, counselors see what else the person writes."""
    if scene.ticket is None or inbound is None:
        return decision
    return replace(decision, effects=(*decision.effects, *handoff.staff_line(scene, inbound, text)))


def _welcome(scene: Scene) -> Decision:
    if scene.conversation.holder is Holder.COUNSELOR:
        return handoff.ask_for_human(scene)
    return say(scene, scene.voice.text("welcome"), _menu(scene))


def _home(scene: Scene) -> Decision:
    return say(replace(scene, conversation=replace(scene.conversation, seat=None, finished=None, misses=0, distress=None)), _menu(scene))


def _menu(scene: Scene) -> Part:
    known = scene.knowledge
    shown = tuple(option for option in scene.voice.menu if faq_turn.is_known(known, option.payload))
    return scene.voice.offer("menu", (*shown, scene.voice.button("human", "word:human")))


def _cancel(scene: Scene) -> Decision:
    """A flow is left, and what was answered stays at hand to go on with; where none is under way, a ticket may be meant."""
    seat = scene.conversation.seat
    if seat:
        left = replace(scene, conversation=replace(scene.conversation, seat=None, finished=seat if seat.answers else None))
        stays = [scene.voice.offer("ticket_stays", (scene.voice.button("withdraw", reception.DROP),))] if scene.ticket else []
        further = (scene.voice.button("go_on", "word:go_on"), scene.voice.button("home", "word:home"))
        told = scene.voice.offer("cancelled_midway", further) if seat.answers else scene.voice.text("cancelled")
        return say(left, told, *stays)
    if reception.is_asked_to_withdraw(scene):
        return handoff.withdraw(scene)
    return reception.ask_to_withdraw(scene) if scene.ticket else say(scene, scene.voice.text("nothing_to_leave"))


def _my_data(scene: Scene) -> Part:
    nothing = scene.voice.say("nothing_open")
    ticket = scene.ticket.number if scene.ticket else nothing
    flow = scene.knowledge.flows.title(scene.conversation.seat.flow) if scene.conversation.seat else ""
    titles = reminders.titles(scene) or nothing
    return scene.voice.offer("my_data", (reception.erasure(scene),), ticket=ticket, flow=flow or nothing, reminders=titles)
