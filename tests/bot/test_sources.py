"""Where content comes from."""

from pathlib import Path

from bot.sources import ROOMS, Sources
from tests.bot.small_content import HOURS, write_content


def test_a_folder_that_lacks_a_room_takes_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    folders = Sources.of(tmp_path).folders
    assert folders["faq"] == tmp_path / "faq"
    assert folders["bot"].parts[-2:] == ("bot", "content")
    assert set(Sources.of(None).folders) == set(ROOMS)


def test_the_version_is_the_content(tmp_path: Path) -> None:
    one, two = write_content(tmp_path / "1"), write_content(tmp_path / "2")
    assert one.version() == two.version()
    assert write_content(tmp_path / "2", {"bot/hours.yaml": HOURS + "\n"}).version() != one.version()
    assert write_content(tmp_path / "2", {"faq/more.yaml": "x: 1\n"}).version() != one.version()


def test_the_stamp_sees_edits_and_only_content(tmp_path: Path) -> None:
    sources = write_content(tmp_path)
    before = sources.stamp()
    (tmp_path / "faq" / "notes.txt").write_text("x")
    assert sources.stamp() == before
    (tmp_path / "faq" / "members.yaml").unlink()
    assert sources.stamp() != before
