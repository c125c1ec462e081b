"""Where content comes from, and the cache of what was read."""

from pathlib import Path

from bot.sources import ROOMS, Sources, read, write
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


def test_files_without_problems_are_kept(tmp_path: Path) -> None:
    sources = write_content(tmp_path / "content")
    version = sources.version()
    fresh = read(sources, version, tmp_path / "cache")
    kept = read(sources, version, tmp_path / "cache")
    assert {room: [(file.name, file.tree) for file in files] for room, files in kept.items()} == {
        room: [(file.name, file.tree) for file in files] for room, files in fresh.items()
    }


def test_broken_files_are_not_kept(tmp_path: Path) -> None:
    sources = write_content(tmp_path / "content", {"bot/hours.yaml": "{"})
    read(sources, sources.version(), tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_only_the_newest_caches_stay(tmp_path: Path) -> None:
    for number in range(6):
        write(tmp_path / f"content-{number}.json", b"{}")
    write(tmp_path / "matcher-1.dump", b"")
    assert len(list(tmp_path.glob("content-*"))) == 3
    assert (tmp_path / "matcher-1.dump").exists()


def test_a_cache_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    write(tmp_path / "file" / "content-1.json", b"{}")
