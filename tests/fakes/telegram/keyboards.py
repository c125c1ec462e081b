"""Checks reply markup the way Telegram does."""

from tests.fakes.telegram.values import Json, Tree, bad_request

_ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
MAX_BUTTONS = 100
MAX_PER_ROW = 8
MAX_BYTES = 10_240


def checked_markup(markup: Json) -> Tree | None:
    """The markup, or Telegram's refusal; an empty inline keyboard is none."""
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        _check_placeholder(markup)
        return markup
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    buttons = [button for row in rows for button in _row(row)]
    for button in buttons:
        _check_button(button)
    size = sum(len(str(value).encode()) for button in buttons for value in button.values())
    if len(buttons) > MAX_BUTTONS or size > MAX_BYTES:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": [row for row in rows if row]} if buttons else None


def _row(row: Json) -> list[Tree]:
    if not isinstance(row, list):
        raise bad_request("can't parse inline keyboard button: row must be an Array")
    if len(row) > MAX_PER_ROW:
        raise bad_request("BUTTON_ROW_TOO_LONG")
    buttons = [button for button in row if isinstance(button, dict)]
    if len(buttons) != len(row):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    return buttons


def _check_button(button: Tree) -> None:
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request('can\'t parse inline keyboard button: field "text" must be non-empty')
    actions = sorted(_ACTIONS & set(button))
    if len(actions) != 1:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if button.get("style") not in (None, "danger", "success", "primary"):
        raise bad_request("can't parse inline keyboard button: invalid style")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode("utf-8", "surrogatepass")) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not str(button["url"]).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def _check_placeholder(markup: Tree) -> None:
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= len(str(placeholder)) <= 64:
        raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")


def buttons_of(markup: Tree | None) -> list[Tree]:
    """All inline buttons of a message in reading order."""
    rows = (markup or {}).get("inline_keyboard")
    return [button for row in rows if isinstance(row, list) for button in row if isinstance(button, dict)] if isinstance(rows, list) else []
