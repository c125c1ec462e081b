"""What a counselor can do: every command in every state, who is told, and what is refused in which words."""

from dataclasses import replace

import pytest

from bot.commands import Claim, Close, Command, Hold, Note, Refusal, Release, Reply, Resume, Transfer, decide, refusal_text
from bot.scene import Counselor, Decision, Scene
from desk.conversation import Seat
from desk.effects import Audit, ChangeTicket, ClearTimer, Log, Say, StaffNews, TellStaff
from desk.messages import Author, Text
from desk.privacy import MASK
from desk.ticket import Refused, TicketState
from tests.bot.scenes import BOSS, KIM, LEE, labels, only, scene, ticket, with_ticket, words

ID = ticket().id
S = TicketState
CLAIMED = with_ticket(S.CLAIMED, KIM)


def done(command: Command, before: Scene = CLAIMED, who: Counselor = KIM, *, here: bool = False) -> Decision:
    decision = decide(command, who, before, here=here)
    assert isinstance(decision, Decision)
    return decision


def refused(command: Command, before: Scene = CLAIMED, who: Counselor = LEE) -> str:
    refusal = decide(command, who, before)
    assert isinstance(refusal, Refusal)
    return refusal_text(before, refusal)


def told_staff(decision: Decision) -> str:
    return "\n".join(str(effect.part) for effect in only(decision, TellStaff))


def news(decision: Decision) -> list[StaffNews]:
    return [effect.news for effect in only(decision, TellStaff)]


@pytest.mark.parametrize(
    ("command", "before", "state", "held"),
    [
        pytest.param(Claim(ticket=ID), with_ticket(), S.CLAIMED, True, id="claim"),
        pytest.param(Claim(ticket=ID), with_ticket(S.REOPENED), S.CLAIMED, True, id="claim again"),
        pytest.param(Reply(ticket=ID, text="네"), CLAIMED, S.ANSWERED, True, id="reply"),
        pytest.param(Hold(ticket=ID), CLAIMED, S.ON_HOLD, True, id="hold"),
        pytest.param(Resume(ticket=ID), with_ticket(S.ON_HOLD, KIM), S.CLAIMED, True, id="resume"),
        pytest.param(Transfer(ticket=ID, to=LEE), CLAIMED, S.CLAIMED, True, id="transfer"),
        pytest.param(Release(ticket=ID), CLAIMED, S.WAITING, False, id="release"),
        pytest.param(Close(ticket=ID), CLAIMED, S.CLOSED, False, id="close"),
        pytest.param(Close(ticket=ID), with_ticket(), S.CLOSED, False, id="close what nobody took"),
    ],
)
def test_a_command_moves_the_ticket_and_is_written_down(command: Command, before: Scene, state: TicketState, held: bool) -> None:
    decision = done(command, before)
    (change,) = only(decision, ChangeTicket)
    assert change.before == before.ticket
    assert change.after.state is state
    assert change.actor == KIM.id
    assert decision.conversation.held is held
    (audit,) = only(decision, Audit)
    assert (audit.actor, audit.action, audit.subject) == (KIM.id, change.event, ID)
    assert StaffNews.CARD in news(decision)


@pytest.mark.parametrize(
    ("command", "before", "said"),
    [
        (Claim(ticket=ID), with_ticket(), "김상담 상담원이 질문을 보고 있어요"),
        (Transfer(ticket=ID, to=LEE), CLAIMED, "이제 이상담 상담원이 이어서"),
        (Release(ticket=ID), CLAIMED, "담당자가 바뀌게"),
        (Close(ticket=ID), CLAIMED, "상담을 마쳤어요"),
        (Reply(ticket=ID, text=" 정관부터 보세요 "), CLAIMED, "정관부터 보세요"),
        (Hold(ticket=ID), CLAIMED, ""),
        (Resume(ticket=ID), with_ticket(S.ON_HOLD, KIM), ""),
        (Note(ticket=ID, text="급한 분"), CLAIMED, ""),
    ],
)
def test_what_the_person_is_told(command: Command, before: Scene, said: str) -> None:
    assert words(done(command, before)).startswith(said) if said else not words(done(command, before))


