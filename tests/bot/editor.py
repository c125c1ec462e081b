"""What an editor with a YAML plugin does: reads a file by YAML 1.2 and holds it against a JSON Schema, as much of it as ours use."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import yaml

REFERENCE = re.compile(r"# yaml-language-server: \$schema=(\S+)")
_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str, "number": (int, float), "boolean": bool, "array": list, "object": dict, "integer": int,
}  # fmt: skip


class _Core(yaml.SafeLoader):
    """YAML 1.2: no days, no yes and no, no sexagesimal numbers."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


_Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
_Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?\d+$"), list("-+0123456789"))
_Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?\d+\.\d*$"), list("-+0123456789"))
_Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))


def read(text: str) -> Any:
    """A file as the editor reads it."""
    return yaml.load(text, Loader=_Core)


def reference(path: Path) -> Path | None:
    """The schema that a file names."""
    found = REFERENCE.match(path.read_text(encoding="utf-8"))
    return path.parent / found.group(1) if found else None


def complaints(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "") -> Iterator[str]:
    """What the editor underlines."""
    if "$ref" in schema:
        yield from complaints(value, whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole, at)
        return
    ways = schema.get("oneOf") or schema.get("anyOf")
    if ways:
        tried = [list(complaints(value, way, whole, at)) for way in ways]
        yield from (one for way in tried for one in way) if all(tried) else ()
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        yield f"{at}: not {kinds}"
        return
    if ("enum" in schema and value not in schema["enum"]) or ("const" in schema and value != schema["const"]):
        yield f"{at}: {value}"
    yield from _in_text(value, schema, at) if isinstance(value, str) else ()
    yield from _in_list(value, schema, whole, at) if isinstance(value, list) else ()
    yield from _in_mapping(value, schema, whole, at) if isinstance(value, dict) else ()


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _in_text(value: str, schema: dict[str, Any], at: str) -> Iterator[str]:
    if not schema.get("minLength", 0) <= len(value.strip()) <= schema.get("maxLength", 10**6):
        yield f"{at}: length {len(value)}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value}"


def _in_list(value: list[Any], schema: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**6):
        yield f"{at}: {len(value)} items"
    for index, item in enumerate(value):
        yield from complaints(item, schema.get("items", {}), whole, f"{at}/{index}")


def _in_mapping(value: dict[Any, Any], schema: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{at}: {key} is missing" for key in schema.get("required", []) if key not in value)
    for key, inner in value.items():
        more = schema.get("additionalProperties", {})
        if key not in known and more is False:
            yield f"{at}: {key} is unknown"
        else:
            yield from complaints(key, schema.get("propertyNames", {}), whole, f"{at}/{key}")
            yield from complaints(inner, known.get(key, more if isinstance(more, dict) else {}), whole, f"{at}/{key}")
