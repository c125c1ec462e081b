"""What an edit may do to content, and what keeps it from going live."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.content_cache import Files, fold
from bot.content_files import Problem, read_folder
from bot.gate import Gate
from bot.sources import ROOMS, Sources
from tests.bot.small_content import EXAMPLES, FAQ, FILES, FLOW, GLOSSARY, RATES, SECOND, WORDS, write_content

TODAY, NEXT_YEAR = date(2026, 11, 25), date(2027, 6, 30)
Changes = dict[str, str | bytes | None]


@dataclass(slots=True)
class Guarded:
    """A folder whose content is live, and the day."""

    folder: Path
    today: date = TODAY
    seconds: float = 60.0
    live: Changes = field(default_factory=dict)
    gate: Gate = field(init=False)

    def __post_init__(self) -> None:
        sources = write_content(self.folder, self.live)
        self.gate = Gate(sources, lambda: self.today, seconds=self.seconds)
        self.gate.keep(fold(files_of(sources)))

    def edit(self, changes: Changes) -> tuple[Problem, ...]:
        """What keeps this edit away."""
        return self.gate.faults(files_of(write_content(self.folder, {**self.live, **changes})))


def files_of(sources: Sources) -> Files:
    return {room: read_folder(sources.folders[room]) for room in ROOMS}


@pytest.fixture
def guarded(tmp_path: Path) -> Guarded:
    return Guarded(tmp_path)


DEAD_END = FLOW.replace("- {go: kind}", "- {when: {members: {less_than: 9}}, go: kind}")
#: File, what is taken out, what is put in, the sentence, the file it is about, and text on its line.
REFUSED = [
    ("faq/members.yaml", "flow:small", "flow:none", "unknown_next", "faq/members.yaml", "flow:none"),
    ("faq/members.yaml", "{minimum-wage}", "{minimum-wag}", "unknown_rate", "faq/members.yaml", "answer:"),
    ("faq/members.yaml", "id: members-min", "id: renamed", "unknown_next", "flows/small.yaml", "next: [members-min]"),
    ("flows/small.yaml", "go: few}", "go: fwe}", "unknown_target", "flows/small.yaml", "go: fwe"),
    ("flows/small.yaml", "{kind: earn}", "{knid: earn}", "unknown_name", "flows/small.yaml", "knid"),
    ("flows/small.yaml", "{members}으로", "{memebrs}으로", "unknown_placeholder", "flows/small.yaml", "memebrs"),
    ("flows/small.yaml", "use: share-limit", "use: none", "unknown_calculator", "flows/small.yaml", "use: none"),
    ("flows/small.yaml", "go: few}", "go: kind}", "unreachable_result", "flows/small.yaml", "id: few"),
    ("flows/small.yaml", FLOW, DEAD_END, "dead_end", "flows/small.yaml", "next:"),
    ("flows/small.yaml", "}으로는", "}이면", "example_not_said", "flows/small.examples.yaml", "name: 모자라다"),
    ("flows/small.examples.yaml", "네 명", "몇 명", "example_refused", "flows/small.examples.yaml", "name: 모자라다"),
    ("flows/glossary.yaml", "term: 조합원", "term: 조합", "unknown_placeholder", "flows/small.yaml", "{조합원}"),
    ("flows/rates/rates.yaml", "id: minimum-wage", "id: wage", "unknown_rate", "faq/members.yaml", "answer:"),
    ("bot/words.yaml", "entry:members-min", "entry:none", "unknown_menu_target", "bot/words.yaml", "entry:none"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "told", "line"), REFUSED, ids=[f"{row[3]} {row[0]}" for row in REFUSED])
def test_what_an_edit_breaks_is_told_with_its_place(
    guarded: Guarded, file: str, old: str, new: str, code: str, told: str, line: str
) -> None:
    texts = {**FILES, file: FILES[file].replace(old, new)}
    assert texts != FILES
    places = {problem.position for problem in guarded.edit({file: texts[file]}) if problem.code == code and told.endswith(problem.file)}
    assert any(line in texts[told].splitlines()[place.line - 1] and place.column > 1 for place in places), places


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"faq/members.yaml": FAQ.replace("넷이면 안 되나요 궁금해요", "오늘 날씨 어때요")}, id="a hint"),
        pytest.param({"faq/members.yaml": FAQ + SECOND}, id="another entry"),
        pytest.param({"flows/small.yaml": FLOW.replace("벌기", "벌이")}, id="another label that examples do not say"),
        pytest.param({"flows/rates/rates.yaml": RATES.replace("until: 2026-12-31, ", "")}, id="a number that goes on"),
        pytest.param({"flows/glossary.yaml": GLOSSARY + "  - {term: 총회, means: 모두 모여요.}\n"}, id="another term"),
        pytest.param({"bot/words.yaml": WORDS.replace("취소", "그만")}, id="another word"),
    ],
)
def test_a_good_edit_passes(guarded: Guarded, changes: Changes) -> None:
    if "flows/small.yaml" in changes:
        changes = {**changes, "flows/small.examples.yaml": EXAMPLES.replace("벌기", "벌이")}
    assert guarded.edit(changes) == ()


def test_what_the_day_did_is_no_fault_of_the_edit(guarded: Guarded) -> None:
    guarded.today = NEXT_YEAR
    answer = FAQ.replace("다섯 명부터예요", "다섯 명이면 돼요")
    assert guarded.edit({"faq/members.yaml": answer, "flows/small.yaml": FLOW.replace("갈라져요.", "여기서 갈라져요.")}) == ()
    assert [problem.code for problem in guarded.edit({"faq/members.yaml": answer.replace("flow:small", "flow:none")})] == ["unknown_next"]


def test_what_was_broken_before_may_stay_or_be_mended(tmp_path: Path) -> None:
    broken = FAQ.replace("flow:small", "flow:none")
    guarded = Guarded(tmp_path, live={"faq/members.yaml": broken})
    assert guarded.edit({"faq/members.yaml": "\n" + broken + SECOND}) == ()
    assert guarded.edit({"faq/members.yaml": FAQ}) == ()
    found = guarded.edit({"faq/members.yaml": broken + SECOND + "    next: [second]\n"})
    assert [problem.code for problem in found] == ["next_is_itself"]


def test_what_moves_to_another_file_is_not_new(tmp_path: Path) -> None:
    expired = SECOND.replace("2027-05-31", "2026-11-23")
    guarded = Guarded(tmp_path, live={"faq/members.yaml": FAQ + expired})
    assert guarded.edit({"faq/members.yaml": FAQ, "faq/others.yaml": "topic: other\nentries:\n" + expired}) == ()


def test_the_edited_file_is_told_first(guarded: Guarded) -> None:
    found = guarded.edit({"faq/members.yaml": FAQ.replace("id: members-min", "id: zzz").replace("flow:small", "flow:none")})
    assert found[0].file == "members.yaml"
    assert {problem.file for problem in found} == {"members.yaml", "small.yaml", "words.yaml"}


@pytest.mark.parametrize(
    ("file", "text", "left"),
    [
        pytest.param("flows/small.yaml", DEAD_END, True, id="its own file"),
        pytest.param("flows/small.examples.yaml", EXAMPLES.replace("넉넉하다", "넉넉해요"), True, id="its examples"),
        pytest.param("flows/rates/rates.yaml", RATES.replace("고시", "다른 고시"), True, id="a number"),
        pytest.param("flows/glossary.yaml", GLOSSARY.replace("사람", "이"), True, id="a term"),
        pytest.param("faq/members.yaml", FAQ + SECOND, False, id="an answer"),
        pytest.param("bot/words.yaml", WORDS.replace("취소", "그만"), False, id="a word"),
        pytest.param("flows/small.yaml", FLOW + "# 덧붙인 말\n", False, id="a comment"),
    ],
)
def test_only_flows_that_an_edit_touches_are_walked_and_only_while_there_is_time(tmp_path: Path, file: str, text: str, left: bool) -> None:
    guarded = Guarded(tmp_path, seconds=0.0)
    with capture_logs() as logs:
        assert guarded.edit({file: text}) == ()
    assert [line["flows"] for line in logs if line["event"] == "content_not_walked"] == ([("small",)] if left else [])


def test_an_edit_that_the_check_cannot_get_through_is_refused(guarded: Guarded) -> None:
    days: list[date | None] = [None, TODAY]
    guarded.gate = Gate(write_content(guarded.folder), lambda: days.pop(0) or date(0, 0, 0))
    guarded.gate.keep(fold(files_of(write_content(guarded.folder))))
    (fault,) = guarded.edit({"faq/members.yaml": FAQ + SECOND})
    assert (fault.code, fault.file, fault.details) == ("check_broke_off", "members.yaml", {"reason": "ValueError"})


def test_a_check_that_gets_through_nothing_keeps_nothing_away(guarded: Guarded) -> None:
    guarded.gate = Gate(write_content(guarded.folder), lambda: date(0, 0, 0))
    guarded.gate.keep(fold(files_of(write_content(guarded.folder))))
    assert guarded.edit({"faq/members.yaml": FAQ + SECOND}) == ()