def test_a_reply_is_the_counselors_own_words() -> None:
    (said,) = only(done(Reply(ticket=ID, text="네")), Say)
    assert (said.author, said.by, said.ticket) == (Author.COUNSELOR, KIM.id, ID)


def test_a_reply_from_the_console_is_shown_in_the_topic_and_one_from_there_is_not() -> None:
    assert "[김상담 → 문의자] 네" in told_staff(done(Reply(ticket=ID, text="네")))
    assert StaffNews.LINE not in news(done(Reply(ticket=ID, text="네"), here=True))


def test_a_note_stays_inside() -> None:
    decision = done(Note(ticket=ID, text="급한 분"))
    (log,) = only(decision, Log)
    assert (log.author, log.parts) == (Author.NOTE, (Text(text="급한 분"),))
    assert not only(decision, Say)
    assert not only(decision, ChangeTicket)
    assert not only(done(Note(ticket=ID, text="급한 분"), here=True), TellStaff)


@pytest.mark.parametrize("command", [Reply(ticket=ID, text="900101-1234567"), Note(ticket=ID, text="900101-1234567")])
def test_a_counselor_cannot_store_a_resident_number_either(command: Command) -> None:
    decision = done(command)
    assert MASK in str(decision.effects)
    assert "900101" not in str(decision.effects)


def test_a_claim_takes_the_person_out_of_a_flow() -> None:
    before = with_ticket()
    seated = replace(before, conversation=replace(before.conversation, seat=Seat(flow="find-type")))
    assert done(Claim(ticket=ID), seated).conversation.seat is None


def test_a_closed_ticket_can_be_asked_about_again() -> None:
    decision = done(Close(ticket=ID))
    assert (decision.conversation.ticket, decision.conversation.closed) == (None, ID)
    assert labels(decision) == ["해결됐어요", "더 물어볼게요"]
    assert news(decision)[-1] is StaffNews.SHUT


@pytest.mark.parametrize(("command", "cleared"), [(Reply(ticket=ID, text="네"), 1), (Close(ticket=ID), 1), (Hold(ticket=ID), 0)])
def test_an_answer_keeps_the_promise(command: Command, cleared: int) -> None:
    assert len(only(done(command), ClearTimer)) == cleared


def test_a_supervisor_may_act_for_the_owner() -> None:
    (change,) = only(done(Close(ticket=ID), who=BOSS), ChangeTicket)
    assert change.after.state is S.CLOSED


@pytest.mark.parametrize(
    ("command", "before", "said"),
    [
        pytest.param(Claim(ticket=ID), CLAIMED, "김상담 상담원이 이미 맡았어요", id="taken"),
        pytest.param(Claim(ticket=ID), replace(CLAIMED, owner=None), "다른 상담원이 이미", id="taken by nobody we know"),
        pytest.param(Reply(ticket=ID, text="네"), CLAIMED, "김상담 상담원이 맡고 있어요", id="a colleague's"),
        pytest.param(Reply(ticket=ID, text="네"), with_ticket(), "아직 아무도 맡지 않은", id="nobody's"),
        pytest.param(Resume(ticket=ID), CLAIMED, "지금 상태(상담 중)", id="not on hold"),
        pytest.param(Claim(ticket=ID), with_ticket(S.CLOSED), "지금 상태(마침)", id="over"),
        pytest.param(Claim(ticket=ID), with_ticket(S.WITHDRAWN), "지금 상태(거둠)", id="withdrawn"),
        pytest.param(Reply(ticket=ID, text="  \n"), CLAIMED, "비어 있어요", id="an empty reply"),
        pytest.param(Note(ticket=ID, text=""), CLAIMED, "비어 있어요", id="an empty note"),
        pytest.param(Claim(ticket=ID), scene(), "찾을 수 없어요", id="no ticket"),
    ],
)
def test_a_refusal_says_why(command: Command, before: Scene, said: str) -> None:
    assert said in refused(command, before)


def test_a_refusal_without_a_better_word() -> None:
    assert refusal_text(CLAIMED, Refusal(reason=Refused.NOT_YOURS)) == "이 일은 할 수 없어요."
