"""Reads Telegram's HTML as strictly as Telegram does; offsets and lengths are UTF-16 code units."""

import re
from dataclasses import dataclass

from tests.fakes.telegram.values import Json, Tree, bad_request, utf16

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
_OTHER = {"a", "span", "tg-emoji"}
_TAG = re.compile(r"([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[a-zA-Z_:][\w:.-]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[\w.-]+))?)*)\s*$")
_ATTRIBUTE = re.compile(r"([a-zA-Z_:][\w:.-]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[\w.-]+))?")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_COMMAND = re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,32}(?:@\w{3,32})?(?![\w/<>])")
_URL = re.compile(r"https?://[^\s<>\"]+")


@dataclass
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]


def parse_text(text: str, mode: str | None) -> tuple[str, list[Json]]:
    """The plain text and its entities under a parse mode; raises "can't parse entities"."""
    if not mode:
        return _trim(text, found(text))
    if mode.lower() == "html":
        return _trim(*_html(text))
    if mode.lower() in ("markdown", "markdownv2"):
        raise bad_request("this fake reads parse_mode HTML only")
    raise bad_request("unsupported parse_mode")


def found(text: str) -> list[Json]:
    """Commands and addresses that Telegram finds by itself."""
    entities: list[Json] = []
    for kind, pattern in (("bot_command", _COMMAND), ("url", _URL)):
        for match in pattern.finditer(text):
            entities.append({"type": kind, "offset": utf16(text[: match.start()]), "length": utf16(match.group())})
    return entities


def _broken(text: str) -> Exception:
    return bad_request(f"can't parse entities: {text}")


def _html(text: str) -> tuple[str, list[Json]]:
    plain: list[str] = []
    entities: list[Json] = []
    stack: list[_Open] = []
    length = at = 0
    while at < len(text):
        sign = text[at]
        if sign == "&" and (match := _REFERENCE.match(text, at)):
            piece, at = _unescape(match), match.end()
        elif sign == "<":
            end = text.find(">", at)
            if end < 0:
                raise _broken(f"Unclosed start tag at byte offset {_bytes(text, at)}")
            _tag(text, at, end, stack, entities, length)
            at = end + 1
            continue
        else:
            piece, at = sign, at + 1
        plain.append(piece)
        length += utf16(piece)
    if stack:
        raise _broken(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    result = "".join(plain)
    return result, entities + found(result)


def _bytes(text: str, at: int) -> int:
    return len(text[:at].encode("utf-8", "surrogatepass"))


def _unescape(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return match.group()
    return chr(code)


def _tag(text: str, at: int, end: int, stack: list[_Open], entities: list[Json], length: int) -> None:
    inner = text[at + 1 : end]
    where = _bytes(text, at)
    if inner.startswith("/"):
        _close(inner[1:].strip().lower(), where, stack, entities, length)
        return
    match = _TAG.match(inner)
    name = match.group(1).lower() if match else inner.split(" ")[0]
    if match is None or (name not in _STYLES and name not in _OTHER):
        raise _broken(f'Unsupported start tag "{name}" at byte offset {where}')
    attributes = {key.lower(): (value or "").strip("\"'") for key, value in _ATTRIBUTE.findall(match.group(2))}
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
    stack.append(_Open(name, length, {key: _REFERENCE.sub(_unescape, value) for key, value in attributes.items()}))


def _close(name: str, where: int, stack: list[_Open], entities: list[Json], length: int) -> None:
    if not stack:
        raise _broken(f"Unexpected end tag at byte offset {where}")
    top = stack.pop()
    if name and name != top.tag:
        raise _broken(f'Unmatched end tag at byte offset {where}, expected "</{top.tag}>", found "</{name}>"')
    entity: Tree = {"type": _STYLES.get(top.tag, "spoiler"), "offset": top.offset, "length": length - top.offset}
    if top.tag == "a":
        entity.update(type="text_link", url=top.attributes.get("href", ""))
        if not top.attributes.get("href"):
            return
    if length > top.offset:
        entities.append(entity)


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Telegram drops blanks at both ends."""
    cut = utf16(text) - utf16(text.lstrip())
    plain = text.strip()
    size = utf16(plain)
    kept: list[Json] = []
    for entity in entities:
        assert isinstance(entity, dict)
        start, stop = _number(entity["offset"]) - cut, _number(entity["offset"]) + _number(entity["length"]) - cut
        start, stop = max(0, start), min(size, stop)
        if start < stop:
            kept.append({**entity, "offset": start, "length": stop - start})
    return plain, sorted(kept, key=_order)


def _number(value: Json) -> int:
    assert isinstance(value, int)
    return value


def _order(entity: Json) -> tuple[int, int]:
    assert isinstance(entity, dict)
    return _number(entity["offset"]), -_number(entity["length"])
