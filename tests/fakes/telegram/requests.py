"""Turns query, form, JSON and multipart into the same parameters."""

import json
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import Field, File, parse_form

from tests.fakes.telegram.values import Json, Tree, bad_request
from tests.fakes.telegram.wire import Call


@dataclass
class Upload:
    """A file in a multipart request."""

    name: str
    media_type: str
    content: bytes


@dataclass
class Parameters:
    """The parameters of one call, read by name and type; remembers which were read so that the rest is a finding."""

    values: Tree
    files: dict[str, Upload] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    def raw(self, name: str) -> Json:
        self.read.add(name)
        return self.values.get(name)

    def text(self, name: str) -> str:
        value = self.raw(name)
        if value is None:
            return ""
        if isinstance(value, dict | list | bool):
            raise bad_request(f'parameter "{name}" must be a string')
        return str(value)

    def number(self, name: str, default: int = 0) -> int:
        value = self.raw(name)
        if value is None or value == "":
            return default
        if isinstance(value, str):
            try:
                return int(value)
            except ValueError:
                raise bad_request(f'invalid "{name}" value specified') from None
        if not isinstance(value, int) or isinstance(value, bool):
            raise bad_request(f'invalid "{name}" value specified')
        return value

    def flag(self, name: str) -> bool:
        return str(self.raw(name)).lower() in ("true", "1", "yes", "t", "y")

    def tree(self, name: str) -> Json:
        """A JSON-serialised parameter (or the JSON itself in a JSON body)."""
        value = self.raw(name)
        if not isinstance(value, str):
            return value
        try:
            parsed: Json = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None
        return parsed

    def upload(self, name: str) -> Upload | None:
        """The file under `name`, given directly or as `attach://part`."""
        value = self.raw(name)
        if isinstance(value, str) and value.startswith("attach://"):
            name = value.removeprefix("attach://")
            self.read.add(name)
        return self.files.get(name)

    def unread(self) -> list[str]:
        return sorted((set(self.values) | set(self.files)) - self.read)


def parameters_of(call: Call) -> Parameters:
    """Read a request; raises the 400 Telegram answers."""
    values: Tree = dict(parse_qsl(urlsplit(call.target.decode("latin-1")).query, keep_blank_values=True))
    if not call.body:
        return Parameters(values)
    kind = call.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        values.update(parse_qsl(call.body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=200))
        return Parameters(values)
    if kind == "application/json":
        values.update(_json(call.body))
        return Parameters(values)
    if kind == "multipart/form-data":
        return _multipart(call, values)
    return Parameters(values)


def _json(body: bytes) -> Tree:
    try:
        tree: Json = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(tree, dict):
        raise bad_request("request must be a JSON object")
    return tree


def _multipart(call: Call, values: Tree) -> Parameters:
    files: dict[str, Upload] = {}

    def on_field(part: Field) -> None:
        values[(part.field_name or b"").decode()] = (part.value or b"").decode("utf-8", "replace")

    def on_file(part: File) -> None:
        part.file_object.seek(0)
        name = (part.file_name or b"file").decode("utf-8", "replace")
        files[(part.field_name or b"").decode()] = Upload(name, str(part.content_type or ""), part.file_object.read())

    headers = {"Content-Type": call.headers["content-type"].encode()}
    try:
        parse_form(headers, BytesIO(call.body), on_field, on_file)
    except MultipartParseError:
        raise bad_request("can't parse multipart form data") from None
    return Parameters(values, files)
