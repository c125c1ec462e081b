"""What the FAQ replies: an answer with its basis, up to three guesses, or the honest word that nothing was found. Pure."""

import re
from collections.abc import Collection, Container, Sequence
from dataclasses import replace

from bot import manner_turn
from bot.scene import Decision, Knowledge, Scene, say
from desk.effects import Effect, NoteUnanswered, NoteUse, Say
from desk.messages import WORD, Card, Choice, Part
from desk.privacy import mask_contacts
from faq.hangul import AGAIN
from faq.policy import EXACT, VAGUE
from faq.quoting import quoted
from faq.schema import Entry
from faq.verdict import SURE, Verdict
from faq.verdict import Decision as Ruling
from flows.rates import RateError

_RATE = re.compile(r"\{([a-z0-9-]+(?:@[0-9-]+)?)\}")
#: Mark of a flow among the ids of the matcher.
FLOW = "flow:"
#: The button below titles that says that none of them is meant.
NONE_FITS = "useless:"
#: How many questions of one message are answered at once, and how many buttons lead on to the others.
MAX_PARTS, MAX_MORE = 3, 4
#: From this confidence on an entry was near enough that a stranger's reply may be a misreading.
NEAR = 0.1


def read(scene: Scene, text: str) -> Verdict:
    """What the matcher makes of a message, given what was answered last."""
    context = scene.conversation.entry or about_result(scene)
    before = scene.knowledge.entries.get(context)
    return scene.knowledge.matcher.match(text, context=context, linked=before.next if before else ())


def about_result(scene: Scene) -> str:
    """The id under which the matcher knows the flow whose result was the last thing said, or nothing."""
    finished = scene.conversation.finished
    shown = any(option.payload == f"{WORD}:review" for option in scene.conversation.offered)
    return f"{FLOW}{finished.flow}" if finished and shown and scene.conversation.seat is None else ""


def flow_of(verdict: Verdict) -> str:
    """The flow that is plainly asked for and nothing else, or an empty text."""
    entry = "" if verdict.parts else verdict.entry or ""
    return entry.removeprefix(FLOW) if verdict.decision is Ruling.ANSWER and entry.startswith(FLOW) and not verdict.manner else ""


def beside_flow(scene: Scene, verdict: Verdict) -> str:
    """The entry next to a flow that was found, or an empty text."""
    return next((hit.id for hit in verdict.hits[1:3] if hit.id in scene.knowledge.entries), "")


def instead_of_flow(scene: Scene, verdict: Verdict) -> Choice | None:
    """A button to the entry next to a flow; None where the flow was asked for word for word, or nothing is near."""
    return None if verdict.confidence >= EXACT else offer(scene.knowledge, beside_flow(scene, verdict))


def reply(scene: Scene, verdict: Verdict) -> Decision:
    """The reply to a free question."""
    scene = replace(scene, conversation=replace(scene.conversation, question=verdict.question))
    if verdict.manner:
        return manner_turn.reply(scene, verdict.manner, near=bool(verdict.hits) and verdict.hits[0].confidence >= NEAR)
    if verdict.parts and (several := _several(scene, verdict.parts)):
        return several
    if verdict.decision is Ruling.ANSWER and verdict.entry in scene.knowledge.entries:
        return show(scene, str(verdict.entry), repaired=verdict.repaired)
    if verdict.decision is Ruling.SUGGEST and verdict.hits:
        return _suggest(scene, verdict)
    return _nothing(scene, verdict)


def said_before(scene: Scene, verdict: Verdict, asked: str) -> Decision | None:
    """The sentences of the answer just given that a short follow-up asks for, and where it leads on; None for any other message."""
    entry = scene.knowledge.entries.get(scene.conversation.entry)
    if entry is None:
        return None
    past = f"{scene.voice.say('past_entry')}\n\n" if entry.past else ""
    card = Card(title=entry.title, text=answer_text(scene, entry), basis=entry.law, as_of=entry.as_of.isoformat())
    # Inside a flow it is the case of the person that is spoken of, not the card.
    plainly = scene.conversation.seat is not None
    told = quote(scene, verdict, asked, card, entry.next, urgent=entry.urgent, before=past, plainly=plainly)
    return replace(told, effects=(*told.effects, NoteUse(entry=entry.id, use="answered"))) if told else None


