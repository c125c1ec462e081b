"""What the flows rest on: laws that exist, in results, their parts, schedules and papers, and facts that are sure or said not to be."""

from collections.abc import Iterator

from bot.content_files import ContentFile, Loc, Problem, Tree
from bot.flow_files import EXAMPLES, FlowFiles, reporter
from faq.facts import Facts
from faq.laws import Laws
from flows.prose import texts_of

#: The key under which a basis stands, wherever it is.
LAW = "law"


def check_facts(facts: Facts | None, flows: FlowFiles, problems: list[Problem]) -> None:
    """Report numbers of facts that do not exist, and flows that tell what is not sure as if it were."""
    for flow in flows.book.flows.values() if facts else ():
        assert facts
        said = "\n".join(text for _, text in texts_of(flow))
        for index, code, details in facts.faults(flow.facts, flow.topic, said):
            reporter(flows.flow_files[flow.id], problems)(("facts", index), code, **details)


def check_laws(laws: Laws | None, files: tuple[ContentFile, ...], problems: list[Problem]) -> None:
    """Report every basis that cannot be read; examples may look for a part of one."""
    for file in files if laws else ():
        assert laws
        if file.tree is None or file.name.endswith(EXAMPLES):
            continue
        for loc, basis in _bases(file.tree, ()):
            for code, details in laws.faults(basis):
                reporter(file, problems)(loc, code, **details)


def _bases(tree: Tree, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _texts(value, (*loc, key)) if key == LAW else _bases(value, (*loc, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from _bases(value, (*loc, index))


def _texts(value: Tree, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, list):
        yield from (((*loc, index), one) for index, one in enumerate(value) if isinstance(one, str))
