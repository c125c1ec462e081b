import pytest

from bot.papers.catalogue import Paper, Papers, parse_papers, parse_words
from flows.tree import Loc, Tree

ONE: dict[str, Tree] = {
    "id": "articles",
    "title": "정관",
    "file": "1-정관",
    "template": "articles.docx",
    "law": ["법 제16조"],
    "needs": ["name"],
}


class Noted:
    def __init__(self) -> None:
        self.codes: list[tuple[Loc, str]] = []

    def __call__(self, loc: Loc, code: str, /, **details: str) -> None:
        self.codes.append((loc, code))


def test_papers_are_read_in_their_order() -> None:
    noted = Noted()
    papers = parse_papers({"papers": [ONE]}, noted)
    assert noted.codes == []
    assert papers == (Paper(id="articles", title="정관", file="1-정관", template="articles.docx", law=("법 제16조",), needs=("name",)),)


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"template": ""}, "empty_value"), ({"colour": "red"}, "unknown_key"), ({"id": "Art"}, "bad_id")],
    ids=["no template", "unknown key", "bad id"],
)
def test_a_mistake_is_told_with_its_place(changed: dict[str, Tree], code: str) -> None:
    noted = Noted()
    parse_papers({"papers": [{**ONE, **changed}]}, noted)
    [(loc, found)] = noted.codes
    assert (loc[:2], found) == (("papers", 0), code)


def test_words_and_what_is_missing_have_names_of_their_own() -> None:
    words = parse_words({"words": {"gap": "○○"}, "missing": {"name": "이름"}}, Noted())
    assert words == {"gap": "○○", "missing:name": "이름"}


def test_unknown_papers_are_left_out() -> None:
    [paper] = parse_papers({"papers": [ONE]}, Noted())
    assert Papers(papers={"articles": paper}).of(("gone", "articles")) == (paper,)
