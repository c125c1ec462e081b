"""What a restart reads instead of the files."""

from pathlib import Path

from bot.content_cache import read, unfold, write
from bot.content_files import Tree
from bot.sources import Sources
from tests.bot.small_content import FAQ, write_content

FURTHER = {"faq/phrasings/members.yaml": "phrasings:\n  members-min: [사람 몇이서 하나]\n"}


def _trees(sources: Sources, cache: Path, *, served: bool = False) -> dict[str, dict[str, Tree | None]]:
    files = read(sources, sources.version(), cache, served=served).files
    return {room: {file.name: file.tree for file in found} for room, found in files.items()}


def test_everything_is_kept_folded(tmp_path: Path) -> None:
    sources = write_content(tmp_path / "content", FURTHER)
    fresh = _trees(sources, tmp_path / "cache")
    assert unfold(read(sources, sources.version(), tmp_path / "cache", served=True).folded) == fresh
    assert _trees(sources, tmp_path / "cache") == fresh


def test_serving_takes_only_what_it_needs(tmp_path: Path) -> None:
    sources = write_content(tmp_path / "content", FURTHER)
    fresh = _trees(sources, tmp_path / "cache")
    lean = _trees(sources, tmp_path / "cache", served=True)
    assert lean["bot"] == fresh["bot"]
    assert set(lean["faq"]) == {"members.yaml"}
    assert not any(name.endswith("examples.yaml") for name in lean["flows"])
    tree = lean["faq"]["members.yaml"]
    assert isinstance(tree, dict)
    assert str(tree["entries"]).count("asks") == FAQ.count("asks:")
    assert "넷이면" not in str(tree)


def test_a_file_of_any_shape_is_kept_as_it_is(tmp_path: Path) -> None:
    sources = write_content(tmp_path / "content", {"faq/odd.yaml": "entries: [a, {id: b}, {asks: c}]\n"})
    fresh = _trees(sources, tmp_path / "cache")
    assert _trees(sources, tmp_path / "cache", served=True)["faq"]["odd.yaml"] == fresh["faq"]["odd.yaml"]


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
