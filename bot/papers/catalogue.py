"""Which papers there are: read from `flows/content/papers/*.yaml`, their templates lie beside it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.tree import Fields, Report, Tree

#: Folder of the papers below the content of the flows.
FOLDER = "papers/"
WORDS = f"{FOLDER}words.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper."""

    id: str
    title: str
    #: Name of the file without its ending; says the order too.
    file: str
    #: Word template beside the YAML.
    template: str
    law: tuple[str, ...] = ()
    #: Names of answers and checks without which it is not complete; `words.yaml` has a sentence for each.
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """All papers, with the words that are put into them."""

    papers: Mapping[str, Paper] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    #: Where the templates lie.
    folder: str = ""

    def of(self, ids: tuple[str, ...]) -> tuple[Paper, ...]:
        """These papers in this order; an unknown one is left out (`dure check` reports it)."""
        return tuple(self.papers[one] for one in ids if one in self.papers)


def parse_papers(tree: Tree, report: Report) -> tuple[Paper, ...]:
    """One file of papers."""
    top = Fields(tree, (), report)
    papers = tuple(_paper(fields) for fields in top.maps("papers", required=True))
    top.close()
    return papers


def _paper(fields: Fields) -> Paper:
    paper = Paper(
        id=fields.identifier("id"),
        title=fields.text("title", limit=40),
        file=fields.text("file", limit=60),
        template=fields.text("template"),
        law=fields.texts("law"),
        needs=fields.texts("needs"),
    )
    fields.close()
    return paper


def parse_words(tree: Tree, report: Report) -> dict[str, str]:
    """The words that papers use by name."""
    top = Fields(tree, (), report)
    words: dict[str, str] = {}
    for part in ("words", "missing"):
        fields = top.map(part)
        for name in fields.names() if fields else ():
            assert fields
            words[name if part == "words" else f"missing:{name}"] = fields.text(name)
    top.close()
    return words
