"""All content becomes one knowledge, in whole or not at all."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.knowledge import BrokenContent, Loader, askable
from faq.verdict import Decision
from tests.bot.small_content import FAQ, HOURS, WORDS, write_content


def load(folder: Path, changes: dict[str, str | bytes | None] | None = None, *, cache: Path | None = None):
    return Loader(write_content(folder, changes), cache).load()


def test_everything_is_there(tmp_path: Path) -> None:
    known = load(tmp_path, {"bot/hours.yaml": HOURS + "answer_within_hours: 2\n"})
    assert set(known.entries) == {"members-min"}
    assert "small" in known.flows
    assert known.voice.word(" 처음 으로 ") == "home"
    assert known.hours.week == {0: ((time(9), time(18)),)}
    assert date(2026, 12, 25) in known.hours.holidays
    assert known.answer_within == timedelta(hours=2)


def test_a_flow_is_found_by_what_people_type(tmp_path: Path) -> None:
    known = load(tmp_path)
    assert askable(known.flows.flows["small"]).id == "flow:small"
    verdict = known.matcher.match("짧은 안내 해 주세요")
    assert (verdict.decision, verdict.entry) == (Decision.ANSWER, "flow:small")


@pytest.mark.parametrize(
    ("changes", "file", "line", "code"),
    [
        pytest.param({"faq/members.yaml": FAQ.replace("answer:", "reply:")}, "members.yaml", 3, None, id="unknown key"),
        pytest.param({"faq/members.yaml": FAQ + "topic: tax\n"}, "members.yaml", 24, "doubled_key", id="doubled key"),
        pytest.param({"bot/phrases.yaml": None}, "phrases.yaml", 1, "missing_file", id="no phrases"),
        pytest.param({"bot/words.yaml": WORDS.replace("payload", "target")}, "words.yaml", 5, "bad_value", id="a menu without a target"),
        pytest.param({"bot/hours.yaml": HOURS.replace("18:00", "08:00")}, "hours.yaml", 2, "bad_hours", id="closing before opening"),
        pytest.param({"bot/hours.yaml": HOURS.replace("mon:", "월:")}, "hours.yaml", 2, "bad_hours", id="no such day"),
        pytest.param({"bot/hours.yaml": HOURS.replace("[]", "[내일]")}, "hours.yaml", 3, "not_a_date", id="no date"),
    ],
)
def test_a_mistake_has_a_file_and_a_line(tmp_path: Path, changes: dict[str, str | bytes | None], file: str, line: int, code: str) -> None:
    with pytest.raises(BrokenContent) as caught:
        load(tmp_path, changes)
    problem = caught.value.problems[0]
    assert problem.file == file
    assert problem.position.line >= 1
    if code:
        assert (problem.code, problem.position.line) == (code, line)


def test_all_mistakes_are_found_at_once(tmp_path: Path) -> None:
    with pytest.raises(BrokenContent) as caught:
        load(tmp_path, {"bot/hours.yaml": HOURS.replace("18:00", "08:00"), "faq/members.yaml": FAQ + "topic: tax\n"})
    assert {problem.file for problem in caught.value.problems} == {"hours.yaml", "members.yaml"}


def test_what_was_read_once_comes_from_the_cache(tmp_path: Path) -> None:
    first = load(tmp_path / "content", cache=tmp_path / "cache")
    assert sorted(path.name.split("-")[0] for path in (tmp_path / "cache").iterdir()) == ["content", "folded", "matcher"]
    again = load(tmp_path / "content", cache=tmp_path / "cache")
    assert again.version == first.version
    assert again.matcher.match("최소 인원이 몇 명이에요") == first.matcher.match("최소 인원이 몇 명이에요")


def test_a_damaged_cache_is_made_anew(tmp_path: Path) -> None:
    first = load(tmp_path / "content", cache=tmp_path / "cache")
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(b"{")
    assert load(tmp_path / "content", cache=tmp_path / "cache").entries == first.entries


def test_a_damaged_index_is_made_of_everything_again(tmp_path: Path) -> None:
    further: dict[str, str | bytes | None] = {"faq/phrasings/members.yaml": "phrasings:\n  members-min: [정족수 채우기]\n"}
    load(tmp_path / "content", further, cache=tmp_path / "cache")
    (dump,) = (tmp_path / "cache").glob("matcher-*")
    dump.write_bytes(b"{")
    assert load(tmp_path / "content", further, cache=tmp_path / "cache").matcher.match("정족수 채우기").entry == "members-min"


def test_flows_are_found_by_phrasings_that_stand_beside_the_entries(tmp_path: Path) -> None:
    further: dict[str, str | bytes | None] = {"faq/phrasings/flows.yaml": "phrasings:\n  flow:small: [저희 좀 점검해 봐 주세요]\n"}
    assert load(tmp_path, further).matcher.match("저희 좀 점검해 봐 주세요").entry == "flow:small"


def test_what_serves_holds_no_phrasings(tmp_path: Path) -> None:
    (entry,) = load(tmp_path).entries.values()
    assert not entry.asks
    assert not entry.tests


def test_any_folder_of_questions_has_a_matcher(tmp_path: Path) -> None:
    write_content(tmp_path)
    assert Loader.matcher_of(tmp_path / "faq", None).match("최소 인원이 몇 명이에요").entry == "members-min"


def test_what_was_read_to_serve_is_never_learned_from(tmp_path: Path) -> None:
    further: dict[str, str | bytes | None] = {"faq/phrasings/members.yaml": "phrasings:\n  members-min: [정족수 채우기]\n"}
    load(tmp_path / "content", further, cache=tmp_path / "cache")
    loader = Loader(write_content(tmp_path / "content", further), tmp_path / "cache")
    for dump in (tmp_path / "cache").glob("matcher-*"):
        dump.unlink()
    assert loader.matcher().match("정족수 채우기").entry == "members-min"
