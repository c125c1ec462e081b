"""The schemas that editors use: current, named by files that exist, in agreement with every file and with the parsers."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from bot.cli import main
from bot.cli_schema import FORMS, schema_text
from flows import forms
from flows.examples import parse_examples
from flows.rates import parse_rates
from flows.schema import parse_flow
from flows.tree import Report, Tree
from flows.values import Kind
from tests.bot.editor import complaints, read, reference

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "docs" / "schema"
NAMED = sorted(path for room in ("faq", "flows", "bot") for path in (ROOT / room / "content").rglob("*.yaml") if reference(path))
#: Content whose forms have no schema (yet): one file each, or read by a form of the shell.
WITHOUT = ("/papers/", "/schedules/", "/glossary.yaml", "/holidays.yaml", "/wording.yaml")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", FORMS)
def test_the_committed_schema_is_current(name: str) -> None:
    done = CliRunner().invoke(main, ["schema", name], catch_exceptions=False)
    assert done.output == schema_text(name) == (SCHEMAS / f"{name}.json").read_text(encoding="utf-8"), "run make reference"


def test_every_schema_is_printed_by_the_command() -> None:
    assert {path.stem for path in SCHEMAS.glob("*.json")} == set(FORMS)


def test_every_file_that_has_a_schema_names_it() -> None:
    files = {path for room in ("faq", "flows") for path in (ROOT / room / "content").rglob("*.yaml")}
    unnamed = {shown(path) for path in files - set(NAMED)}
    assert {path for path in unnamed if not any(part in path for part in WITHOUT)} == set()


@pytest.mark.parametrize("path", NAMED, ids=shown)
def test_an_editor_finds_nothing_wrong_with_the_shipped_content(path: Path) -> None:
    file = reference(path)
    assert file is not None
    schema = json.loads(file.read_text(encoding="utf-8"))
    assert list(complaints(read(path.read_text(encoding="utf-8")), schema, schema)) == []


def step(text: str) -> str:
    top = "id: a\ntitle: b\ntopic: tax\nabout: c\nas_of: 2026-01-01\nreview_by: 2027-01-01\nasks: [d]\nfacts: [e]\n"
    return f"{top}steps: [{text}]\nresults: []"


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("faq", "topic: weather\nentries: []", "/topic: weather"),
        ("faq", "topic: tax\nentries:\n  - {id: a, urgent: maybe}", "/entries/0/urgent: not ['boolean']"),
        ("flow", step("{id: s, kind: choice, ask: f, why: g}"), "/steps/0: options is missing"),
        ("flow", step("{id: s, kind: won, ask: f, why: g, unit: h}"), "/steps/0: unit is unknown"),
        ("flow", step("{id: s, kind: maybe}"), "/steps/0/kind: maybe"),
        ("examples", "flow: a\nexamples: [{name: b}]", "/examples/0: expect is missing"),
        ("rates", "rates: [{id: a, title: b, unit: dollar, values: [{from: 2026-01-01, value: 1, source: c}]}]", "/rates/0/unit: dollar"),
        ("rates", "rates: [{id: a, title: b, unit: won, values: [{from: 2026-01-01, value: much, source: c}]}]", "value: not ['number']"),
    ],
)
def test_an_editor_finds_mistakes(name: str, text: str, complaint: str) -> None:
    schema = json.loads(schema_text(name))
    found = list(complaints(read(text), schema, schema))
    assert any(complaint in one for one in found), found


def known(parse: Callable[[Tree, Report], object], tree: Tree, at: tuple[str | int, ...]) -> set[str]:
    """The keys that the parser asks for at a place of the tree, told by its complaint about one it does not know."""
    told: set[str] = set()

    def report(loc: tuple[str | int, ...], code: str, /, **details: str) -> None:
        if code == "unknown_key" and loc == (*at, "zzz"):
            told.update(details["known"].split(", "))

    parse(tree, report)
    return told


def keys(form: type[BaseModel]) -> set[str]:
    return {found.alias or name for name, found in form.model_fields.items()}


STEPS = (
    forms.PlainStep, forms.ChoiceStep, forms.YesNoStep, forms.NumberStep,
    forms.HoursStep, forms.DateStep, forms.GroupStep, forms.CalculateStep,
)  # fmt: skip
FIELDS = (forms.PlainField, forms.ChoiceField, forms.YesNoField, forms.NumberField, forms.HoursField, forms.DateField)


def kinds(several: tuple[type[BaseModel], ...]) -> list[tuple[str, type[BaseModel]]]:
    return [(kind, form) for form in several for kind in get_args(form.model_fields["kind"].annotation)]


@pytest.mark.parametrize(("kind", "form"), kinds(STEPS))
def test_a_step_may_say_what_the_parser_knows(kind: str, form: type[BaseModel]) -> None:
    assert keys(form) == known(parse_flow, {"steps": [{"kind": kind, "zzz": ""}]}, ("steps", 0))


@pytest.mark.parametrize(("kind", "form"), kinds(FIELDS))
def test_a_question_of_a_group_may_say_what_the_parser_knows(kind: str, form: type[BaseModel]) -> None:
    tree: Tree = {"steps": [{"kind": "group", "fields": [{"kind": kind, "zzz": ""}]}]}
    assert keys(form) == known(parse_flow, tree, ("steps", 0, "fields", 0))


def test_every_kind_of_step_has_a_form() -> None:
    assert {kind for kind, _ in kinds(STEPS)} == set(Kind)
    assert {kind for kind, _ in kinds(FIELDS)} == set(Kind) - {Kind.GROUP, Kind.CALCULATE}


@pytest.mark.parametrize(
    ("parse", "form", "tree", "at"),
    [
        (parse_flow, forms.FlowForm, {"zzz": ""}, ()),
        (parse_flow, forms.RemindersForm, {"reminders": {"zzz": ""}}, ("reminders",)),
        (parse_flow, forms.Option, {"steps": [{"kind": "choice", "options": [{"zzz": ""}]}]}, ("steps", 0, "options", 0)),
        (parse_flow, forms.Branch, {"steps": [{"next": [{"zzz": ""}]}]}, ("steps", 0, "next", 0)),
        (parse_flow, forms.Fixed, {"steps": [{"kind": "calculate", "with": {"a": {"zzz": ""}}}]}, ("steps", 0, "with", "a")),
        (parse_flow, forms.ResultForm, {"results": [{"zzz": ""}]}, ("results", 0)),
        (parse_flow, forms.Part, {"results": [{"parts": [{"zzz": ""}]}]}, ("results", 0, "parts", 0)),
        (parse_examples, forms.ExamplesForm, {"zzz": ""}, ()),
        (parse_examples, forms.ExampleForm, {"examples": [{"zzz": ""}]}, ("examples", 0)),
        (parse_examples, forms.Expect, {"examples": [{"expect": {"zzz": ""}}]}, ("examples", 0, "expect")),
        (parse_rates, forms.RatesForm, {"zzz": ""}, ()),
        (parse_rates, forms.RateForm, {"rates": [{"zzz": ""}]}, ("rates", 0)),
        (parse_rates, forms.RateValueForm, {"rates": [{"values": [{"zzz": ""}]}]}, ("rates", 0, "values", 0)),
    ],
)
def test_a_form_knows_what_the_parser_knows(
    parse: Callable[[Tree, Report], object], form: type[BaseModel], tree: Tree, at: tuple[str | int, ...]
) -> None:
    assert keys(form) == known(parse, tree, at)
