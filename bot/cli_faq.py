"""Commands on the matcher: fit what turns likeness into probability."""

from pathlib import Path

import click

from bot.content_files import Loc
from bot.knowledge import CALIBRATION, FLOW, Loader
from bot.settings import Settings
from bot.sources import Sources
from faq.calibration import Calibration
from faq.holdout import Question, calibrate, calibrates
from faq.manners import Manners, Tact
from faq.outside import parse_outside
from faq.policy import SEED
from faq.text import words
from faq.thesaurus import Lexicon, Thesaurus

#: Folds of phrasings left out; each costs one build.
FOLDS = 3


@click.command("calibrate")
@click.option("--content", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another folder of FAQ YAML.")
def calibrate_command(content: Path | None) -> None:
    """Fit the confidence on half of the tests and store it beside the content."""
    folder = content or Sources.of(Settings().content_dir).folders["faq"]
    fitted = fitted_for(content)
    (folder / CALIBRATION).write_text(fitted.dump(), encoding="utf-8")
    click.echo(f"{folder / CALIBRATION}: answer from {fitted.answer:.2f}, suggest from {fitted.suggest:.2f}")


def fitted_for(content: Path | None) -> Calibration:
    """The calibration of a folder of FAQ YAML (the shipped one with its flows when none is named)."""
    sources = Sources.of(Settings().content_dir)
    if content:
        sources = Sources(folders={"faq": content, "flows": content / "-", "bot": content / "-"})
    loader = Loader(sources, None)
    entries = loader.asked()
    thesaurus, manners, _ = loader.faq_side()
    tact = Tact.of(manners or Manners())
    # Who asks for a flow tells a case in everyday words: fitted on that too, the confidence answers half as many strangers again.
    own = [entry for entry in entries if not entry.id.startswith(FLOW)]
    asked = [Question(text=test, entry=entry.id) for entry in own for test in entry.tests if calibrates(test)]
    asked += [Question(text=text) for text in outside_texts(loader) if calibrates(text) and not tact.first(words(text))]
    return calibrate(entries, Lexicon.of(thesaurus or Thesaurus()), questions=asked, folds=FOLDS, seed=SEED)


def outside_texts(loader: Loader) -> list[str]:
    """Every message of the list of what is out of scope."""

    def ignore(loc: Loc, code: str, /, **details: str) -> None:
        """`dure check` reports these."""

    tree = loader.tree("faq", "out-of-scope.yaml")
    return [one.text for one in parse_outside(tree, ignore)] if tree is not None else []
