"""Plain JSON trees, and the one error a Bot API method answers with."""

from dataclasses import dataclass, field

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
Tree = dict[str, Json]


@dataclass
class ApiError(Exception):
    """The answer `{"ok": false, ...}` in Telegram's words."""

    code: int
    description: str
    parameters: Tree = field(default_factory=dict)

    def body(self) -> Tree:
        tree: Tree = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            tree["parameters"] = self.parameters
        return tree


def bad_request(text: str, **parameters: Json) -> ApiError:
    """A 400 in Telegram's spelling."""
    return ApiError(400, f"Bad Request: {text}", dict(parameters))


def forbidden(text: str) -> ApiError:
    """A 403 in Telegram's spelling."""
    return ApiError(403, f"Forbidden: {text}")


def utf16(text: str) -> int:
    """Length in UTF-16 code units, the way Telegram counts."""
    return len(text) + sum(1 for sign in text if sign > "\uffff")