def quote(
    scene: Scene,
    verdict: Verdict,
    asked: str,
    card: Card,
    leads: Sequence[str],
    *,
    urgent: bool,
    before: str = "",
    last: tuple[Choice, ...] = (),
    plainly: bool = False,
    once: bool = False,
) -> Decision | None:
    """The card with those of its sentences alone that are asked for (see `quoted`).

    `leads` are what the card offers, `last` stands below it all.
    """
    # A cry for help, a call for a human, thanks: what is said to the bot itself asks nothing of an answer.
    if scene.ticket or verdict.manner not in {"", VAGUE} or _stands_alone(verdict, leads, asked):
        return None
    lines = quoted(card.text, asked, scene.knowledge.matcher.ranker.lexicon.terms, plainly=plainly, once=once)
    if not lines:
        return None
    targets = dict.fromkeys((*(hit.id for hit in verdict.hits[:1]), *leads))
    further = [option for target in targets if (option := offer(scene.knowledge, target))]
    human = scene.voice.button("human", "word:human")
    text = before + scene.voice.say("said_before", lines="\n".join(f"· {line}" for line in lines))
    options = (human, *further[:2]) if urgent else (*further[:3], human)
    said = replace(card, text=text, options=(*options, *last))
    return Decision(conversation=replace(scene.conversation, misses=0), effects=(Say(parts=(said,)),))


def _stands_alone(verdict: Verdict, leads: Collection[str], asked: str) -> bool:
    """Whether a message has an answer of its own: not where it says that it follows and neither it nor a button is sure."""
    follows = asked.rstrip(" ?!.~").endswith(AGAIN) and not verdict.parts
    return verdict.decision is Ruling.ANSWER and (not follows or verdict.confidence > SURE or verdict.entry in leads)


def show(scene: Scene, entry_id: str, *, chosen: bool = False, repaired: str | None = None) -> Decision:
    """An entry as a card."""
    entry = scene.knowledge.entries.get(entry_id)
    if entry is None:
        return say(scene, scene.voice.text("stale_button"))
    conversation = replace(scene.conversation, entry=entry_id, misses=0)
    use = NoteUse(entry=entry_id, use="taken" if chosen else "answered")
    card = _card(scene, entry, repaired=repaired, options=_options(scene, entry))
    return Decision(conversation=conversation, effects=(Say(parts=(card,)), use))


def _several(scene: Scene, asked: Sequence[Verdict]) -> Decision | None:
    """Each question that is clear is answered, and where a flow looks at the case, or several entries may be meant, buttons lead on."""
    known = scene.knowledge.entries
    clear = {entry: part for part in asked if part.decision is Ruling.ANSWER and (entry := _entry_of(part, known))}
    entries = [known[entry] for entry in list(clear)[:MAX_PARTS]]
    rest = [part.entry or "" for part in asked if flow_of(part)] + list(clear)[MAX_PARTS:]
    vague = [part for part in asked if part.decision is Ruling.SUGGEST]
    rest += [hit.id for part in vague for hit in part.hits[:2] if hit.id not in clear]
    more = [option for target in dict.fromkeys(rest) if (option := offer(scene.knowledge, target))][:MAX_MORE]
    if not entries and not more:
        return None
    human = scene.voice.button("human", "word:human")
    cards = [_card(scene, entry, repaired=None, options=()) for entry in entries]
    if more:
        last: Part = scene.voice.offer("several_more", (*more, human))
    else:
        last = replace(cards.pop(), options=(human,))
    notes = [NoteUse(entry=entry.id, use="answered") for entry in entries]
    said = Say(parts=(*([scene.voice.text("several_questions")] if entries else []), *cards, last))
    unsure = [_unanswered(scene, "suggest", tuple(hit.id for hit in part.hits[:3]), asked=part.question) for part in vague]
    conversation = replace(scene.conversation, entry=entries[-1].id if entries else "", misses=0)
    return Decision(conversation=conversation, effects=(said, *notes, *unsure))


def _entry_of(part: Verdict, known: Container[str]) -> str:
    """The entry that answers one of several questions: beside a flow the nearest one."""
    near = [hit.id for hit in part.hits[:3]] if flow_of(part) else [part.entry or ""]
    return next((entry for entry in near if entry in known), "")


def answer_text(scene: Scene, entry: Entry) -> str:
    """The answer with the numbers in force today. A number that no rate covers makes the sentence say so instead of guessing."""

    def value(match: re.Match[str]) -> str:
        try:
            return scene.knowledge.flows.rates.text(match.group(1), scene.today)
        except RateError:
            return scene.voice.say("rate_unknown")

    return _RATE.sub(value, entry.answer).strip()


