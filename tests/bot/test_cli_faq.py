"""Commands on the matcher."""

from pathlib import Path

from click.testing import CliRunner

from bot.cli_faq import calibrate_command
from bot.knowledge import CALIBRATION, Loader
from faq.calibration import read_calibration

FAQ = """\
topic: formation
entries:
  - id: members-min
    title: 몇 명부터 만들 수 있나요?
    asks: [최소 인원]
    answer: 5명이에요.
    as_of: 2026-11-22
    review_by: 2027-05-31
    tests: [다섯이면 될까요, 몇 사람이 모여야 해요]
"""
OUTSIDE = "out_of_scope:\n  - {kind: far, text: 오늘 점심 뭐 먹지}\n  - {kind: far, text: 강아지 미용 가격}\n"


def test_a_calibration_is_stored_beside_the_content_and_used(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(FAQ, encoding="utf-8")
    (tmp_path / "out-of-scope.yaml").write_text(OUTSIDE, encoding="utf-8")
    done = CliRunner().invoke(calibrate_command, ["--content", str(tmp_path)])
    assert done.exit_code == 0, done.output
    stored = read_calibration((tmp_path / CALIBRATION).read_text(encoding="utf-8"))
    assert 0 < stored.suggest < stored.answer < 1
    verdict = Loader.matcher_of(tmp_path, None).match("몇 명부터 만들 수 있나요")
    assert verdict.entry == "members-min"


def test_a_calibration_of_another_version_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(FAQ, encoding="utf-8")
    (tmp_path / CALIBRATION).write_text("{}", encoding="utf-8")
    assert Loader.matcher_of(tmp_path, None).match("최소 인원").entry == "members-min"
