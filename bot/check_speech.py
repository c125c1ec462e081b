"""Checks the bot's own phrases, the words people type, the menu and the hours."""

from collections.abc import Collection
from pathlib import Path

from bot.content_files import ContentFile, Problem
from bot.flow_files import reporter
from bot.knowledge import BrokenContent, Loader
from bot.sources import Sources
from bot.voice import plain

#: KakaoTalk cuts labels after so many letters.
MAX_LABEL = 14
_NOWHERE = Path("-")
_PHRASES, _WORDS = "phrases.yaml", "words.yaml"


def check_speech(
    sources: Sources, files: tuple[ContentFile, ...], problems: list[Problem], *, entries: Collection[str], flows: Collection[str]
) -> None:
    """Report everything that is wrong with the files of `bot/content`."""
    loader = Loader(Sources(folders={"faq": _NOWHERE, "flows": _NOWHERE, "bot": sources.folders["bot"]}), None)
    try:
        loader.speech()
    except BrokenContent:
        problems += [problem for problem in loader.problems if problem not in problems]
        return
    problems += [problem for problem in loader.problems if problem not in problems]
    check_words(files, problems, entries=entries, flows=flows)


def check_words(files: tuple[ContentFile, ...], problems: list[Problem], *, entries: Collection[str], flows: Collection[str]) -> None:
    """Report what is wrong with labels, command words and the menu of files that can be used."""
    by_name = {file.name: file for file in files}
    _labels(by_name[_PHRASES], problems)
    _doubled_words(by_name[_WORDS], problems)
    _menu(by_name[_WORDS], problems, {*(f"entry:{entry}" for entry in entries), *(f"flow:{flow}" for flow in flows)})


def _labels(file: ContentFile, problems: list[Problem]) -> None:
    phrases = file.tree["phrases"] if isinstance(file.tree, dict) else {}
    for name, text in phrases.items() if isinstance(phrases, dict) else ():
        if name.startswith("button_") and isinstance(text, str):
            _length(file, ("phrases", name), text, problems)


def _length(file: ContentFile, loc: tuple[str | int, ...], label: str, problems: list[Problem]) -> None:
    if len(label) > MAX_LABEL:
        reporter(file, problems)(loc, "label_too_long", label=label, length=str(len(label)), max_length=str(MAX_LABEL))


def _doubled_words(file: ContentFile, problems: list[Problem]) -> None:
    words = file.tree["words"] if isinstance(file.tree, dict) else {}
    seen: dict[str, str] = {}
    for command, spellings in words.items() if isinstance(words, dict) else ():
        for index, spelling in enumerate(spellings if isinstance(spellings, list) else []):
            key = plain(str(spelling))
            if seen.setdefault(key, command) != command:
                reporter(file, problems)(("words", command, index), "doubled_word", word=str(spelling), other=seen[key])


def _menu(file: ContentFile, problems: list[Problem], known: Collection[str]) -> None:
    menu = file.tree["menu"] if isinstance(file.tree, dict) else []
    for index, line in enumerate(menu if isinstance(menu, list) else []):
        if not isinstance(line, dict):
            continue
        label, payload = str(line.get("label", "")), str(line.get("payload", ""))
        _length(file, ("menu", index, "label"), label, problems)
        if payload not in known:
            reporter(file, problems)(("menu", index, "payload"), "unknown_menu_target", target=payload)