def _card(scene: Scene, entry: Entry, *, repaired: str | None, options: tuple[Choice, ...]) -> Card:
    lines = [scene.voice.say("understood", text=repaired)] if repaired else []
    lines += [scene.voice.say("past_entry")] if entry.past else []
    lines.append(answer_text(scene, entry))
    if entry.handoff:
        lines.append(entry.handoff)
    return Card(title=entry.title, text="\n\n".join(lines), basis=entry.law, as_of=entry.as_of.isoformat(), options=options)


def _options(scene: Scene, entry: Entry) -> tuple[Choice, ...]:
    further = [option for target in entry.next if (option := offer(scene.knowledge, target))]
    human = scene.voice.button("human", "word:human")
    other = scene.voice.button("other", f"useless:{entry.id}")
    return (human, *further[:2], other) if entry.urgent else (*further[:3], other, human)


def offer(knowledge: Knowledge, target: str) -> Choice | None:
    """A button for an entry id or `flow:<id>`, or None when there is no such thing."""
    if target.startswith(FLOW):
        flow = target.removeprefix(FLOW)
        return Choice(label=knowledge.flows.title(flow), payload=target) if flow in knowledge.flows else None
    entry = knowledge.entries.get(target.removeprefix("entry:"))
    return Choice(label=entry.title, payload=f"entry:{entry.id}") if entry else None


def was_shown(offered: Collection[Choice]) -> bool:
    """Whether these buttons stand below an answer."""
    return any(option.payload.startswith(NONE_FITS) and option.payload != NONE_FITS for option in offered)


def is_known(knowledge: Knowledge, payload: str) -> bool:
    """Whether a menu line leads anywhere."""
    return offer(knowledge, payload) is not None


def _suggest(scene: Scene, verdict: Verdict) -> Decision:
    hits = [hit.id for hit in verdict.hits[:3]]
    options = tuple(option for hit in hits if (option := offer(scene.knowledge, hit)))
    none_fits = scene.voice.button("none_fits", NONE_FITS)
    part = scene.voice.offer("did_you_mean", (*options, none_fits))
    return Decision(conversation=scene.conversation, effects=(Say(parts=(part,)), _unanswered(scene, "suggest", tuple(hits))))


def _nothing(scene: Scene, verdict: Verdict) -> Decision:
    misses = scene.conversation.misses + 1
    conversation = replace(scene.conversation, misses=misses)
    # Only where the human is asked about does a yes mean that.
    human = scene.voice.button("human", "word:human" if misses == 1 else "yes:human")
    home = scene.voice.button("home", "word:home")
    part: Part = scene.voice.offer("rephrase" if misses == 1 else "give_up", (human, home))
    offered = tuple(hit.id for hit in verdict.hits[:3])
    return Decision(conversation=conversation, effects=(Say(parts=(part,)), _unanswered(scene, "none", offered)))


def noted(scene: Scene, verdict: Verdict, *, asked: bool) -> Decision:
    """What is written while a ticket waits goes to the counselor; below a question the titles that may be meant are offered as well."""
    pending, home = scene.voice.button("pending", "word:pending"), scene.voice.button("home", "word:home")
    told = say(scene, scene.voice.offer("noted_for_ticket", (pending, home)))
    if not asked:
        return told
    scene = replace(scene, conversation=replace(scene.conversation, question=verdict.question))
    if verdict.decision is not Ruling.SUGGEST or not verdict.hits:
        return replace(told, effects=(*told.effects, _unanswered(scene, "none", tuple(hit.id for hit in verdict.hits[:3]))))
    titles = _suggest(scene, verdict)
    return replace(titles, effects=(Say(parts=(scene.voice.text("noted_for_ticket"),)), *titles.effects))


def _unanswered(scene: Scene, decision: str, offered: tuple[str, ...], *, asked: str = "") -> Effect:
    return NoteUnanswered(question=mask_contacts(asked or scene.conversation.question), decision=decision, offered=offered)


def not_useful(scene: Scene, entry_id: str) -> Decision:
    """The person says that this was not the question."""
    options = (scene.voice.button("human", "word:human"), scene.voice.button("home", "word:home"))
    effects: list[Effect] = [Say(parts=(scene.voice.offer("other_question", options),))]
    if entry_id in scene.knowledge.entries:
        effects += [NoteUse(entry=entry_id, use="useless")]
    effects.append(_unanswered(scene, "useless", (entry_id,) if entry_id else ()))
    return Decision(conversation=replace(scene.conversation, misses=1), effects=tuple(effects))


def useful(scene: Scene, entry_id: str) -> Decision:
    """The person says thanks with a button."""
    said = say(scene, scene.voice.text("thanks_for_use"))
    known = entry_id in scene.knowledge.entries
    return replace(said, effects=(*said.effects, NoteUse(entry=entry_id, use="useful"))) if known else said
